package privacy

// day is a calendar day as it was written; what was not is 0.
type day struct{ day, month, year int }

// dates finds calendar days and days of birth. A month, a year or a
// weekday alone is none.
func (r *reading) dates() {
	for i := 0; i < len(r.pieces); i++ {
		start, end, d := r.dateAt(i)
		if end <= start || !r.isFree(start, end) {
			if n := r.isLoneDay(i); n > 0 {
				r.add(Date, Hint, i, i+n, "to whoever knows the month, a day of the month is an exact day", coarse(0, 0))
			}
			continue
		}
		i = max(i, r.addDate(start, end, d)-1)
	}
}

// dateAt returns the date that the i-th piece is the key of: a month in
// words, the first of several numbers, a weekday before an ordinal.
func (r *reading) dateAt(i int) (start, end int, d day) {
	switch p := r.at(i); {
	case p.kind == isNumber:
		if end, d = r.figures(i); end > i {
			return i, end, d
		}
		if end, d = r.shortDate(i); end > i {
			return i, end, d
		}
	case p.kind == isWord && monthOf(r.word(i)) > 0:
		return r.monthDate(i)
	case p.kind == isWord && isWeekday(r.word(i)):
		return r.weekdayDate(i)
	}
	return i, i, d
}

// isLoneDay returns how many pieces from i on are a day of the month after
// a word such as on, "the 14th" or "14th", or 0.
func (r *reading) isLoneDay(i int) int {
	j := i
	if r.word(i) == "the" {
		j++
	}
	n, end := r.number(j), j+2
	if !r.isNumber(j) || n < 1 || n > 31 || !r.joined(end-1) || !isOrdinalEnd(r.word(end-1)) || !r.near(i, end) || !r.isFree(i, end) {
		return 0
	}
	if !r.cued(i, 1, isDayCue) || r.isNoun(end) {
		return 0
	}
	return end - i
}

// addDate records a date as what it is: a day of birth if something near
// says so. It returns the piece after it.
func (r *reading) addDate(start, end int, d day) int {
	if r.isBirth(start, end) {
		with := coarseBirth(d.year)
		if with[0] != '[' && r.word(start-1) == "on" && r.reaches(start-1) {
			start-- // born on, and then in
		}
		r.add(Birth, Likely, start, end, "a date of birth, with little else, tells who somebody is", with)
		return end
	}
	c := r.coarsen(start, end, d)
	r.add(Date, Likely, c.start, c.end, "an exact day can be matched with a record or a rota", c.with)
	return c.end
}

// isBirth reports whether the pieces start to end-1 stand by a word of
// birth.
func (r *reading) isBirth(start, end int) bool {
	if r.cued(start, 6, isBirthWord) {
		return true
	}
	for j := start - 1; j >= 1 && j >= start-5; j-- {
		if r.word(j) == "b" && (r.word(j-1) == "o" || r.word(j-2) == "o") || r.word(j) == "birth" {
			return true
		}
	}
	after := end
	if r.word(after) == ")" || r.word(after) == "," || r.word(after) == "(" {
		after++
	}
	switch r.word(after) {
	case "dob", "birthday":
		return true
	case "is", "was":
		return r.word(after+2) == "birthday" || r.word(after+3) == "birthday" || r.word(after+2) == "dob"
	}
	return false
}

func isBirthWord(word string) bool {
	switch word {
	case "dob", "born", "birthday", "birthdate", "birth", "bday", "dofb":
		return true
	}
	return false
}

