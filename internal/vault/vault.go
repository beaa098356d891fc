// Package vault is the sealed store: one SQLite file in which everything a
// person wrote stands in envelopes, as a chain of revisions that are added
// and never changed. It creates, opens, migrates, reads, writes, purges
// and checks journals; docs/format.md describes the file byte by byte.
//
// The promises kept here: a save is acknowledged only after COMMIT; what
// cannot be known is said to be in doubt, not guessed; a damaged record is
// named and hides no other; the live file is opened only through SQLite.
package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"afterword/internal/seal"
)

// FormatNumber is the number of the file format that this program writes.
const FormatNumber = 1

// Place is where a journal and what belongs to it are.
type Place struct {
	Journal string // the file
	Keys    string // the directory of key files, never the journal's own
	State   string // the directory of anchors; empty for none
	Backups string // where a copy goes before the file is migrated; empty for none
}

// Locked is a journal that was found and whose content is still sealed. It
// can be counted, copied and written into through its letterbox; reading
// needs Unlock.
type Locked struct{ *store }

// Vault is an open, unlocked journal. It may be used from several
// goroutines, but must not be written to while its Rows are being read by
// the same one.
type Vault struct {
	*store
	ring    *seal.Ring
	full    bool         // the chain's end matched its keyed head when opened
	strayed *AnchorError // why this is not the journal that was here last
	filed   Filing
}

// Reach finds the journal at p without unlocking it. See the errors of
// this package for what can be wrong; nothing is written unless an older
// schema has to be brought up to date.
func Reach(ctx context.Context, p Place) (*Locked, error) {
	info, err := os.Stat(p.Journal)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrNoJournal
	case err != nil:
		return nil, fmt.Errorf("looking for the journal: %w", reason(err))
	case !info.Mode().IsRegular():
		return nil, ErrForeign
	case info.Size() == 0:
		return nil, ErrNoJournal
	}
	return reach(ctx, p, false)
}

// Make makes a journal at p, with a key file, or reaches the one that is
// there. Two programs that make one at once end with one journal.
func Make(ctx context.Context, p Place) (*Locked, error) {
	if err := prepare(p); err != nil {
		return nil, err
	}
	return reach(ctx, p, true)
}

// Open reaches the journal at p and unlocks it with its key file.
func Open(ctx context.Context, p Place) (*Vault, error) {
	return opening(ctx, p, Reach)
}

// Create is Open for a journal that is made first if there is none.
func Create(ctx context.Context, p Place) (*Vault, error) {
	return opening(ctx, p, Make)
}

func opening(ctx context.Context, p Place, reach func(context.Context, Place) (*Locked, error)) (*Vault, error) {
	l, err := reach(ctx, p)
	if err != nil {
		return nil, err
	}
	v, err := l.Unlock(ctx, KeyFile())
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return v, nil
}

// prepare makes the directories and an empty file with their modes before
// SQLite sees them: its own default would let others read.
func prepare(p Place) error {
	for _, dir := range []string{filepath.Dir(p.Journal), p.Keys} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("making a directory: %w", storage(err))
		}
	}
	return emptyFile(p.Journal)
}

// emptyFile makes a file that only its owner may read, unless it is there.
func emptyFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return fmt.Errorf("making the journal file: %w", storage(err))
	}
	return f.Close()
}

