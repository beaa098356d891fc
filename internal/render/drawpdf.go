package render

import "fmt"

// figure is a drawing as a PDF has it: set in its type, at its place.
type figure struct {
	*drawing
	x    float64   // of its left edge, in mm
	node *node     // the element, which carries the words for it
	set  []setLine // the labels, one for each shape; empty for the others
}

// mmPerUnit is how large a unit of a drawing is on paper.
const mmPerUnit = 0.29

// figureStyle is the type of the labels.
func figureStyle() style {
	return style{serif, typeSize * mmPerUnit / mmPerPt, typeSize * mmPerUnit / mmPerPt * 1.2, quiet()}
}

// figure puts a drawing into the column of text, on one page with the line
// above it. Its words are those of its element, which whoever does not see
// it hears instead of its labels.
func (l *layout) figure(d *drawing) {
	if d == nil {
		return
	}
	if last := len(l.boxes) - 1; last >= 0 {
		l.boxes[last].keep = true
	}
	f := &figure{drawing: d, x: l.column(0, false).x, node: l.node("Figure", "")}
	f.node.alt = d.name + ". " + d.alt
	for _, s := range d.shapes {
		var set setLine
		if s.kind == label {
			if lines := l.lines(s.text, figureStyle(), l.width); len(lines) > 0 {
				set = lines[0]
			}
		}
		f.set = append(f.set, set)
	}
	const below = 2.5
	l.put(box{before: 2, height: d.high*mmPerUnit + below, figure: f})
}

// figure draws a drawing whose upper edge is there.
func (s *sheets) figure(page int, f *figure, top float64) {
	s.close()
	f.node.top = (s.height - top) / mmPerPt
	f.node.marks = append(f.node.marks, mark{page, s.marks})
	f.node.bounds = [4]float64{f.x / mmPerPt, (s.height - top - f.high*mmPerUnit) / mmPerPt, (f.x + f.wide*mmPerUnit) / mmPerPt, (s.height - top) / mmPerPt}
	s.RawWriteStr(fmt.Sprintf("/Figure <</MCID %d>> BDC", s.marks))
	s.marks++
	for i, one := range f.shapes {
		s.shape(one, f.set[i], f.x, top)
	}
	s.SetDashPattern([]float64{}, 0)
	s.RawWriteStr("EMC")
}

// shape draws one shape of a drawing that stands at x and y.
func (s *sheets) shape(one shape, set setLine, x, y float64) {
	place := func(at spot) (float64, float64) { return x + at.x*mmPerUnit, y + at.y*mmPerUnit }
	ax, ay := place(one.at[0])
	wide, high := one.wide*mmPerUnit, one.high*mmPerUnit
	if one.kind != label {
		s.rolePen(one)
	}
	switch one.kind {
	case stroke:
		s.MoveTo(ax, ay)
		for _, at := range one.at[1:] {
			s.LineTo(place(at))
		}
		s.DrawPath("D")
	case disc:
		s.Circle(ax, ay, wide/2, "F")
	case pane:
		s.Rect(ax, ay, wide, high, map[role]string{roleFull: "F", roleCell: "D", roleWeight: "FD"}[one.role])
	case label:
		if len(set.runs) == 0 {
			return
		}
		switch one.anchor {
		case anchorEnd:
			ax -= figureStyle().width(set.width())
		case anchorMiddle:
			ax -= figureStyle().width(set.width()) / 2
		}
		s.line(set, figureStyle(), ax, ay)
	}
}

// rolePen takes the ink of a shape. What is dashed differs from what is not
// in grey as well.
func (s *sheets) rolePen(one shape) {
	ink, thick, dash := accent(), 0.45, []float64{}
	switch one.role {
	case roleGrid:
		ink, thick = hair(), 0.15
	case roleCell:
		ink, thick = hair(), 0.2
	case roleWeight:
		ink, thick = black(), 0.4
		if one.kind == stroke {
			dash = []float64{1.2, 0.9}
		}
	}
	s.SetDrawColor(ink[0], ink[1], ink[2])
	s.SetLineWidth(thick)
	s.SetDashPattern(dash, 0)
	if one.role == roleWeight {
		ink = [3]int{255, 255, 255}
	}
	s.SetFillColor(ink[0], ink[1], ink[2])
}
