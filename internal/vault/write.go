package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// header is what every sealed head holds, whatever the kind of thing.
type header struct {
	Schema int           `cbor:"v"` // layout of this payload
	Kind   journal.Kind  `cbor:"k"`
	State  journal.State `cbor:"s,omitempty"`
	Saved  journal.Stamp `cbor:"w"`
	Batch  int64         `cbor:"x"`           // first sequence number of the same save
	Undoes int64         `cbor:"u,omitempty"` // batch that this revision takes back
	Body   int64         `cbor:"b,omitempty"` // revision whose body belongs to this one
	Locked bool          `cbor:"l,omitempty"` // the thing was written while the journal was locked
	Held   bool          `cbor:"y,omitempty"` // the thing must not be purged
	Looked journal.Date  `cbor:"r,omitempty"` // day on which it was last looked at for keeping
	Marked bool          `cbor:"m,omitempty"` // only a mark was set: there is nothing to undo
	Forgot bool          `cbor:"f,omitempty"` // earlier revisions lost their heads and bodies when this one was added
	Head   seal.Raw      `cbor:"h"`           // the noun's own head
}

// carry takes over what belongs to the thing and not to one revision.
func (h *header) carry(from header) { h.Locked, h.Held, h.Looked = from.Locked, from.Held, from.Looked }

// meta is what a revision with this header says of its thing.
func (h *header) meta(id journal.ID, first, seq, revision int64) journal.Meta {
	return journal.Meta{ID: id, First: first, Seq: seq, Revision: int(revision), State: h.State, Saved: h.Saved,
		Locked: h.Locked, Held: h.Held, Looked: h.Looked, Forgot: h.Forgot}
}

// empties reports whether the revisions before this one have rightly lost
// their heads.
func (h *header) empties() bool { return h.State == journal.Purged || h.Forgot }

// payloadSchema is the layout of header that is written.
const payloadSchema = 1

// noHash stands for a part that a revision does not have.
func noHash() (h [32]byte) { return h }

// Save adds a revision of each thing, all or none, stamped with the moment
// of saving. A thing with the zero Meta is new. A thing that was changed
// since it was read gives ErrConflict, one that was purged ErrPurged, and
// nothing is saved. On success every thing's Meta is that of its new
// revision.
func (v *Vault) Save(ctx context.Context, at journal.Stamp, things ...journal.Thing) error {
	return v.append(ctx, func(a *appender) error {
		for _, t := range things {
			if err := a.put(ctx, t, header{Saved: at}); err != nil {
				return err
			}
		}
		return nil
	})
}

// appender adds revisions to the end of the chain inside a transaction.
type appender struct {
	*Vault
	tx    *sql.Tx
	state state
	batch int64
	done  []func() // what to tell the things once the save is kept
}

// append runs fn with an appender and moves the end of the chain.
func (v *Vault) append(ctx context.Context, fn func(*appender) error) error {
	if !v.full {
		return fmt.Errorf("saving: %w", ErrDamaged)
	}
	if v.strayed != nil {
		return fmt.Errorf("saving: %w", v.strayed)
	}
	var a *appender
	err := v.update(ctx, func(tx *sql.Tx) error {
		j, err := v.state(ctx, tx)
		if err != nil {
			return err
		}
		top := v.ring.Top(j.seq, j.last)
		if !seal.SameTop(top[:], j.top[:]) {
			return ErrDamaged
		}
		a = &appender{Vault: v, tx: tx, state: j, batch: j.seq + 1}
		if err := fn(a); err != nil {
			return err
		}
		return a.finish(ctx)
	})
	if errors.Is(err, ErrInDoubt) {
		err = v.settle(ctx, a.state, err)
	}
	if err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	for _, tell := range a.done {
		tell()
	}
	v.anchor(ctx, a.state)
	return nil
}

// finish writes the new end of the chain.
func (a *appender) finish(ctx context.Context) error {
	top := a.ring.Top(a.state.seq, a.state.last)
	a.state.top = top
	_, err := a.tx.ExecContext(ctx, `update journal set seq = ?, last = ?, top = ?`,
		a.state.seq, a.state.last[:], top[:])
	return storage(err)
}

