package cli

import (
	"testing"

	"afterword/internal/journal"
)

func TestSameRecipient(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"", "Sam", true}, {"Sam", "", true}, {"Sam", "sam ", true}, {"Sam", "Sam  Field", true}, {"Sam Field", "sam", true},
		{"Sam", "Samira", false}, {"Sam Field", "Sam Hill", false}, {"Manager", "Practice", false},
	} {
		if got := sameRecipient(c.x, c.y); got != c.want {
			t.Errorf("%q and %q as one person: %t", c.x, c.y, got)
		}
	}
}

// A record counts as brought where a format of it holds reflections.
func TestBrought(t *testing.T) {
	for _, c := range []struct {
		kind    string
		formats []string
		want    bool
	}{
		{"", []string{"md"}, true}, {"", []string{"ics", "pdf"}, true}, {"", []string{"newer"}, true}, {"", nil, true},
		{"", []string{"ics"}, false}, {"", []string{"csv", "ics"}, false}, {kindReview, []string{"md"}, false},
	} {
		s := &journal.Shared{SharedHead: journal.SharedHead{Kind: c.kind, Formats: c.formats}}
		if got := brought(s); got != c.want {
			t.Errorf("%q in %v is brought: %t", c.kind, c.formats, got)
		}
	}
}
