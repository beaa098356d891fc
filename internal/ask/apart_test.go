package ask

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A menu with groups has its blank lines where there is room, and every one
// of its options where there is not: first the blank lines between groups
// go, from the top, then those around the text, and then the text is cut,
// which can be read on.
func TestFullGroups(t *testing.T) {
	menu := func(note int) Form {
		q := Question{ID: "do", Kind: Choice, Uncounted: true, Title: "What waits", Apart: []rune{'c', 'e'}}
		for _, key := range "abcdefgh" {
			q.Options = append(q.Options, Option{key, string(key), "option"})
		}
		q.Note = strings.TrimSuffix(strings.Repeat("a line\n", note), "\n")
		return Form{Title: "Home", Questions: []Question{q}}
	}
	for _, tt := range []struct {
		note, height int
		want         string // of each row: n name, t text, a to h options, . blank, m a mark that more follows
	}{
		{2, 24, "n.ttt.ab.cd.efgh......"},
		{2, 18, "n.ttt.ab.cd.efgh"},
		{2, 17, "n.ttt.abcd.efgh"},
		{2, 16, "n.ttt.abcdefgh"},
		{2, 15, "nttt.abcdefgh"},
		{2, 14, "ntttabcdefgh"},
		{9, 17, "ntttttmabcdefgh"},
	} {
		t.Run(fmt.Sprintf("%d rows", tt.height), func(t *testing.T) {
			m := newModel(t.Context(), menu(tt.note), Screen{Width: 80, Height: tt.height})
			rows := strings.Split(ansi.Strip(m.View()), "\n")
			got := ""
			for _, row := range rows[:len(rows)-m.foot()] {
				switch word, _, _ := strings.Cut(strings.TrimSpace(row), " "); {
				case word == "":
					got += "."
				case strings.Contains(row, "option"):
					got += word
				case word == "Home":
					got += "n"
				case word == "...":
					got += "m"
				default:
					got += "t"
				}
			}
			if got != tt.want {
				t.Errorf("the screen is %q, want %q", got, tt.want)
			}
		})
	}
}
