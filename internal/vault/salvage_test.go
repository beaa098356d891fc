package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// lived is a journal with something of everything: sixty entries, edits,
// tags, the trash, an undo, a purge and a draft.
func lived(t *testing.T, p Place) {
	t.Helper()
	ctx := t.Context()
	v := create(t, p)
	var all []*journal.Entry
	for i := range 60 {
		e := entry(fmt.Sprintf("entry %d %s", i, strings.Repeat("as it went ", i*3)))
		all = append(all, e)
		save(t, v, int64(i), e)
	}
	for i := 0; i < 60; i += 7 {
		all[i].Answers[0].Text += ", seen again"
		save(t, v, int64(100+i), all[i])
		all[i].Tags = []string{"later"}
		save(t, v, int64(200+i), all[i])
	}
	two := entry("one of two")
	save(t, v, 300, two, entry("the other of two"))
	if err := errors.Join(v.Delete(ctx, at(301), all[5].ID), v.Purge(ctx, at(302), all[14].ID)); err != nil {
		t.Fatal(err)
	}
	all[20].Answers[0].Text = "a slip"
	save(t, v, 303, all[20])
	if _, err := v.Undo(ctx, at(304)); err != nil {
		t.Fatal(err)
	}
	d := &journal.Draft{Started: at(305), Plan: journal.Plan{Flow: journal.FlowQuick}, Answers: map[string]string{"moment": "half a"}}
	if err := v.KeepDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	v.Close()
}

