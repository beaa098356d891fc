package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// learningCommand is the group of the learning goals.
func (a *app) learningCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "goal",
		Short: "Your own learning goals, with notes on how they go",
		Long: `A learning goal is something you want to learn or get better at. A note on it is
an entry like any other, with the minutes you spent if you count them, or the
feedback that reached you. For the eight goals of supervision: afterword goals`,
		Example: "  afterword goal list\n  afterword goal add",
	}
	c.AddCommand(a.learningAdd(), a.learningList(), a.showOne(journal.KindLearning, "Show a learning goal, with its notes"),
		a.learningNote(), a.learningEdit(), a.learningClose())
	return c
}

// whichLearning says what is missing where no learning goal is named.
const whichLearning = "say which learning goal, such as last or an id from `afterword goal list`"

func (a *app) learningAdd() *cobra.Command {
	var goal string
	c := &cobra.Command{
		Use:     "add",
		Short:   "Set yourself a learning goal",
		Long:    "On a terminal it asks. Otherwise standard input is the goal.",
		Example: "  afterword goal add\n  echo \"Say less, and wait longer.\" | afterword goal add --goal development",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l := &journal.Learning{LearningHead: journal.LearningHead{State: journal.LearningOpen}}
			var err error
			if l.Goal, err = oneGoal(goal); err != nil {
				return err
			}
			return a.addLearning(c.Context(), l)
		},
	}
	c.Flags().StringVar(&goal, "goal", "", "the `GOAL` of supervision it serves")
	completeGoals(c)
	return c
}

// addLearning asks for a new learning goal, or takes it from standard
// input.
func (a *app) addLearning(ctx context.Context, l *journal.Learning) error {
	if !a.dialogue() {
		text, err := a.pipedNew("learning goal", "echo \"Say less, and wait longer.\" | afterword goal add")
		if err != nil {
			return err
		}
		l.Text = text
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if a.dialogue() {
		return a.askNew(ctx, b, journal.Plan{Flow: journal.FlowLearning}, learningAnswers(l))
	}
	l.Written = a.stamp()
	if err := a.save(ctx, b, l); err != nil {
		return err
	}
	return a.addedThing(ctx, b, l, "is open")
}

func (a *app) learningEdit() *cobra.Command {
	var goal, state string
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a learning goal, keeping what it was",
		Long: `With a flag it changes that alone; --state open opens a closed one again.
Otherwise it asks on a terminal, or takes the text from standard input.`,
		Example: "  afterword goal edit last --goal ethics\n  echo \"Wait longer before I speak.\" | afterword goal edit last",
		Args:    exactly(1, whichLearning),
	}
	c.Flags().StringVar(&goal, "goal", "", "the `GOAL` of supervision it serves")
	c.Flags().StringVar(&state, "state", "", "the `STATE` it is in: open or closed")
	completeGoals(c)
	complete(c, "state", "open", "closed")
	return a.onOne(c, journal.KindLearning, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		l := found.(*journal.Learning)
		return a.editOne(ctx, v, l, edits{
			given: goal != "" || state != "",
			flags: func() error {
				if err := setFrom(&l.Goal, goal, journal.ParseGoal); err != nil || state == "" {
					return err
				}
				s, err := journal.ParseLearningState(state)
				if err != nil {
					return usageError{err}
				}
				l.Close(s, a.today(), "")
				return nil
			},
			flow: journal.FlowLearning, answers: learningAnswers(l),
			text: func(text string) error {
				l.Text = text
				return nil
			},
		})
	})
}

func (a *app) learningClose() *cobra.Command {
	c := &cobra.Command{
		Use: "close ID", Short: "Close a learning goal, with what you learned",
		Long:    "Closes a learning goal, with what you learned: from a form, or from standard input,\nwhich may be empty. To open it again: afterword goal edit ID --state open",
		Example: "  afterword goal close last\n  echo \"Waiting is easier once I count.\" | afterword goal close last",
		Args:    exactly(1, whichLearning),
	}
	return a.onOne(c, journal.KindLearning, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		l := found.(*journal.Learning)
		return a.actOn(ctx, v, l, journal.Plan{Flow: journal.FlowLearning, Act: "close"}, map[string]string{"outcome": l.Outcome}, func(text string) error {
			l.Close(journal.LearningClosed, a.today(), text)
			return nil
		}, "is closed")
	})
}

func (a *app) learningNote() *cobra.Command {
	var m marks
	var feedback bool
	c := &cobra.Command{
		Use:   "note ID",
		Short: "Note how a learning goal is going",
		Long: `Keeps an entry that belongs to the learning goal. On a terminal it asks.
Otherwise the note comes from standard input, which may be empty where
--minutes says what was done.`,
		Example: "  afterword goal note last\n  echo \"Read two chapters.\" | afterword goal note last --minutes 60\n  echo \"She said the pause helped.\" | afterword goal note last --feedback",
		Args:    exactly(1, whichLearning),
	}
	f := c.Flags()
	f.IntVar(&m.minutes, "minutes", 0, "`MINUTES` spent on it")
	f.StringVar(&m.date, "date", "", "the `DAY` it was: yesterday, last friday, 2026-11-23")
	f.BoolVar(&feedback, "feedback", false, "the text is feedback that reached you")
	complete(c, "minutes", "30", "60", "90")
	complete(c, "date", "today", "yesterday")
	return a.onOne(c, journal.KindLearning, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		l := found.(*journal.Learning)
		e := noteOn(l)
		if err := m.apply(a, c, &e.EntryHead); err != nil {
			return err
		}
		return a.noteLearning(ctx, v, l, e, feedback)
	})
}

// noteLearning asks for a note on a learning goal, or takes it from
// standard input.
func (a *app) noteLearning(ctx context.Context, v *vault.Vault, l *journal.Learning, e *journal.Entry, feedback bool) error {
	if a.dialogue() {
		d, err := a.acting(ctx, v, l, journal.Plan{Flow: journal.FlowLearning, Act: "note"}, noteAnswers(e, feedback))
		if err != nil {
			return err
		}
		d.Plan.Shift = cmp.Or(e.Shift, d.Plan.Shift)
		return a.runLearning(ctx, v, d)
	}
	text, err := a.piped()
	if err != nil {
		return err
	}
	if text == "" && e.Minutes == 0 {
		return hinted(misused("the note is read from standard input, and there was none"), "Give the text, or --minutes alone.")
	}
	a.completeNote(e, text, feedback)
	if err := a.save(ctx, v, e); err != nil {
		return err
	}
	return a.added(v, e)
}

// noteOn begins a note on a learning goal. It counts for development, and
// for the goal that the learning goal serves.
func noteOn(l *journal.Learning) *journal.Entry {
	e := &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Note, Learning: l.ID, Goals: []journal.Goal{journal.Development}}}
	if l.Goal != "" && l.Goal != journal.Development {
		e.Goals = append(e.Goals, l.Goal)
	}
	return e
}

// completeNote fills in what a note has besides its marks.
func (a *app) completeNote(e *journal.Entry, text string, feedback bool) {
	if feedback {
		question, goal := asideWords(journal.AsideFeedback)
		e.Note(journal.AsideFeedback, question, goal, text)
		e.Gist = journal.GistOf(text)
		text = ""
	}
	if text != "" {
		a.complete(e, journal.Answer{Question: noteQuestion, Goal: journal.Development, Text: text})
	} else {
		a.complete(e)
	}
	if e.Gist == "" {
		e.Gist = counted(e.Minutes, "minute") + " of professional development"
	}
}

// noteQuestion is what a note on a learning goal answers.
const noteQuestion = "How is it going?"
