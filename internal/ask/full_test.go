//go:build unix

package ask

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"afterword/internal/privacy"
)

func TestFullEveryKind(t *testing.T) {
	var last atomic.Value
	f := every()
	f.Changed = func(a Answers, at string, answered bool) { last.Store(at) }
	p := sitDown(t, 80, 24, f, Screen{Color: true})
	p.sees("Before you begin")
	p.types(enter)
	p.sees("1 of 5")
	p.types(down + down + down + enter)
	p.sees("One line?")
	p.types("a line" + enter)
	p.sees("> [ ] a  a talk")
	p.types("s" + " " + down + "a")
	p.sees("> [x] a  a talk")
	p.types(tab)
	p.sees("Go on?")
	p.types("g")
	p.sees("5 of 5")
	p.types("one" + enter + enter + "two" + ctrlD)
	r := p.leaves()
	same(t, r.Answers, map[string]string{"energy": "3", "line": "a line", "helped": "a-talk", "sure": "go", "words": "one\n\ntwo"})
	if r.End != Completed || r.At != "words" || last.Load() != "words" {
		t.Errorf("ended %v at %q, last change at %v", r.End, r.At, last.Load())
	}
}

// Keys that arrive at once each reach the question that is open by then,
// and words are not taken for the keys of that name.
func TestFullTypeAhead(t *testing.T) {
	for _, tt := range []struct {
		name, keys string
		want       map[string]string
	}{
		{"tabs", "3" + tab + "hello" + tab + "n", map[string]string{"energy": "3", "words": "-", "risk": "handed-over"}},
		{"burst", "3hello" + tab + "n", map[string]string{"energy": "3", "words": "hello", "risk": "none"}},
		{"key names", "4home" + enter + "tab" + tab + "y", map[string]string{"energy": "4", "words": "home\ntab", "risk": "yes"}},
		{"arrows", down + down + enter + "x" + backspace + "y" + tab + down + down + enter, map[string]string{"energy": "2", "words": "y", "risk": "handed-over"}},
		{"divided characters", "1-" + strings.Repeat("é", 700) + tab + "n", map[string]string{"energy": "1", "words": "-" + strings.Repeat("é", 700), "risk": "none"}},
		{"skips", tab + tab + tab, map[string]string{"energy": "-", "words": "-", "risk": "-"}},
		{"back and again", "1one" + tab + shiftTab + " more" + shiftTab + "2" + tab + "n", map[string]string{"energy": "2", "words": "one more", "risk": "none"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := sitDown(t, 80, 24, quick(), Screen{})
			p.types(tt.keys)
			r := p.leaves()
			same(t, r.Answers, tt.want)
			if r.End != Completed {
				t.Errorf("ended %v", r.End)
			}
		})
	}
}

func TestFullPause(t *testing.T) {
	f := quick()
	f.Support, f.Changed = "Call someone.", func(Answers, string, bool) {}
	for _, tt := range []struct {
		name, key string
		end       End
		want      map[string]string
	}{
		{"leave", "q", Left, map[string]string{"energy": "3", "words": "half"}},
		{"finish", "f", Completed, map[string]string{"energy": "3", "words": "half", "risk": "-"}},
		{"continue", "c" + " more" + tab + "n", Completed, map[string]string{"energy": "3", "words": "half more", "risk": "none"}},
		{"skip keeps words", "kn", Completed, map[string]string{"energy": "3", "words": "half", "risk": "none"}},
		{"back", "b4" + tab + "n", Completed, map[string]string{"energy": "4", "words": "half", "risk": "none"}},
		{"support", "s" + "?" + tab + "n", Completed, map[string]string{"energy": "3", "words": "half", "risk": "none"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := sitDown(t, 80, 24, f, Screen{})
			p.types("3half")
			p.sees("half")
			p.types(escape)
			p.sees("leave and keep the draft")
			p.types(tt.key)
			r := p.leaves()
			same(t, r.Answers, tt.want)
			if r.End != tt.end {
				t.Errorf("ended %v, want %v", r.End, tt.end)
			}
		})
	}
}

// A form of which no draft is kept does not promise one.
func TestLeavingWithoutDraft(t *testing.T) {
	m := newModel(t.Context(), quick(), Screen{Width: 80, Height: 24})
	hits(m, "3 esc")
	if said := m.View(); !strings.Contains(said, "q  leave") || strings.Contains(said, "keep the draft") {
		t.Errorf("the card says\n%s", said)
	}
	if _, out := linear(t, quick(), "3\n:help\n:quit\n"); !strings.Contains(out, ":quit leaves.") {
		t.Errorf("line by line it says\n%s", out)
	}
}

func TestFullLongTyping(t *testing.T) {
	want := numbered(150)
	p := sitDown(t, 80, 24, quick(), Screen{})
	p.types("3" + strings.ReplaceAll(want, "\n", enter) + tab + "n")
	same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": want, "risk": "none"})
}

