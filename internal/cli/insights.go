package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
	"afterword/internal/vault"
)

// insightsUsage is what was asked of insights.
type insightsUsage struct {
	unit, since, until, goal string
	words                    bool
}

// newInsights shows what a period holds in numbers.
func (a *app) newInsights() *cobra.Command {
	var u insightsUsage
	c := &cobra.Command{
		Use:   "insights [month|quarter|year]",
		Short: "What a period holds, in numbers and small drawings",
		Long: `Shows what you wrote in the last month, quarter (where nothing is said) or year,
or from one day to another: how much, about which goals, how you were, and what
was not brought for a while, as a question. Nothing is scored or compared, and
only you see it. Where it cannot be drawn it is told in sentences.`,
		Example:           "  afterword insights\n  afterword insights year --goal support\n  afterword insights --since 2026-01-01 --words\n  afterword insights month --json",
		Args:              onePeriod,
		ValidArgsFunction: periodCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			u.unit = strings.Join(args, "")
			return a.insights(c.Context(), u)
		},
	}
	f := c.Flags()
	f.StringVar(&u.since, "since", "", "from this `DAY` on: 2026-01-01, last monday, last session")
	f.StringVar(&u.until, "until", "", "up to this `DAY`, the day itself included")
	f.StringVar(&u.goal, "goal", "", "one `GOAL` alone, by its own measure")
	f.BoolVar(&u.words, "words", false, "also words that recur in your own texts")
	completeGoals(c)
	complete(c, "since", "last month", "last session", "this year")
	complete(c, "until", "today", "yesterday", "last week")
	return c
}

// periodUnits are the periods that have a name.
func periodUnits() []string { return []string{"month", "quarter", "year"} }

// onePeriod takes one such period, or none.
func onePeriod(c *cobra.Command, args []string) error {
	switch {
	case len(args) > 1:
		return misused("%s takes one period at most: month, quarter or year", c.CommandPath())
	case len(args) == 1 && !slices.Contains(periodUnits(), args[0]):
		return misused("a period is month, quarter or year, not %q; for other days: --since DAY", args[0])
	}
	return nil
}

