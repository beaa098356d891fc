package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// carrier goes once from the beginning of a damaged journal to its end and
// carries what opens over to a new one.
type carrier struct {
	from    *Vault
	old     querier
	was     state
	to      *appender
	out     Salvaged
	batches map[int64]int64      // new batch by old
	bodies  map[int64]int64      // where a body is now, by where it was
	heads   map[journal.ID]bool  // things met; true where a head of theirs opens
	gone    map[journal.ID]bool  // things whose purge opens
	forgot  map[journal.ID]int64 // the revision that forgot what was before, where it opens
	revs    map[journal.ID]int64 // revisions carried over
}

func newCarrier(from *Vault, old querier, was state, to *appender) *carrier {
	top := from.ring.Top(was.seq, was.last)
	return &carrier{
		from: from, old: old, was: was, to: to, out: Salvaged{Sealed: seal.SameTop(top[:], was.top[:])},
		batches: map[int64]int64{}, bodies: map[int64]int64{},
		heads: map[journal.ID]bool{}, gone: map[journal.ID]bool{}, forgot: map[journal.ID]int64{}, revs: map[journal.ID]int64{},
	}
}

func (c *carrier) run(ctx context.Context) (Salvaged, error) {
	if err := c.survey(ctx); err != nil {
		return c.out, err
	}
	_, err := c.from.along(ctx, c.old, c.was, func(row chainRow, _ bool) error { return c.carry(ctx, row) })
	if err != nil {
		return c.out, err
	}
	for _, step := range []func(context.Context) error{c.drafts, c.letters, c.to.finish} {
		if err := step(ctx); err != nil {
			return c.out, err
		}
	}
	if c.out.Revisions+c.out.Drafts+c.out.Letters == 0 && (c.was.seq > 0 || !c.out.Sealed) {
		return c.out, fmt.Errorf("%w: nothing in it opens", ErrDamaged)
	}
	c.out.Things = len(c.revs)
	c.out.Fingerprint = fingerprint(c.to.state.top)
	c.out.SameHistory = c.to.state.top == c.was.top
	return c.out, nil
}

