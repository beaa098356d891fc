package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// supervisorForm is a supervisor and the agreement as questions.
func supervisorForm() ask.Form {
	return ask.Form{Title: "A supervisor", Questions: []ask.Question{
		{ID: "name", Kind: ask.Line, Title: "What is their name?", Note: "As you call them. It is sealed like the rest; only this is needed."},
		{ID: "role", Kind: ask.Choice, Title: "What do they supervise?", Options: roleOptions()},
		{ID: "words", Kind: ask.Line, Title: "In your words?", Uncounted: true, When: func(w ask.Answers) bool { return w.Value("role") == "other" }},
		{ID: "credential", Kind: ask.Line, Title: "Their credential?", Note: "Profession, registration or accreditation, for your own records."},
		{ID: "contact", Kind: ask.Line, Title: "How do you reach them?"},
		{ID: "frequency", Kind: ask.Line, Title: "Agreed: how often do you meet?", Note: "In your words, such as every four weeks."},
		{ID: "minutes", Kind: ask.Line, Title: "Agreed: for how many minutes?"},
		{ID: "purpose", Kind: ask.Line, Title: "Agreed: what for?"},
		{ID: "start", Kind: ask.Line, Title: "Agreed: since when?", Note: "A day, such as 2026-11-23, last month or next monday."},
		{ID: "review", Kind: ask.Line, Title: "Agreed: when do you look at it again?", Note: "Such as in 6 months. It is named where the program starts once the day has come."},
		{ID: "limits", Kind: ask.Text, Title: "Agreed: what does not stay between you?", Note: "The limits of confidentiality, as you agreed them."},
	}}
}

// supervisorAnswers are a supervisor as the answers of the form.
func supervisorAnswers(t *journal.Supervisor) map[string]string {
	role, words := t.Role, ""
	if role != "" && !contains(journal.Roles(), role) {
		role, words = "other", t.Role
	}
	return map[string]string{"name": t.Name, "role": role, "words": words, "credential": t.Credential, "contact": t.Contact,
		"frequency": t.Frequency, "minutes": minutesWord(t.Minutes), "purpose": t.Purpose, "start": string(t.Start),
		"review": string(t.Review), "limits": t.Limits}
}

// minutesWord is a number of minutes as it is kept in a draft.
func minutesWord(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// runSupervisor asks for a supervisor, new, edited or resumed, and saves it.
func (a *app) runSupervisor(ctx context.Context, b book, d *journal.Draft) error {
	t := &journal.Supervisor{SupervisorHead: journal.SupervisorHead{State: journal.SupervisorCurrent}}
	f := supervisorForm()
	if !d.Plan.Thing.IsZero() {
		v, err := a.actedOn(ctx, b, d, t)
		if err != nil {
			return err
		}
		return a.changing(ctx, v, d, f, t, func(answers ask.Answers) error { return a.takeSupervisor(t, answers) }, "is changed")
	}
	return a.finishingAs(ctx, b, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		written := ""
		for _, id := range []string{"name", "words", "credential", "contact", "frequency", "purpose", "limits"} {
			written += answers.Value(id)
		}
		if strings.TrimSpace(written) == "" {
			return nil, nil
		}
		t.Written = a.stamp()
		return []journal.Thing{t}, a.takeSupervisor(t, answers)
	}, func([]journal.Thing) error { return a.addedThing(ctx, b, t, "is noted") })
}

// takeSupervisor puts the answers of the form into a supervisor.
func (a *app) takeSupervisor(t *journal.Supervisor, answers ask.Answers) (err error) {
	value := func(id string) string { return strings.TrimSpace(answers.Value(id)) }
	t.Name, t.Role, t.Credential, t.Contact = value("name"), value("role"), value("credential"), value("contact")
	t.Frequency, t.Purpose, t.Limits = value("frequency"), value("purpose"), value("limits")
	if t.Role == "other" {
		t.Role = value("words")
	}
	if t.Name == "" {
		return askAgain{"name", "the name is missing; a first name is enough"}
	}
	if t.Minutes, err = formNumber(answers, "minutes", journal.LongestSession); err != nil {
		return err
	}
	if t.Start, err = a.formDay(answers, "start", "Start", t.Start, a.pastOrAhead); err != nil {
		return err
	}
	t.Review, err = a.formDay(answers, "review", "Review", t.Review, a.aheadOrPast)
	return err
}

// formNumber reads a number from 1 to most in an answer of a form; 0 where
// there is none.
func formNumber(answers ask.Answers, id string, most int) (int, error) {
	s := strings.TrimSpace(answers.Value(id))
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return 0, askAgain{id, fmt.Sprintf("that is not a number from 1 to %d", most)}
	}
	return n, nil
}
