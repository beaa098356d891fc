package render

import (
	"afterword/internal/pack"
)

// Paper is a size of paper. Every page has margins of 22 mm.
type Paper string

// The sizes that documents are set for.
const (
	A4     Paper = "a4"     // 210 by 297 mm
	Letter Paper = "letter" // 8.5 by 11 inches
)

// atHead is what stands at the head of every page.
func atHead(p pack.Pack) string { return "Confidential: for " + p.Words().Supervision }

// atFoot is what stands at the foot of every page beside its number.
func atFoot(p pack.Pack) string {
	if p.Fingerprint() == "" {
		return pack.Notice
	}
	return pack.Notice + " Journal " + p.Fingerprint()
}
