package cli

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

//go:embed data/retention.toml
var retentionData string

// cycle is how far back the portfolio of one body reaches.
type cycle struct {
	Body    string `toml:"body" json:"body"`
	Years   int    `toml:"years" json:"years"`
	Checked string `toml:"checked" json:"checked"`
}

// cycles reads the embedded data.
func cycles() ([]cycle, error) {
	var file struct {
		Cycles []cycle `toml:"cycle"`
	}
	if err := toml.NewDecoder(strings.NewReader(retentionData)).DisallowUnknownFields().Decode(&file); err != nil {
		return nil, fmt.Errorf("reading the cycles: %w", err)
	}
	return file.Cycles, nil
}

func (a *app) newRetention() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "retention",
		Short: "How long you keep what you write",
		Long: `Retention shows after how many months what you wrote is due to be looked at:
entries, and the loop of supervision: questions, actions, sessions, supervisors
and learning goals. Nothing is ever removed by it; afterword review lists what
is due, and you decide.

No one rule was found for how long a reflective journal is kept. The cycles of
some bodies are shown for orientation; ask your own.`,
		Example: "  afterword retention\n  afterword retention --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.showRetention(c.Context()) },
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "set [CLASS MONTHS]",
		Short:   "Say after how many months a class is due: entries or loop",
		Long:    "Set says after how many months entries, or the loop of questions, actions, sessions, supervisors and learning goals, are due to be looked at; never stops that. On a terminal it asks.",
		Example: "  afterword retention set\n  afterword retention set entries 36\n  afterword retention set loop never",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return exactly(2, "say the class and the months, such as: afterword retention set entries 36")(c, args)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return []string{string(journal.ClassEntries), string(journal.ClassLoop)}, cobra.ShellCompDirectiveNoFileComp
			case 1:
				return []string{"12", "24", "36", "60", "never"}, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return a.setRetention(c.Context(), args) },
	})
	return cmd
}

// kept says a number of months in words.
func kept(months int) string {
	if months == 0 {
		return "never due"
	}
	return "due after " + counted(months, "month")
}

func (a *app) showRetention(ctx context.Context) error {
	s, err := a.currentSettings(ctx)
	if err != nil {
		return err
	}
	all, err := cycles()
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema  string  `json:"schema"`
			Entries int     `json:"entries_months"`
			Loop    int     `json:"loop_months"`
			Cycles  []cycle `json:"cycles"`
		}{"afterword/retention/1", s.Retention.Entries, s.Retention.Loop, all})
	}
	a.put("entries: %s", kept(s.Retention.Entries))
	a.put("questions, actions, sessions, supervisors: %s", kept(s.Retention.Loop))
	a.put("")
	a.wrapped("Nothing is removed by itself. What is due: afterword review. What must stay while a complaint, claim or request is alive: afterword hold.")
	a.put("")
	a.put("For orientation, how far back some bodies look; ask your own")
	for _, c := range all {
		a.wrapped("- %s: %s (looked up %s)", c.Body, counted(c.Years, "year"), c.Checked)
	}
	return nil
}

func (a *app) setRetention(ctx context.Context, args []string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		if args, err = a.askRetention(ctx); err != nil {
			return err
		}
	}
	months := 0
	if args[1] != "never" {
		if months, err = strconv.Atoi(args[1]); err != nil || months < 1 {
			return misused("%q is no number of months; give one such as 36, or never", args[1])
		}
	}
	err = a.changeSettings(ctx, v, func(s *journal.Settings) error {
		rules, err := s.Retention.With(journal.Class(args[0]), months)
		if err != nil {
			return usageError{err}
		}
		s.Retention = rules
		return nil
	})
	if err != nil {
		return err
	}
	return a.showRetention(ctx)
}

// askRetention asks for a class and its months.
func (a *app) askRetention(ctx context.Context) ([]string, error) {
	if !a.dialogue() {
		return nil, misused("say the class and the months, such as: afterword retention set entries 36")
	}
	r, err := a.ask(ctx, ask.Form{Title: "Retention", Questions: []ask.Question{
		{ID: "class", Kind: ask.Choice, Uncounted: true, Title: "What is it about?", Options: []ask.Option{
			{Key: 'e', Value: string(journal.ClassEntries), Label: "Entries"},
			{Key: 'l', Value: string(journal.ClassLoop), Label: "Questions and actions"}}},
		{ID: "months", Kind: ask.Choice, Uncounted: true, Title: "When is it due to be looked at?", Note: "Nothing is removed by itself.", Options: []ask.Option{
			{Key: '1', Value: "12", Label: "After a year"}, {Key: '2', Value: "24", Label: "After two years"},
			{Key: '3', Value: "36", Label: "After three years"}, {Key: '5', Value: "60", Label: "After five years"},
			{Key: 'n', Value: "never", Label: "Never"}}},
	}})
	switch {
	case err != nil:
		return nil, err
	case r.End == ask.Interrupted:
		return nil, a.ended(ctx)
	case r.End == ask.Left, r.Answers.Value("class") == "", r.Answers.Value("months") == "":
		a.say("Nothing was changed.")
		return nil, errLeft
	}
	return []string{r.Answers.Value("class"), r.Answers.Value("months")}, nil
}
