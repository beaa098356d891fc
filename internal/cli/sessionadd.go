package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

// meeting is a session with everything that is saved along with it.
type meeting struct {
	session    *journal.Session
	supervisor *journal.Supervisor // noted for the first time; nil as a rule
	questions  []*journal.Question // that something became of
	actions    []*journal.Action
}

// things are the parts of a meeting, the session first. The session has an
// id before it is saved, since the others name it.
func (m *meeting) things() []journal.Thing {
	all := []journal.Thing{m.session}
	if m.supervisor != nil {
		all = append(all, m.supervisor)
	}
	for _, q := range m.questions {
		all = append(all, q)
	}
	for _, t := range m.actions {
		all = append(all, t)
	}
	return all
}

// newMeeting begins a meeting.
func (a *app) newMeeting() *meeting {
	m := &meeting{session: &journal.Session{}}
	m.session.ID, m.session.Written = a.newID(), a.stamp()
	return m
}

// became notes what became of a question.
func (m *meeting) became(q *journal.Question, b journal.Became, outcome string) {
	m.session.Brought = append(m.session.Brought, journal.Brought{Question: q.ID, Became: b})
	q.Take(b, outcome)
	if b != journal.BecameMissed {
		m.questions = append(m.questions, q)
	}
}

// agreed adds an action that was agreed.
func (a *app) agreed(m *meeting, text string) *journal.Action {
	t := &journal.Action{ActionHead: journal.ActionHead{Written: a.stamp(), State: journal.ActionOpen, Session: m.session.ID},
		ActionBody: journal.ActionBody{Text: text}}
	m.actions = append(m.actions, t)
	return t
}

func (a *app) sessionAdd() *cobra.Command {
	var s sessionFlags
	var t takingIn
	c := &cobra.Command{
		Use:   "add",
		Short: "Note a session that has been",
		Long: `On a terminal it asks, one thing at a time; only the day is needed. Otherwise
flags give what is not text, and standard input the rest: what was agreed, and
lines that begin with "Impact:", "Action:" (then "Owner:", "Due:" and
"Standard:" for it), "Answered ID:", "Bring again ID:" and "Not reached ID:",
where ID is a question's and what came of it follows.

With --reply it takes in what the supervisor wrote back to a pack (afterword
read): what became of each question, what was agreed, and the actions. It is
looked through and shown first, and taken in once.`,
		Example: "  afterword session add\n  printf 'A debrief after hard shifts.\\nAction: Ask for a debrief slot\\nDue: friday\\n' | afterword session add --date yesterday --minutes 60 --next \"in 4 weeks\"\n  afterword session add --reply reply.json --minutes 60 --yes",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := t.check(a); err != nil {
				return err
			}
			m := a.newMeeting()
			if err := s.apply(c.Context(), a, &m.session.SessionHead); err != nil {
				return err
			}
			if t.path != "" {
				return a.addReply(c.Context(), m, &t)
			}
			if a.dialogue() {
				return a.askSession(c.Context(), m.session)
			}
			return a.addSession(c.Context(), m, s.given())
		},
	}
	s.flags(a, c)
	t.flags(c)
	return c
}

// addSession takes a session from standard input.
func (a *app) addSession(ctx context.Context, m *meeting, given bool) error {
	text, err := a.piped()
	if err != nil {
		return err
	}
	if text == "" && !given {
		return hinted(misused("session add needs a terminal, flags, or text on standard input, and there was none"),
			"To note that there was one: afterword session add --date today")
	}
	if m.session.Date == "" {
		m.session.Date = a.today()
		a.say("Date: %s.", m.session.Date.Long())
	}
	if err := a.setMeeting(ctx, m, text); err != nil {
		return err
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if err := a.save(ctx, b, m.things()...); err != nil {
		return err
	}
	return a.addedMeeting(ctx, b, m)
}

// setMeeting takes what was agreed, and what came of what was brought, from
// a text.
func (a *app) setMeeting(ctx context.Context, m *meeting, text string) (err error) {
	var last *journal.Action
	if line := journal.Uncolonned(text, "answered", "not reached", "bring again"); line != "" {
		return noColon(line)
	}
	for _, p := range journal.SplitParts(text, "agreed", "impact", "action", "owner", "standard", "due", "answered", "not reached", "bring again") {
		became := journal.Became(strings.ReplaceAll(p.Label, " ", "-"))
		switch p.Label {
		case "", "agreed":
			m.session.Agreed = strings.TrimSpace(m.session.Agreed + "\n\n" + p.Text)
		case "impact":
			m.session.Impact = p.Text
		case "action":
			if p.Text == "" {
				return misused("an Action: has no words")
			}
			last = a.agreed(m, p.Text)
		case "owner", "standard", "due":
			if last == nil {
				return misused("%s: stands before the first Action:; it belongs to the action above it", capital(p.Label))
			}
			switch p.Label {
			case "owner":
				last.Owner = ownerOf(p.Text)
			case "standard":
				last.Standard = p.Text
			default:
				last.Due, err = a.dueAfter(m.session.Date)("Due", p.Text)
			}
		default:
			if p.Rest == "" {
				return hinted(misused("a line %s: names no question", capital(p.Label)), "Give its id: %s k7q2: what came of it. See: afterword question list", capital(p.Label))
			}
			var q journal.Thing
			if _, q, err = a.oneLive(ctx, journal.KindQuestion, p.Rest); err == nil {
				m.became(q.(*journal.Question), became, p.Text)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dueAfter reads the day on which something is due that was agreed on a
// day: one that has passed since, but none before it.
func (a *app) dueAfter(agreed journal.Date) func(what, s string) (journal.Date, error) {
	return func(what, s string) (journal.Date, error) {
		d, err := a.aheadOrPast(what, s)
		if err == nil && d != "" && d.Before(agreed) {
			err = misused("%s is before the session of %s, in which it was agreed", d.Long(), agreed.Long())
		}
		return d, err
	}
}

// addedMeeting says what was noted, and what in it could identify somebody:
// of a question only what came of it, since the rest was looked through
// when it was written.
func (a *app) addedMeeting(ctx context.Context, b book, m *meeting) error {
	told := "of " + m.session.Date.Long() + " is noted"
	if along := countedThings(m.things()[1:]); along != "" {
		told += ", with " + along
	}
	if m.session.Next != "" {
		told += "; the next one is on " + m.session.Next.Long()
	}
	for _, t := range m.things()[1:] {
		parts := partsOf(t)
		if kindOf(t) == journal.KindQuestion {
			parts = slices.DeleteFunc(parts, func(p checkedPart) bool { return p.name != "outcome" })
		}
		a.sayFound(ctx, b, t, a.spoken(ctx, b, t), parts)
	}
	return a.addedThing(ctx, b, m.session, told)
}
