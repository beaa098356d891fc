package cli

import (
	"context"

	"afterword/internal/ask"
	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

const (
	// usualOffers is how many entries are listed for a second look.
	usualOffers = 10
	// mostOffers is how many of them a form offers, each by a digit.
	mostOffers = 6
	// laterDays is how many days "another day" is away at least.
	laterDays = 14
)

// reasonWords says why an entry is offered.
func reasonWords(r insight.Reason) string {
	return map[insight.Reason]string{insight.Placeholder: "one line to come back to",
		insight.Answered: "a question of it has been answered", insight.Heavy: "it was heavy"}[r]
}

// offers finds the entries that may be worth a second look.
func (a *app) offers(ctx context.Context, v *vault.Vault) ([]insight.Reopening, error) {
	b, err := a.book(ctx, v, insight.Period{}, nil)
	if err != nil {
		return nil, err
	}
	return insight.Again(b, a.today()), nil
}

// listAgain lists at most limit of them, 0 for all.
func (a *app) listAgain(ctx context.Context, v *vault.Vault, limit int) error {
	all, err := a.offers(ctx, v)
	if err != nil {
		return err
	}
	total := len(all)
	if limit > 0 {
		all = all[:min(limit, total)]
	}
	if a.flags.json {
		type offered struct {
			entryJSON
			Reason insight.Reason `json:"reason"`
		}
		list := []offered{}
		for _, r := range all {
			list = append(list, offered{entryToJSON(r.Entry), r.Reason})
		}
		return a.putJSON(struct {
			Schema  string    `json:"schema"`
			Total   int       `json:"total"`
			Entries []offered `json:"entries"`
		}{"afterword/again/1", total, list})
	}
	if total == 0 {
		a.sayNoOffer()
		return nil
	}
	s := sheet{count: counted(len(all), "entry"), columns: []column{{"Id", ""}, {a.words(ctx).in("Shift"), ""}, {"Why", ""}, {"Gist", ""}}}
	for _, r := range all {
		s.rows = append(s.rows, line{cells: []string{a.short(ctx, v, r.Entry.ID), string(r.Entry.Day()), reasonWords(r.Reason), r.Entry.Gist}})
	}
	a.putSheet(s)
	if len(all) < total {
		a.say("%d of %d are shown. All of them: --limit 0", len(all), total)
	}
	return nil
}

func (a *app) sayNoOffer() {
	a.say("No entry is offered for a second look now. Any entry can have one: afterword again ENTRY")
}

// offerAgain asks which of the entries to look at, if any, and begins the
// second look, or leaves it alone from now on.
func (a *app) offerAgain(ctx context.Context, v *vault.Vault) error {
	if !a.dialogue() {
		return hinted(misused("say which entry to look at again, such as last"), "See which could be: afterword again --list")
	}
	all, err := a.offers(ctx, v)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		a.sayNoOffer()
		return nil
	}
	all = all[:min(len(all), mostOffers)]
	r, err := a.ask(ctx, offerForm(all))
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.End == ask.Left:
		return errLeft
	}
	for _, o := range all {
		if o.Entry.ID.String() != r.Answers.Value("which") {
			continue
		}
		switch r.Answers.Value("what") {
		case "look":
			return a.again(ctx, v, o.Entry)
		case "another":
			return a.putOff(ctx, v, o.Entry)
		case "settle":
			return a.settle(ctx, v, o.Entry)
		}
	}
	return nil
}

// offerForm asks for one of the entries, and what to do about it.
func offerForm(all []insight.Reopening) ask.Form {
	which := ask.Question{ID: "which", Kind: ask.Choice, Uncounted: true, Title: "Which one, if any?",
		Note: "What you write now stands beside it; the first entry stays as it was.", Apart: []rune{'n'}}
	for i, o := range all {
		label := formatDay(o.Entry.Day(), "2 January 2006") + ", " + reasonWords(o.Reason)
		if o.Entry.Gist != "" {
			label += ": " + o.Entry.Gist
		}
		which.Options = append(which.Options, ask.Option{Key: rune('1' + i), Value: o.Entry.ID.String(), Label: label})
	}
	which.Options = append(which.Options, ask.Option{Key: 'n', Value: "none", Label: "None now"})
	what := ask.Question{ID: "what", Kind: ask.Choice, Uncounted: true, Title: "And now?",
		When: func(w ask.Answers) bool { return w.Value("which") != "" && w.Value("which") != "none" },
		Options: []ask.Option{{Key: 'l', Value: "look", Label: "Look at it again"},
			{Key: 'a', Value: "another", Label: "Another day, not within a fortnight"},
			{Key: 'o', Value: "settle", Label: "Leave it; do not offer this one again"}}}
	return ask.Form{Title: "A second look", Questions: []ask.Question{which, what}}
}

// offered reads the whole of an entry that a list opened the head of.
func (a *app) offered(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	if err := a.notInTrash(ctx, v, e); err != nil {
		return err
	}
	return v.Load(ctx, e.ID, e)
}

// putOff notes that an entry is not to be offered for a second look for a
// while.
func (a *app) putOff(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	if err := a.offered(ctx, v, e); err != nil {
		return err
	}
	if e.Settled {
		return a.settled(ctx, v, e, "none")
	}
	change := "none"
	if day := a.today().AddDays(laterDays); e.Later.Before(day) {
		e.Later, change = day, "later"
		if err := v.Save(ctx, a.stamp(), e); err != nil {
			return hintedLoss(err)
		}
	}
	a.say("Entry %s is not offered for a second look before %s. To look at it sooner: afterword again %s", a.named(ctx, v, e), e.Later.Long(), a.short(ctx, v, e.ID))
	return a.putChanged([]changed{changedThing(e, change)})
}

// settle notes that an entry is not to be offered for a second look.
func (a *app) settle(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	if err := a.offered(ctx, v, e); err != nil {
		return err
	}
	if e.Settled {
		return a.settled(ctx, v, e, "none")
	}
	e.Settled = true
	if err := v.Save(ctx, a.stamp(), e); err != nil {
		return hintedLoss(err)
	}
	return a.settled(ctx, v, e, "settled")
}

func (a *app) settled(ctx context.Context, v *vault.Vault, e *journal.Entry, change string) error {
	a.say("Entry %s is not offered for a second look any more. To look at it all the same: afterword again %s", a.named(ctx, v, e), a.short(ctx, v, e.ID))
	return a.putChanged([]changed{changedThing(e, change)})
}
