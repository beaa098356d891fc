package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// waiting is what waits for the writer.
type waiting struct {
	drafts    []*journal.Draft
	actions   int // open
	overdue   int
	soon      int // due within a week
	questions int // to bring
	bring     int // entries to bring
	risks     int // entries whose risk was not handed over
	trash     int // in the trash for over 30 days
	entries   int
	last      journal.Date
	locked    bool
	letters   int      // written while locked, and waiting
	notes     []string // what to do for the journal's own safety
	sessions  []journal.SessionHead
	next      journal.Date // when the next session is to be, or was to be
	words     wording      // for a shift and for supervision
	reviews   int          // agreements whose day to be looked at has come
}

// soonDays is how many days ahead an action counts as due soon.
const soonDays = 7

// waits goes once through the heads of the journal.
func (a *app) waits(ctx context.Context, v *vault.Vault) (waiting, error) {
	w := waiting{words: a.words(ctx)}
	var err error
	if w.drafts, _, err = v.Drafts(ctx); err != nil {
		return w, err
	}
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return w, err
		}
		if row.State == journal.Deleted {
			if row.Saved.Date().AddDays(30).Before(a.today()) {
				w.trash++
			}
			continue
		}
		if err := w.count(row, a.today()); err != nil && !errors.Is(err, vault.ErrDamaged) {
			return w, err
		}
	}
	if next, ok := journal.NextSession(w.sessions, a.today()); ok {
		w.next = next.Next
	}
	return w, nil
}

// count adds one thing.
func (w *waiting) count(row *vault.Row, today journal.Date) error {
	switch row.Kind {
	case journal.KindEntry:
		var e journal.Entry
		if err := row.Into(&e); err != nil {
			return err
		}
		w.entries++
		w.last = max(w.last, e.Day())
		if e.Visibility == journal.Bring {
			w.bring++
		}
		if e.Risk == journal.RiskOpen {
			w.risks++
		}
	case journal.KindAction:
		var act journal.Action
		if err := row.Into(&act); err != nil {
			return err
		}
		if act.ActionHead.State == journal.ActionOpen {
			w.actions++
			if act.Overdue(today) {
				w.overdue++
			}
			if act.DueWithin(today, soonDays) {
				w.soon++
			}
		}
	case journal.KindQuestion:
		var q journal.Question
		if err := row.Into(&q); err != nil {
			return err
		}
		if q.Waits() {
			w.questions++
		}
	case journal.KindSession:
		var s journal.Session
		if err := row.Into(&s); err != nil {
			return err
		}
		w.sessions = append(w.sessions, s.SessionHead)
	case journal.KindSupervisor:
		var s journal.Supervisor
		if err := row.Into(&s); err != nil {
			return err
		}
		if s.ReviewDue(today) {
			w.reviews++
		}
	}
	return nil
}

// supervision says when the next session is, or that one should have been.
func (w waiting) supervision(today journal.Date) string {
	days := today.DaysUntil(w.next)
	switch {
	case w.next == "":
		return ""
	case days < 0:
		return w.words.in("Supervision was to be on ") + fmt.Sprintf("%s. Note it: afterword session add", w.next.Time().Format("Monday 2 January"))
	case days == 0:
		return w.words.in("Supervision today.")
	case days == 1:
		return w.words.in("Supervision tomorrow.")
	}
	return w.words.in("Supervision in ") + fmt.Sprintf("%s, on %s.", counted(days, "day"), w.next.Time().Format("Monday 2 January"))
}

// loop puts into words what waits between the meetings.
func (w waiting) loop(today journal.Date) []string {
	var out []string
	if line := w.supervision(today); line != "" {
		out = append(out, line)
	}
	if w.reviews > 0 {
		out = append(out, "The day has come to look at an agreement again: afterword supervisor list")
	}
	if w.actions > 0 {
		line := counted(w.actions, "open action")
		if w.overdue > 0 {
			line += fmt.Sprintf(", %d past the day it was due", w.overdue)
		}
		if w.soon > 0 {
			line += fmt.Sprintf(", %d due within a week", w.soon)
		}
		if w.overdue+w.soon > 0 {
			line += ". Look: afterword action list"
		} else {
			line += "."
		}
		out = append(out, line)
	}
	return out
}

