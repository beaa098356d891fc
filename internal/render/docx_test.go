package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"afterword/internal/pack"
)

// parts unpacks a DOCX, in order.
func parts(t *testing.T, p pack.Pack, paper Paper) (names []string, text map[string]string) {
	t.Helper()
	var b bytes.Buffer
	if err := DOCX(&b, p, paper); err != nil {
		t.Fatal(err)
	}
	names, text, err := unzip(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return names, text
}

func unzip(raw []byte) (names []string, text map[string]string, err error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, nil, err
	}
	text = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, nil, err
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			return nil, nil, err
		}
		names, text[f.Name] = append(names, f.Name), string(raw)
	}
	return names, text, nil
}

// unpacked writes the parts of a DOCX one after the other.
func unpacked(w io.Writer, p pack.Pack) error {
	var b bytes.Buffer
	if err := DOCX(&b, p, A4); err != nil {
		return err
	}
	names, text, err := unzip(b.Bytes())
	if err != nil {
		return err
	}
	var out strings.Builder
	for _, n := range names {
		out.WriteString("== " + n + "\n" + strings.ReplaceAll(text[n], "</w:p>", "</w:p>\n"))
	}
	return send(w, out.String())
}

// xmlNode is one element of XML, with what it is named in its prefix.
type xmlNode struct {
	name     string
	attr     map[string]string
	text     string
	children []*xmlNode
}

