package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"afterword/internal/pack"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// opener is how a file that came in is opened where it is sealed, as the
// flags say.
type opener struct {
	identity string
	fd       int    // where its passphrase comes from; -1 for asking
	flag     string // the name of the flag for that
	noun     string // pack, reply
}

// flags defines the flags.
func (o *opener) flags(c *cobra.Command, flag, noun string) {
	o.flag, o.noun = flag, noun
	c.Flags().StringVar(&o.identity, "identity", "", "open a sealed "+noun+" with the age identity in `FILE`")
	c.Flags().IntVar(&o.fd, flag, -1, "read the "+noun+"'s passphrase from file descriptor `N`")
	complete(c, flag)
}

// largestSealed is the most bytes of a file that came in: that of a pack,
// and as much again for being sealed and armoured.
const largestSealed = 32 << 20

// open reads a file, or standard input for -, and opens it where it is
// sealed. Its words are in memory alone. An error names the file and quotes
// nothing of it.
func (o *opener) open(ctx context.Context, a *app, path string) (plain []byte, err error) {
	if o.identity != "" && o.fd >= 0 {
		return nil, misused("--identity and --%s are two ways to open a %s; give one of them", o.flag, o.noun)
	}
	name := targetName(path)
	var text *string // the passphrase, where it came before the file
	if o.fd >= 0 {
		given, err := a.fromFD(o.fd, o.noun+"'s passphrase")
		if err != nil {
			return nil, err
		}
		text = &given
	}
	var in io.Reader = &leavable{ctx: ctx, r: a.in}
	if path == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, hinted(fmt.Errorf("the file %s: %w", path, errNotFound), "Name the file of the %s.", o.noun)
		} else if err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		defer f.Close()
		in = f
	}
	r := bufio.NewReader(io.LimitReader(in, largestSealed+1))
	beginning, _ := r.Peek(seal.AgePeek) // a short file has less
	if !seal.IsAge(beginning) {
		return o.read(r, name)
	}
	key, err := o.key(ctx, a, name, path == "-", seal.AgeByPassphrase(beginning), text)
	if err != nil {
		return nil, err
	}
	opened, err := key.Open(r)
	if err != nil {
		return nil, o.refused(name, err)
	}
	return o.read(opened, name)
}

// read reads to the end. Nothing is done with a sealed file before that.
func (o *opener) read(r io.Reader, name string) ([]byte, error) {
	plain, err := io.ReadAll(r)
	switch {
	case err != nil && (errors.Is(err, errInterrupted) || errors.Is(err, errTerminated)):
		return nil, err
	case err != nil:
		return nil, o.refused(name, err)
	case len(plain) > largestSealed:
		return nil, o.refused(name, pack.ErrTooBig)
	}
	return plain, nil
}

// key is what opens a sealed file.
func (o *opener) key(ctx context.Context, a *app, name string, piped, words bool, text *string) (*seal.AgeKey, error) {
	if o.identity != "" {
		f, err := os.Open(o.identity)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, hinted(fmt.Errorf("the file %s: %w", o.identity, errNotFound), "Name a file that age-keygen wrote by --identity.")
		} else if err != nil {
			return nil, fmt.Errorf("reading %s: %w", o.identity, err)
		}
		defer f.Close()
		key, err := seal.AgeIdentities(f)
		if err != nil {
			return nil, misused("%s holds %v", o.identity, err)
		}
		return key, nil
	}
	switch {
	case !words && text == nil:
		return nil, hinted(misused("%s is sealed to an age recipient", name), "Name the file with that one's key by --identity FILE.")
	case text == nil && (piped || !a.dialogue()):
		return nil, hinted(misused("%s is sealed with a passphrase, and nobody can be asked for it", name), "Give it by --%s N.", o.flag)
	case text == nil:
		asked, err := a.hidden(ctx, "Passphrase of the "+o.noun+": ")
		if err != nil {
			return nil, err
		}
		text = &asked
	}
	key, err := seal.AgePassphrase(*text)
	if err != nil {
		return nil, misused("this cannot be a passphrase: %v", err)
	}
	return key, nil
}

// refused says what is wrong with a file that came in; the error is of the
// kind that gives its exit status.
func (o *opener) refused(name string, err error) error {
	named := fmt.Errorf("%s: %w", name, err)
	switch {
	case errors.Is(err, seal.ErrAgeText):
		return hinted(archiveError{named, lockedError{}}, "Is Caps Lock on? A %s has a passphrase of its own.", o.noun)
	case errors.Is(err, seal.ErrAgeKey) && o.identity != "":
		return hinted(archiveError{named, lockedError{}}, "It is sealed to somebody else's key: name the file with that one by --identity.")
	case errors.Is(err, seal.ErrAgeKey), errors.Is(err, seal.ErrAgeNeedsKey), errors.Is(err, seal.ErrAgeNeedsText):
		return hinted(archiveError{named, lockedError{}}, "Give the passphrase by --%s N, or the file with the key by --identity.", o.flag)
	case errors.Is(err, seal.ErrAge):
		return hinted(archiveError{named, vault.ErrForeign}, "Ask for the %s once more; this file did not arrive whole.", o.noun)
	}
	return hinted(archiveError{named, vault.ErrForeign}, "docs/%s.md describes what a %s holds.", o.noun, o.noun)
}

// parsedFile reads what was opened by a reader of package pack.
func parsedFile[T any](o *opener, path string, plain []byte, read func(io.Reader) (T, error)) (T, error) {
	out, err := read(bytes.NewReader(plain))
	if err != nil {
		name := targetName(path)
		if path == "-" {
			name = "standard input"
		}
		return out, o.refused(name, err)
	}
	return out, nil
}
