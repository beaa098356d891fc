//go:build external && unix

package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The whole loop twice in a real terminal, 80 by 24: a pack, the meeting
// with two actions, what came of them, and a second pack that has it.
func TestLoopTwiceOnScreen(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "afterword")
	if out, err := exec.Command("go", "build", "-o", binary, "afterword/cmd/afterword").CombinedOutput(); err != nil {
		t.Fatalf("building: %v: %s", err, out)
	}
	home := t.TempDir()
	s := newScreen(t, home, binary)
	s.run("echo 'I went home with it.' | afterword add --goal support --date '2 weeks ago' --visibility bring")
	s.run("afterword prepare --out first.md")
	s.wait("From when on do you look back?")
	s.keys("Enter")
	s.wait("Looking back over this time")
	s.keys("Enter")
	s.wait("1 of 1")
	s.keys("b")
	s.wait("What do you want to ask?")
	s.words("How do I ask for a break?")
	s.keys("Enter")
	s.wait("Did it grow from one of these?")
	s.keys("Tab")
	s.finishes("What does your supervisor need to know")
	s.finishes("How are you?")
	s.wait("Whom is it for?")
	s.words("Sam")
	s.keys("Enter")
	s.finishes("What are you called in it?")
	s.writes()

	s.run("afterword session add")
	s.wait("When was it?")
	s.keys("Enter")
	s.wait("How many minutes?")
	s.words("60")
	s.keys("Enter")
	s.finishes("One to one, or with others?")
	s.wait("is noted")
	for _, text := range []string{"Take the break", "Ask for a debrief slot", "Send the policy"} {
		s.run("echo '" + text + "' | afterword action add --session last")
		s.wait("is open")
	}
	s.run("afterword action done last-2")
	s.wait("What came of it?")
	s.words("Two breaks of five.")
	s.finishes("Two breaks of five.")
	s.wait("is done")

	s.run("afterword prepare --out second.md --since '1 week ago'")
	s.wait("From when on do you look back?")
	s.keys("Enter")
	s.wait("Looking back over this time")
	s.keys("Enter")
	s.wait("do you bring?")
	s.keys("Tab")
	s.wait("Another question for them?")
	s.words("Whom do I tell first?")
	s.keys("Enter")
	s.finishes("need to know")
	s.wait("Take the break: done")
	s.keys("Enter")
	s.wait("How does this action stand?")
	s.keys("p")
	s.wait("What came of it?")
	s.words("Asked; no day yet.")
	s.keys("Enter")
	s.wait("How does this action stand?")
	s.keys("o")
	s.finishes("How are you?")
	s.finishes("Whom is it for?")
	s.writes()

	for name, wants := range map[string][]string{
		"first.md":  {"For Sam", "How do I ask for a break?", "I went home with it."},
		"second.md": {"Whom do I tell first?", "Done: Two breaks of five.", "Partly done: Asked; no day yet.", "| Send the policy | me | no day | Open |", "60 minutes"},
	} {
		pack, err := os.ReadFile(filepath.Join(home, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(pack), want) {
				t.Errorf("%s lacks %q:\n%s", name, want, pack)
			}
		}
	}
}

// finishes leaves a form at a question that the window shows, as finished.
func (s *screen) finishes(at string) {
	s.t.Helper()
	s.wait(at)
	s.keys("Escape")
	s.wait("finish here")
	s.keys("f")
}

// writes goes through the last look of prepare and writes the pack.
func (s *screen) writes() {
	s.t.Helper()
	s.wait("1 side, as")
	s.keys("Enter")
	s.wait("This is everything that will leave")
	s.keys("End")
	s.wait("enter next")
	s.keys("Enter")
	s.wait("Write this to")
	s.keys("y")
	s.wait("After the meeting: afterword session add")
}
