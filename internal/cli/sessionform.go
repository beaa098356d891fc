package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

const (
	mostAgreed  = 5 // actions that the form asks for
	mostBrought = 9 // questions that it asks about
)

// becameOptions are the ways of a question that was brought.
func becameOptions() []ask.Option {
	return []ask.Option{
		{Key: 'a', Value: string(journal.BecameAnswered), Label: "Answered"},
		{Key: 'b', Value: string(journal.BecameAgain), Label: "Talked about; bring it again"},
		{Key: 'n', Value: string(journal.BecameMissed), Label: "Not reached"},
	}
}

// sessionForm asks how a session was.
func (a *app) sessionForm(supervisors []*journal.Supervisor, w wording) (ask.Form, error) {
	goals, err := a.goalQuestion("goals", ask.Several, "Which goals did it touch?")
	if err != nil {
		return ask.Form{}, err
	}
	together := func(w ask.Answers) bool {
		return w.Value("mode") == string(journal.InGroup) || w.Value("mode") == string(journal.Peer)
	}
	who := ask.Question{ID: "who", Kind: ask.Choice, Title: "Who was it with?", When: func(ask.Answers) bool { return len(supervisors) > 0 }}
	for i, s := range supervisors {
		who.Options = append(who.Options, ask.Option{Key: rune('1' + i), Value: s.ID.String(), Label: s.Name})
	}
	who.Options = append(who.Options, ask.Option{Key: 'n', Value: "new", Label: "Someone else, to be noted as a supervisor"})
	return ask.Form{Title: w.in("After supervision"), Questions: []ask.Question{
		{ID: "date", Kind: ask.Line, Title: "When was it?", Note: "A day, such as today, yesterday or last friday."},
		{ID: "minutes", Kind: ask.Line, Title: "How many minutes?"},
		{ID: "mode", Kind: ask.Choice, Title: "One to one, or with others?", Options: []ask.Option{
			{Key: 'o', Value: string(journal.OneToOne), Label: "One to one"},
			{Key: 'g', Value: string(journal.InGroup), Label: "In a group"},
			{Key: 'p', Value: string(journal.Peer), Label: "Among peers"}}},
		{ID: "size", Kind: ask.Line, Title: "How many of you, yourself included?", Uncounted: true, When: together},
		{ID: "medium", Kind: ask.Choice, Title: "How did you meet?", Options: []ask.Option{
			{Key: 'i', Value: string(journal.InPerson), Label: "In person"},
			{Key: 'v', Value: string(journal.Video), Label: "By video"},
			{Key: 't', Value: string(journal.Telephone), Label: "By telephone"}}},
		who,
		{ID: "name", Kind: ask.Line, Title: "Who was it with?", Note: "A name as you use it notes a supervisor. It is sealed like the rest.", Uncounted: len(supervisors) > 0,
			When: func(w ask.Answers) bool { return len(supervisors) == 0 || w.Value("who") == "new" }},
		goals,
	}}, nil
}

// closingQuestions are what was agreed, the impact and the next meeting.
func closingQuestions(actions int) []ask.Question {
	questions := []ask.Question{{ID: "agreed", Kind: ask.Text, Title: "What was agreed?", Note: "In a few words. Decisions about a person's care belong in their record."}}
	for i := range actions {
		text, before := fmt.Sprintf("t%d", i+1), fmt.Sprintf("t%d", i)
		title, when := "An action that was agreed?", func(ask.Answers) bool { return true }
		if i > 0 {
			title, when = "Another action?", func(w ask.Answers) bool { return strings.TrimSpace(w.Value(before)) != "" }
		}
		open := func(w ask.Answers) bool { return when(w) && strings.TrimSpace(w.Value(text)) != "" }
		questions = append(questions,
			ask.Question{ID: text, Kind: ask.Line, Title: title, Note: "One line. Empty goes on.", When: when, Uncounted: i > 0},
			ask.Question{ID: fmt.Sprintf("o%d", i+1), Kind: ask.Line, Title: "Who does it?", Note: "Empty means you. Otherwise a word such as supervisor.", When: open, Uncounted: true},
			ask.Question{ID: fmt.Sprintf("d%d", i+1), Kind: ask.Line, Title: "By when?", Note: dueNote, When: open, Uncounted: true})
	}
	return append(questions,
		ask.Question{ID: "impact", Kind: ask.Text, Title: "What will be different in your practice?"},
		ask.Question{ID: "next", Kind: ask.Line, Title: "When do you meet next?", Note: "Such as in 4 weeks, next monday, 5 October. Empty where it is open."})
}

