package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newList is the command that lists entries by their heads.
func (a *app) newList() *cobra.Command {
	var f filters
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List entries, the newest first",
		Long: `Lists entries, the newest first: id, shift date (and the day it was written
where that is another), kind, goals, visibility unless it is just-me, and the
first words.`,
		Example: "  afterword list\n  afterword list --goal support --since \"3 weeks ago\"\n  afterword list --visibility bring --limit 0 --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.list(c.Context(), f) },
	}
	f.flags(cmd, a.offerAliases)
	return cmd
}

func (a *app) list(ctx context.Context, f filters) error {
	want, err := f.read(ctx, a)
	if err != nil {
		return err
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	found, more, err := a.look(ctx, v, vault.Reading{Deleted: want.Deleted}, f.limit, func(e *journal.Entry) bool {
		return want.Match(e.EntryHead, e.Meta)
	})
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putEntriesJSON(found)
	}
	if len(found) == 0 {
		return a.noneFit(ctx, v)
	}
	s, err := a.entrySheet(ctx, v, found)
	if err != nil {
		return err
	}
	a.putSheet(s)
	if more {
		a.sayMore(f.limit)
	}
	return nil
}

// noneFit says why a list is empty: there are no entries, they are all in
// the trash, or none fits.
func (a *app) noneFit(ctx context.Context, v *vault.Vault) error {
	trashed := 0
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if err != nil && !errors.Is(err, vault.ErrDamaged) {
			return err
		}
		switch {
		case err == nil && row.Kind != journal.KindEntry:
		case err == nil && row.State == journal.Deleted:
			trashed++
		default:
			a.say("No entry fits. All of them: afterword list --limit 0")
			return nil
		}
	}
	if trashed > 0 {
		a.say("%d in the trash: afterword list --deleted", trashed)
		return nil
	}
	a.say("No entries yet. Begin: afterword quick")
	return nil
}

// look reads at most limit entries that pick takes (0 for all) and says
// whether there are more. It stops as soon as it knows.
func (a *app) look(ctx context.Context, v *vault.Vault, want vault.Reading, limit int, pick func(*journal.Entry) bool) (found []*journal.Entry, more bool, err error) {
	n := limit
	if limit > 0 {
		n++
	}
	found, err = a.entries(ctx, v, want, n, pick)
	if limit > 0 && len(found) > limit {
		return found[:limit], true, err
	}
	return found, false, err
}

// sayMore says that a list goes on.
func (a *app) sayMore(limit int) {
	shown := fmt.Sprintf("The newest %d are shown", limit)
	if limit == 1 {
		shown = "The newest one is shown"
	}
	a.say("%s; there are more. All of them: --limit 0", shown)
}

// putEntriesJSON writes a list as JSON.
func (a *app) putEntriesJSON(found []*journal.Entry) error {
	list := []entryJSON{}
	for _, e := range found {
		list = append(list, entryToJSON(e))
	}
	return a.putJSON(struct {
		Schema  string      `json:"schema"`
		Entries []entryJSON `json:"entries"`
	}{"afterword/list/1", list})
}

// entrySheet makes the table of a list of entries.
func (a *app) entrySheet(ctx context.Context, v *vault.Vault, found []*journal.Entry) (sheet, error) {
	ids := make([]journal.ID, len(found))
	for i, e := range found {
		ids[i] = e.ID
	}
	short, err := v.Short(ctx, ids...)
	if err != nil {
		return sheet{}, err
	}
	s := sheet{count: counted(len(found), "entry"), columns: []column{
		{"Id", ""}, {a.words(ctx).in("Shift"), ""}, {"Written", "written "}, {"Kind", ""}, {"Goals", ""}, {"Visibility", ""}, {"Gist", ""},
	}}
	for _, e := range found {
		written, seen := "", ""
		if d := e.Written.Date(); !e.Written.IsZero() && d != e.Day() {
			written = string(d)
		}
		if e.Visibility != journal.JustMe {
			seen = string(e.Visibility)
		}
		s.rows = append(s.rows, line{cells: []string{short[e.ID], string(e.Day()), written, string(e.Kind), joined(e.Goals), seen, e.Gist}})
	}
	return s, nil
}
