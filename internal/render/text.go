package render

import (
	"io"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// Text writes p as plain text. What somebody wrote is indented, so that no
// line of it can be taken for a heading; line breaks are kept and long
// lines are not broken. It fails with pack.ErrUnreleased for the zero
// Pack, and then writes nothing.
func Text(w io.Writer, p pack.Pack) error {
	all, err := blocks(p)
	if err != nil {
		return err
	}
	var b strings.Builder
	var before blockKind
	for _, bl := range all {
		text := journal.PrintableLine(bl.text)
		indent := ""
		switch bl.kind {
		case words:
			text, indent = journal.Printable(bl.text), "    "
		case prompt:
			indent = "  "
		case grid:
			text, indent = bl.table.text(), "  "
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if bl.kind == point {
			text = "- " + text
		}
		if b.Len() > 0 && (bl.kind != point || before != point) {
			b.WriteByte('\n')
		}
		before = bl.kind
		for row := range strings.SplitSeq(text, "\n") {
			b.WriteString(strings.TrimRight(indent+row, " \t"))
			b.WriteByte('\n')
		}
	}
	return send(w, b.String())
}
