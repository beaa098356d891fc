package ask

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"afterword/internal/journal"
)

// errLong means that a line was longer than one answer may be. It was read
// to its end and not kept.
var errLong = errors.New("the line is too long")

// lines reads lines in a goroutine of its own, one at a time and only when
// one is asked for, so that a cancelled context is answered while a read
// waits and nothing beyond the last line asked for is taken from the
// reader.
type lines struct {
	wanted chan struct{}
	got    chan line
}

type line struct {
	text string
	err  error
}

// newLines starts reading; stop ends the goroutine, at once unless a read
// waits.
func newLines(in io.Reader) (l *lines, stop func()) {
	reader, ok := in.(*bufio.Reader)
	if !ok {
		reader = bufio.NewReader(in)
	}
	l = &lines{wanted: make(chan struct{}), got: make(chan line, 1)}
	go func() {
		for range l.wanted {
			text, err := readLine(reader)
			l.got <- line{text, err}
		}
	}()
	return l, func() { close(l.wanted) }
}

// next returns the next line without its end, errLong, or the error that
// ended the input or the context.
func (l *lines) next(ctx context.Context) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	l.wanted <- struct{}{}
	select {
	case got := <-l.got:
		return got.text, got.err
	case <-ctx.Done():
	}
	select { // a line that came in the same moment is not lost
	case got := <-l.got:
		return got.text, got.err
	default:
		return "", ctx.Err()
	}
}

// readLine reads up to and including a line end. Text before the end of
// input is a line too.
func readLine(r *bufio.Reader) (string, error) {
	var b strings.Builder
	long := false
	for {
		piece, err := r.ReadSlice('\n')
		if b.Len()+len(piece) > journal.MaxText+2 {
			long = true
		} else {
			b.Write(piece)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && b.Len() == 0 && !long:
			return "", err
		case long:
			return "", errLong
		}
		return strings.TrimSuffix(strings.TrimSuffix(b.String(), "\n"), "\r"), nil
	}
}
