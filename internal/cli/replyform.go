package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
)

// replyForm shows a pack and asks for a reply to it.
func replyForm(p pack.Pack) (ask.Form, error) {
	card, err := packCard(p)
	if err != nil {
		return ask.Form{}, err
	}
	f := ask.Form{Title: "A reply", Questions: []ask.Question{card}}
	for i, q := range p.Questions() {
		text := fmt.Sprintf("r%d", i+1)
		f.Questions = append(f.Questions,
			ask.Question{ID: text, Kind: ask.Text, Title: fmt.Sprintf("Your answer to question %d?", i+1), Note: strings.TrimSpace(q.Text + "\n\n" + q.Context)},
			ask.Question{ID: fmt.Sprintf("b%d", i+1), Kind: ask.Choice, Title: "Is that the whole answer?", Uncounted: true,
				When: func(w ask.Answers) bool { return strings.TrimSpace(w.Value(text)) != "" },
				Options: []ask.Option{
					{Key: 'y', Value: string(journal.BecameAnswered), Label: "Yes"},
					{Key: 'm', Value: string(journal.BecameAgain), Label: "Bring it again when we meet"},
				}})
	}
	for _, q := range closingQuestions(mostAgreed) {
		switch {
		case q.ID == "agreed", q.ID == "impact", q.ID == "next": // the practitioner notes these
			continue
		case strings.HasPrefix(q.ID, "o"):
			q.Note = "Empty means whoever the pack is from. Me means you."
		}
		f.Questions = append(f.Questions, q)
	}
	f.Questions = append(f.Questions, ask.Question{ID: "note", Kind: ask.Text, Title: "Anything about all of it?", Note: "A note to whoever the pack is from."})
	return f, nil
}

// takeReply makes a reply of the answers of its form.
func (a *app) takeReply(p pack.Pack, f ask.Form, answers ask.Answers) (r pack.Reply, err error) {
	asked := askedIDs(f, answers)
	value := func(kind string, n int) string {
		if id := fmt.Sprintf("%s%d", kind, n); asked[id] {
			return strings.TrimSpace(answers.Value(id))
		}
		return ""
	}
	r = pack.Reply{Pack: p.Reference(), Made: a.stamp(), Note: strings.TrimSpace(answers.Value("note"))}
	for n := range len(p.Questions()) {
		text, became := value("r", n+1), journal.Became(value("b", n+1))
		if text == "" {
			continue
		}
		if became == "" {
			became = journal.BecameAnswered
		}
		r.Replies = append(r.Replies, pack.ReplyTo{Question: n + 1, Became: became, Text: text})
	}
	for n := range mostAgreed {
		text := value("t", n+1)
		if text == "" {
			continue
		}
		act := pack.Agreed{Text: text, Owner: replyOwner(value("o", n+1), p.By())}
		if act.Due, err = a.formDay(answers, fmt.Sprintf("d%d", n+1), "Due", "", a.ahead); err != nil {
			return r, err
		}
		r.Actions = append(r.Actions, act)
	}
	if err := checkReply(r); err != nil {
		return r, askAgain{"note", err.Error()}
	}
	return r, nil
}

// askReply asks for a reply, shows it whole, and writes it. Its draft is
// sealed in the journal of whoever writes it, where there is one.
func (a *app) askReply(ctx context.Context, w *replying) error {
	f, err := replyForm(w.pack)
	if err != nil {
		return err
	}
	if err := a.draftOfReply(ctx, w); err != nil {
		return err
	}
	for {
		answers, err := a.writeReply(ctx, w, f)
		if err != nil {
			return err
		}
		r, err := a.takeReply(w.pack, f, answers)
		if err == nil {
			r, err = a.clearReply(ctx, w, r)
		}
		if err == nil {
			err = a.agreeTo(ctx, "A reply", "Write this to "+w.path+"?", replyPreview(r, questionsOf(w.pack)))
		}
		if err == nil {
			err = a.putReply(w, r)
		}
		if err == nil {
			if w.book != nil {
				return w.book.DropDraft(ctx, w.draft.ID)
			}
			return nil
		}
		f.Notice, f.At = a.reopens(err)
		if undecided := new(pack.UndecidedError); w.book == nil && errors.As(err, &undecided) {
			f.Notice, f.At = "Not written: "+counted(undecided.Count, "possible identifier")+" undecided. Put other words there, or go on and decide.", "note" // without a draft leaving would lose it
		}
		if f.Notice == "" {
			return err
		}
		f.Answers = answers
		if w.draft != nil {
			w.draft.At = f.At
		}
	}
}

// reopens says why the form comes back and where, so that nothing typed is
// lost while it is mended; nothing where it does not.
func (a *app) reopens(err error) (notice, at string) {
	var again askAgain
	switch {
	case errors.As(err, &again):
		return sentence(again.why), again.at
	case errors.Is(err, errRefused):
		return "Not written. Change what is to be changed.", "note"
	case status(err) == StatusStorage && a.interactive():
		return "Not written: " + reasonOf(err) + ". Nothing is lost while this stays open. Mend it, then go on.", "note"
	}
	return "", ""
}

// questionsOf are the questions of a pack, in their order.
func questionsOf(p pack.Pack) []string {
	var out []string
	for _, q := range p.Questions() {
		out = append(out, q.Text)
	}
	return out
}

// draftOfReply settles where the draft of a reply is kept. Without a journal
// it is kept nowhere, which is said before the first word is written.
func (a *app) draftOfReply(ctx context.Context, w *replying) error {
	if a.exists() {
		b, err := a.writing(ctx)
		if err != nil {
			return err
		}
		w.book = b
		w.draft = &journal.Draft{Started: a.stamp(), Answers: map[string]string{}, Plan: journal.Plan{Flow: journal.FlowReply, Shift: a.today(), Pack: w.pack.Reference()}}
		v := readable(b)
		if v == nil {
			return nil
		}
		drafts, _, err := v.Drafts(ctx)
		for _, d := range drafts {
			if d.Plan.Flow == journal.FlowReply && d.Plan.Pack.Is(w.pack.Reference()) {
				a.say("Going on with what was left on %s.", d.Saved.Date().Long())
				w.draft = d
				break
			}
		}
		return err
	}
	r, err := a.ask(ctx, ask.Form{Title: "A reply", Questions: []ask.Question{{ID: "go", Kind: ask.Choice, Uncounted: true, Must: true,
		Title: "There is no journal here that could keep a draft.",
		Note:  "What you write is kept nowhere until the end, when it goes to " + w.path + ". If you stop before, it is gone.",
		Options: []ask.Option{
			{Key: 'w', Value: "write", Label: "Write, and keep it at the end"},
			{Key: 'x', Value: "leave", Label: "Not now"},
		}}}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.Answers.Value("go") != "write":
		a.say("Nothing was written.")
		return errLeft
	}
	return nil
}

// writeReply asks the form, with its draft kept where it can be.
func (a *app) writeReply(ctx context.Context, w *replying, f ask.Form) (ask.Answers, error) {
	if w.book != nil {
		return a.write(ctx, w.book, w.draft, f)
	}
	f.Look = a.guard(ctx).Scan
	r, err := a.ask(ctx, f)
	a.cleanAnswers(r.Answers)
	switch {
	case err != nil:
		return nil, err
	case r.End == ask.Completed:
		return r.Answers, nil
	}
	a.say("Nothing was written, and nothing is kept.")
	if r.End == ask.Left {
		return nil, errLeft
	}
	return nil, a.ended(ctx)
}
