package cli

import (
	"afterword/internal/ask"
	"afterword/internal/journal"
)

// What the distress gate can be answered with. A deep template is not
// among them.
const (
	gateStop   = "stop"
	gateSteady = "steady"
	gateLine   = "line"
	gateGoOn   = "go-on"
	gateNotOK  = "not-ok"
)

// gate holds the questions that open when the writer marks a heavy day:
// heavy says whether they did. The short questions may still be chosen;
// goOn is the label for them, empty where there are none.
func gate(p journal.Plan, heavy func(ask.Answers) bool, goOn, support string) []ask.Question {
	at := func(values ...string) func(ask.Answers) bool {
		return func(a ask.Answers) bool { return heavy(a) && contains(values, a.Value("gate")) }
	}
	options := []ask.Option{
		{Key: 's', Value: gateStop, Label: "Stop here. That is enough for today"},
		{Key: 't', Value: gateSteady, Label: "Something steadying"},
		{Key: 'l', Value: gateLine, Label: "One line, to come back to another day"},
	}
	if goOn != "" {
		options = append(options, ask.Option{Key: 'c', Value: gateGoOn, Label: goOn})
	}
	options = append(options, ask.Option{Key: 'o', Value: gateNotOK, Label: "I am not OK"})
	questions := []ask.Question{
		{ID: "gate", Kind: ask.Choice, Title: "That was heavy. What would help now?", When: heavy, Uncounted: true, Options: options},
		{ID: "support", Kind: ask.Card, Title: "You do not have to carry this alone", Note: support, When: at(gateNotOK), Uncounted: true,
			Options: []ask.Option{
				{Key: 'k', Value: "keep", Label: "Close, and keep what is here"},
				{Key: 'w', Value: "drop", Label: "Close without saving"},
			}},
		{ID: "line", Kind: ask.Line, Title: "One line to come back to", Note: "No names, no places, no detail.", When: at(gateLine)},
	}
	for i, s := range p.Steady {
		q := stepQuestion(stepID("y", i), s, ask.Line)
		q.When = at(gateSteady)
		questions = append(questions, q)
	}
	return questions
}

// gated reports whether the gate closed the questions that would follow.
func gated(a ask.Answers, heavy func(ask.Answers) bool) bool {
	return heavy(a) && a.Value("gate") != gateGoOn
}

// gateStep is the placeholder line as a step of the entry.
func gateStep() journal.Step {
	return journal.Step{Text: "One line to come back to", Goal: journal.Support}
}

// throughGate puts into an entry what the gate's questions took.
func throughGate(e *journal.Entry, p journal.Plan, asked map[string]bool, answers ask.Answers) {
	gather(e, asked, "y", p.Steady, answers)
	if asked["line"] {
		answer := answerOf(gateStep(), answers["line"])
		e.Answers = append(e.Answers, answer)
		e.Reopen = true
		if e.Gist == "" {
			e.Gist = journal.GistOf(answer.Text)
		}
	}
	if asked["gate"] && answers.Value("gate") != "" && len(e.Goals) == 0 {
		e.Goals = []journal.Goal{journal.Support}
	}
}

// riskQuestions ask the one plain question about risk, and show on a yes
// what to do outside the journal. No narrative is asked for or kept.
func riskQuestions(when func(ask.Answers) bool, emergency string) []ask.Question {
	yes := func(a ask.Answers) bool { return when(a) && a.Value("risk") == "yes" }
	return []ask.Question{
		{ID: "risk", Kind: ask.Choice, Title: "Is anyone at risk and not yet handed over?", When: when,
			Options: []ask.Option{
				{Key: 'n', Value: string(journal.RiskNone), Label: "No"},
				{Key: 'h', Value: string(journal.RiskHandedOver), Label: "It is handed over"},
				{Key: 'y', Value: "yes", Label: "Yes"},
			}},
		{ID: "riskcard", Kind: ask.Card, Title: "Do these now, outside this journal", When: yes, Uncounted: true,
			Note: riskCard(emergency),
			Options: []ask.Option{
				{Key: 'h', Value: string(journal.RiskHandedOver), Label: "It is handed over now"},
				{Key: 'l', Value: string(journal.RiskOpen), Label: "Not yet: remind me until it is"},
			}},
	}
}

// riskOf is what is kept of the answers about risk. One that was given
// stands, although a later choice closed the question: whoever is at risk
// is so still.
func riskOf(answers ask.Answers) journal.Risk {
	switch {
	case answers.Value("risk") == "":
		return ""
	case answers.Value("risk") != "yes":
		return journal.Risk(answers.Value("risk"))
	case answers.Value("riskcard") == string(journal.RiskHandedOver):
		return journal.RiskHandedOver
	}
	return journal.RiskOpen
}

// riskCard is what to do now when someone is at risk.
func riskCard(emergency string) string {
	return `This journal is not a record or a report, and nobody reads it. Outside it, now:

- Immediate danger: ` + emergency + `, at once.
- Your safeguarding lead, on-call or manager: by voice.
- The clinical record or incident system: the facts go there.
- Your supervisor, between meetings: do not wait for the next one.

More numbers: afterword support.`
}
