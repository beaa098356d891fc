package bench

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// journalOf makes a journal of n entries and returns it with its place.
func journalOf(t testing.TB, n int) (*vault.Vault, vault.Place) {
	t.Helper()
	dir := t.TempDir()
	p := vault.Place{Journal: filepath.Join(dir, "data", "afterword", "journal.db"), Keys: filepath.Join(dir, "config", "keys")}
	v, err := vault.Create(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	if err := Generate(t.Context(), v, n, 1); err != nil {
		t.Fatal(err)
	}
	return v, p
}

// readAll reads every entry with its body, the newest first.
func readAll(t testing.TB, v *vault.Vault) []*journal.Entry {
	t.Helper()
	var all []*journal.Entry
	for row, err := range v.Rows(t.Context(), vault.Reading{Bodies: true}) {
		if err != nil {
			t.Fatal(err)
		}
		e := new(journal.Entry)
		if err := row.Into(e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

func TestGenerate(t *testing.T) {
	// More than one batch, and not a multiple of it.
	const n = 1100
	v, _ := journalOf(t, n)
	entries := readAll(t, v)
	if len(entries) != n {
		t.Fatalf("%d entries, want %d", len(entries), n)
	}
	words, rare := 0, 0
	for _, e := range entries {
		words += e.Words()
		if len(e.Tags) != 2 || len(e.Goals) == 0 || e.Energy < 1 || e.Energy > 5 {
			t.Fatalf("an entry has the tags %v, the goals %v and the energy %d", e.Tags, e.Goals, e.Energy)
		}
		if slices.ContainsFunc(e.Answers, func(a journal.Answer) bool { return strings.Contains(a.Text, RareWord) }) {
			rare++
		}
	}
	if mean := words / n; mean < 140 || mean > 200 {
		t.Errorf("an entry has %d words, want about 160", mean)
	}
	if rare != n/100 {
		t.Errorf("%d entries have the rare word, want %d", rare, n/100)
	}
	newest, oldest := entries[0].Shift, entries[n-1].Shift
	if newest != "2026-11-22" || oldest > "2023-11-24" || oldest < "2023-11-22" {
		t.Errorf("the entries go from %s to %s, want three years", oldest, newest)
	}
}

func TestGenerateIsRepeatable(t *testing.T) {
	a, _ := journalOf(t, 20)
	b, _ := journalOf(t, 20)
	for i, e := range readAll(t, a) {
		if other := readAll(t, b)[i]; !slices.Equal(e.Answers, other.Answers) || e.Gist != other.Gist {
			t.Fatalf("entry %d differs between two journals of one seed", i)
		}
	}
}

// fileSize is the size of a journal's file in bytes.
func fileSize(t testing.TB, p vault.Place) int64 {
	t.Helper()
	info, err := os.Stat(p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// TestLinearGrowth checks that an entry costs as much room in a large
// journal as in a small one, within a fifth.
func TestLinearGrowth(t *testing.T) {
	_, empty := journalOf(t, 0)
	each := func(n int) float64 {
		_, p := journalOf(t, n)
		return float64(fileSize(t, p)-fileSize(t, empty)) / float64(n)
	}
	few, many := each(100), each(2000)
	t.Logf("bytes per entry: %.0f of 100, %.0f of 2,000", few, many)
	if many > few*1.2 || many < few*0.8 {
		t.Errorf("an entry takes %.0f bytes among 100 and %.0f among 2,000", few, many)
	}
}
