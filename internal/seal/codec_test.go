package seal

import (
	"bytes"
	"strings"
	"testing"
)

func codec(t testing.TB) *Codec {
	t.Helper()
	c, err := NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The same value gives the same bytes, keys in the order of RFC 8949.
func TestEncodeIsDeterministic(t *testing.T) {
	c := codec(t)
	value := map[string]any{"zebra": 1, "b": true, "a": "x", "c": []byte{1, 2}, "aa": -1}
	first, err := c.Encode(value)
	if err != nil {
		t.Fatal(err)
	}
	want := []byte("\xa5\x61a\x61x\x61b\xf5\x61c\x42\x01\x02\x62aa\x20\x65zebra\x01")
	if !bytes.Equal(first, want) {
		t.Errorf("encoded as %x, want %x", first, want)
	}
	for range 50 {
		if again, err := c.Encode(value); err != nil || !bytes.Equal(again, first) {
			t.Fatalf("encoded again as %x, %v", again, err)
		}
	}
}

// What could not be read again is refused before it is stored.
func TestEncodeRefusesWhatIsNotReadable(t *testing.T) {
	c := codec(t)
	for name, v := range map[string]any{
		"text that is not UTF-8": map[string]string{"t": "half a \xe2\x82"},
		"a key that is not":      map[string]int{"\xff": 1},
		"too deep":               nested(20),
		"a channel":              make(chan int),
	} {
		if b, err := c.Encode(v); err == nil {
			t.Errorf("%s was encoded as %x", name, b)
		}
	}
}

func nested(n int) any {
	var v any = 1
	for range n {
		v = []any{v}
	}
	return v
}

func TestDecodeRefuses(t *testing.T) {
	c := codec(t)
	for name, b := range map[string]string{
		"nothing":             "",
		"cut off":             "\xa1\x61a",
		"more behind":         "\xa0\xa0",
		"a key twice":         "\xa2\x61a\x01\x61a\x02",
		"an indefinite map":   "\xbf\x61a\x01\xff",
		"indefinite text":     "\xa1\x61a\x7f\x61b\xff",
		"a tag":               "\xa1\x61a\xc1\x01",
		"text not UTF-8":      "\xa1\x61a\x61\xff",
		"nested too deep":     strings.Repeat("\x81", 17) + "\x01",
		"a huge array":        "\x9a\x00\x02\x00\x01",
		"an array of lies":    "\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
		"a map of lies":       "\xbb\x7f\xff\xff\xff\xff\xff\xff\xff",
		"a huge text":         "\x7b\x7f\xff\xff\xff\xff\xff\xff\xff",
		"a number for a text": "\xa1\x61a\x61b\x61",
	} {
		var v any
		if err := c.Decode([]byte(b), &v); err == nil {
			t.Errorf("%s was decoded as %v", name, v)
		}
	}
}

// older is what this program knows, newer what another wrote.
type older struct {
	Name string   `cbor:"n"`
	Tags []string `cbor:"t,omitempty"`
	Skip string   `cbor:"-"`
}

type newer struct {
	Name   string            `cbor:"n"`
	Tags   []string          `cbor:"t,omitempty"`
	Colour string            `cbor:"colour"`
	Deep   map[string][]int8 `cbor:"-deep"`
}

// An edit by an older program keeps what a newer one wrote, and clears
// what its writer cleared.
func TestCarry(t *testing.T) {
	c := codec(t)
	earlier, err := c.Encode(newer{Name: "one", Tags: []string{"x"}, Colour: "green", Deep: map[string][]int8{"a": {1, -2}}})
	if err != nil {
		t.Fatal(err)
	}
	carried, err := c.Carry(earlier, &older{Name: "two"})
	if err != nil {
		t.Fatal(err)
	}
	var back newer
	if err := c.Decode(carried, &back); err != nil {
		t.Fatal(err)
	}
	if back.Name != "two" || back.Tags != nil || back.Colour != "green" || len(back.Deep["a"]) != 2 {
		t.Errorf("carried %+v", back)
	}
	again, err := c.Carry(carried, &older{Name: "two"})
	if err != nil || !bytes.Equal(again, carried) {
		t.Errorf("carried twice it is %x, %v", again, err)
	}
	plain, err := c.Carry(nil, &older{Name: "two"})
	if err != nil || !bytes.Equal(plain, encoded(t, older{Name: "two"})) {
		t.Errorf("with nothing to carry it is %x, %v", plain, err)
	}
	if _, err := c.Carry([]byte("\xa1"), &older{}); err == nil {
		t.Error("an earlier encoding that is damaged was passed over")
	}
}

// FuzzDecode: what decodes encodes, and that decodes to the same bytes.
func FuzzDecode(f *testing.F) {
	s := vectorSample(f)
	f.Add(s.payload)
	f.Add([]byte("\xa2\x61a\x01\x61a\x02"))
	f.Add([]byte("\x9b\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Add(bytes.Repeat([]byte("\x81"), 40))
	c := codec(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		var v map[string]Raw
		if c.Decode(b, &v) != nil {
			return
		}
		once, err := c.Encode(v)
		if err != nil {
			return // nested in a place that only a second look reaches
		}
		var back map[string]Raw
		if err := c.Decode(once, &back); err != nil || len(back) != len(v) {
			t.Fatalf("decoded, encoded and not decoded again: %v", err)
		}
	})
}
