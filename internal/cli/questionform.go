package cli

import (
	"context"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// wants are the ways to want something with a question.
func wants() []ask.Option {
	return []ask.Option{
		{Key: 't', Value: string(journal.WantTeach), Label: "Teach me"},
		{Key: 'w', Value: string(journal.WantThink), Label: "Think with me"},
		{Key: 's', Value: string(journal.WantSteady), Label: "Steady me"},
		{Key: 'd', Value: string(journal.WantDecide), Label: "Help me decide"},
		{Key: 'h', Value: string(journal.WantHearing), Label: "Just hear it"},
	}
}

// wantWords says what is wanted in a few words.
func wantWords(w journal.Want) string {
	for _, o := range wants() {
		if o.Value == string(w) {
			return strings.ToLower(o.Label[:1]) + o.Label[1:]
		}
	}
	return string(w)
}

// outcomeQuestion asks what came of a question or an action.
func outcomeQuestion(title, note string) ask.Question {
	return ask.Question{ID: "outcome", Kind: ask.Text, Title: "What came of it?", Note: title + "\n" + note}
}

// eyeQuestion asks where a question looks, by the names of the seven eyes.
func eyeQuestion(w wording) ask.Question {
	q := ask.Question{ID: "eye", Kind: ask.Choice, Title: "Where does it look?",
		Note: w.in("The seven eyes of supervision, for those who work with them. Skip it otherwise.")}
	for eye := 1; eye <= journal.Eyes; eye++ {
		q.Options = append(q.Options, ask.Option{Key: rune('0' + eye), Value: eyeWord(eye), Label: capital(eyeName(eye))})
	}
	return q
}

// longContext is the id of the card that says so of a context, where it was
// written.
const longContext = "long"

// questionForm is a question as questions; answered adds what came of it.
func (a *app) questionForm(answered bool, w wording) (ask.Form, error) {
	goal, err := a.goalQuestion("goal", ask.Choice, "Which goal does it belong to?")
	if err != nil {
		return ask.Form{}, err
	}
	f := ask.Form{Title: w.in("A question for supervision"), Questions: []ask.Question{
		{ID: "text", Kind: ask.Line, Title: "What do you want to ask?", Note: "As a question, in a sentence. No names."},
		{ID: "context", Kind: ask.Text, Words: journal.ContextWords, Title: "What does your supervisor need to know first?",
			Note: "At most 80 words: only what the question needs. No names, no places."},
		{ID: longContext, Kind: ask.Card, Title: "The context is longer than 80 words", Note: "Go back and shorten it: it cannot be kept like that. More is for the meeting.", Uncounted: true,
			When: func(w ask.Answers) bool { return journal.CheckContext(w.Value("context")) != nil }},
		{ID: "tried", Kind: ask.Text, Title: "What have you tried, or thought of?"},
		{ID: "want", Kind: ask.Choice, Title: "What do you want from them?", Options: wants()},
		goal,
		eyeQuestion(w),
	}}
	if answered {
		f.Questions = append(f.Questions, outcomeQuestion("", "Empty where there is nothing to note."))
	}
	return f, nil
}

// questionAnswers are a question as the answers of its form.
func questionAnswers(n *journal.Question) map[string]string {
	return map[string]string{"text": n.Text, "context": n.Context, "tried": n.Tried, "want": string(n.Want),
		"goal": string(n.Goal), "eye": eyeWord(n.Eye), "outcome": n.Outcome}
}

// runQuestion asks what a draft is about, new or resumed, and saves it.
func (a *app) runQuestion(ctx context.Context, b book, d *journal.Draft) error {
	n := &journal.Question{QuestionHead: journal.QuestionHead{State: journal.QuestionDraft, Visibility: d.Plan.Visibility, Entry: d.Plan.Entry}}
	if !d.Plan.Thing.IsZero() {
		v, err := a.actedOn(ctx, b, d, n)
		if err != nil {
			return err
		}
		if d.Plan.Act == "answer" {
			f := ask.Form{Title: "Question " + a.short(ctx, v, n.ID), Questions: []ask.Question{outcomeQuestion(n.Text, "A line is enough. It may stay empty.")}}
			return a.changing(ctx, v, d, f, n, func(answers ask.Answers) error {
				n.Answer(outcomeIn(answers))
				return nil
			}, "is answered")
		}
		f, err := a.questionForm(n.QuestionHead.State == journal.QuestionAnswered, a.words(ctx))
		if err != nil {
			return err
		}
		return a.changing(ctx, v, d, f, n, func(answers ask.Answers) error { return takeQuestion(n, answers) }, "is changed")
	}
	f, err := a.questionForm(false, a.words(ctx))
	if err != nil {
		return err
	}
	return a.finishingAs(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		if strings.TrimSpace(answers.Value("text")+answers.Value("context")+answers.Value("tried")) == "" {
			return nil, nil
		}
		n.Written = a.stamp()
		return []journal.Thing{n}, takeQuestion(n, answers)
	}, func([]journal.Thing) error { return a.addedQuestion(ctx, b, n) })
}

// takeQuestion puts the answers of a form into a question.
func takeQuestion(n *journal.Question, answers ask.Answers) error {
	value := func(id string) string { return strings.TrimSpace(answers.Value(id)) }
	n.Text, n.Context, n.Tried, n.Outcome = value("text"), value("context"), value("tried"), value("outcome")
	n.Want, n.Goal = journal.Want(value("want")), journal.Goal(value("goal"))
	n.Eye, _ = strconv.Atoi(value("eye")) // only what eyeWord kept is there
	if n.Text == "" {
		return askAgain{"text", "the question itself is missing; a few words are enough"}
	}
	if err := journal.CheckContext(n.Context); err != nil {
		return askAgain{"context", err.Error()}
	}
	return nil
}
