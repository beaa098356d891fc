package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// CopyTo writes a whole, compact copy of the journal as it is at one
// moment to a file that must not be there yet. The copy is made beside its
// place, synced, opened and compared with the journal row by row, and only
// then gets its name. No key is needed: the copy is as sealed as the
// journal.
func (s *store) CopyTo(ctx context.Context, path string) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making a directory: %w", storage(err))
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("copying the journal: %s: %w", path, fs.ErrExist)
	}
	// Made empty with its mode first: SQLite's own default lets others read.
	f, err := os.CreateTemp(dir, ".afterword-*.part")
	if err != nil {
		return fmt.Errorf("copying the journal: %w", storage(err))
	}
	temp := f.Name()
	defer func() {
		if err != nil {
			os.Remove(temp)
			err = fmt.Errorf("copying the journal: %w", err)
		}
	}()
	if err := f.Close(); err != nil {
		return storage(err)
	}
	if err := s.copyInto(ctx, temp); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return storage(err)
	}
	if err := nameNew(temp, path); err != nil {
		return err
	}
	return syncDir(dir)
}

// nameNew gives a finished file its name and never takes another's place:
// two backups at once end with two files. fs.ErrExist means that the name
// is taken.
func nameNew(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case err == nil:
		os.Remove(temp)
		return nil
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s: %w", path, fs.ErrExist)
	}
	// Some file systems, such as those of memory sticks, know no links.
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: %w", path, fs.ErrExist)
	}
	return storage(os.Rename(temp, path))
}

// copyInto copies the journal into an empty file and compares. Where
// another window saved in between it is done again.
func (s *store) copyInto(ctx context.Context, temp string) error {
	for range 5 {
		if err := os.Truncate(temp, 0); err != nil {
			return storage(err)
		}
		s.write.Lock()
		_, err := s.conn.ExecContext(ctx, `vacuum into ?`, temp)
		s.write.Unlock()
		if err != nil {
			return storage(err)
		}
		same, err := s.sameAs(ctx, temp)
		if same || err != nil {
			return err
		}
	}
	return ErrBusy
}

// sameAs opens a copy, lets SQLite check it, and compares every row of it
// with the journal.
func (s *store) sameAs(ctx context.Context, path string) (same bool, err error) {
	copied, err := connect(ctx, Place{Journal: path})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	if sound, err := copied.integrity(ctx); err != nil || !sound {
		return false, errors.Join(err, errors.New("the copy is damaged"))
	}
	err = s.snapshot(ctx, func(tx *sql.Tx) error {
		ours, err := digest(ctx, tx)
		if err != nil {
			return err
		}
		theirs, err := digest(ctx, copied.conn)
		if err != nil || ours != theirs {
			return err
		}
		same, err = sameRows(ctx, tx, copied.conn)
		return err
	})
	return same, err
}

// sameRows compares two files of the same schema row by row, but for the
// tables in except.
func sameRows(ctx context.Context, one, two querier, except ...string) (bool, error) {
	rows, err := one.QueryContext(ctx, `select name from sqlite_schema where type = 'table' order by name`)
	if err != nil {
		return false, storage(err)
	}
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return false, errors.Join(storage(err), rows.Close())
		}
		tables = append(tables, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return false, storage(err)
	}
	for _, name := range tables {
		if slices.Contains(except, name) {
			continue
		}
		if same, err := sameTable(ctx, one, two, `select * from "`+name+`" order by 1`); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// sameTable goes through the rows of both files together.
func sameTable(ctx context.Context, one, two querier, query string) (bool, error) {
	a, err := one.QueryContext(ctx, query)
	if err != nil {
		return false, storage(err)
	}
	defer a.Close()
	b, err := two.QueryContext(ctx, query)
	if err != nil {
		return false, storage(err)
	}
	defer b.Close()
	names, err := a.Columns()
	if err != nil {
		return false, storage(err)
	}
	left, right := make([]any, len(names)), make([]any, len(names))
	for i := range names {
		left[i], right[i] = new(sql.RawBytes), new(sql.RawBytes)
	}
	for a.Next() {
		if !b.Next() {
			return false, storage(b.Err())
		}
		if err := errors.Join(a.Scan(left...), b.Scan(right...)); err != nil {
			return false, storage(err)
		}
		for i := range left {
			l, r := *left[i].(*sql.RawBytes), *right[i].(*sql.RawBytes)
			if (l == nil) != (r == nil) || !bytes.Equal(l, r) {
				return false, nil
			}
		}
	}
	return !b.Next(), storage(errors.Join(a.Err(), b.Err()))
}

// syncFile puts a written file on the disk for good.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// keepOld copies a journal of an older schema aside before it is raised.
func (s *store) keepOld(ctx context.Context, version int) error {
	j, err := s.state(ctx, s.conn)
	if err != nil {
		return err
	}
	path := filepath.Join(s.place.Backups, fmt.Sprintf("%s-format%d.db", j.id, version))
	err = s.CopyTo(ctx, path)
	if errors.Is(err, fs.ErrExist) {
		return nil // an earlier try was cut off after it
	}
	return err
}
