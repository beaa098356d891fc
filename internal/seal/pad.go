package seal

import (
	"encoding/binary"
	"math/bits"
)

const (
	smallStep = 256  // up to smallEnd, sizes are multiples of this
	smallEnd  = 4096 // above it Padmé takes over
	draftStep = 4096 // a draft grows in steps too coarse to show typing
)

// padmeSteps rounds n up to what is stored: steps of 256 bytes to 4 KiB,
// then Padmé, which adds at most 12 per cent and leaves O(log log n) bits
// of the length visible (Nikitin et al., "Reducing Metadata Leakage from
// Encrypted Files and Communication with PURBs", 2019).
func padmeSteps(n int) int {
	if n <= smallEnd {
		return max(smallStep, (n+smallStep-1)/smallStep*smallStep)
	}
	e := bits.Len(uint(n)) - 1
	s := bits.Len(uint(e))
	mask := 1<<(e-s) - 1
	return (n + mask) &^ mask
}

// draftSteps rounds n up to whole steps of 4 KiB.
func draftSteps(n int) int { return (n + draftStep - 1) / draftStep * draftStep }

// pad frames payload with its length, four bytes, and fills with zeros.
func pad(payload []byte, size int) []byte {
	out := make([]byte, size)
	binary.BigEndian.PutUint32(out, uint32(len(payload)))
	copy(out[4:], payload)
	return out
}

// unpad takes the payload out again.
func unpad(padded []byte) ([]byte, error) {
	if len(padded) < 4 {
		return nil, ErrSealed
	}
	n := binary.BigEndian.Uint32(padded)
	if uint64(n) > uint64(len(padded)-4) {
		return nil, ErrSealed
	}
	return padded[4 : 4+n], nil
}
