package ask

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// Wrap breaks text into lines of at most width columns, at spaces where it
// can and between characters, never inside one, where a word is longer
// than a line. Line breaks and the indentation of a line are kept; a tab
// is four spaces. A width below one leaves long lines as they are.
func Wrap(text string, width int) string {
	lines := strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n")
	if width < 1 {
		return strings.Join(lines, "\n")
	}
	var out []string
	for _, line := range lines {
		out = append(out, wrapLine(line, width)...)
	}
	return strings.Join(out, "\n")
}

// wrapLine wraps one line. The indentation is repeated on the lines that
// follow, unless it takes more than half of the width.
func wrapLine(line string, width int) []string {
	words := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(words)]
	if len(indent) > width/2 {
		indent = ""
	}
	var out []string
	var b strings.Builder
	b.WriteString(indent)
	used, fresh := len(indent), true
	flush := func() {
		out = append(out, strings.TrimRight(b.String(), " "))
		b.Reset()
		b.WriteString(indent)
		used, fresh = len(indent), true
	}
	for word := range strings.SplitSeq(words, " ") {
		wide := ansi.StringWidth(word)
		if !fresh && used+1+wide > width {
			flush()
		}
		if !fresh {
			b.WriteByte(' ')
			used++
		}
		for wide > width-used {
			head, tail := splitAt(word, width-used)
			if tail == "" {
				break
			}
			b.WriteString(head)
			flush()
			word, wide = tail, ansi.StringWidth(tail)
		}
		b.WriteString(word)
		used, fresh = used+wide, false
	}
	flush()
	return out
}

// splitAt divides a word after as many characters as fit into width, and
// after one at the least.
func splitAt(word string, width int) (head, tail string) {
	rest, state, used := word, -1, 0
	for rest != "" {
		_, after, wide, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if used > 0 && used+wide > width {
			break
		}
		used += max(1, wide)
		rest, state = after, next
	}
	return word[:len(word)-len(rest)], rest
}
