package privacy

import "strings"

// bankLabel returns what the words at i announce of accounts and cards.
func (r *reading) bankLabel(i int) (label, int) {
	l := label{kind: Bank, low: 5, high: 18, why: whyBank, suggest: anAccount}
	switch r.word(i) {
	case "sort":
		l.low, l.high, l.strict = 6, 6, true
		if r.word(i+1) == "code" {
			return l, i + 2
		}
		if r.isNumber(i+1) && r.size(i+1) == 2 {
			return l, i + 1
		}
	case "sortcode", "bsb":
		l.low, l.high = 6, 6
		return l, i + 1
	case "iban", "nuban":
		l.low = 8
		return l, i + 1
	case "account", "acct", "acc", "accounts":
		return l, i + 1
	case "a", "ac":
		if r.word(i) == "ac" && r.word(i+1) == "no" {
			return l, i + 2
		}
		if r.word(i+1) == "/" && r.word(i+2) == "c" && r.joined(i+1) {
			return l, i + 3
		}
	case "ifsc", "swift", "bic":
		l.low = 1
		l.letters = 4
		return l, i + 1
	case "routing":
		l.low, l.high = 9, 9
		return l, i + 1
	case "card", "visa", "mastercard", "amex", "debit":
		l.low, l.strict = 13, true
		l.high = 19
		if r.word(i+1) == "ending" {
			l.low = 4
		}
		if next, _ := r.fillers(i + 1); r.word(i) == "card" && r.word(i+1) != "ending" && len(r.valueAt(next).digits) < 12 {
			return label{}, i // the card of a clinic
		}
		return l, r.after(i+1, "card", "ending", "in")
	}
	return label{}, i
}

// cardAt reads a card number at piece i: 13 to 19 digits in a row or in
// groups of four (or 4-6-5) that pass the Luhn check, or have the form and
// a card's first digit. It returns the piece after, or i.
func (r *reading) cardAt(i int) (end int, level Level) {
	digits, parts := r.text[r.at(i).start:r.at(i).end], 1
	end = i + 1
	for len(digits) < 16 && parts < 5 {
		next := end
		if r.isDash(next) && r.joined(next) {
			next++
		}
		if !r.isNumber(next) || !r.sameLine(next) || r.size(next) < 3 || r.size(next) > 6 || r.size(i) != 4 {
			break
		}
		digits += r.word(next)
		end = next + 1
		parts++
	}
	if n := len(digits); n < 13 || n > 19 || n == 13 && digits[0] != '4' || r.touches(i, end) || strings.IndexByte("23456", digits[0]) < 0 {
		return i, ""
	}
	if passesLuhn(digits) {
		return end, Sure
	}
	if parts == 4 && len(digits) == 16 {
		return end, Likely
	}
	return i, ""
}

// ibanAt reads an international account number that begins with the two
// letters at piece i, or returns i.
func (r *reading) ibanAt(i int) (end int, level Level) {
	if r.size(i) != 2 || !r.isWord(i) || !r.joined(i+1) || r.size(i+1) < 2 || !r.isNumber(i+1) || r.joined(i) && i > 0 && r.at(i-1).kind != isMark {
		return i, ""
	}
	var s strings.Builder
	best := i
	for end = i; end < i+16 && s.Len() <= 34 && r.sameLine(max(end, i+1)) && r.at(end).kind != 0; end++ {
		if r.at(end).kind == isMark {
			if r.isDash(end) && r.joined(end) {
				continue
			}
			break
		}
		if r.isWord(end) && r.text[r.at(end).start] >= 0x80 {
			break
		}
		s.WriteString(strings.ToUpper(r.word(end)))
		if n := s.Len(); n >= 15 && n <= 34 && passesMod97(s.String()) && !r.touches(i, end+1) {
			return end + 1, Sure
		}
		if n := s.Len(); n == ibanLength(r.word(i)) && !r.touches(i, end+1) {
			best = end + 1
		}
	}
	return best, Likely
}

// ibanLength is how long the account numbers of a country are (SWIFT IBAN
// registry), or 0.
func ibanLength(country string) int {
	switch country {
	case "gb", "ie", "de":
		return 22
	case "fr", "it":
		return 27
	case "es", "ro", "pl":
		return 24
	case "nl":
		return 18
	case "be":
		return 16
	}
	return 0
}
