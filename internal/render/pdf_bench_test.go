package render

import (
	"io"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// year is a pack of every working day of a year.
func year() (pack.Chosen, pack.Request) {
	c, r := month()
	all := c.Entries
	c.Entries = nil
	for i := range 230 {
		e := all[i%len(all)]
		e.ID, e.First = journal.ID{byte(i), byte(i >> 8), 1}, int64(i+1)
		c.Entries = append(c.Entries, e)
	}
	return c, r
}

func BenchmarkPDF(b *testing.B) {
	for _, tt := range []struct {
		name string
		make func() (pack.Chosen, pack.Request)
	}{{"month", month}, {"year", year}} {
		b.Run(tt.name, func(b *testing.B) {
			c, r := tt.make()
			p := release(b, c, r)
			b.ReportAllocs()
			for b.Loop() {
				if err := PDF(io.Discard, p, A4); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMeasure(b *testing.B) {
	c, r := month()
	p := release(b, c, r)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Measure(p, A4); err != nil {
			b.Fatal(err)
		}
	}
}

// One word of a megabyte, in letters that need every step.
func BenchmarkLongWord(b *testing.B) {
	for name, part := range map[string]string{"latin": "long", "missing": "日本", "faces": "aא🙂", "arabic": "كتاب"} {
		word := strings.Repeat(part, 1<<20/len(part))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				new(typeCase).lines(word, bodyStyle(), 130)
			}
		})
	}
}

// BenchmarkReviewPDF draws the review of a year.
func BenchmarkReviewPDF(b *testing.B) {
	c, r := year()
	for i := range c.Entries {
		c.Entries[i].Shift = journal.Date("2025-11-24").AddDays(i * 365 / len(c.Entries))
	}
	p := release(b, c, pack.Request{Kind: pack.ForReview, Period: pack.Period{From: "2025-11-24", To: "2026-11-23"}, Made: r.Made, Crosswalk: crosswalk(), Drawings: true})
	b.ReportAllocs()
	for b.Loop() {
		if err := PDF(io.Discard, p, A4); err != nil {
			b.Fatal(err)
		}
	}
}
