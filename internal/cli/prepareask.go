package cli

import (
	"context"
	"fmt"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
)

// askForm asks which questions to bring: those that wait, and new ones.
func (p *preparing) askForm(context.Context) (ask.Form, error) {
	f := ask.Form{Title: "Prepare: your questions"}
	pick := ask.Question{ID: "pick", Kind: ask.Several, Title: "Which of these questions do you bring?",
		Note: fmt.Sprintf("A pack holds %d. There is room for new ones after this.", pack.MostQuestions)}
	var marked []string
	for _, q := range p.was.questions {
		pick.Options = append(pick.Options, ask.Option{Value: q.ID.String(), Label: q.Text})
		if q.Visibility == journal.Bring {
			marked = append(marked, q.ID.String())
		}
	}
	if len(marked) <= pack.MostQuestions {
		p.suggest("pick", strings.Join(marked, ","))
	}
	pick.When = func(ask.Answers) bool { return len(pick.Options) > 0 }
	f.Questions = []ask.Question{pick}
	for n := range pack.MostQuestions {
		more, err := p.newQuestion(n + 1)
		if err != nil {
			return f, err
		}
		f.Questions = append(f.Questions, more...)
	}
	return f, nil
}

// newQuestion asks for the n-th question that is written here, by the
// fields of the form for one.
func (p *preparing) newQuestion(n int) ([]ask.Question, error) {
	form, err := p.questionForm(false, p.words)
	if err != nil {
		return nil, err
	}
	written := func(w ask.Answers, n int) bool { return strings.TrimSpace(w.Value(newID("text", n))) != "" }
	there := func(w ask.Answers) bool { return written(w, n) }
	var out []ask.Question
	for _, q := range form.Questions {
		id := q.ID
		q.ID, q.When, q.Uncounted = newID(id, n), there, true
		if id == "text" {
			q.Uncounted = false
			q.Note += " Empty goes on."
			if n > 1 || len(p.was.questions) > 0 {
				q.Title = "Another question for them?"
			}
			q.When = func(w ask.Answers) bool {
				return written(w, n) || questionsIn(w) < pack.MostQuestions && (n == 1 || written(w, n-1))
			}
		}
		if id == longContext {
			q.When = func(w ask.Answers) bool { return there(w) && journal.CheckContext(w.Value(newID("context", n))) != nil }
		}
		out = append(out, q)
		if grown := p.grownFrom(n, there); id == "text" && len(grown.Options) > 0 {
			out = append(out, grown)
		}
	}
	return out, nil
}

// newID is the id of a field of the n-th question that is written here.
func newID(field string, n int) string { return numbered("q", n) + "." + field }

// grownFrom asks which of the chosen entries a question grew from.
func (p *preparing) grownFrom(n int, there func(ask.Answers) bool) ask.Question {
	q := ask.Question{ID: newID("from", n), Kind: ask.Choice, Title: "Did it grow from one of these?", Uncounted: true, When: there}
	for _, e := range p.chosen() {
		q.Options = append(q.Options, ask.Option{Value: e.ID.String(), Label: entryLabel(e)})
	}
	return q
}

// questionsIn counts the questions that are picked or written.
func questionsIn(w ask.Answers) int {
	n := len(listed(w.Value("pick")))
	for i := range pack.MostQuestions {
		if strings.TrimSpace(w.Value(newID("text", i+1))) != "" {
			n++
		}
	}
	return n
}

// listed are the values of an answer to several options.
func listed(answer string) []string {
	return strings.FieldsFunc(answer, func(r rune) bool { return r == ',' })
}

// checkQuestions refuses more questions than a pack holds, and a context
// that is too long.
func (p *preparing) checkQuestions(answers ask.Answers) error {
	if n := questionsIn(answers); n > pack.MostQuestions {
		many := &pack.QuestionsError{IDs: make([]journal.ID, n)}
		return askAgain{"pick", many.Error()}
	}
	for n := 1; n <= pack.MostQuestions; n++ {
		if err := journal.CheckContext(answers.Value(newID("context", n))); err != nil {
			return askAgain{newID("context", n), err.Error()}
		}
	}
	return nil
}

