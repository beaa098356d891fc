package cli_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"

	"afterword/internal/cli"
)

// shownAt is what a call prints on a terminal of a width.
func shownAt(t *testing.T, dirs cli.Dirs, width int, call ...string) string {
	t.Helper()
	var out, talk bytes.Buffer
	if status := cli.Main(&cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &talk, Now: now, Zone: "Europe/London", Getenv: func(string) string { return "" },
		Terminal: cli.Terminal{Out: true, Err: true, Size: func() (int, int) { return width, 24 }}, Dirs: dirs,
	}, call); status != cli.StatusDone {
		t.Fatalf("%q exits %d: %s", call, status, talk.String())
	}
	return out.String()
}

// fits holds that no line is wider than width, but for a path that
// has a line of its own.
func fits(t *testing.T, name, shown string, width int) {
	t.Helper()
	for line := range strings.Lines(shown) {
		line = strings.TrimSpace(line)
		if lipgloss.Width(line) > width && (strings.Contains(line, " ") || !strings.Contains(line, "/")) {
			t.Errorf("%s: a line is wider than %d columns: %s", name, width, line)
		}
	}
}

// TestHelpFitsANarrowTerminal shows the help of every command at 40 columns:
// each word of it is there, and whole unless it is longer than a line.
func TestHelpFitsANarrowTerminal(t *testing.T) {
	dirs := cli.Dirs{Data: t.TempDir(), Config: t.TempDir()}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Name() == "completion" {
			return // it is cobra's, and speaks of files of its own
		}
		call := append(strings.Fields(c.CommandPath())[1:], "--help")
		name, narrow := strings.Join(call, " "), shownAt(t, dirs, 40, call...)
		fits(t, name, narrow, 40)
		wide := shownAt(t, dirs, 100, call...)
		for _, word := range strings.Fields(wide) {
			if len(word) <= 30 && !slices.Contains(strings.Fields(narrow), word) {
				t.Errorf("%s breaks %q at 40 columns:\n%s", name, word, narrow)
			}
		}
		if strings.Join(strings.Fields(wide), "") != strings.Join(strings.Fields(narrow), "") {
			t.Errorf("%s has other words at 40 columns:\n%s", name, narrow)
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(cli.Tree(&cli.Env{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Getenv: func(string) string { return "" }}))
}

// TestLinesFitANarrowTerminal holds for commands whose lines are not set out
// for a terminal.
func TestLinesFitANarrowTerminal(t *testing.T) {
	dirs := cli.Dirs{Data: t.TempDir(), Config: t.TempDir(), State: t.TempDir()}
	for _, call := range []string{"demo --no-input", "demo verify", "demo doctor", "demo paths", "demo retention", "demo settings --no-input", "demo action list", "demo insights --plain"} {
		fits(t, call, shownAt(t, dirs, 40, strings.Fields(call)...), 40)
	}
}
