// Package seal turns bytes into sealed bytes and back. It is the only
// package that does cryptography: key slots, sub-keys, envelopes, the hash
// chain and the encoding of what goes into an envelope. It knows nothing
// of files, SQL or what the bytes mean. docs/format.md describes every
// byte it makes, with test vectors.
package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"

	"golang.org/x/crypto/chacha20poly1305"
)

// KeySize is the length in bytes of every secret key.
const KeySize = 32

// envelopeVersion is the first byte of every envelope. A new algorithm
// would be a new number, never a choice made at run time.
const envelopeVersion = 0x01

// recordSchema is the number of the payload's layout that associated data
// binds, so that a payload is never read by the rules of another layout.
const recordSchema = 1

// ErrSealed means that an envelope does not open: it is damaged, it
// stands in another's place, or the key is not the one it was sealed with.
var ErrSealed = errors.New("sealed record does not open")

// Part says which part of a thing an envelope holds. Each has a key of
// its own.
type Part string

// The parts that are sealed.
const (
	PartHead  Part = "head"
	PartBody  Part = "body"
	PartDraft Part = "draft"
)

// Place is where an envelope belongs. It is authenticated with the
// envelope, so that none can be moved, replayed or reordered unseen.
type Place struct {
	Thing    [16]byte
	Revision int64
	Seq      int64
	Previous [32]byte // link of the revision before this one in the chain
}

// Ring holds the keys of one journal while it is open.
type Ring struct {
	journal [16]byte
	parts   map[Part]cipher.AEAD
	chain   []byte
	names   []byte
	persons []byte

	letterbox cipher.AEAD // for the private half
}

// NewRing derives a journal's keys from its data key of KeySize bytes: one
// per purpose, by HKDF-SHA256 (RFC 5869) with the journal's id as salt.
func NewRing(journal [16]byte, dataKey []byte) (*Ring, error) {
	if len(dataKey) != KeySize {
		return nil, fmt.Errorf("data key has %d bytes, not %d", len(dataKey), KeySize)
	}
	r := &Ring{journal: journal, parts: make(map[Part]cipher.AEAD, 3)}
	for _, part := range []Part{PartHead, PartBody, PartDraft} {
		key, err := subkey(dataKey, journal[:], "seal/"+string(part))
		if err != nil {
			return nil, err
		}
		if r.parts[part], err = chacha20poly1305.NewX(key); err != nil {
			return nil, err
		}
		clear(key)
	}
	var err error
	if r.chain, err = subkey(dataKey, journal[:], "chain"); err != nil {
		return nil, err
	}
	if r.names, err = subkey(dataKey, journal[:], "names"); err != nil {
		return nil, err
	}
	if r.persons, err = subkey(dataKey, journal[:], "persons"); err != nil {
		return nil, err
	}
	key, err := subkey(dataKey, journal[:], "letterbox")
	if err != nil {
		return nil, err
	}
	defer clear(key)
	r.letterbox, err = chacha20poly1305.NewX(key)
	return r, err
}

// subkey derives the key for one purpose.
func subkey(secret, salt []byte, purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, salt, "afterword/1/"+purpose, KeySize)
}

// Seal returns the envelope of payload for one part of the thing at p.
func (r *Ring) Seal(p Place, part Part, payload []byte) []byte {
	var nonce [chacha20poly1305.NonceSizeX]byte
	rand.Read(nonce[:]) // never fails: the program stops first
	return r.sealWith(nonce[:], p, part, payload)
}

// sealWith is Seal under a given nonce, for test vectors.
func (r *Ring) sealWith(nonce []byte, p Place, part Part, payload []byte) []byte {
	size := padmeSteps(len(payload) + 4)
	if part == PartDraft {
		size = draftSteps(len(payload) + 4)
	}
	out := make([]byte, 1+len(nonce), 1+len(nonce)+size+chacha20poly1305.Overhead)
	out[0] = envelopeVersion
	copy(out[1:], nonce)
	return r.parts[part].Seal(out, nonce, pad(payload, size), r.associated(p, string(part)))
}

