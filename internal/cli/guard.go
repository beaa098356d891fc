package cli

import (
	"context"
	"errors"
	"maps"
	"slices"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

// guarding is what the guard is made of, read once for a run.
type guarding struct {
	profile privacy.Profile
	words   journal.LexiconBody
	keyed   func(text string) []byte
}

// guard is what texts are looked through with here: the profile of the
// region in the settings and the writer's own words, and the default one
// and none while they cannot be read.
func (a *app) guard(ctx context.Context) privacy.Guard { return a.guardFor(ctx, journal.ID{}) }

// guardFor is guard for an entry, with what is allowed in it. What is
// allowed in one text of it alone counts where that text is given.
func (a *app) guardFor(ctx context.Context, entry journal.ID, texts ...string) privacy.Guard {
	if a.guarding == nil {
		a.guarding = a.readGuarding(ctx)
	}
	k := a.guarding
	if k == nil {
		return privacy.Guard{Profile: privacy.UK}
	}
	g := privacy.Guard{Profile: k.profile}
	g.Lexicon.Allowed, g.Lexicon.Aliases = k.words.AllowedIn(entry, nil), k.words.Labels
	for _, text := range texts {
		for _, word := range k.words.AllowedIn(entry, k.keyed(text)) {
			if !slices.Contains(g.Lexicon.Allowed, word) {
				g.Lexicon.Allowed = append(g.Lexicon.Allowed, word)
			}
		}
	}
	if a.dialogue() {
		g.Lexicon.Aliases = slices.Concat(g.Lexicon.Aliases, a.naming.draw(k.words.Labels))
	}
	for _, w := range k.words.Own {
		g.Lexicon.Own = append(g.Lexicon.Own, w.Text)
	}
	return g
}

// readGuarding reads what the guard is made of without asking or waiting;
// nothing while it cannot be read. Words that are damaged are not passed
// over in silence.
func (a *app) readGuarding(ctx context.Context) *guarding {
	s, err := a.settingsBriefly(ctx)
	if err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookBriefly)
	defer cancel()
	v, err := a.peek(ctx)
	if err != nil {
		return nil
	}
	l := new(journal.Lexicon)
	if err := v.Named(ctx, journal.KindLexicon.Single(), l); errors.Is(err, vault.ErrDamaged) {
		a.say("The list of your own words could not be opened, so they are not looked for. Run: afterword verify")
	}
	k := &guarding{profile: privacy.ProfileOf(s.Region), keyed: v.Keyed}
	if l.State == journal.Live {
		k.words = l.LexiconBody
	}
	return k
}

// lexicon reads the words that the guard was told; one that is in the
// trash, since undo took the first away, is empty.
func (a *app) lexicon(ctx context.Context, v *vault.Vault) (*journal.Lexicon, error) {
	l := new(journal.Lexicon)
	if err := v.Named(ctx, journal.KindLexicon.Single(), l); err != nil {
		return nil, err
	}
	if l.State != journal.Live {
		l.LexiconBody = journal.LexiconBody{}
	}
	return l, nil
}

// identifiers counts what in a text could point to a person.
func identifiers(g privacy.Guard, text string) int {
	_, decide := byLevel(g.Scan(text))
	return len(decide)
}

// identifiersIn is identifiers for an entry.
func (a *app) identifiersIn(ctx context.Context, e *journal.Entry) int {
	n := 0
	for _, answer := range e.Answers {
		n += identifiers(a.guardFor(ctx, e.ID, answer.Text), answer.Text)
	}
	return n
}

// byLevel parts findings into hints and those that must be decided before
// they leave.
func byLevel(found []privacy.Finding) (hints, decide []privacy.Finding) {
	for _, f := range found {
		if f.Level == privacy.Hint {
			hints = append(hints, f)
		} else {
			decide = append(decide, f)
		}
	}
	return hints, decide
}

// guardOf is what the answers of a draft are looked through with: where
// something is edited, what was allowed in its texts is not marked in them.
// Labels in them are aliases, though the program may have been stopped
// before they were made.
func (a *app) guardOf(ctx context.Context, d *journal.Draft) privacy.Guard {
	id := d.Plan.Thing
	if d.Plan.Flow == journal.FlowEdit {
		id = d.Plan.Entry
	}
	var texts []string
	if v, err := a.peek(ctx); err == nil && !id.IsZero() {
		if t, err := loadThing(ctx, v, id); err == nil && t != nil {
			texts = textsOf([]journal.Thing{t})
		}
	}
	g := a.guardFor(ctx, id, texts...)
	g.Lexicon.Aliases = slices.Concat(g.Lexicon.Aliases, journal.AliasesIn(slices.Collect(maps.Values(d.Answers))...))
	return g
}

// goThrough goes through findings with the driver that suits where we are.
func (a *app) goThrough(ctx context.Context, f ask.Form, r ask.Review) (ask.Outcome, ask.End, error) {
	r.Lasting, r.Aliases = a.remembers(ctx), a.aliasOffers(ctx)
	return a.goThroughOnce(ctx, f, r)
}

// goThroughOnce is goThrough where nothing lasts beyond the review: no
// word is kept for good, and no alias offered.
func (a *app) goThroughOnce(ctx context.Context, f ask.Form, r ask.Review) (ask.Outcome, ask.End, error) {
	s, full := a.screen(ctx, &f)
	if full {
		return ask.ReviewFull(ctx, f, s, r)
	}
	return ask.ReviewPlain(ctx, f, s, r)
}

// keptWord is what a writer kept in a review, and how far it goes: at one
// place of one text (ask.Kept), in the texts of one thing (ask.Cleared), or
// everywhere (ask.ForGood).
type keptWord struct {
	words string
	act   ask.Act
	id    journal.ID // of the thing; zero where it is not saved yet
	text  string     // the text that it stands in, where that is saved
}

// remembers reports whether words can be kept beyond a review: there is a
// journal and it is open.
func (a *app) remembers(ctx context.Context) bool {
	_, err := a.peek(ctx)
	return err == nil
}

// keepWords puts what was kept in a review among the allowed words, as far
// as its writer said.
func (a *app) keepWords(ctx context.Context, kept []keptWord) error {
	if len(kept) == 0 || !a.remembers(ctx) {
		return nil
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	l, err := a.lexicon(ctx, v)
	if err != nil {
		return err
	}
	changed := false
	for _, k := range kept {
		word := journal.AllowedWord{Text: k.words, Entry: k.id}
		switch {
		case k.act == ask.ForGood:
			word.Entry = journal.ID{}
		case k.id.IsZero():
			continue // kept where it stands, and not saved yet
		case k.act == ask.Kept:
			word.Place = v.Keyed(k.text)
		}
		if word.Text, err = journal.CleanWord(k.words); err != nil {
			continue // too long to be a word: it is asked about again
		}
		more, err := l.Allow(word)
		if err != nil {
			return err
		}
		changed = changed || more
	}
	if !changed {
		return nil
	}
	a.guarding = nil // it knows more by now
	return v.Save(ctx, a.stamp(), l)
}
