package journal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as it is compared and searched: compatibility-decomposed
// (NFKD), without accents and without the characters that have no shape,
// in lower case (ß as ss, æ as ae and the like), curly quotation marks as
// straight ones, and any run of white space as one space. Folding a
// folded text changes nothing.
//
// Marks of combining class 10 and above are accents and vowel points and
// go; those below it, as in Devanagari or kana, make another letter and
// stay (Unicode Annex 44, table 15).
func Fold(s string) string {
	plain := plainPrefix(s)
	if plain == len(s) {
		return s
	}
	var dst strings.Builder
	dst.Grow(len(s) + len(s)/8)
	dst.WriteString(s[:plain])
	for i := plain; i < len(s); {
		i += foldOnto(&dst, s[i:])
	}
	return dst.String()
}

// plainPrefix returns how many bytes at the beginning of s are ASCII that
// folding leaves as it is.
func plainPrefix(s string) int {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || 'A' <= c && c <= 'Z' || c == ' ' && i > 0 && s[i-1] == ' ' {
			return i
		}
	}
	return len(s)
}

// foldOnto folds the beginning of s onto dst, a run of plain ASCII or one
// character, and returns how many bytes of s it took, at least one. Only
// they and the end of dst decide what is added, so that places in s and in
// dst can be matched up.
func foldOnto(dst *strings.Builder, s string) int {
	c := s[0]
	switch {
	case 'A' <= c && c <= 'Z':
		dst.WriteByte(c + 'a' - 'A')
		return 1
	case c == ' ' || '\t' <= c && c <= '\r':
		writeSpace(dst)
		return 1
	case c < utf8.RuneSelf:
		n := max(1, plainPrefix(s))
		dst.WriteString(s[:n])
		return n
	}
	r, size := utf8.DecodeRuneInString(s)
	if r >= 0xac00 && r <= 0xd7a3 { // Hangul decomposes by rule, not by table
		dst.WriteString(norm.NFKD.String(s[:size]))
		return size
	}
	decomposed := norm.NFKD.PropertiesString(s).Decomposition()
	if decomposed == nil {
		foldRuneOnto(dst, r)
	}
	for len(decomposed) > 0 {
		d, n := utf8.DecodeRune(decomposed)
		foldRuneOnto(dst, d)
		decomposed = decomposed[n:]
	}
	return size
}

// writeSpace ends dst with one space.
func writeSpace(dst *strings.Builder) {
	if s := dst.String(); s == "" || s[len(s)-1] != ' ' {
		dst.WriteByte(' ')
	}
}

// foldRuneOnto folds one decomposed character onto dst.
func foldRuneOnto(dst *strings.Builder, r rune) {
	if unicode.IsSpace(r) {
		writeSpace(dst)
		return
	}
	if as := plainForm(r); as != "" {
		dst.WriteString(as)
		return
	}
	if !shapeless(r) {
		dst.WriteRune(unicode.ToLower(r))
	}
}

// plainForm returns what r is folded to where neither decomposition nor
// lower case says so, and nothing for other characters.
func plainForm(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'ł', 'Ł':
		return "l"
	case 'đ', 'Đ':
		return "d"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	case '‘', '’', 'ʼ':
		return "'"
	case '“', '”', '„':
		return `"`
	case '‐':
		return "-"
	}
	return ""
}

// shapeless reports whether r leaves no trace in a folded text: accents,
// variation selectors, joiners and other format characters.
func shapeless(r rune) bool {
	switch {
	case r < 0xad || r >= 0x2e80 && r <= 0xa4cf: // Latin, and the CJK blocks but for their tone marks
		return r >= 0x302a && r <= 0x302d
	case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
		return true
	case !unicode.Is(unicode.Mn, r):
		return false
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	return norm.NFKD.Properties(buf[:n]).CCC() >= 10
}
