package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// newAdd is the command that takes an entry as it is.
func (a *app) newAdd() *cobra.Command {
	var m marks
	var promptID, kind, noted string
	cmd := &cobra.Command{
		Use:   "add",
		Short: "Keep a text as an entry",
		Long: `Keeps what comes in on standard input as one entry and prints its id. On a
terminal it asks for the text. Text never goes on the command line, where the
shell would remember it.`,
		Example: "  echo \"The new rota held all week.\" | afterword add --goal quality\n  afterword add --goal support --energy 3 --date yesterday < note.txt",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			e := &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Note}}
			if kind != "" {
				k, err := journal.ParseEntryKind(kind)
				if err != nil {
					return usageError{err}
				}
				e.Kind = k
			}
			if err := m.apply(a, c, &e.EntryHead); err != nil {
				return err
			}
			answer, err := a.promptAnswer(promptID, e)
			if err != nil {
				return err
			}
			if answer, err = notedAs(noted, e, answer); err != nil {
				return err
			}
			return a.add(c.Context(), e, answer)
		},
	}
	m.flags(cmd, a.offerAliases)
	cmd.Flags().StringVar(&promptID, "prompt", "", "the `ID` of the prompt that the text answers")
	cmd.Flags().StringVar(&kind, "kind", "", "the `KIND` of entry: note, quick, reflection or nothing")
	cmd.Flags().StringVar(&noted, "noted", "", "`WHAT` the text tells: feedback, options, consulted or helped")
	complete(cmd, "noted", "feedback", "options", "consulted", "helped")
	complete(cmd, "kind", "note", "quick", "reflection", "nothing")
	return cmd
}

// promptAnswer begins the answer to a prompt of the catalogue, from which
// the entry inherits its goal.
func (a *app) promptAnswer(id string, e *journal.Entry) (journal.Answer, error) {
	if id == "" {
		return journal.Answer{}, nil
	}
	c, err := a.catalogue()
	if err != nil {
		return journal.Answer{}, err
	}
	p, ok := c.Prompt(id)
	if !ok {
		return journal.Answer{}, hinted(misused("no prompt has the id %q", id), "See which there are: afterword prompts")
	}
	if len(e.Goals) == 0 && p.Goal != "" {
		e.Goals = []journal.Goal{p.Goal}
	}
	e.Prompts = []string{p.ID}
	return journal.Answer{Prompt: p.ID, Version: p.Version, Question: p.Text, Goal: p.Goal, Stage: p.Stage}, nil
}

// notedAs makes the text of an entry an aside: the measure of a goal, from
// which the entry inherits it.
func notedAs(name string, e *journal.Entry, answer journal.Answer) (journal.Answer, error) {
	if name == "" {
		return answer, nil
	}
	aside, err := journal.ParseAside(name)
	if err != nil {
		return answer, usageError{err}
	}
	if answer.Prompt != "" {
		return answer, misused("--noted and --prompt both say what the text is; give one of them")
	}
	question, goal := asideWords(aside)
	if len(e.Goals) == 0 {
		e.Goals = []journal.Goal{goal}
	}
	e.Noted = []journal.Aside{aside}
	return journal.Answer{Question: question, Goal: goal, Stage: string(aside)}, nil
}

// add takes the text and saves the entry.
func (a *app) add(ctx context.Context, e *journal.Entry, answer journal.Answer) error {
	if a.Terminal.In && !a.dialogue() {
		return misused("add reads the text from standard input, and there is none; give it with a pipe or a file")
	}
	if a.Terminal.In {
		return a.addAsked(ctx, e, answer)
	}
	text, err := a.readAll()
	if err != nil {
		return err
	}
	text = strings.TrimSpace(a.clean(text))
	if text == "" && e.Kind != journal.Nothing {
		return hinted(misused("add reads the text from standard input, and it was empty"), "For a day with nothing to write: afterword quick --nothing")
	}
	answer.Text = text
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	a.complete(e, answer)
	if err := a.save(ctx, b, e); err != nil {
		return err
	}
	return a.added(b, e)
}

