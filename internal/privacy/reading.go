package privacy

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// span is a stretch of bytes, end exclusive.
type span struct{ start, end int }

// piece is a row of letters, a row of digits, or one mark. White space
// belongs to no piece; what stands before a piece is its gap.
type piece struct {
	start, end int
	kind       byte // isWord, isNumber or isMark; 0 beyond the ends
	gap        byte // together, apart or below
}

const (
	isWord   = 'w'
	isNumber = 'n'
	isMark   = 'm'

	together = 0   // nothing stands between it and the piece before
	apart    = ' ' // on the same line
	below    = '\n'
)

// The states of a byte of the text.
const (
	free       = 0
	measured   = 1 // a figure of the trade
	identified = 2 // part of a finding
)

// reading is a text cut into pieces once, for all scanners, together with
// what they have found and taken so far.
type reading struct {
	text   string
	low    string // text with small ASCII letters, byte for byte
	pieces []piece
	state  []byte
	found  []Finding
}

// read cuts text into pieces. A letter followed by a digit ends a piece:
// AB12 are two that stand together.
func read(text string) *reading {
	low := []byte(text)
	for i, c := range low {
		if c >= 'A' && c <= 'Z' {
			low[i] = c | 0x20
		}
	}
	r := &reading{text: text, low: string(low), state: make([]byte, len(text)), pieces: make([]piece, 0, len(text)/4+8)}
	gap := byte(below)
	for i := 0; i < len(text); {
		end, kind := pieceEnd(text, i)
		if kind == 0 {
			if text[i] == '\n' {
				gap = below
			} else if gap == together {
				gap = apart
			}
			i = end
			continue
		}
		r.pieces = append(r.pieces, piece{i, end, kind, gap})
		gap, i = together, end
	}
	return r
}

// pieceEnd returns the end and the kind of the piece at i; the kind of
// white space is 0.
func pieceEnd(text string, i int) (end int, kind byte) {
	c := text[i]
	switch {
	case isDigit(c):
		return digitsEnd(text, i), isNumber
	case c == ' ' || c == '\n' || c == '\r' || c == '\t':
		return i + 1, 0
	case c < utf8.RuneSelf && !isLetter(c):
		return i + 1, isMark
	}
	for end = i; end < len(text); {
		if isLetter(text[end]) {
			end++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		if r < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	if end > i {
		return end, isWord
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if unicode.IsSpace(r) {
		return i + size, 0
	}
	return i + size, isMark
}

// at returns the i-th piece; beyond the ends it has no kind and stands on
// a line of its own.
func (r *reading) at(i int) piece {
	if i < 0 || i >= len(r.pieces) {
		return piece{len(r.text), len(r.text), 0, below}
	}
	return r.pieces[i]
}

// word returns the i-th piece in small letters.
func (r *reading) word(i int) string {
	p := r.at(i)
	return r.low[p.start:p.end]
}

func (r *reading) isNumber(i int) bool { return r.at(i).kind == isNumber }
func (r *reading) isWord(i int) bool   { return r.at(i).kind == isWord }

// joined reports whether the i-th piece stands right beside the one
// before it.
func (r *reading) joined(i int) bool { return r.at(i).gap == together }

// sameLine reports whether the i-th piece exists and begins no new line.
func (r *reading) sameLine(i int) bool { p := r.at(i); return p.kind != 0 && p.gap != below }

func (r *reading) size(i int) int { p := r.at(i); return p.end - p.start }

// number returns the value of a row of at most nine digits, or -1.
func (r *reading) number(i int) int {
	p := r.at(i)
	if p.kind != isNumber || p.end-p.start > 9 {
		return -1
	}
	return value(r.text[p.start:p.end])
}

func value(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// capital reports whether the i-th piece begins with a capital.
func (r *reading) capital(i int) bool {
	p := r.at(i)
	if p.kind != isWord {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.text[p.start:])
	return unicode.IsUpper(c)
}

// capitals reports whether the i-th piece is a word without small letters.
func (r *reading) capitals(i int) bool {
	p := r.at(i)
	if p.kind != isWord {
		return false
	}
	for j := p.start; j < p.end; j++ {
		if c := r.text[j]; c >= 'a' && c <= 'z' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isDash reports whether the i-th piece is a hyphen or a dash.
func (r *reading) isDash(i int) bool {
	switch r.word(i) {
	case "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014":
		return true
	}
	return false
}

// touches reports whether a letter or digit stands right before piece i or
// right after piece j-1, so that they are part of something longer.
func (r *reading) touches(i, j int) bool {
	before := r.joined(i) && i > 0 && r.at(i-1).kind != isMark
	after := r.joined(j) && j < len(r.pieces) && r.at(j).kind != isMark
	return before || after
}

// pieceOf returns the first piece that starts at byte b or later.
func (r *reading) pieceOf(b int) int {
	k, _ := slices.BinarySearchFunc(r.pieces, b, func(p piece, b int) int { return cmp.Compare(p.start, b) })
	return k
}

// cued reports whether one of the n pieces before i, on the same line, is
// among words.
func (r *reading) cued(i, n int, words func(string) bool) bool {
	for j := i - 1; j >= 0 && j >= i-n && r.sameLine(j+1); j-- {
		if words(r.word(j)) {
			return true
		}
	}
	return false
}

// isFree reports whether nothing has claimed a byte of pieces i to j-1.
func (r *reading) isFree(i, j int) bool {
	for ; i < j; i++ {
		if p := r.at(i); p.kind == 0 || r.state[p.start] != free {
			return false
		}
	}
	return true
}

// take claims the pieces i to j-1 as figures of the trade, as far as they
// are free.
func (r *reading) take(i, j int) {
	if i >= j {
		return
	}
	for b := r.at(i).start; b < r.at(j-1).end; b++ {
		if r.state[b] == free {
			r.state[b] = measured
		}
	}
}

// add records a finding over the pieces i to j-1.
func (r *reading) add(kind Kind, level Level, i, j int, why, suggest string) {
	r.addBytes(Finding{r.at(i).start, r.at(j - 1).end, kind, level, why, suggest})
}

// addBytes records a finding and marks its place.
func (r *reading) addBytes(f Finding) {
	r.found = append(r.found, f)
	for b := f.Start; b < f.End; b++ {
		r.state[b] = identified
	}
}

// taken returns what is claimed for figures of the trade, in order.
func (r *reading) taken() []span {
	var out []span
	for i := 0; i < len(r.state); i++ {
		if r.state[i] != measured {
			continue
		}
		start := i
		for i < len(r.state) && r.state[i] == measured {
			i++
		}
		out = append(out, span{start, i})
	}
	return out
}
