package render

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Hebrew and Arabic are set by a part of the Unicode Bidirectional
// Algorithm (UAX #9): the order of words, letters and numbers in a line, by
// the direction of their letters, without embeddings and isolates, which
// journal.Printable has written out; and by the joined forms of Arabic
// letters that Unicode has as characters. Vowel marks stand beside their
// letters rather than over them.

// isLeftward reports whether r is a letter of a script that is written from
// right to left.
func isLeftward(r rune) bool {
	if r < 0x590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// hasLeftward reports whether a line has to be put in visual order.
func hasLeftward(s string) bool { return strings.ContainsFunc(s, isLeftward) }

// startsLeftward reports whether the first letter of a paragraph is written
// from right to left, and with it the paragraph.
func startsLeftward(s string) bool {
	i := strings.IndexFunc(s, unicode.IsLetter)
	return i >= 0 && isLeftward([]rune(s[i:])[0])
}

// unit is what keeps its order within a line: a character with its marks,
// or text that stands for another.
type unit struct {
	run
	class bidi.Class
	side  int // 1 where it goes with letters from right to left
	level int // odd from right to left
}

// visual puts the runs of a line in the order in which they are drawn from
// the left.
func visual(runs []run, leftward bool) []run {
	units := unitsOf(runs)
	base := 0
	if leftward {
		base = 1
	}
	setLevels(units, base)
	for level := 2; level > 0; level-- { // rule L2
		for from := 0; from < len(units); from++ {
			to := from
			for to < len(units) && units[to].level >= level {
				to++
			}
			slices.Reverse(units[from:to])
			from = max(from, to-1)
		}
	}
	out := make([]run, len(units))
	for i, u := range units {
		if out[i] = u.run; u.level%2 == 1 {
			out[i].text = mirrored(u.text)
		}
	}
	return out
}

// unitsOf divides runs into units.
func unitsOf(runs []run) []unit {
	var out []unit
	for _, r := range runs {
		if r.says != "" {
			out = append(out, unit{run: r, class: bidi.ON})
			continue
		}
		for text := r.text; text != ""; {
			n := firstCluster(text)
			first := []rune(text[:n])[0]
			p, _ := bidi.LookupRune(first)
			out = append(out, unit{run: run{face: r.face, text: text[:n]}, class: p.Class()})
			text = text[n:]
		}
	}
	return out
}

// setLevels gives every unit its level: letters by their direction, numbers
// to be read from left to right wherever they are, and what is between by
// what is on both sides of it, or by the paragraph.
func setLevels(units []unit, base int) {
	before := base // the direction of the last letter
	for i := range units {
		u := &units[i]
		switch u.class {
		case bidi.R, bidi.AL:
			u.side, u.level, before = 1, 1, 1
		case bidi.L:
			u.side, u.level, before = 0, 2*base, 0
		case bidi.EN, bidi.AN:
			if u.side, u.level = before, 2; before == 0 {
				u.level = 2 * base
			}
		}
	}
	for i := 0; i < len(units); i++ {
		if !units[i].between() {
			continue
		}
		if partOfNumber(units, i) {
			units[i].side, units[i].level = units[i-1].side, units[i-1].level
			units[i].class = bidi.EN
			continue
		}
		end := i
		for end < len(units) && units[end].between() {
			end++
		}
		left, right := base, base
		if i > 0 {
			left = units[i-1].side
		}
		if end < len(units) {
			right = units[end].side
		}
		if left != right {
			left = base
		}
		for ; i < end; i++ {
			if units[i].level = 1; left == 0 {
				units[i].level = 2 * base
			}
			units[i].side = left
		}
		i--
	}
}

// between reports whether u is neither a letter nor a number.
func (u unit) between() bool {
	switch u.class {
	case bidi.R, bidi.AL, bidi.L, bidi.EN, bidi.AN:
		return false
	}
	return true
}

// partOfNumber reports whether unit i, which is neither letter nor number,
// stands in a number, as in 12:30 or 5%.
func partOfNumber(units []unit, i int) bool {
	isNumber := func(i int) bool {
		return i >= 0 && i < len(units) && (units[i].class == bidi.EN || units[i].class == bidi.AN)
	}
	switch units[i].class {
	case bidi.CS, bidi.ES:
		return isNumber(i-1) && isNumber(i+1)
	case bidi.ET:
		return isNumber(i - 1)
	}
	return false
}

// mirrored turns a bracket around, as those in text from right to left are.
func mirrored(s string) string {
	const pairs = "()[]{}<>«»‹›"
	all := []rune(pairs)
	if i := slices.Index(all, []rune(s)[0]); i >= 0 {
		return string(all[i^1])
	}
	return s
}

// isPresented reports whether r is a form of Arabic letters that Unicode
// has as a character of its own.
func isPresented(r rune) bool { return r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC }

// joining holds where the forms of each Arabic letter are among the
// characters: alone, at the end of a word, at its beginning, within.
type joining map[string][]rune

// joiningForms reads the forms out of the order of Unicode's two blocks, in
// which those of a letter follow each other.
func joiningForms() joining {
	out := joining{}
	for _, block := range [][2]rune{{0xFB50, 0xFBB1}, {0xFBD3, 0xFBE7}, {0xFBFC, 0xFBFF}, {0xFE80, 0xFEFC}} {
		for r := block[0]; r <= block[1]; r++ {
			letter := norm.NFKC.String(string(r))
			out[letter] = append(out[letter], r)
		}
	}
	return out
}

// isArabic reports whether r is an Arabic letter that may be joined.
func isArabic(r rune) bool { return r >= 0x620 && r < 0x700 && unicode.IsLetter(r) }

// shape replaces Arabic letters by their joined forms where there is type
// for them.
func (c *typeCase) shape(text string) string {
	if !strings.ContainsFunc(text, isArabic) {
		return text
	}
	if c.forms == nil {
		c.forms = joiningForms()
	}
	forms := c.forms
	all := []rune(text)
	var out []rune
	joined := false // the letter before reaches for the next one
	for i := 0; i < len(all); i++ {
		if unicode.Is(unicode.Mn, all[i]) {
			out = append(out, all[i])
			continue
		}
		letter, size := string(all[i]), 1
		if i+1 < len(all) && len(forms[letter+string(all[i+1])]) > 0 { // lam and alef
			letter, size = letter+string(all[i+1]), 2
		}
		known := forms[letter]
		onward := len(known) == 4 && reaches(all[i+size:], forms)
		at := 0
		switch {
		case joined && onward:
			at = 3
		case onward:
			at = 2
		case joined:
			at = 1
		}
		if at < len(known) && c.face(rest).has(known[at]) {
			out = append(out, known[at])
		} else {
			out = append(out, all[i:i+size]...)
		}
		joined = onward || all[i] == 0x640 // tatweel joins on both sides
		i += size - 1
	}
	return string(out)
}

// reaches reports whether what follows begins with a letter that joins the
// one before it.
func reaches(next []rune, forms joining) bool {
	for _, r := range next {
		if !unicode.Is(unicode.Mn, r) {
			return r == 0x640 || len(forms[string(r)]) > 1
		}
	}
	return false
}
