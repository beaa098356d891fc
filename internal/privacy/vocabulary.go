package privacy

import "strings"

// vocabulary is what has been looked up in the lists already. A text says
// the same words again and again, and one that is being written is looked
// through at every pause, so that most of them are known by then.
type vocabulary map[string]lookedUp

// mostWords is how many words a vocabulary holds before it begins anew.
const mostWords = 20_000

// lookedUp is all that the lists have about one word.
type lookedUp struct {
	lexeme   lexeme
	grammar  cues
	drug     bool
	cue      opening
	place    opening
	negation opening
}

// opening is what a list of phrases has that begins with a word: the word
// alone, and whether it goes on.
type opening struct {
	value int32
	alone bool
	more  bool
}

// of returns what the lists have about a word.
func (v vocabulary) of(key string) lookedUp {
	if e, ok := v[key]; ok {
		return e
	}
	e := lookedUp{lexeme: lookUp(key), cue: graph(cueData).opening(key), place: graph(placeData).opening(key), negation: graph(negativeData).opening(key)}
	g, _ := graph(grammarData).find(key)
	e.grammar = cues(g)
	e.drug = e.lexeme.word() == 0 && e.lexeme.first() == 0 && drugLike(key)
	if len(v) >= mostWords {
		clear(v)
	}
	v[strings.Clone(key)] = e // a key is a part of its whole text
	return e
}

// opening returns what a graph has that begins with a word.
func (g graph) opening(key string) opening {
	node := g.follow(g.root(), key)
	if node == noNode {
		return opening{}
	}
	value, alone := g.value(node)
	return opening{int32(value), alone, g.step(node, ' ') != noNode}
}

// longest is graph.longest for words that begin with this opening.
func (o opening) longest(g graph, words []string) (number, taken int) {
	switch {
	case o.more:
		return g.longest(words)
	case o.alone:
		return int(o.value), 1
	}
	return 0, 0
}
