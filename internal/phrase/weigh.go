package phrase

import (
	"strings"
	"unicode/utf8"
)

// Weight is how hard a passphrase is to guess, in words.
type Weight struct {
	Enough  bool   // whether it may be used
	Verdict string // "too short", "easily guessed", "fair" or "strong"
	Advice  string // a sentence on what to do next, empty when strong
}

const (
	leastRunes = 12
	leastWords = 5
	mostBytes  = 1024 // of a text that are looked at
)

// What a passphrase must cost to guess, in tenths of a bit.
const (
	justCommon = commonCost + leetCost
	fairCost   = 330 // two drawn words are less, three are more
	strongCost = 640 // five drawn words
)

// Weigh says how hard a passphrase is to guess. It asks for at least 12
// characters or five words, and refuses what stays easy whatever its
// length: a common word or phrase with digits and signs around it or in
// place of its letters, one piece repeated, a run along the keyboard, a
// date or a number alone. A word of the EFF's list more never makes a
// passphrase weaker. It estimates and promises nothing: a line from a song
// that is not in the list weighs as much as one made up.
func Weigh(text string) Weight {
	text = text[:min(len(text), mostBytes)]
	fields := strings.Fields(text)
	if utf8.RuneCountInString(text) < leastRunes && len(fields) < leastWords {
		return Weight{Verdict: "too short", Advice: "Use 12 characters or more, or five words."}
	}
	s := spell(text)
	cost := max(s.cost(false), drawn(fields)*wordCost)
	switch core := s.cost(true); {
	case core <= justCommon && s.letters <= 3:
		return Weight{Verdict: "easily guessed", Advice: "Numbers and signs alone are soon tried; use words."}
	case core <= justCommon:
		return Weight{Verdict: "easily guessed",
			Advice: "What it is built on is among the first things tried; use words that have nothing to do with each other."}
	case cost < fairCost:
		return Weight{Verdict: "easily guessed",
			Advice: "It is short, or much of it is common or repeated; add a word or two that have nothing to do with the rest."}
	case cost < strongCost:
		return Weight{Enough: true, Verdict: "fair", Advice: "One or two unrelated words more would make it strong."}
	}
	return Weight{Enough: true, Verdict: "strong"}
}

// drawn counts the different words of the EFF's list among the fields.
func drawn(fields []string) int {
	seen := make(map[string]bool)
	for _, f := range fields {
		if f = strings.ToLower(f); seek(effText, f) == f {
			seen[f] = true
		}
	}
	return len(seen)
}
