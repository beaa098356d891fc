package privacy

// The log-odds, in hundredths, from which on a word is a hint, a likely
// and a sure finding: chances of 0.25, 0.50 and 0.85.
const (
	hintOdds   = -110
	likelyOdds = 0
	sureOdds   = 173
)

func levelAt(odds int16) Level {
	switch {
	case odds >= sureOdds:
		return Sure
	case odds >= likelyOdds:
		return Likely
	}
	return Hint
}

// hit is what one part of the guard found: tokens from up to to.
type hit struct {
	from, to int
	kind     Kind
	odds     int16
	why      string
	suggest  string
}

// persons makes names of the words that have been judged.
func (n *note) persons() []hit {
	var out []hit
	for i := 0; i < len(n.tokens); {
		if n.odds[i] < hintOdds {
			i++
			continue
		}
		from, to, odds := n.whole(i)
		from, to = n.widen(from, to)
		out = append(out, n.person(from, to, i, odds))
		i = max(to, i+1)
	}
	return out
}

// whole returns the words of one name that the i-th begins, and the
// strongest of their odds.
func (n *note) whole(i int) (from, to int, odds int16) {
	odds, to = n.odds[i], i+1
	end := int(n.runs[i].to)
	for j := i + 1; j < end; j++ {
		switch {
		case n.odds[j] >= hintOdds:
			odds, to = max(odds, n.odds[j]), j+1
		case n.tokens[j].sort == asMark || n.isParticle(j):
		default:
			return i, to, odds
		}
	}
	return i, to, odds
}

// widen takes in what belongs to a name before and after it: titles,
// initials, particles.
func (n *note) widen(from, to int) (int, int) {
	for from > 0 && !n.tokens[from].has(opens) && !n.tokens[from].has(bulleted) && !n.tokens[from].has(afterColon) {
		j := from - 1
		dot := n.tokens[j].sort == asMark && n.tokens[j].key == "." && j > 0 && n.abbreviates(j-1)
		if dot {
			j--
		}
		t, k := &n.tokens[j], &n.known[j]
		hyphen := j > 0 && t.key == "-" && n.tokens[from].has(hyphened)
		if hyphen && (n.tokens[j-1].shape != small || n.isParticle(j-1)) {
			from = j - 1
			continue
		}
		if t.sort != asWord || t.has(reserved) || t.has(possessive) || t.line != n.tokens[from].line {
			break
		}
		if n.childOf(j) {
			break
		}
		title := k.cue&(cueTitle|cueSoftTitle) != 0 || t.key == "baby" && t.shape == capital && n.tokens[from].shape == capital
		if !title && !n.isParticle(j) && !n.isInitial(j) {
			break
		}
		from = j
	}
	for to+1 < len(n.tokens) && n.tokens[to].key == "-" && n.tokens[to+1].has(hyphened) && !n.tokens[to+1].has(reserved) &&
		(n.tokens[to+1].shape != small || int(n.runs[to-1].to) > to) {
		to += 2
	}
	if from > 2 && n.tokens[from-1].key == ")" && n.tokens[from-3].key == "(" && n.known[from-2].cue&cueTitle != 0 {
		from -= 3
		if from > 0 && n.known[from-1].cue&cueTitle != 0 {
			from--
		}
	}
	for to < len(n.tokens) && !n.tokens[to-1].has(possessive) && !n.tokens[to-1].has(contracted) {
		t := &n.tokens[to]
		if t.sort != asWord || t.letters != 1 || t.has(starts) || to+1 < len(n.tokens) && n.tokens[to+1].key == "/" || t.key == "i" || t.key == "a" {
			break
		}
		to++
		if to+1 < len(n.tokens) && t.shape == upper && t.has(dotted) && n.tokens[to].key == "." {
			to++
			break
		}
	}
	if to < len(n.tokens) && n.known[to].cue&cueHonour != 0 && !n.tokens[to].has(starts) && !n.tokens[to-1].has(possessive) && n.known[to].cue&cueRole == 0 && n.tokens[to].sort == asWord {
		to++ // Sunita didi, Shalini madam
	}
	return from, to
}

