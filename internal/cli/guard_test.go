package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterword/internal/ask"
)

// What is kept in a review reaches whoever remembers it, with how far it
// goes, from an entry that is checked and from the gate.
func TestKeptWordsAreHandedOn(t *testing.T) {
	dir := t.TempDir()
	run := func(in string, args ...string) (kept []keptWord, talk string, err error) {
		t.Helper()
		var out, said bytes.Buffer
		a := newApp(&Env{
			In: strings.NewReader(in), Out: &out, Err: &said, Getenv: func(string) string { return "" },
			Now: func() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) }, Zone: "Europe/London",
			Terminal: Terminal{Size: func() (int, int) { return 0, 0 }},
			Dirs:     Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config")},
		})
		defer a.close()
		a.remember = func(_ context.Context, words []keptWord) error {
			kept = append(kept, words...)
			return nil
		}
		err = a.root().run(t.Context(), args)
		return kept, said.String(), err
	}
	const text = "Ring 07700 900123, or jo@example.org, or 020 7946 0958."
	if _, talk, err := run(text, "add", "--visibility", "bring"); err != nil {
		t.Fatal(err, talk)
	}
	kept, talk, err := run("k\nn\na\n\n", "check", "last", "--accessible")
	if err != nil {
		t.Fatal(err, talk)
	}
	if !strings.Contains(talk, "always keep this word (a)") {
		t.Errorf("keeping for good was not offered:\n%s", talk)
	}
	want := []struct {
		words string
		act   ask.Act
	}{{"07700 900123", ask.Kept}, {"jo@example.org", ask.Cleared}, {"020 7946 0958", ask.ForGood}}
	if len(kept) != len(want) {
		t.Fatalf("%d words were handed on, want %d", len(kept), len(want))
	}
	for i, k := range kept {
		if k.words != want[i].words || k.act != want[i].act || k.id.IsZero() || k.text != text {
			t.Errorf("word %d was handed on as %+v", i, k)
		}
	}
	if kept, talk, err = run("a\nd\nx\n", "export", "--accessible", "--out", "-"); status(err) != StatusUndecided || len(kept) != 1 || kept[0].act != ask.ForGood {
		t.Errorf("at the gate %d words were handed on, %v:\n%s", len(kept), err, talk)
	}
	if kept, talk, err = run(":review\na\nk\nd\n.\n", "edit", "last", "--accessible"); err != nil || len(kept) != 1 || !kept[0].id.IsZero() {
		t.Errorf("while writing %+v was handed on, %v:\n%s", kept, err, talk)
	}
}
