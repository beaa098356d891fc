package privacy

// before looks at what leads up to the run of the i-th token.
func (n *note) before(i int, p *proof) {
	if from := int(n.runs[i].from); n.runs[i].to > 0 && from < i {
		if k := &n.known[i-1]; n.tokens[i-1].sort == asWord && k.first > 0 && k.word != 1 {
			p.add(afterFirst)
		}
		i = from
	}
	t := &n.tokens[i]
	if i > 0 && n.isInitial(i-1) && !t.has(starts) && (t.shape != small || n.manner(i) == flat) {
		p.add(afterInitial)
		for i > 0 && n.isInitial(i-1) {
			i--
		}
	}
	j := i - 1
	if j < 0 || n.tokens[j].line != t.line && !n.wraps(i) {
		return
	}
	comma, bracket := false, false
	for j >= 0 && n.tokens[j].sort == asMark {
		switch n.tokens[j].key {
		case ".":
			if j == 0 || !n.tokens[j-1].has(dotted) || !n.abbreviates(j-1) {
				return
			}
		case ",", "-":
			comma = true
		case "(", "\"", "'", "‘", ":", "[":
			if n.closes(j) {
				return
			}
			bracket = true
		case "/", "&":
		default:
			return
		}
		j--
	}
	if j < 0 {
		return
	}
	n.led(j, i, comma, bracket, p)
}

// closes reports whether the j-th token is a quotation mark at the end of
// what is quoted.
func (n *note) closes(j int) bool {
	t := &n.tokens[j]
	return t.key == "\"" && j > 0 && n.tokens[j-1].stop == t.start && (j+1 == len(n.tokens) || n.tokens[j+1].start > t.stop)
}

// childOf reports whether the o before a name is that of d/o and s/o, the
// daughter and the son of.
func (n *note) childOf(j int) bool {
	if j < 2 || n.tokens[j].key != "o" || n.tokens[j-1].key != "/" {
		return false
	}
	switch n.tokens[j-2].key {
	case "d", "s", "h":
		return true
	}
	return false
}

// led looks at the word that leads up to a name.
func (n *note) led(j, next int, comma, bracket bool, p *proof) {
	w, k := &n.tokens[j], &n.known[j]
	if w.sort != asWord || w.has(reserved) {
		return
	}
	c := k.cue
	has := false
	add := func(mask cues, e evidence) {
		if c&mask != 0 && !has {
			p.add(e)
			has = true
		}
	}
	if !w.has(possessive) {
		if !comma {
			add(cueTitle, afterTitle)
			if !(w.shape == capital && !w.has(opens) && n.tokens[next].shape == small && n.cased) { // the Lord maketh
				add(cueSoftTitle, afterSoftTitle)
			}
		}
		if n.namingEnds(j) || n.childOf(j) {
			p.add(afterNaming)
			has = true
		}
		if phrase := (w.shape == capital && !w.has(opens) || comma) && n.known[next].word == 1 && n.known[next].first == 0; !phrase {
			add(cueKin, afterKin) // but not in Patient Records
			add(cueRole, afterRole)
		}
	}
	if j+1 == next && n.fondly(next) {
		p.add(afterSoftTitle)
		has = true
	}
	if comma && w.key == "name" && n.tokens[next].shape == capital {
		p.add(afterNaming) // the real name, Frank
	}
	if comma && n.apposed(j, next) {
		p.add(afterRole)
		p.add(explained)
	}
	if comma || has {
		return
	}
	if !bracket || w.has(possessive) {
		add(cueGreeting, afterGreeting)
		add(cueTakesPerson, afterVerb)
		if w.has(possessive) {
			return
		}
	}
	add(cueWith|cuePersonal, afterWith)
	if saysWhere(w.key) && !has {
		p.add(afterPlaceWord)
	}
	if !bracket {
		switch {
		case n.manyOf(next):
			p.add(afterRole)
		case !n.household(next) && !n.familyName(next) && !n.doubleFamily(next):
			add(cueDeterminer, afterDeterminer)
		}
		add(cueOwner, afterPronoun)
	}
}

// apposed reports whether a name with a capital stands between commas right
// after who it is: the student, Saffron, kept.
func (n *note) apposed(j, next int) bool {
	t := &n.tokens[next]
	if t.shape != capital || n.manner(next) != plain || t.has(opens) || j+2 != next || n.known[j].cue&(cueRole|cueKin) == 0 || n.tokens[j].shape != small {
		return false
	}
	to := max(int(n.runs[next].to), next+1)
	return to < len(n.tokens) && n.tokens[to].key == "," && n.known[next].cue&(cueGrammar|cueMonth|cuePeople) == 0
}

