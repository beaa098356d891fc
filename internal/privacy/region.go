package privacy

import "strings"

// otherCode records a postcode, a pin or a plate at piece i, of those that
// need more than a pattern, and returns the piece after it, or i.
func (r *reading) otherCode(i int) int {
	start := r.at(i).start
	if r.state[start] != free {
		return i
	}
	if r.isWord(i) {
		if end := r.britishPostcode(i); end > i {
			return end
		}
		if end := r.letteredPostcode(i); end > i {
			return end
		}
		if isHCPCPrefix(r.word(i)) && r.joined(i+1) && (r.size(i+1) == 5 || r.size(i+1) == 6) && !r.touches(i, i+2) && r.isFree(i, i+2) {
			r.add(Registration, Likely, i, i+2, whyPin, aPin)
			return i + 2
		}
		if end := r.casebookCode(i); end > i {
			r.add(Number, Likely, i, end, "letters and figures in groups are often the number of a case", aNumber)
			return end
		}
	} else if end := r.placedPostcode(i); end > i {
		return end
	}
	return r.plateAt(i)
}

// casebookCode reads capitals and groups of digits with hyphens, six or
// more digits in all: IG-2025-118, P26-01187. Years alone are none.
func (r *reading) casebookCode(i int) int {
	if !r.capitals(i) || r.size(i) > 4 || isGuidance(r.word(i)) || isCatalogue(r.word(i)) {
		return i
	}
	digits, years, dashes, end := 0, true, 0, i+1
	for r.joined(end) && (r.isNumber(end) || r.isDash(end) && r.joined(end+1) && r.isNumber(end+1)) {
		if n := r.number(end); r.isNumber(end) {
			digits += r.size(end)
			years = years && (n >= 1900 && n <= 2099 || r.size(end) == 2)
		} else {
			dashes++
		}
		end++
	}
	if digits < 6 || dashes == 0 || years || r.touches(i, end) || !r.isFree(i, end) {
		return i
	}
	return end
}

// isHCPCPrefix reports whether letters are a profession's in the registers
// of the HCPC, or of Social Work England (SW), which kept them.
func isHCPCPrefix(word string) bool {
	switch word {
	case "as", "bs", "ch", "cs", "dt", "had", "or", "ort", "ot", "odp", "pa", "ph", "pyl", "po", "ra", "sl", "sw":
		return true
	}
	return false
}

// letteredPostcode reads an Eircode (routing key and four places) or a
// Canadian postal code at piece i.
func (r *reading) letteredPostcode(i int) int {
	start := r.at(i).start
	if end, small := match(r.text, start, "A9A 9A9"); end > start && !touchesLetter(r.text, start, end) && !r.isTaken(start, end) {
		s := bare(r.text[start:end])
		if strings.IndexByte("ABCEGHJKLMNPRSTVXY", s[0]) >= 0 && !strings.ContainsAny(s, "DFIOQU") && !(s[0] == 'T' && s[2] == 'N' && s[4] == 'M') && // stage T2N0M0
			!strings.Contains(r.text[start:end], ".") {
			return r.addPostcode(start, end, levelOf(small))
		}
	}
	for _, pattern := range [...]string{"A99 XXXX", "A9A XXXX"} {
		end, small := match(r.text, start, pattern)
		if end == start || touchesLetter(r.text, start, end) || r.isTaken(start, end) || strings.Contains(r.text[start:end], ".") {
			continue
		}
		s := bare(r.text[start:end])
		if strings.IndexByte("ACDEFHKNPRTVWXY", s[0]) < 0 || pattern[2] == 'A' && s[:3] != "D6W" {
			continue
		}
		digits := strings.IndexFunc(s[3:], func(c rune) bool { return c >= '0' && c <= '9' })
		letters := strings.IndexFunc(s[3:], func(c rune) bool { return c >= 'A' })
		if (digits < 0 || letters < 0) && !r.cued(i, 6, isCodeWord) {
			continue
		}
		// A letter that no Eircode has is a slip of the pen.
		return r.addPostcode(start, end, levelOf(small || strings.ContainsAny(s[3:], "BGIJLMOQSUZ")))
	}
	return i
}

func levelOf(small bool) Level {
	if small {
		return Likely
	}
	return Sure
}

func isCodeWord(word string) bool {
	switch word {
	case "postcode", "postcodes", "postal", "zip", "zipcode", "eircode", "pincode", "postalcode":
		return true
	}
	return false
}

// labelledPostcode reads "zip 78701", "pin code: 560 001", "postcode 3000".
func (r *reading) labelledPostcode(i int) int {
	w, j := r.word(i), i+1
	switch {
	case (w == "postal" || w == "post" || w == "pin" || w == "zip") && r.word(j) == "code":
		j++
	case w == "pin":
		j, _ = r.fillers(j)
		if r.size(j) != 6 || !r.isNumber(j) || r.joined(j+1) && r.isWord(j+1) {
			return i
		}
	case isCodeWord(w) && w != "postal":
	default:
		return i
	}
	j, _ = r.fillers(j)
	if !r.isNumber(j) || !r.near(i, j+1) || r.isUnit(j+1) {
		return i
	}
	end, n := j+1, r.size(j)
	if r.sameLine(end) && r.isNumber(end) && n == 3 && r.size(end) == 3 { // 560 001
		end, n = end+1, 6
	}
	if r.isDash(end) && r.joined(end+1) && n == 5 && r.isNumber(end+1) && r.size(end+1) == 4 {
		end += 2
	}
	if n < 3 || n > 6 || r.touches(j, end) || !r.isFree(j, end) {
		return i
	}
	return r.addPostcode(r.at(j).start, r.at(end-1).end, Likely)
}

