//go:build external && unix

package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// screen is a program in a tmux window, used as a person uses it.
type screen struct {
	t      *testing.T
	socket string
}

// newScreen starts a shell with a home of its own, 80 by 24.
func newScreen(t *testing.T, home, binary string) *screen {
	s := &screen{t: t, socket: filepath.Join(t.TempDir(), "tmux")}
	rc := filepath.Join(t.TempDir(), "rc")
	text := fmt.Sprintf("PS1='ready$ '\nexport HOME=%[1]s XDG_DATA_HOME=%[1]s/data XDG_CONFIG_HOME=%[1]s/config XDG_STATE_HOME=%[1]s/state XDG_CACHE_HOME=%[1]s/cache XDG_RUNTIME_DIR=%[1]s/run\nexport PATH=%[2]s:$PATH TERM=xterm-256color\ncd %[1]s\n",
		home, filepath.Dir(binary))
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s.tmux("new-session", "-d", "-x", "80", "-y", "24", "bash --noprofile --rcfile "+rc)
	t.Cleanup(func() { exec.Command("tmux", "-S", s.socket, "kill-server").Run() })
	s.wait("ready$")
	return s
}

func (s *screen) tmux(args ...string) string {
	s.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", s.socket}, args...)...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

// show returns what the window shows; past, what scrolled out of it too.
func (s *screen) show() string { return s.tmux("capture-pane", "-p") }
func (s *screen) past() string { return s.tmux("capture-pane", "-p", "-S", "-") }

// wait waits until the window shows a text.
func (s *screen) wait(text string) {
	s.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if strings.Contains(s.show(), text) {
			return
		}
	}
	s.t.Fatalf("the window never showed %q:\n%s", text, s.show())
}

// keys presses keys by name; words types text.
func (s *screen) keys(names ...string) {
	s.t.Helper()
	s.tmux(append([]string{"send-keys"}, names...)...)
}

func (s *screen) words(text string) { s.t.Helper(); s.tmux("send-keys", "-l", text) }

// readOn goes through a long page to its end.
func (s *screen) readOn() {
	s.t.Helper()
	for range 20 {
		shown := s.show()
		if !strings.Contains(shown, "enter read on") {
			break
		}
		s.keys("Enter")
		for deadline := time.Now().Add(20 * time.Second); s.show() == shown && time.Now().Before(deadline); {
		}
	}
	s.wait("enter next")
}

// run types a command line.
func (s *screen) run(line string) {
	s.t.Helper()
	s.words("clear; " + line)
	s.keys("Enter")
}

// night answers the question about a night shift, which the clock decides on.
func (s *screen) night(next string) {
	s.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		switch now := s.show(); {
		case strings.Contains(now, next):
			return
		case strings.Contains(now, "Was this the shift"):
			s.keys("n")
			s.wait(next)
			return
		}
	}
	s.t.Fatalf("the window never showed %q:\n%s", next, s.show())
}

// The main job in a real terminal: first run, a quick entry, Ctrl-C in a
// reflection, resume, a second entry with Gibbs, list, search, bring and
// export; and nothing that was typed in a form stays in the scrollback.
func TestSession(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "afterword")
	if out, err := exec.Command("go", "build", "-o", binary, "afterword/cmd/afterword").CombinedOutput(); err != nil {
		t.Fatalf("building: %v: %s", err, out)
	}
	home := t.TempDir()
	s := newScreen(t, home, binary)

	s.run("afterword")
	s.wait("A journal for reflective practice")
	s.keys("Enter")
	s.wait("How shall it be protected?")
	s.keys("k")
	s.wait("What is your work?")
	s.keys("n")
	s.night("How much energy is left?")
	s.keys("3")
	s.wait("One moment is enough")
	s.words("The calm handover of the heron team")
	s.keys("Enter")
	s.wait("So what does that tell you?")
	s.keys("Tab")
	s.wait("And next?")
	s.keys("l")
	s.wait("Is anyone at risk")
	s.keys("n")
	s.wait("Done")
	s.keys("Enter")
	s.wait("Only you can see it.")

	s.run("afterword reflect --framework gibbs")
	s.night("carrying home")
	s.keys("2")
	s.wait("three or four plain sentences")
	s.words("A kingfisher of a moment")
	s.keys("Enter")
	s.words("and a second line")
	s.wait("and a second line")
	s.keys("C-c")
	s.wait("Draft kept. Go on with it: afterword resume")

	s.run("afterword resume")
	s.wait("A kingfisher of a moment")
	s.keys("Tab")
	s.wait("What were you feeling")
	s.keys("Escape")
	s.wait("finish here")
	s.keys("f")
	s.wait("Only you can see it.")

	s.run("afterword list")
	s.wait("The calm handover")
	s.run("afterword search kingfisher")
	s.wait("A kingfisher of a moment")
	s.run("afterword bring last")
	s.wait("bring")
	s.run("afterword export --out pack.md")
	s.wait("This is everything that will leave")
	s.wait("enter read on") // the whole of it has to be seen first
	s.readOn()
	s.keys("Enter")
	s.wait("Write")
	s.keys("y")
	s.wait("Written to")
	pack, err := os.ReadFile(filepath.Join(home, "pack.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(pack), "kingfisher") || strings.Contains(string(pack), "heron") {
		t.Errorf("the pack holds:\n%s", pack)
	}
	s.run("true")
	s.wait("ready$")
	if strings.Contains(s.past(), "and a second line") {
		t.Errorf("what was typed in a form stays in the scrollback:\n%s", s.past())
	}
}
