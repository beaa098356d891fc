package journal

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseWordsOfAnEntry(t *testing.T) {
	kinds := map[string]func(string) error{
		"second-look": func(s string) error { _, err := ParseEntryKind(s); return err },
		"just-me":     func(s string) error { _, err := ParseVisibility(s); return err },
		"handed-over": func(s string) error { _, err := ParseRisk(s); return err },
		"checked":     func(s string) error { _, err := ParseDecided(s); return err },
		"let-go":      func(s string) error { _, err := ParseNext(s); return err },
		"quality":     func(s string) error { _, err := ParseGoal(s); return err },
	}
	for word, parse := range kinds {
		if err := parse(" " + strings.ToUpper(word)); err != nil {
			t.Errorf("%q is refused: %v", word, err)
		}
		if err := parse("other"); err == nil {
			t.Errorf("a value that is none of those beside %q is taken", word)
		}
	}
}

func TestGoalsAreEight(t *testing.T) {
	seen := map[Goal]bool{}
	for _, g := range Goals() {
		seen[g] = true
	}
	if len(seen) != 8 {
		t.Errorf("there are %d goals, want 8", len(seen))
	}
}

func TestGistOf(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", " \n ", ""},
		{"short", "A calm\n  day.", "A calm day."},
		{"sixty characters", strings.Repeat("é", 60), strings.Repeat("é", 60)},
		{"cut at a word's end", strings.Repeat("word ", 20), strings.TrimSpace(strings.Repeat("word ", 11)) + "…"},
		{"one long word", strings.Repeat("é", 61), strings.Repeat("é", 59) + "…"},
		{"long word after a short one", "a " + strings.Repeat("b", 80), "a " + strings.Repeat("b", 57) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := GistOf(tt.in); got != tt.want {
				t.Errorf("GistOf = %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzGistOf(f *testing.F) {
	f.Add("A calm day. " + strings.Repeat("看護 ", 40))
	f.Fuzz(func(t *testing.T, s string) {
		got := GistOf(s)
		if n := utf8.RuneCountInString(got); n > gistLength || strings.ContainsAny(got, "\n\t") {
			t.Errorf("GistOf(%q) = %q of %d characters", s, got, n)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("GistOf(%q) = %q", s, got)
		}
	})
}

func TestHeavyAndWords(t *testing.T) {
	for weight, want := range []bool{false, false, false, false, true, true} {
		if got := (EntryHead{Weight: weight}).Heavy(); got != want {
			t.Errorf("Heavy with weight %d = %t, want %t", weight, got, want)
		}
	}
	body := EntryBody{Answers: []Answer{{Question: "How was it?", Text: "Long but\ncalm"}, {Skipped: true}, {Text: "Yes"}}}
	if got := body.Words(); got != 4 {
		t.Errorf("Words = %d, want 4", got)
	}
}

func TestPartsPointIntoTheThing(t *testing.T) {
	for _, tt := range []struct {
		thing Thing
		want  Kind
	}{
		{&Entry{}, KindEntry}, {&Question{}, KindQuestion}, {&Action{}, KindAction}, {&Shared{}, KindShared}, {&Settings{}, KindSettings},
	} {
		kind, meta, head, body := tt.thing.Parts()
		if kind != tt.want || head == nil || body == nil {
			t.Errorf("Parts of a %s = %s, %v, %v", tt.want, kind, head, body)
		}
		meta.Revision = 7
		if _, again, _, _ := tt.thing.Parts(); again.Revision != 7 {
			t.Errorf("Parts of a %s hand out a copy", tt.want)
		}
	}
}
