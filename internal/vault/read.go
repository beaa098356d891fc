package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// columns of the table rev, in the order that scan reads them.
const columns = `rev.seq, rev.thing, rev.rev, rev.prev, rev.head_hash, rev.body_hash, rev.head`

// revision is one row of the table rev, its head opened if it is there.
type revision struct {
	place    seal.Place
	headHash [32]byte
	bodyHash [32]byte
	sealed   []byte // nil where it was purged
	header   header
}

// scan reads the columns of a row and what more is asked for.
func (r *revision) scan(row interface{ Scan(...any) error }, more ...any) error {
	var thing, prev, head, body []byte
	var number any // in a damaged row it may be none
	into := append([]any{&r.place.Seq, &thing, &number, &prev, &head, &body, &r.sealed}, more...)
	if err := row.Scan(into...); err != nil {
		return err
	}
	var whole bool
	if r.place.Revision, whole = number.(int64); !whole || len(thing) != 16 || len(prev) != 32 || len(head) != 32 || len(body) != 32 {
		return ErrDamaged
	}
	r.place.Thing, r.place.Previous = [16]byte(thing), [32]byte(prev)
	r.headHash, r.bodyHash = [32]byte(head), [32]byte(body)
	return nil
}

// id is the thing that the revision belongs to.
func (r *revision) id() journal.ID { return journal.ID(r.place.Thing) }

// damage names what does not open in the revision.
func (r *revision) damage(what string) *DamageError {
	return &DamageError{ID: r.id(), Seq: r.place.Seq, Revision: int(r.place.Revision), What: what}
}

// openHead opens the revision's head. A purged head gives ErrPurged.
func (v *Vault) openHead(r *revision) error {
	if r.sealed == nil {
		return ErrPurged
	}
	payload, err := v.ring.Open(r.place, seal.PartHead, r.sealed)
	if err != nil {
		return r.damage("head")
	}
	if err := v.codec.Decode(payload, &r.header); err != nil {
		return r.damage("head")
	}
	if r.header.Schema > payloadSchema {
		return ErrNewer
	}
	return nil
}

// revision reads the one row that query gives, with its head still sealed.
func (v *Vault) revision(ctx context.Context, q querier, query string, args ...any) (*revision, error) {
	r := new(revision)
	switch err := r.scan(q.QueryRowContext(ctx, query, args...)); {
	case errors.Is(err, sql.ErrNoRows):
		return nil, ErrNotFound
	case err != nil:
		return nil, storage(err)
	}
	return r, nil
}

// latest reads the newest revision of a thing and opens its head.
func (v *Vault) latest(ctx context.Context, q querier, id journal.ID) (*revision, error) {
	r, err := v.revision(ctx, q, `select `+columns+` from rev where thing = ? order by rev desc limit 1`, id[:])
	if err != nil {
		return nil, err
	}
	return r, v.openHead(r)
}

// bodyOf opens the body that belongs to a revision, nil where it has none.
func (v *Vault) bodyOf(ctx context.Context, q querier, r *revision) ([]byte, error) {
	if r.header.Body == 0 {
		return nil, nil
	}
	holder := r
	if r.header.Body != r.place.Seq {
		var err error
		holder, err = v.revision(ctx, q, `select `+columns+` from rev where seq = ?`, r.header.Body)
		if errors.Is(err, ErrNotFound) {
			return nil, r.damage("body")
		} else if err != nil {
			return nil, err
		}
	}
	var sealed []byte
	err := q.QueryRowContext(ctx, `select sealed from body where seq = ?`, r.header.Body).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, r.damage("body")
	} else if err != nil {
		return nil, storage(err)
	}
	return v.openBody(r, holder, sealed)
}

// openBody opens an envelope that stands at holder, for the revision r.
func (v *Vault) openBody(r, holder *revision, sealed []byte) ([]byte, error) {
	body, err := v.ring.Open(holder.place, seal.PartBody, sealed)
	if err != nil || holder.place.Thing != r.place.Thing {
		return nil, r.damage("body")
	}
	return body, nil
}

// Row is one thing as Rows comes to it.
type Row struct {
	journal.Meta
	Kind  journal.Kind
	vault *Vault
	head  []byte
	body  []byte
}

