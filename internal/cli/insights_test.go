package cli_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"afterword/internal/cli"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// practised is a directory with a journal of a year in which each goal has
// something of its own, in words that never change.
func practised(t *testing.T) cli.Dirs {
	t.Helper()
	dirs := cli.Dirs{Data: filepath.Join(t.TempDir(), "data"), Config: filepath.Join(t.TempDir(), "config")}
	v, err := vault.Create(t.Context(), vault.Place{Journal: filepath.Join(dirs.Data, "journal.db"), Keys: filepath.Join(dirs.Config, "keys")})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	at := func(days int) journal.Stamp {
		return journal.StampOf(now().AddDate(0, 0, -days), "Europe/London")
	}
	goals := journal.Goals()
	for i := range 60 {
		e := &journal.Entry{EntryHead: journal.EntryHead{Written: at(i * i % 360), Kind: journal.Quick, Visibility: journal.JustMe,
			Goals: []journal.Goal{goals[i%len(goals)]}, Energy: i % 6, Gist: "A calm handover"}}
		switch goals[i%len(goals)] {
		case journal.Development:
			e.Minutes = 15 * (i % 5)
		case journal.Ethics:
			e.Noted = []journal.Aside{journal.AsideOptions}
		case journal.Support:
			e.Weight, e.Noted = 1+i%5, []journal.Aside{journal.AsideHelped}
		case journal.Reflection:
			e.Kind, e.Framework, e.Prompts = journal.Reflected, "gibbs", []string{"gibbs-description"}
		case journal.Independence:
			e.Confidence, e.Decided = 1+i%5, journal.DecidedChecked
		case journal.Accountability, journal.Culture, journal.Quality:
			e.Aliases = []string{"heron-3"}
		}
		save(t, v, e)
	}
	save(t, v,
		&journal.Action{ActionHead: journal.ActionHead{Written: at(20), State: journal.ActionDone, Closed: "2026-11-10", Due: "2026-11-12", Goal: journal.Accountability, Standard: "part 8"}},
		&journal.Action{ActionHead: journal.ActionHead{Written: at(20), State: journal.ActionOpen, Due: "2026-11-12", Goal: journal.Accountability}},
		&journal.Action{ActionHead: journal.ActionHead{Written: at(19), State: journal.ActionOpen, Goal: journal.Quality, Kind: journal.ActionChange, Sign: "quieter nights"}},
		&journal.Action{ActionHead: journal.ActionHead{Written: at(18), State: journal.ActionDropped, Closed: "2026-11-11", Goal: journal.Culture, Kind: journal.ActionProposal}},
		&journal.Session{SessionHead: journal.SessionHead{Written: at(10), Date: "2026-11-13", Minutes: 60, Goals: []journal.Goal{journal.Support}}},
		&journal.Learning{LearningHead: journal.LearningHead{Written: at(30), State: journal.LearningOpen}},
		&journal.Question{QuestionHead: journal.QuestionHead{Written: at(9), State: journal.QuestionDraft, Visibility: journal.Bring, Goal: journal.Ethics, Eye: 2}})
	return dirs
}

// TestInsightsDrawn compares the pages with those that were looked at and
// kept: on a wide and a narrow terminal, and told in sentences.
func TestInsightsDrawn(t *testing.T) {
	dirs := practised(t)
	colours := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	for _, tt := range []struct {
		file     string
		width    int // 0 for a pipe
		variable string
		call     string
		coloured string
	}{
		{"year-80", 80, "", "insights year", "\x1b[36m"},
		{"quarter-40", 40, "", "insights", "\x1b[36m"},
		{"light-80", 80, "COLORFGBG=0;15", "insights month --goal quality", "\x1b[34m"},
		{"no-colour-80", 80, "NO_COLOR=1", "insights", ""},
		{"accessible", 80, "ACCESSIBLE=1", "insights", ""},
		{"piped", 0, "", "insights year", ""},
		{"development-40", 40, "", "insights year --goal development", "\x1b[36m"},
		{"support-80", 80, "", "insights year --goal support", "\x1b[36m"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			name, value, _ := strings.Cut(tt.variable, "=")
			var out, talk bytes.Buffer
			status := cli.Main(&cli.Env{
				In: strings.NewReader(""), Out: &out, Err: &talk, Getenv: func(s string) string {
					if s == name {
						return value
					}
					return ""
				},
				Now:      func() time.Time { return now() },
				Terminal: cli.Terminal{Out: tt.width > 0, Err: tt.width > 0, Size: func() (int, int) { return tt.width, 24 }}, Dirs: dirs,
			}, strings.Fields(tt.call))
			if status != cli.StatusDone {
				t.Fatalf("status %d: %s", status, talk.String())
			}
			if strings.Contains(out.String(), "\x1b") != (tt.coloured != "") || !strings.Contains(out.String(), tt.coloured) {
				t.Errorf("colours are %q, want %q", colours.FindAllString(out.String(), -1), tt.coloured)
			}
			got := colours.ReplaceAllString(out.String(), "")
			path := filepath.Join("testdata", "insights", tt.file+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s\nwant\n%s", got, want)
			}
		})
	}
}

// keeping anew what pages look like: go test -run TestInsightsDrawn -update
var update = flag.Bool("update", false, "keep the pages as they are now")
