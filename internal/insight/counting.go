package insight

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"afterword/internal/journal"
)

// counting is numbers in the making: what is gone through once.
type counting struct {
	Numbers
	cross   Crosswalk
	days    map[journal.Date]int // entries of each day of the period
	year    map[journal.Date]int // and of the 53 weeks up to its end
	since   journal.Date         // where these begin
	first   journal.Date         // of all entries
	brought map[string]journal.Date
	aliases []Quiet // with the day each was first written about, then brought
}

// prepare makes what is always there, in its order.
func (n *counting) prepare() {
	for d := range 7 {
		n.Weekdays = append(n.Weekdays, Count{Name: strings.ToLower(time.Weekday((d + 1) % 7).String())})
	}
	for _, part := range []string{"night", "morning", "afternoon", "evening"} {
		n.Hours = append(n.Hours, Count{Name: part})
	}
	for eye := range journal.Eyes {
		n.Eyes = append(n.Eyes, Eye{Eye: eye + 1})
	}
	for _, g := range journal.Goals() {
		n.Goals = append(n.Goals, Place{Goal: g, OverTime: []Point{}})
		for _, f := range n.cross.Proctor[g] {
			name(&n.Proctor, f)
		}
		for _, f := range n.cross.Kadushin[g] {
			name(&n.Kadushin, f)
		}
	}
	n.since = n.Period.To.AddDays(-sinceMonday(n.Period.To) - 52*7)
}

// name adds a function where it is not there.
func name(all *[]Function, f string) {
	if !slices.ContainsFunc(*all, func(o Function) bool { return o.Name == f }) {
		*all = append(*all, Function{Name: f})
	}
}

// sinceMonday is how many days of d's week lie before it.
func sinceMonday(d journal.Date) int { return (int(d.Time().Weekday()) + 6) % 7 }

// entry counts one entry, once for everything that it is about.
func (n *counting) entry(e *journal.Entry) {
	day := e.Day()
	if day == "" || n.Period.To.Before(day) {
		return
	}
	if n.first == "" || day < n.first {
		n.first = day
	}
	in := n.Period.Has(day)
	if !day.Before(n.since) {
		n.year[day]++
	}
	n.alias(e, day, in)
	for i := range n.Goals {
		g := &n.Goals[i]
		if !slices.Contains(e.Goals, g.Goal) {
			continue
		}
		g.Last = max(g.Last, day)
		if e.Visibility == journal.Bring {
			n.bring(string(g.Goal), day)
		}
		if in {
			g.Entries++
			g.OverTime = append(g.OverTime, Point{day, 1})
		}
	}
	serve(n.Proctor, n.cross.Proctor, e.Goals, day, in)
	serve(n.Kadushin, n.cross.Kadushin, e.Goals, day, in)
	if !in {
		return
	}
	n.Entries++
	n.days[day]++
	add(&n.Kinds, string(e.Kind), 1)
	if !e.Written.IsZero() {
		n.Hours[quarterOfDay(e.Written)].Times++
	}
	for i := range n.Eyes {
		n.Eyes[i].Entries += one(slices.ContainsFunc(e.Goals, func(g journal.Goal) bool { return slices.Contains(n.cross.Eyes[g], i+1) }))
	}
	n.measure(e, day)
}

// quarterOfDay is which six hours of the writer's own day a stamp lies in,
// from 0.
func quarterOfDay(s journal.Stamp) int {
	const day = 24 * 60 * 60
	second := (s.Unix + int64(s.Offset)) % day
	return int((second+day)%day) / (day / 4)
}

// serve counts an entry for each function that its goals serve.
func serve(all []Function, of map[journal.Goal][]string, goals []journal.Goal, day journal.Date, in bool) {
	for i := range all {
		f := &all[i]
		if slices.ContainsFunc(goals, func(g journal.Goal) bool { return slices.Contains(of[g], f.Name) }) {
			f.Last = max(f.Last, day)
			f.Entries += one(in)
		}
	}
}

// alias notes when the aliases of an entry were first there and last
// brought.
func (n *counting) alias(e *journal.Entry, day journal.Date, in bool) {
	for _, name := range e.Aliases {
		i := slices.IndexFunc(n.aliases, func(q Quiet) bool { return q.Name == name })
		if i < 0 {
			i = len(n.aliases)
			n.aliases = append(n.aliases, Quiet{name, day})
		}
		n.aliases[i].Last = min(n.aliases[i].Last, day)
		if e.Visibility == journal.Bring {
			n.bring("alias "+name, day)
		}
		if in {
			add(&n.Aliases, name, 1)
		}
	}
}