// parsed reads XML strictly.
func parsed(t *testing.T, name, text string) *xmlNode {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	root := &xmlNode{}
	stack := []*xmlNode{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &xmlNode{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			top.children = append(top.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.children) != 1 {
		t.Fatalf("%s has %d roots", name, len(root.children))
	}
	return root.children[0]
}

// all calls f for e and everything in it.
func (e *xmlNode) all(f func(*xmlNode)) {
	f(e)
	for _, c := range e.children {
		c.all(f)
	}
}

// child returns the first child of that name, or an empty element.
func (e *xmlNode) child(name string) *xmlNode {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return &xmlNode{}
}

// orders are the sequences in which ECMA-376, part 1, wants the children of
// elements whose order word processors insist on.
func orders() map[string][]string {
	return map[string][]string{
		"pPr":        {"pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl"},
		"rPr":        {"rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "rtl", "lang"},
		"tblPr":      {"tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"},
		"tblBorders": {"bottom", "insideH"},
		"trPr":       {"cantSplit", "trHeight", "tblHeader"},
		"tbl":        {"tblPr", "tblGrid", "tr"},
		"tr":         {"trPr", "tc"},
		"tc":         {"tcPr", "p"},
		"p":          {"pPr", "r", "fldSimple"},
		"sectPr":     {"headerReference", "footerReference", "pgSz", "pgMar"},
		"style":      {"name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"},
		"settings":   {"removePersonalInformation", "defaultTabStop", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator"},
	}
}

func TestDOCXIsWhole(t *testing.T) {
	for name, p := range map[string]pack.Pack{"example": exampleReleased(t), "lived": lived(t)} {
		for _, paper := range []Paper{A4, Letter} {
			names, text := parts(t, p, paper)
			if names[0] != "[Content_Types].xml" {
				t.Errorf("%s begins with %s", name, names[0])
			}
			roots := map[string]*xmlNode{}
			for _, n := range names {
				roots[n] = parsed(t, n, text[n])
			}
			checkTypes(t, names, roots["[Content_Types].xml"])
			checkRelations(t, roots)
			checkReferences(t, roots)
			checkOrder(t, roots)
		}
	}
}

// checkTypes makes sure that each part has a type and each type a part.
func checkTypes(t *testing.T, names []string, types *xmlNode) {
	t.Helper()
	var typed []string
	for _, o := range types.children {
		if o.name == "Override" {
			typed = append(typed, strings.TrimPrefix(o.attr["PartName"], "/"))
		}
	}
	for _, n := range names {
		if rels := path.Ext(n) == ".rels"; n != "[Content_Types].xml" && rels == slices.Contains(typed, n) {
			t.Errorf("the type of %s is missing or twofold", n)
		}
	}
	for _, n := range typed {
		if !slices.Contains(names, n) {
			t.Errorf("%s has a type and is not there", n)
		}
	}
}

// checkRelations makes sure that every relationship leads to a part, and
// every r:id to a relationship.
func checkRelations(t *testing.T, roots map[string]*xmlNode) {
	t.Helper()
	ids := map[string]bool{}
	for _, rels := range []struct{ name, base string }{{"_rels/.rels", ""}, {"word/_rels/document.xml.rels", "word"}} {
		for _, r := range roots[rels.name].children {
			if roots[path.Join(rels.base, r.attr["Target"])] == nil || r.attr["TargetMode"] != "" {
				t.Errorf("%s: %s leads nowhere", rels.name, r.attr["Target"])
			}
			if rels.base != "" {
				ids[r.attr["Id"]] = true
			}
		}
	}
	for _, name := range []string{"headerReference", "footerReference"} {
		if ref := roots["word/document.xml"].child("body").child("sectPr").child(name); !ids[ref.attr["id"]] {
			t.Errorf("%s leads nowhere", name)
		}
	}
}

// checkReferences makes sure that styles and lists that are used are there.
func checkReferences(t *testing.T, roots map[string]*xmlNode) {
	t.Helper()
	styles := map[string]bool{}
	for _, s := range roots["word/styles.xml"].children {
		styles[s.attr["styleId"]] = true
	}
	for name, root := range roots {
		root.all(func(e *xmlNode) {
			switch e.name {
			case "pStyle", "tblStyle", "basedOn", "next":
				if !styles[e.attr["val"]] {
					t.Errorf("%s: no style %q", name, e.attr["val"])
				}
			case "numId":
				if e.attr["val"] != roots["word/numbering.xml"].child("num").attr["numId"] {
					t.Errorf("%s: no list %q", name, e.attr["val"])
				}
			case "tc":
				if len(e.children) == 0 || e.children[len(e.children)-1].name != "p" {
					t.Errorf("%s: a cell does not end with a paragraph", name)
				}
			case "tr":
				if grid := len(roots["word/document.xml"].child("body").child("tbl").child("tblGrid").children); grid == 0 {
					t.Errorf("%s: a table without columns", name)
				}
			}
		})
	}
	body := roots["word/document.xml"].child("body").children
	for i, e := range body {
		if e.name == "tbl" && body[i+1].name != "p" {
			t.Error("no paragraph stands after a table")
		}
	}
	if body[len(body)-1].name != "sectPr" {
		t.Error("the text does not end with its section")
	}
}

func checkOrder(t *testing.T, roots map[string]*xmlNode) {
	t.Helper()
	want := orders()
	for name, root := range roots {
		root.all(func(e *xmlNode) {
			order, known := want[e.name]
			if !known {
				return
			}
			last := 0
			for _, c := range e.children {
				at := slices.Index(order, c.name)
				if e.name == "p" && at > 0 {
					at = 1 // runs and fields mix
				}
				if at < last {
					t.Errorf("%s: %s in %s stands out of order", name, c.name, e.name)
				}
				last = max(last, at)
			}
		})
	}
}

func TestDOCXStructure(t *testing.T) {
	_, text := parts(t, exampleReleased(t), A4)
	var outline []string
	rows, repeated, tall := 0, 0, 0
	body := parsed(t, "document", text["word/document.xml"])
	body.all(func(e *xmlNode) {
		switch e.name {
		case "p":
			style := e.child("pPr").child("pStyle").attr["val"]
			if style == "Title" || strings.HasPrefix(style, "Heading") {
				said := ""
				e.all(func(e *xmlNode) { said += e.text })
				outline = append(outline, style+" "+said)
			}
		case "tr":
			rows++
			if e.child("trPr").child("tblHeader").name != "" {
				repeated++
			}
			if e.child("trPr").child("trHeight").attr["val"] == "397" {
				tall++
			}
		}
	})
	want := "Title Clinical consultation pack|Heading1 Already escalated|Heading1 My questions|Heading2 Question 1|Heading3 Context|Heading3 What I tried|" +
		"Heading1 Actions so far|Heading1 How I am|Heading1 Chosen reflections|Heading2 Entry 1, early November 2026|Heading3 What happened?|Heading3 So what?|" +
		"Heading2 Entry 2, late November 2026|Heading1 Themes and gaps|Heading1 Caseload scan|Heading1 Development|Heading2 Entry 3, early November 2026|Heading3 What will you try?|" +
		"Heading1 Clinical consultation received|Heading1 About our clinical consultation|Heading1 After the meeting"
	if got := strings.Join(outline, "|"); got != want {
		t.Errorf("outline\n%s\nwant\n%s", got, want)
	}
	if rows != 9 || repeated != 3 || tall != 4 {
		t.Errorf("%d rows, %d repeated, %d to write in; want 9, 3 and 4", rows, repeated, tall)
	}
	core := parsed(t, "core", text["docProps/core.xml"])
	for _, c := range core.children {
		if c.name != "title" && c.name != "language" {
			t.Errorf("the properties hold %s", c.name)
		}
	}
	for part, want := range map[string]string{
		"word/header1.xml": "Confidential: for clinical consultation", "word/footer1.xml": `Journal k7q2-9d3f · Not a clinical record.`, "word/styles.xml": `<w:lang w:val="en-GB"`,
	} {
		if !strings.Contains(text[part], want) {
			t.Errorf("%s lacks %q", part, want)
		}
	}
	for _, field := range []string{`" PAGE "`, `" NUMPAGES "`} {
		if !strings.Contains(text["word/footer1.xml"], field) {
			t.Errorf("the foot lacks %s", field)
		}
	}
}

func TestDOCXPaper(t *testing.T) {
	p := exampleReleased(t)
	for paper, want := range map[Paper]string{A4: `w:w="11906" w:h="16838"`, Letter: `w:w="12240" w:h="15840"`} {
		if _, text := parts(t, p, paper); !strings.Contains(text["word/document.xml"], want) {
			t.Errorf("%s lacks %s", paper, want)
		}
	}
	var b bytes.Buffer
	if err := DOCX(&b, p, "a5"); err == nil || b.Len() > 0 {
		t.Errorf("a5: %d bytes and %v", b.Len(), err)
	}
	if err := DOCX(full{}, p, A4); !errors.Is(err, errFull) {
		t.Errorf("no room: %v", err)
	}
	var again bytes.Buffer
	if err := errors.Join(DOCX(&b, p, A4), DOCX(&again, exampleReleased(t), A4)); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same pack gave other bytes (%v)", err)
	}
}

func TestDOCXDirections(t *testing.T) {
	for _, tt := range []struct{ row, want string }{
		{"plain text", "ltr:>plain text"},
		{"עברית", "rtl:<עברית"},
		{"עברית 12 and more.", "rtl:<עברית >12 and more<."},
		{"12 עברית", "rtl:>12< עברית"},
		{"A word, שלום עולם, of Hebrew", "ltr:>A word, <שלום עולם>, of Hebrew"},
		{"مرحبا (ward) ", "rtl:<مرحبا (>ward<) "},
		{"...", "ltr:>..."},
		{"", "ltr:"},
	} {
		base := startsLeftward(tt.row)
		got := "ltr:"
		if base {
			got = "rtl:"
		}
		for _, s := range stretches(tt.row, base) {
			got += map[bool]string{true: "<", false: ">"}[s.leftward] + s.text
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.row, got, tt.want)
		}
	}
	if got := docxParagraph("Fact", []string{"עב", "c\td"}); got != `<w:p><w:pPr><w:pStyle w:val="Fact"/><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">עב</w:t></w:r>`+
		`<w:r><w:br/></w:r><w:r><w:t xml:space="preserve">c</w:t><w:tab/><w:t xml:space="preserve">d</w:t></w:r></w:p>` {
		t.Error(got)
	}
}

func FuzzDOCXParagraph(f *testing.F) {
	for _, s := range append(hostile(), "]]>", "עברית a 1 <b>", "\ufffe\uffff", "a\tb") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, rows := range paragraphRows(s) {
			p := parsed(t, "paragraph", `<x xmlns:w="w">`+docxParagraph("", rows)+`</x>`)
			var got strings.Builder
			p.all(func(e *xmlNode) {
				switch e.name {
				case "t":
					got.WriteString(e.text)
				case "br":
					got.WriteByte('\n')
				case "tab":
					got.WriteByte('\t')
				case "x", "p", "pPr", "r", "rPr", "rtl", "bidi":
				default:
					t.Errorf("%q makes an element %s", s, e.name)
				}
			})
			if want := writtenOut(strings.Join(rows, "\n")); got.String() != want {
				t.Errorf("%q is read back as %q", want, got.String())
			}
		}
	})
}
