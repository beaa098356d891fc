package chart_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"afterword/internal/chart"
)

// year is 53 weeks in which the n-th day has n%4 entries, the first ten
// days left out.
func year() []chart.Week {
	weeks := make([]chart.Week, 53)
	for i := range weeks {
		if i%5 == 0 {
			weeks[i].Label = "Mon"
		}
		for d := range 7 {
			weeks[i].Days[d] = (i*7 + d) % 4
			if i*7+d < 10 {
				weeks[i].Days[d] = chart.Outside
			}
		}
	}
	return weeks
}

func TestSquares(t *testing.T) {
	wide := chart.Squares(year()[:8], 78)
	want := `
    Mon  Mon
Mon   ■□·■■□
      ■■□·■■
Wed   ·■■□·■
     ■□·■■□·
Fri  ■■□·■■□
     ·■■□·■■
Sun  □·■■□·■`
	if got := "\n" + strings.Join(wide, "\n"); got != want {
		t.Errorf("squares:%s\nwant:%s", got, want)
	}
	if n := len(chart.Squares(year(), 78)); n != 8 {
		t.Errorf("at 78 columns there are %d rows, want one band of 8", n)
	}
	if n := len(chart.Squares(year(), 38)); n != 8+1+8 {
		t.Errorf("at 38 columns there are %d rows, want two bands", n)
	}
	if got := chart.Squares(nil, 78); got != nil {
		t.Errorf("no weeks are drawn as %q", got)
	}
}

func TestBars(t *testing.T) {
	got := strings.Join(chart.Bars([]chart.Bar{{"ethics", 3}, {"support", 0}, {"quality", 12}}, 30), "\n")
	want := "ethics   ■■■ 3\nsupport  0\nquality  ■■■■■■■■■■■■ 12"
	if got != want {
		t.Errorf("bars:\n%s\nwant:\n%s", got, want)
	}
	got = strings.Join(chart.Bars([]chart.Bar{{"ethics", 1}, {"support", 5000}}, 30), "\n")
	want = "ethics   ■ 1\nsupport  ■■■■■■■■■■■■■■■■ 5000"
	if got != want {
		t.Errorf("bars in proportion:\n%s\nwant:\n%s", got, want)
	}
}

func TestLine(t *testing.T) {
	got := strings.Join(chart.Line([]int{0, 3, 0, 0, 2, 2, 4, 0, 5}, 1, 5), "\n")
	want := `  5┤       ╶
  4┤     ╭╴
  3┤╶╴   │
  2┤   ╶─╯
  1┤`
	if got != want {
		t.Errorf("line:\n%s\nwant:\n%s", got, want)
	}
	if got := chart.Line([]int{0, 0}, 1, 5); got != nil {
		t.Errorf("nothing is drawn as %q", got)
	}
}

func TestSteps(t *testing.T) {
	for _, tt := range []struct {
		counts []int
		want   string
	}{
		{nil, ""},
		{[]int{0, 1, 2, 8}, "·▁▂█"},
		{[]int{0, 1, 50, 100}, "·▁▄█"},
	} {
		if got := chart.Steps(tt.counts); got != tt.want {
			t.Errorf("Steps(%v) = %q, want %q", tt.counts, got, tt.want)
		}
	}
}

// Nothing is wider than it may be, and no number is lost.
func TestWidths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(30, 120).Draw(t, "width")
		counts := rapid.SliceOfN(rapid.IntRange(0, 100_000), 1, 8).Draw(t, "counts")
		var bars []chart.Bar
		for _, n := range counts {
			bars = append(bars, chart.Bar{Label: "accountability", N: n})
		}
		rows := append(chart.Bars(bars, width), chart.Squares(year(), width)...)
		for _, row := range rows {
			if n := utf8.RuneCountInString(row); n > width {
				t.Fatalf("%q has %d columns of %d", row, n, width)
			}
		}
		for i, n := range counts {
			if (n > 0) != strings.Contains(rows[i], chart.More) {
				t.Fatalf("%d is drawn as %q", n, rows[i])
			}
		}
		if got := utf8.RuneCountInString(chart.Steps(counts)); got != len(counts) {
			t.Fatalf("%d counts have %d steps", len(counts), got)
		}
	})
}
