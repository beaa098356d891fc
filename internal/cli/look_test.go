package cli_test

import (
	"bytes"
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"

	"afterword/internal/cli"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// seeded is a directory with a journal of three entries, one of them with
// wide characters and one with a gist that holds an escape.
func seeded(t *testing.T) cli.Dirs {
	t.Helper()
	dirs := cli.Dirs{Data: filepath.Join(t.TempDir(), "data"), Config: filepath.Join(t.TempDir(), "config")}
	v, err := vault.Create(t.Context(), vault.Place{Journal: filepath.Join(dirs.Data, "journal.db"), Keys: filepath.Join(dirs.Config, "keys")})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	at := journal.StampOf(time.Date(2026, 11, 20, 8, 10, 0, 0, time.UTC), "Europe/London")
	for _, text := range []string{
		"Handover ran long, and still the plan for the night held together well enough.",
		"看護師は夜勤のあとで手紙を書き、長い一日を静かに思い返した。手紙は短かった。",
		"Pasted \x1b[31mred\x1b[0m\nsecond line",
	} {
		e := &journal.Entry{
			EntryHead: journal.EntryHead{Written: at, Shift: "2026-11-19", Kind: journal.Reflected, Visibility: journal.Bring,
				Goals: []journal.Goal{journal.Accountability, journal.Independence, journal.Development}, Gist: text},
			EntryBody: journal.EntryBody{Answers: []journal.Answer{{Question: "What stays with you?", Text: text}}},
		}
		if err := v.Save(context.Background(), at, e); err != nil {
			t.Fatal(err)
		}
	}
	return dirs
}

// TestLookFitsTheTerminal prints every page of this group as a terminal
// shows it: no line is wider than the screen and none moves the cursor. Of
// escapes there are bold and the accent, and only around words of our own.
func TestLookFitsTheTerminal(t *testing.T) {
	dirs := seeded(t)
	colours := regexp.MustCompile("\x1b\\[(1|3[46])?m|\x1b\\[0m")
	for _, width := range []int{40, 80, 132} {
		for _, call := range []string{
			"list", "list --accessible", "show last", "show last-1", "show last-2", "search handover", "search 手紙", "history last",
			"goals", "goals support", "goals accountability", "prompts --goal ethics", "prompts --framework gibbs", "frameworks", "frameworks gibbs",
			"insights", "insights year --goal support", "insights --words", "insights --accessible",
		} {
			var out, talk bytes.Buffer
			status := cli.Main(&cli.Env{
				In: strings.NewReader(""), Out: &out, Err: &talk, Getenv: func(string) string { return "" },
				Now:      func() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) },
				Terminal: cli.Terminal{Out: true, Err: true, Size: func() (int, int) { return width, 24 }}, Dirs: dirs,
			}, strings.Fields(call))
			if status != cli.StatusDone || out.Len() == 0 {
				t.Errorf("%s at %d columns: status %d, %d bytes; %s", call, width, status, out.Len(), talk.String())
			}
			shown := colours.ReplaceAllString(out.String(), "")
			if strings.ContainsAny(shown, "\x1b\r\a") {
				t.Errorf("%s at %d columns prints a control character", call, width)
			}
			for line := range strings.Lines(shown) {
				if n := lipgloss.Width(strings.TrimSuffix(line, "\n")); n > width && !strings.Contains(call, "accessible") {
					t.Errorf("%s: a line of %d at %d columns: %s", call, n, width, line)
				}
			}
			t.Logf("%s at %d:\n%s", call, width, out.String())
		}
	}
}
