package ask

import (
	"context"
	"strings"
)

// line reads the next line, unseen where that is asked for and possible.
func (p *plain) line(ctx context.Context) (string, error) {
	if p.hidden == nil || p.walk.question().Kind != Secret {
		return p.in.next(ctx)
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return p.hidden() // it ends with ctx, and only once the echo is back
}

// answerSecret takes a line, just as it was typed, in place of what was
// there. Only an empty one is no answer.
func (p *plain) answerSecret(typed string) step {
	text, refusal := oneLine(typed)
	switch {
	case refusal != "":
		p.out.say("Not kept: " + refusal + ". What was there is as it was.")
		return stay
	case text == "":
		return onward
	}
	p.walk.set(unquotedSecret(text))
	return onward
}

// unquotedSecret is a line as it is meant. Unlike in other answers, only a
// line that is exactly a command with one or more colons before it loses
// one of them, so that a passphrase is the same on the full screen and
// here whatever it begins with, and any passphrase can be typed.
func unquotedSecret(typed string) string {
	word := strings.TrimLeft(typed, ":")
	if len(typed)-len(word) < 2 {
		return typed
	}
	switch word {
	case "skip", "back", "done", "quit", "help", "support", "edit":
		return typed[1:]
	}
	return typed
}

// howToSecret says how a Secret is answered.
func (p *plain) howToSecret(has bool) string {
	how := "Type it on one line, then Enter. "
	if p.hidden != nil {
		how += "Nothing is shown as it is typed. "
	}
	if has {
		return how + "An empty line keeps it; :skip clears it."
	}
	return how + "An empty line skips."
}
