package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// newQuick is the two-minute flow after a shift.
func (a *app) newQuick() *cobra.Command {
	var m marks
	var next string
	var nothing bool
	cmd := &cobra.Command{
		Use:   "quick",
		Short: "Two minutes after a shift",
		Long: `A few short questions, each of which can be skipped. "Nothing today" is a whole
answer. Where there is no terminal, standard input holds the moment, and after
a blank line what it tells you; flags give the rest.`,
		Example: "  afterword quick\n  afterword quick --nothing\n  echo \"We paused before the hard call.\" | afterword quick --energy 3 --next let-go --risk none",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			e := &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Quick}}
			if err := m.apply(a, c, &e.EntryHead); err != nil {
				return err
			}
			if next != "" {
				n, err := journal.ParseNext(next)
				if err != nil {
					return usageError{err}
				}
				e.Next = n
			}
			switch {
			case nothing:
				return a.nothingToday(c.Context(), e)
			case a.dialogue():
				return a.quick(c.Context(), e)
			}
			return a.quickPiped(c.Context(), e)
		},
	}
	m.flags(cmd, a.offerAliases)
	cmd.Flags().StringVar(&next, "next", "", "what `NEXT`: action, question, let-go or nothing")
	cmd.Flags().BoolVar(&nothing, "nothing", false, "nothing today")
	complete(cmd, "next", "action", "question", "let-go", "nothing")
	return cmd
}

// nothingToday keeps that there was nothing.
func (a *app) nothingToday(ctx context.Context, e *journal.Entry) error {
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	e.Kind, e.Gist = journal.Nothing, "Nothing today"
	a.complete(e)
	if err := b.Save(ctx, a.stamp(), e); err != nil {
		return err
	}
	return a.added(b, e)
}

