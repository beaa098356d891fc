package privacy

import "strings"

// plateAt records a number plate at piece i that is one by its county, or
// by a word before it that speaks of a vehicle, and returns the piece after
// it, or i.
func (r *reading) plateAt(i int) int {
	if end := r.irishPlate(i); end > i {
		r.add(Plate, Sure, i, end, whyPlate, aPlate)
		return end
	}
	if !r.cued(i, 8, isVehicleWord) {
		return i
	}
	near := r.cued(i, 4, isPlateWord)
	start := r.at(i).start
	for _, pattern := range [...]string{
		"AA 99 AA 9999", "AA 99 A 9999", "AAA 999 AA", "AA 99 AA AA", "AA 99 AAA", "AA 999 999", "AA 999 AAA", "9AAA 999", "A999 AAA", "A99 AAA", "A9 AAA", "AAA 999A", "AAA 99A", "AAA 9A",
		"999 A 99999", "99 A 99999", "9AA 9AA", "AAA 9999", "AAAA 999", "AAA 999", "999 AAA", "AA 9999", "AA 99 9999", "AA 99 AA", "AA 99999", "9AA A99", "AAA 99", "999 AA 9",
	} {
		end, small := match(r.text, start, pattern)
		if end == start || r.isTaken(start, end) || touchesLetter(r.text, start, end) || r.goesBeyond(start, end) || strings.Contains(r.text[start:end], ".") {
			continue
		}
		if small && (!near || isCommonWord(r.word(i))) || !near && len(bare(r.text[start:end])) < 6 {
			continue
		}
		r.addBytes(Finding{start, end, Plate, Likely, whyPlate, aPlate})
		for r.at(i).kind != 0 && r.at(i).start < end {
			i++
		}
		return i
	}
	return i
}

// irishPlate reads year, county and number: 191-D-12345, 231 MH 1234.
func (r *reading) irishPlate(i int) int {
	if n := r.number(i); !r.isNumber(i) || r.size(i) < 2 || r.size(i) > 3 || r.size(i) == 3 && n%10 != 1 && n%10 != 2 {
		return i
	}
	dashed, j := r.isDash(i+1), i+1
	if dashed {
		j++
	}
	if !r.isWord(j) || !isCounty(r.word(j)) || !r.near(i, j+2) {
		return i
	}
	k := j + 1
	if r.isDash(k) != dashed {
		return i
	}
	if dashed {
		k++
	} else if !r.capitals(j) || r.size(i) != 3 && !r.cued(i, 8, isVehicleWord) {
		return i
	}
	if !r.isNumber(k) || !r.near(i, k+1) || r.size(k) > 6 || r.touches(i, k+1) || !r.isFree(i, k+1) {
		return i
	}
	return k + 1
}

// isCounty reports whether letters stand for a county or a city on Irish
// plates.
func isCounty(word string) bool {
	switch word {
	case "c", "ce", "cn", "cw", "d", "dl", "g", "ke", "kk", "ky", "l", "ld", "lh", "lk", "lm", "ls", "mh", "mn", "mo", "oy", "rn", "so", "t", "tn", "ts", "w", "wd", "wh", "ww", "wx":
		return true
	}
	return false
}

func isVehicleWord(word string) bool {
	switch word {
	case "car", "van", "vehicle", "taxi", "cab", "truck", "lorry", "motorbike", "bike", "motorcycle", "scooter", "suv", "ute", "bakkie", "okada", "auto", "rickshaw", "keke", "jeep", "pickup", "drives", "drove", "driving", "parked",
		"fiesta", "corsa", "golf", "toyota", "honda", "ford", "nissan", "corolla", "camry", "mazda", "bmw", "audi", "hilux", "focus", "astra", "polo", "clio", "swift", "innova", "hyundai", "kia":
		return true
	}
	return isPlateWord(word)
}

func isPlateWord(word string) bool {
	switch word {
	case "plate", "plates", "reg", "rego", "registration", "vrm", "vrn", "tag", "regn", "numberplate", "registered":
		return true
	}
	return false
}

// isCommonWord reports whether letters that look like those of a plate in
// small letters are a word that figures stand after: at 0425.
func isCommonWord(word string) bool {
	switch word {
	case "at", "on", "by", "to", "in", "of", "is", "was", "for", "and", "the", "all", "bed", "bay", "age", "day", "mg", "ml", "til", "pm", "am":
		return true
	}
	return false
}
