package ask

import (
	"context"
	"fmt"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// looked says how many words a written answer has, where that is measured,
// and what was found in it, and goes on.
func (p *plain) looked() step {
	q, value := p.walk.question(), p.walk.value()
	if count := q.counted(value); count != "" {
		p.out.say(count)
	}
	if value == "" || !p.watch.at(q) {
		return onward
	}
	found := p.watch.open(q.ID, value, p.watch.look(value))
	if len(found) == 0 {
		return onward
	}
	line := fmt.Sprintf("%s: %s.", privacy.Counted(len(found), 0), sayKinds(found))
	if asked := p.walk.form.asked(p.walk.answers); len(asked) > 0 && p.walk.at < asked[len(asked)-1] {
		line += " :review to look at them."
	}
	p.out.say(line)
	return onward
}

// lookAsked carries out a command about looking, and reports whether there
// is more input.
func (p *plain) lookAsked(ctx context.Context, command string) bool {
	switch {
	case p.watch.look == nil:
		p.out.say("Nothing is looked for here.")
	case command == ":look off":
		p.watch.off = true
		p.out.say("Not looking for identifiers in this entry any more. It looks again before anything is shared.")
	case command == ":look on":
		p.watch.off = false
		p.out.say("Looking for identifiers again.")
	default:
		return p.reviewAnswers(ctx)
	}
	return true
}

// reviewAnswers goes through what was found in all that is written so far.
func (p *plain) reviewAnswers(ctx context.Context) bool {
	f := p.walk.form
	r := Review{Look: f.Look, Lasting: f.Lasting, Aliases: f.Aliases}
	var ids []string
	var kept [][]span
	for _, i := range f.asked(p.walk.answers) {
		q := f.Questions[i]
		if text := p.walk.answers.Value(q.ID); text != "" && q.written() {
			r.Passages = append(r.Passages, Passage{Name: q.Title, Text: text, Found: f.Look(text)})
			ids, kept = append(ids, q.ID), append(kept, p.watch.spans(q.ID, text))
		}
	}
	v := newReview(r, p.watch.cleared, kept...)
	more := p.goThrough(ctx, v, func() {
		for i, id := range ids {
			p.walk.reword(id, v.now[i].text)
		}
	})
	for i, id := range ids {
		p.watch.took(id, v, i)
	}
	if decided := v.outcome().Decided; f.Decided != nil && len(decided) > 0 {
		f.Decided(decided)
	}
	if more {
		p.out.say("Back to the question.")
	}
	return more
}

// goThrough asks about one finding after another until none is left or the
// writer is done; changed is told of each act. It reports whether there is
// more input.
func (p *plain) goThrough(ctx context.Context, v *review, changed func()) bool {
	for p.out.err == nil {
		if v.finished() {
			p.sayOver(v)
		} else {
			p.sayItem(v)
		}
		typed, err := p.in.next(ctx)
		if err != nil {
			if v.pending != nil {
				v.undo()
			}
			return false
		}
		word := strings.ToLower(strings.TrimSpace(typed))
		if word == "d" || word == ":done" || word == ":quit" || v.finished() && word == "" {
			break
		}
		more := p.finding(ctx, v, word)
		changed()
		if !more {
			return false
		}
	}
	return true
}

// sayItem says what is asked about now and what can be answered.
func (p *plain) sayItem(v *review) {
	it, _ := v.current()
	p.out.gap()
	if v.pending != nil {
		p.out.say(v.askSame() + " y or n, then Enter.")
		return
	}
	p.out.say(v.title(it) + ". " + sentenceOf(v.where(it)))
	for _, line := range v.lines(it) {
		p.out.say(line)
	}
	var keys []string
	for _, o := range v.choices(it) {
		keys = append(keys, o.Label+" ("+string(o.Key)+")")
	}
	p.out.say("Type a letter, then Enter: " + strings.Join(keys, ", ") + ", why (?), skip (s or an empty line), undo (u), done (d).")
}

// sentenceOf ends words with a full stop, where there are any.
func sentenceOf(words string) string {
	if words == "" || strings.HasSuffix(words, "?") || strings.HasSuffix(words, ".") {
		return words
	}
	return words + "."
}

// sayOver says what the review came to and what is left to see.
func (p *plain) sayOver(v *review) {
	p.out.gap()
	for _, line := range v.over() {
		p.out.say(line)
	}
	if len(v.folded()) > 0 {
		p.out.say("h to look at them, u to undo, or Enter to be done.")
		return
	}
	p.out.say("u to undo, or Enter to be done.")
}

// finding takes a letter about a finding, and reports whether there is more
// input.
func (p *plain) finding(ctx context.Context, v *review, word string) bool {
	it, ok := v.current()
	switch {
	case word == "u":
		if v.undo() {
			p.out.say("Undone.")
		} else {
			p.out.say("There is nothing to undo.")
		}
		return true
	case v.pending != nil && (word == "y" || word == "n"):
		v.same(word == "y")
		p.out.say(v.note)
		return true
	case v.pending != nil:
		return true
	case !ok && word == "h" && len(v.folded()) > 0:
		v.openHints()
		return true
	case ok && (word == "" || word == ":skip"):
		word = "s"
	}
	if len(word) != 1 || !ok || !strings.Contains(v.keys(), word) {
		p.out.say("That is not one of the letters.")
		return true
	}
	switch word {
	case "?":
		p.out.say(v.reason(it))
	case "o":
		v.takeApart()
	case "s":
		v.skip()
	case "e":
		return p.ownWords(ctx, v)
	case "l":
		return p.alias(ctx, v)
	case "r":
		p.decide(v, Replaced, v.suggestion())
	case "k":
		p.decide(v, Kept, "")
	case "n":
		p.decide(v, Cleared, "")
	case "a":
		if doubt := v.doubt(); doubt != "" {
			p.out.say(doubt)
			return true
		}
		p.decide(v, ForGood, "")
	}
	return true
}

// decide decides the finding and says what came of it.
func (p *plain) decide(v *review, act Act, with string) {
	if v.do(act, with) == 0 {
		p.out.say(v.note)
	}
}

// alias puts an alias there, and asks which where there are several.
func (p *plain) alias(ctx context.Context, v *review) bool {
	if all := v.offers(); len(all) == 1 {
		p.decide(v, Replaced, all[0].With)
		return true
	}
	for {
		p.out.say("Which alias?")
		for _, o := range v.numbered() {
			p.out.say(string(o.Key) + ". " + o.Label + ".")
		}
		p.out.say("Type a number, then Enter. An empty line goes back.")
		typed, err := p.in.next(ctx)
		if err != nil {
			return false
		}
		word := strings.TrimSpace(typed)
		if word == "" {
			return true
		}
		if with, ok := v.offer(word); ok {
			p.decide(v, Replaced, with)
			return true
		}
		p.out.say("That is not one of the numbers.")
	}
}

// ownWords asks for the words to put there.
func (p *plain) ownWords(ctx context.Context, v *review) bool {
	for {
		p.out.say("Type the words to put there, then Enter. An empty line goes back.")
		typed, err := p.in.next(ctx)
		if err != nil && err != errLong {
			return false
		}
		if err == nil && strings.TrimSpace(journal.PrintableLine(typed)) == "" {
			return true
		}
		with, refusal := replacement(typed)
		if refusal == "" && err == nil {
			p.decide(v, Replaced, with)
			return true
		}
		p.out.say("The words to put there are one to 200 bytes long.")
	}
}
