package cli

import (
	"testing"

	"afterword/internal/pack"
	"afterword/internal/render"
)

func TestSidesWords(t *testing.T) {
	for _, tt := range []struct {
		n    render.Length
		most int
		want string
	}{
		{render.Length{Pages: 1, Filled: 0.4}, 2, "1 side, as it is meant to be; 2 at most"},
		{render.Length{Pages: 2, Filled: 1.42}, 2, "1.4 sides of 2; 1 is usual"},
		{render.Length{Pages: 2, Filled: 1.01}, 2, "1.1 sides of 2; 1 is usual"},
		{render.Length{Pages: 3, Filled: 2.02}, 2, "2.1 sides, and a pack has 2 at most"},
		{render.Length{Pages: 3, Filled: 2.6}, 3, "2.6 sides of 3; 1 is usual"},
		{render.Length{Pages: 2, Filled: 1.6}, 1, "1.6 sides, and a pack has 1 at most"},
	} {
		if got := sidesWords(tt.n, tt.most); got != tt.want {
			t.Errorf("%+v, %d at most: %q, want %q", tt.n, tt.most, got, tt.want)
		}
	}
}

// The longest come first, and the room that is for writing in is not among
// them.
func TestLongest(t *testing.T) {
	n := render.Length{Parts: []render.Part{
		{Ref: "question 1", Name: "Question 1", Sides: 0.1}, {Name: "How I am", Sides: 0.02}, {Ref: "entry 1", Name: "Entry 1", Sides: 1.2},
		{Ref: "entry 2", Name: "Entry 2", Sides: 0.5}, {Name: "Themes and gaps", Sides: 0.2}, {Name: "Caseload scan", Sides: 0.14}, {Name: "After the meeting", Sides: 0.9},
	}}
	note := lengthNote(n, []pack.Length{{Words: 1}, {Words: 611}})
	want := "612 words, prompts included. Most room is taken by:\n\n- Entry 1: 1.2 sides\n- Entry 2: 0.5 of a side\n- Themes and gaps: 0.2 of a side\n- Caseload scan: 0.1 of a side"
	if note != want {
		t.Errorf("the note is\n%s\nwant\n%s", note, want)
	}
}
