// Package pack gathers a supervision pack and holds the gate through
// which everything passes that leaves the journal.
//
// The rules of this package:
//
//   - Only what its writer marked bring, or named one by one, is gathered;
//     never stays out whatever is asked for and whatever a source hands
//     over, and what stays out is counted.
//   - A Pack is made by Release alone, and Release fails while a possible
//     identifier is undecided. Renderers take a Pack and nothing else, so
//     that unscreened text cannot reach one.
//   - Findings, decisions and errors name places, never words.
package pack

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// ErrUnreleased means that a Pack did not come from Release, so that
// there is nothing to write out.
var ErrUnreleased = errors.New("this pack was never released; gather and release it first")

// Pack is a supervision pack that may leave the journal: every item was
// chosen and every finding decided. Release is its only maker, and the
// zero Pack cannot be rendered. What a Pack hands out are copies.
type Pack struct {
	sheet    sheet
	counts   Counts
	edits    map[string][]journal.SharedEdit // what was shortened and replaced, by the item's name
	released bool
}

// Counts says what became of the possible identifiers.
type Counts struct {
	Replaced  int // by other words
	Kept      int // on purpose
	Undecided int // shared undecided because its writer said so
}

// IsZero reports whether p did not come from Release.
func (p Pack) IsZero() bool { return !p.released }

// Period returns the days the pack is about.
func (p Pack) Period() Period { return p.sheet.period }

// For returns whom the pack is for; it may be empty.
func (p Pack) For() string { return p.sheet.recipient }

// By returns what the practitioner is called in the pack; it may be empty.
func (p Pack) By() string { return p.sheet.by }

// Made returns when the pack was gathered.
func (p Pack) Made() journal.Stamp { return p.sheet.made }

// Fingerprint returns the fingerprint of the journal at that time.
func (p Pack) Fingerprint() string { return p.sheet.fingerprint }

// Reference names the pack by what stands in it, for a reply.
func (p Pack) Reference() journal.PackRef {
	return journal.PackRef{Fingerprint: p.sheet.fingerprint, Made: p.sheet.made}
}

// Words returns the practitioner's own words for the headings.
func (p Pack) Words() Vocabulary { return p.sheet.words }

// Handed returns what was handed over, in the order of the journal.
func (p Pack) Handed() []Handed { return p.sheet.clone().handed }

// Questions returns the questions in their order.
func (p Pack) Questions() []Question { return slices.Clone(p.sheet.questions) }

// Actions returns the actions in their order.
func (p Pack) Actions() []Action { return slices.Clone(p.sheet.actions) }

// Feeling returns the sentence on how the practitioner is; it may be empty.
func (p Pack) Feeling() string { return p.sheet.feeling }

// Trend returns energy and weight in the order of their days, if chosen.
func (p Pack) Trend() []Reading { return slices.Clone(p.sheet.trend) }

// Entries returns the reflections in the order of the journal.
func (p Pack) Entries() []Entry { return p.sheet.clone().entries }

// Aims returns the learning goals in their order, if any were chosen.
func (p Pack) Aims() []Aim { return slices.Clone(p.sheet.aims) }

// Themes returns the counts of the period; zero where there are none.
func (p Pack) Themes() journal.Themes { return p.sheet.themes.Clone() }

// Scan returns the caseload by alias, what has waited longest first, if
// chosen.
func (p Pack) Scan() []Case { return slices.Clone(p.sheet.scan) }

// Sessions returns the sessions of the period, the earliest first.
func (p Pack) Sessions() []Session { return slices.Clone(p.sheet.sessions) }

// Next returns the day of the next session, from the day on which the pack
// was made; it may be empty.
func (p Pack) Next() journal.Date { return p.sheet.next }

// About returns what was written about the supervision itself; it may be
// empty.
func (p Pack) About() string { return p.sheet.about }

// Counts returns what became of the possible identifiers.
func (p Pack) Counts() Counts { return p.counts }

// Looked is in short what a pack was searched for, in words that follow
// "looked for".
const Looked = "names, places, numbers, dates and other identifiers"

// LookedFor names all that the pack was searched for, in such words.
func (p Pack) LookedFor() []string { return privacy.LookedFor() }

// Items lists what the pack holds for the record of what was shared. A
// ID returns which thing of the journal an item is, by its short name, such
// as "entry 2". It is zero for what is none, and for a pack that was read
// back.
func (p Pack) ID(ref string) journal.ID {
	s := p.sheet.clone()
	for _, it := range s.items() {
		if it.ref == ref && it.kind != "" {
			return it.from.id
		}
	}
	return journal.ID{}
}

// hash is the SHA-256 of the item's texts as they leave, each followed by
// a NUL byte: for a question its text, context and what was tried, for an
// action its text, outcome, owner, standard and, where it has one, its sign,
// for an entry the framework, then stage, question and text of each answer,
// for a learning goal its text and outcome. Items of a pack that was
// read back have no id and no revision. The edits lead from the words of
// the revision to those that leave.
func (p Pack) Items() []journal.SharedItem {
	s := p.sheet.clone()
	var out []journal.SharedItem
	for _, it := range s.items() {
		if it.kind == "" {
			continue
		}
		out = append(out, journal.SharedItem{
			Kind: it.kind, ID: it.from.id, Revision: it.from.revision, Hash: it.hash(),
			Edits: slices.Clone(p.edits[it.ref]),
		})
	}
	return out
}

// hash is the SHA-256 of an item's texts, each followed by a NUL byte.
func (it item) hash() []byte {
	h := sha256.New()
	for _, f := range it.fields {
		h.Write([]byte(*f.words))
		h.Write([]byte{0})
	}
	return h.Sum(nil)
}

// Measures returns what was given of energy, weight and confidence, such
// as "energy 3 of 5". They are the writer's own words for a day, not
// scores: nothing adds or compares them.
func (e Entry) Measures() []string {
	var out []string
	for _, m := range []struct {
		name  string
		value int
	}{{"energy", e.Energy}, {"weight", e.Weight}, {"confidence", e.Confidence}} {
		if m.value > 0 {
			out = append(out, fmt.Sprintf("%s %d of 5", m.name, m.value))
		}
	}
	return out
}
