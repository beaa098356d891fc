//go:build linux || darwin || freebsd

package session

import (
	"encoding/binary"
	"time"

	"afterword/internal/seal"
)

// moment is a time on two clocks: since 1970, and since the machine was
// started. The first can be set back, the second starts again with the
// machine, and with it everything that holds a half.
type moment struct{ wall, boot time.Duration }

// end is when a session is over, in whole seconds on the same clocks.
type end struct{ wall, boot uint32 }

// after returns the end of what begins at m and lasts d.
func (m moment) after(d time.Duration) end {
	seconds := func(t time.Duration) uint32 { return uint32(roundUp(t, time.Second) / time.Second) }
	return end{seconds(m.wall + d), seconds(m.boot + d)}
}

// left returns how long it is until e, which is reached as soon as either
// clock reaches it: a clock that was set costs time and never gives any.
func (e end) left(now moment) time.Duration {
	return min(time.Duration(e.wall)*time.Second-now.wall, time.Duration(e.boot)*time.Second-now.boot)
}

// format is what a slot that ends at e authenticates: its two numbers are
// the two clocks, so that no one can put the end off in the file.
func (e end) format(journal [16]byte) seal.Format {
	return seal.Format{Journal: journal, Number: e.wall, MinReader: e.boot}
}

// ticket is the half that stands in a file: what opens the slot, who has
// it, and until when.
type ticket struct {
	holder Holder
	end    end
	secret []byte
}

// A ticket is 42 bytes: the number of this layout, a letter for the
// holder, the two clocks with the highest byte first, the secret.
const (
	ticketLayout = 1
	ticketHead   = 2 + 4 + 4
	ticketSize   = ticketHead + seal.KeySize
)

func (t ticket) bytes() []byte {
	b := append(make([]byte, 0, ticketSize), ticketLayout, t.holder[0])
	b = binary.BigEndian.AppendUint32(b, t.end.wall)
	b = binary.BigEndian.AppendUint32(b, t.end.boot)
	return append(b, t.secret...)
}

// readTicket reads what bytes made. The secret is a part of b.
func readTicket(b []byte) (t ticket, ok bool) {
	if len(b) != ticketSize || b[0] != ticketLayout {
		return t, false
	}
	for _, h := range []Holder{InKernel, InAgent} {
		if b[1] == h[0] {
			t.holder = h
		}
	}
	t.end = end{binary.BigEndian.Uint32(b[2:]), binary.BigEndian.Uint32(b[6:])}
	t.secret = b[ticketHead:]
	return t, t.holder != ""
}

// mostSlot is more bytes than a slot has.
const mostSlot = 256

// wrap makes the two halves of a key: the slot, and what opens it.
func wrap(journal [16]byte, key []byte, e end) (slot, secret []byte, err error) {
	secret = seal.NewKey()
	s, err := seal.WrapSecret(e.format(journal), seal.SlotSession, secret, key)
	if err != nil {
		clear(secret)
		return nil, nil, err
	}
	return append(s.ID[:], s.Sealed...), secret, nil
}

// unwrap puts the halves together again, or fails where they are not two
// halves of one key.
func unwrap(journal [16]byte, slot []byte, t ticket) ([]byte, error) {
	const id = 16
	if len(slot) < id {
		return nil, seal.ErrSealed
	}
	s := seal.Slot{ID: [16]byte(slot[:id]), Kind: seal.SlotSession, Params: []byte{}, Sealed: slot[id:]}
	return s.Open(t.end.format(journal), t.secret)
}
