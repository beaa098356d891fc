package privacy

import (
	_ "embed"
	"iter"
	"strings"
)

//go:embed data/lexicon.bin
var lexiconData string

//go:embed data/places.bin
var placeData string

//go:embed data/negative.bin
var negativeData string

//go:embed data/cues.bin
var cueData string

//go:embed data/stems.txt
var stemData string

//go:embed data/syllables.txt
var syllableData string

// Everything in this file is looked up by the keys that Fold makes. None
// of it is built at the start or keeps anything.

// lexeme is what the lists know of one word. The zero lexeme is a word
// that none of them has.
type lexeme int

// lookUp returns what is known of a word.
func lookUp(key string) lexeme {
	value, _ := graph(lexiconData).find(key)
	return lexeme(value)
}

// first is the class of a first name: 0 none, 1 rare, 2 well known or of
// people whom no register here counts, 3 frequent.
func (l lexeme) first() int { return int(l) & 3 }

// surname is the class of a surname: 0 none, 1 rare, 2 the ten thousand
// most frequent and those from elsewhere, 3 the first thousand.
func (l lexeme) surname() int { return int(l) >> 2 & 3 }

// word is the class of an English word, inflected or not: 0 none, 1
// common, 2 less so, 3 rare.
func (l lexeme) word() int { return int(l) >> 4 & 3 }

// ambiguous reports whether a first name is a common English word as
// well, or a month: will, may, hope. It says nothing by itself.
func (l lexeme) ambiguous() bool { return int(l)>>6&1 == 1 }

// isSyllable reports whether given names that a hyphen joins are made of key.
func isSyllable(key string) bool { return strings.Contains(syllableData, "\n"+key+"\n") }

// firstName is the class of key as a first name, from 0 to 3.
func firstName(key string) int { return lookUp(key).first() }

// surname is the class of key as a surname, from 0 to 3.
func surname(key string) int { return lookUp(key).surname() }

// word is the class of key as an English word, from 0 to 3; 1 is common.
func word(key string) int { return lookUp(key).word() }

// ambiguous reports whether key is a first name and a common word.
func ambiguous(key string) bool { return lookUp(key).ambiguous() }

// settlement is what the lists know of a place. The zero settlement is
// none that they have.
type settlement int

// size is the size class: 0 none, 1 up to 20,000 people, 2 up to 100,000,
// districts and counties among them, 3 up to 250,000, 4 above.
func (s settlement) size() int { return int(s) & 7 }

// isWord reports whether the name is a common English word as well, such
// as Bath, and needs a word such as "in" before it.
func (s settlement) isWord() bool { return int(s)>>3&1 == 1 }

// placeAt returns the place whose name is the longest that the words begin
// with, and how many words it takes, 0 where there is none. The words are
// keys; hyphens may stand in one word or part two.
func placeAt(words []string) (settlement, int) {
	value, taken := graph(placeData).longest(words)
	return settlement(value), taken
}

// place is the size class of a place with a name of one word.
func place(key string) int {
	value, _ := graph(placeData).find(key)
	return settlement(value).size()
}

// placeWord reports whether key is a place and a common word.
func placeWord(key string) bool {
	value, _ := graph(placeData).find(key)
	return settlement(value).isWord()
}

// category is why a phrase stands for nobody who is written about.
type category int

// The categories, in the order of the lists they come from.
const (
	acronyms      category = iota // short forms: nobody where they stand in capitals
	brands                        // foods, shops and things
	calendar                      // months, weekdays, holidays
	clinical                      // words of the trade that few dictionaries have
	countries                     // and continents
	culture                       // films, series, books, bands, teams
	drugs                         // generic names and brands
	eponyms                       // diseases, signs and scales named after people
	faiths                        // religions, their festivals and books
	frameworks                    // models, tools and techniques of practice
	organisations                 // bodies, laws, acts, reports, courses
	people                        // theorists, authors and public figures
	peoples                       // nationalities, languages, demonyms
	sayings                       // words of other languages and dialects, said as they are
	software                      // systems and programs seen at work
	categories                    // how many there are
)

// negation is what the lists know of a phrase that stands for nobody.
type negation int

// category is the list that a phrase is in.
func (n negation) category() category { return category(n >> 1) }

// shared reports whether the phrase is an ordinary person's name as
// often as not: Rogers, Miller, Rose.
func (n negation) shared() bool { return n&1 == 1 }

// negative is negativeAt for a phrase as a whole, which is one key or
// several with a space between them.
func negative(phrase string) (category, bool) {
	value, ok := graph(negativeData).find(phrase)
	return negation(value).category(), ok
}

// drugLike reports whether a word of seven letters or more ends like the
// international name of a drug. Common words that do, such as cholesterol, are
// for the caller to pass over first.
func drugLike(key string) bool {
	for n := 3; n <= 10 && len(key) >= 7 && n <= len(key)-2; n++ {
		if end := key[len(key)-n:]; strings.Contains(stemData, "\n"+end+"\n") {
			return true
		}
	}
	return false
}

// cueSet says what a word or phrase is a cue for.
type cueSet int

// The cues, in the order of the lists they come from.
const (
	buildingCue  cueSet = 1 << iota // what is called after somebody famous: wing, suite
	detailCue                       // what many have heard of: "in the papers", triplets
	jobCue                          // a job so rare that it may be recognised
	kinCue                          // mum, uncle, in-laws
	locativeCue                     // what stands before a place: "lives in"
	namingCue                       // what stands before a name: "called", "known as"
	officeCue                       // a title that is a word too: sister, whaea, judge
	particleCue                     // part of a name: van, ní, bin
	personalCue                     // what stands before a person: "spoke to", "seen by"
	roleCue                         // care roles and professions, clients among them
	speechCue                       // said, told, asked
	stateCue                        // what people do or are: was, felt, cried
	titleCue                        // a title and nothing else: Mr, Alhaji
	wardCue                         // what a ward is called by no name: acute, stroke
	workplaceCue                    // what follows the name of a workplace: ward, primary
)

// cue returns what a word or a whole phrase is a cue for.
func cue(phrase string) cueSet {
	value, _ := graph(cueData).find(phrase)
	return cueSet(value)
}

// List is a list that texts are looked through with, for whoever wants to
// see what is known.
type List struct {
	Name   string
	Source string           // where its entries are from
	Count  int              // of entries
	All    iter.Seq[string] // the entries as keys, in the order of their bytes
}

// OnNameLists reports whether one of the words in text is on the lists of
// first names or surnames, whatever else it may be.
func OnNameLists(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if l := lookUp(string(Fold(nil, word))); l.first() > 0 || l.surname() > 0 {
			return true
		}
	}
	return false
}
