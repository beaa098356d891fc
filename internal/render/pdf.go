package render

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// Paper is a size of paper.
type Paper string

// The sizes that PDF sets a pack for.
const (
	A4     Paper = "a4"     // 210 by 297 mm
	Letter Paper = "letter" // 8.5 by 11 inches
)

// size returns the width and height of a sheet in mm.
func (p Paper) size() (width, height float64, err error) {
	switch p {
	case A4:
		return 210, 297, nil
	case Letter:
		return 215.9, 279.4, nil
	}
	return 0, 0, fmt.Errorf("paper is %q or %q", A4, Letter)
}

// ErrDrawing means that the library that writes PDF gave up on a pack. The
// other formats do not need it.
var ErrDrawing = errors.New("the pack could not be drawn as PDF; export it in another format")

// PDF writes p as a tagged PDF for that paper: headings, paragraphs, lists
// and tables in reading order, with bookmarks for sections and items. The
// same pack gives the same bytes. A character for which there is no type
// is shown as "[emoji]" or by its number, such as [U+65E5], and can still
// be copied and searched as it was written. Hebrew and Arabic stand in
// their order, without the finer points that a browser knows.
//
// It fails with pack.ErrUnreleased for the zero Pack, on another paper,
// and with ErrDrawing where the library failed; then it writes nothing.
func PDF(w io.Writer, p pack.Pack, paper Paper) error {
	d, err := documentOf(p)
	if err != nil {
		return err
	}
	file, err := d.pdf(paper)
	if err != nil {
		return err
	}
	return send(w, file)
}

// document is all that a PDF is made of.
type document struct {
	blocks []block
	edges  edges
	made   time.Time
}

// documentOf takes out of a pack what its PDF is made of.
func documentOf(p pack.Pack) (document, error) {
	all, err := blocks(p)
	return document{all, edgesOf(p), p.Made().Time()}, err
}

// The most sides a pack is meant to have, and how much closer its parts may
// stand where that saves the last of them.
const (
	meantSides = 2
	closer     = 0.85
	near       = 0.7
	closest    = 0.6
)

// paged sets d and divides it into pages. What would need a little of one
// more side than a pack is meant to have is set closer, its type unchanged.
func (d document) paged(paper Paper) (*layout, [][]placed, error) {
	width, height, err := paper.size()
	if err != nil {
		return nil, nil, err
	}
	set := func(air float64) (*layout, [][]placed) {
		l := layOut(d.blocks, width-2*pageMargin, air)
		return l, paginate(l.boxes, height-2*edgeMargin)
	}
	l, pages := set(1)
	if len(pages) == 1 || len(pages) > meantSides+1 {
		return l, pages, nil
	}
	for _, air := range []float64{closer, near, closest} {
		if tight, fewer := set(air); len(fewer) < len(pages) {
			return tight, fewer, nil
		}
	}
	return l, pages, nil
}

// pdf returns the bytes of a PDF.
func (d document) pdf(paper Paper) (file string, err error) {
	// The library panics on some input; what it says then could hold words.
	defer func() {
		if recover() != nil {
			file, err = "", ErrDrawing
		}
	}()
	l, pages, err := d.paged(paper)
	if err != nil {
		return "", err
	}
	s := newSheets(l, paper, len(pages), d.edges)
	for i, page := range pages {
		s.page(i, page)
	}
	var b bytes.Buffer
	if s.Output(&b) != nil {
		return "", ErrDrawing
	}
	out, err := tagged(b.Bytes(), l.root, len(pages), l.faces, imprint{title: d.title(), made: d.made})
	if err != nil {
		return "", errors.Join(ErrDrawing, err)
	}
	return string(out), nil
}

// title is what a viewer calls the file.
func (d document) title() string {
	for _, b := range d.blocks {
		if b.kind == title {
			return journal.PrintableLine(b.text)
		}
	}
	return ""
}
