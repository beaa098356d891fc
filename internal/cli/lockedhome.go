package cli

import (
	"context"
	"fmt"

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
	lines := []string{"The journal is locked. Writing needs no passphrase."}
	if w.letters > 0 {
		lines = append(lines, fmt.Sprintf("Written meanwhile, to be filed when it is unlocked: %d.", w.letters))
	}
	if !a.dialogue() || !a.Terminal.Out {
		for _, line := range lines {
			a.put("%s", line)
		}
		a.put("Next: afterword quick, or afterword unlock")
		return nil
	}
	q := ask.Question{ID: "do", Kind: ask.Choice, Uncounted: true, Title: "What now?", Note: lines[0], Options: []ask.Option{
		{Key: 'q', Value: "quick", Label: "After the shift: two minutes"},
		{Key: 'r', Value: "reflect", Label: "Reflect: guided prompts"},
		{Key: 'u', Value: "unlock", Label: "Unlock, to look back"},
		{Key: 's', Value: "support", Label: "Support"},
		{Key: 'x', Value: "leave", Label: "Leave"},
	}}
	for _, line := range lines[1:] {
		q.Note += "\n" + line
	}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Questions: []ask.Question{q}})
	if err != nil {
		return err
	}
	if r.End == ask.Interrupted {
		return a.ended(ctx)
	}
	switch do := r.Answers.Value("do"); do {
	case "quick", "reflect", "support":
		return a.command(ctx, do)
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
func (a *app) keyNotes(ctx context.Context, l *vault.Locked) []string {
	if a.demo.on { // which is not worth keeping
		return nil
	}
	var notes []string
	ways, err := l.Ways(ctx)
	switch {
	case err != nil || contains(ways, seal.SlotRecovery):
	case contains(ways, seal.SlotPassphrase):
		notes = append(notes, "A lost passphrase cannot be replaced yet: afterword recovery new")
	default:
		notes = append(notes, "Only a key file opens this journal. A second way in: afterword recovery new")
	}
	if reminder := a.backupReminder(ctx, l); reminder != "" {
		notes = append(notes, reminder)
	}
	return notes
}
