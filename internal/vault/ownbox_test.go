package vault

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"
)

// backedUpAt makes a backup of a closed journal.
func backedUpAt(t *testing.T, p Place, name string) string {
	t.Helper()
	l := reachAt(t, p)
	path := filepath.Join(filepath.Dir(p.Journal), "backups", name)
	fine(t, l.CopyTo(t.Context(), path))
	return path
}

// restoreAt puts a copy in the journal's place as the command does: its
// records are opened first where there is a key.
func restoreAt(t *testing.T, p Place, from string, key Key, how Taking) {
	t.Helper()
	l, c := reachAt(t, p), take(t, from, p)
	if key.kind != "" {
		dataKey, err := l.DataKey(t.Context(), key)
		fine(t, err)
		if report, err := c.VerifyCopy(t.Context(), dataKey); err != nil || !report.Sound() {
			t.Fatalf("VerifyCopy = %+v, %v", report, err)
		}
	}
	kept := filepath.Join(t.TempDir(), "kept.db")
	fine(t, l.CopyTo(t.Context(), kept))
	fine(t, l.Restore(t.Context(), c, kept, how))
	fine(t, l.Close())
}

// Another's key in the letterbox does not outlive a restore, and the right
// one stays known.
func TestRestoreIntoAnExchangedLetterbox(t *testing.T) {
	for name, c := range map[string]struct {
		salvaged bool // the copy is a salvaged one, with a letterbox of its own
		key      Key
		keys     bool
		refused  bool // nothing is put in before a key has vouched for it
	}{
		"a backup":                    {},
		"a backup with its keys":      {keys: true},
		"a backup, opened":            {key: Passphrase(lockPhrase)},
		"what was salvaged, opened":   {salvaged: true, key: Passphrase(lockPhrase)},
		"what was salvaged, not read": {salvaged: true, refused: true},
	} {
		t.Run(name, func(t *testing.T) {
			p, ctx := guardedPlace(t), t.Context()
			lockedJournal(t, p, entry("before"))
			unlocked(t, p, Passphrase(lockPhrase)).Close()
			fine(t, boxOf(t, p).Save(ctx, at(2), entry("waits")))
			from := backedUpAt(t, p, "backup.db")
			exchange(t, p)
			l := reachAt(t, p)
			theirs, _, err := l.letterbox(ctx, l.conn)
			fine(t, err)
			if c.salvaged {
				from = filepath.Join(t.TempDir(), "salvaged.db")
				_, err := l.Salvage(ctx, Passphrase(lockPhrase), from)
				fine(t, err)
			}
			fine(t, l.Close())
			restoreAt(t, p, from, c.key, Taking{Keys: c.keys})

			l = reachAt(t, p)
			if public, _, err := l.letterbox(ctx, l.conn); err != nil || bytes.Equal(public, theirs) {
				t.Errorf("the letterbox is still another's (%v)", err)
			}
			if a := l.readAnchor(); a == nil || a.box == nil || bytes.Equal(a.box, theirs) {
				t.Errorf("the anchor = %+v", a)
			}
			box, err := l.Letterbox(ctx)
			if c.refused != errors.Is(err, ErrAltered) {
				t.Fatalf("Letterbox = %v", err)
			}
			want := 2
			if !c.refused {
				fine(t, box.Save(ctx, at(3), entry("after")))
				want++
			}
			v := unlocked(t, p, Passphrase(lockPhrase))
			if c.refused {
				want-- // the letter from before is in a box that is no more
			}
			if got := texts(t, v, Reading{}); len(got) != want || v.Strayed() != nil {
				t.Errorf("rows = %q, %v", got, v.Strayed())
			}
			if _, err := reachAt(t, p).Letterbox(ctx); err != nil {
				t.Errorf("Letterbox once a key has vouched for it = %v", err)
			}
		})
	}
}

