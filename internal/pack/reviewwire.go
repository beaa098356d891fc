package pack

import (
	"fmt"
	"slices"

	"afterword/internal/journal"
)

// The wire types of a review, which stands in a pack under "review".
type (
	wireReview struct {
		Entries    int            `json:"entries"`
		Days       int            `json:"days,omitempty"`
		Kinds      []wireCount    `json:"kinds,omitempty"`
		Weekdays   []wireCount    `json:"weekdays,omitempty"`
		Hours      []wireCount    `json:"hours,omitempty"`
		Times      []wireTime     `json:"times"`
		Goals      []wireAbout    `json:"goals"`
		Proctor    []wireCount    `json:"proctor"`
		Kadushin   []wireCount    `json:"kadushin"`
		Frameworks []wireCount    `json:"frameworks,omitempty"`
		Stages     []wireCount    `json:"stages,omitempty"`
		Asked      int            `json:"questions_written,omitempty"`
		Answered   int            `json:"questions_answered,omitempty"`
		Learning   []wireLearning `json:"learning_goals,omitempty"`
	}
	wireCount struct {
		Name  string `json:"name"`
		Times int    `json:"count"`
	}
	wireTime struct {
		Date       string `json:"date"`
		Entries    int    `json:"entries,omitempty"`
		Energy     []int  `json:"energy,omitempty"`
		Weight     []int  `json:"weight,omitempty"`
		Confidence []int  `json:"confidence,omitempty"`
	}
	wireAbout struct {
		Goal      journal.Goal   `json:"goal"`
		Entries   int            `json:"entries"`
		Questions int            `json:"questions,omitempty"`
		Actions   int            `json:"actions,omitempty"`
		Noted     []wireMeasured `json:"noted,omitempty"`
	}
	wireMeasured struct {
		Measure Measure `json:"measure"`
		Times   int     `json:"count"`
	}
	wireLearning struct {
		Ref     string                `json:"ref"`
		State   journal.LearningState `json:"state"`
		Goal    journal.Goal          `json:"goal,omitempty"`
		Set     string                `json:"set,omitempty"`
		Closed  string                `json:"closed,omitempty"`
		Notes   int                   `json:"notes,omitempty"`
		Text    string                `json:"text"`
		Outcome string                `json:"outcome,omitempty"`
	}
)

// wire puts a review into its form, or gives nothing for nil.
func (r *Review) wire() *wireReview {
	if r == nil {
		return nil
	}
	w := &wireReview{
		Entries: r.Entries, Days: r.Days, Kinds: wireCounts(r.Kinds), Weekdays: wireCounts(r.Weekdays), Hours: wireCounts(r.Hours),
		Times: []wireTime{}, Goals: []wireAbout{}, Proctor: wireCounts(r.Proctor), Kadushin: wireCounts(r.Kadushin),
		Frameworks: wireCounts(r.Frameworks), Stages: wireCounts(r.Stages), Asked: r.Asked, Answered: r.Answered,
	}
	for _, t := range r.Times {
		w.Times = append(w.Times, wireTime(t))
	}
	for _, a := range r.Goals {
		about := wireAbout{Goal: a.Goal, Entries: a.Entries, Questions: a.Questions, Actions: a.Actions}
		for _, n := range a.Noted {
			about.Noted = append(about.Noted, wireMeasured(n))
		}
		w.Goals = append(w.Goals, about)
	}
	for _, l := range r.Learning {
		w.Learning = append(w.Learning, wireLearning{l.Ref, l.State, l.Goal, l.Set, l.Closed, l.Notes, l.Text, l.Outcome})
	}
	return w
}

func wireCounts(all []Count) []wireCount {
	out := []wireCount{}
	for _, c := range all {
		out = append(out, wireCount(c))
	}
	return out
}

// mostCounts is the most names of one list of counts that are read.
const mostCounts = 200

