package bench

import (
	"flag"
	"strconv"
	"strings"
	"testing"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// sizes are how many entries the journals have that are measured. The
// largest takes a while to make, so it has to be asked for by name:
// -bench '/100000'.
func sizes() []int {
	all := []int{100, 1_000, 10_000}
	if f := flag.Lookup("test.bench"); f != nil && strings.Contains(f.Value.String(), "100000") {
		all = append(all, 100_000)
	}
	return all
}

// BenchmarkVault measures the store inside one process, at each size.
func BenchmarkVault(b *testing.B) {
	for _, n := range sizes() {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			v, p := journalOf(b, n)
			b.Run("open", func(b *testing.B) { benchOpen(b, p) })
			b.Run("list-10", func(b *testing.B) { benchHeads(b, v, 10) })
			b.Run("list-all", func(b *testing.B) { benchHeads(b, v, n) })
			b.Run("search", func(b *testing.B) { benchSearch(b, v) })
			b.Run("insights", func(b *testing.B) { benchInsights(b, v, n, false) })
			b.Run("insights-words", func(b *testing.B) { benchInsights(b, v, n, true) })
			b.Run("read-all", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if got := len(readAll(b, v)); got < n {
						b.Fatalf("%d entries, want %d", got, n)
					}
				}
				b.ReportMetric(float64(fileSize(b, p))/float64(n), "file-B/entry")
			})
			// Last, because it makes the journal grow.
			b.Run("save", func(b *testing.B) { benchSave(b, v) })
		})
	}
}

func benchOpen(b *testing.B, p vault.Place) {
	for b.Loop() {
		v, err := vault.Open(b.Context(), p)
		if err != nil {
			b.Fatal(err)
		}
		if err := v.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// benchHeads opens the heads of the newest entries, at most limit.
func benchHeads(b *testing.B, v *vault.Vault, limit int) {
	b.ReportAllocs()
	for b.Loop() {
		got := 0
		for row, err := range v.Rows(b.Context(), vault.Reading{}) {
			if err != nil {
				b.Fatal(err)
			}
			var e journal.Entry
			if err := row.Into(&e); err != nil {
				b.Fatal(err)
			}
			if got++; got == limit {
				break
			}
		}
		if got != limit {
			b.Fatalf("%d entries, want %d", got, limit)
		}
	}
}

// benchSearch opens every body and looks for the rare word in it.
func benchSearch(b *testing.B, v *vault.Vault) {
	q, err := journal.ParseQuery(RareWord)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		found := 0
		for row, err := range v.Rows(b.Context(), vault.Reading{Bodies: true}) {
			if err != nil {
				b.Fatal(err)
			}
			var e journal.Entry
			if err := row.Into(&e); err != nil {
				b.Fatal(err)
			}
			if q.MatchEntry(&e) {
				found++
			}
		}
		if found == 0 {
			b.Fatal("nothing was found")
		}
	}
}

// benchInsights counts all that there is in one period, and the words that
// recur where they are wanted.
func benchInsights(b *testing.B, v *vault.Vault, n int, words bool) {
	b.ReportAllocs()
	for b.Loop() {
		var book insight.Book
		counted := insight.NewWords()
		for row, err := range v.Rows(b.Context(), vault.Reading{Bodies: words}) {
			if err != nil {
				b.Fatal(err)
			}
			e := new(journal.Entry)
			if err := row.Into(e); err != nil {
				b.Fatal(err)
			}
			if words {
				counted.Add(e)
			}
			book.Entries = append(book.Entries, e)
		}
		if got := insight.Of(book, insight.Period{To: "2026-11-22"}, insight.Crosswalk{}); got.Entries < n {
			b.Fatalf("%d entries, want %d", got.Entries, n)
		}
		if got := counted.Recurring(3, 12); words && len(got) == 0 {
			b.Fatal("no word recurs")
		}
	}
}

func benchSave(b *testing.B, v *vault.Vault) {
	for b.Loop() {
		if err := Generate(b.Context(), v, 1, 2); err != nil {
			b.Fatal(err)
		}
	}
}