// bring notes that something was brought on a day, or marked for it.
func (n *counting) bring(what string, day journal.Date) { n.brought[what] = max(n.brought[what], day) }

// question counts a question.
func (n *counting) question(q *journal.Question) {
	day := q.Written.Date()
	if n.Period.To.Before(day) {
		return
	}
	n.QuestionsWaiting += one(q.Waits())
	if q.Waits() || q.QuestionHead.State != journal.QuestionDraft {
		n.bring(string(q.Goal), day)
	}
	if !n.Period.Has(day) {
		return
	}
	n.QuestionsWritten++
	n.QuestionsAnswered += one(q.QuestionHead.State == journal.QuestionAnswered)
	if q.Eye > 0 && q.Eye <= len(n.Eyes) {
		n.Eyes[q.Eye-1].Questions++
	}
	for i := range n.Goals {
		n.Goals[i].Questions += one(n.Goals[i].Goal == q.Goal)
	}
}

// action counts an action.
func (n *counting) action(a *journal.Action) {
	day := a.Written.Date()
	if n.Period.To.Before(day) {
		return
	}
	for i := range n.Goals {
		n.Goals[i].Actions += one(n.Goals[i].Goal == a.Goal && n.Period.Has(day))
	}
	n.account(a)
}

// session counts a session. They come in the order of their days.
func (n *counting) session(s *journal.Session) {
	if n.Period.To.Before(s.Date) {
		return
	}
	for _, g := range s.Goals {
		n.bring(string(g), s.Date)
	}
	if !n.Period.Has(s.Date) {
		return
	}
	n.Sessions++
	if s.Minutes > 0 {
		n.SessionMinutes = append(n.SessionMinutes, s.Minutes)
	}
}

// finish puts everything in order, and asks after what was not brought.
func (n *counting) finish() {
	n.Days = len(n.days)
	for day, entries := range n.days {
		n.Weekdays[sinceMonday(day)].Times += entries
	}
	n.Year = there(points(n.year))
	n.Kinds, n.Aliases, n.SessionMinutes = there(byName(n.Kinds)), there(byName(n.Aliases)), there(n.SessionMinutes)
	n.Proctor, n.Kadushin = there(n.Proctor), there(n.Kadushin)
	for i := range n.Goals {
		together := map[journal.Date]int{}
		for _, p := range n.Goals[i].OverTime {
			together[p.Day] += p.Value
		}
		n.Goals[i].OverTime = there(points(together))
	}
	n.Measures.settle(n.cross.Order)
	n.QuietGoals, n.QuietAliases = []Quiet{}, []Quiet{}
	before := n.Period.To.AddDays(-quietDays)
	if n.first != "" && !before.Before(n.first) {
		for _, g := range journal.Goals() {
			if last := n.brought[string(g)]; !before.Before(last) {
				n.QuietGoals = append(n.QuietGoals, Quiet{string(g), last})
			}
		}
	}
	slices.SortFunc(n.aliases, func(x, y Quiet) int { return cmp.Compare(x.Name, y.Name) })
	for _, q := range n.aliases {
		if last := n.brought["alias "+q.Name]; !before.Before(max(last, q.Last)) {
			n.QuietAliases = append(n.QuietAliases, Quiet{q.Name, last})
		}
	}
}

// points are the days of a map in their order.
func points(days map[journal.Date]int) []Point {
	var out []Point
	for d, n := range days {
		out = append(out, Point{d, n})
	}
	slices.SortFunc(out, func(x, y Point) int { return cmp.Compare(x.Day, y.Day) })
	return out
}

// add counts something by its name.
func add(counts *[]Count, name string, times int) {
	i := slices.IndexFunc(*counts, func(c Count) bool { return c.Name == name })
	if i < 0 {
		i = len(*counts)
		*counts = append(*counts, Count{Name: name})
	}
	(*counts)[i].Times += times
}

// byName orders counts by their names, since nothing is ranked.
func byName(counts []Count) []Count {
	slices.SortFunc(counts, func(x, y Count) int { return cmp.Compare(x.Name, y.Name) })
	return counts
}

// one is 1 where something is so.
func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// there is a list that is not nil, for those who read it as JSON.
func there[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
