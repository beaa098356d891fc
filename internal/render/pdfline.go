package render

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// mmPerPt is a point in mm.
const mmPerPt = 25.4 / 72

// style is how a line is set.
type style struct {
	face          faceName
	size, leading float64 // in points
	ink           ink
}

// ink is a colour, as red, green and blue from 0 to 255.
type ink [3]int

// width returns what a width in thousandths is in mm in this style.
func (s style) width(thousandths int) float64 { return float64(thousandths) / 1000 * s.size * mmPerPt }

// height returns the distance between two lines in mm.
func (s style) height() float64 { return s.leading * mmPerPt }

// baseline returns how far the foot of the letters is below the upper edge
// of their line, in mm.
func (s style) baseline() float64 { return (s.leading/2 + 0.32*s.size) * mmPerPt }

// run is text in one face.
type run struct {
	face *face
	text string // what is drawn: characters of the face
	says string // what it stands for, where that is another text
}

// setWord is what stays on one line, unless it is wider than that.
type setWord struct {
	runs  []run
	width int  // in thousandths
	glued bool // no space before it: it goes on from a hyphen
}

// setLine is one line of a paragraph as it will be drawn.
type setLine struct {
	runs      []run
	fromRight bool // the line begins at the right margin
	within    bool // it ends within a word, which goes on in the next
}

// emoticons is where fonts/make.py put the faces U+1F600 to U+1F64F, since
// the writer of PDF knows no character above U+FFFF.
const emoticons = 0xE000

// drawn returns the character that draws r.
func drawn(r rune) rune {
	if r >= 0x1F600 && r < 0x1F650 {
		return r - 0x1F600 + emoticons
	}
	if r >= 0xE000 && r <= 0xF8FF { // private use, where ours are
		return unicode.ReplacementChar
	}
	return r
}

// meant undoes drawn and shape: it returns what a reader of the file's text
// finds for a drawn character. The one sign for lam and alef stays, since
// readers differ in the order in which they would give the two.
func meant(r rune) rune {
	if r >= emoticons && r < emoticons+0x50 {
		return r - emoticons + 0x1F600
	}
	if isPresented(r) {
		if letters := []rune(norm.NFKC.String(string(r))); len(letters) == 1 {
			return letters[0]
		}
	}
	return r
}

// words divides one paragraph into words and finds a face for each part of
// them, the given one where it can.
func (c *typeCase) words(text string, name faceName) []setWord {
	text = norm.NFC.String(text)
	var out []setWord
	for _, field := range strings.FieldsFunc(text, isBreakingSpace) {
		for i, part := range afterHyphens(field) {
			w := setWord{runs: c.runs(part, name), glued: i > 0}
			visible := false
			for _, r := range w.runs {
				w.width += r.face.width(r.text)
				visible = visible || strings.TrimSpace(r.text) != ""
			}
			if visible {
				out = append(out, w)
			}
		}
	}
	return out
}

// isBreakingSpace reports whether a line may be broken at r.
func isBreakingSpace(r rune) bool {
	switch r {
	case '\t', '\n':
		return true
	case 0xA0, 0x2007, 0x202F:
		return false
	}
	return unicode.Is(unicode.Zs, r)
}

// afterHyphens divides a word where a line may be broken within it: after
// a hyphen or dash between two letters, and after a stroke.
func afterHyphens(word string) []string {
	if !strings.ContainsAny(word, "-–—/") {
		return []string{word}
	}
	var out []string
	from, before := 0, ' '
	all := []rune(word)
	for i, r := range all {
		inside := unicode.IsLetter(before) && i+1 < len(all) && unicode.IsLetter(all[i+1])
		if inside && strings.ContainsRune("-–—/", r) {
			out = append(out, string(all[from:i+1]))
			from = i + 1
		}
		before = r
	}
	return append(out, string(all[from:]))
}

// runs finds faces for the characters of a word. What no face has is
// written out in brackets and keeps its text for readers of the file.
func (c *typeCase) runs(word string, name faceName) []run {
	if first := c.face(name); first.covers(word) && !hasPrivate(word) {
		return []run{{face: first, text: word}}
	}
	var out []run
	var text strings.Builder // drawn in the face f
	var f *face
	from, to := 0, 0 // the part of word that no face has
	end := func() {
		if f != nil {
			out = append(out, run{face: f, text: text.String()})
		}
		if from < to {
			out = append(out, c.substitute(word[from:to], name))
		}
		f, from, to = nil, 0, 0
		text.Reset()
	}
	state, at := -1, 0
	for rest := word; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(cluster)
		visible := strings.Map(shownAs, cluster)
		if visible == "" {
			continue
		}
		switch next := c.faceFor(visible, name); {
		case next != nil:
			if next != f {
				end()
				f = next
			}
			text.WriteString(visible)
		case isEmoji(cluster):
			end()
			out = append(out, run{face: c.face(name), text: "[emoji]", says: cluster})
		default:
			if from == to {
				end()
				from = at - len(cluster)
			}
			to = at
		}
	}
	end()
	return out
}

// hasPrivate reports whether s has a character whose place is taken by an
// emoticon of ours.
func hasPrivate(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0xE000 && r <= 0xF8FF })
}

// shownAs returns what is drawn for r; a negative character is nothing.
func shownAs(r rune) rune {
	switch {
	case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
		return -1
	case r == 0x2007 || r == 0x202F:
		return 0xA0
	}
	return drawn(r)
}

// faceFor returns the face that has all of s, or nil.
func (c *typeCase) faceFor(s string, name faceName) *face {
	for _, n := range []faceName{name, rest} {
		if f := c.face(n); f.covers(s) {
			return f
		}
	}
	return nil
}

