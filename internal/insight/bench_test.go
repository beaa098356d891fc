package insight_test

import (
	"testing"

	"afterword/internal/insight"
	"afterword/internal/journal"
)

// BenchmarkOf counts ten thousand entries over ten years, without reading.
func BenchmarkOf(b *testing.B) {
	var book insight.Book
	goals := journal.Goals()
	for i := range 10_000 {
		e := entry(journal.Date("2016-11-24").AddDays(i*3650/10_000), goals[i%8], goals[i%7])
		e.Energy, e.Aliases = i%6, []string{"heron-3"}
		book.Entries = append(book.Entries, e)
	}
	c := cross()
	b.ReportAllocs()
	for b.Loop() {
		if n := insight.Of(book, insight.Period{To: "2026-11-23"}, c); n.Entries != 10_000 {
			b.Fatalf("%d entries", n.Entries)
		}
	}
}
