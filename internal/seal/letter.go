package seal

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// The letterbox is a key pair of the journal's own. Its public half lets
// anyone put something in; only the private half, which stands in the
// journal under the data key, takes it out. So writing needs no key while
// reading always does. The construction is HPKE (RFC 9180) with DHKEM
// (X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305 in base mode.

// LetterPlace is where a letter belongs, authenticated with it.
type LetterPlace struct {
	ID    [16]byte
	Count int64 // times it was sealed; only a draft has more than one
	Draft bool
}

// Letterbox is the half that takes letters.
type Letterbox struct {
	journal [16]byte
	public  hpke.PublicKey
}

// NewLetterbox reads the public half.
func NewLetterbox(journal [16]byte, public []byte) (*Letterbox, error) {
	key, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(public)
	if err != nil {
		return nil, ErrSealed
	}
	return &Letterbox{journal, key}, nil
}

// Seal returns the envelope of payload for the letter at p.
func (l *Letterbox) Seal(p LetterPlace, payload []byte) ([]byte, error) {
	enc, sender, err := hpke.NewSender(l.public, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), letterInfo(l.journal))
	if err != nil {
		return nil, fmt.Errorf("sealing for the letterbox: %w", err)
	}
	size := padmeSteps(len(payload) + 4)
	if p.Draft {
		size = draftSteps(len(payload) + 4)
	}
	ciphertext, err := sender.Seal(p.associated(l.journal), pad(payload, size))
	if err != nil {
		return nil, fmt.Errorf("sealing for the letterbox: %w", err)
	}
	return append(append([]byte{envelopeVersion}, enc...), ciphertext...), nil
}

// LetterboxKey is the half that opens letters.
type LetterboxKey struct {
	journal [16]byte
	private hpke.PrivateKey
}

// Open returns the payload of the letter at p, or ErrSealed.
func (k *LetterboxKey) Open(p LetterPlace, envelope []byte) ([]byte, error) {
	const head = 1 + 32
	if len(envelope) < head+chacha20poly1305.Overhead || envelope[0] != envelopeVersion {
		return nil, ErrSealed
	}
	r, err := hpke.NewRecipient(envelope[1:head], k.private, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), letterInfo(k.journal))
	if err != nil {
		return nil, ErrSealed
	}
	padded, err := r.Open(p.associated(k.journal), envelope[head:])
	if err != nil {
		return nil, ErrSealed
	}
	return unpad(padded)
}

// MakeLetterbox makes a key pair for the ring's journal: the public half,
// 32 bytes, and the private one sealed.
func (r *Ring) MakeLetterbox() (public, sealed []byte, err error) {
	key, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	if err != nil {
		return nil, nil, fmt.Errorf("making a letterbox: %w", err)
	}
	private, err := key.Bytes()
	if err != nil {
		return nil, nil, fmt.Errorf("making a letterbox: %w", err)
	}
	defer clear(private)
	public = key.PublicKey().Bytes()
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	rand.Read(nonce)
	return public, r.sealPrivate(nonce, public, private), nil
}

// sealPrivate seals a private half under a given nonce.
func (r *Ring) sealPrivate(nonce, public, private []byte) []byte {
	out := append([]byte{envelopeVersion}, nonce...)
	return r.letterbox.Seal(out, nonce, private, r.letterboxData(public))
}

// OpenLetterbox opens the private half and makes sure that the public half
// is its own: an exchanged one would let another read what is put in.
func (r *Ring) OpenLetterbox(public, sealed []byte) (*LetterboxKey, error) {
	const head = 1 + chacha20poly1305.NonceSizeX
	if len(sealed) < head || sealed[0] != envelopeVersion {
		return nil, ErrSealed
	}
	private, err := r.letterbox.Open(nil, sealed[1:head], sealed[head:], r.letterboxData(public))
	if err != nil {
		return nil, ErrSealed
	}
	defer clear(private)
	key, err := hpke.DHKEM(ecdh.X25519()).NewPrivateKey(private)
	if err != nil || string(key.PublicKey().Bytes()) != string(public) {
		return nil, ErrSealed
	}
	return &LetterboxKey{r.journal, key}, nil
}

func (r *Ring) letterboxData(public []byte) []byte {
	b := appendText(nil, "afterword/1/letterbox")
	b = appendBytes(b, r.journal[:])
	return appendBytes(b, public)
}

// letterInfo is the info of HPKE.
func letterInfo(journal [16]byte) []byte {
	return appendBytes(appendText(nil, "afterword/1/letter"), journal[:])
}

// associated is the data authenticated with a letter.
func (p LetterPlace) associated(journal [16]byte) []byte {
	kind := "letter"
	if p.Draft {
		kind = "draft"
	}
	b := appendBytes(letterInfo(journal), p.ID[:])
	b = binary.BigEndian.AppendUint64(b, uint64(p.Count))
	return appendText(b, kind)
}
