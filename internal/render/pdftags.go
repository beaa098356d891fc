package render

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// A PDF is tagged by giving every piece of text on a page a number, and by
// a tree that says of what each number is part: a heading, a paragraph, a
// cell of a table. ISO 32000-1, 14.7 and 14.8, has what is written here. The
// library that writes the pages knows no tags, so its file is read, given
// the tree and written again.

// node is an element of the tree: it has nodes or marks, not both.
type node struct {
	tag    string
	name   string     // among the bookmarks; empty where it is not there
	alt    string     // of a figure: its words for whoever does not see it
	bounds [4]float64 // of a figure: left, lower, right and upper edge, in points
	kids   []*node
	marks  []mark
	number int     // of its object
	top    float64 // of its first line on the page, in points from below
}

// mark is one piece of text on a page.
type mark struct{ page, id int }

// add makes an element below n.
func (n *node) add(tag string) *node {
	kid := &node{tag: tag}
	n.kids = append(n.kids, kid)
	return kid
}

// prune takes away the elements in which nothing was drawn, except the
// cells of a table, whose place counts.
func (n *node) prune() {
	kept := n.kids[:0]
	for _, kid := range n.kids {
		kid.prune()
		if len(kid.kids)+len(kid.marks) > 0 || kid.tag == "TD" || kid.tag == "TH" {
			kept = append(kept, kid)
		}
	}
	n.kids = kept
}

// tagging is a file that is given its tree.
type tagging struct {
	objects []string // as they are between "N 0 obj" and "endobj"; 0 is none
	pages   int
	onPage  [][]*node // by page and mark
}

// imprint is what a file says about itself.
type imprint struct {
	title string
	made  time.Time
}

// errForm means that the library wrote a file of another form than the one
// that is known here.
var errForm = errors.New("the PDF has a form that is not known")

// tagged returns file with the tree below root, with bookmarks, and with
// nothing else about its making than what is given.
func tagged(file []byte, root *node, pages int, faces []*face, said imprint) ([]byte, error) {
	t := &tagging{pages: pages, onPage: make([][]*node, pages)}
	if err := t.read(file); err != nil {
		return nil, err
	}
	if err := t.setTextMaps(faces); err != nil {
		return nil, err
	}
	info, catalog := len(t.objects)-2, len(t.objects)-1
	t.objects[info] = fmt.Sprintf("<</Title %s /Producer (Afterword) /Creator (Afterword) /CreationDate %[2]s /ModDate %[2]s>>",
		textString(said.title), "("+said.made.UTC().Format("D:20060102150405Z")+")")
	root.prune()
	tree := t.tree(root)
	outlines := ""
	if number := t.bookmarks(root); number > 0 {
		outlines = fmt.Sprintf(" /Outlines %d 0 R /PageMode /UseOutlines", number)
	}
	t.objects[catalog] = fmt.Sprintf("<</Type /Catalog /Pages 1 0 R /Lang (en-GB) /MarkInfo <</Marked true>> "+
		"/StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>%s>>", tree, outlines)
	if err := t.tagPages(); err != nil {
		return nil, err
	}
	return t.write(info, catalog), nil
}

// read takes the objects out of a file by its table of offsets.
func (t *tagging) read(file []byte) error {
	at := bytes.LastIndex(file, []byte("\nxref\n"))
	if at < 0 {
		return errForm
	}
	rows := strings.Split(string(file[at+1:]), "\n")
	if len(rows) < 3 {
		return errForm
	}
	count, err := strconv.Atoi(strings.TrimPrefix(rows[1], "0 "))
	if err != nil || count < 5 || len(rows) < count+2 {
		return errForm
	}
	t.objects = make([]string, count)
	for i := 1; i < count; i++ {
		start, err := strconv.Atoi(strings.TrimSuffix(rows[i+2], " 00000 n "))
		head := fmt.Sprintf("%d 0 obj\n", i)
		if err != nil || start > at || !bytes.HasPrefix(file[start:], []byte(head)) {
			return errForm
		}
		start += len(head)
		if t.objects[i], err = objectAt(file[start:]); err != nil {
			return err
		}
	}
	return nil
}

// objectAt returns what stands before the end of an object, whose stream,
// where it has one, is passed over by its length.
func objectAt(file []byte) (string, error) {
	from := 0
	end := bytes.Index(file, []byte("\nendobj"))
	if stream := bytes.Index(file[:max(end, 0)], []byte("\nstream\n")); stream >= 0 {
		_, rest, _ := bytes.Cut(file[:stream], []byte("/Length "))
		digits := 0
		for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
			digits++
		}
		length, err := strconv.Atoi(string(rest[:digits]))
		if err != nil || stream+len("\nstream\n")+length > len(file) {
			return "", errForm
		}
		from = stream + len("\nstream\n") + length
		end = bytes.Index(file[from:], []byte("\nendobj"))
	}
	if end < 0 {
		return "", errForm
	}
	return string(file[:from+end]), nil
}

// add appends an object and returns its number.
func (t *tagging) add(object string) int {
	t.objects = append(t.objects, object)
	return len(t.objects) - 1
}

// pageObject returns the number of a page's object.
func pageObject(page int) int { return 3 + 2*page }

// tagPages says of every page that it has marks, and which.
func (t *tagging) tagPages() error {
	for page := range t.pages {
		object := &t.objects[pageObject(page)]
		rest, ok := strings.CutPrefix(*object, "<</Type /Page\n")
		if !ok {
			return errForm
		}
		*object = fmt.Sprintf("<</Type /Page\n/StructParents %d\n/Tabs /S\n%s", page, rest)
	}
	return nil
}

