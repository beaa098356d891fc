package journal

// Open says of each entry whether it may be counted and shared, as far as
// what it grew from goes: true where it is there, is not marked never, and
// is no second look at one for which that is false or that is not among all.
// What grew from an entry follows it. One that is given twice has to be open
// both times.
func Open(all []*Entry) map[ID]bool {
	open := map[ID]bool{}
	for _, e := range all {
		before, twice := open[e.ID]
		open[e.ID] = e.State == Live && e.Visibility != Never && (before || !twice)
	}
	for again := true; again; { // a second look may be about another one
		again = false
		for _, e := range all {
			if open[e.ID] && !e.Parent.IsZero() && !open[e.Parent] {
				open[e.ID], again = false, true
			}
		}
	}
	return open
}
