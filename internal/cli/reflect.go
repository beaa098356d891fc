package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// reflectCommands are the commands that write.
func reflectCommands() []command {
	return []command{
		{"quick", (*app).newQuick},
		{"reflect", (*app).newReflect},
		{"add", (*app).newAdd},
		{"again", (*app).newAgain},
		{"goal", (*app).learningCommand},
		{"resume", (*app).newResume},
		{"drafts", (*app).newDrafts},
	}
}

// newReflect asks guided prompts or a framework's stages.
func (a *app) newReflect() *cobra.Command {
	var m marks
	var framework string
	var count int
	cmd := &cobra.Command{
		Use:   "reflect",
		Short: "Guided prompts for chosen goals, or a framework",
		Long: `Asks one prompt a screen: for the goals you choose, or the stages of a framework
such as gibbs. Where there is no terminal, answers are read from standard input
one after the other, each ended by a line with a single full stop.`,
		Example: "  afterword reflect --goal ethics --goal support\n  afterword reflect --framework gibbs\n  printf 'It went well.\\n.\\nI listened.\\n' | afterword reflect --framework what-so-what-now-what",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			e := &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Reflected, Framework: framework}}
			if err := m.apply(a, c, &e.EntryHead); err != nil {
				return err
			}
			if count < 1 || count > 12 {
				return misused("--prompts runs from 1 to 12")
			}
			return a.reflect(c.Context(), e, count)
		},
	}
	m.flags(cmd, a.offerAliases)
	cmd.Flags().StringVar(&framework, "framework", "", "the `NAME` of a framework; see afterword frameworks")
	cmd.Flags().IntVar(&count, "prompts", 3, "how many prompts, `1-12`")
	complete(cmd, "framework", "what-so-what-now-what", "gibbs", "johns-style", "atkins-murphy-style", "kolb", "critical-moment", "era", "three-good-things")
	return cmd
}

// reflect plans a reflection and asks it.
func (a *app) reflect(ctx context.Context, e *journal.Entry, count int) error {
	c, err := a.catalogue()
	if err != nil {
		return err
	}
	if e.Framework != "" {
		if _, err := c.Framework(e.Framework); err != nil {
			return usageError{err}
		}
	}
	if a.Terminal.In && !a.dialogue() {
		return misused("reflect needs a terminal, or answers on standard input, and there was neither")
	}
	if !a.dialogue() {
		if _, err := a.in.Peek(1); errors.Is(err, io.EOF) {
			return misused("reflect reads the answers from standard input here, and it was empty")
		}
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if a.dialogue() {
		if done, err := a.offerDraft(ctx, b, journal.FlowReflect); done || err != nil {
			return err
		}
		if len(e.Goals) == 0 && e.Framework == "" {
			if err := a.chooseReflection(ctx, c, e); err != nil {
				return err
			}
		}
	}
	plan, err := a.reflectPlan(ctx, b, c, e, count)
	if err != nil {
		return err
	}
	return a.runReflect(ctx, b, &journal.Draft{Started: a.stamp(), Plan: plan})
}

// chooseReflection asks what to look at.
func (a *app) chooseReflection(ctx context.Context, c *prompt.Catalogue, e *journal.Entry) error {
	goal := ask.Question{ID: "goal", Kind: ask.Choice, Title: "What would you like to look at?", Uncounted: true}
	for i, g := range c.Goals() {
		goal.Options = append(goal.Options, ask.Option{Key: rune('1' + i), Value: string(g.Slug), Label: g.Label})
	}
	goal.Options = append(goal.Options,
		ask.Option{Key: 'm', Value: "mixed", Label: "A mixture"},
		ask.Option{Key: 'f', Value: "framework", Label: "A framework"})
	frame := ask.Question{ID: "framework", Kind: ask.Choice, Title: "Which framework?", Uncounted: true,
		When: func(w ask.Answers) bool { return w.Value("goal") == "framework" }}
	for i, f := range c.Frameworks() {
		if f.Slug != secondLook {
			frame.Options = append(frame.Options, ask.Option{Key: rune('a' + i), Value: f.Slug, Label: fmt.Sprintf("%s (about %d minutes)", f.Name, f.Minutes)})
		}
	}
	r, err := a.ask(ctx, ask.Form{Title: "Reflect", Questions: []ask.Question{goal, frame}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Left:
		return errLeft
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	}
	if f := r.Answers.Value("framework"); r.Answers.Value("goal") == "framework" && f != "" {
		e.Framework = f
	} else if g, err := journal.ParseGoal(r.Answers.Value("goal")); err == nil {
		e.Goals = []journal.Goal{g}
	}
	return nil
}

// reflectPlan chooses what a reflection will ask. The short prompts that
// take their place on a heavy day are chosen along with the deep ones.
func (a *app) reflectPlan(ctx context.Context, b book, c *prompt.Catalogue, e *journal.Entry, count int) (journal.Plan, error) {
	p := a.plan(journal.FlowReflect, e.Shift)
	p.Given = given(e.EntryHead)
	p.Goals, p.Framework, p.Tags, p.Aliases, p.Visibility = e.Goals, e.Framework, e.Tags, e.Aliases, e.Visibility
	heads, err := a.past(ctx, b)
	if err != nil {
		return p, err
	}
	choice := a.choice(heads, e.Goals)
	if e.Framework != "" {
		f, err := c.Framework(e.Framework)
		if err != nil {
			return p, err
		}
		p.Framework = f.Slug
		for _, s := range f.Stages {
			step := stepOf(s.Prompt)
			step.Stage = s.Slug
			p.Steps = append(p.Steps, step)
		}
	} else {
		choice.Depth, choice.Count = prompt.Deep, count
		p.Steps = steps(c.Choose(choice))
	}
	rungs := c.Deeper()
	p.Deeper = steps(rungs[choice.Seed%uint64(len(rungs)):][:1])
	choice.Heavy, choice.Count, choice.Goals = true, 2, []journal.Goal{journal.Support}
	p.Steady = steps(c.Choose(choice))
	if e.Weight >= 4 {
		// Said beforehand, by a flag: nothing deep is even planned.
		a.say("After a heavy day only steadying questions are asked.")
		p.Framework, p.Steps, p.Deeper = "", p.Steady, nil
	}
	return p, nil
}

// reflectForm is a reflection as questions. It begins with the weight, so
// that a heavy day meets the gate before anything deep.
func (a *app) reflectForm(ctx context.Context, p journal.Plan, w wording) ask.Form {
	heavy := func(w ask.Answers) bool { return ratingOf(w, "weight") >= 4 }
	open := func(w ask.Answers) bool { return !heavy(w) }
	questions := append(nightQuestion(p, w), scale("weight", w.in("How much of the shift are you carrying home?"), "None", "A little", "Some", "Much", "Very much"))
	questions = append(questions, gate(p, heavy, "", a.supportText(ctx))...)
	for i, s := range p.Steps {
		q := stepQuestion(stepID("s", i), s, ask.Text)
		q.When = open
		questions = append(questions, q)
	}
	answered := func(w ask.Answers) bool {
		return open(w) && slices.ContainsFunc(stepIDs("s", len(p.Steps)), func(id string) bool { return w.Value(id) != "" })
	}
	if len(p.Deeper) > 0 {
		questions = append(questions, ask.Question{ID: "deeper", Kind: ask.Choice, Title: "One step deeper, or is this enough?", Uncounted: true, When: answered,
			Options: []ask.Option{{Key: 'e', Value: "no", Label: "This is enough"}, {Key: 'd', Value: "yes", Label: "One step deeper"}}})
		q := stepQuestion(stepID("e", 0), p.Deeper[0], ask.Text)
		q.Uncounted = true
		q.When = func(w ask.Answers) bool { return answered(w) && w.Value("deeper") == "yes" }
		questions = append(questions, q)
	}
	questions = append(questions, measureQuestions(p.Goals, open)...)
	return ask.Form{Title: "Reflect", Questions: questions}
}

// stepIDs lists the ids of n steps.
func stepIDs(kind string, n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = stepID(kind, i)
	}
	return ids
}

// runReflect asks a reflection, new or resumed, and saves it.
func (a *app) runReflect(ctx context.Context, b book, d *journal.Draft) error {
	f := a.reflectForm(ctx, d.Plan, a.words(ctx))
	if !a.dialogue() {
		return a.reflectPiped(ctx, b, d)
	}
	return a.finishing(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		return a.reflectThings(d.Plan, f, answers)
	})
}

