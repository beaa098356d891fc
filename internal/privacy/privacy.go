// Package privacy finds what could identify a person in a text. What it
// hands back are places and reasons, never the words themselves, so that
// a finding can be counted, logged or listed without repeating anybody's
// details.
//
// It has two halves. What has a form of its own (numbers, dates, addresses;
// structured.go) is found by that form. Names have none, so for them the
// evidence of every word is added up (weigh.go): how it is written, what
// the lists say about it, what stands beside it; a name found once is then
// found wherever else it stands (spread.go). No list is complete and no
// cue is certain. Finding nothing therefore says that nothing of what
// LookedFor names was seen, and no more than that: a reader who knows the
// place may still know the person.
package privacy

import (
	"fmt"
	"slices"
	"strings"
)

// Finding is one place in a text that could identify somebody.
type Finding struct {
	Start, End int // byte offsets into the text, End exclusive, both between whole characters
	Kind       Kind
	Level      Level
	Why        string // a sentence for the person who decides
	Suggest    string // what could stand there instead
}

// Kind says what sort of thing was found.
type Kind string

// The kinds of finding.
const (
	Name         Kind = "name"
	Initials     Kind = "initials"
	Place        Kind = "place"     // a town, village or district
	Workplace    Kind = "workplace" // a named ward, hospital, school, home, agency
	Address      Kind = "address"
	Postcode     Kind = "postcode"
	Phone        Kind = "phone"
	Email        Kind = "email"
	URL          Kind = "url"
	Handle       Kind = "handle" // of a social network
	IP           Kind = "ip"
	Date         Kind = "date" // a calendar day
	Birth        Kind = "dob"
	Age          Kind = "age" // over 89
	NHSNumber    Kind = "nhs-number"
	Record       Kind = "record-number"       // of a record, a case, a call
	Registration Kind = "registration-number" // of a practitioner
	National     Kind = "national-id"
	Plate        Kind = "plate" // of a vehicle
	Bank         Kind = "bank"  // an account or a card
	Number       Kind = "number"
	Detail       Kind = "detail" // nobody's name, and yet somebody may be recognised
)

// Level says how likely it is that a finding identifies somebody.
type Level string

// The levels, strongest first. Sure and Likely have to be decided before
// a text leaves the journal; a Hint is only shown.
const (
	Sure   Level = "sure"
	Likely Level = "likely"
	Hint   Level = "hint"
)

// LookedFor names what Scan looks for, in words that a person reads after
// "looked for".
func LookedFor() []string {
	return []string{
		"names", "places", "workplaces", "addresses", "postcodes", "telephone numbers", "e-mail and web addresses", "exact days", "ages over 89",
		"record, registration and identity numbers", "number plates", "bank details", "recognisable details",
	}
}

// Lexicon is what the writer has added to what is known anyway. Words are
// compared without regard to case and accents; an entry may be several
// words.
type Lexicon struct {
	Own     []string // always found: their ward, their service, the people around them
	Allowed []string // never found
	Aliases []string // such as heron-3: never found, though they stand for a person
}

// Profile says whose rules weigh the findings. It decides how severe a
// finding is, never whether something is found.
type Profile string

// The profiles. UK is the default; US has the classes of the HIPAA Safe
// Harbor method (45 CFR 164.514(b)(2)).
const (
	UK Profile = "uk"
	US Profile = "us"
	IE Profile = "ie"
	AU Profile = "au"
	NZ Profile = "nz"
	CA Profile = "ca"
	IN Profile = "in"
	NG Profile = "ng"
	ZA Profile = "za"
)

// Profiles lists the profiles, the default one first.
func Profiles() []Profile { return []Profile{UK, US, IE, AU, NZ, CA, IN, NG, ZA} }

// ProfileOf is the profile for a country's ISO 3166 code, and the default
// one for a country that has none.
func ProfileOf(country string) Profile {
	if p := Profile(strings.ToLower(country)); slices.Contains(Profiles(), p) {
		return p
	}
	return UK
}

// Guard is what one person's texts are looked through with. The zero Guard
// knows no words of theirs and has the default profile.
type Guard struct {
	Lexicon Lexicon
	Profile Profile
}

// Scan is Scan with the guard's lexicon and profile.
func (g Guard) Scan(text string) []Finding { return Scan(text, g.Lexicon, g.Profile) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isAlnum(c byte) bool { return isLetter(c) || isDigit(c) }

// Counted says how many possible identifiers have to be decided and how many
// hints there are besides, which need no answer: "8 possible identifiers, and
// 1 hint". Whatever counts both says it in these words.
func Counted(decide, hints int) string {
	some := func(n int, what string) string {
		if n == 1 {
			return "1 " + what
		}
		return fmt.Sprintf("%d %ss", n, what)
	}
	switch {
	case hints == 0:
		return some(decide, "possible identifier")
	case decide == 0:
		return some(hints, "hint")
	}
	return some(decide, "possible identifier") + ", and " + some(hints, "hint")
}
