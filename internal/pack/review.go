package pack

import (
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
)

// Kind says what a pack is for.
type Kind string

// The kinds of pack.
const (
	ForSupervision Kind = ""       // what is brought to a session
	ForReview      Kind = "review" // what a month, a quarter or a year held, for a portfolio or an appraisal
)

// Omission is a part of a review that its writer may leave out.
type Omission string

// The parts that can be left out.
const (
	OmitRhythm      Omission = "rhythm"      // when was written
	OmitEnergy      Omission = "energy"      // energy, from 1 to 5
	OmitWeight      Omission = "weight"      // the weight carried home, from 1 to 5
	OmitConfidence  Omission = "confidence"  // confidence, from 1 to 5
	OmitSupervision Omission = "supervision" // the sessions, and how many questions there were
	OmitMarked      Omission = "marked"      // what is marked bring; what is named one by one stays
)

// Omissions lists the parts that can be left out, in the order of a review.
func Omissions() []Omission {
	return []Omission{OmitRhythm, OmitEnergy, OmitWeight, OmitConfidence, OmitSupervision, OmitMarked}
}

// Review is what a period held in numbers, with the words that were named
// for it. Its days are no closer than those of an entry in a pack.
type Review struct {
	Entries, Days int     // entries of the period, and days with one
	Kinds         []Count // of entry
	Weekdays      []Count // the days of the week with their entries, Monday first; none without the rhythm
	Hours         []Count // the quarters of the day in which was written, the night first
	Times         []Time  // in their order; parts of months with nothing are left out
	Goals         []About // all eight, in their order
	Proctor       []Count // entries by function of supervision
	Kadushin      []Count
	Frameworks    []Count // how often each was followed
	Stages        []Count // how often each was asked
	Asked         int     // questions written in the period
	Answered      int     // of these
	Learning      []Learning
}

// Count is how often something is there.
type Count struct {
	Name  string
	Times int
}

// Time is about ten days in which something was written, and what was noted
// of 1 to 5 in them, in the order of the days.
type Time struct {
	Date                       string // as Coarse writes it
	Entries                    int
	Energy, Weight, Confidence []int
}

// About is what a period holds about one goal.
type About struct {
	Goal                        journal.Goal
	Entries, Questions, Actions int
	Noted                       []Noted // what the goal is measured by, in its own order; what is nought is left out
}

// Noted is one measure of a goal in a review, and how many there are.
type Noted struct {
	Measure Measure
	Times   int
}

// Measure names what a goal is measured by in a review.
type Measure string

// measures are the measures in their order, those of each goal together.
// docs/pack.md says what each counts.
func measures() []Measure {
	return []Measure{
		"learning-open", "learning-set", "learning-closed", "feedback", "minutes",
		"options", "consulted",
		"energy", "weight", "helped",
		"kept", "late", "partly", "dropped", "open", "overdue", "standards",
		"framework", "second-look",
		"confidence", "alone", "checked", "asked",
		"proposals", "proposals-done", "proposals-partly", "proposals-dropped",
		"changes", "changes-done", "changes-partly", "changes-dropped", "signs",
	}
}

// Learning is a learning goal as it stands in a review: one that was named.
type Learning struct {
	Ref     string // "learning goal 1"
	State   journal.LearningState
	Goal    journal.Goal // that it serves; empty where none was given
	Set     string       // about when, as Coarse writes it
	Closed  string       // the same; empty while it is open
	Notes   int          // entries of the period that are notes on it
	Text    string
	Outcome string // what was learned
	from    origin
}

// Kind returns what the pack is for.
func (p Pack) Kind() Kind {
	if p.sheet.review != nil {
		return ForReview
	}
	return ForSupervision
}

// Review returns the numbers of a review; zero where the pack is none.
func (p Pack) Review() Review {
	if p.sheet.review == nil {
		return Review{}
	}
	return *p.sheet.review.clone()
}

// Drawings reports whether its writer wants it drawn where a format can.
func (p Pack) Drawings() bool { return p.sheet.drawings }

// clone copies r so that no part of it is shared; nil stays nil.
func (r *Review) clone() *Review {
	if r == nil {
		return nil
	}
	c := *r
	for _, counts := range []*[]Count{&c.Kinds, &c.Weekdays, &c.Hours, &c.Proctor, &c.Kadushin, &c.Frameworks, &c.Stages} {
		*counts = slices.Clone(*counts)
	}
	c.Times, c.Goals, c.Learning = slices.Clone(c.Times), slices.Clone(c.Goals), slices.Clone(c.Learning)
	for i := range c.Times {
		t := &c.Times[i]
		t.Energy, t.Weight, t.Confidence = slices.Clone(t.Energy), slices.Clone(t.Weight), slices.Clone(t.Confidence)
	}
	for i := range c.Goals {
		c.Goals[i].Noted = slices.Clone(c.Goals[i].Noted)
	}
	return &c
}

// items lists the words of a review: those of learning goals, and the names
// of what was counted, which can be a person's own.
func (r *Review) items() []item {
	if r == nil {
		return nil
	}
	var out []item
	for i := range r.Learning {
		l := &r.Learning[i]
		out = append(out, item{l.Ref, SectionLearning, journal.KindLearning, l.from, []field{{"text", &l.Text}, {"outcome", &l.Outcome}}})
	}
	counted := item{ref: "numbers", section: SectionNumbers}
	for _, list := range []struct {
		part   string
		counts []Count
	}{{"function", r.Proctor}, {"function of Kadushin", r.Kadushin}, {"framework", r.Frameworks}, {"stage", r.Stages}} {
		for i := range list.counts {
			counted.fields = append(counted.fields, field{fmt.Sprintf("%s %d", list.part, i+1), &list.counts[i].Name})
		}
	}
	return append(out, counted)
}

// Glossed adds to the name of a function of supervision what it is for, in
// a word that needs no model: "formative (learning)". Other names are left.
func Glossed(function string) string {
	switch function {
	case "formative", "educational":
		return function + " (learning)"
	case "normative", "administrative":
		return function + " (standards)"
	case "restorative", "supportive":
		return function + " (support)"
	}
	return function
}

// From returns the first of the days that t is about: the 1st, 11th or 21st
// of a month.
func (t Time) From() journal.Date {
	for prefix, day := range map[string]string{"early ": "01", "mid-": "11", "late ": "21"} {
		if month, ok := strings.CutPrefix(t.Date, prefix); ok {
			return dayOfMonth(month, day)
		}
	}
	return ""
}
