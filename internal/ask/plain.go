package ask

import (
	"context"
	"fmt"
	"strings"
)

// Plain asks the form line by line, for screen readers, pipes and
// terminals that cannot move a cursor. What it prints only ever grows: no
// escape sequences, no drawing, lines of at most 72 columns.
//
// Where several forms read the same input, s.In must be one *bufio.Reader
// made by the caller: Plain then takes nothing beyond the last line it
// used. A Secret is read by s.Hidden, where there is one. There is no
// hiding, since lines that were printed cannot be taken back: f.Lock has no
// effect. After a cancelled ctx that reader is not to be used again, as one
// read may still be waiting on it. The end of input keeps the unfinished
// answer and ends with Interrupted. An error means that s.Out could not be
// written to; the result still holds all that was typed.
func Plain(ctx context.Context, f Form, s Screen) (Result, error) {
	p, stop := newPlain(f, s)
	defer stop()
	p.out.say(f.Title)
	p.out.say(f.Notice)
	if len(f.Questions) > 0 && !f.Before { // it was said before
		p.out.say("Type :help at any question to see what else can be typed.")
	}
	end := p.run(ctx)
	if p.out.err != nil {
		return p.walk.result(Interrupted), fmt.Errorf("writing the questions: %w", p.out.err)
	}
	return p.walk.result(end), nil
}

// newPlain makes the driver; stop is to be called when it is done with.
func newPlain(f Form, s Screen) (p *plain, stop func()) {
	in, stop := newLines(s.In)
	width := widest
	if s.Width > 0 {
		width = min(widest, s.Width)
	}
	return &plain{walk: newWalk(f), in: in, hidden: s.Hidden, out: printer{to: s.Out, width: width}, watch: newWatch(f)}, stop
}

// plain is the line by line driver.
type plain struct {
	walk   *walk
	in     *lines
	hidden func() (string, error)
	out    printer
	status string // the last one said
	watch  watch
}

// step is what a line asked for, beyond being an answer.
type step int

const (
	stay    step = iota // ask the same question again
	onward              // the answer stands
	skipped             // the answer is left out
	earlier             // the question before
	finish              // the rest is skipped
	leave               // keep the draft and leave
	lost                // no more input
)

// run asks until something ends it.
func (p *plain) run(ctx context.Context) End {
	for !p.walk.done() && p.out.err == nil {
		p.introduce()
		switch step := p.answer(ctx); step {
		case stay:
			continue
		case skipped, finish:
			if p.walk.form.Menu {
				p.out.say(noneChosen)
				continue
			}
			if step == finish {
				p.walk.finish()
			} else {
				p.walk.skip()
			}
		case onward:
			p.walk.next()
		case earlier:
			switch {
			case p.walk.back():
			case p.walk.form.Before:
				return Earlier
			default:
				p.out.say("This is the first question.")
			}
		case leave:
			return Left
		case lost:
			return Interrupted
		}
		p.sayStatus()
	}
	return Completed
}

// sayStatus says how the draft stands where that has changed.
func (p *plain) sayStatus() {
	if p.walk.form.Status == nil {
		return
	}
	if now := p.walk.form.Status(); now != "" && now != p.status {
		p.status = now
		p.out.say(now)
	}
}

// introduce says the question and how it is answered.
func (p *plain) introduce() {
	q := p.walk.question()
	p.out.gap()
	if progress := p.walk.progress(); progress != "" {
		p.out.say("Question " + progress + ".")
	}
	p.out.say(q.Title)
	p.out.say(q.Note)
	for i, o := range q.Options {
		p.out.say(optionLine(q.Options, i, o))
	}
	p.sayAnswer()
	p.out.say(p.howTo())
}

// optionLine is one option, named by its number, or by its key where the
// keys are numbers.
func optionLine(options []Option, i int, o Option) string {
	switch {
	case !byDigit(options) && o.Key != 0:
		return string(o.Key) + ". " + o.Label
	case o.Key == 0:
		return fmt.Sprintf("%d. %s", i+1, o.Label)
	}
	return fmt.Sprintf("%d. %s (%c)", i+1, o.Label, o.Key)
}

// sayAnswer says the answer so far, if there is one.
func (p *plain) sayAnswer() {
	q, value := p.walk.question(), p.walk.value()
	if value == "" || !q.answered() {
		return
	}
	if q.Kind == Secret {
		p.out.say("So far: something was typed. It is not shown.")
		return
	}
	if !q.written() {
		places, others := parts(q.Options, value)
		var labels []string
		for _, i := range places {
			labels = append(labels, q.Options[i].Label)
		}
		value = strings.Join(append(labels, others...), ", ")
	}
	if strings.Contains(value, "\n") {
		p.out.say("So far:")
		p.out.say(value)
		return
	}
	p.out.say("So far: " + value)
}

// howTo says how the open question is answered.
func (p *plain) howTo() string {
	q, has := p.walk.question(), p.walk.value() != ""
	empty := "An empty line skips."
	if p.walk.form.Menu {
		empty = ""
	} else if has {
		empty = "An empty line keeps the answer; - alone clears it."
	}
	names := "a number or its letter"
	if !byDigit(q.Options) {
		names = "the number or letter in front of it"
	}
	switch {
	case q.Must && has:
		empty = "An empty line keeps the answer."
	case q.Must:
		empty = ""
	}
	if q.Kind == Choice && q.Whole != nil {
		empty += " v shows all of it."
	}
	switch {
	case q.Kind == Text && has:
		return "Type more, as many lines as you like, then . on a line of its own. . at once keeps the answer; - alone clears it first."
	case q.Kind == Text:
		return "Type as many lines as you like, then . on a line of its own. . at once skips."
	case q.Kind == Line:
		return "Type a line, then Enter. " + empty
	case q.Kind == Secret:
		return p.howToSecret(has)
	case q.Kind == Several:
		return "Type " + names + ", as many as apply with spaces between, then Enter. " + empty
	case q.answered():
		return strings.TrimSpace("Type " + names + ", then Enter. " + empty)
	}
	return "Press Enter to go on."
}

// noneChosen is said where only a choice goes on.
const noneChosen = "Nothing was chosen."
