package privacy

import "testing"

func TestCounted(t *testing.T) {
	for _, tt := range []struct {
		decide, hints int
		want          string
	}{
		{8, 1, "8 possible identifiers, and 1 hint"},
		{1, 2, "1 possible identifier, and 2 hints"},
		{3, 0, "3 possible identifiers"},
		{0, 1, "1 hint"},
		{0, 0, "0 possible identifiers"},
	} {
		if got := Counted(tt.decide, tt.hints); got != tt.want {
			t.Errorf("%d and %d are %q, want %q", tt.decide, tt.hints, got, tt.want)
		}
	}
}
