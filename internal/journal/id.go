package journal

import (
	"errors"
	"fmt"
	"strings"
)

// ID names one thing in the journal for ever: 128 random bits, which
// tell nothing of when or by whom the thing was written.
type ID [16]byte

// digits are those of Crockford's base 32: no i, l, o or u, so that an
// id read aloud or copied by hand stays the same id.
const digits = "0123456789abcdefghjkmnpqrstvwxyz"

// idLength is the length of an id written out in full.
const idLength = 26

// ShortestID is the least number of characters an id is shown with.
const ShortestID = 4

// IsZero reports whether id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String writes id out in full: 26 characters.
func (id ID) String() string {
	var out [idLength]byte
	// 26 digits of 5 bits hold 130 bits; the last two are zero.
	for i := range out {
		out[i] = digits[id.quintet(i)]
	}
	return string(out[:])
}

// quintet returns the i-th group of five bits, the most significant first.
func (id ID) quintet(i int) byte {
	var v byte
	for bit := i * 5; bit < i*5+5; bit++ {
		v <<= 1
		if bit < 128 {
			v |= id[bit/8] >> (7 - bit%8) & 1
		}
	}
	return v
}

// Prefix is the beginning of an id as a person types it.
type Prefix string

// ErrNotAnID means that a text cannot be the beginning of any id.
var ErrNotAnID = errors.New("not an id")

// ParsePrefix reads the beginning of an id, at least four characters, in
// either case; i and l are taken for 1, o for 0.
func ParsePrefix(s string) (Prefix, error) {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(s)) {
		switch r {
		case 'i', 'l':
			r = '1'
		case 'o':
			r = '0'
		case '-':
			continue
		}
		if !strings.ContainsRune(digits, r) {
			return "", fmt.Errorf("%w: %q is in none; ids are such as k7q2", ErrNotAnID, r)
		}
		b.WriteRune(r)
	}
	if b.Len() < ShortestID {
		return "", fmt.Errorf("%w: give at least %d characters of an id", ErrNotAnID, ShortestID)
	}
	if b.Len() > idLength {
		return "", fmt.Errorf("%w: an id has at most %d characters", ErrNotAnID, idLength)
	}
	return Prefix(b.String()), nil
}

// Matches reports whether id begins with p.
func (p Prefix) Matches(id ID) bool { return strings.HasPrefix(id.String(), string(p)) }

// Bounds returns the least and the greatest id that begin with p.
func (p Prefix) Bounds() (low, high ID) {
	for i := range high {
		high[i] = 0xff
	}
	for i := 0; i < len(p); i++ {
		v := strings.IndexByte(digits, p[i])
		for b := range 5 {
			bit := i*5 + b
			if bit >= 128 {
				break
			}
			mask := byte(1) << (7 - bit%8)
			if v>>(4-b)&1 == 1 {
				low[bit/8] |= mask
			} else {
				high[bit/8] &^= mask
			}
		}
	}
	return low, high
}
