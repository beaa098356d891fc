package prompt

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/iotest"
)

// good is a set without fault. Its first prompt is on lines 5 to 9.
const good = `# my own
name = "Mine"

[[prompt]]
id = "own-1"
goal = "support"
depth = "quick"
valence = "neutral"
text = "What is near you now?"

[[prompt]]
id = "own-2"
goal = "ethics"
depth = "deep"
valence = "strength"
text = """What was fair in it?"""
`

func TestCheckGood(t *testing.T) {
	for name, set := range map[string]string{
		"plain":   good,
		"windows": "\ufeff" + strings.ReplaceAll(good, "\n", "\r\n"),
		"inline":  "name = 'Mine'\nprompt = [{id = 'own-1', goal = 'ethics', depth = 'quick', valence = 'neutral', text = 'What was fair?'}]",
		"ward":    wardSet,
	} {
		if n, problems := Check(strings.NewReader(set)); n == 0 || len(problems) > 0 {
			t.Errorf("%s: %d prompts, %v", name, n, problems)
		}
	}
}

func TestCheckFindsTheLine(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		line           int
		id, message    string
		wording        bool
	}{
		{"syntax", `goal = "support"`, `goal = support`, 6, "", "cannot be read as TOML", false},
		{"unknown key", `goal = "support"`, "goal = \"support\"\ncolour = 3", 7, "", "no key is called colour", false},
		{"unknown table", `# my own`, "[other]\nx = 1\n[[prompt]]", 1, "", "no key is called other", false},
		{"unknown key of the file", `# my own`, "title = 1", 1, "", "no key is called title", false},
		{"key below a prompt", `depth = "deep"`, "depth = \"deep\"\n[prompt.more]", 15, "", "no key is called prompt", false},
		{"wrong kind", `goal = "support"`, `goal = 3`, 6, "", "goal has a value of another kind: it is text", false},
		{"wrong list", `goal = "support"`, "goal = \"support\"\nalso = 'ethics'", 7, "", "also has a value of another kind", false},
		{"single table", `# my own`, "prompt = 3", 1, "", "each under its own [[prompt]]", false},
		{"no id", `id = "own-1"`, ``, 4, "", "id is missing", false},
		{"odd id", `own-1`, `Own 1`, 5, "Own 1", "small letters", false},
		{"doubled id", `own-2`, `own-1`, 12, "own-1", "twice in this file", false},
		{"taken id", `own-1`, `support-q1`, 5, "support-q1", "another prompt", false},
		{"reserved id", `own-1`, `support-q77`, 5, "support-q77", "kept for Afterword", false},
		{"reserved framework", `own-1`, `kolb-extra`, 5, "kolb-extra", "kept for Afterword", false},
		{"version", `goal = "support"`, "goal = \"support\"\nversion = 0", 7, "own-1", "version is a whole number", false},
		{"no goal", `goal = "support"`, ``, 4, "own-1", "goal is missing", false},
		{"unknown goal", `"support"`, `"karma"`, 6, "own-1", "goal is not one there is", false},
		{"unknown also", `goal = "support"`, "goal = \"support\"\nalso = ['karma']", 7, "own-1", "also holds a goal there is not", false},
		{"own also", `goal = "support"`, "goal = \"support\"\nalso = ['support']", 7, "own-1", "also holds a goal twice", false},
		{"unknown depth", `"quick"`, `"slow"`, 7, "own-1", "quick or deep", false},
		{"unknown valence", `"neutral"`, `"good"`, 8, "own-1", "strength, neutral or challenge", false},
		{"heavy and deep", `valence = "strength"`, "valence = \"strength\"\nok_when_heavy = true", 16, "own-2", "quick prompts of strength", false},
		{"unknown framework", `valence = "strength"`, "valence = \"strength\"\nframework = 'gibs'\nstage = 'x'", 16, "own-2", "framework is not one", false},
		{"unknown stage", `valence = "strength"`, "valence = \"strength\"\nframework = 'gibbs'\nstage = 'x'", 17, "own-2", "stage is not one", false},
		{"no text", `text = "What is near you now?"`, ``, 4, "own-1", "text is missing", false},
		{"two lines", `"""What was`, "\"\"\"What\nwas", 16, "own-2", "single line", false},
		{"escape", `near you`, `near\u001byou`, 9, "own-1", "single line", false},
		{"our name", `"Mine"`, `"afterword"`, 2, "", "kept for the prompts", false},
		{"no name", `name = "Mine"`, ``, 1, "", "the set has no name", true},

		{"long quick", `near you`, strings.Repeat("so ", 20) + "near you", 9, "own-1", "text has 25 words", true},
		{"long deep", `was fair`, strings.Repeat("so ", 33) + "was fair", 16, "own-2", "at most 35", true},
		{"two questions", `you now?`, `you now? What else?`, 9, "own-1", "asks 2 questions", true},
		{"three questions", `fair in it?`, `fair? What was not? What else?`, 16, "own-2", "asks 3 questions", true},
		{"sentences", `What is near`, `Stop. Breathe. What is near`, 9, "own-1", "has 3 sentences", true},
		{"loud", `you now?`, `you now!`, 9, "own-1", "exclamation mark", true},
		{"no end", `you now?`, `you now`, 9, "own-1", "neither a question mark", true},
		{"who", `What is near you now?`, `Who is near you now?`, 9, "own-1", "who somebody is", true},
		{"which person", `What is near you now?`, `Now, which person stays with you?`, 9, "own-1", "who somebody is", true},
		{"where", `near you now?`, `near you, and where?`, 9, "own-1", "asks for a place", true},
		{"when did", `What is near you now?`, `When did it happen?`, 9, "own-1", "a date or a time", true},
		{"diagnosis", `near you`, `the diagnosis`, 9, "own-1", "a record would hold", true},
		{"date of birth", `near you`, `their date of birth`, 9, "own-1", "a record would hold", true},
		{"name", `near you`, `their name`, 9, "own-1", "asks for a name", true},
		{"fault", `is near you`, `should you have done`, 9, "own-1", "presumes a fault", true},
		{"why", `What is near you`, `Why is it near you`, 9, "own-1", "prefer what, how or which", true},
		{"spelling", `near you`, `the behavior`, 9, "own-1", `"behaviour" for "behavior"`, true},
		{"spelling of an ending", `near you`, `recognized`, 9, "own-1", "spelling is British", true},
		{"echo", `What was fair in it?`, `What  is near you – NOW?`, 16, "own-2", "the same text", true},
		{"echo of ours", `What is near you now?`, `What helped you keep your footing today?`, 9, "own-1", "the same text", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set := strings.Replace(good, tt.old, tt.new, 1)
			if set == good {
				t.Fatal("nothing was spoilt")
			}
			_, problems := Check(strings.NewReader(set))
			if len(problems) == 0 {
				t.Fatal("nothing was found")
			}
			for _, p := range problems {
				if p.Line == tt.line && p.ID == tt.id && p.Wording == tt.wording && strings.Contains(p.Message, tt.message) {
					return
				}
			}
			t.Errorf("found %q, want line %d, %s: %s", problems, tt.line, tt.id, tt.message)
		})
	}
}

