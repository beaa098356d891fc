package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

// checkAsked goes through what is found in a thing, one by one, and saves
// what was changed as a new revision. Where nothing is, that is said.
func (a *app) checkAsked(ctx context.Context, v *vault.Vault, c checked) error {
	id := metaOf(c.thing).ID
	r, found := ask.Review{Look: a.guardFor(ctx, id).Scan}, 0
	for _, p := range c.parts {
		r.Passages = append(r.Passages, ask.Passage{Name: p.name, Text: *p.text, Found: a.guardFor(ctx, id, *p.text).Scan(*p.text)})
		found += len(r.Passages[len(r.Passages)-1].Found)
	}
	if found == 0 {
		return a.checkList(ctx, v, c, false)
	}
	out, end, err := a.goThrough(ctx, ask.Form{Title: "Check " + a.short(ctx, v, id)}, r)
	switch {
	case err != nil:
		return err
	case end == ask.Interrupted:
		a.say("Nothing was changed.")
		return a.ended(ctx)
	}
	a.naming.took(out.Decided)
	if err := a.keepWords(ctx, keptOf(out, id)); err != nil {
		return fmt.Errorf("noting what you keep: %w", err)
	}
	if out.Count(ask.Replaced) > 0 {
		if err := a.saveReworded(ctx, v, c, out.Texts); err != nil {
			return err
		}
	}
	a.say("%s", sentence(outcomeWords(out)))
	if len(out.Open) > 0 {
		return hinted(undecidedError{len(out.Open)}, "Each is asked about again before it leaves. To go on: afterword check %s", a.short(ctx, v, id))
	}
	return nil
}

// outcomeWords says what a review came to.
func outcomeWords(out ask.Outcome) string {
	replaced, kept := out.Count(ask.Replaced), out.Count(ask.Kept, ask.Cleared, ask.ForGood)
	words := identifierWords(replaced, kept, 0)
	switch n := len(out.Open); {
	case n > 0 && replaced+kept == 0:
		return counted(n, "possible identifier") + ": " + fmt.Sprint(n) + " undecided"
	case n > 0:
		_, parts, _ := strings.Cut(words, ": ")
		return fmt.Sprintf("%s: %s, %d undecided", counted(replaced+kept+n, "possible identifier"), parts, n)
	}
	return words
}

// undecidedError means that a review was left before all was decided.
type undecidedError struct{ count int }

func (e undecidedError) Error() string {
	return counted(e.count, "possible identifier") + " left undecided"
}
func (e undecidedError) Unwrap() error { return &pack.UndecidedError{Count: e.count} }

// keptOf are the words that a review of one thing kept.
func keptOf(out ask.Outcome, id journal.ID) []keptWord {
	var kept []keptWord
	for _, d := range out.Decided {
		if d.Act != ask.Replaced {
			kept = append(kept, keptWord{d.Words, d.Act, id, out.Texts[d.Passage]})
		}
	}
	return kept
}

// saveReworded saves a thing with new words in its texts.
func (a *app) saveReworded(ctx context.Context, v *vault.Vault, c checked, texts []string) error {
	e, isEntry := c.thing.(*journal.Entry)
	was, before := "", journal.EntryBody{}
	if isEntry {
		was, before.Answers = firstText(e), slices.Clone(e.Answers)
	}
	for i, p := range c.parts {
		*p.text = texts[i]
	}
	if isEntry {
		if now := firstText(e); now != was {
			e.Gist = journal.GistOf(now)
		}
		e.Aliases = journal.Relabel(e.Aliases, before, e.EntryBody)
	}
	err := a.savingLabels(ctx, v, texts, func(more ...journal.Thing) error {
		return v.Save(ctx, a.stamp(), append([]journal.Thing{c.thing}, more...)...)
	})
	if err != nil {
		return hintedLoss(err)
	}
	m := metaOf(c.thing)
	a.say("%s is saved as revision %d.", a.namedThing(ctx, v, c.thing), m.Revision)
	return a.offerForget(ctx, v, m.ID)
}

// keyPlace is where a finding is, for whoever looks for its key.
type keyPlace struct {
	part       string
	start, end int
	kind       privacy.Kind
}

// packKeys are the keys by which a file of decisions names what is found in
// a thing, as export asks about it with answers shortened.
func (a *app) packKeys(ctx context.Context, v *vault.Vault, t journal.Thing) (map[keyPlace]string, error) {
	g, err := pack.Gather(ctx, single{t}, pack.Request{Made: a.stamp(), Guard: a.guard(ctx)})
	if err != nil {
		return nil, err
	}
	keys := map[keyPlace]string{}
	for _, f := range g.Findings() {
		keys[keyPlace{a.partOf(ctx, v, f), f.Finding.Start, f.Finding.End, f.Finding.Kind}] = f.Key
	}
	return keys, nil
}

// single is a source of one thing, as if it were marked to bring. What is
// gathered from it is never released.
type single struct{ thing journal.Thing }

// Chosen implements pack.Source.
func (s single) Chosen(context.Context, pack.Period) (pack.Chosen, error) {
	switch t := s.thing.(type) {
	case *journal.Entry:
		e := *t
		e.Visibility, e.State = journal.Bring, journal.Live
		return pack.Chosen{Entries: []journal.Entry{e}}, nil
	case *journal.Question:
		q := *t
		q.Visibility, q.Meta.State = journal.Bring, journal.Live
		return pack.Chosen{Questions: []journal.Question{q}}, nil
	case *journal.Action:
		act := *t
		act.Meta.State = journal.Live
		return pack.Chosen{Actions: []journal.Action{act}}, nil
	}
	return pack.Chosen{}, nil
}
