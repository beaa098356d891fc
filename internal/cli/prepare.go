package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// newPrepare is the guided way to a pack.
func (a *app) newPrepare() *cobra.Command {
	var since, out, paper string
	c := &cobra.Command{
		Use:   "prepare",
		Short: "Prepare for supervision: choose, ask, look it over, write the pack",
		Long: `One calm path of about fifteen minutes: the days since the last session, what
to bring of them, up to three questions, the actions, how you are, possible
identifiers, its length, a preview of every line, and the pack, sealed if you
wish. Each step can be skipped and gone back to. It can be left at any point: afterword resume goes on with
it. Nothing is marked, saved or written before the last step.`,
		Example: "  afterword prepare\n  afterword prepare --since \"4 weeks ago\" --out pack.md\n  afterword prepare --paper letter",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if a.flags.json || !a.dialogue() {
				return hinted(misused("prepare asks one thing after the other, so it needs a terminal, or --accessible with the answers on standard input"),
					"The same from flags: afterword export --help")
			}
			if err := checkPaperName(paper); err != nil {
				return err
			}
			return a.prepare(c.Context(), since, out, paper)
		},
	}
	c.Flags().StringVar(&since, "since", "", "from this `DAY` on: \"last session\", last (the last pack), \"3 weeks ago\"")
	c.Flags().StringVar(&out, "out", "", "the `FILE` to write")
	c.Flags().StringVar(&paper, "paper", "", "`SIZE` of paper: a4 or letter (default by region)")
	complete(c, "paper", papers()...)
	complete(c, "since", "last session", "last", "last month")
	return c
}

// prepare begins, or goes on with what was begun.
func (a *app) prepare(ctx context.Context, since, out, paper string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	if done, err := a.offerDraft(ctx, v, journal.FlowPrepare); done || err != nil {
		return err
	}
	d := &journal.Draft{Started: a.stamp(), Answers: map[string]string{keptOut: out, keptPaper: paper}, Skipped: map[string]bool{},
		Plan: journal.Plan{Flow: journal.FlowPrepare, Shift: a.today()}}
	for i := range pack.MostQuestions { // known beforehand, so that what is decided about their words stays decided
		d.Answers[numbered(keptQuestion, i+1)] = a.newID().String()
	}
	if since != "" {
		day, _, err := a.sinceDay(ctx, v, since, "")
		if err != nil {
			return err
		}
		d.Answers["from"] = string(day)
		if day == "" {
			d.Answers["from"] = anyDay
		}
	}
	return a.runPrepare(ctx, v, d)
}

// preparing is one path to a pack, new or resumed. Everything that was
// answered is in the draft; the rest is the journal as it stands.
type preparing struct {
	*app
	vault *vault.Vault
	draft *journal.Draft
	words wording
	was   *survey
}

// prepareStep is one step of the path.
type prepareStep struct {
	name string // kept in the draft as the act
	form func(context.Context) (ask.Form, error)
	// check says why an answer cannot stand; it may be nil.
	check func(ask.Answers) error
}

// stages are the steps that ask, in their order. After them comes the gate.
func (p *preparing) stages() []prepareStep {
	return []prepareStep{
		{"period", p.periodForm, p.checkPeriod},
		{"choosing", p.chooseForm, nil},
		{"marks", p.markForm, nil},
		{"questions", p.askForm, p.checkQuestions},
		{"actions", p.actionsForm, nil},
		{"yourself", p.selfForm, p.checkSelf},
		{"the pack", p.outForm, p.checkOut},
	}
}

// lastStage is the name of the last step.
const lastStage = "last look"

// runPrepare asks step by step, from where the draft stands, until the pack
// is written or the person stops.
func (a *app) runPrepare(ctx context.Context, v *vault.Vault, d *journal.Draft) error {
	p := &preparing{app: a, vault: v, draft: d, words: a.words(ctx)}
	var err error
	if p.was, err = a.survey(ctx, v); err != nil {
		return err
	}
	a.sayDamaged(p.was.damaged)
	stages := p.stages()
	at := 0
	for i, s := range stages {
		if s.name == d.Plan.Act {
			at = i
		}
	}
	if d.Plan.Act == lastStage {
		at = len(stages)
	}
	notice, forward := "", true
	for {
		if at == len(stages) {
			var back backTo
			err := p.leave(ctx)
			if !errors.As(err, &back) {
				return err
			}
			at, notice, forward = p.place(back.stage), back.why, !back.end
			d.At = ""
		}
		switch err := p.step(ctx, stages[at], notice, at > 0, forward); {
		case errors.Is(err, errEarlier):
			at, forward = max(0, at-1), false
		case err != nil:
			return err
		default:
			at, forward = at+1, true
		}
		d.At, notice = "", ""
	}
}

// place is where a step stands among the others.
func (p *preparing) place(name string) int {
	all := p.stages()
	for i, s := range all {
		if s.name == name {
			return i
		}
	}
	return len(all) - 1
}

// step asks one step until its answers can stand. A step with nothing to
// ask is passed, in the direction in which the person goes.
func (p *preparing) step(ctx context.Context, s prepareStep, notice string, before, forward bool) error {
	f, err := s.form(ctx)
	if err != nil {
		return err
	}
	d := p.draft
	d.Plan.Act = s.name
	asked := f.Asked(answersOf(d))
	switch {
	case len(asked) == 0 && !forward:
		return errEarlier
	case len(asked) == 0:
		return nil
	case !forward:
		d.At = asked[len(asked)-1].ID
	}
	f.Before, f.Notice = before, notice
	for {
		answers, err := p.write(ctx, p.vault, d, f)
		if err != nil {
			return err
		}
		if s.check == nil {
			return nil
		}
		err = s.check(answers)
		var again askAgain
		if !errors.As(err, &again) {
			return err
		}
		f.Notice, d.At = sentence(again.why), again.at
	}
}

// backTo means that the person goes back to an earlier step, or has to,
// where why says so: to its last question with end, else to its first.
type backTo struct {
	stage, why string
	end        bool
}

func (b backTo) Error() string { return "back to " + b.stage }