// addAsked asks for the text at a terminal, with a draft behind it.
func (a *app) addAsked(ctx context.Context, e *journal.Entry, answer journal.Answer) error {
	title := answer.Question
	if title == "" {
		title = "What would you like to keep?"
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	d := &journal.Draft{Started: a.stamp(), Plan: journal.Plan{
		Flow: journal.FlowAdd, Shift: e.Shift, Goals: e.Goals, Tags: e.Tags, Aliases: e.Aliases, Visibility: e.Visibility,
		Steps: []journal.Step{{Prompt: answer.Prompt, Version: answer.Version, Text: title, Goal: answer.Goal, Stage: answer.Stage}},
	}}
	return a.finishing(ctx, b, d, ask.Form{Title: "A note", Questions: []ask.Question{stepQuestion("s1", d.Plan.Steps[0], ask.Text)}},
		func(answers ask.Answers) ([]journal.Thing, error) {
			answer.Text = answers.Value("s1")
			if strings.TrimSpace(answer.Text) == "" {
				return nil, nil
			}
			a.complete(e, answer)
			return []journal.Thing{e}, nil
		})
}

// complete fills in what every new entry has.
func (a *app) complete(e *journal.Entry, answers ...journal.Answer) {
	e.Written = a.stamp()
	if e.Shift == "" {
		e.Shift = a.today()
	}
	if e.Visibility == "" {
		e.Visibility = journal.JustMe
	}
	for _, answer := range answers {
		if answer.Text == "" && answer.Question == "" {
			continue
		}
		e.Answers = append(e.Answers, answer)
		if e.Gist == "" {
			e.Gist = journal.GistOf(answer.Text)
		}
	}
	e.Aliases = journal.Relabel(e.Aliases, journal.EntryBody{}, e.EntryBody)
}

// added prints a new entry's id, and what its writer should know at once.
func (a *app) added(b book, e *journal.Entry) error {
	if e.Risk == journal.RiskOpen {
		a.say("%s", riskCard(a.supportPage(context.Background()).region.Emergency))
	}
	n := a.identifiersIn(context.Background(), e)
	if readable(b) == nil {
		a.say("Sealed. The journal is locked; this is filed when it is next unlocked.")
	}
	if n > 0 && readable(b) == nil {
		a.say("%s in the text.", counted(n, "possible identifier"))
	} else if n > 0 {
		a.say("%s in the text. Look: afterword check %s", counted(n, "possible identifier"), a.short(context.Background(), b, e.ID))
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema string `json:"schema"`
			ID     string `json:"id"`
		}{"afterword/add/1", e.ID.String()})
	}
	a.put("%s", a.short(context.Background(), b, e.ID))
	return nil
}

// clean makes text fit to store and says what had to be changed.
func (a *app) clean(text string) string {
	cleaned, changes := journal.Clean(text)
	for _, c := range changes {
		a.say("Changed in the text: %s.", c)
	}
	return cleaned
}

// cleanAnswers is clean for all the answers of a form.
func (a *app) cleanAnswers(answers ask.Answers) {
	for id, answer := range answers {
		answer.Value = a.clean(answer.Value)
		answers[id] = answer
	}
}

// save saves things. Of a save that failed it says where the words are.
func (a *app) save(ctx context.Context, b book, things ...journal.Thing) error {
	if err := b.Save(ctx, a.stamp(), things...); err != nil {
		return hintedLoss(err)
	}
	return nil
}

// hintedLoss says of a failed save where the words are.
func hintedLoss(err error) error {
	if s := status(err); s == StatusStorage || s == StatusDamaged {
		return hinted(err, "Nothing was saved; what was saved before is unharmed. Your text is still where it came from. Mend this, then run the command again.")
	}
	return err
}
