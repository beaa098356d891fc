package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

func (a *app) actionList() *cobra.Command {
	var o actionFlags
	var l loopList
	var overdue bool
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the actions, what is due first",
		Long:    "Lists the open actions, the one due first at the top, and then those that are\nclosed, the newest first.",
		Example: "  afterword action list\n  afterword action list --overdue\n  afterword action list --state open --goal quality --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			goal, err := oneGoal(o.goal)
			if err != nil {
				return err
			}
			var state journal.ActionState
			if err := setFrom(&state, o.state, journal.ParseActionState); err != nil {
				return err
			}
			var kind journal.ActionKind
			if err := setFrom(&kind, o.kind, journal.ParseActionKind); err != nil {
				return err
			}
			return a.listActions(c.Context(), l, func(t *journal.Action) bool {
				return (kind == "" || t.Kind == kind) && (goal == "" || t.Goal == goal) && (state == "" || t.ActionHead.State == state) && (!overdue || t.Overdue(a.today()))
			})
		},
	}
	c.Flags().StringVar(&o.state, "state", "", "in this `STATE`: open, done, partly or dropped")
	c.Flags().StringVar(&o.goal, "goal", "", "of this `GOAL`")
	c.Flags().StringVar(&o.kind, "kind", "", "of this `KIND`: change or proposal")
	complete(c, "kind", "change", "proposal")
	c.Flags().BoolVar(&overdue, "overdue", false, "only open ones that were due before today")
	l.flags(c)
	completeGoals(c)
	complete(c, "state", "open", "done", "partly", "dropped")
	return c
}

func (a *app) listActions(ctx context.Context, l loopList, pick func(*journal.Action) bool) error {
	v, found, err := a.listOf(ctx, l, journal.KindAction, func(t journal.Thing) bool { return pick(t.(*journal.Action)) }, dueFirst)
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema  string      `json:"schema"`
			Actions []grownJSON `json:"actions"`
		}{"afterword/actions/1", grownsToJSON(found)})
	}
	if len(found) == 0 {
		a.say("No action fits. Note one: afterword action add")
		return nil
	}
	a.putSheet(a.actionSheet(ctx, v, found))
	return nil
}

// dueFirst orders open actions by the day they are due, those without one
// after them, and closed ones at the end.
func dueFirst(x, y journal.Thing) int {
	rank := func(t journal.Thing) (int, journal.Date) {
		h := t.(*journal.Action).ActionHead
		switch {
		case h.State != journal.ActionOpen:
			return 2, ""
		case h.Due == "":
			return 1, ""
		}
		return 0, h.Due
	}
	rankX, dueX := rank(x)
	rankY, dueY := rank(y)
	return cmp.Or(cmp.Compare(rankX, rankY), cmp.Compare(dueX, dueY))
}

// actionSheet makes the table of a list of actions.
func (a *app) actionSheet(ctx context.Context, v *vault.Vault, found []journal.Thing) sheet {
	s := sheet{count: counted(len(found), "action"), columns: []column{
		{"Id", ""}, {"State", ""}, {"Due", "due "}, {"Owner", "by "}, {"Goal", ""}, {"Action", ""}}}
	for _, t := range found {
		act := t.(*journal.Action)
		state := string(act.ActionHead.State)
		if act.Overdue(a.today()) {
			state = "overdue"
		}
		s.rows = append(s.rows, line{cells: []string{a.short(ctx, v, act.ID), state, string(act.Due), act.Owner, string(act.Goal), act.Text}})
	}
	return s
}
