package privacy

import (
	"cmp"
	"slices"
	"strings"
)

// mostGroups is how many groups one number is read with at most; it keeps
// the search in proportion to the text.
const mostGroups = 7

// strong names the telephone or NHS number that begins with the first
// group, the longest that fits, and says how many groups it takes. A
// helpline takes its groups and is no finding.
func (r *reading) strong(groups []group) (Finding, int) {
	text := r.text
	for n := min(len(groups), mostGroups); n > 0; n-- {
		part := groups[:n]
		digits := digitsOf(text, part)
		start, end := cover(text, part)
		opened := text[start:groups[0].start]
		switch level := r.telephone(digits, part, strings.Contains(opened, "+"), strings.Contains(opened, "(")); {
		case len(digits) >= 7 && isHelpline(digits), digits == "116123":
			return Finding{}, n
		case digits[0] != '0' && inNHSShape(part) && passesNHSCheck(digits) && !r.isDialled(digits, part, strings.Contains(opened, "(")):
			return Finding{start, end, NHSNumber, Sure,
				"these ten digits have the form of an NHS number, which belongs to one person", aNumber}, n
		case level != "", len(digits) == 10 && r.isDialled(digits, part, false):
			level = cmp.Or(level, Likely)
			return Finding{start, end, Phone, level, whyPhone, aPhone}, n
		}
	}
	return Finding{}, 0
}

// telephone says how surely digits in these groups are a telephone number.
func (r *reading) telephone(digits string, groups []group, plus, bracket bool) Level {
	if isTelephone(digits, groups, plus) {
		return Sure
	}
	n, last := len(digits), groups[len(groups)-1]
	if last.size() < 2 || n < 7 || n > 15 {
		return ""
	}
	switch {
	case isNorthAmerican(digits, groups, bracket), inSizes(groups, 5, 5) && digits[0] >= '6' && groups[1].sep != '.':
		return Sure
	case hasCountryCode(digits) || isService(digits, groups) || isTrunk(digits, groups):
		return Likely
	case r.calledFor(groups[0].start) && (inSizes(groups, 3, 4) || inSizes(groups, 4, 4) || inSizes(groups, 4, 3) || n >= 9 && n <= 11 && inTelephoneGroups(groups) && !passesNHSCheck(digits)),
		inSizes(groups, 3, 4) && digits[:3] == "555" && groups[1].sep != ' ':
		return Likely
	}
	return ""
}

// isDialled reports whether ten digits are rather a telephone number than
// one of the NHS: written as in North America, or after a word of calling.
func (r *reading) isDialled(digits string, groups []group, bracket bool) bool {
	return isNorthAmerican(digits, groups, bracket) ||
		r.cued(r.pieceOf(groups[0].start), 7, func(w string) bool { return w != "number" && isCallWord(w) })
}

// calledFor reports whether a word of calling stands a little before byte
// i, on the same line.
func (r *reading) calledFor(i int) bool {
	return r.cued(r.pieceOf(i), 7, isCallWord)
}

// isNorthAmerican reports whether digits are an area, an exchange and a
// line (North American Numbering Plan: neither begins with 0 or 1),
// perhaps after a 1.
func isNorthAmerican(digits string, groups []group, bracket bool) bool {
	if len(digits) == 11 && digits[0] == '1' && groups[0].size() == 1 {
		return isNorthAmerican(digits[1:], groups[1:], true)
	}
	if len(digits) != 10 || digits[0] < '2' || digits[3] < '2' {
		return false
	}
	if inSizes(groups, 3, 7) {
		return bracket
	}
	return inSizes(groups, 3, 3, 4) && (bracket || groups[1].sep != ' ' || groups[2].sep != ' ')
}

// hasCountryCode reports whether digits begin with the code of a country,
// without its plus sign, and are as long as a mobile number there.
func hasCountryCode(digits string) bool {
	n := len(digits)
	has := func(prefix string, next string, size int) bool {
		return n == size && strings.HasPrefix(digits, prefix) && strings.IndexByte(next, digits[len(prefix)]) >= 0
	}
	return has("44", "7", 12) || has("353", "8", 12) || has("91", "6789", 12) || has("61", "4", 11) || has("234", "789", 13) ||
		has("27", "678", 11) || has("64", "2", 11) || strings.HasPrefix(digits, "011") && n >= 13
}

// isService reports whether digits are a freephone or shared-cost number
// such as 1300 975 707 or 1-800-555-0199.
func isService(digits string, groups []group) bool {
	if len(groups) < 2 || groups[0].size() != 4 || len(digits) < 10 || len(digits) > 11 {
		return false
	}
	switch digits[:4] {
	case "1300", "1800", "1850", "1860", "1890", "1900":
		return groups[1].size() >= 2 && groups[len(groups)-1].size() >= 2
	}
	return false
}

// isTrunk reports whether digits have the leading 0 and nine digits in
// groups, as numbers in New Zealand and Dublin and Lagos, or the 0 alone
// before an Indian mobile number.
func isTrunk(digits string, groups []group) bool {
	if digits[0] != '0' {
		return false
	}
	if len(digits) == 11 && groups[0].size() == 1 && digits[1] >= '6' {
		return len(groups) <= 3
	}
	last := groups[len(groups)-1].size()
	return len(digits) == 9 && len(groups) > 1 && groups[0].size() >= 2 && groups[0].size() <= 4 && last >= 3 && inTelephoneGroups(groups)
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
// has (ITU-T E.164: 15; fewer in the plans met most).
func longestAbroad(digits string) int {
	trunk := 0 // +44 (0)20 7946 0958
	switch {
	case strings.HasPrefix(digits, "440"), strings.HasPrefix(digits, "610"), strings.HasPrefix(digits, "640"), strings.HasPrefix(digits, "270"), strings.HasPrefix(digits, "910"),
		strings.HasPrefix(digits, "3530"), strings.HasPrefix(digits, "2340"):
		trunk = 1
	}
	switch {
	case strings.HasPrefix(digits, "1"), strings.HasPrefix(digits, "61"), strings.HasPrefix(digits, "27"):
		return 11 + trunk
	case strings.HasPrefix(digits, "44"), strings.HasPrefix(digits, "64"), strings.HasPrefix(digits, "91"), strings.HasPrefix(digits, "353"):
		return 12 + trunk
	case strings.HasPrefix(digits, "234"):
		return 13 + trunk
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
func weak(r *reading, groups []group) []Finding {
	var out []Finding
	text := r.text
	for i := 0; i < len(groups); {
		n := min(len(groups)-i, mostGroups)
		for n > 1 && !isLongGrouped(text, groups[i:i+n]) {
			n--
		}
		start, end := cover(text, groups[i:i+n])
		switch {
		case n > 1:
			out = append(out, Finding{start, end, Number, Likely,
				"digits in groups are often a record, card or telephone number", "[number]"})
		case groups[i].size() >= 6 && !isAmount(text, groups, i) && !isRound(text[groups[i].start:groups[i].end]) && !isEmergency(text[groups[i].start:groups[i].end]) && !r.beforeCount(groups[i].end):
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

// isRound reports whether a number is a round sum rather than anybody's.
func isRound(digits string) bool {
	return len(digits) <= 9 && strings.HasSuffix(digits, "000") && digits[0] != '0'
}

// beforeCount reports whether what a number counts stands after byte end.
func (r *reading) beforeCount(end int) bool {
	return r.counted(r.pieceOf(end))
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
