package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// packs tells what was brought to each session: a pack of the evening
// before, through the gate like any, of which the record is kept.
func (t *telling) packs(s story) error {
	var from journal.Date
	met := t.met()
	slices.SortFunc(met, func(a, b *journal.Session) int { return cmp.Compare(a.Date, b.Date) })
	for _, session := range met {
		day := session.Date.AddDays(-1)
		made := t.at(day, 21, 30)
		held := t.before(made)
		held.Questions = slices.DeleteFunc(held.Questions, func(q journal.Question) bool {
			return !slices.ContainsFunc(session.Brought, func(b journal.Brought) bool { return b.Question == q.ID })
		})
		g, err := pack.Gather(context.Background(), held, pack.Request{
			Period: pack.Period{From: from, To: day}, For: s.Supervisor.Name, By: s.Label, Made: made, Fingerprint: t.fingerprint(),
			Words: pack.Vocabulary{Person: s.Person, Shift: s.Shift, Supervision: s.Supervision}})
		if err != nil {
			return err
		}
		p, err := g.Release(pack.Decisions{})
		if err != nil {
			return fmt.Errorf("the pack of %s: %w", day, err)
		}
		items := p.Items()
		t.save(t.id(""), 1, made, &journal.Shared{
			SharedHead: journal.SharedHead{Written: made, From: from, To: day, For: p.For(), Formats: []string{"pdf"}, Items: len(items), Fingerprint: p.Fingerprint()},
			SharedBody: journal.SharedBody{Items: items}})
		from = day.AddDays(1)
	}
	return nil
}

// shelf is what the journal held at a moment: a source of packs.
type shelf pack.Chosen

// Chosen implements pack.Source.
func (s shelf) Chosen(context.Context, pack.Period) (pack.Chosen, error) { return pack.Chosen(s), nil }

// before is the journal as it was at a moment.
func (t *telling) before(at journal.Stamp) shelf {
	var s shelf
	for _, one := range t.inOrder() {
		if one.Saved.Unix >= at.Unix {
			break
		}
		_, meta, _, _ := one.Content.Parts()
		meta.ID, meta.Revision = one.ID, one.Revision
		switch thing := one.Content.(type) {
		case *journal.Entry:
			s.Entries = append(s.Entries, *thing)
		case *journal.Question:
			s.Questions = latest(s.Questions, *thing, func(q journal.Question) journal.ID { return q.ID })
		case *journal.Action:
			s.Actions = latest(s.Actions, *thing, func(a journal.Action) journal.ID { return a.ID })
		case *journal.Session:
			s.Sessions = append(s.Sessions, *thing)
		}
	}
	return s
}

// latest puts a revision in the place of the one before it.
func latest[T any](all []T, thing T, id func(T) journal.ID) []T {
	if i := slices.IndexFunc(all, func(other T) bool { return id(other) == id(thing) }); i >= 0 {
		all[i] = thing
		return all
	}
	return append(all, thing)
}

// fingerprint is one that no journal had: it cannot be known before the
// journal is sealed.
func (t *telling) fingerprint() string {
	id := t.id("").String()
	return id[:4] + "-" + id[4:8] + "-" + id[8:12] + "-" + id[12:16]
}
