package ask

import (
	"context"
	"io"
	"strings"
	"testing"
)

// menu is a form that is left by choosing.
func menu() Form {
	return Form{Title: "Afterword", Menu: true, Support: "Call someone.", Questions: []Question{{ID: "do", Kind: Choice, Uncounted: true, Title: "What now?",
		Options: []Option{{'q', "quick", "After the shift"}, {'x', "leave", "Leave"}}}}}
}

// Nothing but a choice, or leaving, ends a menu on the full screen, and
// nothing on it says otherwise.
func TestMenuIsLeftByChoosing(t *testing.T) {
	for keys, want := range map[string]string{
		"tab enter ctrl+d tab":  "",
		"esc k":                 "",
		"esc f":                 "",
		"esc l":                 "",
		"tab q":                 "quick",
		"esc k c x":             "leave",
		"down down enter":       "leave",
		"esc f esc tab enter q": "quick",
	} {
		m := newModel(context.Background(), menu(), Screen{Out: io.Discard, Width: 80, Height: 24})
		if line := m.helpLine(); line != "press a key · f1 support · f9 hide · esc more" {
			t.Fatalf("the keys are %q", line)
		}
		hits(m, keys)
		if got := m.walk.answers.Value("do"); got != want || m.walk.done() != (want != "") {
			t.Errorf("%s: %q is chosen, and done is %t", keys, got, m.walk.done())
		}
	}
}

// Line by line, an empty line and the commands that go on choose nothing.
func TestMenuPlain(t *testing.T) {
	for _, tt := range []struct {
		typed, want string
		end         End
	}{
		{"\n  \n:skip\n:done\nq\n", "quick", Completed},
		{":quit\n", "", Left},
		{"\n", "", Interrupted},
	} {
		r, out := linear(t, menu(), ":help\n"+tt.typed)
		if r.Answers.Value("do") != tt.want || r.End != tt.end {
			t.Errorf("%q: %q is chosen, ended %v", tt.typed, r.Answers.Value("do"), r.End)
		}
		for _, text := range []string{"skip", "draft", ":done"} {
			if strings.Contains(out, text) {
				t.Errorf("%q: it says %q:\n%s", tt.typed, text, out)
			}
		}
	}
}
