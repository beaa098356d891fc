package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// mendCommands are the commands that change what was written.
func mendCommands() []command {
	return []command{
		{"edit", (*app).newEdit},
		{"delete", (*app).newDelete},
		{"restore", (*app).newRestore},
		{"purge", (*app).newPurge},
		{"undo", (*app).newUndo},
		{"forget", (*app).newForget},
		{"bring", (*app).newBring},
		{"keep", (*app).newKeep},
		{"never", (*app).newNever},
		{"retention", (*app).newRetention},
		{"review", (*app).newReview},
		{"hold", (*app).newHold},
	}
}

// someEntries wants at least one entry to be named.
func someEntries(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return misused("say which entry, such as: %s last", c.CommandPath())
	}
	return nil
}

// notInTrash refuses to change a thing in the trash, which saving it
// would take out of there in silence.
func (a *app) notInTrash(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	if metaOf(t).State != journal.Deleted {
		return nil
	}
	id := a.short(ctx, v, metaOf(t).ID)
	return hinted(misused("%s %s is in the trash", kindOf(t), id), "Take it out first: afterword restore %s", id)
}

// changed is what a command did to one thing, for --json.
type changed struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Change     string `json:"change"` // edited, deleted, restored, purged, forgotten, undone, visibility, none
	State      string `json:"state"`  // live, deleted, purged
	Revision   int    `json:"revision,omitempty"`
	Visibility string `json:"visibility,omitempty"`
	Until      string `json:"until,omitempty"` // in the trash at least until this day
}

// changedEntry describes a change of e as it now is.
func changedEntry(e *journal.Entry, change string) changed { return changedThing(e, change) }

// stateWord is a state as it is printed.
func stateWord(s journal.State) string {
	if s == journal.Live {
		return "live"
	}
	return string(s)
}

// putChanged prints what was changed, where JSON is wanted; people are told
// on standard error.
func (a *app) putChanged(all []changed) error {
	if !a.flags.json {
		return nil
	}
	return a.putJSON(struct {
		Schema  string    `json:"schema"`
		Changed []changed `json:"changed"`
	}{"afterword/changed/1", all})
}

// named is an entry as it is spoken of: its id and its day.
func (a *app) named(ctx context.Context, v *vault.Vault, e *journal.Entry) string {
	return a.short(ctx, v, e.ID) + " of " + e.Day().Long()
}

// offerEntries completes the ids of the last 20 entries, or of those in the
// trash. It asks nothing and offers nothing where the journal does not open.
func (a *app) offerEntries(trashed bool) cobra.CompletionFunc {
	return func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		const none = cobra.ShellCompDirectiveNoFileComp
		v, err := a.peek(c.Context())
		if err != nil {
			return nil, none
		}
		var ids []journal.ID
		for row, err := range v.Rows(c.Context(), vault.Reading{Deleted: trashed}) {
			if err != nil && !errors.Is(err, vault.ErrDamaged) || len(ids) == 20 {
				break
			}
			if err == nil && row.Kind == journal.KindEntry && (row.State == journal.Deleted) == trashed {
				ids = append(ids, row.ID)
			}
		}
		short, err := v.Short(c.Context(), ids...)
		if err != nil {
			return nil, none
		}
		var out []string
		for _, id := range ids {
			out = append(out, short[id])
		}
		return out, none
	}
}
