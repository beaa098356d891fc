package ask

import (
	"strings"
	"unicode/utf8"
)

// The box that text is typed into drops control characters, turns a tab
// into spaces and hands everything else to the terminal. So a character
// that it would drop, or that could act on the terminal, is held in it as
// a private character of its own and put back when the text is taken out.
// The private characters are five pages at the end of Unicode's last
// plane; a text that uses these itself is changed when it is edited.
const standInBase = 0x10FA00

// standIn returns what is held in the box for r: r itself where it is
// harmless. A line feed is no matter of the box's and stays.
func standIn(r rune) rune {
	if !unshowable(r) {
		return r
	}
	return standInBase + standInPage(r>>8)<<8 + r&0xff
}

// standInPage numbers the pages of Unicode that hold such characters.
func standInPage(page rune) rune {
	switch page {
	case 0x06:
		return 1
	case 0x20:
		return 2
	case 0xfe:
		return 3
	case 0xff:
		return 4
	}
	return 0
}

// unshowable reports whether r is a control character, a bidirectional
// control, a byte order mark, a line or paragraph separator, or the
// replacement character, which the box drops like an unreadable byte.
func unshowable(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < ' ', r >= 0x7f && r < 0xa0, r == utf8.RuneError, r == '\ufeff', r == '\u061c':
		return true
	}
	return r >= '\u2028' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// standsFor returns what the stand-in r stands for, and r itself where it
// is none.
func standsFor(r rune) rune {
	if r < standInBase {
		return r
	}
	page := (r - standInBase) >> 8
	for _, p := range [...]rune{0x00, 0x06, 0x20, 0xfe, 0xff} {
		if original := p<<8 + r&0xff; standInPage(p) == page && unshowable(original) {
			return original
		}
	}
	return r
}

// toBox and fromBox turn a text into what the box holds, and back.
func toBox(text string) string   { return strings.Map(standIn, text) }
func fromBox(held string) string { return strings.Map(standsFor, held) }

// shownInBox turns stand-ins in a drawn box into what is seen of them, one
// column wide each: an arrow for a tab, a replacement mark for the rest.
func shownInBox(drawn string) string {
	return strings.Map(func(r rune) rune {
		switch original := standsFor(r); {
		case original == r:
			return r
		case original == '\t':
			return '→'
		}
		return utf8.RuneError
	}, drawn)
}
