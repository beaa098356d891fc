package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"rsc.io/qr"
)

// Paper is a size of paper.
type Paper string

// The sizes that PDF draws.
const (
	A4     Paper = "a4"     // 210 by 297 mm
	Letter Paper = "letter" // 8.5 by 11 inches
)

// ErrDrawing means that the library that writes PDF gave up. The text
// sheet does not need it.
var ErrDrawing = errors.New("the recovery sheet could not be drawn as PDF; print it as text instead")

// Measures of the page in mm, and of its type in points.
const (
	margin   = 22.0
	codeSide = 50.0 // of the dark square; its quiet zone is around it
	gutter   = 10.0 // more than the quiet zone, which is at most 4/41 of codeSide
	rowStep  = 10.0 // from word to word
	rowGap   = 4.0  // more, between groups
	bodySize = 11.0
	wordSize = 16.0
	leading  = 1.4
	mmPerPt  = 25.4 / 72
)

// Shades of grey, which a printer without colours draws alike.
const (
	black = 0
	dim   = 95
	faint = 150
)

// PDF returns the sheet as a PDF of one page, with the words also as a QR
// code. The same Sheet gives the same bytes. Letters that the built-in
// fonts lack become question marks. It fails where Check does, on a size
// of paper that it does not know, and where a long Command or Journal
// needs more than one page; ErrDrawing is anything else.
func (s Sheet) PDF(size Paper) (out []byte, err error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if size != A4 && size != Letter {
		return nil, fmt.Errorf("paper is %q or %q", A4, Letter)
	}
	// The library panics on some input; what it says then could hold words.
	defer func() {
		if recover() != nil {
			out, err = nil, ErrDrawing
		}
	}()
	p := newPage(size)
	if err := p.draw(s); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if p.Output(&b) != nil {
		return nil, ErrDrawing
	}
	return b.Bytes(), nil
}

// page is a page being drawn. What has been drawn ends at y, in mm from
// its upper edge.
type page struct {
	*fpdf.Fpdf
	width, bottom float64 // of the text within the margins
	y             float64
}

// newPage begins a document that says nothing of who made it, and when.
func newPage(size Paper) *page {
	pdf := fpdf.New("P", "mm", string(size), "")
	unsaid := time.Unix(0, 0).UTC() // a zero time would become now
	pdf.SetCreationDate(unsaid)
	pdf.SetModificationDate(unsaid)
	pdf.SetCatalogSort(true)
	pdf.SetProducer("Afterword", false)
	pdf.SetCreator("Afterword", false)
	pdf.SetTitle(title, false)
	pdf.SetLang("en-GB")
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(false, margin)
	pdf.SetCellMargin(0)
	pdf.AddPage()
	width, height := pdf.GetPageSize()
	return &page{Fpdf: pdf, width: width - 2*margin, bottom: height - margin, y: margin}
}

// draw puts the sheet on the page.
func (p *page) draw(s Sheet) error {
	p.para(margin, p.width, "Helvetica", "B", 22, black, title)
	p.y += 3
	p.para(margin, p.width, "Helvetica", "", 12, black, what)
	p.y += 6
	p.words(s.Words)
	p.y += 10
	codeBottom, err := p.code(s.Words)
	if err != nil {
		return err
	}
	p.advice(s.Command)
	p.y = max(p.y, codeBottom)
	return p.foot(s.origin(ascii))
}

// para draws a paragraph below what there is, in a column of the page.
func (p *page) para(x, width float64, family, style string, size float64, grey int, text string) {
	p.SetFont(family, style, size)
	p.SetTextColor(grey, grey, grey)
	p.SetXY(x, p.y)
	p.MultiCell(width, size*leading*mmPerPt, text, "", "L", false)
	p.y = p.GetY()
}

