package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/render"
)

// shortExcerpt is how many words of each answer come where a pack is made
// shorter.
const shortExcerpt = 30

// What can be done about a pack that is longer than a side.
const (
	fitKeep  = "keep"     // it is as long as it is
	fitFull  = "excerpts" // nothing in full
	fitShort = "shorter"  // fewer words of each answer
	fitLeave = "leave"    // some of it waits
)

// most is how many sides the pack may have: more than are usual only where
// that was chosen.
func (p *preparing) most() int {
	n, err := strconv.Atoi(p.draft.Answers[keptSides])
	if err != nil {
		return mostSides
	}
	return max(n, mostSides)
}

// fitQuestions are the meter and what can be done about the length. Nothing
// is left out but what is named here.
func (p *preparing) fitQuestions(n render.Length, made *gatheredPack, released pack.Pack) []ask.Question {
	over := n.Pages > p.most()
	how := ask.Question{ID: "fit", Kind: ask.Choice, Title: "Make it shorter?", Note: "A supervisor reads one side. Empty goes on as it is.", Uncounted: true,
		When: func(ask.Answers) bool { return n.Pages > usualSides }}
	if over {
		how.Title, how.Note = "What gives, so that it fits?", "Nothing is left out by itself."
	}
	if slices.ContainsFunc(p.chosen(), func(e *journal.Entry) bool { return p.draft.Answers[entryID(e)] == "full" }) {
		how.Options = append(how.Options, ask.Option{Key: 'e', Value: fitFull, Label: "Excerpts instead of whole entries"})
	}
	if p.draft.Answers[keptExcerpt] == "" && len(p.chosen()) > 0 {
		how.Options = append(how.Options, ask.Option{Key: 's', Value: fitShort, Label: fmt.Sprintf("Shorter excerpts, %d words of each answer", shortExcerpt)})
	}
	out := p.leaveOut(n, released)
	if len(out.Options) > 0 {
		how.Options = append(how.Options, ask.Option{Key: 'l', Value: fitLeave, Label: "Leave something out"})
	}
	as := ask.Option{Key: 'k', Value: fitKeep, Label: "Go on as it is"}
	if over {
		as.Label = fmt.Sprintf("Let it have %d sides this time", n.Pages)
	}
	how.Options = append(how.Options, as)
	return []ask.Question{
		{ID: "length", Kind: ask.Card, Title: capital(sidesWords(n, p.most())), Note: lengthNote(n, made.Meter()), Uncounted: true},
		how, out,
	}
}

// leaveOut asks which parts wait for another time, the longest first.
func (p *preparing) leaveOut(n render.Length, released pack.Pack) ask.Question {
	q := ask.Question{ID: "leaveout", Kind: ask.Several, Title: "What waits for another time?", Note: "It stays in the journal as it is.", Uncounted: true,
		When: func(w ask.Answers) bool { return w.Value("fit") == fitLeave }}
	parts := slices.Clone(n.Parts)
	slices.SortStableFunc(parts, longerFirst)
	for _, part := range parts {
		id := released.ID(part.Ref)
		i := slices.IndexFunc(p.chosen(), func(e *journal.Entry) bool { return e.ID == id })
		if i < 0 {
			continue
		}
		e := p.chosen()[i]
		q.Options = append(q.Options, ask.Option{Value: entryID(e), Label: entryLabel(e) + " (" + roomWords(part) + ")"})
	}
	for _, also := range []ask.Question{p.showQuestion(), p.learningQuestion()} {
		for _, o := range also.Options {
			if contains(listed(p.draft.Answers[also.ID]), o.Value) {
				q.Options = append(q.Options, o)
			}
		}
	}
	if released.Drawings() {
		q.Options = append(q.Options, ask.Option{Value: "drawings", Label: "The drawings"})
	}
	if p.draft.Answers["bringabout"] == "bring" {
		q.Options = append(q.Options, ask.Option{Value: "bringabout", Label: p.words.in("What was written about supervision")})
	}
	return q
}

// without takes one value out of an answer to several options.
func (p *preparing) without(id, value string) {
	p.draft.Answers[id] = strings.Join(slices.DeleteFunc(listed(p.draft.Answers[id]), func(v string) bool { return v == value }), ",")
}

// fitted carries out what was chosen about the length, and reports whether
// the pack has to be made anew. A pack that is too long goes no further
// without a choice.
func (p *preparing) fitted(ctx context.Context, n render.Length, answers ask.Answers) (anew bool, err error) {
	switch answers.Value("fit") {
	case fitFull:
		for _, e := range p.chosen() {
			p.draft.Answers[entryID(e)] = "bring"
		}
	case fitShort:
		p.draft.Answers[keptExcerpt] = strconv.Itoa(shortExcerpt)
	case fitLeave:
		out := listed(answers.Value("leaveout"))
		for _, e := range p.chosen() {
			if contains(out, entryID(e)) {
				p.draft.Answers[entryID(e)] = "skip"
			}
		}
		for _, value := range out {
			p.without("show", value)
			p.without("learning", value)
		}
		if contains(out, "bringabout") {
			p.draft.Answers["bringabout"] = "keep"
		}
		if contains(out, "drawings") {
			p.draft.Answers["drawings"] = "no"
		}
	case fitKeep:
		if n.Pages <= p.most() {
			return false, nil
		}
		p.draft.Answers[keptSides] = strconv.Itoa(n.Pages)
	default:
		return n.Pages > p.most(), nil
	}
	return true, p.keepDraft(ctx)
}