// settle finds out what became of a save whose COMMIT reported an error,
// through a connection of its own: 3 of 15 such errors had kept the save.
func (v *Vault) settle(ctx context.Context, wanted state, doubt error) error {
	fresh, err := connect(context.WithoutCancel(ctx), v.place)
	if err != nil {
		return doubt
	}
	defer fresh.Close()
	got, err := fresh.state(context.WithoutCancel(ctx), fresh.conn)
	switch {
	case err != nil:
		return doubt
	case got.top == wanted.top:
		return nil
	case got.seq < wanted.seq:
		return notSaved(doubt)
	}
	return doubt
}

// notSaved is the error of a COMMIT that was found not to have happened.
func notSaved(doubt error) error {
	kind := storageKind(doubt)
	if kind == nil {
		kind = ErrStorage
	}
	return fmt.Errorf("%w: nothing was saved", kind)
}

// put adds a revision of t. What a newer program wrote into the earlier
// revision and this one does not know is carried over.
func (a *appender) put(ctx context.Context, t journal.Thing, h header) error {
	kind, meta, head, body := t.Parts()
	h.Kind = kind
	var earlier, earlierBody []byte
	if meta.Revision > 0 {
		was, err := a.latest(ctx, a.tx, meta.ID)
		if err != nil {
			return err
		}
		if was.header.State == journal.Purged {
			return ErrPurged
		}
		if was.place.Revision != int64(meta.Revision) {
			return ErrConflict
		}
		if earlierBody, err = a.bodyOf(ctx, a.tx, was); err != nil {
			return err
		}
		earlier, h.Body = was.header.Head, was.header.Body
		h.carry(was.header)
	}
	var err error
	if h.Head, err = a.codec.Carry(earlier, head); err != nil {
		return fmt.Errorf("encoding: %w", err)
	}
	payload, err := a.codec.Carry(earlierBody, body)
	if err != nil {
		return fmt.Errorf("encoding: %w", err)
	}
	if earlierBody != nil && bytes.Equal(payload, earlierBody) {
		payload = nil // the same words: point at them
	}
	id, rev := meta.ID, int64(meta.Revision)+1
	if id.IsZero() {
		id = journal.ID(seal.NewID())
	}
	seq, err := a.insert(ctx, id, rev, h, payload)
	if err != nil {
		return err
	}
	a.done = append(a.done, func() {
		first := meta.First
		if rev == 1 {
			first = seq
		}
		*meta = h.meta(id, first, seq, rev)
	})
	return nil
}

// nextPlace is where the next revision comes to stand.
func (a *appender) nextPlace(id journal.ID, rev int64) seal.Place {
	return seal.Place{Thing: id, Revision: rev, Seq: a.state.seq + 1, Previous: a.state.last}
}

// insert seals and stores one revision and returns its sequence number. A
// nil body leaves the header's pointer as it is.
func (a *appender) insert(ctx context.Context, id journal.ID, rev int64, h header, body []byte) (int64, error) {
	p := a.nextPlace(id, rev)
	h.Schema, h.Batch = payloadSchema, a.batch
	if body != nil {
		h.Body = p.Seq
	}
	payload, err := a.codec.Encode(h)
	if err != nil {
		return 0, fmt.Errorf("encoding: %w", err)
	}
	sealedHead := a.ring.Seal(p, seal.PartHead, payload)
	headHash, bodyHash := seal.Hash(sealedHead), noHash()
	var sealedBody []byte
	if body != nil {
		sealedBody = a.ring.Seal(p, seal.PartBody, body)
		bodyHash = seal.Hash(sealedBody)
	}
	// What was just sealed is opened before it counts.
	if back, err := a.ring.Open(p, seal.PartHead, sealedHead); err != nil || !bytes.Equal(back, payload) {
		return 0, fmt.Errorf("checking what was sealed: %w", seal.ErrSealed)
	}
	if _, err := a.tx.ExecContext(ctx, `insert into rev (seq, thing, rev, prev, head_hash, body_hash, head) values (?, ?, ?, ?, ?, ?, ?)`,
		p.Seq, id[:], rev, p.Previous[:], headHash[:], bodyHash[:], sealedHead); err != nil {
		return 0, storage(err)
	}
	if body != nil {
		if _, err := a.tx.ExecContext(ctx, `insert into body (seq, sealed) values (?, ?)`, p.Seq, sealedBody); err != nil {
			return 0, storage(err)
		}
	}
	a.state.seq, a.state.last = p.Seq, a.ring.Link(p, headHash, bodyHash)
	return p.Seq, nil
}
