package prompt

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
)

func load(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// everything returns all that is ever asked: prompts, stages, rungs.
func everything(c *Catalogue) []Prompt {
	all := c.Prompts(Filter{Retired: true})
	for _, f := range c.Frameworks() {
		for _, s := range f.Stages {
			all = append(all, s.Prompt)
		}
	}
	return append(all, c.Deeper()...)
}

func TestGoals(t *testing.T) {
	c := load(t)
	var slugs []journal.Goal
	for _, g := range c.Goals() {
		slugs = append(slugs, g.Slug)
		if n := len(strings.Fields(g.Meaning)); n < 40 || n > 70 {
			t.Errorf("%s: the meaning has %d words, want 40 to 70", g.Slug, n)
		}
		if g.Short == "" || strings.ContainsAny(g.Short, ",;:") || strings.Contains(g.Short, " and ") {
			t.Errorf("%s: the short label %q would be read as two", g.Slug, g.Short)
		}
		if g.Label == "" || g.Measure == "" || g.Source == "" {
			t.Errorf("%s: label, measure or source is missing", g.Slug)
		}
	}
	if !slices.Equal(slugs, journal.Goals()) {
		t.Errorf("goals are %v, want %v", slugs, journal.Goals())
	}
	if _, ok := c.Goal("karma"); ok {
		t.Error("a goal there is not was found")
	}
}

func TestCrosswalk(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		goal                    journal.Goal
		proctor, kadushin, asks string
		eyes                    []int
	}{
		{journal.Development, "formative", "educational", "feedback minutes", []int{1, 2}},
		{journal.Ethics, "normative", "administrative educational", "options consulted", []int{2, 3, 7}},
		{journal.Support, "restorative", "supportive", "energy weight helped", []int{4, 5}},
		{journal.Accountability, "normative", "administrative", "promise due standard", []int{2, 7}},
		{journal.Reflection, "formative", "educational", "", []int{3, 4, 5}},
		{journal.Independence, "formative restorative", "educational supportive", "confidence decided", []int{2, 4}},
		{journal.Culture, "normative restorative", "administrative", "proposal", []int{7}},
		{journal.Quality, "normative formative", "administrative educational supportive", "change sign", []int{1, 7}},
	} {
		g, ok := c.Goal(tt.goal)
		if !ok {
			t.Errorf("%s is missing", tt.goal)
			continue
		}
		if got := strings.Join(g.Proctor, " "); got != tt.proctor {
			t.Errorf("%s: proctor %q, want %q", tt.goal, got, tt.proctor)
		}
		if got := strings.Join(g.Kadushin, " "); got != tt.kadushin {
			t.Errorf("%s: kadushin %q, want %q", tt.goal, got, tt.kadushin)
		}
		if got := strings.Join(g.Asks, " "); got != tt.asks {
			t.Errorf("%s: asks %q, want %q", tt.goal, got, tt.asks)
		}
		if !slices.Equal(g.Eyes, tt.eyes) {
			t.Errorf("%s: eyes %v, want %v", tt.goal, g.Eyes, tt.eyes)
		}
	}
}

func TestPromptCounts(t *testing.T) {
	c := load(t)
	heavy := 0
	for _, g := range journal.Goals() {
		quick, deep := c.Prompts(Filter{Goal: g, Depth: Quick}), c.Prompts(Filter{Goal: g, Depth: Deep})
		if len(quick) < 8 || len(deep) < 8 {
			t.Errorf("%s has %d quick and %d deep prompts, want 8 of each", g, len(quick), len(deep))
		}
		gentle := 0
		for _, p := range quick {
			if p.OKWhenHeavy {
				gentle++
			}
		}
		if gentle < 2 || g == journal.Support && gentle < 6 {
			t.Errorf("%s has %d prompts for a heavy day", g, gentle)
		}
		heavy += gentle
	}
	if all := len(c.Prompts(Filter{})); all < 128 {
		t.Errorf("there are %d prompts, want 128", all)
	}
	if heavy < 16 {
		t.Errorf("the steadying set has %d prompts, want 16", heavy)
	}
}

// The rules that Check reports hold for every word of the catalogue, and
// some more that a user's own set need not keep.
func TestBuiltInWording(t *testing.T) {
	c := load(t)
	w, err := loadWording()
	if err != nil {
		t.Fatal(err)
	}
	prompts := c.Prompts(Filter{Retired: true})
	for _, b := range w.breaches(prompts) {
		t.Errorf("%s: %s", prompts[b.index].ID, b.message)
	}
	// Words of one profession or place, or of one hour of the day.
	trade := regexp.MustCompile(`(?i)\b(patients?|clients?|service users?|wards?|clinics?|hospitals?|surgery|sessions?|caseload|shifts?|treatment|therap(y|ist)|nurs\w+|tonight|this morning|anonymised|secure|compliant)\b`)
	seen := map[string]string{}
	for _, p := range everything(c) {
		if p.Framework != "" || p.Stage != "" {
			for _, message := range append(shapeOf(p), w.words(p)...) {
				t.Errorf("%s: %s", p.ID, message)
			}
		}
		if word := trade.FindString(p.Text); word != "" {
			t.Errorf("%s: %q does not suit everyone", p.ID, word)
		}
		key := folded(p.Text)
		if seen[key] != "" {
			t.Errorf("%s and %s have the same text", seen[key], p.ID)
		}
		seen[key] = p.ID
	}
	for _, g := range c.Goals() {
		if word := trade.FindString(g.Meaning + g.Measure); word != "" || strings.Contains(g.Meaning, "!") {
			t.Errorf("%s: the meaning has %q", g.Slug, word)
		}
	}
}