func TestFullPaste(t *testing.T) {
	text := numbered(120) + "\n\tindented\u202e"
	p := sitDown(t, 80, 24, quick(), Screen{})
	p.types("3" + pasted(strings.ReplaceAll(text, "\n", "\r\n")+"\x07") + "!")
	p.sees("→indented�!")
	p.types(pasted(" [\x1b]"))
	p.sees("Pasted; 1 control character removed.")
	p.types(tab)
	p.sees("at risk")
	p.types(pasted("y"))
	p.types(tab)
	same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": text + "! []", "risk": "-"})
	if strings.ContainsRune(p.record(), '\u202e') {
		t.Error("a bidirectional control reached the terminal")
	}
}

func TestFullKeepsStoredBytes(t *testing.T) {
	stored := "tab\there\r\ncontrol \x01 mark \ufeff broken \xff end\n"
	f := quick()
	f.Answers = Answers{"words": {Value: stored}}
	f.At = "words"
	p := sitDown(t, 80, 24, f, Screen{})
	p.sees("tab→here")
	p.types(tab + "n")
	same(t, p.leaves().Answers, map[string]string{"words": stored, "risk": "none"})

	p = sitDown(t, 80, 24, f, Screen{})
	p.types("x" + tab + "n")
	same(t, p.leaves().Answers, map[string]string{"words": strings.ReplaceAll(stored, "\xff", "\ufffd") + "x", "risk": "none"})
}

// The keys are in the last row of every screen, and all of it stays
// within the terminal.
func TestFullHelpLine(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}, {30, 8}} {
		f := every()
		f.Status = func() string { return "draft kept 06:12" }
		p := sitDown(t, size[0], size[1], f, Screen{})
		last := func(what, key string) {
			t.Helper()
			p.until(what+" with its keys in the last row", func(rows []string) bool {
				return strings.Contains(strings.Join(rows, "\n"), what) && len(rows) == size[1] &&
					strings.Contains(rows[size[1]-1], key)
			})
		}
		last("Before you", "esc more")
		p.types(f1)
		last("Call someone.", "any key returns")
		p.types("x" + escape)
		last("Pause", "press a letter")
		p.types("c" + tab)
		last("Energy?", "esc more")
		p.types("2")
		last("One line?", "esc more")
		p.types(tab)
		last("What helped?", "esc more")
		p.types(tab + tab)
		last("draft kept", "tab next")
		p.types(ctrlC)
		p.leaves()
	}
}

func TestFullResize(t *testing.T) {
	p := sitDown(t, 80, 24, every(), Screen{})
	p.sees("Before you begin")
	p.types(tab + "2line" + tab + "ws")
	p.sees("[x] s  sleep")
	p.resize(40, 15)
	p.until("the keys in the last row", func(rows []string) bool {
		return len(rows) == 15 && strings.Contains(rows[14], "esc more") && strings.Contains(strings.Join(rows, "\n"), "> [x] s  sleep")
	})
	p.types(tab + "gtext")
	p.sees("text")
	p.resize(100, 30)
	p.until("the keys in the last row", func(rows []string) bool {
		return len(rows) == 30 && strings.Contains(rows[29], "esc more") && strings.Contains(strings.Join(rows, "\n"), "text")
	})
	p.types(tab)
	same(t, p.leaves().Answers, map[string]string{"energy": "2", "line": "line", "helped": "walk,sleep", "sure": "go", "words": "text"})
}

func TestFullStops(t *testing.T) {
	for name, stop := range map[string]func(p *session){
		"signal":       func(p *session) { p.cancel() },
		"ctrl-c":       func(p *session) { p.types(ctrlC) },
		"window gone":  func(p *session) { p.keys.Close() },
		"ctrl-c pause": func(p *session) { p.types(escape); p.sees("Pause"); p.types(ctrlC) },
	} {
		t.Run(name, func(t *testing.T) {
			f := quick()
			seconds := 0
			f.Status = func() string { seconds++; return fmt.Sprint(seconds) } // something is drawn each second
			p := sitDown(t, 80, 24, f, Screen{})
			p.types("3half a th")
			p.sees("half a th")
			stop(p)
			r := p.leaves()
			same(t, r.Answers, map[string]string{"energy": "3", "words": "half a th"})
			if r.End != Interrupted || r.At != "words" {
				t.Errorf("ended %v at %q", r.End, r.At)
			}
		})
	}
}

func TestFullEditor(t *testing.T) {
	f := quick()
	fail := true
	f.Edit = func(ctx context.Context, text string) (string, error) {
		if fail {
			fail = false
			return "", errors.New("the editor ended with status 1")
		}
		return text + "\nfrom the editor", nil
	}
	p := sitDown(t, 80, 24, f, Screen{})
	p.types("3words")
	p.sees("words")
	p.types(ctrlE)
	p.sees("The text is as it was: the editor ended with status 1.")
	p.types("!" + ctrlE)
	p.sees("from the editor")
	p.types("?" + tab + "n")
	same(t, p.leaves().Answers, map[string]string{"energy": "3", "words": "words!\nfrom the editor?", "risk": "none"})
}

