package cli

import (
	"fmt"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// takeMeeting puts the answers of the form into a meeting. What is closed
// by an answer that was changed later is left out.
func (a *app) takeMeeting(m *meeting, f ask.Form, answers ask.Answers) (err error) {
	asked, n := askedIDs(f, answers), m.session
	value := func(id string) string {
		if !asked[id] {
			return ""
		}
		return strings.TrimSpace(answers.Value(id))
	}
	was := n.Date
	if n.Date, err = a.formDay(answers, "date", "Date", was, a.heldOn); err != nil {
		return err
	}
	if n.Date == "" {
		return askAgain{"date", "the day is missing; today will do"}
	}
	if n.Minutes, err = formNumber(answers, "minutes", journal.LongestSession); err != nil {
		return err
	}
	n.Mode, n.Medium, n.Size = journal.SessionMode(value("mode")), journal.Medium(value("medium")), 0
	if asked["size"] {
		if n.Size, err = formNumber(answers, "size", journal.MostTogether); err != nil {
			return err
		}
	}
	if asked["who"] { // where there is nobody to choose from, it stays as it was
		n.Supervisor = journal.ID{}
	}
	if who := value("who"); who != "" && who != "new" {
		if err := n.Supervisor.UnmarshalText([]byte(who)); err != nil {
			return fmt.Errorf("the supervisor in this draft: %w", err)
		}
	}
	if name := value("name"); name != "" {
		m.supervisor = &journal.Supervisor{SupervisorHead: journal.SupervisorHead{Written: a.stamp(), State: journal.SupervisorCurrent, Name: name}}
		m.supervisor.ID = a.newID()
		n.Supervisor = m.supervisor.ID
	}
	n.Goals = nil
	for _, g := range strings.FieldsFunc(value("goals"), func(r rune) bool { return r == ',' }) {
		n.Goals = append(n.Goals, journal.Goal(g))
	}
	n.Agreed, n.Impact = value("agreed"), value("impact")
	m.actions = nil
	for i := 0; asked[fmt.Sprintf("t%d", i+1)]; i++ {
		if text := value(fmt.Sprintf("t%d", i+1)); text != "" {
			t := a.agreed(m, text)
			t.Owner = ownerOf(value(fmt.Sprintf("o%d", i+1)))
			if t.Due, err = a.formDay(answers, fmt.Sprintf("d%d", i+1), "Due", "", a.dueAfter(n.Date)); err != nil {
				return err
			}
		}
	}
	n.Next, err = a.formDay(answers, "next", "Next session", n.Next, a.ahead)
	return err
}
