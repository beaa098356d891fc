package ask

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"afterword/internal/privacy"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// sealed is a form that asks for a passphrase between two lines.
func sealed() Form {
	return Form{
		Title: "Protect",
		Questions: []Question{
			{ID: "before", Kind: Line, Title: "Before?"},
			{ID: "pass", Kind: Secret, Title: "The passphrase?", Note: "Six words."},
			{ID: "after", Kind: Line, Title: "After?"},
		},
		Support: "Call someone.",
	}
}

// listened is a form whose Changed, Look and Edit note all they are told.
func listened(f Form) (Form, *strings.Builder) {
	heard := &strings.Builder{}
	f.Changed = func(a Answers, at string, answered bool) {
		heard.WriteString("|" + at)
		if _, ok := a["pass"]; ok {
			heard.WriteString("(secret)")
		}
		for _, v := range a {
			heard.WriteString(" " + v.Value)
		}
	}
	f.Look = func(text string) []privacy.Finding { heard.WriteString("?" + text); return nil }
	f.Edit = func(_ context.Context, text string) (string, error) {
		heard.WriteString("!" + text)
		return text, nil
	}
	return f, heard
}

func screened(f Form, s Screen) *model {
	s.Out = io.Discard
	if s.Width == 0 {
		s.Width, s.Height = 80, 24
	}
	return newModel(context.Background(), f, s)
}

// feed gives keys to the model: a KeyType, or a string for what is typed.
func feed(m *model, keys ...any) {
	for _, k := range keys {
		switch k := k.(type) {
		case tea.KeyType:
			m.Update(tea.KeyMsg{Type: k})
		case string:
			m.Update(typed(k))
		case tea.Msg:
			m.Update(k)
		}
	}
}

func drawn(m *model) string { return ansi.Strip(m.View()) }

// However a passphrase is typed, it is kept as it was typed.
func TestSecretTyping(t *testing.T) {
	const bs, left, home = tea.KeyBackspace, tea.KeyLeft, tea.KeyHome
	for _, tt := range []struct {
		name string
		keys []any
		want string
		says string
	}{
		{"burst", []any{"correct", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, "horse"}, "correct horse", ""},
		{"blanks are kept", []any{"  a  b  "}, "  a  b  ", ""},
		{"pasted with a line end", []any{paste("six words\r")}, "six words", ""},
		{"pasted with CRLF", []any{paste("six words\r\n")}, "six words", ""},
		{"two lines", []any{"a", paste("b\nc")}, "a", "more than one line"},
		{"NUL", []any{"a", paste("b\x00")}, "a", "cannot be typed"},
		{"other control characters", []any{paste("\ta\x1b[31m\u202e")}, "\ta\x1b[31m\u202e", ""},
		{"too long", []any{"a", paste(strings.Repeat("x", mostSecret))}, "a", "4,096"},
		{"as long as can be", []any{paste(strings.Repeat("x", mostSecret))}, strings.Repeat("x", mostSecret), ""},
		{"backspace takes a whole character", []any{"ae\u0301👩‍👩‍👧", bs, bs}, "a", ""},
		{"backspace on nothing", []any{bs, tea.KeyDelete, left, tea.KeyRight, "x"}, "x", ""},
		{"in the middle", []any{"ad", left, "bc", tea.KeyEnd, "e"}, "abcde", ""},
		{"delete", []any{"éab", home, tea.KeyDelete, tea.KeyRight, "x"}, "axb", ""},
		{"ctrl keys", []any{"b", tea.KeyCtrlA, "a", tea.KeyCtrlE, "c", tea.KeyCtrlB, tea.KeyCtrlF, tea.KeyCtrlH}, "ab", ""},
		{"clear", []any{"wrong", left, tea.KeyCtrlU, "right"}, "right", ""},
		{"decomposed stays so", []any{"e", "\u0301"}, "e\u0301", ""},
		{"alt and a letter", []any{"a", tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Alt: true}}, "a", ""},
		{"names of keys", []any{"enter", "home"}, "enterhome", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, heard := listened(sealed())
			f.At = "pass"
			m := screened(f, Screen{})
			feed(m, tt.keys...)
			if got := m.walk.value(); got != tt.want {
				t.Errorf("the answer is %q, want %q", clip(got), clip(tt.want))
			}
			if !strings.Contains(m.message, tt.says) || (m.message == "") != (tt.says == "") {
				t.Errorf("said %q, want %q in it", m.message, tt.says)
			}
			feed(m, tickMsg{}, tea.KeyCtrlE, tickMsg{})
			if heard.Len() > 0 {
				t.Errorf("told of it: %s", heard)
			}
			feed(m, tea.KeyEnter, "x", tea.KeyEnter)
			same(t, m.walk.result(m.end).Answers, map[string]string{"pass": tt.want, "after": "x"})
			if got := heard.String(); strings.Contains(got, "secret") || len(tt.want) > 2 && strings.Contains(got, tt.want) {
				t.Errorf("told of it afterwards: %s", clip(got))
			}
		})
	}
}

