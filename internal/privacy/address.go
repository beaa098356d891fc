package privacy

import "strings"

const (
	whyHome   = "an address leads to a door"
	whyStreet = "a street narrows down where somebody lives"
)

// addresses finds where somebody lives: a number and a street, a flat, a
// box, and a street alone where a word says that it is a place.
func (r *reading) addresses() {
	for i := 0; i < len(r.pieces); i++ {
		start, end, level := r.addressAt(i)
		if level == "" || !r.isFree(start, end) {
			continue
		}
		why, suggest := whyHome, aHome
		if level == Likely && !r.isNumber(start) && streetKind(r.word(end-1)) > 0 {
			why, suggest = whyStreet, "[street]"
		}
		if last := len(r.found) - 1; last >= 0 && r.found[last].Kind == Address && r.found[last].End < r.at(start).start && strings.Trim(r.text[r.found[last].End:r.at(start).start], ", ") == "" {
			start = r.pieceOf(r.found[last].Start)
			r.found = r.found[:last]
		}
		r.add(Address, level, start, end, why, suggest)
		i = max(i, end-1)
	}
}

// addressAt returns the address that piece i is the key of: the word for a
// street, for a flat, or for a box.
func (r *reading) addressAt(i int) (start, end int, level Level) {
	if r.isNumber(i) && r.word(i+1) == "/" {
		return i, i, ""
	}
	if !r.isWord(i) {
		return i, i, ""
	}
	w := r.word(i)
	if kind := streetKind(w); kind > 0 {
		if start, level = r.streetBefore(i, kind); level != "" {
			if flat := r.withFlat(start); r.isFree(flat, start) {
				start = flat
			}
			return start, r.withUnit(r.streetTail(i + 1)), level
		}
	}
	switch w {
	case "po", "p":
		j := i + 1
		for r.word(j) == "." || r.word(j) == "o" && w == "p" {
			j++
		}
		if r.word(j) == "box" && j > i && (r.isNumber(j+1) || r.word(j+1) == "no") {
			if j++; r.word(j) == "no" {
				j = r.after(j+1, ".")
			}
			if r.isNumber(j) {
				return i, j + 1, Sure
			}
		}
	case "flat", "apartment", "apt", "plot", "villa", "maisonette":
		if end = r.flatAt(i); end > i {
			return i, end, Likely
		}
	case "rue", "rang", "chemin", "heol", "ffordd", "stryd", "calle", "clos", "bothar", "bóthar":
		name := i + 1
		for name < i+3 && isStreetLink(r.word(name)) {
			name++
		}
		if r.capital(name) && r.near(i, name+1) && r.sameLine(i) && (r.isStreetNumber(i-1) || r.cued(i, 3, isLivingWord)) {
			for end = name + 1; r.joined(end) && (r.isDash(end) || r.isWord(end) || r.word(end) == "'") || r.sameLine(end) && r.capital(end); {
				end++
			}
			return r.numberStart(i), end, Sure
		}
	case "cottage", "vicarage", "rectory", "farmhouse", "barn", "manse":
		if r.capital(i) && r.capital(i-1) && r.sameLine(i) && (r.word(i+1) == "," && r.capital(i+2) || r.cued(i, 4, isLivingWord)) {
			start = i - 1
			if r.capital(i-2) && r.sameLine(i-1) {
				start--
			}
			return start, i + 1, Likely
		}
	case "h", "house", "door", "d":
		return r.houseNumber(i)
	}
	return i, i, ""
}

// isStreetLink reports whether a small word stands before the name of a
// street: rue des Érables, calle de la Rosa.
func isStreetLink(word string) bool {
	switch word {
	case "de", "des", "du", "la", "le", "les", "del", "los", "las", "y", "yr", "an", "na":
		return true
	}
	return false
}

// streetKind tells words that end a street's name: 1 means hardly anything
// else, 2 is a word of its own and needs a number before the name or a word
// of living, 3 is an abbreviation that needs a number; 0 is none.
func streetKind(word string) int {
	switch word {
	case "road", "street", "lane", "avenue", "crescent", "boulevard", "gardens", "mews", "grove", "terrace", "close", "drive", "esplanade", "cul", "cottages", "croft":
		return 1
	case "way", "court", "place", "square", "rise", "view", "hill", "walk", "parade", "row", "park", "green", "mount", "vale", "circle", "trail", "highway", "heights", "meadow", "meadows",
		"fields", "quay", "wharf", "nagar", "marg", "salai", "layout", "colony", "estate", "villas", "house", "cottage", "farm", "buildings", "mansions", "towers", "lodge", "loop", "path", "alley", "bank",
		"cross", "main", "circuit", "glen", "ridge", "enclave", "apartments", "residency", "chowk", "gali", "vihar", "puram", "path-", "hall", "side", "end", "bungalow", "bungalows", "point", "chase", "copse", "dene", "parkway", "pike", "turnpike", "crossing":
		return 2
	case "rd", "st", "ave", "av", "ln", "dr", "blvd", "cres", "tce", "terr", "ct", "gdns", "pl", "sq", "pde", "hwy", "cl", "cir", "pkwy", "str", "crt", "ter", "trl", "cct", "gr":
		return 3
	}
	return 0
}

