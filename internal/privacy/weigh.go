package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is a row of words that would be one name, [from, to).
type run struct{ from, to int32 }

// weighAll judges every word by itself and then beside its neighbours.
func (n *note) weighAll() {
	n.findPhrases()
	n.findThings()
	n.findRuns()
	for i := range n.tokens {
		n.odds[i] = never
		if n.candidate(i) {
			n.proof[i] = n.gather(i)
			n.odds[i] = n.weight.sum(n.proof[i])
		}
	}
	n.neighbours()
	n.misspelt()
}

// misspelt takes ordinary words with a letter wrong from the names in small
// letters. It is asked last, because it is dear.
func (n *note) misspelt() {
	for i := range n.tokens {
		t, k := &n.tokens[i], &n.known[i]
		if n.odds[i] >= hintOdds && t.shape == small && k.word == 0 && k.first < 2 && k.last < 2 && nearWordOf(t.key) {
			n.proof[i].add(nearWord)
			n.odds[i] = n.weight.sum(n.proof[i])
		}
	}
}

// never is the log-odds of what is not even looked at.
const never = -3000

// candidate reports whether the i-th token could be a name at all.
func (n *note) candidate(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if t.sort != asWord || t.has(reserved) || t.letters == 0 {
		return false
	}
	if n.christened(i) || n.joint(i) {
		return true
	}
	if isClipped(t.key) && (t.shape == small || t.has(opens)) && !n.titled(i) {
		return false
	}
	if k.cue&cueGrammar != 0 && k.first < 2 || k.bars&(barred|alone) == barred {
		return false
	}
	if t.shape == inner && k.first+k.last == 0 && (n.text[t.start] >= 'a' && n.text[t.start] <= 'z' || !joinedName(n.text[t.start:t.end], n.runs[i].to-n.runs[i].from > 1)) {
		return false // newAdd, ProQOL
	}
	if t.shape == small && caseless(n.text[t.start:]) && !n.saidToBe(i) {
		return false // a script without capitals, and no word that says a name follows
	}
	if t.letters == 2 && t.shape == capital && k.first < 2 && i+1 < len(n.tokens) && n.tokens[i+1].sort == asNumber && !n.titled(i) || n.elided(i) {
		return false // Mg 0.7
	}
	if k.cue&cueOwner != 0 && t.has(opens) && !t.has(possessive) && i+1 < len(n.tokens) && n.tokens[i+1].shape == capital && (n.known[i+1].bars&barred != 0 || n.known[i+1].word == 1) {
		return false // My Welsh is poor
	}
	if n.degree(i) || k.cue&cueOwner != 0 && !t.has(possessive) && i+1 < len(n.tokens) && n.tokens[i+1].sort == asWord && n.tokens[i+1].shape == small && n.known[i+1].cue&(cueState|cueSpeech) == 0 {
		return false // B.Pharm; "My son
	}
	if t.letters == 1 || n.entitles(i) || isFond(t.key) && i+1 < len(n.tokens) && n.fondly(i+1) {
		return false // initials are judged apart
	}
	if (k.cue&(cueRole|cueKin|cueSoftTitle) != 0 && k.first < 2 || k.cue&cueRole != 0 && k.word == 1 && k.first < 3 && t.shape == small || k.cue&cueKin != 0 && k.first < 3 && n.runs[i].to <= n.runs[i].from+1) && !n.titled(i) && !n.addressedAs(i) {
		return false
	}
	if t.shape == small || n.manner(i) == shouted {
		if k.cue&cueGrammar != 0 || t.has(negated) {
			return false
		}
		return k.first > 0 || k.last > 0 || k.word == 0 || n.named(i)
	}
	return true
}