// What leaves with the alternate screen leaves the terminal, and the
// terminal is never asked anything.
func TestFullLeavesNothing(t *testing.T) {
	p := sitDown(t, 80, 24, quick(), Screen{Color: true, Dark: true})
	p.types("3marker words" + tab + shiftTab)
	p.sees("marker words")
	p.types(escape)
	p.sees("Pause")
	p.types("q")
	p.leaves()
	p.until("the screen as it was", func(rows []string) bool { return strings.TrimSpace(strings.Join(rows, "")) == "" })
	raw := p.record()
	before, after, ok := strings.Cut(raw, "\x1b[?1049l")
	if !ok || !strings.Contains(before, "\x1b[?1049h") {
		t.Fatal("the alternate screen was not entered and left")
	}
	if i := strings.Index(before, "\x1b[?1049h"); strings.Contains(before[:i], "marker") || strings.Contains(after, "marker") {
		t.Error("words were drawn outside of the alternate screen")
	}
	for _, query := range []string{"\x1b[6n", "\x1b]11;?", "\x1b]10;?", "\x1b[c", "\x1b[>"} {
		if strings.Contains(raw, query) {
			t.Errorf("the terminal was asked %q", query)
		}
	}
}

func TestFullColour(t *testing.T) {
	for _, color := range []bool{true, false} {
		p := sitDown(t, 80, 24, every(), Screen{Color: color})
		p.sees("Before you begin")
		p.types(tab)
		p.sees("Energy?")
		p.types("3")
		p.sees("One line?")
		p.types("text" + tab)
		p.sees("What helped?")
		p.types("w")
		p.sees("[x] w")
		p.types(ctrlC)
		p.leaves()
		others := 0
		for _, sgr := range regexp.MustCompile("\x1b\\[([0-9;]*)m").FindAllStringSubmatch(p.record(), -1) {
			if sgr[1] != "0" && sgr[1] != "" && sgr[1] != "7" {
				others++
			}
		}
		if color != (others > 0) {
			t.Errorf("with colour %t, %d sequences that colour or embolden", color, others)
		}
	}
}

// Nothing that is stored or shown acts on the terminal.
func TestFullCleansWhatItShows(t *testing.T) {
	const evil = "\x1b]0;owned\x07\x1b[2Jpoison\u202e\u0085\u009b31m"
	f := Form{
		Title: "T" + evil, Notice: "N" + evil, Support: "S" + evil,
		Status: func() string { return "D" + evil },
		Look: func(text string) []privacy.Finding {
			return []privacy.Finding{{Start: 0, End: len(text), Level: privacy.Sure, Kind: "k" + evil, Why: evil, Suggest: evil}}
		},
		Questions: []Question{
			{ID: "a", Kind: Card, Title: "first" + evil, Note: evil},
			{ID: "b", Kind: Choice, Title: "second" + evil, Options: []Option{{'x', "x", "label" + evil}}},
			{ID: "c", Kind: Several, Title: "third" + evil, Options: []Option{{'x', "x", "label" + evil}}},
			{ID: "d", Kind: Text, Title: "fourth" + evil, Note: evil},
		},
		Answers: Answers{"d": {Value: "body" + evil}},
		Edit:    func(context.Context, string) (string, error) { return "", errors.New("E" + evil) },
	}
	p := sitDown(t, 80, 24, f, Screen{})
	p.sees("first")
	p.types(f1)
	p.sees("any key")
	p.types("x" + tab)
	p.sees("second")
	p.types(tab)
	p.sees("third")
	p.types("x" + tab)
	p.sees("body")
	p.types(ctrlE)
	p.sees("as it was")
	p.types(ctrlR)
	p.sees("put other words there")
	p.types("?r")
	p.sees("Now: ")
	p.types(ctrlC)
	p.leaves()
	raw := p.record()
	for _, bad := range []string{"\x1b]0;", "\x07", "\x1b[2Jpoison", "\u202e", "\u0085", "\u009b"} {
		if strings.Contains(raw, bad) {
			t.Errorf("%q reached the terminal", bad)
		}
	}
}

// A question too long for the screen can be read to its end, and its
// answer stays in reach.
func TestFullScrolls(t *testing.T) {
	f := every()
	f.Questions[0].Note = numbered(60) + "\nthe end of it"
	f.Questions[1].Note = numbered(60) + "\nthe end of that"
	p := sitDown(t, 40, 15, f, Screen{})
	p.sees("enter read on")
	p.types("\x1b[F")
	p.sees("the end of it")
	p.types(tab)
	p.sees("  1  very little")
	p.types(down)
	p.sees("> 1  very little")
	for range 20 {
		p.types("\x1b[6~")
	}
	p.sees("the end of that")
	p.sees("> 1  very little")
	p.types(ctrlC)
	p.leaves()
}
