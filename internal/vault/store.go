package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// store is the file behind a journal, locked or not: one connection, one
// writer at a time.
type store struct {
	place Place
	db    *sql.DB
	conn  *sql.Conn
	write sync.Mutex
	id    journal.ID
	codec *seal.Codec
	// unanchored is why its anchor could not be read or written.
	unanchored error

	tables int // version of the schema; less than schemaVersion where it cannot be brought up to date
}

// Close closes the journal.
func (s *store) Close() error {
	return errors.Join(s.conn.Close(), s.db.Close())
}

// Path is the journal's file.
func (s *store) Path() string { return s.place.Journal }

// ID is the journal's own id, the same in every copy of it.
func (s *store) ID() journal.ID { return s.id }

// KeyFile is the key file that opens the journal, or would.
func (s *store) KeyFile() string { return keyFile(s.place.Keys, s.id) }

// Fingerprint names the journal's whole history in 16 characters: any
// change of any revision changes it.
func (s *store) Fingerprint(ctx context.Context) (string, error) {
	j, err := s.state(ctx, s.conn)
	if err != nil {
		return "", err
	}
	return fingerprint(j.top), nil
}

// fingerprint is the part of a keyed head that is shown.
func fingerprint(top [32]byte) string {
	s := journal.ID(top[:16]).String()
	return s[0:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:16]
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
func (s *store) state(ctx context.Context, q querier) (state, error) {
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

// snapshot runs fn in a transaction that only reads: another window may
// save between two statements, and must not look like damage.
func (s *store) snapshot(ctx context.Context, fn func(*sql.Tx) error) error {
	s.write.Lock()
	defer s.write.Unlock()
	tx, err := s.conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("reading the journal: %w", storage(err))
	}
	return errors.Join(fn(tx), ignoreDone(tx.Rollback()))
}

// update runs fn in one immediate transaction. When COMMIT itself fails,
// the error is ErrInDoubt: the caller looks before it speaks.
func (s *store) update(ctx context.Context, fn func(*sql.Tx) error) error {
	s.write.Lock()
	defer s.write.Unlock()
	// Once begun, a save is finished whatever interrupts the program.
	ctx = context.WithoutCancel(ctx)
	tx, err := s.conn.BeginTx(ctx, nil)
	if err != nil {
		return storage(err)
	}
	if err := fn(tx); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("%w: %w", ErrInDoubt, storage(err))
	}
	return nil
}

// ignoreDone passes over a rollback of what is rolled back already.
func ignoreDone(err error) error {
	if err == nil || errors.Is(err, sql.ErrTxDone) || strings.Contains(err.Error(), "no transaction is active") {
		return nil // SQLite had rolled it back itself
	}
	return storage(err)
}

// Count is how much a journal holds, for the page on what is visible.
type Count struct {
	Things, Revisions, Drafts int
	Letters                   int // written while locked and not yet filed, drafts too
	Aside                     int // of these, set aside as damaged
	Slots                     []seal.SlotKind
}

// Count counts without opening anything.
func (s *store) Count(ctx context.Context) (Count, error) {
	var c Count
	err := s.conn.QueryRowContext(ctx, `select (select count(*) from rev where rev = 1), (select count(*) from rev), (select count(*) from draft)`).
		Scan(&c.Things, &c.Revisions, &c.Drafts)
	if err == nil && s.tables >= letterSchema {
		err = s.conn.QueryRowContext(ctx, `select count(*), coalesce(sum(aside), 0) from letter`).Scan(&c.Letters, &c.Aside)
	}
	if err != nil {
		return c, storage(err)
	}
	slots, err := s.slots(ctx)
	for _, slot := range slots {
		c.Slots = append(c.Slots, slot.Kind)
	}
	return c, err
}
