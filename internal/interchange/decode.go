package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// strict decodes one value into v, which has to know every key in it: what
// is not understood is refused, never left out in silence. Its error names
// keys of ours and quotes nothing.
func strict(raw []byte, v any) error {
	if err := sane(raw); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%s is of another type than docs/archive.md says", kind.Field)
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		return errors.New("it has a key that this version does not know; import it with a newer Afterword")
	}
	return errors.New("a value in it cannot be read: an id, a number, or what is in base64")
}

// key reads one key of the document, which has to be this one.
func (a *Reader) key(want string) error {
	t, err := a.dec.Token()
	if err != nil {
		return err
	}
	if t != want {
		return errPlace
	}
	return nil
}

// errPlace means that something stands where another thing belongs.
var errPlace = errors.New("out of place")

// value reads a key and its value.
func (a *Reader) value(key string, into any) error {
	if err := a.key(key); err != nil {
		return err
	}
	return a.dec.Decode(into)
}

// delim reads a bracket.
func (a *Reader) delim(want json.Delim) error {
	t, err := a.dec.Token()
	if err != nil {
		return err
	}
	if t != want {
		return errPlace
	}
	return nil
}

// because is the error of the file itself where there is one, such as one
// that is cut short, and what it means otherwise. The decoder's own errors
// quote from the file, so they go no further.
func (a *Reader) because(err, meaning error) error {
	if failed := a.in.err; failed != nil {
		return failed
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		if a.in.read == 0 {
			return fmt.Errorf("%w: it is empty", ErrNotArchive)
		}
		return fmt.Errorf("%w: it is cut short", ErrNotArchive)
	}
	return meaning
}

// gauge counts what is read and stops where it is too much.
type gauge struct {
	r             io.Reader
	read, allowed int64
	err           error // why reading failed, other than by the end
}

// tooLong is what is wrong with a revision that is over the limit.
func tooLong() error { return fmt.Errorf("%w: one revision has more than 16 MiB", ErrTooLarge) }

// Read implements io.Reader.
func (g *gauge) Read(p []byte) (int, error) {
	// The decoder reads ahead by as much as it has, so the limit of one
	// revision is exact only where its length is looked at afterwards.
	const ahead = 2 * MaxRevision
	switch {
	case g.read > MaxBytes:
		g.err = fmt.Errorf("%w: 1 GiB", ErrTooLarge)
	case g.read > g.allowed+ahead:
		g.err = tooLong()
	}
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.r.Read(p)
	g.read += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		g.err = err
	}
	return n, err
}
