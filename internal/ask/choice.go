package ask

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// byDigit reports whether options are also chosen by their number. They
// are not where a key is itself a digit: 3 must not mean two things.
func byDigit(options []Option) bool {
	return !slices.ContainsFunc(options, func(o Option) bool { return unicode.IsDigit(o.Key) })
}

// optionByKey returns the place of the option that a key chooses, or -1:
// its own key first, in either case, then its number.
func optionByKey(options []Option, key rune) int {
	if i := slices.IndexFunc(options, func(o Option) bool { return o.Key == key }); i >= 0 && key != 0 {
		return i
	}
	lower := unicode.ToLower(key)
	if i := slices.IndexFunc(options, func(o Option) bool { return unicode.ToLower(o.Key) == lower }); i >= 0 && key != 0 {
		return i
	}
	if n := int(key - '0'); byDigit(options) && n >= 1 && n <= min(9, len(options)) {
		return n - 1
	}
	return -1
}

// optionByWord is optionByKey for a typed word, which may be a number of
// more than one digit.
func optionByWord(options []Option, word string) int {
	if runes := []rune(word); len(runes) == 1 {
		return optionByKey(options, runes[0])
	}
	if n, err := strconv.Atoi(word); err == nil && byDigit(options) && n >= 1 && n <= len(options) {
		return n - 1
	}
	return -1
}

// optionByValue returns the place of the option with that value, or -1.
func optionByValue(options []Option, value string) int {
	return slices.IndexFunc(options, func(o Option) bool { return value != "" && o.Value == value })
}

// parts divides the answer to a Several into places of options and
// values that are none of them.
func parts(options []Option, value string) (places []int, others []string) {
	for part := range strings.SplitSeq(value, ",") {
		switch i := optionByValue(options, part); {
		case i >= 0:
			places = append(places, i)
		case part != "":
			others = append(others, part)
		}
	}
	return places, others
}

// joined is the answer to a Several: the options in their own order, and
// after them the values that are none of these, as they stood.
func joined(options []Option, places []int, others []string) string {
	var out []string
	for i, o := range options {
		if slices.Contains(places, i) {
			out = append(out, o.Value)
		}
	}
	return strings.Join(append(out, others...), ",")
}