// A restored state that does not say what was here last still leaves the
// letterbox known: one that is exchanged afterwards is refused.
func TestForgottenStateKeepsTheLetterbox(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("one"))
	v := unlocked(t, p, Passphrase(lockPhrase))
	save(t, v, 2, entry("two"))
	fine(t, v.Close())
	from := backedUpAt(t, p, "backup.db")
	restoreAt(t, p, from, Key{}, Taking{})
	l := reachAt(t, p)
	if a := l.readAnchor(); a == nil || !a.bare() || a.box == nil {
		t.Fatalf("the anchor = %+v", a)
	}
	if behind, err := l.Behind(ctx); err != nil || behind {
		t.Errorf("Behind = %t, %v", behind, err)
	}
	fine(t, l.Close())
	exchange(t, p)
	if _, err := reachAt(t, p).Letterbox(ctx); !errors.Is(err, ErrAltered) {
		t.Errorf("Letterbox = %v", err)
	}
}

// One bit of the public half does not lose what waits: the half that is
// known here, or a backup's, is put right, and the letters are filed.
func TestRestoreMendsTheLetterbox(t *testing.T) {
	for name, c := range map[string]struct {
		unknown bool // there is no anchor
		both    bool // the backup is damaged like the journal
		key     Key
	}{
		"by the backup, as it is known here": {},
		"by the backup, opened":              {unknown: true, key: Passphrase(lockPhrase)},
		"by what is known here":              {both: true, key: Passphrase(lockPhrase)},
	} {
		t.Run(name, func(t *testing.T) {
			p, ctx := guardedPlace(t), t.Context()
			lockedJournal(t, p, entry("before"))
			from := backedUpAt(t, p, "backup.db")
			fine(t, boxOf(t, p).Save(ctx, at(2), entry("waits")))
			public, _, err := reachAt(t, p).letterbox(ctx, reachAt(t, p).conn)
			fine(t, err)
			public[7] ^= 1
			meddle(t, p, `update letterbox set public = ?`, public)
			if c.both {
				meddle(t, Place{Journal: from}, `update letterbox set public = ?`, public)
			}
			if c.unknown {
				(&store{place: p, id: reachAt(t, p).id}).writeAnchor(anchor{})
			}
			if c.both { // an unsound letterbox is no reason to refuse it here
				l, b := reachAt(t, p), take(t, from, p)
				dataKey, err := l.DataKey(ctx, c.key)
				fine(t, err)
				_, err = b.VerifyCopy(ctx, dataKey)
				fine(t, err)
				fine(t, l.Restore(ctx, b, backedUpAt(t, p, "kept.db"), Taking{}))
				fine(t, l.Close())
			} else {
				restoreAt(t, p, from, c.key, Taking{})
			}
			v := unlocked(t, p, Passphrase(lockPhrase))
			if f := v.Filed(); f != (Filing{Things: 1}) {
				t.Errorf("Filed = %+v", f)
			}
			sound(t, v)
		})
	}
}

// A letter that does not open stays until it is said that it may go.
func TestRestoreDropsAside(t *testing.T) {
	for _, filed := range []bool{false, true} {
		p, ctx := guardedPlace(t), t.Context()
		lockedJournal(t, p, entry("before"))
		fine(t, boxOf(t, p).Save(ctx, at(2), entry("lost")))
		meddle(t, p, `update letter set sealed = randomblob(305)`)
		if filed { // it has been tried, and set aside
			unlocked(t, p, Passphrase(lockPhrase)).Close()
		}
		fine(t, boxOf(t, p).Save(ctx, at(3), entry("waits")))
		from := filepath.Join(t.TempDir(), "salvaged.db")
		if out, err := reachAt(t, p).Salvage(ctx, Passphrase(lockPhrase), from); err != nil || len(out.Lost) != 1 {
			t.Fatalf("Salvage = %+v, %v", out, err)
		}
		restoreAt(t, p, from, Passphrase(lockPhrase), Taking{})
		if n := numberOf(t, reachAt(t, p).store, `select count(*) from letter`); n != 2 {
			t.Errorf("%d letters wait, want both", n)
		}
		restoreAt(t, p, from, Passphrase(lockPhrase), Taking{DropAside: true})
		v := unlocked(t, p, Passphrase(lockPhrase))
		if f := v.Filed(); f != (Filing{Things: 1}) {
			t.Errorf("Filed = %+v", f)
		}
		sound(t, v)
	}
}