// salvageTo salvages the journal at p with its key file and opens what came
// of it.
func salvageTo(t *testing.T, p Place) (Salvaged, *Vault) {
	t.Helper()
	l, err := Reach(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	out := p
	out.Journal = filepath.Join(t.TempDir(), "salvaged.db")
	s, err := l.Salvage(t.Context(), KeyFile(), out.Journal)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(out.Journal); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the new journal: %v, %v", info, err)
	}
	v, err := Open(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	if !v.Whole() {
		t.Error("the new journal is not whole")
	}
	sound(t, v)
	return s, v
}

func TestSalvageOfASoundJournal(t *testing.T) {
	p := place(t)
	lived(t, p)
	v := create(t, p)
	want, mark := texts(t, v, Reading{Deleted: true}), fingerprintOf(t, v)
	s, saved := salvageTo(t, p)
	if !s.Whole() || !s.SameHistory || s.Fingerprint != mark || s.Things != 62 || s.Drafts != 1 {
		t.Errorf("salvaged %+v", s)
	}
	if got := texts(t, saved, Reading{Deleted: true}); !slices.Equal(got, want) {
		t.Errorf("%d things, want %d", len(got), len(want))
	}
	if same, err := sameRows(t.Context(), v.conn, saved.conn); err != nil || !same {
		t.Errorf("the rows are not the same: %v", err)
	}
}

func fingerprintOf(t *testing.T, v *Vault) string {
	t.Helper()
	mark, err := v.Fingerprint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return mark
}

// Whatever page of the file is overwritten: either the journal cannot be
// reached at all, or a sound journal comes of it that holds nothing that
// was not there, and says what is missing.
func TestSalvagePageByPage(t *testing.T) {
	p := place(t)
	lived(t, p)
	v := create(t, p)
	want := texts(t, v, Reading{Deleted: true})
	v.Close()
	whole, err := os.ReadFile(p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	pages, out, poor := len(whole)/4096, 0, 0
	for page := range pages {
		broken := slices.Clone(whole)
		for i := range 4096 {
			if page > 0 || i >= 100 {
				broken[page*4096+i] = byte(page%2) * 0x5a // zeros or noise
			}
		}
		if err := os.WriteFile(p.Journal, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		if l, err := Reach(t.Context(), p); err != nil {
			out++ // the schema or the journal's own row: a backup is what helps
			continue
		} else if _, err = l.DataKey(t.Context(), KeyFile()); errors.Join(err, l.Close()) != nil {
			out++ // the key slots
			continue
		}
		s, saved := salvageTo(t, p)
		got := lines(t, saved, Reading{Deleted: true})
		worded := 0
		for _, text := range got {
			if text != "" {
				worded++
			}
			if text != "" && !slices.Contains(want, text) && !slices.Contains(earlier(), text) {
				t.Errorf("page %d: salvaged %.40q, which was not there", page+1, text)
			}
		}
		if worded < len(want)*3/4 {
			poor++ // the page from which all others of a table are found
		}
		if len(got)+len(s.Gone) < len(want) || worded+len(s.Gone)+s.Wordless < len(want) {
			t.Errorf("page %d: %d things and %d texts of %d, and this was named: %+v", page+1, len(got), worded, len(want), s)
		}
		if s.Whole() && !slices.Equal(got, want) {
			t.Errorf("page %d: said to be whole with %d of %d things", page+1, len(got), len(want))
		}
		if after, _ := os.ReadFile(p.Journal); !slices.Equal(after, broken) {
			t.Errorf("page %d: the damaged journal was changed", page+1)
		}
	}
	if out > 4 || poor > 2 {
		t.Errorf("of %d pages, %d shut the journal and %d took most of it", pages, out, poor)
	}
}

// A file that was cut short gives up what stands before the cut.
func TestSalvageOfAShortFile(t *testing.T) {
	p := place(t)
	p.State = t.TempDir()
	lived(t, p)
	before := reached(t, p)
	count, err := before.Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before.Close()
	info, err := os.Stat(p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int64{info.Size() - 1, info.Size() * 3 / 4, info.Size()/2 + 100} {
		if err := os.Truncate(p.Journal, cut); err != nil {
			t.Fatal(err)
		}
		c, err := TakeShort(t.Context(), p)
		if err != nil {
			t.Fatalf("cut to %d: %v", cut, err)
		}
		out := filepath.Join(t.TempDir(), "salvaged.db")
		s, err := c.Salvage(t.Context(), KeyFile(), out)
		if err = errors.Join(err, c.Close()); err != nil || s.Revisions == 0 || s.Whole() {
			t.Errorf("cut to %d: %+v, %v", cut, s, err)
		}
		if missing := int(s.Absent) + len(s.Lost); s.Revisions+missing < count.Revisions {
			t.Errorf("cut to %d: %d revisions and %d missing of %d", cut, s.Revisions, missing, count.Revisions)
		}
	}
	if err := os.Truncate(p.Journal, 4096); err != nil {
		t.Fatal(err)
	}
	if c, err := TakeShort(t.Context(), p); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut to the first page: %v, %v", c, err)
	}
	left, err := filepath.Glob(filepath.Join(p.State, ".afterword-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// earlier are texts that stand in earlier revisions of what lived makes.
func earlier() []string {
	all := []string{"a slip"}
	for i := range 60 {
		all = append(all, fmt.Sprintf("entry %d %s", i, strings.Repeat("as it went ", i*3)))
	}
	return all
}

// What is lost in the chain's middle closes up, and what was kept can be
// lived with: edited, undone, purged.
func TestSalvageClosesUp(t *testing.T) {
	for _, tt := range []struct {
		name, query      string
		lost, wordless   int
		absent           int64
		sealed, undoable bool
		rows             string
	}{
		{"a body", `update body set sealed = zeroblob(length(sealed)) where seq = 2`, 0, 1, 0, true, true, "[three, edited  one]"},
		{"a first head", `update rev set head = zeroblob(length(head)) where seq = 3`, 1, 0, 0, true, true, "[three, edited two one]"},
		{"an edit", `update rev set head = zeroblob(length(head)) where seq = 5`, 1, 0, 0, true, true, "[three two one]"},
		{"a row without trace", `delete from rev where seq = 3`, 0, 1, 1, true, true, "[three, edited two one]"},
		{"the end", `delete from rev where seq = 5`, 0, 0, 1, true, true, "[three two one]"},
		{"the end and the count", `delete from rev where seq = 5; update journal set seq = 4`, 0, 0, 0, false, true, "[three two one]"},
		{"a hash", `update rev set head_hash = zeroblob(32) where seq = 2`, 0, 0, 0, true, true, "[three, edited two one]"},
		{"pretend a purge", `update rev set head = null where seq = 2`, 1, 0, 0, true, true, "[three, edited one]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := place(t)
			v := create(t, p)
			one, two, three := entry("one"), entry("two"), entry("three")
			save(t, v, 1, one)
			save(t, v, 2, two)
			save(t, v, 3, three)
			three.Tags = []string{"tagged"} // the words stay with the row before
			save(t, v, 4, three)
			three.Answers[0].Text = "three, edited"
			save(t, v, 5, three)
			v.Close()
			meddle(t, p, tt.query)
			s, saved := salvageTo(t, p)
			if len(s.Lost) != tt.lost || s.Wordless != tt.wordless || s.Absent != tt.absent || s.Sealed != tt.sealed {
				t.Errorf("salvaged %+v", s)
			}
			if got := fmt.Sprint(lines(t, saved, Reading{})); got != tt.rows {
				t.Errorf("rows = %s, want %s", got, tt.rows)
			}
			var back journal.Entry
			if err := saved.Load(t.Context(), three.ID, &back); err != nil || back.Tags[0] != "tagged" {
				t.Fatalf("three = %+v, %v", back, err)
			}
			before := back.Revision
			back.Answers[0].Text = "three, again"
			save(t, saved, 6, &back)
			if _, err := saved.Undo(t.Context(), at(7)); err != nil {
				t.Errorf("Undo = %v", err)
			}
			if got := fmt.Sprint(lines(t, saved, Reading{})); got != tt.rows {
				t.Errorf("rows after an undo = %s, want %s", got, tt.rows)
			}
			history, err := saved.History(t.Context(), three.ID)
			if err != nil || len(history) != before+2 || history[0].Revision != 1 {
				t.Errorf("history = %+v, %v", history, err)
			}
			if err := saved.Purge(t.Context(), at(8), three.ID); err != nil {
				t.Error(err)
			}
			sound(t, saved)
		})
	}
}

// lines is texts for entries that may have lost theirs.
func lines(t *testing.T, v *Vault, want Reading) []string {
	t.Helper()
	var all []string
	want.Bodies = true
	for row, err := range v.Rows(t.Context(), want) {
		var e journal.Entry
		if err == nil {
			err = row.Into(&e)
		}
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		if len(e.Answers) > 0 {
			text = e.Answers[0].Text
		}
		all = append(all, text)
	}
	return all
}

func TestSalvageKeepsPurgesAndUndos(t *testing.T) {
	p := place(t)
	ctx := t.Context()
	v := create(t, p)
	lost, gone, kept := entry("lost"), entry("words that go"), entry("kept")
	save(t, v, 1, lost)
	save(t, v, 2, gone, kept)
	kept.Answers[0].Text = "a slip"
	save(t, v, 3, kept)
	if _, err := v.Undo(ctx, at(4)); err != nil {
		t.Fatal(err)
	}
	sealed := envelopes(t, v, gone.ID)
	if err := v.Purge(ctx, at(5), gone.ID); err != nil {
		t.Fatal(err)
	}
	v.Close()
	// The first head is damaged, so that everything behind it is sealed
	// anew, and the purged words are put back as an older copy has them.
	meddle(t, p, `update rev set head = zeroblob(length(head)) where seq = 1; update rev set head = ? where seq = 2; insert into body values (2, ?)`, sealed[0], sealed[1])
	s, saved := salvageTo(t, p)
	if s.Whole() || s.SameHistory || !slices.Equal(s.Gone, []journal.ID{lost.ID}) {
		t.Errorf("salvaged %+v", s)
	}
	if got := fmt.Sprint(texts(t, saved, Reading{Deleted: true})); got != "[kept]" {
		t.Errorf("rows = %s", got)
	}
	if left := envelopes(t, saved, gone.ID); len(left) != 2 || left[0] != nil {
		t.Errorf("of the purged thing there are %d parts", len(left))
	}
	if _, err := saved.Undo(ctx, at(6)); !errors.Is(err, ErrPurged) {
		t.Errorf("Undo = %v", err)
	}
}

func TestSalvageOfALockedJournal(t *testing.T) {
	p := place(t)
	ctx := t.Context()
	v := create(t, p)
	save(t, v, 1, entry("one"))
	save(t, v, 2, entry("two"))
	v.Close()
	l := reached(t, p)
	change := Change{Add: []Key{Passphrase("a calm harbour at dusk")}, Cost: seal.Floor(), Remove: []seal.SlotKind{seal.SlotKeyFile}}
	if err := l.Change(ctx, KeyFile(), change); err != nil {
		t.Fatal(err)
	}
	box, err := l.Letterbox(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(box.Save(ctx, at(3), entry("posted")), box.Save(ctx, at(4), entry("posted too"))); err != nil {
		t.Fatal(err)
	}
	l.Close()
	meddle(t, p, `update rev set head = zeroblob(length(head)) where seq = 1; update letter set sealed = zeroblob(length(sealed)) where n = 2`)
	l = reached(t, p)
	out := p
	out.Journal = filepath.Join(t.TempDir(), "salvaged.db")
	if _, err := l.Salvage(ctx, Passphrase("another"), out.Journal); !errors.As(err, new(*WrongKeyError)) {
		t.Errorf("with a wrong passphrase: %v", err)
	}
	s, err := l.Salvage(ctx, Passphrase("a calm harbour at dusk"), out.Journal)
	if err != nil || s.Letters != 1 || s.Revisions != 1 || len(s.Lost) != 2 {
		t.Fatalf("Salvage = %+v, %v", s, err)
	}
	saved, err := reached(t, out).Unlock(ctx, Passphrase("a calm harbour at dusk"))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(texts(t, saved, Reading{})); got != "[posted two]" {
		t.Errorf("rows = %s", got)
	}
	sound(t, saved)
}

func reached(t *testing.T, p Place) *Locked {
	t.Helper()
	l, err := Reach(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// What cannot be done leaves nothing behind.
func TestSalvageLeavesNothing(t *testing.T) {
	p := place(t)
	lived(t, p)
	dir := t.TempDir()
	there := filepath.Join(dir, "there.db")
	if err := os.WriteFile(there, []byte("something else"), 0o644); err != nil {
		t.Fatal(err)
	}
	l := reached(t, p)
	if _, err := l.Salvage(t.Context(), KeyFile(), there); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	key, err := l.DataKey(t.Context(), KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Salvage(ended, DataKey(key), filepath.Join(dir, "new.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("cut off: %v", err)
	}
	if _, err := l.Salvage(t.Context(), DataKey(seal.NewKey()), filepath.Join(dir, "new.db")); err == nil {
		t.Error("with a key that is another's there was no error")
	}
	meddle(t, p, `delete from slot`)
	if _, err := l.Salvage(t.Context(), DataKey(key), filepath.Join(dir, "new.db")); !errors.Is(err, ErrDamaged) {
		t.Errorf("without slots: %v", err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if text, _ := os.ReadFile(there); string(text) != "something else" {
		t.Error("a file that was there was written over")
	}
}
