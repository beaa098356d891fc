package render

import (
	"testing"

	"afterword/internal/pack"
)

// Only what was agreed in a session is "from last time".
func TestActionsName(t *testing.T) {
	agreed, own := pack.Action{Agreed: true}, pack.Action{}
	for _, tt := range []struct {
		name string
		all  []pack.Action
		want string
	}{
		{"agreed", []pack.Action{agreed, agreed}, "Actions from last time"},
		{"before any session", []pack.Action{own}, "Actions so far"},
		{"both", []pack.Action{agreed, own}, "Actions so far"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := actionsName(tt.all); got != tt.want {
				t.Errorf("called %q, want %q", got, tt.want)
			}
		})
	}
}
