package privacy

// measures claims the figures of the trade: times, doses, readings, scores,
// durations and ratios. A figure that is claimed is part of nothing else.
func (r *reading) measures() {
	for i := 0; i < len(r.pieces); i++ {
		end := i
		switch r.at(i).kind {
		case isNumber:
			end = r.measure(i)
		case isWord:
			end = r.namedFigure(i)
		case isMark:
			end = r.money(i)
		}
		if end > i {
			r.take(i, end)
			i = end - 1
		}
	}
}

// measure returns the end of the figure of the trade that begins with the
// number at i, or i.
func (r *reading) measure(i int) int {
	if !r.isFree(i, i+1) || r.joined(i) && r.isWord(i-1) || r.size(i) == 4 && r.word(i)[0] == '0' && r.word(i+1) == "/" {
		return i
	}
	if r.joined(i) && i > 0 && isDateMark(r, i-1) && r.joined(i-1) && r.isNumber(i-2) {
		return i
	}
	if end := r.clock(i); end > i {
		return end
	}
	last := r.chain(i)
	if r.size(i) <= 7 || last > i+1 {
		if end := r.unitEnd(last, r.size(last-1)); end > last {
			return end
		}
	}
	if r.counted(last) && r.sameLine(last) && last-i > 1 {
		return last
	}
	if end := r.fraction(i); end > i {
		return end
	}
	// 12.5, 1,000,000, 38+4, 1:1, x2
	if n := r.plain(i); n > i+1 {
		return n
	}
	if w := r.word(i + 1); (w == "+" || w == ":") && r.joined(i+1) && r.joined(i+2) && r.isNumber(i+2) && r.size(i) <= 3 && r.size(i+2) <= 3 && !r.continues(i+3) {
		return i + 3
	}
	return i
}

// plain reads one number with its decimal point or its commas and returns
// the piece after it, or i+1 where it has neither.
func (r *reading) plain(i int) int {
	end := i + 1
	for r.word(end) == "," && r.joined(end) && r.joined(end+1) && r.isNumber(end+1) && (r.size(end+1) == 3 || r.size(end+1) == 2 && r.word(end+2) == ",") {
		end += 2
	}
	if r.word(end) == "." && r.joined(end) && r.joined(end+1) && r.isNumber(end+1) &&
		(r.size(i) <= 3 && r.size(end+1) <= 3 || r.size(i) == 1 || end > i+1) && !r.continues(end+2) {
		end += 2
	}
	return end
}

// chain reads numbers of at most four digits with a dash, a slash, x or
// "to" between, such as 5-10 and 120/80, and returns the piece after them.
func (r *reading) chain(i int) int {
	end := r.plain(i)
	if r.size(i) > 4 {
		return end
	}
	for range 4 {
		next := end + 1
		w := r.word(end)
		if !r.isDash(end) && w != "/" && w != "x" && w != "×" && w != "to" && w != "~" || !r.isNumber(next) || !r.near(end, next+1) || r.size(next) > 4 {
			return end
		}
		end = r.plain(next)
	}
	return end
}

// fraction reads a/b, a/b/c and "a out of b" of small numbers.
func (r *reading) fraction(i int) int {
	if r.size(i) > 4 {
		return i
	}
	end := i + 1
	for (r.word(end) == "/" || r.word(end) == "\\") && r.isNumber(end+1) && r.size(end+1) <= 4 && r.sameLine(end) && r.sameLine(end+1) {
		end += 2
	}
	if end > i+1 {
		return end
	}
	if r.word(end) == "out" && r.word(end+1) == "of" && r.isNumber(end+2) {
		return end + 3
	}
	return i
}

// clock reads a time of day: 07:30, 07:30:15, 0730 hrs, 7.30pm, 7 am.
func (r *reading) clock(i int) int {
	hour, end := r.number(i), i+1
	if r.size(i) <= 2 && hour <= 24 && (r.word(end) == ":" || r.word(end) == ".") && r.joined(end) && r.joined(end+1) && r.size(end+1) == 2 && r.isNumber(end+1) && r.number(end+1) < 60 {
		colon := r.word(end) == ":"
		end += 2
		if colon && r.word(end) == ":" && r.joined(end+1) && r.isNumber(end+1) {
			end += 2
		}
		if r.isHour(end) {
			return end + 1
		}
		if colon && !r.continues(end) {
			return end
		}
		return i
	}
	if r.size(i) == 4 && hour < 2460 && r.isHour(end) || r.size(i) <= 2 && hour <= 24 && (r.isHour(end) || r.word(end) == "o" && r.word(end+2) == "clock") {
		return end + 1
	}
	return i
}

// isHour reports whether the i-th piece makes a time of the number before.
func (r *reading) isHour(i int) bool {
	if !r.sameLine(i) || r.touches(i+1, i+1) && r.joined(i+1) && r.at(i+1).kind != isMark {
		return false
	}
	switch r.word(i) {
	case "am", "pm", "hrs", "hr", "hours", "h":
		return true
	}
	return false
}

