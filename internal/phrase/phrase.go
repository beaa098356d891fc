// Package phrase holds the words a journal is opened with: passphrases,
// made and weighed, and the recovery words that stand for a secret. Values
// go in and values come out; chance comes from the caller, and nothing is
// kept. What it returns is as secret as what it was given.
//
// The lists are embedded as plain text in the order of their bytes and are
// searched where they lie, so that a run which needs none of them pays
// nothing for them.
package phrase

import (
	_ "embed"
	"sort"
	"strings"
)

//go:embed data/eff-large.txt
var effText string

//go:embed data/bip39-english.txt
var bipText string

//go:embed data/common.txt
var commonText string

// Generate returns a passphrase of so many words of the EFF's long list,
// in lower case and with one space between them. pick draws a whole number
// from 0 to n-1, each as likely as the others and none to be foreseen. A
// word is worth 12.9 bits, so six are worth 77.5.
func Generate(words int, pick func(n int) int) string {
	list := lines(effText)
	picked := make([]string, max(words, 0))
	for i := range picked {
		picked[i] = list[pick(len(list))]
	}
	return strings.Join(picked, " ")
}

// lines returns the words of an embedded list.
func lines(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

// seek returns the first line of a sorted text that does not come before
// s, or nothing. It looks at the text itself: the offsets are searched as
// if each byte were the line it belongs to.
func seek(text, s string) string {
	at := sort.Search(len(text), func(i int) bool { return lineAt(text, i) >= s })
	if at == len(text) {
		return ""
	}
	return lineAt(text, at)
}

// lineAt returns the line that holds the byte at i; a line's end belongs
// to it.
func lineAt(text string, i int) string {
	start := strings.LastIndexByte(text[:i], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return line
}
