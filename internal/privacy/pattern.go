package privacy

import (
	"strings"
	"unicode/utf8"
)

// shape is a form that is known by itself. In the pattern A is a letter, 9
// a digit, X either, a space an optional space or mark, and _ one that has
// to be there; anything else is itself.
type shape struct {
	pattern string
	kind    Kind
	level   Level
	small   Level // with small letters, "" for not at all
	check   func(string) bool
	why     string
	suggest string
}

const (
	whyID    = "an identity or insurance number belongs to one person"
	whyPin   = "a registration number names one practitioner in a public register"
	whyBank  = "an account or a card belongs to one person"
	whyPlate = "a number plate leads to one vehicle and its keeper"
)

// shapes lists the forms, the more special ones first.
func shapes() [32]shape {
	id, pin, plate := National, Registration, Plate
	return [...]shape{
		{"99-99-99_99999999", Bank, Sure, Sure, nil, whyBank, anAccount},
		{"99-9999-9999999-999", Bank, Sure, Sure, nil, whyBank, anAccount},
		{"99-9999-9999999-99", Bank, Sure, Sure, nil, whyBank, anAccount},
		{"AA 99 99 99 A", id, Sure, Likely, isNINOShape, whyID, anID},
		{"999-99-9999", id, Sure, Sure, nil, whyID, anID},
		{"999 99 9999", id, Likely, Likely, isSpaced, whyID, anID},
		{"9A A9_AA A9_AA99", id, Sure, Likely, isMBI, whyID, anID},
		{"9XX9 XX9 XX99", id, Sure, Likely, isMBI, whyID, anID},
		{"9999_99999_9", id, Sure, Sure, isMedicare, whyID, anID},
		{"9999 9999 9999", id, Likely, Likely, isAadhaar, whyID, anID},
		{"9999999999999", id, Sure, Sure, isSouthAfrican, whyID, anID},
		{"999999 9999 999", id, Sure, Sure, isSouthAfrican, whyID, anID},
		{"999_999_999", id, Likely, Likely, isCheckedNine, whyID, anID},
		{"999 999 999A", id, Likely, "", isCentrelink, whyID, anID},
		{"99-9999-9999-9999", id, Sure, Sure, nil, whyID, anID},
		{"AAAAA9999A", id, Sure, Likely, nil, whyID, anID},
		{"AAAA 9999 9999", id, Likely, "", isRAMQ, whyID, anID},
		{"9999999A", id, Sure, Likely, nil, whyID, anID},
		{"9999999AA", id, Sure, Likely, nil, whyID, anID},
		{"AAA9999", id, Sure, Likely, isNHI, whyID, anID},
		{"AAA99AX", id, Sure, "", isNHI, whyID, anID},
		{"99-999-999", id, Likely, Likely, nil, whyID, anID},
		{"99A9999A", pin, Sure, Likely, nil, whyPin, aPin},
		{"AAA9999999999", pin, Sure, Likely, nil, whyPin, aPin},
		{"AA 99 AAA", plate, Sure, "", isCurrentPlate, whyPlate, aPlate},
		{"AA 99 A 9999", plate, Sure, "", isIndianPlate, whyPlate, aPlate},
		{"AA 99 AA 9999", plate, Sure, Likely, isIndianPlate, whyPlate, aPlate},
		{"AA 9 AA 9999", plate, Sure, "", isIndianPlate, whyPlate, aPlate},
		{"AA 9A AA 9999", plate, Sure, "", isIndianPlate, whyPlate, aPlate},
		{"AAA-999AA", plate, Sure, "", nil, whyPlate, aPlate},
		{"AAA 999 AA", plate, Likely, "", isAfricanPlate, whyPlate, aPlate},
		{"AA 99 AA AA", plate, Likely, "", isAfricanPlate, whyPlate, aPlate},
	}
}

// shapes finds what is known by its form: identity numbers, pins, plates,
// cards, accounts, postcodes.
func (r *reading) shapes() {
	table := shapes()
	for i := 0; i < len(r.pieces); i++ {
		if r.isNumber(i) && r.size(i) == 4 {
			r.masked(i)
		}
		if !r.startsCode(i) {
			continue
		}
		if end := r.shapeAt(table[:], i); end > i {
			i = end - 1
		}
	}
}

// startsCode reports whether a word with digits, or letters right before
// digits, begins at piece i and is free.
func (r *reading) startsCode(i int) bool {
	p := r.at(i)
	if p.kind == isMark || r.state[p.start] != free || i > 0 && r.joined(i) && r.at(i-1).kind != isMark {
		return false
	}
	if p.kind == isNumber {
		return true
	}
	if p.end-p.start > 5 {
		return false
	}
	j := i + 1
	if r.isDash(j) {
		j++
	}
	return r.isNumber(j) && r.sameLine(j)
}

