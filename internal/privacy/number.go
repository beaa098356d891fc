package privacy

import (
	"strings"
	"unicode/utf8"
)

// group is a row of digits inside a longer number, together with what
// separates it from the group before.
type group struct {
	start, end int
	sep        byte // ' ', '-' or '.'; 0 for the first group
}

func (g group) size() int { return g.end - g.start }

// numbers finds telephone numbers and other long numbers. Figures of the
// trade (blood pressures, scores, times, dates, doses) are claimed first,
// so that none of them is taken for a part of something longer.
func numbers(text string) []Finding {
	var out []Finding
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		if end := claimed(text, i); end > i {
			i = end
			continue
		}
		groups := readGroups(text, i)
		out = append(out, judge(text, groups)...)
		i = groups[len(groups)-1].end
	}
	return out
}

// digitsEnd returns the end of the row of digits at i.
func digitsEnd(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// claimed returns the end of a time (07:30) or of figures with a slash
// (120/80, 7/10, 2/52, 23/11/2026) that begins at i, or i.
func claimed(text string, i int) int {
	end := digitsEnd(text, i)
	if end >= len(text) || end-i > 4 {
		return i
	}
	mark := text[end]
	if mark != '/' && (mark != ':' || end-i > 2) {
		return i
	}
	last := i
	for end < len(text) && text[end] == mark {
		next := digitsEnd(text, end+1)
		if next == end+1 || next-end-1 > 4 {
			break
		}
		end, last = next, next
	}
	return last
}

// readGroups reads the groups of digits from i on, up to the first thing
// that does not belong to one number. The first group is always there.
func readGroups(text string, i int) []group {
	groups := []group{{start: i, end: digitsEnd(text, i)}}
	for {
		end := groups[len(groups)-1].end
		sep, next := separator(text, end)
		if sep == 0 {
			return groups
		}
		// 0123/0124 are two extensions of one line; 120/80 is a measurement.
		if stop := digitsEnd(text, next); stop-next <= 3 && claimed(text, next) > next {
			return groups
		}
		groups = append(groups, group{start: next, end: digitsEnd(text, next), sep: sep})
	}
}

// separator reads what may stand between two groups of one number: a
// space, a hyphen or a dot, with or without brackets. It returns 0 where
// no digit follows.
func separator(text string, i int) (sep byte, next int) {
	var spaces, dots, marks int
	for next = i; next < len(text) && !isDigit(text[next]); marks++ {
		r, size := utf8.DecodeRuneInString(text[next:])
		switch r {
		case ' ', '\u00a0', '\u2009', '\u202f':
			spaces++
		case '-', '\u2010', '\u2011', '\u2013':
			sep = '-'
		case '.':
			sep = '.'
			dots++
		case '(', ')':
		default:
			return 0, i
		}
		next += size
		if marks >= 3 {
			return 0, i
		}
	}
	// "2. 07700" is an item of a list, not one number.
	if next == len(text) || next == i || spaces > 2 || dots > 0 && marks > 1 {
		return 0, i
	}
	if sep == 0 {
		sep = ' '
	}
	return sep, next
}

// judge finds what the groups of one reading hold. Telephone and NHS
// numbers are sought first, wherever they begin; what is left between
// them and the dates is looked at for long numbers.
func judge(text string, groups []group) []Finding {
	var out []Finding
	rest := 0
	for i := 0; i < len(groups); {
		n := 0
		if isDate(text, groups[i:]) {
			n = 3
		} else if f, taken := strong(text, groups[i:]); taken > 0 {
			out = append(out, f)
			n = taken
		}
		if n == 0 {
			i++
			continue
		}
		out = append(out, weak(text, groups[rest:i])...)
		i += n
		rest = i
	}
	return append(out, weak(text, groups[rest:])...)
}

// digitsOf joins the digits of groups.
func digitsOf(text string, groups []group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(text[g.start:g.end])
	}
	return b.String()
}

// cover returns the place of groups with the plus sign and the bracket
// that open it.
func cover(text string, groups []group) (start, end int) {
	start, end = groups[0].start, groups[len(groups)-1].end
	for range 2 {
		if start == 0 {
			break
		}
		before := text[start-1]
		closed := before == '(' && strings.IndexByte(text[start:end], ')') >= 0
		if before != '+' && !closed {
			break
		}
		start--
	}
	return start, end
}
