package pack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// Period is a row of days, both ends included. An empty end is open.
type Period struct {
	From, To journal.Date
}

// Holds reports whether d lies in p. An empty d lies only in a period that
// is open at both ends.
func (p Period) Holds(d journal.Date) bool {
	if d == "" {
		return p == Period{}
	}
	return (p.From == "" || !d.Before(p.From)) && (p.To == "" || !p.To.Before(d))
}

// check reports days that are none and a period that ends before it begins.
func (p Period) check() error {
	for _, d := range []journal.Date{p.From, p.To} {
		if d != "" && d.Time().IsZero() {
			return errors.New("the period of a pack begins and ends with days such as 2026-11-23")
		}
	}
	if p.From != "" && p.To != "" && p.To.Before(p.From) {
		return fmt.Errorf("the period ends on %s, before it begins on %s", p.To, p.From)
	}
	return nil
}

// Chosen is what a journal offers for a pack: entries with their answers,
// questions and actions, each in the order in which they shall stand.
// Gather filters it; a Source need not.
type Chosen struct {
	Entries   []journal.Entry
	Questions []journal.Question
	Actions   []journal.Action
}

// Source is where a pack is gathered from.
type Source interface {
	// Chosen returns what there is for a period.
	Chosen(ctx context.Context, p Period) (Chosen, error)
}

// Request says what pack is wanted.
type Request struct {
	Period      Period
	For         string // whom it is for, at most 120 characters
	By          string // what the practitioner is called, at most 120 characters; optional
	Made        journal.Stamp
	Fingerprint string // of the journal
	FullText    bool   // answers in full; otherwise their first 60 words
	Guard       privacy.Guard
}

// Left counts what a source offered and Gather left out.
type Left struct {
	Never   int // marked never, and actions that grew from such an entry
	JustMe  int // not marked bring
	Gone    int // deleted or purged
	Outside int // entries of other days than the period's
}

// Gathering is a pack in the making, or one that was read back: its words
// are not yet cleared for leaving.
type Gathering struct {
	sheet    sheet
	guard    privacy.Guard
	left     Left
	replaced int // possible identifiers replaced before, for a pack read back
}

// Left returns what was left out.
func (g *Gathering) Left() Left { return g.left }

// IsEmpty reports whether nothing was chosen.
func (g *Gathering) IsEmpty() bool { return g.sheet.isEmpty() }

// Gather collects a pack from a source. It takes entries and questions
// that are marked bring and lie in the period, and actions, which have no
// mark of their own: a source offers those that its reader chose.
// Whatever the source returns, nothing marked never, nothing kept private,
// nothing deleted is taken. Names in For and By are the two people the
// pack is between: they are given on purpose and not searched.
func Gather(ctx context.Context, src Source, r Request) (*Gathering, error) {
	if err := r.Period.check(); err != nil {
		return nil, err
	}
	if r.Made.IsZero() {
		return nil, errors.New("a pack needs the time at which it is made")
	}
	g := &Gathering{sheet: sheet{period: r.Period, made: r.Made}, guard: r.Guard}
	var err error
	if g.sheet.recipient, err = label("the name of whom the pack is for", r.For); err != nil {
		return nil, err
	}
	if g.sheet.by, err = label("the practitioner's name", r.By); err != nil {
		return nil, err
	}
	if g.sheet.fingerprint, err = label("the fingerprint", r.Fingerprint); err != nil {
		return nil, err
	}
	chosen, err := src.Chosen(ctx, r.Period)
	if err != nil {
		return nil, fmt.Errorf("gathering the pack: %w", err)
	}
	g.take(chosen, r.FullText)
	g.sheet.number()
	return g, nil
}

// longestLabel is the most characters a name in the head of a pack has.
const longestLabel = 120

