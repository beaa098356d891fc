package render

import (
	"fmt"
	"strings"

	"afterword/internal/pack"
)

// csvReviewColumns are the columns of a review, in their order.
func csvReviewColumns() []string {
	return []string{"kind", "ref", "goal", "measure", "value", "date", "minutes", "mode", "size", "text", "owner", "due", "state", "outcome", "standard"}
}

// csvReview lists what a review counted, one number a row, and what was
// named for it. Reflections are not in it.
func csvReview(p pack.Pack) [][]string {
	rows := [][]string{csvReviewColumns()}
	put := func(values map[string]string) { rows = append(rows, csvRow(csvReviewColumns(), values)) }
	r := p.Review()
	for _, g := range r.Goals {
		counted := append([]pack.Noted{{Measure: "entries", Times: g.Entries}, {Measure: "questions", Times: g.Questions}, {Measure: "actions", Times: g.Actions}}, g.Noted...)
		for _, n := range counted {
			put(map[string]string{"kind": "goal", "goal": string(g.Goal), "measure": string(n.Measure), "value": fmt.Sprint(n.Times)})
		}
	}
	for _, list := range []struct {
		kind string
		all  []pack.Count
	}{{"proctor", r.Proctor}, {"kadushin", r.Kadushin}, {"kind", r.Kinds}, {"weekday", r.Weekdays}, {"hour", r.Hours}, {"framework", r.Frameworks}, {"stage", r.Stages}} {
		for _, c := range list.all {
			put(map[string]string{"kind": list.kind, "ref": c.Name, "measure": "entries", "value": fmt.Sprint(c.Times)})
		}
	}
	for _, t := range r.Times {
		if t.Entries > 0 {
			put(map[string]string{"kind": "time", "date": t.Date, "measure": "entries", "value": fmt.Sprint(t.Entries)})
		}
		for _, m := range []struct {
			name   string
			values []int
		}{{"energy", t.Energy}, {"weight", t.Weight}, {"confidence", t.Confidence}} {
			for _, v := range m.values {
				put(map[string]string{"kind": "time", "date": t.Date, "measure": m.name, "value": fmt.Sprint(v)})
			}
		}
	}
	for _, l := range r.Learning {
		put(map[string]string{"kind": "learning goal", "ref": l.Ref, "goal": string(l.Goal), "measure": "notes", "value": fmt.Sprint(l.Notes),
			"date": l.Set, "text": l.Text, "state": strings.TrimSpace(string(l.State) + " " + l.Closed), "outcome": l.Outcome})
	}
	for _, a := range p.Actions() {
		put(csvAction(a))
	}
	for i, s := range p.Sessions() {
		put(csvSession(i, s))
	}
	return rows
}
