package cli

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterword/internal/journal"
)

// What is kept in a review is remembered as far as its writer said, from an
// entry that is checked, from the gate, and while writing.
func TestKeptWordsAreRemembered(t *testing.T) {
	dir := t.TempDir()
	run := func(in string, args ...string) (allowed []journal.AllowedWord, text, talk string, err error) {
		t.Helper()
		var out, said bytes.Buffer
		a := newApp(&Env{
			In: strings.NewReader(in), Out: &out, Err: &said, Getenv: func(string) string { return "" },
			Now: func() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) }, Zone: "Europe/London",
			Terminal: Terminal{Size: func() (int, int) { return 0, 0 }},
			Dirs:     Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config")},
		})
		defer a.close()
		err = a.root().run(t.Context(), args)
		v, opening := a.open(t.Context())
		if opening != nil {
			t.Fatal(opening, said.String())
		}
		l, reading := a.lexicon(t.Context(), v)
		if reading != nil {
			t.Fatal(reading)
		}
		return l.Allowed, out.String(), said.String(), err
	}
	const text = "Ring 07700 900123, or jo@example.org, or 020 7946 0958."
	if _, _, talk, err := run(text, "add", "--visibility", "bring"); err != nil {
		t.Fatal(err, talk)
	}
	allowed, _, talk, err := run("k\nn\na\n\n", "check", "last", "--accessible")
	if err != nil {
		t.Fatal(err, talk)
	}
	if !strings.Contains(talk, "always keep this word (a)") {
		t.Errorf("keeping for good was not offered:\n%s", talk)
	}
	want := []string{"07700 900123 place", "jo@example.org entry", "020 7946 0958 always"}
	var got []string
	for _, w := range allowed {
		got = append(got, w.Text+" "+w.Where())
	}
	if !slices.Equal(got, want) {
		t.Errorf("remembered %q, want %q", got, want)
	}
	if _, out, talk, err := run("", "check", "last"); err != nil || !strings.HasPrefix(out, "Nothing found") {
		t.Errorf("what was kept is asked about again: %v, %s%s", err, out, talk)
	}
	// The gate asks about what was kept for the entry alone.
	allowed, _, talk, err = run("a\nd\nx\n", "export", "--accessible", "--out", "-")
	if status(err) != StatusUndecided || len(allowed) != 4 || allowed[3].Where() != "always" {
		t.Errorf("at the gate: %d remembered, %v:\n%s", len(allowed), err, talk)
	}
	// What was kept in an entry is not asked about while it is edited.
	allowed, _, talk, err = run("Or sam@example.org.\n:review\na\n\n.\n", "edit", "last", "--accessible")
	if err != nil || len(allowed) != 5 || allowed[4].Text != "sam@example.org" || allowed[4].Where() != "always" {
		t.Errorf("while writing: %d remembered, %v:\n%s", len(allowed), err, talk)
	}
}
