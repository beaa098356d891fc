package privacy

// isStorm reports whether a storm has the name after a word.
func isStorm(key string) bool {
	switch key {
	case "storm", "hurricane", "cyclone", "typhoon":
		return true
	}
	return false
}

// stormNamed reports whether the word before the i-th is that of a storm and
// not one that is over: storm Eunice, and not after the storm Priya rang.
func (n *note) stormNamed(i int) bool {
	if i == 0 || n.tokens[i-1].line != n.tokens[i].line || !isStorm(n.tokens[i-1].key) {
		return false
	}
	return n.tokens[i-1].shape == capital || i == 1 || n.known[i-2].cue&(cueDeterminer|cueOwner) == 0
}

// inTitle reports whether a common word with a capital stands after of,
// which a common word with a capital inside a sentence stands before.
func (n *note) inTitle(i int) bool {
	j := i - 1
	if j > 1 && n.tokens[j].key == "and" && n.tokens[j-1].shape == capital && n.known[j-1].word == 1 {
		j -= 2
	}
	return j > 0 && n.tokens[j].key == "of" && n.tokens[j-1].shape == capital && n.known[j-1].word == 1 && n.known[j-1].cue&(cueRole|cueKin) == 0 && n.tokens[j].line == n.tokens[i].line
}

// past reports whether a verb says what somebody did: Will refused.
func past(key string) bool {
	return len(key) > 4 && key[len(key)-2:] == "ed" || key == "said" || key == "told" || key == "took" || key == "went" || key == "was" || key == "wept"
}

// teaches reports whether what follows the i-th word is what is said of a
// writer: Watson talks about.
func (n *note) teaches(i int) bool {
	if i+1 >= len(n.tokens) {
		return false
	}
	switch n.tokens[i+1].key {
	case "says", "said", "talks", "writes", "wrote", "argues", "argued", "describes", "described", "calls", "called", "would", "suggests", "suggested", "defines", "defined",
		"believed", "thought", "reminds", "puts", "might", "taught", "teaches", "warns", "asks", "had", "again", "on", "and", "or", ",", ";":
		return true
	}
	return false
}

// professes reports whether a writer stands after Professor.
func (n *note) professes(i int) bool {
	return i > 0 && n.known[i].bars&theorist != 0 && (n.tokens[i-1].key == "professor" || n.tokens[i-1].key == "prof")
}

// bidden reports whether the i-th word is a verb at a beginning, with what
// it is done to after it: rob me, pat it dry.
func (n *note) bidden(i int) bool {
	t := &n.tokens[i]
	if !t.has(opens) || t.has(possessive) || n.known[i].word == 0 || i+1 >= len(n.tokens) || n.tokens[i+1].line != t.line {
		return false
	}
	switch n.tokens[i+1].key {
	case "me", "him", "it", "them", "us":
		return true
	}
	return false
}

// versed reports whether a chapter and a verse stand after the i-th word:
// Ruth 1:16.
func (n *note) versed(i int) bool {
	if n.tokens[i].shape != capital || i+1 >= len(n.tokens) {
		return false
	}
	t := &n.tokens[i+1]
	if t.line != n.tokens[i].line || t.sort != asNumber && t.sort != asMixed {
		return false
	}
	s := n.text[t.start:min(t.stop+3, len(n.text))]
	d := 0
	for d < len(s) && isDigit(s[d]) {
		d++
	}
	return d > 0 && d <= 3 && d+1 < len(s) && s[d] == ':' && isDigit(s[d+1])
}

// sung reports whether the i-th word stands in quotation marks after a word
// for singing, or after what shows somebody known to all: a poster of.
func (n *note) sung(i int) bool {
	j := int(n.runs[i].from) - 1
	if n.runs[i].to == 0 {
		j = i - 1
	}
	if j < 1 || n.tokens[j].line != n.tokens[i].line {
		return false
	}
	if n.tokens[j].key == "of" {
		switch n.tokens[j-1].key {
		case "poster", "posters", "statue", "bust", "idol", "biography":
			return true
		}
		return false
	}
	switch n.tokens[j].key {
	case "sang", "sing", "singing", "hummed", "humming", "whistled", "whistling":
		return n.tokens[i].shape == capital
	}
	if !n.tokens[i].has(quoted) {
		return false
	}
	switch n.tokens[j-1].key {
	case "sang", "sing", "sings", "singing", "sung", "hummed", "humming", "played", "playing", "song":
		return true
	}
	return false
}

// degree reports whether the i-th word is the subject in a degree: B.Pharm.
func (n *note) degree(i int) bool {
	if i < 2 || n.tokens[i-1].key != "." || n.tokens[i-1].stop != n.tokens[i].start || n.tokens[i-2].letters != 1 {
		return false
	}
	switch n.tokens[i].key {
	case "pharm", "phil", "sc", "ed", "com", "tech", "arch", "voc", "des", "lib", "litt", "nurs", "psych", "psy", "clin", "soc", "ch", "eng", "theol", "div", "mus":
		return true
	}
	return false
}
