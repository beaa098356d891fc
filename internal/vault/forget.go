package vault

import (
	"context"
	"errors"
	"fmt"

	"afterword/internal/journal"
)

// Forget takes the wording of every revision of the things but the newest
// out of the file, all or none, together with the drafts named. The hashes
// stay, so that the chain can still be proved, as after a purge. Each
// thing gets a revision that says what it says now and that what came
// before was forgotten; one that has nothing to forget is left as it is.
// It returns how many revisions lost their wording.
//
// There is no way back. A thing on hold gives ErrHeld, one that was purged
// ErrPurged, and nothing is done.
func (v *Vault) Forget(ctx context.Context, at journal.Stamp, drafts []journal.ID, things ...journal.ID) (int, error) {
	var emptied int
	err := v.append(ctx, func(a *appender) error {
		emptied = 0
		for _, id := range things {
			n, err := a.forget(ctx, at, id)
			if err != nil {
				return err
			}
			emptied += n
		}
		for _, id := range drafts {
			if err := dropDraft(ctx, a.tx, id); err != nil {
				return err
			}
		}
		return nil
	})
	return emptied, err
}

// Forgettable counts the revisions that Forget would take the wording of.
func (v *Vault) Forgettable(ctx context.Context, id journal.ID) (int, error) {
	return worded(ctx, v.conn, id)
}

// worded counts the revisions of a thing that are not its newest and have
// their head.
func worded(ctx context.Context, q querier, id journal.ID) (n int, err error) {
	err = q.QueryRowContext(ctx, `select count(*) from rev where thing = ?1 and head is not null
		and rev < (select max(rev) from rev where thing = ?1)`, id[:]).Scan(&n)
	return n, storage(err)
}

func (a *appender) forget(ctx context.Context, at journal.Stamp, id journal.ID) (int, error) {
	was, err := a.latest(ctx, a.tx, id)
	if err != nil {
		return 0, err
	}
	switch {
	case was.header.State == journal.Purged:
		return 0, ErrPurged
	case was.header.Held:
		return 0, ErrHeld
	}
	n, err := worded(ctx, a.tx, id)
	if err != nil || n == 0 {
		return 0, err
	}
	body, err := a.bodyOf(ctx, a.tx, was)
	if err != nil {
		return 0, err
	}
	if err := a.erase(ctx, id); err != nil {
		return 0, err
	}
	h := header{Kind: was.header.Kind, State: was.header.State, Saved: at, Forgot: true, Head: was.header.Head}
	h.carry(was.header)
	_, err = a.insert(ctx, id, was.place.Revision+1, h, body)
	return n + 1, err // the newest is emptied too, and says the same in the one added
}

// hollow adds a revision of which nothing but its place is left.
func (a *appender) hollow(ctx context.Context, id journal.ID, rev int64) error {
	none := noHash()
	p := a.nextPlace(id, rev)
	_, err := a.tx.ExecContext(ctx, `insert into rev (seq, thing, rev, prev, head_hash, body_hash) values (?, ?, ?, ?, ?, ?)`,
		p.Seq, id[:], rev, p.Previous[:], none[:], none[:])
	if err != nil {
		return storage(err)
	}
	a.state.seq, a.state.last = p.Seq, a.ring.Link(p, none, none)
	return nil
}

// gone says what became of an earlier revision that has no head: purged
// with its thing, or forgotten.
func (v *Vault) gone(ctx context.Context, id journal.ID) (journal.State, error) {
	newest, err := v.latest(ctx, v.conn, id)
	switch {
	case err != nil && !errors.Is(err, ErrPurged):
		return "", fmt.Errorf("looking at what became of it: %w", err)
	case err != nil || newest.header.State == journal.Purged:
		return journal.Purged, nil
	}
	return journal.Forgotten, nil
}
