package pack

import (
	"strings"
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

// A goal is called by its label, in a pack that was read back too. One of an
// earlier version has no labels and is read all the same.
func TestGoalLabels(t *testing.T) {
	e := entry(1, journal.Bring, "words")
	e.Goals = []journal.Goal{journal.Ethics}
	g := asking(t, Chosen{Entries: []journal.Entry{e}}, Request{Names: Names{Goals: map[journal.Goal]string{journal.Ethics: "Ethical practice"}}})
	raw, err := release(t, g).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	const key = `"goal_labels":{"ethics":"Ethical practice"},`
	for _, tt := range []struct{ name, file, want string }{
		{"as it was written", string(raw), "Ethical practice"},
		{"of an earlier version", strings.Replace(string(raw), key, "", 1), "ethics"},
		{"of a goal that is not known", strings.Replace(string(raw), `"ethics":"E`, `"joy":"E`, 1), "ethics"},
		{"of two lines", strings.Replace(string(raw), "Ethical practice", `Ethical\npractice`, 1), "Ethical practice"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			back, err := Read(strings.NewReader(tt.file), g.guard)
			if err != nil {
				t.Fatal(err)
			}
			p, err := back.Release(Decisions{AsRead: true})
			if err != nil || p.GoalWords(journal.Ethics) != tt.want || p.Entries()[0].Goals[0] != journal.Ethics {
				t.Errorf("called %q, want %q; %v", p.GoalWords(journal.Ethics), tt.want, err)
			}
		})
	}
	if long := strings.Replace(string(raw), "Ethical practice", strings.Repeat("e", longestLabel+1), 1); !strings.Contains(string(raw), key) {
		t.Errorf("the file has no labels:\n%s", raw)
	} else if _, err := Read(strings.NewReader(long), g.guard); err == nil {
		t.Error("a label of any length was read")
	}
}
