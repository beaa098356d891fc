package render

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// opened is a PDF of ours that was read back, as far as a test wants it.
type opened struct {
	t       testing.TB
	file    []byte
	objects map[int]string
	trailer string
	catalog string
	pages   []*openPage
	root    *element
}

// openPage is what was drawn on one page.
type openPage struct {
	object    int
	marks     map[int]string // text by mark
	artefacts string
	shown     []shownText
}

// shownText is one piece of text where it stands, in points.
type shownText struct {
	text       string
	x, y, size float64
	width      float64
	artefact   bool
}

// element is an element of the tree, and the text in it.
type element struct {
	tag, text string
	kids      []*element
}

// openPDF reads a file and fails on whatever is not as it should be.
func openPDF(t testing.TB, file []byte) *opened {
	t.Helper()
	o := &opened{t: t, file: file, objects: map[int]string{}}
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n")) || !bytes.HasSuffix(file, []byte("%%EOF\n")) {
		t.Fatal("no PDF 1.7")
	}
	tail := string(file[bytes.LastIndex(file, []byte("startxref\n"))+len("startxref\n"):])
	at := o.number(strings.SplitN(tail, "\n", 2)[0])
	rows := strings.Split(string(file[at:]), "\n")
	count := o.number(strings.TrimPrefix(rows[1], "0 "))
	for i := 1; i < count; i++ {
		start := o.number(strings.TrimSuffix(rows[2+i], " 00000 n "))
		body, err := objectAt(file[start:])
		head := fmt.Sprintf("%d 0 obj\n", i)
		if err != nil || !strings.HasPrefix(body, head) {
			t.Fatalf("object %d: %v", i, err)
		}
		o.objects[i] = body[len(head):]
	}
	o.trailer = rows[2+count] + rows[3+count]
	o.catalog = o.follow(o.trailer, "Root")
	for _, ref := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(between(o.follow(o.catalog, "Pages"), "/Kids [", "]"), -1) {
		o.pages = append(o.pages, o.page(o.number(ref[1])))
	}
	o.root = o.element(o.reference(o.follow(o.catalog, "StructTreeRoot"), "K"), o.reference(o.catalog, "StructTreeRoot"))
	o.checkParents()
	return o
}

