package render

import (
	"fmt"
	"slices"
	"time"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// division is how a period is divided.
type division int

const (
	byThird   division = iota // of a month, as pack.Coarse has it
	byMonth                   // of the calendar, and so the others
	byQuarter                 // of a year
	byYear
)

// span is a part of a period, with what was noted in it.
type span struct {
	name, said                 string // at the beginning of a line, and within one
	entries                    int
	energy, weight, confidence []int
}

// spans divides a period into the smallest unit of which there are at most
// so many; of years there may be more. Parts with nothing are there as well.
func spans(p pack.Period, times []pack.Time, most int) (division, []span) {
	for u := byThird; ; u++ {
		if all := spansOf(p, times, u, most); len(all) <= most || u == byYear {
			return u, all
		}
	}
}

// spansOf divides a period into parts of a unit, and stops soon after there
// are more than most of them, except with years.
func spansOf(p pack.Period, times []pack.Time, u division, most int) []span {
	var out []span
	for d := p.From; !p.To.Before(d) && (len(out) <= most || u == byYear); d = u.next(d) {
		out = append(out, span{name: headed(u.name(d)), said: u.name(d)})
	}
	for _, t := range times {
		name := u.name(t.From())
		if i := slices.IndexFunc(out, func(s span) bool { return s.said == name }); i >= 0 {
			s := &out[i]
			s.entries += t.Entries
			s.energy, s.weight, s.confidence = append(s.energy, t.Energy...), append(s.weight, t.Weight...), append(s.confidence, t.Confidence...)
		}
	}
	return out
}

// next is the first day of the part after the one in which d lies.
func (u division) next(d journal.Date) journal.Date {
	t := d.Time()
	y, m, day := t.Date()
	switch u {
	case byThird:
		if day <= 20 {
			return d.AddDays((day-1)/10*10 + 11 - day)
		}
		m++
	case byMonth:
		m++
	case byQuarter:
		m = (m-1)/3*3 + 4
	case byYear:
		y, m = y+1, time.January
	}
	return journal.DateOf(time.Date(y, m, 1, 12, 0, 0, 0, time.UTC))
}

// name is how the part in which d lies is called.
func (u division) name(d journal.Date) string {
	t := d.Time()
	switch u {
	case byThird:
		return pack.Coarse(d)
	case byMonth:
		return t.Format("January 2006")
	case byQuarter:
		first := time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
		return first.Format("January to ") + first.AddDate(0, 2, 0).Format("January 2006")
	}
	return t.Format("2006")
}

// word is what the parts are called in a sentence.
func (u division) word() string {
	return [...]string{"part of a month", "month", "quarter", "year"}[u]
}

// valueWords writes values in their order where they are few, and what
// they run from and to where they are many.
func valueWords(all []int) string {
	const few = 10
	if len(all) == 0 {
		return "not noted"
	}
	if len(all) > few {
		return fmt.Sprintf("%d noted, %d to %d", len(all), slices.Min(all), slices.Max(all))
	}
	return numbers(all)
}

// middle is the middle one of some values, halfway between the two that are
// there of an even number, or 0 for none.
func middle(all []int) float64 {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return float64(sorted[(len(sorted)-1)/2]+sorted[len(sorted)/2]) / 2
}
