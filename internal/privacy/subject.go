package privacy

import (
	_ "embed"
	"strings"
)

//go:embed data/subjects.txt
var subjectData string

// isSubject reports whether a name that is a common word too is somebody
// where a sentence begins with it and a verb follows.
func isSubject(key string) bool { return strings.Contains(subjectData, "\n"+key+"\n") }

// opener settles a name that is a common word too where a sentence begins
// with it. Words for what anybody may speak of need more than a verb such as
// was: Hope is all we have.
func (n *note) opener(i int, p proof) proof {
	t, k := &n.tokens[i], &n.known[i]
	if !p.has(nameOpening) || i+1 >= len(n.tokens) {
		return p
	}
	next := n.tokens[i+1].key
	switch {
	case p.has(beforeVerb) && copula(next):
		if !isSubject(t.key) || n.tokens[i+1].shape != small || next == "came" || next == "comes" || next == "goes" {
			return p &^ (1 << beforeVerb)
		}
	case t.key == "will" && n.tokens[i+1].shape == small && (next == "will" || next == "wont"):
		p.add(beforeVerb) // Will will not draw
	case p&(1<<beforeVerb|1<<beforeSpeech|1<<explained) != 0 && k.first > 1 && (k.cue&cueGrammar == 0 || past(next)) && !t.has(possessive) && (p&(1<<beforeSpeech|1<<explained) != 0 || !isThingFirst(t.key)):
	case t.has(possessive) && p.has(beforeNoun) && k.first > 1 && (n.isRelative(i+1) || isSubject(t.key)):
	default:
		return p
	}
	return p&^(1<<nameOpening) | 1<<nameInside // Blessing took over
}

// fondly reports whether what people say before a name stands right before
// the i-th word, which has a capital: old Frank, poor Bran, wee Shug. With a
// capital itself it may begin another name, so that a first name has to follow.
func (n *note) fondly(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if i == 0 || t.shape != capital || t.has(opens) || t.has(starts) || n.manner(i) != plain || k.bars&(barred|alone) == barred {
		return false
	}
	b := &n.tokens[i-1]
	if b.sort != asWord || !isFond(b.key) || k.cue&(cueMonth|cuePeople|cueGrammar|cueRole|cueTitle|cuePlaceSign|cueSort) != 0 {
		return false
	}
	if i+1 < len(n.tokens) && n.tokens[i+1].sort == asWord && (n.known[i+1].cue&(cuePlaceSign|cueThing) != 0 || n.tokens[i+1].shape == capital && n.known[i+1].word == 1 && !n.tokens[i+1].has(opens)) {
		return false
	}
	if b.shape == small {
		return k.word != 1 || k.first > 0
	}
	return k.first > 1 || k.first > 0 && k.word != 1
}

// isFond reports whether a word is one that people put before a name.
func isFond(key string) bool {
	switch key {
	case "old", "young", "little", "big", "poor", "wee", "dear", "lovely", "sweet", "ould", "auld":
		return true
	}
	return false
}

// cameFrom reports whether the i-th word, at the beginning of a sentence, is
// somebody of a ward or a team: Robin from physio, Pat on reception.
func (n *note) cameFrom(i int) bool {
	if i+2 >= len(n.tokens) || n.tokens[i].shape != capital || n.known[i].first < 2 {
		return false
	}
	t := &n.tokens[i+2]
	switch n.tokens[i+1].key {
	case "from":
	case "on":
		return t.key == "reception" || t.key == "nights" || t.key == "days" || t.key == "earlies" || t.key == "lates" || t.key == "switchboard"
	default:
		return false
	}
	return t.line == n.tokens[i].line && t.sort == asWord && (n.known[i+2].cue&(cueWard|cueRole) != 0 || t.shape == upper && t.letters > 1)
}

// isThingFirst reports whether a word at a beginning is a thing of the work
// or the weather before it is anybody's name: Case closed, River makes me cry.
func isThingFirst(key string) bool {
	switch key {
	case "case", "ward", "river", "storm", "rain", "star", "page", "price", "chase", "crew", "candy", "cherry", "summer", "autumn", "winter", "dawn", "treasure", "ocean", "sky", "stone", "shade", "journey", "story", "memory", "melody", "legacy", "progress", "pride", "progressive", "media", "trace", "lien", "loan", "grant", "pole", "poll":
		return true
	}
	return false
}

