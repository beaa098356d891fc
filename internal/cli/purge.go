package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newPurge is the command that removes an entry for good.
func (a *app) newPurge() *cobra.Command {
	var trash bool
	cmd := &cobra.Command{
		Use:   "purge ENTRY | purge --trash",
		Short: "Remove an entry for good",
		Long: `Removes every revision of an entry from the journal's file, for good. It shows
what goes and asks you to type the entry's id; --yes goes ahead without asking.
With --trash it empties the trash of what has been there for over 30 days.

A purge reaches this file only, not copies of it made earlier.`,
		Example:           "  afterword purge last --yes\n  afterword purge --trash --yes",
		ValidArgsFunction: a.offerEntries(true),
		Args: func(c *cobra.Command, args []string) error {
			if trash {
				return noArgs(c, args)
			}
			return exactly(1, "say which entry to purge, such as the id that `afterword list` shows, or give --trash")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if trash {
				return a.emptyTrash(c.Context())
			}
			return a.purge(c.Context(), args[0])
		},
	}
	cmd.Flags().BoolVar(&trash, "trash", false, "purge what has been in the trash for over 30 days")
	return cmd
}

// beyondPurge says what no purge can reach.
const beyondPurge = "It cannot reach backups and copies made earlier, snapshots of the disk, remains on a solid-state drive, or packs already shared. What is left of it there, apart from the packs, is sealed."

// purge shows what goes, asks, and removes one entry.
func (a *app) purge(ctx context.Context, ref string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	e, err := a.entry(ctx, v, ref)
	if err != nil {
		return err
	}
	id := a.short(ctx, v, e.ID)
	a.say("To be purged, for good: %s, with its text and every earlier version of it.", a.purgeLine(e, id))
	looks, err := a.secondLooks(ctx, v, e.ID)
	if err != nil {
		return err
	}
	if looks > 0 {
		a.say("What was written about it later stays: %s.", counted(looks, "second look"))
	}
	a.say("%s", beyondPurge)
	if err := a.typedID(ctx, e, id); err != nil {
		return err
	}
	return a.purgeAll(ctx, v, []*journal.Entry{e})
}

// purgeLine is one entry of those that go: date, kind, revisions.
func (a *app) purgeLine(e *journal.Entry, id string) string {
	return fmt.Sprintf("%s, %s, %s, %s", id, e.Day().Long(), e.Kind, counted(e.Revision, "revision"))
}

// secondLooks counts the entries that were written about another.
func (a *app) secondLooks(ctx context.Context, v *vault.Vault, id journal.ID) (int, error) {
	all, err := a.entries(ctx, v, vault.Reading{}, 0, func(e *journal.Entry) bool { return e.Parent == id })
	return len(all), err
}

// typedID asks for the entry's id to be typed, which no slip of a finger
// does.
func (a *app) typedID(ctx context.Context, e *journal.Entry, id string) error {
	if a.flags.yes {
		return nil
	}
	if !a.dialogue() {
		return hinted(misused("a purge needs a yes; nothing was purged"), "Look at what goes, then give --yes. See: %s --help", a.called)
	}
	r, err := a.ask(ctx, ask.Form{Title: "Purge", Questions: []ask.Question{{
		ID: "id", Kind: ask.Line, Title: "To purge it, type its id: " + id,
		Note: "Leave it empty to keep the entry.", Uncounted: true,
	}}})
	if err != nil {
		return err
	}
	if r.End == ask.Interrupted {
		return a.ended(ctx)
	}
	typed := r.Answers.Value("id")
	if r.End == ask.Left || typed == "" {
		a.say("Nothing was purged.")
		return errLeft
	}
	if p, err := journal.ParsePrefix(typed); err != nil || !p.Matches(e.ID) {
		return hinted(fmt.Errorf("what was typed is not the id of the entry"), "Nothing was purged.")
	}
	return nil
}

// emptyTrash purges what has been in the trash for longer than promised.
func (a *app) emptyTrash(ctx context.Context) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	old, err := a.entries(ctx, v, vault.Reading{Deleted: true}, 0, func(e *journal.Entry) bool {
		return e.State == journal.Deleted && trashedUntil(e).Before(a.today())
	})
	if err != nil {
		return err
	}
	if len(old) == 0 {
		a.say("Nothing has been in the trash for over %d days.", trashDays)
		return a.putChanged([]changed{})
	}
	a.say("To be purged, for good: %s.", counted(len(old), "entry"))
	for _, e := range old {
		a.say("  %s, in the trash since %s", a.purgeLine(e, a.short(ctx, v, e.ID)), e.Saved.Date().Long())
	}
	a.say("%s", beyondPurge)
	sure, err := a.confirm(ctx, "Purge "+counted(len(old), "entry")+" for good?", "There is no way back.")
	if err != nil {
		return err
	}
	if !sure {
		a.say("Nothing was purged.")
		return nil
	}
	return a.purgeAll(ctx, v, old)
}

// purgeAll removes entries, and the drafts that hold their words, and then
// the room they took in the file.
func (a *app) purgeAll(ctx context.Context, v *vault.Vault, entries []*journal.Entry) error {
	drafts, _, err := v.Drafts(ctx)
	if err != nil {
		return err
	}
	var all []changed
	for _, e := range entries {
		for _, d := range drafts {
			if d.Plan.Flow == journal.FlowEdit && d.Plan.Entry == e.ID {
				if err := v.DropDraft(ctx, d.ID); err != nil {
					return err
				}
			}
		}
		if err := v.Purge(ctx, a.stamp(), e.ID); err != nil {
			return err
		}
		all = append(all, changed{ID: e.ID.String(), Kind: string(journal.KindEntry), Change: "purged", State: "purged"})
	}
	if err := v.Vacuum(ctx); err != nil {
		return hinted(fmt.Errorf("the purge is done, but the file was not made smaller: %w", err),
			"What was removed is overwritten already. The next purge makes the file smaller.")
	}
	a.say("Purged: %s.", counted(len(all), "entry"))
	return a.putChanged(all)
}
