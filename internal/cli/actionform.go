package cli

import (
	"context"
	"slices"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// actionForm is an action as questions; closed adds what came of it.
func (a *app) actionForm(closed bool) (ask.Form, error) {
	goal, err := a.goalQuestion("goal", ask.Choice, "Which goal does it belong to?")
	if err != nil {
		return ask.Form{}, err
	}
	of := func(goals ...journal.Goal) func(ask.Answers) bool {
		return func(w ask.Answers) bool { return slices.Contains(goals, journal.Goal(w.Value("goal"))) }
	}
	f := ask.Form{Title: "An action", Questions: []ask.Question{
		{ID: "text", Kind: ask.Line, Title: "What is to be done?", Note: "One line. No names."},
		{ID: "owner", Kind: ask.Line, Title: "Who does it?", Note: "Empty means you. Otherwise a word such as supervisor."},
		{ID: "due", Kind: ask.Line, Title: "By when?", Note: dueNote},
		goal,
		{ID: "kind", Kind: ask.Choice, Title: "What kind of action is it?", Note: "Skip it where it is neither.", When: of(journal.Quality, journal.Culture),
			Options: []ask.Option{
				{Key: 'c', Value: string(journal.ActionChange), Label: "A small change to test"},
				{Key: 'p', Value: string(journal.ActionProposal), Label: "Something to model, ask for or propose"},
			}},
		{ID: "sign", Kind: ask.Line, Title: "Which sign would show that it helped?", Note: "Something you would see or hear.",
			When: func(w ask.Answers) bool {
				return of(journal.Quality, journal.Culture)(w) && w.Value("kind") == string(journal.ActionChange)
			}},
		{ID: "standard", Kind: ask.Line, Title: "Which standard or code does it relate to?", Note: "If any: such as the part of your code of practice."},
	}}
	if closed {
		f.Questions = append(f.Questions, outcomeQuestion("", "Empty where there is nothing to note."))
	}
	return f, nil
}

// dueNote says how a day to come is written.
const dueNote = "Such as friday, next monday, in 2 weeks, 5 October. Empty for no day."

// actionAnswers are an action as the answers of its form.
func actionAnswers(t *journal.Action) map[string]string {
	return map[string]string{"text": t.Text, "owner": t.Owner, "due": string(t.Due), "goal": string(t.Goal),
		"standard": t.Standard, "kind": string(t.Kind), "sign": t.Sign, "outcome": t.Outcome}
}

// runAction asks what a draft is about, new or resumed, and saves it.
func (a *app) runAction(ctx context.Context, b book, d *journal.Draft) error {
	t := &journal.Action{ActionHead: journal.ActionHead{State: journal.ActionOpen, Entry: d.Plan.Entry, Session: d.Plan.Session}}
	if d.Plan.Thing.IsZero() {
		f, err := a.actionForm(false)
		if err != nil {
			return err
		}
		return a.finishingAs(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
			if strings.TrimSpace(answers.Value("text")+answers.Value("owner")+answers.Value("standard")) == "" {
				return nil, nil
			}
			t.Written = a.stamp()
			return []journal.Thing{t}, a.takeAction(t, answers)
		}, func([]journal.Thing) error { return a.addedAction(ctx, b, t) })
	}
	v, err := a.actedOn(ctx, b, d, t)
	if err != nil {
		return err
	}
	if d.Plan.Act != "edit" {
		state, told := closing(d.Plan.Act)
		f := ask.Form{Title: "Action " + a.short(ctx, v, t.ID), Questions: []ask.Question{outcomeQuestion(t.Text, "A line is enough. It may stay empty.")}}
		return a.changing(ctx, v, d, f, t, func(answers ask.Answers) error {
			t.Close(state, a.today(), outcomeIn(answers))
			return nil
		}, told)
	}
	f, err := a.actionForm(t.ActionHead.State != journal.ActionOpen)
	if err != nil {
		return err
	}
	return a.changing(ctx, v, d, f, t, func(answers ask.Answers) error { return a.takeAction(t, answers) }, "is changed")
}

// takeAction puts the answers of a form into an action.
func (a *app) takeAction(t *journal.Action, answers ask.Answers) (err error) {
	value := func(id string) string { return strings.TrimSpace(answers.Value(id)) }
	t.Text, t.Owner, t.Standard, t.Outcome = value("text"), ownerOf(value("owner")), value("standard"), value("outcome")
	t.Goal, t.Kind, t.Sign = journal.Goal(value("goal")), journal.ActionKind(value("kind")), value("sign")
	if t.Text == "" {
		return askAgain{"text", "what is to be done is missing; a few words are enough"}
	}
	t.Due, err = a.formDay(answers, "due", "Due", t.Due, a.aheadOrPast)
	return err
}
