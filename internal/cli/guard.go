package cli

import (
	"context"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// guard is what texts are looked through with here: the profile of the
// region in the settings, and the default one while they cannot be read.
func (a *app) guard(ctx context.Context) privacy.Guard {
	if a.guarding == nil {
		s, err := a.settingsBriefly(ctx)
		if err != nil {
			return privacy.Guard{Profile: privacy.UK}
		}
		a.guarding = &privacy.Guard{Profile: privacy.ProfileOf(s.Region)}
	}
	return *a.guarding
}

// identifiers counts what in a text could point to a person.
func identifiers(g privacy.Guard, text string) int {
	_, decide := byLevel(g.Scan(text))
	return len(decide)
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

// finder is what finds possible identifiers here.
func (a *app) finder(ctx context.Context) func(text string) []privacy.Finding {
	return a.guard(ctx).Scan
}

// goThrough goes through findings with the driver that suits where we are.
func (a *app) goThrough(ctx context.Context, f ask.Form, r ask.Review) (ask.Outcome, ask.End, error) {
	r.Lasting = a.remember != nil
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

// keepWords hands what was kept to whoever remembers it.
func (a *app) keepWords(ctx context.Context, kept []keptWord) error {
	if a.remember == nil || len(kept) == 0 {
		return nil
	}
	a.guarding = nil // it knows more by now
	return a.remember(ctx, kept)
}
