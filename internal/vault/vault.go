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
	"sync"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// FormatNumber is the number of the file format that this program writes.
const FormatNumber = 1

// Place is where a journal and its key files are.
type Place struct {
	Journal string // the file
	Keys    string // the directory of key files, never the journal's own
}

// Vault is an open, unlocked journal. It may be used from several
// goroutines, but must not be written to while its Rows are being read by
// the same one.
type Vault struct {
	place Place
	db    *sql.DB
	conn  *sql.Conn
	write sync.Mutex
	id    journal.ID
	ring  *seal.Ring
	codec *seal.Codec
	full  bool // the chain's end matched its keyed head when opened
}

// Open opens and unlocks the journal at p. See the errors of this package
// for what can be wrong; nothing is written unless an older format has to
// be brought up to date.
func Open(ctx context.Context, p Place) (*Vault, error) {
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
	return open(ctx, p)
}

// Create makes a journal at p, with a key file, or opens the one that is
// there. Two programs that create at once end with one journal.
func Create(ctx context.Context, p Place) (*Vault, error) {
	if err := prepare(p); err != nil {
		return nil, err
	}
	return open(ctx, p)
}

// prepare makes the directories and an empty file with their modes before
// SQLite sees them: its own default would let others read.
func prepare(p Place) error {
	for _, dir := range []string{filepath.Dir(p.Journal), p.Keys} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("making a directory: %w", storage(err))
		}
	}
	f, err := os.OpenFile(p.Journal, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return fmt.Errorf("making the journal file: %w", storage(err))
	}
	return f.Close()
}

// open opens the file at p, initialises it if it is empty, and unlocks it.
func open(ctx context.Context, p Place) (*Vault, error) {
	v := &Vault{place: p}
	var err error
	if v.codec, err = seal.NewCodec(); err != nil {
		return nil, err
	}
	if err := v.connect(ctx); err != nil {
		return nil, err
	}
	if err := v.unlock(ctx); err != nil {
		v.Close()
		return nil, err
	}
	return v, nil
}

// unlock brings the schema up to date and opens the key slots.
func (v *Vault) unlock(ctx context.Context) error {
	if err := v.migrate(ctx); err != nil {
		return err
	}
	j, err := v.state(ctx, v.conn)
	if err != nil {
		return err
	}
	if j.minReader > FormatNumber {
		return ErrNewer
	}
	v.id = j.id
	dataKey, err := v.dataKey(ctx, j.format())
	if err != nil {
		return err
	}
	defer clear(dataKey)
	if v.ring, err = seal.NewRing(v.id, dataKey); err != nil {
		return err
	}
	return v.snapshot(ctx, func(tx *sql.Tx) error {
		j, err := v.state(ctx, tx)
		if err != nil {
			return err
		}
		v.full, err = v.matches(ctx, tx, j)
		return err
	})
}

// snapshot runs fn in a transaction that only reads: another window may
// save between two statements, and must not look like damage.
func (v *Vault) snapshot(ctx context.Context, fn func(*sql.Tx) error) error {
	v.write.Lock()
	defer v.write.Unlock()
	tx, err := v.conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("reading the journal: %w", storage(err))
	}
	return errors.Join(fn(tx), ignoreDone(tx.Rollback()))
}

// Close closes the journal.
func (v *Vault) Close() error {
	return errors.Join(v.conn.Close(), v.db.Close())
}

// Path is the journal's file.
func (v *Vault) Path() string { return v.place.Journal }

// KeyFile is the key file that opens the journal.
func (v *Vault) KeyFile() string { return keyFile(v.place.Keys, v.id) }

// Whole reports whether the end of the chain matched its keyed head when
// the journal was opened. When it did not, revisions were taken away,
// added or changed by someone without the key, or the disk lost them:
// everything readable can still be read, and nothing is added.
func (v *Vault) Whole() bool { return v.full }

// Fingerprint names the journal's whole history in 16 characters: any
// change of any revision changes it.
func (v *Vault) Fingerprint(ctx context.Context) (string, error) {
	j, err := v.state(ctx, v.conn)
	if err != nil {
		return "", err
	}
	s := journal.ID(j.top[:16]).String()
	return s[0:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:16], nil
}

// state is the one row of the table journal.
type state struct {
	id        journal.ID
	number    uint32
	minReader uint32
	seq       int64
	last      [32]byte
	top       [32]byte
}

func (j state) format() seal.Format {
	return seal.Format{Journal: j.id, Number: j.number, MinReader: j.minReader}
}

// querier is what both a connection and a transaction can do.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// state reads the one row of the table journal.
func (v *Vault) state(ctx context.Context, q querier) (state, error) {
	var j state
	var id, last, top []byte
	err := q.QueryRowContext(ctx, `select id, format, min_reader, seq, last, top from journal`).
		Scan(&id, &j.number, &j.minReader, &j.seq, &last, &top)
	if errors.Is(err, sql.ErrNoRows) {
		return j, ErrDamaged
	}
	if err != nil {
		return j, fmt.Errorf("reading the journal: %w", storage(err))
	}
	if len(id) != 16 || len(last) != 32 || len(top) != 32 {
		return j, ErrDamaged
	}
	j.id, j.last, j.top = journal.ID(id), [32]byte(last), [32]byte(top)
	return j, nil
}

// matches reports whether the stored end of the chain is the one that the
// key's owner wrote, and whether the last revision is really its end.
func (v *Vault) matches(ctx context.Context, q querier, j state) (bool, error) {
	top := v.ring.Top(j.seq, j.last)
	if !seal.SameTop(top[:], j.top[:]) {
		return false, nil
	}
	if j.seq == 0 {
		return true, nil
	}
	r, err := v.revision(ctx, q, `select `+columns+` from rev order by seq desc limit 1`)
	switch {
	case errors.Is(err, ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	}
	return r.place.Seq == j.seq && v.ring.Link(r.place, r.headHash, r.bodyHash) == j.last, nil
}
