package render

import (
	"fmt"
	"strings"
	"testing"

	"afterword/internal/pack"
)

// What Measure says of a pack is what its PDF has, and its parts together
// are what fills it.
func TestMeasure(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		for name, p := range map[string]pack.Pack{"example": exampleReleased(t), "month": monthReleased(t)} {
			n, err := Measure(p, paper)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(openPDF(t, pdfOf(t, p, paper)).pages); got != n.Pages {
				t.Errorf("%s on %s: %d sides, and a PDF of %d pages", name, paper, n.Pages, got)
			}
			if n.Filled <= float64(n.Pages-1) || n.Filled > float64(n.Pages)+1e-9 {
				t.Errorf("%s on %s: %.2f of %d sides filled", name, paper, n.Filled, n.Pages)
			}
			all := 0.0
			for _, part := range n.Parts {
				if all += part.Sides; part.Sides <= 0 {
					t.Errorf("%s on %s: %s takes no room", name, paper, part.Name)
				}
			}
			if all > n.Filled+1e-9 || all < n.Filled-0.3-0.15*float64(n.Pages) {
				t.Errorf("%s on %s: the parts take %.2f of %.2f sides", name, paper, all, n.Filled)
			}
		}
	}
}

// The parts are the items, and the sections that have none; the longer one
// takes more room.
func TestMeasureNamesTheParts(t *testing.T) {
	c, r := month()
	before, err := Measure(release(t, c, r), A4)
	if err != nil {
		t.Fatal(err)
	}
	c.Questions[0].Text = strings.Repeat("word ", 900) // more than a side of them
	after, err := Measure(release(t, c, r), A4)
	if err != nil || after.Filled <= before.Filled || after.Pages <= before.Pages {
		t.Errorf("%.2f sides became %.2f, %v", before.Filled, after.Filled, err)
	}
	if first := after.Parts[0]; first.Ref != "question 1" || first.Name != "Question 1" || first.Sides < 1 {
		t.Errorf("the first part is %+v", first)
	}
	var names []string
	for _, part := range after.Parts {
		names = append(names, part.Ref+"/"+part.Name)
	}
	said := strings.Join(names, "; ")
	for _, want := range []string{"entry 1/Entry 1,", "/Actions so far", "/Themes and gaps", "/After the meeting"} {
		if !strings.Contains(said, want) {
			t.Errorf("the parts are %s, without %q", said, want)
		}
	}
	if strings.Contains(said, "Chosen reflections") || strings.Contains(said, "My questions") {
		t.Errorf("a section with items is a part beside them: %s", said)
	}
}

// A pack that needs a little of a side more is set closer instead, with the
// same type; one that needs more of it is not.
func TestCloserWhereThatSavesASide(t *testing.T) {
	saved := 0
	for lines := range 60 {
		d := document{blocks: append([]block{{kind: words, text: strings.Repeat("x\n", lines)}}, closeOut()...)}
		for i := range 12 {
			d.blocks = append(d.blocks, block{kind: section, text: fmt.Sprintf("Section %d", i)}, block{kind: words, text: "word"})
		}
		l, pages, err := d.paged(A4)
		if err != nil {
			t.Fatal(err)
		}
		_, height, err := A4.size()
		if err != nil {
			t.Fatal(err)
		}
		loose := paginate(layOut(d.blocks, l.width, 1).boxes, height-2*edgeMargin)
		tight := paginate(layOut(d.blocks, l.width, closest).boxes, height-2*edgeMargin)
		switch {
		case l.air < 1 && len(pages) >= len(loose):
			t.Errorf("%d lines: closer, and still %d pages", lines, len(pages))
		case l.air == 1 && len(loose) > 1 && len(tight) < len(loose):
			t.Errorf("%d lines: %d pages, where %d would do", lines, len(loose), len(tight))
		}
		if l.air < 1 {
			saved++
		}
	}
	if saved == 0 {
		t.Error("nothing was ever set closer")
	}
}
