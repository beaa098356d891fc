package journal

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitParts(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []Part
	}{
		{"nothing", " \n", nil},
		{"no label", "One line.\n\nAnother: with a colon.\n", []Part{{Text: "One line.\n\nAnother: with a colon."}}},
		{"a label", "Why?\nTried: I asked\ntwice.\n", []Part{{Text: "Why?"}, {Label: "tried", Text: "I asked\ntwice."}}},
		{"only a label", "TRIED:\n\n  I asked.\n", []Part{{Label: "tried", Text: "I asked."}}},
		{"an empty part", "Tried:\nNot reached k7q2:\n", []Part{{Label: "tried"}, {Label: "not reached", Rest: "k7q2"}}},
		{"a label and a word", "Not  reached k7q2: no time", []Part{{Label: "not reached", Rest: "k7q2", Text: "no time"}}},
		{"twice", "Tried: a\nTried: b", []Part{{Label: "tried", Text: "a"}, {Label: "tried", Text: "b"}}},
		{"words before the colon", "Tried to ask them: no", []Part{{Text: "Tried to ask them: no"}}},
		{"inside a line", "I tried: no", []Part{{Text: "I tried: no"}}},
	} {
		if got := SplitParts(tt.in, "tried", "not reached"); !slices.Equal(got, tt.want) {
			t.Errorf("%s: SplitParts = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A line that lacks its colon is found, and prose is not taken for one.
func TestUncolonned(t *testing.T) {
	for in, want := range map[string]string{
		"Bring again 2: Yes.\nNot reached 3\n": "Not reached 3",
		"  not  reached k7q2":                  "not reached k7q2",
		"Not reached 3: no time":               "",
		"Not reached yet\nNot reached":         "",
		"It was not reached 3":                 "",
		"":                                     "",
	} {
		if got := Uncolonned(in, "bring again", "not reached"); got != want {
			t.Errorf("Uncolonned(%q) = %q, want %q", in, got, want)
		}
	}
}

// No word of a text is lost, whatever it looks like.
func FuzzSplitParts(f *testing.F) {
	for _, s := range []string{"Why?\nTried: I asked", "Tried:\n:", "tried x: y\n\nTRIED", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got []string
		for _, p := range SplitParts(s, "tried") {
			if p.Label != "" {
				got = append(got, "tried")
			}
			got = append(got, p.Rest)
			got = append(got, p.Text)
		}
		plain := func(s string) string {
			return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, ":", "")), ""))
		}
		if want := plain(s); plain(strings.Join(got, "")) != want {
			t.Errorf("SplitParts(%q) = %q", s, got)
		}
	})
}
