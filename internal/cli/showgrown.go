package cli

import (
	"context"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// grownJSON is a question or an action as JSON.
type grownJSON struct {
	ID         string             `json:"id"`
	Text       string             `json:"text"`
	State      string             `json:"state"`
	Goal       journal.Goal       `json:"goal,omitempty"`
	Entry      string             `json:"entry,omitempty"`
	WrittenAt  string             `json:"written_at"`
	Visibility journal.Visibility `json:"visibility,omitempty"`
	Due        journal.Date       `json:"due,omitempty"`
	Outcome    string             `json:"outcome,omitempty"`
	Revision   int                `json:"revision"`
	Deleted    bool               `json:"deleted"`
}

// grownToJSON takes everything from a question or an action.
func grownToJSON(t journal.Thing) grownJSON {
	m := metaOf(t)
	j := grownJSON{ID: m.ID.String(), Revision: m.Revision, Deleted: m.State == journal.Deleted}
	if id := grewFrom(t); !id.IsZero() {
		j.Entry = id.String()
	}
	switch t := t.(type) {
	case *journal.Question:
		j.Text, j.State, j.Goal, j.Visibility, j.WrittenAt = t.Text, string(t.QuestionHead.State), t.Goal, t.Visibility, instant(t.Written)
	case *journal.Action:
		j.Text, j.State, j.Goal, j.WrittenAt = t.Text, string(t.ActionHead.State), t.Goal, instant(t.Written)
		j.Due, j.Outcome = t.Due, t.Outcome
	}
	return j
}

// shownJSON is an entry with what grew from it.
type shownJSON struct {
	wholeJSON
	Questions []grownJSON `json:"questions"`
	Actions   []grownJSON `json:"actions"`
}

func shownToJSON(e *journal.Entry, looks []*journal.Entry, grew []journal.Thing) shownJSON {
	s := shownJSON{wholeJSON: wholeToJSON(e, looks), Questions: []grownJSON{}, Actions: []grownJSON{}}
	for _, t := range grew {
		if kindOf(t) == journal.KindQuestion {
			s.Questions = append(s.Questions, grownToJSON(t))
		} else {
			s.Actions = append(s.Actions, grownToJSON(t))
		}
	}
	return s
}

// showGrown shows one question or action.
func (a *app) showGrown(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	j, kind := grownToJSON(t), kindOf(t)
	if a.flags.json {
		if kind == journal.KindQuestion {
			return a.putJSON(struct {
				Schema   string    `json:"schema"`
				Question grownJSON `json:"question"`
			}{"afterword/question/1", j})
		}
		return a.putJSON(struct {
			Schema string    `json:"schema"`
			Action grownJSON `json:"action"`
		}{"afterword/action/1", j})
	}
	id := a.short(ctx, v, metaOf(t).ID)
	a.putLabel(kindTitle(kind), id)
	from := ""
	if e := grewFrom(t); !e.IsZero() {
		from = a.short(ctx, v, e)
	}
	trash := ""
	if j.Deleted {
		trash = "take it out again with `afterword restore " + id + "`"
	}
	due := ""
	if j.Due != "" {
		due = j.Due.Long()
	}
	for _, l := range [][2]string{
		{"In the trash", trash}, {"Written", dayOf(t).Long()}, {"State", j.State}, {"Goal", string(j.Goal)}, {"Due", due},
		{"Visibility", strings.ReplaceAll(string(j.Visibility), "-", " ")}, {"Grew from entry", from},
		{"Text", j.Text}, {"Outcome", j.Outcome},
	} {
		if l[1] != "" {
			a.putLabel(l[0], l[1])
		}
	}
	return nil
}

// putGrown lists what grew from an entry, one a line.
func (a *app) putGrown(ctx context.Context, v *vault.Vault, grew []journal.Thing) {
	for _, t := range grew {
		j := grownToJSON(t)
		about := j.State
		if j.Visibility != "" {
			about += ", " + strings.ReplaceAll(string(j.Visibility), "-", " ")
		}
		if j.Deleted {
			about = "in the trash"
		}
		a.putLabel(kindTitle(kindOf(t)), a.short(ctx, v, metaOf(t).ID)+" ("+about+"), "+j.Text)
	}
}
