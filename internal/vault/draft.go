package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// draftPlace is where a draft's envelope belongs: its count stands for a
// revision, and it has no place in the chain.
func draftPlace(id journal.ID, count int64) seal.Place {
	return seal.Place{Thing: id, Revision: count}
}

// KeepDraft seals d over its earlier self. A draft with the zero id is
// new. It is on the disk when KeepDraft returns without an error. With one
// it may be, all the same: d has its id either way, so that the next try
// goes over this one and no second draft begins.
func (v *Vault) KeepDraft(ctx context.Context, d *journal.Draft) error {
	if d.ID.IsZero() {
		d.ID = journal.ID(seal.NewID())
	}
	fresh := *d
	fresh.Count++
	err := v.update(ctx, func(tx *sql.Tx) error { return v.putDraft(ctx, tx, &fresh) })
	if err != nil {
		return fmt.Errorf("keeping the draft: %w", err)
	}
	d.Count = fresh.Count
	return nil
}

// putDraft seals a draft at its count and stores it over its earlier self.
func (v *Vault) putDraft(ctx context.Context, tx *sql.Tx, d *journal.Draft) error {
	payload, err := v.codec.Encode(d)
	if err != nil {
		return fmt.Errorf("encoding: %w", err)
	}
	sealed := v.ring.Seal(draftPlace(d.ID, d.Count), seal.PartDraft, payload)
	_, err = tx.ExecContext(ctx, `insert into draft (id, count, sealed) values (?, ?, ?)
		on conflict (id) do update set count = excluded.count, sealed = excluded.sealed`, d.ID[:], d.Count, sealed)
	return storage(err)
}

// DropDraft takes a draft away, for good: its words do not stay on the
// disk. A draft that is not there is no error.
func (v *Vault) DropDraft(ctx context.Context, id journal.ID) error {
	err := v.update(ctx, func(tx *sql.Tx) error { return dropDraft(ctx, tx, id) })
	if err != nil {
		return fmt.Errorf("removing the draft: %w", err)
	}
	return nil
}

func dropDraft(ctx context.Context, tx *sql.Tx, id journal.ID) error {
	_, err := tx.ExecContext(ctx, `delete from draft where id = ?`, id[:])
	return storage(err)
}

// SaveDraft is Save for what a draft has become: the things are added and
// the draft is gone in one transaction, so that neither is lost and none
// is there twice.
func (v *Vault) SaveDraft(ctx context.Context, at journal.Stamp, draft journal.ID, things ...journal.Thing) error {
	return v.append(ctx, func(a *appender) error {
		for _, t := range things {
			if err := a.put(ctx, t, header{Saved: at}); err != nil {
				return err
			}
		}
		return dropDraft(ctx, a.tx, draft)
	})
}

// Drafts reads every draft, the last begun first. Those that do not open
// are returned as damage and hide no other.
func (v *Vault) Drafts(ctx context.Context) ([]*journal.Draft, []*DamageError, error) {
	rows, err := v.conn.QueryContext(ctx, `select id, count, sealed from draft order by n desc`)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the drafts: %w", storage(err))
	}
	defer rows.Close()
	var drafts []*journal.Draft
	var damage []*DamageError
	for rows.Next() {
		var id, sealed []byte
		d := new(journal.Draft)
		if err := rows.Scan(&id, &d.Count, &sealed); err != nil || len(id) != 16 {
			return nil, nil, fmt.Errorf("reading the drafts: %w", errors.Join(ErrDamaged, storage(err)))
		}
		d.ID = journal.ID(id)
		payload, err := v.ring.Open(draftPlace(d.ID, d.Count), seal.PartDraft, sealed)
		if err == nil {
			err = v.codec.Decode(payload, d)
		}
		if err != nil {
			damage = append(damage, &DamageError{ID: d.ID, Revision: int(d.Count), What: "draft"})
			continue
		}
		drafts = append(drafts, d)
	}
	return drafts, damage, storage(rows.Err())
}
