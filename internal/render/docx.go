package render

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

//go:embed data/docx
var docxParts embed.FS

// DOCX writes p as a document for word processors (ECMA-376, transitional)
// on that paper. Headings, lists and tables are real ones, the rows that
// name columns are repeated on each page, and empty rows have the height of
// handwriting. A paragraph whose first letter is written from right to left
// is set so. The properties hold the title and nothing about a person or a
// computer. The same pack gives the same bytes.
//
// It fails with pack.ErrUnreleased for the zero Pack, and on another paper, and
// then writes nothing.
func DOCX(w io.Writer, p pack.Pack, paper Paper) error {
	all, err := blocks(p)
	if err != nil {
		return err
	}
	width, height, err := paper.size()
	if err != nil {
		return err
	}
	d := &docx{width: twips(width - 2*pageMargin)}
	for i, b := range all {
		d.add(b, i+1 < len(all) && all[i+1].kind != section)
	}
	fmt.Fprintf(&d.b, `<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%[4]d" w:right="%[3]d" w:bottom="%[4]d" w:left="%[3]d" w:header="480" w:footer="480" w:gutter="0"/></w:sectPr>`,
		twips(width), twips(height), twips(pageMargin), twips(edgeMargin))
	file, err := docxFile([]docxPart{
		{"[Content_Types].xml", "content_types.xml", ""},
		{"_rels/.rels", "rels.xml", ""},
		{"docProps/core.xml", "", docxCore(all[0].text)},
		{"word/document.xml", "", wordXML("document", "<w:body>"+d.b.String()+"</w:body>")},
		{"word/_rels/document.xml.rels", "document_rels.xml", ""},
		{"word/styles.xml", "styles.xml", ""},
		{"word/numbering.xml", "numbering.xml", ""},
		{"word/settings.xml", "settings.xml", ""},
		{"word/fontTable.xml", "fontTable.xml", ""},
		{"word/header1.xml", "", wordXML("hdr", docxParagraph("Header", []string{atHead(p)}))},
		{"word/footer1.xml", "", wordXML("ftr", docxFoot(atFoot(p), d.width))},
	})
	if err != nil {
		return fmt.Errorf("writing the pack as DOCX: %w", err)
	}
	return send(w, file)
}

// twips returns a length in mm in twips.
func twips(mm float64) int { return int(math.Round(mm / 25.4 * 1440)) }

// docxPart is a file within a document: one of the embedded files, or text.
type docxPart struct{ name, from, text string }

// docxFile puts the parts into one file, in their order and with the same
// time each.
func docxFile(parts []docxPart) (string, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		if p.from != "" {
			raw, err := docxParts.ReadFile("data/docx/" + p.from)
			if err != nil {
				return "", err
			}
			p.text = string(raw)
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return "", err
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			return "", err
		}
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return b.String(), nil
}

// wordXML is a part of the text, with its root element.
func wordXML(root, body string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:` + root + ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		body + `</w:` + root + ">\n"
}

// docxCore are the properties: the title, and nobody.
func docxCore(title string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + htmlLine(title) + `</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>` + "\n"
}

// atHead is what stands at the head of every page.
func atHead(p pack.Pack) string {
	if p.Kind() == pack.ForReview {
		return "Confidential: practice review"
	}
	return "Confidential: for " + p.Words().Supervision
}

// atFoot is what stands at the foot of every page beside its number.
func atFoot(p pack.Pack) string {
	if p.Fingerprint() == "" {
		return pack.Notice
	}
	return "Journal " + p.Fingerprint() + " · " + pack.Notice
}

// docxFoot is the foot of a page: what is said, and the page's number.
func docxFoot(said string, width int) string {
	field := func(name string) string {
		return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
	}
	plain := func(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs></w:pPr>`, width) +
		plain(htmlLine(said)) + `<w:r><w:tab/></w:r>` + plain("Page ") + field("PAGE") + plain(" of ") + field("NUMPAGES") + `</w:p>`
}

// docx is the text of a document in the making.
type docx struct {
	b     strings.Builder
	width int    // between the margins, in twips
	name  string // of the section
	asked bool   // a line about an item came last, so that its own words follow
}

// add writes one block; more says that the section goes on after it.
func (d *docx) add(bl block, more bool) {
	text := strings.TrimSpace(journal.PrintableLine(bl.text))
	if text == "" && bl.kind != grid {
		return
	}
	lead := d.asked
	d.asked = bl.kind == line && d.name != ""
	switch bl.kind {
	case title:
		d.b.WriteString(docxParagraph("Title", []string{text}))
	case section:
		d.name = text
		d.b.WriteString(docxParagraph("Heading1", []string{text}))
	case piece:
		d.b.WriteString(docxParagraph("Heading2", []string{text}))
	case prompt:
		d.b.WriteString(docxParagraph("Heading3", []string{text}))
	case line:
		style := "Fact"
		if more && d.name != "" { // what it is about follows
			style = "FactAbove"
		}
		d.b.WriteString(docxParagraph(style, []string{text}))
	case words:
		style := ""
		if lead {
			style = "Lead"
		}
		for _, rows := range paragraphRows(bl.text) {
			d.b.WriteString(docxParagraph(style, rows))
		}
	case point:
		d.b.WriteString(docxParagraph("ListBullet", []string{text}))
	case grid:
		d.table(bl.table)
	}
}

// table writes a table as wide as the text. The empty paragraph after it
// keeps it apart from a table that follows.
func (d *docx) table(t *table) {
	fmt.Fprintf(&d.b, `<w:tbl><w:tblPr><w:tblStyle w:val="PackTable"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+
		`<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`+
		`<w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>`, d.width, htmlLine(d.name))
	widths := t.widths(d.width)
	for _, width := range widths {
		fmt.Fprintf(&d.b, `<w:gridCol w:w="%d"/>`, width)
	}
	d.b.WriteString(`</w:tblGrid>`)
	var names []string
	for _, c := range t.columns {
		names = append(names, c.name)
	}
	row := func(properties, style string, cells []string) {
		d.b.WriteString(`<w:tr><w:trPr>` + properties + `</w:trPr>`)
		for i, c := range cells {
			fmt.Fprintf(&d.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`,
				widths[i], docxParagraph(style, []string{strings.TrimSpace(journal.PrintableLine(c))}))
		}
		d.b.WriteString(`</w:tr>`)
	}
	row(`<w:cantSplit/><w:tblHeader/>`, "TableHead", names)
	for _, r := range t.rows {
		properties := `<w:cantSplit/>`
		for _, c := range r {
			if c == "" {
				properties = `<w:cantSplit/><w:trHeight w:val="397" w:hRule="atLeast"/>` // 7 mm to write in
			}
		}
		row(properties, "TableText", r)
	}
	d.b.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>`)
}
