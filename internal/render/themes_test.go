package render

import (
	"strings"
	"testing"

	"afterword/internal/journal"
)

// The actions of a goal stand first, apart from those of any goal that count
// for it.
func TestActionsOfAGoal(t *testing.T) {
	var said []string
	for _, n := range ownFirst([]journal.Noted{{Measure: journal.MeasureDue, Times: 4}, {Measure: journal.MeasureStandard, Times: 1}, {Measure: journal.MeasureAction, Times: 1}}) {
		said = append(said, notedWords(n))
	}
	if got, want := strings.Join(said, "; "), "1 action; 4 actions of any goal with a day; a standard named once"; got != want {
		t.Errorf("said: %s, want: %s", got, want)
	}
}
