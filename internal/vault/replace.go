package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"afterword/internal/journal"
)

// Restore puts a copy into the place of the journal: all of it or none,
// whatever cuts it off. kept is a copy of the journal made by CopyTo; when
// another window has written since, the error is ErrConflict.
//
// Where it is a copy of this journal, what opens the journal now goes on
// opening it, unless keys is true: then what opened the copy does. What
// waits in the letterbox stays there. A copy of another journal brings all
// of its own with it.
func (l *Locked) Restore(ctx context.Context, c *Copy, kept string, keys bool) error {
	if l.tables != schemaVersion {
		return fmt.Errorf("putting the copy in its place: %w", ErrReadOnly)
	}
	earlier, err := connect(ctx, Place{Journal: kept})
	if err != nil {
		return err
	}
	defer earlier.Close()
	err = l.update(ctx, func(tx *sql.Tx) error {
		same, err := sameRows(ctx, tx, earlier.conn)
		if err == nil && !same {
			err = ErrConflict
		}
		if err != nil {
			return err
		}
		if err := c.replace(ctx, tx, l.id, keys); err != nil {
			return err
		}
		c.forget(l.place)
		return nil
	})
	return l.restored(c, err)
}

// Found makes a journal of the copy at p, where there is none.
func (c *Copy) Found(ctx context.Context, p Place) error {
	if err := prepare(p); err != nil {
		return err
	}
	s, err := connect(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	err = s.update(ctx, func(tx *sql.Tx) error {
		version, err := s.readVersion(ctx, tx)
		if err != nil {
			return err
		}
		if version != 0 {
			return ErrConflict
		}
		for n := range schemaVersion {
			if err := apply(ctx, tx, n+1); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("pragma application_id = %d", applicationID)); err != nil {
			return storage(err)
		}
		if err := c.replace(ctx, tx, journal.ID{}, true); err != nil {
			return err
		}
		c.forget(p)
		return nil
	})
	return s.restored(c, err)
}

// restored takes the copy's id for the store's own.
func (s *store) restored(c *Copy, err error) error {
	if err != nil {
		return fmt.Errorf("putting the copy in its place: %w", err)
	}
	s.id = c.id
	return nil
}

// forget drops the anchor, so that the restored state is taken for the
// journal's. It goes before the commit: one cut off in between finds the
// journal as it was, which needs none, and never a restored one that is
// refused.
func (c *Copy) forget(p Place) {
	(&store{place: p, id: c.id}).dropAnchor()
}

// replace puts the copy's rows in the place of those of the journal id,
// and compares them before anything counts.
func (c *Copy) replace(ctx context.Context, tx *sql.Tx, id journal.ID, keys bool) error {
	tables := []string{"journal", "rev", "body", "draft"} // a body needs its rev
	var left []string
	switch {
	case id != c.id:
		tables = append(tables, "slot", "letterbox", "letter")
	case keys:
		tables, left = append(tables, "slot"), []string{"letterbox", "letter"}
	default:
		left = []string{"slot", "letterbox", "letter"}
	}
	for i := range tables {
		if _, err := tx.ExecContext(ctx, `delete from `+tables[len(tables)-1-i]); err != nil {
			return storage(err)
		}
	}
	for _, name := range tables {
		if err := pourTable(ctx, tx, c.conn, name, `insert into `); err != nil {
			return err
		}
	}
	if id == c.id {
		if err := c.mergeLetters(ctx, tx); err != nil {
			return err
		}
	}
	same, err := sameRows(ctx, tx, c.conn, left...)
	if err == nil && !same {
		err = errors.New("what was put in its place is not the same")
	}
	return err
}

// mergeLetters adds what waited in the copy's letterbox, and takes out
// what the copy has filed. A letter is known by its id.
func (c *Copy) mergeLetters(ctx context.Context, tx *sql.Tx) error {
	if err := pourTable(ctx, tx, c.conn, "letterbox", `insert or ignore into `); err != nil {
		return err
	}
	public, _, err := c.letterbox(ctx, tx)
	if err != nil && !errors.Is(err, ErrNoBox) {
		return err
	}
	theirs, _, err := c.letterbox(ctx, c.conn)
	if err == nil && string(public) == string(theirs) { // or they could not be opened
		err = c.pourLetters(ctx, tx)
	}
	if err != nil && !errors.Is(err, ErrNoBox) {
		return err
	}
	_, err = tx.ExecContext(ctx, `delete from letter where aside = 0 and (
		exists (select 1 from rev where rev.thing = letter.id) or
		exists (select 1 from draft where draft.id = letter.id and draft.count >= letter.count))`)
	return storage(err)
}

// pourLetters adds the letters of the copy that are not there.
func (c *Copy) pourLetters(ctx context.Context, tx *sql.Tx) error {
	rows, err := c.conn.QueryContext(ctx, `select id, draft, count, aside, sealed from letter order by n`)
	if err != nil {
		return storage(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, sealed []byte
		var draft, count, aside int64
		if err := rows.Scan(&id, &draft, &count, &aside, &sealed); err != nil {
			return storage(err)
		}
		_, err := tx.ExecContext(ctx, `insert into letter (id, draft, count, aside, sealed) values (?, ?, ?, ?, ?) on conflict do nothing`,
			id, draft, count, aside, sealed)
		if err != nil {
			return storage(err)
		}
	}
	return storage(rows.Err())
}

// pourTable adds all rows of a table in one file to the same table in
// another; verb is how an insert begins.
func pourTable(ctx context.Context, to, from querier, name, verb string) error {
	rows, err := from.QueryContext(ctx, `select * from "`+name+`"`)
	if err != nil {
		return storage(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return storage(err)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	insert := verb + `"` + name + `" values (?` + strings.Repeat(", ?", len(columns)-1) + `)`
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return storage(err)
		}
		for i, v := range values { // the driver binds a nil slice as null
			if b, ok := v.([]byte); ok && len(b) == 0 {
				values[i] = []byte{}
			}
		}
		if _, err := to.ExecContext(ctx, insert, values...); err != nil {
			return storage(err)
		}
	}
	return storage(rows.Err())
}
