package render

import (
	"slices"
	"testing"
)

// What was asked stands beside every answer of an item, or above every one.
func TestPromptsOfAnItemAreSetAlike(t *testing.T) {
	item := func(prompts ...string) []block {
		all := []block{{kind: section, text: "My questions"}, {kind: piece, text: "Question 1"}, {kind: line, text: "Goal: support"}, {kind: words, text: "When do I step in?"}}
		for _, asked := range prompts {
			all = append(all, block{kind: prompt, text: asked}, block{kind: words, text: "Some words."})
		}
		return all
	}
	const long = "Options that I weighed before I decided"
	for _, tt := range []struct {
		prompts []string
		beside  []bool
	}{
		{[]string{"Context", "What I tried"}, []bool{true, true}},
		{[]string{"Context", long, "What I tried"}, []bool{false, false, false}},
		{[]string{long, "What helped?"}, []bool{false, false}},
	} {
		var got []bool
		for _, b := range layOut(item(tt.prompts...), 166, 1).boxes {
			for _, p := range b.parts {
				if p.style == promptStyle() {
					got = append(got, p.x == pageMargin)
				}
			}
		}
		if !slices.Equal(got, tt.beside) {
			t.Errorf("%q stand beside their answers: %v, want %v", tt.prompts, got, tt.beside)
		}
	}
}
