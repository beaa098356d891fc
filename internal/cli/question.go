package cli

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// questionCommand is the group of the questions for supervision.
func (a *app) questionCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "question",
		Short: "Questions to bring to supervision",
		Long: `A question for supervision is what a supervisor wants first: the question
itself, a short context, what you tried, and what you want of them. The
context has at most 80 words, and a longer one is refused: more is for the
meeting.`,
		Example: "  afterword question list\n  afterword question add --want decide",
	}
	c.AddCommand(a.questionAdd(), a.questionList(), a.showOne(journal.KindQuestion, "Show a question, and what came of it"),
		a.questionEdit(), a.questionAnswer())
	return c
}

// whichQuestion says what is missing where no question is named.
const whichQuestion = "say which question, such as last or an id from `afterword question list`"

// questionFlags say about a question what is not its text.
type questionFlags struct {
	entry, goal, want, state string
	eye                      int
}

func (q *questionFlags) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&q.goal, "goal", "", "the `GOAL` it belongs to")
	f.StringVar(&q.want, "want", "", "what you `WANT`: teach, think-with, steady, decide or hear")
	f.IntVar(&q.eye, "eye", 0, "the eye of the seven-eyed model, `1-7`")
	completeGoals(c)
	complete(c, "want", "teach", "think-with", "steady", "decide", "hear")
	complete(c, "eye", "1", "2", "3", "4", "5", "6", "7")
}

// apply puts what was given onto a question's head.
func (q *questionFlags) apply(h *journal.QuestionHead) error {
	if err := setFrom(&h.Goal, q.goal, journal.ParseGoal); err != nil {
		return err
	}
	if err := setFrom(&h.Want, q.want, journal.ParseWant); err != nil {
		return err
	}
	if err := setFrom(&h.State, q.state, journal.ParseQuestionState); err != nil {
		return err
	}
	if err := journal.CheckEye(q.eye); err != nil {
		return usageError{err}
	}
	if q.eye > 0 {
		h.Eye = q.eye
	}
	return nil
}

func (a *app) questionAdd() *cobra.Command {
	var q questionFlags
	c := &cobra.Command{
		Use:   "add",
		Short: "Note a question to bring to supervision",
		Long: `On a terminal it asks for the question, the context, what you tried and what
you want. Otherwise the first paragraph of standard input is the question, what
follows its context, and a line "Tried:" begins what you tried. The question is
marked to be brought; keep and never change that.`,
		Example: "  afterword question add\n  printf 'When do I step in?\\n\\nA calm team, until the last hour.\\n\\nTried: waiting.\\n' | afterword question add --want think-with --eye 2\n  afterword question add --entry last --goal ethics",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			n := &journal.Question{QuestionHead: journal.QuestionHead{State: journal.QuestionDraft, Visibility: journal.Bring}}
			if err := q.apply(&n.QuestionHead); err != nil {
				return err
			}
			return a.addQuestion(c.Context(), n, q.entry)
		},
	}
	q.flags(c)
	c.Flags().StringVar(&q.entry, "entry", "", "the `ENTRY` it grew from, such as last")
	completeFrom(c, "entry", a.completeEntries)
	return c
}

// addQuestion asks for a new question, or takes it from standard input.
func (a *app) addQuestion(ctx context.Context, n *journal.Question, entry string) error {
	if !a.dialogue() {
		text, err := a.pipedNew("question", "echo \"When do I step in?\" | afterword question add")
		if err != nil {
			return err
		}
		if err := setQuestion(n, text); err != nil {
			return err
		}
	}
	if entry != "" {
		if err := a.growsFrom(ctx, entry, n); err != nil {
			return err
		}
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if a.dialogue() {
		return a.askNew(ctx, b, journal.Plan{Flow: journal.FlowQuestion, Entry: n.Entry, Visibility: n.Visibility}, questionAnswers(n))
	}
	n.Written = a.stamp()
	if err := a.save(ctx, b, n); err != nil {
		return err
	}
	return a.addedQuestion(ctx, b, n)
}

// growsFrom notes the entry that a question grows from. What grows from an
// entry that is marked never is never shared either.
func (a *app) growsFrom(ctx context.Context, ref string, n *journal.Question) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	e, err := a.entry(ctx, v, ref)
	if err != nil {
		return err
	}
	if err := a.notInTrash(ctx, v, e); err != nil {
		return err
	}
	n.Entry = e.ID
	if e.Visibility == journal.Never {
		n.Visibility = journal.Never
	}
	if n.Goal == "" && len(e.Goals) > 0 {
		n.Goal = e.Goals[0]
	}
	return nil
}

