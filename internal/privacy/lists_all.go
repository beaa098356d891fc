package privacy

import (
	"iter"
	"strings"
)

// Where the entries of the lists are from, as data/SOURCES.md tells in full.
const (
	byHand  = "written for Afterword"
	fromSSA = "US Social Security births since 1930, faker, and names written for Afterword"
	census  = "US census of 1990, faker, and names written for Afterword"
	scowl   = "SCOWL by Kevin Atkinson and others"
	geo     = "GeoNames, and districts written for Afterword"
)

// Lists returns every list there is. Making it counts the entries of all
// of them, which takes some milliseconds.
func Lists() []List {
	lexicon, places := graph(lexiconData), graph(placeData)
	lists := []List{
		newList("first names", fromSSA, lexicon, func(v int) bool { return lexeme(v).first() > 0 }),
		newList("surnames", census, lexicon, func(v int) bool { return lexeme(v).surname() > 0 }),
		newList("English words", scowl, lexicon, func(v int) bool { return lexeme(v).word() > 0 }),
		newList("first names that are words", "computed", lexicon, func(v int) bool { return lexeme(v).ambiguous() }),
		newList("places", geo, places, func(v int) bool { return settlement(v).size() > 0 }),
		newList("places that are words", "computed", places, func(v int) bool { return settlement(v).isWord() }),
		counted("ends of medicines' names", byHand, stemEntries),
		counted("syllables of given names", byHand, syllableEntries),
		counted("animals and things with names", byHand, creatureEntries),
		counted("names that begin a sentence", byHand, subjectEntries),
	}
	for c := range categories {
		lists = append(lists, newList("nobody: "+c.String(), byHand, graph(negativeData), func(v int) bool {
			return negation(v).category() == c
		}))
	}
	for bit := buildingCue; bit <= workplaceCue; bit <<= 1 {
		lists = append(lists, newList("cue: "+bit.String(), byHand, graph(cueData), func(v int) bool { return cueSet(v)&bit != 0 }))
	}
	for bit := cueAdverb; bit < cuePeople; bit <<= 1 {
		lists = append(lists, newList("grammar: "+bit.String(), byHand, graph(grammarData), func(v int) bool { return cues(v)&bit != 0 }))
	}
	return lists
}

// newList returns the list of the keys in g whose numbers are wanted.
func newList(name, source string, g graph, wanted func(int) bool) List {
	return counted(name, source, entries(g, wanted))
}

// counted returns a list with the number of its entries.
func counted(name, source string, all iter.Seq[string]) List {
	l := List{Name: name, Source: source, All: all}
	for range all {
		l.Count++
	}
	return l
}

// stemEntries ranges over the ends that drugLike knows.
func stemEntries(yield func(string) bool) { listed(stemData, yield) }

// syllableEntries ranges over what isSyllable knows.
func syllableEntries(yield func(string) bool) { listed(syllableData, yield) }

// creatureEntries ranges over what isCreature knows.
func creatureEntries(yield func(string) bool) { listed(creatureData, yield) }

// subjectEntries ranges over what isSubject knows.
func subjectEntries(yield func(string) bool) { listed(subjectData, yield) }

// listed ranges over the lines of a list in plain text.
func listed(data string, yield func(string) bool) {
	for line := range strings.Lines(data) {
		if line[0] != '#' && !yield(strings.TrimSuffix(line, "\n")) {
			return
		}
	}
}

// entries ranges over the keys in g whose numbers are wanted.
func entries(g graph, wanted func(int) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for key, number := range g.all() {
			if wanted(number) && !yield(key) {
				return
			}
		}
	}
}

// String is the category in words that a person reads after "nobody:".
func (c category) String() string {
	switch c {
	case acronyms:
		return "acronyms"
	case brands:
		return "brands"
	case calendar:
		return "the calendar"
	case clinical:
		return "clinical words"
	case countries:
		return "countries"
	case culture:
		return "books, films, series, songs and teams"
	case drugs:
		return "drugs"
	case eponyms:
		return "diseases and scales named after people"
	case faiths:
		return "religions and festivals"
	case frameworks:
		return "models and tools of practice"
	case organisations:
		return "organisations, laws and reports"
	case people:
		return "theorists, authors and public figures"
	case peoples:
		return "nationalities and languages"
	case sayings:
		return "words of other languages and dialects"
	case software:
		return "software"
	}
	return "none"
}

// String is the cue in words that a person reads after "cue:". It is for
// one cue.
func (c cueSet) String() string {
	switch c {
	case buildingCue:
		return "what is called after the famous"
	case detailCue:
		return "what many people have heard of"
	case jobCue:
		return "rare jobs"
	case kinCue:
		return "relatives"
	case locativeCue:
		return "before a place"
	case namingCue:
		return "before a name"
	case officeCue:
		return "titles that are words too"
	case personalCue:
		return "before a person"
	case particleCue:
		return "parts of names"
	case roleCue:
		return "roles and professions"
	case speechCue:
		return "verbs of speech"
	case stateCue:
		return "what people do and are"
	case titleCue:
		return "titles and nothing else"
	case wardCue:
		return "kinds of ward"
	case workplaceCue:
		return "after the name of a workplace"
	}
	return "none"
}

// String is the list of grammar in words that a person reads after
// "grammar:". It is for one list.
func (c cues) String() string {
	switch c {
	case cueAdverb:
		return "between a name and its verb"
	case cueDeterminer:
		return "before a thing"
	case cueFamily:
		return "after the name of a family"
	case cueGrammar:
		return "joining words"
	case cueGreeting:
		return "greetings"
	case cueHonour:
		return "forms of address"
	case cueMonth:
		return "months and weekdays"
	case cueNameful:
		return "names more than words"
	case cueOwner:
		return "whose"
	case cuePrefix:
		return "before the name of a workplace"
	case cueSort:
		return "sorts of workplace"
	case cueTakesPerson:
		return "verbs that take a person"
	case cueThing:
		return "things named after people"
	case cueTree:
		return "what wards are called after"
	case cueWeighty:
		return "certain signs of a workplace"
	case cueWith:
		return "prepositions before a person"
	}
	return "none"
}
