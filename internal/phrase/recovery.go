package phrase

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Recovery words follow BIP-39: 256 bits and the first 8 of their SHA-256
// make 264 bits, which are 24 words of a list of 2048, at 11 bits each.
const (
	wordCount = 24
	wordBits  = 11
	// prefix is how many letters name a word of the list: no two begin
	// with the same four.
	prefix = 4
	// mostNear is how many words are suggested for one that is unknown.
	mostNear = 3
)

// ErrChecksum means that 24 words of the list do not belong together.
var ErrChecksum = errors.New("one or more of the words are wrong or in another order; compare them with the sheet")

// WordError is a recovery word that is not one of the list. Its message
// holds no word; Near is for a caller that has a person to show it to.
type WordError struct {
	Place int      // 1 to 24
	Near  []string // at most three words of the list that look like it, nearest first
}

func (e *WordError) Error() string {
	return fmt.Sprintf("word %d is not one of the list", e.Place)
}

// Words returns the 24 recovery words of a secret, with one space between
// them.
func Words(secret [32]byte) string {
	sum := sha256.Sum256(secret[:])
	bits := append(secret[:], sum[0])
	defer clear(bits)
	list := lines(bipText)
	words := make([]string, wordCount)
	for i := range words {
		n := 0
		for b := i * wordBits; b < (i+1)*wordBits; b++ {
			n = n<<1 | int(bits[b/8]>>(7-b%8)&1)
		}
		words[i] = list[n]
	}
	return strings.Join(words, " ")
}

// Secret returns the secret of 24 recovery words, in capitals or not, with
// any white space, commas and numbers between them. Numbers from 1 to 24,
// each once and each before its word, say the order, since a sheet is read
// down its columns and copied along its lines. Four letters stand for a
// word. The error is a *WordError, ErrChecksum, or says how many words
// there were; none of them holds a word.
func Secret(text string) (secret [32]byte, err error) {
	list := lines(bipText)
	words := ordered(text)
	var bits [33]byte
	defer clear(bits[:])
	for i, word := range words[:min(len(words), wordCount)] {
		n, ok := find(list, word)
		if !ok {
			return secret, &WordError{Place: i + 1, Near: near(list, word)}
		}
		for b := range wordBits {
			at := i*wordBits + b
			bits[at/8] |= byte(n>>(wordBits-1-b)&1) << (7 - at%8)
		}
	}
	if len(words) != wordCount {
		return secret, fmt.Errorf("there should be %d words, and %d were given; give all of them in order", wordCount, len(words))
	}
	if sha256.Sum256(bits[:32])[0] != bits[32] {
		return secret, ErrChecksum
	}
	copy(secret[:], bits[:32])
	return secret, nil
}

// ordered returns the words of a text, in small letters and in the order
// their numbers give, or in that of the text where they give none.
func ordered(text string) []string {
	var words []string
	var places []int
	number := 0
	for _, field := range strings.FieldsFunc(strings.Map(small, text), separates) {
		field = strings.TrimFunc(field, edging)
		word := strings.TrimLeft(field, "0123456789")
		if written := field[:len(field)-len(word)]; written != "" {
			number, _ = strconv.Atoi(written) // one too long for a place is none
		}
		if word = strings.TrimFunc(word, edging); word == "" {
			continue
		}
		words = append(words, word)
		places = append(places, number)
		number = 0
	}
	sorted := make([]string, len(words))
	for i, place := range places {
		if len(words) != wordCount || place < 1 || place > wordCount || sorted[place-1] != "" {
			return words
		}
		sorted[place-1] = words[i]
	}
	return sorted
}

// small makes a letter small and drops what has no width, which copying
// from a document brings along.
func small(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return unicode.ToLower(r)
}

func separates(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '|' }

// edging is what stands around a word and is not of it.
func edging(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// find returns the place of a word in the list, or of the one word that
// begins with it.
func find(list []string, word string) (int, bool) {
	n, found := slices.BinarySearch(list, word)
	if !found && len(word) >= prefix && n < len(list) {
		found = strings.HasPrefix(list[n], word)
	}
	return n, found
}

// near returns the words of the list that become word by two changes of a
// letter or fewer; by one where word is short, since two make anything of
// it.
func near(list []string, word string) []string {
	type candidate struct {
		word string
		far  int
	}
	var found []candidate
	most := 2
	if len(word) <= prefix {
		most = 1
	}
	for _, w := range list {
		if d := len(w) - len(word); d < -most || d > most {
			continue
		}
		if far := distance(w, word); far <= most {
			found = append(found, candidate{w, far})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.far, b.far) })
	var words []string
	for _, c := range found[:min(len(found), mostNear)] {
		words = append(words, c.word)
	}
	return words
}

// distance is the number of letters put in, left out or changed, or of
// neighbours that changed places, between a and b.
func distance(a, b string) int {
	var before, last, row []int
	for j := range len(b) + 1 {
		last = append(last, j)
	}
	for i := range len(a) {
		row = append(make([]int, 0, len(b)+1), i+1)
		for j := range len(b) {
			d := min(last[j+1], row[j]) + 1
			if a[i] == b[j] {
				d = min(d, last[j])
			} else {
				d = min(d, last[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row = append(row, d)
		}
		before, last = last, row
	}
	return last[len(b)]
}
