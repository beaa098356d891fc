package main

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// lexicon gathers what is known about single words.
type lexicon struct {
	births map[string]int  // of a first name since 1930
	rank   map[string]int  // of a surname, from 1
	first  map[string]bool // first names from elsewhere
	last   map[string]bool // surnames from elsewhere
	nick   map[string]bool // first names written by hand, words or not
	words  map[string]int  // 1 common, 2 less so, 3 rare
	nobody map[string]bool // written in registers where no name was given
}

// Where the classes of names begin.
const (
	manyBirths, someBirths   = 50_000, 5_000
	wordBirths               = 1_000 // of a name that is a word as well
	highRank, middleRank     = 1_000, 10_000
	lastRank                 = 58_000
	commonSize, rareSize     = 60, 70 // of SCOWL; larger ones are class 3
	firstShift, surnameShift = 0, 2
	wordShift, bothShift     = 4, 6
)

// values returns the number of each word, in which lie the class of the
// first name (bits 0 and 1), of the surname (2 and 3), of the word (4 and
// 5), and whether it is a first name that is also a common word (6).
func (l lexicon) values() map[string]int {
	out := map[string]int{}
	for key := range l.words {
		out[key] = 0
	}
	for _, source := range []map[string]bool{l.first, l.last, l.nick} {
		for key := range source {
			out[key] = 0
		}
	}
	for _, source := range []map[string]int{l.births, l.rank} {
		for key := range source {
			out[key] = 0
		}
	}
	for key := range out {
		first, surname, word := l.firstClass(key), l.surnameClass(key), l.words[key]
		value := first<<firstShift | surname<<surnameShift | word<<wordShift
		if first > 0 && word == 1 {
			value |= 1 << bothShift
		}
		out[key] = value
	}
	maps.DeleteFunc(out, func(_ string, value int) bool { return value == 0 })
	return out
}

// firstClass is 3 for the most frequent first names, 2 for well-known
// ones and for those of people whom no American register counts, and 1
// for rare ones. A common word has to be given often to be a name.
func (l lexicon) firstClass(key string) int {
	births := l.births[key]
	common := l.words[key] == 1
	switch {
	case l.nobody[key]:
		return 0
	case births >= manyBirths:
		return 3
	case births >= someBirths, l.nick[key]:
		return 2
	case common && births < wordBirths:
		return 0
	case l.first[key] && l.words[key] == 0:
		return 2
	case l.first[key] && !common, births > 0:
		return 1
	}
	return 0
}

// surnameClass is 3 for the first thousand of the census, 2 for the first
// ten thousand and for surnames from elsewhere, and 1 for rare ones.
func (l lexicon) surnameClass(key string) int {
	rank := l.rank[key]
	common := l.words[key] == 1
	switch {
	case rank > 0 && rank <= highRank:
		return 3
	case rank > 0 && rank <= middleRank:
		return 2
	case common:
		return 0
	case l.last[key] && l.words[key] == 0:
		return 2
	case l.last[key], rank > 0:
		return 1
	}
	return 0
}

func readLexicon(sources fs.FS) (lexicon, error) {
	l := lexicon{
		births: map[string]int{}, rank: map[string]int{}, words: map[string]int{},
		first: map[string]bool{}, last: map[string]bool{}, nick: map[string]bool{}, nobody: map[string]bool{},
	}
	for _, read := range []func(fs.FS) error{l.readWords, l.readRegisters, l.readFaker, l.readHand, l.readHandWords} {
		if err := read(sources); err != nil {
			return lexicon{}, err
		}
	}
	return l, nil
}

// readRegisters reads the births and the census.
func (l lexicon) readRegisters(sources fs.FS) error {
	err := readRows(sources, "births.tsv", 2, func(row []string) error {
		births, err := strconv.Atoi(row[1])
		if key := fold(row[0]); isPlain(key) {
			l.births[key] += births
		}
		return err
	})
	if err != nil {
		return err
	}
	return readRows(sources, "census.tsv", 2, func(row []string) error {
		rank, err := strconv.Atoi(row[0])
		if key := fold(row[1]); rank <= lastRank && len(key) > 1 && isPlain(key) && l.rank[key] == 0 {
			l.rank[key] = rank
		}
		return err
	})
}

