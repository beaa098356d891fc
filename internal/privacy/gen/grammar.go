package main

import (
	"fmt"
	"io/fs"
	"strings"
)

// readGrammar returns the words that tell how a sentence goes on. The
// number has a bit for each list that has the word, in the order of the
// file names.
func readGrammar() (map[string]int, error) {
	files, err := fs.Glob(hand, "hand/grammar/*.txt")
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for i, file := range files {
		entries, err := readHand(strings.TrimPrefix(file, "hand/"))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			key := phrase(e)
			if key == "" {
				return nil, fmt.Errorf("%s: %q has no key", file, e)
			}
			out[key] |= 1 << i
		}
	}
	return out, nil
}
