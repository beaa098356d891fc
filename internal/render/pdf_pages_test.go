package render

import (
	"fmt"
	"strings"
	"testing"
)

// lengthy are blocks of items whose lengths vary, with tables between.
func lengthy(seed int) []block {
	out := []block{{kind: title, text: "Supervision pack"}, {kind: line, text: "about"}}
	for i := range 24 {
		n := (seed*7+i*13)%90 + 1
		switch i % 8 {
		case 0:
			out = append(out, block{kind: section, text: "Section"})
		case 5:
			t := &table{columns: []column{{"One", 3}, {"Two", 1}}}
			for j := range n % 14 {
				t.rows = append(t.rows, []string{strings.Repeat("word ", n*j%150), ""})
			}
			out = append(out, block{kind: grid, table: t})
			continue
		case 7:
			for j := range 4 {
				out = append(out, block{kind: point, text: strings.Repeat("point ", n*j)})
			}
			continue
		}
		out = append(out, block{kind: piece, text: fmt.Sprintf("Entry %d, early November 2026", i)}, block{kind: line, text: "fact"},
			block{kind: prompt, text: strings.Repeat("prompt ", n%20+1)}, block{kind: words, text: strings.Repeat("word ", n*3)})
	}
	return out
}

func TestPagesKeepTogether(t *testing.T) {
	for seed := range 60 {
		for _, paper := range []Paper{A4, Letter} {
			width, height, err := paper.size()
			if err != nil {
				t.Fatal(err)
			}
			l := layOut(lengthy(seed), width-2*pageMargin, 1)
			pages := paginate(l.boxes, height-2*edgeMargin)
			for i, page := range pages {
				last := page[len(page)-1]
				if last.keep && i+1 < len(pages) {
					t.Errorf("page %d ends with what belongs to the next", i+1)
				}
				if last.y+last.height > height-2*edgeMargin+1e-9 {
					t.Errorf("page %d ends at %.1f mm", i+1, last.y+last.height)
				}
				checkOpenings(t, page)
			}
		}
	}
}

// checkOpenings fails where an item has fewer than three lines below its
// name on the page, and goes on.
func checkOpenings(t *testing.T, page []placed) {
	t.Helper()
	for i, b := range page {
		if len(b.parts) < 2 || b.parts[0].style != nameStyle() {
			continue
		}
		if i+openingLines > len(page) {
			t.Errorf("an item has %d lines at the end of a page", len(page)-i)
		}
	}
}

// A table that is longer than a page has its columns' names on every page,
// and room to write where nothing is written.
func TestLongTable(t *testing.T) {
	long := &table{columns: []column{{"One", 3}, {"Two", 1}}}
	for range 60 {
		long.rows = append(long.rows, []string{"", ""})
	}
	long.rows = append(long.rows, []string{strings.Repeat("word ", 2000), "end"})
	l := layOut([]block{{kind: grid, table: long}}, 166, 1)
	pages := paginate(l.boxes, 253)
	if len(pages) < 4 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range pages {
		if len(page[0].parts) != 2 || page[0].parts[0].style != headStyle() {
			t.Errorf("page %d begins without the names of the columns", i+1)
		}
		if inTree := page[0].parts[0].node != nil; inTree != (i == 0) {
			t.Errorf("the names on page %d: in the tree is %t", i+1, inTree)
		}
		for _, b := range page[1:] {
			if len(b.parts) == 0 && b.height < rowRoom {
				t.Errorf("an empty row is %.1f mm high", b.height)
			}
		}
	}
}

func TestShortTableStaysWhole(t *testing.T) {
	for filler := range 60 {
		all := []block{{kind: words, text: strings.Repeat("x\n", filler)}}
		pages := paginate(layOut(append(all, closeOut()...), 166, 1).boxes, 253)
		on := map[*tableRow]int{}
		var of []int
		for i, page := range pages {
			for _, b := range page {
				if b.row != nil && on[b.row] == 0 {
					on[b.row] = i + 1
					of = append(of, i)
				}
			}
		}
		if len(of) != 3 || of[0] != of[2] {
			t.Errorf("after %d lines the rows are on pages %v", filler, of)
		}
	}
}

func TestNoLastLineOfOneShortWord(t *testing.T) {
	var c typeCase
	text := "How do I notice that I am carrying a shift home before I am on the bus?"
	for _, width := range []float64{125, 126, 127, 128, 129, 130} {
		lines := c.lines(text, bodyStyle(), width)
		if last := lines[len(lines)-1].runs[0].text; len(lines) > 1 && !strings.Contains(last, " ") {
			t.Errorf("at %.0f mm the last line is %q", width, last)
		}
	}
}

// Names of columns that would fill the page stand at the head of the table
// alone.
func TestLongHeadIsNotRepeated(t *testing.T) {
	long := &table{columns: []column{{strings.Repeat("name ", 900), 1}, {"Two", 1}}}
	for range 60 {
		long.rows = append(long.rows, []string{"x", "y"})
	}
	for i, page := range paginate(layOut([]block{{kind: grid, table: long}}, 166, 1).boxes, 253) {
		last := page[len(page)-1]
		if last.y+last.height > 253+1e-9 {
			t.Errorf("page %d ends at %.1f mm", i+1, last.y+last.height)
		}
		for _, p := range page[0].parts {
			if p.node == nil {
				t.Errorf("page %d repeats the names", i+1)
			}
		}
	}
}