// person makes a finding of a name and says why in the words of its
// strongest evidence.
func (n *note) person(from, to, at int, odds int16) hit {
	h := hit{from: from, to: to, kind: Name, odds: odds, suggest: "[name]"}
	if at+1 == to && n.tokens[at].shape == upper && (n.tokens[at].letters <= 2 || n.tokens[at].letters == 3 && n.known[at].first == 0) && n.manner(at) != shouted {
		h.kind, h.suggest = Initials, "[initials]"
	}
	if n.proof[at].has(afterPlaceWord) && n.proof[at]&social == 0 {
		h.kind, h.suggest = Place, aTown
	}
	if at+1 == to && n.known[at].town >= largeTown && n.proof[at]&(social&^(1<<afterWith)) == 0 && n.known[at].first < 3 && !n.tokens[at].has(possessive) && !n.residing(at) && (n.tokens[at].has(opens) && n.known[at].first == 0 || n.fromOrOf(at) || n.whereBefore(at)) {
		h.kind, h.suggest, h.odds = Place, aTown, min(odds, likelyOdds-1) // Toronto lost again, from Leeds
	}
	best := at
	for j := at; j < to; j++ {
		if n.odds[j] > n.odds[best] {
			best = j
		}
	}
	if kin, owner := at-1, at-2; kin >= 0 && n.isKin(kin) && n.tokens[kin].end < n.tokens[at].start {
		h.suggest = relative(n.tokens[kin].key)
		h.from = kin
		if owner >= 0 && n.known[owner].cue&cueOwner != 0 && n.tokens[owner].sort == asWord && !n.tokens[kin].has(starts) {
			h.from, h.suggest = owner, whose(n.tokens[owner].key)+" "+h.suggest
		}
	}
	n.byRole(&h, at)
	why := n.weight.strongest(n.proof[best])
	if why == afterSoftTitle && h.from < at && n.isKin(at-1) {
		why = afterKin // her cousin Joon-ho
	}
	h.why = reason(why)
	return h
}

// byRole takes the role that stands beside a name into the finding, so that
// it can stand for the name: my manager Dave, Dr Patel, the registrar.
func (n *note) byRole(h *hit, at int) {
	role, owner := at-1, at-2
	if h.from == at && owner >= 0 && n.isRole(role) && n.leads(owner) && n.tokens[role].line == n.tokens[at].line && !n.tokens[role].has(starts) {
		h.from, h.suggest = owner, n.tokens[owner].key+" "+n.tokens[role].key
		return
	}
	if j := h.to; j+2 < len(n.tokens) && h.from < at && n.tokens[j].key == "," && n.tokens[j+1].key == "the" && n.isRole(j+2) && n.tokens[j+2].line == n.tokens[at].line &&
		(j+3 == len(n.tokens) || n.tokens[j+3].sort == asMark && n.tokens[j+3].key != "-") {
		h.to, h.suggest = j+3, "the "+n.tokens[j+2].key
	}
}

// isRole reports whether the i-th token is a word for what somebody does,
// in small letters.
func (n *note) isRole(i int) bool {
	t := &n.tokens[i]
	return t.sort == asWord && t.shape == small && !t.has(reserved|possessive) && t.letters > 3 && n.known[i].cue&cueRole != 0 && n.known[i].cue&(cueGrammar|cueKin) == 0
}

// leads reports whether a role stands after the i-th token: my, our, the.
func (n *note) leads(i int) bool {
	switch t := &n.tokens[i]; t.key {
	case "my", "our", "the", "his", "her", "their":
		return !t.has(reserved) && t.sort == asWord
	}
	return false
}

// isKin reports whether the i-th token is a word for one relative, written
// small, right before a name: mum Tracey.
func (n *note) isKin(i int) bool {
	t := &n.tokens[i]
	return t.sort == asWord && t.shape == small && !t.has(reserved|possessive) && relative(t.key) != ""
}

// relative returns the word that can stand for a relative without the name.
func relative(key string) string {
	switch key {
	case "mum", "mom", "mam", "mother", "dad", "father", "son", "daughter", "husband", "wife", "partner", "boyfriend", "girlfriend",
		"cousin", "niece", "nephew", "grandson", "granddaughter", "grandmother", "grandfather", "stepdad", "stepmum", "neighbour", "neighbor", "friend", "fiance", "fiancee":
		return key
	}
	return ""
}

// whose returns an owner's word as it is written.
func whose(key string) string {
	switch key {
	case "my", "his", "her", "their", "our", "your":
		return key
	}
	return "their"
}
