package privacy

import (
	_ "embed"
	"strings"
)

//go:embed data/creatures.txt
var creatureData string

// isCreature reports whether a word is one for what people give a name to
// that is nobody: a dog, a robot, a program, a song.
func isCreature(key string) bool { return strings.Contains(creatureData, "\n"+key+"\n") }

// findThings marks the names that the paragraph gives to animals and things,
// wherever they stand in it.
func (n *note) findThings() {
	for i := range n.tokens {
		t := &n.tokens[i]
		if t.sort != asWord || t.shape != capital || t.has(reserved) || n.known[i].bars&tame != 0 || !n.calledThing(i) {
			continue
		}
		for j := range n.tokens {
			if n.tokens[j].key == t.key && n.tokens[j].shape == capital {
				n.known[j].bars |= tame
			}
		}
	}
}

// calledThing reports whether the words beside the i-th say that it is the
// name of an animal or a thing: a dog called Murphy, her budgie Winston, they
// called it Rose, Biscuit the cat.
func (n *note) calledThing(i int) bool {
	if j := i + 2; j < len(n.tokens) && n.tokens[i+1].key == "the" && n.creature(j) && n.tokens[j].line == n.tokens[i].line {
		return true
	}
	j := i - 1
	for j > 0 && n.tokens[j].sort == asMark && (n.tokens[j].key == "\"" || n.tokens[j].key == "'" || n.tokens[j].key == "‘" || n.tokens[j].key == ",") {
		j--
	}
	if j < 1 || n.tokens[j].line != n.tokens[i].line || n.tokens[j].sort != asWord {
		return false
	}
	switch k := n.known[j].cue; {
	case n.tokens[j].key == "it":
		return n.known[j-1].cue&cueNaming != 0 || n.tokens[j-1].key == "call" || n.tokens[j-1].key == "calling"
	case k&cueNaming != 0:
		if n.tokens[j-1].key == "is" || n.tokens[j-1].key == "was" {
			j--
		}
		return n.creature(j - 1)
	case n.tokens[j].key == "is" || n.tokens[j].key == "was":
		return j > 1 && n.tokens[j-1].key == "name" && n.creature(j-2) && n.tokens[j-2].has(possessive)
	}
	if !n.creature(j) || n.tokens[j].has(possessive) {
		return false
	}
	ends := i+1 == len(n.tokens) || n.tokens[i+1].sort == asMark && n.tokens[i+1].key != "-" && n.tokens[i+1].key != "'"
	if j < i-1 {
		return ends && n.tokens[i-1].key == "," && n.owned(j) // his dog, Biscuit, outside
	}
	return ends || n.owned(j)
}

// creature reports whether the j-th token is a word for an animal or a thing.
func (n *note) creature(j int) bool {
	return j >= 0 && n.tokens[j].sort == asWord && n.tokens[j].shape == small && isCreature(n.tokens[j].key)
}

// owned reports whether somebody has what the j-th token is: her guide dog.
func (n *note) owned(j int) bool {
	for b := j - 1; b >= max(0, j-2); b-- {
		if n.known[b].cue&cueOwner != 0 || n.tokens[b].has(possessive) {
			return true
		}
	}
	return false
}

// amongThings reports whether the i-th word stands in a row in which two
// others are nobody: Babcock, Lane, Mayo.
func (n *note) amongThings(i int) bool {
	barredThere := 0
	for j, items := i, 0; j > 1 && items < 3 && n.joins(j-1) && !n.tokens[j].has(opens); items++ {
		for j -= 2; j > 0 && n.tokens[j-1].sort == asWord && n.tokens[j-1].shape == capital && !n.tokens[j].has(opens); j-- {
		}
		if n.known[j].bars&(barred|drugged) == 0 || n.tokens[j].shape == small {
			break
		}
		barredThere++
	}
	for j, items := i+1, 0; j+1 < len(n.tokens) && items < 3 && n.joins(j) && !n.tokens[j+1].has(opens); items++ {
		if n.known[j+1].bars&(barred|drugged) == 0 || n.tokens[j+1].shape == small {
			break
		}
		barredThere++
		for j += 2; j < len(n.tokens) && n.tokens[j].sort == asWord && n.tokens[j].shape == capital; j++ {
		}
	}
	return barredThere > 1
}

// portion reports whether how much of it there is stands before the i-th word:
// 100 mls of Keflin, a packet of Hobnobs.
func (n *note) portion(i int) bool {
	if i < 2 || n.tokens[i-1].key != "of" || n.tokens[i-1].line != n.tokens[i].line {
		return false
	}
	switch n.tokens[i-2].key {
	case "ml", "mls", "mg", "g", "mcg", "litre", "litres", "liter", "unit", "units", "dose", "doses", "course", "bottle", "bottles", "tube", "packet", "packets", "pack", "bag", "bags", "box", "boxes", "pot", "cup", "cups", "mug", "glass",
		"pint", "tin", "tins", "can", "cans", "tablets", "tablet", "puffs", "puff", "top", "tub", "jar", "sachet", "slice", "slices", "bar", "round", "rounds", "episode", "episodes", "chapter", "verse", "copy", "season", "game", "games":
		return true
	}
	return n.tokens[i-2].sort == asNumber || n.tokens[i-2].sort == asMixed
}
