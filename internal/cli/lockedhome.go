package cli

import (
	"context"
	"fmt"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// lockedHome is home while the journal is locked: writing comes first and
// needs no passphrase.
func (a *app) lockedHome(ctx context.Context) error {
	count, err := a.locked.Count(ctx)
	if err != nil {
		return err
	}
	w := waiting{locked: true, letters: count.Letters}
	if a.flags.json {
		return a.statusJSON(w)
	}
	lines := []string{"Writing needs no passphrase."}
	if w.letters > 0 {
		lines = append(lines, fmt.Sprintf("Written meanwhile, to be filed when it is unlocked: %d.", w.letters))
	}
	if !a.dialogue() || !a.Terminal.Out {
		a.put("The journal is locked. %s", strings.Join(lines, "\n"))
		a.put("Next: afterword quick, or afterword unlock")
		return nil
	}
	q := ask.Question{ID: "do", Kind: ask.Choice, Uncounted: true, Title: "The journal is locked.", Note: strings.Join(lines, "\n"), Options: []ask.Option{
		{Key: 'q', Value: "quick", Label: "After the shift: two minutes"},
		{Key: 'r', Value: "reflect", Label: "Reflect: guided prompts"},
		{Key: 'u', Value: "unlock", Label: "Unlock, to look back"},
		{Key: 's', Value: "support", Label: "Support"},
		{Key: 'x', Value: "leave", Label: "Leave"},
	}, Apart: []rune{'u', 's'}}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Menu: true, Questions: []ask.Question{q}})
	if err != nil {
		return err
	}
	if r.End == ask.Interrupted {
		return a.ended(ctx)
	}
	switch do := r.Answers.Value("do"); do {
	case "quick", "reflect":
		return a.command(ctx, do)
	case "support":
		return a.visit(ctx, q.Options, do)
	case "unlock":
		if _, err := a.open(ctx); err != nil {
			return err
		}
		return a.home(ctx)
	}
	return nil
}

// keyNotes are what the writer should do for the journal's own safety,
// each in one line.
func (a *app) keyNotes(ctx context.Context, l *vault.Locked) []notice {
	if a.demo.on { // which is not worth keeping
		return nil
	}
	var notes []notice
	const way = "A second way in: afterword recovery new"
	ways, err := l.Ways(ctx)
	switch {
	case err != nil || contains(ways, seal.SlotRecovery):
	case contains(ways, seal.SlotPassphrase):
		notes = append(notes, notice{"A lost passphrase cannot be replaced yet: afterword recovery new", "", way})
	default:
		notes = append(notes, notice{"Only a key file opens this journal. " + way, "", way})
	}
	if reminder := a.backupReminder(ctx, l); reminder.text != "" {
		notes = append(notes, reminder)
	}
	return notes
}
