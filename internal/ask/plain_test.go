package ask

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"

	"afterword/internal/journal"
)

// linear asks a form of lines and returns what came of it and what was
// printed.
func linear(t *testing.T, f Form, typed string) (Result, string) {
	t.Helper()
	var out strings.Builder
	r, err := Plain(t.Context(), f, Screen{In: strings.NewReader(typed), Out: &out})
	if err != nil {
		t.Fatal(err)
	}
	return r, out.String()
}

func TestPlainAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		end         End
		want        map[string]string
		says        string
	}{
		{"all", "3\nhello\n.\nn\n", Completed, map[string]string{"energy": "3", "words": "hello", "risk": "none"}, "Question 2 of 3."},
		{"carriage returns", "3\r\nhello\r\n.\r\nn\r\n", Completed, map[string]string{"energy": "3", "words": "hello", "risk": "none"}, ""},
		{"number for a letter", "3\n.\n2\n", Completed, map[string]string{"energy": "3", "words": "-", "risk": "handed-over"}, "2. handed over (h)"},
		{"empty lines skip", "\n.\n\n", Completed, map[string]string{"energy": "-", "words": "-", "risk": "-"}, "skips"},
		{"not a choice", "9\n3\n.\nn\n", Completed, map[string]string{"energy": "3", "words": "-", "risk": "none"}, "That is not one of the choices.\n\nQuestion 1 of 3.\nHow much energy"},
		{"blank lines are kept", "1\n\none\n\ntwo\n\n.\ny\n", Completed, map[string]string{"energy": "1", "words": "\none\n\ntwo\n", "risk": "yes"}, ""},
		{"stops and colons", "1\n..\n::done\n::\n:)\n:dnoe\n...\n.\ny\n", Completed, map[string]string{"energy": "1", "words": ".\n:done\n:\n:)\n:dnoe\n...", "risk": "yes"}, "Kept as text"},
		{"back", "1\none\n:back\n2\ntwo\n.\nn\n", Completed, map[string]string{"energy": "2", "words": "one\ntwo", "risk": "none"}, "So far: one"},
		{"back at the first", ":back\n1\n.\nn\n", Completed, map[string]string{"energy": "1", "words": "-", "risk": "none"}, "This is the first question."},
		{"skip", ":skip\nkept\n:SKIP \n:skip\n", Completed, map[string]string{"energy": "-", "words": "kept", "risk": "-"}, ""},
		{"done", "2\nhalf\n:done\n", Completed, map[string]string{"energy": "2", "words": "half", "risk": "-"}, ""},
		{"quit", "2\nhalf\n:quit\nnever read", Left, map[string]string{"energy": "2", "words": "half"}, ""},
		{"help and support", ":help\n:support\n2\nhalf\n:support\n.\nn\n", Completed, map[string]string{"energy": "2", "words": "half", "risk": "none"}, "Call someone."},
		{"end in an answer", "2\nhalf\nof it", Interrupted, map[string]string{"energy": "2", "words": "half\nof it"}, ""},
		{"end without a line end", "2\n.\nn", Completed, map[string]string{"energy": "2", "words": "-", "risk": "none"}, ""},
		{"nothing at all", "", Interrupted, map[string]string{}, ""},
		{"no editor", "2\n:edit\n.\n:edit\nn\n", Completed, map[string]string{"energy": "2", "words": "-", "risk": "none"}, "nothing to open"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := quick()
			f.Support = "Call someone."
			r, out := linear(t, f, tt.typed)
			same(t, r.Answers, tt.want)
			if r.End != tt.end {
				t.Errorf("ended %v, want %v", r.End, tt.end)
			}
			if !strings.Contains(out, tt.says) {
				t.Errorf("%q is not in what was said:\n%s", tt.says, out)
			}
			plainOnly(t, out)
		})
	}
}

// plainOnly fails on anything that a screen reader would stumble over.
func plainOnly(t *testing.T, out string) {
	t.Helper()
	for _, r := range out {
		if r != '\n' && unicode.IsControl(r) || r >= 0x2500 && r <= 0x259f || r >= 0x2800 && r <= 0x28ff {
			t.Errorf("%U was printed", r)
		}
	}
	for line := range strings.Lines(out) {
		if len([]rune(line)) > 73 {
			t.Errorf("a line of %d characters: %s", len([]rune(line)), line)
		}
	}
}

