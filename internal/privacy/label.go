package privacy

// label is what a word before a number says about it.
type label struct {
	kind    Kind
	low     int  // how many digits there are at least
	high    int  // and at most
	letters int  // how many letters there have to be
	strict  bool // another number of digits is something else
	named   bool // needs "number", "no", "ref" or # as well
	check   func(string) bool
	why     string
	suggest string
}

// labelled finds numbers by the word before them: MRN 004512, NHS no: 943
// 476 5919, ext 4512, case ref AB-12345/26.
func (r *reading) labelled() {
	for i := 0; i < len(r.pieces); i++ {
		if !r.isWord(i) || i > 0 && r.joined(i) && r.isNumber(i-1) {
			continue
		}
		if end := r.labelledPostcode(i); end > i {
			i = end - 1
			continue
		}
		l, next := r.labelAt(i)
		if next == i {
			continue
		}
		if end := r.valueAfter(l, next); end > i {
			i = end - 1
		}
	}
}

// valueAfter looks for the value of a label that ends before piece i,
// records it and returns the piece after it, or i.
func (r *reading) valueAfter(l label, i int) int {
	j, named := r.fillers(i)
	if !r.near(i-1, j+1) || j >= len(r.pieces) {
		return 0
	}
	if l.kind == Phone {
		return r.labelledPhone(l, j)
	}
	v := r.valueAt(j)
	if end := r.formAfter(l, j); end > j {
		return end
	}
	if (v.parts >= 2 || l.kind == National) && r.isWord(v.end) && r.size(v.end) == 1 && r.capital(v.end) && r.at(v.end).gap == apart && (!r.isWord(v.end+1) || !r.sameLine(v.end+1)) {
		v.end++ // QQ 12 34 56 C
		v.letters++
	}
	if v.end == j || !r.isFree(j, v.end) || l.kind != Bank && r.isMeasured(v, named, named || l.low == 3) {
		return 0
	}
	level := l.levelOf(v, named)
	if level == "" {
		return 0
	}
	r.add(l.kind, level, j, v.end, l.why, l.suggest)
	return v.end
}

// formAfter records the value at piece j where it has the form, in either
// case and with any marks, that a label of this kind announces.
func (r *reading) formAfter(l label, j int) int {
	if l.kind != National && l.kind != Registration {
		return j
	}
	start := r.at(j).start
	for _, pattern := range [...]string{"AA 99 99 99 A", "99 A 9999 A", "AAAAA 999999 AA9AA", "9A A9 AA A9 AA99", "AAAAA 9999 A", "AAA 9999", "AAA 99AX", "AAAA 9999 9999"} {
		end, _ := match(r.text, start, pattern)
		if end == start || touchesLetter(r.text, start, end) || r.isTaken(start, end) || r.goesBeyond(start, end) || l.letters == 3 && len(pattern) > 8 {
			continue
		}
		if l.kind == Registration && pattern != "99 A 9999 A" || l.kind == National && pattern == "99 A 9999 A" || pattern[:5] == "AAA 9" && l.letters != 3 {
			continue
		}
		r.addBytes(Finding{start, end, l.kind, Sure, l.why, l.suggest})
		return r.pieceOf(end)
	}
	return j
}

// fillers passes over what stands between a label and its value. Named
// says that one of the words announces a number.
func (r *reading) fillers(i int) (end int, named bool) {
	for end = i; end < i+6; end++ {
		w := r.word(end)
		if !isFiller(w) && w != "(" && w != "/" && !r.isDash(end) && w != "'" && w != "\"" && w != "s" && w != "*" && w != "[" && w != "for" && w != "last" && w != "four" && w != "digits" {
			break
		}
		if w == "." && !(r.joined(end) && (end > i || isShortLabel(r.word(i-1)))) {
			break
		}
		switch w {
		case "no", "number", "num", "nr", "id", "ref", "reference", "#", "№", "numbers", "nos", "identifier":
			named = true
		}
	}
	return end, named
}

// levelOf says how sure it is that v is what the label announces, and
// nothing where it is not.
func (l label) levelOf(v labelValue, named bool) Level {
	n := len(v.digits)
	if v.letters < l.letters || l.named && !named && n < 6 && (v.letters == 0 || n < 5) {
		return ""
	}
	low := l.low
	if named && low == 4 {
		low = 3
	}
	switch {
	case n < low || n > l.high:
		if l.strict || l.high-l.low > 7 || n < max(3, l.low-2) || n > l.high+2 {
			return ""
		}
		return Likely
	case l.check != nil && !l.check(v.digits):
		return Likely
	}
	if l.high-l.low <= 3 {
		return Sure
	}
	return Likely
}

// labelValue is what follows a label: pieces up to end.
type labelValue struct {
	start, end int
	digits     string
	letters    int
	parts      int // rows of digits
	mark       string
}

