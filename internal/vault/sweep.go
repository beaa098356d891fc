package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// sweep goes through a table in the order of its integer key, and on
// behind what cannot be read: one damaged page hides no other.
type sweep[T any] struct {
	query string // takes the least key wanted, and orders by the key
	alone string // takes one key and gives that row with less of it; may be empty
	scan  func(scanner) (key int64, row T, err error)
	last  int64               // the greatest key there can be
	take  func(T, bool) error // the row, and whether the one before it could not be read
	holes []int64             // keys at which nothing could be read
}

// scanner is a row that can be read.
type scanner interface{ Scan(...any) error }

// run goes through the whole table. An error is that of take, or one that
// is no damage.
func (s *sweep[T]) run(ctx context.Context, q querier) error {
	for from := int64(math.MinInt64); ; {
		next, broken, err := s.read(ctx, q, from)
		if !broken || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if next = max(next, 1); next > s.last {
			return nil
		}
		if err := s.one(ctx, q, next); err != nil {
			return err
		}
		from = next + 1
	}
}

// read goes on from a key until the end, or until something is broken: the
// row at the returned key or behind it.
func (s *sweep[T]) read(ctx context.Context, q querier, from int64) (next int64, broken bool, err error) {
	rows, err := q.QueryContext(ctx, s.query, from)
	if err != nil {
		return from, unreadable(err), storage(err)
	}
	defer rows.Close()
	for rows.Next() {
		key, row, err := s.scan(rows)
		if err != nil {
			return from, true, err
		}
		if err := s.take(row, s.behind(key)); err != nil {
			return from, false, err
		}
		if key <= s.last { // else the key itself is damaged
			from = max(from, key+1)
		}
	}
	return from, unreadable(rows.Err()), storage(rows.Err())
}

// one tries the row at a key by itself.
func (s *sweep[T]) one(ctx context.Context, q querier, at int64) error {
	if s.alone != "" {
		switch key, row, err := s.scan(q.QueryRowContext(ctx, s.alone, at)); {
		case err == nil:
			return s.take(row, s.behind(key))
		case errors.Is(err, sql.ErrNoRows):
			return nil
		}
	}
	s.holes = append(s.holes, at)
	return nil
}

func (s *sweep[T]) behind(key int64) bool {
	return len(s.holes) > 0 && s.holes[len(s.holes)-1] == key-1
}

// unreadable reports whether an error is that of a damaged place in the
// file or on the disk, behind which there may be more.
func unreadable(err error) bool {
	kind := storageKind(err)
	return kind == ErrDamaged || kind == ErrStorage
}

// chainRow is one revision and the body that it brought, as they stand in
// the file.
type chainRow struct {
	*revision
	body []byte
}

// along goes through the chain. What it returns names the revisions that
// could not be read at all.
func (s *store) along(ctx context.Context, q querier, j state, take func(row chainRow, behind bool) error) ([]*DamageError, error) {
	named, greatest := s.named(ctx, q, `select seq, thing, rev from rev indexed by rev_thing`)
	w := &sweep[chainRow]{
		query: `select ` + columns + `, body.sealed from rev left join body on body.seq = rev.seq where rev.seq >= ? order by rev.seq`,
		alone: `select ` + columns + `, null from rev where seq = ?`, // its body may be what is broken
		last:  s.bound(ctx, q, max(j.seq, greatest, s.greatest(ctx, q, `select max(seq) from rev not indexed`))),
		scan: func(from scanner) (int64, chainRow, error) {
			row := chainRow{revision: new(revision)}
			err := row.scan(from, &row.body)
			return row.place.Seq, row, err
		},
		take: take,
	}
	if err := w.run(ctx, q); err != nil {
		return nil, err
	}
	var lost []*DamageError
	for _, seq := range w.holes {
		d := &DamageError{Seq: seq, What: "missing"}
		if known := named[seq]; known != nil {
			d.ID, d.Revision = known.ID, known.Revision
		}
		lost = append(lost, d)
	}
	return lost, nil
}

// looseRow is a row of the tables draft and letter, which stand outside
// the chain.
type looseRow struct {
	n      int64
	id     journal.ID
	draft  bool
	count  int64
	aside  bool
	sealed []byte
}

func (r looseRow) letterPlace() seal.LetterPlace {
	return seal.LetterPlace{ID: r.id, Count: r.count, Draft: r.draft}
}

// loose goes through the drafts, or the letters, and names those that could
// not be read at all.
func (s *store) loose(ctx context.Context, q querier, table string, take func(looseRow) error) ([]*DamageError, error) {
	more := map[string]string{"draft": `1, count, 0`, "letter": `draft, count, aside`}[table]
	named, greatest := s.named(ctx, q, `select n, id, 0 from `+table+` indexed by sqlite_autoindex_`+table+`_1`)
	w := &sweep[looseRow]{
		query: `select n, id, ` + more + `, sealed from ` + table + ` where n >= ? order by n`,
		last:  s.bound(ctx, q, max(greatest, s.greatest(ctx, q, `select max(n) from `+table+` not indexed`))),
		scan: func(from scanner) (int64, looseRow, error) {
			var r looseRow
			var id []byte
			err := from.Scan(&r.n, &id, &r.draft, &r.count, &r.aside, &r.sealed)
			if err == nil && len(id) != 16 {
				err = ErrDamaged
			}
			copy(r.id[:], id)
			return r.n, r, err
		},
		take: func(r looseRow, _ bool) error {
			delete(named, r.n)
			return take(r)
		},
	}
	if err := w.run(ctx, q); err != nil {
		return nil, err
	}
	var lost []*DamageError
	for _, d := range named {
		d.What = table
		lost = append(lost, d)
	}
	slices.SortFunc(lost, func(a, b *DamageError) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	if len(w.holes) > 0 && len(lost) == 0 {
		lost = append(lost, &DamageError{What: table}) // their names are gone too
	}
	return lost, nil
}

// named reads from an index alone which things the rows of a table are of,
// by their keys, as far as the index can be read, and the greatest key.
func (s *store) named(ctx context.Context, q querier, query string) (map[int64]*DamageError, int64) {
	named := map[int64]*DamageError{}
	var greatest int64
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return named, 0
	}
	defer rows.Close()
	for rows.Next() {
		var key int64
		var id []byte
		d := new(DamageError)
		if rows.Scan(&key, &id, &d.Revision) != nil || len(id) != 16 {
			continue
		}
		d.ID = journal.ID(id)
		named[key], greatest = d, max(greatest, key)
	}
	return named, greatest
}

// greatest is the one number that query gives, 0 where it cannot be read.
func (s *store) greatest(ctx context.Context, q querier, query string) int64 {
	var n sql.NullInt64
	if q.QueryRowContext(ctx, query).Scan(&n) != nil {
		return 0
	}
	return n.Int64
}

// bound cuts a key that a damaged page may have made up: there are no more
// rows than the file has room for.
func (s *store) bound(ctx context.Context, q querier, key int64) int64 {
	room := s.greatest(ctx, q, `select page_count * page_size / 64 from pragma_page_count, pragma_page_size`)
	return min(key, room)
}

// integrity asks SQLite for its own check.
func (s *store) integrity(ctx context.Context) (bool, error) {
	var said string
	err := s.conn.QueryRowContext(ctx, `pragma integrity_check(1)`).Scan(&said)
	if unreadable(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("verifying: %w", storage(err))
	}
	return said == "ok", nil
}
