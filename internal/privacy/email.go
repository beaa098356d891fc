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

// spokenEmails finds addresses written as they are spoken, jo dot bloggs
// at example dot org, or with their marks in brackets to hide them.
func (r *reading) spokenEmails() {
	for i := range r.pieces {
		if r.word(i) != "at" {
			continue
		}
		start, end := i-1, i+1
		bracketed := r.word(i-1) == "(" && r.word(i+1) == ")" || r.word(i-1) == "[" && r.word(i+1) == "]"
		if bracketed {
			start, end = i-2, i+2
		}
		for (r.word(start-1) == "dot" || r.word(start-1) == "underscore" || r.word(start-1) == "dash") && r.isWord(start-2) {
			start -= 2
		}
		for r.joined(start) && start > 0 && (r.at(start-1).kind != isMark || r.word(start-1) == "." || r.word(start-1) == "_") {
			start--
		}
		dots := 0
		for r.isWord(end) && (r.word(end+1) == "dot" || bracketed && r.word(end+1) == "." && r.joined(end+2)) && r.isWord(end+2) {
			end += 2
			dots++
		}
		if dots == 0 || start < 0 || r.at(start).kind == isMark || !r.near(start, end+1) || !r.isFree(start, end+1) {
			continue
		}
		r.add(Email, Likely, start, end+1, "an e-mail address leads straight to one person", "[e-mail address]")
	}
}
