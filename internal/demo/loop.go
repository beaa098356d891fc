package demo

import (
	"cmp"
	"fmt"

	"afterword/internal/journal"
)

// questions tells the questions: as they were written, and what became of
// them in the sessions that they were brought to.
func (t *telling) questions(s story) error {
	for _, told := range s.Question {
		at, err := t.moment(told.At)
		if err != nil {
			return err
		}
		q := journal.Question{
			QuestionHead: journal.QuestionHead{Written: at, State: journal.QuestionDraft, Want: journal.Want(told.Want), Eye: told.Eye,
				Visibility: journal.Visibility(cmp.Or(told.Share, string(journal.Bring)))},
			QuestionBody: journal.QuestionBody{Text: told.Text, Context: told.Context, Tried: told.Tried}}
		if q.Goal, err = journal.ParseGoal(told.Goal); err != nil {
			return err
		}
		if told.From != "" {
			q.Entry = t.id(told.From)
		}
		id, first := t.id(told.Key), q
		t.save(id, 1, at, &first)
		revision := 1
		for _, met := range t.met() {
			for _, b := range met.Brought {
				if b.Question != id {
					continue
				}
				outcome := ""
				if b.Became == journal.BecameAnswered {
					outcome = told.Outcome
				}
				revision++
				q.Take(b.Became, outcome)
				now := q
				t.save(id, revision, met.Written, &now)
			}
		}
	}
	return nil
}

// met are the sessions that were told.
func (t *telling) met() []*journal.Session {
	var all []*journal.Session
	for _, one := range t.told {
		if s, ok := one.Content.(*journal.Session); ok {
			all = append(all, s)
		}
	}
	return all
}

// actions tells the actions: as they were agreed, and how they ended.
func (t *telling) actions(s story) error {
	for _, told := range s.Action {
		at, err := t.moment(told.At)
		if err != nil {
			return err
		}
		a := journal.Action{
			ActionHead: journal.ActionHead{Written: at, State: journal.ActionOpen, Kind: journal.ActionKind(told.Kind), Sign: told.Sign,
				Standard: told.Standard, Owner: told.Owner},
			ActionBody: journal.ActionBody{Text: told.Text}}
		if a.Goal, err = journal.ParseGoal(told.Goal); err != nil {
			return err
		}
		if a.Due, err = t.day(told.Due); err != nil {
			return err
		}
		if told.From != "" {
			from := t.id(told.From)
			a.Entry = from
			for _, met := range s.Session {
				if met.Key == told.From {
					a.Entry, a.Session = journal.ID{}, from
				}
			}
		}
		id, first := t.id(""), a
		t.save(id, 1, at, &first)
		if told.State == "" {
			continue
		}
		state, err := journal.ParseActionState(told.State)
		if err != nil {
			return err
		}
		closed, err := t.day(told.Closed)
		if err != nil || closed == "" {
			return fmt.Errorf("the action of %s ended on no day", told.At)
		}
		a.Close(state, closed, told.Outcome)
		t.save(id, 2, t.evening(closed), &a)
	}
	return nil
}

// learning tells the learning goals, and how those ended that did.
func (t *telling) learning(s story) error {
	for _, told := range s.Learning {
		at, err := t.moment(told.At)
		if err != nil {
			return err
		}
		l := journal.Learning{LearningHead: journal.LearningHead{Written: at, State: journal.LearningOpen},
			LearningBody: journal.LearningBody{Text: told.Text}}
		if l.Goal, err = journal.ParseGoal(told.Goal); err != nil {
			return err
		}
		id, first := t.id(told.Key), l
		t.save(id, 1, at, &first)
		closed, err := t.day(told.Closed)
		if err != nil {
			return err
		}
		if closed != "" {
			l.Close(journal.LearningClosed, closed, told.Outcome)
			t.save(id, 2, t.evening(closed), &l)
		}
	}
	return nil
}