func TestPlainOtherKinds(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        map[string]string
		says        string
	}{
		{"one after another", "\n2\na line\nw, a\ng\none\n.\n", map[string]string{"energy": "2", "line": "a line", "helped": "a-talk,walk", "sure": "go", "words": "one"}, "Press Enter to go on."},
		{"a card takes no words", "words\n\n\n\n\n\n.\n", map[string]string{"energy": "-", "line": "-", "helped": "-", "sure": "-", "words": "-"}, "There is nothing to answer here."},
		{"several by number", "\n\n\n1 3\n2\n.\n", map[string]string{"energy": "-", "line": "-", "helped": "a-talk,sleep", "sure": "stop", "words": "-"}, "3. sleep (s)"},
		{"several, one wrong", "\n\n\n1 9\n1\n\n.\n", map[string]string{"energy": "-", "line": "-", "helped": "a-talk", "sure": "-", "words": "-"}, "One of these is not among the choices."},
		{"a line that is a stop", "\n\n..\n\n\n.\n", map[string]string{"energy": "-", "line": ".", "helped": "-", "sure": "-", "words": "-"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, out := linear(t, every(), tt.typed)
			same(t, r.Answers, tt.want)
			if r.End != Completed || !strings.Contains(out, tt.says) {
				t.Errorf("ended %v; %q is not in:\n%s", r.End, tt.says, out)
			}
			plainOnly(t, out)
		})
	}
}

func TestPlainExistingAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        map[string]string
		says        string
	}{
		{"kept", "\n\n\n\n\n.\n", map[string]string{"energy": "3", "line": "old", "helped": "walk,other", "sure": "-", "words": "old\ntext"}, "So far:\nold\ntext"},
		{"added to and replaced", "\n4\nnew\na\n\n-\n.\n", map[string]string{"energy": "4", "line": "new", "helped": "a-talk,other", "sure": "-", "words": "-"}, "So far: some"},
		{"text goes on", "\n\n\n\n\nmore\n-\n.\n", map[string]string{"energy": "3", "line": "old", "helped": "walk,other", "sure": "-", "words": "old\ntext\nmore\n-"}, "Type more"},
		{"cleared", "\n-\n-\n-\n-\n\n-\nnew\n.\n", map[string]string{"energy": "-", "line": "-", "helped": "-", "sure": "-", "words": "new"}, "Cleared."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := every()
			f.Answers = Answers{"energy": {Value: "3"}, "line": {Value: "old"}, "helped": {Value: "walk,other"}, "words": {Value: "old\ntext"}}
			r, out := linear(t, f, tt.typed)
			same(t, r.Answers, tt.want)
			if !strings.Contains(out, tt.says) {
				t.Errorf("%q is not in:\n%s", tt.says, out)
			}
		})
	}
}

func TestPlainEditor(t *testing.T) {
	f := quick()
	calls := 0
	f.Edit = func(_ context.Context, text string) (string, error) {
		if calls++; calls == 1 {
			return "", errors.New("the editor ended with status 1")
		}
		return text + " edited", nil
	}
	r, out := linear(t, f, "1\none\n:edit\n:edit\ntwo\n.\nn\n")
	same(t, r.Answers, map[string]string{"energy": "1", "words": "one edited\ntwo", "risk": "none"})
	if !strings.Contains(out, "The text is as it was: the editor ended with status 1.") {
		t.Error("the failure was not said")
	}
}

func TestPlainReportsEachLine(t *testing.T) {
	f := quick()
	var seen []string
	f.Changed = func(a Answers, at string, answered bool) {
		if at == "words" && !answered {
			seen = append(seen, a.Value("words"))
		}
	}
	f.Status = func() string { return "draft kept" }
	f.Look = findTracey
	_, out := linear(t, f, "1\nTracey\ntwo Tracey\n.\nn\n")
	if got := strings.Join(seen, "|"); got != "Tracey|Tracey\ntwo Tracey" {
		t.Errorf("reported %q", got)
	}
	if strings.Count(out, "draft kept") != 1 || strings.Count(out, "2 possible identifiers: 2 names. :review to look at them.") != 1 {
		t.Errorf("the status or the hint was not said once:\n%s", out)
	}
}

