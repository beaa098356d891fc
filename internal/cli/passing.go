package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/pack"
	"afterword/internal/privacy"
)

// passing is what stands before the gate: a pack, or a reply to one.
type passing struct {
	findings func() []pack.Flag
	release  func(pack.Decisions) error
	goOn     string // the next step while something is undecided
	keys     string // where the keys of now are
}

// through takes a gathering through the gate with the decisions that are
// there, asking about the rest where asking says so. asked holds what is
// decided on the way.
func (a *app) through(ctx context.Context, g *pack.Gathering, given pack.Decisions, asked *deciding, asking bool) (p pack.Pack, err error) {
	err = a.pass(ctx, passing{
		findings: g.Findings,
		release:  func(d pack.Decisions) (err error) { p, err = g.Release(d); return err },
		goOn:     "Look at the words: afterword check %s. Then mend them in the journal, decide by --decisions FILE (docs/pack.md; the keys: afterword export --json), or let them leave by --share-undecided.",
		keys:     "afterword export --json",
	}, given, asked, asking)
	return p, err
}

// replyThrough takes a reply to p through the gate, as through does.
func (a *app) replyThrough(ctx context.Context, p pack.Pack, r pack.Reply, given pack.Decisions, asking bool) (out pack.Reply, c pack.Counts, err error) {
	u := p.Unsent(r, a.guard(ctx))
	err = a.pass(ctx, passing{
		findings: u.Findings,
		release:  func(d pack.Decisions) (err error) { out, c, err = u.Release(d); return err },
		goOn:     "Nothing was written. Put other words there, decide by --decisions FILE (docs/reply.md; the keys: the same with --json), or let them leave by --share-undecided.",
		keys:     "the same with --json, and without --decisions",
	}, given, &deciding{seen: map[string]bool{}}, asking)
	return out, c, err
}

// pass takes what p is through the gate: by the decisions given, and by
// asking about each finding where asking says so.
func (a *app) pass(ctx context.Context, p passing, given pack.Decisions, asked *deciding, asking bool) error {
	flags := slices.DeleteFunc(p.findings(), func(f pack.Flag) bool {
		return slices.ContainsFunc(asked.list, func(d pack.Decision) bool { return d.Key == f.Key })
	})
	if asking && (slices.ContainsFunc(flags, pack.Flag.MustDecide) || len(flags) > 0 && !a.flags.yes) {
		if err := a.decide(ctx, asked, flags); err != nil {
			return err
		}
	}
	for {
		err := p.release(pack.Decisions{List: slices.Concat(given.List, asked.list), ShareUndecided: given.ShareUndecided || asked.share})
		var undecided *pack.UndecidedError
		switch {
		case errors.Is(err, pack.ErrStale):
			return hinted(err, "The keys of now: %s", p.keys)
		case !errors.As(err, &undecided):
			return err
		case !asking:
			return a.undecided(ctx, asked, p, undecided)
		}
		if slices.ContainsFunc(undecided.Flags, func(f pack.Flag) bool { return !asked.seen[f.Key] }) {
			err = a.decide(ctx, asked, undecided.Flags)
		} else {
			err = a.shareAnyway(ctx, asked, undecided)
		}
		switch {
		case errors.Is(err, errStopped):
			return a.undecided(ctx, asked, p, undecided)
		case err != nil:
			return err
		}
	}
}

// undecided makes the error that lists where the undecided findings are
// and how to go on; with --json the list is data.
func (a *app) undecided(ctx context.Context, d *deciding, p passing, u *pack.UndecidedError) error {
	first := "-"
	if i := slices.IndexFunc(u.Flags, func(f pack.Flag) bool { return !f.ID.IsZero() }); i >= 0 {
		first = a.short(ctx, d.vault, u.Flags[i].ID)
	}
	goOn := strings.Replace(p.goOn, "%s", first, 1)
	if !a.flags.json {
		var lines []string
		var found []privacy.Finding
		for _, f := range u.Flags {
			_, one, _ := ask.KindWords(f.Finding.Kind)
			lines = append(lines, fmt.Sprintf("  %s: %s; %s", a.flagPlace(ctx, d.vault, f), one, f.Finding.Why))
			found = append(found, f.Finding)
		}
		for _, f := range u.Hints {
			_, one, _ := ask.KindWords(f.Finding.Kind)
			lines = append(lines, fmt.Sprintf("  %s: %s, a hint; %s", a.flagPlace(ctx, d.vault, f), one, f.Finding.Why))
		}
		return hinted(u, "%s:\n%s\n%s", ask.CountKinds(found), strings.Join(lines, "\n"), goOn)
	}
	hints := slices.DeleteFunc(p.findings(), pack.Flag.MustDecide)
	err := a.putJSON(struct {
		Schema   string      `json:"schema"`
		Findings []foundJSON `json:"findings"`
		Hints    []foundJSON `json:"hints"`
	}{"afterword/findings/1", a.flagsJSON(ctx, d.vault, u.Flags), a.flagsJSON(ctx, d.vault, hints)})
	if err != nil {
		return err
	}
	return hinted(u, "%s", goOn)
}
