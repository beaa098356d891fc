package render

import (
	"strings"
	"testing"

	"afterword/internal/journal"
)

// spoken is the text of lines as readers of the file find it.
func spoken(lines []setLine) string {
	var b strings.Builder
	for _, l := range lines {
		for _, r := range l.runs {
			if r.says != "" {
				b.WriteString(r.says)
				continue
			}
			b.WriteString(strings.Map(meant, r.text))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// checkLines sets a text in a narrow and a wide column.
func checkLines(t *testing.T, c *typeCase, text string) {
	t.Helper()
	for _, width := range []float64{12, 130} {
		lines := c.lines(text, bodyStyle(), width)
		if got := spoken(lines); seen(got) != seen(text) {
			t.Errorf("in %.0f mm %q is set as %q", width, text, got)
		}
		for _, l := range lines {
			if w := bodyStyle().width(l.width()); w > width && len(l.runs) > 1 {
				t.Errorf("a line of %q is %.1f mm wide, in %.0f", text, w, width)
			}
			if !l.within && len(l.runs) == 0 {
				t.Errorf("%q has an empty line", text)
			}
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, s := range append(hostile(), scripts()...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkLines(t, new(typeCase), journal.PrintableLine(s))
	})
}

func TestLinesBreakWhereTheyMay(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {" \t ", ""}, {"one", "one"}, {"a  b", "a b"}, {"one two", "one|two"},
		{"self-care", "self-|care"}, {"-5 to +5", "-5 to|+5"}, {"2026-11-05", "2026-1|1-05"},
		{"and/or", "and/|or"}, {"abcdefghijklm", "abcde|fghijk|lm"}, {"a\u00a0b\u00a0c\u00a0d", "a\u00a0b\u00a0c\u00a0d"},
		{"日本語", "[3 characters]"}, {"語", "[U+8A9E]"}, {"👍 ok", "[emoji]|ok"}, {"日本語日本語", "[6 characters]"},
	} {
		var c typeCase
		var got []string
		for _, l := range c.lines(tt.text, style{serif, 11, 15.4, black()}, 12) {
			row := ""
			for _, r := range l.runs {
				row += r.text
			}
			got = append(got, row)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%q is set as %q, want %q", tt.text, s, tt.want)
		}
	}
}

// Visual order, from left to right, of letters written from right to left.
func TestVisualOrder(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"abc", "abc"},
		{"אבג", "גבא"},
		{"אב 12 גד", "דג 12 בא"},
		{"אב 12:30 גד", "דג 12:30 בא"},
		{"אב (גד) הו", "וה (דג) בא"},
		{"אב abc def גד", "דג abc def בא"},
		{"ab אב גד cd", "ab דג בא cd"},
		{"ab אב 12 גד cd", "ab דג 12 בא cd"},
		{"12 ab", "12 ab"},
		{"אב.", ".בא"},
		{"ab אב.", "ab בא."},
		{"50% אב", "בא 50%"},
		{"سلام", "ﻡﻼﺳ"},
		{"بيت ١٢", "١٢ ﺖﻴﺑ"},
	} {
		var c typeCase
		got := ""
		for _, l := range c.lines(tt.text, bodyStyle(), 130) {
			for _, r := range l.runs {
				got += r.text
			}
		}
		if got != tt.want {
			t.Errorf("%q is drawn as %q, want %q", tt.text, got, tt.want)
		}
	}
}

// A column without room still ends, with one character on a line.
func TestLinesWithoutRoom(t *testing.T) {
	var c typeCase
	for _, width := range []float64{0, -5, 0.001} {
		if lines := c.lines("a bc 🙂", bodyStyle(), width); len(lines) != 4 {
			t.Errorf("at %g mm there are %d lines, want 4", width, len(lines))
		}
	}
}
