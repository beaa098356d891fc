package privacy

// details finds what nobody is named by and somebody may be recognised by
// all the same. A note has one such finding at most: it is a question
// about the whole, and the strongest place stands for it.
func (n *note) details() []hit {
	best := hit{odds: never}
	for i := range n.tokens {
		if h, ok := n.detail(i); ok && h.odds > best.odds {
			best = h
		}
	}
	if best.odds == never {
		return nil
	}
	return []hit{best}
}

func (n *note) detail(i int) (hit, bool) {
	t := &n.tokens[i]
	if t.sort != asWord || t.has(reserved) || i+1 >= len(n.tokens) {
		return hit{}, false
	}
	next := &n.tokens[i+1]
	switch t.key {
	case "bed", "room", "bay", "cubicle", "cell", "flat", "apartment":
		if !next.has(starts) && next.end-next.start <= 3 && (next.sort == asNumber || next.sort == asMixed) && isDigit(n.text[next.end-1]) {
			return hit{i, i + 2, Detail, hintOdds + 30, "a bed or a room tells people in the place who is meant", "a bed"}, true
		}
	case "only", "first", "last", "oldest", "youngest":
		if i == 0 || n.tokens[i-1].key != "the" || next.sort != asWord {
			return hit{}, false
		}
		someone := false
		for j := i + 2; j < min(i+7, len(n.tokens)) && n.tokens[j].sort == asWord && !n.tokens[j].has(opens); j++ {
			k := n.tokens[j].key
			if !someone && n.roleBetween(i+1, j) {
				someone = true
			}
			if (k == "in" || k == "on" || k == "at" || k == "here" || k == "still") && someone {
				return hit{i - 1, j, Detail, hintOdds + 20, "somebody who is the only one may be recognised", "somebody"}, true
			}
		}
	}
	return hit{}, false
}

// roleBetween reports whether one of the words from up to to says who
// somebody is.
func (n *note) roleBetween(from, to int) bool {
	for ; from < to; from++ {
		if n.known[from].cue&(cueRole|cueKin) != 0 || isPersonWord(n.tokens[from].key) {
			return true
		}
	}
	return false
}

func isPersonWord(key string) bool {
	switch key {
	case "man", "woman", "lady", "gentleman", "boy", "girl", "family", "person", "one", "couple", "household", "child", "teenager":
		return true
	}
	return false
}
