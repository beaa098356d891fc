//go:build unix

package ask

import (
	"strings"
	"testing"

	"afterword/internal/privacy"
)

// The pause card of a menu offers what has a use there.
func TestMenuPause(t *testing.T) {
	f := menu()
	f.Look = func(string) []privacy.Finding { return nil }
	p := sitDown(t, 80, 24, f, Screen{})
	p.sees("What now?")
	p.types(tab)
	p.sees(toChoose)
	p.types(escape)
	p.sees("q  leave")
	for _, text := range []string{"skip", "draft", "finish", "identifiers"} {
		if strings.Contains(p.record(), text) {
			t.Errorf("it says %q", text)
		}
	}
	p.types("q")
	if r := p.leaves(); r.End != Left || r.Answers.Value("do") != "" {
		t.Errorf("it ended %v with %q", r.End, r.Answers.Value("do"))
	}
}
