package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// shareCommands are the commands by which something leaves the journal,
// and those that say what could be recognised and what has left.
func shareCommands() []command {
	return []command{
		{"prepare", (*app).newPrepare},
		{"question", (*app).questionCommand},
		{"export", (*app).exportCommand},
		{"check", (*app).checkCommand},
		{"words", (*app).wordsCommand},
		{"alias", (*app).aliasCommand},
		{"shared", (*app).sharedCommand},
		{"read", (*app).readCommand},
		{"session", (*app).sessionCommand},
		{"action", (*app).actionCommand},
		{"supervisor", (*app).supervisorCommand},
	}
}

// sharedRecords reads the heads of what was shared, the newest first, and
// how many records are damaged. A record that undo took back is still
// there: taking it back did not bring the pack home.
func (a *app) sharedRecords(ctx context.Context, v *vault.Vault) (all []*journal.Shared, damaged int, err error) {
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			damaged++
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		if row.Kind != journal.KindShared {
			continue
		}
		s := new(journal.Shared)
		if row.Into(s) != nil {
			damaged++
			continue
		}
		all = append(all, s)
	}
	return all, damaged, nil
}

// sayDamaged says how many records could not be opened.
func (a *app) sayDamaged(n int) {
	switch {
	case n == 1:
		a.say("1 record could not be opened and is left out. Run: afterword verify")
	case n > 1:
		a.say("%s could not be opened and are left out. Run: afterword verify", counted(n, "record"))
	}
}

// shareCompletions are ids for the shell to offer, at most 20; none while
// the journal is locked. They carry no words of the journal.
func (a *app) shareCompletions(kind journal.Kind) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		ctx := c.Context()
		if ctx == nil {
			ctx = context.Background()
		}
		v, err := a.open(ctx)
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var ids []journal.ID
		for row, err := range v.Rows(ctx, vault.Reading{}) {
			if len(ids) == 20 || err != nil && !errors.Is(err, vault.ErrDamaged) {
				break
			}
			if err == nil && row.Kind == kind {
				ids = append(ids, row.ID)
			}
		}
		short, err := v.Short(ctx, ids...)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []string
		for _, id := range ids {
			out = append(out, short[id])
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// periodWords writes a period as a person says it.
func periodWords(from, to journal.Date) string {
	switch {
	case from == "" && to == "":
		return "any day"
	case from == "":
		return "until " + plainDay(to)
	case to == "":
		return "from " + plainDay(from)
	case from == to:
		return plainDay(from)
	}
	return plainDay(from) + " to " + plainDay(to)
}

// plainDay writes 23 November 2026.
func plainDay(d journal.Date) string { return d.Time().Format("2 January 2006") }

// identifierWords says what became of the possible identifiers.
func identifierWords(replaced, kept, undecided int) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{replaced, "replaced"}, {kept, "kept"}, {undecided, "shared undecided"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	switch n := replaced + kept + undecided; {
	case n == 0:
		return "no possible identifiers"
	default:
		return counted(n, "possible identifier") + ": " + strings.Join(parts, ", ")
	}
}