// reflectPiped takes one answer after the other from standard input; its
// end leaves the rest skipped.
func (a *app) reflectPiped(ctx context.Context, b book, d *journal.Draft) error {
	f := ask.Form{Title: "Reflect"}
	for i, s := range d.Plan.Steps {
		f.Questions = append(f.Questions, stepQuestion(stepID("s", i), s, ask.Text))
	}
	r, err := ask.Plain(ctx, f, ask.Screen{In: a.in, Out: a.Err, Width: 72})
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return a.ended(ctx)
	}
	if err := a.keepRest(r.Answers, f.Questions); err != nil {
		return err
	}
	a.cleanAnswers(r.Answers)
	things, err := a.reflectThings(d.Plan, f, r.Answers)
	if err != nil {
		return err
	}
	if len(things) == 0 {
		return misused("there was no answer on standard input")
	}
	if err := a.save(ctx, b, things...); err != nil {
		return err
	}
	return a.finished(ctx, b, things)
}

// keepRest puts text that came after the last question's answer with that
// answer, so that none of it is lost.
func (a *app) keepRest(answers ask.Answers, questions []ask.Question) error {
	rest, err := a.readAll()
	if err != nil {
		return err
	}
	if rest = unstopped(rest); rest == "" {
		return nil
	}
	last := questions[len(questions)-1].ID
	answers[last] = ask.Answer{Value: strings.TrimSpace(answers.Value(last) + "\n\n" + rest)}
	a.say("There was more text than there are questions; the rest is kept with the last answer.")
	return nil
}

// unstopped takes out the lines with a single full stop that part answers.
func unstopped(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimRight(line, "\r ") == "." {
			lines[i] = ""
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// reflectThings makes the entry of a reflection and the actions that grew
// from it; none if all was skipped.
func (a *app) reflectThings(p journal.Plan, f ask.Form, answers ask.Answers) ([]journal.Thing, error) {
	asked := askedIDs(f, answers)
	if asked["support"] && answers.Value("support") == "drop" {
		return nil, nil
	}
	e := &journal.Entry{EntryHead: journal.EntryHead{
		Kind: journal.Reflected, Shift: shiftOf(p, answers), Framework: p.Framework, Goals: slices.Clone(p.Goals),
		Tags: p.Tags, Aliases: p.Aliases, Visibility: p.Visibility,
		Weight: ratingOf(answers, "weight"),
	}}
	throughGate(e, p, asked, answers)
	gather(e, asked, "s", p.Steps, answers)
	gather(e, asked, "e", p.Deeper, answers)
	grew, err := a.takeMeasures(e, asked, answers)
	if err != nil {
		return nil, err
	}
	gatherClosed(e, f, p, answers)
	withGiven(e, p.Given)
	if e.Words() == 0 && e.Weight == 0 && e.Energy == 0 && e.Confidence == 0 && e.Decided == "" && e.Minutes == 0 && len(grew) == 0 {
		return nil, nil
	}
	a.complete(e)
	return a.growing(e, grew), nil
}
