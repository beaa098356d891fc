package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newSearch is the command that looks for words.
func (a *app) newSearch() *cobra.Command {
	var f filters
	cmd := &cobra.Command{
		Use:   "search WORDS...",
		Short: "Find entries by the words in them",
		Long: `Finds the entries that have every one of the words, or parts of words, in
their answers; case and accents do not matter. Fields narrow it: tag:nights,
goal:support, alias:heron-3, kind:note. Marks that the shell would take away go
into a pair of its own: '"on my own"' is a phrase. A minus leaves out what
follows it: 'handover -calm'. The words stay in your shell's history.`,
		Example: "  afterword search handover\n  afterword search '\"the new rota\" -nights'\n  afterword search goal:support tired --since \"last month\" --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misused("say what to look for, such as: afterword search handover")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.search(c.Context(), f, strings.Join(args, " ")) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"goal:", "tag:", "alias:", "kind:"}, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		},
	}
	f.flags(cmd, a.offerAliases)
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		a.called = c.CommandPath()
		return hinted(usageError{err}, "To leave a word out, put it after two hyphens: afterword search -- handover -calm. See: %s --help", c.CommandPath())
	})
	return cmd
}

func (a *app) search(ctx context.Context, f filters, words string) error {
	want, err := f.read(ctx, a)
	if err != nil {
		return err
	}
	q, err := journal.ParseQuery(words)
	if err != nil {
		return usageError{err}
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	read := vault.Reading{Bodies: q.NeedsText(), Deleted: want.Deleted}
	found, more, err := a.look(ctx, v, read, f.limit, func(e *journal.Entry) bool {
		return want.Match(e.EntryHead, e.Meta) && q.MatchEntry(e)
	})
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putFoundJSON(found, q)
	}
	if len(found) == 0 {
		a.say("Nothing was found.")
		return nil
	}
	s, err := a.entrySheet(ctx, v, found)
	if err != nil {
		return err
	}
	width := a.width() - 2
	for i, e := range found {
		text := snippetOf(e, q, width)
		if !strings.HasPrefix(e.Gist, strings.TrimSuffix(text, "…")) { // else the gist shows it already
			s.rows[i].more = text
		}
	}
	a.putSheet(s)
	if more {
		a.sayMore(f.limit)
	}
	return nil
}

// putFoundJSON writes what a search found as JSON.
func (a *app) putFoundJSON(found []*journal.Entry, q journal.Query) error {
	list := []searchedJSON{}
	for _, e := range found {
		list = append(list, searchedJSON{entryToJSON(e), snippetOf(e, q, 72)})
	}
	return a.putJSON(struct {
		Schema  string         `json:"schema"`
		Entries []searchedJSON `json:"entries"`
	}{"afterword/search/1", list})
}

// snippetOf is the line of an entry in which a search found its words,
// empty where it looked at no text.
func snippetOf(e *journal.Entry, q journal.Query, width int) string {
	if !q.NeedsText() {
		return ""
	}
	var texts []string
	for _, n := range e.Answers {
		if n.Text != "" {
			texts = append(texts, n.Text)
		}
	}
	return journal.Snippet(strings.Join(texts, "\n"), q, width)
}
