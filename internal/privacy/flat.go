package privacy

// streetTail passes over what may follow a street word: a point of the
// compass, a full stop after an abbreviation.
func (r *reading) streetTail(end int) int {
	if r.word(end) == "." && r.joined(end) && streetKind(r.word(end-1)) == 3 && r.sameLine(end+1) {
		end++
	}
	switch r.word(end) {
	case "n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west":
		if r.capital(end) && r.at(end).gap == apart {
			return end + 1
		}
	}
	return end
}

// withFlat widens an address that starts at piece start over the flat
// before it: Flat 4, 12 Elm Close.
func (r *reading) withFlat(start int) int {
	j := start - 1
	if r.word(j) == "," {
		j--
	}
	if r.isWord(j) && r.size(j) == 1 && r.joined(j) {
		j--
	}
	if r.isNumber(j) && (isFlat(r.word(j-1)) || r.word(j-1) == "unit" || r.word(j-1) == "no") && r.near(j-1, start+1) {
		return j - 1
	}
	if r.isWord(start-1) && (isFlat(r.word(start-1)) || r.word(start-1) == "unit") && r.sameLine(start) {
		return start - 1
	}
	return start
}

// withUnit widens an address that ends before piece end over the flat
// after it: Apt 5, #12.
func (r *reading) withUnit(end int) int {
	j := end
	if r.word(j) == "," {
		j++
	}
	if !r.sameLine(j) {
		return end
	}
	if r.word(j) == "#" && r.isNumber(j+1) {
		return j + 2
	}
	if isFlat(r.word(j)) || r.word(j) == "suite" || r.word(j) == "ste" || r.word(j) == "unit" {
		if stop := r.flatAt(j); stop > j {
			return stop
		}
	}
	return end
}

func isFlat(word string) bool {
	switch word {
	case "flat", "apartment", "apt", "flt", "maisonette", "shop", "plot", "villa":
		return true
	}
	return false
}

// flatAt reads a flat's number after the word at piece i: Flat 4B, Apt #5,
// flat C-12. A word in small letters may be an adjective: lay flat 4 hours.
func (r *reading) flatAt(i int) int {
	j := i + 1
	for r.word(j) == "." || r.word(j) == "#" || r.word(j) == "no" || r.word(j) == "number" {
		j++
	}
	if !r.capital(i) && !r.cued(i, 3, isLivingWord) && !(r.cued(i, 1, isAtWord) && r.isNumber(j) && r.word(i) != "plot") {
		return i
	}
	if r.isWord(j) && r.size(j) == 1 && (r.joined(j+1) || r.isDash(j+1)) { // C-12
		if j++; r.isDash(j) {
			j++
		}
	}
	if !r.isNumber(j) || !r.near(i, j+1) || r.size(j) > 5 || r.isUnit(j+1) || r.counted(j+1) || r.word(j+1) == "%" || r.word(j+1) == "/" && r.size(j+2) > 3 {
		return i
	}
	end := j + 1
	if r.joined(end) && r.isWord(end) && r.size(end) == 1 {
		end++
	} else if r.word(end) == "/" && r.joined(end) && (r.isNumber(end+1) || r.size(end+1) == 1) && r.joined(end+1) {
		end += 2
	}
	return end
}

// houseNumber reads H.No. 12-3-456, house no 14, door no 5/23.
func (r *reading) houseNumber(i int) (start, end int, level Level) {
	j := i + 1
	if w := r.word(i); w == "h" || w == "d" {
		if r.word(j) != "." && r.word(j) != "/" {
			return i, i, ""
		}
		j++
	}
	if r.word(j) != "no" && r.word(j) != "number" {
		return i, i, ""
	}
	for j++; r.word(j) == "." || r.word(j) == ":" || r.isDash(j); {
		j++
	}
	if !r.isNumber(j) || !r.near(i, j+1) {
		return i, i, ""
	}
	end = j + 1
	for (r.isDash(end) || r.word(end) == "/") && r.joined(end) && r.joined(end+1) {
		end += 2
	}
	if r.joined(end) && r.isWord(end) && r.size(end) == 1 {
		end++
	}
	return i, end, Likely
}
