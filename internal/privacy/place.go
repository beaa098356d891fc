package privacy

// aTown stands for a place.
const aTown = "a town nearby"

// largeTown is the size class of a town of more than 250,000 people.
const largeTown = 4

// places finds towns that are on the list. One that is also a word or a
// name needs a word before it that says where.
func (n *note) places() []hit {
	var out []hit
	for w := 0; w < len(n.keys); {
		i := n.at[w]
		if n.tokens[i].sort != asWord || n.tokens[i].has(reserved) || n.known[i].town == 0 {
			w++
			continue
		}
		town, words := placeAt(n.keys[w:])
		if words == 0 {
			w++
			continue
		}
		end := n.at[w+words-1] + 1
		if odds := n.placeOdds(i, end, uint8(town.size()), town.isWord()); odds >= hintOdds {
			out = append(out, hit{i, end, Place, odds, "a town or a district narrows down who is meant", aTown})
		}
		w += words
	}
	return out
}

// placeOdds are the log-odds that a listed place is meant as one and says
// where somebody is.
func (n *note) placeOdds(from, end int, size uint8, common bool) int16 {
	t := &n.tokens[from]
	last := &n.tokens[end-1]
	m := n.manner(from)
	if t.shape == upper && t.letters < 4 && m != shouted || n.degree(from) {
		return never
	}
	state := end < len(n.tokens) && n.tokens[end].shape == upper && isState(n.tokens[end].key) // Toledo OH
	state = state || end+1 < len(n.tokens) && n.tokens[end].key == "," && n.tokens[end+1].shape == upper && isState(n.tokens[end+1].key)
	where := n.whereBefore(from) || state
	raised := t.shape == capital || t.shape == inner || t.shape == upper && m != shouted
	single := end == from+1
	person := single && n.known[from].first > 1
	odds := int16(60)
	switch {
	case !raised && m == plain:
		return never
	case !raised && (common || person || !where):
		return never
	case !raised:
		odds = 30
	case t.has(opens) && !where && (common || person || n.known[from].last > 1):
		return never
	case (common || person) && !where:
		return never
	case t.has(opens) && !where && !last.has(possessive) && end < len(n.tokens) && n.tokens[end].shape == small && n.tokens[end].sort == asWord && n.known[end].word == 1 && n.known[end].cue&(cueGrammar|cueActs) == 0 && (size >= largeTown || n.known[from].word+n.known[from].first+n.known[from].last > 0):
		return never // Columbia negative
	}
	if where {
		odds += 120
	} else if size >= largeTown {
		odds -= 60
	}
	if single && n.known[from].last > 1 && !where {
		odds -= 120
	}
	if n.known[from].bars&(barred|phrased) != 0 || n.known[from].bars&theorist != 0 && !where || n.known[from].cue&cueMonth != 0 {
		return never
	}
	if end < len(n.tokens) && !last.has(possessive) {
		next := &n.tokens[end]
		if next.sort == asWord && next.shape == capital && !next.has(opens) && n.known[end].town == 0 || n.known[end].cue&(cueThing|cueRole) != 0 {
			odds -= 150
		}
	}
	if size >= largeTown && !state && !n.residing(from) {
		return min(odds-largeTownLess, likelyOdds-1) // so many live there that it is only shown
	}
	return odds
}

// residing reports whether the words before the i-th say that somebody lives
// there: lives in Leeds, grew up in Halifax.
func (n *note) residing(i int) bool {
	if i < 2 || !n.whereBefore(i) {
		return false
	}
	switch n.tokens[i-2].key {
	case "live", "lives", "lived", "living", "moved", "moving", "moves", "born", "raised", "up", "based", "home", "settled", "family", "staying":
		return true
	}
	return false
}

// isState reports whether a key is the short form of a state that stands
// after its towns in the United States, Canada or Australia.
func isState(key string) bool {
	switch key {
	case "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in", "ia", "ks", "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny",
		"nc", "nd", "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy", "on", "qc", "bc", "ab", "sk", "mb", "ns", "nb", "nl", "pei", "nsw", "vic", "qld", "tas", "act", "nt":
		return true
	}
	return false
}

// largeTownLess is how much less a large town says about where somebody is.
const largeTownLess = 60

// whereBefore reports whether a word such as in, at, from or near stands
// before the i-th token, directly or in a row of places.
func (n *note) whereBefore(i int) bool {
	j := i - 1
	if j < 0 || n.tokens[j].line != n.tokens[i].line && !n.wraps(i) {
		return false
	}
	if n.tokens[j].key == "," && j > 0 && n.tokens[j-1].has(addressed) {
		return true // 14 Acacia Street, Leeds
	}
	if n.tokens[j].sort != asWord {
		return false
	}
	if key := n.tokens[j].key; saysWhere(key) || key == "from" || key == "to" {
		return true
	}
	switch n.tokens[j].key {
	case "north", "south", "east", "west", "central", "greater", "inner", "downtown", "upper", "lower":
		return n.whereBefore(j)
	}
	return false
}

// saysWhere reports whether a place stands after a word much more often
// than a person.
func saysWhere(key string) bool {
	switch key {
	case "in", "at", "near", "outside", "around", "via", "visiting", "towards", "beyond", "across", "leaving", "into", "throughout":
		return true
	}
	return false
}