// shapeAt records what begins at piece i and returns the piece after it,
// or i.
func (r *reading) shapeAt(table []shape, i int) int {
	start := r.at(i).start
	if end, level := r.ibanAt(i); end > i {
		return r.record(Finding{start, 0, Bank, level, whyBank, anAccount}, i, end)
	}
	if r.isNumber(i) {
		if end, level := r.cardAt(i); end > i && r.isFree(i, end) {
			return r.record(Finding{start, 0, Bank, level, whyBank, anAccount}, i, end)
		}
	}
	if r.isNumber(i) && r.size(i) < 7 && !r.isNumber(i+1) && !r.joined(i+1) {
		return r.otherCode(i) // a short number by itself has no form
	}
	digit := r.isNumber(i)
	for k := range table {
		s := &table[k]
		if digit != (s.pattern[0] == '9') {
			continue
		}
		end, small := match(r.text, start, s.pattern)
		level := s.level
		if small {
			level = s.small
		}
		if end == start || level == "" || r.isTaken(start, end) || touchesLetter(r.text, start, end) || r.goesBeyond(start, end) {
			continue
		}
		if s.kind == National && strings.ContainsAny(r.text[start:end], " ") && r.besideNumber(i, end) {
			continue
		}
		if s.check != nil && !s.check(r.text[start:end]) {
			continue
		}
		f := Finding{start, end, s.kind, level, s.why, s.suggest}
		r.addBytes(f)
		for r.at(i).kind != 0 && r.at(i).start < end {
			i++
		}
		return i
	}
	return r.otherCode(i)
}

// record adds a finding over the pieces i to end-1.
func (r *reading) record(f Finding, i, end int) int {
	f.End = r.at(end - 1).end
	r.addBytes(f)
	return end
}

// besideNumber reports whether another number stands before piece i or
// after byte end: a row of readings, then, rather than one number.
func (r *reading) besideNumber(i, end int) bool {
	after := r.pieceOf(end)
	return r.isNumber(i-1) && r.sameLine(i) || r.isNumber(after) && r.sameLine(after)
}

// isTaken reports whether any of the bytes is claimed.
func (r *reading) isTaken(start, end int) bool {
	for _, s := range r.state[start:end] {
		if s != free {
			return true
		}
	}
	return false
}

// goesBeyond reports whether digits go on after a hyphen, so that the form
// is only a part of something longer.
func (r *reading) goesBeyond(start, end int) bool {
	if end+1 < len(r.text) && (r.text[end] == '-' || r.text[end] == '.') && isDigit(r.text[end+1]) {
		return true
	}
	return start >= 2 && (r.text[start-1] == '-' || r.text[start-1] == '.') && isDigit(r.text[start-2])
}

// match compares the text at start with a pattern and returns where it
// ends, or start, and whether a small letter was among the letters.
func match(text string, start int, pattern string) (end int, small bool) {
	i := start
	for _, want := range []byte(pattern) {
		size := 0
		if want == ' ' || want == '_' {
			if size = markSize(text, i); size == 0 && want == '_' {
				return start, false
			}
			i += size
			continue
		}
		if i >= len(text) {
			return start, false
		}
		c := text[i]
		switch want {
		case 'A':
			if !isLetter(c) {
				return start, false
			}
		case '9':
			if !isDigit(c) {
				return start, false
			}
		case 'X':
			if !isLetter(c) && !isDigit(c) {
				return start, false
			}
		case '-':
			if size = markSize(text, i); size == 0 || c == ' ' || c == '.' {
				return start, false
			}
			i += size
			continue
		}
		small = small || c >= 'a' && c <= 'z'
		i++
	}
	return i, small
}

// markSize returns the length of one space, hyphen or dot at i, or 0.
func markSize(text string, i int) int {
	if i < len(text) && text[i] < utf8.RuneSelf {
		if c := text[i]; c == ' ' || c == '-' || c == '.' {
			return 1
		}
		return 0
	}
	for _, mark := range [...]string{"\u00a0", "\u2010", "\u2011", "\u2013"} {
		if strings.HasPrefix(text[i:], mark) {
			return len(mark)
		}
	}
	return 0
}

// bare returns the letters and digits of s, in capitals.
func bare(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if isLetter(c) || isDigit(c) {
			b.WriteByte(c)
		}
	}
	return strings.ToUpper(b.String())
}

// masked records the last four digits of a number whose others are crossed
// out: xxx-xx-6789, **** **** 0123.
func (r *reading) masked(i int) {
	end := r.at(i)
	start, hidden := end.start, 0
	for start > 0 && end.start-start < 20 {
		c := r.low[start-1]
		if c != 'x' && c != '*' && c != '-' && c != ' ' {
			break
		}
		if c == 'x' || c == '*' {
			hidden++
		}
		start--
	}
	for start < end.start && (r.low[start] == ' ' || r.low[start] == '-') {
		start++
	}
	if hidden < 4 || r.isTaken(start, end.end) || start > 0 && (isLetter(r.low[start-1]) || isDigit(r.low[start-1])) || r.joined(i+1) && r.at(i+1).kind != isMark && i+1 < len(r.pieces) {
		return
	}
	r.addBytes(Finding{start, end.end, National, Likely, "the last figures of a number are often enough to tell whose it is", anID})
}
