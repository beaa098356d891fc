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
	Context    string             `json:"context,omitempty"`
	Tried      string             `json:"tried,omitempty"`
	Want       journal.Want       `json:"want,omitempty"`
	Eye        int                `json:"eye,omitempty"`
	Due        journal.Date       `json:"due,omitempty"`
	Owner      string             `json:"owner,omitempty"`
	Session    string             `json:"session,omitempty"`
	Standard   string             `json:"standard,omitempty"`
	Kind       journal.ActionKind `json:"kind,omitempty"`
	Sign       string             `json:"sign,omitempty"`
	Closed     journal.Date       `json:"closed,omitempty"`
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
		j.Context, j.Tried, j.Want, j.Eye, j.Outcome = t.Context, t.Tried, t.Want, t.Eye, t.Outcome
	case *journal.Action:
		j.Text, j.State, j.Goal, j.WrittenAt = t.Text, string(t.ActionHead.State), t.Goal, instant(t.Written)
		j.Due, j.Owner, j.Standard, j.Closed, j.Outcome = t.Due, t.Owner, t.Standard, t.Closed, t.Outcome
		j.Kind, j.Sign = t.Kind, t.Sign
		if !t.Session.IsZero() {
			j.Session = t.Session.String()
		}
	}
	return j
}

// grownsToJSON is a list of questions or of actions as JSON.
func grownsToJSON(all []journal.Thing) []grownJSON {
	list := []grownJSON{}
	for _, t := range all {
		list = append(list, grownToJSON(t))
	}
	return list
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

// showGrown shows one thing of the loop.
func (a *app) showGrown(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	if a.flags.json {
		return a.putThingJSON(ctx, v, t)
	}
	id := a.short(ctx, v, metaOf(t).ID)
	a.putLabel(kindTitle(kindOf(t)), id)
	if metaOf(t).State == journal.Deleted {
		a.putLabel("In the trash", "take it out again with `afterword restore "+id+"`")
	}
	if metaOf(t).Held {
		a.putLabel("On hold", "it is not purged until `afterword hold release "+id+"`")
	}
	switch t := t.(type) {
	case *journal.Session:
		return a.showSession(ctx, v, t)
	case *journal.Supervisor:
		a.showSupervisor(t)
		return nil
	case *journal.Learning:
		return a.showLearning(ctx, v, t)
	}
	j := grownToJSON(t)
	from, session := "", ""
	if e := grewFrom(t); !e.IsZero() {
		from = a.short(ctx, v, e)
	}
	if act, ok := t.(*journal.Action); ok && !act.Session.IsZero() {
		session = a.short(ctx, v, act.Session)
	}
	state := j.State
	if act, ok := t.(*journal.Action); ok && act.Overdue(a.today()) {
		state = "open, and overdue"
	}
	a.putLabels([][2]string{
		{"Written", dayOf(t).Long()}, {"State", state}, {"Want", wantWords(j.Want)}, {"Goal", string(j.Goal)}, {"Eye", eyeWord(j.Eye)},
		{"Due", longDay(j.Due)}, {"Owner", j.Owner}, {"Standard", j.Standard}, {"Kind", kindWord(j.Kind)}, {"Sign", j.Sign}, {"Closed", longDay(j.Closed)},
		{"Visibility", strings.ReplaceAll(string(j.Visibility), "-", " ")}, {"Grew from entry", from}, {"Agreed in session", session},
		{"Text", j.Text}, {"Context", j.Context}, {"Tried", j.Tried}, {"Outcome", j.Outcome},
	})
	return nil
}

// kindWord is the kind of an action in words.
func kindWord(k journal.ActionKind) string {
	return map[journal.ActionKind]string{journal.ActionChange: "a small change to test",
		journal.ActionProposal: "something to model, ask for or propose"}[k]
}

// putLabels writes what is there, one label a line.
func (a *app) putLabels(labels [][2]string) {
	for _, l := range labels {
		if l[1] != "" {
			a.putLabel(l[0], l[1])
		}
	}
}

// longDay is a day in words, and nothing where there is none.
func longDay(d journal.Date) string {
	if d == "" {
		return ""
	}
	return d.Long()
}

// showSession shows a session under its label.
func (a *app) showSession(ctx context.Context, v *vault.Vault, s *journal.Session) error {
	j, actions, err := a.wholeSession(ctx, v, s)
	if err != nil {
		return err
	}
	signed := ""
	if s.Signed() {
		signed = "by " + s.SignedBy + " on " + s.SignedOn.Long()
	}
	a.putLabels([][2]string{
		{"Date", s.Date.Long()}, {"Minutes", minutesWord(s.Minutes)}, {"Mode", modeWords(s.SessionHead)},
		{"Medium", strings.ReplaceAll(string(s.Medium), "-", " ")}, {"Supervisor", j.Name}, {"Goals", joined(s.Goals)},
		{"Agreed", s.Agreed}, {"Impact on practice", s.Impact}, {"Next", longDay(s.Next)}, {"Signed off", signed},
	})
	for i, b := range s.Brought {
		text := j.Brought[i].Text
		if text == "" {
			text = "no longer kept"
		}
		if out := j.Brought[i].Outcome; out != "" && b.Became != journal.BecameMissed {
			text += " Came of it: " + out
		}
		a.putLabel("Question", a.short(ctx, v, b.Question)+" ("+strings.ReplaceAll(string(b.Became), "-", " ")+"), "+text)
	}
	a.putGrown(ctx, v, actions)
	return nil
}

// showSupervisor shows a supervisor and the agreement.
func (a *app) showSupervisor(s *journal.Supervisor) {
	review := longDay(s.Review)
	if s.ReviewDue(a.today()) {
		review += ": that day has come"
	}
	a.putLabels([][2]string{
		{"Name", s.Name}, {"Role", s.Role}, {"State", string(s.SupervisorHead.State)}, {"Ended", longDay(s.Ended)},
		{"Credential", s.Credential}, {"Contact", s.Contact}, {"How often", s.Frequency}, {"Minutes", minutesWord(s.Minutes)},
		{"Purpose", s.Purpose}, {"Since", longDay(s.Start)}, {"To be looked at", review}, {"Limits", s.Limits},
	})
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
