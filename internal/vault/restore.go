package vault

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"afterword/internal/seal"
)

// What can be wrong with a copy that is to take the journal's place.
var (
	ErrItself = errors.New("that file is the journal itself")
	ErrOther  = errors.New("it is a copy of another journal")
)

// Copy is a copy of a journal, taken into a private file, where it can be
// looked at and brought up to date: the file that it came from is only
// read. It can be unlocked like any journal.
type Copy struct {
	*Locked
	ring *seal.Ring // once a key has opened its records
}

// Take takes the file at from into a private one in p.State, readable by
// its owner alone, until Close. ErrForeign, ErrNewer, ErrAltered and
// ErrDamaged say that it is no copy of use; fs.ErrNotExist, that there is
// none; ErrItself, that it is the journal at p.
func Take(ctx context.Context, from string, p Place) (_ *Copy, err error) {
	if err := couldBeCopy(from, p.Journal); err != nil {
		return nil, err
	}
	temp, err := duplicate(from, p.State)
	if err != nil {
		return nil, err
	}
	s, err := connect(ctx, Place{Journal: temp, Keys: p.Keys})
	if err != nil {
		removeCopy(temp)
		return nil, err
	}
	c := &Copy{Locked: &Locked{s}}
	if err := c.admitCopy(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// couldBeCopy looks at the file's kind and at its first bytes.
func couldBeCopy(from, journal string) error {
	info, err := os.Stat(from)
	if err != nil {
		return fmt.Errorf("looking for the copy: %w", reason(err))
	}
	if live, err := os.Stat(journal); err == nil && os.SameFile(live, info) {
		return ErrItself // and never opened but through SQLite
	}
	if !info.Mode().IsRegular() {
		return ErrForeign
	}
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("reading the copy: %w", reason(err))
	}
	defer f.Close()
	var head [100]byte // of every SQLite file
	_, err = io.ReadFull(f, head[:])
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ErrForeign
	case err != nil:
		return fmt.Errorf("reading the copy: %w", reason(err))
	case !bytes.HasPrefix(head[:], []byte("SQLite format 3\x00")), binary.BigEndian.Uint32(head[68:]) != applicationID:
		return ErrForeign
	}
	return nil
}

// duplicate copies the bytes of a file that is not in use into a new one
// in dir. Where a program was cut off while it wrote, what it was about to
// take back lies beside the file and belongs to it.
func duplicate(from, dir string) (temp string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("making a directory: %w", storage(err))
	}
	f, err := os.CreateTemp(dir, ".afterword-*.part") // 0600
	if err != nil {
		return "", fmt.Errorf("taking the copy: %w", storage(err))
	}
	temp = f.Name()
	err = errors.Join(pour(f, from), f.Close())
	if _, there := os.Lstat(from + "-journal"); there == nil && err == nil {
		var undo *os.File
		if undo, err = os.OpenFile(temp+"-journal", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err == nil {
			err = errors.Join(pour(undo, from+"-journal"), undo.Close())
		}
	}
	if err != nil {
		removeCopy(temp)
		return "", fmt.Errorf("taking the copy: %w", storage(err))
	}
	return temp, nil
}

// pour copies a file's bytes.
func pour(to io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(to, f)
	return err
}

// removeCopy removes a private copy.
func removeCopy(temp string) {
	os.Remove(temp)
	os.Remove(temp + "-journal")
}

// Close removes the private file; what it was taken from stays.
func (c *Copy) Close() error {
	defer removeCopy(c.place.Journal)
	return c.Locked.Close()
}

// admitCopy checks the private file as a whole and brings it up to date.
func (c *Copy) admitCopy(ctx context.Context) error {
	version, err := c.readVersion(ctx, c.conn)
	switch {
	case err != nil:
		return err
	case version == 0: // or it would be made into a new journal
		return ErrForeign
	}
	if sound, err := c.Intact(ctx); err != nil {
		return err
	} else if !sound {
		return ErrDamaged
	}
	return c.admit(ctx)
}

