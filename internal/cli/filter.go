package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// filters are the flags that choose entries for a list.
type filters struct {
	since, until, visibility    string
	goals, kinds, tags, aliases []string
	limit                       int
	deleted                     bool
}

// usualLimit is how many entries are shown where --limit says nothing.
const usualLimit = 20

// flags adds the filters to a command.
func (f *filters) flags(cmd *cobra.Command, offer cobra.CompletionFunc) {
	s := cmd.Flags()
	s.StringVar(&f.since, "since", "", "from this `DAY` on: 2026-11-23, last monday, 3 weeks ago")
	s.StringVar(&f.until, "until", "", "up to this `DAY`, the day itself included")
	s.StringArrayVar(&f.goals, "goal", nil, "of this `GOAL`; given again, of any of them")
	s.StringArrayVar(&f.kinds, "kind", nil, "of this `KIND`: quick, reflection, note, nothing or second-look")
	s.StringArrayVar(&f.tags, "tag", nil, "with this `TAG`; given again, with any of them")
	s.StringArrayVar(&f.aliases, "alias", nil, "with this `ALIAS`; given again, with any of them")
	s.StringVar(&f.visibility, "visibility", "", "of this `VISIBILITY`: just-me, bring or never")
	s.IntVar(&f.limit, "limit", usualLimit, "at most `N` of them; 0 for all")
	s.BoolVar(&f.deleted, "deleted", false, "those in the trash instead")
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if strings.Contains(err.Error(), `for "--limit" flag`) {
			err = errors.New("--limit takes a number")
		}
		return c.Parent().FlagErrorFunc()(c, err)
	})
	completeGoals(cmd)
	completeFrom(cmd, "alias", offer)
	complete(cmd, "kind", "quick", "reflection", "note", "nothing", "second-look")
	complete(cmd, "visibility", "just-me", "bring", "never")
	complete(cmd, "since", "today", "yesterday", "last week", "last month", "last session")
	complete(cmd, "until", "today", "yesterday", "last week", "last month")
}

// read checks the filters and makes one of them.
func (f *filters) read(ctx context.Context, a *app) (journal.Filter, error) {
	out := journal.Filter{Tags: bare(f.tags), Aliases: bare(f.aliases), Deleted: f.deleted}
	if f.limit < 0 {
		return out, misused("--limit is a number from 0, which means all")
	}
	var err error
	if out.Since, err = a.dayFlag(ctx, f.since); err != nil {
		return out, err
	}
	if out.Until, err = a.dayFlag(ctx, f.until); err != nil {
		return out, err
	}
	if out.Since != "" && out.Until != "" && out.Until.Before(out.Since) {
		return out, misused("--until (%s) is before --since (%s)", out.Until, out.Since)
	}
	if out.Goals, err = parsed(f.goals, journal.ParseGoal); err != nil {
		return out, err
	}
	if out.Kinds, err = parsed(f.kinds, journal.ParseEntryKind); err != nil {
		return out, err
	}
	if f.visibility != "" {
		if out.Visibility, err = journal.ParseVisibility(f.visibility); err != nil {
			return out, usageError{err}
		}
	}
	return out, nil
}

// dayFlag reads the day a flag gives, no day where it was not given.
func (a *app) dayFlag(ctx context.Context, s string) (journal.Date, error) {
	if s == "" {
		return "", nil
	}
	if slices.Equal(strings.Fields(strings.ToLower(s)), []string{"last", "session"}) {
		return a.lastSession(ctx)
	}
	return a.day(s)
}

// lastSession is the day of the latest session that was noted.
func (a *app) lastSession(ctx context.Context) (journal.Date, error) {
	v, err := a.open(ctx)
	if err != nil {
		return "", err
	}
	found, _, err := a.ofKind(ctx, v, vault.Reading{}, journal.KindSession, nil)
	if err != nil {
		return "", err
	}
	day := journal.Date("")
	for _, t := range found {
		day = max(day, dayOf(t))
	}
	if day == "" {
		return "", hinted(misused("no supervision session is noted in this journal, so %q names no day", "last session"),
			"Note it: afterword session add. Or give the day instead, such as --since \"3 weeks ago\".")
	}
	a.say("The last session: %s.", day.Long())
	return day, nil
}

// parsed reads each word with parse.
func parsed[T any](words []string, parse func(string) (T, error)) ([]T, error) {
	var out []T
	for _, w := range words {
		v, err := parse(w)
		if err != nil {
			return nil, usageError{err}
		}
		out = append(out, v)
	}
	return out, nil
}

// bare takes the mark off tags written as #nights.
func bare(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, strings.TrimPrefix(strings.TrimSpace(w), "#"))
	}
	return out
}

// offerEntry completes the one entry a command takes.
func (a *app) offerEntry(c *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.offerEntries(false)(c, args, word)
}
