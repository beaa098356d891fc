package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

//go:embed data/pack.css
var stylesheet string

// HTML writes p as one page that needs nothing else: no script, no picture,
// no font and no address. Its content security policy lets in its own style
// sheet, by its hash, and nothing besides, so that opening the file reaches
// no network. It can be read on a phone and in the dark, and prints as the
// other documents look. Each paragraph takes its direction from its first
// letter.
//
// It fails with pack.ErrUnreleased for the zero Pack, and then writes
// nothing.
func HTML(w io.Writer, p pack.Pack) error {
	all, err := blocks(p)
	if err != nil {
		return err
	}
	page := &htmlPage{titled: true}
	for _, b := range all {
		page.add(b)
	}
	page.endSection()
	css := stylesheet + page.shareRules() + pageRules(p)
	sum := sha256.Sum256([]byte(css))
	return send(w, fmt.Sprintf(`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%[1]s'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%[2]s</title>
<style>%[3]s</style>
</head>
<body>
<header>
<p class="edge" dir="auto">%[4]s</p>
%[5]s</main>
<footer>
<p dir="auto">%[4]s</p>
<p dir="auto">%[6]s</p>
</footer>
</body>
</html>
`, base64.StdEncoding.EncodeToString(sum[:]), htmlLine(all[0].text), css,
		htmlLine(atHead(p)), page.b.String(), htmlLine(atFoot(p))))
}

// htmlPage is the body of a page in the making.
type htmlPage struct {
	b        strings.Builder
	titled   bool  // still in the header
	sections int   // so far
	item     bool  // within an item
	list     bool  // within a list
	shares   []int // of columns, in per cent, that have been used
}

// add writes one block. What it closes was opened by earlier ones.
func (h *htmlPage) add(bl block) {
	if h.list && bl.kind != point {
		h.b.WriteString("</ul>\n")
		h.list = false
	}
	text := htmlLine(bl.text)
	switch bl.kind {
	case title:
		fmt.Fprintf(&h.b, "<h1 dir=\"auto\">%s</h1>\n", text)
	case section:
		h.endSection()
		h.sections++
		fmt.Fprintf(&h.b, "<section aria-labelledby=\"s%d\">\n<h2 id=\"s%[1]d\" dir=\"auto\">%s</h2>\n", h.sections, text)
	case piece:
		h.endItem()
		h.item = true
		fmt.Fprintf(&h.b, "<article>\n<h3 dir=\"auto\">%s</h3>\n<div class=\"item\">\n", text)
	case prompt:
		if text != "" {
			fmt.Fprintf(&h.b, "<h4 dir=\"auto\">%s</h4>\n", text)
		}
	case line:
		if text != "" {
			fmt.Fprintf(&h.b, "<p class=\"fact\" dir=\"auto\">%s</p>\n", text)
		}
		h.b.WriteString(bl.drawn.svg())
	case words:
		h.words(bl.text)
	case point:
		if !h.list {
			h.b.WriteString("<ul>\n")
			h.list = true
		}
		fmt.Fprintf(&h.b, "<li dir=\"auto\">%s%s</li>\n", text, bl.drawn.svg())
	case grid:
		h.table(bl.table)
	}
}

func (h *htmlPage) endItem() {
	if h.item {
		h.b.WriteString("</div>\n</article>\n")
		h.item = false
	}
}

// endSection closes the header or the section before.
func (h *htmlPage) endSection() {
	h.endItem()
	switch {
	case h.titled:
		h.b.WriteString("</header>\n<main>\n")
		h.titled = false
	default:
		h.b.WriteString("</section>\n")
	}
}

// words writes what somebody wrote, with its paragraphs, line breaks and
// spaces.
func (h *htmlPage) words(text string) {
	all := paragraphRows(text)
	if len(all) == 0 {
		return
	}
	h.b.WriteString("<div class=\"words\">\n")
	for _, rows := range all {
		for i := range rows {
			rows[i] = htmlEscape(rows[i])
		}
		fmt.Fprintf(&h.b, "<p dir=\"auto\">%s</p>\n", strings.Join(rows, "<br>"))
	}
	h.b.WriteString("</div>\n")
}

// table writes a table whose cells know the names of their columns, for a
// window in which only one column has room.
func (h *htmlPage) table(t *table) {
	fmt.Fprintf(&h.b, "<table aria-labelledby=\"s%d\">\n<colgroup>", h.sections)
	for _, share := range t.widths(100) {
		if !slices.Contains(h.shares, share) {
			h.shares = append(h.shares, share)
		}
		fmt.Fprintf(&h.b, "<col class=\"w%d\">", share)
	}
	h.b.WriteString("</colgroup>\n<thead><tr>")
	for _, c := range t.columns {
		fmt.Fprintf(&h.b, "<th scope=\"col\">%s</th>", htmlLine(c.name))
	}
	h.b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range t.rows {
		h.b.WriteString("<tr>")
		for i, cell := range row {
			class := ""
			if cell == "" {
				class = ` class="room"`
			}
			fmt.Fprintf(&h.b, "<td%s data-name=\"%s\" dir=\"auto\">%s</td>", class, htmlLine(t.columns[i].name), htmlLine(cell))
		}
		h.b.WriteString("</tr>\n")
	}
	h.b.WriteString("</tbody>\n</table>\n")
}

// shareRules are the widths of the columns. The policy of the page lets no
// style stand beside an element.
func (h *htmlPage) shareRules() string {
	slices.Sort(h.shares)
	var b strings.Builder
	for _, share := range h.shares {
		fmt.Fprintf(&b, ".w%d { width: %[1]d%%; }\n", share)
	}
	return b.String()
}

// pageRules put the notice, the fingerprint and the number on every printed
// page, the first of which has the notice in its header. The paper is the
// reader's own.
func pageRules(p pack.Pack) string {
	return fmt.Sprintf(`@page {
	margin: 15mm 17mm;
	font-family: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", "Liberation Serif", serif;
	font-size: 8.5pt;
	color: #545d60;
	@top-left { content: "%s"; }
	@bottom-left { content: "%s"; }
	@bottom-right { content: "Page " counter(page) " of " counter(pages); }
}
@page :first {
	@top-left { content: ""; }
}
`, cssString(atHead(p)), cssString(atFoot(p)))
}

// cssString writes what may stand between the quotation marks of a CSS
// string: everything but ASCII letters, digits and spaces as its number.
func cssString(s string) string {
	var b strings.Builder
	for _, r := range journal.PrintableLine(s) {
		if r == ' ' || r < 0x80 && isWord(byte(r)) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\%x `, r) // the space ends the number
		}
	}
	return b.String()
}

// htmlLine is text as one line, fit for an element or an attribute.
func htmlLine(text string) string { return htmlEscape(strings.TrimSpace(journal.PrintableLine(text))) }

// htmlEscape writes the five characters that mean something to HTML, in
// text or between either kind of quotation mark, as references. They are
// those of XML too; the two numbers that XML cannot hold are written out.
func htmlEscape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "\ufffe", `\ufffe`, "\uffff", `\uffff`).Replace(s)
}

// paragraphRows splits text into paragraphs of rows. Blank rows stand
// between paragraphs; spaces at the end of a row are left out.
func paragraphRows(text string) [][]string {
	var out [][]string
	blank := true
	for row := range strings.SplitSeq(journal.Printable(text), "\n") {
		row = strings.TrimRight(row, " \t")
		switch {
		case strings.TrimSpace(row) == "":
			blank = true
			continue
		case blank:
			out = append(out, nil)
			blank = false
		}
		out[len(out)-1] = append(out[len(out)-1], row)
	}
	return out
}
