// Package insight counts what a journal holds, for its writer alone: values
// in, numbers out. Nothing is scored, ranked or compared with another
// person or period, and nothing counts days in a row. What is small is
// given as a list and not as a rate.
package insight

import (
	"cmp"
	"slices"

	"afterword/internal/journal"
)

// Period is a run of days, the first and the last included.
type Period struct {
	From journal.Date `json:"from"` // empty until Of sets it to the first day that is written about
	To   journal.Date `json:"to"`
}

// Has reports whether a day lies in the period. No day lies in none.
func (p Period) Has(day journal.Date) bool {
	return day != "" && !day.Before(p.From) && !p.To.Before(day)
}

// Days returns how many days the period has.
func (p Period) Days() int {
	if p.From == "" || p.To.Before(p.From) {
		return 0
	}
	return p.From.DaysUntil(p.To) + 1
}

// Back returns the month, quarter or year that ends with a day.
func Back(unit string, to journal.Date) (Period, bool) {
	ago, ok := map[string]string{"month": "a month ago", "quarter": "3 months ago", "year": "a year ago"}[unit]
	if !ok {
		return Period{}, false
	}
	before, err := journal.ParseWhen(ago, to)
	return Period{before.AddDays(1), to}, err == nil
}

// Book is what is counted: the heads of what is live, in any order.
type Book struct {
	Entries   []*journal.Entry
	Questions []*journal.Question
	Actions   []*journal.Action
	Sessions  []*journal.Session
	Learning  []*journal.Learning
}

// Crosswalk places the goals in three models of supervision, and the
// prompts of frameworks in their stages.
type Crosswalk struct {
	Proctor, Kadushin map[journal.Goal][]string
	Eyes              map[journal.Goal][]int
	Stages            map[string]string // the stage that a prompt asks for, by the prompt's id
	Order             []string          // the stages in their order; others follow it
}

// Count is how often something is there.
type Count struct {
	Name  string `json:"name"`
	Times int    `json:"count"`
}

// Point is what was noted on a day.
type Point struct {
	Day   journal.Date `json:"day"`
	Value int          `json:"value"`
}

// Function is one function of supervision, with how many entries of the
// period serve it and the latest day of such an entry up to its end.
type Function struct {
	Name    string       `json:"name"`
	Entries int          `json:"entries"`
	Last    journal.Date `json:"last"`
}

// Eye is one of the seven eyes, with the entries whose goals look through
// it and the questions that name it.
type Eye struct {
	Eye       int `json:"eye"`
	Entries   int `json:"entries"`
	Questions int `json:"questions"`
}

// Quiet is a goal or an alias that was not brought for a while. Last is
// when it was brought last, empty for never.
type Quiet struct {
	Name string       `json:"name"`
	Last journal.Date `json:"last_brought"`
}

// Numbers is what a period holds.
type Numbers struct {
	Period   Period     `json:"period"`
	Entries  int        `json:"entries"`
	Days     int        `json:"days"` // with an entry
	Kinds    []Count    `json:"kinds"`
	Weekdays []Count    `json:"weekdays"` // of the shift, Monday first
	Hours    []Count    `json:"hours"`    // of the writer's own clock when it was written
	Year     []Point    `json:"year"`     // the days with entries in the 53 weeks up to the end, and how many
	Proctor  []Function `json:"proctor"`
	Kadushin []Function `json:"kadushin"`
	Eyes     []Eye      `json:"eyes"`
	Goals    []Place    `json:"goals"` // all eight, in their order
	Measures Measures   `json:"measures"`

	Sessions       int   `json:"sessions"`
	SessionMinutes []int `json:"session_minutes"` // of those that have any, the oldest first

	QuestionsWritten  int `json:"questions_written"`
	QuestionsAnswered int `json:"questions_answered"` // of those
	QuestionsWaiting  int `json:"questions_waiting"`  // of all, to be brought and not answered

	Aliases      []Count `json:"aliases"` // of the period's entries
	QuietGoals   []Quiet `json:"quiet_goals"`
	QuietAliases []Quiet `json:"quiet_aliases"`
}

// Place is what there is of one goal.
type Place struct {
	Goal      journal.Goal `json:"goal"`
	Entries   int          `json:"entries"`
	Questions int          `json:"questions"`
	Actions   int          `json:"actions"`
	Last      journal.Date `json:"last"`      // of an entry about it, up to the end of the period
	OverTime  []Point      `json:"over_time"` // its entries in the period, one point for each day
}

// Place returns what there is of one of the eight goals.
func (n Numbers) Place(g journal.Goal) Place { return n.Goals[slices.Index(journal.Goals(), g)] }

// quietDays is after how many days something not brought is asked about.
const quietDays = 8 * 7

// Of counts a period. A period without a beginning begins with the first
// day that the book has; what lies after its end is not looked at. Actions
// and questions count by the day they were written, and closed actions by
// the day they were closed; their states are as they are now.
func Of(b Book, p Period, c Crosswalk) Numbers {
	if p.From == "" {
		p.From = b.first(p.To)
	}
	n := &counting{Numbers: Numbers{Period: p}, cross: c, days: map[journal.Date]int{}, year: map[journal.Date]int{}, brought: map[string]journal.Date{}}
	n.prepare()
	for _, e := range b.Entries {
		n.entry(e)
	}
	for _, q := range b.Questions {
		n.question(q)
	}
	for _, a := range b.Actions {
		n.action(a)
	}
	b.Sessions = slices.Clone(b.Sessions)
	slices.SortStableFunc(b.Sessions, func(x, y *journal.Session) int { return cmp.Compare(x.Date, y.Date) })
	for _, s := range b.Sessions {
		n.session(s)
	}
	for _, l := range b.Learning {
		n.learning(l)
	}
	n.finish()
	return n.Numbers
}

// first is the earliest day of the book, at the latest to.
func (b Book) first(to journal.Date) journal.Date {
	for _, e := range b.Entries {
		if d := e.Day(); d != "" {
			to = min(to, d)
		}
	}
	for _, q := range b.Questions {
		to = min(to, q.Written.Date())
	}
	for _, a := range b.Actions {
		to = min(to, a.Written.Date())
	}
	for _, s := range b.Sessions {
		to = min(to, s.Date)
	}
	for _, l := range b.Learning {
		to = min(to, l.Written.Date())
	}
	return to
}
