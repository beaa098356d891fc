package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// Letterbox takes what is written while the journal is locked: it can be
// put in and, without a key, not be read again, not by whoever wrote it.
// The next unlock files it.
type Letterbox struct {
	*store
	box *seal.Letterbox
}

// letter is what an envelope in the letterbox holds, unless it is a draft.
type letter struct {
	Schema int           `cbor:"v"`
	Saved  journal.Stamp `cbor:"w"`
	Draft  journal.ID    `cbor:"d,omitzero"` // the draft that it was before
	Things []posted      `cbor:"t"`
}

// posted is one thing in a letter, in its first revision.
type posted struct {
	ID   journal.ID   `cbor:"i"`
	Kind journal.Kind `cbor:"k"`
	Head seal.Raw     `cbor:"h"`
	Body seal.Raw     `cbor:"b"`
}

// makeLetterbox gives the journal a letterbox unless it has a good one. One
// whose halves do not belong together is replaced; what was put into it can
// be opened by nobody who has the journal's key, and is set aside.
func (l *Locked) makeLetterbox(ctx context.Context, tx *sql.Tx, dataKey []byte) error {
	ring, err := seal.NewRing(l.id, dataKey)
	if err != nil {
		return err
	}
	public, sealed, err := l.letterbox(ctx, tx)
	if err == nil {
		if _, err := ring.OpenLetterbox(public, sealed); err == nil {
			return nil
		}
		_, err = tx.ExecContext(ctx, `update letter set aside = 1; delete from letterbox`)
		if err != nil {
			return storage(err)
		}
	} else if !errors.Is(err, ErrNoBox) {
		return err
	}
	return freshLetterbox(ctx, tx, ring)
}

// freshLetterbox stores a new key pair where there is none.
func freshLetterbox(ctx context.Context, tx *sql.Tx, ring *seal.Ring) error {
	public, sealed, err := ring.MakeLetterbox()
	if err != nil {
		return err
	}
	if _, err := ring.OpenLetterbox(public, sealed); err != nil {
		return fmt.Errorf("checking the letterbox: %w", err)
	}
	_, err = tx.ExecContext(ctx, `insert into letterbox (one, public, sealed) values (1, ?, ?)`, public, sealed)
	return storage(err)
}

// letterbox reads the key pair of the letterbox.
func (s *store) letterbox(ctx context.Context, q querier) (public, sealed []byte, err error) {
	if s.tables < letterSchema {
		return nil, nil, ErrNoBox
	}
	err = q.QueryRowContext(ctx, `select public, sealed from letterbox`).Scan(&public, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, ErrNoBox
	}
	return public, sealed, storage(err)
}

// Letterbox opens the journal's letterbox for writing. ErrNoBox means that
// it has none, ErrAltered that its key is not the one known on this
// computer, so that another might read what is put in.
func (l *Locked) Letterbox(ctx context.Context) (*Letterbox, error) {
	public, _, err := l.letterbox(ctx, l.conn)
	if err != nil {
		return nil, err
	}
	if known := l.readAnchor(); known != nil && known.box != nil && !bytes.Equal(known.box, public) {
		return nil, fmt.Errorf("the letterbox: %w", ErrAltered)
	}
	box, err := seal.NewLetterbox(l.id, public)
	if err != nil {
		return nil, fmt.Errorf("the letterbox: %w", ErrDamaged)
	}
	return &Letterbox{l.store, box}, nil
}

// Save puts new things into the letterbox, all or none. Things that were
// saved before cannot be changed while locked.
func (b *Letterbox) Save(ctx context.Context, at journal.Stamp, things ...journal.Thing) error {
	return b.SaveDraft(ctx, at, journal.ID{}, things...)
}

