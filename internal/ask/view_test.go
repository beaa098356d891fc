package ask

import (
	"slices"
	"strings"
	"testing"
)

// picking is a form of one choice with a whole text behind it.
func picking(before bool) Form {
	return Form{Before: before, Questions: []Question{
		{ID: "one", Kind: Choice, Title: "Bring it?", Note: "The first words",
			Whole:   func() string { return "All of the words\x1b[2J, to the end" },
			Options: []Option{{Key: 'b', Value: "bring", Label: "Bring"}, {Key: 's', Value: "skip", Label: "Skip"}}},
		{ID: "two", Kind: Line, Title: "And?"},
	}}
}

func TestViewFull(t *testing.T) {
	m := newModel(t.Context(), picking(false), Screen{Width: 80, Height: 24})
	if got := m.View(); !strings.Contains(got, "v whole") || strings.Contains(got, "to the end") {
		t.Fatalf("before it is asked for:\n%s", got)
	}
	hits(m, "v")
	if got := m.View(); !strings.Contains(got, "to the end") || strings.Contains(got, "\x1b[2J") {
		t.Fatalf("the whole text:\n%s", got)
	}
	hits(m, "b") // any key returns, and does nothing else
	if got := m.View(); !strings.Contains(got, "Bring it?") || m.walk.value() != "" {
		t.Fatalf("after it:\n%s", got)
	}
	hits(m, "b")
	if got := m.walk.answers.Value("one"); got != "bring" || m.walk.question().ID != "two" {
		t.Errorf("chosen %q", got)
	}
}

func TestViewPlain(t *testing.T) {
	r, out := linear(t, picking(false), "v\n:view\nb\n:view\nmore\n")
	same(t, r.Answers, map[string]string{"one": "bring", "two": "more"})
	if strings.Count(out, "to the end") != 2 || !strings.Contains(out, "There is no more to read here.") {
		t.Errorf("it says:\n%s", out)
	}
}

func TestViewKeyOfAnOption(t *testing.T) {
	f := picking(false)
	f.Questions[0].Options[1].Key = 'v'
	r, _ := linear(t, f, "v\n\n")
	same(t, r.Answers, map[string]string{"one": "skip", "two": "-"})
}

// Going back from the first question leaves a form that has something
// before it, with the answers so far, and no other form.
func TestBackBeyondTheFirst(t *testing.T) {
	r, _ := linear(t, picking(true), "b\n:quit\n")
	if r.End != Left {
		t.Errorf("ended %v", r.End)
	}
	r, _ = linear(t, picking(true), "b\n:back\n:back\n")
	same(t, r.Answers, map[string]string{"one": "bring"})
	if r.End != Earlier || r.At != "one" {
		t.Errorf("ended %v at %s", r.End, r.At)
	}
	m := newModel(t.Context(), picking(true), Screen{Width: 80, Height: 24})
	if !slices.ContainsFunc(m.pauseKeys(), func(o Option) bool { return o.Key == 'b' }) {
		t.Error("the pause card has no way back")
	}
	m.back()
	if m.end != Earlier || !m.ended {
		t.Errorf("the full screen ended %v", m.end)
	}
	m = newModel(t.Context(), picking(false), Screen{Width: 80, Height: 24})
	if m.back(); m.ended {
		t.Error("a form with nothing before it was left")
	}
}
