package main

import (
	"io/fs"
	"strconv"
	"strings"
)

// placeWord marks a place that is also a common word, such as Bath.
const placeWord = 1 << 3

// unnamedUS is the number of people from which on an American town is
// kept though its name is a word or a first name.
const unnamedUS = 100_000

// readPlaces returns the places with their size class in bits 0 to 2: 1
// up to 20,000 people, 2 up to 100,000, 3 up to 250,000, 4 above. A place
// written by hand is of class 2 unless it is known to be larger.
func readPlaces(sources fs.FS, lexicon map[string]int) (map[string]int, error) {
	out := map[string]int{}
	add := func(key string, size int) {
		if len(key) > 1 && strings.IndexFunc(key, func(r rune) bool { return r != ' ' && (r < 'a' || r > 'z') }) < 0 {
			out[key] = max(out[key], size)
		}
	}
	err := readRows(sources, "cities.tsv", 3, func(row []string) error {
		people, err := strconv.Atoi(row[1])
		key := phrase(row[2])
		value := lexicon[key]
		isName := value>>firstShift&3 >= 2 || value>>wordShift&3 == 1
		if covers(row[0]) && (row[0] != "US" || !isName || people > unnamedUS) {
			add(key, sizeClass(people))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	entries, err := readHand("places.txt")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		add(phrase(e), 2)
	}
	for key := range out {
		if lexicon[key]>>wordShift&3 == 1 {
			out[key] |= placeWord
		}
	}
	return out, nil
}

// covers reports whether the places of a country are kept.
func covers(country string) bool {
	return strings.Contains(" GB IE US AU NZ IN NG ZA CA ", " "+country+" ")
}

func sizeClass(people int) int {
	switch {
	case people <= 20_000:
		return 1
	case people <= 100_000:
		return 2
	case people <= 250_000:
		return 3
	}
	return 4
}
