package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

func TestDrawRatings(t *testing.T) {
	for _, values := range [][]float64{nil, {0, 0}, {0, 3}} {
		if got := drawRatings("x", "y", []series{{role: roleEnergy, values: values}}, legend{first: "a", last: "b"}); got != nil {
			t.Errorf("%v is drawn as %s", values, got.svg())
		}
	}
	got := drawRatings("Energy & weight", "In <words>.", []series{
		{roleEnergy, "Energy", []float64{1, 0, 5, 2.5}}, {roleWeight, "Weight", []float64{0, 4, 0, 3}},
	}, legend{"early", "middle values", "late"}).svg()
	for _, want := range []string{
		"<title>Energy &amp; weight</title>", "<desc>In &lt;words&gt;.</desc>",
		fmt.Sprintf(`<path class="energy" d="M238.7 %.1fL344.0 %.1f"/>`, 30.0, 80.0), // a gap is no line
		`>early</text>`, `class="last" x="350.0" y="126.0">late</text>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the drawing lacks %s:\n%s", want, got)
		}
	}
	for what, want := range map[string]int{"<circle": 1 + 3, "<rect": 1 + 2, `<path class="weight"`: 1} {
		if n := strings.Count(got, what); n != want {
			t.Errorf("%d of %s, want %d, the key among them", n, what, want)
		}
	}
}

// What is drawn for several values lies in the middle of them, which their
// table says as well.
func TestMiddle(t *testing.T) {
	for _, tt := range []struct {
		values []int
		want   float64
	}{{nil, 0}, {[]int{4}, 4}, {[]int{5, 4}, 4.5}, {[]int{5, 1, 2}, 2}, {[]int{4, 2, 3, 1}, 2.5}} {
		if got := middle(tt.values); got != tt.want {
			t.Errorf("the middle of %v is %v, want %v", tt.values, got, tt.want)
		}
	}
}

func TestDrawBars(t *testing.T) {
	if got := drawBars("x", "y", []bar{{"a", 0}, {"b", 0}}); got != nil {
		t.Errorf("nothing is drawn as %s", got.svg())
	}
	got := drawBars("x", "y", []bar{{"a", 200}, {"b", 0}, {"c", 1}})
	var wide []float64
	axis := got.shapes[len(got.shapes)-1].at[0].x
	for _, s := range got.shapes {
		if s.kind == label && s.text == "0" && s.at[0].x < axis+4 {
			t.Errorf("0 stands %.1f from the line that the bars begin at", s.at[0].x-axis)
		}
		if s.role == roleFull {
			wide = append(wide, s.wide)
			if end := s.at[0].x + s.wide; end > drawWide-20 {
				t.Errorf("a bar ends at %.1f, where its number has no room", end)
			}
		}
	}
	if len(wide) != 2 || wide[0] < wide[1] || wide[1] < 2 {
		t.Errorf("bars of %v for 200, 0 and 1", wide)
	}
}

// The squares of a period are its thirds of months, or its months where it
// is long, and no other.
func TestSquaresOf(t *testing.T) {
	times := []pack.Time{{Date: "late December 2025", Entries: 3}, {Date: "early February 2026", Entries: 1}}
	for _, tt := range []struct {
		name    string
		period  pack.Period
		by      division
		columns string
		rows    string
	}{
		{"over the new year", pack.Period{From: "2025-12-24", To: "2026-02-14"}, byThird, "Dec Jan Feb", "[[-1 0 1] [-1 0 0] [3 0]]"},
		{"one day", pack.Period{From: "2026-02-03", To: "2026-02-03"}, byThird, "Feb", "[[1] [] [-1]]"},
		{"29 February", pack.Period{From: "2028-02-29", To: "2028-02-29"}, byThird, "Feb", "[[] [] [0]]"},
		{"years", pack.Period{From: "2025-11-30", To: "2026-02-01"}, byMonth, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "[[-1 -1 -1 -1 -1 -1 -1 -1 -1 -1 0 3] [0 1]]"},
	} {
		f := squaresOf(tt.period, times, tt.by)
		if got := strings.Join(f.columns, " "); got != tt.columns {
			t.Errorf("%s: columns %s, want %s", tt.name, got, tt.columns)
		}
		if got := fmt.Sprint(f.n); got != tt.rows {
			t.Errorf("%s: squares %s, want %s", tt.name, got, tt.rows)
		}
		if len(f.rows) != len(f.n) {
			t.Errorf("%s: %d names for %d rows", tt.name, len(f.rows), len(f.n))
		}
	}
}

// A period is divided without gaps and without overlaps, whatever it is.
func TestSpans(t *testing.T) {
	for _, tt := range []struct {
		name        string
		period      pack.Period
		most        int
		by          division
		count       int
		first, last string
	}{
		{"a day", pack.Period{From: "2028-02-29", To: "2028-02-29"}, 14, byThird, 1, "Late February 2028", "Late February 2028"},
		{"a month", pack.Period{From: "2026-10-24", To: "2026-11-23"}, 14, byThird, 4, "Late October 2026", "Late November 2026"},
		{"a quarter", pack.Period{From: "2026-08-24", To: "2026-11-23"}, 14, byThird, 10, "Late August 2026", "Late November 2026"},
		{"a year", pack.Period{From: "2025-11-24", To: "2026-11-23"}, 14, byMonth, 13, "November 2025", "November 2026"},
		{"a leap year", pack.Period{From: "2028-01-01", To: "2028-12-31"}, 14, byMonth, 12, "January 2028", "December 2028"},
		{"three years", pack.Period{From: "2023-11-24", To: "2026-11-23"}, 14, byQuarter, 13, "October to December 2023", "October to December 2026"},
		{"a decade", pack.Period{From: "2016-11-24", To: "2026-11-23"}, 14, byYear, 11, "2016", "2026"},
		{"a century", pack.Period{From: "1926-11-24", To: "2026-11-23"}, 14, byYear, 101, "1926", "2026"},
	} {
		var times []pack.Time
		for d := tt.period.From; !tt.period.To.Before(d); d = d.AddDays(1) {
			if date := pack.Coarse(d); len(times) == 0 || times[len(times)-1].Date != date {
				times = append(times, pack.Time{Date: date, Entries: 1, Energy: []int{3}})
			}
		}
		by, all := spans(tt.period, times, tt.most)
		if by != tt.by || len(all) != tt.count || all[0].name != tt.first || all[len(all)-1].name != tt.last {
			t.Errorf("%s: %d by %s, %s to %s", tt.name, len(all), by.word(), all[0].name, all[len(all)-1].name)
		}
		entries := 0
		var names []string
		for _, s := range all {
			entries += s.entries
			if len(s.energy) != s.entries || s.entries == 0 || slices.Contains(names, s.name) {
				t.Errorf("%s: %s has %d entries and %d values", tt.name, s.name, s.entries, len(s.energy))
			}
			names = append(names, s.name)
		}
		if entries != len(times) {
			t.Errorf("%s: %d of %d times are in a part", tt.name, entries, len(times))
		}
	}
}

// Without being asked for nothing is drawn, in either kind of pack.
func TestDrawnOnlyWhenChosen(t *testing.T) {
	c, r := example()
	r.Drawings = false
	if got := page(t, release(t, c, r)); strings.Contains(got, "<svg") {
		t.Error("a pack without drawings has one")
	}
	r.Drawings = true
	got := page(t, release(t, c, r))
	if n := strings.Count(got, "<svg"); n != 2 {
		t.Errorf("%d drawings, want those of energy and of goals", n)
	}
	e := c.Entries[0]
	e.ID, e.First, e.Confidence, e.Goals = journal.ID{77}, 77, 4, []journal.Goal{journal.Independence}
	c.Entries = append(c.Entries, e)
	if got := page(t, release(t, c, r)); !strings.Contains(got, "<desc>Confidence, from 1 to 5: 2, 4.</desc>") {
		t.Errorf("confidence is not drawn:\n%s", got)
	}
}
