package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
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
	if a.dialogue() {
		b, err := a.writing(ctx)
		if err != nil {
			return err
		}
		return a.askLearning(ctx, b, l)
	}
	text, err := a.piped()
	if err != nil {
		return err
	}
	if text == "" {
		return hinted(misused("the learning goal is read from standard input, and there was none"),
			"echo \"Say less, and wait longer.\" | afterword goal add")
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	l.Text, l.Written = text, a.stamp()
	if err := b.Save(ctx, a.stamp(), l); err != nil {
		return hintedLoss(err)
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
		Example:           "  afterword goal edit last --goal ethics\n  echo \"Wait longer before I speak.\" | afterword goal edit last",
		Args:              exactly(1, whichLearning),
		ValidArgsFunction: a.offerKind(journal.KindLearning),
		RunE: func(c *cobra.Command, args []string) error {
			v, t, err := a.oneLive(c.Context(), journal.KindLearning, args[0])
			if err != nil {
				return err
			}
			l := t.(*journal.Learning)
			switch {
			case goal != "" || state != "":
				if l.Goal, err = oneGoal(cmp.Or(goal, string(l.Goal))); err != nil {
					return err
				}
				if state != "" {
					s, err := journal.ParseLearningState(state)
					if err != nil {
						return usageError{err}
					}
					l.Close(s, a.today(), "")
				}
			case a.dialogue():
				d, err := a.acting(c.Context(), v, journal.FlowLearning, "edit", l, learningAnswers(l))
				if err != nil {
					return err
				}
				return a.runLearning(c.Context(), v, d)
			default:
				text, err := a.piped()
				if err != nil {
					return err
				}
				if text == "" {
					return nothingGiven(a.called)
				}
				l.Text = text
			}
			return a.revise(c.Context(), v, l, "is changed")
		},
	}
	c.Flags().StringVar(&goal, "goal", "", "the `GOAL` of supervision it serves")
	c.Flags().StringVar(&state, "state", "", "the `STATE` it is in: open or closed")
	completeGoals(c)
	complete(c, "state", "open", "closed")
	return c
}

func (a *app) learningClose() *cobra.Command {
	return &cobra.Command{
		Use: "close ID", Short: "Close a learning goal, with what you learned",
		Long:              "Closes a learning goal, with what you learned: from a form, or from standard input,\nwhich may be empty. To open it again: afterword goal edit ID --state open",
		Example:           "  afterword goal close last\n  echo \"Waiting is easier once I count.\" | afterword goal close last",
		Args:              exactly(1, whichLearning),
		ValidArgsFunction: a.offerKind(journal.KindLearning),
		RunE: func(c *cobra.Command, args []string) error {
			v, t, err := a.oneLive(c.Context(), journal.KindLearning, args[0])
			if err != nil {
				return err
			}
			l := t.(*journal.Learning)
			if a.dialogue() {
				d, err := a.acting(c.Context(), v, journal.FlowLearning, "close", l, map[string]string{"outcome": l.Outcome})
				if err != nil {
					return err
				}
				return a.runLearning(c.Context(), v, d)
			}
			text, err := a.piped()
			if err != nil {
				return err
			}
			l.Close(journal.LearningClosed, a.today(), text)
			return a.revise(c.Context(), v, l, "is closed")
		},
	}
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
		Example:           "  afterword goal note last\n  echo \"Read two chapters.\" | afterword goal note last --minutes 60\n  echo \"She said the pause helped.\" | afterword goal note last --feedback",
		Args:              exactly(1, whichLearning),
		ValidArgsFunction: a.offerKind(journal.KindLearning),
		RunE: func(c *cobra.Command, args []string) error {
			v, t, err := a.oneLive(c.Context(), journal.KindLearning, args[0])
			if err != nil {
				return err
			}
			l := t.(*journal.Learning)
			e := noteOn(l)
			if err := m.apply(a, c, &e.EntryHead); err != nil {
				return err
			}
			if a.dialogue() {
				d, err := a.acting(c.Context(), v, journal.FlowLearning, "note", l, noteAnswers(e, feedback))
				if err != nil {
					return err
				}
				if e.Shift != "" {
					d.Plan.Shift = e.Shift
				}
				return a.runLearning(c.Context(), v, d)
			}
			text, err := a.piped()
			if err != nil {
				return err
			}
			if text == "" && e.Minutes == 0 {
				return hinted(misused("the note is read from standard input, and there was none"), "Give the text, or --minutes alone.")
			}
			a.completeNote(e, text, feedback)
			if err := v.Save(c.Context(), a.stamp(), e); err != nil {
				return hintedLoss(err)
			}
			return a.added(v, e)
		},
	}
	f := c.Flags()
	f.IntVar(&m.minutes, "minutes", 0, "`MINUTES` spent on it")
	f.StringVar(&m.date, "date", "", "the `DAY` it was: yesterday, last friday, 2026-11-23")
	f.BoolVar(&feedback, "feedback", false, "the text is feedback that reached you")
	complete(c, "minutes", "30", "60", "90")
	complete(c, "date", "today", "yesterday")
	return c
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
