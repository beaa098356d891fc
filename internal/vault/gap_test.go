package vault

import (
	"errors"
	"testing"
)

// A record that is taken out of the middle is noticed by the next opening,
// and without a key by whoever follows the links.
func TestGapIsNoticed(t *testing.T) {
	for name, c := range map[string]struct {
		queries []string
		full    bool // an opening cannot see it, following the links does
	}{
		"taken out":             {queries: []string{`delete from body where seq = 2`, `delete from rev where seq = 2`}},
		"taken out, renumbered": {queries: []string{`delete from body where seq in (2, 3)`, `delete from rev where seq = 2`, `update rev set seq = 2 where seq = 3`}},
		"made another":          {queries: []string{`update rev set body_hash = head_hash where seq = 2`}, full: true},
		"taken off the end":     {queries: []string{`delete from body where seq = 4`, `delete from rev where seq = 4`}},
		"added in front":        {queries: []string{`insert into rev select -1, randomblob(16), 1, prev, head_hash, body_hash, head from rev where seq = 1`}},
	} {
		t.Run(name, func(t *testing.T) {
			p, ctx := withState(t), t.Context()
			v := create(t, p)
			for n := range int64(4) {
				save(t, v, n, entry("words"))
			}
			fine(t, v.Close())
			if linked, err := reachAt(t, p).Linked(ctx); err != nil || !linked {
				t.Fatalf("Linked of a whole one = %t, %v", linked, err)
			}
			for _, query := range c.queries {
				meddle(t, p, query)
			}
			if linked, err := reachAt(t, p).Linked(ctx); err != nil || linked {
				t.Errorf("Linked = %t, %v", linked, err)
			}
			v = create(t, p)
			if v.Whole() != c.full {
				t.Errorf("Whole = %t", v.Whole())
			}
			if err := v.Save(ctx, at(9), entry("more")); (err == nil) != c.full {
				t.Errorf("Save = %v", err)
			}
		})
	}
}

// A purge leaves every row, and is no gap.
func TestPurgeIsNoGap(t *testing.T) {
	p, ctx := withState(t), t.Context()
	v := create(t, p)
	e := entry("to go")
	save(t, v, 1, entry("one"), e)
	fine(t, v.Delete(ctx, at(2), e.ID))
	fine(t, v.Purge(ctx, at(3), e.ID))
	fine(t, v.Close())
	if linked, err := reachAt(t, p).Linked(ctx); err != nil || !linked {
		t.Errorf("Linked = %t, %v", linked, err)
	}
	if v := create(t, p); !v.Whole() {
		t.Error("a purged journal is not whole")
	}
}

// What a copy has and the journal should have is counted.
func TestLacks(t *testing.T) {
	p, ctx := withState(t), t.Context()
	v := create(t, p)
	for n := range int64(3) {
		save(t, v, n, entry("words"))
	}
	backup := backedUp(t, v.store, "backup.db")
	save(t, v, 4, entry("since"))
	l, c := &Locked{v.store}, take(t, backup, p)
	if n, err := l.Lacks(ctx, c); err != nil || n != 0 {
		t.Errorf("Lacks = %d, %v", n, err)
	}
	meddle(t, p, `delete from body where seq = 2`)
	meddle(t, p, `delete from rev where seq = 2`)
	if n, err := l.Lacks(ctx, c); err != nil || n != 1 {
		t.Errorf("Lacks = %d, %v, want 1", n, err)
	}
}

// Where no slot is left, that is what is said, whatever the key.
func TestSlotsGone(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("words"))
	backup := backedUpAt(t, p, "backup.db")
	l := reachAt(t, p)
	if apart, err := l.OpensApart(ctx, backup); err != nil || apart {
		t.Errorf("OpensApart = %t, %v", apart, err)
	}
	meddle(t, p, `delete from slot`)
	for _, k := range []Key{KeyFile(), Passphrase(lockPhrase), Recovery(recoverySecret())} {
		if _, err := l.DataKey(ctx, k); !errors.Is(err, ErrSlotsGone) || !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: DataKey = %v", k.kind, err)
		}
	}
	if apart, err := l.OpensApart(ctx, backup); err != nil || !apart {
		t.Errorf("OpensApart = %t, %v", apart, err)
	}
}
