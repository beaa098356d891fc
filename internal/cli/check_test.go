package cli

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("é", 40)
	for _, tt := range []struct {
		text, words, want string
	}{
		{"Tracey rang.", "Tracey", "...[Tracey] rang...."},
		{"Rang Tracey", "Tracey", "...Rang [Tracey]..."},
		{long + "Tracey" + long, "Tracey", "..." + long[:60] + "[Tracey]" + long[:60] + "..."},
	} {
		at := strings.Index(tt.text, tt.words)
		f := foundPart{Start: at, End: at + len(tt.words), text: tt.text}
		if got := f.excerpt(); got != tt.want {
			t.Errorf("%q is shown as %q, want %q", tt.text, got, tt.want)
		}
	}
}