// tree writes the elements and the table that leads from a mark to its
// element, and returns the number of the root.
func (t *tagging) tree(root *node) int {
	top := t.add("")
	t.number(root)
	t.element(root, top)
	var b strings.Builder
	b.WriteString("<</Nums [")
	for page, nodes := range t.onPage {
		fmt.Fprintf(&b, "%d [", page)
		for _, n := range nodes {
			fmt.Fprintf(&b, "%d 0 R ", n.number)
		}
		b.WriteString("]\n")
	}
	b.WriteString("]>>")
	parents := t.add(b.String())
	t.objects[top] = fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", root.number, parents, t.pages)
	return top
}

// number gives n and what is below it their objects.
func (t *tagging) number(n *node) {
	n.number = t.add("")
	for _, kid := range n.kids {
		t.number(kid)
	}
}

// element writes n and what is below it.
func (t *tagging) element(n *node, parent int) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", n.tag, parent)
	switch n.tag {
	case "TH":
		b.WriteString(" /A <</O /Table /Scope /Column>>")
	case "Figure":
		fmt.Fprintf(&b, " /Alt %s /A <</O /Layout /Placement /Block /BBox [%.1f %.1f %.1f %.1f]>>", textString(n.alt), n.bounds[0], n.bounds[1], n.bounds[2], n.bounds[3])
	}
	if len(n.marks) > 0 {
		fmt.Fprintf(&b, " /Pg %d 0 R", pageObject(n.marks[0].page))
	}
	b.WriteString(" /K [")
	for _, kid := range n.kids {
		t.element(kid, n.number)
		fmt.Fprintf(&b, "%d 0 R ", kid.number)
	}
	for _, m := range n.marks {
		if m.page == n.marks[0].page {
			fmt.Fprintf(&b, "%d ", m.id)
		} else {
			fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(m.page), m.id)
		}
		for len(t.onPage[m.page]) <= m.id {
			t.onPage[m.page] = append(t.onPage[m.page], nil)
		}
		t.onPage[m.page][m.id] = n
	}
	b.WriteString("]>>")
	t.objects[n.number] = b.String()
}

// bookmarks writes an outline of the sections with their items, and
// returns its number; 0 where there is nothing to write.
func (t *tagging) bookmarks(root *node) int {
	type entry struct {
		*node
		kids []*node
	}
	var all []entry
	for _, n := range root.kids {
		switch {
		case n.name == "" || len(n.marks) == 0:
		case n.tag == "H3" && len(all) > 0:
			all[len(all)-1].kids = append(all[len(all)-1].kids, n)
		default:
			all = append(all, entry{node: n})
		}
	}
	if len(all) == 0 {
		return 0
	}
	top := t.add("")
	first := len(t.objects)
	at := make([]int, len(all)) // the number of each entry
	for i, next := 0, first; i < len(all); i++ {
		at[i] = next
		next += 1 + len(all[i].kids)
	}
	for i, e := range all {
		below := ""
		if n := len(e.kids); n > 0 {
			below = fmt.Sprintf(" /First %d 0 R /Last %d 0 R /Count -%d", at[i]+1, at[i]+n, n)
		}
		var previous, next int
		if i > 0 {
			previous = at[i-1]
		}
		if i+1 < len(all) {
			next = at[i+1]
		}
		t.bookmark(e.node, top, previous, next, below)
		for j, kid := range e.kids {
			previous, next := 0, 0
			if j > 0 {
				previous = at[i] + j
			}
			if j+1 < len(e.kids) {
				next = at[i] + j + 2
			}
			t.bookmark(kid, at[i], previous, next, "")
		}
	}
	t.objects[top] = fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", first, at[len(at)-1], len(all))
	return top
}

// bookmark writes one entry of the outline; 0 stands for no neighbour.
func (t *tagging) bookmark(n *node, parent, previous, next int, below string) {
	for _, neighbour := range []struct {
		key    string
		number int
	}{{"Prev", previous}, {"Next", next}} {
		if neighbour.number > 0 {
			below += fmt.Sprintf(" /%s %d 0 R", neighbour.key, neighbour.number)
		}
	}
	t.add(fmt.Sprintf("<</Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ null %.2f null]%s>>",
		textString(n.name), parent, pageObject(n.marks[0].page), n.top, below))
}

// setTextMaps says of every face which text its characters stand for.
func (t *tagging) setTextMaps(faces []*face) error {
	for _, object := range t.objects {
		if !strings.HasPrefix(object, "<</Type /Font\n/Subtype /Type0\n") {
			continue
		}
		_, rest, _ := strings.Cut(object, "/BaseFont /utf8")
		name, rest, _ := strings.Cut(rest, "\n")
		_, rest, _ = strings.Cut(rest, "/ToUnicode ")
		digits, _, found := strings.Cut(rest, " ")
		number, err := strconv.Atoi(digits)
		if err != nil || !found || number >= len(t.objects) {
			return errForm
		}
		for _, f := range faces {
			if string(f.name) == name {
				text := f.textMap()
				t.objects[number] = fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(text), text)
			}
		}
	}
	return nil
}

// write puts the objects into a file of their own.
func (t *tagging) write(info, catalog int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xb5\xb6\xb7\xb8\n")
	offsets := make([]int, len(t.objects))
	for i, object := range t.objects[1:] {
		offsets[i+1] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(t.objects))
	for _, offset := range offsets[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(t.objects), catalog, info, start)
	return b.Bytes()
}

// textString writes s as a text string of PDF, in hexadecimal digits.
func textString(s string) string { return "<FEFF" + hexUTF16(s) + ">" }

// hexUTF16 writes s as UTF-16 in hexadecimal digits.
func hexUTF16(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}
