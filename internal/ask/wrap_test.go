package ask

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"short", 10, "short"},
		{"one two three", 7, "one two\nthree"},
		{"one two three", 8, "one two\nthree"},
		{"a\n\nb", 10, "a\n\nb"},
		{"  indented words here", 12, "  indented\n  words here"},
		{"\ttab", 10, "    tab"},
		{"abcdefghij", 4, "abcd\nefgh\nij"},
		{"ab cdefghij", 4, "ab\ncdef\nghij"},
		{"日本語日本語", 5, "日本\n語日\n本語"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301\ne\u0301"},
		{"日本", 1, "日\n本"},
		{"as it is, however long", 0, "as it is, however long"},
		{"trailing   ", 20, "trailing"},
		{"two  spaces", 20, "two  spaces"},
	} {
		if got := Wrap(tt.text, tt.width); got != tt.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("some words to wrap\n\tand more", 12)
	f.Add("日本語 👩‍👩‍👧 e\u0301", 3)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = max(2, width%100)
		got := Wrap(text, width)
		bare := strings.NewReplacer(" ", "", "\n", "", "\t", "")
		if bare.Replace(got) != bare.Replace(text) {
			t.Errorf("Wrap(%q, %d) = %q: the characters differ", text, width, got)
		}
		for line := range strings.SplitSeq(got, "\n") {
			if wide := ansi.StringWidth(line); wide > width && strings.ContainsFunc(text, func(r rune) bool { return r < 0x7f && r > ' ' }) && isASCII(text) {
				t.Errorf("Wrap(%q, %d) has a line of %d columns", text, width, wide)
			}
		}
	})
}

// isASCII reports whether a text is printable ASCII, whose widths nobody
// disputes.
func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7e || r < ' ' && r != '\n' && r != '\t' })
}