// namingEnds reports whether the words up to j say that a name follows:
// called, named; her name is; goes by; call me.
func (n *note) namingEnds(j int) bool {
	k := n.known[j].cue
	if k&cueNaming != 0 {
		return true
	}
	if j == 0 || n.tokens[j-1].line != n.tokens[j].line {
		return false
	}
	b := &n.tokens[j-1]
	switch n.tokens[j].key {
	case "is", "was", "were", "are", "isnt", "being":
		return b.key == "name" || b.key == "names" || b.key == "nickname" || b.key == "surname"
	case "s":
		return b.key == "name"
	case "as":
		return b.key == "known"
	case "by":
		return b.key == "goes" || b.key == "went"
	case "name":
		return n.tokens[j].has(possessive)
	case "me", "him", "her", "them", "herself", "himself", "themselves":
		return b.key == "call" || b.key == "calls" || b.key == "called" || b.key == "calling" || b.key == "named" || b.key == "name"
	}
	return false
}

// isInitial reports whether the i-th token is a single letter that could
// stand for a first name.
func (n *note) isInitial(i int) bool {
	t := &n.tokens[i]
	if t.sort == asMark {
		return t.key == "." && i > 0 && n.tokens[i-1].letters == 1 && n.tokens[i-1].shape == upper && n.tokens[i-1].has(dotted) && n.tokens[i-1].sort == asWord
	}
	return t.sort == asWord && t.letters == 1 && t.shape == upper && t.key != "i" && !t.has(reserved|hyphened) && (t.key != "a" || t.has(dotted))
}

// after looks at what follows the run of the i-th token.
func (n *note) after(i int, p *proof) {
	if to := int(n.runs[i].to); to > i+1 {
		if k := &n.known[i+1]; n.tokens[i+1].sort == asWord && (k.last > 0 || k.word == 0) && n.tokens[i+1].letters > 1 {
			p.add(beforeLast)
		}
		i = to - 1
	}
	t := &n.tokens[i]
	if t.has(contracted) {
		p.add(beforeVerb)
	}
	j := i + 1
	if j >= len(n.tokens) || n.tokens[j].line != t.line && !n.wraps(j) {
		if t.has(possessive) {
			p.add(possessed)
		}
		return
	}
	if n.tokens[j].sort == asMark && n.tokens[j].key == "'" && n.tokens[j].start == t.stop {
		j++
	}
	if j >= len(n.tokens) {
		return
	}
	if n.tokens[j].sort == asMark {
		n.marked(i, j, p)
		return
	}
	n.followed(i, j, p)
}

// marked looks at what stands behind the mark j that follows a name.
func (n *note) marked(i, j int, p *proof) {
	if n.tokens[i].has(possessive) {
		p.add(possessed)
	}
	if j+1 >= len(n.tokens) {
		return
	}
	w, k := &n.tokens[j+1], &n.known[j+1]
	switch n.tokens[j].key {
	case "(":
		switch {
		case n.isYear(j + 1):
			p.add(cited)
		case w.sort == asNumber && w.end-w.start <= 3, w.sort == asMixed, k.cue&(cueRole|cueKin|cueOwner) != 0:
			p.add(explained)
		}
	case ",":
		switch {
		case n.isYear(j + 1):
			p.add(cited)
		case w.sort == asNumber && w.end-w.start <= 3, k.cue&cueOwner != 0, w.key == "who", w.key == "whose", k.cue&(cueRole|cueKin) != 0 && k.cue&cueGrammar == 0:
			p.add(explained)
		case (w.key == "a" || w.key == "an" || w.key == "the") && n.roleWithin(j+2):
			p.add(explained)
		}
	case "&":
		n.joined(j+1, p)
	case "-":
		if n.tokens[j].start > n.tokens[i].stop && k.cue&(cueOwner|cueRole|cueKin) != 0 {
			p.add(explained)
		}
	}
}

// roleWithin reports whether one of the four words from j on is a role or
// a relative.
func (n *note) roleWithin(j int) bool {
	for end := min(j+4, len(n.tokens)); j < end && n.tokens[j].sort == asWord; j++ {
		if n.known[j].cue&(cueRole|cueKin) != 0 {
			return true
		}
	}
	return false
}

