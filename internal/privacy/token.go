package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sort says what a token is made of.
type sort uint8

const (
	asWord   sort = iota // letters, with apostrophes inside
	asNumber             // digits, with points, commas and colons inside
	asMixed              // letters and digits in one: B12, 3pm
	asMark               // a single other character
)

// casing says how a word is written.
type casing uint8

const (
	small   casing = iota // will
	capital               // Will
	upper                 // WILL; a single capital letter is upper too
	inner                 // McKay, DeShawn, iPhone
)

// Traits of a token that hold beside one another.
const (
	spaced     uint16 = 1 << iota // white space or the beginning stands before it
	starts                        // the first word of its line
	opens                         // the first word of a sentence
	bulleted                      // the first word after a bullet or a number of a list
	afterColon                    // a colon stands before it
	quoted                        // an opening quotation mark touches it
	possessive                    // 's or s' was cut off
	contracted                    // 'll, 'd, 've, 're or 'm was cut off
	negated                       // it ends in n't
	hyphened                      // a hyphen joins it to the token before
	dotted                        // a full stop touches its end
	reserved                      // another kind of finding, or a figure of the trade, has it
	addressed                     // that finding is an address
)

// token is one word, number or mark of a text.
type token struct {
	start, end int    // bytes in the text; a possessive ending lies between end and stop
	stop       int    // end of the word with its ending
	key        string // small letters without accents and apostrophes
	sort       sort
	shape      casing
	letters    uint8 // how many letters, at most 255
	traits     uint16
	line       int32
}

func (t *token) has(trait uint16) bool { return t.traits&trait != 0 }

// manner says how a line is written, and so what a capital letter is
// worth in it.
type manner uint8

const (
	plain   manner = iota // capitals as usual
	shouted               // ALL CAPITALS
	flat                  // no capitals at all
	titled                // Most Words Have One
)

// prose is a text taken apart once, for everything that looks at words.
type prose struct {
	text   string
	tokens []token
	lines  []manner

	words, capitals int  // outside lines of capitals
	flat            bool // a line has no capitals
}

// readProse takes a text apart. Offsets are those of the text as it is, also
// where it is not valid UTF-8.
func readProse(text string) *prose {
	r := &prose{text: text, tokens: make([]token, 0, len(text)/4+8)}
	keys := make([]byte, 0, len(text)+8)
	ends := make([]int, 0, cap(r.tokens))
	var before uint16 = spaced | starts
	line := int32(0)
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case c == '\n' || c == '\u2028' || c == '\u2029':
			line++
			before |= spaced | starts
			i += size
		case c <= ' ' || c == '\u00a0' || c == '\ufeff' || c >= 0x80 && unicode.IsSpace(c):
			before |= spaced
			i += size
		default:
			t := token{start: i, traits: before, line: line}
			keys = t.take(text, keys)
			ends = append(ends, len(keys))
			i = t.stop
			r.tokens = append(r.tokens, t)
			before = 0
		}
	}
	folded, from := string(keys), 0
	for i, end := range ends {
		r.tokens[i].key, from = folded[from:end], end
	}
	r.lines = make([]manner, line+1)
	r.settle()
	return r
}

// take reads the token that begins at t.start and adds its key to keys.
func (t *token) take(text string, keys []byte) []byte {
	digits, letters, capitals, first := 0, 0, 0, false
	i, ending := t.start, -1
	for i < len(text) {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		if isApostrophe(c) {
			if letters == 0 || digits > 0 || !letterAt(text, i+size) {
				break
			}
			if e := endingAt(text, i+size); ending < 0 && e != 0 {
				t.traits |= e
				if e != negated {
					ending = i
				}
			}
			i += size
			continue
		}
		isLetter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsMark(c))
		switch {
		case isLetter:
			if c >= utf8.RuneSelf && unicode.IsMark(c) {
				break
			}
			if c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf && unicode.IsUpper(c) {
				capitals++
				first = first || letters == 0
			}
			letters++
		case c >= '0' && c <= '9':
			digits++
		case (c == '.' || c == ',' || c == ':') && digits > 0 && letters == 0 && i+1 < len(text) && isDigit(text[i+1]):
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		if ending < 0 {
			keys = appendKey(keys, c)
		}
		i += size
	}
	if i == t.start { // a mark
		c, size := utf8.DecodeRuneInString(text[i:])
		t.sort, t.end, t.stop = asMark, i+size, i+size
		return appendMark(keys, c)
	}
	t.end, t.stop = i, i
	if ending >= 0 {
		t.end = ending
		letters -= utf8.RuneCountInString(text[ending:i]) - 1
	}
	t.letters = uint8(min(letters, 255))
	t.sort, t.shape = sortOf(digits, letters), shapeOf(letters, capitals, first)
	if strings.HasSuffix(text[t.start:t.end], "s") || strings.HasSuffix(text[t.start:t.end], "S") {
		if c, size := utf8.DecodeRuneInString(text[i:]); letters > 2 && isApostrophe(c) && c != '\'' || letters > 2 && c == '\'' && strings.HasPrefix(text[i+size:], " ") {
			t.traits |= possessive
		}
	}
	if strings.HasPrefix(text[t.stop:], ".") {
		t.traits |= dotted
	}
	return keys
}

func sortOf(digits, letters int) sort {
	switch {
	case digits == 0:
		return asWord
	case letters == 0:
		return asNumber
	}
	return asMixed
}

func shapeOf(letters, capitals int, first bool) casing {
	switch {
	case capitals == 0:
		return small
	case capitals >= letters:
		return upper
	case first && capitals == 1:
		return capital
	}
	return inner
}

// endingAt says which ending follows the apostrophe before text[i], if the
// word ends after it.
func endingAt(text string, i int) uint16 {
	end := i
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	if end-i > 2 || letterAt(text, end) {
		return 0
	}
	first, last := text[i]|0x20, text[end-1]|0x20
	switch {
	case end-i == 1 && first == 's':
		return possessive
	case end-i == 1 && first == 't':
		return negated
	case end-i == 1 && (first == 'd' || first == 'm'),
		first == 'l' && last == 'l', first == 'v' && last == 'e', first == 'r' && last == 'e':
		return contracted
	}
	return 0
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if text[i] < utf8.RuneSelf {
		return isLetter(text[i])
	}
	c, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(c)
}

func appendMark(keys []byte, c rune) []byte {
	switch c {
	case '’', 'ʼ', '´', '`':
		c = '\''
	case '–', '—', '‐', '‑', '−':
		c = '-'
	case '“', '”', '„', '«', '»':
		c = '"'
	case '•', '·', '▪', '◦', '●', '‣':
		c = '*'
	case '…':
		c = '.'
	}
	return utf8.AppendRune(keys, c)
}

func appendKey(keys []byte, c rune) []byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return append(keys, byte(c)|0x20)
	case c < utf8.RuneSelf:
		return append(keys, byte(c))
	}
	return appendFolded(keys, c)
}
