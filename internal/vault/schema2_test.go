package vault

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// fixture2 is where a locked journal of schema 2 is kept: a passphrase and
// recovery words open it, and letters wait in it.
const fixture2 = "testdata/schema2"

// waiting is what the letterbox of the fixture holds, written out by hand.
type waiting struct {
	before, held *journal.Entry // saved with the key
	entry        *journal.Entry
	question     *journal.Question
	draft        *journal.Draft
}

func expected2() waiting {
	w := waiting{before: entry("saved with the key"), held: entry("on hold"), entry: expected().full, question: expected().question, draft: expected().draft}
	w.before.ID, w.held.ID, w.entry.ID, w.question.ID, w.draft.ID = fixtureID(21), fixtureID(22), fixtureID(23), fixtureID(24), fixtureID(25)
	w.question.Entry = w.entry.ID
	return w
}

// makeFixture2 writes the locked journal, once.
func makeFixture2(t *testing.T) {
	if _, err := os.Stat(fixture2); err == nil {
		t.Fatalf("%s is there, and a fixture is never made again", fixture2)
	}
	w, ctx, keys := expected2(), t.Context(), t.TempDir()
	p := Place{Journal: filepath.Join(fixture2, "journal.db"), Keys: keys}
	v, err := Create(ctx, p)
	fine(t, err)
	save(t, v, 1, w.before, w.held)
	fine(t, v.Hold(ctx, at(2), true, w.held.ID))
	fine(t, v.Look(ctx, at(3), w.held.ID))
	fine(t, v.Close())
	l := reachAt(t, p)
	fine(t, l.Change(ctx, KeyFile(), Change{Add: []Key{Passphrase(fixturePhrase), Recovery(recoverySecret())}, Cost: cheapCost(),
		Remove: []seal.SlotKind{seal.SlotKeyFile}}))
	b, err := l.Letterbox(ctx)
	fine(t, err)
	fine(t, b.Save(ctx, at(4), w.entry, w.question))
	fine(t, b.KeepDraft(ctx, w.draft))
	fine(t, b.KeepDraft(ctx, w.draft))
	fine(t, l.Close())
	forge(t, p, seal.LetterPlace{ID: fixtureID(26), Count: 1}, cborOf(t, map[string]any{"v": 1, "t": "forged"}))
}

// fixturePhrase opens the fixture; "u" and the dots are two characters.
const fixturePhrase = "Gru\u0308n\u00a0und 7 Moorhühner"

// copyFixture2 puts a copy of it where it may be written to.
func copyFixture2(t *testing.T) Place {
	t.Helper()
	dir := t.TempDir()
	fine(t, os.CopyFS(dir, os.DirFS(fixture2)))
	return Place{Journal: filepath.Join(dir, "journal.db"), Keys: filepath.Join(dir, "keys"), State: filepath.Join(dir, "state")}
}

// A journal of schema 2 opens, for ever, with either of its keys, and what
// waited in its letterbox is filed.
func TestSchema2(t *testing.T) {
	if *update {
		makeFixture2(t)
	}
	for name, key := range map[string]Key{"passphrase": Passphrase("Grün und 7 Moorhühner"), "recovery": Recovery(recoverySecret())} {
		t.Run(name, func(t *testing.T) {
			p, ctx, w := copyFixture2(t), t.Context(), expected2()
			l := reachAt(t, p)
			c, err := l.Count(ctx)
			if err != nil || c.Letters != 3 || c.Things != 2 || c.Revisions != 4 || fmt.Sprint(c.Slots) != "[passphrase recovery]" {
				t.Errorf("Count = %+v, %v", c, err)
			}
			v, err := l.Unlock(ctx, key)
			fine(t, err)
			if v.Filed() != (Filing{Things: 2, Drafts: 1, Aside: 1}) || !v.Whole() {
				t.Errorf("Filed = %+v", v.Filed())
			}
			for _, tt := range []struct {
				want, got journal.Thing
				locked    bool
			}{{w.before, &journal.Entry{}, false}, {w.held, &journal.Entry{}, false}, {w.entry, &journal.Entry{}, true}, {w.question, &journal.Question{}, true}} {
				_, want, _, _ := tt.want.Parts()
				if err := v.Load(ctx, want.ID, tt.got); err != nil {
					t.Errorf("%s: %v", want.ID, err)
					continue
				}
				_, got, _, _ := tt.got.Parts()
				if got.Locked != tt.locked || got.Held != (want.ID == w.held.ID) || tt.locked && got.Saved != at(4) {
					t.Errorf("meta = %+v", got)
				}
				*want = *got
				if !reflect.DeepEqual(tt.got, tt.want) {
					t.Errorf("%s holds\n%+v, want\n%+v", want.ID, tt.got, tt.want)
				}
			}
			drafts, damage, err := v.Drafts(ctx)
			if err != nil || len(damage) != 0 || len(drafts) != 1 {
				t.Fatalf("drafts = %v, %v, %v", drafts, damage, err)
			}
			w.draft.Count = 2
			if !reflect.DeepEqual(drafts[0], w.draft) {
				t.Errorf("the draft holds\n%+v, want\n%+v", drafts[0], w.draft)
			}
			if report, err := v.Verify(ctx); err != nil || !report.Chain || !report.File || !report.Box || report.Aside != 1 || len(report.Damage) != 1 {
				t.Errorf("Verify = %+v, %v", report, err)
			}
			save(t, v, 20, entry("it is still written to"))
		})
	}
}

