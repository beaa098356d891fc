package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"afterword/internal/privacy"
)

// readRows hands the fields of every line to row, which returns what is
// wrong with them. Fields are parted by tabs.
func readRows(from fs.FS, name string, fields int, row func([]string) error) error {
	file, err := from.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		got := strings.Split(lines.Text(), "\t")
		if len(got) != fields {
			return fmt.Errorf("%s, line %d: %d fields, want %d", name, n, len(got), fields)
		}
		if err := row(got); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	return lines.Err()
}

// readHand returns the entries of a list written by hand, one a line.
// Lines that begin with # are its notes.
func readHand(name string) ([]string, error) {
	data, err := fs.ReadFile(hand, "hand/"+name)
	if err != nil {
		return nil, err
	}
	var entries []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			entries = append(entries, line)
		}
	}
	return entries, nil
}

// fold returns the key of a word as it is looked up.
func fold(word string) string { return string(privacy.Fold(nil, word)) }

// phrase returns the key of several words: each folded, with one space
// between them, where a hyphen counts as a space.
func phrase(words string) string {
	var keys []string
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || r == '-' || r == '\u2011' }) {
		if key := strings.Trim(fold(w), ".,"); key != "" {
			keys = append(keys, key)
		}
	}
	return strings.Join(keys, " ")
}

// names returns the keys of the words in a name that are names in the
// Latin script: of "Mary Ann" two, of an initial none, and of "van der
// Berg" one, since the others are particles.
func names(name string, particles []string) []string {
	var keys []string
	words := strings.Fields(name)
	for _, w := range words {
		key := fold(w)
		isParticle := len(words) > 1 && slices.Contains(particles, key)
		if len(key) > 1 && isPlain(key) && !isParticle {
			keys = append(keys, key)
		}
	}
	return keys
}

// isPlain reports whether a key has letters of the Latin script and
// hyphens inside, and nothing else.
func isPlain(key string) bool {
	for i, r := range key {
		if (r < 'a' || r > 'z') && (r != '-' || i == 0 || i == len(key)-1) {
			return false
		}
	}
	return key != ""
}

// latin1 makes text of the bytes of ISO 8859-1, in which SCOWL is written.
func latin1(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String()
}
