package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"afterword/internal/journal"
)

// Incoming is what Take takes into a journal.
type Incoming struct {
	// Things gives the revisions in the order in which they are to be
	// saved, each thing's own from its first on, and the saves counted up.
	Things func(each func(*journal.Carried) error) error
	// Drafts gives the drafts, the first begun first, after the things.
	Drafts func(each func(*journal.Draft) error) error
	// Dry leaves the journal as it is and only says what would be done.
	Dry bool
}

// Taken says what Take did, or would do.
type Taken struct {
	Added     int  // things that were not here
	Continued int  // things of which only the beginning was here
	Revisions int  // of both
	Drafts    int  // added
	Same      int  // things and drafts that were here already
	Differ    int  // things whose history here is another; they are left as they are
	Purged    int  // things that were purged here, and drafts of changes to them
	Settings  bool // the settings here are others and are kept
	Words     int  // of the lexicon, added to the one here, which has another history
}

// New reports whether anything is added.
func (t Taken) New() bool { return t.Revisions > 0 || t.Drafts > 0 || t.Words > 0 }

// Why a revision cannot be taken in, whoever made it.
var (
	errNoBody = errors.New("the revision whose body it has did not come before it")
	errNoSave = errors.New("the save that it undoes did not come before it")
)

// Take adds things with their whole history, and drafts, all or none. What
// is here already is never changed: a thing goes on where its revisions
// here are the beginning of those that come, and is left alone where they
// are not. So taking in the same twice adds nothing the second time. An
// error of Things or Drafts is returned as it is.
func (v *Vault) Take(ctx context.Context, in Incoming) (Taken, error) {
	if !v.full {
		return Taken{}, ErrDamaged
	}
	if v.strayed != nil {
		return Taken{}, v.strayed
	}
	var t *taker
	var stop error // why it was stopped, where that is not the store
	run := func(q querier, a *appender) error {
		t = &taker{Vault: v, q: q, a: a, things: map[journal.ID]*arrival{}}
		stop = t.all(ctx, in)
		return stop
	}
	var err error
	if in.Dry {
		err = v.snapshot(ctx, func(tx *sql.Tx) error { return run(tx, nil) })
	} else {
		err = v.append(ctx, func(a *appender) error { return run(a.tx, a) })
	}
	if stop != nil {
		err = stop
	}
	if err != nil {
		return Taken{}, err
	}
	return t.taken, nil
}

// taker compares what comes with what is here, and adds what is not.
type taker struct {
	*Vault
	q      querier
	a      *appender // nil where nothing is to be added
	things map[journal.ID]*arrival
	save   int              // that is being added
	saved  journal.Stamp    // when the last revision that came was saved
	words  *journal.Lexicon // the last lexicon that came
	taken  Taken
}

// arrival is one thing that comes.
type arrival struct {
	kind journal.Kind
	fate fate
	had  int        // revisions that were here
	revs []standing // those that came so far
}

// standing is where a revision that came stands here.
type standing struct {
	save        int // as it came
	batch, body int64
}

// fate is what becomes of a thing.
type fate int

const (
	joins   fate = iota // or is the same, while no more came than was here
	differs             // and is left as it is
	isGone              // was purged here, and stays so
)

// all takes the things and then the drafts.
func (t *taker) all(ctx context.Context, in Incoming) error {
	err := in.Things(func(one *journal.Carried) error {
		if cause := context.Cause(ctx); cause != nil {
			return cause // nothing is kept of a transaction that ends here
		}
		return t.take(ctx, one)
	})
	if err != nil {
		return err
	}
	for _, thing := range t.things {
		t.count(thing)
	}
	if err := t.merge(ctx); err != nil {
		return err
	}
	return in.Drafts(func(d *journal.Draft) error { return t.draft(ctx, d) })
}

