package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
)

// counting returns n bytes that count up from first.
func counting(first byte, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = first + byte(i)
	}
	return b
}

// sample is what every test vector is made from.
type sample struct {
	journal           [16]byte
	dataKey, secret   []byte
	nonce             []byte
	place             Place
	payload, payload2 []byte
	slot              Slot
	format            Format
	ring              *Ring
}

func vectorSample(t testing.TB) sample {
	t.Helper()
	s := sample{
		journal: [16]byte(counting(0x00, 16)), dataKey: counting(0x20, 32), secret: counting(0x40, 32),
		nonce: counting(0x80, 24), payload2: bytes.Repeat([]byte("calm "), 1000),
		place: Place{Thing: [16]byte(counting(0x70, 16)), Revision: 2, Seq: 3, Previous: [32]byte(counting(0xa0, 32))},
	}
	s.slot = Slot{ID: [16]byte(counting(0x60, 16)), Kind: SlotKeyFile, Params: []byte{}}
	s.format = Format{Journal: s.journal, Number: 1, MinReader: 1}
	if err := s.slot.wrap(s.format, s.secret, s.nonce, s.dataKey); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.ring, err = NewRing(s.journal, s.dataKey); err != nil {
		t.Fatal(err)
	}
	s.payload = encoded(t, map[string]any{
		"v": 1, "k": "entry", "w": map[string]any{"t": 1790000000, "o": 3600, "z": "Europe/London"}, "x": 3, "b": 3,
		"h": map[string]any{"w": map[string]any{"t": 1790000000, "o": 3600, "z": "Europe/London"},
			"d": "2026-09-21", "k": "note", "v": "just-me", "s": "a calm handover"},
	})
	return s
}

func encoded(t testing.TB, v any) []byte {
	t.Helper()
	c, err := NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// vectors computes every test vector by its name in docs/format.md.
func vectors(t testing.TB) map[string]string {
	t.Helper()
	s := vectorSample(t)
	all := map[string]string{}
	put := func(name string, b []byte) { all[name] = hex.EncodeToString(b) }
	sum := func(name string, b []byte) { h := sha256.Sum256(b); put(name, h[:]) }
	put("journal id", s.journal[:])
	put("data key", s.dataKey)
	put("nonce", s.nonce)
	put("thing", s.place.Thing[:])
	put("previous link", s.place.Previous[:])
	for _, purpose := range []string{"seal/head", "seal/body", "seal/draft", "chain", "names", "letterbox", "persons"} {
		key, err := subkey(s.dataKey, s.journal[:], purpose)
		if err != nil {
			t.Fatal(err)
		}
		put("sub-key "+purpose, key)
	}
	put("payload", s.payload)
	put("associated head", s.ring.associated(s.place, "head"))
	head := s.ring.sealWith(s.nonce, s.place, PartHead, s.payload)
	body := s.ring.sealWith(s.nonce, s.place, PartBody, s.payload2)
	put("envelope head", head)
	sum("sha-256 envelope head", head)
	sum("sha-256 envelope body", body)
	draft := Place{Thing: s.place.Thing, Revision: 7}
	put("associated draft", s.ring.associated(draft, "draft"))
	sum("sha-256 envelope draft", s.ring.sealWith(s.nonce, draft, PartDraft, s.payload))
	link := s.ring.Link(s.place, Hash(head), Hash(body))
	put("link", link[:])
	top := s.ring.Top(s.place.Seq, link)
	put("keyed head", top[:])
	settings := s.ring.Name("settings")
	put("name settings", settings[:])
	name := s.ring.Keyed("a name")
	put("keyed \"a name\"", name[:])
	put("slot id", s.slot.ID[:])
	put("slot secret", s.secret)
	key, err := subkey(s.secret, s.slot.ID[:], "slot/keyfile")
	if err != nil {
		t.Fatal(err)
	}
	put("slot key", key)
	put("associated slot", s.slot.associated(s.format))
	put("slot sealed", s.slot.Sealed)
	s.keyVectors(t, put)
	s.letterVectors(t, put)
	all["recovery words"] = recoveryWords(t, s.secret)
	for _, n := range []int{0, 252, 253, 4092, 4093, 10000, 100000, 4 << 20} {
		all["padded "+strconv.Itoa(n)] = strconv.Itoa(padmeSteps(n + 4))
		if n <= 10000 {
			all["padded draft "+strconv.Itoa(n)] = strconv.Itoa(draftSteps(n + 4))
		}
	}
	return all
}

// documented reads the test vectors out of docs/format.md: "name = value",
// a value going on in the lines that are indented.
func documented(t testing.TB) (vectors map[string]string, document string) {
	t.Helper()
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(raw), "```vectors\n")
	block, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatal("docs/format.md has no block of vectors")
	}
	vectors = map[string]string{}
	last := ""
	for line := range strings.Lines(block) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "  ") {
			if last == "recovery words" && vectors[last] != "" {
				vectors[last] += " "
			}
			vectors[last] += strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, " =")
		if !ok {
			t.Fatalf("docs/format.md: %q is no vector", line)
		}
		last = name
		vectors[name] = strings.TrimSpace(value)
	}
	return vectors, string(raw)
}

// The document and the program must agree on every byte.
func TestVectors(t *testing.T) {
	got := vectors(t)
	want, _ := documented(t)
	for name := range maps.Keys(got) {
		if want[name] != got[name] {
			t.Errorf("docs/format.md says\n%s = %s\nthe program makes\n%s = %s", name, want[name], name, got[name])
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("docs/format.md has a vector %q that nothing checks", name)
		}
	}
}

// What the document shows as a key file is one, byte for byte.
func TestDocumentedKeyFile(t *testing.T) {
	s := vectorSample(t)
	_, document := documented(t)
	text := WriteKeyFile("000g40r40m30e209185gr38e1w", s.secret)
	if !strings.Contains(document, "```\n"+text+"```") {
		t.Errorf("docs/format.md does not show this key file:\n%s", text)
	}
}

// The documented envelopes open, so that the vectors are of use to a
// reader, and not only to a writer.
func TestDocumentedEnvelopesOpen(t *testing.T) {
	s := vectorSample(t)
	want, _ := documented(t)
	envelope, err := hex.DecodeString(want["envelope head"])
	if err != nil {
		t.Fatal(err)
	}
	payload, err := s.ring.Open(s.place, PartHead, envelope)
	if err != nil || hex.EncodeToString(payload) != want["payload"] {
		t.Errorf("the documented envelope opens to %x, %v", payload, err)
	}
	sealed, err := hex.DecodeString(want["slot sealed"])
	if err != nil {
		t.Fatal(err)
	}
	slot := s.slot
	slot.Sealed = sealed
	key, err := slot.Open(s.format, s.secret)
	if err != nil || hex.EncodeToString(key) != want["data key"] {
		t.Errorf("the documented slot opens to %x, %v", key, err)
	}
}
