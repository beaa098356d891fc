package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Rekey lets a backup of this journal open with what opens the journal
// now, and with nothing else. Its records stay as they are, which is
// compared before it takes the backup's place. No key is needed, since all
// copies of a journal have one data key. ErrOther means that it is a copy
// of another journal.
func (s *store) Rekey(ctx context.Context, path string) error {
	if err := s.rekey(ctx, path); err != nil {
		return fmt.Errorf("changing what opens %s: %w", path, err)
	}
	return nil
}

func (s *store) rekey(ctx context.Context, path string) (err error) {
	if err := couldBeCopy(path, s.place.Journal); err != nil {
		return err
	}
	if _, err := os.Lstat(path + "-journal"); !errors.Is(err, fs.ErrNotExist) {
		return ErrBusy // someone writes into it
	}
	// A link would be replaced, and what it leads to would stay as it is.
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return reason(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return reason(err)
	}
	temp, err := duplicate(path, filepath.Dir(path))
	if err != nil {
		return err
	}
	defer removeCopy(temp)
	changed, err := s.rekeyTaken(ctx, temp, path)
	if err != nil || !changed {
		return err
	}
	// It was made when it was made, whatever opens it.
	if err := os.Chtimes(temp, info.ModTime(), info.ModTime()); err != nil {
		return storage(err)
	}
	if err := syncFile(temp); err != nil {
		return storage(err)
	}
	if err := os.Rename(temp, path); err != nil {
		return storage(err)
	}
	return syncDir(filepath.Dir(path))
}

// rekeyTaken changes the duplicate of a backup and compares it with the
// backup itself. It reports false where nothing had to be changed.
func (s *store) rekeyTaken(ctx context.Context, temp, path string) (changed bool, err error) {
	b, err := connect(ctx, Place{Journal: temp})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := (&Copy{Locked: &Locked{b}}).admitCopy(ctx); err != nil {
		return false, err
	}
	if b.id != s.id {
		return false, ErrOther
	}
	keys := []string{"slot"}
	if _, _, err := s.letterbox(ctx, s.conn); err == nil {
		keys = append(keys, "letterbox")
	} else if !errors.Is(err, ErrNoBox) {
		return false, err
	}
	same, err := s.giveKeys(ctx, b, keys)
	if err != nil || same {
		return false, err
	}
	if err := b.Vacuum(ctx); err != nil {
		return false, err
	}
	if sound, err := b.integrity(ctx); err != nil || !sound {
		return false, errors.Join(err, ErrDamaged)
	}
	return true, sameRecords(ctx, b, path)
}

// giveKeys puts the journal's own rows of the tables into b; same means
// that they were there already.
func (s *store) giveKeys(ctx context.Context, b *store, tables []string) (same bool, err error) {
	err = s.snapshot(ctx, func(ours *sql.Tx) error {
		same = true
		for _, name := range tables {
			ok, err := sameTable(ctx, ours, b.conn, `select * from "`+name+`" order by 1`)
			if err != nil {
				return err
			}
			same = same && ok
		}
		if same {
			return nil
		}
		return b.update(ctx, func(tx *sql.Tx) error {
			for _, name := range tables {
				if _, err := tx.ExecContext(ctx, `delete from "`+name+`"`); err != nil {
					return storage(err)
				}
				if err := pourTable(ctx, tx, ours, name, `insert into `); err != nil {
					return err
				}
			}
			return nil
		})
	})
	return same, err
}

// OpensApart reports whether a backup of this journal has other slots or
// another letterbox than the journal has. A backup without a letterbox, from
// before there were any, is told by its slots.
func (s *store) OpensApart(ctx context.Context, path string) (apart bool, err error) {
	if err := couldBeCopy(path, s.place.Journal); err != nil {
		return false, err
	}
	if _, err := os.Lstat(path + "-journal"); !errors.Is(err, fs.ErrNotExist) {
		return false, ErrBusy // looking would take back what was cut off
	}
	b, err := connect(ctx, Place{Journal: path})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if b.tables, err = b.readVersion(ctx, b.conn); err != nil {
		return false, err
	}
	tables := []string{"slot"}
	if min(s.tables, b.tables) >= letterSchema {
		tables = append(tables, "letterbox")
	}
	for _, name := range tables {
		same, err := sameTable(ctx, s.conn, b.conn, `select * from "`+name+`" order by 1`)
		if err != nil || !same {
			return !same, err
		}
	}
	return false, nil
}

// sameRecords makes sure that a changed backup holds what the one it is
// made from holds, table by table, but for what opens it. An older one has
// no letters.
func sameRecords(ctx context.Context, b *store, path string) (err error) {
	was, err := connect(ctx, Place{Journal: path})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, was.Close()) }()
	same, err := sameRows(ctx, was.conn, b.conn, "slot", "letterbox")
	if err == nil && !same {
		err = errors.New("the changed copy is not the same")
	}
	return err
}
