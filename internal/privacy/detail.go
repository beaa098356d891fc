package privacy

// details finds what nobody is named by and somebody may be recognised by
// all the same. A note has one such finding at most: it is a question
// about the whole, and the strongest place stands for it.
func (n *note) details() []hit {
	best := hit{odds: never}
	for i := range n.tokens {
		if t := &n.tokens[i]; t.sort != asWord && t.sort != asNumber || t.has(reserved) {
			continue
		}
		if h, ok := n.detail(i); ok && h.odds > best.odds {
			best = h
		}
	}
	if best.odds == never {
		return nil
	}
	return []hit{best}
}

// detail is the recognisable detail that the i-th token is the key of.
func (n *note) detail(i int) (hit, bool) {
	switch n.tokens[i].key {
	case "bed", "room", "bay", "cubicle", "cell", "flat", "apartment":
		return n.numberedBed(i)
	case "only", "sole", "first", "last", "oldest", "youngest", "tallest":
		return n.single(i)
	}
	switch k := &n.known[i]; {
	case k.cue&cueDetail != 0:
		return n.heardOf(i)
	case k.cue&cueJob != 0:
		return n.rareJob(i)
	case n.several(i):
		return n.brood(i)
	}
	return hit{}, false
}

// detailHit is a hint at how odd a detail is, from 0 on.
func detailHit(from, to int, odd int16, why, suggest string) (hit, bool) {
	return hit{from, to, Detail, hintOdds + odd, why, suggest}, true
}

// numberedBed finds bed 9, Room 4b.
func (n *note) numberedBed(i int) (hit, bool) {
	if i+1 >= len(n.tokens) {
		return hit{}, false
	}
	next := &n.tokens[i+1]
	if next.has(starts) || next.end-next.start > 3 || next.sort != asNumber && next.sort != asMixed || !isDigit(n.text[next.end-1]) {
		return hit{}, false
	}
	return detailHit(i, i+2, 30, "a bed or a room tells people in the place who is meant", "a bed")
}

const whySingle = "somebody who is the only one, the first or the oldest may be recognised by that"

// single finds somebody who is the only one, the first or the oldest
// somewhere: the only man in the county.
func (n *note) single(i int) (hit, bool) {
	if i == 0 || n.tokens[i-1].key != "the" || i+1 >= len(n.tokens) || n.tokens[i+1].sort != asWord {
		return hit{}, false
	}
	key := n.tokens[i].key
	for j := i + 2; j < min(i+8, len(n.tokens)) && n.tokens[j].sort == asWord && !n.tokens[j].has(opens); j++ {
		s := n.subject(i - 2)
		told := n.roleBetween(i+1, j) || (s == "he" || s == "she") && n.wide(j+1)
		if n.tokens[j].key == "to" && n.roleBetween(j-1, j) && j+1 < len(n.tokens) && n.known[j+1].cue&cueGrammar == 0 && s != "i" {
			return detailHit(i-1, j, 20, whySingle, "somebody") // the first woman to skipper the ferry
		}
		if !n.saysWithin(j) || !told {
			continue
		}
		if n.tokens[i+1].key == "one" && (s == "" || s == "i") {
			return hit{}, false // I was the only one in the room
		}
		if w := n.tokens[j].key; (key == "first" || key == "last") && w != "still" && w != "ever" && w != "left" && !n.wide(j+1) {
			return hit{}, false // the last patient in the queue
		}
		return detailHit(i-1, j, 20, whySingle, "somebody")
	}
	return hit{}, false
}

// saysWithin reports whether the j-th word goes on to say among whom.
func (n *note) saysWithin(j int) bool {
	switch n.tokens[j].key {
	case "in", "on", "at", "here", "still", "from", "for", "within", "around", "ever", "left":
		return true
	}
	return false
}

// wide reports whether one of the words from j on is a stretch of land or a
// body of people that has one first or last.
func (n *note) wide(j int) bool {
	for end := min(j+4, len(n.tokens)); j < end && n.tokens[j].sort == asWord && !n.tokens[j].has(opens); j++ {
		switch n.tokens[j].key {
		case "county", "country", "village", "town", "city", "island", "valley", "region", "district", "world", "state", "province", "parish", "glen",
			"street", "school", "family", "tribe", "clan", "iwi", "trust", "profession", "regiment", "community", "area", "estate", "homeland", "nation":
			return true
		}
		if n.known[j].town > 0 && n.tokens[j].shape == capital {
			return true
		}
	}
	return false
}

// rareJob finds a job that few people have, where it is said to be
// somebody's: was a lighthouse keeper, a retired jockey.
func (n *note) rareJob(i int) (hit, bool) {
	from := n.phraseStart(i, cueJob)
	if from == 0 || n.tokens[from].has(opens) || i+1 < len(n.tokens) && n.tokens[i+1].sort == asWord && n.tokens[i+1].shape != small && !n.tokens[i+1].has(opens) {
		return hit{}, false
	}
	j, held := from-1, false
	for ; j > 0 && n.tokens[j].sort == asWord && !n.tokens[j].has(opens); j-- {
		switch n.tokens[j].key {
		case "retired", "former", "ex", "professional", "famous", "local", "once":
			held = true
			continue
		}
		break
	}
	switch n.tokens[j].key {
	case "a", "an", "our", "the":
		j--
	}
	if n.subject(j) == "i" || !held && (j < 0 || n.tokens[j].sort != asWord || !n.predicates(j)) {
		return hit{}, false
	}
	return detailHit(j+1, i+1, 15, "few people have this job, so it may tell who is meant", "somebody with an unusual job")
}

