package ask

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"afterword/internal/journal"
)

// answer reads one answer and says what comes next.
func (p *plain) answer(ctx context.Context) step {
	q := p.walk.question()
	if q.Kind == Text {
		return p.answerText(ctx)
	}
	typed, s, ok := p.read(ctx)
	switch {
	case !ok:
		return s
	case q.Kind == Secret:
		return p.answerSecret(typed)
	}
	word := strings.TrimSpace(typed)
	switch {
	case !q.answered() && word != "":
		p.out.say("There is nothing to answer here.")
		return stay
	case word == "" && q.answered() && p.walk.form.Menu:
		p.out.say(noneChosen)
		return stay
	case word == "" && q.Must && p.walk.value() == "":
		return p.unchosen()
	case word == "":
		return onward
	case word == "-" && p.walk.value() != "" && !q.Must:
		p.walk.set("")
		return onward
	case q.Kind == Line:
		return p.answerLine(unquoted(typed))
	case q.Kind == Several:
		return p.chooseSeveral(word)
	}
	place := optionByWord(q.Options, word)
	if whole := strings.ToLower(word) == string(viewKey); place < 0 && whole && p.view() {
		return stay
	}
	if place < 0 {
		p.out.say("That is not one of the choices.")
		return stay
	}
	p.walk.set(q.Options[place].Value)
	return onward
}

// unchosen says that a choice that must be made was not.
func (p *plain) unchosen() step {
	p.out.say("Choose one of these to go on.")
	return stay
}

// answerLine takes a line in place of what was there.
func (p *plain) answerLine(text string) step {
	if journal.CheckLength(text) != nil {
		p.out.say(tooLong)
		return stay
	}
	p.walk.set(text)
	return p.looked()
}

const tooLong = "Not kept: one answer holds 4 MiB. What was there is as it was."

// chooseSeveral takes a line of numbers and letters in place of what was
// chosen before, unless one of them is no option.
func (p *plain) chooseSeveral(typed string) step {
	q := p.walk.question()
	var places []int
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		place := optionByWord(q.Options, word)
		if place < 0 {
			p.out.say("One of these is not among the choices.")
			return stay
		}
		places = append(places, place)
	}
	_, others := parts(q.Options, p.walk.value())
	p.walk.set(joined(q.Options, places, others))
	return onward
}

// answerText reads lines until a lone full stop, after what is already
// there. Each line is kept as soon as it is read.
func (p *plain) answerText(ctx context.Context) step {
	var text strings.Builder
	text.WriteString(p.walk.value())
	begun, fresh := text.Len() > 0, true
	for {
		typed, s, ok := p.read(ctx)
		switch {
		case !ok && s != stay:
			return s
		case !ok:
			if p.walk.value() != text.String() { // the editor has been at it
				text.Reset()
				text.WriteString(p.walk.value())
				begun = text.Len() > 0
			}
			p.out.say(p.howTo())
			continue
		case typed == ".":
			return p.looked()
		case fresh && typed == "-" && text.Len() > 0:
			text.Reset()
			begun = false
			p.walk.set("")
			p.out.say("Cleared.")
			continue
		}
		fresh = false
		line := unquoted(typed)
		if text.Len()+1+len(line) > journal.MaxText {
			p.out.say(tooLong)
			continue
		}
		if begun {
			text.WriteByte('\n')
		}
		begun = true
		text.WriteString(line)
		p.walk.set(text.String())
		if mistyped(typed) {
			p.out.say("Kept as text. :help says what else can be typed.")
		}
	}
}

// mistyped reports whether a line of text looks like a command that there
// is not.
func mistyped(line string) bool {
	word, ok := strings.CutPrefix(strings.TrimSpace(line), ":")
	return ok && len(word) > 1 && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == ""
}

// unquoted is a line of an answer as it is meant: one that would end the
// answer or be a command is typed with one sign more.
func unquoted(typed string) string {
	if typed == ".." || strings.HasPrefix(typed, "::") {
		return typed[1:]
	}
	return typed
}

// read reads a line and carries out a command. Where ok is false the line
// is no answer, and s says what comes next.
func (p *plain) read(ctx context.Context) (typed string, s step, ok bool) {
	typed, err := p.line(ctx)
	switch {
	case errors.Is(err, errLong):
		p.out.say(tooLong)
		return "", stay, false
	case err != nil:
		return "", lost, false
	}
	word := typed
	if p.walk.question().Kind != Secret {
		word = strings.ToLower(strings.TrimSpace(typed))
	}
	switch word {
	case ":skip":
		if p.walk.question().Must {
			return "", p.unchosen(), false
		}
		return "", skipped, false
	case ":back":
		return "", earlier, false
	case ":done":
		return "", finish, false
	case ":quit":
		return "", leave, false
	case ":help":
		p.sayHelp()
	case ":support":
		p.saySupport()
	case ":view":
		if !p.view() {
			p.out.say("There is no more to read here.")
		}
	case ":edit":
		p.edit(ctx)
	case ":review", ":look off", ":look on":
		if p.walk.question().Kind == Secret { // which may be just that
			return typed, onward, true
		}
		if !p.lookAsked(ctx, word) {
			return "", lost, false
		}
	default:
		return typed, onward, true
	}
	return "", stay, false
}

// sayHelp lists the commands there are.
func (p *plain) sayHelp() {
	p.out.say("What can be typed on a line of its own:")
	if p.walk.form.Menu {
		p.out.say(":quit leaves.")
	} else {
		p.out.say(":skip goes on without an answer.")
		p.out.say(":back returns to the question before.")
		p.out.say(":done finishes here and skips the rest.")
		quit := ":quit leaves and keeps the draft."
		if p.walk.form.Changed == nil { // nothing is kept of it
			quit = ":quit leaves."
		}
		p.out.say(quit)
	}
	if p.walk.form.Support != "" {
		p.out.say(":support says where to turn to.")
	}
	switch {
	case p.walk.form.Menu: // where nothing is written
		return
	case p.walk.question().Kind == Secret:
		p.out.say("Anything else is the answer, just as it is typed. One that is itself such a word is typed with one colon more.")
		return
	}
	if p.walk.question().Whole != nil {
		p.out.say(":view shows all of what the question is about.")
	}
	if p.walk.form.Edit != nil {
		p.out.say(":edit opens the editor on a written answer.")
	}
	if p.walk.form.Look != nil {
		p.out.say(":review goes through what could identify someone in what is written so far.")
		p.out.say(":look off stops looking for that until something is shared; :look on begins again.")
	}
	p.out.say("A line that begins with two colons is kept with one. Two full stops on a line of their own are kept as one.")
}

func (p *plain) saySupport() {
	if p.walk.form.Support == "" {
		p.out.say("There is no support page here.")
		return
	}
	p.out.gap()
	p.out.say(p.walk.form.Support)
	p.out.gap()
}

// view says all of what the question is about, and reports whether there
// was any.
func (p *plain) view() bool {
	whole := p.walk.whole()
	if whole == "" {
		return false
	}
	p.out.gap()
	p.out.say(whole)
	p.out.gap()
	return true
}

// edit hands a written answer to the editor; on an error it stays.
func (p *plain) edit(ctx context.Context) {
	if p.walk.form.Edit == nil || !p.walk.question().written() {
		p.out.say("There is nothing to open in an editor here.")
		return
	}
	text, err := p.walk.form.Edit(ctx, p.walk.value())
	if err == nil {
		err = journal.CheckLength(text)
	}
	if err != nil {
		p.out.say("The text is as it was: " + err.Error() + ".")
		return
	}
	p.walk.set(text)
	p.out.say("The text from the editor is kept.")
}