// broughtQuestions ask what became of each question that was brought. One
// that is gone since the draft was begun is not asked about.
func broughtQuestions(brought []*journal.Question) []ask.Question {
	var questions []ask.Question
	for i, q := range brought {
		if q == nil {
			continue
		}
		id := fmt.Sprintf("q%d", i+1)
		questions = append(questions,
			ask.Question{ID: id, Kind: ask.Choice, Title: "What became of this question?", Note: q.Text, Options: becameOptions()},
			ask.Question{ID: fmt.Sprintf("n%d", i+1), Kind: ask.Line, Title: "What came of it?", Note: "One line is enough. No names.", Uncounted: true,
				When: func(w ask.Answers) bool {
					return w.Value(id) == string(journal.BecameAnswered) || w.Value(id) == string(journal.BecameAgain)
				}})
	}
	return questions
}

// sessionAnswers are a session as the answers of its form.
func sessionAnswers(n *journal.Session) map[string]string {
	who := ""
	if !n.Supervisor.IsZero() {
		who = n.Supervisor.String()
	}
	return map[string]string{"date": string(n.Date), "minutes": minutesWord(n.Minutes), "mode": string(n.Mode), "size": minutesWord(n.Size),
		"medium": string(n.Medium), "who": who, "goals": strings.ReplaceAll(joined(n.Goals), " ", ""), "agreed": n.Agreed, "impact": n.Impact, "next": string(n.Next)}
}

// askSession asks about a session that has been. What is usual is there to
// be confirmed: the day, and the one supervisor with the agreed minutes.
func (a *app) askSession(ctx context.Context, given *journal.Session) error {
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if done, err := a.offerDraft(ctx, b, journal.FlowSession); done || err != nil {
		return err
	}
	d, err := a.meetingDraft(ctx, b, given)
	if err != nil {
		return err
	}
	return a.runSession(ctx, b, d)
}

// meetingDraft begins a draft about a session that has been, by what is
// known of it.
func (a *app) meetingDraft(ctx context.Context, b book, given *journal.Session) (*journal.Draft, error) {
	supervisors, err := a.currentSupervisors(ctx, b, journal.ID{})
	if err != nil {
		return nil, err
	}
	if len(supervisors) == 1 && given.Supervisor.IsZero() {
		given.Supervisor = supervisors[0].ID
	}
	for _, s := range supervisors {
		if s.ID == given.Supervisor && given.Minutes == 0 {
			given.Minutes = s.Minutes
		}
	}
	brought, err := a.waitingQuestions(ctx, b)
	if err != nil {
		return nil, err
	}
	d := a.newDraft(journal.Plan{Flow: journal.FlowSession}, sessionAnswers(given))
	if given.Date == "" {
		d.Answers["date"] = "today"
	}
	for i := len(brought) - 1; i >= 0; i-- { // the oldest first
		d.Plan.Brought = append(d.Plan.Brought, metaOf(brought[i]).ID)
	}
	return d, nil
}

// waitingQuestions are the questions that a session may have answered, the
// newest first. While the journal is locked none is known, and that is said.
func (a *app) waitingQuestions(ctx context.Context, b book) ([]journal.Thing, error) {
	v := readable(b)
	if v == nil {
		a.say("The journal is locked: the session is sealed all the same. What became of your questions can be noted later: afterword question answer")
		return nil, nil
	}
	brought, damaged, err := a.ofKind(ctx, v, vault.Reading{}, journal.KindQuestion, func(t journal.Thing) bool { return t.(*journal.Question).Waits() })
	if err != nil {
		return nil, err
	}
	a.sayDamaged(damaged)
	if n := len(brought) - mostBrought; n > 0 {
		a.say("The newest %d questions are asked about; %d more wait: afterword question list", mostBrought, n)
		brought = brought[:mostBrought]
	}
	return brought, nil
}

// currentSupervisors are the supervisors to choose from, the newest first,
// at most nine; also is among them whatever its state. While the journal is
// locked there is none.
func (a *app) currentSupervisors(ctx context.Context, b book, also journal.ID) ([]*journal.Supervisor, error) {
	v := readable(b)
	if v == nil {
		return nil, nil
	}
	found, _, err := a.ofKind(ctx, v, vault.Reading{}, journal.KindSupervisor, func(t journal.Thing) bool {
		s := t.(*journal.Supervisor)
		return s.SupervisorHead.State == journal.SupervisorCurrent || s.ID == also
	})
	var all []*journal.Supervisor
	for _, t := range found[:min(len(found), 9)] {
		all = append(all, t.(*journal.Supervisor))
	}
	return all, err
}