// Open returns the payload of an envelope that belongs at p, or ErrSealed.
func (r *Ring) Open(p Place, part Part, envelope []byte) ([]byte, error) {
	const head = 1 + chacha20poly1305.NonceSizeX
	if len(envelope) < head+chacha20poly1305.Overhead || envelope[0] != envelopeVersion {
		return nil, ErrSealed
	}
	padded, err := r.parts[part].Open(nil, envelope[1:head], envelope[head:], r.associated(p, string(part)))
	if err != nil {
		return nil, ErrSealed
	}
	return unpad(padded)
}

// associated is the data authenticated with an envelope: variable parts
// carry their length, so that no two places give the same bytes.
func (r *Ring) associated(p Place, part string) []byte {
	b := make([]byte, 0, 160)
	b = appendText(b, "afterword/1/record")
	b = appendBytes(b, r.journal[:])
	b = appendBytes(b, p.Thing[:])
	b = binary.BigEndian.AppendUint64(b, uint64(p.Revision))
	b = binary.BigEndian.AppendUint64(b, uint64(p.Seq))
	b = binary.BigEndian.AppendUint32(b, recordSchema)
	b = appendText(b, part)
	return appendBytes(b, p.Previous[:])
}

// Hash is the SHA-256 of an envelope as it is stored. It outlives the
// envelope, so that a purged thing leaves the chain whole.
func Hash(envelope []byte) [32]byte { return sha256.Sum256(envelope) }

// Link is Ring.Link for whoever has no key; it needs none.
func Link(journal [16]byte, p Place, head, body [32]byte) [32]byte {
	return (&Ring{journal: journal}).Link(p, head, body)
}

// Link is the place's link in the chain: it covers everything before it.
func (r *Ring) Link(p Place, head, body [32]byte) [32]byte {
	b := appendText(nil, "afterword/1/link")
	b = append(b, r.associated(p, "link")...)
	b = append(b, head[:]...)
	b = append(b, body[:]...)
	return sha256.Sum256(b)
}

// Top is the keyed head over the whole chain: only the owner of the key
// can make one, so a chain with rows taken off its end does not match it.
func (r *Ring) Top(seq int64, last [32]byte) [32]byte {
	m := hmac.New(sha256.New, r.chain)
	m.Write(appendText(nil, "afterword/1/top"))
	m.Write(appendBytes(nil, r.journal[:]))
	m.Write(binary.BigEndian.AppendUint64(nil, uint64(seq)))
	m.Write(last[:])
	return [32]byte(m.Sum(nil))
}

// SameTop compares two keyed heads in constant time.
func SameTop(a, b []byte) bool { return hmac.Equal(a, b) }

// Name returns the id of a thing there is only one of, such as the
// settings. Without the key it looks like any other id.
func (r *Ring) Name(label string) [16]byte {
	m := hmac.New(sha256.New, r.names)
	m.Write([]byte(label))
	return [16]byte(m.Sum(nil)[:16])
}

// Keyed returns HMAC-SHA-256 of a text under a key of its own: it tells
// whether a text is the same as another, and to nobody without the key
// anything else. Whoever has the key can try texts.
func (r *Ring) Keyed(text string) [32]byte {
	m := hmac.New(sha256.New, r.persons)
	m.Write([]byte(text))
	return [32]byte(m.Sum(nil))
}

// NewID returns 16 random bytes.
func NewID() (id [16]byte) {
	rand.Read(id[:])
	return id
}

// NewKey returns KeySize random bytes.
func NewKey() []byte {
	key := make([]byte, KeySize)
	rand.Read(key)
	return key
}

// Pick draws a number from 0 up to n, n not included, each alike likely.
// n must be above 0.
func Pick(n int) int {
	drawn, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // rand.Reader never fails: the program stops first
	}
	return int(drawn.Int64())
}

// appendBytes appends b with its length, four bytes, the highest first.
func appendBytes(to, b []byte) []byte {
	return append(binary.BigEndian.AppendUint32(to, uint32(len(b))), b...)
}

// appendText is appendBytes for text.
func appendText(to []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(to, uint32(len(s))), s...)
}
