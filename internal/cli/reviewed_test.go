package cli

import (
	"context"
	"errors"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// What was written is saved where the aliases in it cannot be, and once.
func TestSavingGoesBeforeLabels(t *testing.T) {
	ctx := context.Background()
	full := errors.New("full")
	for _, tt := range []struct {
		name        string
		with, plain error // what saving ends with, with aliases and without
		want        error
		calls       int
	}{
		{"saved together", nil, nil, nil, 1},
		{"another window was first", vault.ErrConflict, nil, nil, 2},
		{"the text itself conflicts", vault.ErrConflict, vault.ErrConflict, vault.ErrConflict, 2},
		{"no room", full, nil, full, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _ := wordsApp(t.TempDir(), "")
			defer a.close()
			v, err := a.create(ctx)
			if err != nil {
				t.Fatal(err)
			}
			label := a.naming.draw(nil)[0]
			a.naming.drawn[label] = journal.RoleClient
			calls := 0
			err = a.savingLabels(ctx, v, []string{"A talk with " + label}, func(more ...journal.Thing) error {
				if calls++; len(more) == 0 {
					return tt.plain
				}
				if len(more) != 2 || more[0].(*journal.Alias).Label != label || more[0].(*journal.Alias).Role != journal.RoleClient {
					t.Errorf("saved along: %v", more)
				}
				return tt.with
			})
			if !errors.Is(err, tt.want) || calls != tt.calls {
				t.Errorf("ended with %v after %d calls, want %v after %d", err, calls, tt.want, tt.calls)
			}
		})
	}
}
