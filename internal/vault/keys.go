package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// Key is something that opens a journal.
type Key struct {
	kind   seal.SlotKind // empty for the data key itself
	secret []byte
	text   string
}

// KeyFile is the secret in the journal's key file, read when it is needed.
func KeyFile() Key { return Key{kind: seal.SlotKeyFile} }

// Passphrase is what a person remembers, as they typed it.
func Passphrase(text string) Key { return Key{kind: seal.SlotPassphrase, text: text} }

// Recovery is the secret that the 24 recovery words stand for.
func Recovery(secret [32]byte) Key { return Key{kind: seal.SlotRecovery, secret: secret[:]} }

// Keyring is the secret kept in the desktop's keyring.
func Keyring(secret []byte) Key { return Key{kind: seal.SlotKeyring, secret: secret} }

// DataKey is a journal's data key itself, as Locked.DataKey gave it.
func DataKey(key []byte) Key { return Key{secret: key} }

// keyFile is where the key file of a journal is kept.
func keyFile(dir string, id journal.ID) string {
	return filepath.Join(dir, id.String()+".key")
}

// nextKeyFile is where a new key file waits for the commit that needs it.
func nextKeyFile(path string) string { return path + ".new" }

// writeKeyFile puts a key file on the disk for good: it is synced, its
// name too, before anything relies on it.
func writeKeyFile(path, text string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("writing the key file: %w", storage(err))
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(path)
		return fmt.Errorf("writing the key file: %w", storage(err))
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a new name in a directory survive a power cut, where the
// system has a way to.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	// Windows and some file systems cannot sync a directory; the file
	// itself is synced all the same.
	d.Sync()
	return nil
}

// readKeyFile returns the secret in a key file.
func readKeyFile(path string) ([]byte, error) {
	text, err := readAtMost(path, 1<<16)
	if err != nil {
		return nil, fmt.Errorf("reading the key file: %w", reason(err))
	}
	return seal.ReadKeyFile(string(text))
}

// readAtMost reads the beginning of a file: what is longer than it can be
// is refused by whoever reads its text.
func readAtMost(path string, n int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, n))
}

// Ways lists the kinds of key that open the journal, each once.
func (s *store) Ways(ctx context.Context) ([]seal.SlotKind, error) {
	slots, err := s.slots(ctx)
	var kinds []seal.SlotKind
	for _, slot := range slots {
		if !slices.Contains(kinds, slot.Kind) {
			kinds = append(kinds, slot.Kind)
		}
	}
	return kinds, err
}

// DataKey opens the journal's slots with a key until one gives the data
// key, which opens everything; whoever asks for it clears it. See Unlock
// for the errors; ErrSlotsGone means that there is no slot at all.
func (l *Locked) DataKey(ctx context.Context, k Key) ([]byte, error) {
	if k.kind == "" {
		return slices.Clone(k.secret), l.proved(ctx, k.secret)
	}
	j, err := l.state(ctx, l.conn)
	if err != nil {
		return nil, err
	}
	slots, err := l.slots(ctx)
	if err != nil {
		return nil, err
	}
	if len(slots) == 0 {
		return nil, ErrSlotsGone
	}
	slots = slices.DeleteFunc(slots, func(s seal.Slot) bool { return s.Kind != k.kind })
	if k.kind == seal.SlotKeyFile {
		key, err := l.withKeyFile(j.format(), slots)
		var missing *KeyMissingError
		if errors.As(err, &missing) && missing.Wrong && j.number != FormatNumber {
			return nil, errNumber // every slot vouches for the number
		}
		return key, err
	}
	if len(slots) == 0 {
		return nil, &NoSlotError{Kind: k.kind}
	}
	if key, ok := try(j.format(), slots, k); ok {
		return key, nil
	}
	if j.number != FormatNumber {
		return nil, errNumber
	}
	return nil, &WrongKeyError{Kind: k.kind}
}

