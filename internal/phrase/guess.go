package phrase

import (
	"strings"
	"unicode"
)

// A passphrase costs what the cheapest way to put it together from pieces
// costs: single characters, and pieces that are tried as a whole. Every
// piece may be cut short by the end of the text at no greater cost. So
// whatever is put behind a text, it does not become cheaper.

// What guessing a piece costs, in tenths of a bit: rough figures, on the
// low side for what people choose. That of a drawn word is exact.
const (
	letterCost = 30  // English has less, drawn letters have more
	digitCost  = 33  // log2 10
	otherCost  = 40  // a sign, or a letter beyond a to z
	jumbleCost = 20  // more, for another kind of character within a word
	runCost    = 60  // along a row of the keyboard or the alphabet, any length
	yearCost   = 70  // 1900 to 2099
	copyCost   = 50  // something that was there before, any length
	commonCost = 80  // an entry of the list of common words and phrases
	leetCost   = 10  // more, for signs that stand for its letters
	wordCost   = 129 // log2 7776
)

// mostPieces is how many bytes of a passphrase are put together; what is
// behind them could only add.
const mostPieces = 128

// rows are what fingers run along, each character in a row once.
const rows = "1234567890 qwertyuiop asdfghjkl zxcvbnm qwertzuiop azertyuiop qsdfghjklm " +
	"abcdefghijklmnopqrstuvwxyz 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p !\"£$%^&*() !@#$%^&*()"

// kind is a kind of character.
type kind int

const (
	joiner kind = iota // passed over: spaces, and signs that only join words
	little
	capital
	digit
	sign
	foreign
)

func kindOf(r rune) kind {
	switch {
	case r >= 'a' && r <= 'z':
		return little
	case r >= 'A' && r <= 'Z':
		return capital
	case r >= '0' && r <= '9':
		return digit
	case unicode.IsSpace(r), strings.ContainsRune("-_.,:;'/", r), unicode.In(r, unicode.Mn, unicode.Cf):
		return joiner
	case unicode.IsLetter(r):
		return foreign
	}
	return sign
}

// spelling is a passphrase as it is weighed: in small letters and without
// joiners.
type spelling struct {
	plain   string
	literal []int  // the cost of each byte by itself
	apart   []bool // which bytes are digits and signs
	letters int
	pieces  []piece // in the order of where they begin
}

// piece is what is tried as a whole: so many bytes and every beginning of
// them, or just so many.
type piece struct {
	from, least, most, cost int
}

func spell(text string) spelling {
	var s spelling
	var plain []byte
	last := joiner
	for _, r := range text {
		if len(plain) >= mostPieces {
			break
		}
		if k := kindOf(r); k != joiner {
			from := len(plain)
			plain = append(plain, string(unicode.ToLower(r))...)
			s.literal = append(s.literal, literal(last, k))
			for range len(plain) - from - 1 { // a character of several bytes costs as one
				s.literal = append(s.literal, 0)
			}
			for range len(plain) - from {
				s.apart = append(s.apart, k == digit || k == sign)
			}
			if k != digit && k != sign {
				s.letters++
			}
		}
		last = kindOf(r)
	}
	s.plain = string(plain)
	s.pieces = pieces(s.plain)
	return s
}

// literal is the cost of one character of kind k after another.
func literal(after, k kind) int {
	cost := otherCost
	switch k {
	case little, capital:
		cost = letterCost
	case digit:
		cost = digitCost
	}
	if after != joiner && after != k && !(after == capital && k == little) {
		cost += jumbleCost
	}
	return cost
}

// letterFor returns the letter that a sign is often put for.
func letterFor(r, one rune) rune {
	const signs, stands = "034578@$9+|", "oeastbasgtl"
	if r == '1' || r == '!' {
		return one
	}
	if i := strings.IndexRune(signs, r); i >= 0 {
		return rune(stands[i])
	}
	return r
}

// copies returns for each place of b the greatest number of bytes from
// there on that also begin at an earlier place.
func copies(b []byte) []int {
	longest := make([]int, len(b))
	same := make([]int, len(b)+1) // at j: how far b[i:] and b[j:] agree
	for i := len(b) - 1; i >= 0; i-- {
		for j := range i {
			if b[i] == b[j] {
				same[j] = same[j+1] + 1 // the latter is still that of i+1
			} else {
				same[j] = 0
			}
			longest[i] = max(longest[i], same[j])
		}
	}
	return longest
}

// pieces returns all there are in a text.
func pieces(plain string) (found []piece) {
	var readings []string // with letters for signs: 1 as i, then as l
	for _, one := range "il" {
		read := strings.Map(func(r rune) rune { return letterFor(r, one) }, plain)
		if read != plain {
			readings = append(readings, read)
		}
	}
	copied := copies([]byte(plain))
	for i := range len(plain) {
		found = append(found,
			piece{i, 1, copied[i], copyCost}, piece{i, 1, run(plain[i:]), runCost}, piece{i, 1, year(plain[i:]), yearCost})
		listed(effText, plain[i:], func(n int) { found = append(found, piece{i, n, n, wordCost}) })
		listed(commonText, plain[i:], func(n int) { found = append(found, piece{i, n, n, commonCost}) })
		for _, read := range readings {
			listed(commonText, read[i:], func(n int) { found = append(found, piece{i, n, n, commonCost + leetCost}) })
		}
	}
	return found
}

// cost is what guessing the text takes, in tenths of a bit; with core,
// digits and signs that are no part of a piece are free.
func (s spelling) cost(core bool) int {
	best := make([]int, len(s.plain)+1) // of the text up to there
	for i := range best {
		best[i] = i * (otherCost + jumbleCost) // no character costs more
	}
	next := 0
	for i, one := range s.literal {
		if core && s.apart[i] {
			one = 0
		}
		best[i+1] = min(best[i+1], best[i]+one)
		for ; next < len(s.pieces) && s.pieces[next].from == i; next++ {
			p := s.pieces[next]
			for n := p.least; n <= p.most; n++ {
				best[i+n] = min(best[i+n], best[i]+p.cost)
			}
		}
	}
	return best[len(s.plain)]
}

// run returns how far text runs along one of the rows, either way.
func run(text string) int {
	longest := 0
	for row := range strings.FieldsSeq(rows) {
		at := strings.IndexByte(row, text[0])
		for n, up, down := 0, at >= 0, at >= 0; up || down; n++ {
			longest = max(longest, n)
			up = up && n < len(text) && at+n < len(row) && row[at+n] == text[n]
			down = down && n < len(text) && at-n >= 0 && row[at-n] == text[n]
		}
	}
	return longest
}

// year returns how much of a year text begins with: four digits, or fewer
// but its century.
func year(text string) int {
	if !strings.HasPrefix(text, "19") && !strings.HasPrefix(text, "20") {
		return 0
	}
	n := 2
	for n < min(len(text), 4) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// shortest is the length of the shortest line of the lists.
const shortest = 3

// listed calls found with the length of each line of a sorted list that
// text begins with, and with that of text where a line begins with it.
func listed(list, text string, found func(n int)) {
	for n := min(shortest, len(text)); n <= len(text); n++ {
		line := seek(list, text[:n])
		if !strings.HasPrefix(line, text[:n]) {
			return
		}
		if len(line) == n || n == len(text) {
			found(n)
		}
	}
}
