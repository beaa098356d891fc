package privacy

import "strings"

const whyAge = "few people are older than 89, so the age itself points to somebody"

// ages finds ages over 89, in figures and in words, where something says
// that they are ages. Suggestions replace the number alone.
func (r *reading) ages() {
	for i := 0; i < len(r.pieces); i++ {
		if end, ok := r.nineties(i); ok {
			r.add(Age, Likely, i, end, whyAge, "over 89")
			i = end - 1
			continue
		}
		n, end := r.oldAge(i)
		if n < 90 || n > 119 || !r.isFree(i, end) || r.touches(i, i+1) && !r.isSexMark(end) && !r.isYears(end) && !isOrdinalEnd(r.word(end)) && !(r.isWord(i) && r.isDash(i+1)) {
			continue
		}
		if i > 0 && r.joined(i) && r.at(i-1).kind == isMark && r.word(i-1) != "(" && r.word(i-1) != "\"" && r.word(i-1) != ":" && !r.isDash(i-1) && r.word(i-1) != "“" && r.word(i-1) != "‘" && r.word(i-1) != "~" && r.word(i-1) != "," {
			continue
		}
		if r.saysAge(i, end) {
			r.add(Age, Likely, i, end, whyAge, "over 89")
			i = end - 1
		}
	}
}

// firstAge is where the first age in figures stands, or empty.
func (r *reading) firstAge() span {
	for i := range r.pieces {
		if n := r.number(i); n > 0 && n < 120 && r.size(i) <= 3 && !(i > 0 && r.joined(i) && !r.isDash(i-1)) && r.saysAge(i, i+1) {
			return span{r.at(i).start, r.at(i).end}
		}
	}
	return span{}
}

// oldAge reads a number from 90 to 119 at piece i, in figures or in words,
// and returns it with the piece after it; 0 where there is none.
func (r *reading) oldAge(i int) (n, end int) {
	if r.isNumber(i) && r.size(i) <= 3 {
		return r.number(i), i + 1
	}
	w := r.word(i)
	switch w {
	case "ninety":
		j := i + 1
		if r.isDash(j) {
			j++
		}
		if u := unitWord(r.word(j)); u > 0 && r.sameLine(j) {
			return 90 + u, j + 1
		}
		return 90, i + 1
	case "ninetieth":
		return 90, i + 1
	case "hundredth":
		return 100, i + 1
	case "hundred":
		j := i + 1
		if r.word(j) == "and" && unitWord(r.word(j+1)) > 0 {
			return 100 + unitWord(r.word(j+1)), j + 2
		}
		return 100, j
	}
	return 0, i
}

func unitWord(word string) int {
	switch word {
	case "one", "first":
		return 1
	case "two", "second":
		return 2
	case "three", "third":
		return 3
	case "four", "fourth":
		return 4
	case "five", "fifth":
		return 5
	case "six", "sixth":
		return 6
	case "seven", "seventh":
		return 7
	case "eight", "eighth":
		return 8
	case "nine", "ninth":
		return 9
	}
	return 0
}

// nineties reads "in her nineties", "his late 90s", nonagenarian.
func (r *reading) nineties(i int) (end int, ok bool) {
	switch r.word(i) {
	case "nonagenarian", "centenarian", "supercentenarian":
		return i + 1, r.isFree(i, i+1)
	case "in":
	default:
		return i, false
	}
	switch r.word(i + 1) {
	case "her", "his", "their":
	default:
		return i, false
	}
	j := i + 2
	switch r.word(j) {
	case "early", "mid", "late", "middle", "very":
		if j++; r.isDash(j) {
			j++
		}
	}
	if r.word(j) == "nineties" {
		return j + 1, true
	}
	if r.word(j) == "'" || r.word(j) == "’" {
		j++
	}
	if n := r.number(j); (n == 90 || n == 100) && r.isNumber(j) {
		if r.word(j+1) == "'" || r.word(j+1) == "’" {
			j++
		}
		return j + 2, r.word(j+1) == "s" && r.joined(j+1)
	}
	return i, false
}

// saysAge reports whether the number from piece i to end is somebody's age.
func (r *reading) saysAge(i, end int) bool {
	if w := r.word(i); (w == "hundredth" || w == "ninetieth" || isOrdinalEnd(r.word(end)) && r.joined(end)) && r.sameLine(end) {
		return r.cuedAfter(end, 3, "birthday")
	}
	if strings.HasSuffix(r.word(end-1), "th") || strings.HasSuffix(r.word(end-1), "rd") || strings.HasSuffix(r.word(end-1), "nd") || strings.HasSuffix(r.word(end-1), "st") {
		return r.cuedAfter(end, 2, "birthday")
	}
	if r.agedAfter(end) || r.isSexMark(end) && (r.joined(end) || r.cued(i, 1, isArticle)) {
		return true
	}
	if r.isUnit(end) || r.counted(end) || r.at(end).kind == isMark && isUnitMark(r.word(end)) || r.isPlusOrRange(end) || r.word(end) == "." && r.isNumber(end+1) && r.joined(end+1) || r.word(end) == "/" {
		return false
	}
	return r.agedBefore(i) || r.besideName(i, end) || r.setOff(i, end) || r.ofAge(i)
}