// isEmoji reports whether a cluster that no face has is a picture rather
// than a letter.
func isEmoji(cluster string) bool {
	return strings.ContainsFunc(cluster, func(r rune) bool {
		return r == 0xFE0F || r == 0x20E3 || r >= 0x1F000 && r < 0x1FB00 && unicode.IsOneOf([]*unicode.RangeTable{unicode.So, unicode.Sk}, r)
	})
}

// spelled is how many characters that no face has are written out by their
// numbers; more of them are counted instead.
const spelled = 4

// substitute stands for characters that no face has.
func (c *typeCase) substitute(missing string, name faceName) run {
	all := []rune(missing)
	text := fmt.Sprintf("[%d characters]", len(all))
	if len(all) <= spelled {
		codes := make([]string, len(all))
		for i, r := range all {
			codes[i] = fmt.Sprintf("U+%04X", r)
		}
		text = "[" + strings.Join(codes, " ") + "]"
	}
	return run{face: c.face(name), text: text, says: missing}
}

// lines sets one paragraph in lines of at most width mm. A paragraph
// without a visible character gives none. Where the last line would be a
// single short word, the others give way a little, so that it is not.
func (c *typeCase) lines(text string, s style, width float64) []setLine {
	most := max(int(width/(s.size*mmPerPt)*1000), 1)
	space := c.face(s.face).width(" ")
	leftward := startsLeftward(text)
	words := c.words(c.shape(text), s.face)
	rows := broken(words, most, space)
	for narrower := most * 97 / 100; endsInOneWord(rows, most) && narrower > most*88/100; narrower -= most*3/100 + 1 {
		if other := broken(words, narrower, space); len(other) == len(rows) {
			rows = other
		}
	}
	out := make([]setLine, len(rows))
	for i, row := range rows {
		out[i] = c.line(row, s.face, leftward)
		out[i].within = i+1 < len(rows) && rows[i+1][0].glued
	}
	return out
}

// endsInOneWord reports whether the last of several lines is one word of
// less than a sixth of the width.
func endsInOneWord(rows [][]setWord, most int) bool {
	if len(rows) < 2 {
		return false
	}
	last := rows[len(rows)-1]
	return len(last) == 1 && last[0].width < most/6
}

// broken divides words into lines.
func broken(words []setWord, most, space int) [][]setWord {
	var out [][]setWord
	var row []setWord // the line in the making
	used := 0
	end := func() {
		if len(row) > 0 {
			out = append(out, row)
		}
		row, used = nil, 0
	}
	for _, w := range words {
		gap := space
		if w.glued || len(row) == 0 {
			gap = 0
		}
		if used+gap+w.width > most {
			end()
			gap = 0
		}
		if w.width > most {
			w.runs = slices.Clone(w.runs) // these words may be set once more
		}
		for w.width > most {
			var head setWord
			head, w = w.cut(most)
			row = append(row, head)
			end()
		}
		if len(w.runs) > 0 {
			row = append(row, w)
			used += gap + w.width
		}
	}
	end()
	return out
}

// cut takes from w what fits into a width, and at least one character. Text
// that stands for another is not divided, but shortened where it would be
// wider by itself. It changes the runs of w.
func (w setWord) cut(most int) (head, tail setWord) {
	head.glued = w.glued
	if first := w.runs[0]; first.says != "" {
		w.runs[0].text = first.shortened(most)
		w.width += first.face.width(w.runs[0].text) - first.face.width(first.text)
	}
	for i, r := range w.runs {
		at := len(r.text)
		if r.says == "" {
			at = fitting(r.face, r.text, most-head.width)
		}
		if at == 0 && i == 0 {
			at = firstCluster(r.text)
		}
		taken := r.face.width(r.text[:at])
		if i > 0 && head.width+taken > most {
			at, taken = 0, 0
		}
		if at > 0 {
			head.runs = append(head.runs, run{r.face, r.text[:at], r.says})
			head.width += taken
		}
		if at < len(r.text) {
			tail = setWord{runs: w.runs[i:], width: w.width - head.width, glued: true}
			tail.runs[0].text = r.text[at:]
			break
		}
	}
	return head, tail
}

// shortened is what stands for another text: characters are counted where
// their numbers do not fit into a width.
func (r run) shortened(most int) string {
	if n := utf8.RuneCountInString(r.says); n > 1 && strings.HasPrefix(r.text, "[U+") && r.face.width(r.text) > most {
		return fmt.Sprintf("[%d characters]", n)
	}
	return r.text
}

// fitting returns how many bytes of s fit into a width, in whole clusters.
func fitting(f *face, s string, most int) int {
	at, used := 0, 0
	for at < len(s) {
		n := firstCluster(s[at:])
		used += f.width(s[at : at+n])
		if used > most {
			break
		}
		at += n
	}
	return at
}

// firstCluster returns the length in bytes of what is first seen as one
// character in s.
func firstCluster(s string) int {
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return len(cluster)
}

// line joins words to a line.
func (c *typeCase) line(words []setWord, name faceName, leftward bool) setLine {
	var runs []run
	space := run{face: c.face(name), text: " "}
	for i, w := range words {
		if i > 0 && !w.glued {
			runs = append(runs, space)
		}
		runs = append(runs, w.runs...)
	}
	if leftward || slices.ContainsFunc(runs, func(r run) bool { return hasLeftward(r.text) }) {
		runs = visual(runs, leftward)
	}
	return setLine{runs: joined(runs), fromRight: leftward}
}

// joined makes one run of neighbours in the same face.
func joined(runs []run) []run {
	var out []run
	for _, r := range runs {
		last := len(out) - 1
		if last >= 0 && out[last].face == r.face && out[last].says == "" && r.says == "" {
			out[last].text += r.text
			continue
		}
		out = append(out, r)
	}
	return out
}
