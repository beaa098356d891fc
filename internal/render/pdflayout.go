package render

import (
	"strings"

	"afterword/internal/journal"
)

// Measures of a PDF page in mm. The names of items stand in a column of
// their own, which leaves the text a measure of about 70 characters.
const (
	pageMargin = 17.0 // at the left and right
	edgeMargin = 15.0 // above and below what is set; the lines at the edges stand in it
	namesWide  = 29.0
	gutter     = 4.0
	bulletWide = 4.5
	cellGap    = 4.0
	rowRoom    = 7.0 // of a row that is to be written in

	belowBaseline = 1.2 // of the letters that reach below it
	belowSection  = 1.6 // between the name of a section and what follows
	belowPart     = 4.5 // between a section and the next
	belowPrompt   = 0.4 // between it and the answer
	belowTable    = 3.0 // between a table and a list
	belowPoint    = 0.4 // between the items of a list
	belowAnswer   = 1.8 // between an answer and what was asked next
	belowItem     = 3.4 // between an item and the next
)

// The colours, which a printer without any tells apart as well.
func black() ink  { return ink{20, 20, 20} }
func quiet() ink  { return ink{90, 90, 90} }
func accent() ink { return ink{20, 78, 92} }
func hair() ink   { return ink{150, 158, 160} }

// The styles of a PDF.
func titleStyle() style   { return style{serifBold, 20, 25, accent()} }
func sectionStyle() style { return style{serifBold, 12.5, 15.5, accent()} }
func sideStyle() style    { return style{serifBold, 10.5, 13, accent()} }
func nameStyle() style    { return style{serifBold, 9.5, 12.5, black()} }
func promptStyle() style  { return style{serifItalic, 9.5, 12, quiet()} }
func factStyle() style    { return style{serif, 8.5, 11, quiet()} }
func leadStyle() style    { return style{serif, 10.5, 14, black()} }
func bodyStyle() style    { return style{serif, 10, 12.5, black()} }
func cellStyle() style    { return style{serif, 9.5, 12, black()} }
func headStyle() style    { return style{serifBold, 8.5, 11.5, black()} }
func edgeStyle() style    { return style{serif, 8.5, 11, quiet()} }

// part is one line of text in a box.
type part struct {
	line  setLine
	style style
	x     float64 // of its beginning, or its end where it is from the right
	y     float64 // of its baseline, below the upper edge of the box
	node  *node   // what it is part of; nil is decoration
	// column is its place in a row, whose cells are read one by one.
	column int
}

// rule is a line drawn in a box.
type rule struct {
	x, y, width, thick float64
	ink                ink
}

// box is a strip of a page that is never divided.
type box struct {
	before float64 // room above it, which is left out at the head of a page
	height float64
	keep   bool // no page ends below it
	parts  []part
	rules  []rule
	row    *tableRow // whose strip it is
	figure *figure   // drawn in it, and nothing else then
	part   int       // of the pack; -1 for its head
}

// layout turns the blocks of a pack into boxes.
type layout struct {
	typeCase
	width   float64 // of the page within its margins
	air     float64 // what the room above each box is multiplied by
	boxes   []box
	root    *node
	list    *node // that the next point belongs to
	titled  bool  // only lines have come since the title
	parts   []Part
	bare    bool // nothing has come since the name of a section
	tabled  bool // a table has come just before
	besides bool // what is added now is the name of a section of running text
	item    item
}

// item is what is known of the item that is being set, whose name stands
// beside it.
type item struct {
	is     bool
	names  []part  // not yet beside anything
	before float64 // room above it
	room   float64 // that the name still needs beside boxes
	opened int     // lines that are still to be kept together
	above  bool    // what was asked stands above every answer
}

// layOut sets all blocks in boxes. air is 1, or less where they stand
// closer.
func layOut(all []block, width, air float64) *layout {
	l := &layout{width: width, air: air, root: &node{tag: "Document"}}
	for i, b := range all {
		if b.kind != point {
			l.list = nil
		}
		if b.kind == title || b.kind == section || b.kind == piece || b.kind == grid {
			l.endItem()
		}
		if b.kind != line {
			l.endTitle()
		}
		l.besides = b.kind == section && i+1 < len(all) && all[i+1].kind != piece && all[i+1].kind != grid
		if b.kind == section || b.kind == piece {
			l.begin(b)
		}
		l.add(b)
		if b.kind == piece {
			l.item.above = !l.fitBeside(all[i+1:])
		}
		l.bare, l.tabled = b.kind == section, b.kind == grid
	}
	l.endItem()
	l.endTitle()
	return l
}

