package journal

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxText is the most bytes one field holds (4 MiB).
const MaxText = 4 << 20

// ErrTooLong means that a text does not fit into one field.
var ErrTooLong = errors.New("the text is too long")

// CheckLength reports ErrTooLong where s is longer than MaxText. Nothing
// is ever cut: the caller keeps the text and says what CheckLength says.
func CheckLength(s string) error {
	if len(s) <= MaxText {
		return nil
	}
	return fmt.Errorf("%w: it has %d bytes and one answer holds %d (4 MiB); divide it between two answers", ErrTooLong, len(s), MaxText)
}

// ChangeKind says what was done to a text so that it could be stored.
type ChangeKind string

// The changes that Clean makes.
const (
	LineEnds  ChangeKind = "line-ends"  // CR LF, CR, VT, FF and NEL became LF
	BadBytes  ChangeKind = "bad-bytes"  // bytes that are no UTF-8 became U+FFFD, one for one
	NULs      ChangeKind = "nul"        // removed
	Controls  ChangeKind = "controls"   // other C0, DEL and C1 controls, removed
	ByteOrder ChangeKind = "byte-order" // byte order marks at the start, removed
)

// Change is one kind of change that Clean made and how often.
type Change struct {
	Kind  ChangeKind
	Count int
}

// String says the change as a person is told of it, such as "14 line
// endings changed to LF".
func (c Change) String() string {
	one, many, done := "change", "changes", "made"
	switch c.Kind {
	case LineEnds:
		one, many, done = "line ending", "line endings", "changed to LF"
	case BadBytes:
		one, many, done = "unreadable byte", "unreadable bytes", "shown as \uFFFD"
	case NULs:
		one, many, done = "NUL", "NULs", "removed"
	case Controls:
		one, many, done = "control character", "control characters", "removed"
	case ByteOrder:
		one, many, done = "byte order mark", "byte order marks", "removed"
	}
	if c.Count == 1 {
		many = one
	}
	return fmt.Sprintf("%d %s %s", c.Count, many, done)
}

// The characters that Clean and Printable treat apart.
const (
	byteOrderMark = '\uFEFF'
	nextLine      = '\u0085'
)

// Clean returns s as it is stored, valid UTF-8 with LF line ends, and
// every change that took, in the order of the ChangeKind constants.
// Everything else stays as typed: nothing is normalised, and emoji,
// joiners, combining marks and direction marks are kept. Cleaning a
// cleaned text changes nothing.
//
// The line ends are those of the Unicode Standard, section 5.8, so that
// words divided by one are never joined; U+2028 and U+2029 stay.
func Clean(s string) (string, []Change) {
	start := firstUnclean(s)
	if start < 0 {
		return s, nil
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:start])
	count := map[ChangeKind]int{}
	for i := start; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch kind := uncleanKind(r, size, b.Len() == 0); kind {
		case "":
			b.WriteString(s[i : i+size])
		case LineEnds:
			b.WriteByte('\n')
			count[kind]++
			if strings.HasPrefix(s[i:], "\r\n") {
				size = 2
			}
		case BadBytes:
			b.WriteRune(utf8.RuneError)
			count[kind]++
		default:
			count[kind]++
		}
		i += size
	}
	var changes []Change
	for _, kind := range []ChangeKind{LineEnds, BadBytes, NULs, Controls, ByteOrder} {
		if count[kind] > 0 {
			changes = append(changes, Change{kind, count[kind]})
		}
	}
	return b.String(), changes
}

// firstUnclean returns where the first thing to change begins, or -1.
func firstUnclean(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < 0x7f || c == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if uncleanKind(r, size, i == 0) != "" {
			return i
		}
		i += size
	}
	return -1
}

// uncleanKind says what has to be done about r, which took size bytes.
func uncleanKind(r rune, size int, first bool) ChangeKind {
	switch {
	case r == '\r' || r == '\v' || r == '\f' || r == nextLine:
		return LineEnds
	case r == utf8.RuneError && size == 1:
		return BadBytes
	case r == 0:
		return NULs
	case isControl(r):
		return Controls
	case r == byteOrderMark && first:
		return ByteOrder
	}
	return ""
}

// isControl reports whether r is a C0 control other than LF and tab, DEL,
// or a C1 control.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0
}

// Printable returns s as it may reach a terminal: line feeds and tabs
// stay, and whatever could move the cursor, change the terminal or
// reorder a line is written out, such as \x1b or \u202e. Bytes that are
// no UTF-8 are written out too. The marks U+200E and U+200F stay, since
// ordinary right-to-left text needs them.
func Printable(s string) string { return printable(s, false) }

// PrintableLine is Printable for one line: line feeds and tabs become a
// space each.
func PrintableLine(s string) string { return printable(s, true) }

// printable returns s itself where nothing has to be written out.
func printable(s string, line bool) string {
	var b strings.Builder
	done := 0 // s[:done] is in b
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if shown := visible(r, s[i], size, line); shown != "" {
			b.WriteString(s[done:i])
			b.WriteString(shown)
			done = i + size
		}
		i += size
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// visible returns what stands for r, which took size bytes beginning with
// first, or nothing where r stands for itself.
func visible(r rune, first byte, size int, line bool) string {
	switch {
	case line && (r == '\n' || r == '\t'):
		return " "
	case r == utf8.RuneError && size == 1, r < 0x80 && isControl(r):
		return fmt.Sprintf(`\x%02x`, first)
	case isControl(r), reorders(r), r == byteOrderMark, r == '\u2028', r == '\u2029':
		return fmt.Sprintf(`\u%04x`, r)
	}
	return ""
}

// reorders reports whether r is a bidirectional embedding, override or
// isolate, or the Arabic letter mark (Unicode Annex 9, section 2).
func reorders(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u061c'
}