// What is drawn is one mark for each character, until F2 and after the
// question is left.
func TestSecretDrawn(t *testing.T) {
	for _, tt := range []struct {
		s    Screen
		mark string
	}{{Screen{}, "*"}, {Screen{Color: true}, "•"}, {Screen{Width: 40, Height: 15}, "*"}, {Screen{Width: 30, Height: 8}, "*"}} {
		f := sealed()
		f.At = "pass"
		m := screened(f, tt.s)
		feed(m, "marker é👩‍👩‍👧")
		hidden := func(what string) {
			t.Helper()
			if d := drawn(m); strings.Contains(d, "marker") {
				t.Errorf("%s the passphrase is drawn:\n%s", what, d)
			}
		}
		hidden("when typed")
		if got := strings.Count(drawn(m), tt.mark); got != 9 {
			t.Errorf("%d marks for 9 characters:\n%s", got, drawn(m))
		}
		feed(m, tea.KeyF2)
		if d := drawn(m); !strings.Contains(d, "marker é👩‍👩‍👧") {
			t.Errorf("F2 does not show it:\n%s", d)
		}
		feed(m, tea.KeyF2)
		hidden("after F2 twice")
		feed(m, tea.KeyF2, tea.KeyShiftTab, tea.KeyTab)
		hidden("when gone back to")
		feed(m, tea.KeyF2, tea.KeyEsc, "c")
		hidden("after the pause card")
		feed(m, tea.KeyF2, tea.KeyF1, "x")
		hidden("after the support page")
		feed(m, tea.KeyF2, tea.KeyF9, "x", revealMsg{})
		hidden("after hiding")
		if m.field.value() != "marker é👩‍👩‍👧" {
			t.Errorf("it is now %q", m.field.value())
		}
	}
}

// A long one can be seen whole, and its cursor always.
func TestSecretLong(t *testing.T) {
	f := sealed()
	f.At = "pass"
	m := screened(f, Screen{Width: 40, Height: 15})
	words := strings.TrimSpace(strings.Repeat("abandon ", 24))
	feed(m, paste(words), tea.KeyF2)
	if d := strings.ReplaceAll(drawn(m), "\n", ""); !strings.Contains(d, words) || strings.Count(drawn(m), "abandon") != 24 {
		t.Errorf("not all of it is in sight:\n%s", drawn(m))
	}
	feed(m, tea.KeyCtrlU, paste(strings.Repeat("字\t\x1b", 400)))
	for _, k := range []tea.KeyType{tea.KeyHome, tea.KeyRight, tea.KeyEnd, tea.KeyLeft} {
		feed(m, k)
		v := m.View()
		if !strings.Contains(v, "\x1b[7m") || strings.Contains(v, "\x1b\x1b") || strings.Contains(v, "\t") {
			t.Errorf("drawn as %q", v)
		}
		for row := range strings.SplitSeq(ansi.Strip(v), "\n") {
			if ansi.StringWidth(row) > 40 {
				t.Errorf("a row of %d columns", ansi.StringWidth(row))
			}
		}
	}
}

