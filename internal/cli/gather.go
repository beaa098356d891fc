package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// gather collects what was chosen for the period that was asked for.
func (a *app) gather(ctx context.Context, v *vault.Vault, o exporting) (*pack.Gathering, error) {
	period, had, err := a.period(ctx, v, o)
	if err != nil {
		return nil, err
	}
	fingerprint, err := v.Fingerprint(ctx)
	if err != nil {
		return nil, err
	}
	src := &choice{vault: v, had: had, drops: map[journal.ID]bool{}}
	g, err := pack.Gather(ctx, src, pack.Request{
		Period: period, For: o.recipient, By: o.by, Made: a.stamp(), Fingerprint: fingerprint, FullText: o.full, Guard: a.guard(ctx),
	})
	switch {
	case src.err != nil:
		return nil, src.err
	case err != nil:
		return nil, usageError{err}
	}
	a.sayDamaged(src.damaged)
	if src.held > 0 {
		a.say("Left out: %s that grew from an entry marked never.", counted(src.held, "question"))
	}
	outside := g.Left().Outside + src.outside
	if g.IsEmpty() {
		hint := "Choose an entry for it: afterword bring ENTRY"
		switch {
		case src.before > 0:
			hint = "Chosen, but in the last pack already: " + counted(src.before, "item") + ". To bring it again: afterword export --since \"1 week ago\""
		case outside > 0:
			hint = "Chosen, but of other days: " + counted(outside, "item") + ". Reach further back: afterword export --since \"3 months ago\""
		}
		return nil, hinted(nothingChosen(period), "%s", hint)
	}
	if src.before > 0 {
		a.say("In the last pack already, so not in this one: %s.", counted(src.before, "chosen item"))
	}
	if outside > 0 {
		a.say("Not in this pack, as of other days than %s: %s. To reach further: --since DAY.", periodWords(period.From, period.To), counted(outside, "chosen item"))
	}
	return g, nil
}

// nothingChosen means that a pack would be empty; it counts as not found.
func nothingChosen(p pack.Period) error {
	return &emptyError{"nothing is chosen for a pack, " + periodWords(p.From, p.To)}
}

type emptyError struct{ message string }

func (e *emptyError) Error() string { return e.message }
func (e *emptyError) Unwrap() error { return errNotFound }

// period settles the days of a pack. The day of the last pack belongs to
// the next one as well, so that what was written that evening is not lost;
// had is what the last pack held, which is not brought twice by that,
// unless it is still the day on which it was made.
func (a *app) period(ctx context.Context, v *vault.Vault, o exporting) (p pack.Period, had map[journal.ID]bool, err error) {
	p = pack.Period{To: a.today()}
	if o.until != "" {
		if p.To, err = a.day(o.until); err != nil {
			return p, nil, err
		}
	}
	if o.since != "" && !strings.EqualFold(strings.TrimSpace(o.since), "last") {
		p.From, err = a.day(o.since)
	} else {
		p.From, had, err = a.lastShared(ctx, v)
	}
	if err == nil && p.From != "" && p.To.Before(p.From) {
		err = misused("the period would end on %s, before it begins on %s; give --since DAY", p.To, p.From)
	}
	return p, had, err
}

// lastShared is the day that the last pack reached to, or no day, and what
// it held where it was made before today.
func (a *app) lastShared(ctx context.Context, v *vault.Vault) (journal.Date, map[journal.ID]bool, error) {
	all, _, err := a.sharedRecords(ctx, v)
	if err != nil {
		return "", nil, err
	}
	i := slices.IndexFunc(all, func(s *journal.Shared) bool { return s.State == journal.Live })
	if i < 0 {
		return "", nil, nil
	}
	last := new(journal.Shared)
	if err := v.Load(ctx, all[i].ID, last); err != nil {
		return "", nil, fmt.Errorf("reading the record of the last pack: %w", err)
	}
	had, made := map[journal.ID]bool{}, last.Written.Date()
	if made.Before(a.today()) {
		for _, item := range last.SharedBody.Items {
			had[item.ID] = true
		}
	}
	if last.To == "" || made.Before(last.To) {
		return made, had, nil
	}
	return last.To, had, nil
}

// choice is the journal as a source for a pack. It opens the text of what
// was chosen and of nothing else.
type choice struct {
	vault   *vault.Vault
	had     map[journal.ID]bool // what the last pack held
	drops   map[journal.ID]bool // entries marked never
	damaged int
	before  int // chosen, of the period's first day, and in the last pack
	outside int // chosen questions of other days
	held    int // chosen questions that grew from an entry marked never
	err     error
}

// Chosen implements pack.Source. Entries marked never are handed over by
// their heads, so that Gather drops whatever grew from them.
func (c *choice) Chosen(ctx context.Context, p pack.Period) (pack.Chosen, error) {
	out, err := c.heads(ctx)
	if err == nil {
		err = c.open(ctx, p, &out)
	}
	c.err = err
	return out, err
}

// heads reads the head of every entry, question and action that could be
// in a pack, the oldest first.
func (c *choice) heads(ctx context.Context) (out pack.Chosen, err error) {
	for row, err := range c.vault.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			c.damaged++
			continue
		}
		if err != nil {
			return out, err
		}
		var e journal.Entry
		var q journal.Question
		var act journal.Action
		live := row.State == journal.Live
		switch row.Kind {
		case journal.KindEntry:
			if err = row.Into(&e); err == nil && (e.Visibility == journal.Never || live && e.Visibility == journal.Bring) {
				c.drops[e.ID] = e.Visibility == journal.Never
				out.Entries = append(out.Entries, e)
			}
		case journal.KindQuestion:
			if err = row.Into(&q); err == nil && live && q.Visibility == journal.Bring && q.QuestionHead.State != journal.QuestionAnswered {
				out.Questions = append(out.Questions, q)
			}
		case journal.KindAction:
			if err = row.Into(&act); err == nil && live && !act.Entry.IsZero() {
				out.Actions = append(out.Actions, act)
			}
		}
		if err != nil {
			c.damaged++
		}
	}
	slices.Reverse(out.Entries)
	slices.Reverse(out.Questions)
	slices.Reverse(out.Actions)
	return out, nil
}

// open reads the text of what is chosen and lies in the period. Actions
// come with the entries they grew from. What is damaged is counted and
// left out.
func (c *choice) open(ctx context.Context, p pack.Period, out *pack.Chosen) error {
	inPack := map[journal.ID]bool{}
	entries, questions, actions := out.Entries[:0], out.Questions[:0], out.Actions[:0]
	for _, e := range out.Entries {
		if e.Visibility == journal.Bring && p.Holds(e.Day()) {
			if c.had[e.ID] && e.Day() == p.From {
				c.before++
				continue
			}
			ok, err := c.load(ctx, e.ID, &e)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			inPack[e.ID] = true
		}
		entries = append(entries, e)
	}
	for _, q := range out.Questions {
		switch {
		case c.drops[q.Entry]:
			c.held++
			continue
		case !p.Holds(q.Written.Date()):
			c.outside++
			continue
		case c.had[q.ID] && q.Written.Date() == p.From:
			c.before++
			continue
		}
		if ok, err := c.load(ctx, q.ID, &q); err != nil {
			return err
		} else if ok {
			questions = append(questions, q)
		}
	}
	for _, act := range out.Actions {
		if !inPack[act.Entry] {
			continue
		}
		if ok, err := c.load(ctx, act.ID, &act); err != nil {
			return err
		} else if ok {
			actions = append(actions, act)
		}
	}
	out.Entries, out.Questions, out.Actions = entries, questions, actions
	return nil
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