// valueAt reads the value that begins at piece i: letters and digits,
// joined by hyphens, slashes and dots, or in groups with single spaces.
func (r *reading) valueAt(i int) labelValue {
	v := labelValue{start: i, end: i}
	for j := i; j < i+16; {
		p := r.at(j)
		switch {
		case p.kind == isNumber && (j == i || p.gap == together || r.goesOn(v, j)):
			v.digits += r.text[p.start:p.end]
			v.parts++
			j++
			v.end = j
			continue
		case p.kind == isWord && r.isValueWord(i, j):
			v.letters += p.end - p.start
			j++
			if r.joined(j-1) || r.isNumber(j) || j-1 > i {
				v.end = j
			}
			continue
		case j > i && p.kind == isMark && p.gap == together && r.joined(j+1) && isValueMark(r, j) && (r.isNumber(j+1) || r.isValueWord(i, j+1)):
			if v.mark == "" {
				v.mark = r.word(j)
			}
			j++
			continue
		case (p.kind == isMark) && (r.word(j) == "*" || r.word(j) == "•") && j < i+12:
			j++
			continue
		}
		break
	}
	if len(v.digits) == 0 {
		v.end = i
	}
	return v
}

// goesOn reports whether the digits at j, after a space, belong to the
// value before them: 943 476 5919, AB 12345.
func (r *reading) goesOn(v labelValue, j int) bool {
	if r.at(j).gap != apart || r.counted(j+1) || r.isHour(j+1) || monthOf(r.word(j+1)) > 0 || isOrdinalEnd(r.word(j+1)) && r.joined(j+1) {
		return false
	}
	if v.parts == 0 {
		return true
	}
	return r.isNumber(j-1) && (r.size(j) >= 2 || v.parts >= 2 && len(v.digits) >= 8) && !r.isDateStart(j) && r.word(j+1) != ":" && !(r.word(j+1) == "/" && r.joined(j+1))
}

func (r *reading) isDateStart(j int) bool {
	end, _ := r.figures(j)
	return end > j
}

// isValueWord reports whether the letters at j belong to a value that
// begins at i: few, and beside digits or, in capitals, before them.
func (r *reading) isValueWord(i, j int) bool {
	n := r.size(j)
	if !r.isWord(j) || n > 6 || r.text[r.at(j).start] >= 0x80 {
		return false
	}
	if j > i && !r.joined(j) {
		return false
	}
	if r.joined(j+1) && r.isNumber(j+1) || j > i && r.isNumber(j-1) && !r.isLongUnit(j) {
		return true
	}
	if r.joined(j+1) && isValueMark(r, j+1) && r.joined(j+2) && (r.isNumber(j+2) || r.isWord(j+2) && (r.isNumber(j+3) || r.isNumber(j+4))) {
		return true
	}
	if j > i && r.joined(j) && r.at(j-1).kind == isMark {
		return r.capitals(j)
	}
	return j == i && r.capitals(j) && n <= 4 && r.isNumber(j+1) && r.sameLine(j+1)
}

func (r *reading) isLongUnit(j int) bool { return r.size(j) > 1 && r.isUnit(j) }

func isValueMark(r *reading, j int) bool {
	w := r.word(j)
	return w == "/" || w == "." || w == "_" || w == "\\" || r.isDash(j)
}

// isMeasured reports whether what follows a label is a figure of the trade
// or a date all the same: case 3/7, incident 20/03/2026, referral 2025.
func (r *reading) isMeasured(v labelValue, named, code bool) bool {
	if r.isDateStart(v.start) && len(v.digits) <= 8 && v.letters == 0 {
		return true
	}
	if end, _ := r.shortDate(v.start); end > v.start {
		return true
	}
	if r.isUnit(v.end) || r.word(v.end) == "%" || r.counted(v.end) && len(v.digits) < 6 && (r.word(v.end) != "of" || len(v.digits) < 3) {
		return true
	}
	if (r.word(v.end) == ":" || r.word(v.end) == ",") && r.joined(v.end+1) && r.isNumber(v.end+1) {
		return true
	}
	if monthOf(r.word(v.end)) > 0 && len(v.digits) <= 2 {
		return true
	}
	if v.mark == "." && r.word(v.start) == "v" {
		return true
	}
	if v.parts == 4 && v.mark == "." {
		return isIPv4(r.text[r.at(v.start).start:r.at(v.end-1).end], false, true)
	}
	if v.letters > 0 || v.parts > 2 {
		return false
	}
	n := r.number(v.start)
	if v.parts == 1 {
		return !named && r.size(v.start) == 4 && n >= 1900 && n <= 2099
	}
	if v.mark == "." {
		return r.size(v.start) <= 3 && len(v.digits) <= 5
	}
	return !code && v.mark != "" && len(v.digits) <= 6 && (r.size(v.start) <= 3 || n >= 1900 && n <= 2099)
}

// isShortLabel reports whether a label is an abbreviation that a full stop
// may follow.
func isShortLabel(word string) bool {
	switch word {
	case "tel", "ext", "extn", "mob", "ph", "reg", "lic", "ref", "hosp", "acc", "acct", "a", "c", "n", "regn":
		return true
	}
	return false
}