// streetBefore looks left from the street word at i for the name and the
// number, and says how sure it is that they are an address.
func (r *reading) streetBefore(i, kind int) (start int, level Level) {
	if kind == 3 && r.word(i) != "st" && r.word(i) != "dr" && r.joined(i) && i > 0 && r.at(i-1).kind != isMark {
		return i, ""
	}
	named, small := i, false
	for j := i - 1; j >= i-5 && r.sameLine(j+1); j-- {
		p := r.at(j)
		if p.kind == isMark && (r.word(j) == "'" || r.word(j) == "’" || r.isDash(j) || r.word(j) == ".") && r.joined(j+1) != (r.word(j) == ".") {
			continue
		}
		if p.kind == isMark && r.word(j) == "." && r.size(j-1) <= 2 && r.isWord(j-1) {
			continue
		}
		if p.kind == isWord && isOrdinalEnd(r.word(j)) && r.joined(j) && r.isNumber(j-1) && r.size(j-1) <= 3 {
			named = j - 1
			if j--; r.isStreetNumber(j - 1) {
				break
			}
			continue
		}
		if p.kind != isWord || isNoStreetName(r.word(j)) && (!r.capital(j) || isCountedName(r.word(j))) {
			break
		}
		if !r.capital(j) && !(r.word(j) == "s" && r.joined(j)) {
			if small = true; i-j > 3 {
				break
			}
		}
		named = j
		if r.isStreetNumber(j - 1) {
			break
		}
	}
	if named == i {
		return i, ""
	}
	if start = r.numberStart(named); start < named {
		return start, r.levelOfNumbered(start, named, i, kind, small)
	}
	return r.unnumbered(named, i, kind)
}

// levelOfNumbered says how sure a number, a name and a street word are an
// address.
func (r *reading) levelOfNumbered(start, named, i, kind int, small bool) Level {
	living := r.cued(start, 4, isLivingWord)
	if !r.capital(named) && !r.isNumber(named) {
		// lower case: only where somebody lives, or the word can be no other
		if living && kind < 3 || living && r.size(i) <= 4 || kind == 1 && r.cued(start, 2, isAtWord) && r.word(i) != "close" {
			return Likely
		}
		if kind == 1 && r.word(i) != "close" && r.word(i) != "drive" && !r.isNoun(i+1) && !r.isMeasureBefore(start) && !isPlainBeforeStreet(r.word(i-1)) {
			return Likely
		}
		return ""
	}
	if r.isMeasureBefore(start) {
		return ""
	}
	switch {
	case kind == 1 || kind == 3 && !small || living:
		return Sure
	case small && kind != 3, kind == 2 && !r.capital(i):
		return ""
	}
	return Likely
}

// isPlainBeforeStreet reports whether a word before road or street only
// says what sort it is.
func isPlainBeforeStreet(word string) bool {
	switch word {
	case "main", "high", "busy", "back", "side", "local", "nearby", "major", "minor", "slow", "fast", "bus", "cycle", "one", "car", "country", "outside", "inside", "middle", "quiet", "dark", "open", "new", "old", "first", "second":
		return true
	}
	return false
}

// isMeasureBefore reports whether the number that begins at piece start is
// counted by the word before: ward 12, bed 4, page 3.
func (r *reading) isMeasureBefore(start int) bool {
	switch w := r.word(start - 1); w {
	case "ward", "bed", "bay", "level", "page", "week", "day", "band", "grade", "chapter", "section", "stage", "room":
		return r.sameLine(start)
	}
	return false
}