// placedPostcode reads a postcode in figures that stands after the state
// or the city it belongs to, and ZIP+4, from the number at piece i.
func (r *reading) placedPostcode(i int) int {
	n := r.number(i)
	end := i + 1
	place := i - 1
	if w := r.word(place); w == "," || r.isDash(place) || w == "." {
		place--
	}
	if r.touches(i, i+1) {
		return i
	}
	if place < 0 || !r.near(place, i+1) {
		place = -1
	}
	known := false
	switch r.size(i) {
	case 5:
		if r.isDash(end) && r.joined(end) && r.joined(end+1) && r.isNumber(end+1) && r.size(end+1) == 4 && !r.continues(end+2) {
			known, end = true, end+2
			break
		}
		known = r.isState(place) && !r.counted(end)
	case 4:
		known = r.isAustralian(place, n) || r.isCity(place, false) && (n < 1900 || n > 2099 || r.word(i-1) == ",") && !r.counted(end)
	case 6:
		known = r.isCity(place, true)
	case 3:
		if r.isCity(place, true) && r.isNumber(end) && r.size(end) == 3 && r.sameLine(end) {
			known, end = true, end+1
		}
	}
	if !known && r.size(i) >= 4 && r.size(i) <= 6 && r.isWord(i-1) && r.capital(i-1) && r.afterAddress(r.at(i).start) {
		known = true
	}
	if !known || r.continues(end) || !r.isFree(i, end) {
		return i
	}
	return r.addPostcode(r.at(i).start, r.at(end-1).end, Likely)
}

// afterAddress reports whether an address ends a little before byte b, on
// the same line: 12 Smith St, Fitzroy 3065.
func (r *reading) afterAddress(b int) bool {
	for k := len(r.found) - 1; k >= 0; k-- {
		if f := r.found[k]; f.Kind == Address && f.End < b && b-f.End < 40 {
			return !strings.ContainsAny(r.text[f.End:b], "\n.;!?")
		}
	}
	return false
}

// isState reports whether a state of the USA ends at piece i.
func (r *reading) isState(i int) bool {
	const short = " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR "
	const long = " alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas" +
		" kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina" +
		" dakota ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming "
	if !r.isWord(i) {
		return false
	}
	if w := r.word(i); len(w) > 3 {
		return strings.Contains(long, " "+w+" ")
	}
	p := r.at(i)
	return strings.Contains(short, " "+r.text[p.start:p.end]+" ")
}

// isAustralian reports whether the state at piece i has the postcode n
// (Australia Post's ranges). After "in" a number may be a year.
func (r *reading) isAustralian(i, n int) bool {
	if !r.isWord(i) || n >= 1900 && n <= 2099 && !r.capital(i-1) && r.word(i-1) != "," {
		return false
	}
	w := r.word(i)
	if len(w) < 4 && !r.capital(i) {
		return false
	}
	switch w {
	case "nsw", "wales":
		return n >= 1000 && n < 3000
	case "vic", "victoria":
		return n >= 3000 && n < 4000 || n >= 8000 && n < 9000
	case "qld", "queensland":
		return n >= 4000 && n < 5000 || n >= 9000
	case "sa":
		return n >= 5000 && n < 6000
	case "wa":
		return n >= 6000 && n < 7000
	case "tas", "tasmania":
		return n >= 7000 && n < 8000
	case "act":
		return n >= 200 && n < 300 || n >= 2600 && n < 2621 || n >= 2900 && n <= 2920
	case "nt":
		return n >= 800 && n < 1000
	}
	return false
}

// isCity reports whether piece i is a large city of New Zealand or South
// Africa, whose postcodes have four figures, or with six of India or
// Nigeria.
func (r *reading) isCity(i int, six bool) bool {
	const four = " auckland wellington christchurch hamilton tauranga dunedin napier nelson rotorua plymouth palmerston invercargill whangarei hastings gisborne" +
		" johannesburg pretoria town durban sandton soweto bloemfontein polokwane mbombela kimberley pietermaritzburg stellenbosch gqeberha midrand randburg centurion benoni" +
		" gauteng cape natal limpopo mpumalanga sydney melbourne brisbane perth adelaide hobart darwin canberra "
	const sixes = " mumbai delhi bangalore bengaluru chennai kolkata hyderabad pune ahmedabad jaipur lucknow kochi cochin thiruvananthapuram trivandrum kerala mysore mysuru nagpur indore" +
		" bhopal patna surat vadodara coimbatore madurai visakhapatnam gurgaon gurugram noida chandigarh karnataka maharashtra nadu gujarat rajasthan punjab telangana goa" +
		" lagos abuja ibadan kano enugu harcourt ikeja kaduna benin jos ilorin lekki surulere oyo rivers "
	list := four
	if six {
		list = sixes
	}
	return r.isWord(i) && r.size(i) > 2 && r.capital(i) && strings.Contains(list, " "+r.word(i)+" ")
}
