package render

import (
	"strings"
	"unicode/utf8"

	"afterword/internal/pack"
)

// Length is how long a pack is, as PDF sets it on a size of paper.
type Length struct {
	Pages  int     // sides of paper
	Filled float64 // how much of them is filled: 1.25 is a side and a quarter

	Unlettered int    // characters that PDF has no letters for, and shows by their numbers or counted
	Parts      []Part // in the order of the pack, without its head
}

// Part is an item of a pack or, where a section has none, the section, and
// how much of a side it takes.
type Part struct {
	Ref   string  // of an item, such as "entry 2"; empty for a section
	Name  string  // as it is printed
	Sides float64 // of paper; 0.5 is half of one
}

// Measure lays p out for that paper and says how long it is. It fails as
// PDF does.
func Measure(p pack.Pack, paper Paper) (Length, error) {
	d, err := documentOf(p)
	if err != nil {
		return Length{}, err
	}
	l, pages, err := d.paged(paper)
	if err != nil {
		return Length{}, err
	}
	_, height, err := paper.size()
	if err != nil {
		return Length{}, err
	}
	height -= 2 * edgeMargin
	out := Length{Pages: len(pages), Parts: l.parts}
	for _, b := range l.boxes {
		if b.part >= 0 {
			out.Parts[b.part].Sides += (b.before + b.height) / height
		}
	}
	out.Unlettered = l.unlettered()
	if last := pages[len(pages)-1]; len(last) > 0 {
		b := last[len(last)-1]
		out.Filled = float64(len(pages)-1) + (b.y+b.height)/height
	}
	return out, nil
}

// unlettered counts the characters for which something else is drawn,
// emoji apart.
func (l *layout) unlettered() int {
	n := 0
	for _, b := range l.boxes {
		for _, p := range b.parts {
			for _, r := range p.line.runs {
				if strings.HasPrefix(r.text, "[U+") || r.says != "" && strings.HasSuffix(r.text, " characters]") {
					n += utf8.RuneCountInString(r.says)
				}
			}
		}
	}
	return n
}

// begin makes what is set from here on another part of the pack. A section
// whose first item comes is no part beside it.
func (l *layout) begin(b block) {
	last := len(l.parts) - 1
	part := Part{Ref: b.ref, Name: b.text}
	if b.kind == piece && last >= 0 && l.bare {
		l.parts[last] = part
	} else {
		l.parts = append(l.parts, part)
	}
}