func TestPlainCountsWords(t *testing.T) {
	f := Form{Questions: []Question{{ID: "words", Kind: Text, Words: 3, Title: "In short?"}, {ID: "free", Kind: Line, Title: "And?"}}}
	r, out := linear(t, f, "one two\n.\nno measure here at all\n")
	same(t, r.Answers, map[string]string{"words": "one two", "free": "no measure here at all"})
	if strings.Count(out, " words") != 1 || !strings.Contains(out, "2 of 3 words") {
		t.Errorf("the words were not counted once:\n%s", out)
	}
	r, out = linear(t, f, "one two\nthree four\n.\n:skip\n")
	same(t, r.Answers, map[string]string{"words": "one two\nthree four", "free": "-"})
	if !strings.Contains(out, "4 words, 1 too many") {
		t.Errorf("too many words were not said:\n%s", out)
	}
}

func TestPlainLongLines(t *testing.T) {
	long := strings.Repeat("word ", 1<<18)
	r, _ := linear(t, quick(), "1\n"+long+"\n.\nn\n")
	same(t, r.Answers, map[string]string{"energy": "1", "words": long, "risk": "none"})

	r, out := linear(t, quick(), "1\nkept\n"+strings.Repeat("x", journal.MaxText+10)+"\nalso\n.\nn\n")
	same(t, r.Answers, map[string]string{"energy": "1", "words": "kept\nalso", "risk": "none"})
	if !strings.Contains(out, "one answer holds 4 MiB") {
		t.Error("the refusal was not said")
	}
	line := strings.Repeat("y", 3<<20)
	r, _ = linear(t, quick(), "1\n"+line+"\n"+line+"\nend\n.\nn\n")
	same(t, r.Answers, map[string]string{"energy": "1", "words": line + "\nend", "risk": "none"})
}

// Two forms on one reader each take their own lines and no more.
func TestPlainSharesAReader(t *testing.T) {
	in := bufio.NewReader(strings.NewReader("1\none\n.\nn\n2\ntwo\n.\ny\nrest\n"))
	for _, want := range []map[string]string{
		{"energy": "1", "words": "one", "risk": "none"},
		{"energy": "2", "words": "two", "risk": "yes"},
	} {
		r, err := Plain(t.Context(), quick(), Screen{In: in, Out: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		same(t, r.Answers, want)
	}
	if rest, _ := io.ReadAll(in); string(rest) != "rest\n" {
		t.Errorf("left in the reader: %q", rest)
	}
}

// A cancelled context is answered while a read waits, and every line read
// so far is kept.
func TestPlainCancelled(t *testing.T) {
	in, typing := io.Pipe()
	defer typing.Close()
	ctx, cancel := context.WithCancel(t.Context())
	f := quick()
	f.Changed = func(a Answers, _ string, _ bool) {
		if a.Value("words") == "one\ntwo" {
			cancel()
		}
	}
	go typing.Write([]byte("1\none\ntwo\n"))
	r, err := Plain(ctx, f, Screen{In: in, Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	same(t, r.Answers, map[string]string{"energy": "1", "words": "one\ntwo"})
	if r.End != Interrupted || r.At != "words" {
		t.Errorf("ended %v at %q", r.End, r.At)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("broken") }

func TestPlainBrokenOutput(t *testing.T) {
	r, err := Plain(t.Context(), quick(), Screen{In: strings.NewReader("1\n"), Out: brokenWriter{}})
	if err == nil || r.End != Interrupted {
		t.Errorf("ended %v with %v", r.End, err)
	}
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"3\nhello\n.\nn\n", ":back\n::x\n..\n.", "\x00\x1b[2J\xff\n:edit\n-\n", ":done"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		form := every()
		form.Answers = Answers{"words": {Value: typed}, "line": {Value: typed}}
		r, out := linear(t, form, typed)
		for id, a := range r.Answers {
			if a.Skipped && a.Value != "" {
				t.Errorf("%s is skipped and has a value", id)
			}
		}
		for _, c := range out {
			if c != '\n' && unicode.IsControl(c) {
				t.Errorf("%U was printed", c)
			}
		}
	})
}
