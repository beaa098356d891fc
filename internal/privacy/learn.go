package privacy

import _ "embed"

//go:embed data/grammar.bin
var grammarData string

// cues are what a word says about those beside it: in the lower bits what
// the lists of grammar have, in the order of their files, above them the
// cues of the other lists.
type cues uint64

const (
	cueAdverb cues = 1 << iota
	cueDeterminer
	cueFamily
	cueGrammar // joins and stands in: never a name in small letters
	cueGreeting
	cueHonour  // a title before a name or after it, a word for somebody without
	cueMonth   // or a day of the week
	cueNameful // a name more than a word: josh
	cueOwner
	cuePrefix
	cueSort // what sort of ward, school, home
	cueTakesPerson
	cueThing
	cueTree
	cueWeighty
	cueWith
	cuePeople // of a people, a language, a faith, a country
)

// otherCues is where the cues begin that are shared with the other lists.
const otherCues = 17

const (
	cueBuilding  = cues(buildingCue) << otherCues
	cueDetail    = cues(detailCue) << otherCues
	cueJob       = cues(jobCue) << otherCues
	cueKin       = cues(kinCue) << otherCues
	cueLocative  = cues(locativeCue) << otherCues
	cueNaming    = cues(namingCue) << otherCues
	cueOffice    = cues(officeCue) << otherCues
	cuePersonal  = cues(personalCue) << otherCues
	cueParticle  = cues(particleCue) << otherCues
	cueRole      = cues(roleCue) << otherCues
	cueSpeech    = cues(speechCue) << otherCues
	cueState     = cues(stateCue) << otherCues
	cueActs      = cueSpeech | cueState
	cueSoftTitle = cueHonour | cueOffice
	cueTitle     = cues(titleCue) << otherCues
	cueWard      = cues(wardCue) << otherCues
	cuePlaceSign = cues(workplaceCue) << otherCues
)

// known is what the lists say about one word.
type known struct {
	word        uint8 // 0 no word, 1 common, 2 less so, 3 rare
	first, last uint8 // 0 not on the list, 3 among the most common
	town        uint8 // 0 not on the list, then by size
	bars        bars
	cue         cues
}

// bars are the reasons that a word is not somebody's name.
type bars uint8

const (
	barred   bars = 1 << iota // listed: an eponym, a tool, a law
	shared                    // listed, and as often as not an ordinary name
	drugged                   // has the ending of a medicine
	phrased                   // among words of another language
	alone                     // listed by itself, not in a phrase
	theorist                  // listed as a writer, or as what a writer made
	house                     // listed as a brand or a body, which has branches
	tame                      // what this paragraph calls an animal or a thing
)

// learn looks every word up once.
func (n *note) learn(lists vocabulary) {
	for w, i := range n.at {
		t, k := &n.tokens[i], &n.known[i]
		if t.sort != asWord || t.has(reserved) {
			continue
		}
		e := lists.of(t.key)
		k.cue |= e.grammar
		n.cue(w, k, e.cue)
		if t.shape == small && k.cue&cueGrammar != 0 {
			k.word = 1 // the, and, with: nothing else is asked about these
			continue
		}
		l := e.lexeme
		k.first, k.last, k.word = uint8(l.first()), uint8(l.surname()), uint8(l.word())
		if t.shape == upper && lettersAsName(t.key) {
			k.first = max(k.first, 2)
		}
		if k.cue&cueNameful != 0 && k.word > 0 {
			k.word = 3
			k.first = max(k.first, 2)
		}
		if town, words := n.townAt(w, t, e.place); words > 0 {
			for _, j := range n.at[w : w+words] {
				n.known[j].town = uint8(town.size())
			}
		}
		n.bar(w, i, e.negation)
		if e.drug && k.word == 0 && k.first == 0 && t.letters >= 7 {
			k.bars |= drugged
		}
	}
	for i := range n.tokens {
		if i > 1 && n.tokens[i].has(hyphened) && (n.known[i].bars&(barred|theorist) == barred|theorist || n.known[i-2].bars&(barred|theorist) == barred|theorist) && n.tokens[i].shape != small && !n.surnamed(i-2) && !n.halfKnown(i-2, i) {
			for _, k := range [2]*known{&n.known[i], &n.known[i-2]} { // Cheyne-Stokes
				k.bars = k.bars&^alone | barred | theorist
			}
		}
	}
}

