package privacy

// monthDate reads the date around the month in words at i: 14 March, the
// 14th of March 2026, March 14, 3-Jun-26, Tuesday 14 March.
func (r *reading) monthDate(i int) (start, end int, d day) {
	d.month = monthOf(r.word(i))
	if r.joined(i+1) && r.isWord(i+1) || r.joined(i) && r.isWord(i-1) {
		return i, i, d
	}
	if start, d.day = r.dayBefore(i); start < i {
		end, d.year = r.yearAfter(i + 1)
		if !r.isVerb(i, start, end) {
			return r.withWeekday(start), end, d
		}
	}
	if end, d.day = r.dayAfter(i + 1); end > i+1 {
		dayEnd := end
		end, d.year = r.yearAfter(end)
		if dayEnd == end && r.counted(end) || r.isCommand(i, end > dayEnd || isOrdinalEnd(r.word(end-1))) {
			return i, i, d
		}
		return r.withWeekday(i), end, d
	}
	return i, i, d
}

// dayBefore reads the day before the month at i and returns where it
// starts, or i. A range or a pair of days is taken whole.
func (r *reading) dayBefore(i int) (start, dom int) {
	j := i - 1
	if !r.sameLine(i) {
		return i, 0
	}
	for range 2 {
		if w := r.word(j); w == "of" || w == "," || isDateMark(r, j) && r.joined(j) {
			j--
		}
	}
	start, dom = r.dayEnding(j)
	if start > j {
		return i, 0
	}
	if before := start - 1; r.isDash(before) || r.word(before) == "/" || r.word(before) == "and" || r.word(before) == "to" || r.word(before) == "&" || r.word(before) == "or" {
		if first, n := r.dayEnding(before - 1); first < before && n > 0 && n <= 31 {
			start = first
		}
	}
	return start, dom
}

// dayEnding reads the day whose last piece is j, in digits with or without
// st, nd, rd, th, or in words, and returns where it starts, or j+1.
func (r *reading) dayEnding(j int) (start, dom int) {
	if w := r.word(j); r.isWord(j) && isOrdinalEnd(w) && r.isNumber(j-1) {
		j--
	} else if n := dayWord(w); n > 0 {
		if before := r.word(j - 2); n < 10 && r.isDash(j-1) && (before == "twenty" || before == "thirty") {
			return j - 2, n + tens(before)
		}
		if before := r.word(j - 1); n < 10 && (before == "twenty" || before == "thirty") {
			return j - 1, n + tens(before)
		}
		return j, n
	}
	n := r.number(j)
	if !r.isNumber(j) || r.size(j) > 2 || n < 1 || n > 31 || !r.isFree(j, j+1) {
		return j + 1, 0
	}
	if r.joined(j) && j > 0 && (r.isWord(j-1) || isDateMark(r, j-1) && r.word(j-1) != "/" && !r.isDash(j-1) || r.word(j-1) == ":" && r.isNumber(j-2)) {
		return j + 1, 0
	}
	return j, n
}

func tens(word string) int {
	if word == "thirty" {
		return 30
	}
	return 20
}

// dayAfter reads the day after a month that ends before piece i and
// returns the piece after it, or i.
func (r *reading) dayAfter(i int) (end, dom int) {
	j := i
	for range 3 {
		if w := r.word(j); w == "the" || w == "." || w == "," || isDateMark(r, j) && r.joined(j) && r.joined(j+1) {
			j++
		}
	}
	if !r.sameLine(j) {
		return i, 0
	}
	if n := dayWord(r.word(j)); n > 0 && (n != 2 || r.word(j-1) == "the") {
		return j + 1, n
	}
	if w := r.word(j); (w == "twenty" || w == "thirty") && r.isDash(j+1) && dayWord(r.word(j+2)) > 0 {
		return j + 3, tens(w) + dayWord(r.word(j+2))
	}
	n := r.number(j)
	if !r.isNumber(j) || r.size(j) > 2 || n < 1 || n > 31 {
		return i, 0
	}
	end = j + 1
	switch {
	case r.joined(end) && isOrdinalEnd(r.word(end)):
		return end + 1, n
	case r.joined(end) && r.isWord(end):
		return i, 0
	case (r.word(end) == ":" || r.word(end) == "." || r.word(end) == "%" || r.word(end) == "/") && r.joined(end) && (r.word(end) == "%" || r.joined(end+1) && r.isNumber(end+1)):
		return i, 0
	}
	return end, n
}

// yearAfter reads a year at piece i, after a comma or a mark, and returns
// the piece after it, or i and no year.
func (r *reading) yearAfter(i int) (end, year int) {
	j := i
	for range 2 {
		if w := r.word(j); w == "," || w == "." || w == "'" || w == "’" || w == "of" || isDateMark(r, j) && r.joined(j) {
			j++
		}
	}
	if !r.sameLine(j) || !r.isNumber(j) {
		return i, 0
	}
	n := r.number(j)
	switch {
	case r.size(j) == 4 && n >= 1900 && n <= 2099 && !r.continues(j+1):
		return j + 1, n
	case r.size(j) == 2 && (j > i && r.word(j-1) != "," && r.word(j-1) != "." || j == i) && !r.continues(j+1) && !r.counted(j+1) && r.word(j+1) != ":" && r.word(j+1) != "%":
		return j + 1, fullYear(n)
	}
	return i, 0
}