func (o *opened) number(s string) int {
	o.t.Helper()
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

// reference returns the number of the object that a key names, or 0.
func (o *opened) reference(object, key string) int {
	m := regexp.MustCompile("/" + key + ` (\d+) 0 R`).FindStringSubmatch(object)
	if m == nil {
		return 0
	}
	return o.number(m[1])
}

func (o *opened) follow(object, key string) string { return o.objects[o.reference(object, key)] }

// between returns what stands between two strings, or nothing.
func between(s, from, to string) string {
	_, rest, _ := strings.Cut(s, from)
	out, _, _ := strings.Cut(rest, to)
	return out
}

// stream returns what an object holds, inflated.
func (o *opened) stream(object string) string {
	o.t.Helper()
	head, body, ok := strings.Cut(object, "\nstream\n")
	if !ok {
		o.t.Fatalf("no stream in %.60q", object)
	}
	body = body[:o.number(regexp.MustCompile(`/Length (\d+)`).FindStringSubmatch(head)[1])]
	if !strings.Contains(head, "/FlateDecode") {
		return body
	}
	r, err := zlib.NewReader(strings.NewReader(body))
	if err != nil {
		o.t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(out)
}

// font is a font's map to text, and its widths.
type font struct {
	text   map[rune]string
	widths func(rune) float64
}

// fonts reads the fonts of the file by their names on the pages.
func (o *opened) fonts(page string) map[string]font {
	out := map[string]font{}
	dictionary := between(o.follow(page, "Resources"), "/Font <<", ">>")
	for _, m := range regexp.MustCompile(`/(F\w+) (\d+) 0 R`).FindAllStringSubmatch(dictionary, -1) {
		object := o.objects[o.number(m[2])]
		f := font{text: map[rune]string{}}
		for _, pair := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>\n`).FindAllStringSubmatch(
			between(o.stream(o.follow(object, "ToUnicode")), "endcodespacerange", "endcmap"), -1) {
			f.text[[]rune(o.utf16(pair[1]))[0]] = o.utf16(pair[2])
		}
		var c typeCase
		name := faceName(between(object, "/BaseFont /utf8", "\n"))
		f.widths = func(r rune) float64 { return float64(c.face(name).width(string(r))) / 1000 }
		out[m[1]] = f
	}
	return out
}

// utf16 decodes hexadecimal digits.
func (o *opened) utf16(digits string) string {
	raw, err := hex.DecodeString(digits)
	if err != nil {
		o.t.Fatal(err)
	}
	return utf16Text(raw)
}

func utf16Text(raw []byte) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// page reads what was drawn: every text has to be in a mark or an artefact.
func (o *opened) page(number int) *openPage {
	o.t.Helper()
	object := o.objects[number]
	p := &openPage{object: number, marks: map[int]string{}}
	fonts := o.fonts(object)
	content := o.stream(o.follow(object, "Contents"))
	var current font
	var size, x, y float64
	var stack []string // what the open marks are
	for row := range operators(content) {
		switch {
		case strings.HasSuffix(row, " BDC"), strings.HasSuffix(row, " BMC"):
			if len(stack) > 0 && !strings.HasPrefix(row, "/Span") {
				o.t.Errorf("a mark within a mark: %s in %s", row, stack)
			}
			stack = append(stack, row)
			if says := between(row, "/ActualText <FEFF", ">"); says != "" {
				p.take(o, stack[0], o.utf16(says))
			}
		case row == "EMC":
			if len(stack) == 0 {
				o.t.Fatal("the end of a mark that did not begin")
			}
			stack = stack[:len(stack)-1]
		case strings.HasSuffix(row, " Tf"):
			fields := strings.Fields(row)
			current = fonts[strings.TrimPrefix(fields[len(fields)-3], "/")]
			size, _ = strconv.ParseFloat(fields[len(fields)-2], 64)
		case strings.HasSuffix(row, " Td"):
			fields := strings.Fields(row)
			x, _ = strconv.ParseFloat(fields[0], 64)
			y, _ = strconv.ParseFloat(fields[1], 64)
		case strings.HasSuffix(row, " Tj"):
			if len(stack) == 0 {
				o.t.Fatalf("text outside any mark on page object %d", number)
			}
			s := shownText{x: x, y: y, size: size, artefact: strings.HasPrefix(stack[0], "/Artifact")}
			for _, r := range utf16Text(unescaped(row)) {
				if current.text[r] == "" {
					o.t.Errorf("%U has no text", r)
				}
				s.text += current.text[r]
				s.width += current.widths(r) * size
			}
			if !strings.Contains(stack[len(stack)-1], "/ActualText") {
				p.take(o, stack[0], s.text)
			}
			p.shown = append(p.shown, s)
		}
	}
	if len(stack) > 0 {
		o.t.Errorf("a mark is open at the end of a page: %s", stack)
	}
	return p
}

// operators yields the operators of a page with what stands before each.
func operators(content string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start, inText := 0, false
		for i := 0; i < len(content); i++ {
			switch c := content[i]; {
			case inText && c == '\\':
				i++
			case c == '(' && !inText:
				inText = true
			case c == ')' && inText:
				inText = false
			case !inText && (c == '\n' || c == ' '):
				word := content[strings.LastIndexAny(content[start:i], " \n")+start+1 : i]
				switch word {
				case "BT", "ET", "q", "Q", "BDC", "BMC", "EMC", "Tf", "Td", "Tj", "rg", "RG", "g", "G", "w", "S", "J", "d", "m", "l", "c", "re", "f", "B", "s":
					if !yield(strings.TrimSpace(content[start:i])) {
						return
					}
					start = i + 1
				}
			}
		}
	}
}

// unescaped returns the bytes of the string in an operator.
func unescaped(row string) []byte {
	var out []byte
	row = row[strings.Index(row, "(")+1 : strings.LastIndex(row, ")")]
	for i := 0; i < len(row); i++ {
		if row[i] == '\\' && i+1 < len(row) {
			i++
			if row[i] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, row[i])
	}
	return out
}

// take adds text to the mark that is open.
func (p *openPage) take(o *opened, mark, text string) {
	if strings.HasPrefix(mark, "/Artifact") {
		p.artefacts += text
		return
	}
	p.marks[o.number(between(mark, "/MCID ", ">>"))] += text
}

// element reads an element and what is below it.
func (o *opened) element(number, parent int) *element {
	o.t.Helper()
	object := o.objects[number]
	if !strings.HasPrefix(object, "<</Type /StructElem") || o.reference(object, "P") != parent {
		o.t.Fatalf("object %d is no element below %d: %.80q", number, parent, object)
	}
	e := &element{tag: between(object, "/S /", " ")}
	own := o.reference(object, "Pg")
	kids := strings.TrimSuffix(object[strings.Index(object, "/K [")+4:], "]>>")
	for kids = strings.TrimSpace(kids); kids != ""; kids = strings.TrimSpace(kids) {
		var kid string
		if rest, ok := strings.CutPrefix(kids, "<<"); ok {
			kid, kids, _ = strings.Cut(rest, ">>")
			e.text += o.text(o.reference(kid, "Pg"), o.number(between(kid+">", "/MCID ", ">")))
			continue
		}
		if m := regexp.MustCompile(`^(\d+) 0 R`).FindStringSubmatch(kids); m != nil {
			e.kids = append(e.kids, o.element(o.number(m[1]), number))
			kids = kids[len(m[0]):]
			continue
		}
		kid, kids, _ = strings.Cut(kids, " ")
		e.text += o.text(own, o.number(kid))
	}
	if e.tag == "Figure" { // its words stand for its labels
		e.text = o.utf16(between(object, "/Alt <FEFF", ">"))
	}
	return e
}

func (o *opened) text(page, mark int) string {
	for _, p := range o.pages {
		if p.object == page {
			text, ok := p.marks[mark]
			if !ok {
				o.t.Errorf("an element names mark %d, which is not on its page", mark)
			}
			return text
		}
	}
	o.t.Errorf("an element is on page object %d, which is no page", page)
	return ""
}

// checkParents compares the table that leads from marks to elements with
// what is on the pages.
func (o *opened) checkParents() {
	o.t.Helper()
	table := o.follow(o.follow(o.catalog, "StructTreeRoot"), "ParentTree")
	for i, p := range o.pages {
		if got := between(o.objects[p.object], "/StructParents ", "\n"); got != strconv.Itoa(i) {
			o.t.Errorf("page %d has the place %q in the table", i, got)
		}
		list := regexp.MustCompile(fmt.Sprintf(`(?:\[|\n)%d \[([^\]]*)\]`, i)).FindStringSubmatch(table)
		if list == nil || strings.Count(list[1], " 0 R") != len(p.marks) {
			o.t.Errorf("page %d has %d marks and %q in the table", i, len(p.marks), list)
			continue
		}
		for mark, ref := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(list[1], -1) {
			object := o.objects[o.number(ref[1])]
			if !strings.Contains(object, fmt.Sprintf(" /Pg %d 0 R", p.object)) && !strings.Contains(object, fmt.Sprintf("/Pg %d 0 R /MCID %d>>", p.object, mark)) {
				o.t.Errorf("mark %d of page %d leads to %.80q", mark, i, object)
			}
		}
	}
}

// leaves returns the elements that have text, in reading order.
func (e *element) leaves() []*element {
	if len(e.kids) == 0 {
		return []*element{e}
	}
	var out []*element
	for _, kid := range e.kids {
		out = append(out, kid.leaves()...)
	}
	return out
}

// outline writes the tree without its text.
func (e *element) outline() string {
	if len(e.kids) == 0 {
		return e.tag
	}
	var kids []string
	for _, kid := range e.kids {
		kids = append(kids, kid.outline())
	}
	return e.tag + "(" + strings.Join(kids, " ") + ")"
}

// checkMargins fails where something stands outside the margins.
func (o *opened) checkMargins(paper Paper) {
	o.t.Helper()
	width, height, err := paper.size()
	if err != nil {
		o.t.Fatal(err)
	}
	const slack = 0.6 // of rounding, in points
	left, right := pageMargin/mmPerPt-slack, (width-pageMargin)/mmPerPt+slack
	for i, p := range o.pages {
		for _, s := range p.shown {
			end := s.x + s.width
			if strings.HasSuffix(s.text, " ") {
				end -= 0.3 * s.size
			}
			bottom, top := edgeMargin/mmPerPt, (height-edgeMargin)/mmPerPt
			if s.artefact {
				bottom, top = 0, height/mmPerPt
			}
			if s.x < left || end > right || s.y < bottom-slack || s.y+0.3*s.size > top || math.IsNaN(end) {
				o.t.Errorf("page %d: %q stands at %.1f to %.1f, %.1f from below", i+1, s.text, s.x, end, s.y)
			}
		}
	}
}
