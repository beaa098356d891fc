package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// ErrEmpty means that nothing was chosen for the pack.
var ErrEmpty = errors.New(`nothing is chosen for this pack; mark what you want to share with "afterword bring"`)

// ErrStale means that a decision names no finding of what would leave: the words
// it was made about have changed since.
var ErrStale = errors.New("decisions that match nothing in what would leave")

// UndecidedError means that possible identifiers are not decided, so that
// nothing leaves.
type UndecidedError struct {
	Count int
	Flags []Flag
	Hints []Flag // found besides; they need no answer
}

// Error says how many and what to do; the flags say where.
func (e *UndecidedError) Error() string {
	said := privacy.Counted(e.Count, len(e.Hints))
	switch {
	case len(e.Hints) > 0:
		return said + ": nothing leaves while an identifier is undecided; replace or keep each one first"
	case e.Count == 1:
		said += " is"
	default:
		said += " are"
	}
	return said + " undecided, so nothing leaves; replace or keep each one first"
}

// Flag is one finding in a gathering. It can be logged and listed: it
// never shows the words, which Text alone reads.
type Flag struct {
	Item    string     // the item's short name, such as "entry 1"
	ID      journal.ID // zero for a pack that was read back
	Part    string     // "text", "outcome", "answer 2", "question of answer 2"
	Finding privacy.Finding
	// Key names the finding in a file of decisions. It depends on the
	// item, the part, the place and all the words of the part, so that an
	// edited text asks again. The item's random id keeps whoever lacks the
	// journal from guessing the words by trial; for a pack that was read
	// back only the words themselves do.
	Key string
	in  *string // the part's words; a pointer, so that printing a Flag prints none of them
}

// MustDecide reports whether the pack cannot leave before f is decided.
// Hints are shown and need no answer.
func (f Flag) MustDecide() bool { return f.Finding.Level != privacy.Hint }

// Text returns all the words of the part that f is about, for showing on
// screen and nowhere else; show them by way of journal.PrintableLine. The
// zero Flag has none.
func (f Flag) Text() string {
	if f.in == nil {
		return ""
	}
	return *f.in
}

// Findings lists every possible identifier in the gathering, in the order
// of the pack.
func (g *Gathering) Findings() []Flag {
	s := g.sheet.clone()
	var out []Flag
	for _, it := range s.items() {
		for _, f := range it.fields {
			out = append(out, g.flags(it, f)...)
		}
	}
	return out
}

// flags searches one text. Whoever does an action may be one of the two
// people that the pack is between, who were named on purpose.
func (g *Gathering) flags(it item, f field) []Flag {
	words := *f.words
	if f.part == "owner" && (words == g.sheet.recipient || words == g.sheet.by) {
		return nil
	}
	found := g.guard.Scan(words)
	if len(found) == 0 {
		return nil
	}
	owner := it.from.id.String()
	if it.from.id.IsZero() {
		owner = it.ref
	}
	hash := sha256.Sum256([]byte(words))
	out := make([]Flag, len(found))
	for i, finding := range found {
		name := fmt.Sprintf("afterword finding\x00%s\x00%s\x00%d\x00%d\x00%s\x00%x",
			owner, f.part, finding.Start, finding.End, finding.Kind, hash)
		key := sha256.Sum256([]byte(name))
		out[i] = Flag{Item: it.ref, ID: it.from.id, Part: f.part, Finding: finding, Key: hex.EncodeToString(key[:10]), in: &words}
	}
	return out
}

// Release lets a gathering pass as a Pack, with the decisions carried out.
// It fails with ErrEmpty where nothing was chosen, with ErrStale where a
// decision matches nothing, and with an UndecidedError while a finding
// that must be decided is not. Replaced texts are searched again, so that
// a replacement which is itself a possible identifier is asked about too.
func (g *Gathering) Release(d Decisions) (Pack, error) {
	if g.sheet.isEmpty() {
		return Pack{}, ErrEmpty
	}
	if d.AsRead {
		return g.asRead()
	}
	p := Pack{sheet: g.sheet.clone(), counts: Counts{Replaced: g.replaced}, edits: map[string][]journal.SharedEdit{}, released: true}
	items := p.sheet.items()
	for _, it := range items {
		p.edits[it.ref] = slices.Clone(g.cuts[it.from.id])
	}
	if err := g.pass(items, d, &p.counts, p.edits); err != nil {
		return Pack{}, err
	}
	return p, nil
}

