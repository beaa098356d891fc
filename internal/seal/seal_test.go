package seal

import (
	"bytes"
	"errors"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// Sealing and opening again gives the same bytes, and never the same
// envelope twice.
func TestSealOpen(t *testing.T) {
	s := vectorSample(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		payload := make([]byte, random.IntN(9000))
		for i := range payload {
			payload[i] = byte(random.Uint32())
		}
		for _, part := range []Part{PartHead, PartBody, PartDraft} {
			one, two := s.ring.Seal(s.place, part, payload), s.ring.Seal(s.place, part, payload)
			back, err := s.ring.Open(s.place, part, one)
			if err != nil || !bytes.Equal(back, payload) {
				t.Fatalf("%s of %d bytes: %v", part, len(payload), err)
			}
			if bytes.Equal(one, two) || bytes.Contains(one, payload) && len(payload) > 3 {
				t.Fatalf("%s of %d bytes shows what it holds", part, len(payload))
			}
		}
	}
}

// An envelope opens in its own place only.
func TestOpenElsewhere(t *testing.T) {
	s := vectorSample(t)
	other, err := NewRing(s.journal, counting(0x21, 32))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := NewRing([16]byte(counting(0x01, 16)), s.dataKey)
	if err != nil {
		t.Fatal(err)
	}
	move := func(change func(*Place)) Place { p := s.place; change(&p); return p }
	envelope := s.ring.Seal(s.place, PartHead, s.payload)
	for _, tt := range []struct {
		name  string
		ring  *Ring
		place Place
		part  Part
		want  error
	}{
		{"its own", s.ring, s.place, PartHead, nil},
		{"another key", other, s.place, PartHead, ErrSealed},
		{"another journal", elsewhere, s.place, PartHead, ErrSealed},
		{"another part", s.ring, s.place, PartBody, ErrSealed},
		{"a draft", s.ring, s.place, PartDraft, ErrSealed},
		{"another thing", s.ring, move(func(p *Place) { p.Thing[15]++ }), PartHead, ErrSealed},
		{"another revision", s.ring, move(func(p *Place) { p.Revision++ }), PartHead, ErrSealed},
		{"another sequence number", s.ring, move(func(p *Place) { p.Seq-- }), PartHead, ErrSealed},
		{"revision and number changed round", s.ring, move(func(p *Place) { p.Revision, p.Seq = p.Seq, p.Revision }), PartHead, ErrSealed},
		{"another previous link", s.ring, move(func(p *Place) { p.Previous[0]++ }), PartHead, ErrSealed},
	} {
		if _, err := tt.ring.Open(tt.place, tt.part, envelope); !errors.Is(err, tt.want) {
			t.Errorf("%s: Open = %v, want %v", tt.name, err, tt.want)
		}
	}
}

// No byte of an envelope or of a slot can be changed, and none can be
// missing or added.
func TestEveryByteCounts(t *testing.T) {
	s := vectorSample(t)
	for _, tt := range []struct {
		name string
		all  []byte
		open func([]byte) error
	}{
		{"head", s.ring.Seal(s.place, PartHead, s.payload), func(b []byte) error { _, err := s.ring.Open(s.place, PartHead, b); return err }},
		{"draft", s.ring.Seal(s.place, PartDraft, s.payload), func(b []byte) error { _, err := s.ring.Open(s.place, PartDraft, b); return err }},
		{"slot", s.slot.Sealed, func(b []byte) error {
			slot := s.slot
			slot.Sealed = b
			_, err := slot.Open(s.format, s.secret)
			return err
		}},
	} {
		if err := tt.open(tt.all); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for i := range tt.all {
			bad := bytes.Clone(tt.all)
			bad[i] ^= 1 << (i % 8)
			if err := tt.open(bad); !errors.Is(err, ErrSealed) {
				t.Fatalf("%s with byte %d changed: %v", tt.name, i, err)
			}
			if err := tt.open(tt.all[:i]); !errors.Is(err, ErrSealed) {
				t.Fatalf("%s cut to %d bytes: %v", tt.name, i, err)
			}
		}
		if err := tt.open(append(bytes.Clone(tt.all), 0)); !errors.Is(err, ErrSealed) {
			t.Errorf("%s with a byte more: %v", tt.name, err)
		}
	}
}

// Sizes grow in the documented steps, cost at most 12 per cent above
// 4 KiB, and never fall.
func TestPaddedSizes(t *testing.T) {
	s := vectorSample(t)
	last := 0
	for n := 4; n < 300_000; n += 1 + n/97 {
		size := padmeSteps(n)
		switch {
		case size < n, size < last, size < 256:
			t.Fatalf("%d bytes are padded to %d after %d", n, size, last)
		case n <= 4096 && (size%256 != 0 || size-n >= 256):
			t.Fatalf("%d bytes are padded to %d, no step of 256", n, size)
		case n > 4096 && float64(size-n) > 0.12*float64(n):
			t.Fatalf("%d bytes are padded to %d, more than 12 per cent", n, size)
		case padmeSteps(size) != size:
			t.Fatalf("%d is no size of its own", size)
		}
		// Padmé leaves at most as many significant bits as its exponent has.
		if exponent := bits.Len(uint(size)) - 1; n > 4096 && bits.Len(uint(size))-bits.TrailingZeros(uint(size)) > bits.Len(uint(exponent))+1 {
			t.Fatalf("%d shows too much of a length", size)
		}
		if d := draftSteps(n); d%4096 != 0 || d < n || d-n >= 4096 {
			t.Fatalf("a draft of %d bytes is padded to %d", n, d)
		}
		last = size
	}
	for _, n := range []int{0, 1, 252, 253, 5000} {
		payload := make([]byte, n)
		if got, want := len(s.ring.Seal(s.place, PartBody, payload)), 41+padmeSteps(n+4); got != want {
			t.Errorf("an envelope of %d bytes has %d, want %d", n, got, want)
		}
	}
}

func TestUnpadRefusesWrongLengths(t *testing.T) {
	for _, b := range [][]byte{nil, {0, 0, 0}, {0, 0, 0, 1}, {0xff, 0xff, 0xff, 0xff, 1, 2}, {0, 0, 0, 3, 1, 2}} {
		if _, err := unpad(b); !errors.Is(err, ErrSealed) {
			t.Errorf("unpad(%x) = %v", b, err)
		}
	}
}

// Whatever a link or a keyed head covers changes it.
func TestLinksAndTops(t *testing.T) {
	s := vectorSample(t)
	head, body := Hash([]byte("head")), Hash([]byte("body"))
	seen := map[[32]byte]string{}
	add := func(name string, sum [32]byte) {
		if other, ok := seen[sum]; ok {
			t.Errorf("%s is the same as %s", name, other)
		}
		seen[sum] = name
	}
	p := s.place
	add("link", s.ring.Link(p, head, body))
	add("link, parts changed round", s.ring.Link(p, body, head))
	for name, change := range map[string]func(*Place){
		"thing": func(p *Place) { p.Thing[0]++ }, "revision": func(p *Place) { p.Revision++ },
		"seq": func(p *Place) { p.Seq++ }, "previous": func(p *Place) { p.Previous[31]++ },
	} {
		q := s.place
		change(&q)
		add("link, another "+name, s.ring.Link(q, head, body))
	}
	other, err := NewRing(s.journal, s.secret)
	if err != nil {
		t.Fatal(err)
	}
	add("top", s.ring.Top(3, head))
	add("top, another number", s.ring.Top(4, head))
	add("top, another link", s.ring.Top(3, body))
	add("top, another key", other.Top(3, head))
	if s.ring.Keyed("settings") == s.ring.Keyed("contacts") || s.ring.Keyed("settings") == other.Keyed("settings") {
		t.Error("keyed hashes of two texts, or in two journals, are one")
	}
	if s.ring.Name("settings") == s.ring.Name("contacts") || s.ring.Name("settings") == other.Name("settings") {
		t.Error("two names are one")
	}
}

func TestNewRingWantsAWholeKey(t *testing.T) {
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := NewRing([16]byte{}, make([]byte, n)); err == nil {
			t.Errorf("a key of %d bytes was taken", n)
		}
	}
}

// FuzzOpen: no bytes but the sealed ones open, and none crash.
func FuzzOpen(f *testing.F) {
	s := vectorSample(f)
	good := s.ring.sealWith(s.nonce, s.place, PartHead, s.payload)
	f.Add(good)
	f.Add(good[:41])
	f.Add([]byte{1})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, envelope []byte) {
		payload, err := s.ring.Open(s.place, PartHead, envelope)
		if bytes.Equal(envelope, good) {
			if err != nil || !bytes.Equal(payload, s.payload) {
				t.Fatalf("the sealed bytes do not open: %v", err)
			}
		} else if !errors.Is(err, ErrSealed) {
			t.Fatalf("Open = %v", err)
		}
	})
}
