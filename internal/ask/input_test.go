package ask

import (
	"io"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

func TestWholeKeys(t *testing.T) {
	for _, tt := range []struct {
		in   string
		full bool
		want int
	}{
		{"abc", false, 3}, {"ab\xc3", false, 2}, {"ab\xc3\xa9", true, 4}, {"\xf0\x9f\x91", false, 0}, {"a\xff", false, 2}, {"\xa9\xa9\xa9\xa9\xa9", true, 5},
		{"ab\x1b", true, 2}, {"ab\x1b", false, 3}, {"ab\x1b[", true, 2}, {"ab\x1b[20", true, 2}, {"ab\x1b[200~", true, 8}, {"ab\x1bO", true, 2}, {"ab\x1bOP", true, 5}, {"ab\x1bb", true, 4},
		{"", true, 0},
	} {
		if got := wholeKeys([]byte(tt.in), tt.full); got != tt.want {
			t.Errorf("wholeKeys(%q, %t) = %d, want %d", tt.in, tt.full, got, tt.want)
		}
	}
}

func TestKeysEnd(t *testing.T) {
	in, gone := newKeys(iotest.ErrReader(io.ErrClosedPipe))
	if _, err := in.Read(make([]byte, 8)); err != io.EOF {
		t.Errorf("a broken terminal reads as %v, want the end of input", err)
	}
	select {
	case <-gone:
	default:
		t.Error("the end of input was not told")
	}
}

// However the input is divided, every byte arrives, in order, and no
// character arrives in pieces.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("héllo \x1b[200~wörld\x1b[201~ 👩‍👩‍👧"), 7)
	f.Add([]byte("\xff\xc3\x1b["), 2)
	f.Fuzz(func(t *testing.T, typed []byte, size int) {
		size = 16 + max(0, size%240)
		in, _ := newKeys(&pieces{rest: typed, size: size})
		var got []byte
		buf := make([]byte, size)
		for {
			n, err := in.Read(buf)
			if utf8.Valid(typed) && !utf8.Valid(buf[:n]) {
				t.Fatalf("a divided character: %q", buf[:n])
			}
			got = append(got, buf[:n]...)
			if err != nil {
				break
			}
		}
		if string(got) != string(typed) {
			t.Errorf("read %q of %q", got, typed)
		}
	})
}

// pieces is a reader that fills what it is given, as a terminal does.
type pieces struct {
	rest []byte
	size int
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}
