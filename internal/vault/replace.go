package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Taking is how a copy of the same journal takes its place.
type Taking struct {
	Keys      bool // what opened the copy opens the journal from then on
	DropAside bool // letters that were set aside, or that do not open, are not kept
}

// Restore puts a copy into the place of the journal: all of it or none,
// whatever cuts it off. kept is a copy of the journal made by CopyTo; when
// another window has written since, the error is ErrConflict.
//
// Where it is a copy of this journal, what opens the journal now goes on
// opening it, unless how.Keys: then what opened the copy does. What waits
// in the letterbox stays there, and which letterbox is the journal's own is
// settled anew. A copy of another journal brings all of its own with it.
func (l *Locked) Restore(ctx context.Context, c *Copy, kept string, how Taking) error {
	if l.tables != schemaVersion {
		return fmt.Errorf("putting the copy in its place: %w", ErrReadOnly)
	}
	earlier, err := connect(ctx, Place{Journal: kept})
	if err != nil {
		return err
	}
	defer earlier.Close()
	own := l.id == c.id
	err = l.update(ctx, func(tx *sql.Tx) error {
		same, err := sameRows(ctx, tx, earlier.conn)
		if err == nil && !same {
			err = ErrConflict
		}
		if err != nil {
			return err
		}
		if err := c.replace(ctx, tx, l, how); err != nil {
			return err
		}
		c.forget(l.place)
		return nil
	})
	if err == nil && own && c.ring != nil {
		l.noteBox(ctx) // the key has vouched for it
	}
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
		if err := c.replace(ctx, tx, nil, Taking{}); err != nil {
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

// forget lets the restored state be taken for the journal's. It goes before the commit: one cut off in between finds the
// journal as it was, which needs none, and never a restored one that is
// refused.
func (c *Copy) forget(p Place) {
	(&store{place: p, id: c.id}).forgetState()
}

// replace puts the copy's rows in the place of those of the journal, nil
// where there was none, and compares them before anything counts.
func (c *Copy) replace(ctx context.Context, tx *sql.Tx, l *Locked, how Taking) error {
	own := l != nil && l.id == c.id
	tables := []string{"journal", "rev", "body", "draft"} // a body needs its rev
	var left []string
	switch {
	case !own:
		tables = append(tables, "slot", "letterbox", "letter")
	case how.Keys:
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
	if own {
		if err := c.mergeLetters(ctx, tx, l.readAnchor(), how); err != nil {
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
func (c *Copy) mergeLetters(ctx context.Context, tx *sql.Tx, known *anchor, how Taking) error {
	if err := c.settleBox(ctx, tx, known); err != nil {
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
	if err != nil || !how.DropAside {
		return storage(err)
	}
	return c.dropAside(ctx, tx)
}

// dropAside takes out the letters that were set aside and, where a key has
// opened the copy, those that do not open.
func (c *Copy) dropAside(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `delete from letter where aside = 1`); err != nil || c.ring == nil {
		return storage(err)
	}
	key, err := (&Vault{store: c.store, ring: c.ring}).letterKey(ctx, tx)
	if errors.Is(err, ErrNoBox) {
		return nil // nor are there letters
	} else if err != nil {
		return err
	}
	letters, err := c.letters(ctx, tx)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if _, err := key.Open(l.place, l.sealed); err == nil {
			continue
		}
		if _, err := tx.ExecContext(ctx, `delete from letter where n = ?`, l.n); err != nil {
			return storage(err)
		}
	}
	return nil
}

// boxPair is the two halves of a letterbox.
type boxPair struct{ public, sealed []byte }

// settleBox leaves the letterbox that is the journal's own: whoever owns
// another could read what is put into it. Where a key has opened the copy,
// that is the first whose halves belong together, in the journal or in the
// copy, with the public half as it is known here if need be. Without one it
// is the one that is known here; if neither is, nothing is put into it
// before a key has vouched for it.
func (c *Copy) settleBox(ctx context.Context, tx *sql.Tx, known *anchor) error {
	var pairs []boxPair // the journal's own first
	for _, q := range []querier{tx, c.conn} {
		public, sealed, err := c.letterbox(ctx, q)
		switch {
		case err == nil:
			pairs = append(pairs, boxPair{public, sealed})
		case !errors.Is(err, ErrNoBox):
			return err
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	own, found := c.ownBox(pairs, known)
	if !found && c.ring != nil {
		if _, err := tx.ExecContext(ctx, `update letter set aside = 1; delete from letterbox`); err != nil {
			return storage(err)
		}
		return freshLetterbox(ctx, tx, c.ring)
	}
	_, err := tx.ExecContext(ctx, `insert or replace into letterbox (one, public, sealed) values (1, ?, ?)`, own.public, own.sealed)
	return storage(err)
}

// ownBox is the pair that settleBox looks for. Where there is none it is
// the last, the copy's.
func (c *Copy) ownBox(pairs []boxPair, known *anchor) (own boxPair, found bool) {
	knows := known != nil && known.box != nil
	for _, own = range pairs {
		if c.ring == nil {
			if !knows || bytes.Equal(own.public, known.box) {
				return own, true
			}
			continue
		}
		if _, err := c.ring.OpenLetterbox(own.public, own.sealed); err == nil {
			return own, true
		}
		if !knows {
			continue
		}
		if _, err := c.ring.OpenLetterbox(known.box, own.sealed); err == nil {
			return boxPair{known.box, own.sealed}, true
		}
	}
	return own, false
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
