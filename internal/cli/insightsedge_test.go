package cli_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"

	"afterword/internal/cli"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// TestInsightsEdges looks at pages of journals that are hardly any, that
// fall on odd days, or that are long: what they say, and that no line is
// wider than the terminal.
func TestInsightsEdges(t *testing.T) {
	days := func(from journal.Date, every, count int) []journal.Date {
		var out []journal.Date
		for i := range count {
			out = append(out, from.AddDays(i*every))
		}
		return out
	}
	for _, tt := range []struct {
		name    string
		days    []journal.Date
		offsets []int // hours east of London, one entry each on the last day
		call    string
		want    []string
		not     []string
	}{
		{"empty", nil, nil, "insights year", []string{"No entries in these days."}, []string{"1 is little", "Energy", "■", "on purpose", "To take along"}},
		{"one entry", []journal.Date{"2026-11-23"}, nil, "insights year",
			[]string{"1 entry on 1 day: 1 note.", "Energy, from 1 to 5: 3, the last on 23 November 2026.", "□"}, []string{"┤", "on purpose"}},
		{"one day", []journal.Date{"2026-11-23", "2026-11-23", "2026-11-23"}, nil, "insights --since today",
			[]string{"23 November 2026 Counts", "3 entries on 1 day", "the middle value of each", "■"}, []string{"23 November 2026 to"}},
		{"29 February", []journal.Date{"2024-02-28", "2024-02-29", "2024-03-01"}, nil, "insights --since 2023-03-01 --until 2024-02-29",
			[]string{"2 entries on 2 days", "Energy, from 1 to 5: 3, 3, the last on 29 February 2024."}, nil},
		{"round the world", nil, []int{14, 5, 0, -11}, "insights month",
			[]string{"4 entries on", "Time of day: night 1, morning 2, evening 1."}, nil},
		{"a decade", days("2016-11-24", 9, 406), nil, "insights --since 2016-11-24",
			[]string{"406 entries on 406 days", "the middle value of each", "24 Nov 2016"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dirs := edgeJournal(t, tt.days, tt.offsets)
			for _, width := range []int{80, 40} {
				page, _ := insightsPage(t, dirs, width, tt.call)
				flat := strings.Join(strings.Fields(page), " ")
				for _, want := range tt.want {
					if !strings.Contains(flat, want) {
						t.Errorf("at %d columns the page lacks %q:\n%s", width, want, page)
					}
				}
				for _, not := range tt.not {
					if strings.Contains(flat, not) {
						t.Errorf("at %d columns the page has %q:\n%s", width, not, page)
					}
				}
				for line := range strings.Lines(page) {
					if lipgloss.Width(line) > width {
						t.Errorf("a line is wider than %d columns: %q", width, line)
					}
				}
			}
		})
	}
}

// edgeJournal is a journal with an entry on each of the days, and one for
// each offset, all written at one moment.
func edgeJournal(t *testing.T, days []journal.Date, offsets []int) cli.Dirs {
	t.Helper()
	dirs := cli.Dirs{Data: filepath.Join(t.TempDir(), "data"), Config: filepath.Join(t.TempDir(), "config")}
	v, err := vault.Create(t.Context(), vault.Place{Journal: filepath.Join(dirs.Data, "journal.db"), Keys: filepath.Join(dirs.Config, "keys")})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	var all []journal.Thing
	for _, day := range days {
		all = append(all, &journal.Entry{EntryHead: journal.EntryHead{Written: journal.StampOf(now(), "Europe/London"), Shift: day, Kind: journal.Note,
			Visibility: journal.JustMe, Goals: []journal.Goal{journal.Ethics}, Energy: 3}})
	}
	for _, hours := range offsets {
		written := journal.StampOf(now().In(time.FixedZone("", hours*3600)), "")
		all = append(all, &journal.Entry{EntryHead: journal.EntryHead{Written: written, Shift: "2026-11-23", Kind: journal.Note, Visibility: journal.JustMe}})
	}
	if len(all) > 0 {
		save(t, v, all...)
	}
	return dirs
}

// insightsPage runs insights on a terminal so wide, without colour codes.
func insightsPage(t *testing.T, dirs cli.Dirs, width int, call string) (page, talk string) {
	t.Helper()
	var out, said bytes.Buffer
	status := cli.Main(&cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &said, Getenv: func(string) string { return "" }, Now: now,
		Terminal: cli.Terminal{Out: true, Err: true, Size: func() (int, int) { return width, 24 }}, Dirs: dirs,
	}, strings.Fields(call))
	if status != cli.StatusDone {
		t.Fatalf("status %d: %s", status, said.String())
	}
	return noCodes(out.String()), said.String()
}

// noCodes takes the colours out of a page.
func noCodes(page string) string {
	var b strings.Builder
	for page != "" {
		before, rest, found := strings.Cut(page, "\x1b[")
		b.WriteString(before)
		if page = rest; found {
			_, page, _ = strings.Cut(rest, "m")
		}
	}
	return b.String()
}