func periodCompletions(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return periodUnits(), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) insights(ctx context.Context, u insightsUsage) error {
	p, title, err := a.insightPeriod(ctx, u)
	if err != nil {
		return err
	}
	goal, err := oneGoal(u.goal)
	if err != nil {
		return err
	}
	c, err := a.catalogue()
	if err != nil {
		return err
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	var words *insight.Words
	if u.words {
		words = insight.NewWords()
	}
	book, err := a.book(ctx, v, p, words)
	if err != nil {
		return err
	}
	n := insight.Of(book, p, crosswalk(c, stageSlug))
	if a.flags.json {
		return a.putInsightsJSON(n, goal, words)
	}
	pg := a.page(ctx, c)
	if title == "" {
		title = capital(periodWords(n.Period.From, n.Period.To))
	}
	pg.title(title)
	if goal != "" {
		pg.goal(n, goal)
	} else {
		pg.numbers(n)
	}
	if words != nil {
		pg.words(words)
	}
	if goal == "" && n.Entries > 0 {
		a.say("To take along: afterword export --kind review%s", reviewArgs(u))
	}
	return nil
}

// reviewArgs are what makes a review of the same days.
func reviewArgs(u insightsUsage) string {
	line := " " + cmp.Or(u.unit, "quarter")
	if u.since != "" {
		line = " --since \"" + u.since + "\""
	}
	if u.until != "" {
		line += " --until \"" + u.until + "\""
	}
	return line
}

// insightPeriod settles the days, and their title where they have one.
func (a *app) insightPeriod(ctx context.Context, u insightsUsage) (p insight.Period, title string, err error) {
	p.To = a.today()
	if u.until != "" {
		if p.To, err = a.dayFlag(ctx, u.until); err != nil {
			return p, "", err
		}
	}
	if u.since != "" {
		if u.unit != "" {
			return p, "", misused("%s and --since both say where the period begins; give one of them", u.unit)
		}
		if p.From, err = a.dayFlag(ctx, u.since); err != nil {
			return p, "", err
		}
		if p.To.Before(p.From) {
			return p, "", misused("--until (%s) is before --since (%s)", p.To, p.From)
		}
		return p, "", nil
	}
	if u.unit == "" {
		u.unit = "quarter"
	}
	p, _ = insight.Back(u.unit, p.To)
	return p, map[string]string{"month": "A month", "quarter": "Three months", "year": "A year"}[u.unit] + ", " + periodWords(p.From, p.To), nil
}

// book reads the heads of everything that is counted. Where words are
// wanted it reads the texts of the period's entries with them.
func (a *app) book(ctx context.Context, v *vault.Vault, p insight.Period, words *insight.Words) (b insight.Book, err error) {
	damaged := 0
	for row, err := range v.Rows(ctx, vault.Reading{Bodies: words != nil}) {
		if errors.Is(err, vault.ErrDamaged) {
			damaged++
			continue
		}
		if err != nil {
			return b, err
		}
		t := journal.OfKind(row.Kind)
		if t == nil {
			continue // a kind of a newer program
		}
		if row.Into(t) != nil {
			damaged++
			continue
		}
		switch t := t.(type) {
		case *journal.Entry:
			b.Entries = append(b.Entries, t)
			if words != nil && p.Has(t.Day()) {
				words.Add(t)
			}
			t.Answers = nil
		case *journal.Question:
			b.Questions = append(b.Questions, t)
		case *journal.Action:
			b.Actions = append(b.Actions, t)
		case *journal.Session:
			b.Sessions = append(b.Sessions, t)
		case *journal.Learning:
			b.Learning = append(b.Learning, t)
		}
	}
	a.sayDamaged(damaged)
	return b, nil
}

// crosswalk takes from the catalogue where the goals stand, and what stages
// are called by.
func crosswalk(c *prompt.Catalogue, stage func(prompt.Stage) string) insight.Crosswalk {
	w := insight.Crosswalk{Proctor: map[journal.Goal][]string{}, Kadushin: map[journal.Goal][]string{},
		Eyes: map[journal.Goal][]int{}, Stages: map[string]string{}}
	for _, g := range c.Goals() {
		w.Proctor[g.Slug], w.Kadushin[g.Slug], w.Eyes[g.Slug] = g.Proctor, g.Kadushin, g.Eyes
	}
	for _, f := range c.Frameworks() {
		for _, s := range f.Stages {
			w.Stages[s.Prompt.ID] = stage(s)
			w.Order = append(w.Order, stage(s))
		}
	}
	return w
}

// A stage is called by its slug where it is data, and by its name where it
// is read.
func stageSlug(s prompt.Stage) string { return s.Slug }
func stageName(s prompt.Stage) string { return s.Name }

// The words that recur stand in at least three entries, and twelve of them
// are shown.
const (
	recurLeast = 3
	recurMost  = 12
)

// putInsightsJSON prints the numbers, of one goal alone where it is named.
func (a *app) putInsightsJSON(n insight.Numbers, goal journal.Goal, words *insight.Words) error {
	var recurring []insight.Count
	if words != nil {
		recurring = words.Recurring(recurLeast, recurMost)
	}
	if goal == "" {
		return a.putJSON(struct {
			Schema string `json:"schema"`
			insight.Numbers
			Words []insight.Count `json:"words,omitempty"`
		}{"afterword/insights/1", n, recurring})
	}
	return a.putJSON(struct {
		Schema  string          `json:"schema"`
		Period  insight.Period  `json:"period"`
		Goals   []insight.Place `json:"goals"`
		Measure any             `json:"measure"`
		Words   []insight.Count `json:"words,omitempty"`
	}{"afterword/insights/1", n.Period, []insight.Place{n.Place(goal)}, n.Measures.Of(goal), recurring})
}
