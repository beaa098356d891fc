package render

import (
	"fmt"
	"math"
	"slices"
)

// drawing is a picture of numbers, in units of its own, of which 360 fill a
// phone. It is made of few shapes, so that every format draws the same, and
// tells by shape what it tells by colour. It says nothing that the words
// beside it do not say.
type drawing struct {
	name       string // what it is of
	alt        string // what it says, for whoever does not see it
	wide, high float64
	shapes     []shape
}

// shape is one mark of a drawing.
type shape struct {
	kind       shapeKind
	role       role
	at         []spot // of a stroke; the others have one
	wide, high float64
	text       string
	anchor     anchor // of the text
}

// anchor says which part of a text stands at its spot; the beginning where
// nothing is said.
type anchor string

const (
	anchorMiddle anchor = "middle"
	anchorEnd    anchor = "last"
)

type shapeKind int

const (
	stroke shapeKind = iota // from spot to spot
	disc                    // a filled circle, wide across
	pane                    // a rectangle whose upper left corner is there
	label                   // words on one line, whose baseline is there
)

// role says what a shape is for; a format gives it its ink.
type role string

const (
	roleGrid   role = "grid"   // what the eye measures by
	roleEnergy role = "energy" // a line that is drawn through
	roleWeight role = "weight" // a line of dashes, with hollow marks
	roleCell   role = "cell"   // an empty square
	roleFull   role = "full"   // what there is
	roleText   role = "text"
)

// spot is a place in a drawing, from its upper left corner.
type spot struct{ x, y float64 }

// The measures of the drawings.
const (
	drawWide  = 360.0
	typeSize  = 11.0 // of labels
	typeDrop  = 3.5  // from the middle of a line to its baseline
	chartLeft = 22.0 // of the fields with lines, beside their numbers
)

func (d *drawing) add(s ...shape) { d.shapes = append(d.shapes, s...) }

func (d *drawing) say(x, y float64, text string, at anchor) {
	d.add(shape{kind: label, role: roleText, at: []spot{{x, y}}, text: text, anchor: at})
}

// series is a line of a drawing: values from 1 to 5 in order of time, or
// what lies between two, and 0 where nothing was noted.
type series struct {
	role   role
	name   string
	values []float64
}

// manyPoints is how many points a line has that has a field to itself, and
// small marks.
const manyPoints = 20

// legend is what stands beneath the lines of a drawing: at both ends, unless
// they are the same, and between them.
type legend struct{ first, between, last string }

// drawRatings draws what was rated from 1 to 5 over time, with a gap where
// nothing was noted; nothing for fewer than two values. All series are as
// long as the first. Short ones share a field, and each of the long ones
// has its own.
func drawRatings(name, alt string, all []series, beneath legend) *drawing {
	noted := 0
	for _, s := range all {
		for _, v := range s.values {
			if v > 0 {
				noted++
			}
		}
	}
	if noted < 2 {
		return nil
	}
	d := &drawing{name: name, alt: alt, wide: drawWide}
	f := field{top: 30, step: 20, right: drawWide - 10, mark: 7}
	fields := [][]series{all}
	if len(all[0].values) > manyPoints {
		f.step, f.mark = 11, 5
		fields = slices.Collect(slices.Chunk(all, 1))
	}
	for _, of := range fields {
		f.draw(d, of)
		f.top += 4*f.step + 36
	}
	d.high = f.top - 22
	if beneath.first == beneath.last {
		beneath.first, beneath.last = "", ""
	}
	if beneath == (legend{}) {
		return d
	}
	d.high += 6
	for _, l := range []struct {
		x    float64
		text string
		at   anchor
	}{{chartLeft - 4, beneath.first, ""}, {(chartLeft + f.right) / 2, beneath.between, anchorMiddle}, {f.right, beneath.last, anchorEnd}} {
		if l.text != "" {
			d.say(l.x, d.high-4, l.text, l.at)
		}
	}
	return d
}

// field is what lines are drawn in: from 5 at its top to 1, each so far
// below the other.
type field struct{ top, step, right, mark float64 }

// height is where a value from 1 to 5 stands.
func (f field) height(value float64) float64 { return f.top + f.step*(5-value) }

// draw draws a field with its key above it.
func (f field) draw(d *drawing, all []series) {
	for value := 1; value <= 5; value++ {
		y := f.height(float64(value))
		d.add(shape{kind: stroke, role: roleGrid, at: []spot{{chartLeft - 4, y}, {f.right, y}}})
		if f.step >= typeSize*1.5 || value%4 == 1 {
			d.say(8, y+typeDrop, fmt.Sprint(value), "")
		}
	}
	key := chartLeft
	for _, s := range all {
		y := f.top - 20
		d.add(shape{kind: stroke, role: s.role, at: []spot{{key, y}, {key + 22, y}}}, s.mark(spot{key + 11, y}, f.mark))
		d.say(key+28, y+typeDrop, s.name, "")
		key += 90
		f.line(d, s)
	}
}

