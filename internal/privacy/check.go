package privacy

import "strings"

// passesNHSCheck reports whether ten digits end in the check digit of an
// NHS number (NHS Data Dictionary: modulus 11, weights 10 to 2). CHI and
// Health and Care numbers have the same.
func passesNHSCheck(digits string) bool {
	if len(digits) != 10 {
		return false
	}
	sum := 0
	for i := range 9 {
		sum += int(digits[i]-'0') * (10 - i)
	}
	return (11-sum%11)%11 == int(digits[9]-'0')
}

// passesLuhn reports whether digits end in a Luhn check digit (ISO/IEC
// 7812-1), as cards, Canadian and South African numbers do.
func passesLuhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return len(digits) > 1 && sum%10 == 0
}

// passesWeights reports whether the weighted sum of digits is a multiple
// of modulus.
func passesWeights(digits string, modulus int, weights ...int) bool {
	if len(digits) != len(weights) {
		return false
	}
	sum := 0
	for i, w := range weights {
		sum += int(digits[i]-'0') * w
	}
	return sum%modulus == 0
}

// passesTFN checks an Australian tax file number of nine digits.
func passesTFN(digits string) bool {
	return passesWeights(digits, 11, 1, 4, 3, 7, 5, 8, 6, 9, 10)
}

// passesMedicare checks an Australian Medicare number: eight digits, their
// check digit, the issue, and perhaps the person's place on the card.
func passesMedicare(digits string) bool {
	if len(digits) != 10 && len(digits) != 11 {
		return false
	}
	sum := 0
	for i, w := range [...]int{1, 3, 7, 9, 1, 3, 7, 9} {
		sum += int(digits[i]-'0') * w
	}
	return digits[0] >= '2' && digits[0] <= '6' && sum%10 == int(digits[8]-'0')
}

// passesVerhoeff checks twelve digits of an Aadhaar number (J. Verhoeff,
// Error Detecting Decimal Codes, 1969).
func passesVerhoeff(digits string) bool {
	const (
		times = "0123456789" + "1234067895" + "2340178956" + "3401289567" + "4012395678" +
			"5987604321" + "6598710432" + "7659821043" + "8765932104" + "9876543210"
		permute = "0123456789" + "1576283094" + "5803796142" + "8916043527" +
			"9453126870" + "4286573901" + "2793806415" + "7046913258"
	)
	c := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		p := int(permute[i%8*10+d] - '0')
		c = int(times[c*10+p] - '0')
	}
	return len(digits) == 12 && c == 0
}

// passesMod97 checks an international account number (ISO 13616). s holds
// capitals and digits only.
func passesMod97(s string) bool {
	if len(s) < 15 {
		return false
	}
	rest := 0
	for _, c := range []byte(s[4:] + s[:4]) {
		if isDigit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}

// passesNHI checks a New Zealand health number: three letters, four digits
// (HISO 10046). The form of 2022 ends in letters and is not checked here.
func passesNHI(s string) bool {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
	s = strings.ToUpper(s)
	if len(s) != 7 {
		return false
	}
	sum := 0
	for i := range 6 {
		v := strings.IndexByte(letters, s[i]) + 1
		if isDigit(s[i]) {
			v = int(s[i] - '0')
		}
		sum += v * (7 - i)
	}
	return isDigit(s[6]) && sum%11 != 0 && (11-sum%11)%10 == int(s[6]-'0')
}
