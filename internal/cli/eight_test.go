package cli_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterword/internal/cli"
	"afterword/internal/journal"
)

// practice is a home with a calendar: the program is run in it on a day,
// with lines to answer what it asks.
type practice struct {
	t    *testing.T
	dirs cli.Dirs
	day  time.Time
}

func newPractice(t *testing.T, day string) *practice {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	return &practice{t: t, dirs: cli.Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")}, day: at.Add(20 * time.Hour)}
}

// on runs a call with standard input, as from a terminal where tty is true,
// and returns what it wrote; it must succeed.
func (p *practice) on(tty bool, in string, call ...string) (out, talk string) {
	p.t.Helper()
	var o, e bytes.Buffer
	status := cli.Main(&cli.Env{In: strings.NewReader(in), Out: &o, Err: &e, Getenv: func(string) string { return "" },
		Now: func() time.Time { return p.day }, Zone: "Europe/London", Cost: cheap,
		Terminal: cli.Terminal{Out: tty, Size: func() (int, int) { return 80, 24 }}, Dirs: p.dirs}, call)
	if status != cli.StatusDone {
		p.t.Fatalf("%v: status %d: %s", call, status, e.String())
	}
	return o.String(), e.String()
}

// run runs a call whose words are parted by blanks.
func (p *practice) run(in, call string) (out, talk string) {
	p.t.Helper()
	return p.on(false, in, strings.Fields(call)...)
}

// shows checks that a call's output holds each of the texts.
func (p *practice) shows(call string, texts ...string) {
	p.t.Helper()
	out, _ := p.run("", call)
	for _, text := range texts {
		if !strings.Contains(out, text) {
			p.t.Errorf("%s does not show %q:\n%s", call, text, out)
		}
	}
}

// decodes runs a call and decodes the JSON that it prints.
func (p *practice) decodes(call string, into any) {
	p.t.Helper()
	out, _ := p.run("", call)
	if err := json.Unmarshal([]byte(out), into); err != nil {
		p.t.Fatalf("%s prints no JSON: %v", call, err)
	}
}

// eight is how each goal is gone through: the answers to its measure, the
// question that asks for it, how its measure is told, and what is counted.
func eight() map[journal.Goal]struct{ answers, asks, told, counted string } {
	return map[journal.Goal]struct{ answers, asks, told, counted string }{
		journal.Development:    {"She said I paused well.\n45\n", "Did any feedback reach you?", "eedback in 1 entry, 45 minutes of learning", `"minutes": 45`},
		journal.Ethics:         {"Stay, or move.\nA senior.\n", "Which options did you weigh?", "ptions weighed in 1 entry, someone consulted in 1 entry", `"consulted": 1`},
		journal.Support:        {"2\nA walk.\n", "What helped?", "hat helped in 1 entry", `"helped": 1`},
		journal.Accountability: {"Send the letter.\nfriday\npart 8\n", "Is there something you will do?", "1 open; standards: part 8 1", `"open": 1`},
		journal.Reflection:     {"", "", "second look", `"second_looks": 1`}, // its measure is in how it is done
		journal.Independence:   {"3\nc\n", "How sure were you of your own judgement?", "hecked with someone once", `"checked": 1`},
		journal.Culture:        {"Speak about what went well.\n", "What will you model, ask for or propose?", "1 proposal: open 1", `"proposals": [`},
		journal.Quality:        {"One sheet at night.\nQuieter nights.\n", "Is there one small change to test?", "1 change: open 1; a sign is named for 1", `"signed": true`},
	}
}

// TestEightGoals goes with each of the eight goals all the way: its prompts
// at both depths, its own measure asked in the flow, its page, its places in
// insights and in a pack, and home, which asks after it once it is quiet.
func TestEightGoals(t *testing.T) {
	goals := eight()
	if len(goals) != len(journal.Goals()) {
		t.Fatalf("%d goals are gone through, want all %d", len(goals), len(journal.Goals()))
	}
	for _, g := range journal.Goals() {
		t.Run(string(g), func(t *testing.T) {
			p, of := newPractice(t, "2026-03-04"), goals[g]
			for _, depth := range []string{"quick", "deep"} {
				var c struct {
					Prompts []struct {
						Text string `json:"text"`
					} `json:"prompts"`
				}
				if p.decodes("prompts --json --goal "+string(g)+" --depth "+depth, &c); len(c.Prompts) == 0 {
					t.Errorf("it has no %s prompt", depth)
				}
			}
			p.reflected(g, of.answers, of.asks)
			p.shows("goals "+string(g), "Quick prompts:", "Deep prompts:", "Your last year, ", of.told, "One moment.")
			p.shows("goals --json "+string(g), of.counted)
			p.shows("insights month --goal "+string(g), of.told)
			p.shows("insights month", of.told)
			p.packed(g)
			p.quiet(g)
		})
	}
}

// reflected writes about a goal, and checks that its measure is asked.
func (p *practice) reflected(g journal.Goal, answers, asks string) {
	p.t.Helper()
	if g == journal.Reflection {
		p.run("One moment.\n.\nI was slow.\n.\n", "reflect --framework gibbs --goal reflection")
		p.run("It looks smaller.", "again last")
		return
	}
	_, talk := p.run("\nOne moment.\n.\ne\n"+answers, "reflect --prompts 1 --accessible --goal "+string(g))
	if !strings.Contains(strings.Join(strings.Fields(talk), " "), asks) {
		p.t.Errorf("it is not asked %q:\n%s", asks, talk)
	}
}

// packed brings the last entry, and looks for the goal in the pack.
func (p *practice) packed(g journal.Goal) {
	p.t.Helper()
	p.run("", "bring last")
	var pack struct {
		Entries []struct {
			Goals []journal.Goal `json:"goals"`
		} `json:"entries"`
		Themes struct {
			Goals []struct {
				Goal    journal.Goal `json:"goal"`
				Entries int          `json:"entries"`
			} `json:"goals"`
		} `json:"themes"`
	}
	p.decodes("export --dry-run --json", &pack)
	if len(pack.Entries) != 1 || !slices.Contains(pack.Entries[0].Goals, g) {
		p.t.Errorf("the pack's entries are %+v", pack.Entries)
	}
	at := slices.Index(journal.Goals(), g)
	if places := pack.Themes.Goals; len(places) != 8 || places[at].Goal != g || places[at].Entries == 0 {
		p.t.Errorf("the pack's themes are %+v", places)
	}
}

// quiet lets seven weeks pass in which all else is written about, and looks
// whether home asks after the goal.
func (p *practice) quiet(g journal.Goal) {
	p.t.Helper()
	p.day = p.day.AddDate(0, 0, 49)
	others := "add"
	for _, other := range journal.Goals() {
		if other != g {
			others += " --goal " + string(other)
		}
	}
	p.run("A calm day.", others)
	var home struct {
		Suggestions []struct {
			Kind    string       `json:"kind"`
			Goal    journal.Goal `json:"goal"`
			Since   journal.Date `json:"since"`
			Text    string       `json:"text"`
			Command []string     `json:"command"`
		} `json:"suggestions"`
	}
	if p.decodes("--json", &home); len(home.Suggestions) != 1 {
		p.t.Fatalf("home suggests %+v", home.Suggestions)
	}
	s := home.Suggestions[0]
	if s.Goal != g || s.Since != "2026-03-04" || !strings.HasSuffix(s.Text, " since 4 March: a question for it?") || strings.Join(s.Command, " ") != "reflect --goal "+string(g) {
		p.t.Errorf("home suggests %+v", s)
	}
}
