package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// Filing is what became of the letters at an unlock.
type Filing struct {
	Things int // entries, sessions and the like, and what came with them
	Drafts int
	Aside  int // set aside now: they do not open, or are not what they say
	Wait   int // could not be filed: the journal cannot be written to, or the letterbox is damaged
}

// waitingLetter is one row of the table letter.
type waitingLetter struct {
	n      int64
	place  seal.LetterPlace
	sealed []byte
}

// file takes every letter out of the letterbox and adds what it holds to
// the chain, in the order in which it was put in, all in one transaction:
// cut off at any moment, it is done again. What cannot be filed is set
// aside and stays.
func (v *Vault) file(ctx context.Context) (Filing, error) {
	var f Filing
	letters, err := v.letters(ctx, v.conn)
	if err != nil || len(letters) == 0 {
		return f, err
	}
	key, err := v.letterKey(ctx, v.conn)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNoBox) {
		return Filing{Wait: len(letters)}, nil // what was filed before can be read
	} else if err != nil {
		return f, fmt.Errorf("filing what was written while locked: %w", err)
	}
	err = v.append(ctx, func(a *appender) error {
		f = Filing{}
		letters, err := v.letters(ctx, a.tx)
		if err != nil {
			return err
		}
		for _, l := range letters {
			if err := a.fileOne(ctx, key, l, &f); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, ErrReadOnly) || errors.Is(err, ErrFull) {
		return Filing{Wait: len(letters)}, nil
	}
	return f, err
}

// letters reads what waits in the letterbox, the first put in first.
func (s *store) letters(ctx context.Context, q querier) ([]waitingLetter, error) {
	if s.tables < letterSchema {
		return nil, nil
	}
	rows, err := q.QueryContext(ctx, `select n, id, draft, count, sealed from letter where aside = 0 order by n`)
	if err != nil {
		return nil, fmt.Errorf("reading the letterbox: %w", storage(err))
	}
	defer rows.Close()
	var all []waitingLetter
	for rows.Next() {
		var l waitingLetter
		var id []byte
		if err := rows.Scan(&l.n, &id, &l.place.Draft, &l.place.Count, &l.sealed); err != nil {
			return nil, fmt.Errorf("reading the letterbox: %w", storage(err))
		}
		copy(l.place.ID[:], id)
		all = append(all, l)
	}
	return all, storage(rows.Err())
}

// errForged means that a letter opens and is not what a letter can be.
var errForged = errors.New("a letter that cannot be")

// fileOne files one letter or sets it aside.
func (a *appender) fileOne(ctx context.Context, key *seal.LetterboxKey, l waitingLetter, f *Filing) error {
	payload, err := key.Open(l.place, l.sealed)
	switch {
	case err != nil:
	case l.place.Draft:
		err = a.fileDraft(ctx, l, payload)
		f.Drafts++
	default:
		err = a.fileThings(ctx, l, payload, f)
	}
	query := `delete from letter where n = ?`
	if errors.Is(err, errForged) || errors.Is(err, seal.ErrSealed) {
		if l.place.Draft && errors.Is(err, errForged) {
			f.Drafts--
		}
		f.Aside++
		query, err = `update letter set aside = 1 where n = ?`, nil
	}
	if err == nil {
		_, err = a.tx.ExecContext(ctx, query, l.n)
		err = storage(err)
	}
	return err
}

// fileDraft makes a draft of the journal of one in the letterbox. An older
// state of a draft that is there already is not taken.
func (a *appender) fileDraft(ctx context.Context, l waitingLetter, payload []byte) error {
	d := &journal.Draft{ID: journal.ID(l.place.ID), Count: l.place.Count}
	if a.codec.Decode(payload, d) != nil {
		return errForged
	}
	var count int64
	err := a.tx.QueryRowContext(ctx, `select count from draft where id = ?`, d.ID[:]).Scan(&count)
	if err == nil && count >= d.Count {
		return errForged
	} else if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return storage(err)
	}
	return a.putDraft(ctx, a.tx, d)
}

// fileThings adds the things of a letter to the chain.
func (a *appender) fileThings(ctx context.Context, l waitingLetter, payload []byte, f *Filing) error {
	var in letter
	if a.codec.Decode(payload, &in) != nil || in.Schema != payloadSchema || !a.sensible(in.Things) ||
		in.Things[0].ID != journal.ID(l.place.ID) {
		return errForged
	}
	for _, p := range in.Things {
		if there, err := a.kept(ctx, a.tx, p.ID); err != nil {
			return err
		} else if there {
			return errForged
		}
	}
	a.batch = a.state.seq + 1 // each letter can be taken back by itself
	for _, p := range in.Things {
		h := header{Kind: p.Kind, Saved: in.Saved, Head: p.Head, Locked: true}
		if _, err := a.insert(ctx, p.ID, 1, h, p.Body); err != nil {
			return err
		}
		f.Things++
	}
	if in.Draft.IsZero() {
		return nil
	}
	return dropDraft(ctx, a.tx, in.Draft)
}

// mostPosted is how many things a letter can hold.
const mostPosted = 16

// sensible reports whether things are what can be written while locked.
// Whoever has the file can put something in.
func (s *store) sensible(things []posted) bool {
	for i, p := range things {
		twice := slices.ContainsFunc(things[:i], func(q posted) bool { return q.ID == p.ID })
		if twice || p.ID.IsZero() || !s.postable(p) {
			return false
		}
	}
	return len(things) > 0 && len(things) <= mostPosted
}

func (s *store) postable(p posted) bool {
	var t journal.Thing
	switch p.Kind {
	case journal.KindEntry:
		t = new(journal.Entry)
	case journal.KindQuestion:
		t = new(journal.Question)
	case journal.KindAction:
		t = new(journal.Action)
	case journal.KindSession:
		t = new(journal.Session)
	case journal.KindSupervisor:
		t = new(journal.Supervisor)
	case journal.KindLearning:
		t = new(journal.Learning)
	default:
		return false
	}
	_, _, head, body := t.Parts()
	return s.decodes(p.Head, head) && s.decodes(p.Body, body)
}

// decodes reports whether a part of a letter is one of ours, and a map all
// through that can be encoded again: what no noun knows is carried along.
func (s *store) decodes(part seal.Raw, into any) bool {
	var all map[string]any
	return s.codec.Decode(part, into) == nil && s.codec.Decode(part, &all) == nil && all != nil
}
