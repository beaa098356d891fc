package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// onOne lets a command take the id of a thing of a kind, and do something
// with that thing once it is found and may be changed.
func (a *app) onOne(c *cobra.Command, kind journal.Kind, do func(context.Context, *vault.Vault, journal.Thing) error) *cobra.Command {
	c.ValidArgsFunction = a.offerKind(kind)
	c.RunE = func(c *cobra.Command, args []string) error {
		v, t, err := a.oneLive(c.Context(), kind, args[0])
		if err != nil {
			return err
		}
		return do(c.Context(), v, t)
	}
	return c
}

// oneLive finds a thing of a kind that may be changed.
func (a *app) oneLive(ctx context.Context, kind journal.Kind, ref string) (*vault.Vault, journal.Thing, error) {
	v, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	t, err := a.one(ctx, v, kind, ref)
	if err == nil {
		err = a.notInTrash(ctx, v, t)
	}
	if err != nil {
		return nil, nil, err
	}
	return v, t, nil
}

// idOf finds the id of a thing of a kind that is not in the trash.
func (a *app) idOf(ctx context.Context, kind journal.Kind, ref string) (journal.ID, error) {
	_, t, err := a.oneLive(ctx, kind, ref)
	if err != nil {
		return journal.ID{}, err
	}
	return metaOf(t).ID, nil
}

// showOne is the command that shows one thing of a kind.
func (a *app) showOne(kind journal.Kind, short string) *cobra.Command {
	name := string(kind)
	return &cobra.Command{
		Use: "show ID", Short: short,
		Example:           "  afterword " + name + " show last\n  afterword " + name + " show last --json",
		Args:              exactly(1, "say which "+name+", such as last or an id from `afterword "+name+" list`"),
		ValidArgsFunction: a.offerKind(kind),
		RunE: func(c *cobra.Command, args []string) error {
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			t, err := a.one(c.Context(), v, kind, args[0])
			if err != nil {
				return err
			}
			return a.showGrown(c.Context(), v, t)
		},
	}
}

// pipedNew is the text of something new on standard input. None there is a
// misuse that says what was wanted, with an example.
func (a *app) pipedNew(what, example string) (string, error) {
	text, err := a.piped()
	if err == nil && text == "" {
		err = hinted(misused("the %s is read from standard input, and there was none", what), "%s", example)
	}
	return text, err
}

// askNew asks for something new with answers that are there already. A
// draft of the same flow that waits is offered first.
func (a *app) askNew(ctx context.Context, b book, p journal.Plan, answers map[string]string) error {
	if done, err := a.offerDraft(ctx, b, p.Flow); done || err != nil {
		return err
	}
	return a.runPlan(ctx, b, a.newDraft(p, answers))
}

// newDraft begins a draft of today with what is there as the answers so
// far.
func (a *app) newDraft(p journal.Plan, answers map[string]string) *journal.Draft {
	p.Shift = a.today()
	d := &journal.Draft{Started: a.stamp(), Answers: map[string]string{}, Plan: p}
	for id, value := range answers {
		if value != "" {
			d.Answers[id] = value
		}
	}
	return d
}

// runPlan asks what a draft of the loop is about, new or resumed, and saves
// it.
func (a *app) runPlan(ctx context.Context, b book, d *journal.Draft) error {
	switch d.Plan.Flow {
	case journal.FlowQuestion:
		return a.runQuestion(ctx, b, d)
	case journal.FlowAction:
		return a.runAction(ctx, b, d)
	case journal.FlowSession:
		return a.runSession(ctx, b, d)
	case journal.FlowSupervisor:
		return a.runSupervisor(ctx, b, d)
	}
	return a.runLearning(ctx, b, d)
}

// askAct asks the form of an act on a thing, with what is there as the
// answers so far.
func (a *app) askAct(ctx context.Context, v *vault.Vault, t journal.Thing, p journal.Plan, answers map[string]string) error {
	d, err := a.acting(ctx, v, t, p, answers)
	if err != nil {
		return err
	}
	return a.runPlan(ctx, v, d)
}

// edits are the three ways to change a thing of the loop.
type edits struct {
	given   bool               // a flag was
	flags   func() error       // puts the flags onto it
	flow    journal.Flow       // of its form
	answers map[string]string  // of its form, as they are now
	text    func(string) error // takes it from a text
}

// editOne changes a thing by its flags where any was given, by its form where
// there is somebody to ask, and else by the text on standard input.
func (a *app) editOne(ctx context.Context, v *vault.Vault, t journal.Thing, e edits) error {
	switch {
	case e.given:
		if err := e.flags(); err != nil {
			return err
		}
	case a.dialogue():
		return a.askAct(ctx, v, t, journal.Plan{Flow: e.flow, Act: "edit"}, e.answers)
	default:
		text, err := a.piped()
		if err != nil {
			return err
		}
		if text == "" {
			return hinted(misused("nothing was given to change"), "Give the text on standard input, or a flag. See: %s --help", a.called)
		}
		if err := e.text(text); err != nil {
			return err
		}
	}
	return a.revise(ctx, v, t, "is changed")
}

// actOn does something to a thing with a text, which may be empty: by the
// form of the act where there is somebody to ask, and else with what is on
// standard input.
func (a *app) actOn(ctx context.Context, v *vault.Vault, t journal.Thing, p journal.Plan, answers map[string]string, take func(text string) error, told string) error {
	if a.dialogue() {
		return a.askAct(ctx, v, t, p, answers)
	}
	text, err := a.piped()
	if err != nil {
		return err
	}
	if err := take(text); err != nil {
		return err
	}
	return a.revise(ctx, v, t, told)
}

// setFrom reads a flag into where it belongs; one that was not given leaves
// what is there.
func setFrom[T any](into *T, flag string, parse func(string) (T, error)) error {
	if flag == "" {
		return nil
	}
	v, err := parse(flag)
	if err != nil {
		return usageError{err}
	}
	*into = v
	return nil
}

// outcomeIn is what came of a thing, in the answers of a form.
func outcomeIn(answers ask.Answers) string { return strings.TrimSpace(answers.Value("outcome")) }
