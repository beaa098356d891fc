package privacy

import (
	"strings"
	"testing"
)

// TestCoarseDaysRead replaces every day in a sentence with what is
// suggested, which has to read as a sentence still.
func TestCoarseDaysRead(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"He fell on 3 March.", "He fell in early March."},
		{"He fell on the 3rd of March.", "He fell in early March."},
		{"On Tuesday the 13th of March he fell.", "In mid-March he fell."},
		{"It was on March 23rd, 2026 at 4pm.", "It was in late March at 4pm."},
		{"Seen on 03/03/2026.", "Seen in early March."},
		{"Seen on 3/14/2026.", "Seen in mid-March."},
		{"She has been here since 3 March.", "She has been here since early March."},
		{"Done by the 3rd of March.", "Done by early March."},
		{"Off until the 3rd March; back after 12 April.", "Off until early March; back after mid-April."},
		{"I was off from 3 March to 9 March.", "I was off in early March."},
		{"I was off from 3 March to 19 March.", "I was off from early March to mid-March."},
		{"From 28 March until 2 April I was off.", "From late March until early April I was off."},
		{"It was between 3 and 9 March.", "It was in early March."},
		{"It was between 3 and 19 March.", "It was in March."},
		{"The ward was full between 3 March and 22 March.", "The ward was full between early March and late March."},
		{"On the morning of 3 March he fell.", "On a morning in early March he fell."},
		{"Since the evening of 3 March nobody rang.", "Since an evening in early March nobody rang."},
		{"We meet next Tuesday 3 March.", "We meet in early March."},
		{"Last Friday, 13 March, she rang.", "In mid-March, she rang."},
		{"3 March was long. 4 March was longer.", "Early March was long. Early March was longer."},
		{"The 3rd of March will stay with me.", "Early March will stay with me."},
		{"the 3rd of march will stay with me", "early March will stay with me"},
		{"She was born on 3 March 1962.", "She was born in the 1960s."},
		{"DOB 03/03/1962", "DOB in the 1960s"},
		{"She was born on 3 March 1931.", "She was born on [date of birth]."},
		{"On Tuesday the 3rd she fell.", "On that day she fell."},
		{"Seen on the 3rd.", "Seen on that day."},
	} {
		text := tt.text
		got := replaced(text, Guard{}.Scan(text))
		if got != tt.want {
			t.Errorf("%q: %q, want %q", text, got, tt.want)
		}
		for _, f := range (Guard{}).Scan(got) {
			t.Errorf("%q: %s at %d-%d is found again", got, f.Kind, f.Start, f.End)
		}
		if strings.Contains(got, "in in ") {
			t.Errorf("%q says in twice", got)
		}
	}
}

// TestCoarseDaysStayInTheirLine holds what a day may take in to the line
// that it stands in.
func TestCoarseDaysStayInTheirLine(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"I carry on\n3 March was long.", "date:3 March"},
		{"on [the] 3 March", "date:3 March"},
		{"from 3 March", "date:3 March"},
		{"the man of 3 March", "date:3 March"},
	} {
		if got := strings.Join(found(tt.text), "|"); got != tt.want {
			t.Errorf("%q: found %q, want %q", tt.text, got, tt.want)
		}
	}
}
