package privacy

import (
	_ "embed"
	"strings"
)

//go:embed data/helplines.txt
var helplines string

const whyPhone = "a telephone number leads straight to one person or household"

// isHelpline reports whether digits are a number that everybody may ring.
func isHelpline(digits string) bool {
	if strings.HasPrefix(digits, "44") || strings.HasPrefix(digits, "61") || strings.HasPrefix(digits, "64") || strings.HasPrefix(digits, "27") {
		if strings.Contains(helplines, "\n0"+digits[2:]+"\t") {
			return true
		}
	}
	return strings.Contains(helplines, "\n"+digits+"\t")
}

// phoneLabel returns what the word at i announces of telephone numbers.
func (r *reading) phoneLabel(i int) (label, int) {
	l := label{kind: Phone, low: 4, high: 15, why: whyPhone, suggest: aPhone}
	switch w := r.word(i); w {
	case "tel", "telephone", "phone", "mob", "mobile", "cell", "cellphone", "fax", "landline", "whatsapp", "ph", "contact", "telefax", "gsm":
		return l, r.after(i+1, "phone", "cell", "contact")
	case "ext", "extn", "extension", "bleep", "bleeps", "pager", "dect", "vocera", "beeper", "xtn":
		l.low, l.high = 2, 6
		if w == "extension" || w == "bleep" || w == "bleeps" || w == "pager" || w == "beeper" {
			l.low = 3
		}
		return l, i + 1
	case "x":
		if i > 0 && r.joined(i) && r.at(i-1).kind != isMark || !r.joined(i+1) || r.size(i+1) < 4 || r.size(i+1) > 5 || !r.isNumber(i+1) || r.joined(i+2) && r.isWord(i+2) {
			return label{}, i
		}
		l.low, l.high = 4, 5
		return l, i + 1
	}
	return label{}, i
}

// labelledPhone records the telephone number at piece i, after its label,
// and returns the piece after it, or 0.
func (r *reading) labelledPhone(l label, i int) int {
	end, digits := r.dialled(i, l.high)
	n := len(digits)
	if n < l.low || n > l.high || isHelpline(digits) || n <= 4 && isEmergency(digits) || digits == "116123" || n == 6 && strings.HasPrefix(digits, "13") && end > i+1 {
		return 0
	}
	first := r.number(i)
	if n == 4 && l.high > 6 && (first >= 1900 && first <= 2099) || n < 7 && l.high > 6 && r.counted(end) || r.isUnit(end) || r.word(end) == "%" || r.word(end) == "/" && n < 7 {
		return 0
	}
	if l.high > 6 && n <= 8 && r.isDateStart(i) || (r.word(end) == ":" || r.word(end) == ".") && r.joined(end+1) && r.isNumber(end+1) {
		return 0
	}
	level := Sure
	if n < 7 {
		level = Likely
	}
	start := i
	for start > 0 && (r.word(start-1) == "+" || r.word(start-1) == "(") && r.joined(start) {
		start--
	}
	if !r.isFree(start, end) {
		return 0
	}
	r.add(Phone, level, start, end, l.why, l.suggest)
	return end
}

// dialled reads the digits of one telephone number from piece i on, which
// may be in brackets and groups, at most most of them.
func (r *reading) dialled(i, most int) (end int, digits string) {
	end = i
	for j := i; j < i+16 && (j == i || r.sameLine(j)); j++ {
		switch w := r.word(j); {
		case r.isNumber(j):
			if len(digits)+len(w) > most || r.joined(j+1) && r.isWord(j+1) {
				return end, digits
			}
			if len(digits) >= 7 && len(w) == 1 && !r.joined(j) || len(digits) >= 7 && (r.counted(j+1) || monthOf(r.word(j+1)) > 0 || r.isHour(j+1) || r.word(j+1) == ":") {
				return end, digits
			}
			digits += w
			end = j + 1
		case w == "+" && j == i, w == "(" && len(digits) < 5, w == ")", r.isDash(j), w == "." && r.joined(j+1):
		default:
			return end, digits
		}
	}
	return end, digits
}

// isEmergency reports whether digits are a short number that everybody
// knows: emergency services, crisis lines, the crash call of a hospital.
func isEmergency(digits string) bool {
	switch digits {
	case "999", "112", "111", "101", "105", "119", "000", "911", "988", "211", "311", "811", "1737", "2222", "100", "102", "103", "104", "106", "108", "181", "1098", "1091",
		"199", "767", "122", "10111", "10177", "14416", "14567", "50808", "85258", "741741", "131114", "131450", "116117", "116000", "116111", "3333", "4444":
		return true
	}
	return false
}

// isCallWord reports whether a number after the word is one to ring.
func isCallWord(word string) bool {
	switch word {
	case "call", "called", "calls", "calling", "ring", "rang", "ringing", "text", "texted", "sms", "dial", "dialled", "dialed", "phone", "phoned", "tel", "telephone",
		"mobile", "mob", "cell", "number", "contact", "reach", "reached", "whatsapp", "fax", "ph", "landline", "messaged", "home", "line", "voicemail", "on", "callback":
		return word != "on"
	}
	return false
}

// withExtension widens a telephone number that ends before byte end over
// its extension: x 4512, ext. 12.
func withExtension(low string, end int) int {
	i := end
	for i < len(low) && (low[i] == ' ' || low[i] == ',') && i < end+2 {
		i++
	}
	word := i
	for i < len(low) && isLetter(low[i]) {
		i++
	}
	switch low[word:i] {
	case "x", "ext", "extn", "extension":
	default:
		if low[word:i] != "" || i >= len(low) || low[i] != '#' {
			return end
		}
		i++
	}
	for i < len(low) && (low[i] == ' ' || low[i] == '.' || low[i] == ':') {
		i++
	}
	stop := digitsEnd(low, i)
	if stop == i || stop > i+6 {
		return end
	}
	return stop
}
