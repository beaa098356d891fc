package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The letters that U+00C0 to U+0263 and U+1E00 to U+1EFF fold to, one a
// character: those of Latin with diacritics, which takes in Vietnamese,
// Turkish, Polish, the macrons of Māori and the dots of Yoruba and Igbo. A
// point keeps the character, an exclamation mark stands for one of pairOf.
const (
	latin = "aaaaaa!ceeeeiiiidnooooo.ouuuuy!!aaaaaa!ceeeeiiiidnooooo.ouuuuy!y" + // U+00C0
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii!!jjkkklllllll" + // U+0100
		"lllnnnnnnn!!oooooo!!rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" + // U+0140
		"bbbb..occdddd.eeeffgg!iikkl..nnoooqqppr....ttttuuuvyyzz........w" + // U+0180
		"....!!!!!!!!!aaiioouuuuuuuuuueaaaa!!ggggkkoooo..j!!!gg!wnnaa!!oo" + // U+01C0
		"aaaaeeeeiiiioooorrrruuuussttyyhhnd!!zzaaeeooooooooyylnt...accl.s" + // U+0200
		"z..buveejjqqrryy...bo.dd.e.e...gg..g" //                             U+0240
	additional = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" + // U+1E00
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" + // U+1E40
		"wwwwwwwwwwxxxxyyzzzzzzhtwy.sss!daaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" + // U+1E80
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy" //   U+1EC0
)

// Fold appends the key that a word is looked up by in the lists: in lower
// case, without diacritics, composed or not, without apostrophes and with
// the 's of the possessive cut off. O’Brien’s and OBRIEN have one key, and
// so have Zoë with one character too many and ZOE. Letters of other
// scripts stay, in lower case. What is no letter stays too.
func Fold(dst []byte, word string) []byte {
	word = withoutPossessive(word)
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			i++
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			if c != '\'' && c != '`' {
				dst = append(dst, c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		dst = appendFolded(dst, r)
	}
	return dst
}

// appendFolded appends what one character beyond ASCII folds to.
func appendFolded(dst []byte, r rune) []byte {
	letter := byte('.')
	switch {
	case isApostrophe(r), r >= 0x0300 && r <= 0x036f, r == 0x00ad, r >= 0x200b && r <= 0x200d, r == 0x2060, r == 0xfeff:
		return dst // marks that combine, and characters without width
	case r == 0x2010 || r == 0x2011:
		return append(dst, '-')
	case r >= 0x00c0 && r < 0x00c0+rune(len(latin)):
		letter = latin[r-0x00c0]
	case r >= 0x1e00 && r <= 0x1eff:
		letter = additional[r-0x1e00]
	}
	switch letter {
	case '.':
		return utf8.AppendRune(dst, unicode.ToLower(r))
	case '!':
		return append(dst, pairOf(r)...)
	}
	return append(dst, letter)
}

// pairOf is what a character folds to that stands for two letters.
func pairOf(r rune) string {
	switch unicode.ToLower(r) {
	case 'æ', 'ǣ', 'ǽ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ß':
		return "ss"
	case 'ĳ':
		return "ij"
	case 'ŋ':
		return "ng"
	case 'ƕ':
		return "hv"
	case 'ǆ', 'ǳ':
		return "dz"
	case 'ǉ':
		return "lj"
	case 'ǌ':
		return "nj"
	case 'ȣ':
		return "ou"
	}
	return string(unicode.ToLower(r))
}

// isApostrophe reports whether r is written for an apostrophe, or for the
// glottal stop of Samoan, Tongan and Arabic names.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '‘', '’', '‛', '′', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', '＇':
		return true
	}
	return false
}

// withoutPossessive cuts an apostrophe and s from the end of a word that
// has something before them.
func withoutPossessive(word string) string {
	stem, ok := strings.CutSuffix(word, "s")
	if !ok {
		stem, ok = strings.CutSuffix(word, "S")
	}
	r, size := utf8.DecodeLastRuneInString(stem)
	if ok && size < len(stem) && isApostrophe(r) {
		return stem[:len(stem)-size]
	}
	return word
}
