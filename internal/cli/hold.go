package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// errHeld is a purge that a hold stands against.
func (a *app) errHeld(n int) error {
	return hinted(fmt.Errorf("on hold, so nothing was purged: %s", counted(n, "thing")),
		"See what is on hold: afterword hold list. Once the matter is closed: afterword hold release ID, or --all.")
}

func (a *app) newHold() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "hold ENTRY... | hold --all",
		Short: "Keep something from being purged while a matter is open",
		Long: `While a complaint, a claim or a request is alive, what it is about must not be
destroyed. Hold marks entries, with the questions and actions that grew from
them, so that no purge takes them; --all marks everything there is now. It
keeps no reason. Editing adds revisions and loses nothing, the trash can be
used as ever, and undo does not release a hold.`,
		Example:           "  afterword hold last\n  afterword hold --all",
		ValidArgsFunction: a.offerEntries(true),
		Args:              orAll(&all),
		RunE: func(c *cobra.Command, args []string) error {
			return a.hold(c.Context(), args, all, true)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "everything there is now, the trash included")
	var allGo bool
	release := &cobra.Command{
		Use:               "release ENTRY... | release --all",
		Short:             "End a hold",
		Example:           "  afterword hold release last\n  afterword hold release --all --yes",
		ValidArgsFunction: a.offerEntries(true),
		Args:              orAll(&allGo),
		RunE: func(c *cobra.Command, args []string) error {
			if allGo {
				sure, err := a.confirm(c.Context(), "Release everything?", "What was on hold can be purged then.")
				if err != nil || !sure {
					return err
				}
			}
			return a.hold(c.Context(), args, allGo, false)
		},
	}
	release.Flags().BoolVar(&allGo, "all", false, "everything that is on hold")
	cmd.AddCommand(release, &cobra.Command{
		Use:     "list",
		Short:   "What is on hold",
		Example: "  afterword hold list\n  afterword hold list --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.holdList(c.Context()) },
	})
	return cmd
}

// orAll wants entries, or --all in their place.
func orAll(all *bool) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if *all {
			return noArgs(c, args)
		}
		return someEntries(c, args)
	}
}

// hold sets or ends a hold.
func (a *app) hold(ctx context.Context, refs []string, all, held bool) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	var things []journal.Thing
	if all {
		things, err = a.everything(ctx, v, func(m *journal.Meta) bool { return m.Held != held })
	} else {
		things, err = a.allThings(ctx, v, refs)
	}
	if err != nil {
		return err
	}
	change := map[bool]string{true: "on hold", false: "released"}[held]
	if !held { // what is not on hold is not released
		named := len(things)
		things = slices.DeleteFunc(things, func(t journal.Thing) bool { return !metaOf(t).Held })
		if n := named - len(things); n > 0 {
			a.say("Not on hold: %s.", counted(n, "thing"))
		}
	}
	if len(things) == 0 {
		a.say("There is nothing to change.")
		return a.putChanged([]changed{})
	}
	return a.marked(ctx, v, things, change, func(ctx context.Context, v *vault.Vault, ids []journal.ID) error {
		return v.Hold(ctx, a.stamp(), held, ids...)
	})
}

// everything loads every thing of a class that pick takes, the trash
// included.
func (a *app) everything(ctx context.Context, v *vault.Vault, pick func(*journal.Meta) bool) ([]journal.Thing, error) {
	var ids []journal.ID
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if _, ok := journal.ClassOf(row.Kind); ok && pick(&row.Meta) {
			ids = append(ids, row.ID)
		}
	}
	var things []journal.Thing
	for _, id := range ids {
		t, err := loadThing(ctx, v, id)
		if err != nil && !errors.Is(err, vault.ErrDamaged) {
			return nil, err
		}
		if err == nil && t != nil {
			things = append(things, t)
		}
	}
	return things, nil
}

// holdList lists what is on hold.
func (a *app) holdList(ctx context.Context) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	things, err := a.everything(ctx, v, func(m *journal.Meta) bool { return m.Held })
	if err != nil {
		return err
	}
	if a.flags.json {
		all := []changed{}
		for _, t := range things {
			all = append(all, changedThing(t, "on hold"))
		}
		return a.putJSON(struct {
			Schema string    `json:"schema"`
			Held   []changed `json:"held"`
		}{"afterword/hold/1", all})
	}
	if len(things) == 0 {
		a.say("Nothing is on hold.")
		return nil
	}
	s := sheet{count: counted(len(things), "thing") + " on hold", columns: []column{{"Id", ""}, {"Written", ""}, {"Kind", ""}}}
	for _, t := range things {
		s.rows = append(s.rows, line{cells: []string{a.short(ctx, v, metaOf(t).ID), string(dayOf(t)), string(kindOf(t))}})
	}
	a.putSheet(s)
	return nil
}
