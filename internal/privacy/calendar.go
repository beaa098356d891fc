package privacy

import "strings"

// monthOf returns the month that a word names in full or in short, or 0.
func monthOf(word string) int {
	switch strings.TrimSuffix(word, ".") {
	case "january", "jan":
		return 1
	case "february", "feb", "febuary":
		return 2
	case "march", "mar":
		return 3
	case "april", "apr":
		return 4
	case "may":
		return 5
	case "june", "jun":
		return 6
	case "july", "jul":
		return 7
	case "august", "aug":
		return 8
	case "september", "sept", "sep":
		return 9
	case "october", "oct":
		return 10
	case "november", "nov":
		return 11
	case "december", "dec":
		return 12
	}
	return 0
}

func monthName(month int) string {
	const names = "January   February  March     April     May       June      " +
		"July      August    September October   November  December  "
	return strings.TrimSpace(names[(month-1)*10 : month*10])
}

// isWeekday reports whether a word names a day of the week.
func isWeekday(word string) bool {
	switch word {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun":
		return true
	}
	return false
}

// isOrdinalEnd reports whether a word makes an ordinal of the digits
// before it.
func isOrdinalEnd(word string) bool {
	return word == "st" || word == "nd" || word == "rd" || word == "th"
}

// dayWord returns the day of the month that an ordinal in words says, such
// as fourteenth, or 0.
func dayWord(word string) int {
	switch word {
	case "first":
		return 1
	case "second":
		return 2
	case "third":
		return 3
	case "fourth":
		return 4
	case "fifth":
		return 5
	case "sixth":
		return 6
	case "seventh":
		return 7
	case "eighth":
		return 8
	case "ninth":
		return 9
	case "tenth":
		return 10
	case "eleventh":
		return 11
	case "twelfth":
		return 12
	case "thirteenth":
		return 13
	case "fourteenth":
		return 14
	case "fifteenth":
		return 15
	case "sixteenth":
		return 16
	case "seventeenth":
		return 17
	case "eighteenth":
		return 18
	case "nineteenth":
		return 19
	case "twentieth":
		return 20
	case "thirtieth":
		return 30
	}
	return 0
}

// coarse says roughly when a day is: early, mid or late in its month. A
// day without its month is only "that day".
func coarse(day, month int) string {
	switch {
	case month < 1 || month > 12:
		return "that day"
	case day <= 10:
		return "early " + monthName(month)
	case day <= 20:
		return "mid-" + monthName(month)
	}
	return "late " + monthName(month)
}

// coarseBirth says in which decade somebody was born. A decade that could
// make them older than 89 is left out, and so is one that is not known.
func coarseBirth(year int) string {
	if year < 1940 || year > 2099 {
		return "[date of birth]"
	}
	n := year / 10
	return "in the " + string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10), '0'}) + "s"
}

// fullYear widens a year of two digits: 62 is 1962 and 26 is 2026.
func fullYear(year int) int {
	switch {
	case year >= 100 || year < 0:
		return year
	case year < 40:
		return 2000 + year
	}
	return 1900 + year
}
