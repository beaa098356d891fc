package seal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Files that leave a journal sealed for elsewhere are in the format of age
// (age-encryption.org/v1), so that any age tool opens them without this
// program. The journal itself is never in that format.

// What can be wrong with a file of age or with what should open it. None
// quotes a key.
var (
	ErrRecipient    = errors.New("not a recipient of age, which begins with age1")
	ErrSSHRecipient = fmt.Errorf("a key of ssh and %w; age-keygen makes one", ErrRecipient)
	ErrMixed        = errors.New("recipients that begin with age1pq1 (safe from quantum computers) and others cannot open the same file, since the weaker would open it for all; seal it once for each kind")
	ErrIdentity     = errors.New("no identity of age, which begins with AGE-SECRET-KEY-")
	ErrAgeKey       = errors.New("it is not sealed to this identity")
	ErrAgeText      = errors.New("the passphrase does not open it")
	ErrAgeNeedsKey  = errors.New("it is sealed to an identity, not with a passphrase")
	ErrAgeNeedsText = errors.New("it is sealed with a passphrase")
	ErrAge          = errors.New("the sealed file is damaged or cut short")
)

// hardestWork is the greatest work factor, as a power of two, at which a
// passphrase of age is tried: it takes 1 GiB of memory. Files are written
// with age's own, 18; a file that asks for more is not from here.
const hardestWork = 20

// AgeTo encrypts what is written to it into w, so that the owner of any of
// the recipients opens it. It has to be closed.
func AgeTo(w io.Writer, recipients []string) (io.WriteCloser, error) {
	var to []age.Recipient
	for _, text := range recipients {
		switch {
		case strings.HasPrefix(text, "ssh-"):
			return nil, ErrSSHRecipient
		case !strings.HasPrefix(text, "age1") || strings.ContainsAny(text, "\r\n"):
			return nil, ErrRecipient
		case hybrid(text) != hybrid(recipients[0]):
			return nil, ErrMixed
		}
		one, err := age.ParseRecipients(strings.NewReader(text))
		if err != nil {
			return nil, ErrRecipient
		}
		to = append(to, one...)
	}
	out, err := age.Encrypt(w, to...)
	if err != nil {
		return nil, ErrRecipient
	}
	return out, nil
}

// CheckRecipient reports ErrRecipient where text is none of age's.
func CheckRecipient(text string) error { return CheckRecipients([]string{text}) }

// CheckRecipients reports what keeps a file from being sealed to all of
// these: ErrRecipient, ErrSSHRecipient or ErrMixed.
func CheckRecipients(recipients []string) error {
	_, err := AgeTo(io.Discard, recipients)
	return err
}

// hybrid reports whether a recipient is one that quantum computers are no
// danger to.
func hybrid(recipient string) bool { return strings.HasPrefix(recipient, "age1pq1") }

// mostRecipients is the most bytes that are read of a file of recipients.
const mostRecipients = 1 << 20

// Recipients reads a file of recipients, one a line; empty lines and those
// that begin with # are passed over. It does not check them.
func Recipients(r io.Reader) ([]string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, mostRecipients+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > mostRecipients {
		return nil, fmt.Errorf("%w: the file is larger than 1 MiB", ErrRecipient)
	}
	var out []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: the file names none", ErrRecipient)
	}
	return out, nil
}

// ShortRecipient is a recipient's beginning and end, by which its owner
// knows it: age1ullpzsrw...qvdc2lw. It is public, like the whole.
func ShortRecipient(recipient string) string {
	const head, tail = 12, 7
	if len(recipient) <= head+tail {
		return recipient
	}
	return recipient[:head] + "..." + recipient[len(recipient)-tail:]
}

// AgeWith encrypts what is written to it into w with a passphrase, as it
// is, byte for byte. It takes about a second and 256 MiB of memory. It has
// to be closed.
func AgeWith(w io.Writer, passphrase string) (io.WriteCloser, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, ErrPassphrase
	}
	return age.Encrypt(w, r)
}

// AgeKey opens files of age. It keeps the key of the last file that it
// opened, so that opening that one again costs nothing.
type AgeKey struct {
	ways  []age.Identity
	known []byte
	words bool // made from a passphrase
}

// AgePassphrase is the key from a passphrase.
func AgePassphrase(passphrase string) (*AgeKey, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, ErrPassphrase
	}
	id.SetMaxWorkFactor(hardestWork)
	return &AgeKey{ways: []age.Identity{id}, words: true}, nil
}

// AgeIdentities reads the file of identities that age-keygen writes.
func AgeIdentities(r io.Reader) (*AgeKey, error) {
	ids, err := age.ParseIdentities(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, ErrIdentity // the cause quotes from the file
	}
	return &AgeKey{ways: ids}, nil
}

// Unwrap implements age.Identity.
func (k *AgeKey) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if k.known != nil {
		return k.known, nil
	}
	scrypt := len(stanzas) > 0 && stanzas[0].Type == "scrypt"
	switch {
	case scrypt && !k.words:
		return nil, ErrAgeNeedsText
	case !scrypt && k.words:
		return nil, ErrAgeNeedsKey
	}
	for _, way := range k.ways {
		if key, err := way.Unwrap(stanzas); err == nil {
			k.known = key
			return key, nil
		}
	}
	if k.words {
		return nil, ErrAgeText
	}
	return nil, ErrAgeKey
}

// IsAge reports whether a file that begins with these bytes is one of age,
// binary or armoured; AgePeek of them are enough.
func IsAge(beginning []byte) bool {
	return bytes.HasPrefix(beginning, []byte("age-encryption.org/v1\n")) || armoured(beginning)
}

func armoured(beginning []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(beginning, " \t\r\n"), []byte(armor.Header))
}

// AgePeek is how many bytes of a file IsAge and AgeByPassphrase want.
const AgePeek = 512

// AgeByPassphrase reports whether the file of age that begins with these
// bytes is sealed with a passphrase, not to identities.
func AgeByPassphrase(beginning []byte) bool {
	if armoured(beginning) {
		plain := make([]byte, 48) // one line of it
		n, _ := io.ReadFull(armor.NewReader(bytes.NewReader(beginning)), plain)
		beginning = plain[:n]
	}
	_, rest, _ := bytes.Cut(beginning, []byte("\n"))
	return bytes.HasPrefix(rest, []byte("-> scrypt "))
}

// Open decrypts a file of age. Reading from what it returns gives ErrAge
// where the file is damaged or ends too soon; what was read before is not
// to be acted on until it has ended.
func (k *AgeKey) Open(r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	if beginning, _ := in.Peek(AgePeek); armoured(beginning) {
		in = bufio.NewReader(armor.NewReader(in))
	}
	out, err := age.Decrypt(in, k)
	if err == nil {
		return agedReader{out}, nil
	}
	for _, known := range []error{ErrAgeNeedsKey, ErrAgeNeedsText, ErrAgeKey, ErrAgeText} {
		if errors.Is(err, known) {
			return nil, known
		}
	}
	return nil, ErrAge
}

// agedReader gives ErrAge for whatever ails the file.
type agedReader struct{ r io.Reader }

// Read implements io.Reader.
func (a agedReader) Read(p []byte) (int, error) {
	n, err := a.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = ErrAge
	}
	return n, err
}
