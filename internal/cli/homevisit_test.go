package cli_test

import (
	"bytes"
	"strings"
	"testing"

	"afterword/internal/cli"
)

// What is chosen to be looked at is shown, and the menu returns, in one's
// own journal and in the demo; only leaving asks whether the demo stays.
func TestHomeReturns(t *testing.T) {
	p := newPractice(t, "2026-03-04")
	p.run("A calm day.", "add")
	out, talk := p.on(true, "s\n\nl\ni\nx\n", "--accessible")
	for _, text := range []string{"Afterword does not watch or alert anyone", "A calm day.", "1 entry on 1 day"} {
		if !strings.Contains(out, text) {
			t.Errorf("it does not show %q:\n%s", text, out)
		}
	}
	if n := strings.Count(talk, "Leave (x)"); n != 5 {
		t.Errorf("the menu is there %d times:\n%s", n, talk)
	}

	h := home{dir: t.TempDir()}
	var shown, said bytes.Buffer
	env := h.env(h.dir, strings.NewReader("s\na\nq\n:quit\n\nx\n\nk\n"), true)
	env.Out, env.Err = &shown, &said
	if got := cli.Main(env, []string{"demo", "--accessible"}); got != cli.StatusDone {
		t.Fatalf("demo exits %d: %s", got, said.String())
	}
	if !strings.Contains(shown.String(), "Afterword does not watch or alert anyone") {
		t.Errorf("the support page is not shown:\n%s", shown.String())
	}
	before, _, asked := strings.Cut(said.String(), "Remove the demo journal?")
	if n := strings.Count(before, "x. Leave"); !asked || n < 4 {
		t.Errorf("the menu is there %d times before it is asked whether the demo stays:\n%s", n, said.String())
	}
}
