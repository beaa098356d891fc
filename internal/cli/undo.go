package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newUndo is the command that takes the last change back.
func (a *app) newUndo() *cobra.Command {
	return &cobra.Command{
		Use:   "undo",
		Short: "Take back the last change",
		Long: `Takes back the last change that was saved. A new entry goes to the trash; a
changed one is again as it was before. Run it again to take back the change
before that. It adds revisions and loses none; only a purge cannot be undone.`,
		Example: "  afterword undo\n  afterword undo --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			v, err := a.open(ctx)
			if err != nil {
				return err
			}
			undone, err := v.Undo(ctx, a.stamp())
			switch {
			case errors.Is(err, vault.ErrPurged):
				return hinted(err, "The last change was a purge, and a purge cannot be taken back.")
			case errors.Is(err, vault.ErrNotFound):
				return hinted(err, "There is nothing to undo.")
			case err != nil:
				return err
			}
			var all []changed
			for _, u := range undone {
				id := a.short(ctx, v, u.ID)
				if u.State == journal.Deleted {
					a.say("%s %s is in the trash.", kindTitle(u.Kind), id)
				} else {
					a.say("%s %s is as it was before its last change.", kindTitle(u.Kind), id)
				}
				all = append(all, changed{ID: u.ID.String(), Kind: string(u.Kind), Change: "undone", State: stateWord(u.State)})
			}
			return a.putChanged(all)
		},
	}
}

// kindTitle begins a sentence about a thing.
func kindTitle(k journal.Kind) string {
	switch k {
	case journal.KindEntry:
		return "Entry"
	case journal.KindQuestion:
		return "Question"
	case journal.KindAction:
		return "Action"
	case journal.KindShared:
		return "The record of sharing"
	}
	return "The record of " + string(k)
}