// newQuestions makes the questions that were written here.
func (p *preparing) newQuestions() ([]*journal.Question, error) {
	var out []*journal.Question
	answers := answersOf(p.draft)
	for n := 1; n <= pack.MostQuestions; n++ {
		if strings.TrimSpace(answers.Value(newID("text", n))) == "" {
			continue
		}
		q := &journal.Question{QuestionHead: journal.QuestionHead{Written: p.stamp(), State: journal.QuestionDraft, Visibility: journal.Bring}}
		own := ask.Answers{}
		for _, field := range []string{"text", "context", "tried", "want", "goal", "eye"} {
			own[field] = answers[newID(field, n)]
		}
		if err := takeQuestion(q, own); err != nil {
			return nil, backTo{stage: "questions", why: sentence(err.Error())}
		}
		if err := q.ID.UnmarshalText([]byte(p.draft.Answers[numbered(keptQuestion, n)])); err != nil {
			return nil, fmt.Errorf("question %d of this draft: %w", n, err)
		}
		for _, e := range p.chosen() {
			if e.ID.String() == answers.Value(newID("from", n)) {
				q.Entry = e.ID
				if q.Goal == "" && len(e.Goals) == 1 {
					q.Goal = e.Goals[0]
				}
			}
		}
		out = append(out, q)
	}
	return out, nil
}

// actionsForm goes through the actions as they will stand in the pack.
func (p *preparing) actionsForm(context.Context) (ask.Form, error) {
	f := ask.Form{Title: "Prepare: actions"}
	open, closed := p.was.due(p.period())
	if len(closed) > 0 {
		card := ask.Question{ID: "closed", Kind: ask.Card, Title: "Closed since, and told once in this pack", Uncounted: true}
		for _, t := range closed {
			card.Note += fmt.Sprintf("- %s: %s\n", t.Text, t.ActionHead.State)
		}
		card.Note = strings.TrimSpace(card.Note)
		f.Questions = append(f.Questions, card)
	}
	for _, t := range open {
		id := t.ID.String()
		f.Questions = append(f.Questions,
			ask.Question{ID: "a:" + id, Kind: ask.Choice, Title: "How does this action stand?", Note: p.actionNote(t), Options: []ask.Option{
				{Key: 'o', Value: "open", Label: "Open: it comes as it is"},
				{Key: 'd', Value: string(journal.ActionDone), Label: "Done"},
				{Key: 'p', Value: string(journal.ActionPartly), Label: "Done in part"},
				{Key: 'x', Value: string(journal.ActionDropped), Label: "Dropped"}}},
			ask.Question{ID: "o:" + id, Kind: ask.Line, Title: "What came of it?", Note: "A line is enough. It may stay empty.", Uncounted: true,
				When: func(w ask.Answers) bool { s := w.Value("a:" + id); return s != "" && s != "open" }})
	}
	return f, nil
}

// actionNote says an action with who does it and when it is due.
func (p *preparing) actionNote(t *journal.Action) string {
	note := t.Text
	if t.Owner != "" {
		note += "\nBy: " + t.Owner
	}
	if t.Due != "" {
		note += "\nDue " + plainDay(t.Due)
		if t.ActionHead.Overdue(p.today()) {
			note += ", which has passed"
		}
	}
	return note
}

// closedNow are the actions that are closed here, as they will be.
func (p *preparing) closedNow() []*journal.Action {
	open, _ := p.was.due(p.period())
	var out []*journal.Action
	for _, t := range open {
		state, err := journal.ParseActionState(p.draft.Answers["a:"+t.ID.String()])
		if err != nil || state == journal.ActionOpen {
			continue
		}
		closed := *t
		closed.Close(state, p.today(), strings.TrimSpace(p.draft.Answers["o:"+t.ID.String()]))
		out = append(out, &closed)
	}
	return out
}
