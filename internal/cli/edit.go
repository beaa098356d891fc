package cli

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newEdit is the command that changes an entry.
func (a *app) newEdit() *cobra.Command {
	var m marks
	var answer int
	cmd := &cobra.Command{
		Use:   "edit ENTRY",
		Short: "Change an entry, keeping what it was",
		Long: `Changes an entry as a new revision; every earlier one is kept and history shows
them. On a terminal it asks each question again with what you wrote. With
--answer N the text of the N-th answer is taken from standard input.

The flags change what stands beside the text, without asking. --goal, --tag and
--alias put new ones in place of all the old; empty, as in --tag "", they take
them away, but for an alias that stands in the text. A rating of 0 takes the rating away.`,
		Example:           "  afterword edit last --goal ethics --energy 3\n  echo \"It was calmer than I feared.\" | afterword edit last --answer 1",
		Args:              exactly(1, "say which entry, such as: afterword edit last"),
		ValidArgsFunction: a.offerEntries(false),
		RunE: func(c *cobra.Command, args []string) error {
			v, e, err := a.editable(c.Context(), args[0])
			if err != nil {
				return err
			}
			marked := marksGiven(c)
			switch {
			case marked:
				if err := a.remark(c, &m, v, e); err != nil {
					return err
				}
			case c.Flags().Changed("answer"):
			case a.dialogue():
				return a.editAsked(c.Context(), v, e)
			default:
				return hinted(misused("nothing was given to change"),
					"Give the text of one answer on standard input with --answer N, or a flag such as --goal, --date, --energy, --tag or --visibility. See: %s --help", a.called)
			}
			if c.Flags().Changed("answer") {
				if err := a.replaceAnswer(e, answer); err != nil {
					return err
				}
			}
			return a.saveEdit(c.Context(), v, e)
		},
	}
	m.flags(cmd, a.offerAliases)
	cmd.Flags().IntVar(&answer, "answer", 0, "take the text of answer `N` from standard input, 1 for the first")
	return cmd
}

// editable finds an entry that may be changed.
func (a *app) editable(ctx context.Context, ref string) (*vault.Vault, *journal.Entry, error) {
	v, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	e, err := a.entry(ctx, v, ref)
	if err == nil {
		err = a.notInTrash(ctx, v, e)
	}
	return v, e, err
}

// marksGiven reports whether any mark was given as a flag.
func marksGiven(c *cobra.Command) bool {
	return slices.ContainsFunc([]string{"goal", "date", "energy", "weight", "confidence", "minutes", "decided", "tag", "alias", "visibility", "risk"}, c.Flags().Changed)
}

// remark puts the marks that were given in place of an entry's own.
func (a *app) remark(c *cobra.Command, m *marks, v *vault.Vault, e *journal.Entry) error {
	m.goals, m.tags, m.aliases = noBlanks(m.goals), noBlanks(m.tags), noBlanks(m.aliases)
	var given journal.EntryHead
	if err := m.apply(a, c, &given); err != nil {
		return err
	}
	if given.Visibility != "" {
		if err := setVisibility(e, given.Visibility, a.short(c.Context(), v, e.ID)); err != nil {
			return err
		}
		if given.Visibility == journal.Bring {
			if err := a.mayLeave(c.Context(), v, e); err != nil {
				return err
			}
		}
	}
	for flag, set := range map[string]func(){
		"goal":       func() { e.Goals = given.Goals },
		"date":       func() { e.Shift = given.Shift },
		"energy":     func() { e.Energy = given.Energy },
		"weight":     func() { e.Weight = given.Weight },
		"confidence": func() { e.Confidence = given.Confidence },
		"minutes":    func() { e.Minutes = given.Minutes },
		"decided":    func() { e.Decided = given.Decided },
		"tag":        func() { e.Tags = given.Tags },
		"alias":      func() { e.Aliases = journal.Relabel(given.Aliases, journal.EntryBody{}, e.EntryBody) },
		"risk":       func() { e.Risk = given.Risk },
	} {
		if c.Flags().Changed(flag) && (flag != "date" || given.Shift != "") {
			set()
		}
	}
	return nil
}

