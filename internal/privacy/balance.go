package privacy

// Evidence that a person is meant, whatever the word.
const (
	personal = 1<<afterTitle | 1<<afterSoftTitle | 1<<afterNaming | 1<<afterKin | 1<<afterFirst
	standing = social | 1<<beforeVerb | 1<<beforeNoun | 1<<beforeLast | 1<<afterInitial | 1<<beforeRole
	social   = personal | 1<<afterRole | 1<<afterGreeting | 1<<afterVerb | 1<<afterWith | 1<<explained | 1<<beforeAndI | 1<<beforeSpeech
)

// balanced settles what only holds together with other evidence. What is
// listed as no name may be one after a title; a theorist who has an
// ordinary name is one unless a person is meant; a common word is no name
// by its capital alone.
func (n *note) balanced(i int, p proof) proof {
	t, k := &n.tokens[i], &n.known[i]
	if p.has(notName) && p&personal != 0 && k.bars&alone != 0 && k.first+k.last > 0 && !n.professes(i) {
		p = p&^(1<<notName) | 1<<sharedName
	}
	if n.christened(i) {
		p = p&^(1<<notName|1<<sharedName|1<<monthOrDay|1<<nationality|1<<wordInside) | 1<<nameInside | 1<<afterNaming
	}
	if p.has(notName) && n.professes(i) {
		p.add(cited) // Professor Kolb
	}
	if p.has(sharedName) && k.bars&theorist != 0 && p&(social&^(1<<beforeSpeech|1<<afterWith)) == 0 {
		p.add(ruledOut)
		if n.teaches(i) {
			p.add(cited)
		}
	}
	if i > 0 && t.shape != small && isSpoken(n.tokens[i-1].key) {
		p.add(notName) // speaks Tulu
	}
	if p.has(sharedName) && k.bars&shared != 0 {
		country := k.cue&cuePeople != 0 && (p.has(afterPlaceWord) || n.fromOrOf(i))
		if country {
			p.add(notName)
		}
		if country || p.has(wholeShort) || p.has(acronym) || p&standing == 0 {
			p.add(ruledOut)
		}
	}
	if p.has(notName) && p&(social&^(1<<afterWith|1<<beforeSpeech)) == 0 || p.has(notName) && (k.bars&theorist != 0 || k.first == 0 && k.last < 2) && p&(personal|1<<afterRole|1<<afterGreeting) == 0 {
		p.add(ruledOut)
	}
	if p.has(afterPlaceWord) || p.has(afterDeterminer) && p.has(foreignSmall) {
		p &^= 1 << beforeAndI // in Greggs and I
	}
	if p.has(foreignSmall) && p&(social|1<<beforeNoun|1<<besideName|1<<afterInitial) == 0 {
		p.add(ruledOut)
	}
	if i+2 < len(n.tokens) && t.shape == capital && n.tokens[i+1].key == "-" && n.tokens[i+2].has(hyphened) && n.tokens[i+2].shape == small && n.known[i+2].word == 1 && n.tokens[i+2].letters > 3 && p&(personal|1<<afterRole|1<<beforeNoun) == 0 && int(n.runs[i].to) <= i+1 {
		p.add(ruledOut) // Prem-sized
	}
	if p.has(medicine) && p&standing == 0 {
		p = p&^(1<<besideCapital) | 1<<ruledOut
	}
	if n.bidden(i) || n.versed(i) || n.sung(i) {
		p.add(notName)
		p.add(ruledOut)
	}
	if t.shape == capital && (n.stormNamed(i) || isStorm(t.key) && i+1 < len(n.tokens) && n.tokens[i+1].shape == capital && !n.tokens[i+1].has(opens)) {
		p.add(notName) // Storm Eunice
		p.add(cited)
	}
	if p.has(wordInside) && n.inTitle(i) || p.has(nameInside) && n.inTitle(i) {
		p.add(notName) // Land of Hope and Glory
	}
	if p&(standing&^(1<<afterWith)) != 0 {
		p &^= 1 << unlistedInside // what is on no list is a thing, but for what says otherwise
	}
	if t.shape == small && i+2 < len(n.tokens) && n.tokens[i+1].key == "-" && n.tokens[i+2].has(hyphened) && n.tokens[i+2].shape == small && n.known[i+2].word == 1 && p&personal == 0 {
		p.add(ruledOut) // blu-tacked
	}
	if p.has(wordSmall) && (p&(social&^(1<<afterWith)) == 0 || k.first == 0 && p&(social&^(1<<afterWith|1<<beforeSpeech)) == 0) {
		p.add(ruledOut)
	}
	if p.has(wordInside) && p&(social&^(1<<afterWith|1<<afterVerb)) == 0 {
		p &^= 1<<beforeVerb | 1<<afterWith | 1<<afterVerb | 1<<besideCapital
	}
	if t.has(possessive) && t.shape == capital && i > 0 && n.tokens[i-1].key == "the" && p&(personal|1<<afterRole) == 0 {
		p.add(ruledOut) // the Tim's kiosk
	}
	if n.joint(i) {
		p = p&^(1<<nameInside|1<<nameOpening|1<<wordInside|1<<wordOpening|1<<monthOrDay|1<<lesserWord|1<<seldomWord|1<<nearWord|1<<unlistedInside|1<<unlistedOpening|1<<notName) | 1<<firstKnown // Ji-woo
	}
	if n.familyName(i) {
		p &^= 1<<nameInside | 1<<wordInside | 1<<unlistedInside // the Brown family, the Smith household
	}
	if p.has(monthOrDay) && p&personal&^(1<<afterSoftTitle) == 0 {
		p.add(ruledOut)
	}
	if p.has(shortSmall) && p.has(foreignSmall) && p&personal == 0 {
		p.add(nearWord) // an abbreviation
	}
	if p.has(capitalInside) && k.first == 0 && p&standing == 0 && n.portion(i) {
		p.add(ruledOut) // 100 mls of Keflin
	}
	if p.has(wordSmall) && k.first < 2 && p&(social&^(1<<afterWith)) == 1<<afterSoftTitle {
		p.add(ruledOut) // a health visitor brain dump
	}
	if (n.readBy(i) || n.onAir(i) || n.whollyQuoted(i)) && p&(1<<afterTitle|1<<afterSoftTitle|1<<afterKin|1<<afterRole|1<<afterNaming) == 0 {
		p.add(cited)
		p.add(notName)
	}
	if k.bars&tame != 0 && p&(1<<afterTitle|1<<afterKin|1<<afterRole|1<<afterFirst) == 0 {
		p = p&^(1<<afterNaming) | 1<<notName | 1<<cited // a guide dog called Murphy
	}
	if t.shape == capital && p&(standing&^(1<<afterVerb|1<<afterWith)) == 0 && n.amongThings(i) {
		p.add(ruledOut) // Babcock, Lane, Mayo
		p.add(notName)
	}
	return n.opener(i, p)
}

