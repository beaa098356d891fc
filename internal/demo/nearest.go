package demo

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/nearest.txt
var nearest string

// Slug is how a name of a profession is written here: in small letters,
// with hyphens for spaces.
func Slug(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), "-") }

// Nearest is the profession whose year is nearest to work that there is no
// year of, as far as the data know the work; empty where they do not.
func Nearest(work string) string {
	for line := range strings.Lines(nearest) {
		profession, words, ok := strings.Cut(line, ": ")
		if ok && !strings.HasPrefix(line, "#") && slices.Contains(strings.Fields(words), Slug(work)) {
			return profession
		}
	}
	return ""
}