// A journal of format 1 is brought to schema 2 with everything in it, after
// a copy was made of it as it was.
func TestMigration(t *testing.T) {
	p, ctx := copyFixture(t), t.Context()
	p.Backups = filepath.Join(filepath.Dir(p.Journal), "kept")
	old, err := connect(ctx, Place{Journal: filepath.Join(fixture, "journal.db")})
	fine(t, err)
	defer old.Close()
	v, err := Open(ctx, p)
	fine(t, err)
	defer v.Close()
	if version, err := v.readVersion(ctx, v.conn); err != nil || version != schemaVersion || v.tables != schemaVersion {
		t.Errorf("the version is %d, %v", version, err)
	}
	if got, err := digest(ctx, v.conn); err != nil || got != digests(schemaVersion) {
		t.Errorf("the digest is %s, %v", got, err)
	}
	for _, table := range []string{"journal", "slot", "rev", "body", "draft"} {
		if same, err := sameTable(ctx, old.conn, v.conn, `select * from "`+table+`" order by 1`); err != nil || !same {
			t.Errorf("the table %s was changed: %v", table, err)
		}
	}
	sound(t, v)
	kept, err := connect(ctx, Place{Journal: filepath.Join(p.Backups, v.ID().String()+"-format1.db")})
	fine(t, err)
	defer kept.Close()
	if version, err := kept.readVersion(ctx, kept.conn); err != nil || version != 1 {
		t.Errorf("the copy has version %d, %v", version, err)
	}
	if same, err := sameRows(ctx, old.conn, kept.conn); err != nil || !same {
		t.Errorf("the copy is what was there: %t, %v", same, err)
	}
	onlyFile(t, kept.Path())
	// With a passphrase it gets its letterbox like any other.
	l := reachAt(t, p)
	fine(t, l.Change(ctx, KeyFile(), Change{Add: []Key{Passphrase(lockPhrase)}, Cost: cheapCost()}))
	fine(t, boxOf(t, p).Save(ctx, at(30), entry("written while locked")))
	if v := unlocked(t, p, Passphrase(lockPhrase)); v.Filed() != (Filing{Things: 1}) {
		t.Errorf("Filed = %+v", v.Filed())
	}
}

// Without its copy an older journal is not touched; one that cannot be
// written to is read by its old tables.
func TestMigrationThatCannotBe(t *testing.T) {
	p, ctx := copyFixture(t), t.Context()
	p.Backups = filepath.Join(p.Journal, "below a file")
	before, err := os.ReadFile(p.Journal)
	fine(t, err)
	if l, err := Reach(ctx, p); err == nil {
		l.Close()
		t.Error("it was brought up to date without a copy")
	}
	if after, err := os.ReadFile(p.Journal); err != nil || string(after) != string(before) {
		t.Errorf("it was changed: %v", err)
	}
	p.Backups = ""
	s, err := connect(ctx, p)
	fine(t, err)
	if _, err := s.conn.ExecContext(ctx, `pragma query_only = 1`); err != nil {
		t.Fatal(err)
	}
	fine(t, s.admit(ctx))
	l := &Locked{s}
	defer l.Close()
	v, err := l.Unlock(ctx, KeyFile())
	fine(t, err)
	if v.tables != 1 || v.Filed() != (Filing{}) || !v.Whole() {
		t.Errorf("schema %d, %+v", v.tables, v.Filed())
	}
	if c, err := l.Count(ctx); err != nil || c.Letters != 0 || c.Things == 0 {
		t.Errorf("Count = %+v, %v", c, err)
	}
	sound(t, v)
}
