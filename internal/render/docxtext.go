package render

import (
	"strings"
	"unicode"
)

// docxParagraph writes rows as one paragraph in a style, or in the usual
// one where style is empty. The paragraph runs the way of its first letter.
func docxParagraph(style string, rows []string) string {
	var b strings.Builder
	leftward := startsLeftward(strings.Join(rows, " "))
	b.WriteString("<w:p>")
	if style != "" || leftward {
		b.WriteString("<w:pPr>")
		if style != "" {
			b.WriteString(`<w:pStyle w:val="` + style + `"/>`)
		}
		if leftward {
			b.WriteString("<w:bidi/>")
		}
		b.WriteString("</w:pPr>")
	}
	for i, row := range rows {
		if i > 0 {
			b.WriteString("<w:r><w:br/></w:r>")
		}
		for _, s := range stretches(row, leftward) {
			b.WriteString("<w:r>")
			if s.leftward {
				b.WriteString("<w:rPr><w:rtl/></w:rPr>")
			}
			b.WriteString(docxText(s.text) + "</w:r>")
		}
	}
	return b.String() + "</w:p>"
}

// docxText writes text as the content of a run.
func docxText(text string) string {
	var b strings.Builder
	for i, between := range strings.Split(text, "\t") {
		if i > 0 {
			b.WriteString("<w:tab/>")
		}
		if between != "" {
			b.WriteString(`<w:t xml:space="preserve">` + htmlEscape(between) + "</w:t>")
		}
	}
	return b.String()
}

// stretch is text of one direction.
type stretch struct {
	text     string
	leftward bool
}

// stretches divides a row where its direction changes. What has no
// direction, such as a space, goes with the letters around it where they
// agree, and otherwise with the paragraph (Unicode Annex 9, N1 and N2).
func stretches(row string, leftward bool) []stretch {
	var out []stretch
	put := func(text string, leftward bool) {
		if n := len(out); n > 0 && out[n-1].leftward == leftward {
			out[n-1].text += text
		} else if text != "" {
			out = append(out, stretch{text, leftward})
		}
	}
	before, neutral := leftward, 0 // the direction so far, and where it ended
	for i, r := range row {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		now := isLeftward(r)
		if now == before {
			put(row[neutral:i], now)
		} else {
			put(row[neutral:i], leftward)
		}
		neutral = i + len(string(r))
		put(row[i:neutral], now)
		before = now
	}
	put(row[neutral:], leftward)
	return out
}
