package insight

import (
	"slices"

	"afterword/internal/journal"
)

// fortnightDays is how many days a fortnight has.
const fortnightDays = 14

// Fortnight is what the fourteen days up to a day hold.
type Fortnight struct {
	Period  Period
	Entries int
	Goals   []journal.Goal // that the entries are about, in their order
	// Mostly is one goal or two that more than half of the entries are about,
	// where no other goal has as many; empty where there are none such.
	Mostly []journal.Goal
}

// FortnightOf counts the fortnight that ends with a day.
func FortnightOf(entries []*journal.Entry, to journal.Date) Fortnight {
	f := Fortnight{Period: Period{to.AddDays(1 - fortnightDays), to}}
	var within []*journal.Entry
	times := map[journal.Goal]int{}
	for _, e := range entries {
		if !f.Period.Has(e.Day()) {
			continue
		}
		within = append(within, e)
		for _, g := range e.Goals {
			times[g]++
		}
	}
	f.Entries = len(within)
	for _, g := range journal.Goals() {
		if times[g] > 0 {
			f.Goals = append(f.Goals, g)
		}
	}
	most := slices.Clone(f.Goals)
	slices.SortStableFunc(most, func(x, y journal.Goal) int { return times[y] - times[x] })
	for n := 1; n <= 2 && n < len(most); n++ {
		if times[most[n-1]] == times[most[n]] {
			continue // another has as many
		}
		about := 0
		for _, e := range within {
			about += one(slices.ContainsFunc(e.Goals, func(g journal.Goal) bool { return slices.Contains(most[:n], g) }))
		}
		if 2*about > f.Entries {
			f.Mostly = most[:n:n]
			break
		}
	}
	return f
}