// count counts a thing once all of it came.
func (t *taker) count(thing *arrival) {
	switch {
	case thing.fate == isGone:
		t.taken.Purged++
	case thing.fate == differs && thing.kind == journal.KindSettings:
		t.taken.Settings = true
	case thing.fate == differs && thing.kind == journal.KindLexicon: // and is merged
	case thing.fate == differs:
		t.taken.Differ++
	case thing.had == 0:
		t.taken.Added++
	case len(thing.revs) > thing.had:
		t.taken.Continued++
	default:
		t.taken.Same++
	}
}

// take takes one revision.
func (t *taker) take(ctx context.Context, one *journal.Carried) error {
	id := one.ID
	if id.IsZero() {
		id = t.ring.Name(one.Kind.Single())
	}
	if !one.Saved.IsZero() {
		t.saved = one.Saved
	}
	if l, ok := one.Content.(*journal.Lexicon); ok && one.State == journal.Deleted {
		t.words = nil // undo took it away
	} else if ok && one.SameBody == 0 {
		t.words = l
	}
	thing, err := t.thing(ctx, id)
	if err != nil {
		return err
	}
	if thing.kind = one.Kind; thing.fate != joins {
		return nil
	}
	if one.State == journal.Forgotten {
		return t.hollow(ctx, id, thing, one)
	}
	h, body, err := t.encode(one, thing)
	if err != nil {
		return fmt.Errorf("revision %d of %s cannot be taken in: %w", one.Revision, id.String()[:8], err)
	}
	if len(thing.revs) < thing.had {
		return t.compare(ctx, id, thing, one, h, body)
	}
	return t.add(ctx, id, thing, one, h, body)
}

// merge adds the words of a lexicon that came to one here that went another
// way: they are lists, of which neither has to give way. Its last revision
// here stays the earlier one, so that undo takes the words out again.
func (t *taker) merge(ctx context.Context) error {
	id := journal.ID(t.ring.Name(journal.KindLexicon.Single()))
	thing := t.things[id]
	if t.words == nil || thing == nil || thing.fate != differs {
		return nil
	}
	newest, err := t.latest(ctx, t.q, id)
	if err != nil {
		return err
	}
	payload, err := t.bodyOf(ctx, t.q, newest)
	if err != nil {
		return err
	}
	here := new(journal.Lexicon)
	if newest.header.State == journal.Live && t.codec.Decode(payload, &here.LexiconBody) != nil {
		return newest.damage("body")
	}
	t.taken.Words = here.Merge(t.words.LexiconBody)
	if t.taken.Words == 0 || t.a == nil {
		return nil
	}
	here.Meta = journal.Meta{ID: id, Revision: int(newest.place.Revision)}
	t.a.batch = t.a.state.seq + 1
	return t.a.put(ctx, here, header{Saved: t.saved})
}

// encode makes of a revision what is sealed of it here: links to saves and
// bodies become those of this journal. The body is nil where it is that of
// an earlier revision.
func (t *taker) encode(one *journal.Carried, thing *arrival) (h header, body []byte, err error) {
	head, own := parts(one.Content)
	h = header{Kind: one.Kind, State: one.State, Saved: one.Saved, Locked: one.Locked, Held: one.Held, Looked: one.Looked, Marked: one.Marked, Forgot: one.Forgot}
	if h.Head, err = t.codec.Join(head, one.HeadMore); err != nil {
		return h, nil, err
	}
	switch {
	case one.SameBody == 0:
		if body, err = t.codec.Join(own, one.BodyMore); err != nil {
			return h, nil, err
		}
	case one.SameBody > len(thing.revs):
		return h, nil, errNoBody
	default:
		h.Body = thing.revs[one.SameBody-1].body
	}
	if one.Undoes != 0 {
		i := slices.IndexFunc(thing.revs, func(s standing) bool { return s.save == one.Undoes })
		if i < 0 {
			return h, nil, errNoSave
		}
		h.Undoes = thing.revs[i].batch
	}
	return h, body, nil
}

