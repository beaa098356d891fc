package render

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
)

// A review that is read back from JSON is the same in every format.
func TestReviewComesBack(t *testing.T) {
	p := readPractitioner(t, "year").pack(t)
	var raw bytes.Buffer
	if err := JSON(&raw, p); err != nil {
		t.Fatal(err)
	}
	g, err := pack.Read(&raw, privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := g.Release(pack.Decisions{AsRead: true})
	if err != nil {
		t.Fatal(err)
	}
	all := renderers()
	all["pdf"] = func(w io.Writer, p pack.Pack) error { return PDF(w, p, A4) }
	for ending, render := range all {
		var first, second bytes.Buffer
		if err := errors.Join(render(&first, p), render(&second, again)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s of a review that was read back differs", ending)
		}
	}
}

// The drawings of a review say in words what the page says, and a PDF
// carries these words where whoever does not see them hears them.
func TestReviewDrawings(t *testing.T) {
	w := readPractitioner(t, "year")
	p := w.pack(t)
	all, err := blocks(p)
	if err != nil {
		t.Fatal(err)
	}
	var figures []string
	for _, b := range all {
		if b.drawn != nil {
			figures = append(figures, b.drawn.name)
		}
	}
	want := []string{"Entries about each goal", "Entries by part of a month: early, mid and late",
		"Energy and weight carried home, a point for each part of a month, the middle value of each", "Confidence, a point for each part of a month"}
	if !slices.Equal(figures, want) {
		t.Errorf("drawings of %q, want %q", figures, want)
	}
	html := page(t, p)
	if n := strings.Count(html, "<svg"); n != len(want) || strings.Count(html, "<title>")-1 != n || strings.Count(html, "<desc>") != n {
		t.Errorf("%d drawings in the page, with a name and words each", n)
	}
	o := openPDF(t, pdfOf(t, p, A4))
	heard := 0
	for _, e := range o.root.leaves() {
		if e.tag == "Figure" {
			heard++
			if len(e.text) < 40 {
				t.Errorf("a figure says only %q", e.text)
			}
		}
	}
	if heard != len(want) {
		t.Errorf("%d figures in the PDF, want %d", heard, len(want))
	}
	w.Drawings = false
	if html := page(t, w.pack(t)); strings.Contains(html, "<svg") {
		t.Error("something is drawn that nobody asked for")
	}
}

// Reviews of journals that are hardly any, and of long ones.
func TestReviewEdges(t *testing.T) {
	entry := func(n int, day journal.Date) journal.Entry {
		e := journal.Entry{Meta: journal.Meta{ID: journal.ID{byte(n), byte(n >> 8)}, First: int64(n), Revision: 1}}
		e.Shift, e.Kind, e.Visibility, e.Goals, e.Energy = day, journal.Quick, journal.JustMe, []journal.Goal{journal.Support}, 1+n%5
		e.Written = journal.Stamp{Unix: day.Time().Unix(), Offset: (n%27 - 13) * 3600} // round the world
		return e
	}
	goalless := entry(1, "2026-11-02")
	goalless.Goals = nil
	var decade []journal.Entry
	for i := range 3652 {
		decade = append(decade, entry(i+1, journal.Date("2016-11-24").AddDays(i)))
	}
	for _, tt := range []struct {
		name     string
		entries  []journal.Entry
		from, to journal.Date
		want     []string
		not      []string
	}{
		{"one entry", []journal.Entry{entry(1, "2026-11-02")}, "2025-11-24", "2026-11-23",
			[]string{"Counts over 1 entry of", "1 entry on 1 day: 1 quick.", "Energy was noted once, as 2, in 1 of 13 months.", "November 2026 1."}, []string{"Confidence"}},
		{"no goal", []journal.Entry{goalless}, "2026-11-01", "2026-11-23",
			[]string{"Counts over 1 entry of", "No entry of this period names a goal: on purpose?"}, []string{"0 entries", "nothing noted", "What the entries were for", "No entry about", "Nothing formative"}},
		{"one goal", []journal.Entry{entry(1, "2026-11-02")}, "2026-11-01", "2026-11-23",
			[]string{"Support", "No entry about development, ethics, accountability, reflection, independence, culture and quality in this period.\n",
				"Nothing formative or normative in this period: on purpose?"}, []string{"0 entries", "nothing noted", "in this period: on purpose?\nNothing"}},
		{"one day", []journal.Entry{entry(1, "2026-11-02")}, "2026-11-02", "2026-11-02", []string{"Entries by part of a month: early November 2026 1."}, nil},
		{"29 February", []journal.Entry{entry(1, "2028-02-29")}, "2027-03-01", "2028-02-29", []string{"February 2028 1."}, nil},
		{"a decade", decade, "2016-11-24", "2026-11-23",
			[]string{"3652 entries on 3652 days", "2016 38; 2017 365; 2018 365; 2019 365; 2020 366;", "366 noted, 1 to 5"}, []string{"January"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g, err := pack.Gather(t.Context(), source(pack.Chosen{Entries: tt.entries}), pack.Request{Kind: pack.ForReview, Drawings: true,
				Period: pack.Period{From: tt.from, To: tt.to}, Made: journal.Stamp{Unix: 1795464000}, Crosswalk: crosswalk()})
			if err != nil {
				t.Fatal(err)
			}
			p, err := g.Release(pack.Decisions{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := Text(&b, p); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(b.String(), "on purpose?"); n > 1 {
				t.Errorf("the review asks %d times whether something is on purpose:\n%s", n, b.String())
			}
			for _, want := range tt.want {
				if !strings.Contains(b.String(), want) {
					t.Errorf("the review lacks %q:\n%s", want, b.String())
				}
			}
			for _, not := range tt.not {
				if strings.Contains(b.String(), not) {
					t.Errorf("the review says %q:\n%s", not, b.String())
				}
			}
			checkSame(t, p)
			d, err := documentOf(p)
			if err != nil {
				t.Fatal(err)
			}
			o := openPDF(t, pdfOf(t, p, A4))
			checkSays(t, o, d)
			o.checkMargins(A4)
		})
	}
}

// Minutes are said with their kind, and plainly where there is none.
func TestTotalWords(t *testing.T) {
	for _, tt := range []struct {
		total map[journal.SessionMode]int
		want  string
	}{
		{map[journal.SessionMode]int{"": 150}, "150 minutes"},
		{map[journal.SessionMode]int{journal.OneToOne: 60}, "60 minutes one-to-one"},
		{map[journal.SessionMode]int{"": 1, "peer": 30, journal.OneToOne: 60}, "60 minutes one-to-one, 30 minutes peer and 1 minute whose kind was not noted"},
	} {
		if got := totalWords(tt.total); got != tt.want {
			t.Errorf("%v is said as %q, want %q", tt.total, got, tt.want)
		}
	}
	if got := periodWords(pack.Period{From: "2026-11-25", To: "2026-11-25"}); got != "25 November 2026" {
		t.Errorf("one day is said as %q", got)
	}
}