// line draws one line, broken where nothing was noted.
func (f field) line(d *drawing, s series) {
	var run []spot
	var marks []shape
	end := func() {
		if len(run) > 1 {
			d.add(shape{kind: stroke, role: s.role, at: run})
		}
		run = nil
	}
	for i, v := range s.values {
		if v == 0 {
			end()
			continue
		}
		at := spot{chartLeft + 6 + (f.right-chartLeft-12)*float64(i)/math.Max(float64(len(s.values)-1), 1), f.height(v)}
		run, marks = append(run, at), append(marks, s.mark(at, f.mark))
	}
	end()
	d.add(marks...)
}

// mark is the mark of a value.
func (s series) mark(at spot, size float64) shape {
	if s.role == roleWeight {
		return shape{kind: pane, role: s.role, at: []spot{{at.x - size/2, at.y - size/2}}, wide: size, high: size}
	}
	return shape{kind: disc, role: s.role, at: []spot{at}, wide: size}
}

// bar is one row of bars.
type bar struct {
	name string
	n    int
}

// drawBars draws how many there are of each thing, with the number behind.
func drawBars(name, alt string, all []bar) *drawing {
	const left, row, high = 96.0, 18.0, 10.0
	most := 0
	for _, b := range all {
		most = max(most, b.n)
	}
	if most == 0 {
		return nil
	}
	d := &drawing{name: name, alt: alt, wide: drawWide, high: row*float64(len(all)) + 4}
	for i, b := range all {
		middle := row*float64(i) + row/2 + 2
		d.say(left-8, middle+typeDrop, b.name, anchorEnd)
		wide := 0.0
		if b.n > 0 {
			wide = math.Max((drawWide-left-40)*float64(b.n)/float64(most), 2)
			d.add(shape{kind: pane, role: roleFull, at: []spot{{left, middle - high/2}}, wide: wide, high: high})
		}
		d.say(left+wide+6, middle+typeDrop, fmt.Sprint(b.n), "")
	}
	d.add(shape{kind: stroke, role: roleGrid, at: []spot{{left, 0}, {left, d.high}}})
	return d
}

// squares is a field of squares: a name for each column and row, and how
// much there is in each square; -1 is a square that is not there.
type squares struct {
	columns, rows []string
	n             [][]int // by row and column
}

// drawSquares draws a square for each part of a time, the fuller the more
// there is in it, and beside them what a full one stands for.
func drawSquares(name, alt string, f squares) *drawing {
	const side, left, top = 15.0, 40.0, 18.0
	gap := math.Min((drawWide-left)/float64(len(f.columns)), 30)
	most := 0
	for _, row := range f.n {
		for _, n := range row {
			most = max(most, n)
		}
	}
	if most == 0 {
		return nil
	}
	d := &drawing{name: name, alt: alt, wide: drawWide}
	for i, c := range f.columns {
		d.say(left+gap*float64(i)+side/2, 10, c, anchorMiddle)
	}
	for r, row := range f.n {
		y := top + (side+4)*float64(r)
		d.say(0, y+side/2+typeDrop, f.rows[r], "")
		for c, n := range row {
			if n >= 0 {
				d.square(spot{left + gap*float64(c), y}, side, n, most)
			}
		}
	}
	y := top + (side+4)*float64(len(f.n)) + 6
	d.square(spot{left, y}, side, 0, most)
	d.say(left+side+5, y+side/2+typeDrop, "none", "")
	x := left + side + 45
	if most > 1 {
		d.square(spot{x, y}, side, 1, most)
		d.say(x+side+5, y+side/2+typeDrop, "1 entry", "")
		x += side + 60
	}
	d.square(spot{x, y}, side, most, most)
	d.say(x+side+5, y+side/2+typeDrop, some(most, "entry", "entries"), "")
	d.high = y + side + 3
	return d
}

// square draws one square, of which so much is filled as n is of most.
func (d *drawing) square(at spot, side float64, n, most int) {
	d.add(shape{kind: pane, role: roleCell, at: []spot{at}, wide: side, high: side})
	if n > 0 {
		fill := math.Max(side*math.Sqrt(float64(n)/float64(most)), 4)
		d.add(shape{kind: pane, role: roleFull, at: []spot{{at.x + (side-fill)/2, at.y + (side-fill)/2}}, wide: fill, high: fill})
	}
}
