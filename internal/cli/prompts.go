package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// newPrompts is the command for the catalogue of prompts.
func (a *app) newPrompts() *cobra.Command {
	var goal, depth, framework string
	cmd := &cobra.Command{
		Use:     "prompts",
		Short:   "List the prompts that can be asked",
		Long:    "Lists the prompts, your own sets included, goal by goal and quick before deep.\nA framework's questions are listed with --framework. Your own sets are TOML files\nin the folder `prompts` beside the configuration; `afterword paths` names it.",
		Example: "  afterword prompts --goal ethics\n  afterword prompts --depth quick --json\n  afterword prompts --framework gibbs",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := a.choosePrompts(goal, depth, framework)
			if err != nil {
				return err
			}
			return a.putPrompts(list)
		},
	}
	f := cmd.Flags()
	f.StringVar(&goal, "goal", "", "of this `GOAL`")
	f.StringVar(&depth, "depth", "", "of this `DEPTH`: quick or deep")
	f.StringVar(&framework, "framework", "", "of this `FRAMEWORK`, stage by stage")
	completeGoals(cmd)
	complete(cmd, "depth", "quick", "deep")
	if err := cmd.RegisterFlagCompletionFunc("framework", a.offerFrameworks); err != nil {
		panic(err) // the flag is defined above
	}
	cmd.AddCommand(a.newPromptsCheck())
	cmd.SuggestionsMinimumDistance = 2
	return cmd
}

// choosePrompts reads the flags and lists what they choose.
func (a *app) choosePrompts(goal, depth, framework string) ([]prompt.Prompt, error) {
	var want prompt.Filter
	if goal != "" {
		g, err := journal.ParseGoal(goal)
		if err != nil {
			return nil, usageError{err}
		}
		want.Goal = g
	}
	switch want.Depth = prompt.Depth(strings.ToLower(depth)); want.Depth {
	case "", prompt.Quick, prompt.Deep:
	default:
		return nil, misused("depth cannot be %q: it is one of quick and deep", depth)
	}
	c, err := a.catalogue()
	if err != nil {
		return nil, err
	}
	if framework == "" {
		return c.Prompts(want), nil
	}
	f, err := c.Framework(framework)
	if err != nil {
		return nil, usageError{err}
	}
	var out []prompt.Prompt
	for _, s := range f.Stages {
		if p := s.Prompt; (want.Goal == "" || want.Goal == p.Goal) && (want.Depth == "" || want.Depth == p.Depth) {
			out = append(out, p)
		}
	}
	for _, p := range c.Prompts(want) { // of the user's own sets
		if p.Framework == f.Slug {
			out = append(out, p)
		}
	}
	return out, nil
}

// promptJSON is one prompt.
type promptJSON struct {
	ID          string         `json:"id"`
	Version     int            `json:"version"`
	Goal        journal.Goal   `json:"goal"`
	Also        []journal.Goal `json:"also"`
	Depth       prompt.Depth   `json:"depth"`
	Valence     prompt.Valence `json:"valence"`
	Framework   string         `json:"framework"`
	Stage       string         `json:"stage"`
	OKWhenHeavy bool           `json:"ok_when_heavy"`
	Text        string         `json:"text"`
	Set         string         `json:"set"`
}

func promptsToJSON(prompts []prompt.Prompt) []promptJSON {
	list := []promptJSON{}
	for _, p := range prompts {
		list = append(list, promptJSON{p.ID, p.Version, p.Goal, some(p.Also), p.Depth, p.Valence, p.Framework, p.Stage, p.OKWhenHeavy, p.Text, p.Set})
	}
	return list
}

// putPrompts writes a list of prompts.
func (a *app) putPrompts(list []prompt.Prompt) error {
	if a.flags.json {
		return a.putJSON(struct {
			Schema  string       `json:"schema"`
			Prompts []promptJSON `json:"prompts"`
		}{"afterword/prompts/1", promptsToJSON(list)})
	}
	if len(list) == 0 {
		a.say("No prompt fits.")
		return nil
	}
	s := sheet{count: counted(len(list), "prompt"), columns: []column{{"Id", ""}, {"Goal", ""}, {"Depth", ""}, {"Stage", ""}, {"Set", ""}, {"Text", ""}}, whole: true}
	for _, p := range list {
		set := p.Set
		if set == prompt.BuiltIn {
			set = ""
		}
		s.rows = append(s.rows, line{cells: []string{p.ID, string(p.Goal), string(p.Depth), p.Stage, set, p.Text}})
	}
	a.putSheet(s)
	return nil
}

// newPromptsCheck is the command that checks a set of one's own.
func (a *app) newPromptsCheck() *cobra.Command {
	return &cobra.Command{
		Use:     "check FILE",
		Short:   "Check a file of your own prompts",
		Long:    "Checks a file of your own prompts (- for standard input) and says what to mend,\nas FILE:LINE: what. Points of wording are listed and keep nothing from being used;\nanything else gives exit status 2.",
		Example: "  afterword prompts check my-ward.toml\n  afterword prompts check my-ward.toml --json",
		Args:    exactly(1, "say which file, such as my-ward.toml"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.checkPrompts(args[0]) },
	}
}

// problemJSON is one point about a set of prompts.
type problemJSON struct {
	Line    int    `json:"line"`
	ID      string `json:"id"`
	Message string `json:"message"`
	Wording bool   `json:"wording"`
}

func (a *app) checkPrompts(path string) error {
	var r io.Reader = a.in
	if path != "-" {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the file %s: %w", path, errNotFound)
		}
		if err != nil {
			return fmt.Errorf("reading your prompts: %w", err)
		}
		defer f.Close()
		r = f
	}
	n, problems := prompt.Check(r)
	list, hard := []problemJSON{}, 0
	for _, p := range problems {
		list = append(list, problemJSON{p.Line, p.ID, p.Message, p.Wording})
		if !p.Wording {
			hard++
		}
	}
	if a.flags.json {
		if err := a.putJSON(struct {
			Schema   string        `json:"schema"`
			Prompts  int           `json:"prompts"`
			Usable   bool          `json:"usable"`
			Problems []problemJSON `json:"problems"`
		}{"afterword/prompts-check/1", n, hard == 0, list}); err != nil {
			return err
		}
	} else {
		a.putProblems(path, n, list, hard)
	}
	if hard > 0 {
		return misused("%s cannot be used yet: %s to mend", path, counted(hard, "thing"))
	}
	return nil
}

// putProblems writes what was found as FILE:LINE: id: message.
func (a *app) putProblems(path string, n int, problems []problemJSON, hard int) {
	for _, p := range problems {
		where := fmt.Sprintf("%s:%d: ", path, p.Line)
		if p.ID != "" {
			where += p.ID + ": "
		}
		a.put("%s", journal.PrintableLine(where+p.Message))
	}
	switch {
	case len(problems) == 0:
		a.put("%s, nothing to mend", counted(n, "prompt"))
	case hard == 0:
		a.put("%s, which can be used; %s above", counted(n, "prompt"), counted(len(problems), "remark")+" on wording")
	}
}
