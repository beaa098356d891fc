package insight

import (
	"cmp"
	"slices"

	"afterword/internal/journal"
)

// Reason says why an entry may be worth a second look.
type Reason string

// The reasons, in the order in which they are given.
const (
	Placeholder Reason = "placeholder" // one line was left on a heavy day, to come back to
	Answered    Reason = "answered"    // a question that grew from it has been answered since
	Heavy       Reason = "heavy"       // the weight carried home was 4 or 5
)

// Reopening is an entry that may be worth a second look.
type Reopening struct {
	Entry  *journal.Entry
	Reason Reason
	Answer journal.Date // of Answered: when the question was answered, or what came of it last written
}

// rest is how many days lie at least between an entry and the offer to
// look at it again: never the night it was written, and longer where it was
// heavy.
func (r Reason) rest() int {
	switch r {
	case Heavy:
		return 14
	case Placeholder:
		return 3
	}
	return 1
}

// Again lists the entries that may be worth a second look, each once and
// with its first reason, the latest first among those of one reason. An
// entry that was looked at again is not among them, unless a question of it
// was answered after that; nor is one that its writer has settled, or put
// off until a day that has not come.
func Again(b Book, today journal.Date) []Reopening {
	looked, answered := secondLooks(b), answers(b, today)
	var all []Reopening
	for _, e := range b.Entries {
		if e.Kind == journal.SecondLook || e.Settled || today.Before(e.Later) {
			continue
		}
		written := max(e.Day(), e.Written.Date())
		rested := func(r Reason) bool { return !today.Before(written.AddDays(r.rest())) }
		look, again := looked[e.ID]
		switch answer, known := answered[e.ID]; {
		case !again && e.Reopen && rested(Placeholder):
			all = append(all, Reopening{e, Placeholder, ""})
		case known && look.Before(answer) && rested(Answered):
			all = append(all, Reopening{e, Answered, answer})
		case !again && e.Heavy() && !e.Reopen && rested(Heavy):
			all = append(all, Reopening{e, Heavy, ""})
		}
	}
	order := []Reason{Placeholder, Answered, Heavy}
	slices.SortStableFunc(all, func(x, y Reopening) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.Reason), slices.Index(order, y.Reason)), cmp.Compare(y.Entry.Day(), x.Entry.Day()))
	})
	return all
}

// secondLooks is for each entry the day of the latest second look at it.
func secondLooks(b Book) map[journal.ID]journal.Date {
	looked := map[journal.ID]journal.Date{}
	for _, e := range b.Entries {
		if !e.Parent.IsZero() {
			looked[e.Parent] = max(looked[e.Parent], e.Day(), e.Written.Date())
		}
	}
	return looked
}

// answers is for each entry the latest day before today on which a
// question that grew from it was answered, or what came of it last written.
func answers(b Book, today journal.Date) map[journal.ID]journal.Date {
	answered := map[journal.ID]journal.Date{}
	for _, q := range b.Questions {
		if day := q.Saved.Date(); q.QuestionHead.State == journal.QuestionAnswered && !q.Entry.IsZero() && day.Before(today) {
			answered[q.Entry] = max(answered[q.Entry], day)
		}
	}
	return answered
}
