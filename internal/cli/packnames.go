package cli

import (
	"fmt"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/prompt"
)

// fromCatalogue puts into a request what the catalogue knows: which
// functions of supervision a goal serves, and what goals, frameworks and
// stages are called.
func fromCatalogue(r *pack.Request) error {
	c, err := prompt.Load()
	if err != nil {
		return fmt.Errorf("loading the prompts: %w", err)
	}
	r.Functions, r.Names = functionsOf(c), namesOf(c)
	return nil
}

// namesOf are the names of goals, frameworks and their stages. An answer to a
// question of none can still have a stage, such as "so what", which has one
// name in all that know it.
func namesOf(c *prompt.Catalogue) pack.Names {
	n := pack.Names{Goals: map[journal.Goal]string{}, Frameworks: map[string]string{}, Stages: map[string]map[string]string{"": {}}}
	for _, g := range c.Goals() {
		n.Goals[g.Slug] = g.Short
	}
	for _, f := range c.Frameworks() {
		n.Frameworks[f.Slug], n.Stages[f.Slug] = f.Name, map[string]string{}
		for _, s := range f.Stages {
			n.Stages[f.Slug][s.Slug] = s.Name
			if n.Stages[""][s.Slug] == "" {
				n.Stages[""][s.Slug] = s.Name
			}
		}
	}
	for _, p := range c.Deeper() {
		n.Stages[""][p.Stage] = capital(strings.ReplaceAll(p.Stage, "-", " "))
	}
	return n
}
