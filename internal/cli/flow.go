package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/prompt"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// finishing asks a form with its draft kept and saves what build makes of
// the answers, in one transaction with the end of the draft. If the save
// fails, the form comes back with the reason, so that nothing typed is
// lost while it is mended. Nothing to save drops the draft.
func (a *app) finishing(ctx context.Context, b book, d *journal.Draft, f ask.Form, build func(ask.Answers) ([]journal.Thing, error)) error {
	return a.finishingAs(ctx, b, d, f, build, func(things []journal.Thing) error { return a.finished(ctx, b, things) })
}

// askAgain means that an answer cannot stand as it is: the form comes back
// at its question and says why.
type askAgain struct{ at, why string }

func (e askAgain) Error() string { return e.why }

// errSame means that nothing was changed, so that nothing is to be saved.
var errSame = errors.New("nothing was changed")

// finishingAs is finishing with its own words for what was saved.
func (a *app) finishingAs(ctx context.Context, b book, d *journal.Draft, f ask.Form, build func(ask.Answers) ([]journal.Thing, error), tell func([]journal.Thing) error) error {
	for {
		answers, err := a.write(ctx, b, d, f)
		if err != nil {
			return err
		}
		things, err := build(answers)
		var again askAgain
		switch {
		case errors.As(err, &again):
			f.Notice, d.At = sentence(again.why), again.at
			continue
		case errors.Is(err, errSame):
			a.say("It is as it was; nothing needed changing.")
			return b.DropDraft(ctx, d.ID)
		case err != nil:
			return err
		}
		if len(things) == 0 {
			a.say("Nothing was kept.")
			return b.DropDraft(ctx, d.ID)
		}
		err = a.savingReviewed(ctx, readable(b), things, func(more ...journal.Thing) error {
			return b.SaveDraft(ctx, a.stamp(), d.ID, append(slices.Clone(things), more...)...)
		})
		if err == nil {
			return tell(things)
		}
		if status(err) != StatusStorage || !a.interactive() {
			if d.Count > 0 {
				return hinted(err, "What was written is kept as a draft: afterword resume")
			}
			return err
		}
		f.Notice = "Not saved: " + reasonOf(err) + ". Nothing is lost while this stays open. Mend it, then go on."
		if n := len(f.Questions); n > 0 {
			d.At = f.Questions[n-1].ID
		}
	}
}

// finished prints the id of what was saved and one line that says so.
func (a *app) finished(ctx context.Context, b book, things []journal.Thing) error {
	words := a.words(ctx)
	for _, t := range things {
		if e, ok := t.(*journal.Entry); ok {
			if a.flags.json || !a.Terminal.Out {
				return a.added(b, e)
			}
			a.say("Kept as %s. Only you can see it.", a.short(ctx, b, e.ID))
		}
		if q, ok := t.(*journal.Question); ok {
			a.say("The question waits as %s, to be brought to %s; you see every line before it leaves.", a.short(ctx, b, q.ID), words.Supervision)
		}
	}
	return nil
}

// given keeps what flags said about an entry in its plan.
func given(h journal.EntryHead) journal.EntryHead {
	return journal.EntryHead{Energy: h.Energy, Weight: h.Weight, Confidence: h.Confidence, Decided: h.Decided, Risk: h.Risk, Next: h.Next, Minutes: h.Minutes}
}

// withGiven puts onto an entry what flags said and the questions left open.
func withGiven(e *journal.Entry, h journal.EntryHead) {
	e.Energy, e.Weight, e.Confidence = cmp.Or(e.Energy, h.Energy), cmp.Or(e.Weight, h.Weight), cmp.Or(e.Confidence, h.Confidence)
	e.Decided, e.Risk, e.Next = cmp.Or(e.Decided, h.Decided), cmp.Or(e.Risk, h.Risk), cmp.Or(e.Next, h.Next)
	e.Minutes = cmp.Or(e.Minutes, h.Minutes)
}

// stepQuestion asks one prompt of a plan.
func stepQuestion(id string, s journal.Step, kind ask.Kind) ask.Question {
	return ask.Question{ID: id, Kind: kind, Title: s.Text, Note: "No names, no places."}
}

// stepID names the n-th step of a kind ("s" for steps, "y" for steadying
// ones, "e" for the deeper ones).
func stepID(kind string, n int) string { return kind + strconv.Itoa(n+1) }

// stepOf keeps a prompt in a plan, in the words in which it is asked.
func stepOf(p prompt.Prompt) journal.Step {
	return journal.Step{Prompt: p.ID, Version: p.Version, Text: p.Text, Goal: p.Goal, Stage: p.Stage}
}

// answerOf is a step with what was written under it.
func answerOf(s journal.Step, answer ask.Answer) journal.Answer {
	text := strings.TrimSpace(answer.Value)
	return journal.Answer{Prompt: s.Prompt, Version: s.Version, Question: s.Text, Goal: s.Goal, Stage: s.Stage,
		Text: text, Skipped: text == ""}
}

// gather makes the answers of an entry from the steps that were asked.
func gather(e *journal.Entry, asked map[string]bool, kind string, steps []journal.Step, answers ask.Answers) {
	for i, s := range steps {
		if id := stepID(kind, i); asked[id] {
			take(e, s, answers[id])
		}
	}
}

