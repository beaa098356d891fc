package render

import (
	"fmt"
	"strings"

	"afterword/internal/pack"
)

// The measures of the drawing, in its own units. It is drawn small, so that
// its letters can still be read on a phone.
const (
	trendWide   = 360
	trendTop    = 30.0  // the height of 5
	trendBottom = 110.0 // the height of 1
	trendLeft   = 22.0
	trendRight  = 350.0
)

// series is one line of the drawing. The lines differ in stroke and mark,
// so that no colour has to tell them apart.
type series struct {
	class, name string
	value       func(pack.Reading) int
	mark        func(x, y float64) string
}

func trendSeries() []series {
	return []series{
		{"energy", "Energy", func(r pack.Reading) int { return r.Energy },
			func(x, y float64) string {
				return fmt.Sprintf(`<circle class="energy" cx="%.1f" cy="%.1f" r="3.5"/>`, x, y)
			}},
		{"weight", "Weight carried home", func(r pack.Reading) int { return r.Weight },
			func(x, y float64) string {
				return fmt.Sprintf(`<rect class="weight" x="%.1f" y="%.1f" width="7" height="7"/>`, x-3.5, y-3.5)
			}},
	}
}

// drawTrend draws energy and weight in the order of their days, as SVG, or
// gives nothing for fewer than two readings. It says nothing that the list
// below it does not say.
func drawTrend(all []pack.Reading) string {
	if len(all) < 2 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg role="img" viewBox="0 0 %d 130">
<title>Energy and weight carried home, in order of time</title>
<desc>Two lines over %d readings, each from 1 to 5. The list below has every value.</desc>
`, trendWide, len(all))
	for value := 1; value <= 5; value++ {
		y := trendHeight(value)
		fmt.Fprintf(&b, `<path class="grid" d="M%.0f %.1fH%.0f"/><text x="8" y="%.1f">%d</text>`+"\n", trendLeft-4, y, trendRight, y+3.5, value)
	}
	key := trendLeft
	for _, s := range trendSeries() {
		fmt.Fprintf(&b, `<path class="%s" d="M%.0f 10h22"/>%s<text x="%.0f" y="13.5">%s</text>`+"\n", s.class, key, s.mark(key+11, 10), key+28, s.name)
		b.WriteString(s.draw(all))
		key += 90
	}
	if first, last := all[0].Date, all[len(all)-1].Date; first != last {
		fmt.Fprintf(&b, `<text x="%.0f" y="126">%s</text><text class="last" x="%.0f" y="126">%s</text>`+"\n",
			trendLeft-4, htmlLine(headed(first)), trendRight, htmlLine(headed(last)))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// draw draws one line, with a gap where nothing was noted.
func (s series) draw(all []pack.Reading) string {
	var path, marks strings.Builder
	joined := false
	for i, r := range all {
		v := s.value(r)
		if v == 0 {
			joined = false
			continue
		}
		x := trendLeft + 6 + (trendRight-trendLeft-12)*float64(i)/float64(len(all)-1)
		step := "M"
		if joined {
			step = "L"
		}
		joined = true
		fmt.Fprintf(&path, "%s%.1f %.1f", step, x, trendHeight(v))
		marks.WriteString(s.mark(x, trendHeight(v)))
	}
	if path.Len() == 0 {
		return ""
	}
	return fmt.Sprintf(`<path class="%s" d="%s"/>%s`+"\n", s.class, path.String(), marks.String())
}

// trendHeight is where a value from 1 to 5 stands.
func trendHeight(value int) float64 {
	return trendBottom - (trendBottom-trendTop)*float64(value-1)/4
}