// unitEnd returns the piece after the unit at i, or i. Size is how many
// digits the number before has.
func (r *reading) unitEnd(i, size int) int {
	if !r.sameLine(i) {
		return i
	}
	j := i
	if r.isDash(j) && r.joined(j) && r.joined(j+1) { // a 12-hour shift
		j++
	}
	if r.at(j).kind == isMark && isUnitMark(r.word(j)) {
		return j + 1
	}
	if !r.isUnit(j) || size > 4 && len(r.word(j)) == 1 {
		return i
	}
	end := j + 1
	// mmol/L, mg/kg/day, L/min
	for r.word(end) == "/" && r.joined(end) && r.joined(end+1) && r.isWord(end+1) {
		end += 2
	}
	return end
}

func isUnitMark(mark string) bool {
	switch mark {
	case "%", "°", "º", "‰", "℃":
		return true
	}
	return false
}

// isUnit reports whether the i-th piece is a unit of what is measured at
// work. One letter is a unit only where no digit follows, since a plate or
// a postcode may go on so.
func (r *reading) isUnit(i int) bool {
	if !r.isWord(i) || !r.sameLine(i) || r.joined(i+1) && r.isNumber(i+1) {
		return false
	}
	w := r.word(i)
	if w == "st" && r.joined(i) { // 21st
		return false
	}
	if len(w) == 1 {
		switch w {
		case "g", "l", "h", "m", "s", "u", "k", "c", "f", "d", "w", "y", "j", "v", "t":
			return !(r.isNumber(i+1) && r.sameLine(i+1)) && (r.joined(i) && (w == "l" || !r.capital(i)) || !r.joined(i) && !r.capital(i)) && !r.isDash(i+1)
		}
		return false
	}
	switch w {
	case "mg", "mcg", "ug", "µg", "μg", "ng", "kg", "kgs", "ml", "mls", "dl", "cl", "litre", "litres", "liter", "liters", "unit", "units",
		"iu", "mmol", "mmols", "umol", "µmol", "nmol", "pmol", "mol", "meq", "cm", "cms", "mm", "km", "mile", "miles", "metre", "metres", "meters",
		"bpm", "mmhg", "kpa", "cmh", "lpm", "min", "mins", "minute", "minutes", "sec", "secs", "second", "seconds", "hr", "hrs", "hour", "hours", "hourly",
		"day", "days", "daily", "week", "weeks", "weekly", "wk", "wks", "month", "months", "monthly", "mth", "mths", "year", "years", "yr", "yrs", "yo",
		"gram", "grams", "gm", "gms", "micrograms", "microgram", "milligrams", "nanograms", "kcal", "kcals", "cal", "cals", "calories", "kj", "joules", "amps", "volts",
		"tablet", "tablets", "tab", "tabs", "puffs", "puff", "drops", "caps", "capsules", "dose", "doses", "sachets", "patch", "patches",
		"stone", "st", "lb", "lbs", "oz", "ft", "inch", "inches", "pints", "degrees", "celsius", "percent", "per", "fr", "gauge", "bd", "od", "tds", "qds", "prn", "nocte",
		"mane", "steps", "words", "times", "people", "patients", "staff", "points", "copies", "cells", "mah", "hz", "khz", "rpm", "mph", "kmh", "gb", "mb", "kb",
		"pounds", "pence", "euro", "euros", "dollars", "naira", "rupees", "rand", "lakh", "lakhs", "crore", "million", "billion", "thousand", "hundred", "k", "bn":
		return true
	}
	return false
}

// counted reports whether piece i is what the number before it counts.
func (r *reading) counted(i int) bool {
	if !r.isWord(i) || !r.sameLine(i) || r.capital(i) {
		return false
	}
	if r.isUnit(i) {
		return true
	}
	w := r.word(i)
	switch w {
	case "of", "people", "men", "women", "children", "percent", "per", "more", "new", "other", "different", "bed", "bedded", "in", "minute", "item", "babies":
		return w != "in"
	case "was", "is", "this", "his", "has", "its", "as", "us", "vs", "always", "perhaps", "yes", "afterwards", "sometimes", "plus", "across",
		"towards", "besides", "unless", "less", "does", "thus", "address", "access", "hers", "ours", "yours", "theirs", "says", "asks", "wants", "needs":
		return false
	}
	return len(w) > 3 && w[len(w)-1] == 's'
}

// money reads a sum after its sign and returns the piece after it, or i.
func (r *reading) money(i int) int {
	switch r.word(i) {
	case "£", "$", "€", "₹", "₦":
		if r.isNumber(i+1) && r.sameLine(i+1) {
			return r.unitEnd(r.plain(i+1), 1)
		}
	}
	return i
}
