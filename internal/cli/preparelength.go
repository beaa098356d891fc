package cli

import (
	"fmt"
	"strings"

	"afterword/internal/pack"
	"afterword/internal/render"
)

const (
	usualSides = 1   // a pack is meant for
	mostSides  = 2   // it should ever have
	sideWords  = 450 // about what one side holds
)

// sidesOf is how many sides of paper a pack has as a PDF.
func sidesOf(p pack.Pack, paper render.Paper) (int, error) {
	sides, _, err := render.Sides(p, paper)
	return sides, err
}

// wordsIn adds lengths up.
func wordsIn(meter []pack.Length) int {
	n := 0
	for _, l := range meter {
		n += l.Words
	}
	return n
}

// sidesWords says how long a pack is beside what it is meant to be.
func sidesWords(sides int) string {
	line := capital(counted(sides, "side"))
	switch {
	case sides > mostSides:
		return line + fmt.Sprintf(": a pack has %d at most", mostSides)
	case sides > usualSides:
		return line + fmt.Sprintf(": %d is usual, and this is the most", usualSides)
	}
	return line + fmt.Sprintf(", as it is meant to be; %d at most", mostSides)
}

// lengthWords says how long a pack is. A review is as long as it is.
func lengthWords(p pack.Pack, sides int) string {
	if p.Kind() == pack.ForReview {
		return capital(counted(sides, "side"))
	}
	return sidesWords(sides)
}

// sectionWords names a section of a pack.
func sectionWords(s pack.Section) string {
	switch s {
	case pack.SectionFeeling:
		return "How I am"
	case pack.SectionThemes:
		return "Themes and gaps"
	case pack.SectionScan:
		return "Caseload scan"
	case pack.SectionAbout:
		return "About our supervision"
	}
	return capital(string(s))
}

// lengthNote says where the words are.
func lengthNote(meter []pack.Length, w wording) string {
	lines := []string{fmt.Sprintf("%s; a side holds about %d.", counted(wordsIn(meter), "word"), sideWords), ""}
	for _, l := range meter {
		lines = append(lines, fmt.Sprintf("%s: %d", w.in(sectionWords(l.Section)), l.Words))
	}
	if wordsIn(meter) > usualSides*sideWords {
		lines = append(lines, "", "A supervisor reads one side. What is brought in full could come as an excerpt, or wait. After the preview you can change what is brought.")
	}
	return strings.Join(lines, "\n")
}
