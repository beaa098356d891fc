package pack

import (
	"fmt"
	"slices"

	"afterword/internal/journal"
)

// The fill functions check one list of a pack that was read and put it
// into a sheet. Only values that a pack can hold pass.

func (w wirePack) fillHanded(s *sheet) error {
	for i, h := range w.Handed {
		if !isCoarse(h.Date) || !areGoals(h.Goals) {
			return fmt.Errorf("%w: item %d of what was handed over has a date or a goal that is none", ErrNotAPack, i+1)
		}
		s.handed = append(s.handed, Handed(h))
	}
	return nil
}

func (w wirePack) fillQuestions(s *sheet) error {
	for i, q := range w.Questions {
		want, err := q.Want, error(nil)
		if want != "" {
			want, err = journal.ParseWant(string(want))
		}
		if err != nil || !isGoal(q.Goal) || journal.CheckEye(q.Eye) != nil {
			return fmt.Errorf("%w: question %d has a goal, a wish or an eye that is none", ErrNotAPack, i+1)
		}
		s.questions = append(s.questions, Question{Goal: q.Goal, Want: want, Eye: q.Eye, Text: q.Text, Context: q.Context, Tried: q.Tried})
	}
	return nil
}

func (w wirePack) fillActions(s *sheet) error {
	states := []journal.ActionState{journal.ActionOpen, journal.ActionDone, journal.ActionPartly, journal.ActionDropped}
	for i, a := range w.Actions {
		if !isGoal(a.Goal) || !slices.Contains(states, a.State) || a.Due != "" && a.Due.Time().IsZero() {
			return fmt.Errorf("%w: action %d has a goal, a state or a day that is none", ErrNotAPack, i+1)
		}
		s.actions = append(s.actions, Action{
			State: a.State, Due: a.Due, Goal: a.Goal, Agreed: a.Agreed, Owner: a.Owner, Standard: a.Standard, Sign: a.Sign, Text: a.Text, Outcome: a.Outcome,
		})
	}
	return nil
}

func (w wirePack) fillEntries(s *sheet) error {
	for i, e := range w.Entries {
		kind, err := journal.ParseEntryKind(string(e.Kind))
		switch {
		case err != nil, !isCoarse(e.Date), !areRatings(e.Energy, e.Weight, e.Confidence), !areGoals(e.Goals):
			return fmt.Errorf("%w: entry %d has a date, a kind, a goal or a measure that is none", ErrNotAPack, i+1)
		case !isDecided(e.Decided) || e.Minutes < 0 || e.Minutes > journal.LongestSession || !w.hasAim(e.On):
			return fmt.Errorf("%w: entry %d has a decision, minutes or a learning goal that is none", ErrNotAPack, i+1)
		case len(e.Answers) > mostAnswers:
			return fmt.Errorf("%w: entry %d has more than %d answers", ErrNotAPack, i+1, mostAnswers)
		}
		entry := Entry{Date: e.Date, Kind: kind, Framework: e.Framework, FrameworkName: e.FrameworkName, Goals: e.Goals,
			Energy: e.Energy, Weight: e.Weight, Confidence: e.Confidence, Decided: e.Decided, Minutes: e.Minutes, On: e.On}
		for _, a := range e.Answers {
			entry.Answers = append(entry.Answers, Answer(a))
		}
		s.entries = append(s.entries, entry)
	}
	return nil
}

func (w wirePack) fillTrend(s *sheet) error {
	for i, r := range w.Trend {
		if !isCoarse(r.Date) || !areRatings(r.Energy, r.Weight) || r.Energy+r.Weight == 0 {
			return fmt.Errorf("%w: point %d of the trend has a date or a measure that is none", ErrNotAPack, i+1)
		}
		s.trend = append(s.trend, Reading(r))
	}
	return nil
}