// ofAge reports whether a word for a person and of stand before piece i: a
// lady of 96.
func (r *reading) ofAge(i int) bool {
	if r.word(i-1) != "of" || !r.near(i-3, i+1) || !isArticle(r.word(i-3)) && !isArticle(r.word(i-4)) {
		return false
	}
	return (r.isLad(i-2) || cue(r.word(i-2))&kinCue != 0) && r.ends(i)
}

// setOff reports whether commas set a number off as the age of whoever was
// spoken of: one fella, 96 and still driving; the tea poured, ninety-two and not
// a tremor.
func (r *reading) setOff(i, end int) bool {
	if r.word(i-1) != "," || !r.near(i-2, end) {
		return false
	}
	goes := r.word(end) == "and" || r.word(end) == ","
	if r.isWord(i) && end > i+1 {
		return goes
	}
	return goes && r.isLad(i-2)
}

// isLad reports whether piece i is a word for a person.
func (r *reading) isLad(i int) bool {
	switch r.word(i) {
	case "fella", "bloke", "guy", "chap", "lad", "farmer", "veteran", "nun", "priest", "one", "neighbour", "neighbor", "client", "nana", "nan", "gran", "granny", "grandad", "mum", "dad", "aunt", "uncle", "tenant":
		return true
	}
	return r.isPerson(i)
}

func (r *reading) cuedAfter(i, n int, word string) bool {
	for j := i; j < i+n; j++ {
		if r.word(j) == word {
			return true
		}
	}
	return false
}

// isYears reports whether piece i is years in short, written together with
// the number: 94yo, 93yrs.
func (r *reading) isYears(i int) bool {
	switch r.word(i) {
	case "yo", "y", "yr", "yrs", "year", "years":
		return true
	}
	return false
}

// isSexMark reports whether a capital F or M goes on after an age: a 94F.
func (r *reading) isSexMark(i int) bool {
	w := r.at(i)
	if w.kind != isWord || w.end-w.start != 1 {
		return false
	}
	c := r.text[w.start]
	return (c == 'F' || c == 'M') && r.joined(i) && (i < 2 || isArticle(r.word(i-2)) || r.at(i-2).gap == below)
}

func isArticle(word string) bool {
	return word == "a" || word == "an" || word == "this" || word == "the" || word == "our" || word == "my" || word == "lovely" || word == "frail"
}

// agedAfter reports whether what follows piece i-1 makes it an age:
// -year-old, yo, y/o, years of age. What is not alive is no one's age.
func (r *reading) agedAfter(i int) bool {
	j := i
	if r.isDash(j) {
		j++
	}
	if !r.sameLine(j) {
		return false
	}
	switch r.word(j) {
	case "yo", "yro":
		return !r.isThing(j + 1)
	case "y":
		if r.word(j+1) == "/" || r.word(j+1) == "." {
			return r.word(j+2) == "o"
		}
		return r.word(j+1) == "o" || r.joined(j) && (r.at(j+1).kind == isMark || !r.sameLine(j+1) || r.isPerson(j+1))
	case "year", "years", "yr", "yrs":
		j++
		for r.isDash(j) || r.word(j) == "." {
			j++
		}
		switch r.word(j) {
		case "old", "olds", "young":
			return !r.isThing(j + 1)
		case "of":
			return r.word(j+1) == "age"
		}
		return r.isPerson(j)
	}
	return false
}

// isPerson reports whether piece i is a plain word for a person.
func (r *reading) isPerson(i int) bool {
	switch r.word(i) {
	case "lady", "woman", "man", "gentleman", "gent", "female", "male", "patient", "resident", "widow", "widower", "grandmother", "grandfather", "mother", "father":
		return true
	}
	return false
}

// isThing reports whether piece i, or the word after it, is no living being.
func (r *reading) isThing(i int) bool {
	for j := i; j < i+2 && r.sameLine(j); j++ {
		switch r.word(j) {
		case "building", "house", "hospital", "ward", "tradition", "institution", "charity", "law", "act", "tree", "oak", "organisation", "organization", "service", "company", "church", "school", "bridge", "chapel", "asylum", "wing", "block", "unit", "theory", "profession", "idea", "book", "port", "wine", "rule", "college", "clinic":
			return true
		}
	}
	return false
}

