package seal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/secure/precis"
)

// Cost is what stretching a passphrase costs whoever tries one: Argon2id
// version 1.3 (RFC 9106).
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint32
}

// Floor is the least cost that a new slot is given by this program: the
// second recommended option of RFC 9106, section 4.
func Floor() Cost { return Cost{Memory: 64 << 10, Time: 3, Threads: 4} }

// What a reader takes: a file must not be able to make it use up the
// machine.
const (
	mostMemory  = 1 << 20 // KiB: 1 GiB
	mostTime    = 16
	mostThreads = 16
	saltSize    = KeySize
)

// sane reports whether a cost can be paid.
func (c Cost) sane() bool {
	return c.Time >= 1 && c.Time <= mostTime && c.Threads >= 1 && c.Threads <= mostThreads &&
		c.Memory >= 8*c.Threads && c.Memory <= mostMemory
}

// ErrPassphrase means that a text cannot be a passphrase: it is empty, or
// holds something that cannot be typed alike everywhere, such as a tab.
var ErrPassphrase = errors.New("it is empty or holds a character that cannot be typed")

// WrapPassphrase makes a slot that a passphrase opens at the given cost.
func WrapPassphrase(f Format, text string, cost Cost, dataKey []byte) (Slot, error) {
	if !cost.sane() {
		return Slot{}, fmt.Errorf("a passphrase cannot be stretched with %d KiB, %d passes and %d threads", cost.Memory, cost.Time, cost.Threads)
	}
	prepared, err := prepare(text)
	if err != nil {
		return Slot{}, err
	}
	defer clear(prepared)
	s := Slot{ID: NewID(), Kind: SlotPassphrase, Params: cost.params(NewKey())}
	secret := stretch(prepared, s.Params[12:], cost)
	defer clear(secret)
	return wrapNew(f, s, secret, dataKey)
}

// OpenPassphrase returns the data key of a slot of the kind passphrase, or
// ErrSealed when the passphrase is not the slot's or the slot is damaged.
// Both cost about the same time: parameters that make no sense are
// replaced by the least ones.
func (s Slot) OpenPassphrase(f Format, text string) ([]byte, error) {
	cost, salt, ok := readParams(s.Params)
	if !ok {
		cost, salt = Floor(), make([]byte, saltSize)
	}
	prepared, err := prepare(text)
	if err != nil {
		prepared = []byte(text)
	}
	defer clear(prepared)
	secret := stretch(prepared, salt, cost)
	defer clear(secret)
	if !ok || err != nil {
		return nil, ErrSealed
	}
	return s.Open(f, secret)
}

// Stretch does the work of one try at a passphrase and keeps nothing of
// it, so that a caller with a clock can choose a Cost.
func Stretch(c Cost) {
	if c.sane() {
		clear(stretch([]byte("a try"), make([]byte, saltSize), c))
	}
}

func stretch(prepared, salt []byte, c Cost) []byte {
	return argon2.IDKey(prepared, salt, c.Time, c.Memory, uint8(c.Threads), KeySize)
}

// prepare makes one passphrase of all the ways to type it: the profile
// OpaqueString of RFC 8265, which composes letters and accents (NFC) and
// makes every kind of space a plain one.
func prepare(text string) ([]byte, error) {
	b, err := precis.OpaqueString.Bytes([]byte(text))
	if err != nil || len(b) == 0 || !utf8.ValidString(text) { // else every wrong byte would be the same
		return nil, ErrPassphrase
	}
	return b, nil
}

// params is a cost and a salt as the slot stores and authenticates them.
func (c Cost) params(salt []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, c.Memory)
	b = binary.BigEndian.AppendUint32(b, c.Time)
	b = binary.BigEndian.AppendUint32(b, c.Threads)
	return append(b, salt...)
}

// readParams reads what params wrote.
func readParams(b []byte) (c Cost, salt []byte, ok bool) {
	if len(b) != 12+saltSize {
		return c, nil, false
	}
	c = Cost{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])}
	return c, b[12:], c.sane()
}

// CostOf is what a slot of the kind passphrase costs to try.
func (s Slot) CostOf() (Cost, bool) {
	c, _, ok := readParams(s.Params)
	return c, ok && s.Kind == SlotPassphrase
}
