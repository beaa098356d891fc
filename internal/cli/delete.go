package cli

import (
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

// trashDays is how long the trash is promised to keep a thing.
const trashDays = 30

// newDelete is the command that puts entries into the trash.
func (a *app) newDelete() *cobra.Command {
	return &cobra.Command{
		Use:   "delete ENTRY...",
		Short: "Put entries in the trash",
		Long: `Puts entries in the trash, where they stay for 30 days at least and until
purge empties it. Until then restore takes them out again.`,
		Example:           "  afterword delete last\n  afterword delete last last-1",
		Args:              someEntries,
		ValidArgsFunction: a.offerEntries(false),
		RunE:              func(c *cobra.Command, args []string) error { return a.discard(c.Context(), args) },
	}
}

func (a *app) discard(ctx context.Context, refs []string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	entries, err := a.allEntries(ctx, v, refs)
	if err != nil {
		return err
	}
	var all []changed
	for _, e := range entries {
		change, is := "deleted", "is in the trash"
		if e.State == journal.Deleted {
			change, is = "none", "was in the trash already"
		} else {
			at := a.stamp()
			if err := v.Delete(ctx, at, e.ID); err != nil {
				return err
			}
			e.State, e.Saved, e.Revision = journal.Deleted, at, e.Revision+1
		}
		until := trashedUntil(e)
		a.say("%s %s, at least until %s. To take it out: afterword restore %s", a.named(ctx, v, e), is, until.Long(), a.short(ctx, v, e.ID))
		done := changedEntry(e, change)
		done.Until = string(until)
		all = append(all, done)
	}
	return a.putChanged(all)
}

// trashedUntil is the last day for which the trash is promised to keep e.
func trashedUntil(e *journal.Entry) journal.Date { return e.Saved.Date().AddDays(trashDays) }

// newRestore is the command that takes entries out of the trash.
func (a *app) newRestore() *cobra.Command {
	return &cobra.Command{
		Use:               "restore ENTRY...",
		Short:             "Take entries out of the trash",
		Long:              `Takes entries out of the trash, as they were. To see what is there: afterword list --deleted`,
		Example:           "  afterword list --deleted\n  afterword restore last",
		Args:              someEntries,
		ValidArgsFunction: a.offerEntries(true),
		RunE:              func(c *cobra.Command, args []string) error { return a.restore(c.Context(), args) },
	}
}

func (a *app) restore(ctx context.Context, refs []string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	entries, err := a.allEntries(ctx, v, refs)
	if err != nil {
		return err
	}
	var all []changed
	for _, e := range entries {
		if e.State != journal.Deleted {
			a.say("%s was not in the trash.", a.named(ctx, v, e))
			all = append(all, changedEntry(e, "none"))
			continue
		}
		if err := v.Restore(ctx, a.stamp(), e.ID); err != nil {
			return err
		}
		e.State, e.Revision = journal.Live, e.Revision+1
		a.say("%s is back.", a.named(ctx, v, e))
		all = append(all, changedEntry(e, "restored"))
	}
	return a.putChanged(all)
}
