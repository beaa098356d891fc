package cli

import (
	"context"

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
	n := 0
	for _, f := range g.Scan(text) {
		if f.Level != privacy.Hint {
			n++
		}
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