// lines puts what waits into words, at most eleven lines.
func (w waiting) lines(today journal.Date) []string {
	var out []string
	switch {
	case w.entries == 0:
		out = append(out, "No entries yet.")
	case w.last == today:
		out = append(out, fmt.Sprintf("%s, the last today.", counted(w.entries, "entry")))
	default:
		out = append(out, fmt.Sprintf("%s, the last %s ago.", counted(w.entries, "entry"), counted(-today.DaysUntil(w.last), "day")))
	}
	if w.risks > 0 {
		out = append(out, fmt.Sprintf("%s with someone at risk, not marked as handed over.", counted(w.risks, "entry")))
	}
	if len(w.drafts) > 0 {
		out = append(out, "Draft: "+describe(w.drafts[0], w.words)+".")
	}
	out = append(out, w.loop(today)...)
	if w.questions+w.bring > 0 {
		out = append(out, w.words.in("To bring to supervision: ")+fmt.Sprintf("%s, %s.", counted(w.questions, "question"), counted(w.bring, "entry")))
	}
	if w.trash > 0 {
		out = append(out, fmt.Sprintf("In the trash for over 30 days: %s. Look: afterword purge --trash", counted(w.trash, "thing")))
	}
	return append(out, w.notes...)
}

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
			a.put("%s", line)
		}
		a.put("Next: afterword quick, or afterword --help")
		return nil
	}
	return a.menu(ctx, v, w)
}

func (a *app) statusJSON(w waiting) error {
	known := func(n int) *int { // what is sealed is not known while it is locked
		if w.locked {
			return nil
		}
		return &n
	}
	return a.putJSON(struct {
		Schema    string       `json:"schema"`
		Entries   *int         `json:"entries"`
		Last      journal.Date `json:"last"`
		Drafts    *int         `json:"drafts"`
		Actions   *int         `json:"open_actions"`
		Overdue   *int         `json:"overdue_actions"`
		Soon      *int         `json:"due_actions"`
		Questions *int         `json:"questions_to_bring"`
		Bring     *int         `json:"entries_to_bring"`
		Risks     *int         `json:"risks_open"`
		Locked    bool         `json:"locked"`
		Letters   int          `json:"written_while_locked"`
		Next      journal.Date `json:"next_session"`
		Reviews   *int         `json:"agreements_to_review"`
	}{"afterword/status/1", known(w.entries), w.last, known(len(w.drafts)), known(w.actions), known(w.overdue), known(w.soon),
		known(w.questions), known(w.bring), known(w.risks), w.locked, w.letters, w.next, known(w.reviews)})
}

// menuForm offers what can be done now, one key each.
func menuForm(w waiting, today journal.Date) ask.Form {
	q := ask.Question{ID: "do", Kind: ask.Choice, Uncounted: true, Title: "What now?"}
	for i, line := range w.lines(today) {
		if i > 0 {
			q.Note += "\n"
		}
		q.Note += line
	}
	if len(w.drafts) > 0 {
		q.Options = append(q.Options, ask.Option{Key: 'c', Value: "resume", Label: "Continue the draft"})
	}
	q.Options = append(q.Options,
		ask.Option{Key: 'q', Value: "quick", Label: w.words.in("After the shift: two minutes")},
		ask.Option{Key: 'r', Value: "reflect", Label: "Reflect: guided prompts"},
		ask.Option{Key: 'l', Value: "list", Label: "Look back"},
		ask.Option{Key: 'p', Value: "prepare", Label: w.words.in("Prepare for supervision") + w.prepareHint(today)},
		ask.Option{Key: 'n', Value: "session add", Label: w.words.in("After supervision")})
	if w.actions > 0 {
		q.Options = append(q.Options, ask.Option{Key: 'a', Value: "action list", Label: "Actions"})
	}
	q.Options = append(q.Options,
		ask.Option{Key: 's', Value: "support", Label: "Support"},
		ask.Option{Key: 'x', Value: "leave", Label: "Leave"})
	return ask.Form{Title: "Afterword", Questions: []ask.Question{q}}
}

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
	r, err := a.ask(ctx, menuForm(w, a.today()))
	if err != nil {
		return err
	}
	if r.End == ask.Interrupted {
		return a.ended(ctx)
	}
	switch do := r.Answers.Value("do"); do {
	case "resume":
		return a.resume(ctx, v, w.drafts[0])
	case "quick", "reflect", "list", "prepare", "support", "session add", "action list":
		return a.command(ctx, strings.Fields(do)...)
	}
	return nil
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
	if err := a.quick(ctx, &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Quick}}); err != nil {
		return err
	}
	if _, err := os.Stat(v.KeyFile()); err == nil {
		a.say("%s", keyFileSentence(v.KeyFile()))
	}
	return nil
}
