package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
)

// Load reads the newest revision of a thing into t, head and body. A thing
// in the trash is read as well; its Meta says so.
func (v *Vault) Load(ctx context.Context, id journal.ID, t journal.Thing) error {
	r, err := v.latest(ctx, v.conn, id)
	if err != nil {
		return err
	}
	return v.fill(ctx, r, t)
}

// LoadRevision reads an earlier revision of a thing into t. One whose
// wording was forgotten gives ErrForgotten.
func (v *Vault) LoadRevision(ctx context.Context, id journal.ID, number int, t journal.Thing) error {
	r, err := v.revision(ctx, v.conn, `select `+columns+` from rev where thing = ? and rev = ?`, id[:], number)
	if err != nil {
		return err
	}
	err = v.openHead(r)
	if errors.Is(err, ErrPurged) {
		if state, gone := v.gone(ctx, id); gone == nil && state == journal.Forgotten {
			return ErrForgotten
		}
	}
	if err != nil {
		return err
	}
	return v.fill(ctx, r, t)
}

// fill puts an opened revision and its body into t.
func (v *Vault) fill(ctx context.Context, r *revision, t journal.Thing) error {
	body, err := v.bodyOf(ctx, v.conn, r)
	if err != nil {
		return err
	}
	var first int64
	err = v.conn.QueryRowContext(ctx, `select seq from rev where thing = ? and rev = 1`, r.place.Thing[:]).Scan(&first)
	if errors.Is(err, sql.ErrNoRows) {
		return r.damage("first revision")
	} else if err != nil {
		return storage(err)
	}
	return v.row(r, first, body).Into(t)
}

// Named loads the thing there is only one of, such as the settings, into
// t. A thing never saved stays as it is, with the id it will have.
func (v *Vault) Named(ctx context.Context, name string, t journal.Thing) error {
	id := journal.ID(v.ring.Name(name))
	err := v.Load(ctx, id, t)
	if errors.Is(err, ErrNotFound) {
		_, meta, _, _ := t.Parts()
		meta.ID = id
		return nil
	}
	return err
}

// Keyed is a keyed hash of a text, of use within this journal alone; see
// seal.Ring.
func (v *Vault) Keyed(text string) []byte {
	sum := v.ring.Keyed(text)
	return sum[:]
}

// History lists the revisions of a thing, the oldest first. A revision
// that was purged has the state Purged and no time, one whose wording was
// forgotten the state Forgotten and none either.
func (v *Vault) History(ctx context.Context, id journal.ID) ([]journal.Meta, error) {
	rows, err := v.conn.QueryContext(ctx, `select `+columns+` from rev where thing = ? order by rev`, id[:])
	if err != nil {
		return nil, storage(err)
	}
	defer rows.Close()
	var all []journal.Meta
	var bare []int
	for rows.Next() {
		r := new(revision)
		if err := r.scan(rows); err != nil {
			return nil, storage(err)
		}
		m := journal.Meta{ID: id, Seq: r.place.Seq, Revision: int(r.place.Revision), State: journal.Purged}
		switch err := v.openHead(r); {
		case err == nil:
			m = r.header.meta(id, 0, r.place.Seq, r.place.Revision)
		case !errors.Is(err, ErrPurged):
			return nil, err
		default:
			bare = append(bare, len(all))
		}
		all = append(all, m)
	}
	if n := len(all); n > 0 && all[n-1].State != journal.Purged {
		for _, i := range bare {
			all[i].State = journal.Forgotten
		}
	}
	if len(all) == 0 && rows.Err() == nil {
		return nil, ErrNotFound
	}
	return all, storage(rows.Err())
}

// Find returns the ids that begin with a prefix, at most limit.
func (s *store) Find(ctx context.Context, p journal.Prefix, limit int) ([]journal.ID, error) {
	low, high := p.Bounds()
	ids, err := s.ids(ctx, `select thing from rev where thing between ? and ? and rev = 1 order by thing limit ?`, low[:], high[:], limit)
	if err != nil {
		return nil, fmt.Errorf("looking for an id: %w", err)
	}
	return ids, nil
}

func (s *store) ids(ctx context.Context, query string, args ...any) ([]journal.ID, error) {
	rows, err := s.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, storage(err)
	}
	defer rows.Close()
	var ids []journal.ID
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, storage(err)
		}
		if len(b) == 16 {
			ids = append(ids, journal.ID(b))
		}
	}
	return ids, storage(rows.Err())
}

// Short returns for each id its shortest prefix that no other thing has,
// of four characters at least.
func (s *store) Short(ctx context.Context, ids ...journal.ID) (map[journal.ID]string, error) {
	// Looking up two neighbours is cheaper than reading all ids only while
	// there are few to shorten.
	if len(ids) > 64 {
		return s.shortAll(ctx, ids)
	}
	short := make(map[journal.ID]string, len(ids))
	if len(ids) == 0 {
		return short, nil
	}
	asked := make([]any, len(ids))
	for i, id := range ids {
		asked[i] = id[:]
	}
	rows, err := s.conn.QueryContext(ctx, `with asked (id) as (values (?)`+strings.Repeat(`, (?)`, len(ids)-1)+`)
		select id, (select max(thing) from rev where thing < id), (select min(thing) from rev where thing > id) from asked`, asked...)
	if err != nil {
		return nil, storage(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, before, after []byte
		if err := rows.Scan(&id, &before, &after); err != nil {
			return nil, storage(err)
		}
		var near []journal.ID
		for _, b := range [][]byte{before, after} {
			if len(b) == 16 { // none stands before the first
				near = append(near, journal.ID(b))
			}
		}
		short[journal.ID(id)] = shortest(journal.ID(id), near)
	}
	return short, storage(rows.Err())
}

// shortAll is Short for many ids.
func (s *store) shortAll(ctx context.Context, ids []journal.ID) (map[journal.ID]string, error) {
	all, err := s.ids(ctx, `select thing from rev where rev = 1 order by thing`)
	if err != nil {
		return nil, err
	}
	short := make(map[journal.ID]string, len(ids))
	for _, id := range ids {
		i, _ := slices.BinarySearchFunc(all, id, func(a, b journal.ID) int { return bytes.Compare(a[:], b[:]) })
		var near []journal.ID
		if i > 0 {
			near = append(near, all[i-1])
		}
		if i+1 < len(all) {
			near = append(near, all[i+1])
		}
		short[id] = shortest(id, near)
	}
	return short, nil
}

// shortest cuts id to one character more than it shares with a neighbour.
func shortest(id journal.ID, near []journal.ID) string {
	text, n := id.String(), journal.ShortestID
	for _, other := range near {
		o, same := other.String(), 0
		for same < len(text)-1 && text[same] == o[same] {
			same++
		}
		n = max(n, same+1)
	}
	return text[:n]
}
