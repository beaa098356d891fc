package privacy

import (
	"slices"
	"strings"
)

// mostGroups is how many groups one number is read with at most; it keeps
// the search in proportion to the text.
const mostGroups = 7

// strong names the telephone or NHS number that begins with the first
// group, the longest that fits, and says how many groups it takes.
func strong(text string, groups []group) (Finding, int) {
	for n := min(len(groups), mostGroups); n > 0; n-- {
		part := groups[:n]
		digits := digitsOf(text, part)
		start, end := cover(text, part)
		switch {
		case digits[0] != '0' && inNHSShape(part) && passesNHSCheck(digits):
			return Finding{start, end, NHSNumber, Sure,
				"ten digits that pass the check of an NHS number", "[number]"}, n
		case isTelephone(digits, part, strings.HasPrefix(text[start:end], "+") || strings.HasPrefix(text[start:end], "(+")):
			return Finding{start, end, Phone, Sure,
				"a telephone number leads straight to one person or household", "[phone number]"}, n
		}
	}
	return Finding{}, 0
}

// isTelephone reports whether digits in these groups have the shape of a
// telephone number: with a country code after a plus sign or 00, or with
// the leading 0 and 10 or 11 digits as in the United Kingdom, Ireland and
// most of Europe.
func isTelephone(digits string, groups []group, plus bool) bool {
	switch n := len(digits); {
	case plus:
		return n >= 8 && n <= longestAbroad(digits) && groups[len(groups)-1].size() > 1
	case strings.HasPrefix(digits, "00"):
		return n >= 11 && n <= 2+longestAbroad(digits[2:]) && groups[len(groups)-1].size() > 1
	case digits[0] == '0':
		return (n == 10 || n == 11) && inTelephoneGroups(groups)
	}
	return false
}

// longestAbroad returns the most digits a number with this country code
// has (ITU-T E.164: 15; fewer in the two plans met most).
func longestAbroad(digits string) int {
	switch {
	case strings.HasPrefix(digits, "440"):
		return 13 // +44 (0)20 7946 0958
	case strings.HasPrefix(digits, "44"):
		return 12
	case strings.HasPrefix(digits, "1"):
		return 11
	}
	return 15
}

// inTelephoneGroups tells how people write a number down from other rows
// of figures: no single digits, short groups only between like marks, and
// dots not mixed with anything else.
func inTelephoneGroups(groups []group) bool {
	short := groups[0].size() < 2
	shortLater := false
	for _, g := range groups[1:] {
		short = short || g.size() < 2
		shortLater = shortLater || g.size() < 3
	}
	return !short && (alike(groups) || !shortLater && !hasDot(groups))
}

// alike reports whether one and the same mark stands between all groups.
func alike(groups []group) bool {
	for i := 2; i < len(groups); i++ {
		if groups[i].sep != groups[1].sep {
			return false
		}
	}
	return true
}

func hasDot(groups []group) bool {
	return slices.ContainsFunc(groups, func(g group) bool { return g.sep == '.' })
}

// inNHSShape reports whether groups are ten digits in a row or 3-3-4.
func inNHSShape(groups []group) bool {
	return inSizes(groups, 10) || inSizes(groups, 3, 3, 4)
}

func inSizes(groups []group, sizes ...int) bool {
	return slices.EqualFunc(groups, sizes, func(g group, n int) bool { return g.size() == n })
}

// passesNHSCheck reports whether ten digits end in the check digit of an
// NHS number (NHS Data Dictionary: modulus 11, weights 10 to 2).
func passesNHSCheck(digits string) bool {
	sum := 0
	for i := range 9 {
		sum += int(digits[i]-'0') * (10 - i)
	}
	return (11-sum%11)%11 == int(digits[9]-'0')
}

// isDate reports whether three groups begin with a day such as 2026-11-23,
// 23.11.2026 or 5 10 2026.
func isDate(text string, groups []group) bool {
	if len(groups) < 3 || groups[1].sep != groups[2].sep {
		return false
	}
	a, b, c := groups[0], groups[1], groups[2]
	if a.size() == 4 && b.size() == 2 && c.size() == 2 {
		return isYear(text, a) && inRange(text, b, 1, 12) && inRange(text, c, 1, 31)
	}
	return a.size() <= 2 && b.size() <= 2 && isYear(text, c) && inRange(text, a, 1, 31) && inRange(text, b, 1, 31)
}

func isYear(text string, g group) bool { return g.size() == 4 && inRange(text, g, 1900, 2099) }

// inRange reports whether a group of at most four digits lies within low
// and high.
func inRange(text string, g group, low, high int) bool {
	if g.size() > 4 {
		return false
	}
	n := 0
	for _, c := range []byte(text[g.start:g.end]) {
		n = n*10 + int(c-'0')
	}
	return n >= low && n <= high
}

// weak finds long numbers among groups that are neither telephone numbers
// nor dates.
func weak(text string, groups []group) []Finding {
	var out []Finding
	for i := 0; i < len(groups); {
		n := min(len(groups)-i, mostGroups)
		for n > 1 && !isLongGrouped(text, groups[i:i+n]) {
			n--
		}
		start, end := cover(text, groups[i:i+n])
		switch {
		case n > 1:
			out = append(out, Finding{start, end, Number, Likely,
				"digits grouped like a record, card or telephone number", "[number]"})
		case groups[i].size() >= 6 && !isAmount(text, groups, i):
			start, end = wholeWord(text, groups[i])
			out = append(out, Finding{start, end, Number, Likely,
				"a number of six digits or more is often a record or reference number", "[number]"})
		}
		i += n
	}
	return out
}

// isLongGrouped reports whether groups look like one long number rather
// than a row of readings, years, times or round amounts.
func isLongGrouped(text string, groups []group) bool {
	if inSizes(groups, 3, 2, 4) && groups[1].sep == '-' && alike(groups) {
		return true
	}
	digits, threes, clock, round := 0, true, true, true
	for _, g := range groups {
		n := g.size()
		if n < 3 || n > 6 {
			return false
		}
		digits += n
		threes = threes && n == 3
		clock = clock && (isYear(text, g) || n == 4 && inRange(text, g, 0, 2359))
		round = round && text[g.end-1] == '0'
	}
	if threes && groups[1].sep == ' ' {
		return false
	}
	return digits >= 10 && alike(groups) && !clock && !round
}

// isAmount reports whether the i-th group is a sum of money, a decimal
// fraction or a figure with its unit.
func isAmount(text string, groups []group, i int) bool {
	g := groups[i]
	before, after := text[:g.start], strings.TrimLeft(text[g.end:], " \u00a0")
	for _, sign := range []string{"£", "$", "€"} {
		if strings.HasSuffix(before, sign) {
			return true
		}
	}
	if i > 0 && g.sep == '.' && groups[i-1].size() <= 3 {
		return true
	}
	if strings.HasPrefix(after, "%") {
		return true
	}
	word := 0
	for word < len(after) && isLetter(after[word]) {
		word++
	}
	switch strings.ToLower(after[:word]) {
	case "mg", "mcg", "g", "ml", "iu", "units", "unit", "micrograms", "steps":
		return true
	}
	return false
}

// wholeWord widens a group over the letters written together with it, as
// in AB123456C.
func wholeWord(text string, g group) (start, end int) {
	start, end = g.start, g.end
	for start > 0 && isLetter(text[start-1]) {
		start--
	}
	for end < len(text) && (isLetter(text[end]) || isDigit(text[end])) {
		end++
	}
	return start, end
}
