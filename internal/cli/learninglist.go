package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// learningJSON is a learning goal; its notes are with one that is shown
// alone.
type learningJSON struct {
	ID        string                `json:"id"`
	Text      string                `json:"text"`
	State     journal.LearningState `json:"state"`
	Goal      journal.Goal          `json:"goal"`
	Closed    journal.Date          `json:"closed"`
	Outcome   string                `json:"outcome"`
	Minutes   *int                  `json:"minutes"`
	Notes     []entryJSON           `json:"notes,omitempty"`
	WrittenAt string                `json:"written_at"`
	Revision  int                   `json:"revision"`
	Deleted   bool                  `json:"deleted"`
}

func learningToJSON(l *journal.Learning, notes []*journal.Entry) learningJSON {
	j := learningJSON{ID: l.ID.String(), Text: l.Text, State: l.LearningHead.State, Goal: l.Goal, Closed: l.Closed, Outcome: l.Outcome,
		Minutes: givenRating(minutesIn(notes)), WrittenAt: instant(l.Written), Revision: l.Revision, Deleted: l.Meta.State == journal.Deleted}
	for _, e := range notes {
		j.Notes = append(j.Notes, entryToJSON(e))
	}
	return j
}

// minutesIn adds up the minutes of notes.
func minutesIn(notes []*journal.Entry) int {
	n := 0
	for _, e := range notes {
		n += e.Minutes
	}
	return n
}

// notesOn reads the heads of the live notes on learning goals, the oldest
// first, by the goal they are about.
func notesOn(ctx context.Context, v *vault.Vault) (map[journal.ID][]*journal.Entry, error) {
	notes := map[journal.ID][]*journal.Entry{}
	for row, err := range v.Rows(ctx, vault.Reading{}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		e := new(journal.Entry)
		if row.Kind == journal.KindEntry && row.Into(e) == nil && !e.Learning.IsZero() {
			notes[e.Learning] = append(notes[e.Learning], e)
		}
	}
	for _, list := range notes {
		slices.SortStableFunc(list, func(x, y *journal.Entry) int {
			return cmp.Or(cmp.Compare(x.Day(), y.Day()), cmp.Compare(x.First, y.First))
		})
	}
	return notes, nil
}

func (a *app) learningList() *cobra.Command {
	var goal, state string
	var l loopList
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the learning goals, the open ones first",
		Example: "  afterword goal list\n  afterword goal list --state open --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			of, err := oneGoal(goal)
			if err != nil {
				return err
			}
			var in journal.LearningState
			if err := setFrom(&in, state, journal.ParseLearningState); err != nil {
				return err
			}
			return a.listLearning(c.Context(), l, func(t *journal.Learning) bool {
				return (of == "" || t.Goal == of) && (in == "" || t.LearningHead.State == in)
			})
		},
	}
	c.Flags().StringVar(&state, "state", "", "in this `STATE`: open or closed")
	c.Flags().StringVar(&goal, "goal", "", "that serve this `GOAL`")
	l.flags(c)
	completeGoals(c)
	complete(c, "state", "open", "closed")
	return c
}

func (a *app) listLearning(ctx context.Context, l loopList, pick func(*journal.Learning) bool) error {
	v, found, err := a.listOf(ctx, l, journal.KindLearning, func(t journal.Thing) bool { return pick(t.(*journal.Learning)) },
		func(x, y journal.Thing) int {
			return strings.Compare(string(y.(*journal.Learning).LearningHead.State), string(x.(*journal.Learning).LearningHead.State))
		})
	if err != nil {
		return err
	}
	notes, err := notesOn(ctx, v)
	if err != nil {
		return err
	}
	if a.flags.json {
		list := []learningJSON{}
		for _, t := range found {
			j := learningToJSON(t.(*journal.Learning), notes[metaOf(t).ID])
			j.Notes = nil
			list = append(list, j)
		}
		return a.putJSON(struct {
			Schema string         `json:"schema"`
			Goals  []learningJSON `json:"goals"`
		}{"afterword/learning-goals/1", list})
	}
	if len(found) == 0 {
		a.say("No learning goal fits. Set one: afterword goal add")
		return nil
	}
	s := sheet{count: counted(len(found), "learning goal"), columns: []column{
		{"Id", ""}, {"Written", ""}, {"State", ""}, {"Goal", ""}, {"Notes", ""}, {"Minutes", ""}, {"Learning goal", ""}}}
	for _, t := range found {
		g := t.(*journal.Learning)
		cells := []string{a.short(ctx, v, g.ID), string(dayOf(g)), string(g.LearningHead.State), string(g.Goal), "", "", g.Text}
		if n := notes[g.ID]; len(n) > 0 {
			cells[4] = counted(len(n), "note")
			if m := minutesIn(n); m > 0 {
				cells[5] = counted(m, "minute")
			}
		}
		s.rows = append(s.rows, line{cells: cells})
	}
	a.putSheet(s)
	return nil
}

// showLearning shows a learning goal with its notes.
func (a *app) showLearning(ctx context.Context, v *vault.Vault, l *journal.Learning) error {
	notes, err := notesOn(ctx, v)
	if err != nil {
		return err
	}
	about, minutes := notes[l.ID], ""
	if m := minutesIn(about); m > 0 {
		minutes = counted(m, "minute") + " in its notes"
	}
	a.putLabels([][2]string{
		{"Written", dayOf(l).Long()}, {"State", string(l.LearningHead.State)}, {"Goal of supervision", string(l.Goal)},
		{"Closed", longDay(l.Closed)}, {"Professional development", minutes}, {"Text", l.Text}, {"What I learned", l.Outcome},
	})
	for _, e := range about {
		text := e.Gist
		if e.Minutes > 0 && len(e.Answers) == 0 && !strings.HasPrefix(text, counted(e.Minutes, "minute")) {
			text += " (" + counted(e.Minutes, "minute") + ")"
		}
		if slices.Contains(e.Noted, journal.AsideFeedback) {
			text = "feedback: " + text
		}
		a.putLabel("Note", a.short(ctx, v, e.ID)+", "+string(e.Day())+", "+text)
	}
	return nil
}

// putLearningJSON prints a learning goal with its notes. v is nil while
// the journal is locked.
func (a *app) putLearningJSON(ctx context.Context, v *vault.Vault, l *journal.Learning) error {
	var notes map[journal.ID][]*journal.Entry
	if v != nil {
		var err error
		if notes, err = notesOn(ctx, v); err != nil {
			return err
		}
	}
	return a.putJSON(struct {
		Schema string       `json:"schema"`
		Goal   learningJSON `json:"goal"`
	}{"afterword/learning-goal/1", learningToJSON(l, notes[l.ID])})
}
