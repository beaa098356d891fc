package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

func (a *app) newReview() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "review",
		Short: "What is due to be looked at, and kept or removed",
		Long: `Review lists what you have kept for longer than afterword retention says. It
changes nothing. For each you decide: keep it longer, put it into the trash, or
remove it for good. What is on hold is not listed.`,
		Example: "  afterword review\n  afterword review --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.review(c.Context(), limit) },
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "show at most `N`, the longest due first; 0 for all")
	cmd.AddCommand(&cobra.Command{
		Use:               "keep ENTRY...",
		Short:             "Note that you looked at it; it is due again after the same time",
		Example:           "  afterword review keep last",
		Args:              someEntries,
		ValidArgsFunction: a.offerEntries(false),
		RunE: func(c *cobra.Command, args []string) error {
			return a.markThings(c.Context(), args, "looked at", func(ctx context.Context, v *vault.Vault, ids []journal.ID) error {
				return v.Look(ctx, a.stamp(), ids...)
			})
		},
	})
	return cmd
}

// dueThing is one thing that is due.
type dueThing struct {
	ID      string       `json:"id"`
	Kind    string       `json:"kind"`
	Written journal.Date `json:"written"`
	Due     journal.Date `json:"due"`
	short   string
	gist    string
}

// review lists what is due.
func (a *app) review(ctx context.Context, limit int) error {
	if limit < 0 {
		return misused("--limit is 0 or more")
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	s := new(journal.Settings)
	if err := v.Named(ctx, "settings", s); err != nil {
		return err
	}
	due, held, err := a.due(ctx, v, s.Retention)
	if err != nil {
		return err
	}
	total := len(due)
	if limit > 0 && total > limit {
		due = due[:limit]
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema string     `json:"schema"`
			Total  int        `json:"total"`
			Held   int        `json:"held"`
			Due    []dueThing `json:"due"`
		}{"afterword/review/1", total, held, due})
	}
	switch {
	case s.Retention == journal.Retention{}:
		a.say("No times are set, so nothing is ever due. Set them: afterword retention set")
		return nil
	case total == 0:
		a.say("Nothing is due.")
	default:
		a.putDue(due, total)
	}
	if held > 0 {
		a.say("%s on hold is not listed: afterword hold list", counted(held, "thing"))
	}
	return nil
}

// due goes through the heads and finds what is due, the longest first.
func (a *app) due(ctx context.Context, v *vault.Vault, rules journal.Retention) (due []dueThing, held int, err error) {
	due = []dueThing{}
	for row, err := range v.Rows(ctx, vault.Reading{}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		class, ok := journal.ClassOf(row.Kind)
		if !ok || rules.Months(class) == 0 {
			continue
		}
		t := journal.OfKind(row.Kind)
		if err := row.Into(t); err != nil {
			continue // damaged, which verify names
		}
		on := rules.Due(class, dayOf(t), row.Looked)
		switch {
		case a.today().Before(on):
		case row.Held:
			held++
		default:
			d := dueThing{ID: row.ID.String(), Kind: string(row.Kind), Written: dayOf(t), Due: on, short: a.short(ctx, v, row.ID)}
			if e, ok := t.(*journal.Entry); ok {
				d.gist = e.Gist
			}
			due = append([]dueThing{d}, due...)
		}
	}
	return due, held, nil
}

// putDue prints the list and what can be done about it.
func (a *app) putDue(due []dueThing, total int) {
	s := sheet{count: counted(total, "thing") + " due", columns: []column{{"Id", ""}, {"Written", ""}, {"Due", "due "}, {"Kind", ""}, {"Gist", ""}}}
	for _, d := range due {
		s.rows = append(s.rows, line{cells: []string{d.short, string(d.Written), string(d.Due), d.Kind, d.gist}})
	}
	a.putSheet(s)
	if len(due) < total {
		a.say("The %d longest due are shown, of %d. All of them: --limit 0", len(due), total)
	}
	a.say("Keep one longer: afterword review keep ID. Put it into the trash: afterword delete ID. Remove it for good: afterword purge ID.")
}

// markThings finds all the things first, and marks them in one save.
func (a *app) markThings(ctx context.Context, refs []string, change string, mark func(context.Context, *vault.Vault, []journal.ID) error) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	things, err := a.allThings(ctx, v, refs)
	if err != nil {
		return err
	}
	return a.marked(ctx, v, things, change, mark)
}

// marked marks things, and what grew from entries along with them.
func (a *app) marked(ctx context.Context, v *vault.Vault, things []journal.Thing, change string, mark func(context.Context, *vault.Vault, []journal.ID) error) error {
	var all []journal.Thing
	for _, t := range things {
		with, err := withGrown(ctx, v, t)
		if err != nil {
			return err
		}
		all = joinThings(all, with...)
	}
	var ids []journal.ID
	for _, t := range all {
		ids = append(ids, metaOf(t).ID)
	}
	if err := mark(ctx, v, ids); err != nil {
		return err
	}
	var done []changed
	for _, t := range all {
		done = append(done, changedThing(t, change))
	}
	a.say("%s: %s.", capital(change), countedThings(all))
	return a.putChanged(done)
}