// readFaker reads the names of faker's locales. Those that are written in
// other scripts, or are made of titles and words, are left out.
func (l lexicon) readFaker(sources fs.FS) error {
	particles, err := readParticles()
	if err != nil {
		return err
	}
	return readRows(sources, "faker.tsv", 3, func(row []string) error {
		kind := l.first
		switch {
		case row[0] == "en_AU_ocker" || row[0] == "eo" || row[0] == "dv":
			return nil
		case row[1] == "last_name":
			kind = l.last
		}
		for _, key := range names(row[2], particles) {
			kind[key] = true
		}
		return nil
	})
}

// readHand reads the names written by hand.
func (l lexicon) readHand(fs.FS) error {
	particles, err := readParticles()
	if err != nil {
		return err
	}
	for file, list := range map[string]map[string]bool{
		"first-names.txt": l.nick, "surnames.txt": l.last, "nobody.txt": l.nobody,
	} {
		entries, err := readHand(file)
		if err != nil {
			return err
		}
		for _, e := range entries {
			keys := names(e, particles)
			if len(keys) == 0 {
				return fmt.Errorf("%s: %q is no name in the Latin script", file, e)
			}
			for _, key := range keys {
				list[key] = true
			}
		}
	}
	return nil
}

// readHandWords reads the words written by hand: those of the professions
// are as common as any, those of other languages less so. What is a name in
// one of the lists stays a name.
func (l lexicon) readHandWords(fs.FS) error {
	files, err := fs.Glob(hand, "hand/words/*.txt")
	if err != nil {
		return err
	}
	for _, file := range files {
		class := 1
		if strings.HasPrefix(path.Base(file), "languages") {
			class = 2
		}
		entries, err := readHand(strings.TrimPrefix(file, "hand/"))
		if err != nil {
			return err
		}
		for _, e := range entries {
			key := fold(e)
			if !isPlain(key) {
				return fmt.Errorf("%s: %q is no word in the Latin script", file, e)
			}
			isName := l.nick[key] || l.first[key] || l.last[key] || l.births[key] >= someBirths || l.rank[key] > 0 && l.rank[key] <= middleRank
			if !isName && (l.words[key] == 0 || class < l.words[key]) {
				l.words[key] = class
			}
		}
	}
	return nil
}

// readParticles returns the keys of the small words inside names.
func readParticles() ([]string, error) {
	entries, err := readHand("cues/particle.txt")
	for i, e := range entries {
		entries[i] = fold(e)
	}
	return entries, err
}

// readWords reads SCOWL: the words and contractions of every spelling, and
// of what is always written with a capital the most frequent, among them
// the months and the nationalities.
func (l lexicon) readWords(sources fs.FS) error {
	files, err := fs.Glob(sources, "scowl/*")
	if err != nil {
		return err
	}
	slices.Sort(files)
	read := 0
	for _, file := range files {
		name, suffix, _ := strings.Cut(path.Base(file), ".")
		size, err := strconv.Atoi(suffix)
		kind := name[strings.LastIndexByte(name, '-')+1:]
		wanted := kind == "words" || kind == "contractions" || kind == "upper" && size <= 20
		if err != nil || !wanted || size > 80 {
			continue
		}
		data, err := fs.ReadFile(sources, file)
		if err != nil {
			return err
		}
		read++
		class := 3
		if size <= commonSize {
			class = 1
		} else if size <= rareSize {
			class = 2
		}
		for line := range strings.Lines(latin1(data)) {
			key := fold(strings.TrimSpace(line))
			if isPlain(key) && (l.words[key] == 0 || class < l.words[key]) {
				l.words[key] = class
			}
		}
	}
	if read == 0 {
		return fmt.Errorf("scowl: no word lists there")
	}
	return nil
}