// Intact reports whether SQLite's own check finds nothing wrong with the
// file. It needs no key, and sees nothing of what the records hold.
func (s *store) Intact(ctx context.Context) (bool, error) { return s.integrity(ctx) }

// Worn counts the records whose sealed bytes are not those that were
// written, as far as that can be told without a key.
func (s *store) Worn(ctx context.Context) (int, error) {
	rows, err := s.conn.QueryContext(ctx, `select head, head_hash, body.sealed, body_hash from rev left join body on body.seq = rev.seq`)
	if err != nil {
		return 0, fmt.Errorf("checking the records: %w", storage(err))
	}
	defer rows.Close()
	worn := 0
	for rows.Next() {
		var part, hash [2]sql.RawBytes
		if err := rows.Scan(&part[0], &hash[0], &part[1], &hash[1]); err != nil {
			return 0, fmt.Errorf("checking the records: %w", storage(err))
		}
		for i := range part {
			if sum := seal.Hash(part[i]); part[i] != nil && !bytes.Equal(sum[:], hash[i]) {
				worn++
				break
			}
		}
	}
	return worn, storage(rows.Err())
}

// Linked reports whether each revision follows from the one before, up to
// the end that is noted, so that none is missing between them. It needs no
// key, and cannot tell whether all of it was made anew.
func (s *store) Linked(ctx context.Context) (bool, error) {
	linked := false
	err := s.snapshot(ctx, func(tx *sql.Tx) error {
		j, err := s.state(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `select seq, thing, rev, prev, head_hash, body_hash, null from rev order by seq`)
		if err != nil {
			return storage(err)
		}
		defer rows.Close()
		var seq int64
		last := noHash()
		for rows.Next() {
			var r revision
			if err := r.scan(rows); errors.Is(err, ErrDamaged) {
				return nil
			} else if err != nil {
				return storage(err)
			}
			if r.place.Seq != seq+1 || r.place.Previous != last {
				return nil
			}
			seq, last = r.place.Seq, seal.Link(j.id, r.place, r.headHash, r.bodyHash)
		}
		linked = seq == j.seq && last == j.last
		return storage(rows.Err())
	})
	if err != nil {
		return false, fmt.Errorf("following the records: %w", err)
	}
	return linked, nil
}

// VerifyCopy is Vault.Verify for a copy, with the data key of its journal.
// Nothing is filed, and nothing is noted about it. Restore goes by the key
// from then on.
func (c *Copy) VerifyCopy(ctx context.Context, dataKey []byte) (Report, error) {
	ring, err := seal.NewRing(c.id, dataKey)
	if err != nil {
		return Report{}, err
	}
	report, err := (&Vault{store: c.store, ring: ring}).Verify(ctx)
	if err == nil {
		c.ring = ring
	}
	return report, err
}

// Standing is how a copy stands to the journal.
type Standing int

// A copy is at the same point of one history, at an earlier or a later
// one, or it went another way.
const (
	Same Standing = iota
	Earlier
	Later
	Apart
)

// Stands says how a copy of the same journal stands to it. No key is
// needed: each revision carries the link before it.
func (l *Locked) Stands(ctx context.Context, c *Copy) (Standing, error) {
	here, err := l.state(ctx, l.conn)
	if err != nil {
		return Apart, err
	}
	there, err := c.state(ctx, c.conn)
	if err != nil {
		return Apart, err
	}
	follows := func(s *store, from state) (bool, error) {
		var previous []byte
		err := s.conn.QueryRowContext(ctx, `select prev from rev where seq = ?`, from.seq+1).Scan(&previous)
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		return bytes.Equal(previous, from.last[:]), storage(err)
	}
	standing, ok := Same, here.last == there.last
	switch {
	case there.seq < here.seq:
		standing = Earlier
		ok, err = follows(l.store, there)
	case there.seq > here.seq:
		standing = Later
		ok, err = follows(c.store, here)
	}
	if err != nil || !ok {
		return Apart, err
	}
	return standing, nil
}

