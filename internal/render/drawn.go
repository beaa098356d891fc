package render

import (
	"fmt"
	"strconv"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// The drawn functions make the drawings of a pack, where its writer wants
// any. What they say in words is what the pack says.

// measured is what the trend of a pack has of each day.
type measured struct {
	role  role
	name  string
	value func(pack.Reading) int
}

func trendSeries() []measured {
	return []measured{
		{roleEnergy, "Energy", func(r pack.Reading) int { return r.Energy }},
		{roleWeight, "Weight carried home", func(r pack.Reading) int { return r.Weight }},
	}
}

// drawnTrend draws energy and weight in the order of their days.
func drawnTrend(p pack.Pack) *drawing {
	all := p.Trend()
	if !p.Drawings() || len(all) < 2 {
		return nil
	}
	var lines []series
	var said []string
	for _, m := range trendSeries() {
		s := series{role: m.role, name: m.name}
		for _, r := range all {
			s.values = append(s.values, float64(m.value(r)))
		}
		if words := readings(all, m.value); words != "" {
			lines, said = append(lines, s), append(said, m.name+", from 1 to 5: "+words+".")
		}
	}
	return drawRatings("Energy and weight carried home, in order of time", strings.Join(said, " "),
		lines, legend{headed(all[0].Date), "", headed(all[len(all)-1].Date)})
}

// drawnThemes draws how many entries there are about each goal.
func drawnThemes(p pack.Pack) *drawing {
	if !p.Drawings() {
		return nil
	}
	var bars []bar
	var said []string
	for _, place := range p.Themes().Places {
		name := headed(p.GoalWords(place.Goal))
		bars, said = append(bars, bar{name, place.Entries}), append(said, fmt.Sprintf("%s %d", name, place.Entries))
	}
	return drawBars("Entries about each goal", "Entries about each goal: "+strings.Join(said, ", ")+".", bars)
}

// drawnConfidence draws confidence in order of time, where its values were
// chosen.
func drawnConfidence(p pack.Pack, n journal.Noted) *drawing {
	if !p.Drawings() {
		return nil
	}
	line := series{role: roleEnergy, name: "Confidence"}
	var said []string
	for _, v := range n.Values {
		value, _ := strconv.Atoi(string(v)) // 0 is a gap
		line.values, said = append(line.values, float64(value)), append(said, string(v))
	}
	return drawRatings("Confidence, in order of time", "Confidence, from 1 to 5: "+strings.Join(said, ", ")+".",
		[]series{line}, legend{between: "in order of time"})
}

// mostPoints is the most points of a line; a longer time is divided into
// longer parts.
const mostPoints = 60

// drawnRatings puts drawings below the sentences of the ratings: energy and
// weight share one, below the later of them.
func drawnRatings(p pack.Period, r pack.Review, noted []rating, lines []block) {
	u, all := spans(p, r.Times, mostPoints)
	made := func(which []rating, at int) {
		if len(which) == 0 {
			return
		}
		var names, said []string
		var drawn []series
		shared := false
		for _, m := range which {
			s := series{role: m.role, name: m.name}
			for _, part := range all {
				values := m.values(part)
				s.values = append(s.values, middle(values))
				shared = shared || len(values) > 1
			}
			drawn, names = append(drawn, s), append(names, m.name)
			said = append(said, lines[at-len(which)+1+len(said)].text)
		}
		name := strings.ToLower(listed(names)) + ", a point for each " + u.word()
		beneath := legend{first: all[0].name, last: all[len(all)-1].name}
		if shared {
			name += ", the middle value of each"
			beneath.between = "middle values"
		}
		lines[at].drawn = drawRatings(headed(name), strings.Join(said, " ")+" The table has every value.", drawn, beneath)
	}
	var body []rating // energy and weight
	for i, m := range noted {
		if m.name == "Confidence" {
			made(body, i-1)
			made(noted[i:i+1], i)
			return
		}
		body = append(body, m)
	}
	made(body, len(body)-1)
}

// drawnYear draws a square for each third of a month or, of a longer time,
// for each month. Squares for days would tell more than the dates of a pack
// do.
func drawnYear(p pack.Period, r pack.Review, said string) *drawing {
	if months := spansOf(p, nil, byMonth, mostRows); len(months) <= mostRows {
		return drawSquares("Entries by part of a month: early, mid and late", said, squaresOf(p, r.Times, byThird))
	}
	const mostYears = 40
	if len(spansOf(p, nil, byYear, 0)) > mostYears {
		return nil
	}
	return drawSquares("Entries by month", said, squaresOf(p, r.Times, byMonth))
}

// squaresOf lays the parts of a period out: thirds of months below each
// other, or the months of a year beside each other.
func squaresOf(p pack.Period, times []pack.Time, u division) squares {
	var f squares
	put := func(row, column, n int) {
		for len(f.n) <= row {
			f.n = append(f.n, nil)
		}
		for len(f.n[row]) <= column {
			f.n[row] = append(f.n[row], -1)
		}
		f.n[row][column] = n
	}
	parts := spansOf(p, times, u, 40*12)
	first := p.From.Time()
	for i, d := 0, p.From; i < len(parts); i, d = i+1, u.next(d) {
		t := d.Time()
		row, column := t.Year()-first.Year(), int(t.Month())-1
		if u == byThird {
			row, column = min((t.Day()-1)/10, 2), (t.Year()-first.Year())*12+int(t.Month()-first.Month())
			if len(f.columns) <= column {
				f.columns = append(f.columns, t.Format("Jan"))
			}
		} else if len(f.rows) <= row {
			f.rows = append(f.rows, t.Format("2006"))
		}
		put(row, column, parts[i].entries)
	}
	if u == byThird {
		f.rows = []string{"early", "mid", "late"}
		put(2, 0, f.at(2, 0)) // all three are there, however short the period
		return f
	}
	f.columns = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	return f
}

// at is what stands in a square; -1 where none is.
func (f squares) at(row, column int) int {
	if row < len(f.n) && column < len(f.n[row]) {
		return f.n[row][column]
	}
	return -1
}
