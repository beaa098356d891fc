//go:build unix

package cli_test

import (
	"strings"
	"testing"
)

// TestQuitKey presses Ctrl+\, the key that hides a page of the full screen,
// where it is a signal: the form ends as by Ctrl-C, with its draft, and
// nothing of the program's insides is printed.
func TestQuitKey(t *testing.T) {
	p := newPerson(t, built(t), "TERM=xterm-256color")
	p.runs(t, 0, "The first.\n", "add")
	q := p.prompted(t, "--accessible", "quick", "--date", "today")
	q.sees("How much energy is left?", 1)
	q.types("3\n")
	q.sees("One moment is enough", 1)
	q.types("the long corridor\n")
	q.sees("the long corridor", 1)
	q.types("\x1c")
	q.ends(130)
	for _, dump := range []string{"goroutine", "SIGQUIT", ".go:"} {
		if strings.Contains(q.screen(), dump) {
			t.Errorf("the terminal shows %q:\n%s", dump, q.screen())
		}
	}
	if out, _ := p.runs(t, 0, "", "drafts", "--json"); strings.Count(out, `"flow": "quick"`) != 1 {
		t.Errorf("no draft is kept: %s", out)
	}
}

// TestQuitKeyAtPrompt presses it where a passphrase is asked for, where it
// is a key that means nothing.
func TestQuitKeyAtPrompt(t *testing.T) {
	q := newLocked(t, built(t)).prompted(t, "list")
	q.asked(1, "velvet\x1c"+strings.TrimPrefix(rightWords, "velvet")+"\n")
	q.sees("The first.", 1)
	q.ends(0)
}
