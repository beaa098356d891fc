package privacy

import "strings"

// nationalLabel returns what the words at i announce of the numbers that a
// state or an insurer gives to a person, and the piece after the words.
func (r *reading) nationalLabel(i int) (label, int) {
	next := i + 1
	id := func(low, high int, check func(string) bool) label {
		return label{kind: National, low: low, high: high, strict: true, check: check,
			why: whyID, suggest: anID}
	}
	loose := func(low, high int, check func(string) bool) label {
		l := id(low, high, check)
		l.strict = false
		return l
	}
	switch w := r.word(i); w {
	case "nhs":
		l := label{kind: NHSNumber, low: 10, high: 10, check: passesNHSCheck, why: "an NHS number belongs to one person", suggest: aNumber}
		if r.word(next) == "england" || r.word(next) == "trust" {
			return label{}, i
		}
		return l, next
	case "n":
		if r.word(i+1) == "." && r.word(i+2) == "h" && r.word(i+4) == "s" {
			return label{kind: NHSNumber, low: 10, high: 10, strict: true, check: passesNHSCheck, why: "an NHS number belongs to one person", suggest: aNumber}, r.after(i+5, ".")
		}
		return label{}, i
	case "chi", "hcn", "hc", "hscn":
		return label{kind: NHSNumber, low: 10, high: 10, strict: true, check: passesNHSCheck, why: "a patient number belongs to one person", suggest: aNumber}, next
	case "h":
		if (r.word(i+1) == "&" || r.word(i+1) == "+") && r.word(i+2) == "c" {
			return label{kind: NHSNumber, low: 10, high: 10, strict: true, check: passesNHSCheck, why: "a patient number belongs to one person", suggest: aNumber}, i + 3
		}
		return label{}, i
	case "ssn", "ss", "soc":
		if (w == "ss" || w == "soc") && r.word(next) != "#" && r.word(next) != "no" && r.word(next) != "number" && r.word(next) != "sec" {
			return label{}, i
		}
		if r.word(next) == "sec" {
			next++
		}
		return id(4, 9, nil), next
	case "social":
		if r.word(next) == "security" || r.word(next) == "insurance" {
			return id(4, 9, nil), next + 1
		}
		if r.cued(i, 5, func(w string) bool { return w == "last" }) || r.word(next) == "ending" {
			return id(4, 9, nil), next
		}
		return label{}, i
	case "last":
		if x := r.word(next); x != "four" && x != "4" {
			return label{}, i
		}
		for next++; next < i+8 && isLastFourFiller(r.word(next)); {
			next++
		}
		return id(4, 4, nil), next
	case "itin":
		return id(9, 9, nil), next
	case "nino", "ni":
		return id(5, 7, nil), next
	case "national":
		switch r.word(next) {
		case "insurance", "ins":
			return id(5, 7, nil), next + 1
		case "identity", "identification", "id":
			return id(9, 13, nil), next + 1
		}
		return label{}, i
	case "pps", "ppsn", "pp":
		return loose(7, 7, nil), next
	case "sin":
		return id(9, 9, passesLuhn), next
	case "aadhaar", "aadhar", "adhaar", "adhar", "uidai":
		return loose(4, 12, func(digits string) bool { return len(digits) != 12 || passesVerhoeff(digits) }), next
	case "pan":
		l := id(4, 4, nil)
		l.letters = 6
		return l, next
	case "nhi":
		l := id(2, 4, nil)
		l.letters = 3
		return l, next
	case "tfn":
		return loose(8, 9, passesTFN), next
	case "tax":
		if r.word(next) == "file" {
			return loose(8, 9, passesTFN), next + 1
		}
		return label{}, i
	case "crn":
		return loose(8, 9, nil), next
	case "ihi":
		return loose(16, 18, passesLuhn), next
	case "medicare", "mbi":
		return loose(6, 11, func(digits string) bool { return len(digits) < 10 || passesMedicare(digits) }), next
	case "medicaid", "medi":
		return loose(7, 12, nil), next
	case "dva":
		return loose(5, 9, nil), next
	case "ird":
		return id(8, 9, nil), next
	case "nin", "nimc":
		return id(10, 12, nil), next
	case "bvn":
		return id(10, 12, nil), next
	case "ohip", "phn", "hcard", "healthcard", "mcp":
		return loose(8, 12, nil), next
	case "ramq":
		return loose(8, 8, nil), next
	case "abha":
		return loose(14, 14, nil), next
	case "voter", "epic", "vin", "pvc":
		return id(7, 19, nil), r.after(next, "card", "id", "s")
	case "passport":
		return loose(6, 9, nil), next
	case "medical", "health", "insurance", "insured":
		switch r.word(next) {
		case "card", "aid", "scheme", "plan":
			return loose(6, 14, nil), next + 1
		case "id", "number", "no", "policy":
			if w != "medical" {
				return loose(6, 14, nil), next
			}
		}
		return label{}, i
	case "driving", "driver", "drivers":
		next = r.after(next, "'", "’", "s")
		if x := r.word(next); x == "licence" || x == "license" || x == "lic" {
			return loose(5, 14, nil), next + 1
		}
		return label{}, i
	case "dl":
		if r.isDash(next) {
			return label{}, i
		}
		return loose(6, 14, nil), next
	case "id", "rsaid", "said", "identity":
		if w == "said" {
			return label{}, i
		}
		return id(9, 13, func(digits string) bool { return len(digits) != 13 || passesLuhn(digits) }), next
	}
	return label{}, i
}

// isLastFourFiller reports whether a word or mark may stand between "last
// four" and the digits.
func isLastFourFiller(word string) bool {
	switch word {
	case "digits", "numbers", "of", "on", "the", "her", "his", "their", "my", "is", "are", "was", "were", ",", ":", "-", "ssn", "social", "card", "aadhaar", "number", "for", "as":
		return true
	}
	return false
}

// after passes over words from piece i on.
func (r *reading) after(i int, words ...string) int {
	for _, w := range words {
		if r.word(i) == w {
			i++
		}
	}
	return i
}

// labelAt returns the label at piece i, of whatever sort, and the piece
// after it, or i.
func (r *reading) labelAt(i int) (label, int) {
	if l, next := r.nationalLabel(i); next > i {
		return l, next
	}
	if l, next := r.pinLabel(i); next > i {
		return l, next
	}
	if l, next := r.bankLabel(i); next > i {
		return l, next
	}
	if l, next := r.phoneLabel(i); next > i {
		return l, next
	}
	return r.recordLabel(i)
}

// isNINO reports whether s, without spaces, is a national insurance number:
// its prefix has no D, F, I, Q, U or V and no O in second place (HMRC
// manual NIM39110).
func isNINO(s string) bool {
	s = strings.ToUpper(s)
	return !strings.ContainsAny(s[:2], "DFIQUV") && s[1] != 'O' && !strings.Contains(" BG GB KN NK NT TN ZZ ", " "+s[:2]+" ")
}
