package insight

import (
	"slices"
	"time"

	"afterword/internal/journal"
)

// Bucket is what was noted in a part of a period.
type Bucket struct {
	From   journal.Date // its first day
	Values []int        // in the order of the points
}

// Middle returns the middle value, the lower of two; ok is false where
// there is none.
func (b Bucket) Middle() (value int, ok bool) {
	if len(b.Values) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(b.Values))
	return sorted[(len(sorted)-1)/2], true
}

// Sum adds the values up.
func (b Bucket) Sum() int {
	n := 0
	for _, v := range b.Values {
		n += v
	}
	return n
}

// Split divides a period into days, weeks from Monday, months, quarters or
// years, whichever is the smallest unit that makes at most most parts; of
// years there may be more. It says which, and puts each point into its
// part. Points of other days are left out.
func Split(p Period, points []Point, most int) (unit string, parts []Bucket) {
	if p.Days() == 0 {
		return "day", nil
	}
	for _, unit = range []string{"day", "week", "month", "quarter", "year"} {
		parts = nil
		for d := p.From; !p.To.Before(d); d = next(unit, d) {
			parts = append(parts, Bucket{From: d})
			if len(parts) > most && unit != "year" {
				break
			}
		}
		if len(parts) <= most {
			break
		}
	}
	for _, point := range points {
		if !p.Has(point.Day) {
			continue
		}
		i, found := slices.BinarySearchFunc(parts, point.Day, func(b Bucket, d journal.Date) int {
			switch {
			case b.From < d:
				return -1
			case b.From > d:
				return 1
			}
			return 0
		})
		if !found {
			i--
		}
		parts[i].Values = append(parts[i].Values, point.Value)
	}
	return unit, parts
}

// next is the first day of the part after the one that d lies in.
func next(unit string, d journal.Date) journal.Date {
	t := d.Time()
	month := func(y int, m time.Month) journal.Date {
		return journal.DateOf(time.Date(y, m, 1, 12, 0, 0, 0, time.UTC))
	}
	switch unit {
	case "week":
		return d.AddDays(7 - sinceMonday(d))
	case "month":
		return month(t.Year(), t.Month()+1)
	case "quarter":
		return month(t.Year(), (t.Month()-1)/3*3+4)
	case "year":
		return month(t.Year()+1, time.January)
	}
	return d.AddDays(1)
}
