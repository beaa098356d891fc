package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/chart"
	"afterword/internal/insight"
	"afterword/internal/journal"
)

// goal is what the period holds of one goal, by its own measure.
func (p page) goal(n insight.Numbers, g journal.Goal) {
	place := n.Place(g)
	p.put("")
	line := counted(place.Entries, "entry") + " about " + lowerFirst(p.name(g))
	for _, more := range []struct {
		n    int
		noun string
	}{{place.Questions, "question"}, {place.Actions, "action"}} {
		if more.n > 0 {
			line += ", " + counted(more.n, more.noun)
		}
	}
	p.tell(line + ".")
	if place.Entries == 0 && place.Last != "" {
		p.tell("The last before: " + place.Last.Long() + ".")
	}
	p.measure(n, g)
}

// name is a goal's label, however little room there is.
func (p page) name(g journal.Goal) string {
	if found, ok := p.cat.Goal(g); ok {
		return found.Label
	}
	return string(g)
}

// lowerFirst begins a label in lower case, as within a sentence.
func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// measure tells and draws one goal's measure over the period.
func (p page) measure(n insight.Numbers, g journal.Goal) {
	first, second := n.Measures.OverTime(g)
	switch g {
	case journal.Support:
		p.ratings("Energy, from 1 to 5", n.Period, first)
		p.ratings("Weight carried home, from 1 to 5", n.Period, second)
	case journal.Independence:
		p.ratings("Confidence, from 1 to 5", n.Period, first)
	}
	if words := p.measureWords(g, n.Measures); words != "" {
		p.tell(capital(words) + ".")
	}
	if g == journal.Support || g == journal.Independence || len(first) == 0 {
		return
	}
	what := map[journal.Goal]string{
		journal.Development: "Minutes", journal.Ethics: "Entries with options or advice", journal.Accountability: "Actions done",
		journal.Reflection: "Entries with a framework", journal.Culture: "Proposals", journal.Quality: "Changes to test",
	}[g]
	if !p.drawn {
		p.tell(p.overTime(what+" by", n.Period, first))
		return
	}
	p.steps(what, n.Period, first)
}

// steps draws counts over time in one small row.
func (p page) steps(what string, span insight.Period, points []insight.Point) {
	unit, parts := insight.Split(span, points, min(27, p.room))
	counts := make([]int, len(parts))
	for i, b := range parts {
		counts[i] = b.Sum()
	}
	note := "one column a " + unit
	if most := slices.Max(counts); most > 8 {
		note += fmt.Sprintf(", the highest is %d", most)
	}
	p.head(what + " (" + note + ")")
	p.draw(chart.Steps(counts))
	p.draw(axis(span, 0, len(parts)))
}

// measureWords tells what is counted for a goal besides ratings; nothing
// where there is nothing.
func (p page) measureWords(g journal.Goal, m insight.Measures) string {
	switch g {
	case journal.Development:
		d := m.Development
		return withCommas(times(d.Open, "learning goal", "open"), times(d.Set, "learning goal", "set in these days"), times(d.Closed, "learning goal", "closed"),
			noted("feedback", d.Feedback), times(d.Minutes, "minute", "of learning"))
	case journal.Ethics:
		return withCommas(noted("options weighed", m.Ethics.Options), noted("someone consulted", m.Ethics.Consulted))
	case journal.Support:
		return noted("what helped", m.Support.Helped)
	case journal.Accountability:
		return accountWords(m.Accountability)
	case journal.Reflection:
		r := m.Reflection
		var out []string
		for _, f := range r.Frameworks {
			out = append(out, fmt.Sprintf("%s (%d)", p.frameworkName(f.Name), f.Times)) // a name can have commas in it
		}
		line := strings.Join(out, "; ")
		const many = 8
		switch {
		case len(r.Stages) > many:
			line += fmt.Sprintf("; %d different stages", len(r.Stages))
		case len(r.Stages) > 0:
			line += "; stages: " + strings.Join(p.stageCounts(r.Stages), "; ")
		}
		return withCommas(line, times(r.SecondLooks, "second look", ""))
	case journal.Independence:
		i := m.Independence
		return withCommas(timesOf("decided alone", i.Alone), timesOf("checked with someone", i.Checked), timesOf("asked", i.Asked))
	case journal.Culture:
		return actWords("proposal", m.Culture.Proposals)
	case journal.Quality:
		return actWords("change", m.Quality.Changes)
	}
	return ""
}

// stageCounts writes stages by their names with how often each was asked;
// they can have commas in them, as frameworks can.
func (p page) stageCounts(stages []insight.Count) []string {
	names := namesOf(p.cat).Stages[""]
	var out []string
	for _, s := range stages {
		out = append(out, fmt.Sprintf("%s (%d)", cmp.Or(names[s.Name], s.Name), s.Times))
	}
	return out
}

// accountWords tells what came of actions.
func accountWords(m insight.Accountability) string {
	var ended []string
	for _, c := range []struct {
		n    int
		what string
	}{{m.Kept, "kept"}, {m.Late, "later than its day"}, {m.Partly, "in part"}, {m.Dropped, "dropped"}} {
		if c.n > 0 {
			ended = append(ended, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	line := ""
	if len(ended) > 0 {
		line = "actions closed: " + strings.Join(ended, ", ")
	}
	open := ""
	if m.Open > 0 {
		open = fmt.Sprintf("%d open", m.Open)
		if m.Overdue > 0 {
			open += fmt.Sprintf(", of these %d past the day it was due", m.Overdue)
		}
	}
	standards := ""
	if len(m.Standards) > 0 {
		standards = "standards: " + countWords(m.Standards)
	}
	return strings.Join(noEmpty(line, open, standards), "; ")
}

// actWords tells what came of actions of a kind.
func actWords(noun string, acts []insight.Act) string {
	if len(acts) == 0 {
		return ""
	}
	var counts []insight.Count
	signed := 0
	for _, state := range []journal.ActionState{journal.ActionOpen, journal.ActionDone, journal.ActionPartly, journal.ActionDropped} {
		c := insight.Count{Name: string(state)}
		for _, act := range acts {
			if act.State == state {
				c.Times++
			}
		}
		counts = append(counts, c)
	}
	for _, act := range acts {
		if act.Signed {
			signed++
		}
	}
	line := counted(len(acts), noun) + ": " + countWords(counts)
	if signed > 0 {
		line += fmt.Sprintf("; a sign is named for %d", signed)
	}
	return line
}

// times is "2 learning goals open", and nothing for none.
func times(n int, noun, what string) string {
	if n == 0 {
		return ""
	}
	return strings.TrimSpace(counted(n, noun) + " " + what)
}

// timesOf is "asked twice", and nothing for none.
func timesOf(what string, n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return what + " once"
	case 2:
		return what + " twice"
	}
	return what + " " + counted(n, "time")
}

// noted is "feedback in 2 entries", and nothing for none.
func noted(what string, n int) string {
	if n == 0 {
		return ""
	}
	return what + " in " + counted(n, "entry")
}

// withCommas joins what is there with commas.
func withCommas(parts ...string) string { return strings.Join(noEmpty(parts...), ", ") }

// noEmpty leaves out what is empty.
func noEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
