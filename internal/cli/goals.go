package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// recentOfGoal is how many entries a goal's page lists.
const recentOfGoal = 5

// newGoals is the command for the eight goals.
func (a *app) newGoals() *cobra.Command {
	return &cobra.Command{
		Use:     "goals [GOAL]",
		Short:   "The eight goals of supervision, or one of them",
		Long:    "Lists the eight goals of clinical supervision. With a goal: what it means, where\nit stands in three models of supervision, its prompts, and what you have of it:\nits measure over a year, your latest entries, and what is open.",
		Example: "  afterword goals\n  afterword goals support\n  afterword goals --json",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misused("%s takes one goal at most", c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.goals()
			}
			return a.goal(c.Context(), args[0])
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return strings.Split(joined(journal.Goals()), ", "), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// goalJSON is one goal; its prompts are counted.
type goalJSON struct {
	Slug     journal.Goal `json:"slug"`
	Label    string       `json:"label"`
	Short    string       `json:"short_label"`
	Meaning  string       `json:"meaning"`
	Proctor  []string     `json:"proctor"`
	Kadushin []string     `json:"kadushin"`
	Eyes     []int        `json:"eyes"`
	Measure  string       `json:"measure"`
	Prompts  struct {
		Quick int `json:"quick"`
		Deep  int `json:"deep"`
	} `json:"prompts"`
}

func goalToJSON(c *prompt.Catalogue, g prompt.Goal) goalJSON {
	j := goalJSON{Slug: g.Slug, Label: g.Label, Short: g.Short, Meaning: g.Meaning, Proctor: some(g.Proctor),
		Kadushin: some(g.Kadushin), Eyes: some(g.Eyes), Measure: g.Measure}
	j.Prompts.Quick = len(c.Prompts(prompt.Filter{Goal: g.Slug, Depth: prompt.Quick}))
	j.Prompts.Deep = len(c.Prompts(prompt.Filter{Goal: g.Slug, Depth: prompt.Deep}))
	return j
}

// goals lists the eight.
func (a *app) goals() error {
	c, err := a.catalogue()
	if err != nil {
		return err
	}
	list := []goalJSON{}
	s := sheet{columns: []column{{"Goal", ""}, {"Prompts", ""}, {"Name", ""}}}
	for _, g := range c.Goals() {
		j := goalToJSON(c, g)
		list = append(list, j)
		s.rows = append(s.rows, line{cells: []string{string(g.Slug), fmt.Sprintf("%d quick, %d deep", j.Prompts.Quick, j.Prompts.Deep), g.Label}})
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema string     `json:"schema"`
			Goals  []goalJSON `json:"goals"`
		}{"afterword/goals/1", list})
	}
	s.count = counted(len(list), "goal")
	a.putSheet(s)
	return nil
}

// goal shows one goal's page. It needs no journal; where there is one that
// opens, what the writer has of the goal stands at the end.
func (a *app) goal(ctx context.Context, word string) error {
	slug, err := journal.ParseGoal(word)
	if err != nil {
		return usageError{err}
	}
	c, err := a.catalogue()
	if err != nil {
		return err
	}
	g, ok := c.Goal(slug)
	if !ok {
		return fmt.Errorf("the catalogue has no goal %s: %w", slug, errNotFound)
	}
	mine, err := a.ofGoal(ctx, c, slug)
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putGoalJSON(c, g, mine)
	}
	a.put("%s (%s)\n", g.Label, g.Slug)
	a.putText("", a.words(ctx).in(g.Meaning))
	a.put("")
	var eyes []string
	for _, n := range g.Eyes {
		eyes = append(eyes, fmt.Sprint(n))
	}
	a.putText("", "Proctor: "+joined(g.Proctor))
	a.putText("", "Kadushin: "+joined(g.Kadushin))
	a.putText("", "Seven eyes: "+joined(eyes))
	a.putText("", "Measure: "+g.Measure)
	a.putText("", "Source: "+g.Source)
	for _, depth := range []prompt.Depth{prompt.Quick, prompt.Deep} {
		a.put("\n%s prompts:", map[prompt.Depth]string{prompt.Quick: "Quick", prompt.Deep: "Deep"}[depth])
		for _, p := range c.Prompts(prompt.Filter{Goal: slug, Depth: depth}) {
			a.putText("  ", p.ID+": "+p.Text)
		}
	}
	return a.putOfGoal(ctx, a.page(ctx, c), slug, mine)
}

// putGoalJSON writes a goal's page as JSON.
func (a *app) putGoalJSON(c *prompt.Catalogue, g prompt.Goal, mine ofGoal) error {
	page := struct {
		Schema    string         `json:"schema"`
		Goals     []goalJSON     `json:"goals"`
		Prompts   []promptJSON   `json:"prompts"`
		Period    insight.Period `json:"period"`
		Place     insight.Place  `json:"place"`
		Measure   any            `json:"measure"`
		Entries   []entryJSON    `json:"entries"`
		Questions []grownJSON    `json:"questions"`
		Actions   []grownJSON    `json:"actions"`
		Learning  []learningJSON `json:"learning_goals"`
	}{"afterword/goals/1", []goalJSON{goalToJSON(c, g)}, promptsToJSON(c.Prompts(prompt.Filter{Goal: g.Slug})),
		mine.numbers.Period, mine.numbers.Place(g.Slug), mine.numbers.Measures.Of(g.Slug), []entryJSON{}, grownsToJSON(mine.questions), grownsToJSON(mine.actions), []learningJSON{}}
	for _, e := range mine.recent {
		page.Entries = append(page.Entries, entryToJSON(e))
	}
	for _, t := range mine.learning {
		page.Learning = append(page.Learning, learningToJSON(t.(*journal.Learning), nil))
	}
	return a.putJSON(page)
}