// unnumbered takes the capitalised words right before a street word as the
// street's name, where a word of place stands before them.
func (r *reading) unnumbered(named, i, kind int) (start int, level Level) {
	start = i
	for j := i - 1; j >= named && (r.capital(j) || r.at(j).kind == isMark || r.word(j) == "s" && r.joined(j)); j-- {
		if r.capital(j) {
			start = j
		}
	}
	if start == i {
		if kind == 1 && named == i-1 && r.cued(named, 1, isAtWord) && r.cued(named, 3, isLivingWord) && r.word(i) != "close" && r.word(i) != "drive" {
			return named, Likely
		}
		return i, ""
	}
	if r.isPublicStreet(start, i) || r.capitals(start) && !r.capitals(i) {
		return i, ""
	}
	living := r.cued(start, 4, isLivingWord)
	if last := len(r.found) - 1; kind == 1 && r.capital(i) && r.word(start-1) == "," && last >= 0 && r.found[last].Kind == Address && r.found[last].End == r.at(start-2).end {
		return start, Likely
	}
	if kind == 1 && r.capital(i) && (r.word(start-1) == "," || r.at(start).gap == below) && r.word(i+1) == "," && r.capital(i+2) {
		return start, Likely
	}
	switch {
	case kind == 1 && (living || r.cued(start, 2, isAtWord)) && (r.capital(i) || living || r.word(i) == "road" || r.word(i) == "street" || r.word(i) == "lane" || r.word(i) == "avenue"):
		return start, Likely
	case kind == 2 && living && r.capital(i) && !r.isInstitution(i):
		return start, Likely
	case kind == 3 && r.word(i) == "rd" && (living || r.cued(start, 1, isAtWord)):
		return start, Likely
	}
	return i, ""
}

// isInstitution reports whether a name with this word may be a workplace
// rather than a home.
func (r *reading) isInstitution(i int) bool {
	switch r.word(i) {
	case "house", "court", "lodge", "hall", "park", "view", "place":
		return !r.cued(i, 6, func(w string) bool { return w == "lives" || w == "living" || w == "address" })
	}
	return false
}

// isPublicStreet reports whether the words name a street everybody means:
// the High Street, Crown Court, a royal close.
func (r *reading) isPublicStreet(start, i int) bool {
	switch r.word(start) {
	case "high", "wall", "sesame", "coronation", "downing", "harley", "main", "crown", "supreme", "family", "county", "federal", "district", "magistrates", "youth", "coroners", "silk", "abbey", "fleet", "memory", "easy", "one", "the", "bond", "carnaby", "quality", "inner", "care", "hard", "food", "blood", "test", "charity", "sex", "libido":
		return true
	}
	return false
}

// isStreetNumber reports whether piece i may be a house's number.
func (r *reading) isStreetNumber(i int) bool {
	if r.isWord(i) && r.size(i) == 1 && r.joined(i) && r.isNumber(i-1) { // 12a
		i--
	}
	n := r.number(i)
	return r.isNumber(i) && r.size(i) <= 5 && n > 0 && !(r.word(i-1) == "." && r.joined(i) && r.isNumber(i-2)) && !(r.word(i-1) == ":" && r.joined(i))
}

// numberStart returns where the house's number before piece named starts,
// with what belongs to it (3/14, 12-14, 12a), or named.
func (r *reading) numberStart(named int) int {
	if !r.sameLine(named) && named > 0 {
		return named
	}
	j := named - 1
	if r.word(j) == "," {
		j--
	}
	if !r.isStreetNumber(j) {
		return named
	}
	if r.isWord(j) {
		j--
	}
	for (r.isDash(j-1) || r.word(j-1) == "/") && r.joined(j) && r.isNumber(j-2) && r.joined(j-1) {
		j -= 2
	}
	if r.word(j-1) == "#" && r.joined(j) {
		j--
	}
	return j
}

// isNoStreetName reports whether a word is not part of a street's name.
func isNoStreetName(word string) bool {
	switch word {
	case "a", "an", "of", "on", "in", "at", "to", "is", "was", "and", "or", "for", "from", "with", "by", "we", "i", "he", "she", "they", "my", "her", "his", "our", "their", "your", "it", "this", "that", "some", "any", "no",
		"down", "up", "across", "along", "off", "over", "near", "into", "out", "about", "miles", "mile", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
		"metres", "km", "patients", "people", "staff", "beds", "bed", "busy", "whole", "long", "short", "same", "other", "wrong", "right", "next", "last", "own", "every", "each", "but", "so", "as", "if", "then", "pm", "am", "hrs", "x", "lives", "living", "live", "address", "very", "more", "per", "who", "had", "has", "did", "went", "way", "level", "stage", "times":
		return true
	}
	return false
}

// isCountedName reports whether a number before the word counts it even
// where it is written with a capital: a 12 Hour Drive.
func isCountedName(word string) bool {
	switch word {
	case "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "times", "step", "steps", "point", "mile", "miles", "a", "of", "to", "and", "or", "is", "was", "he", "she", "we", "they", "i":
		return true
	}
	return false
}

// isLivingWord reports whether a home is named after the word.
func isLivingWord(word string) bool {
	switch word {
	case "lives", "live", "lived", "living", "address", "addr", "stays", "staying", "moved", "resides", "residing", "home", "resident", "neighbour", "neighbours", "visited", "neighbor":
		return true
	}
	return false
}

// isAtWord reports whether a place may be named after the word.
func isAtWord(word string) bool {
	switch word {
	case "at", "on", "in", "off", "from", "to", "near", "along", "down", "opposite", "into", "around", "behind", "outside", "via", "of":
		return true
	}
	return false
}