func TestSecretWalk(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []any
		want map[string]string
	}{
		{"empty is skipped", []any{tea.KeyEnter}, map[string]string{"pass": "-"}},
		{"a blank is not", []any{" ", tea.KeyTab}, map[string]string{"pass": " "}},
		{"skipping withdraws it", []any{"abc", tea.KeyEsc, "k"}, map[string]string{"pass": "-"}},
		{"back and on", []any{"abc", tea.KeyShiftTab, tea.KeyTab, "d", tea.KeyEnter}, map[string]string{"pass": "abcd", "before": "-"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, heard := listened(sealed())
			f.At = "pass"
			m := screened(f, Screen{})
			feed(m, tt.keys...)
			same(t, m.walk.result(m.end).Answers, tt.want)
			if s := heard.String(); strings.Contains(s, "secret") || strings.Contains(s, "abc") {
				t.Errorf("told of it: %s", s)
			}
		})
	}
}

func TestPlainSecret(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		end         End
		want        map[string]string
		says        string
	}{
		{"words", "a\n six  wörds \nb\n", Completed, map[string]string{"before": "a", "pass": " six  wörds ", "after": "b"}, "Type it on one line"},
		{"an empty line skips", "a\n\nb\n", Completed, map[string]string{"before": "a", "pass": "-", "after": "b"}, "An empty line skips."},
		{"back", "a\nfirst\n:back\n\nb\n", Completed, map[string]string{"before": "a", "pass": "first", "after": "b"}, "So far: something was typed. It is not shown."},
		{"in its place", "a\nfirst\n:back\nsecond\nb\n", Completed, map[string]string{"before": "a", "pass": "second", "after": "b"}, "keeps it"},
		{"withdrawn", "a\nfirst\n:back\n:skip\nb\n", Completed, map[string]string{"before": "a", "pass": "-", "after": "b"}, ""},
		{"colons", "a\n:backup plan\nb\n", Completed, map[string]string{"before": "a", "pass": ":backup plan", "after": "b"}, ""},
		{"two colons", "a\n::x\nb\n", Completed, map[string]string{"before": "a", "pass": "::x", "after": "b"}, ""},
		{"not exactly a command", "a\n:BACK\nb\n", Completed, map[string]string{"before": "a", "pass": ":BACK", "after": "b"}, ""},
		{"a command as the answer", "a\n::back\nb\n", Completed, map[string]string{"before": "a", "pass": ":back", "after": "b"}, ""},
		{"and with more colons", "a\n:::back\nb\n", Completed, map[string]string{"before": "a", "pass": "::back", "after": "b"}, ""},
		{"stops and strokes", "a\n-\n:back\n..\nb\n", Completed, map[string]string{"before": "a", "pass": "..", "after": "b"}, ""},
		{"no editor", "a\n:edit\nx\nb\n", Completed, map[string]string{"before": "a", "pass": "x", "after": "b"}, "nothing to open"},
		{"help", "a\n:help\nx\nb\n", Completed, map[string]string{"before": "a", "pass": "x", "after": "b"}, "with one colon more"},
		{"NUL", "a\nx\x00\nx\nb\n", Completed, map[string]string{"before": "a", "pass": "x", "after": "b"}, "Not kept: it holds a character"},
		{"quit", "a\nx\n:quit\n", Left, map[string]string{"before": "a", "pass": "x"}, ""},
		{"quit at it", "a\n:quit\n", Left, map[string]string{"before": "a"}, ""},
		{"end of input", "a\n", Interrupted, map[string]string{"before": "a"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, heard := listened(sealed())
			lines := strings.Split(tt.typed, "\n")
			for _, unseen := range []bool{false, true} {
				heard.Reset()
				var out strings.Builder
				s := Screen{In: strings.NewReader(tt.typed), Out: &out}
				if unseen {
					// The same lines, those for the passphrase from elsewhere.
					s.In, s.Hidden = split(lines)
				}
				r, err := Plain(t.Context(), f, s)
				if err != nil {
					t.Fatal(err)
				}
				same(t, r.Answers, tt.want)
				if r.End != tt.end || !strings.Contains(out.String(), tt.says) {
					t.Errorf("ended %v; %q is not in:\n%s", r.End, tt.says, out.String())
				}
				if unseen != strings.Contains(out.String(), "Nothing is shown") {
					t.Errorf("unseen %t, said:\n%s", unseen, out.String())
				}
				secret := tt.want["pass"]
				if len(secret) > 2 && strings.Contains(out.String(), secret) && secret != ":back" && secret != "::back" {
					t.Errorf("the passphrase was printed:\n%s", out.String())
				}
				if strings.Contains(heard.String(), "secret") || len(secret) > 2 && strings.Contains(heard.String(), secret) {
					t.Errorf("told of it: %s", heard)
				}
				plainOnly(t, out.String())
			}
		})
	}
}

