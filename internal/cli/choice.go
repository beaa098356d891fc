package cli

import (
	"context"
	"errors"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// choice is the journal as a source for a pack. It opens the text of what
// is to be in the pack and of nothing else.
type choice struct {
	vault     *vault.Vault
	had       map[journal.ID]int  // what the last pack held, with the revision
	picked    map[journal.ID]bool // named one by one; no other thing is opened then
	questions map[journal.ID]bool // questions named one by one
	learning  map[journal.ID]bool // learning goals named one by one
	scan      bool                // read what earlier packs held as well

	// What a person goes through one by one: nothing but what is picked then,
	// even if that is nothing, as it will be once it is saved.
	exact   bool
	written []*journal.Question // not saved yet
	closed  []*journal.Action   // closed and not saved yet
	raised  map[journal.ID]bool // entries about to be marked

	may           map[journal.ID]bool // of every entry: it may be counted, and what grew from it may be brought
	damaged       int
	before        int          // chosen entries of the period's first day that the last pack held
	later         int          // chosen entries of days after the period
	latest        journal.Date // the last of these days
	heldEntries   int          // marked to bring, and grown from an entry that bars them
	heldQuestions int          // chosen, and grown from such an entry
	heldActions   int
	err           error
}

// Chosen implements pack.Source. Every entry is handed over, those that
// are only counted by their heads, so that Gather knows what grew from an
// entry marked never.
func (c *choice) Chosen(ctx context.Context, p pack.Period) (pack.Chosen, error) {
	out, err := c.heads(ctx)
	if err == nil {
		err = c.open(ctx, p, &out)
	}
	c.foresee(&out)
	c.err = err
	return out, err
}

// only reports whether nothing is taken but what is named.
func (c *choice) only() bool { return c.exact || len(c.picked) > 0 }

// foresee puts in what is not saved yet, with the revisions that it will
// have: the record of the pack names them.
func (c *choice) foresee(out *pack.Chosen) {
	for _, q := range c.written {
		if will := *q; !c.grewBarred(q.Entry) {
			will.Revision = 1
			out.Questions = append(out.Questions, will)
		}
	}
	for _, closed := range c.closed {
		for i := range out.Actions {
			if out.Actions[i].ID == closed.ID {
				out.Actions[i] = *closed
				out.Actions[i].Revision++
			}
		}
	}
}

// heads reads the head of everything that could be in a pack or count for
// one, the oldest first.
func (c *choice) heads(ctx context.Context) (out pack.Chosen, err error) {
	out.Shown = map[journal.ID]journal.Date{}
	for row, err := range c.vault.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			c.damaged++
			continue
		}
		if err != nil {
			return out, err
		}
		if err := c.head(ctx, row, &out); errors.Is(err, vault.ErrDamaged) {
			c.damaged++
		} else if err != nil {
			return out, err
		}
	}
	all := make([]*journal.Entry, len(out.Entries))
	for i := range out.Entries {
		all[i] = &out.Entries[i]
	}
	c.may = journal.Open(all)
	slices.Reverse(out.Entries)
	slices.Reverse(out.Questions)
	slices.Reverse(out.Actions)
	return out, nil
}

// head puts one row where it belongs.
func (c *choice) head(ctx context.Context, row *vault.Row, out *pack.Chosen) error {
	live := row.State == journal.Live
	switch row.Kind {
	case journal.KindEntry:
		var e journal.Entry
		if err := row.Into(&e); err != nil {
			return vault.ErrDamaged
		}
		out.Entries = append(out.Entries, e)
	case journal.KindQuestion:
		var q journal.Question
		if err := row.Into(&q); err != nil {
			return vault.ErrDamaged
		}
		if live && c.wantsQuestion(q) {
			out.Questions = append(out.Questions, q)
		}
	case journal.KindAction:
		var act journal.Action
		if err := row.Into(&act); err != nil {
			return vault.ErrDamaged
		}
		if live && (!c.only() || c.picked[act.ID]) {
			out.Actions = append(out.Actions, act)
		}
	case journal.KindSession:
		var s journal.Session
		if err := row.Into(&s); err != nil {
			return vault.ErrDamaged
		}
		out.Sessions = append(out.Sessions, s)
	case journal.KindLearning:
		l := new(journal.Learning)
		if !live || !c.learning[row.ID] {
			return nil
		}
		if ok, err := c.load(ctx, row.ID, l); err != nil || !ok {
			return err
		}
		out.Learning = append(out.Learning, *l)
	case journal.KindShared:
		return c.shown(ctx, row, out.Shown)
	}
	return nil
}

