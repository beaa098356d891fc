package sheet

import (
	"fmt"
	"strings"
)

// measure is the width of the text in columns. Only the command and the
// path may be longer: neither can be copied once it is broken.
const measure = 72

// Text returns the sheet as plain text in lines of at most 72 columns, in
// ASCII except for what Journal, Path, Made and Command hold themselves. A
// sheet that Check refuses gives one line that says why, and no words:
// nobody should keep words that open nothing.
func (s Sheet) Text() string {
	if err := s.Check(); err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	para := func(text string) { b.WriteString(wrap(text) + "\n\n") }
	head := func(text string) { b.WriteString(text + "\n" + strings.Repeat("-", len(text)) + "\n") }
	b.WriteString(title + "\n" + strings.Repeat("=", len(title)) + "\n\n")
	para(what)
	s.table(&b)
	para(downwards)
	head(useHead)
	para(use)
	b.WriteString("    " + printable(s.Command) + "\n\n")
	head(keepHead)
	para(keep)
	head(loseHead)
	para(lose)
	para(replaced)
	b.WriteString(secondCopy + " " + strings.Repeat("_", measure-len(secondCopy)-1) + "\n")
	if origin := s.origin(printable); origin != "" {
		b.WriteString("\n" + origin + "\n")
	}
	if s.Path != "" {
		b.WriteString("It was then in " + printable(s.Path) + "\n")
	}
	return b.String()
}

// table writes the words in numbered columns.
func (s Sheet) table(b *strings.Builder) {
	for row := range rows {
		var line strings.Builder
		for column := range columns {
			i := column*rows + row
			fmt.Fprintf(&line, "  %2d  %-*s    ", i+1, longest, s.Words[i])
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
		if (row+1)%group == 0 {
			b.WriteByte('\n')
		}
	}
}

// wrap breaks a paragraph of ASCII between its words.
func wrap(text string) string {
	var b strings.Builder
	used := 0
	for _, w := range strings.Fields(text) {
		switch {
		case used == 0:
		case used+1+len(w) > measure:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(w)
		used += len(w)
	}
	return b.String()
}
