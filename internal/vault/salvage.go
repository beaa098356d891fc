package vault

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// Salvaged says what a salvage brought over, and what it could not.
type Salvaged struct {
	Things      int // of which at least one revision was brought over
	Revisions   int
	Wordless    int // of these, revisions whose own words do not open
	Drafts      int
	Letters     int
	Lost        []*DamageError // revisions, drafts and letters that were not; the id is zero where it is not known
	Absent      int64          // revisions that were once there and of which no trace is left
	Gone        []journal.ID   // things that are known of and of which nothing could be brought over
	Sealed      bool           // the old chain's end was as its seal says, so that nothing else is missing
	Fingerprint string         // of the new journal
	SameHistory bool           // the chain is the old one, record for record
}

// Whole reports whether everything was brought over, as far as it can be
// known.
func (s Salvaged) Whole() bool {
	return len(s.Lost) == 0 && s.Wordless == 0 && s.Absent == 0 && s.Sealed
}

// Salvage writes everything of the journal that can be read to a new
// journal at path, which must not be there. It has the same id, data key,
// slots and letterbox, so that what opens the one opens the other. The
// chain is made anew from the first damaged record on: sequence numbers,
// revisions and batches close up; what was written, when, and in which
// state is kept. Records before that stay as they are, byte by byte.
//
// The new journal is verified before it has its name; on any failure
// nothing is left. The journal itself is only read, and not unlocked: it
// may be too damaged for that.
func (l *Locked) Salvage(ctx context.Context, k Key, path string) (out Salvaged, err error) {
	dataKey, err := l.DataKey(ctx, k)
	if err != nil {
		return out, err
	}
	defer clear(dataKey)
	if _, err := os.Lstat(path); err == nil {
		return out, fmt.Errorf("salvaging: %s: %w", path, os.ErrExist)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".afterword-*.part") // 0600
	if err != nil {
		return out, fmt.Errorf("salvaging: %w", storage(err))
	}
	temp := f.Name()
	defer func() {
		if err != nil {
			os.Remove(temp)
			os.Remove(temp + "-journal")
			err = fmt.Errorf("salvaging: %w", err)
		}
	}()
	if err := f.Close(); err != nil {
		return out, storage(err)
	}
	if out, err = l.salvageInto(ctx, dataKey, temp); err != nil {
		return out, err
	}
	if err := syncFile(temp); err != nil {
		return out, storage(err)
	}
	if _, err := os.Lstat(path); err == nil {
		return out, fmt.Errorf("%s: %w", path, os.ErrExist)
	}
	if err := os.Rename(temp, path); err != nil {
		return out, storage(err)
	}
	return out, syncDir(filepath.Dir(path))
}

// TakeShort takes a journal's file that SQLite refuses because it was cut
// short into a private copy in p.State that says how long it is. What stood
// behind the cut is damage like any other; ErrDamaged means that too little
// is left. The copy is there to be salvaged, until Close. The live file is
// opened here other than through SQLite only because SQLite will not have it.
func TakeShort(ctx context.Context, p Place) (_ *Copy, err error) {
	if err := couldBeCopy(p.Journal, ""); err != nil {
		return nil, err
	}
	temp, err := duplicate(p.Journal, p.State)
	if err != nil {
		return nil, err
	}
	s, err := shorten(ctx, temp, p)
	if err != nil {
		removeCopy(temp)
		return nil, err
	}
	c := &Copy{Locked: &Locked{s}}
	if err := c.admit(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// shorten puts the file's real length into its header and opens it. Where
// in a SQLite file these numbers are: https://www.sqlite.org/fileformat2.html
func shorten(ctx context.Context, temp string, p Place) (*store, error) {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return nil, storage(err)
	}
	var size [2]byte
	info, err := f.Stat()
	if err == nil {
		_, err = f.ReadAt(size[:], 16)
	}
	if page := int64(binary.BigEndian.Uint16(size[:])); err == nil && page >= 512 {
		_, err = f.WriteAt(binary.BigEndian.AppendUint32(nil, uint32(info.Size()/page)), 28)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, storage(err)
	}
	return connect(ctx, Place{Journal: temp, Keys: p.Keys})
}

// salvageInto fills an empty file and verifies it.
func (l *Locked) salvageInto(ctx context.Context, dataKey []byte, temp string) (out Salvaged, err error) {
	ring, err := seal.NewRing(l.id, dataKey)
	if err != nil {
		return out, err
	}
	fresh, err := connect(ctx, Place{Journal: temp})
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, fresh.Close()) }()
	fresh.id, fresh.tables = l.id, schemaVersion
	from, to := &Vault{store: l.store, ring: ring}, &Vault{store: fresh, ring: ring}
	err = from.snapshot(ctx, func(old *sql.Tx) error {
		j, err := from.state(ctx, old)
		if err != nil {
			return err
		}
		return to.update(ctx, func(tx *sql.Tx) error {
			if err := from.found(ctx, old, to, tx, j, dataKey); err != nil {
				return err
			}
			a := &appender{Vault: to, tx: tx, state: state{id: j.id, number: j.number, minReader: j.minReader}}
			out, err = newCarrier(from, old, j, a).run(ctx)
			return err
		})
	})
	if err != nil {
		return out, err
	}
	report, err := to.Verify(ctx)
	if err == nil && !report.Sound() {
		err = errors.New("what was written does not open as it should, so it was not kept")
	}
	return out, err
}

// found makes the tables of a new journal in to, with the id, slots and
// letterbox of the old one.
func (v *Vault) found(ctx context.Context, old querier, to *Vault, tx *sql.Tx, j state, dataKey []byte) error {
	for n := 1; n <= schemaVersion; n++ {
		if err := apply(ctx, tx, n); err != nil {
			return err
		}
	}
	if err := to.checkSchema(ctx, tx, schemaVersion); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("pragma application_id = %d", applicationID)); err != nil {
		return storage(err)
	}
	none := noHash()
	top := v.ring.Top(0, none)
	if _, err := tx.ExecContext(ctx, `insert into journal (one, id, format, min_reader, seq, last, top) values (1, ?, ?, ?, 0, ?, ?)`,
		j.id[:], j.number, j.minReader, none[:], top[:]); err != nil {
		return storage(err)
	}
	slots, err := readSlots(ctx, old)
	if err != nil {
		return err
	}
	if len(slots) == 0 {
		return fmt.Errorf("%w: its key slots are gone, and nothing would open the new one", ErrDamaged)
	}
	box := false
	for _, s := range slots {
		if s.Params == nil {
			s.Params = []byte{} // SQLite reads what is empty as nothing
		}
		if err := insertSlot(ctx, tx, s); err != nil {
			return err
		}
		box = box || s.Kind == seal.SlotPassphrase
	}
	if _, err := v.letterKey(ctx, old); err == nil {
		public, sealed, err := v.letterbox(ctx, old)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `insert into letterbox (one, public, sealed) values (1, ?, ?)`, public, sealed)
		return storage(err)
	}
	if box { // the old one cannot be opened any more
		return (&Locked{to.store}).makeLetterbox(ctx, tx, dataKey)
	}
	return nil
}