// take puts the answer to one step into an entry.
func take(e *journal.Entry, s journal.Step, given ask.Answer) {
	answer := answerOf(s, given)
	e.Answers = append(e.Answers, answer)
	if s.Prompt != "" {
		e.Prompts = append(e.Prompts, s.Prompt)
	}
	if s.Goal != "" && !contains(e.Goals, s.Goal) && !answer.Skipped {
		e.Goals = append(e.Goals, s.Goal)
	}
	if e.Gist == "" {
		e.Gist = journal.GistOf(answer.Text)
	}
}

// closed lists the questions that a later choice closed after words were
// written under them.
func closed(f ask.Form, answers ask.Answers) []ask.Question {
	asked := askedIDs(f, answers)
	var out []ask.Question
	for _, q := range f.Questions {
		words := q.Kind == ask.Text || q.Kind == ask.Line
		if words && !asked[q.ID] && strings.TrimSpace(answers.Value(q.ID)) != "" {
			out = append(out, q)
		}
	}
	return out
}

// gatherClosed keeps with an entry what was written under questions that a
// later choice closed: as answers to them, whatever the words would have
// become had they stayed open. Nothing typed is lost without a word.
func gatherClosed(e *journal.Entry, f ask.Form, p journal.Plan, answers ask.Answers) {
	planned := map[string]journal.Step{"line": gateStep()}
	for kind, steps := range map[string][]journal.Step{"s": p.Steps, "y": p.Steady, "e": p.Deeper} {
		for i, s := range steps {
			planned[stepID(kind, i)] = s
		}
	}
	for _, q := range closed(f, answers) {
		s, ok := planned[q.ID]
		if !ok {
			s = journal.Step{Text: q.Title}
		}
		take(e, s, answers[q.ID])
	}
}

func contains[T comparable](all []T, one T) bool {
	for _, v := range all {
		if v == one {
			return true
		}
	}
	return false
}

// askedIDs is the set of questions that were asked.
func askedIDs(f ask.Form, answers ask.Answers) map[string]bool {
	ids := map[string]bool{}
	for _, q := range f.Asked(answers) {
		ids[q.ID] = true
	}
	return ids
}

// ratingOf reads an answer of 1 to 5.
func ratingOf(answers ask.Answers, id string) int {
	n, err := strconv.Atoi(answers.Value(id))
	if err != nil || n < 1 || n > 5 {
		return 0
	}
	return n
}

// scale is a question answered with one of five keys.
func scale(id, title string, words ...string) ask.Question {
	q := ask.Question{ID: id, Kind: ask.Choice, Title: title}
	for i, w := range words {
		n := strconv.Itoa(i + 1)
		q.Options = append(q.Options, ask.Option{Key: rune(n[0]), Value: n, Label: w})
	}
	return q
}

// nightQuestion asks which day the shift began, where the clock leaves it
// open.
func nightQuestion(p journal.Plan, w wording) []ask.Question {
	if p.Night == "" {
		return nil
	}
	return []ask.Question{{
		ID: "night", Kind: ask.Choice, Uncounted: true,
		Title: w.in("Was this the shift that began on ") + p.Night.Time().Format("Monday") + "?",
		Options: []ask.Option{
			{Key: 'y', Value: "yes", Label: "Yes, on " + p.Night.Time().Format("Monday 2 January")},
			{Key: 'n', Value: "no", Label: "No, on " + p.Shift.Time().Format("Monday 2 January")},
		},
	}}
}

// shiftOf is the day the shift began, as its writer says.
func shiftOf(p journal.Plan, answers ask.Answers) journal.Date {
	if p.Night != "" && answers.Value("night") == "yes" {
		return p.Night
	}
	return p.Shift
}

// plan begins a plan for a shift on the day that was named, or on the one
// the clock suggests.
func (a *app) plan(flow journal.Flow, named journal.Date) journal.Plan {
	p := journal.Plan{Flow: flow, Shift: named}
	if named == "" {
		p.Shift = a.today()
		if guess, night := journal.ShiftGuess(a.Now()); night {
			p.Night = guess
		}
	}
	return p
}

// past is what the choice of the next prompts looks back on: the newest
// entries, heads only.
func (a *app) past(ctx context.Context, b book) ([]journal.EntryHead, error) {
	v := readable(b)
	if v == nil {
		return nil, nil // locked: chosen without looking back
	}
	entries, err := a.entries(ctx, v, vault.Reading{}, 300, nil)
	if err != nil {
		return nil, err
	}
	heads := make([]journal.EntryHead, len(entries))
	for i, e := range entries {
		heads[i] = e.EntryHead
	}
	return heads, nil
}

// choice begins a choice of prompts with what was asked lately.
func (a *app) choice(heads []journal.EntryHead, goals []journal.Goal) prompt.Choice {
	return prompt.Choice{Goals: goals, Asked: journal.RecentPrompts(heads),
		Visited: journal.LastVisited(heads, a.today()), Seed: uint64(a.Now().UnixNano())}
}

// steps turns prompts into steps.
func steps(prompts []prompt.Prompt) []journal.Step {
	out := make([]journal.Step, len(prompts))
	for i, p := range prompts {
		out[i] = stepOf(p)
	}
	return out
}

// newID is an id for a thing that others refer to before it is saved.
func (a *app) newID() journal.ID { return journal.ID(seal.NewID()) }
