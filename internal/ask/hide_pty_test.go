//go:build unix

package ask

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// Keys as a terminal sends them.
const (
	f2            = "\x1bOQ"
	f9            = "\x1b[20~"
	ctrlBackslash = "\x1c"
	ctrlU         = "\x15"
)

// showsOnly waits until a text is all that the terminal shows.
func (p *session) showsOnly(text string) {
	p.t.Helper()
	p.until("nothing but "+text, func(rows []string) bool {
		return strings.Join(strings.Fields(strings.Join(rows, " ")), " ") == text
	})
}

// What is typed while the screen is hidden, however fast, reaches nothing,
// and the question stands as it was.
func TestFullHide(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		for _, key := range []string{f9, ctrlBackslash} {
			var last atomic.Value
			f := marked(Lock{})
			f.At = "words"
			f.Changed = func(a Answers, _ string, _ bool) { last.Store(a.Value("words")) }
			p := sitDown(t, size[0], size[1], f, Screen{Color: true})
			p.types("!")
			p.sees("marker words!")
			p.types("\x1b[D" + key)
			p.showsOnly(pressAny)
			p.resize(size[0]+10, size[1]+2)
			p.showsOnly(pressAny)
			p.types("lost" + enter + pasted("all of it") + tab + tab + ctrlE)
			p.sees("marker words!")
			p.types("?")
			p.sees("marker words?!")
			if got := last.Load(); got != "marker words?!" {
				t.Errorf("told of %q", got)
			}
			p.types(escape)
			p.sees("hide the screen")
			p.types("h")
			p.showsOnly(pressAny)
			p.types(ctrlC)
			r := p.leaves()
			same(t, r.Answers, map[string]string{"line": "marker", "pass": "marker", "words": "marker words?!"})
			if r.End != Interrupted || r.At != "words" {
				t.Errorf("ended %v at %q", r.End, r.At)
			}
		}
	}
}

// Idle for a second, the screen hides by itself and asks for the
// passphrase; Ctrl-C there keeps what was typed.
func TestFullLock(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		var during atomic.Bool
		f := marked(Lock{After: time.Second, Open: func(ctx context.Context, secret string) bool {
			during.Store(ctx.Err() == nil)
			return secret == "zwölf  wörter "
		}})
		f.At = "words"
		p := sitDown(t, size[0], size[1], f, Screen{})
		p.showsOnly(typePass)
		p.types("wrong" + enter)
		p.sees("That does not open it.")
		p.types("not this" + ctrlU + "zwölf")
		p.showsOnly(typePass + " *****")
		p.types(pasted("  wörter ") + enter)
		p.sees("marker words")
		if !during.Load() {
			t.Error("the passphrase was not checked while the form was open")
		}
		p.showsOnly(typePass)
		p.types(ctrlC)
		same(t, p.leaves().Answers, map[string]string{"line": "marker", "pass": "marker", "words": "marker words"})
		for _, typed := range []string{"wrong", "zwölf", "not this"} {
			if strings.Contains(p.record(), typed) {
				t.Errorf("%q was drawn", typed)
			}
		}
	}
}

// A check that takes its time ends with the form.
func TestFullLockStops(t *testing.T) {
	ended := make(chan struct{})
	f := marked(Lock{Open: func(ctx context.Context, _ string) bool {
		<-ctx.Done()
		close(ended)
		return true
	}})
	p := sitDown(t, 80, 24, f, Screen{})
	p.types(f9)
	p.showsOnly(typePass)
	p.types("words" + enter)
	p.sees("Checking.")
	p.types("more" + ctrlC)
	if r := p.leaves(); r.End != Interrupted {
		t.Errorf("ended %v", r.End)
	}
	<-ended
}

func TestFullSecret(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		f, heard := listened(sealed())
		p := sitDown(t, size[0], size[1], f, Screen{Color: true})
		p.types("a" + enter)
		p.sees("f2 show")
		p.types("zwölf mark" + backspace)
		p.sees("•••••••••")
		p.types(f2)
		p.sees("zwölf mar")
		p.sees("f2 cover")
		p.types(f2)
		p.sees("•••••••••")
		p.types(shiftTab)
		p.sees("Before?")
		p.types(tab)
		p.sees("•••••••••")
		p.types(pasted(" \x07 end\r") + enter + "b" + enter)
		r := p.leaves()
		same(t, r.Answers, map[string]string{"before": "a", "pass": "zwölf mar \x07 end", "after": "b"})
		if r.End != Completed || strings.Contains(heard.String(), "secret") || strings.Contains(heard.String(), "zw") {
			t.Errorf("ended %v, told of %s", r.End, heard)
		}
		if strings.Contains(p.record(), "\x07") || strings.Contains(p.record(), "end") {
			t.Error("the unseen part was drawn")
		}
	}
}
