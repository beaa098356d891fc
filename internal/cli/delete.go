package cli

import (
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// trashDays is how long the trash is promised to keep a thing.
const trashDays = 30

// newDelete is the command that puts entries into the trash.
func (a *app) newDelete() *cobra.Command {
	return &cobra.Command{
		Use:   "delete ENTRY...",
		Short: "Put entries in the trash",
		Long: `Puts entries in the trash, where they stay for 30 days at least and until
purge empties it. Until then restore takes them out again. The questions and
actions that grew from an entry go with it; given by id, one goes alone.`,
		Example:           "  afterword delete last\n  afterword delete last last-1",
		Args:              someEntries,
		ValidArgsFunction: a.offerEntries(false),
		RunE:              func(c *cobra.Command, args []string) error { return a.eachThing(c.Context(), args, a.discardOne) },
	}
}

// eachThing finds all the things first, so that a wrong id changes nothing,
// and then changes one after the other.
func (a *app) eachThing(ctx context.Context, refs []string, change func(context.Context, *vault.Vault, journal.Thing) ([]changed, error)) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	things, err := a.allThings(ctx, v, refs)
	if err != nil {
		return err
	}
	all := []changed{}
	for _, t := range things {
		done, err := change(ctx, v, t)
		if err != nil {
			return err
		}
		all = append(all, done...)
	}
	return a.putChanged(all)
}

// discardOne puts a thing into the trash and, before it, what grew from it:
// undo takes back the last change first.
func (a *app) discardOne(ctx context.Context, v *vault.Vault, t journal.Thing) ([]changed, error) {
	m, at := metaOf(t), a.stamp()
	fresh, err := v.History(ctx, m.ID) // it may have gone along with its entry just now
	if err != nil {
		return nil, err
	}
	was := fresh[len(fresh)-1]
	m.State, m.Saved, m.Revision = was.State, was.Saved, was.Revision
	change, is := "deleted", "is in the trash"
	var along []journal.Thing
	if m.State == journal.Deleted {
		change, is = "none", "was in the trash already"
	} else {
		if along, err = markAlong(ctx, v, t, func(g *journal.Meta) bool { return g.State == journal.Live },
			func(id journal.ID) error { return v.Delete(ctx, at, id) }); err != nil {
			return nil, err
		}
		if err := v.Delete(ctx, at, m.ID); err != nil {
			return nil, err
		}
		m.State, m.Saved, m.Revision = journal.Deleted, at, m.Revision+1
	}
	until := trashedUntil(m)
	a.say("%s %s, at least until %s. To take it out: afterword restore %s", a.namedThing(ctx, v, t), is, until.Long(), a.short(ctx, v, m.ID))
	if len(along) > 0 {
		a.say("With it went what grew from it: %s.", countedThings(along))
	}
	var all []changed
	for _, g := range append([]journal.Thing{t}, along...) {
		if g != t {
			gm := metaOf(g)
			gm.State, gm.Saved, gm.Revision = journal.Deleted, at, gm.Revision+1
		}
		done := changedThing(g, change)
		done.Until = string(until)
		all = append(all, done)
	}
	return all, nil
}

// markAlong marks what grew from an entry and is picked, and returns it as
// it was before.
func markAlong(ctx context.Context, v *vault.Vault, t journal.Thing, pick func(*journal.Meta) bool, mark func(journal.ID) error) ([]journal.Thing, error) {
	e, ok := t.(*journal.Entry)
	if !ok {
		return nil, nil
	}
	grew, err := grown(ctx, v, e)
	if err != nil {
		return nil, err
	}
	var along []journal.Thing
	for _, g := range grew {
		if !pick(metaOf(g)) {
			continue
		}
		if err := mark(metaOf(g).ID); err != nil {
			return nil, err
		}
		along = append(along, g)
	}
	return along, nil
}

// trashedUntil is the last day for which the trash is promised to keep a
// thing.
func trashedUntil(m *journal.Meta) journal.Date { return m.Saved.Date().AddDays(trashDays) }

// newRestore is the command that takes entries out of the trash.
func (a *app) newRestore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore ENTRY...",
		Short: "Take entries out of the trash",
		Long: `Takes entries out of the trash, as they were, with what went there with
them. To see what is there: afterword list --deleted`,
		Example:           "  afterword list --deleted\n  afterword restore last",
		Args:              someEntries,
		ValidArgsFunction: a.offerEntries(true),
		RunE:              func(c *cobra.Command, args []string) error { return a.eachThing(c.Context(), args, a.restoreOne) },
	}
}

// restoreOne takes a thing out of the trash, and what went there with it.
func (a *app) restoreOne(ctx context.Context, v *vault.Vault, t journal.Thing) ([]changed, error) {
	t, err := loadThing(ctx, v, metaOf(t).ID) // it may be back already, with its entry
	if err != nil {
		return nil, err
	}
	m, at := metaOf(t), a.stamp()
	if m.State != journal.Deleted {
		a.say("%s was not in the trash.", a.namedThing(ctx, v, t))
		return []changed{changedThing(t, "none")}, nil
	}
	// What went to the trash before its entry did was meant to be there.
	along, err := markAlong(ctx, v, t, func(g *journal.Meta) bool { return g.State == journal.Deleted && g.Saved.Unix >= m.Saved.Unix },
		func(id journal.ID) error { return v.Restore(ctx, at, id) })
	if err != nil {
		return nil, err
	}
	if err := v.Restore(ctx, at, m.ID); err != nil {
		return nil, err
	}
	a.say("%s is back.", a.namedThing(ctx, v, t))
	if len(along) > 0 {
		a.say("With it came what grew from it: %s.", countedThings(along))
	}
	var all []changed
	for _, g := range append([]journal.Thing{t}, along...) {
		gm := metaOf(g)
		gm.State, gm.Revision = journal.Live, gm.Revision+1
		if err := barAgain(ctx, v, at, g); err != nil {
			return nil, err
		}
		all = append(all, changedThing(g, "restored"))
	}
	return all, nil
}

// barAgain marks a question never that comes back to an entry which was
// marked never while the question was in the trash.
func barAgain(ctx context.Context, v *vault.Vault, at journal.Stamp, t journal.Thing) error {
	q, ok := t.(*journal.Question)
	if !ok || q.Entry.IsZero() || q.Visibility == journal.Never {
		return nil
	}
	e := new(journal.Entry)
	if err := v.Load(ctx, q.Entry, e); err != nil || e.Visibility != journal.Never {
		return nil // an entry that is gone bars nothing
	}
	q.Visibility = journal.Never
	return v.Save(ctx, at, q)
}
