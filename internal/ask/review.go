package ask

import (
	"strings"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// Passage is one text whose findings are gone through.
type Passage struct {
	Name  string // where it stands, such as "answer 2"; empty for the only one
	Text  string
	Found []privacy.Finding // in order of place, without overlaps
}

// Review is texts whose findings are gone through, one at a time.
type Review struct {
	Passages []Passage
	// Look looks through a text again once something in it was replaced, so
	// that words put there which could identify somebody are asked about,
	// too. Nil leaves that to a later review.
	Look func(text string) []privacy.Finding
	// Lasting says that a word can be kept for good, which is offered then.
	Lasting bool
	// Changed is told of every act, and of every one that was taken back,
	// with all that is decided by then. It must be quick; it may be nil.
	Changed func([]Decided)
	// Aliases offers what can stand in the place of a name, the likeliest
	// first and at most nine; before is what stands before it in its line.
	// It is asked once for each name. Nil, or nothing offered, leaves the
	// choice out.
	Aliases func(name, before string) []Offer
}

// Offer is an alias that can stand in the place of a name.
type Offer struct {
	With string // the words to put there
	Said string // what is known of it, such as "last on 12 March"
}

func (o Offer) label() string {
	if o.Said == "" {
		return o.With
	}
	return o.With + ", " + o.Said
}

// Act is what was done about a finding.
type Act string

// What can be done about a finding.
const (
	Replaced Act = "replaced"
	Kept     Act = "kept"     // at this place alone
	Cleared  Act = "cleared"  // no identifier, nowhere in these texts
	ForGood  Act = "for-good" // kept here and wherever it stands from now on
)

// Decided is one finding and what was done about it.
type Decided struct {
	Passage int // place in Review.Passages
	Index   int // place in Passage.Found, -1 for what was found later
	Finding privacy.Finding
	Words   string // the words found
	Act     Act
	With    string // the words put there, of what was replaced
}

// Outcome is what a review came to.
type Outcome struct {
	Texts   []string // one for each passage, as they are now
	Decided []Decided
	Open    []privacy.Finding // must be decided and are not
}

// Count returns how many findings an act was chosen for.
func (o Outcome) Count(acts ...Act) int {
	n := 0
	for _, d := range o.Decided {
		for _, a := range acts {
			if d.Act == a {
				n++
			}
		}
	}
	return n
}

// spot is a finding and what became of it.
type spot struct {
	finding privacy.Finding // where it stands now
	index   int
	words   string
	act     Act
	with    string
	skipped bool
	before  bool // was decided before this review
	gone    bool // the text under it has changed
}

func (s spot) open() bool { return s.act == "" && !s.gone }

// isHint reports whether a finding is only shown, folded. A recognisable
// detail is always asked about, as a question.
func isHint(f privacy.Finding) bool { return f.Level == privacy.Hint && f.Kind != privacy.Detail }

// passage is one text as it stands in the review.
type passage struct {
	text  string
	spots []spot // in order of place
	apart bool   // its details are asked about one by one
}

// place names a spot.
type place struct{ passage, spot int }

// item is what is asked at one time: a finding, or the details of one
// passage together.
type item struct {
	passage int
	spots   []int
}

// review is the state of a review. It knows nothing of screens or keys.
type review struct {
	Review
	state
	past    []state // for undo, the latest last
	pending *pending
	note    string   // what the last act came to
	brief   []string // the same for one line of a screen, the longest first
	doubted string   // words about which a doubt was raised
	offered map[string][]Offer
}

// state is what undo brings back.
type state struct {
	now     []passage
	cleared map[string]bool // words that are no identifier in these texts
	hints   bool            // hints are gone through, too
}

// pending is an act that could be the answer at other places, too.
type pending struct {
	at     place
	act    Act
	with   string
	others []place
}

// newReview begins a review. Findings with words in cleared, and those that
// lie within a span of kept, one list for each passage, are decided already.
func newReview(r Review, cleared map[string]bool, kept ...[]span) *review {
	out := &review{Review: r, state: state{cleared: map[string]bool{}}, offered: map[string][]Offer{}}
	for words := range cleared {
		out.cleared[words] = true
	}
	for i, p := range r.Passages {
		now := passage{text: p.Text}
		for j, f := range p.Found {
			s := spot{finding: f, index: j, words: p.Text[f.Start:f.End]}
			if out.cleared[sameWords(s.words)] || i < len(kept) && within(kept[i], f) {
				s.act, s.before = Kept, true
			}
			now.spots = append(now.spots, s)
		}
		out.now = append(out.now, now)
	}
	return out
}

// within reports whether a finding lies in one of the spans.
func within(spans []span, f privacy.Finding) bool {
	for _, s := range spans {
		if s.start <= f.Start && f.End <= s.end {
			return true
		}
	}
	return false
}

// sameWords is the form in which words are compared: folded, without the
// ending of a possessive.
func sameWords(words string) string {
	return strings.TrimSuffix(journal.Fold(strings.TrimSpace(words)), "'s")
}

// waiting lists what is still to be asked, in order: what must be decided
// and then the details, passage by passage, and the hints at the end.
func (r *review) waiting() []item {
	var out []item
	for i, p := range r.now {
		var details []int
		for j, s := range p.spots {
			switch {
			case !s.open() || s.skipped || isHint(s.finding):
			case s.finding.Kind == privacy.Detail && !p.apart:
				details = append(details, j)
			default:
				out = append(out, item{i, []int{j}})
			}
		}
		if len(details) > 0 {
			out = append(out, item{i, details})
		}
	}
	if r.hints {
		for _, h := range r.folded() {
			out = append(out, item{h.passage, []int{h.spot}})
		}
	}
	return out
}

// folded are the hints that nothing was done about.
func (r *review) folded() []place {
	var out []place
	for i, p := range r.now {
		for j, s := range p.spots {
			if isHint(s.finding) && s.open() && !s.skipped {
				out = append(out, place{i, j})
			}
		}
	}
	return out
}

// current is what is asked now; ok is false once nothing is left.
func (r *review) current() (it item, ok bool) {
	if all := r.waiting(); len(all) > 0 {
		return all[0], true
	}
	return item{}, false
}

// spot returns one spot of an item.
func (r *review) spot(it item, n int) spot { return r.now[it.passage].spots[it.spots[n]] }

// at returns the spot at a place.
func (r *review) at(p place) spot { return r.now[p.passage].spots[p.spot] }

// suggestion is what could stand in the place of the current finding,
// empty where there is none.
func (r *review) suggestion() string {
	it, ok := r.current()
	if !ok || len(it.spots) > 1 {
		return ""
	}
	return r.spot(it, 0).finding.Suggest
}

// offers are the aliases that could stand in the place of the current
// finding, none unless it is somebody's name.
func (r *review) offers() []Offer {
	it, ok := r.current()
	if !ok || len(it.spots) > 1 || r.Aliases == nil {
		return nil
	}
	s := r.spot(it, 0)
	if s.finding.Kind != privacy.Name && s.finding.Kind != privacy.Initials {
		return nil
	}
	words := sameWords(s.words)
	if _, known := r.offered[words]; !known {
		before, _, _ := r.now[it.passage].context(s, contextBytes)
		all := r.Aliases(s.words, before)
		r.offered[words] = all[:min(len(all), mostOffered)]
	}
	return r.offered[words]
}

// mostOffered is how many aliases one key can choose among.
const mostOffered = 9

// numbered are the offers as what a digit chooses.
func (r *review) numbered() []Option {
	var out []Option
	for i, o := range r.offers() {
		out = append(out, Option{Key: rune('1' + i), Label: o.label()})
	}
	return out
}

// offer is what a digit chooses; ok is false for any other key.
func (r *review) offer(key string) (with string, ok bool) {
	for i, o := range r.numbered() {
		if string(o.Key) == key {
			return r.offers()[i].With, true
		}
	}
	return "", false
}

// outcome is what the review has come to so far.
func (r *review) outcome() Outcome {
	var out Outcome
	for i, p := range r.now {
		out.Texts = append(out.Texts, p.text)
		for _, s := range p.spots {
			switch {
			case s.before || s.gone:
			case s.act != "":
				out.Decided = append(out.Decided, Decided{i, s.index, s.finding, s.words, s.act, s.with})
			case s.finding.Level != privacy.Hint:
				out.Open = append(out.Open, s.finding)
			}
		}
	}
	return out
}