// figures reads a date in three numbers, such as 14/03/2026, 14.3.26 and
// 2026-03-14, from the i-th piece on.
func (r *reading) figures(i int) (end int, d day) {
	if r.joined(i) && i > 0 && (r.isWord(i-1) || r.joined(i-1) && r.isNumber(i-2) && !(r.isDash(i-1) && r.state[r.at(i-2).start] == identified)) {
		return i, d
	}
	if end, d = r.isoDate(i); end > i {
		return end, d
	}
	if end, d = r.packedDate(i); end > i {
		return end, d
	}
	mark := r.at(i + 1)
	step := 2
	if mark.kind == isNumber && mark.gap == apart { // 14 03 2026
		step = 1
	} else if !isDateMark(r, i+1) || r.word(i+3) != r.word(i+1) && !(r.isDash(i+1) && r.isDash(i+3)) {
		return i, d
	}
	b, c := i+step, i+2*step
	end = c + 1
	if !r.isNumber(b) || !r.isNumber(c) || !r.near(i, end) || r.size(i) > 2 || r.size(b) > 2 {
		return i, d
	}
	first, second, year := r.number(i), r.number(b), r.number(c)
	switch r.size(c) {
	case 4:
		if year < 1900 || year > 2099 {
			return i, d
		}
	case 2:
		if step == 1 && !r.cued(i, 4, isBirthWord) || r.word(i+1) != "/" && (r.cued(i, 3, isVersionWord) || r.counted(end)) {
			return i, d
		}
	default:
		return i, d
	}
	if r.continues(end) && !(r.isDash(end) && !r.isDash(i+1)) || r.isUnit(end) || first == 0 || second == 0 || first > 31 || second > 31 || first > 12 && second > 12 {
		return i, d
	}
	d = day{first, second, fullYear(year)}
	if second > 12 {
		d.day, d.month = second, first
	}
	return end, d
}

// isoDate reads a year, a month and a day.
func (r *reading) isoDate(i int) (end int, d day) {
	year, month, dom := r.number(i), r.number(i+2), r.number(i+4)
	if r.size(i) != 4 || !isDateMark(r, i+1) || !isDateMark(r, i+3) || !r.near(i, i+5) {
		return i, d
	}
	if r.size(i+2) > 2 || r.size(i+4) > 2 || year < 1900 || year > 2099 || month < 1 || month > 12 || dom < 1 || dom > 31 {
		return i, d
	}
	if end = i + 5; r.word(end) == "t" && r.joined(end) { // 2026-03-14T07:30
		return end, day{dom, month, year}
	}
	if r.continues(end) {
		return i, d
	}
	return end, day{dom, month, year}
}

// packedDate reads six or eight digits after a word that says they are a
// date: 140362, 14031962, 19620314.
func (r *reading) packedDate(i int) (end int, d day) {
	n := r.size(i)
	if n != 6 && n != 8 || !r.isFree(i, i+1) || r.touches(i, i+1) || !r.cued(i, 4, func(w string) bool {
		return isBirthWord(w) || w == "date" || w == "dated"
	}) && !(r.word(i-2) == "b" && r.word(i-4) == "o") {
		return i, d
	}
	s := r.word(i)
	d = day{value(s[:2]), value(s[2:4]), fullYear(value(s[4:]))}
	if n == 8 && (d.year < 1900 || d.year > 2099) {
		d = day{value(s[6:]), value(s[4:6]), value(s[:4])}
	}
	if d.day == 0 || d.month == 0 || d.day > 31 || d.month > 31 || d.day > 12 && d.month > 12 || d.year < 1900 || d.year > 2099 {
		return i, day{}
	}
	return i + 1, d
}

// near reports whether the pieces i to j-1 are on one line.
func (r *reading) near(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if !r.sameLine(k) {
			return false
		}
	}
	return true
}

// continues reports whether something goes on at piece i that makes the
// numbers before it a part of something longer: 1.2.3.4, 1/2/2026/7.
func (r *reading) continues(i int) bool {
	if !r.joined(i) || i >= len(r.pieces) {
		return false
	}
	if r.at(i).kind != isMark {
		return true
	}
	return isDateMark(r, i) && r.joined(i+1) && r.isNumber(i+1)
}

func isDateMark(r *reading, i int) bool {
	return r.word(i) == "/" || r.word(i) == "." || r.isDash(i)
}

// isVersionWord reports whether a word says that figures with dots are the
// number of a version, a section or a standard.
func isVersionWord(word string) bool {
	switch word {
	case "v", "ver", "version", "section", "sections", "standard", "standards", "para", "paragraph", "paras",
		"recommendation", "recommendations", "rec", "recs", "release", "build", "clause", "rule", "step", "figure",
		"fig", "table", "item", "page", "pages", "pp", "chapter", "appendix", "domain", "outcome", "part", "criterion", "code",
		"update", "ios", "firmware", "android", "node", "point":
		return true
	}
	return false
}