// thing is what is known of a thing that comes.
func (t *taker) thing(ctx context.Context, id journal.ID) (*arrival, error) {
	if thing := t.things[id]; thing != nil {
		return thing, nil
	}
	thing := new(arrival)
	newest, err := t.latest(ctx, t.q, id)
	switch {
	case errors.Is(err, ErrNotFound):
	case errors.Is(err, ErrPurged):
		return nil, &DamageError{ID: id, What: "head"} // the last revision of a purge has its head
	case err != nil:
		return nil, err
	default:
		thing.had = int(newest.place.Revision)
		if newest.header.State == journal.Purged {
			thing.fate = isGone
		}
	}
	t.things[id] = thing
	return thing, nil
}

// compare compares a revision with the one that is here.
func (t *taker) compare(ctx context.Context, id journal.ID, thing *arrival, one *journal.Carried, h header, body []byte) error {
	here, err := t.revision(ctx, t.q, `select `+columns+` from rev where thing = ? and rev = ?`, id[:], one.Revision)
	if err != nil {
		return err
	}
	if err := t.openHead(here); errors.Is(err, ErrPurged) {
		// Forgotten here, and not brought back.
		thing.revs = append(thing.revs, standing{save: one.Save})
		return nil
	} else if err != nil {
		return err
	}
	is := here.header
	same := is.Kind == h.Kind && is.State == h.State && is.Saved == h.Saved && is.Locked == h.Locked &&
		is.Held == h.Held && is.Looked == h.Looked && is.Marked == h.Marked && is.Forgot == h.Forgot &&
		bytes.Equal(is.Head, h.Head) && (is.Body == here.place.Seq) == (body != nil)
	if same && body != nil {
		theirs, err := t.bodyOf(ctx, t.q, here)
		if err != nil {
			return err
		}
		same = bytes.Equal(theirs, body)
	} else if same {
		same = is.Body == h.Body
	}
	if !same {
		thing.fate = differs
		return nil
	}
	thing.revs = append(thing.revs, standing{one.Save, is.Batch, is.Body})
	return nil
}

// hollow takes a revision whose wording was forgotten where it comes from.
// One that has its wording here stays, and its thing goes another way.
func (t *taker) hollow(ctx context.Context, id journal.ID, thing *arrival, one *journal.Carried) error {
	if len(thing.revs) < thing.had {
		here, err := t.revision(ctx, t.q, `select `+columns+` from rev where thing = ? and rev = ?`, id[:], one.Revision)
		if err != nil {
			return err
		}
		if here.sealed != nil {
			thing.fate = differs
			return nil
		}
	} else if t.taken.Revisions++; t.a != nil {
		if err := t.a.hollow(ctx, id, int64(one.Revision)); err != nil {
			return err
		}
	}
	thing.revs = append(thing.revs, standing{})
	return nil
}

// add adds a revision to the end of the chain.
func (t *taker) add(ctx context.Context, id journal.ID, thing *arrival, one *journal.Carried, h header, body []byte) error {
	t.taken.Revisions++
	if t.a == nil {
		thing.revs = append(thing.revs, standing{save: one.Save})
		return nil
	}
	if one.Save != t.save {
		t.save, t.a.batch = one.Save, t.a.state.seq+1
	}
	seq, err := t.a.insert(ctx, id, int64(one.Revision), h, body)
	if body != nil {
		h.Body = seq
	}
	thing.revs = append(thing.revs, standing{one.Save, t.a.batch, h.Body})
	return err
}

// draft adds a draft unless one of its id is here, or what it would change
// was purged here.
func (t *taker) draft(ctx context.Context, d *journal.Draft) error {
	var there bool
	err := t.q.QueryRowContext(ctx, `select exists (select 1 from draft where id = ?)`, d.ID[:]).Scan(&there)
	if err != nil {
		return storage(err)
	}
	if there {
		t.taken.Same++
		return nil
	}
	if !d.Plan.Entry.IsZero() {
		of, err := t.thing(ctx, d.Plan.Entry)
		if err != nil {
			return err
		}
		if of.fate == isGone {
			t.taken.Purged++
			return nil
		}
	}
	t.taken.Drafts++
	if t.a == nil {
		return nil
	}
	return t.putDraft(ctx, t.a.tx, d)
}
