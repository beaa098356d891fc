package render

import (
	"afterword/internal/journal"
)

// tableRow is a row of a table in a PDF. One with long cells has several
// strips, each with one line of every cell.
type tableRow struct {
	head []box // the row with the names of the columns, for the next page
}

// mostWhole is the most lines of a row that stays on one page.
const mostWhole = 8

// grid sets a table over the width of the page. Its rows are ruled off
// below every column, which leaves lines to write on.
func (l *layout) grid(t *table) {
	if t == nil || len(t.columns) == 0 {
		return
	}
	g := &gridding{layout: l, node: l.node("Table", "")}
	g.measure(t.columns)
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	below := rule{thick: 0.4, ink: accent()}
	if t.isForm() { // there is room beside the names
		below, g.least = rule{thick: 0.2, ink: hair()}, rowRoom
	}
	head := g.row(names, "TH", headStyle(), below)
	if head[0].before = 4; l.belowHeading() {
		head[0].before = belowSection
	}
	for i := range head {
		head[i].keep = true
		l.put(head[i])
	}
	if t.isForm() {
		l.boxes[len(l.boxes)-1].keep = false
		tr := g.node.add("TR") // which is drawn with the names
		for range t.columns {
			tr.add("TD")
		}
		return
	}
	var repeated []box
	if heightOf(head) <= longestHead {
		repeated = g.withoutNodes(head)
	}
	from := len(l.boxes)
	for _, cells := range t.rows {
		row := &tableRow{head: repeated}
		for _, b := range g.row(cells, "TD", cellStyle(), rule{thick: 0.2, ink: hair()}) {
			b.row = row
			l.put(b)
		}
	}
	if heightOf(l.boxes[from:]) <= keptWhole {
		for i := from; i+1 < len(l.boxes); i++ {
			l.boxes[i].keep = true
		}
	}
}

// longestHead is how high, in mm, the names of columns are that are
// repeated on the next page.
const longestHead = 40

// heightOf is how high boxes are below each other.
func heightOf(all []box) float64 {
	high := 0.0
	for _, b := range all {
		high += b.height
	}
	return high
}

// keptWhole is how high the rows of a table are, in mm, that is not
// divided between pages.
const keptWhole = 70

// gridding is a table that is being set.
type gridding struct {
	*layout
	node      *node
	x, widths []float64 // of the columns
	least     float64   // how high a row is at least
}

// measure shares the width of the page among columns.
func (g *gridding) measure(columns []column) {
	shares := 0
	for _, c := range columns {
		shares += max(c.share, 1)
	}
	free := g.width - cellGap*float64(len(columns)-1)
	x := pageMargin
	for _, c := range columns {
		w := free * float64(max(c.share, 1)) / float64(shares)
		g.x, g.widths = append(g.x, x), append(g.widths, w)
		x += w + cellGap
	}
}

// row sets one row, as one box or, where it is long, as a box for each of
// its lines. Below its last line every column is ruled off.
func (g *gridding) row(cells []string, tag string, s style, below rule) []box {
	const padding = 1.4
	tr := g.node.add("TR")
	set := make([][]setLine, len(g.x))
	nodes := make([]*node, len(g.x))
	most, least := 1, g.least
	for i := range g.x {
		nodes[i] = tr.add(tag)
		if i < len(cells) {
			set[i] = g.lines(journal.PrintableLine(cells[i]), s, g.widths[i])
		}
		most = max(most, len(set[i]))
		if len(set[i]) == 0 && tag == "TD" {
			least = rowRoom
		}
	}
	strips := make([]box, most)
	for k := range strips {
		b := &strips[k]
		b.height = s.height()
		b.keep = k < 2 || k == most-2 // and so never alone
		for i := range g.x {
			if k >= len(set[i]) {
				continue
			}
			p := part{line: set[i][k], style: s, x: g.x[i], y: s.baseline(), node: nodes[i], column: i}
			if p.line.fromRight {
				p.x += g.widths[i]
			}
			b.parts = append(b.parts, p)
		}
	}
	strips[0].grow(padding)
	if most <= mostWhole {
		strips = []box{stacked(strips)}
	}
	last := &strips[len(strips)-1]
	last.keep = false
	last.height = max(last.height+padding, least)
	for i := range g.x {
		below.x, below.y, below.width = g.x[i], last.height, g.widths[i]
		last.rules = append(last.rules, below)
	}
	return strips
}

// grow makes room at the upper edge of a box.
func (b *box) grow(by float64) {
	b.height += by
	for i := range b.parts {
		b.parts[i].y += by
	}
}

// stacked makes one box of several.
func stacked(all []box) box {
	var out box
	for _, b := range all {
		for _, p := range b.parts {
			p.y += out.height
			out.parts = append(out.parts, p)
		}
		out.height += b.height
	}
	return out
}

// withoutNodes copies a row for the head of the next page, where it is
// decoration: whoever listens to the table has heard it.
func (g *gridding) withoutNodes(row []box) []box {
	out := make([]box, len(row))
	for i, b := range row {
		b.before, b.parts = 0, append([]part(nil), b.parts...)
		for j := range b.parts {
			b.parts[j].node = nil
		}
		out[i] = b
	}
	return out
}