// Into puts what was read into a thing of the row's kind: its head, and
// its body where the rows were read with bodies.
func (r *Row) Into(t journal.Thing) error {
	kind, meta, head, body := t.Parts()
	if kind != r.Kind {
		return fmt.Errorf("the record is of the kind %q, not %q", r.Kind, kind)
	}
	*meta = r.Meta
	if err := r.vault.codec.Decode(r.head, head); err != nil {
		return &DamageError{ID: r.ID, Seq: r.Seq, Revision: r.Revision, What: "head"}
	}
	if r.body == nil {
		return nil
	}
	if err := r.vault.codec.Decode(r.body, body); err != nil {
		return &DamageError{ID: r.ID, Seq: r.Seq, Revision: r.Revision, What: "body"}
	}
	return nil
}

// row makes a Row of an opened revision; first is where the thing stands
// in the journal.
func (v *Vault) row(r *revision, first int64, body []byte) *Row {
	return &Row{
		Meta: r.header.meta(r.id(), first, r.place.Seq, r.place.Revision),
		Kind: r.header.Kind, vault: v, head: r.header.Head, body: body,
	}
}

// Reading says what Rows goes through.
type Reading struct {
	Bodies  bool // open the bodies as well
	Deleted bool // things in the trash as well
}

// Rows goes through the newest revision of every thing that was not
// purged, the newest thing first: in the order in which things were first
// written, whatever was edited since. It opens no more than is asked for.
// A damaged record gives a DamageError and the next row follows it; any
// other error ends the rows.
func (v *Vault) Rows(ctx context.Context, want Reading) iter.Seq2[*Row, error] {
	return ahead(func(yield func(*Row, error) bool) {
		query := `select ` + columns + ` from rev order by rev.seq desc`
		if want.Bodies {
			query = `select ` + columns + `, body.sealed from rev left join body on body.seq = rev.seq order by rev.seq desc`
		}
		rows, err := v.conn.QueryContext(ctx, query)
		if err != nil {
			yield(nil, fmt.Errorf("reading: %w", storage(err)))
			return
		}
		defer rows.Close()
		w := walker{vault: v, want: want, waiting: map[journal.ID]*revision{}}
		for rows.Next() {
			if !w.step(ctx, rows, yield) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, fmt.Errorf("reading: %w", storage(err)))
		}
	})
}

// walker goes down the chain. The first revision of a thing that it meets
// is the newest; it waits until the thing's very first revision comes by,
// which is where the thing stands in the journal.
type walker struct {
	vault   *Vault
	want    Reading
	waiting map[journal.ID]*revision
}

// step takes one row of the chain and reports whether to go on.
func (w *walker) step(ctx context.Context, rows *sql.Rows, yield func(*Row, error) bool) bool {
	r := new(revision)
	var sealed []byte
	var more []any
	if w.want.Bodies {
		more = []any{&sealed}
	}
	if err := r.scan(rows, more...); err != nil {
		return yield(nil, fmt.Errorf("reading: %w", storage(err)))
	}
	newest, waits := w.waiting[r.id()]
	if r.place.Revision > 1 {
		if !waits {
			w.waiting[r.id()] = r
		}
		return true
	}
	if !waits {
		newest = r
	}
	delete(w.waiting, r.id())
	row, err := w.open(ctx, newest, r, sealed)
	if err != nil {
		return yield(nil, err)
	}
	if row.State == journal.Purged || row.State == journal.Deleted && !w.want.Deleted {
		return true
	}
	return yield(row, nil)
}

// open makes the row of a thing from its newest revision. sealed is the
// body that came along with the first.
func (w *walker) open(ctx context.Context, newest, first *revision, sealed []byte) (*Row, error) {
	v := w.vault
	if err := v.openHead(newest); errors.Is(err, ErrPurged) {
		// The last revision of a purged thing says so, sealed.
		return nil, newest.damage("head")
	} else if err != nil {
		return nil, err
	}
	var body []byte
	var err error
	switch {
	case !w.want.Bodies || newest.header.Body == 0:
	case newest.header.Body == first.place.Seq && sealed != nil:
		body, err = v.openBody(newest, first, sealed)
	default:
		body, err = v.bodyOf(ctx, v.conn, newest)
	}
	if err != nil {
		return nil, err
	}
	return v.row(newest, first.place.Seq, body), nil
}
