package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/prompt"
	"afterword/internal/vault"
)

// gather collects what was chosen for the period that was asked for.
func (a *app) gather(ctx context.Context, v *vault.Vault, o exporting) (*pack.Gathering, error) {
	period, had, err := a.period(ctx, v, o)
	if err != nil {
		return nil, err
	}
	r := pack.Request{Period: period, For: o.recipient, By: o.by, Made: a.stamp(), FullText: o.full, Excerpt: o.excerpt, Guard: a.guard(ctx), Words: pack.Vocabulary(a.words(ctx)),
		Trend: o.trend, Measures: o.measures, Scan: o.scan, Drawings: o.drawings}
	if r.Fingerprint, err = v.Fingerprint(ctx); err != nil {
		return nil, err
	}
	if err = fromCatalogue(&r); err != nil {
		return nil, err
	}
	if r.Questions, err = a.byName(ctx, v, o.questions, journal.KindQuestion); err != nil {
		return nil, err
	}
	if r.Picked, err = a.byName(ctx, v, o.items, journal.KindEntry, journal.KindQuestion, journal.KindAction); err != nil {
		return nil, err
	}
	if r.Full, err = a.byName(ctx, v, o.wholly, journal.KindEntry); err != nil {
		return nil, err
	}
	if r.Learning, err = a.byName(ctx, v, o.learning, journal.KindLearning); err != nil {
		return nil, err
	}
	if err := a.notes(ctx, o.notes, &r); err != nil {
		return nil, err
	}
	src := &choice{vault: v, had: had, picked: idSet(r.Picked), questions: idSet(r.Questions), learning: idSet(r.Learning), scan: o.scan}
	g, err := pack.Gather(ctx, src, r)
	var many *pack.QuestionsError
	switch {
	case src.err != nil:
		return nil, src.err
	case errors.As(err, &many):
		return nil, a.tooMany(ctx, v, many)
	case err != nil:
		return nil, usageError{err}
	}
	return g, a.sayLeft(g, src, period)
}

// functions is the crosswalk from goals to the functions of supervision.
func functions() (map[journal.Goal][]string, error) {
	c, err := prompt.Load()
	if err != nil {
		return nil, fmt.Errorf("loading the goals: %w", err)
	}
	return functionsOf(c), nil
}

func functionsOf(c *prompt.Catalogue) map[journal.Goal][]string {
	out := map[journal.Goal][]string{}
	for _, g := range c.Goals() {
		out[g.Slug] = g.Proctor
	}
	return out
}

// byName finds the things that were named one by one, each of one of the
// kinds. What is marked never, or grew from an entry that is, is refused
// here and would be left out by pack as well.
func (a *app) byName(ctx context.Context, v *vault.Vault, refs []string, kinds ...journal.Kind) ([]journal.ID, error) {
	var ids []journal.ID
	for _, ref := range refs {
		find := a.thing
		if _, last := lastRef(ref); last { // of the kind that is named, which is the first of several
			find = func(ctx context.Context, v *vault.Vault, ref string) (journal.Thing, error) {
				return a.one(ctx, v, kinds[0], ref)
			}
		}
		t, err := find(ctx, v, ref)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(kinds, kindOf(t)) {
			return nil, misused("%s is one %s; here you name %s", ref, kindOf(t), orWords(kinds))
		}
		if err := a.notInTrash(ctx, v, t); err != nil {
			return nil, err
		}
		short := a.short(ctx, v, metaOf(t).ID)
		if seen := seenBy(t); seen != nil {
			as := *seen
			if err := raise(kindOf(t), &as, journal.Bring, short); err != nil {
				return nil, err
			}
		}
		if err := a.mayLeave(ctx, v, t); err != nil {
			return nil, err
		}
		ids = append(ids, metaOf(t).ID)
	}
	return ids, nil
}

