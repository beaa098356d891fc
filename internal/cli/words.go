package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

// wordsCommand is the group about the words that the guard is told.
func (a *app) wordsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "words",
		Short: "Words that the check always finds, or never",
		Long: `The check knows what is usual. These words are yours: the name of your ward or
service, the people you work with, which it always finds; and words that it
took for a name and is to leave alone. They are sealed in the journal, and come
by form or on standard input, one a line, never on the command line.`,
		Example: "  afterword words add\n  afterword words list",
	}
	c.AddCommand(a.wordsList(), a.wordsAdd(), a.wordsAllow(), a.wordsRemove())
	return c
}

func (a *app) wordsList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "Show the words",
		Example: "  afterword words list\n  afterword words list --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			return a.putWords(c.Context(), v)
		},
	}
}

func (a *app) wordsAdd() *cobra.Command {
	var kind string
	c := &cobra.Command{
		Use:   "add",
		Short: "Add words that are always found",
		Long: `Adds words of your own, one a line: your ward, your service, the people you
work with. The check finds them from then on, in either case.`,
		Example: "  echo \"Harbour Ward\" | afterword words add --kind workplace\n  afterword words add --kind name",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			k, err := journal.ParseWordKind(kind)
			if err != nil {
				return usageError{err}
			}
			return a.changeWords(c.Context(), "Which words shall always be found?", "Added", func(l *journal.Lexicon, word string) (int, error) {
				return once(l.Add(journal.OwnWord{Text: word, Kind: k}))
			})
		},
	}
	c.Flags().StringVar(&kind, "kind", string(journal.WordOther), "what they name, a `KIND`: name, place, workplace or other")
	complete(c, "kind", "name", "place", "workplace", "other")
	return c
}

// once counts a change.
func once(changed bool, err error) (int, error) {
	if changed {
		return 1, err
	}
	return 0, err
}

func (a *app) wordsAllow() *cobra.Command {
	var entry string
	var answer int
	c := &cobra.Command{
		Use:   "allow",
		Short: "Add words that are not found",
		Long: `Adds words that the check is to leave alone, one a line: everywhere; in one
entry, with --entry; or in one answer of it while its text stays as it is, with
--answer too. A word that is also a name is asked about once more before it is
allowed everywhere.`,
		Example: "  echo Gibbs | afterword words allow --yes\n  echo Rowan | afterword words allow --entry last --answer 1",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.allow(c.Context(), entry, answer, privacy.OnNameLists)
		},
	}
	c.Flags().StringVar(&entry, "entry", "", "only in this `ENTRY`")
	c.Flags().IntVar(&answer, "answer", 0, "only in answer `N` of it, 1 for the first")
	completeFrom(c, "entry", a.offerEntries(false))
	return c
}

// allow adds allowed words. One that isName takes for a name is asked about
// before it is allowed everywhere.
func (a *app) allow(ctx context.Context, ref string, answer int, isName func(string) bool) error {
	var where journal.AllowedWord
	if answer != 0 && ref == "" {
		return misused("--answer names an answer of an entry; give --entry too")
	}
	if ref != "" {
		v, err := a.open(ctx)
		if err != nil {
			return err
		}
		e, err := a.entry(ctx, v, ref)
		if err != nil {
			return err
		}
		where.Entry = e.ID
		if answer < 0 || answer > len(e.Answers) {
			return misused("this entry has %s; --answer %d is none of them", counted(len(e.Answers), "answer"), answer)
		}
		if answer > 0 {
			where.Place = v.Keyed(e.Answers[answer-1].Text)
		}
	}
	return a.changeWords(ctx, "Which words shall not be found?", "Allowed", func(l *journal.Lexicon, word string) (int, error) {
		where.Text = word
		if where.Entry.IsZero() && isName(word) {
			sure, err := a.confirm(ctx, "Allow it everywhere?", "One of the words is also a name. Everywhere means that a person of that name is not found either.")
			if err != nil || !sure {
				return 0, err
			}
		}
		return once(l.Allow(where))
	})
}

func (a *app) wordsRemove() *cobra.Command {
	var forget bool
	c := &cobra.Command{
		Use:   "remove",
		Short: "Take words off the lists",
		Long: `Takes words off both lists, one a line, however far they were allowed. Earlier
versions of the lists stay in the journal, sealed, as of everything; --forget
removes those too, for good.`,
		Example: "  echo Gibbs | afterword words remove\n  echo \"Harbour Ward\" | afterword words remove --forget",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			err := a.changeWords(ctx, "Which words shall be taken off the lists?", "Removed", func(l *journal.Lexicon, word string) (int, error) {
				return l.Remove(word), nil
			})
			if err != nil || !forget {
				return err
			}
			l, err := a.lexicon(ctx, a.opened)
			if err != nil || l.Revision == 0 {
				return err
			}
			if _, err := a.opened.Forget(ctx, a.stamp(), nil, l.ID); err != nil {
				return err
			}
			return a.tidy(ctx, a.opened)
		},
	}
	c.Flags().BoolVar(&forget, "forget", false, "remove the earlier versions of the lists too")
	return c
}

