package seal

import (
	"bytes"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"os"
	"strings"
	"testing"
)

// keyVectors are the slots that open without a key file.
func (s sample) keyVectors(t testing.TB, put func(string, []byte)) {
	t.Helper()
	cost := Cost{Memory: 64, Time: 1, Threads: 1}
	prepared, err := prepare("Gru\u0308n\u00a0und 7 Moorh\u00fchner")
	if err != nil {
		t.Fatal(err)
	}
	slot := Slot{ID: s.slot.ID, Kind: SlotPassphrase, Params: cost.params(counting(0xc0, saltSize))}
	secret := stretch(prepared, slot.Params[12:], cost)
	put("passphrase prepared", prepared)
	put("passphrase params", slot.Params)
	put("passphrase secret", secret)
	put("associated passphrase slot", slot.associated(s.format))
	put("passphrase slot sealed", s.sealedSlot(t, &slot, secret))
	slot = Slot{ID: s.slot.ID, Kind: SlotRecovery, Params: []byte{}}
	put("recovery slot sealed", s.sealedSlot(t, &slot, s.secret))
}

func (s sample) sealedSlot(t testing.TB, slot *Slot, secret []byte) []byte {
	t.Helper()
	if err := slot.wrap(s.format, secret, s.nonce, s.dataKey); err != nil {
		t.Fatal(err)
	}
	return slot.Sealed
}

// letterVectors are the letterbox and a letter in it. Sealing one draws a
// key of its own, so the document's envelope is taken if it opens.
func (s sample) letterVectors(t testing.TB, put func(string, []byte)) {
	t.Helper()
	private := counting(0xd0, 32)
	key, err := ecdh.X25519().NewPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	public := key.PublicKey().Bytes()
	sealed := s.ring.sealPrivate(s.nonce, public, private)
	put("letterbox private", private)
	put("letterbox public", public)
	put("associated letterbox", s.ring.letterboxData(public))
	put("letterbox sealed", sealed)
	payload := encoded(t, map[string]any{"v": 1, "w": map[string]any{"t": 1790000000}, "t": []any{map[string]any{
		"i": s.place.Thing[:], "k": "question", "h": map[string]any{"w": map[string]any{"t": 1790000000}, "k": "draft", "v": "just-me"},
		"b": map[string]any{"t": "What next?"}}}})
	place := LetterPlace{ID: s.place.Thing, Count: 1}
	put("letter payload", payload)
	put("letter info", letterInfo(s.journal))
	put("letter aad", place.associated(s.journal))
	draft := LetterPlace{ID: s.place.Thing, Count: 7, Draft: true}
	put("letter aad draft", draft.associated(s.journal))
	opener, err := s.ring.OpenLetterbox(public, sealed)
	if err != nil {
		t.Fatal(err)
	}
	known, _ := documented(t)
	letter, err := hex.DecodeString(known["letter"])
	if err == nil {
		var back []byte
		if back, err = opener.Open(place, letter); err == nil && bytes.Equal(back, payload) {
			put("letter", letter)
			return
		}
	}
	box, err := NewLetterbox(s.journal, public)
	if err != nil {
		t.Fatal(err)
	}
	if letter, err = box.Seal(place, payload); err != nil {
		t.Fatal(err)
	}
	put("letter", letter)
}

// recoveryWords writes a secret in the words of BIP-39, 11 bits a word.
func recoveryWords(t testing.TB, secret []byte) string {
	t.Helper()
	list, err := os.ReadFile("../phrase/data/bip39-english.txt")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(secret)
	bits := new(big.Int).SetBytes(append(bytes.Clone(secret), sum[0]))
	all, words := strings.Fields(string(list)), make([]string, 24)
	for i := range words {
		n := new(big.Int).Rsh(bits, uint(11*(23-i)))
		words[i] = all[n.Uint64()&2047]
	}
	return strings.Join(words, " ")
}