// mayLeave refuses what grew from an entry that is marked never, in the
// trash or gone, or from what grew from one: it cannot be brought.
func (a *app) mayLeave(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	from := grewFrom(t)
	if e, ok := t.(*journal.Entry); ok {
		from = e.Parent
	}
	for been := map[journal.ID]bool{}; !from.IsZero() && !been[from]; {
		been[from] = true
		e := new(journal.Entry)
		if err := v.Load(ctx, from, e); err != nil || e.Visibility == journal.Never || e.State != journal.Live {
			return misused("%s %s grew from an entry that is marked never, in the trash or gone, and cannot be brought", kindOf(t), a.short(ctx, v, metaOf(t).ID))
		}
		from = e.Parent
	}
	return nil
}

// orWords writes kinds as "an entry, a question or an action".
func orWords(kinds []journal.Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = "a " + string(k)
		if strings.ContainsAny(string(k[:1]), "aeiou") {
			words[i] = "an " + string(k)
		}
	}
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func idSet(ids []journal.ID) map[journal.ID]bool {
	set := map[journal.ID]bool{}
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// tooMany says which questions there are where a pack holds fewer.
func (a *app) tooMany(ctx context.Context, v *vault.Vault, many *pack.QuestionsError) error {
	var lines []string
	for _, id := range many.IDs {
		q := new(journal.Question)
		if err := v.Load(ctx, id, q); err != nil {
			return err
		}
		lines = append(lines, "  "+a.namedThing(ctx, v, q))
	}
	return hinted(usageError{many}, "%s\nName those to bring now: afterword export --question ID, up to three times. To let one wait: afterword keep ID",
		strings.Join(lines, "\n"))
}

// sayLeft says what was chosen and is not in the pack, and fails where
// nothing is in it.
func (a *app) sayLeft(g *pack.Gathering, src *choice, period pack.Period) error {
	a.sayDamaged(src.damaged)
	var held []string
	if n := src.heldEntries; n > 0 {
		held = append(held, counted(n, "entry"))
	}
	if n := src.heldQuestions; n > 0 {
		held = append(held, counted(n, "question"))
	}
	if n := src.heldActions; n > 0 {
		held = append(held, counted(n, "action"))
	}
	if len(held) > 0 {
		a.say("Left out: %s that grew from an entry marked never, in the trash or gone.", strings.Join(held, " and "))
	}
	earlier := g.Left().Outside - src.later
	if g.IsEmpty() {
		hint := "Choose an entry for it: afterword bring ENTRY"
		switch {
		case src.before > 0:
			hint = "Chosen, but in the last pack already: " + counted(src.before, "item") + ". To bring it again: afterword export --since \"1 week ago\""
		case earlier > 0:
			hint = "Chosen, but of other days: " + counted(earlier, "item") + ". Reach further back: afterword export --since \"3 months ago\""
		case src.later > 0:
			hint = "Chosen, but of later days: " + counted(src.later, "item") + ". Reach further on: afterword export --until " + string(src.latest)
		}
		return hinted(nothingChosen(period), "%s", hint)
	}
	if src.before > 0 {
		a.say("In the last pack already, so not in this one: %s.", counted(src.before, "chosen item"))
	}
	if earlier > 0 {
		a.say("Not in this pack, as of other days than %s: %s. To reach further: --since DAY.", periodWords(period.From, period.To), counted(earlier, "chosen item"))
	}
	if src.later > 0 {
		a.say("Not in this pack, as of days after %s: %s. To reach further: --until %s.", plainDay(period.To), counted(src.later, "chosen item"), src.latest)
	}
	return nil
}

// nothingChosen means that a pack would be empty; it counts as not found.
func nothingChosen(p pack.Period) error {
	return &emptyError{"nothing is chosen for a pack; looked at: " + periodWords(p.From, p.To)}
}

// emptyError says that there is nothing of what was asked for.
type emptyError struct{ message string }

func (e *emptyError) Error() string { return e.message }
func (e *emptyError) Unwrap() error { return errNotFound }
