package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// keyFile is where the key file of a journal is kept.
func keyFile(dir string, id journal.ID) string {
	return filepath.Join(dir, id.String()+".key")
}

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

// dataKey opens the journal's slots until one gives the data key.
func (v *Vault) dataKey(ctx context.Context, f seal.Format) ([]byte, error) {
	slots, err := v.slots(ctx)
	if err != nil {
		return nil, err
	}
	missing := &KeyMissingError{Path: keyFile(v.place.Keys, f.Journal), Journal: f.Journal}
	secret, err := readKeyFile(missing.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing
	case errors.Is(err, seal.ErrKeyFile):
		missing.Wrong = true
		return nil, missing
	case err != nil:
		return nil, err
	}
	defer clear(secret)
	for _, s := range slots {
		if s.Kind != seal.SlotKeyFile {
			continue
		}
		if key, err := s.Open(f, secret); err == nil {
			return key, nil
		}
	}
	missing.Wrong = true
	return nil, missing
}

// readKeyFile returns the secret in a key file.
func readKeyFile(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the key file: %w", reason(err))
	}
	return seal.ReadKeyFile(string(text))
}

// slots reads the key slots.
func (v *Vault) slots(ctx context.Context) ([]seal.Slot, error) {
	rows, err := v.conn.QueryContext(ctx, `select id, kind, params, sealed from slot order by n limit 64`)
	if err != nil {
		return nil, fmt.Errorf("reading the key slots: %w", storage(err))
	}
	defer rows.Close()
	var slots []seal.Slot
	for rows.Next() {
		var s seal.Slot
		var id []byte
		if err := rows.Scan(&id, &s.Kind, &s.Params, &s.Sealed); err != nil {
			return nil, fmt.Errorf("reading the key slots: %w", storage(err))
		}
		if len(id) == 16 {
			s.ID = [16]byte(id)
			slots = append(slots, s)
		}
	}
	return slots, storage(rows.Err())
}
