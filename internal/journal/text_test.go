package journal

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		changes        string
	}{
		{"empty", "", "", "[]"},
		{"plain", "A calm day.\n\tIndented.", "A calm day.\n\tIndented.", "[]"},
		{"windows line ends", "one\r\ntwo\r\n", "one\ntwo\n", "[2 line endings changed to LF]"},
		{"old mac line end", "one\rtwo", "one\ntwo", "[1 line ending changed to LF]"},
		{"mixed line ends", "a\r\r\nb\n\rc", "a\n\nb\n\nc", "[3 line endings changed to LF]"},
		{"word divided by a vertical tab, form feed and NEL", "a\vb\fc\u0085d", "a\nb\nc\nd", "[3 line endings changed to LF]"},
		{"bad bytes one for one", "caf\xe9 \xff\xfe", "caf\uFFFD \uFFFD\uFFFD", "[3 unreadable bytes shown as \uFFFD]"},
		{"surrogate", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD", "[3 unreadable bytes shown as \uFFFD]"},
		{"half a character", "x\xe2\x82", "x\uFFFD\uFFFD", "[2 unreadable bytes shown as \uFFFD]"},
		{"typed replacement character", "x\uFFFDy", "x\uFFFDy", "[]"},
		{"NUL", "a\x00b\x00", "ab", "[2 NULs removed]"},
		{"escape, DEL and C1", "a\x1b[31mb\x7fc\u009bd", "a[31mbcd", "[3 control characters removed]"},
		{"byte order mark", "\uFEFFtext", "text", "[1 byte order mark removed]"},
		{"byte order mark behind a NUL", "\x00\uFEFF\uFEFFtext", "text", "[1 NUL removed 2 byte order marks removed]"},
		{"byte order mark inside", "te\uFEFFxt", "te\uFEFFxt", "[]"},
		{"emoji, joiners, marks, direction", "👩‍⚕️ e\u0301 שלום \u202eabc\u202c \u2028", "👩‍⚕️ e\u0301 שלום \u202eabc\u202c \u2028", "[]"},
		{"everything", "\uFEFFa\r\n\x00\x01\xff", "a\n\uFFFD", "[1 line ending changed to LF 1 unreadable byte shown as \uFFFD 1 NUL removed 1 control character removed 1 byte order mark removed]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, changes := Clean(tt.in)
			if got != tt.want {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if told := fmt.Sprint(changes); told != tt.changes {
				t.Errorf("Clean(%q) tells %s, want %s", tt.in, told, tt.changes)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\r\nb", "\uFEFF\x00\uFEFF", "\xed\xa0\x80\x1b", "\r\x00\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, changes := Clean(s)
		if !utf8.ValidString(clean) || strings.ContainsAny(clean, "\r\x00\x1b\x7f") {
			t.Errorf("Clean(%q) = %q", s, clean)
		}
		if (clean != s) != (len(changes) > 0) {
			t.Errorf("Clean(%q) = %q and tells %v", s, clean, changes)
		}
		if again, more := Clean(clean); again != clean || more != nil {
			t.Errorf("cleaning %q again gives %q and %v", clean, again, more)
		}
	})
}

func TestCheckLength(t *testing.T) {
	if err := CheckLength(strings.Repeat("a", MaxText)); err != nil {
		t.Errorf("a text of MaxText bytes: %v", err)
	}
	err := CheckLength(strings.Repeat("a", MaxText+1))
	if !errors.Is(err, ErrTooLong) {
		t.Errorf("a text one byte longer: %v, want ErrTooLong", err)
	}
}

func TestPrintable(t *testing.T) {
	for _, tt := range []struct{ name, in, want, line string }{
		{"plain", "Übung, 看護, 👩‍⚕️", "Übung, 看護, 👩‍⚕️", "Übung, 看護, 👩‍⚕️"},
		{"line feed and tab", "a\n\tb", "a\n\tb", "a  b"},
		{"clear the screen", "\x1b[2Jx", `\x1b[2Jx`, `\x1b[2Jx`},
		{"set the clipboard", "x\x1b]52;c;aGk=\a", `x\x1b]52;c;aGk=\x07`, `x\x1b]52;c;aGk=\x07`},
		{"return, NUL, DEL", "a\r\x00\x7f", `a\x0d\x00\x7f`, `a\x0d\x00\x7f`},
		{"C1 as a character and as a byte", "\u009b\x9b", `\u009b\x9b`, `\u009b\x9b`},
		{"bidi controls", "\u202a\u202e\u2066\u2069\u061c", `\u202a\u202e\u2066\u2069\u061c`, `\u202a\u202e\u2066\u2069\u061c`},
		{"direction marks stay", "\u200eא\u200f", "\u200eא\u200f", "\u200eא\u200f"},
		{"separators and byte order mark", "\u2028\u2029\uFEFF", `\u2028\u2029\ufeff`, `\u2028\u2029\ufeff`},
		{"bad bytes", "\xff\xc3(", `\xff\xc3(`, `\xff\xc3(`},
		{"replacement character", "\uFFFD", "\uFFFD", "\uFFFD"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Printable(tt.in); got != tt.want {
				t.Errorf("Printable(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if got := PrintableLine(tt.in); got != tt.line {
				t.Errorf("PrintableLine(%q) = %q, want %q", tt.in, got, tt.line)
			}
		})
	}
}

func TestPrintableCopiesNothingWhenClean(t *testing.T) {
	text := strings.Repeat("Nothing to do here: naïve, 看護.\n", 40)
	if n := testing.AllocsPerRun(10, func() { Printable(text) }); n != 0 {
		t.Errorf("Printable allocates %v times for a clean text", n)
	}
}

func FuzzPrintable(f *testing.F) {
	for _, s := range []string{"", "a\tb\n", "\x1b]0;x\a", "\u202e\u0085\xff", "\xe2\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, line := Printable(s), PrintableLine(s)
		if !utf8.ValidString(got) {
			t.Errorf("Printable(%q) = %q is no UTF-8", s, got)
		}
		for _, r := range got {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f || reorders(r) || r == '\uFEFF' {
				t.Errorf("Printable(%q) = %q has %U", s, got, r)
			}
		}
		if want := strings.NewReplacer("\n", " ", "\t", " ").Replace(got); line != want {
			t.Errorf("PrintableLine(%q) = %q, want %q", s, line, want)
		}
		if again := Printable(got); again != got {
			t.Errorf("Printable of %q gives %q", got, again)
		}
	})
}
