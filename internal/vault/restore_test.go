package vault

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// phraseOfTests is the passphrase of these tests.
const phraseOfTests = "tidal lantern copper orchard mild ferry"

// withState is a place that has all its folders.
func withState(t testing.TB) Place {
	p := place(t)
	p.State = filepath.Join(filepath.Dir(p.Keys), "..", "state")
	p.Backups = filepath.Join(filepath.Dir(p.Journal), "backups")
	return p
}

// lockWith gives a journal a passphrase in the place of its key file.
func lockWith(t *testing.T, l *Locked) {
	t.Helper()
	err := l.Change(t.Context(), KeyFile(), Change{Add: []Key{Passphrase(phraseOfTests)}, Remove: []seal.SlotKind{seal.SlotKeyFile},
		Cost: seal.Cost{Memory: 64, Time: 1, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
}

// backedUp makes a backup beside the journal.
func backedUp(t *testing.T, s *store, name string) string {
	t.Helper()
	path := filepath.Join(s.place.Backups, name)
	if err := s.CopyTo(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return path
}

func take(t *testing.T, from string, p Place) *Copy {
	t.Helper()
	c, err := Take(t.Context(), from, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// files lists what is in a folder, hidden files too.
func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRestoreEarlier(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	backup := backedUp(t, v.store, "backup.db")
	save(t, v, 2, entry("two"))
	l := &Locked{v.store}
	lockWith(t, l)
	box, err := l.Letterbox(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := box.Save(ctx, at(3), entry("while locked")); err != nil {
		t.Fatal(err)
	}
	c := take(t, backup, p)
	if got, err := l.Stands(ctx, c); err != nil || got != Earlier {
		t.Errorf("Stands = %v, %v", got, err)
	}
	kept := backedUp(t, v.store, "kept.db")
	if err := l.Restore(ctx, c, kept, Taking{}); err != nil {
		t.Fatal(err)
	}
	v.Close()

	// What opened it last opens it, the letter is filed, and it is taken
	// for the journal although it is an earlier state.
	again, err := Reach(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := again.Unlock(ctx, KeyFile()); err == nil {
		t.Error("the key file of the copy opens the journal")
	}
	open, err := again.Unlock(ctx, Passphrase(phraseOfTests))
	if err != nil {
		t.Fatal(err)
	}
	if open.Strayed() != nil || !open.Whole() || open.Filed().Things != 1 {
		t.Errorf("strayed %v, whole %v, filed %+v", open.Strayed(), open.Whole(), open.Filed())
	}
	if got := texts(t, open, Reading{}); len(got) != 2 || got[0] != "while locked" || got[1] != "one" {
		t.Errorf("rows = %v", got)
	}
	sound(t, open)

	// The kept state can be put back again.
	back := take(t, kept, p)
	if err := again.Restore(ctx, back, backedUp(t, again.store, "third.db"), Taking{}); err != nil {
		t.Fatal(err)
	}
	if open, err = again.Unlock(ctx, Passphrase(phraseOfTests)); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, open, Reading{}); len(got) != 3 || got[0] != "while locked" || got[1] != "two" {
		t.Errorf("rows = %v", got)
	}
	sound(t, open)
}

func TestRestoreIsAllOrNothing(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	backup := backedUp(t, v.store, "backup.db")
	save(t, v, 2, entry("two"))
	kept := backedUp(t, v.store, "kept.db")
	l, c := &Locked{v.store}, take(t, backup, p)

	save(t, v, 3, entry("another window's"))
	if err := l.Restore(ctx, c, kept, Taking{}); !errors.Is(err, ErrConflict) {
		t.Errorf("after another save: %v", err)
	}
	// A copy that cannot be put in whole leaves everything as it is.
	kept = backedUp(t, v.store, "kept-2.db")
	if _, err := c.conn.ExecContext(ctx, `pragma foreign_keys = 0`); err != nil {
		t.Fatal(err)
	}
	if _, err := c.conn.ExecContext(ctx, `insert into body (seq, sealed) values (99, x'00')`); err != nil {
		t.Fatal(err)
	}
	if err := l.Restore(ctx, c, kept, Taking{}); err == nil {
		t.Error("a body without its revision was put in")
	}
	if got := texts(t, v, Reading{}); len(got) != 3 {
		t.Errorf("rows = %v", got)
	}
	sound(t, v)
}

func TestRestoreBringsKeys(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	backup := backedUp(t, v.store, "backup.db")
	if _, err := v.conn.ExecContext(ctx, `update slot set sealed = zeroblob(length(sealed))`); err != nil {
		t.Fatal(err)
	}
	l := &Locked{v.store}
	if err := l.Restore(ctx, take(t, backup, p), backedUp(t, v.store, "kept.db"), Taking{Keys: true}); err != nil {
		t.Fatal(err)
	}
	open, err := l.Unlock(ctx, KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	sound(t, open)
}

func TestRestoreAnother(t *testing.T) {
	ctx, p, other := t.Context(), withState(t), withState(t)
	other.Keys = p.Keys
	theirs := create(t, other)
	save(t, theirs, 1, entry("theirs"))
	backup := backedUp(t, theirs.store, "backup.db")
	v := create(t, p)
	save(t, v, 1, entry("ours"))
	l, c := &Locked{v.store}, take(t, backup, p)
	if err := l.Restore(ctx, c, backedUp(t, v.store, "kept.db"), Taking{}); err != nil {
		t.Fatal(err)
	}
	if l.ID() != theirs.ID() {
		t.Errorf("id %v, want %v", l.ID(), theirs.ID())
	}
	open, err := l.Unlock(ctx, KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(t, open, Reading{}); len(got) != 1 || got[0] != "theirs" {
		t.Errorf("rows = %v", got)
	}
	sound(t, open)
}

func TestFoundOnCopy(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	backup := backedUp(t, v.store, "backup.db")
	c := take(t, backup, p)
	if err := c.Found(ctx, p); !errors.Is(err, ErrConflict) {
		t.Errorf("over a journal: %v", err)
	}
	sound(t, v)
	v.Close()
	aside, err := c.Supplant(ctx, p, ".damaged")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(aside); err != nil {
		t.Errorf("what was there is not kept: %v", err)
	}
	if info, err := os.Stat(p.Journal); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	open, err := Open(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	sound(t, open)
	open.Close()
	if again, err := c.Supplant(ctx, p, ".damaged"); err != nil || again == aside {
		t.Errorf("a second one aside: %q, %v", again, err)
	}
}

// TestSupplantFails: the file that was taken for damaged is in its place
// again, byte for byte, with what SQLite left beside it.
func TestSupplantFails(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	c := take(t, backedUp(t, v.store, "backup.db"), p)
	v.Close()
	damaged := []byte("SQLite format 3\x00 and no more")
	fine(t, os.WriteFile(p.Journal, damaged, 0o600))
	fine(t, os.WriteFile(p.Journal+"-journal", []byte("its own"), 0o600))
	fine(t, c.Close())
	if aside, err := c.Supplant(ctx, p, ".damaged"); err == nil || aside != "" {
		t.Errorf("a closed copy took its place: %q, %v", aside, err)
	}
	for name, want := range map[string]string{p.Journal: string(damaged), p.Journal + "-journal": "its own"} {
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", filepath.Base(name), got, err)
		}
	}
	if left, err := filepath.Glob(p.Journal + ".damaged*"); err != nil || len(left) > 0 {
		t.Errorf("left aside: %v, %v", left, err)
	}
}

func TestStands(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	empty := backedUp(t, v.store, "empty.db")
	save(t, v, 1, entry("one"))
	backup := backedUp(t, v.store, "backup.db")
	if got, err := (&Locked{v.store}).Stands(ctx, take(t, backup, p)); err != nil || got != Same {
		t.Errorf("Stands = %v, %v", got, err)
	}
	save(t, v, 2, entry("two"))
	later := backedUp(t, v.store, "later.db")

	forked := p
	forked.Journal, forked.State = backedUp(t, v.store, "forked.db"), ""
	fork, err := Open(ctx, forked)
	if err != nil {
		t.Fatal(err)
	}
	save(t, fork, 3, entry("another two"))
	fork.Close()
	save(t, v, 3, entry("three"))
	for _, tt := range []struct {
		from string
		want Standing
	}{{empty, Earlier}, {backup, Earlier}, {later, Earlier}, {forked.Journal, Apart}} {
		if got, err := (&Locked{v.store}).Stands(ctx, take(t, tt.from, p)); err != nil || got != tt.want {
			t.Errorf("%s: Stands = %v, %v", filepath.Base(tt.from), got, err)
		}
	}
	old := p
	old.Journal = backup
	l, err := Reach(ctx, old)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got, err := l.Stands(ctx, take(t, later, p)); err != nil || got != Later {
		t.Errorf("Stands = %v, %v", got, err)
	}
}

func TestTakeRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(*testing.T, Place)
		want   error
	}{
		{"no file", func(t *testing.T, p Place) { os.Remove(p.Journal) }, fs.ErrNotExist},
		{"empty file", func(t *testing.T, p Place) { os.Truncate(p.Journal, 0) }, ErrForeign},
		{"text", func(t *testing.T, p Place) {
			os.WriteFile(p.Journal, bytes.Repeat([]byte("a letter home "), 99), 0o600)
		}, ErrForeign},
		{"directory", func(t *testing.T, p Place) { os.Remove(p.Journal); os.Mkdir(p.Journal, 0o700) }, ErrForeign},
		{"another program's", func(t *testing.T, p Place) { meddle(t, p, "pragma application_id = 7") }, ErrForeign},
		{"newer tables", func(t *testing.T, p Place) { meddle(t, p, "pragma user_version = 99") }, ErrNewer},
		{"newer format", func(t *testing.T, p Place) { meddle(t, p, "update journal set min_reader = 2") }, ErrNewer},
		{"altered", func(t *testing.T, p Place) { meddle(t, p, "create table notes (x)") }, ErrAltered},
		{"no row", func(t *testing.T, p Place) { meddle(t, p, "delete from journal") }, ErrDamaged},
		{"cut short", func(t *testing.T, p Place) { os.Truncate(p.Journal, 12288) }, ErrDamaged},
		{"a link to the journal", func(t *testing.T, p Place) {
			os.Remove(p.Journal)
			if err := os.Symlink(filepath.Join(filepath.Dir(filepath.Dir(p.Journal)), "journal.db"), p.Journal); err != nil {
				t.Fatal(err)
			}
		}, ErrItself},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := withState(t)
			v := create(t, p)
			from := p
			from.Journal = backedUp(t, v.store, "backup.db")
			tt.meddle(t, from)
			c, err := Take(t.Context(), from.Journal, p)
			if err == nil {
				c.Close()
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("Take = %v, want %v", err, tt.want)
			}
			if left, _ := filepath.Glob(filepath.Join(p.State, ".afterword-*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// A copy that was cut off in the middle of a change is taken together with
// what takes the change back.
func TestTakeHot(t *testing.T) {
	p := withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	backup := backedUp(t, v.store, "backup.db")
	whole := content(t, backup)
	db, err := sql.Open("sqlite", "file:"+backup+"?_pragma=cache_size(1)&_pragma=cache_spill(1)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for range 50 {
		if _, err := tx.Exec(`insert into draft (id, count, sealed) values (randomblob(16), 1, randomblob(4000))`); err != nil {
			t.Fatal(err)
		}
	}
	hot := filepath.Join(t.TempDir(), "hot.db")
	for _, suffix := range []string{"", "-journal"} {
		if err := os.WriteFile(hot+suffix, content(t, backup+suffix), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if bytes.Equal(content(t, hot), whole) {
		t.Fatal("nothing of the change reached the file")
	}
	c := take(t, hot, p)
	if n, err := c.Count(t.Context()); err != nil || n.Things != 1 || n.Drafts != 0 {
		t.Errorf("Count = %+v, %v", n, err)
	}
}

func TestWorn(t *testing.T) {
	p := withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	save(t, v, 2, entry("two"))
	if err := v.Purge(t.Context(), at(3), journal.ID(v.ring.Name("settings"))); !errors.Is(err, ErrNotFound) {
		t.Fatal(err)
	}
	from := p
	from.Journal = backedUp(t, v.store, "backup.db")
	if worn, err := take(t, from.Journal, p).Worn(t.Context()); err != nil || worn != 0 {
		t.Errorf("Worn = %d, %v", worn, err)
	}
	meddle(t, from, `update body set sealed = zeroblob(length(sealed)) where seq = 1`)
	meddle(t, from, `update rev set head = zeroblob(length(head)) where seq = 2`)
	c := take(t, from.Journal, p)
	if worn, err := c.Worn(t.Context()); err != nil || worn != 2 {
		t.Errorf("Worn = %d, %v", worn, err)
	}
	key, err := c.DataKey(t.Context(), KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	if r, err := c.VerifyCopy(t.Context(), key); err != nil || len(r.Damage) != 2 {
		t.Errorf("VerifyCopy = %+v, %v", r, err)
	}
}

func TestRekey(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	if err := v.KeepDraft(ctx, &journal.Draft{Saved: at(1), Answers: map[string]string{"a": "half"}}); err != nil {
		t.Fatal(err)
	}
	backup := backedUp(t, v.store, "backup.db")
	long := time.Date(2026, 3, 1, 4, 5, 6, 0, time.UTC)
	if err := os.Chtimes(backup, long, long); err != nil {
		t.Fatal(err)
	}
	before := content(t, backup)
	if err := v.Rekey(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, content(t, backup)) {
		t.Error("a backup that opens as the journal does was rewritten")
	}
	save(t, v, 2, entry("two"))
	lockWith(t, &Locked{v.store})
	if err := v.Rekey(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if got := files(t, p.Backups); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
	if info, err := os.Stat(backup); err != nil || !info.ModTime().Equal(long) || info.Mode().Perm() != 0o600 {
		t.Errorf("made %v, mode %v, %v", info.ModTime(), info.Mode(), err)
	}
	old := p
	old.Journal, old.State = backup, ""
	l, err := Reach(ctx, old)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if ways, err := l.Ways(ctx); err != nil || len(ways) != 1 || ways[0] != seal.SlotPassphrase {
		t.Errorf("ways %v, %v", ways, err)
	}
	if _, err := l.Letterbox(ctx); err != nil {
		t.Errorf("its letterbox: %v", err)
	}
	open, err := l.Unlock(ctx, Passphrase(phraseOfTests))
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(t, open, Reading{}); len(got) != 1 || got[0] != "one" {
		t.Errorf("rows = %v", got)
	}
	if d, _, err := open.Drafts(ctx); err != nil || len(d) != 1 {
		t.Errorf("drafts = %v, %v", d, err)
	}
	sound(t, open)
}

// A backup of an older schema is brought up to date, or it would have no
// letterbox.
func TestRekeyOld(t *testing.T) {
	ctx, p := t.Context(), copyFixture(t)
	p.Backups = filepath.Join(t.TempDir(), "backups")
	l, err := Reach(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	names := files(t, p.Backups)
	if len(names) != 1 {
		t.Fatalf("copies made before the format was raised: %v", names)
	}
	lockWith(t, l)
	old := Place{Journal: filepath.Join(p.Backups, names[0]), Keys: p.Keys}
	if err := l.Rekey(ctx, old.Journal); err != nil {
		t.Fatal(err)
	}
	b, err := Reach(ctx, old)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	open, err := b.Unlock(ctx, Passphrase(phraseOfTests))
	if err != nil {
		t.Fatal(err)
	}
	sound(t, open)
}

func TestRekeyRefuses(t *testing.T) {
	ctx, p := t.Context(), withState(t)
	v, other := create(t, p), create(t, withState(t))
	lockWith(t, &Locked{v.store})
	text := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(text, bytes.Repeat([]byte("a letter home "), 99), 0o600); err != nil {
		t.Fatal(err)
	}
	hot := backedUp(t, v.store, "hot.db")
	if err := os.WriteFile(hot+"-journal", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path string
		want error
	}{
		{backedUp(t, other.store, "other.db"), ErrOther},
		{text, ErrForeign},
		{p.Journal, ErrItself},
		{hot, ErrBusy},
		{filepath.Join(t.TempDir(), "none.db"), fs.ErrNotExist},
	} {
		before, _ := os.ReadFile(tt.path)
		if err := v.Rekey(ctx, tt.path); !errors.Is(err, tt.want) {
			t.Errorf("Rekey = %v, want %v", err, tt.want)
		}
		if after, _ := os.ReadFile(tt.path); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", tt.path)
		}
		if got := files(t, filepath.Dir(tt.path)); len(got) > 3 {
			t.Errorf("left behind: %v", got)
		}
	}
}