// elided reports whether a small word of French has lost its vowel before
// the i-th: J'en, C'est.
func (n *note) elided(i int) bool {
	s := n.text[n.tokens[i].start:n.tokens[i].end]
	if len(s) < 3 || s[0] != 'J' && s[0] != 'C' && s[0] != 'L' && s[0] != 'S' {
		return false
	}
	rest, straight := strings.CutPrefix(s[1:], "'")
	if !straight {
		var curly bool
		if rest, curly = strings.CutPrefix(s[1:], "’"); !curly {
			return false
		}
	}
	return rest != "" && rest[0] >= 'a' && rest[0] <= 'z'
}

// caseless reports whether text begins with a letter of a script that has
// no capitals.
func caseless(text string) bool {
	if text[0] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x0590 && unicode.SimpleFold(r) == r
}

// saidToBe reports whether a word before the i-th says that a name follows,
// there or in a row.
func (n *note) saidToBe(i int) bool {
	for i > 1 && n.joins(i-1) {
		i -= 2
	}
	return i > 0 && (n.namingEnds(i-1) || n.titled(i))
}

// joinedName reports whether a capital later in a word is that of a name:
// McKay, DeShawn, O'Neill, and not InterQual or CHNs. A word among others
// that could be a name may have any letters before it.
func joinedName(s string, among bool) bool {
	for i := 1; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return i <= 4 && (among || namePrefix(s[:i])) && i+1 < len(s) && (s[i+1] >= 'a' && s[i+1] <= 'z' || s[i+1] >= utf8.RuneSelf)
		}
	}
	return true
}

// namePrefix reports whether names go on with a capital after these
// letters.
func namePrefix(s string) bool {
	switch s {
	case "Mc", "Mac", "De", "Del", "La", "Le", "Di", "Da", "Du", "D'", "D’", "O'", "O’", "Fitz", "Van", "Vander", "Von", "Ja", "Ka", "Ta", "Sha", "Ra", "Ma", "Jo", "Ann", "Anne", "Mary", "Lu", "Te", "El", "Al", "Ni", "Nic", "Ui", "Ó", "Ap", "Ke", "Ty", "Tre", "Ce", "Ci", "Sa", "Na", "Me":
		return true
	}
	return len(s) > 2 && s[1] == '\''
}

// addressedAs reports whether a title or a first name stands right before
// the i-th word, which then is a name though it is a title itself: Sister
// Eze.
func (n *note) addressedAs(i int) bool {
	if i == 0 || n.tokens[i].shape == small || n.tokens[i].has(opens) || n.tokens[i-1].sort != asWord || n.tokens[i-1].shape == small {
		return false
	}
	return n.known[i-1].first > 1 || n.known[i-1].cue&cueSoftTitle != 0 && n.known[i].word == 0
}

// entitles reports whether the i-th token is a title and nothing else here.
func (n *note) entitles(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if k.cue&cueTitle == 0 {
		return false
	}
	if k.first == 0 && k.last == 0 && t.shape == small || t.has(dotted) && n.abbreviates(i) {
		return true
	}
	return i+1 < len(n.tokens) && n.tokens[i+1].sort == asWord && n.tokens[i+1].shape != small && !n.tokens[i+1].has(opens)
}

// named reports whether what stands right before leaves no doubt that a
// name follows, whatever the word.
func (n *note) named(i int) bool {
	p := i - 1
	if p >= 0 && n.tokens[p].sort == asMark && n.tokens[p].key == "." {
		p--
	}
	return p >= 0 && n.tokens[p].line == n.tokens[i].line && n.known[p].cue&cueTitle != 0 && n.known[i].word != 1
}

// gather collects the evidence about the i-th token.
func (n *note) gather(i int) proof {
	var p proof
	n.writing(i, &p)
	n.vocabulary(i, &p)
	n.before(i, &p)
	n.after(i, &p)
	return n.balanced(i, p)
}