// add sets one block.
func (l *layout) add(b block) {
	text := journal.PrintableLine(b.text)
	switch b.kind {
	case title:
		l.flow(l.node("H1", text), text, titleStyle(), flowing{x: pageMargin, width: l.width, keep: true})
		l.titled = len(l.boxes) > 0
	case section:
		l.section(text)
	case piece:
		l.piece(text)
	case grid:
		l.grid(b.table)
	case point:
		l.point(text)
		if b.drawn != nil {
			l.figure(b.drawn)
			l.list = nil // what follows is read after the drawing
		}
	case prompt:
		l.prompt(text)
	case words:
		l.words(b.text)
	case line:
		l.line(text)
		l.figure(b.drawn)
	}
}

// node adds an element to the document, which is named where it shall be
// among the bookmarks.
func (l *layout) node(tag, name string) *node {
	n := l.root.add(tag)
	n.name = name
	return n
}

// flowing is where a paragraph goes.
type flowing struct {
	x, width float64
	before   float64 // room above it
	keep     bool    // with what follows
}

// column is the column of text beside the names.
func (l *layout) column(before float64, keep bool) flowing {
	return flowing{x: pageMargin + namesWide + gutter, width: l.width - namesWide - gutter, before: before, keep: keep}
}

// flow sets text as one paragraph.
func (l *layout) flow(n *node, text string, s style, f flowing) {
	l.stack(n, l.lines(text, s, f.width), s, f)
}

// stack puts lines below each other. Neither the first nor the last of
// them stands alone on a page.
func (l *layout) stack(n *node, lines []setLine, s style, f flowing) {
	for i, set := range lines {
		b := box{height: s.height(), keep: f.keep || len(lines) > 1 && (i == 0 || i == len(lines)-2)}
		if i == 0 {
			b.before = f.before
		}
		b.parts = []part{{line: set, style: s, x: f.x, y: s.baseline(), node: n}}
		if set.fromRight {
			b.parts[0].x = f.x + f.width
		}
		l.put(b)
	}
}

// put adds a box, beside which stands the name of an item that waits.
func (l *layout) put(b box) {
	it := &l.item
	if !it.is && !l.titled && l.belowHeading() {
		b.before = max(b.before, belowSection)
	}
	if len(it.names) > 0 {
		b.before = max(b.before, it.before)
	}
	b.before *= l.air
	if len(it.names) > 0 {
		first := nameStyle().baseline()
		if len(b.parts) > 0 {
			first = b.parts[0].y // so that the first lines are level
		}
		for i := range it.names {
			if i > 0 {
				first += it.names[i].style.height()
			}
			it.names[i].y = first
		}
		it.room = it.names[len(it.names)-1].y + belowBaseline - b.height
		b.parts = append(it.names, b.parts...)
		it.names = nil
	} else {
		it.room -= b.before + b.height
	}
	it.opened--
	b.part = len(l.parts) - 1
	b.keep = b.keep || it.opened > 0 || it.room > 0
	l.boxes = append(l.boxes, b)
}

// endItem makes room for a name that is longer than what stands beside it.
func (l *layout) endItem() {
	if len(l.item.names) > 0 {
		l.put(box{height: nameStyle().height()})
	}
	if last := len(l.boxes) - 1; last >= 0 && l.item.is {
		l.boxes[last].height += max(l.item.room, 0)
		l.boxes[last].keep = false
	}
	l.item = item{}
}

// endTitle rules off the title and what is said about the pack.
func (l *layout) endTitle() {
	if !l.titled {
		return
	}
	l.titled = false
	l.boxes[len(l.boxes)-1].keep = true
	l.put(box{before: 3, height: 0.5, rules: []rule{{pageMargin, 0.25, l.width, 0.5, accent()}}})
}

// section begins a part of the pack. Above items and tables its name stands
// over the page, and otherwise beside its first line, as far as there is
// room.
func (l *layout) section(text string) {
	if l.besides {
		n := l.node("H2", text)
		if names := l.beside(n, text, sideStyle()); len(names) > 0 && len(names) <= longestName {
			l.item = item{is: true, before: belowPart, opened: openingLines, names: names}
			return
		}
	}
	l.flow(l.node("H2", text), text, sectionStyle(), flowing{x: pageMargin, width: l.width, before: belowPart, keep: true})
}

// longestName is the most lines that the name of an item has beside its
// text; a longer one stands above it.
const longestName = 5

// piece begins an item. Its name stands beside it, level with its first
// line, and its first three lines stay on one page.
func (l *layout) piece(text string) {
	n := l.node("H3", text)
	names := l.names(text, n)
	if len(names) == 0 {
		return
	}
	before := belowItem
	if l.belowHeading() {
		before = belowSection
	}
	if len(names) > longestName {
		l.flow(n, text, nameStyle(), flowing{x: pageMargin, width: l.width, before: before, keep: true})
		l.item = item{is: true, opened: openingLines}
		return
	}
	l.item = item{is: true, before: before, opened: openingLines, names: names}
}

