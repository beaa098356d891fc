package cli

import (
	"context"
	"errors"

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
func (a *app) guardFor(ctx context.Context, entry journal.ID, text ...string) privacy.Guard {
	if a.guarding == nil {
		a.guarding = a.readGuarding(ctx)
	}
	k := a.guarding
	if k == nil {
		return privacy.Guard{Profile: privacy.UK}
	}
	var place []byte
	if len(text) == 1 {
		place = k.keyed(text[0])
	}
	g := privacy.Guard{Profile: k.profile}
	g.Lexicon.Allowed, g.Lexicon.Aliases = k.words.AllowedIn(entry, place), k.words.Labels
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
	n := 0
	for _, f := range g.Scan(text) {
		if f.Level != privacy.Hint {
			n++
		}
	}
	return n
}

// identifiersIn is identifiers for an entry.
func (a *app) identifiersIn(ctx context.Context, e *journal.Entry) int {
	n := 0
	for _, answer := range e.Answers {
		n += identifiers(a.guardFor(ctx, e.ID, answer.Text), answer.Text)
	}
	return n
}

// identifierHint is the quiet line about them while a text is written.
func identifierHint(g privacy.Guard) func(text string) string {
	return func(text string) string {
		if n := identifiers(g, text); n > 0 {
			return counted(n, "possible identifier")
		}
		return ""
	}
}
