package ask

import (
	"strings"
	"testing"
)

// quick is a form with every kind of question.
func quick() Form {
	return Form{
		Title: "Quick entry",
		Questions: []Question{
			{ID: "energy", Kind: Choice, Title: "How much energy is left?", Options: scale()},
			{ID: "words", Kind: Text, Title: "What stayed with you?", Note: "A few words are enough."},
			{ID: "risk", Kind: Choice, Title: "Is anyone at risk and not yet handed over?", Options: []Option{
				{'n', "none", "no"}, {'h', "handed-over", "handed over"}, {'y', "yes", "yes"},
			}},
		},
	}
}

// every is a form with one question of each kind, all to be answered.
func every() Form {
	return Form{
		Title: "Every kind",
		Questions: []Question{
			{ID: "card", Kind: Card, Title: "Before you begin", Note: "Nothing here is a record.", Uncounted: true},
			{ID: "energy", Kind: Choice, Title: "Energy?", Options: scale()},
			{ID: "line", Kind: Line, Title: "One line?"},
			{ID: "helped", Kind: Several, Title: "What helped?", Options: []Option{
				{'a', "a-talk", "a talk"}, {'w', "walk", "a walk"}, {'s', "sleep", "sleep"},
			}},
			{ID: "sure", Kind: Card, Title: "Go on?", Note: "Either is fine.", Options: []Option{
				{'g', "go", "go on"}, {'x', "stop", "stop"},
			}},
			{ID: "words", Kind: Text, Title: "And the rest?"},
		},
		Support: "Call someone.",
	}
}

func scale() []Option {
	return []Option{{'1', "1", "very little"}, {'2', "2", "little"}, {'3', "3", "some"}, {'4', "4", "enough"}, {'5', "5", "plenty"}}
}

// same fails unless the answers are these, "-" standing for skipped.
func same(t *testing.T, got Answers, want map[string]string) {
	t.Helper()
	for id, value := range want {
		a, ok := got[id]
		switch {
		case value == "-":
			if !a.Skipped {
				t.Errorf("%s = %q, want it skipped", id, clip(a.Value))
			}
		case !ok || a.Value != value || a.Skipped:
			t.Errorf("%s = %q (there %t, skipped %t), want %q", id, clip(a.Value), ok, a.Skipped, clip(value))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d answers, want %d", len(got), len(want))
	}
}

// clip shortens a text for a message.
func clip(s string) string {
	if len(s) > 200 {
		return s[:100] + " ... " + s[len(s)-100:]
	}
	return s
}

// numbered are n lines of text.
func numbered(n int) string {
	return strings.TrimSuffix(strings.Repeat("a line that was typed\n", n), "\n")
}
