package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"afterword/internal/journal"
)

// Carry goes through every revision of every thing that was not purged, in
// the order in which they were saved, and gives each to each; one of them
// is in memory at a time. It returns how many things were purged and so
// left out. Things in leave are left out too, whatever state they are in.
//
// The first damaged record ends it with its DamageError, as part of a
// thing must not pass for the whole: a purge, a "never" or the trash may
// be what cannot be read. Verify names all the damage, for leave.
func (v *Vault) Carry(ctx context.Context, leave map[journal.ID]bool, each func(*journal.Carried) error) (purged int, err error) {
	err = v.snapshot(ctx, func(tx *sql.Tx) error {
		o := outgoing{Vault: v, q: tx, leave: leave, saves: map[int64]int{}, last: map[journal.ID]int64{},
			bare: map[journal.ID]*revision{}}
		if err := o.all(ctx, each); err != nil {
			return err
		}
		purged = o.purged
		return nil
	})
	return purged, err
}

// outgoing goes up the chain.
type outgoing struct {
	*Vault
	q      querier
	leave  map[journal.ID]bool
	saves  map[int64]int            // number of each batch
	last   map[journal.ID]int64     // the last revision seen of a thing
	bare   map[journal.ID]*revision // without their head; their purge is still to come
	purged int
}

// row is a revision on its way: what it is, and what of it is still sealed.
type row struct {
	one  *journal.Carried
	r    *revision
	body []byte // nil where it has that of an earlier revision
}

// all goes through the chain from its beginning. Rows are read, and the
// heads opened, a little ahead of the bodies and of what each does.
func (o *outgoing) all(ctx context.Context, each func(*journal.Carried) error) error {
	for next, err := range ahead(o.rows(ctx)) {
		if err == nil {
			err = o.finish(next)
		}
		if err == nil {
			err = each(next.one)
		}
		if err != nil {
			return err
		}
	}
	for _, r := range o.bare {
		return r.damage("head")
	}
	return nil
}

// rows goes through the chain without what was purged or is left out.
func (o *outgoing) rows(ctx context.Context) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		rows, err := o.q.QueryContext(ctx, `select `+columns+`, body.sealed from rev left join body on body.seq = rev.seq order by rev.seq`)
		if err != nil {
			yield(row{}, fmt.Errorf("reading: %w", storage(err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			next := row{r: new(revision)}
			err := next.r.scan(rows, &next.body)
			if err != nil {
				err = fmt.Errorf("reading: %w", storage(err))
			} else if !o.leave[next.r.id()] {
				next.one, err = o.open(ctx, next.r)
			}
			if (next.one != nil || err != nil) && !yield(next, err) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(row{}, fmt.Errorf("reading: %w", storage(err)))
		}
	}
}

// open makes of a revision what is carried, nil where it belongs to a
// purge. The noun itself is still sealed.
func (o *outgoing) open(ctx context.Context, r *revision) (*journal.Carried, error) {
	switch err := o.openHead(r); {
	case errors.Is(err, ErrPurged):
		if o.bare[r.id()] == nil {
			o.bare[r.id()] = r
		}
		return o.hollow(ctx, r)
	case err != nil:
		return nil, err
	case r.header.State == journal.Purged:
		delete(o.bare, r.id())
		o.purged++
		return nil, nil
	case r.place.Revision != o.last[r.id()]+1:
		return nil, r.damage("missing")
	}
	o.last[r.id()] = r.place.Revision
	if r.header.Forgot {
		delete(o.bare, r.id())
	}
	if o.saves[r.header.Batch] == 0 {
		o.saves[r.header.Batch] = len(o.saves) + 1
	}
	one := &journal.Carried{ID: r.id(), Kind: r.header.Kind, Revision: int(r.place.Revision), State: r.header.State,
		Saved: r.header.Saved, Save: o.saves[r.header.Batch], Undoes: o.saves[r.header.Undoes], Locked: r.header.Locked, Held: r.header.Held, Looked: r.header.Looked, Marked: r.header.Marked, Forgot: r.header.Forgot,
		Content: journal.OfKind(r.header.Kind)}
	o.unnamed(one)
	if r.header.Body == r.place.Seq {
		return one, nil
	}
	err := o.q.QueryRowContext(ctx, `select rev from rev where seq = ? and thing = ? and rev < ?`,
		r.header.Body, r.place.Thing[:], r.place.Revision).Scan(&one.SameBody)
	if errors.Is(err, sql.ErrNoRows) {
		err = r.damage("body")
	}
	return one, storage(err)
}

// hollow makes of a revision without a head what is carried of it: its
// place, where its wording was forgotten, and nothing where its thing was
// purged.
func (o *outgoing) hollow(ctx context.Context, r *revision) (*journal.Carried, error) {
	newest, err := o.latest(ctx, o.q, r.id())
	switch {
	case errors.Is(err, ErrPurged):
		return nil, nil // the last head is gone, and nothing says why: see bare
	case err != nil:
		return nil, err
	case newest.header.State == journal.Purged:
		return nil, nil
	case r.place.Revision != o.last[r.id()]+1:
		return nil, r.damage("missing")
	}
	o.last[r.id()] = r.place.Revision
	one := &journal.Carried{ID: r.id(), Kind: newest.header.Kind, Revision: int(r.place.Revision), State: journal.Forgotten}
	o.unnamed(one)
	return one, nil
}

// unnamed takes the id off a thing whose id belongs to this journal.
func (o *outgoing) unnamed(one *journal.Carried) {
	if name := one.Kind.Single(); name != "" && one.ID == o.ring.Name(name) {
		one.ID = journal.ID{}
	}
}

// finish opens the noun's head and the body that the revision brought.
func (o *outgoing) finish(next row) error {
	if next.one.State == journal.Forgotten {
		return nil
	}
	head, body := parts(next.one.Content)
	var err error
	if next.one.HeadMore, err = o.codec.Split(next.r.header.Head, head); err != nil {
		return next.r.damage("head")
	}
	if next.one.SameBody > 0 {
		return nil
	}
	payload, err := o.openBody(next.r, next.r, next.body)
	if err != nil {
		return err
	}
	if next.one.BodyMore, err = o.codec.Split(payload, body); err != nil {
		return next.r.damage("body")
	}
	return nil
}

// parts are the head and the body of a thing, nil of none.
func parts(t journal.Thing) (head, body any) {
	if t == nil {
		return nil, nil
	}
	_, _, head, body = t.Parts()
	return head, body
}
