package privacy

import "strings"

// The checks of shapes: what else is true of text that has the form.

// isNINOShape takes what cannot be a prefix (QQ, the one in every example)
// only with the usual suffix.
func isNINOShape(s string) bool {
	s = bare(s)
	return isNINO(s) || s[8] >= 'A' && s[8] <= 'D'
}

// isSpaced reports whether all marks in s are spaces or dots.
func isSpaced(s string) bool { return strings.ContainsAny(s, " .") && !strings.Contains(s, "-") }

// isMBI checks a Medicare beneficiary identifier (CMS): eleven places, of
// which 2, 5, 8 and 9 are letters; S, L, O, I, B and Z are not used.
func isMBI(s string) bool {
	s = bare(s)
	if len(s) != 11 || s[0] == '0' || strings.ContainsAny(s, "SLOIBZ") {
		return false
	}
	for _, i := range [...]int{1, 4, 7, 8} {
		if !isLetter(s[i]) {
			return false
		}
	}
	return isDigit(s[3]) && isDigit(s[6]) && isDigit(s[9]) && isDigit(s[10])
}

// isAadhaar reports whether twelve digits begin as an Aadhaar number may,
// and either pass its check or stand in groups of four.
func isAadhaar(s string) bool {
	digits := bare(s)
	if isYearOrTime(digits[:4]) && isYearOrTime(digits[4:8]) && isYearOrTime(digits[8:]) {
		return false
	}
	return digits[0] >= '2' && (len(s) > 12 || passesVerhoeff(digits)) && !strings.HasSuffix(digits, "00")
}

// isYearOrTime reports whether four digits are a year of our time or a
// time of day.
func isYearOrTime(digits string) bool {
	n := value(digits)
	return n >= 1900 && n <= 2099 || n < 2400 && n%100 < 60 && n%5 == 0
}

// isSouthAfrican checks thirteen digits that begin with a date of birth.
func isSouthAfrican(s string) bool {
	d := bare(s)
	month, day := value(d[2:4]), value(d[4:6])
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && d[10] <= '2' && (passesLuhn(d) || d[11] == '8' || len(s) > 13)
}

// isCheckedNine reports whether nine digits in threes pass the check of
// a Canadian or an Australian number, or are joined by hyphens.
func isCheckedNine(s string) bool {
	d := bare(s)
	if strings.HasSuffix(d, "000") {
		return false
	}
	return passesLuhn(d) || passesTFN(d) || strings.Count(s, "-") == 2
}

// isCentrelink reports whether a customer number ends in one of the
// letters in use.
func isCentrelink(s string) bool { return strings.IndexByte("ABCHJKLSTVX", s[len(s)-1]) >= 0 }

// isRAMQ checks a health insurance number of Quebec: four letters, year,
// month (50 more for women), day.
func isRAMQ(s string) bool {
	d := bare(s)[4:]
	month, day := value(d[2:4])%50, value(d[4:6])
	return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// isNHI checks a New Zealand health number; neither form uses I or O.
func isNHI(s string) bool {
	s = bare(s)
	if strings.ContainsAny(s[:3], "IO") {
		return false
	}
	return isLetter(s[5]) || passesNHI(s)
}

// isCurrentPlate checks a British plate since 2001: an age from 02 on, and
// neither I nor Q among the last three letters (DVLA, INF104).
func isCurrentPlate(s string) bool {
	s = bare(s)
	age := value(s[2:4])
	if strings.ContainsAny(s[4:], "IQ") || strings.ContainsAny(s[:2], "IQZ") {
		return false
	}
	switch s[4:] {
	case "HRS", "MCG", "MLS", "YRS", "WKS", "MMO", "MRI", "GMS", "TAB", "THE", "AND", "FOR":
		return false
	}
	return age >= 2 && age <= 29 || age >= 51 && age <= 79
}

// isIndianPlate reports whether a plate begins with the code of a state.
func isIndianPlate(s string) bool {
	const states = " AN AP AR AS BH BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TG TN TR TS UK UP WB "
	return strings.Contains(states, " "+strings.ToUpper(s[:2])+" ")
}

// isAfricanPlate reports whether a plate of Nigeria (three letters, three
// digits, two letters) or of a South African province does not end in a
// time or a unit.
func isAfricanPlate(s string) bool {
	switch s = bare(s); s[len(s)-2:] {
	case "AM", "PM", "MG", "ML", "KG", "CM", "MM", "HR", "IU", "AS", "IN", "ON", "AT", "IS", "OR", "TO", "OF":
		return false
	case "GP", "EC", "FS", "MP", "NW", "NC", "ZN", "LP":
		return true
	}
	return len(s) == 8 && isLetter(s[2])
}

func isMedicare(s string) bool { return passesMedicare(bare(s)) }
