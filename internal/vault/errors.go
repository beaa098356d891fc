package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// What can be wrong with a journal or with a save.
var (
	ErrNoJournal = errors.New("there is no journal yet")
	ErrForeign   = errors.New("the file is not an Afterword journal")
	ErrNewer     = errors.New("the journal was written by a newer Afterword")
	ErrAltered   = errors.New("the journal's tables were altered by something else")
	ErrDamaged   = errors.New("the journal is damaged")
	ErrNotFound  = errors.New("not found")
	ErrConflict  = errors.New("it was changed somewhere else in the meantime")
	ErrPurged    = errors.New("it was purged")
	ErrForgotten = errors.New("its wording was forgotten")
	ErrFull      = errors.New("the disk is full")
	ErrReadOnly  = errors.New("the journal can be read but not written")
	ErrClosed    = errors.New("the journal can be neither read nor written")
	ErrBusy      = errors.New("another window is writing to the journal")
	ErrStorage   = errors.New("the disk gave an error")
	ErrInDoubt   = errors.New("it cannot be known whether the save was kept")
	ErrHeld      = errors.New("it is on hold and must not be purged")
	ErrStrayed   = errors.New("this is not the journal that was here last")
	ErrLastKey   = errors.New("nothing but the desktop's keyring would open the journal then")
	ErrNoBox     = errors.New("the journal has no letterbox")
	ErrSlotsGone = fmt.Errorf("%w: nothing opens it, its key slots are gone", ErrDamaged)
)

// KeyMissingError means that the journal is there and its key file is not,
// or is another's. Nothing was changed.
type KeyMissingError struct {
	Path    string // where the key file should be
	Journal journal.ID
	Wrong   bool // a key file is there and does not open the journal
}

// Error implements error.
func (e *KeyMissingError) Error() string {
	if e.Wrong {
		return fmt.Sprintf("the key file %s does not open this journal", e.Path)
	}
	return fmt.Sprintf("this journal opens only together with its key file, and %s is not there", e.Path)
}

// WrongKeyError means that a passphrase, recovery words or the keyring's
// secret open no slot of their kind: they are wrong or the slot is damaged,
// which cannot be told apart.
type WrongKeyError struct{ Kind seal.SlotKind }

// Error implements error.
func (e *WrongKeyError) Error() string {
	switch e.Kind {
	case seal.SlotPassphrase:
		return "the passphrase does not open this journal"
	case seal.SlotRecovery:
		return "these recovery words do not open this journal"
	}
	return "what the keyring holds does not open this journal"
}

// NoSlotError means that the journal does not open in this way at all.
type NoSlotError struct{ Kind seal.SlotKind }

// Error implements error.
func (e *NoSlotError) Error() string {
	switch e.Kind {
	case seal.SlotPassphrase:
		return "this journal has no passphrase"
	case seal.SlotRecovery:
		return "this journal has no recovery words"
	case seal.SlotKeyring:
		return "the keyring does not open this journal"
	}
	return "no key file opens this journal"
}

// DamageError names one record that does not open. The others can be read.
type DamageError struct {
	ID       journal.ID
	Seq      int64
	Revision int
	What     string // "head", "body", "link", "missing"
}

// Error implements error.
func (e *DamageError) Error() string {
	return fmt.Sprintf("record %d (%s) is damaged: its %s does not open", e.Seq, e.ID.String()[:8], e.What)
}

// Is makes a DamageError count as ErrDamaged.
func (e *DamageError) Is(target error) bool { return target == ErrDamaged }

// storage maps what SQLite and the system say to the errors of this
// package, keeping the cause.
func storage(err error) error {
	if err == nil {
		return nil
	}
	if kind := storageKind(err); kind != nil {
		return fmt.Errorf("%w (%w)", kind, reason(err))
	}
	return reason(err)
}

func storageKind(err error) error {
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return ErrFull
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return ErrReadOnly
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return ErrBusy
		case sqlite3.SQLITE_CORRUPT:
			return ErrDamaged
		case sqlite3.SQLITE_NOTADB:
			return ErrForeign
		case sqlite3.SQLITE_IOERR:
			return ErrStorage
		}
		return nil
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	return nil
}

// reason strips the paths that the os package puts into its errors twice.
func reason(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}