// label returns s as one clean line.
func label(what, s string) (string, error) {
	s, _ = journal.Clean(s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > longestLabel {
		return "", fmt.Errorf("%s has more than %d characters; shorten it", what, longestLabel)
	}
	return s, nil
}

// take puts what may be shared into the sheet and counts the rest.
func (g *Gathering) take(c Chosen, full bool) {
	never := map[journal.ID]bool{}
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b journal.Entry) int { return cmp.Compare(a.First, b.First) })
	for _, e := range entries {
		never[e.ID] = never[e.ID] || e.Visibility == journal.Never
		if !g.mayLeave(e.Visibility, e.State) {
			continue
		}
		if !g.sheet.period.Holds(dayOf(e)) {
			g.left.Outside++
			continue
		}
		g.sheet.entries = append(g.sheet.entries, g.entryOf(e, full))
	}
	for _, q := range c.Questions {
		if g.mayLeave(q.Visibility, q.Meta.State) {
			g.sheet.questions = append(g.sheet.questions, Question{
				Goal: q.Goal, Text: q.Text, from: origin{q.ID, q.Revision},
			})
		}
	}
	for _, a := range c.Actions {
		visibility := journal.Bring
		if !a.Entry.IsZero() && never[a.Entry] {
			visibility = journal.Never
		}
		if g.mayLeave(visibility, a.Meta.State) {
			g.sheet.actions = append(g.sheet.actions, Action{
				State: a.ActionHead.State, Due: a.Due, Goal: a.Goal, Text: a.Text, Outcome: a.Outcome,
				from: origin{a.ID, a.Revision},
			})
		}
	}
}

// mayLeave is the rule of what is ever gathered, and counts what is not.
func (g *Gathering) mayLeave(v journal.Visibility, s journal.State) bool {
	switch {
	case v == journal.Never:
		g.left.Never++
	case s != journal.Live:
		g.left.Gone++
	case v != journal.Bring:
		g.left.JustMe++
	default:
		return true
	}
	return false
}

// dayOf returns the day an entry is about.
func dayOf(e journal.Entry) journal.Date {
	if e.Shift == "" && !e.Written.IsZero() {
		return e.Written.Date()
	}
	return e.Shift
}

// entryOf returns what a pack shows of an entry. Skipped and empty
// answers are left out.
func (g *Gathering) entryOf(e journal.Entry, full bool) Entry {
	out := Entry{
		Date: Coarse(dayOf(e)), Kind: e.Kind, Framework: e.Framework, Goals: slices.Clone(e.Goals),
		Energy: e.Energy, Weight: e.Weight, Confidence: e.Confidence, from: origin{e.ID, e.Revision},
	}
	for _, a := range e.Answers {
		if a.Skipped || strings.TrimSpace(a.Text) == "" {
			continue
		}
		answer := Answer{Question: a.Question, Stage: a.Stage, Text: a.Text}
		if !full {
			answer.Text, answer.Shortened = g.shorten(a.Text)
		}
		out.Answers = append(out.Answers, answer)
	}
	return out
}

// excerptWords is how many words of an answer are in a pack unless its
// full text was asked for.
const excerptWords = 60

// shorten returns the first words of text, and whether it left any out. It
// never cuts a possible identifier in two, since half of a number would
// pass the gate unseen.
func (g *Gathering) shorten(text string) (string, bool) {
	cut := wordsEnd(text, excerptWords)
	if strings.TrimSpace(text[cut:]) == "" {
		return text, false
	}
	for _, f := range g.guard.Scan(text) {
		if f.Start < cut && cut < f.End {
			cut = f.Start
		}
	}
	return strings.TrimSpace(text[:cut]) + " …", true
}

// wordsEnd returns where the n-th word of text ends, or the end of text.
func wordsEnd(text string, n int) int {
	seen, at := 0, 0
	for word := range strings.FieldsSeq(text) {
		at += strings.Index(text[at:], word) + len(word)
		if seen++; seen == n {
			return at
		}
	}
	return len(text)
}
