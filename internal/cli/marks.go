package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

// marks are the flags that say about an entry what is not its text.
type marks struct {
	goals, tags, aliases       []string
	date, visibility, risk     string
	decided                    string
	energy, weight, confidence int
	minutes                    int
}

// flags adds the marks to a command; offer completes an alias.
func (m *marks) flags(cmd *cobra.Command, offer cobra.CompletionFunc) {
	f := cmd.Flags()
	f.StringArrayVar(&m.goals, "goal", nil, "the `GOAL` it belongs to; may be given again")
	f.StringVar(&m.date, "date", "", "the `DAY` the shift began: 2026-11-23, yesterday, last friday")
	f.IntVar(&m.energy, "energy", 0, "energy left, `1-5`")
	f.IntVar(&m.weight, "weight", 0, "weight carried home, `1-5`")
	f.IntVar(&m.confidence, "confidence", 0, "confidence, `1-5`")
	f.IntVar(&m.minutes, "minutes", 0, "`MINUTES` of professional development")
	f.StringVar(&m.decided, "decided", "", "`HOW` it was decided: alone, checked or asked")
	f.StringArrayVar(&m.tags, "tag", nil, "a `TAG`; may be given again")
	f.StringArrayVar(&m.aliases, "alias", nil, "an `ALIAS` such as heron-3; may be given again")
	f.StringVar(&m.visibility, "visibility", "", "`WHO` may see it: just-me, bring or never")
	f.StringVar(&m.risk, "risk", "", "anyone `AT RISK`: none, handed-over or open")
	completeGoals(cmd)
	completeFrom(cmd, "alias", offer)
	complete(cmd, "visibility", "just-me", "bring", "never")
	complete(cmd, "risk", "none", "handed-over", "open")
	complete(cmd, "decided", "alone", "checked", "asked")
}

// apply checks the marks and puts them on an entry's head.
func (m *marks) apply(a *app, c *cobra.Command, h *journal.EntryHead) error {
	for _, r := range []struct {
		name  string
		value int
		into  *int
	}{{"energy", m.energy, &h.Energy}, {"weight", m.weight, &h.Weight}, {"confidence", m.confidence, &h.Confidence}} {
		if r.value < 0 || r.value > 5 {
			return misused("--%s runs from 1 to 5", r.name)
		}
		*r.into = r.value
	}
	if m.minutes < 0 || m.minutes > journal.LongestSession {
		return misused("--minutes runs from 0 to %d", journal.LongestSession)
	}
	h.Minutes = m.minutes
	for _, g := range m.goals {
		goal, err := journal.ParseGoal(g)
		if err != nil {
			return usageError{err}
		}
		h.Goals = append(h.Goals, goal)
	}
	if m.date != "" {
		day, err := a.day(m.date)
		if err != nil {
			return err
		}
		if a.today().AddDays(1).Before(day) {
			return misused("--date %s is %s, which has not come yet", m.date, day.Long())
		}
		if m.date != string(day) {
			a.say("Date: %s.", day.Long())
		}
		h.Shift = day
	}
	var err error
	if h.Tags, err = labels("tag", m.tags); err != nil {
		return err
	}
	if h.Aliases, err = labels("alias", m.aliases); err != nil {
		return err
	}
	if err := a.drawnAliases(c.Context(), h.Aliases); err != nil {
		return err
	}
	return m.words(h)
}

// words reads the marks that are one of a few words.
func (m *marks) words(h *journal.EntryHead) (err error) {
	if m.visibility != "" {
		if h.Visibility, err = journal.ParseVisibility(m.visibility); err != nil {
			return usageError{err}
		}
	}
	if m.risk != "" {
		if h.Risk, err = journal.ParseRisk(m.risk); err != nil {
			return usageError{err}
		}
	}
	if m.decided != "" {
		if h.Decided, err = journal.ParseDecided(m.decided); err != nil {
			return usageError{err}
		}
	}
	return nil
}

// labels checks tags or aliases: one word each, at most 40 characters.
func labels(what string, given []string) ([]string, error) {
	var out []string
	for _, s := range given {
		cleaned, _ := journal.Clean(s)
		cleaned = strings.TrimPrefix(strings.TrimSpace(cleaned), "#")
		if cleaned == "" || strings.ContainsAny(cleaned, " \t\n,") || len([]rune(cleaned)) > 40 {
			return nil, misused("what --%s takes is one word of at most 40 characters, without commas", what)
		}
		out = append(out, cleaned)
	}
	return out, nil
}

// drawnAliases refuses an alias that alias new would not make and this
// journal has not made, since one of somebody's own choice tends to say who it
// is.
func (a *app) drawnAliases(ctx context.Context, aliases []string) error {
	for _, alias := range aliases {
		if journal.IsLabel(strings.ToLower(alias)) {
			continue
		}
		if v, err := a.peek(ctx); err == nil {
			if l, err := a.lexicon(ctx, v); err == nil && slices.Contains(l.Labels, alias) {
				continue
			}
		}
		return hinted(misused("an alias is a label that Afterword draws, such as heron-3, so that it says nothing of who it stands for"), "Draw one: afterword alias new")
	}
	return nil
}

// completeFrom offers for a flag what a function gives.
func completeFrom(cmd *cobra.Command, flag string, offer cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(fmt.Sprintf("completing --%s: %v", flag, err)) // a flag that is not there is a mistake in this program
	}
}

// complete offers fixed values for a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	completeFrom(cmd, flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values, cobra.ShellCompDirectiveNoFileComp
	})
}

// completeGoals offers the eight goals for --goal.
func completeGoals(cmd *cobra.Command) {
	var goals []string
	for _, g := range journal.Goals() {
		goals = append(goals, string(g))
	}
	complete(cmd, "goal", goals...)
}
