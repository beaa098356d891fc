package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const whyPostcode = "a postcode narrows an address down to a few doors"

// areas are the letters a UK postcode can begin with, the islands, the
// forces (BF) and the bulk users (BX) among them.
const areas = " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY" +
	" E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU" +
	" M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY" +
	" TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE "

// endings are two small letters after a digit that are an ordinal, a unit
// or a dosing time far more often than the end of a postcode: L5 4th.
const endings = " st nd rd th hr ft yr ng ug lb bd qd pt hz wt dl ly as at is by "

// britishPostcode records the full UK postcode (BS 7666: outward and inward
// code) at piece i, in either case, with or without the space, and returns
// the piece after it, or i.
func (r *reading) britishPostcode(i int) int {
	start := r.at(i).start
	stop := postcodeAt(r.text, start, wordEnd(r.text, start))
	if stop == start || touchesLetter(r.text, start, stop) || r.isTaken(start, stop) || r.small(start, stop) && r.isLongUnit(i+3) {
		return i
	}
	return r.addPostcode(start, stop, levelOfCase(r.text[start:stop]))
}

func (r *reading) small(start, stop int) bool {
	return strings.ToUpper(r.text[start:stop]) != r.text[start:stop]
}

// addPostcode records a postcode and returns the piece after it.
func (r *reading) addPostcode(start, stop int, level Level) int {
	r.addBytes(Finding{start, stop, Postcode, level, whyPostcode, aPostcode})
	return r.pieceOf(stop)
}

// postcodeAt returns the end of the postcode whose first word is
// text[i:end], or i.
func postcodeAt(text string, i, end int) int {
	if n := end - i; n >= 5 && n <= 7 {
		if isOutward(text[i:end-3]) && isInward(text[end-3:end]) {
			return end
		}
		return i
	}
	if end-i > 4 || !isOutward(text[i:end]) {
		return i
	}
	r, size := utf8.DecodeRuneInString(text[end:])
	if r != ' ' && r != '\u00a0' {
		return i
	}
	next := end + size
	if next < len(text) && text[next] == ' ' && strings.ToUpper(text[i:end]) == text[i:end] {
		next++
	}
	if stop := wordEnd(text, next); stop-next == 3 && isInward(text[next:stop]) {
		return stop
	}
	return i
}

// wordEnd returns the end of the row of ASCII letters and digits at i.
func wordEnd(text string, i int) int {
	for i < len(text) && (isLetter(text[i]) || isDigit(text[i])) {
		i++
	}
	return i
}

// touchesLetter reports whether a letter or digit of another script stands
// right beside text[start:end], which then is part of a longer word.
func touchesLetter(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return unicode.IsLetter(before) || unicode.IsDigit(before) || unicode.IsLetter(after) || unicode.IsDigit(after)
}

// isOutward reports whether s is an area followed by 9, 99 or 9A.
func isOutward(s string) bool {
	letters := 0
	for letters < len(s) && isLetter(s[letters]) {
		letters++
	}
	if letters == 0 || !strings.Contains(areas, " "+strings.ToUpper(s[:letters])+" ") {
		return false
	}
	district := s[letters:]
	switch len(district) {
	case 1:
		return isDigit(district[0])
	case 2:
		return isDigit(district[0]) && district[0] != '0' && (isDigit(district[1]) || isLetter(district[1]))
	}
	return false
}

// isInward reports whether s is a digit and two letters, of which a
// postcode uses all but C, I, K, M, O and V.
func isInward(s string) bool {
	if !isDigit(s[0]) || !isLetter(s[1]) || !isLetter(s[2]) {
		return false
	}
	return !strings.ContainsAny(strings.ToUpper(s[1:]), "CIKMOV") && !strings.Contains(endings, " "+s[1:]+" ")
}

// levelOfCase is surer of capitals than of small letters.
func levelOfCase(s string) Level {
	if strings.ToUpper(s) == s {
		return Sure
	}
	return Likely
}

// townCodes finds the figures that end an address after the name of a town,
// where they have no form of their own: 14 Acacia Street, Wagga Wagga, 2650.
func (r *reading) townCodes() {
	for _, f := range r.found {
		if f.Kind != Address {
			continue
		}
		i := r.pieceOf(f.End)
		if r.word(i) != "," {
			continue
		}
		town := false
		for end := i + 6; i < end && r.sameLine(i) && (r.word(i) == "," || r.isWord(i) && r.capital(i)); i++ {
			town = town || r.isWord(i)
		}
		last := r.at(i+1).kind != isWord && !r.joined(i+1) || r.at(i+1).kind == isMark && !r.joined(i+2) || !r.sameLine(i+1)
		if n := r.size(i); town && r.isNumber(i) && r.sameLine(i) && n >= 4 && n <= 6 && last && r.isFree(i, i+1) {
			r.add(Postcode, Likely, i, i+1, whyPostcode, aPostcode)
		}
	}
}
