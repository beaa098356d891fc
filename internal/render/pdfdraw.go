package render

import (
	"fmt"
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"afterword/internal/pack"
)

// sheets is the file that is being drawn.
type sheets struct {
	*fpdf.Fpdf
	*layout
	edges         edges
	width, height float64 // of the paper, in mm
	count         int
	marks         int   // on this page
	marking       bool  // one of them is open
	marked        *node // what it belongs to
	set           *face // the face that is chosen, at a size
	size          float64
	inked         ink
}

// edges is what stands at the head and foot of every page.
type edges struct{ head, period, foot string }

func edgesOf(p pack.Pack) edges {
	e := edges{head: atHead(p), period: periodWords(p.Period()), foot: pack.Notice}
	if f := p.Fingerprint(); f != "" {
		e.foot = "Journal " + f + " · " + e.foot
	}
	return e
}

// newSheets begins a file.
func newSheets(l *layout, paper Paper, count int, e edges) *sheets {
	l.lines(e.foot+e.period, edgeStyle(), l.width) // for the faces they need
	pdf := fpdf.New("P", "mm", string(paper), "")
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	for _, f := range l.faces {
		pdf.AddUTF8FontFromBytes(string(f.name), "", f.data)
	}
	width, height, _ := paper.size() // paged has checked the paper
	return &sheets{Fpdf: pdf, layout: l, edges: e, width: width, height: height, count: count}
}

// page draws one page.
func (s *sheets) page(number int, boxes []placed) {
	s.AddPage()
	s.marks, s.size, s.inked = 0, 0, ink{}
	s.RawWriteStr("/Artifact <</Type /Pagination>> BDC")
	s.edge(edgeMargin-5, s.edges.head, s.edges.period)
	s.edge(s.height-edgeMargin+6, s.edges.foot, fmt.Sprintf("page %d of %d", number+1, s.count))
	s.RawWriteStr("EMC")
	for len(boxes) > 0 {
		n := 1
		for n < len(boxes) && boxes[0].row != nil && boxes[n].row == boxes[0].row {
			n++
		}
		s.draw(number, boxes[:n])
		boxes = boxes[n:]
	}
	s.close()
}

// edge draws a line at the head or foot of a page: as much of the left text
// as one line has room for, and the right one at the margin.
func (s *sheets) edge(y float64, left, right string) {
	const between = 4.0
	st, room := edgeStyle(), s.layout.width
	if set := s.lines(right, st, room); len(set) > 0 {
		width := st.width(set[0].width())
		s.line(set[0], st, s.width-pageMargin-width, y)
		room -= width + between
	}
	if set := s.lines(left, st, room); len(set) > 0 && room > 0 {
		s.line(set[0], st, pageMargin, y)
	}
}

// draw draws boxes that are read as one: a box, or the strips of one row,
// cell by cell.
func (s *sheets) draw(page int, boxes []placed) {
	var parts []part
	for _, b := range boxes {
		if b.figure != nil {
			s.figure(page, b.figure, pageMargin+b.y)
		}
		for _, p := range b.parts {
			p.y += edgeMargin + b.y
			parts = append(parts, p)
		}
		for _, r := range b.rules {
			s.rule(r, edgeMargin+b.y)
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return a.column - b.column })
	for _, p := range parts {
		s.open(page, p)
		s.line(p.line, p.style, p.x-p.fromRight(), p.y)
	}
}

// open begins a mark on the page, unless p goes on with the last one.
func (s *sheets) open(page int, p part) {
	if s.marking && s.marked == p.node {
		return
	}
	s.close()
	s.marking, s.marked = true, p.node
	n := p.node
	if n == nil {
		s.RawWriteStr("/Artifact BMC")
		return
	}
	if len(n.marks) == 0 {
		n.top = (s.height - p.y + p.style.height()) / mmPerPt
	}
	n.marks = append(n.marks, mark{page, s.marks})
	s.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", n.tag, s.marks))
	s.marks++
}

// close ends the mark on the page, where there is one.
func (s *sheets) close() {
	if s.marking {
		s.RawWriteStr("EMC")
	}
	s.marking = false
}

// fromRight returns how far left of its x the line begins.
func (p part) fromRight() float64 {
	if !p.line.fromRight {
		return 0
	}
	return p.style.width(p.line.width())
}

// width returns the width of a line in thousandths of the size of its type.
func (l setLine) width() int {
	w := 0
	for _, r := range l.runs {
		w += r.face.width(r.text)
	}
	return w
}

// line draws one line from x. A space ends it unless it ends within a word,
// so that readers of the file do not run two words together.
func (s *sheets) line(set setLine, st style, x, y float64) {
	runs := set.runs
	if !set.within {
		runs = joined(append(slices.Clip(runs), run{face: s.face(st.face), text: " "}))
	}
	for _, r := range runs {
		s.choose(r.face, st)
		for _, c := range r.text {
			r.face.used[c] = true
		}
		if r.says != "" {
			s.RawWriteStr("/Span <</ActualText " + textString(r.says) + ">> BDC")
		}
		s.Text(x, y, r.text)
		if r.says != "" {
			s.RawWriteStr("EMC")
		}
		x += st.width(r.face.width(r.text))
	}
}

// choose sets face, size and colour where they change.
func (s *sheets) choose(f *face, st style) {
	if s.set != f || s.size != st.size {
		s.SetFont(string(f.name), "", st.size)
		s.set, s.size = f, st.size
	}
	if s.inked != st.ink {
		s.SetTextColor(st.ink[0], st.ink[1], st.ink[2])
		s.inked = st.ink
	}
}

// rule draws a line that no reader of the file meets.
func (s *sheets) rule(r rule, top float64) {
	s.close()
	s.RawWriteStr("/Artifact BMC")
	s.SetDrawColor(r.ink[0], r.ink[1], r.ink[2])
	s.SetLineWidth(r.thick)
	s.Line(r.x, top+r.y, r.x+r.width, top+r.y)
	s.RawWriteStr("EMC")
}
