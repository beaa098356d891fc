package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// thing finds what a person means by an id's beginning: an entry, a
// question, an action, a session, a supervisor or a learning goal. last and last-2 are entries. It is loaded whole;
// one in the trash is found as well.
func (a *app) thing(ctx context.Context, v *vault.Vault, ref string) (journal.Thing, error) {
	p, err := journal.ParsePrefix(ref)
	if _, ok := lastRef(ref); ok || err != nil {
		return a.entry(ctx, v, ref)
	}
	ids, err := v.Find(ctx, p, 20)
	if err != nil {
		return nil, err
	}
	var found []journal.Thing
	for _, id := range ids {
		t, err := loadThing(ctx, v, id)
		switch {
		case errors.Is(err, vault.ErrDamaged):
			return nil, fmt.Errorf("%s: %w", ref, err)
		case err != nil:
			return nil, err
		case t == nil:
		case metaOf(t).State == journal.Purged:
			return nil, hinted(fmt.Errorf("%s %s: %w", kindOf(t), ref, vault.ErrPurged), "A purge cannot be taken back.")
		default:
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return nil, hinted(fmt.Errorf("entry %s: %w", ref, errNotFound), "See which there are: afterword list")
	case 1:
		return found[0], nil
	}
	var lines []string
	for _, t := range found {
		lines = append(lines, fmt.Sprintf("  %s  %s  %s", metaOf(t).ID.String()[:8], dayOf(t), kindOf(t)))
	}
	return nil, hinted(misused("%s fits more than one thing", ref), "Give more of the id:\n%s", strings.Join(lines, "\n"))
}

// spokenKinds are the kinds of thing that a person can name by an id.
func spokenKinds() []journal.Kind {
	return []journal.Kind{journal.KindEntry, journal.KindQuestion, journal.KindAction, journal.KindSession, journal.KindSupervisor, journal.KindLearning}
}

// loadThing loads a thing of one of the spoken kinds; anything else is nil.
func loadThing(ctx context.Context, v *vault.Vault, id journal.ID) (journal.Thing, error) {
	for _, k := range spokenKinds() {
		t := journal.OfKind(k)
		err := v.Load(ctx, id, t)
		if err == nil {
			return t, nil
		}
		if status(err) != StatusFailed { // what fails plainly is a record of another kind
			return nil, err
		}
	}
	return nil, nil
}

// allThings finds everything that is named, each once, before anything is
// changed: one wrong id changes nothing.
func (a *app) allThings(ctx context.Context, v *vault.Vault, refs []string) ([]journal.Thing, error) {
	var all []journal.Thing
	for _, ref := range refs {
		t, err := a.thing(ctx, v, ref)
		if err != nil {
			return nil, err
		}
		all = joinThings(all, t)
	}
	return all, nil
}

// joinThings adds to all what is not among it yet.
func joinThings(all []journal.Thing, more ...journal.Thing) []journal.Thing {
	for _, t := range more {
		if !slices.ContainsFunc(all, func(other journal.Thing) bool { return metaOf(other).ID == metaOf(t).ID }) {
			all = append(all, t)
		}
	}
	return all
}

// grown loads the questions and actions that grew from an entry, the oldest
// first, those in the trash included. They were written with it or after
// it, so nothing older is opened.
func grown(ctx context.Context, v *vault.Vault, e *journal.Entry) ([]journal.Thing, error) {
	var ids []journal.ID
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if row.First <= e.First {
			break
		}
		var t journal.Thing
		switch row.Kind {
		case journal.KindQuestion:
			t = new(journal.Question)
		case journal.KindAction:
			t = new(journal.Action)
		default:
			continue
		}
		if row.Into(t) == nil && grewFrom(t) == e.ID {
			ids = append([]journal.ID{row.ID}, ids...)
		}
	}
	var all []journal.Thing
	for _, id := range ids {
		t, err := loadThing(ctx, v, id)
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// grewFrom is the entry that a question or an action grew from.
func grewFrom(t journal.Thing) journal.ID {
	switch t := t.(type) {
	case *journal.Question:
		return t.Entry
	case *journal.Action:
		return t.Entry
	}
	return journal.ID{}
}

func kindOf(t journal.Thing) journal.Kind {
	kind, _, _, _ := t.Parts()
	return kind
}

func metaOf(t journal.Thing) *journal.Meta {
	_, meta, _, _ := t.Parts()
	return meta
}

// seenBy is where a thing keeps its visibility; actions, sessions and
// supervisors have none.
func seenBy(t journal.Thing) *journal.Visibility {
	switch t := t.(type) {
	case *journal.Entry:
		return &t.Visibility
	case *journal.Question:
		return &t.Visibility
	}
	return nil
}

// dayOf is the day a thing belongs to.
func dayOf(t journal.Thing) journal.Date {
	switch t := t.(type) {
	case *journal.Entry:
		return t.Day()
	case *journal.Question:
		return t.Written.Date()
	case *journal.Action:
		return t.Written.Date()
	case *journal.Session:
		return t.Date
	case *journal.Supervisor:
		return t.Written.Date()
	case *journal.Learning:
		return t.Written.Date()
	}
	return metaOf(t).Saved.Date()
}

// namedThing is a thing as it is spoken of: its id and its day, and its
// kind where it is no entry.
func (a *app) namedThing(ctx context.Context, v *vault.Vault, t journal.Thing) string {
	name := a.short(ctx, v, metaOf(t).ID) + " of " + dayOf(t).Long()
	if k := kindOf(t); k != journal.KindEntry {
		return kindTitle(k) + " " + name
	}
	return name
}

// changedThing describes a change of t as it now is.
func changedThing(t journal.Thing, change string) changed {
	m := metaOf(t)
	c := changed{ID: m.ID.String(), Kind: string(kindOf(t)), Change: change, State: stateWord(m.State), Revision: m.Revision}
	if seen := seenBy(t); seen != nil {
		c.Visibility = string(*seen)
	}
	return c
}

// countedThings writes "1 entry, 2 questions".
func countedThings(all []journal.Thing) string {
	var parts []string
	for _, k := range spokenKinds() {
		n := 0
		for _, t := range all {
			if kindOf(t) == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, string(k)))
		}
	}
	return strings.Join(parts, ", ")
}
