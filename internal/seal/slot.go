package seal

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

// SlotKind says what opens a key slot.
type SlotKind string

// The kinds of slot. What opens the first three is KeySize random bytes,
// in a file, in the keyring of the desktop, or on paper as 24 words.
const (
	SlotKeyFile    SlotKind = "keyfile"
	SlotKeyring    SlotKind = "keyring"
	SlotRecovery   SlotKind = "recovery"
	SlotPassphrase SlotKind = "passphrase"
	// SlotSession is never in a journal: it wraps the data key of one that
	// is kept open for a while.
	SlotSession SlotKind = "session"
)

// Slot holds the journal's data key, wrapped. Changing what opens a
// journal changes a slot and nothing else.
type Slot struct {
	ID     [16]byte
	Kind   SlotKind
	Params []byte // what the kind needs besides the secret; empty but for a passphrase
	Sealed []byte
}

// Format is what a slot authenticates besides itself, so that neither
// number can be changed in the file without the slot failing to open.
type Format struct {
	Journal   [16]byte
	Number    uint32 // the format of the file
	MinReader uint32 // the oldest program format that may read it
}

// WrapSecret makes a slot of one of the kinds that random bytes open.
func WrapSecret(f Format, kind SlotKind, secret, dataKey []byte) (Slot, error) {
	return wrapNew(f, Slot{ID: NewID(), Kind: kind, Params: []byte{}}, secret, dataKey)
}

// wrapNew seals dataKey into a slot that has everything else.
func wrapNew(f Format, s Slot, secret, dataKey []byte) (Slot, error) {
	var nonce [chacha20poly1305.NonceSizeX]byte
	rand.Read(nonce[:])
	return s, s.wrap(f, secret, nonce[:], dataKey)
}

// wrap seals dataKey into s under a key derived from secret.
func (s *Slot) wrap(f Format, secret, nonce, dataKey []byte) error {
	key, err := subkey(secret, s.ID[:], "slot/"+string(s.Kind))
	if err != nil {
		return err
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return err
	}
	clear(key)
	s.Sealed = append([]byte{envelopeVersion}, nonce...)
	s.Sealed = aead.Seal(s.Sealed, nonce, dataKey, s.associated(f))
	return nil
}

// Open returns the data key, or ErrSealed when the secret is not the
// slot's, the slot is damaged, or the format numbers were changed.
func (s Slot) Open(f Format, secret []byte) ([]byte, error) {
	const head = 1 + chacha20poly1305.NonceSizeX
	if len(s.Sealed) != head+KeySize+chacha20poly1305.Overhead || s.Sealed[0] != envelopeVersion {
		return nil, ErrSealed
	}
	key, err := subkey(secret, s.ID[:], "slot/"+string(s.Kind))
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	clear(key)
	dataKey, err := aead.Open(nil, s.Sealed[1:head], s.Sealed[head:], s.associated(f))
	if err != nil {
		return nil, ErrSealed
	}
	return dataKey, nil
}

// associated is the data authenticated with a slot.
func (s Slot) associated(f Format) []byte {
	b := appendText(nil, "afterword/1/slot")
	b = appendBytes(b, f.Journal[:])
	b = appendBytes(b, s.ID[:])
	b = appendText(b, string(s.Kind))
	b = appendBytes(b, s.Params)
	b = binary.BigEndian.AppendUint32(b, f.Number)
	return binary.BigEndian.AppendUint32(b, f.MinReader)
}

// ErrKeyFile means that a text is not a key file.
var ErrKeyFile = errors.New("not an Afterword key file")

// keyFileHead begins every key file.
const keyFileHead = "afterword key file 1"

// WriteKeyFile returns the text of a key file: a heading, what it is for,
// and the secret in base 32 (RFC 4648) with dashes.
func WriteKeyFile(journal string, secret []byte) string {
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
	var groups []string
	for len(text) > 4 {
		groups = append(groups, text[:4])
		text = text[4:]
	}
	return fmt.Sprintf("%s\njournal %s\nkey %s\n\n# The journal opens only together with this file.\n# Keep a copy of it apart from the journal, and show it to nobody.\n",
		keyFileHead, journal, strings.Join(append(groups, text), "-"))
}

// ReadKeyFile returns the secret that a key file's text holds.
func ReadKeyFile(text string) ([]byte, error) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if len(text) > 4096 || strings.TrimSpace(lines[0]) != keyFileHead {
		return nil, ErrKeyFile
	}
	for _, line := range lines[1:] {
		word, ok := strings.CutPrefix(strings.TrimSpace(line), "key ")
		if !ok {
			continue
		}
		word = strings.ToUpper(strings.ReplaceAll(word, "-", ""))
		secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(word)
		if err != nil || len(secret) != KeySize {
			return nil, ErrKeyFile
		}
		return secret, nil
	}
	return nil, ErrKeyFile
}
