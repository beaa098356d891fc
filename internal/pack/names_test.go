package pack

import (
	"testing"

	"afterword/internal/journal"
)

// Frameworks and stages are called what the catalogue calls them; what it
// does not know stands as it is, and an aside says by its question what it is.
func TestNames(t *testing.T) {
	names := Names{
		Frameworks: map[string]string{"gibbs": "Reflective cycle"},
		Stages:     map[string]map[string]string{"gibbs": {"analysis": "Analysis"}, "": {"so-what": "So what?"}},
	}
	for _, tt := range []struct {
		framework, prompt, stage          string
		wantFramework, wantStage, inWords string
	}{
		{"gibbs", "", "analysis", "Reflective cycle", "Analysis", "Analysis"},
		{"gibbs", "", "so-what", "Reflective cycle", "So what?", "So what?"},
		{"own", "", "analysis", "own", "", "analysis"},
		{"", "", "so-what", "", "So what?", "So what?"},
		{"", "", "", "", "", ""},
		{"", "", string(journal.AsideFeedback), "", "", ""},
	} {
		e := entry(1, journal.Bring, "words")
		e.Framework, e.Answers[0].Stage, e.Answers[0].Prompt = tt.framework, tt.stage, tt.prompt
		with, without := asking(t, Chosen{Entries: []journal.Entry{e}}, Request{Names: names}), asking(t, Chosen{Entries: []journal.Entry{e}}, Request{})
		p := release(t, with)
		got := p.Entries()[0]
		if got.FrameworkWords() != tt.wantFramework || got.Answers[0].StageName != tt.wantStage || got.Answers[0].StageWords() != tt.inWords {
			t.Errorf("%q, %q: called %q, %q, %q", tt.framework, tt.stage, got.FrameworkWords(), got.Answers[0].StageName, got.Answers[0].StageWords())
		}
		if got.Framework != tt.framework || got.Answers[0].Stage != tt.stage {
			t.Errorf("%q, %q: the slugs are %q, %q", tt.framework, tt.stage, got.Framework, got.Answers[0].Stage)
		}
		if a, b := p.Items()[0].Hash, release(t, without).Items()[0].Hash; string(a) != string(b) {
			t.Errorf("%q, %q: the hash changes with the catalogue", tt.framework, tt.stage)
		}
	}
}
