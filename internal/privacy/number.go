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

// numbers finds telephone numbers and other long numbers among what no
// label and no figure of the trade has claimed.
func (r *reading) numbers() {
	for i := 0; i < len(r.text); {
		if !isDigit(r.text[i]) || r.state[i] != free {
			i++
			continue
		}
		groups := r.readGroups(i)
		for _, f := range r.judge(groups) {
			switch f.Kind {
			case Phone:
				f.End = withExtension(r.low, f.End)
			case Number:
				f.Start = r.withLetters(f.Start)
			}
			r.addBytes(f)
		}
		i = groups[len(groups)-1].end
	}
}

// withLetters returns where a number begins that is found at i: with a year
// or the letters of a service before it, as in 24-0091773 and RXH 4402917.
func (r *reading) withLetters(i int) int {
	at := i - 1
	if at > 0 && (r.text[at] == '-' || r.text[at] == '/') && isAlnum(r.text[at-1]) {
		for i = at; i > 0 && isAlnum(r.text[i-1]) && r.state[i-1] == free; i-- {
		}
		return i
	}
	if at < 2 || r.text[at] != ' ' {
		return i
	}
	start := at
	for start > 0 && r.text[start-1] >= 'A' && r.text[start-1] <= 'Z' && r.state[start-1] == free {
		start--
	}
	if n := at - start; n < 2 || n > 5 || start > 0 && (isAlnum(r.text[start-1]) || r.text[start-1] == '-') {
		return i
	}
	if _, known := negative(r.low[start:at]); known {
		return i
	}
	return start
}

// digitsEnd returns the end of the row of digits at i.
func digitsEnd(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// readGroups reads the groups of digits from i on, up to the first thing
// that does not belong to one number. The first group is always there.
func (r *reading) readGroups(i int) []group {
	text := r.text
	groups := []group{{start: i, end: digitsEnd(text, i)}}
	for {
		end := groups[len(groups)-1].end
		sep, next := separator(text, end)
		if sep == 0 {
			return groups
		}
		if r.state[next] != free {
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
// them is looked at for long numbers.
func (r *reading) judge(groups []group) []Finding {
	var out []Finding
	rest := 0
	for i := 0; i < len(groups); {
		f, n := r.strong(groups[i:])
		if n == 0 {
			i++
			continue
		}
		out = append(out, weak(r, groups[rest:i])...)
		if f.Kind != "" {
			out = append(out, f)
		}
		i += n
		rest = i
	}
	return append(out, weak(r, groups[rest:])...)
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