func TestCheckAllows(t *testing.T) {
	for _, text := range []string{
		"Name the values that pulled apart.",
		"Think of somewhere near the person who matters.",
		"What do you do when doubt comes?",
		"What would you fix on average?",
		"What organisation helped, and how?",
	} {
		set := strings.Replace(good, "What is near you now?", text, 1)
		if _, problems := Check(strings.NewReader(set)); len(problems) > 0 {
			t.Errorf("%s: %v", text, problems)
		}
	}
}

func TestCheckBalance(t *testing.T) {
	var b strings.Builder
	b.WriteString("name = \"Mine\"\n")
	for i, valence := range []string{"neutral", "challenge", "neutral", "challenge"} {
		fmt.Fprintf(&b, "[[prompt]]\nid = \"own-%d\"\ngoal = \"ethics\"\ndepth = \"quick\"\nvalence = %q\ntext = \"What is %d?\"\n", i, valence, i)
	}
	n, problems := Check(strings.NewReader(b.String()))
	if n != 4 || len(problems) != 2 {
		t.Fatalf("%d prompts, %v", n, problems)
	}
	if p := problems[0]; p.Line != 6 || p.ID != "own-0" || !strings.Contains(p.Message, "0 of 4 quick prompts for ethics look at what worked") {
		t.Errorf("found %v", p)
	}
	if p := problems[1]; p.Line != 24 || p.ID != "own-3" || !strings.Contains(p.Message, "2 of 4 quick prompts for ethics are challenge") {
		t.Errorf("found %v", p)
	}
}