// split is an input and a hidden one that take the same lines in turn.
func split(lines []string) (io.Reader, func() (string, error)) {
	next := func() (string, error) {
		if len(lines) < 2 {
			return "", io.EOF
		}
		text := lines[0]
		lines = lines[1:]
		return text, nil
	}
	return lineReader(next), next
}

// lineReader gives a line at each reading.
type lineReader func() (string, error)

func (r lineReader) Read(p []byte) (int, error) {
	text, err := r()
	if err != nil {
		return 0, err
	}
	return copy(p, text+"\n"), nil
}

// A hidden read that waits or fails ends like any other.
func TestPlainHiddenEnds(t *testing.T) {
	f := sealed()
	f.At = "pass"
	ctx, cancel := context.WithCancel(t.Context())
	waits := func() (string, error) { cancel(); <-ctx.Done(); return "half a word", ctx.Err() }
	fails := func() (string, error) { return "", errors.New("no terminal") }
	for _, hidden := range []func() (string, error){waits, fails} {
		r, err := Plain(ctx, f, Screen{In: strings.NewReader(""), Out: io.Discard, Hidden: hidden})
		if err != nil || r.End != Interrupted || r.Answers.Value("pass") != "" {
			t.Errorf("ended %v with %v and %v", r.End, r.Answers, err)
		}
		ctx = t.Context()
	}
}

// Whatever is typed, the box holds it, in both drivers alike.
func FuzzSecret(f *testing.F) {
	f.Add("a b", "::back", 1)
	f.Add("e", "\u0301👩‍👩‍👧\x1b", -1)
	f.Fuzz(func(t *testing.T, first, second string, moves int) {
		b := newSecretBox("")
		want := ""
		if _, why := oneLine(first); why == "" {
			want, _ = oneLine(first)
		}
		b.insert(first)
		if b.text != want {
			t.Fatalf("%q became %q", first, b.text)
		}
		for range min(max(moves, 0), 50) {
			b.press(tea.KeyMsg{Type: tea.KeyLeft})
		}
		at := b.at
		if b.insert(second) == "" {
			line, _ := oneLine(second)
			if want = want[:at] + line + want[at:]; b.text != want {
				t.Errorf("%q, want %q", b.text, want)
			}
		}
		l := newLook(Screen{Out: io.Discard})
		for _, b.shown = range []bool{false, true} {
			for _, row := range b.lines(20, 5, l) {
				if ansi.StringWidth(row) > 20 {
					t.Errorf("a row of %d columns", ansi.StringWidth(row))
				}
			}
		}
		for b.text != "" {
			n := len(b.text)
			b.press(tea.KeyMsg{Type: tea.KeyEnd})
			if b.press(tea.KeyMsg{Type: tea.KeyBackspace}); len(b.text) >= n {
				t.Fatalf("nothing was taken from %q", b.text)
			}
		}
	})
}
