package journal

import "fmt"

// Class is what sort of writing a rule on how long to keep it is about.
type Class string

// The classes. The record of what was shared is in none: it holds no words
// and is kept.
const (
	ClassEntries Class = "entries" // what was written
	ClassLoop    Class = "loop"    // questions, actions, sessions and supervisors
)

// longestKept is the most months that a rule can say: fifty years.
const longestKept = 600

// Retention says how many months each class is kept before it is due to be
// looked at; 0 means that it never is. Nothing is removed by it.
type Retention struct {
	Entries int `cbor:"e,omitempty" json:"entries,omitempty"`
	Loop    int `cbor:"l,omitempty" json:"loop,omitempty"`
}

// Months is the rule for a class.
func (r Retention) Months(c Class) int {
	if c == ClassLoop {
		return r.Loop
	}
	return r.Entries
}

// With returns the rules with another one for a class: 0 months for never.
// An error names a class that is not known or a time that is none.
func (r Retention) With(c Class, months int) (Retention, error) {
	if months < 0 || months > longestKept {
		return r, fmt.Errorf("a time to keep something is between 1 and %d months, or never", longestKept)
	}
	switch c {
	case ClassEntries:
		r.Entries = months
	case ClassLoop:
		r.Loop = months
	default:
		return r, fmt.Errorf("%q is no class; there are entries and loop, which is questions, actions, sessions, supervisors and learning goals", c)
	}
	return r, nil
}

// ClassOf is the class of a kind of thing; false for a kind that has none.
func ClassOf(k Kind) (Class, bool) {
	switch k {
	case KindEntry:
		return ClassEntries, true
	case KindQuestion, KindAction, KindSession, KindSupervisor, KindLearning:
		return ClassLoop, true
	}
	return "", false
}

// Due is the day on which something of the class is to be looked at: so
// many months after it was written, or after it was last looked at. It is
// empty for never.
func (r Retention) Due(c Class, written, looked Date) Date {
	from := written
	if looked > from {
		from = looked
	}
	months := r.Months(c)
	if months == 0 || from == "" {
		return ""
	}
	return DateOf(from.Time().AddDate(0, months, 0))
}