// quickPiped takes the moment, what it tells and the next step as
// paragraphs of standard input.
func (a *app) quickPiped(ctx context.Context, e *journal.Entry) error {
	text := ""
	if !a.Terminal.In {
		var err error
		if text, err = a.readAll(); err != nil {
			return err
		}
	}
	parts := paragraphs(a.clean(text))
	if len(parts) == 0 {
		return hinted(misused("quick needs a terminal, or the moment on standard input, and there was neither"),
			"echo \"One moment.\" | afterword quick --energy 3, or afterword quick --nothing")
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	plan, err := a.quickPlan(ctx, b, e)
	if err != nil {
		return err
	}
	if len(e.Goals) == 0 { // nobody was asked, so nothing is said to have been
		plan.Steps = []journal.Step{{Text: "One moment"}, {Text: "So what does that tell you?", Stage: "so-what"}}
	} else {
		a.say("Kept under the prompt: %s", plan.Steps[0].Text)
	}
	things := []journal.Thing{e}
	if e.Next != journal.NextAction && e.Next != journal.NextQuestion && len(parts) > 2 {
		parts = []string{parts[0], strings.Join(parts[1:], "\n\n")}
	}
	for i, part := range parts[:min(len(parts), len(plan.Steps))] {
		e.Answers = append(e.Answers, answerOf(plan.Steps[i], ask.Answer{Value: part}))
	}
	e.Gist = journal.GistOf(parts[0])
	if id := plan.Steps[0].Prompt; id != "" {
		e.Prompts = []string{id}
	}
	a.complete(e)
	e.ID = a.newID()
	if len(parts) > 2 {
		things = append(things, a.nextThing(e, strings.Join(parts[2:], "\n\n"))...)
	}
	if err := a.save(ctx, b, things...); err != nil {
		return err
	}
	return a.added(b, e)
}

// paragraphs splits text at blank lines.
func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// quick asks the flow.
func (a *app) quick(ctx context.Context, e *journal.Entry) error {
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if done, err := a.offerDraft(ctx, b, journal.FlowQuick); done || err != nil {
		return err
	}
	plan, err := a.quickPlan(ctx, b, e)
	if err != nil {
		return err
	}
	return a.runQuick(ctx, b, &journal.Draft{Started: a.stamp(), Plan: plan})
}

// quickPlan chooses the prompts of one quick entry.
func (a *app) quickPlan(ctx context.Context, b book, e *journal.Entry) (journal.Plan, error) {
	p := a.plan(journal.FlowQuick, e.Shift)
	p.Given = given(e.EntryHead)
	p.Goals, p.Tags, p.Aliases, p.Visibility = e.Goals, e.Tags, e.Aliases, e.Visibility
	c, err := a.catalogue()
	if err != nil {
		return p, err
	}
	heads, err := a.past(ctx, b)
	if err != nil {
		return p, err
	}
	choice := a.choice(heads, e.Goals)
	choice.Count, choice.Depth = 1, prompt.Quick
	p.Steps = steps(c.Choose(choice))
	if len(p.Steps) == 0 {
		p.Steps = []journal.Step{{Text: "One moment that stays with you", Goal: journal.Reflection}}
	}
	p.Steps = append(p.Steps, journal.Step{Text: "So what does that tell you?", Goal: p.Steps[0].Goal, Stage: "so-what"})
	choice.Heavy, choice.Count, choice.Goals = true, 2, []journal.Goal{journal.Support}
	p.Steady = steps(c.Choose(choice))
	return p, nil
}

// quickForm is the flow as questions.
func (a *app) quickForm(ctx context.Context, p journal.Plan, w wording) ask.Form {
	heavy := func(w ask.Answers) bool { return w.Value("energy") == "heavy" }
	open := func(w ask.Answers) bool { return w.Value("energy") != "nothing" && !gated(w, heavy) }
	energy := scale("energy", "How much energy is left?", "Empty", "Low", "Some", "Good", "Full")
	energy.Options = append(energy.Options,
		ask.Option{Key: 'h', Value: "heavy", Label: "It was heavy: weight 4 of 5 carried home"},
		ask.Option{Key: 'n', Value: "nothing", Label: "Nothing today"})
	questions := append(nightQuestion(p, w), energy)
	questions = append(questions, gate(p, heavy, "Go on with the short questions", a.supportText(ctx))...)
	moment := stepQuestion("s1", p.Steps[0], ask.Line)
	moment.Note = "One moment is enough, about 25 words. No names, no places."
	what := stepQuestion("s2", p.Steps[1], ask.Line)
	what.Note = "A few words, or skip it."
	next := ask.Question{ID: "next", Kind: ask.Choice, Title: "And next?", Options: []ask.Option{
		{Key: 'a', Value: string(journal.NextAction), Label: "An action"},
		{Key: 'q', Value: string(journal.NextQuestion), Label: w.in("A question to bring to supervision")},
		{Key: 'l', Value: string(journal.NextLetGo), Label: "Let it go"},
		{Key: 'n', Value: string(journal.NextNothing), Label: "Nothing"},
	}}
	action := ask.Question{ID: "action", Kind: ask.Line, Title: "What will you do?", Note: "One line. No names.", Uncounted: true}
	question := ask.Question{ID: "question", Kind: ask.Line, Title: "What do you want to ask?", Note: "One line, as a question. No names.", Uncounted: true}
	for _, q := range []*ask.Question{&moment, &what, &next} {
		q.When = open
	}
	action.When = func(w ask.Answers) bool { return open(w) && w.Value("next") == string(journal.NextAction) }
	question.When = func(w ask.Answers) bool { return open(w) && w.Value("next") == string(journal.NextQuestion) }
	questions = append(questions, moment, what, next, action, question)
	questions = append(questions, riskQuestions(open, a.supportPage(ctx).region.Emergency)...)
	f := ask.Form{Title: w.in("After the shift"), Questions: questions}
	f.Questions = append(f.Questions, ask.Question{ID: "done", Kind: ask.Card, Uncounted: true, Title: "Done",
		NoteOf: func(w ask.Answers) string { return a.doneNote(p, f, w) },
		When:   func(w ask.Answers) bool { return w.Value("support") != "drop" }})
	return f
}

// doneNote says at the end what becomes of the answers.
func (a *app) doneNote(p journal.Plan, f ask.Form, answers ask.Answers) string {
	switch {
	case len(a.quickThings(p, f, answers)) == 0:
		return "Nothing was answered, so nothing is kept. To keep that there was nothing, go back to the question about energy and choose Nothing today."
	}
	const kept = "That is all for today. It is kept once you go on"
	var besides []string
	if len(closed(f, answers)) > 0 {
		besides = append(besides, "what you wrote")
	}
	if riskOf(answers) != "" && !askedIDs(f, answers)["risk"] {
		besides = append(besides, "what you said about risk")
	}
	if len(besides) == 0 {
		return kept + "."
	}
	return kept + ", with " + strings.Join(besides, " and ") + " before you chose otherwise."
}

// runQuick asks a quick draft, new or resumed, and saves it.
func (a *app) runQuick(ctx context.Context, b book, d *journal.Draft) error {
	f := a.quickForm(ctx, d.Plan, a.words(ctx))
	return a.finishing(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		return a.quickThings(d.Plan, f, answers), nil
	})
}

