package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// one finds the one thing of a kind that a person means: by the beginning
// of its id, or as last, last-1 and so on, in the order of writing.
func (a *app) one(ctx context.Context, v *vault.Vault, kind journal.Kind, ref string) (journal.Thing, error) {
	if kind == journal.KindEntry {
		e, err := a.entry(ctx, v, ref)
		if err != nil {
			return nil, err
		}
		return e, nil
	}
	if back, ok := lastRef(ref); ok {
		return a.lastOf(ctx, v, kind, back)
	}
	if _, err := journal.ParsePrefix(ref); err != nil {
		return nil, hinted(usageError{err}, "It is named by the id that `afterword %s list` shows, or by last, last-1, last-2.", kind)
	}
	t, err := a.thing(ctx, v, ref)
	switch {
	case errors.Is(err, errNotFound):
		return nil, hinted(fmt.Errorf("%s %s: %w", kind, ref, errNotFound), "See which there are: afterword %s list", kind)
	case err != nil:
		return nil, err
	case kindOf(t) != kind:
		return nil, hinted(misused("%s is not a %s but %s", ref, kind, aKind(kindOf(t))), "Look at it: afterword show %s", ref)
	}
	return t, nil
}

// aKind is a kind with its article.
func aKind(k journal.Kind) string {
	if strings.ContainsRune("aeiou", rune(k[0])) {
		return "an " + string(k)
	}
	return "a " + string(k)
}

// lastOf loads the thing of a kind that was written back things before the
// last one.
func (a *app) lastOf(ctx context.Context, v *vault.Vault, kind journal.Kind, back int) (journal.Thing, error) {
	found, _, err := a.ofKind(ctx, v, vault.Reading{}, kind, nil)
	if err != nil {
		return nil, err
	}
	if back >= len(found) {
		return nil, hinted(fmt.Errorf("there are not that many %ss: %w", kind, errNotFound), "See which there are: afterword %s list", kind)
	}
	t := found[back]
	return t, v.Load(ctx, metaOf(t).ID, t)
}

// ofKind reads the heads of the things of a kind that pick takes, the newest
// first, and counts those that could not be opened.
func (a *app) ofKind(ctx context.Context, v *vault.Vault, want vault.Reading, kind journal.Kind, pick func(journal.Thing) bool) (found []journal.Thing, damaged int, err error) {
	for row, err := range v.Rows(ctx, want) {
		if errors.Is(err, vault.ErrDamaged) {
			damaged++
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		if row.Kind != kind {
			continue
		}
		t := journal.OfKind(kind)
		if row.Into(t) != nil {
			damaged++
			continue
		}
		if pick == nil || pick(t) {
			found = append(found, t)
		}
	}
	return found, damaged, nil
}

// loopList is what the lists of the loop have in common.
type loopList struct {
	limit   int
	deleted bool
}

func (l *loopList) flags(c *cobra.Command) {
	c.Flags().IntVar(&l.limit, "limit", usualLimit, "at most `N` of them; 0 for all")
	c.Flags().BoolVar(&l.deleted, "deleted", false, "those in the trash instead")
}

// listOf reads what a list shows: heads first, and then the text of those
// that are shown.
func (a *app) listOf(ctx context.Context, l loopList, kind journal.Kind, pick func(journal.Thing) bool, order func(x, y journal.Thing) int) (*vault.Vault, []journal.Thing, error) {
	if l.limit < 0 {
		return nil, nil, misused("--limit is a number from 0, which means all")
	}
	v, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	found, damaged, err := a.ofKind(ctx, v, vault.Reading{Deleted: l.deleted}, kind, func(t journal.Thing) bool {
		return (metaOf(t).State == journal.Deleted) == l.deleted && (pick == nil || pick(t))
	})
	if err != nil {
		return nil, nil, err
	}
	if order != nil {
		slices.SortStableFunc(found, order)
	}
	if l.limit > 0 && len(found) > l.limit {
		found = found[:l.limit]
		a.say("The first %d are shown; there are more. All of them: --limit 0", l.limit)
	}
	shown := found[:0]
	for _, t := range found {
		switch err := v.Load(ctx, metaOf(t).ID, t); {
		case errors.Is(err, vault.ErrDamaged):
			damaged++
		case err != nil:
			return nil, nil, err
		default:
			shown = append(shown, t)
		}
	}
	a.sayDamaged(damaged)
	return v, shown, nil
}

// offerKind completes the ids of the last 20 things of a kind. It asks
// nothing and offers nothing where the journal does not open.
func (a *app) offerKind(kind journal.Kind) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		const none = cobra.ShellCompDirectiveNoFileComp
		v, err := a.peek(c.Context())
		if err != nil || len(args) > 0 {
			return nil, none
		}
		found, _, err := a.ofKind(c.Context(), v, vault.Reading{}, kind, nil)
		if err != nil {
			return nil, none
		}
		out := []string{"last"}
		for _, t := range found[:min(len(found), 20)] {
			out = append(out, a.short(c.Context(), v, metaOf(t).ID)+"\t"+string(dayOf(t)))
		}
		return out, none
	}
}

// offerFor completes a flag with the ids of a kind.
func (a *app) offerFor(c *cobra.Command, flag string, kind journal.Kind) {
	offer := a.offerKind(kind)
	completeFrom(c, flag, func(c *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		return offer(c, nil, word)
	})
}

// loopParts are the texts of a thing of the loop, where they are kept.
func loopParts(t journal.Thing) []checkedPart {
	switch t := t.(type) {
	case *journal.Question:
		return []checkedPart{{"text", &t.Text}, {"context", &t.Context}, {"tried", &t.Tried}, {"outcome", &t.Outcome}}
	case *journal.Action:
		return []checkedPart{{"text", &t.Text}, {"owner", &t.Owner}, {"standard", &t.Standard}, {"sign", &t.Sign}, {"outcome", &t.Outcome}}
	case *journal.Learning:
		return []checkedPart{{"text", &t.Text}, {"outcome", &t.Outcome}}
	case *journal.Session:
		return []checkedPart{{"agreed", &t.Agreed}, {"impact", &t.Impact}, {"signed by", &t.SignedBy}}
	case *journal.Supervisor:
		return []checkedPart{{"name", &t.Name}, {"role", &t.Role}, {"credential", &t.Credential}, {"contact", &t.Contact},
			{"frequency", &t.Frequency}, {"purpose", &t.Purpose}, {"limits", &t.Limits}}
	}
	return nil
}

// goalQuestion asks for one of the eight goals.
func (a *app) goalQuestion(id string, kind ask.Kind, title string) (ask.Question, error) {
	c, err := a.catalogue()
	if err != nil {
		return ask.Question{}, err
	}
	q := ask.Question{ID: id, Kind: kind, Title: title}
	for i, g := range c.Goals() {
		q.Options = append(q.Options, ask.Option{Key: rune('1' + i), Value: string(g.Slug), Label: g.Label})
	}
	return q, nil
}

// oneGoal reads a goal from a flag or an answer; none where it is empty.
func oneGoal(s string) (journal.Goal, error) {
	var g journal.Goal
	err := setFrom(&g, s, journal.ParseGoal)
	return g, err
}
