package seal

import (
	"bytes"
	"errors"
	"testing"
)

// letterSample is a letterbox of the sample's journal, with both halves.
func letterSample(t testing.TB) (sample, *Letterbox, *LetterboxKey, []byte, []byte) {
	t.Helper()
	s := vectorSample(t)
	public, sealed, err := s.ring.MakeLetterbox()
	if err != nil {
		t.Fatal(err)
	}
	box, err := NewLetterbox(s.journal, public)
	if err != nil {
		t.Fatal(err)
	}
	key, err := s.ring.OpenLetterbox(public, sealed)
	if err != nil {
		t.Fatal(err)
	}
	return s, box, key, public, sealed
}

// A letter opens in its own place only, and shows its size in steps.
func TestLetterBindsItsPlace(t *testing.T) {
	s, box, key, _, _ := letterSample(t)
	place := LetterPlace{ID: s.place.Thing, Count: 3, Draft: true}
	elsewhere, err := NewLetterbox([16]byte(counting(1, 16)), key.private.PublicKey().Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 252, 253, 5000} {
		payload := bytes.Repeat([]byte{7}, n)
		for _, draft := range []bool{false, true} {
			place.Draft = draft
			letter, err := box.Seal(place, payload)
			if err != nil {
				t.Fatal(err)
			}
			size := padmeSteps(n + 4)
			if draft {
				size = draftSteps(n + 4)
			}
			if len(letter) != 1+32+size+16 {
				t.Errorf("a letter of %d bytes has %d, draft %t", n, len(letter), draft)
			}
			if back, err := key.Open(place, letter); err != nil || !bytes.Equal(back, payload) {
				t.Errorf("a letter of %d bytes: %v", n, err)
			}
		}
	}
	letter, err := box.Seal(place, s.payload)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*LetterPlace){
		"another id": func(p *LetterPlace) { p.ID[0]++ }, "another count": func(p *LetterPlace) { p.Count++ },
		"no draft": func(p *LetterPlace) { p.Draft = !p.Draft },
	} {
		moved := place
		change(&moved)
		if _, err := key.Open(moved, letter); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: Open = %v", name, err)
		}
	}
	if foreign, err := elsewhere.Seal(place, s.payload); err != nil {
		t.Fatal(err)
	} else if _, err := key.Open(place, foreign); !errors.Is(err, ErrSealed) {
		t.Errorf("a letter for another journal: Open = %v", err)
	}
}

// No bit of a letter, or of the sealed private half, can be changed.
func TestLetterEveryByteCounts(t *testing.T) {
	s, box, key, public, sealed := letterSample(t)
	place := LetterPlace{ID: s.place.Thing, Count: 1}
	letter, err := box.Seal(place, s.payload)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		all  []byte
		open func([]byte) error
	}{
		"letter":       {letter, func(b []byte) error { _, err := key.Open(place, b); return err }},
		"private half": {sealed, func(b []byte) error { _, err := s.ring.OpenLetterbox(public, b); return err }},
		"public half":  {public, func(b []byte) error { _, err := s.ring.OpenLetterbox(b, sealed); return err }},
	} {
		if err := tt.open(tt.all); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range tt.all {
			bad := bytes.Clone(tt.all)
			bad[i] ^= 1 << (i % 8)
			if err := tt.open(bad); !errors.Is(err, ErrSealed) {
				t.Errorf("%s with byte %d changed: %v", name, i, err)
			}
			if err := tt.open(tt.all[:i]); !errors.Is(err, ErrSealed) {
				t.Errorf("%s cut to %d bytes: %v", name, i, err)
			}
		}
	}
}

