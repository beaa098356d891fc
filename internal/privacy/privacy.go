// Package privacy finds what could identify a person in a text. What it
// hands back are places and reasons, never the words themselves, so that
// a finding can be counted, logged or listed without repeating anybody's
// details.
//
// It looks for the plain things only: e-mail addresses, telephone
// numbers, long numbers and UK postcodes. Finding nothing therefore says
// that none of these was seen, and no more than that.
package privacy

import (
	"cmp"
	"slices"
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
	Email     Kind = "email"
	Phone     Kind = "phone"
	NHSNumber Kind = "nhs-number"
	Number    Kind = "number"
	Postcode  Kind = "postcode"
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
	return []string{"e-mail addresses", "telephone numbers", "long numbers", "UK postcodes"}
}

// Scan returns what could identify a person in text, in order of place
// and without overlaps. It takes time in proportion to the text and keeps
// nothing.
func Scan(text string) []Finding {
	found := emails(text)
	found = append(found, numbers(text)...)
	found = append(found, postcodes(text)...)
	return joined(found)
}

// joined orders findings and makes one of those that overlap: it covers
// all their places, so that replacing it leaves no remainder, and is
// named after the longest.
func joined(found []Finding) []Finding {
	slices.SortFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	var out []Finding
	longest := 0
	for _, f := range found {
		last := len(out) - 1
		if last < 0 || f.Start >= out[last].End {
			out = append(out, f)
			longest = f.End - f.Start
			continue
		}
		start, end := out[last].Start, max(out[last].End, f.End)
		if f.End-f.Start > longest {
			longest = f.End - f.Start
			out[last] = f
		}
		out[last].Start, out[last].End = start, end
	}
	return out
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