// shown notes on which day each thing of an earlier pack left.
func (c *choice) shown(ctx context.Context, row *vault.Row, days map[journal.ID]journal.Date) error {
	s := new(journal.Shared)
	if !c.scan {
		return nil
	}
	if ok, err := c.load(ctx, row.ID, s); err != nil || !ok || !brought(s) {
		return err
	}
	for _, item := range s.SharedBody.Items {
		days[item.ID] = max(days[item.ID], s.Written.Date())
	}
	return nil
}

// wantsQuestion reports whether a question is to be brought: one that was
// named, or where none was, each that waits.
func (c *choice) wantsQuestion(q journal.Question) bool {
	if c.only() || len(c.questions) > 0 {
		return c.picked[q.ID] || c.questions[q.ID]
	}
	return q.Waits()
}

// open reads the text of what is to be in the pack. What is damaged is
// counted and left out.
func (c *choice) open(ctx context.Context, p pack.Period, out *pack.Chosen) error {
	for i := range out.Entries {
		if err := c.openEntry(ctx, p, &out.Entries[i]); err != nil {
			return err
		}
	}
	questions, actions := out.Questions[:0], out.Actions[:0]
	for _, q := range out.Questions {
		if c.grewBarred(q.Entry) {
			c.heldQuestions++
			continue
		}
		if ok, err := c.load(ctx, q.ID, &q); err != nil {
			return err
		} else if ok {
			questions = append(questions, q)
		}
	}
	for _, act := range out.Actions {
		if !c.due(act, p) {
			continue
		}
		if c.grewBarred(act.Entry) {
			c.heldActions++
			continue
		}
		if ok, err := c.load(ctx, act.ID, &act); err != nil {
			return err
		} else if ok {
			actions = append(actions, act)
		}
	}
	out.Questions, out.Actions = questions, actions
	return nil
}

// openEntry reads the text of an entry that is to be in the pack. One that
// the last pack held already, or that cannot be read, is handed over as if
// it were not to be brought: it still counts.
func (c *choice) openEntry(ctx context.Context, p pack.Period, e *journal.Entry) error {
	_, had := c.had[e.ID]
	switch {
	case !c.may[e.ID]:
		if e.State == journal.Live && e.Visibility == journal.Bring && !c.only() && p.Holds(e.Day()) {
			c.heldEntries++
		}
		return nil
	case c.picked[e.ID]:
		err := c.vault.Load(ctx, e.ID, e)
		if c.raised[e.ID] {
			e.Revision++
		}
		return err
	case c.exact:
		e.Visibility = journal.JustMe
		return nil
	case len(c.picked) > 0, e.Visibility != journal.Bring, !p.Holds(e.Day()):
		if len(c.picked) == 0 && e.Visibility == journal.Bring && p.To != "" && p.To.Before(e.Day()) {
			c.later++
			c.latest = max(c.latest, e.Day())
		}
		return nil
	case had && e.Day() == p.From:
		c.before++
		e.Visibility = journal.JustMe
		return nil
	}
	ok, err := c.load(ctx, e.ID, e)
	if !ok {
		e.Visibility = journal.JustMe
	}
	return err
}

// due reports whether an action comes with a pack: an open one always, a
// closed one once, with the first pack after it was closed.
func (c *choice) due(a journal.Action, p pack.Period) bool {
	if c.only() || a.ActionHead.State == journal.ActionOpen {
		return true
	}
	closed := a.Closed
	if closed == "" {
		closed = a.Saved.Date()
	}
	revision, had := c.had[a.ID]
	return p.Holds(closed) && !(had && revision == a.Revision)
}

// grewBarred reports whether an entry that something grew from bars it. An
// entry that is gone or cannot be read may have been marked never.
func (c *choice) grewBarred(from journal.ID) bool {
	return !from.IsZero() && !c.may[from]
}

// load reads one chosen thing whole, and reports whether it could.
func (c *choice) load(ctx context.Context, id journal.ID, t journal.Thing) (bool, error) {
	err := c.vault.Load(ctx, id, t)
	if errors.Is(err, vault.ErrDamaged) || errors.Is(err, vault.ErrPurged) {
		c.damaged++
		return false, nil
	}
	return err == nil, err
}
