package render

import (
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// review sets out what a period held: numbers, with what is missing as a
// question, and then the words that were chosen.
func review(p pack.Pack) []block {
	var out []block
	r := p.Review()
	for _, part := range [][]block{
		reviewGoals(p, r), reviewFunctions(r), reviewRhythm(p, r), reviewRatings(p, r), reviewReflecting(r), reviewLearning(p, r),
		under("Actions", actionTable(p)...), reviewSupervision(p, r),
		under("Chosen reflections", entries(p, func(pack.Entry) bool { return true })...), afterReview(),
	} {
		out = append(out, part...)
	}
	return out
}

// reviewGoals shows each goal by its own measure. Goals of which there is
// nothing are named in a sentence. It asks whether that is on purpose where
// reviewFunctions does not, so that a review asks after it once at most.
func reviewGoals(p pack.Pack, r pack.Review) []block {
	t := &table{columns: []column{{"Goal", 3}, {"In the period", 4}, {"By its own measure", 6}}}
	var bars []bar
	var counts, without []string
	for _, g := range r.Goals {
		name := headed(p.GoalWords(g.Goal))
		bars, counts = append(bars, bar{name, g.Entries}), append(counts, fmt.Sprintf("%s %d", name, g.Entries))
		if g.Entries == 0 {
			without = append(without, goalWord(p, g.Goal))
		}
		if g.Entries+g.Questions+g.Actions+len(g.Noted) > 0 {
			t.rows = append(t.rows, []string{name, aboutWords(g), or(measuredWords(g.Noted), "nothing noted")})
		}
	}
	lead := "Counts over " + some(r.Entries, "entry", "entries") + " of the period, shared or not; an entry may count for several goals. What is open is open now. Nothing here is a score."
	out := []block{{kind: line, text: lead}}
	if p.Drawings() {
		out[0].drawn = drawBars("Entries about each goal", "Entries about each goal: "+strings.Join(counts, ", ")+".", bars)
	}
	if len(t.rows) > 0 {
		out = append(out, block{kind: grid, table: t})
	}
	switch {
	case len(without) == 0 || r.Entries == 0:
	case len(without) == len(r.Goals):
		out = append(out, block{kind: point, text: "No entry of this period names a goal: on purpose?"})
	case len(unserved(r)) > 0:
		out = append(out, block{kind: point, text: "No entry about " + listed(without) + " in this period."})
	default:
		out = append(out, block{kind: point, text: "No entry about " + listed(without) + " in this period: on purpose?"})
	}
	return under("The eight goals", out...)
}

// aboutWords says how much there is about a goal.
func aboutWords(g pack.About) string {
	var said []string
	for _, c := range []struct {
		n         int
		one, many string
	}{{g.Entries, "entry", "entries"}, {g.Questions, "question", "questions"}, {g.Actions, "action", "actions"}} {
		if c.n > 0 {
			said = append(said, some(c.n, c.one, c.many))
		}
	}
	return or(strings.Join(said, ", "), "no entry of its own")
}

// unserved lists the functions, after Proctor, that no entry serves; none
// where no entry serves any, since then none names a goal.
func unserved(r pack.Review) []string {
	var out []string
	for _, c := range r.Proctor {
		if c.Times == 0 {
			out = append(out, c.Name)
		}
	}
	if len(out) == len(r.Proctor) {
		return nil
	}
	return out
}

// reviewFunctions shows what the entries were for, by two models of
// supervision, where they serve any function.
func reviewFunctions(r pack.Review) []block {
	if !slices.ContainsFunc(append(slices.Clone(r.Proctor), r.Kadushin...), func(c pack.Count) bool { return c.Times > 0 }) {
		return nil
	}
	var out []block
	for _, model := range []struct {
		name   string
		counts []pack.Count
	}{{"After Proctor", r.Proctor}, {"After Kadushin", r.Kadushin}} {
		if len(model.counts) > 0 {
			var said []string
			for _, c := range model.counts {
				said = append(said, fmt.Sprintf("%s %d", pack.Glossed(c.Name), c.Times))
			}
			out = append(out, block{kind: point, text: model.name + ": " + strings.Join(said, ", ") + "."})
		}
	}
	if missing := unserved(r); len(missing) > 0 {
		out = append(out, block{kind: point, text: "Nothing " + strings.Join(missing, " or ") + " in this period: on purpose?"})
	}
	return under("What the entries were for", out...)
}

// reviewRhythm says how much was written, and when.
func reviewRhythm(p pack.Pack, r pack.Review) []block {
	if r.Days == 0 {
		return nil
	}
	var kinds []string
	for _, c := range r.Kinds {
		kinds = append(kinds, kindCount(c))
	}
	out := []block{{kind: point, text: fmt.Sprintf("%s on %s: %s.", some(r.Entries, "entry", "entries"), some(r.Days, "day", "days"), strings.Join(kinds, ", "))}}
	for _, list := range []struct {
		what   string
		counts []pack.Count
	}{{"Days of the week", r.Weekdays}, {"Time of day, by the writer's own clock", r.Hours}} {
		if said := countList(list.counts); said != "" {
			out = append(out, block{kind: point, text: list.what + ": " + said + "."})
		}
	}
	u, all := spans(p.Period(), r.Times, mostRows)
	var said []string
	for _, s := range all {
		said = append(said, fmt.Sprintf("%s %s", s.said, or(number(s.entries), "none")))
	}
	over := block{kind: line, text: "Entries by " + u.word() + ": " + strings.Join(said, "; ") + "."}
	if p.Drawings() {
		over.drawn = drawnYear(p.Period(), r, over.text)
	}
	return under("When I wrote", append(out, over)...)
}

// mostRows is the most parts of a period that a table has.
const mostRows = 14

// rating is one thing that is rated from 1 to 5.
type rating struct {
	name   string
	role   role
	values func(span) []int
}

func ratings() []rating {
	return []rating{
		{"Energy", roleEnergy, func(s span) []int { return s.energy }},
		{"Weight carried home", roleWeight, func(s span) []int { return s.weight }},
		{"Confidence", roleEnergy, func(s span) []int { return s.confidence }},
	}
}

// reviewRatings shows energy, weight and confidence over time, with the
// times in which nothing was noted.
func reviewRatings(p pack.Pack, r pack.Review) []block {
	u, all := spans(p.Period(), r.Times, mostRows)
	var noted []rating
	columns := []column{{headed(u.word()), 3}}
	for _, m := range ratings() {
		if sentence := ratingWords(m, u, all); sentence != "" {
			noted = append(noted, m)
			columns = append(columns, column{m.name, 3})
		}
	}
	if len(noted) == 0 {
		return nil
	}
	var out []block
	var names []string
	for i, m := range noted {
		names = append(names, strings.ToLower(m.name))
		b := block{kind: line, text: ratingWords(m, u, all)}
		if i == 0 {
			b.text = "As noted on the day, from 1 (little) to 5 (much). " + b.text
		}
		out = append(out, b)
	}
	if p.Drawings() {
		drawnRatings(p.Period(), r, noted, out)
	}
	t := &table{columns: columns}
	there := func(s span) bool {
		return slices.ContainsFunc(noted, func(m rating) bool { return len(m.values(s)) > 0 })
	}
	empty := 0
	for _, s := range all {
		if !there(s) {
			empty++
		}
	}
	for _, s := range all {
		if !there(s) && 2*empty > len(all) {
			continue // the sentences say how many there are
		}
		row := []string{s.name}
		for _, m := range noted {
			row = append(row, valueWords(m.values(s)))
		}
		t.rows = append(t.rows, row)
	}
	return under(headed(listed(names)), append(out, block{kind: grid, table: t})...)
}

// ratingWords says of a rating how often it was noted, between what, and
// when it was not; nothing where it never was.
func ratingWords(m rating, u division, all []span) string {
	var values []int
	var gaps []string
	for _, s := range all {
		values = append(values, m.values(s)...)
		if len(m.values(s)) == 0 {
			gaps = append(gaps, s.said)
		}
	}
	if len(values) == 0 {
		return ""
	}
	said := fmt.Sprintf("%s was noted %s", m.name, times(len(values)))
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	if low == high {
		said += fmt.Sprintf(", as %d", low)
	} else {
		said += fmt.Sprintf(", from %d to %d", low, high)
	}
	const few = 4
	switch {
	case len(gaps) == 0:
	case len(gaps) <= few:
		said += "; not in " + listed(gaps)
	default:
		said += fmt.Sprintf(", in %d of %s", len(all)-len(gaps), some(len(all), u.word(), plural(u)))
	}
	return said + "."
}

// plural is the word for several units.
func plural(u division) string {
	if u == byThird {
		return "parts of months"
	}
	return u.word() + "s"
}

// reviewReflecting says which ways of reflecting were used.
func reviewReflecting(r pack.Review) []block {
	var out []block
	for _, list := range []struct {
		what   string
		counts []pack.Count
	}{{"Frameworks followed", r.Frameworks}, {"Stages asked", r.Stages}} {
		if said := nameList(list.counts); said != "" {
			out = append(out, block{kind: point, text: list.what + ": " + said + "."})
		}
	}
	for _, g := range r.Goals {
		for _, n := range g.Noted {
			if n.Measure == "second-look" {
				out = append(out, block{kind: point, text: "Looked at again later: " + some(n.Times, "entry", "entries") + "."})
			}
		}
	}
	return under("How I reflected", out...)
}

// reviewLearning sets out the learning goals that were named.
func reviewLearning(p pack.Pack, r pack.Review) []block {
	t := &table{columns: []column{{"Learning goal", 5}, {"Since", 3}, {"How far it has come", 5}}}
	for _, l := range r.Learning {
		text := or(l.Text, "not described")
		if l.Goal != "" {
			text += " (goal: " + goalWord(p, l.Goal) + ")"
		}
		far := headed(string(l.State))
		if l.State == journal.LearningClosed && l.Closed != "" {
			far += ", " + l.Closed
		}
		if l.Notes > 0 {
			far += ", with " + some(l.Notes, "note", "notes")
		}
		if l.Outcome != "" {
			far += ": " + l.Outcome
		}
		t.rows = append(t.rows, []string{text, or(l.Set, "not known"), far})
	}
	if len(t.rows) == 0 {
		return nil
	}
	return under("Learning goals", block{kind: grid, table: t})
}

// reviewSupervision lists the sessions, and how many questions there were.
func reviewSupervision(p pack.Pack, r pack.Review) []block {
	out := sessionList(p)
	if r.Asked > 0 {
		said := some(r.Asked, "question", "questions") + " written for " + p.Words().Supervision
		if r.Answered > 0 {
			said += fmt.Sprintf(", %d of them answered", r.Answered)
		}
		out = append(out, block{kind: line, text: headed(said) + "."})
	}
	return under(headed(p.Words().Supervision)+" received", out...)
}

// afterReview is the room to write in when the review is talked about.
func afterReview() []block {
	return under("After the conversation",
		block{kind: grid, table: &table{
			columns: []column{{"What we agreed", 6}, {"Who", 2}, {"By when", 2}},
			rows:    [][]string{{"", "", ""}, {"", "", ""}},
		}},
		block{kind: grid, table: &table{
			columns: []column{{"Talked about with", 4}, {"Day", 3}, {"Initials", 3}},
			rows:    [][]string{{"", "", ""}},
		}})
}