func TestCheckLimits(t *testing.T) {
	if n, problems := Check(strings.NewReader(strings.Repeat("# ", maxSetBytes/2) + "#")); n != 0 || len(problems) != 1 || !strings.Contains(problems[0].Message, "1 MiB") {
		t.Errorf("a large file: %d, %v", n, problems)
	}
	var b strings.Builder
	b.WriteString("name = \"Mine\"\n")
	for i := range maxPrompts + 2 {
		fmt.Fprintf(&b, "[[prompt]]\nid = \"own-%d\"\ngoal = \"ethics\"\ndepth = \"quick\"\nvalence = \"strength\"\ntext = \"What is %d?\"\n", i, i)
	}
	n, problems := Check(strings.NewReader(b.String()))
	if n != maxPrompts+2 || len(problems) != 1 || problems[0].Line != 2+6*maxPrompts || !strings.Contains(problems[0].Message, "at most 2000") {
		t.Errorf("too many prompts: %d, %v", n, problems)
	}
	if _, problems := Check(strings.NewReader("")); len(problems) != 1 || problems[0].Line != 1 {
		t.Errorf("an empty file: %v", problems)
	}
	if _, problems := Check(iotest.ErrReader(errors.New("torn"))); len(problems) != 1 || !strings.Contains(problems[0].Message, "torn") {
		t.Errorf("an unreadable file: %v", problems)
	}
	var many strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&many, "k%d=1\n", i)
	}
	if _, problems := Check(strings.NewReader(many.String())); len(problems) != maxUnknown {
		t.Errorf("unknown keys without end: %d problems", len(problems))
	}
}

func TestProblemString(t *testing.T) {
	for want, p := range map[string]Problem{
		"line 3: ward-1: text is missing": {Line: 3, ID: "ward-1", Message: "text is missing"},
		"line 1: the file is empty":       {Line: 1, Message: "the file is empty"},
	} {
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte(wardSet))
	f.Add([]byte("prompt = [{id = 'a'}, {text = 'Who?', \"od\\u0064\" = 1}]\n[[prompt]]\n[[prompt.x]]\n"))
	f.Add([]byte("name = 'x'\n[prompt]\nid.x = 1\n'pro\u202empt' = 2\r\n[[Prompt]]\nID = ''\nTEXT = \"\"\"\n\n?!\"\"\""))
	f.Add([]byte("\xef\xbb\xbf[[prompt]]\nversion = 99999999999999999999\nalso = [[]]\ntext = '—who, (where) “when did”’s'"))
	c := load(f)
	w, err := loadWording()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		n, problems := c.check(w, strings.NewReader(string(raw)))
		lines := 1 + strings.Count(string(raw), "\n")
		usable := true
		for i, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Message == "" {
				t.Errorf("%v in a file of %d lines", p, lines)
			}
			if i > 0 && p.Line < problems[i-1].Line {
				t.Errorf("%v comes after %v", p, problems[i-1])
			}
			if strings.ContainsFunc(p.String(), unprintable) {
				t.Errorf("%q cannot be printed as it stands", p.String())
			}
			usable = usable && p.Wording
		}
		if usable && n == 0 {
			t.Error("a file without prompts passed")
		}
		other := *c
		other.byID = maps.Clone(c.byID)
		if err := other.AddSet("fuzz", strings.NewReader(string(raw))); (err == nil) != usable {
			t.Errorf("AddSet: %v, while Check says %v", err, problems)
		}
	})
}