// Lacks counts the revisions of a copy that the journal should have too,
// since its end is behind them, and does not.
func (l *Locked) Lacks(ctx context.Context, c *Copy) (int, error) {
	j, err := l.state(ctx, l.conn)
	if err != nil {
		return 0, err
	}
	here, err := numbers(ctx, l.conn, j.seq)
	if err != nil {
		return 0, err
	}
	there, err := numbers(ctx, c.conn, j.seq)
	lacks := 0
	for seq := range there {
		if !here[seq] {
			lacks++
		}
	}
	return lacks, err
}

// numbers are the sequence numbers of the revisions that are there, up to
// the last one wanted.
func numbers(ctx context.Context, q querier, last int64) (map[int64]bool, error) {
	rows, err := q.QueryContext(ctx, `select seq from rev where seq <= ?`, last)
	if err != nil {
		return nil, fmt.Errorf("comparing the records: %w", storage(err))
	}
	defer rows.Close()
	all := map[int64]bool{}
	for rows.Next() {
		var seq int64
		if err := rows.Scan(&seq); err != nil {
			return nil, fmt.Errorf("comparing the records: %w", storage(err))
		}
		all[seq] = true
	}
	return all, storage(rows.Err())
}

// Broken reports whether err means that a journal's file is of no use as
// one: damaged, altered, or not to be read at all. See Copy.Supplant.
func Broken(err error) bool {
	var s *sqlite.Error
	return errors.Is(err, ErrDamaged) || errors.Is(err, ErrAltered) ||
		errors.As(err, &s) && s.Code()&0xff == sqlite3.SQLITE_NOTADB
}

// Supplant makes a journal of the copy at p, where the file of no use that
// was there, now closed, is kept under another name, which it returns. The
// copy is made whole beside it first and takes the name in one step, so
// that whatever cuts this off, a disk that fails for a while among it,
// there is the file that was there or the whole copy.
func (c *Copy) Supplant(ctx context.Context, p Place, suffix string) (aside string, err error) {
	whole := p
	whole.Journal += ".part"
	removeCopy(whole.Journal) // of one that was cut off
	if err := c.Found(ctx, whole); err != nil {
		removeCopy(whole.Journal)
		if errors.Is(err, ErrInDoubt) { // not of the journal, which is as it was
			err = fmt.Errorf("making the copy whole: %w", ErrStorage)
		}
		return "", err
	}
	aside, back, err := standAside(p.Journal, suffix)
	if err == nil {
		c.forget(p)
		err = os.Rename(whole.Journal, p.Journal)
	}
	if err != nil {
		removeCopy(whole.Journal)
		return "", errors.Join(fmt.Errorf("putting the copy in its place: %w", storage(err)), back())
	}
	return aside, syncDir(filepath.Dir(p.Journal))
}

// standAside gives a file a second name, together with what SQLite left
// beside it, which goes first so that it is never taken for another file's.
// Where a file can have one name only, it loses the first. back undoes it.
func standAside(path, suffix string) (aside string, back func() error, err error) {
	aside = path + suffix
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s%s-%d", path, suffix, n)
	}
	if err := moveIfThere(path+"-journal", aside+"-journal"); err != nil {
		return "", func() error { return nil }, err
	}
	linked := os.Link(path, aside) == nil
	back = func() error {
		if linked {
			return errors.Join(os.Remove(aside), moveIfThere(aside+"-journal", path+"-journal"))
		}
		return errors.Join(moveIfThere(aside, path), moveIfThere(aside+"-journal", path+"-journal"))
	}
	if !linked {
		err = os.Rename(path, aside)
	}
	return aside, back, err
}

// moveIfThere renames a file where there is one.
func moveIfThere(from, to string) error {
	err := os.Rename(from, to)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