func (n *note) isYear(j int) bool {
	t := &n.tokens[j]
	if t.sort != asNumber && t.sort != asMixed || t.end-t.start < 4 || t.end-t.start > 5 {
		return false
	}
	y := n.text[t.start:t.end]
	return (y[:2] == "19" || y[:2] == "20") && isDigit(y[2]) && isDigit(y[3])
}

// followed looks at the word j right after a name.
func (n *note) followed(i, j int, p *proof) {
	t, w, k := &n.tokens[i], &n.tokens[j], &n.known[j]
	switch {
	case n.isYear(j) && !n.monthBefore(i):
		p.add(cited)
		return
	case w.key == "et" && j+1 < len(n.tokens) && n.tokens[j+1].key == "al":
		p.add(cited)
		return
	case w.sort != asWord:
		return
	}
	if n.isThing(i, j) {
		p.add(beforeThing)
		return
	}
	if t.has(possessive) {
		if k.cue&cueGrammar == 0 {
			p.add(beforeNoun)
		} else {
			p.add(possessed)
		}
		return
	}
	n.acts(j, p)
	if n.cameFrom(i) {
		p.add(explained)
	}
	if w.shape == capital && n.runs[i] != n.runs[j] && !w.has(opens) && k.cue&(cueTitle|cueSoftTitle) == 0 && w.letters > 1 {
		p.add(besideCapital)
	}
	switch {
	case w.key == "who" && t.shape == capital:
		p.add(explained) // it is Rim who counts
	case addresses(w.key) && t.shape == capital && w.shape == small && (n.known[i].word != 1 || n.known[i].first > 0):
		p.add(afterSoftTitle) // Venkataramanan sir
	case k.cue&cueHonour != 0 && k.cue&(cueGrammar|cueTitle|cueRole) == 0 && k.word != 1 && t.shape == capital && w.shape == small && n.known[i].word == 0:
		p.add(afterSoftTitle) // Kannan chettan
	case k.cue&cueHonour != 0 && k.cue&(cueGrammar|cueTitle) == 0 && w.key != "sir" && w.key != "boss" && t.shape == small && w.shape == small && n.known[i].word == 0:
		p.add(afterSoftTitle) // rutuja madam
	case k.cue&(cueRole|cueSoftTitle) != 0 && k.cue&cueGrammar == 0:
		p.add(beforeRole)
	case w.key == "the" && n.roleWithin(j+1) && n.known[j+1].word > 0, n.postedAs(j):
		p.add(beforeRole)
		if n.postedAs(j) {
			p.add(explained)
		}
	case w.key == "and" || w.key == "or":
		n.joined(j+1, p)
	case k.cue&cueFamily != 0:
		p.add(beforeNoun)
		if n.familyName(i) {
			p.add(explained)
		}
	}
}

// addresses reports whether a word stands after the name of whoever is
// spoken to or of: Pinky aunty.
func addresses(key string) bool {
	switch key {
	case "sir", "madam", "aunty", "auntie", "uncle", "ji", "bhai", "didi":
		return true
	}
	return false
}

// postedAs reports whether the words from j on are "the" and a post in its
// letters: Shona the PTA.
func (n *note) postedAs(j int) bool {
	if n.tokens[j].key != "the" || j+1 >= len(n.tokens) {
		return false
	}
	t := &n.tokens[j+1]
	return t.sort == asWord && t.shape == upper && t.letters > 1 && n.manner(j+1) == plain && n.tokens[j].line == t.line
}

// acts reports what says that somebody does something: a verb of speech or
// state, perhaps with an adverb before it.
func (n *note) acts(j int, p *proof) {
	w := &n.tokens[j]
	if n.known[j].cue&cueAdverb != 0 && j+1 < len(n.tokens) && n.tokens[j+1].sort == asWord {
		j++
		w = &n.tokens[j]
	}
	if w.shape != small && n.manner(j) == plain || n.known[j].cue&(cueDeterminer|cueOwner) != 0 {
		return
	}
	switch c := n.known[j].cue; {
	case isTalk(w.key):
	case c&cueSpeech != 0:
		p.add(beforeSpeech)
	case c&cueState != 0, len(w.key) > 4 && w.key[len(w.key)-2:] == "ed" && n.known[j].word > 0:
		p.add(beforeVerb)
	}
}

// isTalk reports whether a verb of speech is a noun as often and not what
// one person does: long chat.
func isTalk(key string) bool {
	switch key {
	case "chat", "talk", "call", "text", "email", "phone", "ring", "report", "laugh", "cry", "shout", "smile", "sigh", "nod", "message", "question", "query", "offer", "state", "look", "walk", "wait":
		return true
	}
	return false
}