// fillReview checks the numbers of a review that was read.
func (w wirePack) fillReview(s *sheet) error {
	switch {
	case w.Kind != ForSupervision && w.Kind != ForReview:
		return fmt.Errorf("%w: it is of a kind that this version does not know", ErrNotAPack)
	case (w.Kind == ForReview) != (w.Review != nil):
		return fmt.Errorf("%w: a review has its numbers, and no other pack has any", ErrNotAPack)
	case w.Review == nil:
		return nil
	case w.Period.From == "" || w.Period.To == "":
		return fmt.Errorf("%w: a review has a period with a beginning and an end", ErrNotAPack)
	}
	r, read := w.Review, &Review{Entries: w.Review.Entries, Days: w.Review.Days, Asked: w.Review.Asked, Answered: w.Review.Answered}
	if min(r.Entries, r.Days, r.Asked, r.Answered) < 0 {
		return fmt.Errorf("%w: a count of the review is below nought", ErrNotAPack)
	}
	for _, list := range []struct {
		from []wireCount
		to   *[]Count
		may  func(string) bool
	}{
		{r.Kinds, &read.Kinds, isEntryKind}, {r.Weekdays, &read.Weekdays, isWeekday}, {r.Hours, &read.Hours, isPartOfDay},
		{r.Proctor, &read.Proctor, isAny}, {r.Kadushin, &read.Kadushin, isAny}, {r.Frameworks, &read.Frameworks, isAny}, {r.Stages, &read.Stages, isAny},
	} {
		if len(list.from) > mostCounts {
			return fmt.Errorf("%w: a list of counts in the review is too long", ErrNotAPack)
		}
		for _, c := range list.from {
			if c.Times < 0 || !list.may(c.Name) {
				return fmt.Errorf("%w: a list of counts in the review has a name or a number that is none", ErrNotAPack)
			}
			*list.to = append(*list.to, Count(c))
		}
	}
	s.review = read
	for _, fill := range []func(*Review) error{r.fillTimes, r.fillGoals, r.fillLearning} {
		if err := fill(read); err != nil {
			return err
		}
	}
	return nil
}

// fillTimes checks the times, which stand in their order.
func (w *wireReview) fillTimes(r *Review) error {
	before := journal.Date("")
	for i, t := range w.Times {
		at := Time(t)
		if t.Date == "" || !isCoarse(t.Date) || !before.Before(at.From()) || t.Entries < 0 || len(t.Energy)+len(t.Weight)+len(t.Confidence) > mostItems {
			return fmt.Errorf("%w: time %d of the review has a date or a number that is none", ErrNotAPack, i+1)
		}
		if all := slices.Concat(t.Energy, t.Weight, t.Confidence); len(all) > 0 && (!areRatings(all...) || slices.Min(all) < 1) {
			return fmt.Errorf("%w: time %d of the review has a value that is none", ErrNotAPack, i+1)
		}
		before = at.From()
		r.Times = append(r.Times, at)
	}
	return nil
}

func (w *wireReview) fillGoals(r *Review) error {
	if len(w.Goals) > len(journal.Goals()) {
		return fmt.Errorf("%w: its review has too many goals", ErrNotAPack)
	}
	for i, g := range w.Goals {
		about := About{Goal: g.Goal, Entries: g.Entries, Questions: g.Questions, Actions: g.Actions}
		if g.Goal == "" || !isGoal(g.Goal) || min(g.Entries, g.Questions, g.Actions) < 0 || len(g.Noted) > len(measures()) {
			return fmt.Errorf("%w: goal %d of its review has a name or a count that is none", ErrNotAPack, i+1)
		}
		for _, n := range g.Noted {
			if !slices.Contains(measures(), n.Measure) || n.Times < 1 {
				return fmt.Errorf("%w: goal %d of its review has a measure that is none", ErrNotAPack, i+1)
			}
			about.Noted = append(about.Noted, Noted(n))
		}
		r.Goals = append(r.Goals, about)
	}
	return nil
}

func (w *wireReview) fillLearning(r *Review) error {
	for i, l := range w.Learning {
		state, err := journal.ParseLearningState(string(l.State))
		if err != nil || !isGoal(l.Goal) || !isCoarse(l.Set) || !isCoarse(l.Closed) || l.Notes < 0 {
			return fmt.Errorf("%w: learning goal %d has a goal, a state or a date that is none", ErrNotAPack, i+1)
		}
		r.Learning = append(r.Learning, Learning{State: state, Goal: l.Goal, Set: l.Set, Closed: l.Closed, Notes: l.Notes, Text: l.Text, Outcome: l.Outcome})
	}
	return nil
}

func isEntryKind(s string) bool {
	_, err := journal.ParseEntryKind(s)
	return err == nil && s != ""
}

func isWeekday(s string) bool {
	return slices.Contains([]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}, s)
}

func isPartOfDay(s string) bool {
	return slices.Contains([]string{"night", "morning", "afternoon", "evening"}, s)
}

// isAny lets every name pass: it is among the words that are looked at.
func isAny(string) bool { return true }
