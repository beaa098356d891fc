package render

import (
	"slices"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
)

// table is rows of short texts under named columns. An empty cell is room
// to write in by hand.
type table struct {
	columns []column
	rows    [][]string // each as long as columns
}

// isForm reports whether t is one row to be filled in.
func (t *table) isForm() bool {
	return len(t.rows) == 1 && !slices.ContainsFunc(t.rows[0], func(cell string) bool { return cell != "" })
}

// column is one column of a table.
type column struct {
	name  string
	share int // of the width, beside the other columns' shares
}

// markdown writes t as a table of GitHub's dialect, in which a cell is one
// line. Where a viewer knows none, its rows are still readable.
func (t *table) markdown() string {
	var b strings.Builder
	row := func(cells []string) {
		b.WriteByte('|')
		for _, c := range cells {
			b.WriteString(" " + inline(journal.PrintableLine(c)) + " |")
		}
		b.WriteByte('\n')
	}
	var names, rules []string
	for _, c := range t.columns {
		names, rules = append(names, c.name), append(rules, "---")
	}
	row(names)
	b.WriteString("| " + strings.Join(rules, " | ") + " |\n")
	for _, r := range t.rows {
		row(r)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// blank is the room to write in by hand in a plain text.
const blank = "________________"

// text writes t as "name: value" lines, a block for each row, so that it
// can be read aloud in order and does not depend on a width.
func (t *table) text() string {
	widest := 0
	for _, c := range t.columns {
		widest = max(widest, utf8.RuneCountInString(c.name))
	}
	var rows []string
	for _, r := range t.rows {
		var lines []string
		for i, cell := range r {
			if cell == "" {
				cell = blank
			}
			name := t.columns[i].name
			pad := strings.Repeat(" ", widest-utf8.RuneCountInString(name))
			lines = append(lines, name+": "+pad+strings.TrimSpace(journal.PrintableLine(cell)))
		}
		rows = append(rows, strings.Join(lines, "\n"))
	}
	return strings.Join(rows, "\n\n")
}

// widths divides a width among the columns by their shares, rounded down.
func (t *table) widths(all int) []int {
	shares := 0
	for _, c := range t.columns {
		shares += c.share
	}
	out := make([]int, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.share * all / shares
	}
	return out
}
