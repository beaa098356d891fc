package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// home is the program without a command: what waits, and a menu where
// someone is there to choose from it.
func (a *app) home(ctx context.Context) error {
	var locked lockedError
	_, err := a.peek(ctx)
	switch {
	case errors.Is(err, vault.ErrNoJournal):
		return a.first(ctx)
	case errors.As(err, &locked):
		return a.lockedHome(ctx)
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	w, err := a.waits(ctx, v)
	if err != nil {
		return err
	}
	w.notes = a.keyNotes(ctx, a.locked)
	if a.flags.json {
		return a.statusJSON(w)
	}
	if !a.dialogue() || !a.Terminal.Out {
		for _, line := range w.lines(a.today()) {
			a.put("%s", a.here(line))
		}
		a.put("%s", a.here("Next: afterword quick, or afterword --help"))
		return nil
	}
	return a.menu(ctx, v, w)
}

// menuForm offers what can be done now, one key each.
func menuForm(w waiting, today journal.Date) ask.Form {
	q := ask.Question{ID: "do", Kind: ask.Choice, Uncounted: true, Title: "Nothing waits."}
	q.Note = strings.Join(w.menuLines(today), "\n")
	switch {
	case w.entries == 0:
		q.Title, q.Note = "The journal has begun.", strings.TrimSpace(w.words.in(beginning)+"\n\n"+q.Note)
	case q.Note != "":
		q.Title = "What waits"
	}
	if w.fortnight != "" {
		q.Note = strings.TrimLeft(q.Note+"\n\n"+w.fortnight, "\n")
	}
	add := func(apart bool, key rune, value, label string) {
		q.Options = append(q.Options, ask.Option{Key: key, Value: value, Label: label})
		if apart {
			q.Apart = append(q.Apart, key)
		}
	}
	if len(w.drafts) > 0 {
		add(false, 'c', "resume", "Continue the draft")
	}
	add(false, 'q', "quick", w.words.in("After the shift: two minutes"))
	add(false, 'r', "reflect", "Reflect: guided prompts")
	if w.entries > 0 {
		add(true, 'l', "list", "Look back: your entries")
		add(false, 'i', "insights", "The last three months, in numbers")
	}
	add(true, 'p', "prepare", w.words.in("Prepare for supervision")+w.prepareHint(today))
	add(false, 'n', "session add", w.words.in("After supervision"))
	if w.actions > 0 {
		add(false, 'a', "action list", "Actions")
	}
	for i, s := range w.suggestions {
		add(i == 0, rune('1'+i), strings.Join(s.command, " "), s.text)
	}
	add(true, 's', "support", "Support")
	add(false, 'x', "leave", "Leave")
	return ask.Form{Title: "Afterword", Menu: true, Questions: []ask.Question{q}}
}

// beginning is what a journal without an entry says of itself.
const beginning = `After a shift, q asks a few short questions. Any can be skipped.
With more time, r asks deeper ones, one at a time.
Before supervision, p makes a page or two of what you choose.`

// prepareHint says how near the next session is where it is within a week.
func (w waiting) prepareHint(today journal.Date) string {
	switch days := today.DaysUntil(w.next); {
	case w.next == "" || days < 0 || days > soonDays:
		return ""
	case days == 0:
		return ", which is today"
	case days == 1:
		return ", which is tomorrow"
	default:
		return ", in " + counted(days, "day")
	}
}

// menu asks what to do, and does it.
func (a *app) menu(ctx context.Context, v *vault.Vault, w waiting) error {
	f := menuForm(w, a.today())
	r, err := a.ask(ctx, f)
	if err != nil {
		return err
	}
	if r.End == ask.Interrupted {
		return a.ended(ctx)
	}
	do := r.Answers.Value("do")
	switch {
	case do == "" || do == "leave":
		return nil
	case isPage(do):
		return a.visit(ctx, f.Questions[0].Options, do)
	case do == "resume":
		err = a.resume(ctx, v, w.drafts[0])
	default:
		err = a.command(ctx, strings.Fields(do)...)
	}
	if a.demo.on && (err == nil || errors.Is(err, errLeft)) {
		return a.backToMenu(ctx)
	}
	return err
}

// command runs one of our own commands, as if it had been called.
func (a *app) command(ctx context.Context, args ...string) error {
	globals := a.flags
	r := a.root()
	a.flags = globals
	if globals.journal != "" {
		args = append(args, "--journal", globals.journal)
	}
	if globals.accessible {
		args = append(args, "--accessible")
	}
	if globals.plain {
		args = append(args, "--plain")
	}
	return r.run(ctx, args)
}

// first is the first run: three lines, how the journal is protected, the
// profession, and the first entry.
func (a *app) first(ctx context.Context) error {
	if err := a.freshPlace(); errors.Is(err, vault.ErrNoJournal) {
		return err // one was here, and is gone
	}
	if !a.dialogue() {
		if a.flags.json {
			return a.statusJSON(waiting{})
		}
		a.put("No journal yet. It would be %s.", a.journalPath())
		a.put("Next: afterword quick, or afterword --help")
		return nil
	}
	welcome := ask.Question{ID: "welcome", Kind: ask.Card, Uncounted: true, Title: "A journal for reflective practice",
		Note: `After a shift: a few questions, two minutes, everything can be skipped.
Before supervision: choose what to bring, and export one or two sides.
All of it stays in one sealed file on this computer. Nothing is sent anywhere.

It is not a clinical record or an incident report, and it has no legal privilege. More: afterword about.`}
	protection := ask.Question{ID: "protection", Kind: ask.Choice, Uncounted: true, Title: "How shall it be protected?",
		Note: "It is sealed either way, and writing never asks for a passphrase. This can be changed at any time.",
		Options: []ask.Option{
			{Key: 'p', Value: "passphrase", Label: "A passphrase, for reading: right where others use this computer or may get at it"},
			{Key: 'k', Value: "key-file", Label: "A key file on this computer: nothing to remember, and whoever uses it as you can read"},
		}}
	profession := ask.Question{ID: "profession", Kind: ask.Choice, Uncounted: true, Title: "What is your work?",
		Options: []ask.Option{
			{Key: 'n', Value: "nursing", Label: "Nursing or midwifery"},
			{Key: 'c', Value: "counselling", Label: "Counselling or psychotherapy"},
			{Key: 's', Value: "social-work", Label: "Social work"},
			{Key: 'o', Value: "other", Label: "Something else"},
		}}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Questions: []ask.Question{welcome, protection, profession}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Left:
		return errLeft
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	}
	if err := a.freshPlace(); err != nil {
		return err
	}
	v, err := a.opening(ctx, vault.Make, true)
	if err != nil {
		return err
	}
	a.say("%s", "New journal: "+v.Path())
	a.sayPlace(v.Path())
	if r.Answers.Value("protection") == "passphrase" {
		if err := a.setPassphrase(ctx, newKeyFlags{fd: -1}); err != nil && !errors.Is(err, errLeft) {
			return err
		}
	}
	// Said before anything is asked: whoever leaves now knows it as well.
	if _, err := os.Stat(v.KeyFile()); err == nil {
		a.say("%s", keyFileSentence(v.KeyFile()))
	}
	if p := r.Answers.Value("profession"); p != "" {
		var s journal.Settings
		if err := v.Named(ctx, "settings", &s); err != nil {
			return err
		}
		s.Profession = p
		if err := v.Save(ctx, a.stamp(), &s); err != nil {
			return err
		}
	}
	return a.quick(ctx, &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Quick}})
}
