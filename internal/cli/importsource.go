package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"afterword/internal/interchange"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// archiveSource is where an archive is read from: a file, more than once,
// or standard input, once.
type archiveSource struct {
	name string
	file *os.File
	in   *bufio.Reader
	key  *seal.AgeKey // nil where it is not encrypted
}

// source opens the archive and settles what opens it.
func (a *app) source(ctx context.Context, path string, o importing) (*archiveSource, error) {
	s := &archiveSource{name: targetName(path)}
	if path == "-" {
		s.name, s.in = "standard input", bufio.NewReader(&leavable{ctx: ctx, r: a.in})
	} else {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, hinted(fmt.Errorf("the file %s: %w", path, errNotFound), "Name an archive that afterword archive wrote.")
		} else if err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		s.in = bufio.NewReader(f)
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			s.file = f // else it can be read once, as standard input can
		}
	}
	if err := a.archiveKey(ctx, s, o); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// archiveKey takes the key of an encrypted archive from where it is given,
// or asks for its passphrase.
func (a *app) archiveKey(ctx context.Context, s *archiveSource, o importing) error {
	if o.passphraseFD == 0 { // the first line of standard input
		if err := a.archiveText(ctx, s, o); err != nil {
			return err
		}
	}
	beginning, _ := s.in.Peek(seal.AgePeek) // a short file has less
	switch {
	case !seal.IsAge(beginning):
		s.key = nil
		return nil
	case s.key != nil:
		return nil
	case o.identity != "":
		f, err := os.Open(o.identity)
		if errors.Is(err, fs.ErrNotExist) {
			return hinted(fmt.Errorf("the file %s: %w", o.identity, errNotFound), "Name a file that age-keygen wrote by --identity.")
		} else if err != nil {
			return fmt.Errorf("reading %s: %w", o.identity, err)
		}
		defer f.Close()
		if s.key, err = seal.AgeIdentities(f); err != nil {
			return misused("%s holds %v", o.identity, err)
		}
		return nil
	case !seal.AgeByPassphrase(beginning):
		return hinted(misused("%s is encrypted to an age recipient", s.name), "Name the file with that one's key by --identity FILE.")
	}
	return a.archiveText(ctx, s, o)
}

// archiveText takes the archive's passphrase.
func (a *app) archiveText(ctx context.Context, s *archiveSource, o importing) error {
	var text string
	var err error
	switch {
	case o.passphraseFD >= 0:
		text, err = a.fromFD(o.passphraseFD, "archive's passphrase")
	case s.file == nil || !a.dialogue():
		return hinted(misused("%s is encrypted with a passphrase, and nobody can be asked for it", s.name), "Give it by --archive-passphrase-fd N.")
	default:
		text, err = a.hidden(ctx, "Passphrase of the archive: ")
	}
	if err != nil {
		return err
	}
	if s.key, err = seal.AgePassphrase(text); err != nil {
		return misused("this cannot be a passphrase: %v", err)
	}
	return nil
}

// open reads the beginning of the archive, each time from its beginning
// where it is a file.
func (s *archiveSource) open() (*interchange.Reader, error) {
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		s.in.Reset(s.file)
	}
	if s.key == nil {
		return interchange.NewReader(s.in)
	}
	plain, err := s.key.Open(s.in)
	if err != nil {
		return nil, err
	}
	return interchange.NewReader(plain)
}

func (s *archiveSource) close() {
	if s.file != nil {
		s.file.Close()
	}
}

// leavable is a reader of which waiting for more ends with the context, so
// that a pipe in which nothing comes can be left.
type leavable struct {
	ctx  context.Context
	r    io.Reader
	left []byte // read and not yet given out
	err  error
}

// Read implements io.Reader.
func (w *leavable) Read(p []byte) (int, error) {
	if len(w.left) == 0 && w.err == nil {
		type read struct {
			b   []byte
			err error
		}
		done := make(chan read, 1)
		go func() {
			b := make([]byte, 1<<16)
			n, err := w.r.Read(b)
			done <- read{b[:n], err}
		}()
		select {
		case got := <-done:
			w.left, w.err = got.b, got.err
		case <-w.ctx.Done():
			w.err = context.Cause(w.ctx)
		}
	}
	n := copy(p, w.left)
	if w.left = w.left[n:]; len(w.left) > 0 {
		return n, nil
	}
	return n, w.err
}

// archiveError says what is wrong with an archive, and is of the kind that
// gives its exit status.
type archiveError struct{ err, kind error }

func (e archiveError) Error() string   { return e.err.Error() }
func (e archiveError) Unwrap() []error { return []error{e.err, e.kind} }

// refused makes of what is wrong with the archive the error that is shown.
func (s *archiveSource) refused(err error) error {
	named := fmt.Errorf("%s: %w", s.name, err)
	hint := "Nothing was added."
	kind := vault.ErrForeign
	switch {
	case errors.Is(err, seal.ErrAgeText):
		return hinted(archiveError{named, lockedError{}}, "%s Is Caps Lock on? An archive has a passphrase of its own.", hint)
	case errors.Is(err, seal.ErrAgeKey), errors.Is(err, seal.ErrAgeNeedsKey), errors.Is(err, seal.ErrAgeNeedsText):
		return hinted(archiveError{named, lockedError{}}, "%s", hint)
	case errors.Is(err, interchange.ErrNewer):
		kind, hint = vault.ErrNewer, hint+" Import it with the newer Afterword."
	case errors.Is(err, interchange.ErrNotArchive):
		hint += " Name a file that afterword archive wrote."
	default:
		hint += " docs/archive.md describes what an archive holds."
	}
	return hinted(archiveError{named, kind}, "%s", hint)
}
