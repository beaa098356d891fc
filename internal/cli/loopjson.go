package cli

import (
	"context"
	"encoding/hex"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// supervisorJSON is a supervisor with the agreement.
type supervisorJSON struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Role       string        `json:"role"`
	State      string        `json:"state"`
	Credential string        `json:"credential"`
	Contact    string        `json:"contact"`
	Agreement  agreementJSON `json:"agreement"`
	ReviewDue  bool          `json:"review_due"`
	Ended      journal.Date  `json:"ended"`
	WrittenAt  string        `json:"written_at"`
	Revision   int           `json:"revision"`
	Deleted    bool          `json:"deleted"`
}

type agreementJSON struct {
	Frequency string       `json:"frequency"`
	Minutes   *int         `json:"minutes"`
	Purpose   string       `json:"purpose"`
	Start     journal.Date `json:"start"`
	ReviewOn  journal.Date `json:"review_on"`
	Limits    string       `json:"limits"`
}

func (a *app) supervisorToJSON(s *journal.Supervisor) supervisorJSON {
	return supervisorJSON{ID: s.ID.String(), Name: s.Name, Role: s.Role, State: string(s.SupervisorHead.State), Credential: s.Credential, Contact: s.Contact,
		Agreement: agreementJSON{s.Frequency, givenRating(s.Minutes), s.Purpose, s.Start, s.Review, s.Limits}, ReviewDue: s.ReviewDue(a.today()),
		Ended: s.Ended, WrittenAt: instant(s.Written), Revision: s.Revision, Deleted: s.Meta.State == journal.Deleted}
}

// sessionJSON is a session; the text of its questions and its actions are
// with one that is shown alone.
type sessionJSON struct {
	ID         string              `json:"id"`
	Date       journal.Date        `json:"date"`
	Minutes    *int                `json:"minutes"`
	Mode       journal.SessionMode `json:"mode"`
	Size       *int                `json:"size"`
	Medium     journal.Medium      `json:"medium"`
	Supervisor string              `json:"supervisor"`
	Name       string              `json:"supervisor_name"`
	Goals      []journal.Goal      `json:"goals"`
	Brought    []broughtJSON       `json:"brought"`
	Agreed     string              `json:"agreed"`
	Impact     string              `json:"impact"`
	Next       journal.Date        `json:"next"`
	SignedBy   string              `json:"signed_by"`
	SignedOn   journal.Date        `json:"signed_on"`
	Actions    []grownJSON         `json:"actions,omitempty"`
	Reply      string              `json:"reply"`
	WrittenAt  string              `json:"written_at"`
	Revision   int                 `json:"revision"`
	Deleted    bool                `json:"deleted"`
}

// broughtJSON is what became of a question; its text is with a session
// that is shown alone.
type broughtJSON struct {
	Question string         `json:"question"`
	Became   journal.Became `json:"became"`
	Text     string         `json:"text,omitempty"`
	Outcome  string         `json:"outcome,omitempty"`
}

func sessionToJSON(s *journal.Session, names map[journal.ID]string) sessionJSON {
	j := sessionJSON{ID: s.ID.String(), Date: s.Date, Minutes: givenRating(s.Minutes), Mode: s.Mode, Size: givenRating(s.Size), Medium: s.Medium,
		Name: names[s.Supervisor], Goals: some(s.Goals), Brought: []broughtJSON{}, Agreed: s.Agreed, Impact: s.Impact, Next: s.Next,
		SignedBy: s.SignedBy, SignedOn: s.SignedOn, Reply: hex.EncodeToString(s.Reply),
		WrittenAt: instant(s.Written), Revision: s.Revision, Deleted: s.Meta.State == journal.Deleted}
	if !s.Supervisor.IsZero() {
		j.Supervisor = s.Supervisor.String()
	}
	for _, b := range s.Brought {
		j.Brought = append(j.Brought, broughtJSON{Question: b.Question.String(), Became: b.Became})
	}
	return j
}

// wholeSession is a session with the text of its questions and with its
// actions, the oldest first.
func (a *app) wholeSession(ctx context.Context, v *vault.Vault, s *journal.Session) (sessionJSON, []journal.Thing, error) {
	names, err := a.supervisorNames(ctx, v)
	if err != nil {
		return sessionJSON{}, nil, err
	}
	j := sessionToJSON(s, names)
	for i, b := range s.Brought {
		var q journal.Question
		if v.Load(ctx, b.Question, &q) == nil && q.Meta.State != journal.Purged { // one that is gone keeps its place
			j.Brought[i].Text, j.Brought[i].Outcome = q.Text, q.Outcome
		}
	}
	found, _, err := a.ofKind(ctx, v, vault.Reading{}, journal.KindAction, func(t journal.Thing) bool { return t.(*journal.Action).Session == s.ID })
	if err != nil {
		return j, nil, err
	}
	var actions []journal.Thing
	for i := len(found) - 1; i >= 0; i-- {
		if v.Load(ctx, metaOf(found[i]).ID, found[i]) == nil { // what is damaged is named by verify
			actions = append(actions, found[i])
			j.Actions = append(j.Actions, grownToJSON(found[i]))
		}
	}
	return j, actions, nil
}

// putThingJSON prints one thing of the loop. v is nil while the journal is
// locked, where a new session is printed without what stands elsewhere.
func (a *app) putThingJSON(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	switch t := t.(type) {
	case *journal.Question:
		return a.putJSON(struct {
			Schema   string    `json:"schema"`
			Question grownJSON `json:"question"`
		}{"afterword/question/1", grownToJSON(t)})
	case *journal.Action:
		return a.putJSON(struct {
			Schema string    `json:"schema"`
			Action grownJSON `json:"action"`
		}{"afterword/action/1", grownToJSON(t)})
	case *journal.Supervisor:
		return a.putJSON(struct {
			Schema     string         `json:"schema"`
			Supervisor supervisorJSON `json:"supervisor"`
		}{"afterword/supervisor/1", a.supervisorToJSON(t)})
	case *journal.Learning:
		return a.putLearningJSON(ctx, v, t)
	case *journal.Session:
		j := sessionToJSON(t, nil)
		if v != nil {
			var err error
			if j, _, err = a.wholeSession(ctx, v, t); err != nil {
				return err
			}
		}
		return a.putJSON(struct {
			Schema  string      `json:"schema"`
			Session sessionJSON `json:"session"`
		}{"afterword/session/1", j})
	}
	return nil
}