// agedBefore reports whether what stands before piece i makes it an age:
// aged, age 93, she is 93, turned 90.
func (r *reading) agedBefore(i int) bool {
	j := i - 1
	for range 2 {
		switch r.word(j) {
		case ":", "-", "–", "nearly", "almost", "now", "just", "about", "only", "(", "is", "of", "=", "around", "a", "was", "at", "approximately", "over":
			if w := r.word(j); (w == "is" || w == "was") && r.word(j-1) != "age" || w == "over" {
				break
			}
			j--
		}
	}
	if !r.near(j, i+1) || r.at(j).kind == 0 {
		return false
	}
	switch r.word(j) {
	case "aged", "age", "ages":
		return r.word(j-1) != "bone" && r.word(j-1) != "gestational" && r.word(j-1) != "mental"
	case "turned", "turning", "turns":
		return r.ends(i) && !(r.word(j+1) == "over")
	case "is", "was", "being", "s", "m", "am":
		if r.isWord(i) && r.word(j) != "m" { // ninety-four is hardly ever a reading
			return r.ends(i)
		}
		if r.word(j) == "s" || r.word(j) == "m" {
			j--
		}
		switch r.word(j - 1) {
		case "she", "he", "who", "mum", "dad", "nan", "gran", "mother", "father", "grandmother", "grandad", "patient", "lady", "gentleman", "man", "woman", "resident", "they", "husband", "wife", "i", "granny", "grandma", "grandpa", "aunt", "uncle", "client":
			return r.ends(i)
		}
		return r.word(j) == "is" && r.capital(j-1) && !r.capitals(j-1) && r.size(j-1) > 2 && r.isNamed(j-1) && r.ends(i)
	}
	return false
}

// ends reports whether the clause ends after the number that begins at i,
// so that it counts nothing else.
func (r *reading) ends(i int) bool {
	_, end := r.oldAge(i)
	if !r.sameLine(end) {
		return true
	}
	switch r.word(end) {
	case "on":
		return r.word(end+1) != "room" && (isWeekday(r.word(end+1)) || monthOf(r.word(end+1)) > 0)
	case ".", ",", ";", "!", "?", ")", "and", "but", "with", "who", "now", "this", "last", "years", "-", "–", "—", "in", "so", "yesterday", "today", "or", "when", "living", "frail", "still", "whose", "since", "next", "tomorrow":
		return true
	}
	return false
}

// besideName reports whether the number stands between commas or in
// brackets after a word for a person or a name: the lady in bed 4, 94, fell.
func (r *reading) besideName(i, end int) bool {
	open, shut := r.word(i-1), r.word(end)
	if !(open == "," && (shut == "," || shut == ".") || open == "(" && shut == ")") || !r.sameLine(i) {
		return false
	}
	if shut == "," && r.isNumber(end+1) || open == "," && r.isNumber(i-2) {
		return false
	}
	if r.isPerson(i-2) || r.isWord(i) && r.isWord(i-2) {
		return true
	}
	if open == "," && shut == "," && r.isWord(i-2) && !isScore(r.word(i-2)) && !isReading(r.word(i-2)) && r.isTold(end+1) {
		return true
	}
	return r.capital(i-2) && !r.capitals(i-2) && r.size(i-2) > 2 && monthOf(r.word(i-2)) == 0 && !isScore(r.word(i-2)) && open == "," && shut == "," && !r.isLineStart(i-2)
}

// isLineStart reports whether a sentence begins at piece i. A full stop
// after a title ends none.
func (r *reading) isLineStart(i int) bool {
	return r.at(i).gap == below || r.word(i-1) == "." && !(r.size(i-2) <= 3 && r.capital(i-2)) || r.word(i-1) == ":"
}

// isReading reports whether a word names something that is measured.
func isReading(word string) bool {
	switch word {
	case "rate", "pressure", "saturation", "saturations", "score", "percentage", "systolic", "diastolic", "temperature", "readings", "reading", "result", "results", "heart", "oxygen", "number", "total", "count", "map":
		return true
	}
	return false
}

// isTold reports whether the word at i goes on about a person.
func (r *reading) isTold(i int) bool {
	switch r.word(i) {
	case "was", "is", "who", "has", "had", "lives", "lived", "with", "came", "walked", "fell", "told", "said", "says", "from", "still", "sat", "died", "wanted", "frail", "admitted", "living", "lay", "asked", "whose":
		return true
	}
	return false
}

// isPlusOrRange reports whether an age goes on to a class of ages: 90+,
// 90 and over, 90 to 95.
func (r *reading) isPlusOrRange(i int) bool {
	switch r.word(i) {
	case "+", "plus":
		return true
	case "and", "or":
		return r.word(i+1) == "over" || r.word(i+1) == "above" || r.word(i+1) == "older"
	case "to", "-", "–":
		return r.isNumber(i + 1)
	case "%":
		return true
	}
	return false
}

// isNamed reports whether the word at piece i is a first name and no
// common word.
func (r *reading) isNamed(i int) bool {
	l := lookUp(r.word(i))
	return l.first() > 0 && l.word() != 1
}
