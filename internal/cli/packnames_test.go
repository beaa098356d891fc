package cli

import (
	"maps"
	"slices"
	"testing"

	"afterword/internal/privacy"
	"afterword/internal/prompt"
)

// What the catalogue calls its frameworks and stages is nobody's name, so
// that nobody is asked about it, and no slug is left without a name.
func TestCatalogueNamesInAPack(t *testing.T) {
	c, err := prompt.Load()
	if err != nil {
		t.Fatal(err)
	}
	n := namesOf(c)
	all := slices.Collect(maps.Values(n.Frameworks))
	for _, stages := range n.Stages {
		all = append(all, slices.Collect(maps.Values(stages))...)
	}
	for _, name := range all {
		if found := (privacy.Guard{}).Scan(name); len(found) > 0 || name == "" {
			t.Errorf("%q is taken for %v", name, found)
		}
	}
	for _, p := range slices.Concat(c.Prompts(prompt.Filter{Retired: true}), c.Deeper()) {
		if p.Stage != "" && n.Stages[p.Framework][p.Stage]+n.Stages[""][p.Stage] == "" {
			t.Errorf("the stage %s of %s has no name", p.Stage, p.ID)
		}
	}
}