// changeWords reads words, changes the lexicon by each of them and saves
// it; change says how much each came to. With --json it prints the lists.
func (a *app) changeWords(ctx context.Context, title, done string, change func(l *journal.Lexicon, word string) (int, error)) error {
	words, err := a.readWords(ctx, title)
	if err != nil {
		return err
	}
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	l, err := a.lexicon(ctx, v)
	if err != nil {
		return err
	}
	n := 0
	for _, word := range words {
		changed, err := change(l, word)
		if err != nil {
			return err
		}
		n += changed
	}
	if n > 0 {
		if err := v.Save(ctx, a.stamp(), l); err != nil {
			return err
		}
		a.guarding = nil
		a.say("%s: %s.", done, counted(n, "word"))
	} else {
		a.say("Nothing needed changing.")
	}
	if a.flags.json {
		return a.putWords(ctx, v)
	}
	return nil
}

// readWords takes words, one a line, from a form or from standard input.
// What is wrong with one is said by its line, without the word.
func (a *app) readWords(ctx context.Context, title string) ([]string, error) {
	text, err := a.readPlain(ctx, ask.Question{ID: "words", Kind: ask.Text, Title: title, Note: "One a line. They are sealed with the rest of the journal.", Uncounted: true})
	if err != nil {
		return nil, err
	}
	var words []string
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		word, err := journal.CleanWord(line)
		if err != nil {
			return nil, usageError{fmt.Errorf("line %d: %w; nothing was changed", n, err)}
		}
		words = append(words, word)
	}
	if len(words) == 0 && a.Terminal.In {
		a.say("Nothing was changed.")
		return nil, errLeft
	}
	if len(words) == 0 {
		return nil, misused("there was no word on standard input; nothing was changed")
	}
	return words, nil
}

// readPlain takes a text that is not kept as a draft: from standard input
// to its end, or from a form of one question.
func (a *app) readPlain(ctx context.Context, q ask.Question) (string, error) {
	if !a.Terminal.In {
		return a.readAll()
	}
	if !a.dialogue() {
		return "", misused("this is read from standard input, and there is none; give it with a pipe or a file")
	}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Questions: []ask.Question{q}})
	switch {
	case err != nil:
		return "", err
	case r.End == ask.Interrupted:
		return "", a.ended(ctx)
	case r.End == ask.Left:
		a.say("Nothing was changed.")
		return "", errLeft
	}
	return r.Answers.Value(q.ID), nil
}

// wordJSON is one word, for --json.
type wordJSON struct {
	Text  string `json:"text"`
	Kind  string `json:"kind,omitempty"`
	Scope string `json:"scope,omitempty"`
	Entry string `json:"entry,omitempty"`
}

// putWords prints the lists.
func (a *app) putWords(ctx context.Context, v *vault.Vault) error {
	l, err := a.lexicon(ctx, v)
	if err != nil {
		return err
	}
	own, allowed := []wordJSON{}, []wordJSON{}
	s := sheet{columns: []column{{"List", ""}, {"Kind or place", ""}, {"Word", ""}}}
	for _, w := range l.Own {
		own = append(own, wordJSON{Text: w.Text, Kind: string(w.Kind)})
		s.rows = append(s.rows, line{cells: []string{"found", string(w.Kind), w.Text}})
	}
	for _, w := range l.Allowed {
		j, where := wordJSON{Text: w.Text, Scope: w.Where()}, w.Where()
		if !w.Entry.IsZero() {
			j.Entry, where = w.Entry.String(), "entry "+a.short(ctx, v, w.Entry)
		}
		if w.Where() == "place" {
			where += ", one text"
		}
		allowed = append(allowed, j)
		s.rows = append(s.rows, line{cells: []string{"allowed", where, w.Text}})
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema  string     `json:"schema"`
			Own     []wordJSON `json:"own"`
			Allowed []wordJSON `json:"allowed"`
		}{"afterword/words/1", own, allowed})
	}
	if len(s.rows) == 0 {
		a.say("There are no words of your own yet. Add some: afterword words add")
		return nil
	}
	s.count = counted(len(s.rows), "word")
	a.putSheet(s)
	return nil
}
