package cli

import (
	"context"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// learningForm is a learning goal as questions; closed adds what was
// learned.
func (a *app) learningForm(closed bool, w wording) (ask.Form, error) {
	goal, err := a.goalQuestion("goal", ask.Choice, w.in("Which goal of supervision does it serve?"))
	if err != nil {
		return ask.Form{}, err
	}
	f := ask.Form{Title: "A learning goal", Questions: []ask.Question{
		{ID: "text", Kind: ask.Line, Title: "What do you want to learn, or to get better at?", Note: "One line, small enough for the next weeks."},
		goal,
	}}
	if closed {
		f.Questions = append(f.Questions, learnedQuestion(""))
	}
	return f, nil
}

// learnedQuestion asks what was learned.
func learnedQuestion(title string) ask.Question {
	return ask.Question{ID: "outcome", Kind: ask.Text, Title: "What did you learn?", Note: strings.TrimSpace(title + "\nA line is enough. It may stay empty.")}
}

// noteForm is a note on a learning goal as questions.
func noteForm(l *journal.Learning) ask.Form {
	return ask.Form{Title: "A note", Questions: []ask.Question{
		{ID: "text", Kind: ask.Text, Title: noteQuestion, Note: journal.PrintableLine(l.Text) + "\nNo names, no places."},
		{ID: "feedback", Kind: ask.Choice, Title: "Is that feedback that reached you?", Options: []ask.Option{
			{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No"}}},
		{ID: "minutes", Kind: ask.Line, Title: "How many minutes was it?", Note: "A number such as 45, if you count them. Empty for none."},
	}}
}

// learningAnswers are a learning goal as the answers of its form.
func learningAnswers(l *journal.Learning) map[string]string {
	return map[string]string{"text": l.Text, "goal": string(l.Goal), "outcome": l.Outcome}
}

// noteAnswers are what flags said of a note.
func noteAnswers(e *journal.Entry, feedback bool) map[string]string {
	answers := map[string]string{}
	if e.Minutes > 0 {
		answers["minutes"] = strconv.Itoa(e.Minutes)
	}
	if feedback {
		answers["feedback"] = "yes"
	}
	return answers
}

// runLearning asks what a draft is about, new or resumed, and saves it.
func (a *app) runLearning(ctx context.Context, b book, d *journal.Draft) error {
	l := &journal.Learning{LearningHead: journal.LearningHead{State: journal.LearningOpen}}
	if d.Plan.Thing.IsZero() {
		f, err := a.learningForm(false, a.words(ctx))
		if err != nil {
			return err
		}
		return a.finishingAs(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
			if strings.TrimSpace(answers.Value("text")) == "" {
				return nil, nil
			}
			l.Written = a.stamp()
			return []journal.Thing{l}, takeLearning(l, answers)
		}, func([]journal.Thing) error { return a.addedThing(ctx, b, l, "is open") })
	}
	v, err := a.actedOn(ctx, b, d, l)
	if err != nil {
		return err
	}
	switch d.Plan.Act {
	case "note":
		return a.finishing(ctx, v, d, noteForm(l), func(answers ask.Answers) ([]journal.Thing, error) {
			return a.takeNote(d.Plan, l, answers)
		})
	case "close":
		f := ask.Form{Title: "Learning goal " + a.short(ctx, v, l.ID), Questions: []ask.Question{learnedQuestion(journal.PrintableLine(l.Text))}}
		return a.changing(ctx, v, d, f, l, func(answers ask.Answers) error {
			l.Close(journal.LearningClosed, a.today(), outcomeIn(answers))
			return nil
		}, "is closed")
	}
	f, err := a.learningForm(l.LearningHead.State == journal.LearningClosed, a.words(ctx))
	if err != nil {
		return err
	}
	return a.changing(ctx, v, d, f, l, func(answers ask.Answers) error { return takeLearning(l, answers) }, "is changed")
}

// takeLearning puts the answers of a form into a learning goal.
func takeLearning(l *journal.Learning, answers ask.Answers) error {
	value := func(id string) string { return strings.TrimSpace(answers.Value(id)) }
	l.Text, l.Goal, l.Outcome = value("text"), journal.Goal(value("goal")), value("outcome")
	if l.Text == "" {
		return askAgain{"text", "what you want to learn is missing; a few words are enough"}
	}
	return nil
}

// takeNote makes a note of the answers of its form, none where all of them
// are empty.
func (a *app) takeNote(p journal.Plan, l *journal.Learning, answers ask.Answers) ([]journal.Thing, error) {
	e := noteOn(l)
	e.Shift = p.Shift
	var err error
	if e.Minutes, err = minutesOf(strings.TrimSpace(answers.Value("minutes"))); err != nil {
		return nil, askAgain{"minutes", err.Error()}
	}
	text := strings.TrimSpace(answers.Value("text"))
	if text == "" && e.Minutes == 0 {
		return nil, nil
	}
	a.completeNote(e, text, answers.Value("feedback") == "yes")
	return []journal.Thing{e}, nil
}