// readBy reports whether the i-th word is in a name that stands after a word
// for reading, and is that of whoever wrote what was read: I read Hilde Bruch at
// uni, and not I read Grace a story.
func (n *note) readBy(i int) bool {
	r := n.runs[i]
	if r.to == 0 {
		r = run{int32(i), int32(i + 1)}
	}
	j := int(r.from) - 1
	for j > 0 && isShare(n.tokens[j].key) {
		j--
	}
	if j < 0 || n.tokens[j].line != n.tokens[i].line || n.tokens[i].shape == small {
		return false
	}
	switch n.tokens[j].key {
	case "read", "reading", "reread", "rereading", "quoted", "quoting", "cited", "citing", "referenced", "referencing":
	default:
		return false
	}
	end := int(r.to)
	if end == len(n.tokens) {
		return true
	}
	if n.tokens[end-1].has(possessive) {
		return n.writes(end)
	}
	switch n.tokens[end].key {
	case "a", "the", "his", "her", "their", "my", "some", "it", "what", "one", "two", "another", "out":
		return false
	}
	return true
}

// isShare reports whether a word says how much of somebody's was read.
func isShare(key string) bool {
	switch key {
	case "a", "bit", "of", "some", "more", "all", "bits", "lot", "lots", "the", "up", "on", "about", "too", "much", "enough", "from":
		return true
	}
	return false
}

// writes reports whether what the i-th word or one of the two after it names
// has an author.
func (n *note) writes(i int) bool {
	for j := i; j < min(i+3, len(n.tokens)) && n.tokens[j].sort == asWord; j++ {
		switch n.tokens[j].key {
		case "book", "books", "paper", "papers", "article", "articles", "chapter", "theory", "theories", "novel", "poem", "poems", "stuff", "blog", "essay", "essays", "memoir", "work", "writing", "study", "model", "column", "thesis":
			return true
		}
	}
	return false
}

// onAir reports whether the words after the name that the i-th is in say that
// it was heard or seen of somebody known to all: Whitney came on the radio.
func (n *note) onAir(i int) bool {
	end := max(int(n.runs[i].to), i+1)
	for j := end; j < min(end+4, len(n.tokens)) && n.tokens[j].sort == asWord; j++ {
		if n.tokens[j].key != "on" {
			continue
		}
		if j++; j < len(n.tokens) && (n.tokens[j].key == "the" || n.tokens[j].key == "my") {
			j++
		}
		if j == len(n.tokens) {
			return false
		}
		switch n.tokens[j].key {
		case "radio", "telly", "tv", "television", "spotify", "netflix", "youtube", "iplayer", "audiobook", "audible", "repeat", "headphones", "playlist", "vinyl", "jukebox", "karaoke", "soundtrack":
			return true
		}
		return false
	}
	return false
}

// whollyQuoted reports whether the i-th word stands in quotation marks with
// nothing there but words with capitals, as titles do: "Love Me Tender".
func (n *note) whollyQuoted(i int) bool {
	from, to := i, i+1
	for from > 0 && i-from < 5 && n.tokens[from-1].sort == asWord && n.tokens[from-1].shape != small && !n.tokens[from].has(quoted) {
		from--
	}
	for to < len(n.tokens) && to-i < 5 && n.tokens[to].sort == asWord && n.tokens[to].shape != small {
		to++
	}
	if from == 0 || to >= len(n.tokens) || !n.tokens[from].has(quoted) || n.tokens[i].shape == small {
		return false
	}
	if to == from+1 && n.known[i].first == 0 && n.known[i].last > 2 {
		return false // clicked the first "Patel"
	}
	open, shut := n.tokens[from-1].key, n.tokens[to].key
	return n.tokens[from-1].sort == asMark && n.tokens[to].sort == asMark && open == shut && open == "\"" && n.tokens[to].start == n.tokens[to-1].stop
}

// isClipped reports whether short forms of the ward look like names: the reg,
// mag.
func isClipped(key string) bool { return key == "reg" || key == "mag" }