func (w wirePack) fillThemes(s *sheet) error {
	if w.Themes == nil {
		return nil
	}
	t := journal.Themes{Entries: w.Themes.Entries}
	if t.Entries < 1 || len(w.Themes.Goals) > len(journal.Goals()) || len(w.Themes.Functions) > mostFunctions {
		return fmt.Errorf("%w: its themes cannot be", ErrNotAPack)
	}
	for i, p := range w.Themes.Goals {
		place := journal.Place{Goal: p.Goal, Entries: p.Entries}
		if p.Goal == "" || !isGoal(p.Goal) || p.Entries < 0 || p.Entries > t.Entries {
			return fmt.Errorf("%w: goal %d of its themes has a name or a count that is none", ErrNotAPack, i+1)
		}
		for _, n := range p.Noted {
			noted, err := n.read()
			if err != nil {
				return fmt.Errorf("%w: goal %d of its themes has a measure that is none", ErrNotAPack, i+1)
			}
			place.Noted = append(place.Noted, noted)
		}
		t.Places = append(t.Places, place)
	}
	for i, f := range w.Themes.Functions {
		if f.Entries < 0 || f.Entries > t.Entries {
			return fmt.Errorf("%w: function %d of its themes has a count that is none", ErrNotAPack, i+1)
		}
		t.Functions = append(t.Functions, journal.Function(f))
	}
	s.themes = t
	return nil
}

// mostFunctions is the most functions of supervision that are read.
const mostFunctions = 20

// read checks one measure.
func (n wireNoted) read() (journal.Noted, error) {
	out := journal.Noted{Times: n.Times}
	var err error
	if out.Measure, err = journal.ParseMeasure(string(n.Measure)); err != nil {
		return out, err
	}
	if n.Times < 1 || len(n.Values) > n.Times {
		return out, ErrNotAPack
	}
	for _, v := range n.Values {
		value, err := journal.ParseValue(string(v))
		if err != nil {
			return out, err
		}
		out.Values = append(out.Values, value)
	}
	return out, nil
}

func (w wirePack) fillScan(s *sheet) error {
	for i, c := range w.Scan {
		line := Case{Alias: c.Alias, Weeks: -1}
		if c.Weeks != nil {
			line.Weeks = *c.Weeks
		}
		if c.Weeks != nil && *c.Weeks < 0 {
			return fmt.Errorf("%w: alias %d has a number of weeks that is none", ErrNotAPack, i+1)
		}
		s.scan = append(s.scan, line)
	}
	return nil
}

func (w wirePack) fillSessions(s *sheet) error {
	for i, m := range w.Sessions {
		mode, err := m.Mode, error(nil)
		if mode != "" {
			mode, err = journal.ParseSessionMode(string(mode))
		}
		if err != nil || m.Date.Time().IsZero() || m.Minutes < 0 || m.Minutes > journal.LongestSession || m.Size < 0 || m.Size > journal.MostTogether {
			return fmt.Errorf("%w: session %d has a day, a mode or a number that is none", ErrNotAPack, i+1)
		}
		s.sessions = append(s.sessions, Session{Date: m.Date, Minutes: m.Minutes, Mode: mode, Size: m.Size})
	}
	if w.Next != "" && w.Next.Time().IsZero() {
		return fmt.Errorf("%w: its next session has a day that is none", ErrNotAPack)
	}
	s.next = w.Next
	return nil
}

// isGoal reports whether g is one of the eight goals, or none.
func isGoal(g journal.Goal) bool { return g == "" || slices.Contains(journal.Goals(), g) }

// isDecided reports whether d says how a decision was reached, or nothing.
func isDecided(d journal.Decided) bool {
	_, err := journal.ParseDecided(string(d))
	return d == "" || err == nil
}

// areGoals reports whether each of the goals is one of the eight.
func areGoals(goals []journal.Goal) bool {
	return !slices.ContainsFunc(goals, func(g journal.Goal) bool { return g == "" || !isGoal(g) })
}

// areRatings reports whether each number is a rating, or 0 for none.
func areRatings(all ...int) bool {
	return slices.Min(all) >= 0 && slices.Max(all) <= 5
}
