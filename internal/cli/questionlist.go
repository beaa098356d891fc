package cli

import (
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

func (a *app) questionList() *cobra.Command {
	var q questionFlags
	var l loopList
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the questions, the newest first",
		Example: "  afterword question list\n  afterword question list --state draft --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var want journal.QuestionHead
			if err := q.apply(&want); err != nil {
				return err
			}
			return a.listQuestions(c.Context(), l, want)
		},
	}
	c.Flags().StringVar(&q.state, "state", "", "in this `STATE`: draft, asked or answered")
	c.Flags().StringVar(&q.goal, "goal", "", "of this `GOAL`")
	l.flags(c)
	completeGoals(c)
	complete(c, "state", "draft", "asked", "answered")
	return c
}

func (a *app) listQuestions(ctx context.Context, l loopList, want journal.QuestionHead) error {
	v, found, err := a.listOf(ctx, l, journal.KindQuestion, func(t journal.Thing) bool {
		q := t.(*journal.Question)
		return (want.State == "" || q.QuestionHead.State == want.State) && (want.Goal == "" || q.Goal == want.Goal)
	}, nil)
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema    string      `json:"schema"`
			Questions []grownJSON `json:"questions"`
		}{"afterword/questions/1", grownsToJSON(found)})
	}
	if len(found) == 0 {
		a.say("No question fits. Note one: afterword question add")
		return nil
	}
	s := sheet{count: counted(len(found), "question"), columns: []column{
		{"Id", ""}, {"Written", ""}, {"State", ""}, {"Want", "want "}, {"Goal", ""}, {"Visibility", ""}, {"Question", ""}}}
	for _, t := range found {
		q := t.(*journal.Question)
		s.rows = append(s.rows, line{cells: []string{a.short(ctx, v, q.ID), string(dayOf(q)), string(q.QuestionHead.State),
			string(q.Want), string(q.Goal), string(q.Visibility), q.Text}})
	}
	a.putSheet(s)
	return nil
}
