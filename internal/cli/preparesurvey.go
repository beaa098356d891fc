package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// survey is what a journal holds that a pack can be made of. Entries have
// their heads only, the others their texts.
type survey struct {
	entries     []*journal.Entry // not in the trash, the oldest first, those marked never as well
	questions   []*journal.Question
	actions     []*journal.Action
	supervisors []*journal.Supervisor
	learning    []*journal.Learning // open
	may         map[journal.ID]bool // of every entry: it, and what grew from it, may be brought
	session     journal.Date        // of the last session; empty for none
	last        lastPack            // for the only supervisor, or for anybody
	left        map[journal.ID]int  // the latest revision that left in any pack
	damaged     int
}

// survey goes once through the heads of the journal and reads the questions
// and actions that could be brought.
func (a *app) survey(ctx context.Context, v *vault.Vault) (*survey, error) {
	s := new(survey)
	for row, err := range v.Rows(ctx, vault.Reading{}) {
		if err == nil {
			err = s.head(row)
		}
		if errors.Is(err, vault.ErrDamaged) {
			s.damaged++
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	s.may = journal.Open(s.entries)
	slices.Reverse(s.entries)
	slices.Reverse(s.questions)
	slices.Reverse(s.actions)
	slices.Reverse(s.learning)
	recipient := ""
	if len(s.supervisors) == 1 {
		recipient = s.supervisors[0].Name
	}
	var err error
	if s.last, err = a.lastShared(ctx, v, recipient); err != nil {
		return nil, err
	}
	records, _, err := a.sharedRecords(ctx, v)
	if err != nil {
		return nil, err
	}
	if s.left, _, err = departures(ctx, v, records); err != nil {
		return nil, err
	}
	if s.questions, err = opened(ctx, v, s, s.questions, func(q *journal.Question) journal.ID { return q.Entry }); err != nil {
		return nil, err
	}
	if s.actions, err = opened(ctx, v, s, s.actions, func(t *journal.Action) journal.ID { return t.Entry }); err != nil {
		return nil, err
	}
	s.learning, err = opened(ctx, v, s, s.learning, func(*journal.Learning) journal.ID { return journal.ID{} })
	return s, err
}

// head takes one row.
func (s *survey) head(row *vault.Row) error {
	t := journal.OfKind(row.Kind)
	if t == nil {
		return nil
	}
	if err := row.Into(t); err != nil {
		return vault.ErrDamaged
	}
	switch t := t.(type) {
	case *journal.Entry:
		s.entries = append(s.entries, t)
	case *journal.Question:
		if t.QuestionHead.State != journal.QuestionAnswered && t.Visibility != journal.Never {
			s.questions = append(s.questions, t)
		}
	case *journal.Action:
		s.actions = append(s.actions, t)
	case *journal.Learning:
		if t.LearningHead.State == journal.LearningOpen {
			s.learning = append(s.learning, t)
		}
	case *journal.Session:
		s.session = max(s.session, t.Date)
	case *journal.Supervisor:
		if t.SupervisorHead.State == journal.SupervisorCurrent {
			s.supervisors = append(s.supervisors, t)
		}
	}
	return nil
}

// opened reads the text of things, without those that grew from an entry
// which bars them or is not there.
func opened[T journal.Thing](ctx context.Context, v *vault.Vault, s *survey, all []T, from func(T) journal.ID) ([]T, error) {
	out := all[:0]
	for _, t := range all {
		if !from(t).IsZero() && !s.may[from(t)] {
			continue
		}
		switch err := v.Load(ctx, metaOf(t).ID, t); {
		case errors.Is(err, vault.ErrDamaged):
			s.damaged++
		case err != nil:
			return nil, err
		default:
			out = append(out, t)
		}
	}
	return out, nil
}

// of returns the entries of a period that may be brought, how many of it
// are marked never, and how many grew from an entry that bars them.
func (s *survey) of(p pack.Period) (may []*journal.Entry, never, held int) {
	for _, e := range s.entries {
		switch {
		case !p.Holds(e.Day()):
		case e.Visibility == journal.Never:
			never++
		case !s.may[e.ID]:
			held++
		default:
			may = append(may, e)
		}
	}
	slices.SortStableFunc(may, func(x, y *journal.Entry) int { return cmp.Compare(x.Day(), y.Day()) })
	return may, never, held
}

// waiting returns the entries of days outside a period that were marked to
// bring and have not left as they are now, the oldest first: what is said to
// wait for supervision is offered, whatever its day.
func (s *survey) waiting(p pack.Period) []*journal.Entry {
	var out []*journal.Entry
	for _, e := range s.entries {
		if e.Visibility == journal.Bring && s.may[e.ID] && s.left[e.ID] < e.Revision && !p.Holds(e.Day()) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y *journal.Entry) int { return cmp.Compare(x.Day(), y.Day()) })
	return out
}

// due returns the actions that come with a pack of a period: the open ones,
// and those that were closed in it and were in no pack since.
func (s *survey) due(p pack.Period) (open, closed []*journal.Action) {
	c := choice{had: s.last.had}
	for _, t := range s.actions {
		switch {
		case t.ActionHead.State == journal.ActionOpen:
			open = append(open, t)
		case c.due(*t, p):
			closed = append(closed, t)
		}
	}
	return open, closed
}

// latestNote returns the latest note on a learning goal that may be brought;
// nil where there is none.
func (s *survey) latestNote(l *journal.Learning) *journal.Entry {
	var latest *journal.Entry
	for _, e := range s.entries {
		if e.Learning == l.ID && s.may[e.ID] && (latest == nil || !e.Day().Before(latest.Day())) {
			latest = e
		}
	}
	return latest
}

// aliases reports whether an entry has one.
func (s *survey) aliases() bool {
	return slices.ContainsFunc(s.entries, func(e *journal.Entry) bool { return s.may[e.ID] && len(e.Aliases) > 0 })
}
