package ask

import (
	"io"
	"sync"
	"unicode/utf8"
)

// terminal is an open terminal: what the full screen needs of a file to
// set it to raw mode and to stop a read that waits.
type terminal interface {
	io.ReadWriteCloser
	Fd() uintptr
	Name() string
}

// keys reads what is typed and hands on whole characters and whole key
// codes only: a read that ends inside one would lose it (bubbletea
// v1.3.10 reads 256 bytes at a time and drops a divided character). The
// end of input, and a terminal that has gone, close gone.
type keys struct {
	in    io.Reader
	held  []byte
	ended sync.Once
	gone  chan struct{}
}

// terminalKeys is keys for a terminal, and a terminal itself.
type terminalKeys struct {
	terminal
	keys *keys
}

// Read is the reading of keys; everything else is the terminal's.
func (t terminalKeys) Read(p []byte) (int, error) { return t.keys.Read(p) }

// newKeys wraps the input; reader is a terminal where in is one.
func newKeys(in io.Reader) (reader io.Reader, gone <-chan struct{}) {
	k := &keys{in: in, gone: make(chan struct{})}
	if t, ok := in.(terminal); ok {
		return terminalKeys{t, k}, k.gone
	}
	return k, k.gone
}

// Read fills p with whole characters. A piece that is all there is for
// now is handed on as it is, so that nothing waits for the next key.
func (k *keys) Read(p []byte) (int, error) {
	n := copy(p, k.held)
	k.held = k.held[n:]
	m, err := k.in.Read(p[n:])
	n += m
	if err != nil {
		k.ended.Do(func() { close(k.gone) })
		return n, io.EOF
	}
	if whole := wholeKeys(p[:n], n == len(p)); whole > 0 && whole < n {
		k.held = append([]byte(nil), p[whole:n]...)
		n = whole
	}
	return n, nil
}

// wholeKeys returns how many bytes of b hold whole characters and, where
// the buffer was full so that more is sure to follow, whole key codes.
func wholeKeys(b []byte, full bool) int {
	for back := 1; back <= min(utf8.UTFMax, len(b)); back++ {
		if last := b[len(b)-back:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				return len(b) - back
			}
			break
		}
	}
	// The longest code that a terminal sends for a key has 12 bytes or so.
	for back := 1; full && back <= min(16, len(b)); back++ {
		if b[len(b)-back] == '\x1b' {
			if !wholeCode(b[len(b)-back:]) {
				return len(b) - back
			}
			break
		}
	}
	return len(b)
}

// wholeCode reports whether a key code that begins with escape has its
// last byte (ECMA-48, section 5.4).
func wholeCode(code []byte) bool {
	switch {
	case len(code) < 2:
		return false
	case code[1] == 'O':
		return len(code) > 2
	case code[1] != '[':
		return true
	}
	for _, c := range code[2:] {
		if c >= 0x40 && c <= 0x7e && c != '[' {
			return true
		}
	}
	return false
}