// predicates reports whether what the j-th word ends in says what somebody
// is or was.
func (n *note) predicates(j int) bool {
	t := &n.tokens[j]
	switch t.key {
	case "is", "was", "been", "became", "as", "hes", "shes", "were":
		return true
	case "be":
		return j > 1 && n.tokens[j-2].key == "used"
	}
	return t.has(possessive) && (t.key == "he" || t.key == "she" || t.key == "who") || n.known[j].cue&cueKin != 0 && t.has(possessive)
}

// subject is the pronoun that stands within three words up to the j-th, or
// nothing.
func (n *note) subject(j int) string {
	for k := j; k >= max(0, j-3); k-- {
		switch n.tokens[k].key {
		case "i", "im", "id", "we":
			return "i"
		case "he", "she", "they", "who":
			return n.tokens[k].key
		}
		if n.tokens[k].has(opens) {
			break
		}
	}
	return ""
}

// phraseStart returns the first word of the cue that ends at the i-th.
func (n *note) phraseStart(i int, want cues) int {
	for from := max(0, i-4); from < i; from++ {
		phrase := ""
		for k := from; k <= i; k++ {
			if n.tokens[k].sort != asWord || k > from && n.tokens[k].has(opens) {
				phrase = ""
				break
			}
			if phrase != "" {
				phrase += " "
			}
			phrase += n.tokens[k].key
		}
		if phrase != "" && cues(cue(phrase))<<otherCues&want != 0 {
			return from
		}
	}
	return i
}

// heardOf finds what many people know of, said of somebody in the same
// sentence, and not only read or watched by the writer.
func (n *note) heardOf(i int) (hit, bool) {
	from := n.phraseStart(i, cueDetail)
	start, end := n.sentence(from)
	person := n.roleBetween(from, i+1)
	for j := start; j < end; j++ {
		switch n.tokens[j].key {
		case "read", "reading", "watched", "watch", "watching", "saw", "listened", "listening", "heard":
			return hit{}, false
		case "he", "she", "him", "his", "her", "they", "them", "their", "hes", "shes", "theyre":
			person = true
		}
		person = person || n.odds[j] >= likelyOdds || n.roleBetween(j, j+1)
	}
	if !person {
		return hit{}, false
	}
	return detailHit(from, i+1, 25, "what many people have heard of, or few families are, may tell who is meant", "known to some")
}

// sentence returns where the sentence of the i-th token begins and ends.
func (n *note) sentence(i int) (start, end int) {
	for start = i; start > 0 && !n.tokens[start].has(opens); start-- {
	}
	for end = i + 1; end < len(n.tokens) && !n.tokens[end].has(opens); end++ {
	}
	return start, end
}

// several reports whether the i-th token is a number of children that few
// families have.
func (n *note) several(i int) bool {
	t := &n.tokens[i]
	if t.sort == asNumber {
		s := n.text[t.start:t.end]
		return len(s) == 1 && s[0] >= '7' || len(s) == 2 && s[0] == '1' && s[1] <= '9'
	}
	switch t.key {
	case "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen":
		return true
	}
	return false
}

// brood finds a family of many children: her nine children, mother of
// eleven, the youngest of twelve.
func (n *note) brood(i int) (hit, bool) {
	if i < 2 || n.tokens[i].has(opens) {
		return hit{}, false
	}
	to := i + 1
	if to < len(n.tokens) && n.tokens[to].sort == asWord {
		switch n.tokens[to].key {
		case "children", "kids", "siblings", "brothers", "sisters", "sons", "daughters", "weans", "bairns":
			to++
		}
	}
	b, k := &n.tokens[i-1], &n.known[i-1]
	owned := to > i+1 && k.cue&cueOwner != 0 && b.key != "my" && b.key != "our"
	has := to > i+1 && (b.key == "has" || b.key == "had" || b.key == "raised" || b.key == "with") && (n.subject(i-2) != "i" && n.subject(i-2) != "" || n.known[i-2].cue&(cueKin|cueRole) != 0 || n.odds[i-2] >= likelyOdds)
	of := b.key == "of" && isOfMany(n.tokens[i-2].key) &&
		(to > i+1 || to == len(n.tokens) || n.tokens[to].sort == asMark || n.known[to].cue&(cueGrammar|cueActs) != 0)
	if !owned && !has && !of {
		return hit{}, false
	}
	with := "many"
	if to > i+1 {
		with += " " + n.tokens[to-1].key
	}
	return detailHit(i, to, 15, "few families have so many children, so it may tell who is meant", with)
}

// isOfMany reports whether a number of children stands after a word and of.
func isOfMany(key string) bool {
	switch key {
	case "mother", "father", "mum", "mom", "mam", "dad", "parents", "eldest", "oldest", "youngest":
		return true
	}
	return false
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
	case "man", "woman", "lady", "gentleman", "boy", "girl", "family", "person", "one", "couple", "household", "child", "teenager",
		"lad", "lass", "fella", "bloke", "guy", "kid", "twins", "triplets", "triplet", "quadruplets", "quintuplets", "sextuplets",
		"survivor", "winner", "medallist", "celebrity", "hero", "legend", "muslim", "sikh", "hindu", "traveller", "speaker":
		return true
	}
	return false
}