// survey goes along the chain before anything is written: a purge near its
// end, or a revision that forgot, says of earlier rows that they are
// rightly empty.
func (c *carrier) survey(ctx context.Context) error {
	var empty []*revision
	var there int64
	lost, err := c.from.along(ctx, c.old, c.was, func(row chainRow, _ bool) error {
		there++
		id := row.id()
		switch err := c.from.openHead(row.revision); {
		case errors.Is(err, ErrNewer):
			return err
		case errors.Is(err, ErrPurged):
			empty = append(empty, row.revision)
		case err != nil:
			c.lose(row.damage("head"))
		default:
			c.heads[id] = true
			c.gone[id] = c.gone[id] || row.header.State == journal.Purged
			if row.header.Forgot {
				c.forgot[id] = max(c.forgot[id], row.place.Revision)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range empty {
		if !c.gone[r.id()] && r.place.Revision >= c.forgot[r.id()] {
			c.lose(r.damage("head"))
		}
	}
	for _, d := range lost {
		there++
		c.lose(d)
	}
	if c.out.Sealed {
		c.out.Absent = max(c.was.seq-there, 0)
	}
	slices.SortStableFunc(c.out.Lost, bySeq)
	for id, opens := range c.heads {
		if !opens {
			c.out.Gone = append(c.out.Gone, id)
		}
	}
	slices.SortFunc(c.out.Gone, func(a, b journal.ID) int { return bytes.Compare(a[:], b[:]) })
	return nil
}

func (c *carrier) lose(d *DamageError) {
	c.out.Lost = append(c.out.Lost, d)
	if _, met := c.heads[d.ID]; !met && !d.ID.IsZero() {
		c.heads[d.ID] = false // until one of its heads opens
	}
}

// carry carries one revision over.
func (c *carrier) carry(ctx context.Context, row chainRow) error {
	err := c.from.openHead(row.revision)
	if c.gone[row.id()] && row.header.State != journal.Purged || row.place.Revision < c.forgot[row.id()] {
		return c.store(ctx, chainRow{revision: &revision{headHash: row.headHash, bodyHash: row.bodyHash}}, row.id())
	}
	if err != nil {
		return nil // the survey has named it
	}
	h := row.header
	body, ok := c.words(ctx, row, &h)
	if !ok {
		h.Body = 0
		c.out.Wordless++
	}
	if ok && c.stays(row) {
		err = c.store(ctx, row, row.id())
	} else {
		err = c.sealAnew(ctx, row.id(), h, body)
	}
	if now := c.to.state.seq; err == nil && body != nil {
		c.bodies[row.header.Body] = now
	}
	return err
}

// words opens the body to be sealed with a revision. It is nil where the
// revision has none, or where its body is in the new journal already, at
// the number that is put into h. Words that do not open are not ok.
func (c *carrier) words(ctx context.Context, row chainRow, h *header) (body []byte, ok bool) {
	if h.Body == 0 {
		return nil, true
	}
	if now, there := c.bodies[h.Body]; there {
		h.Body = now
		return nil, true
	}
	var err error
	if h.Body == row.place.Seq && row.body != nil {
		body, err = c.from.openBody(row.revision, row.revision, row.body)
	} else {
		body, err = c.from.bodyOf(ctx, c.old, row.revision)
	}
	return body, err == nil
}

// next is the place of the next revision of a thing in the new journal.
func (c *carrier) next(id journal.ID) seal.Place {
	return seal.Place{Thing: id, Revision: c.revs[id] + 1, Seq: c.to.state.seq + 1, Previous: c.to.state.last}
}

// stays reports whether a revision can be kept as it stands: it comes to
// the place where it was, and its hashes are those of its envelopes.
func (c *carrier) stays(row chainRow) bool {
	bodyHash := noHash()
	if row.body != nil {
		bodyHash = seal.Hash(row.body)
	}
	return row.place == c.next(row.id()) && row.headHash == seal.Hash(row.sealed) && row.bodyHash == bodyHash
}

// store adds a revision with the envelopes that it has; one without a head
// is a purged one, of which the hashes are kept.
func (c *carrier) store(ctx context.Context, row chainRow, id journal.ID) error {
	p := c.next(id)
	var head any
	if row.sealed != nil {
		head = row.sealed
		c.batch(row.header.Batch)
	}
	_, err := c.to.tx.ExecContext(ctx, `insert into rev (seq, thing, rev, prev, head_hash, body_hash, head) values (?, ?, ?, ?, ?, ?, ?)`,
		p.Seq, p.Thing[:], p.Revision, p.Previous[:], row.headHash[:], row.bodyHash[:], head)
	if err == nil && row.body != nil {
		_, err = c.to.tx.ExecContext(ctx, `insert into body (seq, sealed) values (?, ?)`, p.Seq, row.body)
	}
	if err != nil {
		return storage(err)
	}
	c.to.state.seq, c.to.state.last = p.Seq, c.to.ring.Link(p, row.headHash, row.bodyHash)
	c.count(id)
	return nil
}

// sealAnew adds a revision under the numbers that it has now.
func (c *carrier) sealAnew(ctx context.Context, id journal.ID, h header, body []byte) error {
	c.to.batch = c.batch(h.Batch)
	if h.Undoes != 0 {
		now, there := c.batches[h.Undoes]
		if !there {
			now = c.to.batch // what it took back is lost; it still is no save of its own
		}
		h.Undoes = now
	}
	if _, err := c.to.insert(ctx, id, c.revs[id]+1, h, body); err != nil {
		return err
	}
	c.count(id)
	return nil
}

// batch is the number that a batch has now: that of the first revision of
// it that is carried over.
func (c *carrier) batch(old int64) int64 {
	if _, there := c.batches[old]; !there {
		c.batches[old] = c.to.state.seq + 1
	}
	return c.batches[old]
}

func (c *carrier) count(id journal.ID) {
	c.revs[id]++
	c.out.Revisions++
}

// drafts carries over the drafts that open, as they stand.
func (c *carrier) drafts(ctx context.Context) error {
	lost, err := c.from.loose(ctx, c.old, "draft", func(r looseRow) error {
		if !c.from.draftOpens(r) {
			c.out.Lost = append(c.out.Lost, &DamageError{ID: r.id, Revision: int(r.count), What: "draft"})
			return nil
		}
		c.out.Drafts++
		_, err := c.to.tx.ExecContext(ctx, `insert into draft (n, id, count, sealed) values (?, ?, ?, ?)`, r.n, r.id[:], r.count, r.sealed)
		return storage(err)
	})
	c.out.Lost = append(c.out.Lost, lost...)
	return err
}

// letters carries over the letters that open, as they stand: the next
// unlock files them. One that was set aside is left where it is.
func (c *carrier) letters(ctx context.Context) error {
	if c.from.tables < letterSchema {
		return nil
	}
	key, err := c.from.letterKey(ctx, c.old)
	if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoBox) {
		return err
	}
	lost, err := c.from.loose(ctx, c.old, "letter", func(r looseRow) error {
		if r.aside || !r.opens(key) {
			c.out.Lost = append(c.out.Lost, &DamageError{ID: r.id, What: "letter"})
			return nil
		}
		c.out.Letters++
		_, err := c.to.tx.ExecContext(ctx, `insert into letter (n, id, draft, count, sealed) values (?, ?, ?, ?, ?)`, r.n, r.id[:], r.draft, r.count, r.sealed)
		return storage(err)
	})
	c.out.Lost = append(c.out.Lost, lost...)
	return err
}
