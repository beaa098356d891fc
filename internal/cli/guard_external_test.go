//go:build external && unix

package cli_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// From a note with eight identifiers to a pack without, in a real terminal
// of two widths; and once the words before are forgotten, nothing under the
// home has them, and neither does an archive of all that the journal holds.
func TestGuarded(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "afterword")
	if out, err := exec.Command("go", "build", "-o", binary, "afterword/cmd/afterword").CombinedOutput(); err != nil {
		t.Fatalf("building: %v: %s", err, out)
	}
	for _, width := range []string{"80", "40"} {
		t.Run(width, func(t *testing.T) { guarded(t, binary, width) })
	}
}

func guarded(t *testing.T, binary, width string) {
	home := t.TempDir()
	s := newScreen(t, home, binary)
	s.tmux("resize-window", "-x", width, "-y", "24")

	s.run("afterword add")
	s.meets("What would you like to keep?")
	s.words("Saw Tracey Barker and his mum Denise on Ward 7 in Alnwick on 3 March.")
	s.keys("Enter")
	s.words("She rang 07700 900123, NHS 943 476 5919, jo@example.org. A calm end")
	s.meets("> 8 possible identifiers")
	s.keys("C-r")
	s.meets("8 possible identifiers")
	s.keys("l") // an alias for the name
	s.meets("[his mum Denise]")
	s.keys("?")
	s.meets("A name:")
	s.keys("r")
	s.meets("[Ward 7]")
	s.keys("k", "u")
	s.meets("Undone.")
	s.keys("r")
	s.meets("[Alnwick]")
	s.keys("e")
	s.meets("Which words shall stand there?")
	s.words("a market town")
	s.keys("Enter")
	s.meets("[on 3 March]")
	s.keys("r")
	s.meets("[07700 900123]")
	s.keys("r")
	s.meets("[943 476 5919]")
	s.keys("a") // kept always, and that taken back
	s.meets("[jo@example.org]")
	s.keys("u")
	s.meets("[943 476 5919]")
	s.keys("r")
	s.meets("[jo@example.org]")
	s.keys("s")
	s.meets("7 replaced, 1 undecided")
	s.keys("Enter")
	s.meets("> 1")
	s.keys("C-d")
	s.meets("Only you can see it.")

	s.run("afterword bring last")
	s.meets("marked to bring")
	s.run("afterword export --yes --out pack.md </dev/null; echo status=$?")
	s.meets("status=8")
	s.run("afterword check last")
	s.meets("[jo@example.org]")
	s.keys("r")
	s.meets("1 replaced.")
	s.keys("Enter")
	s.meets("Forget what it said before?")
	s.keys("y")
	s.meets("Forgotten:")
	s.run("afterword export --out pack.md --since today")
	s.meets("This is everything that will leave")
	s.leafTo("Write this to")
	s.keys("y")
	s.meets("Written to")
	s.run("afterword archive --plain-json --out all.json")
	s.meets("Archived to")

	words := regexp.MustCompile(`Tracey|Denise|Alnwick|Ward 7|3 March|07700|943 476|example\.org`)
	if archive, err := os.ReadFile(filepath.Join(home, "all.json")); err != nil || !regexp.MustCompile(`a market town`).Match(archive) {
		t.Fatalf("the archive does not hold the note: %v", err)
	}
	files := 0
	err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if found := words.Find(text); found != nil {
			t.Errorf("%s holds %q", path, found)
		}
		return err
	})
	if err != nil || files < 4 {
		t.Errorf("%d files were read: %v", files, err)
	}
}
