package privacy

// note is one paragraph while it is judged.
type note struct {
	*prose
	keys   []string // the keys of the tokens, hyphens inside words left out
	at     []int    // the token of each of them
	known  []known
	runs   []run // the run of words that each token belongs to
	proof  []proof
	odds   []int16 // log-odds in hundredths that the token is a name
	weight *weights

	judged bool
	style
}

// style is what the whole text says about the letters of each part.
type style struct {
	sparse bool // capitals are rare: their absence says nothing
	cased  bool // capitals are many: their absence says much
}

// newNote makes a note of a text whose tokens have been reserved, with what
// the lists have about its words.
func newNote(r *prose, lists vocabulary) *note {
	size := len(r.tokens)
	n := &note{
		prose: r, keys: make([]string, 0, size), at: make([]int, 0, size),
		known: make([]known, size), runs: make([]run, size), proof: make([]proof, size), odds: make([]int16, size),
	}
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.sort == asMark && t.key == "-" && i > 0 && t.start == r.tokens[i-1].stop && i+1 < size && r.tokens[i+1].has(hyphened) {
			continue
		}
		n.keys, n.at = append(n.keys, t.key), append(n.at, i)
	}
	n.learn(lists)
	return n
}

// judge weighs every word, in the style of the whole text.
func (n *note) judge(s style, w *weights) {
	n.judged, n.style, n.weight = true, s, w
	clear(n.runs)
	clear(n.proof)
	for i := range n.known {
		n.known[i].bars &^= phrased
	}
	n.weighAll()
}

// finding turns a hit into a place in the text.
func (n *note) finding(h hit) Finding {
	end := n.tokens[h.to-1].end
	if h.kind == Workplace {
		end = n.tokens[h.to-1].stop // St Blaise's
	}
	return Finding{
		Start: n.tokens[h.from].start, End: end,
		Kind: h.kind, Level: levelAt(h.odds), Why: h.why, Suggest: h.suggest,
	}
}

// opening is what is suggested at a place of the text, with a capital where
// that is the beginning of a sentence and has one.
func (n *note) opening(place int, suggest string) string {
	i := n.tokenAt(place)
	if i == len(n.tokens) || !n.tokens[i].has(opens) || n.tokens[i].shape == small && n.tokens[i].sort == asWord || suggest[0] < 'a' || suggest[0] > 'z' {
		return suggest
	}
	return string(suggest[0]-0x20) + suggest[1:]
}

// reserve marks the tokens that lie in text[start:end] as spoken for.
func (r *prose) reserve(start, end int) { r.mark(start, end, reserved) }

func (r *prose) mark(start, end int, traits uint16) {
	for i := r.tokenAt(start); i < len(r.tokens) && r.tokens[i].start < end; i++ {
		r.tokens[i].traits |= traits
	}
}

// tokenAt returns the first token that ends after a place in the text.
func (r *prose) tokenAt(place int) int {
	low, high := 0, len(r.tokens)
	for low < high {
		if mid := (low + high) / 2; r.tokens[mid].stop <= place {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// brackets reserves what stands in square brackets: somebody put it there
// for something else.
func (r *prose) brackets() {
	for i := range r.tokens {
		if r.tokens[i].key != "[" {
			continue
		}
		for j := i + 1; j < min(i+5, len(r.tokens)); j++ {
			if r.tokens[j].key == "]" {
				r.reserve(r.tokens[i].start, r.tokens[j].end)
			}
		}
	}
}