// reach opens the file at p. Where it is empty, as one is whose making was
// cut off once SQLite has rolled that back, it is initialised if it may be.
func reach(ctx context.Context, p Place, may bool) (*Locked, error) {
	s, err := connect(ctx, p)
	if err != nil {
		return nil, err
	}
	if !may {
		if version, err := s.readVersion(ctx, s.conn); err == nil && version == 0 {
			return nil, errors.Join(ErrNoJournal, s.Close())
		}
	}
	if err := s.admit(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return &Locked{s}, nil
}

// admit brings the schema up to date and makes sure that this program may
// read the file.
func (s *store) admit(ctx context.Context) error {
	if err := s.migrate(ctx); err != nil {
		return err
	}
	j, err := s.state(ctx, s.conn)
	if err != nil {
		return err
	}
	if j.minReader > FormatNumber {
		return ErrNewer
	}
	s.id = j.id
	return nil
}

// Unlock opens the journal with a key. When the key does not open it, the
// error is a KeyMissingError, a WrongKeyError or a NoSlotError, and the
// journal can be tried again with another.
//
// Where the end of the chain is as it should be and the file is the one
// that was here last, what was written while locked is filed; see Filed.
func (l *Locked) Unlock(ctx context.Context, k Key) (*Vault, error) {
	dataKey, err := l.DataKey(ctx, k)
	if err != nil {
		return nil, err
	}
	defer clear(dataKey)
	v := &Vault{store: l.store}
	if v.ring, err = seal.NewRing(v.id, dataKey); err != nil {
		return nil, err
	}
	if err := v.look(ctx); err != nil {
		return nil, err
	}
	if v.full && v.strayed == nil {
		err = v.settleIn(ctx)
	}
	return v, err
}

// look compares the end of the chain with its keyed head and with what was
// here last.
func (v *Vault) look(ctx context.Context) error {
	return v.snapshot(ctx, func(tx *sql.Tx) error {
		j, err := v.state(ctx, tx)
		if err != nil {
			return err
		}
		if v.full, err = v.matches(ctx, tx, j); err != nil {
			return err
		}
		v.strayed, err = v.compare(ctx, tx, j)
		return err
	})
}

// settleIn does what an unlocked journal owes to the time it was locked.
func (v *Vault) settleIn(ctx context.Context) error {
	var err error
	if v.filed, err = v.file(ctx); err != nil {
		return err
	}
	j, err := v.state(ctx, v.conn)
	if err != nil {
		return err
	}
	v.anchor(ctx, j)
	return nil
}

// Whole reports whether the end of the chain matched its keyed head when
// the journal was opened. When it did not, revisions were taken away,
// added or changed by someone without the key, or the disk lost them:
// everything readable can still be read, and nothing is added.
func (v *Vault) Whole() bool { return v.full }

// Strayed says how this file differs from the journal that was here last,
// and is nil where it follows from it. Nothing is added to a strayed one
// until Accept.
func (v *Vault) Strayed() *AnchorError { return v.strayed }

// Accept takes this file for the journal from now on, although another
// state of it was here last.
func (v *Vault) Accept(ctx context.Context) error {
	v.strayed = nil
	v.forgetState()
	if !v.full {
		return nil
	}
	return v.settleIn(ctx)
}

// Filed is what was filed when the journal was unlocked.
func (v *Vault) Filed() Filing { return v.filed }

// matches reports whether the stored end of the chain is the one that the
// key's owner wrote, whether the last revision is really its end, and
// whether there are as many as it says. That all follow from one another
// is for Verify to say: this is done at every opening.
func (v *Vault) matches(ctx context.Context, q querier, j state) (bool, error) {
	top := v.ring.Top(j.seq, j.last)
	if !seal.SameTop(top[:], j.top[:]) {
		return false, nil
	}
	var there int64
	err := q.QueryRowContext(ctx, `select count(*) from rev`).Scan(&there) // of the index, which is small
	switch {
	case unreadable(err), err == nil && there != j.seq:
		return false, nil
	case err != nil:
		return false, fmt.Errorf("reading the journal: %w", storage(err))
	case j.seq == 0:
		return true, nil
	}
	r, err := v.revision(ctx, q, `select `+columns+` from rev order by seq desc limit 1`)
	switch {
	case errors.Is(err, ErrNotFound), unreadable(err):
		return false, nil
	case err != nil:
		return false, err
	}
	return r.place.Seq == j.seq && v.ring.Link(r.place, r.headHash, r.bodyHash) == j.last, nil
}
