package cli

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"afterword/internal/journal"
)

// lookCommands are the commands that read and change nothing.
func lookCommands() []command {
	return []command{
		{"list", (*app).newList},
		{"show", (*app).newShow},
		{"search", (*app).newSearch},
		{"history", (*app).newHistory},
		{"goals", (*app).newGoals},
		{"insights", (*app).newInsights},
		{"prompts", (*app).newPrompts},
		{"frameworks", (*app).newFrameworks},
	}
}

// sheet is a table as data: how it is drawn depends on who reads it.
type sheet struct {
	count   string // "3 entries", said first where lines are read aloud
	columns []column
	rows    []line
	whole   bool // the last cell is never cut: it is wrapped beneath the others
}

// column is one column of a sheet. The prefix goes before its values where
// there is no label to say what they are.
type column struct{ label, prefix string }

// line is one row of a sheet; more is text that belongs beneath it.
type line struct {
	cells []string
	more  string
}

// leastLast is the least room for the last column; with less, it goes
// beneath the others.
const leastLast = 24

// putSheet writes a sheet: as labelled blocks for accessible runs, cut or
// wrapped to the width of a terminal, and whole, one row a line, for what
// is no terminal.
func (a *app) putSheet(s sheet) {
	for _, row := range s.rows {
		for i := range row.cells {
			row.cells[i] = journal.PrintableLine(row.cells[i])
		}
	}
	switch room := a.columnsWide(); {
	case a.flags.accessible:
		a.putBlocks(s)
	case room > 0 && (s.whole || room-lead(s.widths()) < leastLast):
		a.putStacked(s, room)
	default:
		a.putAligned(s, room)
	}
}

// columnsWide is how wide standard output is, 0 where nothing limits it.
func (a *app) columnsWide() int {
	if !a.Terminal.Out {
		return 0
	}
	if w, _ := a.Terminal.Size(); w > 0 {
		return max(w, 20)
	}
	return 80
}

// putBlocks writes each row as lines of "Label: value".
func (a *app) putBlocks(s sheet) {
	a.put("%s", s.count)
	for _, row := range s.rows {
		a.put("")
		for i, cell := range row.cells {
			if cell != "" {
				a.put("%s: %s", s.columns[i].label, cell)
			}
		}
		if row.more != "" {
			a.put("Found: %s", row.more)
		}
	}
}

// putStacked writes the last cell of each row beneath the others.
func (a *app) putStacked(s sheet, room int) {
	last := len(s.columns) - 1
	for _, row := range s.rows {
		var lead []string
		for i, cell := range row.cells[:last] {
			if cell != "" {
				lead = append(lead, s.columns[i].prefix+cell)
			}
		}
		// The indentation makes what does not fit hang beneath the id.
		a.put("%s", strings.TrimPrefix(wrapTo("  "+strings.Join(lead, "  "), room-1), "  "))
		for _, text := range []string{row.cells[last], row.more} {
			if text == "" {
				continue
			}
			if s.whole {
				a.put("%s", wrapTo("  "+text, min(room-1, 74)))
			} else {
				a.put("  %s", journal.Snippet(text, journal.Query{}, room-3))
			}
		}
	}
}

// putAligned writes one row a line in columns; empty columns are left out.
func (a *app) putAligned(s sheet, room int) {
	widths := s.widths()
	last, left := len(s.columns)-1, room-1-lead(widths)
	for _, row := range s.rows {
		var b strings.Builder
		for i, cell := range row.cells[:last] {
			if widths[i] == 0 {
				continue
			}
			if cell != "" {
				cell = s.columns[i].prefix + cell
			}
			b.WriteString(cell + strings.Repeat(" ", widths[i]-lipgloss.Width(cell)+2))
		}
		text := row.cells[last]
		if room > 0 {
			text = journal.Snippet(text, journal.Query{}, left)
		}
		a.put("%s", strings.TrimRight(b.String()+text, " "))
		if row.more != "" {
			a.put("  %s", row.more)
		}
	}
}

// widths measures every column but the last; 0 means that it is empty.
func (s sheet) widths() []int {
	widths := make([]int, len(s.columns))
	for _, row := range s.rows {
		for i, cell := range row.cells[:len(row.cells)-1] {
			if cell != "" {
				widths[i] = max(widths[i], lipgloss.Width(s.columns[i].prefix+cell))
			}
		}
	}
	return widths
}

// lead is how much of a row stands before the last column.
func lead(widths []int) int {
	n := 0
	for _, w := range widths {
		if w > 0 {
			n += w + 2
		}
	}
	return n
}

// putText writes text in paragraphs, wrapped.
func (a *app) putText(indent, text string) { a.put("%s", wrapTo(indent+text, a.width())) }

// joined writes words as "a, b".
func joined[S ~string](words []S) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}