// errNumber means that no key opens a journal whose format has a number that
// this program does not write.
var errNumber = fmt.Errorf("%w: the number of its format is not one that this Afterword writes, so it was damaged, or made by a newer one", ErrDamaged)

// withKeyFile opens the slots with the key file of the journal's name.
func (l *Locked) withKeyFile(f seal.Format, slots []seal.Slot) ([]byte, error) {
	if len(slots) == 0 {
		return nil, &NoSlotError{Kind: seal.SlotKeyFile}
	}
	missing := &KeyMissingError{Path: l.KeyFile(), Journal: f.Journal}
	for _, path := range []string{missing.Path, nextKeyFile(missing.Path)} {
		secret, err := readKeyFile(path)
		defer clear(secret)
		switch {
		case err == nil:
			if key, ok := try(f, slots, Key{kind: seal.SlotKeyFile, secret: secret}); ok {
				if path != missing.Path { // a change was cut off after its commit
					os.Rename(path, missing.Path)
				}
				return key, nil
			}
			missing.Wrong = true
		case errors.Is(err, seal.ErrKeyFile):
			missing.Wrong = true
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return nil, missing
}

// proved makes sure that a data key that was handed in is the journal's.
func (l *Locked) proved(ctx context.Context, key []byte) error {
	wrong := &WrongKeyError{Kind: seal.SlotSession}
	ring, err := seal.NewRing(l.id, key)
	if err != nil {
		return wrong
	}
	j, err := l.state(ctx, l.conn)
	if err != nil {
		return err
	}
	top := ring.Top(j.seq, j.last)
	if seal.SameTop(top[:], j.top[:]) {
		return nil
	}
	// A journal that is not whole still has records that the key opens.
	v := &Vault{store: l.store, ring: ring}
	rows, err := l.conn.QueryContext(ctx, `select `+columns+` from rev where head is not null order by seq desc`)
	if err != nil {
		return storage(err)
	}
	defer rows.Close()
	for rows.Next() {
		r := new(revision)
		if r.scan(rows) == nil && v.openHead(r) == nil {
			return nil
		}
	}
	return errors.Join(wrong, storage(rows.Err()))
}

// try opens slots of the key's kind until one gives the data key.
func try(f seal.Format, slots []seal.Slot, k Key) ([]byte, bool) {
	for _, s := range slots {
		open := func() ([]byte, error) { return s.Open(f, k.secret) }
		if k.kind == seal.SlotPassphrase {
			open = func() ([]byte, error) { return s.OpenPassphrase(f, k.text) }
		}
		if key, err := open(); err == nil {
			return key, true
		}
	}
	return nil, false
}

// slots reads the key slots.
func (s *store) slots(ctx context.Context) ([]seal.Slot, error) { return readSlots(ctx, s.conn) }

func readSlots(ctx context.Context, q querier) ([]seal.Slot, error) {
	rows, err := q.QueryContext(ctx, `select id, kind, params, sealed from slot order by n limit 64`)
	if err != nil {
		return nil, fmt.Errorf("reading the key slots: %w", storage(err))
	}
	defer rows.Close()
	var slots []seal.Slot
	for rows.Next() {
		var s seal.Slot
		var id []byte
		if err := rows.Scan(&id, &s.Kind, &s.Params, &s.Sealed); err != nil {
			if storageKind(err) == nil {
				err = ErrDamaged // a value of another type
			}
			return nil, fmt.Errorf("reading the key slots: %w", storage(err))
		}
		if len(id) == 16 {
			s.ID = [16]byte(id)
			slots = append(slots, s)
		}
	}
	return slots, storage(rows.Err())
}

// insertSlot stores a slot.
func insertSlot(ctx context.Context, tx *sql.Tx, s seal.Slot) error {
	_, err := tx.ExecContext(ctx, `insert into slot (id, kind, params, sealed) values (?, ?, ?, ?)`,
		s.ID[:], string(s.Kind), s.Params, s.Sealed)
	if err != nil {
		return fmt.Errorf("storing a key slot: %w", storage(err))
	}
	return nil
}
