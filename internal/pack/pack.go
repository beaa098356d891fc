// Package pack gathers a supervision pack and holds the gate through
// which everything passes that leaves the journal.
//
// The rules of this package:
//
//   - Only what its writer marked bring is gathered; never stays out
//     whatever a source hands over, and what stays out is counted.
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
	released bool
}

// Counts says what became of the possible identifiers.
type Counts struct {
	Replaced  int // by other words
	Kept      int // on purpose
	Undecided int // shared undecided because its writer said so
}

// Question is a question for supervision as it stands in a pack.
type Question struct {
	Ref  string       // "question 1"
	Goal journal.Goal // empty where none was given
	Text string
	from origin
}

// Action is something its writer meant to do, as it stands in a pack.
type Action struct {
	Ref     string // "action 1"
	State   journal.ActionState
	Due     journal.Date // exact; empty where none was given
	Goal    journal.Goal
	Text    string
	Outcome string
	from    origin
}

// Entry is a chosen reflection as it stands in a pack. Energy, Weight and
// Confidence run from 1 to 5; 0 means that none was given.
type Entry struct {
	Ref        string // "entry 1"
	Date       string // as Coarse writes it; empty where there is none
	Kind       journal.EntryKind
	Framework  string
	Goals      []journal.Goal
	Energy     int
	Weight     int
	Confidence int
	Answers    []Answer
	from       origin
}

// Answer is one prompt and what was written under it.
type Answer struct {
	Question  string // the prompt's words as asked
	Stage     string
	Text      string
	Shortened bool // only the first words of the answer are in the pack
}

// origin is where an item came from; zero for a pack read back.
type origin struct {
	id       journal.ID
	revision int
}

// sheet is what a pack says, before and after the gate.
type sheet struct {
	period      Period
	recipient   string
	by          string
	made        journal.Stamp
	fingerprint string
	questions   []Question
	actions     []Action
	entries     []Entry
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

// Questions returns the questions in their order.
func (p Pack) Questions() []Question { return slices.Clone(p.sheet.questions) }

// Actions returns the actions in their order.
func (p Pack) Actions() []Action { return slices.Clone(p.sheet.actions) }

// Entries returns the reflections in the order of the journal.
func (p Pack) Entries() []Entry { return p.sheet.clone().entries }

// Counts returns what became of the possible identifiers.
func (p Pack) Counts() Counts { return p.counts }

// LookedFor names what the pack was searched for, in words that follow
// "looked for".
func (p Pack) LookedFor() []string { return privacy.LookedFor() }

// Items lists what the pack holds for the record of what was shared. A
// hash is the SHA-256 of the item's texts as they leave, each followed by
// a NUL byte: for a question and an action its text (and the outcome), for
// an entry the framework, then stage, question and text of each answer.
// Items of a pack that was read back have no id and no revision.
func (p Pack) Items() []journal.SharedItem {
	s := p.sheet.clone()
	var out []journal.SharedItem
	for _, it := range s.items() {
		h := sha256.New()
		for _, f := range it.fields {
			h.Write([]byte(*f.words))
			h.Write([]byte{0})
		}
		out = append(out, journal.SharedItem{
			Kind: it.kind, ID: it.from.id, Revision: it.from.revision, Hash: h.Sum(nil),
		})
	}
	return out
}

// Measures returns what was given of energy, weight and confidence, such
// as "energy 3 of 5". They are the writer's own words for a day, not
// scores: nothing adds or compares them.
func (e Entry) Measures() []string {
	var out []string
	for _, m := range []struct {
		name  string
		value int
	}{{"energy", e.Energy}, {"weight carried home", e.Weight}, {"confidence", e.Confidence}} {
		if m.value > 0 {
			out = append(out, fmt.Sprintf("%s %d of 5", m.name, m.value))
		}
	}
	return out
}

// item is one thing of a sheet with all the words in it.
type item struct {
	ref    string
	kind   journal.Kind
	from   origin
	fields []field
}

// field is one text of an item, in place.
type field struct {
	part  string // "text", "answer 2"
	words *string
}

// items lists everything in s in the order of the pack; the fields point
// into s. Whatever text is added to a pack has to be listed here: it is
// what the gate looks at.
func (s *sheet) items() []item {
	var out []item
	for i := range s.questions {
		q := &s.questions[i]
		out = append(out, item{q.Ref, journal.KindQuestion, q.from, []field{{"text", &q.Text}}})
	}
	for i := range s.actions {
		a := &s.actions[i]
		out = append(out, item{a.Ref, journal.KindAction, a.from, []field{{"text", &a.Text}, {"outcome", &a.Outcome}}})
	}
	for i := range s.entries {
		e := &s.entries[i]
		fields := []field{{"framework", &e.Framework}}
		for j := range e.Answers {
			a := &e.Answers[j]
			fields = append(fields,
				field{fmt.Sprintf("stage of answer %d", j+1), &a.Stage},
				field{fmt.Sprintf("question of answer %d", j+1), &a.Question},
				field{fmt.Sprintf("answer %d", j+1), &a.Text})
		}
		out = append(out, item{e.Ref, journal.KindEntry, e.from, fields})
	}
	return out
}

// number gives every item its short name.
func (s *sheet) number() {
	for i := range s.questions {
		s.questions[i].Ref = fmt.Sprintf("question %d", i+1)
	}
	for i := range s.actions {
		s.actions[i].Ref = fmt.Sprintf("action %d", i+1)
	}
	for i := range s.entries {
		s.entries[i].Ref = fmt.Sprintf("entry %d", i+1)
	}
}

// clone copies s so that no part of it is shared.
func (s sheet) clone() sheet {
	s.questions = slices.Clone(s.questions)
	s.actions = slices.Clone(s.actions)
	s.entries = slices.Clone(s.entries)
	for i := range s.entries {
		e := &s.entries[i]
		e.Goals, e.Answers = slices.Clone(e.Goals), slices.Clone(e.Answers)
	}
	return s
}

// isEmpty reports whether nothing was chosen.
func (s sheet) isEmpty() bool { return len(s.questions)+len(s.actions)+len(s.entries) == 0 }
