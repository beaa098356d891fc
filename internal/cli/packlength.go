package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/render"
)

const (
	usualSides   = 1    // a pack is meant for
	mostSides    = 2    // it has unless more are allowed
	sidesAllowed = 50   // the most that can be allowed
	namedLongest = 4    // items that are named as the longest
	longItem     = 0.08 // of a side, which a shorter item would not free
)

// sidesWords says how long a pack is beside how long it may be.
func sidesWords(n render.Length, most int) string {
	switch {
	case n.Pages <= usualSides:
		return fmt.Sprintf("%d side, as it is meant to be; %d at most", usualSides, most)
	case n.Pages > most:
		return fmt.Sprintf("%.1f sides, and a pack has %d at most", atLeast(n, most), most)
	}
	return fmt.Sprintf("%.1f sides of %d; %d is usual", atLeast(n, n.Pages-1), most, usualSides)
}

// lengthWords says how long a pack is. A review is as long as it is.
func lengthWords(p pack.Pack, n render.Length, most int) string {
	if p.Kind() == pack.ForReview {
		return counted(n.Pages, "side")
	}
	return sidesWords(n, most)
}

// atLeast is how many sides are filled, a tenth more than so many where it
// is less: there is something on the next one.
func atLeast(n render.Length, sides int) float64 { return max(n.Filled, float64(sides)+0.1) }

// longest are the parts of a pack that take most room, the longest first,
// without the room that is for writing in.
func longest(n render.Length) []render.Part {
	var out []render.Part
	for i, part := range n.Parts {
		if part.Sides >= longItem && i < len(n.Parts)-1 {
			out = append(out, part)
		}
	}
	slices.SortStableFunc(out, longerFirst)
	return out[:min(len(out), namedLongest)]
}

// longerFirst puts the part first that takes more room.
func longerFirst(a, b render.Part) int { return cmp.Compare(b.Sides, a.Sides) }

// roomWords says how much room a part takes.
func roomWords(part render.Part) string {
	if part.Sides >= 0.95 {
		return fmt.Sprintf("%.1f sides", part.Sides)
	}
	return fmt.Sprintf("%.1f of a side", max(part.Sides, 0.1))
}

// lengthNote says how many words there are and where the room goes.
func lengthNote(n render.Length, meter []pack.Length) string {
	words := 0
	for _, l := range meter {
		words += l.Words
	}
	lines := []string{counted(words, "word") + ", prompts included. Most room is taken by:", ""}
	for _, part := range longest(n) {
		lines = append(lines, fmt.Sprintf("- %s: %s", part.Name, roomWords(part)))
	}
	return strings.Join(lines, "\n")
}

// checkSides looks at --sides and --excerpt before anything is opened.
func checkSides(o exporting) error {
	switch {
	case o.sides < 1 || o.sides > sidesAllowed:
		return misused("--sides is a number from 1 to %d", sidesAllowed)
	case o.excerpt < pack.LeastExcerpt || o.excerpt > pack.UsualExcerpt:
		return misused("--excerpt is a number of words from %d to %d", pack.LeastExcerpt, pack.UsualExcerpt)
	case o.full && o.excerpt < pack.UsualExcerpt:
		return misused("--full-text and --excerpt are two ways to bring answers; give one of them")
	}
	return nil
}

// tooLong refuses a pack of more sides than it may have, and names what
// takes most room, by the id of the journal where there is one. It never
// quotes the words.
func (a *app) tooLong(p pack.Pack, n render.Length, o exporting, short func(journal.ID) string) error {
	if n.Pages <= o.sides {
		return nil
	}
	var lines []string
	for _, part := range longest(n) {
		name := part.Name
		if id := p.ID(part.Ref); !id.IsZero() {
			name += " (" + short(id) + ")"
		}
		lines = append(lines, "  "+name+": "+roomWords(part))
	}
	var ways []string
	switch {
	case o.full || len(o.wholly) > 0:
		ways = append(ways, "leave out --full-text and --full")
	case len(p.Entries()) > 0 && o.excerpt > pack.LeastExcerpt:
		ways = append(ways, fmt.Sprintf("--excerpt %d brings fewer words of each answer", max(pack.LeastExcerpt, o.excerpt/2)))
	}
	ways = append(ways, "afterword keep ID lets one wait", fmt.Sprintf("--sides %d lets it be that long", n.Pages))
	return hinted(misused("this pack has %.1f sides of paper and may have %d; nothing was written", atLeast(n, o.sides), o.sides),
		"Most room is taken by:\n%s\nShorter: %s.", strings.Join(lines, "\n"), strings.Join(ways, "; "))
}
