package prompt

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

// Every released text is in testdata/released.txt as id, version and
// SHA-256. Its lines are only ever added to. Whoever adds a prompt, or
// gives better words to one under its next version, appends the line that
// this test prints; whoever no longer wants a prompt sets retired = true.
func TestReleasedTextsStay(t *testing.T) {
	raw, err := os.ReadFile("testdata/released.txt")
	if err != nil {
		t.Fatal(err)
	}
	released, latest := map[string]string{}, map[string]int{}
	for n, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		var id, sum string
		var version int
		if _, err := fmt.Sscanf(line, "%s %d %s", &id, &version, &sum); err != nil {
			t.Fatalf("released.txt, line %d: %v", n+1, err)
		}
		key := fmt.Sprintf("%s %d", id, version)
		if released[key] != "" {
			t.Errorf("released.txt, line %d: %s is there twice", n+1, key)
		}
		released[key] = sum
		latest[id] = max(latest[id], version)
	}
	c := load(t)
	var added []string
	for _, p := range everything(c) {
		key := fmt.Sprintf("%s %d", p.ID, p.Version)
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(p.Text)))
		switch {
		case released[key] == "" && p.Version > latest[p.ID]:
			added = append(added, key+" "+sum)
		case released[key] == "" || p.Version < latest[p.ID]:
			t.Errorf("%s: version %d was released, so it cannot go back to %d", p.ID, latest[p.ID], p.Version)
		case released[key] != sum:
			t.Errorf("%s: the text of version %d was edited: give it version %d", p.ID, p.Version, p.Version+1)
		}
	}
	if len(added) > 0 {
		t.Errorf("append to testdata/released.txt:\n%s", strings.Join(added, "\n"))
	}
	for id := range latest {
		if _, ok := c.Prompt(id); !ok {
			t.Errorf("%s was released: set retired = true rather than take it out", id)
		}
	}
}
