// Package chart draws small numbers as text: squares, bars, lines and
// steps. Every drawing can be told without colour, is no wider than it is
// allowed, and has no words but those it is given.
package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/guptarohit/asciigraph"
)

// The squares of a day: with nothing, with one and with more than one.
const (
	None = "·"
	One  = "□"
	More = "■"
)

// Outside is the number of a day that is not part of what is drawn.
const Outside = -1

// Week is one column of squares, Monday first. Its label stands above it
// where there is room: the month that begins.
type Week struct {
	Label string
	Days  [7]int
}

// Squares draws a square for each day, a column for each week, in as many
// bands as the width needs.
func Squares(weeks []Week, width int) []string {
	const margin = 4
	room := max(width-margin, 8)
	bands := (len(weeks) + room - 1) / room
	if bands == 0 {
		return nil
	}
	each := (len(weeks) + bands - 1) / bands
	var out []string
	for band := range slices.Chunk(weeks, each) {
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, strings.Repeat(" ", margin)+labels(band))
		for day, name := range []string{"Mon", "", "Wed", "", "Fri", "", "Sun"} {
			row := fmt.Sprintf("%-*s", margin, name)
			for _, w := range band {
				row += square(w.Days[day])
			}
			out = append(out, strings.TrimRight(row, " "))
		}
	}
	return out
}

// labels sets the labels above their columns and leaves out one that would
// touch the next or run out of the band.
func labels(weeks []Week) string {
	row := ""
	for i, w := range weeks {
		end := i + lipgloss.Width(w.Label)
		touches := func(next Week) bool { return next.Label != "" }
		if w.Label == "" || end > len(weeks) || slices.ContainsFunc(weeks[i+1:min(end+1, len(weeks))], touches) {
			continue
		}
		row += strings.Repeat(" ", i-lipgloss.Width(row)) + w.Label
	}
	return row
}

// square is the square of a day with n entries.
func square(n int) string {
	switch {
	case n < 0:
		return " "
	case n == 0:
		return None
	case n == 1:
		return One
	}
	return More
}

// Bar is one row of bars.
type Bar struct {
	Label string
	N     int
}

// Bars draws a square for each thing counted, or fewer in proportion where
// the most would not fit, with the number behind them.
func Bars(bars []Bar, width int) []string {
	label, most := 0, 0
	for _, b := range bars {
		label, most = max(label, lipgloss.Width(b.Label)), max(most, b.N)
	}
	room := max(width-label-2-len(fmt.Sprint(most))-1, 4)
	var out []string
	for _, b := range bars {
		n := b.N
		if most > room {
			n = (b.N*room + most - 1) / most // what is there has a square at least
		}
		row := b.Label + strings.Repeat(" ", label-lipgloss.Width(b.Label)+2) + strings.Repeat(More, n)
		if n > 0 {
			row += " "
		}
		out = append(out, row+fmt.Sprint(b.N))
	}
	return out
}

// Line draws values between low and high, one column each; a gap is left
// where there is none (0). It gives nothing where there are no values.
func Line(values []int, low, high int) []string {
	points := make([]float64, len(values))
	any := false
	for i, v := range values {
		points[i] = math.NaN()
		if v != 0 {
			points[i], any = float64(v), true
		}
	}
	if !any {
		return nil
	}
	drawn := asciigraph.Plot(points, asciigraph.Height(high-low), asciigraph.LowerBound(float64(low)), asciigraph.UpperBound(float64(high)), asciigraph.Precision(0))
	lines := strings.Split(drawn, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// LineMargin is how many columns a Line has before its first value, where
// its values have one digit.
const LineMargin = 4

// Steps draws counts as one row of steps, one column each: up to eight
// they stand for themselves, and more are set in proportion.
func Steps(counts []int) string {
	const steps = "▁▂▃▄▅▆▇█"
	most := 8
	for _, n := range counts {
		most = max(most, n)
	}
	row := ""
	for _, n := range counts {
		if n <= 0 {
			row += None
			continue
		}
		i := (n*8 + most - 1) / most
		row += string([]rune(steps)[i-1])
	}
	return row
}