// addedQuestion says where a new question stands.
func (a *app) addedQuestion(ctx context.Context, b book, n *journal.Question) error {
	if n.Visibility == journal.Never {
		return a.addedThing(ctx, b, n, "is kept, and marked never like the entry it grew from")
	}
	return a.addedThing(ctx, b, n, "waits to be brought to "+a.words(ctx).Supervision+"; you see every line before it leaves")
}

// setQuestion takes a question from a text: its first paragraph, the
// context, and what was tried.
func setQuestion(n *journal.Question, text string) error {
	n.Text, n.Context, n.Tried = "", "", ""
	var contexts []string
	for _, p := range journal.SplitParts(text, "context", "tried") {
		switch p.Label {
		case "":
			n.Text, p.Text, _ = strings.Cut(p.Text, "\n\n")
			fallthrough
		case "context":
			contexts = append(contexts, strings.TrimSpace(p.Text))
		case "tried":
			n.Tried = strings.TrimSpace(n.Tried + "\n\n" + p.Text)
		}
	}
	n.Text, n.Context = strings.TrimSpace(n.Text), strings.TrimSpace(strings.Join(contexts, "\n\n"))
	if n.Text == "" {
		return misused("the text begins with %q; its first paragraph is to be the question", "Context: or Tried:")
	}
	if err := journal.CheckContext(n.Context); err != nil {
		return hinted(usageError{err}, "Nothing was saved; your text is where it was. A short context leaves time for the question.")
	}
	return nil
}

func (a *app) questionEdit() *cobra.Command {
	var q questionFlags
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a question, keeping what it was",
		Long: `With a flag it changes that alone. Otherwise it asks for the texts on a
terminal, or takes all of them from standard input as add does.`,
		Example: "  afterword question edit last --want steady --eye 3\n  echo \"When should I have stepped in?\" | afterword question edit last",
		Args:    exactly(1, whichQuestion),
	}
	q.flags(c)
	c.Flags().StringVar(&q.state, "state", "", "the `STATE` it is in: draft, asked or answered")
	complete(c, "state", "draft", "asked", "answered")
	return a.onOne(c, journal.KindQuestion, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		n := found.(*journal.Question)
		return a.editOne(ctx, v, n, edits{
			given: q != questionFlags{},
			flags: func() error { return q.apply(&n.QuestionHead) },
			flow:  journal.FlowQuestion, answers: questionAnswers(n),
			text: func(text string) error { return setQuestion(n, text) },
		})
	})
}

func (a *app) questionAnswer() *cobra.Command {
	c := &cobra.Command{
		Use:   "answer ID",
		Short: "Note what came of a question",
		Long: `Marks a question as answered, with what came of it: from a form, or from
standard input, which may be empty. To take it back: afterword undo.`,
		Example: "  echo \"Name it early, then wait.\" | afterword question answer last\n  afterword question answer last",
		Args:    exactly(1, whichQuestion),
	}
	return a.onOne(c, journal.KindQuestion, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		n := found.(*journal.Question)
		return a.actOn(ctx, v, n, journal.Plan{Flow: journal.FlowQuestion, Act: "answer"}, map[string]string{"outcome": n.Outcome}, func(text string) error {
			n.Answer(cmp.Or(text, n.Outcome))
			return nil
		}, "is answered")
	})
}

// eyeWord is an eye as it is kept in a draft; empty for none.
func eyeWord(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