// belowHeading reports whether what was set last is the name of a section.
func (l *layout) belowHeading() bool {
	if len(l.boxes) == 0 {
		return false
	}
	last := l.boxes[len(l.boxes)-1]
	return len(last.parts) > 0 && last.parts[0].style == sectionStyle()
}

// openingLines is how many lines of an item stay together on one page.
const openingLines = 3

// names sets the name of an item in its column. What follows its first
// comma or colon, such as a date, stands below it and is quieter.
func (l *layout) names(text string, n *node) []part {
	end := len(text)
	if i := strings.IndexAny(text, ",:"); i >= 0 {
		end = i + 1
	}
	var out []part
	for _, piece := range []struct {
		text  string
		style style
	}{{text[:end], nameStyle()}, {text[end:], factStyle()}} {
		out = append(out, l.beside(n, piece.text, piece.style)...)
	}
	return out
}

// beside sets text in the column of names.
func (l *layout) beside(n *node, text string, s style) []part {
	var out []part
	for _, set := range l.lines(text, s, namesWide) {
		p := part{line: set, style: s, x: pageMargin, node: n}
		if set.fromRight {
			p.x += namesWide
		}
		out = append(out, p)
	}
	return out
}

// fitBeside reports whether all that was asked in the item that rest begins
// with is short enough to stand beside its answers.
func (l *layout) fitBeside(rest []block) bool {
	for _, b := range rest {
		switch b.kind {
		case title, section, piece, grid:
			return true
		case prompt:
			if len(l.lines(journal.PrintableLine(b.text), promptStyle(), namesWide)) != 1 {
				return false
			}
		}
	}
	return true
}

// prompt sets what was asked: above the answer, or where all of the item is
// as short as "Context" beside it, in what its name leaves of its column.
// One that has no room there has those after it above as well.
func (l *layout) prompt(text string) {
	n := l.node("P", "")
	if l.item.is && !l.item.above && len(l.item.names) == 0 && l.item.room <= belowAnswer*l.air {
		if names := l.beside(n, text, promptStyle()); len(names) == 1 {
			l.item.names, l.item.before = names, belowAnswer
			return
		}
	}
	l.item.above = true
	l.flow(n, text, promptStyle(), l.column(belowAnswer, true))
}

// line sets one line about the pack, where it follows the title, or about
// an item. The first about the pack says whose it is and stands out.
func (l *layout) line(text string) {
	switch {
	case l.titled && l.boxes[len(l.boxes)-1].parts[0].style == titleStyle():
		l.flow(l.node("P", ""), text, leadStyle(), flowing{x: pageMargin, width: l.width, before: 1.5, keep: true})
	case l.titled:
		l.flow(l.node("P", ""), text, factStyle(), flowing{x: pageMargin, width: l.width, before: 1.0, keep: true})
	default:
		l.flow(l.node("P", ""), text, factStyle(), l.column(1.2, false))
	}
}

// words sets what somebody wrote: a paragraph for each empty line in it,
// and a line for each of its lines.
func (l *layout) words(text string) {
	before := belowPrompt
	var rows []setLine
	f := l.column(0, false)
	end := func() {
		if len(rows) > 0 {
			f.before, before = before, belowAnswer
			l.stack(l.node("P", ""), rows, bodyStyle(), f)
		}
		rows = nil
	}
	for row := range strings.SplitSeq(journal.Printable(text), "\n") {
		lines := l.lines(row, bodyStyle(), f.width)
		if len(lines) == 0 {
			end()
		}
		rows = append(rows, lines...)
	}
	end()
}

// point sets one item of a list.
func (l *layout) point(text string) {
	f := l.column(belowPoint, false)
	lines := l.lines(text, bodyStyle(), f.width-bulletWide)
	if len(lines) == 0 {
		return
	}
	if l.list == nil {
		l.list = l.node("L", "")
		if f.before = 1.0; l.tabled {
			f.before = belowTable
		}
	}
	li := l.list.add("LI")
	mark := part{line: l.lines("•", bodyStyle(), f.width)[0], style: bodyStyle(), x: f.x, y: bodyStyle().baseline(), node: li.add("Lbl")}
	if lines[0].fromRight {
		mark.x = f.x + f.width - bulletWide/2
	} else {
		f.x += bulletWide
	}
	f.width -= bulletWide
	at := len(l.boxes)
	l.stack(li.add("LBody"), lines, bodyStyle(), f)
	b := &l.boxes[at]
	last := len(b.parts) - 1
	b.parts = append(b.parts[:last:last], mark, b.parts[last])
}