// runSession asks what a draft is about, new or resumed, and saves it.
func (a *app) runSession(ctx context.Context, b book, d *journal.Draft) error {
	if d.Plan.Thing.IsZero() {
		return a.runMeeting(ctx, b, d)
	}
	n := new(journal.Session)
	v, err := a.actedOn(ctx, b, d, n)
	if err != nil {
		return err
	}
	if d.Plan.Act == "sign" {
		return a.changing(ctx, v, d, signForm(), n, func(answers ask.Answers) (err error) {
			n.SignedBy = strings.TrimSpace(answers.Value("by"))
			if n.SignedOn, err = a.formDay(answers, "on", "On", n.SignedOn, a.heldOn); err == nil && n.SignedBy == "" {
				err = askAgain{"by", "the name is missing"}
			}
			if err == nil && n.SignedOn == "" {
				err = askAgain{"on", "the day is missing"}
			}
			return err
		}, "is noted as signed off")
	}
	supervisors, err := a.currentSupervisors(ctx, v, n.Supervisor)
	if err != nil {
		return err
	}
	f, err := a.sessionForm(supervisors, a.words(ctx))
	if err != nil {
		return err
	}
	f.Title, f.Questions = "Session "+a.short(ctx, v, n.ID), append(f.Questions, closingQuestions(0)...)
	return a.finishingAs(ctx, v, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		m := &meeting{session: n}
		if err := a.takeMeeting(m, f, answers); err != nil {
			return nil, err
		}
		same, err := unchangedThing(ctx, v, n)
		if err == nil && same {
			err = errSame
		}
		return m.things(), err
	}, func([]journal.Thing) error { return a.revised(ctx, v, n, "is changed") })
}

// runMeeting asks about a session that is not noted yet, and what became of
// the questions, and saves all of it together.
func (a *app) runMeeting(ctx context.Context, b book, d *journal.Draft) error {
	supervisors, err := a.currentSupervisors(ctx, b, journal.ID{})
	if err != nil {
		return err
	}
	f, err := a.sessionForm(supervisors, a.words(ctx))
	if err != nil {
		return err
	}
	brought, err := a.stillBrought(ctx, b, d)
	if err != nil {
		return err
	}
	f.Questions = append(append(f.Questions, broughtQuestions(brought)...), closingQuestions(actionsAsked(d))...)
	var m *meeting
	return a.finishingAs(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		m = a.newMeeting()
		if m.session.Reply, err = hex.DecodeString(d.Answers[keptReply]); err != nil {
			return nil, fmt.Errorf("the reply in this draft: %w", err)
		}
		if err := a.takeMeeting(m, f, answers); err != nil {
			return nil, err
		}
		if brought, err = a.stillBrought(ctx, b, d); err != nil { // as they are, if the form came back
			return nil, err
		}
		for i, q := range brought {
			if b := answers.Value(fmt.Sprintf("q%d", i+1)); q != nil && b != "" {
				m.became(q, journal.Became(b), strings.TrimSpace(answers.Value(fmt.Sprintf("n%d", i+1))))
			}
		}
		return m.things(), nil
	}, func([]journal.Thing) error { return a.addedMeeting(ctx, b, m) })
}

// actionsAsked is how many actions the form asks for: more than usual where
// a reply brought more.
func actionsAsked(d *journal.Draft) int {
	n := mostAgreed
	for d.Answers[fmt.Sprintf("t%d", n)] != "" {
		n++
	}
	return n
}

// stillBrought loads the questions that a draft asks about, each in its
// place; one that is gone or answered leaves its place empty.
func (a *app) stillBrought(ctx context.Context, b book, d *journal.Draft) ([]*journal.Question, error) {
	all, v := make([]*journal.Question, len(d.Plan.Brought)), readable(b)
	if v == nil {
		return all, nil
	}
	for i, id := range d.Plan.Brought {
		q := new(journal.Question)
		err := v.Load(ctx, id, q)
		switch {
		case errors.Is(err, vault.ErrNotFound), errors.Is(err, vault.ErrPurged), errors.Is(err, vault.ErrDamaged):
		case err != nil:
			return nil, err
		case q.Meta.State == journal.Live && q.Waits():
			all[i] = q
		}
	}
	return all, nil
}