// noBlanks leaves empty values out: they stand for none.
func noBlanks(values []string) []string {
	return slices.DeleteFunc(values, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// replaceAnswer takes the text of the n-th answer from standard input.
func (a *app) replaceAnswer(e *journal.Entry, n int) error {
	if n < 1 || n > len(e.Answers) {
		return misused("this entry has %s; --answer %d is none of them", counted(len(e.Answers), "answer"), n)
	}
	if a.Terminal.In {
		return misused("--answer takes the text from standard input, and there is none; give it with a pipe or a file")
	}
	text, err := a.readAll()
	if err != nil {
		return err
	}
	texts := texts(e)
	texts[n-1] = text
	if strings.TrimSpace(text) == "" {
		return hinted(misused("the text on standard input was empty; nothing was changed"), "To take the whole entry away: afterword delete. To empty one answer, edit it on a terminal.")
	}
	return a.retext(e, texts)
}

// texts are the texts of an entry's answers.
func texts(e *journal.Entry) []string {
	out := make([]string, len(e.Answers))
	for i, answer := range e.Answers {
		out[i] = answer.Text
	}
	return out
}

// firstText is the text that an entry is known by.
func firstText(e *journal.Entry) string {
	for _, answer := range e.Answers {
		if answer.Text != "" {
			return answer.Text
		}
	}
	return ""
}

// retext gives the answers new texts, one each, and says what had to be
// changed so that they can be stored. An entry whose first text changed is
// known by its new words.
func (a *app) retext(e *journal.Entry, texts []string) error {
	was, before := firstText(e), journal.EntryBody{Answers: slices.Clone(e.Answers)}
	for i := range e.Answers {
		answer := &e.Answers[i]
		if texts[i] == answer.Text {
			continue
		}
		text := strings.TrimSpace(a.clean(texts[i]))
		if err := journal.CheckLength(text); err != nil {
			return usageError{fmt.Errorf("answer %d: %w", i+1, err)}
		}
		answer.Text, answer.Skipped = text, text == ""
	}
	e.MarkAsides()
	if now := firstText(e); now != was {
		e.Gist = journal.GistOf(now)
	}
	e.Aliases = journal.Relabel(e.Aliases, before, e.EntryBody)
	return nil
}

// saveEdit saves the entry as a new revision, and does not where that
// would be the same again.
func (a *app) saveEdit(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	same, err := a.unchanged(ctx, v, e)
	if err != nil {
		return err
	}
	if same {
		return a.notChanged(ctx, v, e)
	}
	if err := a.save(ctx, v, e); err != nil {
		return err
	}
	return a.editedEntry(ctx, v, e)
}

// notChanged says that an edit came to nothing.
func (a *app) notChanged(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	a.say("%s is as it was; nothing needed changing.", a.named(ctx, v, e))
	return a.putChanged([]changed{changedEntry(e, "none")})
}

// editedEntry says that an edit was saved and where the words before are.
func (a *app) editedEntry(ctx context.Context, v *vault.Vault, e *journal.Entry) error {
	a.say("%s is saved as revision %d; the earlier ones are kept: afterword history %s", a.named(ctx, v, e), e.Revision, a.short(ctx, v, e.ID))
	was := new(journal.Entry)
	if v.LoadRevision(ctx, e.ID, e.Revision-1, was) == nil && a.identifiersIn(ctx, was) > a.identifiersIn(ctx, e) {
		if err := a.offerForget(ctx, v, e.ID); err != nil {
			return err
		}
	}
	return a.putChanged([]changed{changedEntry(e, "edited")})
}

// unchanged reports whether e says what its newest revision says.
func (a *app) unchanged(ctx context.Context, v *vault.Vault, e *journal.Entry) (bool, error) {
	was := new(journal.Entry)
	if err := v.Load(ctx, e.ID, was); err != nil {
		return false, err
	}
	return reflect.DeepEqual(e.EntryHead, was.EntryHead) && reflect.DeepEqual(e.EntryBody, was.EntryBody), nil
}