// halfKnown reports whether one half of a double name is a surname from the
// lists and nobody famous: Okonkwo-Bell.
func (n *note) halfKnown(i, j int) bool {
	a, b := &n.known[i], &n.known[j]
	return a.bars&barred == 0 && a.last > 0 && a.word != 1 || b.bars&barred == 0 && b.last > 0 && b.word != 1
}

// surnamed reports whether a first name or a title stands right before the
// i-th word, so that it begins a surname: Blodwen Pugh-Griffiths.
func (n *note) surnamed(i int) bool {
	if i == 0 || n.tokens[i-1].sort != asWord || n.tokens[i-1].has(possessive) || n.tokens[i].has(opens) {
		return false
	}
	k := &n.known[i-1]
	return n.tokens[i-1].shape == capital && k.first > 0 && k.bars&barred == 0 || k.cue&cueTitle != 0
}

// townAt returns the place whose name begins with the w-th word, which in an
// ordinary line has a capital.
func (n *note) townAt(w int, t *token, o opening) (settlement, int) {
	if m := n.lines[t.line]; t.shape == small && m != flat && m != shouted {
		return 0, 0
	}
	value, words := o.longest(graph(placeData), n.keys[w:])
	return settlement(value), words
}

// cue marks the last word of a cue of one or more words.
func (n *note) cue(w int, k *known, o opening) {
	c, words := o.longest(graph(cueData), n.keys[w:])
	if words == 0 {
		return
	}
	n.known[n.at[w+words-1]].cue |= cues(c) << otherCues
	if words > 1 && o.alone {
		k.cue |= cues(o.value) << otherCues
	}
}

// bar marks the words of a phrase that stands for nobody.
func (n *note) bar(w, i int, o opening) {
	if n.tokens[i].key == "jesus" && n.tokens[i].end-n.tokens[i].start > len("jesus") {
		return // Jesús is anybody
	}
	value, words := o.longest(graph(negativeData), n.keys[w:])
	what := negation(value)
	if words == 0 {
		what, words = n.plural(i)
	}
	if words == 0 || words == 1 && n.known[i].bars&(barred|alone) == barred {
		return // a phrase has it already
	}
	mark := barred
	if what.shared() || words == 1 && n.ordinary(i, what.category()) {
		mark = shared
	}
	if words > 1 && (what.category() == people || what.category() == culture) && n.inCapitals(w, words) {
		mark = barred // the whole name of somebody known to all
	}
	var folk cues
	switch what.category() {
	case peoples, faiths, countries:
		folk = cuePeople
	case calendar:
		if words == 1 && n.known[i].cue&cueMonth != 0 {
			return
		}
	}
	if words == 1 {
		mark |= alone
	}
	switch what.category() {
	case people, frameworks, eponyms:
		mark |= theorist
	case brands, organisations:
		mark |= house
	}
	for j := w; j < w+words; j++ {
		k := &n.known[n.at[j]]
		k.bars |= mark
		k.cue |= folk
	}
}

// plural returns what the lists know of a thing that the i-th word has
// more than one of, where nothing is known of the word itself: Oreos.

// inCapitals reports whether each of the words from w on has a capital.
func (n *note) inCapitals(w, words int) bool {
	for _, i := range n.at[w : w+words] {
		if n.tokens[i].shape == small {
			return false
		}
	}
	return true
}

// plural is what the lists have of a word without the s at its end.
func (n *note) plural(i int) (negation, int) {
	key, k := n.tokens[i].key, &n.known[i]
	if len(key) < 5 || key[len(key)-1] != 's' || k.word+k.first > 0 || k.last > 1 {
		return 0, 0
	}
	value, ok := graph(negativeData).find(key[:len(key)-1])
	if !ok {
		return 0, 0
	}
	switch one := negation(value); one.category() {
	case brands, drugs, eponyms, sayings, software:
		return one, 1
	}
	return 0, 0
}

// ordinary reports whether what a list of books, brands and bodies has is
// somebody's name or a town as often as not: Philomena, Tottenham.
func (n *note) ordinary(i int, c category) bool {
	switch c {
	case brands:
		return n.known[i].town > 0 && i > 0 && saysWhere(n.tokens[i-1].key) // in Bakewell, but not from Argos
	case culture, organisations, clinical:
		k := &n.known[i]
		return k.first > 1 || k.town > 0 || k.last > 1 && k.word == 0
	}
	return false
}

// lettersAsName reports whether people are called by two letters: TJ, AJ.
func lettersAsName(key string) bool {
	switch key {
	case "aj", "bj", "cj", "ej", "jj", "kj", "lj", "mj", "pj", "rj", "sj", "tj", "jd", "jt", "kc", "td":
		return true
	}
	return false
}
