package vault

import (
	"context"
	"errors"
	"fmt"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// Delete puts a thing into the trash; Restore takes it out again. Both add
// a revision and change nothing that was written.
func (v *Vault) Delete(ctx context.Context, at journal.Stamp, id journal.ID) error {
	return v.mark(ctx, at, id, journal.Deleted)
}

// Restore takes a thing out of the trash. One that is not there is left as
// it is.
func (v *Vault) Restore(ctx context.Context, at journal.Stamp, id journal.ID) error {
	return v.mark(ctx, at, id, journal.Live)
}

func (v *Vault) mark(ctx context.Context, at journal.Stamp, id journal.ID, s journal.State) error {
	return v.append(ctx, func(a *appender) error {
		was, err := a.latest(ctx, a.tx, id)
		if err != nil {
			return err
		}
		if was.header.State == journal.Purged {
			return ErrPurged
		}
		if was.header.State == s {
			return nil
		}
		return a.again(ctx, was, was, header{Saved: at, State: s})
	})
}

// again adds a revision to the thing of was that has the content of from.
func (a *appender) again(ctx context.Context, was, from *revision, h header) error {
	h.Kind, h.Head, h.Body = was.header.Kind, from.header.Head, from.header.Body
	held, looked := h.Held, h.Looked
	h.carry(was.header)
	if h.Marked {
		h.Held, h.Looked = held, looked
	}
	_, err := a.insert(ctx, was.id(), was.place.Revision+1, h, nil)
	return err
}

// Undone is one thing that Undo took back.
type Undone struct {
	Kind  journal.Kind
	ID    journal.ID
	State journal.State // what the thing is now
}

// Undo takes back the last save that was not taken back yet, all of its
// things together. A thing that the save had made goes into the trash; any
// other gets its revision before that again. Nothing is lost by it:
// it adds revisions. The record of what was shared is passed over: that
// cannot be taken back. ErrNotFound means that there is nothing to undo,
// ErrPurged that the last change was a purge, ErrForgotten that it was to
// forget; both stay.
func (v *Vault) Undo(ctx context.Context, at journal.Stamp) ([]Undone, error) {
	var undone []Undone
	err := v.append(ctx, func(a *appender) error {
		undone = nil
		batch, err := a.lastBatch(ctx)
		if err != nil {
			return err
		}
		for _, was := range batch {
			u, err := a.takeBack(ctx, at, was)
			if err != nil {
				return err
			}
			undone = append(undone, u)
		}
		return nil
	})
	return undone, err
}

// lastBatch returns the revisions of the last save that no undo took back.
func (a *appender) lastBatch(ctx context.Context) ([]*revision, error) {
	taken := map[int64]bool{}
	var batch []*revision
	for seq := a.state.seq; seq > 0; seq-- {
		r, err := a.revision(ctx, a.tx, `select `+columns+` from rev where seq = ?`, seq)
		if err != nil {
			return nil, err
		}
		err = a.openHead(r)
		switch {
		case errors.Is(err, ErrPurged):
			continue
		case err != nil:
			return nil, err
		case len(batch) > 0 && r.header.Batch != batch[0].header.Batch:
			return batch, nil
		case r.header.Undoes != 0:
			taken[r.header.Undoes] = true
		case taken[r.header.Batch]:
		case r.header.Kind == journal.KindShared, r.header.Marked:
			// What left the journal has left it; its record stays. So do
			// marks: a hold is released in so many words.
		case r.header.State == journal.Purged:
			return nil, ErrPurged
		case r.header.Forgot:
			return nil, ErrForgotten
		default:
			batch = append(batch, r)
		}
	}
	if len(batch) == 0 {
		return nil, ErrNotFound
	}
	return batch, nil
}

// takeBack gives a thing the content it had before the revision was.
func (a *appender) takeBack(ctx context.Context, at journal.Stamp, r *revision) (Undone, error) {
	h := header{Saved: at, Undoes: r.header.Batch, State: journal.Deleted}
	newest, err := a.latest(ctx, a.tx, r.id())
	if err != nil {
		return Undone{}, err
	}
	from := r
	if r.place.Revision > 1 {
		from, err = a.revision(ctx, a.tx, `select `+columns+` from rev where thing = ? and rev = ?`,
			r.place.Thing[:], r.place.Revision-1)
		if err == nil {
			err = a.openHead(from)
		}
		if err != nil {
			return Undone{}, err
		}
		h.State = from.header.State
	}
	return Undone{Kind: r.header.Kind, ID: r.id(), State: h.State}, a.again(ctx, newest, from, h)
}

// Hold marks things as held, or releases them, all or none. What is held
// is not purged: Purge gives ErrHeld. The mark stays through every edit and
// no undo takes it away. A thing that is so marked already is left as it is.
func (v *Vault) Hold(ctx context.Context, at journal.Stamp, held bool, ids ...journal.ID) error {
	return v.marks(ctx, ids, func(h header) header {
		return header{Saved: at, Held: held, Looked: h.Looked}
	})
}

// Look notes that things were looked at on a day and are to be kept
// longer, all or none.
func (v *Vault) Look(ctx context.Context, at journal.Stamp, ids ...journal.ID) error {
	return v.marks(ctx, ids, func(h header) header {
		return header{Saved: at, Held: h.Held, Looked: at.Date()}
	})
}

// marks sets marks and changes nothing else. The revision keeps the state.
func (v *Vault) marks(ctx context.Context, ids []journal.ID, mark func(header) header) error {
	return v.append(ctx, func(a *appender) error {
		for _, id := range ids {
			was, err := a.latest(ctx, a.tx, id)
			if err != nil {
				return err
			}
			if was.header.State == journal.Purged {
				return ErrPurged
			}
			h := mark(was.header)
			if h.Held == was.header.Held && h.Looked == was.header.Looked {
				continue
			}
			h.State, h.Marked = was.header.State, true
			if err := a.again(ctx, was, was, h); err != nil {
				return err
			}
		}
		return nil
	})
}

// Purge takes every envelope of a thing out of the file and leaves the
// hashes, so that the chain can still be proved. SQLite overwrites what is
// taken out. There is no way back. What is held is refused with ErrHeld.
func (v *Vault) Purge(ctx context.Context, at journal.Stamp, id journal.ID) error {
	return v.append(ctx, func(a *appender) error {
		was, err := a.latest(ctx, a.tx, id)
		if err != nil {
			return err
		}
		if was.header.State == journal.Purged {
			return ErrPurged
		}
		if was.header.Held {
			return ErrHeld
		}
		if err := a.erase(ctx, id); err != nil {
			return err
		}
		empty, err := a.codec.Encode(struct{}{})
		if err != nil {
			return err
		}
		h := header{Kind: was.header.Kind, Saved: at, State: journal.Purged, Head: seal.Raw(empty)}
		_, err = a.insert(ctx, id, was.place.Revision+1, h, nil)
		return err
	})
}

// erase overwrites and removes what is sealed of a thing.
func (a *appender) erase(ctx context.Context, id journal.ID) error {
	for _, query := range []string{
		`delete from body where seq in (select seq from rev where thing = ?)`,
		`update rev set head = null where thing = ?`,
	} {
		if _, err := a.tx.ExecContext(ctx, query, id[:]); err != nil {
			return fmt.Errorf("purging: %w", storage(err))
		}
	}
	return nil
}

// Vacuum rewrites the file without the room that removed records left. It
// is run after a purge, so that no page keeps even a sealed remainder.
func (s *store) Vacuum(ctx context.Context) error {
	s.write.Lock()
	defer s.write.Unlock()
	if _, err := s.conn.ExecContext(context.WithoutCancel(ctx), `vacuum`); err != nil {
		return fmt.Errorf("tidying the journal: %w", storage(err))
	}
	return nil
}
