package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
	"afterword/internal/vault"
)

// ofGoal is what a journal has of one goal: the numbers of a year, the
// latest entries, and what is open.
type ofGoal struct {
	there                        bool // there is a journal, and it opens
	numbers                      insight.Numbers
	recent                       []*journal.Entry
	questions, actions, learning []journal.Thing
}

// ofGoal reads what the journal has of a goal; a journal that does not
// open is said and is no failure, one that is not there yet is not said.
func (a *app) ofGoal(ctx context.Context, c *prompt.Catalogue, g journal.Goal) (ofGoal, error) {
	p, _ := insight.Back("year", a.today())
	mine := ofGoal{numbers: insight.Of(insight.Book{}, p, crosswalk(c, stageSlug))}
	v, err := a.open(ctx)
	var b insight.Book
	if err == nil {
		b, err = a.book(ctx, v, p, nil)
	}
	switch {
	case errors.Is(err, vault.ErrNoJournal):
		return mine, nil
	case err != nil:
		a.say("Your entries are left out: %v", err)
		return mine, nil
	}
	mine.there, mine.numbers = true, insight.Of(b, p, crosswalk(c, stageSlug))
	for _, e := range b.Entries { // the newest first
		if len(mine.recent) < recentOfGoal && slices.Contains(e.Goals, g) {
			mine.recent = append(mine.recent, e)
		}
	}
	for _, q := range b.Questions {
		if q.Goal == g && q.QuestionHead.State != journal.QuestionAnswered {
			mine.questions = append(mine.questions, q)
		}
	}
	for _, act := range b.Actions {
		if act.Goal == g && act.ActionHead.State == journal.ActionOpen {
			mine.actions = append(mine.actions, act)
		}
	}
	for _, l := range b.Learning {
		if (l.Goal == g || g == journal.Development) && l.LearningHead.State == journal.LearningOpen {
			mine.learning = append(mine.learning, l)
		}
	}
	slices.SortStableFunc(mine.actions, dueFirst)
	for _, list := range []*[]journal.Thing{&mine.questions, &mine.actions, &mine.learning} {
		if *list, err = a.withText(ctx, v, *list); err != nil {
			return mine, err
		}
	}
	return mine, nil
}

// withText loads the first of a list of things whole; what is damaged is
// left out, since verify names it.
func (a *app) withText(ctx context.Context, v *vault.Vault, list []journal.Thing) ([]journal.Thing, error) {
	var out []journal.Thing
	for _, t := range list[:min(len(list), usualLimit)] {
		switch err := v.Load(ctx, metaOf(t).ID, t); {
		case errors.Is(err, vault.ErrDamaged):
		case err != nil:
			return nil, err
		default:
			out = append(out, t)
		}
	}
	return out, nil
}

// putOfGoal shows what a journal has of a goal.
func (a *app) putOfGoal(ctx context.Context, p page, g journal.Goal, mine ofGoal) error {
	if !mine.there {
		return nil
	}
	p.head("Your last year, " + periodWords(mine.numbers.Period.From, mine.numbers.Period.To) + ":")
	p.goal(mine.numbers, g)
	if len(mine.recent) > 0 {
		p.head("Your latest entries:")
		s, err := a.entrySheet(ctx, a.opened, mine.recent)
		if err != nil {
			return err
		}
		a.putSheet(s)
	}
	for _, part := range []struct {
		title string
		list  []journal.Thing
	}{{"Open questions:", mine.questions}, {"Open actions:", mine.actions}, {"Learning goals:", mine.learning}} {
		if len(part.list) == 0 {
			continue
		}
		p.head(part.title)
		for _, t := range part.list {
			a.putLabel(a.short(ctx, a.opened, metaOf(t).ID), openWords(t))
		}
	}
	return nil
}

// openWords is the text of something open, with its sign and the day it is
// due.
func openWords(t journal.Thing) string {
	switch t := t.(type) {
	case *journal.Question:
		return t.Text
	case *journal.Action:
		var more []string
		if t.Sign != "" {
			more = append(more, "sign: "+t.Sign)
		}
		if t.Due != "" {
			more = append(more, "due "+plainDay(t.Due))
		}
		if len(more) == 0 {
			return t.Text
		}
		return t.Text + " (" + strings.Join(more, "; ") + ")"
	case *journal.Learning:
		return t.Text
	}
	return ""
}
