package vault

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"afterword/internal/journal"
)

// meddle runs SQL on a closed journal as another program would.
func meddle(t *testing.T, p Place, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

// overwrite changes one byte of a closed journal.
func overwrite(t *testing.T, p Place, at int64, b byte) {
	t.Helper()
	f, err := os.OpenFile(p.Journal, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte{b}, at); err != nil {
		t.Fatal(err)
	}
}

// TestHollowRow: a row in which a bit turned over may lack its number. It
// is damaged, and the others can be read.
func TestHollowRow(t *testing.T) {
	ctx, p := t.Context(), place(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	save(t, v, 2, entry("two"))
	v.Close()
	meddle(t, p, `pragma writable_schema = 1; pragma ignore_check_constraints = 1;
		update sqlite_schema set sql = replace(sql, 'rev INTEGER NOT NULL', 'rev INTEGER') where name = 'rev'`)
	meddle(t, p, `pragma ignore_check_constraints = 1; update rev set rev = null where seq = 1`)
	meddle(t, p, `pragma writable_schema = 1;
		update sqlite_schema set sql = replace(sql, 'rev INTEGER CHECK', 'rev INTEGER NOT NULL CHECK') where name = 'rev'`)
	v, err := Open(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	read, damaged := 0, 0
	for _, err := range v.Rows(ctx, Reading{Bodies: true}) {
		switch {
		case err == nil:
			read++
		case errors.Is(err, ErrDamaged):
			damaged++
		default:
			t.Errorf("reading: %v", err)
		}
	}
	if read != 1 || damaged != 1 {
		t.Errorf("%d read and %d damaged", read, damaged)
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		meddle func(*testing.T, Place)
		want   error
	}{
		{"no file", func(t *testing.T, p Place) { os.Remove(p.Journal) }, ErrNoJournal},
		{"empty file", func(t *testing.T, p Place) { os.Truncate(p.Journal, 0) }, ErrNoJournal},
		{"text", func(t *testing.T, p Place) {
			os.WriteFile(p.Journal, []byte("a letter home, which is no database at all"), 0o600)
		}, ErrForeign},
		{"directory", func(t *testing.T, p Place) { os.Remove(p.Journal); os.Mkdir(p.Journal, 0o700) }, ErrForeign},
		{"another program's", func(t *testing.T, p Place) { meddle(t, p, "pragma application_id = 7") }, ErrForeign},
		{"newer tables", func(t *testing.T, p Place) { meddle(t, p, "pragma user_version = 99") }, ErrNewer},
		{"newer format", func(t *testing.T, p Place) { meddle(t, p, "update journal set min_reader = 2") }, ErrNewer},
		{"trigger", func(t *testing.T, p Place) {
			meddle(t, p, "create trigger leak after insert on rev begin delete from body; end")
		}, ErrAltered},
		{"extra table", func(t *testing.T, p Place) { meddle(t, p, "create table notes (x)") }, ErrAltered},
		{"missing index", func(t *testing.T, p Place) { meddle(t, p, "drop index rev_thing") }, ErrAltered},
		{"a schema format that SQLite does not know", func(t *testing.T, p Place) { overwrite(t, p, 47, 9) }, ErrDamaged},
		{"no row", func(t *testing.T, p Place) { meddle(t, p, "delete from journal") }, ErrDamaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := place(t)
			create(t, p).Close()
			tt.meddle(t, p)
			v, err := Open(t.Context(), p)
			if err == nil {
				v.Close()
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("Open = %v, want %v", err, tt.want)
			}
		})
	}
}

func TestKeyFileMissingOrWrong(t *testing.T) {
	p := place(t)
	v := create(t, p)
	save(t, v, 1, entry("x"))
	v.Close()
	key := v.KeyFile()
	good, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	other := place(t)
	create(t, other).Close()
	otherKeys, _ := os.ReadDir(other.Keys)
	otherKey, _ := os.ReadFile(filepath.Join(other.Keys, otherKeys[0].Name()))
	for _, tt := range []struct {
		name  string
		text  []byte
		wrong bool
	}{{"missing", nil, false}, {"another journal's", otherKey, true}, {"cut short", good[:40], true}, {"empty", []byte{}, true}} {
		t.Run(tt.name, func(t *testing.T) {
			os.Remove(key)
			if tt.text != nil {
				os.WriteFile(key, tt.text, 0o600)
			}
			before, _ := os.ReadFile(p.Journal)
			_, err := Open(t.Context(), p)
			var missing *KeyMissingError
			if !errors.As(err, &missing) || missing.Wrong != tt.wrong || missing.Path != key {
				t.Errorf("Open = %v", err)
			}
			if after, _ := os.ReadFile(p.Journal); string(after) != string(before) {
				t.Error("the journal was changed")
			}
		})
	}
	os.WriteFile(key, good, 0o600)
	sound(t, create(t, p))
}

// Every edit, swap, drop and replay of rows must be found by Verify, and
// by Open where it touches the end of the chain or how long it is; what is untouched stays
// readable.
func TestTampering(t *testing.T) {
	for _, tt := range []struct {
		name, query string
		whole       bool // Open notices nothing
		readable    int  // entries that still open
	}{
		{"drop the last", "delete from rev where seq = 4", false, 2},
		{"drop one in the middle", "delete from rev where seq = 2", false, 2},
		{"drop and fix the counter", "delete from rev where seq = 4; update journal set seq = 3", false, 2},
		{"swap two heads", "update rev set head = (select head from rev r where r.seq = 3 - rev.seq) where seq in (1, 2)", true, 1},
		{"give a row to another", "update rev set thing = (select thing from rev where seq = 1), rev = 9 where seq = 3", true, 1},
		{"flip a bit of a body", "update body set sealed = cast(substr(sealed, 1, 60) || case substr(sealed, 61, 1) when x'00' then x'01' else x'00' end || substr(sealed, 62) as blob) where seq = 2", true, 2},
		{"drop a body", "delete from body where seq = 3", true, 2},
		{"swap bodies", "update body set sealed = (select sealed from body b where b.seq = 3 - body.seq) where seq in (1, 2)", true, 1},
		{"pretend a purge", "update rev set head = null where seq = 2; delete from body where seq = 2", true, 2},
		{"change the head of the chain", "update journal set last = zeroblob(32)", false, 3},
		{"old revision again", "delete from rev where seq = 4; update journal set seq = 3, last = (select prev from rev where seq = 3)", false, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := place(t)
			v := create(t, p)
			var all []*journal.Entry
			for _, text := range []string{"one", "two", "three"} {
				e := entry(text)
				save(t, v, 1, e)
				all = append(all, e)
			}
			all[0].Tags = []string{"edited"}
			save(t, v, 2, all[0])
			v.Close()
			meddle(t, p, tt.query)
			v, err := Open(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			defer v.Close()
			if v.Whole() != tt.whole {
				t.Errorf("Whole = %t", v.Whole())
			}
			if report, err := v.Verify(t.Context()); err != nil || report.Sound() {
				t.Errorf("Verify = %+v, %v", report, err)
			}
			if err := v.Save(t.Context(), at(3), entry("more")); !tt.whole && !errors.Is(err, ErrDamaged) {
				t.Errorf("a save to a journal that is not whole: %v", err)
			}
			readable := 0
			for row, err := range v.Rows(t.Context(), Reading{Bodies: true}) {
				if err != nil && !errors.Is(err, ErrDamaged) {
					t.Fatal(err)
				}
				if err == nil {
					var e journal.Entry
					if row.Into(&e) == nil && len(e.Answers) == 1 && e.Answers[0].Text != "more" {
						readable++
					}
				}
			}
			if readable < tt.readable {
				t.Errorf("%d entries readable, want at least %d", readable, tt.readable)
			}
		})
	}
}

func TestReadOnly(t *testing.T) {
	p := place(t)
	v := create(t, p)
	save(t, v, 1, entry("words"))
	v.Close()
	os.Chmod(p.Journal, 0o400)
	os.Chmod(filepath.Dir(p.Journal), 0o500)
	t.Cleanup(func() { os.Chmod(filepath.Dir(p.Journal), 0o700) })
	v, err := Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if got := texts(t, v, Reading{}); len(got) != 1 {
		t.Errorf("rows = %v", got)
	}
	if os.Geteuid() == 0 {
		return // the superuser writes where it likes; the rest is tested with a read-only mount
	}
	if err := v.Save(t.Context(), at(2), entry("more")); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Save = %v", err)
	}
}

// A purged thing does not come back by saving it.
func TestSaveOfAPurgedThing(t *testing.T) {
	v := create(t, place(t))
	e := entry("words")
	save(t, v, 1, e)
	stale := *e
	if err := v.Purge(t.Context(), at(2), e.ID); err != nil {
		t.Fatal(err)
	}
	var loaded journal.Entry
	if err := v.Load(t.Context(), e.ID, &loaded); err != nil {
		t.Fatal(err)
	}
	for name, again := range map[string]*journal.Entry{"read before": &stale, "read after": &loaded} {
		if err := v.Save(t.Context(), at(3), again); !errors.Is(err, ErrPurged) {
			t.Errorf("%s: Save = %v", name, err)
		}
	}
	if got := texts(t, v, Reading{Deleted: true}); len(got) != 0 {
		t.Errorf("rows = %q", got)
	}
	sound(t, v)
}

// What could not be read again is not stored, and harms nothing.
func TestUnreadableTextIsRefused(t *testing.T) {
	v := create(t, place(t))
	save(t, v, 1, entry("words"))
	bad := entry("half a \xe2\x82")
	if err := v.Save(t.Context(), at(2), bad); err == nil || !bad.ID.IsZero() {
		t.Errorf("Save = %v", err)
	}
	if err := v.Save(t.Context(), journal.Stamp{Unix: 1, Zone: "\xff"}, entry("more")); err == nil {
		t.Error("a zone that is no text was stored")
	}
	draft := &journal.Draft{Answers: map[string]string{"a": "\xff"}}
	if err := v.KeepDraft(t.Context(), draft); err == nil || draft.ID.IsZero() || draft.Count != 0 {
		t.Error("a draft that could not be read again was stored")
	}
	if got := texts(t, v, Reading{}); len(got) != 1 {
		t.Errorf("rows = %q", got)
	}
	sound(t, v)
}

// TestNumber: where the number of the format is another, no key fits, and
// the key is not to blame.
func TestNumber(t *testing.T) {
	p := place(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	v.Close()
	meddle(t, p, `update journal set format = 2`)
	_, err := Open(t.Context(), p)
	var missing *KeyMissingError
	if !errors.Is(err, ErrDamaged) || errors.As(err, &missing) {
		t.Errorf("it opens with %v", err)
	}
}

// TestClosed: what SQLite cannot open at all is not said to be readable.
func TestClosed(t *testing.T) {
	p := place(t)
	p.Journal = t.TempDir()
	if _, err := connect(t.Context(), p); !errors.Is(err, ErrClosed) || errors.Is(err, ErrReadOnly) {
		t.Errorf("it opens with %v", err)
	}
}
