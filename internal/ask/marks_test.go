package ask

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// boxOf is a text box of a width, tall enough for all of its text.
func boxOf(text string, width int) *textBox {
	b := newTextBox(toBox(text), newLook(Screen{Out: io.Discard, Color: true}), width+gutter)
	b.resize(width+gutter, 1+2*len(text))
	return b
}

// brokenAsDrawn compares where lines are thought to break with what the
// box draws.
func brokenAsDrawn(t *testing.T, text string, width int) {
	t.Helper()
	b := boxOf(text, width)
	var want []string
	for line := range strings.SplitSeq(b.area.Value(), "\n") {
		runes := []rune(line)
		for _, n := range rowsOf(runes, width) {
			n = min(n, len(runes))
			row := strings.ReplaceAll(string(runes[:n]), "\u00a0", " ") // as the box draws it
			want = append(want, strings.TrimSpace(row))
			runes = runes[n:]
		}
	}
	var got []string
	for line := range strings.SplitSeq(ansi.Strip(b.area.View()), "\n") {
		got = append(got, strings.TrimSpace(line))
	}
	got = got[:min(len(want), len(got))]
	// A wide character at the edge is not drawn, so a row may show less.
	if !slices.EqualFunc(got, want, func(drawn, row string) bool { return strings.HasPrefix(row, drawn) }) {
		t.Errorf("%q at %d is drawn as\n%q\nand thought to be\n%q", text, width, got, want)
	}
}

func TestRowsAreWhereTheBoxBreaks(t *testing.T) {
	for _, text := range []string{
		"", "one", "one two three four five", "a  b   c    d", " leading", "trailing ", "exactlyten exactlyten",
		"averyverylongwordthatdoesnotfitanywhere and more", "two\nlines of it\n\nand a third", "日本語の長い文章です。漢字と仮名",
		"wörter mit Ümläuten und é̀ akzente", "👩‍👩‍👧 family 👩‍👩‍👧 again", "tab\there", "a\u00a0b c",
	} {
		for _, width := range []int{2, 5, 10, 11, 40, 70} {
			brokenAsDrawn(t, text, width)
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add("one two three", 5)
	f.Add("日本語 and averyveryverylongword", 7)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 2 || width > 80 || len(text) > 400 || strings.ContainsFunc(text, func(r rune) bool { return r >= standInBase }) {
			return
		}
		brokenAsDrawn(t, text, width)
	})
}

func TestMarks(t *testing.T) {
	const text = "Tracey rang again\nfrom 07700 900123 today, at the end of a line that is long"
	for _, tt := range []struct {
		name  string
		width int
		marks []span
		want  string
	}{
		{"none", 40, nil, "  Tracey rang again|  from 07700 900123 today, at the end of|  a line that is long"},
		{"both", 40, []span{{0, 6}, {23, 35}}, "> {Tracey} rang again|> from {07700 900123} today, at the end of|  a line that is long"},
		{"over two rows", 12, []span{{23, 35}}, "  Tracey rang|  again|> from {07700}|> {900123}|  today, at|  the end of|  a line that|  is long"},
		{"the next line", 40, []span{{18, 22}}, "  Tracey rang again|> {from} 07700 900123 today, at the end of|  a line that is long"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := boxOf(text, tt.width)
			drawn := strings.Join(b.lines(40, tt.marks), "|")
			drawn = strings.NewReplacer("\x1b[7m \x1b[0m", "", "\x1b[7m", "", "\x1b[4m", "{", "\x1b[0m", "}", " }|", "}|").Replace(drawn)
			if drawn = strings.TrimRight(drawn, " }"); drawn != strings.TrimRight(tt.want, "}") {
				t.Errorf("drawn as\n%s\nwant\n%s", drawn, tt.want)
			}
		})
	}
}
