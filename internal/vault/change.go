package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"afterword/internal/seal"
)

// Change says which ways into a journal are added and which are taken
// away. Everything that was written stays as it is: only the wrapping of
// the data key changes.
type Change struct {
	Add    []Key           // KeyFile makes a new key file
	Cost   seal.Cost       // of a passphrase among them
	Remove []seal.SlotKind // every slot of these kinds that was there before
}

// Change opens the journal with a key it has and changes its ways in, all
// or none. Each new slot is read back and opened before it counts. A
// change after which only the desktop's keyring, or nothing, would open
// the journal is refused with ErrLastKey.
//
// With a passphrase a letterbox is made, so that writing needs no key. A
// key file that no longer opens the journal is left where it is; see
// DropKeyFile.
func (l *Locked) Change(ctx context.Context, with Key, c Change) error {
	dataKey, err := l.DataKey(ctx, with)
	if err != nil {
		return err
	}
	defer clear(dataKey)
	made := ""
	err = l.update(ctx, func(tx *sql.Tx) error {
		made, err = l.change(ctx, tx, dataKey, c)
		return err
	})
	if err != nil && made != "" && !errors.Is(err, ErrInDoubt) {
		os.Remove(made)
	}
	if err == nil && made != "" {
		// Cut off before this, the new file is found where it is.
		if err = os.Rename(made, l.KeyFile()); err == nil {
			err = syncDir(l.place.Keys)
		}
	}
	if err != nil {
		return fmt.Errorf("changing what opens the journal: %w", err)
	}
	l.noteBox(ctx)
	return nil
}

// noteBox keeps in the anchor which letterbox is the journal's, now that
// the data key has vouched for it.
func (l *Locked) noteBox(ctx context.Context) {
	public, _, err := l.letterbox(ctx, l.conn)
	if err != nil {
		return
	}
	a, err := l.stated(ctx)
	if err != nil {
		return
	}
	a.box = public
	l.writeAnchor(*a)
}

func (l *Locked) change(ctx context.Context, tx *sql.Tx, dataKey []byte, c Change) (made string, err error) {
	j, err := l.state(ctx, tx)
	if err != nil {
		return "", err
	}
	for _, kind := range c.Remove {
		if _, err := tx.ExecContext(ctx, `delete from slot where kind = ?`, string(kind)); err != nil {
			return "", storage(err)
		}
	}
	for _, k := range c.Add {
		if k.kind == seal.SlotKeyFile {
			k.secret, made = seal.NewKey(), nextKeyFile(l.KeyFile())
			if err := l.nextKeyFile(made, j, k.secret); err != nil {
				return "", err
			}
		}
		if err := addSlot(ctx, tx, j, k, c.Cost, dataKey); err != nil {
			return made, err
		}
	}
	slots, err := readSlots(ctx, tx)
	if err != nil {
		return made, err
	}
	alone := func(s seal.Slot) bool { return s.Kind == seal.SlotKeyring }
	if !slices.ContainsFunc(slots, func(s seal.Slot) bool { return !alone(s) }) {
		return made, ErrLastKey
	}
	if slices.ContainsFunc(slots, func(s seal.Slot) bool { return s.Kind == seal.SlotPassphrase }) {
		err = l.makeLetterbox(ctx, tx, dataKey)
	}
	return made, err
}

// addSlot stores a new slot and opens what was stored.
func addSlot(ctx context.Context, tx *sql.Tx, j state, k Key, cost seal.Cost, dataKey []byte) error {
	var slot seal.Slot
	var err error
	if k.kind == seal.SlotPassphrase {
		slot, err = seal.WrapPassphrase(j.format(), k.text, cost, dataKey)
	} else {
		slot, err = seal.WrapSecret(j.format(), k.kind, k.secret, dataKey)
	}
	if err != nil {
		return err
	}
	if err := insertSlot(ctx, tx, slot); err != nil {
		return err
	}
	slots, err := readSlots(ctx, tx)
	if err != nil {
		return err
	}
	stored := slices.DeleteFunc(slots, func(s seal.Slot) bool { return s.ID != slot.ID })
	if back, ok := try(j.format(), stored, k); !ok || !bytes.Equal(back, dataKey) {
		return fmt.Errorf("checking the new key slot: %w", seal.ErrSealed)
	}
	return nil
}

// nextKeyFile writes a new key file beside the one that opens the journal
// until the change is committed.
func (l *Locked) nextKeyFile(path string, j state, secret []byte) error {
	if err := os.MkdirAll(l.place.Keys, 0o700); err != nil {
		return fmt.Errorf("making a directory: %w", storage(err))
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing the key file: %w", storage(err))
	}
	return writeKeyFile(path, seal.WriteKeyFile(j.id.String(), secret))
}

// DropKeyFile overwrites and removes the journal's key file, if it is
// there. It must open neither the journal nor a backup any more.
func (s *store) DropKeyFile() error {
	path := s.KeyFile()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		// A drive may keep the old bytes elsewhere; what can be done is done.
		if info, err := f.Stat(); err == nil {
			f.Write(make([]byte, min(info.Size(), 4096)))
		}
		err = errors.Join(f.Sync(), f.Close(), os.Remove(path))
	}
	if err != nil {
		return fmt.Errorf("removing the key file: %w", storage(err))
	}
	return nil
}
