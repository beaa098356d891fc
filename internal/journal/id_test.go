package journal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestIDString(t *testing.T) {
	for _, tt := range []struct {
		name string
		id   ID
		want string
	}{
		{"zero", ID{}, "00000000000000000000000000"},
		{"all ones", ID(bytes.Repeat([]byte{0xff}, 16)), "zzzzzzzzzzzzzzzzzzzzzzzzzw"},
		{"first byte", ID{0x08}, "10000000000000000000000000"},
		{"last bit", ID{15: 1}, "00000000000000000000000004"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.id.String(); got != tt.want {
				t.Errorf("String = %s, want %s", got, tt.want)
			}
		})
	}
	if !(ID{}).IsZero() || (ID{15: 1}).IsZero() {
		t.Error("IsZero tells zero and other ids apart wrongly")
	}
}

func TestParsePrefix(t *testing.T) {
	for in, want := range map[string]Prefix{
		"k7q2":                       "k7q2",
		" K7Q2 ":                     "k7q2",
		"OIL0":                       "0110",
		"k7-q2-x":                    "k7q2x",
		"zzzzzzzzzzzzzzzzzzzzzzzzzw": "zzzzzzzzzzzzzzzzzzzzzzzzzw",
	} {
		if got, err := ParsePrefix(in); err != nil || got != want {
			t.Errorf("ParsePrefix(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "k7q", "k7-q", "k7qu", "k7q!", "k7q\u00e9", strings.Repeat("0", 27)} {
		if got, err := ParsePrefix(in); !errors.Is(err, ErrNotAnID) || got != "" {
			t.Errorf("ParsePrefix(%q) = %q, %v, want ErrNotAnID", in, got, err)
		}
	}
}

func FuzzPrefix(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), 4)
	f.Add(bytes.Repeat([]byte{0xff}, 16), 26)
	f.Fuzz(func(t *testing.T, b []byte, n int) {
		if len(b) < 16 || n < ShortestID || n > idLength {
			return
		}
		id := ID(b[:16])
		p, err := ParsePrefix(strings.ToUpper(id.String()[:n]))
		if err != nil {
			t.Fatalf("the first %d of %s: %v", n, id, err)
		}
		low, high := p.Bounds()
		if !p.Matches(id) || !p.Matches(low) || !p.Matches(high) {
			t.Errorf("%s does not match %s, %s and %s", p, id, low, high)
		}
		if bytes.Compare(low[:], id[:]) > 0 || bytes.Compare(id[:], high[:]) > 0 {
			t.Errorf("%s lies outside %s to %s", id, low, high)
		}
		if n == idLength && (low != id || high != id) {
			t.Errorf("a whole id has the bounds %s and %s, want %s", low, high, id)
		}
	})
}