// joined looks at what and leads to: X and I is a person, X and Y (2010)
// are writers.
func (n *note) joined(j int, p *proof) {
	if j+1 >= len(n.tokens) {
		return
	}
	switch n.tokens[j].key {
	case "i", "me", "myself", "his", "her", "my", "their":
		p.add(beforeAndI)
		return
	}
	if n.tokens[j].sort == asWord && n.tokens[j].shape == capital {
		k := j + 1
		if k+2 < len(n.tokens) && n.tokens[k].key == "-" {
			k += 2
		}
		if n.tokens[k].key == "(" || n.tokens[k].key == "," {
			k++
		}
		if k < len(n.tokens) && n.isYear(k) {
			p.add(cited)
		}
	}
}

func (n *note) monthBefore(i int) bool { return n.known[i].cue&cueMonth != 0 }

// isThing reports whether the words from j on name a test, a model, a
// disease and the like, which bears somebody's name and is not theirs.
func (n *note) isThing(i, j int) bool {
	for k := j; k < min(j+4, len(n.tokens)); k++ {
		w := &n.tokens[k]
		if w.key == "-" && k > j {
			continue
		}
		if w.sort != asWord || n.known[k].cue&cueGrammar != 0 && w.key != "and" {
			return false
		}
		if n.known[k].cue&cueThing != 0 || operated(w.key) {
			return !n.tokens[i].has(possessive) || n.known[i].first < 2 || described(w.key)
		}
		if n.known[k].cue&cueActs != 0 {
			return false
		}
	}
	return false
}

// operated reports whether a word is that of an operation, a picture or a
// disease, which bears the name of whoever thought of it: Burch
// colposuspension.
func operated(key string) bool {
	for _, end := range [...]string{"ectomy", "otomy", "ostomy", "plasty", "scopy", "suspension", "graphy", "itis", "opathy", "pexy"} {
		if len(key) > len(end)+2 && key[len(key)-len(end):] == end {
			return true
		}
	}
	return false
}

// described reports whether a thing is nobody's own but bears the name of
// whoever described it: Frank's sign.
func described(key string) bool {
	switch key {
	case "sign", "disease", "syndrome", "palsy", "lymphoma", "sarcoma", "chorea", "contracture", "phenomenon", "law", "rule", "theory", "hierarchy", "cycle", "ladder", "tumour", "fracture", "lesion":
		return true
	}
	return false
}

// household reports whether the i-th word is a surname in the plural: the
// Hegartys.
func (n *note) household(i int) bool {
	t := &n.tokens[i]
	if t.shape != capital || n.known[i].word != 0 || len(t.key) < 5 || t.key[len(t.key)-1] != 's' {
		return false
	}
	return lookUp(t.key[:len(t.key)-1]).surname() > 0
}

// familyName reports whether the i-th word is the surname of a household,
// as a word for one stands after it: the McCarthy family.
func (n *note) familyName(i int) bool {
	if i+1 >= len(n.tokens) || n.tokens[i+1].line != n.tokens[i].line || n.known[i+1].cue&cueFamily == 0 || n.tokens[i+1].shape != small {
		return false
	}
	k := &n.known[i]
	return (n.tokens[i].shape == capital || n.tokens[i].shape == inner) && k.bars&barred == 0 && k.town == 0 && (k.word == 0 || k.last > 1)
}

// manyOf reports whether the i-th word is on no list and is of several
// people, for all that is known of it: the Sengdaras are.
func (n *note) manyOf(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if t.shape != capital || k.word != 0 || k.bars&barred != 0 || len(t.key) < 6 || t.key[len(t.key)-1] != 's' || i == 0 || n.tokens[i-1].key != "the" || i+1 >= len(n.tokens) {
		return false
	}
	switch n.tokens[i+1].key {
	case "are", "were", "have", "arent", "werent", "havent":
		return true
	}
	return false
}

// doubleFamily reports whether the i-th word begins a double surname with a
// word for a household after it: the Okonkwo-Bell family.
func (n *note) doubleFamily(i int) bool {
	end := i + 3
	return end < len(n.tokens) && n.tokens[i+1].key == "-" && n.tokens[i+2].has(hyphened) && n.tokens[i+2].shape == capital && n.known[end].cue&cueFamily != 0 && n.tokens[end].shape == small
}