func TestWordingRulesAreWellFormed(t *testing.T) {
	w, err := loadWording()
	if err != nil {
		t.Fatal(err)
	}
	for i, rule := range w.Rule {
		if !slices.Contains([]string{"clause", "word", "inner"}, rule.At) || rule.Why == "" || len(rule.Phrases) == 0 {
			t.Errorf("rule %d: at, why or phrases are not in order", i)
		}
		for _, phrase := range rule.Phrases {
			if strings.TrimSuffix(phrase, "*") != folded(phrase) {
				t.Errorf("rule %d: %q can match nothing", i, phrase)
			}
		}
	}
	for american, british := range w.Spelling {
		if american != strings.ToLower(american) || len(w.words(Prompt{Text: british})) > 0 {
			t.Errorf("%q for %q is no help", british, american)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestIDs(t *testing.T) {
	c := load(t)
	shape := regexp.MustCompile(`^[a-z0-9-]+$`)
	seen := map[string]bool{}
	for _, p := range everything(c) {
		if !shape.MatchString(p.ID) || seen[p.ID] {
			t.Errorf("%q is malformed or there twice", p.ID)
		}
		seen[p.ID] = true
		if got, ok := c.Prompt(p.ID); !ok || got.Text != p.Text {
			t.Errorf("%s is not found by its id", p.ID)
		}
		if p.Version < 1 || p.Set != BuiltIn || !slices.Contains(journal.Goals(), p.Goal) {
			t.Errorf("%s: version %d, set %q, goal %q", p.ID, p.Version, p.Set, p.Goal)
		}
	}
	for _, p := range c.Prompts(Filter{Retired: true}) {
		if want := string(p.Goal) + "-" + string(p.Depth[0]); !strings.HasPrefix(p.ID, want) {
			t.Errorf("%s does not begin with %s", p.ID, want)
		}
	}
	if _, ok := c.Prompt("support-q999"); ok {
		t.Error("a prompt there is not was found")
	}
}

func TestFrameworkStages(t *testing.T) {
	c := load(t)
	want := []struct{ slug, stages string }{
		{"what-so-what-now-what", "What?; So what?; Now what?"},
		{"gibbs", "Description; Feelings; Evaluation; Analysis; Conclusion; Action plan"},
		{"johns-style", "Looking in; Aesthetics; Personal; Ethics; Empirics; Reflexivity"},
		{"atkins-murphy-style", "Awareness; Describe the situation; Analyse feelings and knowledge; Evaluate the knowledge; Identify learning"},
		{"kolb", "Concrete experience; Reflective observation; Abstract conceptualisation; Active experimentation"},
		{"critical-moment", "Describe; Meaning in context; General meaning"},
		{"era", "Experience; Reflection; Action"},
		{"second-look", "Returning to experience; Attending to feelings; Re-evaluating experience"},
		{"three-good-things", "First good thing; Second good thing; Third good thing"},
	}
	got := c.Frameworks()
	if len(got) != len(want) {
		t.Fatalf("there are %d frameworks, want %d", len(got), len(want))
	}
	for i, w := range want {
		f := got[i]
		var names []string
		for _, s := range f.Stages {
			names = append(names, s.Name)
			if s.Prompt.ID != f.Slug+"-"+s.Slug || s.Prompt.Framework != f.Slug || s.Prompt.Stage != s.Slug {
				t.Errorf("%s: stage %s is asked by %s", f.Slug, s.Slug, s.Prompt.ID)
			}
		}
		if stages := strings.Join(names, "; "); f.Slug != w.slug || stages != w.stages {
			t.Errorf("framework %d is %s with %s, want %s with %s", i, f.Slug, stages, w.slug, w.stages)
		}
		if f.Name == "" || f.Summary == "" || !strings.HasPrefix(f.Credit, "after ") || f.Minutes < 1 || f.Minutes > 30 {
			t.Errorf("%s: name, summary, credit or minutes are not in order", f.Slug)
		}
		if f.OKWhenHeavy != (f.Slug == "three-good-things") {
			t.Errorf("%s: fit for a heavy day is %t", f.Slug, f.OKWhenHeavy)
		}
	}
}

func TestFrameworkNotFound(t *testing.T) {
	c := load(t)
	if f, err := c.Framework(" Gibbs "); err != nil || f.Slug != "gibbs" {
		t.Errorf("Gibbs was not found: %v", err)
	}
	for _, tt := range []struct{ slug, hint string }{
		{"gibs", `did you mean "gibbs"?`},
		{"johns", `did you mean "johns-style"?`},
		{"good-things", `did you mean "three-good-things"?`},
		{"kolbs", `did you mean "kolb"?`},
		{"zzzzzz", ""},
		{"", ""},
	} {
		_, err := c.Framework(tt.slug)
		if !errors.Is(err, ErrNoFramework) {
			t.Errorf("%q: %v", tt.slug, err)
			continue
		}
		if !strings.Contains(err.Error(), tt.hint) || strings.Contains(err.Error(), "did you mean") != (tt.hint != "") {
			t.Errorf("%q: %v, want the hint %s", tt.slug, err, tt.hint)
		}
		if !strings.Contains(err.Error(), "second-look, three-good-things") {
			t.Errorf("%q: %v does not list the frameworks", tt.slug, err)
		}
	}
}

func TestDeeper(t *testing.T) {
	var rungs []string
	for _, p := range load(t).Deeper() {
		rungs = append(rungs, p.Stage)
		if p.ID != "deeper-"+p.Stage {
			t.Errorf("%s is the rung %s", p.ID, p.Stage)
		}
	}
	if got := strings.Join(rungs, " "); got != "other-view assumption rule-or-theory change-of-mind" {
		t.Errorf("the rungs are %s", got)
	}
}

func TestPromptsInOrder(t *testing.T) {
	prompts := load(t).Prompts(Filter{})
	if prompts[0].ID != "development-q1" || prompts[len(prompts)-1].ID != "quality-d8" {
		t.Errorf("prompts run from %s to %s", prompts[0].ID, prompts[len(prompts)-1].ID)
	}
}

const wardSet = `name = "My ward"

[[prompt]]
id = "ward-1"
goal = "support"
depth = "quick"
valence = "strength"
ok_when_heavy = true
text = "What made the handover kind today?"

[[prompt]]
id = "ward-2"
version = 3
goal = "support"
also = ["culture"]
depth = "deep"
valence = "neutral"
framework = "gibbs"
stage = "feelings"
retired = true
text = "What did the bay sound like to you, and what does that sound usually bring?"
`

func TestAddSet(t *testing.T) {
	c := load(t)
	before := len(c.Prompts(Filter{}))
	if err := c.AddSet("ward.toml", strings.NewReader(wardSet)); err != nil {
		t.Fatal(err)
	}
	if got := c.Prompts(Filter{Set: "My ward"}); len(got) != 1 || got[0].ID != "ward-1" || got[0].Version != 1 {
		t.Errorf("the set has %v", got)
	}
	if got := len(c.Prompts(Filter{})); got != before+1 {
		t.Errorf("there are %d prompts, want %d", got, before+1)
	}
	p, ok := c.Prompt("ward-2")
	if !ok || p.Version != 3 || !p.Retired || p.Stage != "feelings" || !slices.Equal(p.Also, []journal.Goal{journal.Culture}) {
		t.Errorf("ward-2 is %+v", p)
	}
	if got := c.Sets(); !slices.Equal(got, []string{BuiltIn, "My ward"}) {
		t.Errorf("the sets are %v", got)
	}
}

func TestAddSetRefuses(t *testing.T) {
	own := func(id string) string { return strings.Replace(wardSet, "ward-1", id, 1) }
	for _, tt := range []struct{ name, set, want string }{
		{"taken id", own("gibbs-feelings"), "line 4: gibbs-feelings: the id belongs"},
		{"reserved id", own("ethics-q99"), "line 4: ethics-q99: ids of this form"},
		{"doubled id", own("ward-2"), "line 12: ward-2: the id is there twice"},
		{"our name", strings.Replace(wardSet, "My ward", "Afterword", 1), "line 1: the name"},
		{"broken", "name = ", "line 1: the file cannot be read"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := load(t)
			before := len(c.byID)
			err := c.AddSet("mine", strings.NewReader(tt.set))
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), `"mine"`) {
				t.Errorf("AddSet: %v, want %q", err, tt.want)
			}
			if len(c.byID) != before || len(c.Sets()) != 1 {
				t.Error("part of a refused set was added")
			}
		})
	}
	c := load(t)
	if err := c.AddSet("one", strings.NewReader(wardSet)); err != nil {
		t.Fatal(err)
	}
	if err := c.AddSet("two", strings.NewReader(wardSet)); err == nil {
		t.Error("the same set was added twice")
	}
	if err := c.AddSet("three", strings.NewReader(strings.NewReplacer("My ward", "my WARD", "ward-", "other-").Replace(wardSet))); err == nil {
		t.Error("a second set with the same name was added")
	}
}
