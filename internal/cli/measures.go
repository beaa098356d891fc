package cli

import (
	"slices"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// measureQuestions are what is asked for the measures of the goals, after
// their prompts. Each can be skipped. The measure of reflection is in how
// it is done, and needs no question.
func measureQuestions(goals []journal.Goal, when func(ask.Answers) bool) []ask.Question {
	var questions []ask.Question
	for _, g := range journal.Goals() {
		if slices.Contains(goals, g) {
			questions = append(questions, measuresOf(g)...)
		}
	}
	for i, q := range questions {
		questions[i].When = func(w ask.Answers) bool { return when(w) && (q.When == nil || q.When(w)) }
	}
	return questions
}

// measuresOf are the questions of one goal's measure.
func measuresOf(g journal.Goal) []ask.Question {
	line := func(id, title, note string) ask.Question {
		return ask.Question{ID: id, Kind: ask.Line, Title: title, Note: note}
	}
	after := func(id string, q ask.Question) ask.Question {
		q.Uncounted, q.When = true, func(w ask.Answers) bool { return strings.TrimSpace(w.Value(id)) != "" }
		return q
	}
	const asAction = "It becomes an action. One line, no names. Empty for none."
	switch g {
	case journal.Development:
		return []ask.Question{
			line("feedback", "Did any feedback reach you?", "What was said or shown, in a few words. No names."),
			line("minutes", "How many minutes of learning was it?", "A number such as 45, if you count them. Empty for none."),
		}
	case journal.Ethics:
		return []ask.Question{
			line("options", "Which options did you weigh?", "A few words for each."),
			line("consulted", "Whom did you consult?", "Roles, not names: a senior, the team."),
		}
	case journal.Support:
		return []ask.Question{
			scale("energy", "How much energy is left?", "Empty", "Low", "Some", "Good", "Full"),
			line("helped", "What helped?", "Anything that did, however small."),
		}
	case journal.Accountability:
		return []ask.Question{
			line("promise", "Is there something you will do?", asAction),
			after("promise", line("due", "By when?", dueNote)),
			after("promise", line("standard", "Which standard or code does it relate to?", "If any: such as the part of your code of practice.")),
		}
	case journal.Independence:
		return []ask.Question{
			scale("confidence", "How sure were you of your own judgement?", "Not at all", "A little", "Fairly", "Mostly", "Fully"),
			{ID: "decided", Kind: ask.Choice, Title: "How was it decided?", Options: []ask.Option{
				{Key: 'a', Value: string(journal.DecidedAlone), Label: "Alone"},
				{Key: 'c', Value: string(journal.DecidedChecked), Label: "I checked with someone"},
				{Key: 'k', Value: string(journal.DecidedAsked), Label: "I asked"},
			}},
		}
	case journal.Culture:
		return []ask.Question{line("proposal", "What will you model, ask for or propose?", asAction)}
	case journal.Quality:
		return []ask.Question{
			line("change", "Is there one small change to test?", asAction),
			after("change", line("sign", "Which sign would show that it helped?", "Something you would see or hear.")),
		}
	}
	return nil
}

// takeMeasures puts onto an entry what was asked of the measures, and
// returns the actions that grew from it.
func (a *app) takeMeasures(e *journal.Entry, asked map[string]bool, answers ask.Answers) ([]journal.Thing, error) {
	value := func(id string) string {
		if !asked[id] {
			return ""
		}
		return strings.TrimSpace(answers.Value(id))
	}
	// What was chosen stands, although a heavy day has closed the questions.
	e.Energy, e.Confidence = ratingOf(answers, "energy"), ratingOf(answers, "confidence")
	e.Decided = journal.Decided(answers.Value("decided"))
	for _, aside := range journal.Asides() {
		question, goal := asideWords(aside)
		e.Note(aside, question, goal, value(string(aside)))
	}
	var err error
	if e.Minutes, err = minutesOf(value("minutes")); err != nil {
		return nil, askAgain{"minutes", err.Error()}
	}
	var grew []journal.Thing
	add := func(id string, g journal.Goal, kind journal.ActionKind) *journal.Action {
		t := &journal.Action{ActionHead: journal.ActionHead{Written: a.stamp(), State: journal.ActionOpen, Goal: g, Kind: kind},
			ActionBody: journal.ActionBody{Text: value(id)}}
		if t.Text != "" {
			grew = append(grew, t)
		}
		return t
	}
	promise := add("promise", journal.Accountability, "")
	promise.Standard = value("standard")
	if asked["due"] {
		if promise.Due, err = a.formDay(answers, "due", "Due", "", a.ahead); err != nil {
			return nil, err
		}
	}
	add("proposal", journal.Culture, journal.ActionProposal)
	add("change", journal.Quality, journal.ActionChange).Sign = value("sign")
	return grew, nil
}

// asideWords are the words over an aside, and the goal it measures.
func asideWords(aside journal.Aside) (question string, goal journal.Goal) {
	switch aside {
	case journal.AsideFeedback:
		return "Feedback that reached me", journal.Development
	case journal.AsideOptions:
		return "Options that I weighed", journal.Ethics
	case journal.AsideConsulted:
		return "Whom I consulted", journal.Ethics
	}
	return "What helped?", journal.Support
}

// growing gives an entry its id and ties to it what grew from it.
func (a *app) growing(e *journal.Entry, grew []journal.Thing) []journal.Thing {
	e.ID = a.newID()
	for _, t := range grew {
		if act, ok := t.(*journal.Action); ok {
			act.Entry = e.ID
		}
	}
	return append([]journal.Thing{e}, grew...)
}

// minutesOf reads minutes of professional development; 0 where nothing
// was given.
func minutesOf(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "minutes"), "min")))
	if err != nil || n < 0 || n > journal.LongestSession {
		return 0, misused("minutes are a number from 0 to %d", journal.LongestSession)
	}
	return n, nil
}
