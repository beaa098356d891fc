package ask

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"
)

// findingMark stands beside each line that holds a finding, and in the
// line that counts them.
const findingMark = ">"

// span is a part of a text or of a line, the end exclusive.
type span struct{ start, end int }

// breaks remembers where the lines of a text break in a box of one width.
// Lines that did not change need not be looked at again at each key.
type breaks struct {
	width int
	known map[string][]int
}

// of returns how many characters of a line stand in each of its rows.
func (b *breaks) of(line string, width int) []int {
	if b.width != width || len(b.known) > boxLines {
		b.width, b.known = width, map[string][]int{}
	}
	rows, ok := b.known[line]
	if !ok {
		rows = rowsOf([]rune(line), width)
		b.known[line] = rows
	}
	return rows
}

// rowsOf says where the text box breaks a line: how many characters are in
// each row. The box does not tell, so this follows its rule (bubbles
// v1.0.0, textarea, wrap); a test compares the two.
func rowsOf(line []rune, width int) []int {
	rows, begun, from := []int{}, 0, 0 // where the row and the word in hand begin
	row, word := 0, 0                  // how wide they are
	for i, r := range line {
		if unicode.IsSpace(r) {
			if row+word+1 > width {
				rows, begun, row = append(rows, from-begun), from, 0
			}
			from = i + 1
			row, word = widthOf(line[begun:from]), 0
			continue
		}
		if r < utf8.RuneSelf {
			word++ // what is joined to it comes later
		} else {
			word = widthOf(line[from : i+1])
		}
		if word+runewidth.RuneWidth(r) > width {
			if from > begun {
				rows, begun = append(rows, from-begun), from
			}
			from = i + 1
			row, word = widthOf(line[begun:from]), 0
		}
	}
	if row+word >= width {
		return append(rows, from-begun, len(line)-from)
	}
	return append(rows, len(line)-begun)
}

// widthOf is how many columns characters take.
func widthOf(line []rune) int {
	for _, r := range line {
		if r >= utf8.RuneSelf {
			return uniseg.StringWidth(string(line))
		}
	}
	return len(line)
}

// marked finds which columns of the rows in sight are to be marked, by the
// number of the row. The row with the cursor, which alone is drawn in
// reverse, tells how far the box is scrolled.
func (b *textBox) marked(drawn []string, marks []span) map[int][]span {
	if len(marks) == 0 {
		return nil
	}
	at := -1
	for i, line := range drawn {
		if strings.Contains(line, "\x1b[7m") {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	text, width := strings.Split(b.area.Value(), "\n"), b.area.Width()
	cursor := b.area.LineInfo().RowOffset
	for _, line := range text[:b.area.Line()] {
		cursor += len(b.rows.of(line, width))
	}
	out := map[int][]span{}
	row, begun := at-cursor, 0 // characters before the line
	for _, line := range text {
		if row >= len(drawn) || len(marks) == 0 {
			break
		}
		rows, length := b.rows.of(line, width), utf8.RuneCountInString(line)
		if n := beginning(marks, begun+length); n > 0 && row+len(rows) > 0 {
			markLine(out, []rune(line), rows, row, begun, marks[:n])
		}
		row += len(rows)
		begun += length + 1
		for len(marks) > 0 && marks[0].end <= begun {
			marks = marks[1:]
		}
	}
	return out
}

// beginning is how many marks, which are in order, begin before a place.
func beginning(marks []span, before int) int {
	n := 0
	for n < len(marks) && marks[n].start < before {
		n++
	}
	return n
}

// markLine notes the columns of marks in the rows of one line, the first of
// which is row; the line begins at the begun-th character of the text. Rows
// above those in sight are passed over.
func markLine(out map[int][]span, line []rune, rows []int, row, begun int, marks []span) {
	from := 0
	for _, n := range rows {
		to := min(from+n, len(line))
		for len(marks) > 0 && marks[0].end-begun <= from {
			marks = marks[1:]
		}
		for i := 0; row >= 0 && i < len(marks) && marks[i].start-begun < to; i++ {
			start, end := max(marks[i].start-begun, from), min(marks[i].end-begun, to)
			left := widthOf(line[from:start])
			out[row] = append(out[row], span{left, left + widthOf(line[start:end])})
		}
		row, from = row+1, to
	}
}
