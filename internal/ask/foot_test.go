package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Why something was refused is read to its end where the screen has the
// rows for it, beside the text and the keys, and gives way again.
func TestFullMessageWraps(t *testing.T) {
	const why = "the editor nonesuch was not found: check the configuration, VISUAL or EDITOR"
	for _, tt := range []struct {
		width, height int
		whole         bool
	}{{80, 24, true}, {40, 24, true}, {40, 12, true}, {30, 24, true}, {40, 8, false}, {20, 5, false}} {
		t.Run(fmt.Sprintf("%dx%d", tt.width, tt.height), func(t *testing.T) {
			f := Form{Title: "Words", Questions: []Question{{ID: "words", Kind: Text, Title: "What happened?"}},
				Edit:    func(context.Context, string) (string, error) { return "", nil },
				Answers: Answers{"words": {Value: strings.Repeat("a line\n", 60) + "the last"}}}
			m := newModel(t.Context(), f, Screen{Width: tt.width, Height: tt.height})
			m.Update(editedMsg{editor: &editor{m: m, err: errors.New(why)}})
			rows := strings.Split(ansi.Strip(m.View()), "\n")
			if len(rows) != tt.height {
				t.Fatalf("%d rows", len(rows))
			}
			said := strings.Join(strings.Fields(strings.Join(rows, " ")), " ")
			if got := strings.Contains(said, "The text is as it was: "+why+"."); got != tt.whole {
				t.Errorf("whole is %t in\n%s", got, strings.Join(rows, "\n"))
			}
			if !strings.Contains(said, "the last") || !strings.Contains(said, "The text is as") {
				t.Errorf("the end of the text is out of sight in\n%s", strings.Join(rows, "\n"))
			}
			hits(m, "x")
			if said := ansi.Strip(m.View()); strings.Contains(said, "as it was") || !strings.Contains(said, "the lastx") {
				t.Errorf("after a key:\n%s", said)
			}
		})
	}
}
