package journal

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSnippet(t *testing.T) {
	for _, tt := range []struct {
		name, text, search string
		width              int
		want               string
	}{
		{"all fits", "A calm\nday.", "calm", 20, "A calm day."},
		{"beginning without a match", "A calm day on the ward.", "tag:x", 12, "A calm day…"},
		{"match in the middle", "We began late. Then the supervision went well and all left early.", "supervis", 30, "…Then the supervision went we…"},
		{"match at the end", "We began late but then at last the supervision went well", "well", 24, "…supervision went well"},
		{"first of two words", "one two three four five six seven eight nine ten", "nine four", 16, "…four five six…"},
		{"lengths differ when folded", "ßßßßßßßßßß ﬁﬁﬁﬁﬁﬁ naïve and then more words", "naive", 14, "…naïve and th…"},
		{"accents stay with their letter", "a long beginning e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "ee", 8, "…e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"},
		{"match longer than the line", "the extraordinarily-long-word here", "extraordinarily-long-word", 10, "…extraord…"},
		{"wide characters", "夜勤の後で記録を書く", "記録", 10, "…で記録を…"},
		{"joined emoji", "aaaa bbbb 👩‍⚕️👩‍⚕️👩‍⚕️ cccc dddd", "cccc", 12, "…cccc dddd"},
		{"escapes are written out", "x\x1b[2J calm", "calm", 30, `x\x1b[2J calm`},
		{"no room", "words enough", "enough", 3, "…"},
		{"none at all", "words enough", "enough", 0, ""},
		{"empty", "", "enough", 10, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Snippet(tt.text, parsed(t, tt.search), tt.width); got != tt.want {
				t.Errorf("Snippet(%q, %s, %d) = %q, want %q", tt.text, tt.search, tt.width, got, tt.want)
			}
		})
	}
}

// cellsOf adds up the cells of a line.
func cellsOf(line string) int {
	total := 0
	for len(line) > 0 {
		n, cells := cluster(line)
		total += cells
		line = line[n:]
	}
	return total
}

func FuzzSnippet(f *testing.F) {
	f.Add("We began late. Then the supervision went well.", "supervis", 20)
	f.Add("ßßß e\u0301 👩‍⚕️ 🇬🇧🇫🇷 \u1112\u1161\u11ab", "fr", 7)
	f.Add("\xff\u202e\u00ad  x", "x", 4)
	f.Fuzz(func(t *testing.T, text, search string, width int) {
		q, err := ParseQuery(search)
		if err != nil || width > 1000 || width < 0 {
			return
		}
		got := Snippet(text, q, width)
		if n := cellsOf(got); n > width || !utf8.ValidString(got) || strings.ContainsAny(got, "\n\t") {
			t.Errorf("Snippet(%q, %q, %d) = %q of %d cells", text, search, width, got, n)
		}
		inner := strings.TrimPrefix(got, "…")
		if r, _ := utf8.DecodeRuneInString(inner); inner != got && unicode.Is(unicode.M, r) && !strings.HasPrefix(text, "…") {
			t.Errorf("Snippet(%q, %q, %d) = %q parts a mark from its letter", text, search, width, got)
		}
		word := len(q.words) == 1 && cellsOf(q.words[0])*3 < width
		if word && strings.Contains(Fold(text), q.words[0]) && strings.Contains(Fold(PrintableLine(text)), q.words[0]) &&
			isASCII(text+search) && !strings.Contains(Fold(got), q.words[0]) {
			t.Errorf("Snippet(%q, %q, %d) = %q lacks the match", text, search, width, got)
		}
	})
}

// isASCII reports whether s has nothing but ASCII.
func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
