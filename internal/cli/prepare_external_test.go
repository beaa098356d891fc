//go:build external && unix

package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The path to a pack in a real terminal, 80 by 24: left in the middle, gone
// on with, back a step from the last look, and written.
func TestPrepareOnScreen(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "afterword")
	if out, err := exec.Command("go", "build", "-o", binary, "afterword/cmd/afterword").CombinedOutput(); err != nil {
		t.Fatalf("building: %v: %s", err, out)
	}
	home := t.TempDir()
	s := newScreen(t, home, binary)
	s.run("echo 'A calm handover. We rang 07700 900123.' | afterword add --goal culture --visibility bring; echo 'I hurried a call.' | afterword add --goal support; afterword prepare --out supervision-kept.md")
	s.wait("From when on do you look back?")
	s.keys("Enter")
	s.wait("Looking back over this time")
	s.keys("Enter")
	s.wait("1 of 2")
	s.keys("v")
	s.wait("any key returns")
	s.keys("x")
	s.wait("Leave out this and all that follow")
	s.keys("f")
	s.wait("2 of 2")
	s.keys("b")
	s.wait("Mark any of these")
	s.keys("C-c")
	s.wait("Draft kept. Go on with it: afterword resume")

	s.run("afterword resume")
	s.wait("Mark any of these")
	s.keys("Enter")
	s.wait("What do you want to ask?")
	s.words("How do I slow down?")
	s.keys("Enter")
	s.wait("Did it grow from one of these?")
	s.keys("Tab")
	s.wait("What does your supervisor need to know")
	s.keys("Escape")
	s.wait("finish here")
	s.keys("f")
	s.wait("How are you?")
	s.keys("Enter")
	s.wait("What helps in your supervision")
	s.keys("Tab")
	s.wait("Whom is it for?")
	s.words("Sam")
	s.keys("Enter")
	s.wait("What are you called in it?")
	s.keys("Enter")
	s.wait("In which formats?")
	s.keys("Enter")
	s.wait("Is the file sealed?")
	s.keys("Tab")
	s.wait("Possibly a telephone number")
	s.keys("r")
	s.wait("All looked at")
	s.keys("Enter")
	s.wait("1 side, as")
	s.keys("BTab")
	s.wait("Is the file sealed?")
	s.keys("Tab")
	s.wait("1 side, as") // and nothing is decided again
	s.keys("Enter")
	s.wait("This is everything that will leave")
	s.keys("End")
	s.wait("enter next")
	s.keys("Enter")
	s.wait("Write this to")
	s.keys("y")
	s.wait("After the meeting: afterword session add")
	files, err := filepath.Glob(filepath.Join(home, "supervision-*.md"))
	if err != nil || len(files) != 1 {
		t.Fatalf("written: %v, %v", files, err)
	}
	pack, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"How do I slow down?", "I hurried a call.", "phone number", "For Sam"} {
		if !strings.Contains(string(pack), want) {
			t.Errorf("the pack lacks %q:\n%s", want, pack)
		}
	}
}
