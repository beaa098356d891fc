package ask

import (
	"context"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"afterword/internal/journal"

	tea "github.com/charmbracelet/bubbletea"
)

// atDesk is the full screen's model with the text of one answer open.
func atDesk(text string) *model {
	return newModel(context.Background(), Form{
		Title:     "Reflection",
		Questions: []Question{{ID: "words", Kind: Text, Title: "What happened?"}},
		Answers:   Answers{"words": {Value: text}},
	}, Screen{Out: io.Discard, Width: 80, Height: 24})
}

func typed(text string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)} }

func paste(text string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}
}

// What does not fit is refused as a whole, and said.
func TestFieldLimits(t *testing.T) {
	for _, tt := range []struct {
		name, before string
		key          tea.KeyMsg
		want, says   string
	}{
		{"fits", "some", paste(" more"), "some more", ""},
		{"4 MiB", "some", paste(strings.Repeat("y", journal.MaxText-3)), "some", "4 MiB"},
		{"10,000 lines", strings.Repeat("\n", boxLines-2), paste("\n\n"), strings.Repeat("\n", boxLines-2), "10,000 lines"},
		{"the last line", strings.Repeat("\n", boxLines-2), tea.KeyMsg{Type: tea.KeyEnter}, strings.Repeat("\n", boxLines-1), ""},
		{"one line more", strings.Repeat("\n", boxLines-1), tea.KeyMsg{Type: tea.KeyEnter}, strings.Repeat("\n", boxLines-1), "10,000 lines"},
		{"too many lines to hold", strings.Repeat("\n", boxLines) + "end", typed("x"), strings.Repeat("\n", boxLines) + "end", "too long to change"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := atDesk(tt.before)
			m.Update(tt.key)
			if got := m.walk.value(); got != tt.want {
				t.Errorf("the answer is %q, want %q", clip(got), clip(tt.want))
			}
			if (m.message == "") != (tt.says == "") || !strings.Contains(m.message, tt.says) {
				t.Errorf("said %q, want %q in it", m.message, tt.says)
			}
			if m.View(); m.field.value() != tt.want {
				t.Error("the box and the answer differ")
			}
		})
	}
}

// A text that has not been edited is what it was, byte for byte, and
// editing changes only what was edited.
func TestFieldKeepsBytes(t *testing.T) {
	for _, text := range []string{"", "\n", "a\n\n", "\ttab", "cr\r\nlf", "\x00\x1b[31m\x7f\u0085", "\xff\xfe", "\ufffd", "e\u0301 👩‍👩‍👧 \u200f", "\u202e\u2066x\u2069\ufeff\u2028"} {
		m := atDesk(text)
		m.Update(tea.KeyMsg{Type: tea.KeyLeft})
		if got := m.walk.value(); got != text {
			t.Errorf("%q became %q without an edit", text, got)
		}
		m.Update(tea.KeyMsg{Type: tea.KeyRight})
		m.Update(typed("x"))
		if got, want := m.walk.value(), strings.ToValidUTF8(text, "\ufffd")+"x"; got != want && text != "\xff\xfe" {
			t.Errorf("%q with an x typed is %q", text, got)
		}
		m.Update(tea.KeyMsg{Type: tea.KeyBackspace})
		if got := m.walk.value(); utf8.ValidString(text) && got != text {
			t.Errorf("%q became %q once an edit was undone", text, got)
		}
	}
}

// The box is told apart from the terminal by the same rule as everything
// else that is printed.
func TestStandIns(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		s := standIn(r)
		if standsFor(s) != r && (r < standInBase || s != r) {
			t.Fatalf("%U is held as %U, which stands for %U", r, s, standsFor(s))
		}
		if shown := journal.Printable(string(r)); shown != string(r) && s == r {
			t.Errorf("%U would reach the terminal", r)
		}
		if s != r && s < standInBase {
			t.Errorf("%U is held as %U", r, s)
		}
	}
}

func FuzzFieldTyping(f *testing.F) {
	f.Add("before", "typed\ttext\n", "pasted\r\n\x1b[2J")
	f.Fuzz(func(t *testing.T, before, words, pastedText string) {
		if strings.ContainsFunc(before+words+pastedText, func(r rune) bool { return r >= standInBase }) {
			return
		}
		m := atDesk(before)
		m.insert(words)
		m.paste(pastedText)
		clean, _ := journal.Clean(pastedText)
		want := strings.ToValidUTF8(before, "")
		if !utf8.ValidString(before) || !utf8.ValidString(words) {
			return
		}
		if got := m.walk.value(); got != want+words+clean {
			t.Errorf("typed %q, got %q", want+words+clean, got)
		}
		drawn := m.View()
		if plain := journal.Printable(strings.NewReplacer("\x1b[7m", "", "\x1b[0m", "").Replace(drawn)); strings.Contains(plain, `\x`) && !strings.Contains(want+words+clean, `\x`) {
			t.Errorf("drawn with control characters: %q", drawn)
		}
	})
}

// BenchmarkKey is one key typed at the end of a text, drawn.
func BenchmarkKey(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10kB", 10_000}, {"100kB", 100_000}, {"1MB", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			text := strings.Repeat("The shift was long and the ward was full, and nobody had eaten. ", size.bytes/64)
			text = strings.ReplaceAll(text, "eaten. The", "eaten.\n\nThe")
			m := atDesk(text)
			for b.Loop() {
				m.Update(typed("x"))
				m.View()
			}
		})
	}
}

// BenchmarkKeyParagraph is the same in one paragraph without line breaks.
func BenchmarkKeyParagraph(b *testing.B) {
	m := atDesk(strings.Repeat("The shift was long and the ward was full, and nobody had eaten. ", 160))
	for b.Loop() {
		m.Update(typed("x"))
		m.View()
	}
}
