package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// sealing is how a file that leaves is sealed, as the flags say.
type sealing struct {
	to  []string // recipients of age, or files of them
	own bool     // with a passphrase
	fd  int      // where the passphrase comes from; -1 for asking
}

// sealEnding is the ending of a sealed file's name.
const sealEnding = ".age"

// flags defines the flags; fd is the name of the one for the passphrase,
// noun what is sealed.
func (s *sealing) flags(c *cobra.Command, fd, noun string) {
	f := c.Flags()
	f.StringArrayVar(&s.to, "encrypt-to", nil, "seal the "+noun+" to this age `RECIPIENT` (age1..., or a file of them); may be repeated")
	f.BoolVar(&s.own, "encrypt", false, "seal the "+noun+" with a passphrase of its own")
	f.IntVar(&s.fd, fd, -1, "with --encrypt, read that passphrase from file descriptor `N`")
	complete(c, fd)
}

// wanted reports whether the file is to be sealed at all.
func (s *sealing) wanted() bool { return s.own || len(s.to) > 0 }

// check settles the recipients, before anything is opened.
func (s *sealing) check(fd string) (err error) {
	switch {
	case s.own && len(s.to) > 0:
		return misused("--encrypt and --encrypt-to are two ways to seal a file; give one of them")
	case s.fd >= 0 && !s.own:
		return misused("--%s goes with --encrypt", fd)
	}
	s.to, err = recipientsOf(s.to)
	return err
}

// named adds the ending of a sealed file to a name that lacks it.
func (s *sealing) named(path string) string {
	if !s.wanted() || path == "-" || strings.HasSuffix(path, sealEnding) {
		return path
	}
	return path + sealEnding
}

// recipientsOf are the recipients that were given, those in files included.
func recipientsOf(given []string) ([]string, error) {
	var all []string
	for _, g := range given {
		if strings.HasPrefix(g, "age1") || strings.HasPrefix(g, "ssh-") {
			all = append(all, g)
			continue
		}
		f, err := os.Open(g)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, misused("%q is %v, and no file of them", g, seal.ErrRecipient)
		} else if err != nil {
			return nil, fmt.Errorf("reading the recipients: %w", err)
		}
		list, err := seal.Recipients(f)
		f.Close()
		if err != nil {
			return nil, misused("what %s holds is %v", g, err)
		}
		all = append(all, list...)
	}
	for _, r := range all {
		if err := seal.CheckRecipient(r); err != nil {
			return nil, misused("%q is %v", seal.ShortRecipient(r), err)
		}
	}
	if len(all) > 1 && seal.CheckRecipients(all) != nil {
		return nil, misused("%v", seal.ErrMixed)
	}
	return all, nil
}

// closing asks for the passphrase where one is wanted and returns what
// seals bytes. noun is what is sealed, such as pack.
func (s *sealing) closing(ctx context.Context, a *app, noun, fd string) (func([]byte) ([]byte, error), error) {
	encrypt := func(b *bytes.Buffer) (io.WriteCloser, error) { return seal.AgeTo(b, s.to) }
	if s.own {
		text, err := a.packPassphrase(ctx, s.fd, noun, fd)
		if err != nil {
			return nil, err
		}
		encrypt = func(b *bytes.Buffer) (io.WriteCloser, error) { return seal.AgeWith(b, text) }
	}
	return func(plain []byte) ([]byte, error) {
		var b bytes.Buffer
		w, err := encrypt(&b)
		if err == nil {
			_, err = w.Write(plain)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			return nil, fmt.Errorf("sealing the %s: %w", noun, err)
		}
		return b.Bytes(), nil
	}, nil
}

// packPassphrase is the passphrase of a file that leaves, given or asked
// for twice.
func (a *app) packPassphrase(ctx context.Context, fd int, noun, flag string) (string, error) {
	switch {
	case fd >= 0:
		text, err := a.fromFD(fd, noun+"'s passphrase")
		if err != nil {
			return "", err
		}
		return text, weighed(text)
	case !a.dialogue():
		return "", hinted(misused("there is no terminal to ask for the passphrase of the %s; nothing was written", noun),
			"Give it by --%s N, or name a recipient by --encrypt-to. See: %s --help", flag, a.called)
	}
	return a.askPassphrase(ctx, "Six words drawn by chance, for this "+noun+" alone. Tell them by another way than the file goes: by telephone, or face to face.\n\nNobody can find out a lost passphrase.",
		"Nothing was written.")
}

// record is how a pack was sealed, for the record of what was shared: to
// whom, and never a passphrase.
func (s *sealing) record() journal.Sealed {
	switch {
	case s.own:
		return journal.Sealed{With: journal.SealedByPassphrase}
	case len(s.to) > 0:
		out := journal.Sealed{With: journal.SealedToRecipients}
		for _, r := range s.to {
			out.To = append(out.To, seal.ShortRecipient(r))
		}
		return out
	}
	return journal.Sealed{}
}

// sealedWords says how a pack was sealed.
func sealedWords(s journal.Sealed) string {
	switch s.With {
	case journal.SealedByPassphrase:
		return "sealed with a passphrase"
	case journal.SealedToRecipients:
		return "sealed to " + strings.Join(s.To, ", ")
	}
	return "not sealed"
}
