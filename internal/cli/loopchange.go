package cli

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// piped is what came on standard input, cleaned; nothing where that is a
// terminal.
func (a *app) piped() (string, error) {
	if a.Terminal.In {
		return "", nil
	}
	text, err := a.readAll()
	return strings.TrimSpace(a.clean(text)), err
}

// ahead reads a day to come and says which one it was taken for.
func (a *app) ahead(what, s string) (journal.Date, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	d, err := journal.ParseAhead(s, a.today())
	if err != nil {
		return "", usageError{fmt.Errorf("%s: %w", strings.ToLower(what), err)}
	}
	a.sayDay(what, s, d)
	return d, nil
}

// pastOrAhead is ahead for a day that can be past as well.
func (a *app) pastOrAhead(what, s string) (journal.Date, error) {
	if d, err := journal.ParseWhen(s, a.today()); err == nil {
		a.sayDay(what, s, d)
		return d, nil
	}
	return a.ahead(what, s)
}

// aheadOrPast is ahead for a day that can have passed: what was agreed is
// also noted late. A day that could be either is the one to come.
func (a *app) aheadOrPast(what, s string) (journal.Date, error) {
	d, err := journal.ParseWhen(s, a.today())
	if _, ahead := journal.ParseAhead(s, a.today()); ahead == nil || err != nil {
		return a.ahead(what, s)
	}
	a.say("%s: %s, which has passed.", what, d.Long())
	return d, nil
}

// sayDay says back which day was understood, unless it was written out.
func (a *app) sayDay(what, s string, d journal.Date) {
	if strings.TrimSpace(s) != string(d) {
		a.say("%s: %s.", what, d.Long())
	}
}

// formDay reads the day in an answer of a form. A day that is as it was is
// not read again: it may have passed since.
func (a *app) formDay(answers ask.Answers, id, what string, was journal.Date, read func(what, s string) (journal.Date, error)) (journal.Date, error) {
	s := strings.TrimSpace(answers.Value(id))
	if s == "" || s == string(was) {
		return journal.Date(s), nil
	}
	d, err := read(what, s)
	if err != nil {
		return "", askAgain{id, err.Error()}
	}
	return d, nil
}

// acting is the draft of what is about to be done to a thing: the one that
// was left, or a new one with what is there as the answers so far.
func (a *app) acting(ctx context.Context, v *vault.Vault, t journal.Thing, p journal.Plan, answers map[string]string) (*journal.Draft, error) {
	drafts, _, err := v.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	p.Thing, p.Revision = metaOf(t).ID, metaOf(t).Revision
	for _, d := range drafts {
		if d.Plan.Flow == p.Flow && d.Plan.Thing == p.Thing && d.Plan.Act == p.Act {
			a.say("Going on with what was left on %s.", d.Saved.Date().Long())
			return d, nil
		}
	}
	return a.newDraft(p, answers), nil
}

// actedOn loads the thing that a draft is about.
func (a *app) actedOn(ctx context.Context, b book, d *journal.Draft, t journal.Thing) (*vault.Vault, error) {
	v := readable(b)
	if v == nil {
		return nil, lockedError{}
	}
	err := v.Load(ctx, d.Plan.Thing, t)
	if err == nil && metaOf(t).State == journal.Purged {
		err = vault.ErrPurged
	}
	if err == nil {
		err = a.notInTrash(ctx, v, t)
	}
	if err != nil {
		return nil, fmt.Errorf("what this draft is about: %w", err)
	}
	if d.Plan.Revision != metaOf(t).Revision {
		a.say("It was changed after this was begun. What you save now comes after that change, which is kept as an earlier revision.")
	}
	return v, nil
}

// changing asks a form about a thing that is there, and saves it as a new
// revision where take changed it.
func (a *app) changing(ctx context.Context, v *vault.Vault, d *journal.Draft, f ask.Form, t journal.Thing, take func(ask.Answers) error, told string) error {
	return a.finishingAs(ctx, v, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		if err := take(answers); err != nil {
			return nil, err
		}
		same, err := unchangedThing(ctx, v, t)
		if err == nil && same {
			err = errSame
		}
		return []journal.Thing{t}, err
	}, func([]journal.Thing) error { return a.revised(ctx, v, t, told) })
}

// revise saves a thing that was changed without a form.
func (a *app) revise(ctx context.Context, v *vault.Vault, t journal.Thing, told string) error {
	same, err := unchangedThing(ctx, v, t)
	if err != nil {
		return err
	}
	if same {
		a.say("%s is as it was; nothing needed changing.", capital(a.spoken(ctx, v, t)))
		return a.putThing(ctx, v, t)
	}
	if err := a.save(ctx, v, t); err != nil {
		return err
	}
	return a.revised(ctx, v, t, told)
}

// revised says what was done to a thing.
func (a *app) revised(ctx context.Context, v *vault.Vault, t journal.Thing, told string) error {
	a.say("%s %s. What it was before is kept.", capital(a.spoken(ctx, v, t)), told)
	return a.putThing(ctx, v, t)
}

// addedThing prints the id of a new thing and says what it is now.
func (a *app) addedThing(ctx context.Context, b book, t journal.Thing, told string) error {
	a.say("%s %s.", capital(a.spoken(ctx, b, t)), told)
	if readable(b) == nil {
		a.say("The journal is locked; this is filed when it is next unlocked.")
	}
	a.sayFound(ctx, b, t, "the text", partsOf(t))
	switch {
	case a.flags.json:
		return a.putThingJSON(ctx, readable(b), t)
	case !a.Terminal.Out:
		a.put("%s", a.short(ctx, b, metaOf(t).ID))
	}
	return nil
}

// sayFound says how much in parts of a thing could identify somebody; of a
// supervisor, who is named on purpose, nothing is said. where is what the
// parts are called.
func (a *app) sayFound(ctx context.Context, b book, t journal.Thing, where string, parts []checkedPart) {
	n, g := 0, a.guard(ctx)
	for _, p := range parts {
		n += identifiers(g, *p.text)
	}
	if n > 0 && kindOf(t) != journal.KindSupervisor {
		a.say("%s in %s. Look: afterword check %s", counted(n, "possible identifier"), where, a.short(ctx, b, metaOf(t).ID))
	}
}

// spoken is a thing as it is spoken of: "action k7q2".
func (a *app) spoken(ctx context.Context, b book, t journal.Thing) string {
	return string(kindOf(t)) + " " + a.short(ctx, b, metaOf(t).ID)
}

// putThing prints what a thing is now, where JSON is wanted.
func (a *app) putThing(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	if !a.flags.json {
		return nil
	}
	return a.putThingJSON(ctx, v, t)
}

// unchangedThing reports whether t says what its newest revision says.
func unchangedThing(ctx context.Context, v *vault.Vault, t journal.Thing) (bool, error) {
	was := journal.OfKind(kindOf(t))
	if err := v.Load(ctx, metaOf(t).ID, was); err != nil {
		return false, err
	}
	_, _, head, body := t.Parts()
	_, _, headWas, bodyWas := was.Parts()
	return reflect.DeepEqual(head, headWas) && reflect.DeepEqual(body, bodyWas), nil
}