// A private half belongs to one journal, and a public half that is its own
// in the file only is found out.
func TestLetterboxBelongsToItsJournal(t *testing.T) {
	s, _, _, public, sealed := letterSample(t)
	for name, of := range map[string]struct {
		journal [16]byte
		key     []byte
	}{"another journal": {[16]byte(counting(1, 16)), s.dataKey}, "another key": {s.journal, s.secret}} {
		ring, err := NewRing(of.journal, of.key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ring.OpenLetterbox(public, sealed); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Sealed by the owner, and still not the other half.
	other := s.ring.sealPrivate(s.nonce, public, counting(0xd0, 32))
	if _, err := s.ring.OpenLetterbox(public, other); !errors.Is(err, ErrSealed) {
		t.Errorf("two halves of two keys: %v", err)
	}
	for _, n := range []int{0, 31, 33} {
		if _, err := NewLetterbox(s.journal, make([]byte, n)); !errors.Is(err, ErrSealed) {
			t.Errorf("a public half of %d bytes: %v", n, err)
		}
	}
	// A key of small order shares a secret that everyone knows.
	if box, err := NewLetterbox(s.journal, make([]byte, 32)); err == nil {
		if _, err := box.Seal(LetterPlace{}, s.payload); err == nil {
			t.Error("something was sealed to a key that hides nothing")
		}
	}
}

// What a passphrase is prepared to, and what is none.
func TestPrepare(t *testing.T) {
	for text, want := range map[string]string{
		"Grün": "Grün", "Gru\u0308n": "Grün", "a b": "a b", "a\u00a0b": "a b", "a\u2003b": "a b", "a\u3000b": "a b", " a ": " a ",
		"ABC": "ABC", "\uff21": "\uff21", "\u2126": "\u03a9", "写 🙂": "写 🙂",
		"": "", "\t": "", "a\nb": "", "a\x00": "", "\xff": "", "a\u200bb": "",
	} {
		got, err := prepare(text)
		if string(got) != want || (err != nil) != (want == "") || err != nil && !errors.Is(err, ErrPassphrase) {
			t.Errorf("prepare(%q) = %q, %v", text, got, err)
		}
	}
}

// A cost that cannot be paid is neither written nor tried.
func TestCost(t *testing.T) {
	s := vectorSample(t)
	for _, tt := range []struct {
		cost Cost
		sane bool
	}{
		{Cost{64, 1, 1}, true}, {Cost{8, 1, 1}, true}, {Cost{128, 16, 16}, true}, {Cost{1 << 20, 16, 16}, true}, {Floor(), true},
		{Cost{}, false}, {Cost{7, 1, 1}, false}, {Cost{64, 0, 1}, false}, {Cost{64, 1, 0}, false}, {Cost{127, 1, 16}, false},
		{Cost{1<<20 + 1, 1, 1}, false}, {Cost{64, 17, 1}, false}, {Cost{1 << 10, 1, 17}, false}, {Cost{1<<32 - 1, 1<<32 - 1, 1<<32 - 1}, false},
	} {
		if tt.cost.sane() != tt.sane {
			t.Errorf("%+v: sane = %t", tt.cost, !tt.sane)
		}
		params := tt.cost.params(counting(0, 32))
		slot := Slot{Kind: SlotPassphrase, Params: params}
		if got, ok := slot.CostOf(); ok != tt.sane || got != tt.cost {
			t.Errorf("%+v is read as %+v, %t", tt.cost, got, ok)
		}
		if !tt.sane {
			if _, err := WrapPassphrase(s.format, "words", tt.cost, s.dataKey); err == nil {
				t.Errorf("%+v: a slot was made", tt.cost)
			}
			Stretch(tt.cost) // returns at once
		}
	}
	if _, err := WrapPassphrase(s.format, "\t", Cost{64, 1, 1}, s.dataKey); !errors.Is(err, ErrPassphrase) {
		t.Errorf("a tab as a passphrase: %v", err)
	}
	slot, err := WrapPassphrase(s.format, "words", Cost{64, 1, 1}, s.dataKey)
	if err != nil {
		t.Fatal(err)
	}
	if key, err := slot.OpenPassphrase(s.format, "words"); err != nil || !bytes.Equal(key, s.dataKey) {
		t.Errorf("OpenPassphrase = %v", err)
	}
	slot.Kind = SlotRecovery
	if _, err := slot.OpenPassphrase(s.format, "words"); !errors.Is(err, ErrSealed) {
		t.Errorf("under another kind: %v", err)
	}
}
