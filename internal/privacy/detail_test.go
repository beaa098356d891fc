package privacy

import "testing"

// TestDetailsOfEachSort has for every sort of detail a sentence that asks
// and one that is much like it and must not.
func TestDetailsOfEachSort(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The lady in bed 9 waved.", "bed 9"},
		{"We are short of bed space. 9 beds were shut.", ""},
		{"She is the only midwife in the county who cycles.", "the only midwife"},
		{"It was the only thing in my head.", ""},
		{"I was the only one in the room who cried.", ""},
		{"He was the last man in the village who wove.", "the last man"},
		{"He was the last patient in the queue.", ""},
		{"She is the last woman still living up there.", "the last woman"},
		{"He was a lighthouse keeper all his life.", "a lighthouse keeper"},
		{"Her dad's a lollipop man.", "a lollipop man"},
		{"The retired jockey in the corner sang.", "The retired jockey"},
		{"He wants to be an astronaut.", ""},
		{"I was a magician today.", ""},
		{"The magician at the party was poor.", ""},
		{"His case was on the news all week.", "on the news"},
		{"I read about it in the papers.", ""},
		{"Funding was in the news again.", ""},
		{"Everyone knows him down there.", "Everyone knows him"},
		{"The triplets went home.", "triplets"},
		{"A triplet rhythm, he said, reading his notes.", ""},
		{"She came in with her nine children.", "nine children"},
		{"He is the youngest of twelve.", "twelve"},
		{"The mother of eleven slept at last.", "eleven"},
		{"We had nine children on the ward.", ""},
		{"A boy of seven came.", ""},
		{"An audit of nine children was done.", ""},
		{"A 43 year old man from Skipton fell on 3 March.", "43"},
		{"A 43 year old man fell on 3 March.", ""},
		{"A 43 year old man from Skipton fell.", ""},
	} {
		got, n := "", 0
		for _, f := range (Guard{}).Scan(tt.text) {
			if f.Kind == Detail {
				got, n = tt.text[f.Start:f.End], n+1
				if f.Level != Hint || f.Why == "" || f.Suggest == "" {
					t.Errorf("%q: %+v", tt.text, f)
				}
			}
		}
		if got != tt.want || n > 1 {
			t.Errorf("%q: %d details, %q, want %q", tt.text, n, got, tt.want)
		}
	}
}

// TestDetailsTogether holds a question about several paragraphs to one.
func TestDetailsTogether(t *testing.T) {
	text := "He is 43 years old.\n\nThey live in Skipton.\n\nIt was on 3 March.\n"
	watch := Guard{}.Watch()
	n := 0
	for _, f := range watch.Scan(text) {
		if f.Kind == Detail {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d details, want one about an age, a place and a day", n)
	}
	for _, f := range watch.Scan("He is 43 years old.\n\nThey live in a town nearby.\n\nIt was on 3 March.\n") {
		if f.Kind == Detail {
			t.Error("a detail is left though the place is gone")
		}
	}
}