// writing looks at capitals.
func (n *note) writing(i int, p *proof) {
	t := &n.tokens[i]
	m := n.manner(i)
	switch {
	case m == shouted:
		p.add(wholeShouted)
		return
	case t.shape == small && m == flat:
		p.add(smallFlat)
		return
	case t.shape == small && n.cased:
		p.add(smallAmong)
		return
	case t.shape == small:
		p.add(smallPlain)
		return
	case t.shape == inner:
		p.add(capitalLater)
		return
	case t.shape == upper && t.letters > 2 && n.known[i].first+n.known[i].last == 0 && n.known[i].word == 0:
		p.add(acronym)
		return
	case t.shape == upper && t.letters <= 5 && !lettersAsName(t.key):
		p.add(wholeShort)
		return
	}
	switch {
	case t.has(opens) || m == titled:
		p.add(capitalOpening)
	case t.has(afterColon) || t.has(quoted):
		p.add(capitalColon)
	default:
		p.add(capitalInside)
	}
}

// vocabulary looks at what the lists say about the word.
func (n *note) vocabulary(i int, p *proof) {
	t, k := &n.tokens[i], &n.known[i]
	switch k.word {
	case 1:
		p.add(wordAs(p, k.first > 0))
	case 2:
		p.add(lesserWord)
	case 3:
		p.add(seldomWord)
	default:
		switch {
		case k.first == 0 && k.last == 0 && (formOf(t.key) || t.shape == small && compound(t.key)):
			p.add(formOfWord)
		default:
			p.add(noWord)
		}
	}
	if k.word == 0 && k.first == 0 && k.last == 0 && *p&(1<<smallPlain|1<<smallAmong|1<<smallFlat|1<<wholeShouted) != 0 {
		p.add(foreignSmall)
	}
	unlisted := k.word == 0 && k.first == 0 && k.last == 0
	switch {
	case t.letters <= 3 && *p&(1<<smallPlain|1<<smallAmong|1<<smallFlat|1<<wholeShouted) != 0:
		p.add(shortSmall)
	case unlisted && (p.has(capitalOpening)):
		p.add(unlistedOpening)
	case unlisted && p.has(capitalInside):
		p.add(unlistedInside)
	}
	n.listed(k, p)
	switch {
	case k.cue&cueMonth == 0 || n.doubled(i):
	case !calls(t.key) || n.dated(i):
		p.add(monthOrDay)
	default:
		p.add(sharedName)
	}
}

// dated reports whether what stands beside a month that is a name too says
// that the month is meant: in May, 3 June, April was.
func (n *note) dated(i int) bool {
	t := &n.tokens[i]
	if i > 0 && n.tokens[i-1].line == t.line {
		b := &n.tokens[i-1]
		if b.sort == asNumber || b.sort == asMixed {
			return true
		}
		switch b.key {
		case "a", "proper", "typical", "lovely", "whole", "all", "our", "usual", "hot", "cold", "wet", "one", "around", "again", "it", "its", "was", "year",
			"in", "since", "until", "till", "by", "from", "last", "next", "this", "early", "late", "mid", "of", "on", "during", "before", "after", "every", "for", "through", "to", "and", "-", "/", "beginning", "end", "is":
			return !t.has(opens)
		}
	}
	if i+1 < len(n.tokens) && n.tokens[i+1].line == t.line {
		a := &n.tokens[i+1]
		if a.sort == asNumber || a.sort == asMixed || a.key == "-" || a.key == "/" {
			return true
		}
		switch a.key {
		case "day", "days", "sort", "kind", "morning", "mornings", "afternoon", "evening", "night", "weather", "sun", "rain", "rota", "bank", "start", "intake", "exam", "exams", "holiday", "holidays", "heat", "blossom", "half":
			return true
		}
		if (a.key == "i" || a.key == "we") && t.has(opens) {
			return true // April I did Easter
		}
		first := t.has(opens) || i == 0 || n.tokens[i-1].sort == asMark
		return first && n.known[i+1].cue&cueState != 0 && n.known[i+1].cue&cueSpeech == 0 && !t.has(possessive)
	}
	return false
}

