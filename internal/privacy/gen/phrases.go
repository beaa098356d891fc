package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// readNegative returns the words and phrases that stand for nobody who is
// written about. The number is that of the list, in the order of their
// names, times two, and one more where the phrase is as often as not an
// ordinary person's name or a place: where the entry ends in a tilde, and
// where the other lists know it as one. What a file is called up to a hyphen
// is the list that it belongs to: brands-food.txt goes with brands.txt.
func readNegative(births, lexicon, places map[string]int) (map[string]int, error) {
	files, err := fs.Glob(hand, "hand/negative/*.txt")
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	i, last := -1, ""
	for _, file := range files {
		list, _, _ := strings.Cut(strings.TrimSuffix(path.Base(file), ".txt"), "-")
		if list != last {
			i, last = i+1, list
		}
		entries, err := readHand(strings.TrimPrefix(file, "hand/"))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			e, shared := strings.CutSuffix(e, "~")
			key := phrase(e)
			if key == "" {
				return nil, fmt.Errorf("%s: %q has no key", file, e)
			}
			if other, ok := out[key]; ok && other>>1 > 0 {
				continue // the first list that has it counts, but for the short forms
			}
			out[key] = i << 1
			isPlace := places[key]&7 >= 2 && list != "countries"
			named := lexicon[key]>>firstShift&3 >= 2
			switch list {
			case "countries":
				named = false // Ireland is a country, however many girls are called so
			case "brands", "drugs", "sayings", "software":
				named = births[key] >= someBirths
			}
			if shared || isPlace || named {
				out[key] |= 1
			}
		}
	}
	return out, nil
}

// readCues returns the words and phrases that tell what stands beside
// them. The number has a bit for each list that has the phrase, in the
// order of the file names.
func readCues() (map[string]int, error) {
	files, err := fs.Glob(hand, "hand/cues/*.txt")
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
