package cli

import (
	"context"
	"errors"
	"maps"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// What reviews did besides changing words is saved with the words: aliases
// that they drew, and what they kept. Nothing of it stands in the way of
// saving what was written.

// labelThings are the records to save along with texts: the aliases drawn
// for a review whose labels stand in them, and where names are remembered a
// keyed hash of each name with the alias that took its place.
// l is the lexicon where it is saved along with them anyway, or nil.
func (a *app) labelThings(ctx context.Context, v *vault.Vault, texts []string, l *journal.Lexicon) ([]journal.Thing, error) {
	remember := false
	if len(a.naming.names) > 0 {
		s, err := a.currentSettings(ctx)
		if err != nil {
			return nil, err
		}
		remember = s.Remember
	}
	var things []journal.Thing
	for _, label := range journal.AliasesIn(texts...) {
		var al *journal.Alias
		changed := false
		if role, fresh := a.naming.drawn[label]; fresh {
			if l == nil {
				var err error
				if l, err = a.lexicon(ctx, v); err != nil {
					return nil, err
				}
			}
			al, changed = a.aliasOf(label, role, l), true
		} else if remember && len(a.naming.names[label]) > 0 {
			if all, err := a.loadAliases(ctx, v, label); err == nil && all[0].Meta.State == journal.Live {
				al = all[0]
			}
		}
		if al == nil {
			continue
		}
		for _, name := range a.naming.names[label] {
			if hash := hashOf(v, name); remember && !al.Holds(hash) {
				al.Names, changed = append(al.Names, hash), true
			}
		}
		if changed {
			things = append(things, al)
		}
	}
	if l != nil {
		things = append(things, l)
	}
	return things, nil
}

// savingLabels saves texts by save, together with the aliases in them that
// a review drew. v is nil while the journal cannot be read; none were
// offered then.
func (a *app) savingLabels(ctx context.Context, v *vault.Vault, texts []string, save func(more ...journal.Thing) error) error {
	return a.savingWith(ctx, v, texts, nil, save)
}

// savingReviewed is savingLabels for things that a form wrote, together with
// the words that its reviews kept in them.
func (a *app) savingReviewed(ctx context.Context, v *vault.Vault, things []journal.Thing, save func(more ...journal.Thing) error) error {
	var l *journal.Lexicon
	if v != nil && len(a.naming.kept) > 0 {
		l = a.allowKept(ctx, v, things)
	}
	err := a.savingWith(ctx, v, textsOf(things), l, save)
	if err == nil {
		a.naming.kept = nil
	}
	return err
}

// allowKept is the lexicon with the words that a form's reviews kept allowed
// in the things that have them; nil where it is as it was or cannot be read:
// then they are asked about again. A new thing gets its id here, which the
// words refer to.
func (a *app) allowKept(ctx context.Context, v *vault.Vault, things []journal.Thing) *journal.Lexicon {
	l, err := a.lexicon(ctx, v)
	if err != nil {
		return nil
	}
	changed := false
	for _, t := range things {
		for _, p := range partsOf(t) {
			for _, k := range a.naming.kept {
				word, err := journal.CleanWord(k.words)
				if err != nil || !strings.Contains(*p.text, k.words) {
					continue // gone by now, or too long to be a word
				}
				if metaOf(t).ID.IsZero() {
					metaOf(t).ID = a.newID()
				}
				allowed := journal.AllowedWord{Text: word, Entry: metaOf(t).ID}
				if k.act == ask.Kept {
					allowed.Place = v.Keyed(*p.text)
				}
				more, err := l.Allow(allowed)
				changed = changed || more && err == nil
			}
		}
	}
	if !changed {
		return nil
	}
	return l
}

// savingWith is savingLabels with a lexicon that is saved along, or nil.
func (a *app) savingWith(ctx context.Context, v *vault.Vault, texts []string, l *journal.Lexicon, save func(more ...journal.Thing) error) error {
	if v == nil || a.naming.spare == nil {
		return save()
	}
	things, err := a.labelThings(ctx, v, texts, l)
	if err != nil {
		things = nil
	}
	err = save(things...)
	if len(things) > 0 && errors.Is(err, vault.ErrConflict) {
		things, err = nil, save() // another window had the list of words first
	}
	if err != nil {
		return err
	}
	for _, label := range journal.AliasesIn(texts...) {
		delete(a.naming.drawn, label)
		delete(a.naming.names, label)
		maps.DeleteFunc(a.naming.given, func(_, given string) bool { return given == label })
	}
	if len(things) > 0 {
		a.guarding = nil // it knows more by now
	}
	return nil
}

// saveLabels saves the aliases in texts that a review drew, where the texts
// themselves are safe already.
func (a *app) saveLabels(ctx context.Context, v *vault.Vault, texts ...string) error {
	return a.savingLabels(ctx, v, texts, func(more ...journal.Thing) error {
		if len(more) == 0 {
			return nil
		}
		return v.Save(ctx, a.stamp(), more...)
	})
}

// textsOf are the texts of things.
func textsOf(things []journal.Thing) []string {
	var texts []string
	for _, t := range things {
		for _, p := range partsOf(t) {
			texts = append(texts, *p.text)
		}
	}
	return texts
}