// calls reports whether people are called by the name of this month or
// season.
func calls(key string) bool {
	switch key {
	case "april", "may", "june", "august", "jun", "jan", "autumn", "summer":
		return true
	}
	return false
}

// doubled reports whether the i-th word is joined to another that is not
// a common one: Jun-Jun, and not mid-November.
func (n *note) doubled(i int) bool {
	for _, j := range [2]int{i - 2, i + 2} {
		if j >= 0 && j < len(n.tokens) && n.tokens[max(i, j)].has(hyphened) && n.known[j].word != 1 && n.tokens[j].sort == asWord && n.tokens[j].letters > 1 {
			return true
		}
	}
	return false
}

// wordAs says how a common word stands here: one that is a first name too
// is likely that with a capital inside a sentence.
func wordAs(p *proof, first bool) evidence {
	inside := p.has(capitalInside) || p.has(capitalColon)
	switch {
	case *p&(1<<smallPlain|1<<smallAmong|1<<smallFlat|1<<wholeShouted) != 0:
		return wordSmall
	case inside && first:
		return nameInside
	case inside:
		return wordInside
	case first:
		return nameOpening
	}
	return wordOpening
}

// listed looks at the lists of names and of what is none.
func (n *note) listed(k *known, p *proof) {
	if k.bars&barred != 0 {
		p.add(notName)
	}
	if k.bars&shared != 0 {
		p.add(sharedName)
	}
	if k.bars&drugged != 0 {
		p.add(medicine)
	}
	if k.bars&phrased != 0 {
		p.add(inPhrase)
	}
	if k.cue&cuePeople != 0 && k.bars&barred != 0 {
		p.add(nationality)
	}
	if k.town > 0 {
		p.add(placeName)
	}
	if k.first > 0 {
		p.add(firstSeldom + evidence(k.first) - 1)
	}
	if k.last > 0 {
		p.add(lastSeldom + evidence(k.last) - 1)
	}
}

// neighbours lets a name speak for the words beside it.
func (n *note) neighbours() {
	for i := range n.tokens {
		if n.odds[i] <= 0 {
			continue
		}
		for _, j := range [2]int{i - 1, i + 1} {
			if j < 0 || j >= len(n.tokens) || n.odds[j] == never || n.proof[j].has(besideName) {
				continue
			}
			if n.runs[i] == n.runs[j] && n.runs[i].to > 0 {
				n.proof[j].add(besideName)
				n.odds[j] = n.weight.sum(n.proof[j])
			}
		}
	}
	for i := range n.tokens {
		if n.odds[i] == never || n.proof[i].has(afterNameAnd) {
			continue
		}
		if n.inRow(i) {
			n.proof[i].add(afterNameAnd)
			n.proof[i] &^= 1 << unlistedOpening
			n.odds[i] = n.weight.sum(n.proof[i])
		}
	}
}

// inRow reports whether the i-th token is joined to a name by and, a comma
// or a stroke, before it or after it.
func (n *note) inRow(i int) bool {
	r := n.runs[i]
	if r.to == 0 {
		r = run{int32(i), int32(i + 1)}
	}
	if j := int(r.from) - 1; j > 0 && n.joins(j) && !n.tokens[r.from].has(opens) && n.sureName(j-1) {
		return true
	}
	j := int(r.to)
	return j+1 < len(n.tokens) && n.joins(j) && !n.tokens[j+1].has(opens) && n.sureName(j+1)
}

func (n *note) joins(j int) bool {
	switch n.tokens[j].key {
	case "and", "&", ",", "/", "+", "or":
		return true
	}
	return false
}

// sureName reports whether a token is likely a name without the help of
// its neighbours.
func (n *note) sureName(j int) bool {
	p := n.proof[j]
	p &^= 1<<afterNameAnd | 1<<besideName
	return n.odds[j] != never && n.weight.sum(p) > 100
}
