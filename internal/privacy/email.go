package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emails finds addresses of the form local@domain.tld.
func emails(text string) []Finding {
	var out []Finding
	for at := range len(text) {
		if text[at] != '@' {
			continue
		}
		start, end := localStart(text, at), domainEnd(text, at+1)
		if start < at && end > at+1 {
			out = append(out, Finding{
				Start: start, End: end, Kind: Email, Level: Sure,
				Why:     "an e-mail address leads straight to one person",
				Suggest: "[e-mail address]",
			})
		}
	}
	return out
}

// localStart walks left from the at sign over what may stand before it.
func localStart(text string, at int) int {
	start := at
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._%+-'", r) {
			break
		}
		start -= size
	}
	for start < at && strings.IndexByte(".-'", text[start]) >= 0 {
		start++
	}
	return start
}

// domainEnd walks right over a domain and returns from itself unless the
// domain has a dot and ends in at least two letters.
func domainEnd(text string, from int) int {
	end := from
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '.' && r != '-' {
			break
		}
		end += size
	}
	domain := strings.TrimRight(text[from:end], ".-")
	dot := strings.LastIndexByte(domain, '.')
	if dot < 1 {
		return from
	}
	top := domain[dot+1:]
	if utf8.RuneCountInString(top) < 2 || strings.IndexFunc(top, unicode.IsDigit) >= 0 {
		return from
	}
	return from + len(domain)
}
