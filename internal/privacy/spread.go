package privacy

import "slices"

// seen is a name that has been found in the note.
type seen struct {
	key    string
	odds   int16
	common bool // an ordinary word too, or a place
}

// spread finds the names of a text wherever else they stand in one of its
// paragraphs: without a cue, in small letters, as one of several, with a
// letter wrong.
func (n *note) spread(names []seen, found []hit) []hit {
	if len(names) == 0 {
		return nil
	}
	taken := make([]bool, len(n.tokens))
	for _, h := range found {
		if h.odds >= likelyOdds {
			for i := h.from; i < h.to; i++ {
				taken[i] = true
			}
		}
	}
	var out []hit
	for i := range n.tokens {
		t := &n.tokens[i]
		if taken[i] || t.sort != asWord || t.has(reserved) || t.letters < 2 {
			continue
		}
		odds, ok := n.recognise(i, names)
		if !ok {
			continue
		}
		from, to := n.widen(i, i+1)
		out = append(out, hit{from, to, Name, odds, "it is used as a name elsewhere in this text", "[name]"})
		for j := from; j < to; j++ {
			taken[j] = true
		}
	}
	return out
}

// names adds the single names of what was found with good reason.
func (n *note) names(out []seen, found []hit) []seen {
	for _, h := range found {
		if h.kind != Name || h.odds < likelyOdds {
			continue
		}
		for i := h.from; i < h.to; i++ {
			t, k := &n.tokens[i], &n.known[i]
			if k.cue&(cuePlaceSign|cueWeighty) != 0 && k.word == 1 && named(found, i) {
				continue // the House of Hope House
			}
			if t.sort != asWord || t.letters < 2 || n.odds[i] < hintOdds || k.cue&(cueGrammar|cueParticle) != 0 {
				continue
			}
			if n.proof[i].has(besideName) && k.first+k.last == 0 && n.odds[i]-n.weight[besideName] < likelyOdds {
				continue // a name only by what stands beside it
			}
			s := seen{t.key, h.odds, k.word == 1 || k.town > 0 || k.cue&cueMonth != 0}
			if !slices.ContainsFunc(out, func(o seen) bool { return o.key == s.key && o.odds >= s.odds && o.common == s.common }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// named reports whether the i-th token is part of the name of a workplace.
func named(found []hit, i int) bool {
	return slices.ContainsFunc(found, func(h hit) bool { return h.kind == Workplace && h.from <= i && i < h.to })
}

// recognise reports whether the i-th token is one of the names.
func (n *note) recognise(i int, names []seen) (int16, bool) {
	t, k := &n.tokens[i], &n.known[i]
	for _, s := range names {
		if d := len(t.key) - len(s.key); d < -1 || d > 1 {
			continue
		}
		same := t.key == s.key || len(t.key) == len(s.key)+1 && t.key[:len(s.key)] == s.key && t.key[len(s.key)] == 's' && len(s.key) > 3
		if !same && (k.word == 1 || k.bars&(barred|drugged|phrased) != 0 || t.shape == small && n.cased || !near(t.key, s.key)) {
			continue
		}
		if s.common || k.word == 1 || k.cue&(cueGrammar|cueRole|cueKin) != 0 {
			inside := t.shape == capital && !t.has(opens) && !t.has(bulleted) && n.manner(i) == plain
			if !inside && !n.actor(i) || k.cue&cueMonth != 0 && n.dated(i) || n.proof[i].has(beforeThing) || n.proof[i].has(afterPlaceWord) && k.town > 0 {
				continue
			}
		}
		return max(likelyOdds+50, min(s.odds, 250)), true
	}
	return 0, false
}

// actor reports whether the i-th word, a name that is a word too, begins a
// sentence in which it does something: Will was quiet, and not Will he.
func (n *note) actor(i int) bool {
	t := &n.tokens[i]
	if t.shape != capital || n.manner(i) != plain || n.known[i].cue&cueMonth != 0 || i+1 >= len(n.tokens) {
		return false
	}
	next := n.known[i+1].cue
	return t.has(possessive) || n.tokens[i+1].sort == asWord && next&cueActs != 0 && next&cueOwner == 0
}