// withWeekday widens a date over the weekday before it.
func (r *reading) withWeekday(start int) int {
	j := start - 1
	if r.word(j) == "the" && isWeekday(r.word(j-1)) {
		j--
	} else if r.word(j) == "," || r.word(j) == "." {
		j--
	}
	if isWeekday(r.word(j)) && r.near(j, start+1) && r.isFree(j, start) {
		return j
	}
	return start
}

// isVerb reports whether may or march in small letters after a number is
// no month: these 14 may be.
func (r *reading) isVerb(i, start, end int) bool {
	w := r.word(i)
	if next := r.word(i + 1); w == "may" && (next == "be" || next == "have" || next == "not" || next == "need") {
		return true
	}
	if r.capital(i) || w != "may" && w != "march" {
		return false
	}
	if w == "march" || end > i+1 || isOrdinalEnd(r.word(i-1)) || r.word(i-1) == "of" || r.cued(start, 1, isDayCue) {
		return false
	}
	next := r.at(i + 1)
	return next.kind == isWord && next.gap != below
}

// isCommand reports whether a month before a number, in small letters, is
// a verb or a part of one: may 2 of them, mar 3.
func (r *reading) isCommand(i int, year bool) bool {
	w := r.word(i)
	if r.capital(i) || year || w != "may" && w != "march" && w != "mar" && w != "dec" && w != "sep" {
		return false
	}
	return !r.cued(i, 1, isDayCue)
}

// weekdayDate reads a weekday with an ordinal: Tuesday the 3rd, Friday 13th.
func (r *reading) weekdayDate(i int) (start, end int, d day) {
	j := i + 1
	for r.word(j) == "the" || r.word(j) == "," || r.word(j) == "." {
		j++
	}
	if !r.near(i, j+1) || j > i+3 {
		return i, i, d
	}
	if n := r.number(j); r.isNumber(j) && n >= 1 && n <= 31 && r.joined(j+1) && isOrdinalEnd(r.word(j+1)) {
		if end = j + 2; !r.isNoun(end) {
			return i, end, day{day: n}
		}
	}
	if n := dayWord(r.word(j)); n > 2 && r.word(j-1) == "the" && !r.isNoun(j+1) {
		return i, j + 1, day{day: n}
	}
	return i, i, d
}

// isNoun reports whether the i-th piece goes on with what an ordinal
// counts: the 3rd time, the 14th floor.
func (r *reading) isNoun(i int) bool {
	if !r.isWord(i) || !r.sameLine(i) {
		return false
	}
	switch r.word(i) {
	case "and", "or", "at", "he", "she", "they", "we", "i", "it", "when", "to", "but", "was", "is", "after", "before",
		"because", "with", "for", "so", "until", "till", "then", "in", "around", "about", "by", "as", "the", "my", "her", "his", "their",
		"a", "an", "from", "who", "where", "there", "that", "you", "if", "again", "though", "although", "while", "which", "had", "has":
		return false
	}
	return true
}

// isDayCue reports whether a day may follow the word.
func isDayCue(word string) bool {
	switch word {
	case "on", "since", "until", "till", "from", "dated", "date", "by", "before", "after", "commencing", "wc", "born", "dob",
		"due", "admitted", "discharged", "seen", "starting", "started", "appt", "appointment", "c", "dos", "doa", "dod", "lmp", "edd", "visit", "next", "last", "review", "booked", "th":
		return true
	}
	return false
}

// shortDate reads a day and a month in figures, such as 14/3, where a word
// before says that they are a date. What durations (3/7, 2/52, 4/12) and
// scores (7/10) look like is left to those.
func (r *reading) shortDate(i int) (end int, d day) {
	if r.word(i+1) != "/" || !r.joined(i+1) || !r.joined(i+2) || !r.isNumber(i+2) || r.size(i) > 2 || r.size(i+2) > 2 || r.continues(i+3) || r.joined(i) && i > 0 {
		return i, d
	}
	a, b := r.number(i), r.number(i+2)
	if a < 1 || b < 1 || a > 31 || b > 31 || a > 12 && b > 12 {
		return i, d
	}
	cue := r.word(i - 1)
	if cue == ":" {
		cue = r.word(i - 2)
	}
	weekday := isWeekday(cue) || cue == "the" && isWeekday(r.word(i-2))
	if !r.sameLine(i) || !weekday && !isDayCue(cue) || r.isNoun(i+3) && r.counted(i+3) || r.cued(i, 7, isScoreWord) {
		return i, d
	}
	if isDuration(a, b) && !weekday || b == 5 && a <= 5 || b == 10 && a <= 10 && cue != "on" && !weekday {
		return i, d
	}
	if b > 12 {
		a, b = b, a
	}
	return i + 3, day{day: a, month: b}
}

// isDuration reports whether a/b is so many days, weeks or months.
func isDuration(a, b int) bool {
	return b == 7 && a <= 7 || b == 12 && a <= 12 || b == 52
}

// isScoreWord reports whether figures with a slash after the word are
// a score, a strength or a share.
func isScoreWord(word string) bool {
	switch word {
	case "pain", "score", "scored", "scoring", "scores", "scale", "rated", "rates", "rating", "mood", "anxiety", "phq", "gad", "gcs",
		"nrs", "vas", "mmse", "moca", "amt", "power", "bp", "confidence", "distress", "energy", "sleep", "urges", "suds", "out",
		"epds", "audit", "core", "went", "dropped", "fell", "rose", "apgar", "apgars", "tablet", "tablets", "mrc":
		return true
	}
	return false
}
