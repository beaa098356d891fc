package journal

import (
	"slices"
	"strings"
)

// Part is one labelled part of a text.
type Part struct {
	Label string // in lower case; empty for what stands before the first label
	Rest  string // the word between the label and its colon, such as an id
	Text  string // trimmed
}

// SplitParts divides a text at the lines that begin with a label and a
// colon, such as "Tried: I asked twice." A label is known in either case,
// and one word may stand between it and the colon. What is no such line
// belongs to the part it stands in, so that no word is lost; a part with
// nothing in it is there all the same, but for the one before the first
// label. Labels are given in lower case, one that begins with another
// before it.
func SplitParts(text string, labels ...string) []Part {
	parts := []Part{{}}
	for line := range strings.Lines(text) {
		if p, ok := labelled(line, labels); ok {
			parts = append(parts, p)
			continue
		}
		parts[len(parts)-1].Text += line
	}
	for i := range parts {
		parts[i].Text = strings.TrimSpace(parts[i].Text)
	}
	return slices.DeleteFunc(parts, func(p Part) bool { return p == Part{} })
}

// Uncolonned returns the first line that is a label and a word with a digit
// in it, such as an id or a number, and lacks its colon, so that SplitParts
// takes it for words of the part above it; nothing where there is none.
func Uncolonned(text string, labels ...string) string {
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if strings.Contains(line, ":") || len(words) < 2 || !strings.ContainsAny(words[len(words)-1], "0123456789") {
			continue
		}
		if slices.Contains(labels, strings.ToLower(strings.Join(words[:len(words)-1], " "))) {
			return strings.Join(words, " ")
		}
	}
	return ""
}

// labelled reads a line that begins a part.
func labelled(line string, labels []string) (Part, bool) {
	head, text, ok := strings.Cut(line, ":")
	if !ok {
		return Part{}, false
	}
	words := strings.Fields(head)
	for _, label := range labels {
		n := len(strings.Fields(label))
		if len(words) < n || len(words) > n+1 || strings.ToLower(strings.Join(words[:n], " ")) != label {
			continue
		}
		return Part{Label: label, Rest: strings.Join(words[n:], ""), Text: strings.TrimLeft(text, " \t")}, true
	}
	return Part{}, false
}