// SaveDraft is Save for what a draft has become; the draft is gone with it.
func (b *Letterbox) SaveDraft(ctx context.Context, at journal.Stamp, draft journal.ID, things ...journal.Thing) error {
	l := letter{Schema: payloadSchema, Saved: at, Draft: draft}
	var metas []*journal.Meta
	for _, t := range things {
		kind, meta, head, body := t.Parts()
		if meta.Revision > 0 {
			return fmt.Errorf("saving: %w", ErrNoBox)
		}
		p := posted{ID: meta.ID, Kind: kind}
		if p.ID.IsZero() {
			p.ID = journal.ID(seal.NewID())
		}
		var err error
		if p.Head, err = b.codec.Encode(head); err == nil {
			p.Body, err = b.codec.Encode(body)
		}
		if err != nil {
			return fmt.Errorf("encoding: %w", err)
		}
		l.Things, metas = append(l.Things, p), append(metas, meta)
	}
	if !b.sensible(l.Things) {
		return errors.New("saving: this can only be written while the journal is unlocked")
	}
	place := seal.LetterPlace{ID: l.Things[0].ID, Count: 1}
	if err := b.post(ctx, place, draft, &l); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	for i, meta := range metas {
		*meta = journal.Meta{ID: l.Things[i].ID, Revision: 1, Saved: at}
	}
	b.noteLetter(ctx, l.Things[0].ID)
	return nil
}

// KeepDraft seals d over its earlier self in the letterbox, as
// Vault.KeepDraft does in the journal.
func (b *Letterbox) KeepDraft(ctx context.Context, d *journal.Draft) error {
	if d.ID.IsZero() {
		d.ID = journal.ID(seal.NewID())
	}
	place := seal.LetterPlace{ID: d.ID, Count: d.Count + 1, Draft: true}
	if err := b.post(ctx, place, journal.ID{}, d); err != nil {
		return fmt.Errorf("keeping the draft: %w", err)
	}
	d.Count = place.Count
	return nil
}

// DropDraft takes a draft away for good, wherever it is.
func (b *Letterbox) DropDraft(ctx context.Context, id journal.ID) error {
	err := b.update(ctx, func(tx *sql.Tx) error { return b.dropBoth(ctx, tx, id) })
	if err != nil {
		return fmt.Errorf("removing the draft: %w", err)
	}
	return nil
}

func (b *Letterbox) dropBoth(ctx context.Context, tx *sql.Tx, draft journal.ID) error {
	if _, err := tx.ExecContext(ctx, `delete from letter where id = ? and draft = 1`, draft[:]); err != nil {
		return storage(err)
	}
	return dropDraft(ctx, tx, draft)
}

// post seals a payload and stores it over its earlier self; the draft that
// it was before goes in the same transaction.
func (b *Letterbox) post(ctx context.Context, p seal.LetterPlace, draft journal.ID, payload any) error {
	encoded, err := b.codec.Encode(payload)
	if err != nil {
		return fmt.Errorf("encoding: %w", err)
	}
	sealed, err := b.box.Seal(p, encoded)
	if err != nil {
		return err
	}
	err = b.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `insert into letter (id, draft, count, sealed) values (?, ?, ?, ?)
			on conflict (id) do update set count = excluded.count, sealed = excluded.sealed, aside = 0`, p.ID[:], p.Draft, p.Count, sealed)
		if err != nil {
			return storage(err)
		}
		return b.dropBoth(ctx, tx, draft)
	})
	if errors.Is(err, ErrInDoubt) {
		err = b.settlePost(ctx, p, sealed, err)
	}
	return err
}

// settlePost finds out what became of a letter whose COMMIT reported an
// error, as settle does for a save. Another window may have filed it since.
func (b *Letterbox) settlePost(ctx context.Context, p seal.LetterPlace, sealed []byte, doubt error) error {
	ctx = context.WithoutCancel(ctx)
	fresh, err := connect(ctx, b.place)
	if err != nil {
		return doubt
	}
	defer fresh.Close()
	var got []byte
	err = fresh.conn.QueryRowContext(ctx, `select sealed from letter where id = ?`, p.ID[:]).Scan(&got)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return doubt
	}
	if bytes.Equal(got, sealed) {
		return nil
	}
	if filed, err := fresh.kept(ctx, fresh.conn, p.ID); err != nil || filed && !p.Draft {
		return err
	}
	return notSaved(doubt)
}

// noteLetter keeps in the anchor that a letter was put in, so that its
// loss is noticed.
func (b *Letterbox) noteLetter(ctx context.Context, id journal.ID) {
	a, err := b.stated(ctx)
	if err != nil {
		return
	}
	if public, _, err := b.letterbox(ctx, b.conn); err == nil && a.box == nil {
		a.box = public
	}
	if !slices.Contains(a.letters, id) {
		a.letters = append(a.letters, id)
	}
	b.writeAnchor(*a)
}