// pass carries decisions out on the texts of items, in place, counts them
// and notes the edits by item. It fails as Release does.
func (g *Gathering) pass(items []item, d Decisions, c *Counts, done map[string][]journal.SharedEdit) error {
	if err := checkDecisions(d.List); err != nil {
		return err
	}
	open := map[string]Decision{}
	for _, one := range d.List {
		open[one.Key] = one
	}
	var undecided, hints []Flag
	for _, it := range items {
		for _, f := range it.fields {
			left, edits := g.settle(it, f, open, c)
			for _, flag := range left {
				if flag.MustDecide() {
					undecided = append(undecided, flag)
				} else {
					hints = append(hints, flag)
				}
			}
			done[it.ref] = append(done[it.ref], edits...)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("%d %w; check it again and decide anew", len(open), ErrStale)
	}
	c.Undecided = len(undecided)
	if len(undecided) > 0 && !d.ShareUndecided {
		return &UndecidedError{Count: len(undecided), Flags: undecided, Hints: hints}
	}
	return nil
}

// asRead lets a pack pass that was read back, and no other.
func (g *Gathering) asRead() (Pack, error) {
	if g.came == nil {
		return Pack{}, ErrNotAPack
	}
	return Pack{sheet: g.sheet.clone(), counts: *g.came, released: true}, nil
}

// place is where a finding that stays in a text stands after the
// replacements so far.
type place struct {
	start, end int
	flag       Flag
	kept       bool
}

// mostRounds bounds how often a text is searched again because a
// replacement was itself replaced.
const mostRounds = 16

// settle carries out the decisions about one text, taking them out of
// open, and returns what nobody decided, and the edits one after the other
// for the record of what was shared. The text is searched until a
// round replaces nothing; what was kept or is waiting in one round is not
// asked about in the next, unless it has grown.
func (g *Gathering) settle(it item, f field, open map[string]Decision, c *Counts) (left []Flag, done []journal.SharedEdit) {
	var places []place
	for round := 0; ; round++ {
		var edits []edit
		earlier := places
		for _, flag := range g.flags(it, f) {
			if covered(earlier, flag.Finding) {
				continue
			}
			decision, ok := open[flag.Key]
			if !ok || round == mostRounds {
				places = append(places, place{flag.Finding.Start, flag.Finding.End, flag, false})
				continue
			}
			delete(open, flag.Key)
			if decision.Act == Keep {
				places = append(places, place{flag.Finding.Start, flag.Finding.End, flag, true})
				continue
			}
			edits = append(edits, edit{flag.Finding.Start, flag.Finding.End, decision.words(flag.Finding)})
		}
		slices.SortFunc(places, func(a, b place) int { return a.start - b.start })
		if len(edits) == 0 {
			break
		}
		c.Replaced += len(edits)
		for _, e := range slices.Backward(edits) { // so that none moves the next
			done = append(done, journal.SharedEdit{Part: f.part, Start: e.start, End: e.end, Words: e.words})
		}
		*f.words = replaced(*f.words, edits)
		places = moved(places, edits)
	}
	for _, p := range places {
		if p.kept {
			c.Kept++
		} else {
			left = append(left, p.flag)
		}
	}
	return left, done
}

// covered reports whether a finding lies within one of the ordered places.
func covered(places []place, f privacy.Finding) bool {
	i, _ := slices.BinarySearchFunc(places, f.Start+1, func(p place, start int) int { return p.start - start })
	return i > 0 && places[i-1].end >= f.End
}

// edit puts words in the place of text[start:end].
type edit struct {
	start, end int
	words      string
}

// replaced carries out edits that are in order and do not overlap.
func replaced(text string, edits []edit) string {
	var out []byte
	done := 0
	for _, e := range edits {
		out = append(append(out, text[done:e.start]...), e.words...)
		done = e.end
	}
	return string(append(out, text[done:]...))
}

// moved returns where the ordered places stand after the ordered edits.
// A place that an edit ran over is gone: what is left of it is searched
// again.
func moved(places []place, edits []edit) []place {
	out := places[:0]
	shift, next := 0, 0
	for _, p := range places {
		for next < len(edits) && edits[next].end <= p.start {
			shift += len(edits[next].words) - (edits[next].end - edits[next].start)
			next++
		}
		if next < len(edits) && edits[next].start < p.end {
			continue
		}
		p.start, p.end = p.start+shift, p.end+shift
		out = append(out, p)
	}
	return out
}
