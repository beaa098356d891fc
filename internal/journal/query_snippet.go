package journal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Snippet returns one line of text around the first place where a word or
// phrase of q occurs, or its beginning where none does: at most width
// terminal cells, with an ellipsis for each end that is left out. White
// space becomes single spaces, and no character is parted from its
// accents, joiners or modifiers. The result has passed PrintableLine.
func Snippet(text string, q Query, width int) string {
	line := PrintableLine(strings.Join(strings.Fields(text), " "))
	if width < 1 {
		return ""
	}
	if end, _ := advance(line, 0, width); end == len(line) {
		return line
	}
	if width < 4 { // no room for a wide character between two ellipses
		return "…"
	}
	start := contextStart(line, q.firstIn(line), width)
	head, room := "", width
	if start > 0 {
		head, room = "…", width-1
	}
	if end, _ := advance(line, start, room); end == len(line) {
		return head + line[start:]
	}
	end, _ := advance(line, start, room-1)
	return head + strings.TrimRight(line[start:end], " ") + "…"
}

// firstIn returns the place in line where the first word or phrase of q
// occurs, 0 where none does.
func (q Query) firstIn(line string) int {
	folded := Fold(line)
	first := -1
	for _, w := range q.words {
		if i := strings.Index(folded, w); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return unfold(line, first)
}

// unfold returns where in line the folded line's place lies, or the
// beginning of the character it comes from: lengths differ, so it folds
// along until the place is reached.
func unfold(line string, place int) int {
	var dst strings.Builder
	for i := 0; i < len(line); {
		before := dst.Len()
		n := foldOnto(&dst, line[i:])
		if dst.Len() > place {
			if n == dst.Len()-before && line[i] < utf8.RuneSelf { // ASCII keeps its length
				return i + max(0, place-before)
			}
			return i
		}
		i += n
	}
	return 0
}

// contextStart returns where a line of width cells begins that shows the
// character at match: about a third of it lies before, or more where the
// text ends soon after, from the beginning of a word where there is one.
func contextStart(line string, match, width int) int {
	var starts []int // of the latest clusters, the last being that at match
	for i := 0; i < len(line) && i <= match; {
		if len(starts) > 4*width {
			starts = append(starts[:0], starts[len(starts)-width:]...)
		}
		starts = append(starts, i)
		n, _ := cluster(line[i:])
		i += n
	}
	at := len(starts) - 1
	_, unused := advance(line, starts[at], width-1)
	before := max(unused, (width-3)/3)
	start := at
	for start > 0 {
		_, cells := cluster(line[starts[start-1]:])
		if before -= cells; before < 0 {
			break
		}
		start--
	}
	for i := start; i <= at && starts[start] > 0; i++ {
		if line[starts[i]-1] == ' ' {
			return starts[i]
		}
	}
	return starts[start]
}

// advance returns where the characters end that fit into cells from
// start, and the cells they leave unused.
func advance(line string, start, cells int) (end, unused int) {
	for start < len(line) {
		n, wide := cluster(line[start:])
		if wide > cells {
			break
		}
		cells -= wide
		start += n
	}
	return start, cells
}

// cluster returns the length in bytes and in cells of what s begins with
// that is seen as one character: a letter with its marks, a joined or
// modified emoji, a flag. It is the part of Unicode Annex 29 that cutting
// a line needs; Hangul jamo also stay together.
func cluster(s string) (size, cells int) {
	first, size := utf8.DecodeRuneInString(s)
	cells = runeCells(first)
	flag := isRegional(first)
	for last := first; size < len(s); {
		r, n := utf8.DecodeRuneInString(s[size:])
		switch {
		case extends(r):
		case last == zeroWidthJoiner:
		case flag && isRegional(r):
			flag = false
		case isJamo(last) && r >= 0x1160 && r <= 0x11ff:
		default:
			return size, cells
		}
		if r == '\ufe0f' { // drawn as an emoji
			cells = 2
		}
		size += n
		last = r
	}
	return size, cells
}

// zeroWidthJoiner makes one emoji of those on both its sides.
const zeroWidthJoiner = '\u200d'

// extends reports whether r belongs to the character before it.
func extends(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || r == zeroWidthJoiner || r == '\u200c' ||
		r >= 0x1f3fb && r <= 0x1f3ff || r >= 0xe0020 && r <= 0xe007f)
}

// isRegional reports whether r is half of a flag.
func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// isJamo reports whether r is a letter of a decomposed Hangul syllable.
func isJamo(r rune) bool { return r >= 0x1100 && r <= 0x11ff }

// runeCells returns the cells r takes: 2 for East Asian wide characters,
// symbols and emoji, by blocks (after Unicode Annex 11). Where terminals
// differ it says 2, so that a line stays short rather than grows long.
func runeCells(r rune) int {
	for _, wide := range [...][2]rune{
		{0x1100, 0x115f}, {0x2300, 0x23ff}, {0x2600, 0x27bf}, {0x2b00, 0x2bff}, {0x2e80, 0xa4cf},
		{0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6},
		{0x16fe0, 0x1b2ff}, {0x1f000, 0x1faff}, {0x20000, 0x3fffd},
	} {
		if r < wide[0] {
			return 1
		}
		if r <= wide[1] {
			return 2
		}
	}
	return 1
}
