package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// newFrameworks is the command for the known ways to reflect.
func (a *app) newFrameworks() *cobra.Command {
	return &cobra.Command{
		Use:     "frameworks [NAME]",
		Short:   "The frameworks for reflection, or one of them",
		Long:    "Lists the frameworks for reflection. With a name: whose idea it follows, about\nhow long it takes, and its stages with what each asks.",
		Example: "  afterword frameworks\n  afterword frameworks gibbs\n  afterword frameworks --json",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misused("%s takes one framework at most", c.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.catalogue()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.putFrameworks(c.Frameworks())
			}
			f, err := c.Framework(args[0])
			if err != nil {
				return usageError{err}
			}
			return a.putFramework(f)
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.offerFrameworks(c, args, word)
		},
	}
}

// offerFrameworks completes a framework's slug.
func (a *app) offerFrameworks(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	c, err := a.catalogue()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []string
	for _, f := range c.Frameworks() {
		offers = append(offers, cobra.CompletionWithDesc(f.Slug, f.Name))
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// frameworkJSON is one framework with its stages.
type frameworkJSON struct {
	Slug        string      `json:"slug"`
	Name        string      `json:"name"`
	Credit      string      `json:"credit"`
	Summary     string      `json:"summary"`
	Minutes     int         `json:"minutes"`
	OKWhenHeavy bool        `json:"ok_when_heavy"`
	Stages      []stageJSON `json:"stages"`
}

// stageJSON is one stage of a framework.
type stageJSON struct {
	Slug    string       `json:"slug"`
	Name    string       `json:"name"`
	Prompt  string       `json:"prompt"`
	Version int          `json:"version"`
	Goal    journal.Goal `json:"goal"`
	Text    string       `json:"text"`
}

// putFrameworksJSON writes frameworks as JSON.
func (a *app) putFrameworksJSON(frameworks ...prompt.Framework) error {
	list := []frameworkJSON{}
	for _, f := range frameworks {
		j := frameworkJSON{f.Slug, f.Name, f.Credit, f.Summary, f.Minutes, f.OKWhenHeavy, []stageJSON{}}
		for _, s := range f.Stages {
			j.Stages = append(j.Stages, stageJSON{s.Slug, s.Name, s.Prompt.ID, s.Prompt.Version, s.Prompt.Goal, s.Prompt.Text})
		}
		list = append(list, j)
	}
	return a.putJSON(struct {
		Schema     string          `json:"schema"`
		Frameworks []frameworkJSON `json:"frameworks"`
	}{"afterword/frameworks/1", list})
}

// putFrameworks lists frameworks.
func (a *app) putFrameworks(frameworks []prompt.Framework) error {
	if a.flags.json {
		return a.putFrameworksJSON(frameworks...)
	}
	s := sheet{count: counted(len(frameworks), "framework"), columns: []column{{"Framework", ""}, {"Minutes", "about "}, {"Stages", ""}, {"Name", ""}}}
	for _, f := range frameworks {
		s.rows = append(s.rows, line{cells: []string{f.Slug, fmt.Sprintf("%d min", f.Minutes), counted(len(f.Stages), "stage"), f.Name}})
	}
	a.putSheet(s)
	return nil
}

// putFramework shows one framework.
func (a *app) putFramework(f prompt.Framework) error {
	if a.flags.json {
		return a.putFrameworksJSON(f)
	}
	a.putText("", fmt.Sprintf("%s (%s), %s", f.Name, f.Slug, f.Credit))
	a.putText("", fmt.Sprintf("%s About %s.", f.Summary, counted(f.Minutes, "minute")))
	for i, s := range f.Stages {
		a.put("\n%d. %s", i+1, s.Name)
		a.putText("   ", s.Prompt.Text)
	}
	return nil
}
