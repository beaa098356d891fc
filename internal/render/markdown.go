package render

import (
	"io"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// Markdown writes p as CommonMark. Whatever stands in its texts is written
// so that a reader of the rendered page sees those characters and no
// markup: no heading, list, quotation, code, emphasis, link, image or HTML
// comes from them, nor a table, strike-through, bare link or formula of
// GitHub's dialect. Line breaks and paragraphs are kept, indentation and
// repeated blank lines are not. An e-mail address that was kept on purpose
// may still become a link in a viewer that makes links of plain text.
//
// It fails with pack.ErrUnreleased for the zero Pack, and then writes
// nothing.
func Markdown(w io.Writer, p pack.Pack) error {
	all, err := blocks(p)
	if err != nil {
		return err
	}
	var b strings.Builder
	var before blockKind
	for _, bl := range all {
		text := ""
		switch bl.kind {
		case words:
			text = paragraphs(bl.text)
		case line:
			text = paragraphs(journal.PrintableLine(bl.text))
		case point:
			text = listItem(bl.text)
		case grid:
			text = bl.table.markdown()
		default:
			text = heading(int(bl.kind)+1, bl.text)
		}
		if text == "" {
			continue
		}
		if b.Len() > 0 && (bl.kind != point || before != point) {
			b.WriteByte('\n')
		}
		before = bl.kind
		b.WriteString(text + "\n")
	}
	return send(w, b.String())
}

// heading writes an ATX heading, in which even a closing # is escaped, or
// nothing where text is blank.
func heading(level int, text string) string {
	text = strings.Trim(journal.PrintableLine(text), " ")
	if text == "" {
		return ""
	}
	return strings.Repeat("#", level) + " " + strings.ReplaceAll(inline(text), "#", `\#`)
}

// paragraphs writes text as paragraphs with hard line breaks. Only spaces
// and tabs count as indentation to CommonMark, so only they are taken off.
func paragraphs(text string) string {
	var b strings.Builder
	breaks := 0
	for row := range strings.SplitSeq(journal.Printable(text), "\n") {
		row = strings.Trim(row, " \t")
		switch {
		case row == "":
			breaks = 2
			continue
		case b.Len() == 0:
		case breaks == 2:
			b.WriteString("\n\n")
		case strings.HasSuffix(b.String(), `\`):
			// Some readers miss a break of a backslash after an escaped one.
			b.WriteString("  \n")
		default:
			b.WriteString("\\\n")
		}
		breaks = 1
		b.WriteString(leading(row))
	}
	return b.String()
}

// listItem writes text as one item of a list, or nothing where it is blank.
func listItem(text string) string {
	text = paragraphs(journal.PrintableLine(text))
	if text == "" {
		return ""
	}
	return "- " + text
}

// leading escapes what would begin a block at the start of a row, and the
// rest of the row as inline text.
func leading(row string) string {
	switch row[0] {
	case '#', '>', '+', '-', '=', ':':
		return `\` + row[:1] + inline(row[1:])
	}
	digits := 0
	for digits < len(row) && row[digits] >= '0' && row[digits] <= '9' {
		digits++
	}
	if rest := row[digits:]; digits > 0 && rest != "" && (rest[0] == '.' || rest[0] == ')') &&
		(len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t') {
		return row[:digits] + `\` + rest[:1] + inline(rest[1:])
	}
	return inline(row)
}

// inline escapes what has a meaning within a line. Every escape is a
// backslash before ASCII punctuation, which CommonMark (section 2.4) shows
// as that character.
func inline(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for i := range len(s) {
		special := false
		switch s[i] {
		case '\\', '`', '*', '_', '[', ']', '{', '<', '~', '|', '$':
			special = true
		case '&':
			special = beginsEntity(s[i+1:])
		case ':':
			special = strings.HasPrefix(s[i+1:], "//")
		case '.':
			special = i >= 3 && strings.EqualFold(s[i-3:i], "www")
		case '@':
			special = i+1 < len(s) && isWord(s[i+1])
		}
		if special {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// beginsEntity reports whether s goes on like a character reference after
// its ampersand: amp; or #38;.
func beginsEntity(s string) bool {
	s = strings.TrimPrefix(s, "#")
	end := 0
	for end < len(s) && isWord(s[end]) {
		end++
	}
	return end > 0 && end < len(s) && s[end] == ';'
}

// isWord reports whether c is an ASCII letter or digit, or part of a
// character outside ASCII.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}