// words draws the words between two rules, in the order of their numbers,
// which is the order they have when they are copied out of the file.
func (p *page) words(words []string) {
	p.rule(margin, p.y)
	top := p.y + 9
	for i, w := range words {
		row, x := i%rows, margin+float64(i/rows)*p.width/columns
		y := top + float64(row)*rowStep + float64(row/group)*rowGap
		number := strconv.Itoa(i + 1)
		p.SetFont("Helvetica", "", 9)
		p.SetTextColor(dim, dim, dim)
		p.Text(x+5-p.GetStringWidth(number), y, number)
		p.SetFont("Courier", "B", wordSize)
		p.SetTextColor(black, black, black)
		p.Text(x+7.5, y, w)
	}
	p.y = top + (rows-1)*rowStep + (rows/group-1)*rowGap + 5.5
	p.rule(margin, p.y)
	p.y += 1.5
	p.para(margin, p.width, "Helvetica", "", 9, dim, downwards)
}

// rule draws a thin line from x to the right margin.
func (p *page) rule(x, y float64) {
	p.SetDrawColor(faint, faint, faint)
	p.SetLineWidth(0.25)
	p.Line(x, y, margin+p.width, y)
}

// code draws the words as a QR code at the left margin, with its caption,
// and returns where that ends. The square is one path filled once: filled
// bit by bit, it would show hairlines between its rows on some screens.
func (p *page) code(words []string) (bottom float64, err error) {
	c, err := qr.Encode(strings.Join(words, " "), qr.M)
	if err != nil {
		return 0, ErrDrawing
	}
	edge := func(start float64, n int) float64 { return start + float64(n)*codeSide/float64(c.Size) }
	p.SetFillColor(black, black, black)
	for row := range c.Size {
		y, below := edge(p.y, row), edge(p.y, row+1)
		for from := 0; from < c.Size; from++ {
			if !c.Black(from, row) {
				continue
			}
			to := from
			for to < c.Size && c.Black(to, row) {
				to++
			}
			left, right := edge(margin, from), edge(margin, to)
			p.MoveTo(left, y)
			p.LineTo(right, y)
			p.LineTo(right, below)
			p.LineTo(left, below)
			p.ClosePath()
			from = to
		}
	}
	p.DrawPath("F")
	top := p.y
	p.y += codeSide + 6 // the quiet zone is below, too
	p.para(margin, codeSide, "Helvetica", "", 9, dim, caption)
	bottom, p.y = p.y, top
	return bottom, nil
}

// advice draws the column beside the code.
func (p *page) advice(command string) {
	x := margin + codeSide + gutter
	width := p.width - codeSide - gutter
	head := func(text string) {
		p.para(x, width, "Helvetica", "B", bodySize, black, text)
		p.y += 0.8
	}
	body := func(text string) { p.para(x, width, "Helvetica", "", bodySize, black, text) }
	p.y-- // the first capitals stand level with the upper edge of the code
	head(useHead)
	body(use)
	p.y += 1.5
	p.para(x, width, "Courier", "B", bodySize, black, ascii(command))
	p.y += 4
	head(keepHead)
	body(keep)
	p.y += 4
	head(loseHead)
	body(lose)
	p.y += 2
	body(replaced)
}

// foot draws the line on which to note where the second copy is, with
// room to write above it, and at the lower margin which sheet this is. It
// says so where what is above has left no room.
func (p *page) foot(origin string) error {
	const line, room = 10.0, 10.0
	p.SetFont("Helvetica", "", bodySize)
	p.SetTextColor(black, black, black)
	p.Text(margin, p.bottom-line, secondCopy)
	p.rule(margin+p.GetStringWidth(secondCopy)+3, p.bottom-line+0.8)
	p.SetFont("Helvetica", "", 9)
	p.SetTextColor(dim, dim, dim)
	if p.y > p.bottom-line-room || p.GetStringWidth(origin) > p.width {
		return errors.New("the recovery sheet does not fit on one page; shorten its command or the journal's id")
	}
	p.Text(margin, p.bottom, origin)
	return nil
}

// ascii replaces what the built-in fonts may lack.
func ascii(line string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, line)
}
