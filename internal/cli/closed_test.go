package cli

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// chosen calls fn with every way to answer the choices of a form, with
// words under every question that takes them.
func chosen(f ask.Form, words func(id string) string, choices []string, fn func(ask.Answers)) {
	answers := ask.Answers{}
	for _, q := range f.Questions {
		if q.Kind == ask.Text || q.Kind == ask.Line {
			answers[q.ID] = ask.Answer{Value: words(q.ID)}
		}
	}
	var next func(int)
	next = func(i int) {
		if i == len(choices) {
			fn(answers.Clone())
			return
		}
		for _, q := range f.Questions {
			if q.ID != choices[i] {
				continue
			}
			for _, o := range append([]ask.Option{{}}, q.Options...) {
				answers[q.ID] = ask.Answer{Value: o.Value, Skipped: o.Value == ""}
				next(i + 1)
			}
		}
	}
	next(0)
}

// wordsOf is everything in words that would be saved.
func wordsOf(things []journal.Thing) string {
	var all []string
	for _, t := range things {
		switch t := t.(type) {
		case *journal.Entry:
			for _, answer := range t.Answers {
				all = append(all, answer.Question, answer.Text)
			}
			all = append(all, fmt.Sprint("minutes ", t.Minutes))
		case *journal.Action:
			all = append(all, t.Text, t.Sign, t.Standard, "due "+string(t.Due))
		case *journal.Question:
			all = append(all, t.Text)
		}
	}
	return strings.Join(all, "\n")
}

// Whatever is chosen after words were typed, they are kept, once, unless the
// writer chooses to close without saving.
func TestChoicesLoseNoWords(t *testing.T) {
	a, _ := wordsApp(t.TempDir(), "")
	defer a.close()
	step := func(id string) journal.Step {
		return journal.Step{Prompt: id, Version: 1, Text: "Prompt " + id, Goal: journal.Culture}
	}
	p := journal.Plan{Shift: "2026-03-02", Night: "2026-03-01", Steps: []journal.Step{step("one"), step("two")},
		Steady: []journal.Step{step("three"), step("four")}, Deeper: []journal.Step{step("five")}, Goals: journal.Goals()}
	words := func(id string) string {
		switch id {
		case "minutes":
			return "45"
		case "due":
			return "2026-11-30"
		}
		return "words under " + id + " here"
	}
	check := func(t *testing.T, f ask.Form, answers ask.Answers, things []journal.Thing) {
		t.Helper()
		if askedIDs(f, answers)["support"] && answers.Value("support") == "drop" {
			if len(things) > 0 {
				t.Errorf("something was kept of %v", answers)
			}
			return
		}
		text := wordsOf(things)
		for _, q := range f.Questions {
			if want := words(q.ID); answers.Value(q.ID) == want && strings.Count(text, want) != 1 {
				t.Fatalf("with %v, %q is there %d times in\n%s", answers, want, strings.Count(text, want), text)
			}
		}
		if e := things[0].(*journal.Entry); e.Kind == journal.Nothing || e.Gist == "" {
			t.Errorf("with %v the entry is %s, %q", answers, e.Kind, e.Gist)
		}
	}
	t.Run("quick", func(t *testing.T) {
		f := a.quickForm(context.Background(), p, a.words(context.Background()))
		for _, p.Given.Next = range []journal.Next{"", journal.NextAction, journal.NextQuestion} {
			chosen(f, words, []string{"energy", "gate", "support", "next"}, func(answers ask.Answers) {
				check(t, f, answers, a.quickThings(p, f, answers))
			})
		}
	})
	t.Run("reflect", func(t *testing.T) {
		f := a.reflectForm(context.Background(), p, a.words(context.Background()))
		chosen(f, words, []string{"weight", "gate", "support", "deeper"}, func(answers ask.Answers) {
			for _, none := range []string{"", "promise", "change", "s1"} {
				answers := answers.Clone()
				delete(answers, none)
				things, err := a.reflectThings(p, f, answers)
				if err != nil {
					t.Fatal(err)
				}
				check(t, f, answers, things)
			}
		})
	})
}

// A gate that was left again says nothing about the entry.
func TestGateLeftBehind(t *testing.T) {
	a, _ := wordsApp(t.TempDir(), "")
	defer a.close()
	p := journal.Plan{Shift: "2026-03-02", Steps: []journal.Step{{Text: "One"}, {Text: "Two"}}}
	f := a.quickForm(context.Background(), p, a.words(context.Background()))
	things := a.quickThings(p, f, ask.Answers{"energy": {Value: "3"}, "gate": {Value: gateStop}})
	if e := things[0].(*journal.Entry); len(e.Goals) > 0 || e.Weight != 0 {
		t.Errorf("goals %v, weight %d", e.Goals, e.Weight)
	}
}

// What was chosen about risk, and as a measure, is kept although a later
// choice closed the question, unless the writer closes without saving.
func TestChoicesLoseNoRisk(t *testing.T) {
	a, _ := wordsApp(t.TempDir(), "")
	defer a.close()
	ctx := context.Background()
	p := journal.Plan{Shift: "2026-03-02", Steps: []journal.Step{{Text: "One"}, {Text: "Two"}}, Goals: journal.Goals()}
	f := a.quickForm(ctx, p, a.words(ctx))
	none := func(string) string { return "" }
	for _, tt := range []struct {
		risk, card string
		want       journal.Risk
	}{
		{"none", "", journal.RiskNone}, {"handed-over", "", journal.RiskHandedOver}, {"yes", "", journal.RiskOpen},
		{"yes", "open", journal.RiskOpen}, {"yes", "handed-over", journal.RiskHandedOver}, {"none", "open", journal.RiskNone},
	} {
		chosen(f, none, []string{"energy", "gate", "support"}, func(answers ask.Answers) {
			answers["risk"], answers["riskcard"] = ask.Answer{Value: tt.risk}, ask.Answer{Value: tt.card}
			asked := askedIDs(f, answers)
			if asked["support"] && answers.Value("support") == "drop" {
				return
			}
			e := a.quickThings(p, f, answers)[0].(*journal.Entry)
			if e.Risk != tt.want {
				t.Errorf("with %v the risk is %q", answers, e.Risk)
			}
			if e.Kind == journal.Nothing && tt.want != journal.RiskNone {
				t.Errorf("with %v it is told as nothing", answers)
			}
			if said := strings.Contains(a.doneNote(p, f, answers), "about risk"); said == asked["risk"] {
				t.Errorf("with %v the note is %q", answers, a.doneNote(p, f, answers))
			}
		})
	}
	f = a.reflectForm(ctx, p, a.words(ctx))
	things, err := a.reflectThings(p, f, ask.Answers{"weight": {Value: "5"}, "gate": {Value: gateStop},
		"energy": {Value: "2"}, "confidence": {Value: "4"}, "decided": {Value: "asked"}})
	if err != nil {
		t.Fatal(err)
	}
	if e := things[0].(*journal.Entry); e.Energy != 2 || e.Confidence != 4 || e.Decided != journal.DecidedAsked {
		t.Errorf("energy %d, confidence %d, decided %q", e.Energy, e.Confidence, e.Decided)
	}
}