// quickThings makes the entry, and the action or question that it led to.
func (a *app) quickThings(p journal.Plan, f ask.Form, answers ask.Answers) []journal.Thing {
	asked := askedIDs(f, answers)
	if asked["support"] && answers.Value("support") == "drop" {
		return nil
	}
	e := &journal.Entry{EntryHead: journal.EntryHead{
		Kind: journal.Quick, Shift: shiftOf(p, answers), Goals: p.Goals, Tags: p.Tags, Aliases: p.Aliases, Visibility: p.Visibility,
		Energy: ratingOf(answers, "energy"), Risk: riskOf(answers),
	}}
	if answers.Value("energy") == "heavy" {
		e.Weight = 4
	}
	throughGate(e, p, asked, answers)
	gather(e, asked, "s", p.Steps, answers)
	gatherClosed(e, f, p, answers)
	if answers.Value("energy") == "nothing" && e.Words() == 0 && (e.Risk == "" || e.Risk == journal.RiskNone) {
		e.Kind, e.Gist = journal.Nothing, "Nothing today"
	}
	if asked["next"] {
		e.Next = journal.Next(answers.Value("next"))
	}
	withGiven(e, p.Given)
	if e.Kind == journal.Quick && e.Energy == 0 && e.Weight == 0 && e.Next == "" && e.Risk == "" && e.Words() == 0 {
		return nil // everything was skipped
	}
	a.complete(e)
	e.ID = a.newID()
	for _, id := range []string{"action", "question"} {
		if asked[id] {
			return append([]journal.Thing{e}, a.nextThing(e, answers.Value(id))...)
		}
	}
	return []journal.Thing{e}
}

// nextThing is the action or the question that grew from an entry.
func (a *app) nextThing(e *journal.Entry, text string) []journal.Thing {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	goal := journal.Goal("")
	if len(e.Goals) > 0 {
		goal = e.Goals[0]
	}
	switch e.Next {
	case journal.NextAction:
		return []journal.Thing{&journal.Action{
			ActionHead: journal.ActionHead{Written: a.stamp(), State: journal.ActionOpen, Goal: goal, Entry: e.ID},
			ActionBody: journal.ActionBody{Text: text}}}
	case journal.NextQuestion:
		return []journal.Thing{&journal.Question{
			QuestionHead: journal.QuestionHead{Written: a.stamp(), State: journal.QuestionDraft, Goal: goal, Visibility: journal.Bring, Entry: e.ID},
			QuestionBody: journal.QuestionBody{Text: text}}}
	}
	return nil
}