// joint reports whether the i-th word begins a given name of two syllables
// that a hyphen joins: Ji-woo, Min-Jun.
func (n *note) joint(i int) bool {
	if i+2 >= len(n.tokens) || n.tokens[i+1].key != "-" || !n.tokens[i+2].has(hyphened) || n.tokens[i].shape != capital {
		return false
	}
	first, second := n.tokens[i].key, n.tokens[i+2].key
	return first != second && isSyllable(first) && isSyllable(second)
}

// christened reports whether the i-th word, with a capital, is what somebody
// is said to be called, whatever word it is: his name's Cricket, they called
// her January.
func (n *note) christened(i int) bool {
	t := &n.tokens[i]
	if i < 2 || n.known[i].cue&(cueRole|cueKin) != 0 || t.sort != asWord || t.shape != capital || t.letters < 3 || t.has(opens) || t.has(reserved) || n.manner(i) != plain || n.tokens[i-1].line != t.line {
		return false
	}
	switch b := &n.tokens[i-1]; b.key {
	case "him", "her", "herself", "himself", "themselves", "them":
		return n.namingEnds(i-1) && n.tokens[i-2].key != "calling"
	case "is", "was":
		return n.tokens[i-2].key == "name" && i > 2 && n.known[i-3].cue&cueOwner != 0
	case "name":
		return b.has(possessive) && n.known[i-2].cue&cueOwner != 0
	}
	return false
}

// isRelative reports whether the i-th word is one for a relative.
func (n *note) isRelative(i int) bool {
	return n.tokens[i].sort == asWord && n.known[i].cue&cueKin != 0
}

// isSpoken reports whether a language stands after a word.
func isSpoken(key string) bool {
	switch key {
	case "speaks", "speak", "speaking", "spoken", "fluent", "broken", "basic":
		return true
	}
	return false
}

// fromOrOf reports whether a word that a country stands after stands before
// the i-th token.
func (n *note) fromOrOf(i int) bool {
	if i == 0 || n.tokens[i].has(starts) {
		return false
	}
	switch n.tokens[i-1].key {
	case "from", "of", "to":
		return true
	case "and", "or", ",", "/", "&":
		return i > 1 && n.known[i-2].cue&cuePeople != 0 && n.known[i-2].bars&barred != 0
	}
	return false
}

// copula reports whether anything can do what a verb says: hope is, grace
// was.
func copula(key string) bool {
	switch key {
	case "is", "was", "has", "had", "are", "were", "isnt", "wasnt", "hasnt", "can", "will", "would", "could", "may", "should", "comes", "came", "goes", "does", "did", "doesnt", "didnt":
		return true
	}
	return false
}
