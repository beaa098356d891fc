package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"afterword/internal/journal"
)

// at is a moment of saving.
func at(n int64) journal.Stamp { return journal.Stamp{Unix: 1_790_000_000 + n, Zone: "Europe/London"} }

// place is a fresh place for a journal.
func place(t testing.TB) Place {
	dir := t.TempDir()
	return Place{Journal: filepath.Join(dir, "data", "journal.db"), Keys: filepath.Join(dir, "config", "keys")}
}

// create makes a journal that is closed when the test ends.
func create(t testing.TB, p Place) *Vault {
	t.Helper()
	v, err := Create(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

// entry is an entry with one answer.
func entry(text string) *journal.Entry {
	return &journal.Entry{
		EntryHead: journal.EntryHead{Written: at(0), Shift: "2026-11-23", Kind: journal.Note, Visibility: journal.JustMe, Gist: text},
		EntryBody: journal.EntryBody{Answers: []journal.Answer{{Question: "?", Text: text}}},
	}
}

func save(t testing.TB, v *Vault, n int64, things ...journal.Thing) {
	t.Helper()
	if err := v.Save(t.Context(), at(n), things...); err != nil {
		t.Fatal(err)
	}
}

// texts lists what Rows comes to, bodies opened.
func texts(t testing.TB, v *Vault, want Reading) []string {
	t.Helper()
	want.Bodies = true
	var all []string
	for row, err := range v.Rows(t.Context(), want) {
		if err != nil {
			t.Fatal(err)
		}
		var e journal.Entry
		if err := row.Into(&e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e.Answers[0].Text)
	}
	return all
}

func sound(t testing.TB, v *Vault) {
	t.Helper()
	report, err := v.Verify(t.Context())
	if err != nil || !report.Sound() {
		t.Fatalf("Verify = %+v, %v", report, err)
	}
}

func TestSaveAndRead(t *testing.T) {
	p := place(t)
	v := create(t, p)
	one, two := entry("one"), entry("two")
	save(t, v, 1, one)
	save(t, v, 2, two)
	one.Answers[0].Text = "one, edited"
	save(t, v, 3, one)
	if got := fmt.Sprint(texts(t, v, Reading{})); got != "[two one, edited]" {
		t.Errorf("rows = %s", got)
	}
	if one.Revision != 2 || one.First != 1 || one.Seq != 3 || one.Saved != at(3) {
		t.Errorf("meta = %+v", one.Meta)
	}
	v.Close()

	again, err := Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if !again.Whole() {
		t.Error("journal not whole after reopening")
	}
	var back, old journal.Entry
	if err := again.Load(t.Context(), one.ID, &back); err != nil {
		t.Fatal(err)
	}
	if back.Answers[0].Text != "one, edited" || back.Meta != one.Meta || back.Shift != one.Shift {
		t.Errorf("loaded %+v", back)
	}
	if err := again.LoadRevision(t.Context(), one.ID, 1, &old); err != nil || old.Answers[0].Text != "one" {
		t.Errorf("first revision = %+v, %v", old, err)
	}
	history, err := again.History(t.Context(), one.ID)
	if err != nil || len(history) != 2 || history[0].Saved != at(1) {
		t.Errorf("history = %+v, %v", history, err)
	}
	sound(t, again)
}

func TestHeadOnlyChangeSharesTheBody(t *testing.T) {
	v := create(t, place(t))
	e := entry("words")
	save(t, v, 1, e)
	e.Visibility = journal.Bring
	save(t, v, 2, e)
	var bodies int
	if err := v.conn.QueryRowContext(t.Context(), `select count(*) from body`).Scan(&bodies); err != nil {
		t.Fatal(err)
	}
	if bodies != 1 {
		t.Errorf("%d bodies for one text", bodies)
	}
	if got := texts(t, v, Reading{}); len(got) != 1 || got[0] != "words" {
		t.Errorf("rows = %v", got)
	}
	var back journal.Entry
	if err := v.Load(t.Context(), e.ID, &back); err != nil || back.Answers[0].Text != "words" || back.Visibility != journal.Bring {
		t.Errorf("loaded %+v, %v", back, err)
	}
	sound(t, v)
}

func TestConflictSavesNothing(t *testing.T) {
	v := create(t, place(t))
	e := entry("first")
	save(t, v, 1, e)
	stale := *e
	e.Tags = []string{"x"}
	save(t, v, 2, e)
	other := entry("other")
	if err := v.Save(t.Context(), at(3), other, &stale); !errors.Is(err, ErrConflict) {
		t.Fatalf("err = %v", err)
	}
	if !other.ID.IsZero() {
		t.Error("a thing of a failed save got an id")
	}
	if got := len(texts(t, v, Reading{})); got != 1 {
		t.Errorf("%d things after a failed save", got)
	}
	sound(t, v)
}

func TestTrashAndUndo(t *testing.T) {
	v := create(t, place(t))
	ctx := t.Context()
	a, b := entry("a"), entry("b")
	save(t, v, 1, a, b)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	want := func(shown, trash string) {
		t.Helper()
		if got := fmt.Sprint(texts(t, v, Reading{})); got != shown {
			t.Errorf("shown %s, want %s", got, shown)
		}
		if got := fmt.Sprint(texts(t, v, Reading{Deleted: true})); got != trash {
			t.Errorf("with trash %s, want %s", got, trash)
		}
	}
	must(v.Delete(ctx, at(2), a.ID))
	want("[b]", "[b a]")
	must(v.Restore(ctx, at(3), a.ID))
	want("[b a]", "[b a]")
	must(v.Load(ctx, b.ID, b))
	b.Answers[0].Text = "b2"
	must(v.Save(ctx, at(4), b))
	want("[b2 a]", "[b2 a]")
	undo := func(n int) {
		t.Helper()
		undone, err := v.Undo(ctx, at(5))
		if err != nil || len(undone) != n {
			t.Fatalf("Undo = %v, %v", undone, err)
		}
	}
	undo(1)
	want("[b a]", "[b a]")
	undo(1) // the restore
	want("[b]", "[b a]")
	undo(1) // the delete
	want("[b a]", "[b a]")
	undo(2) // the first save, of both
	want("[]", "[b a]")
	if _, err := v.Undo(ctx, at(6)); !errors.Is(err, ErrNotFound) {
		t.Errorf("undo of nothing: %v", err)
	}
	sound(t, v)
}

func TestPurgeLeavesNoBytes(t *testing.T) {
	p := place(t)
	v := create(t, p)
	keep, gone := entry("kept words"), entry("words that go")
	save(t, v, 1, keep, gone)
	gone.Answers[0].Text = strings.Repeat("a second wording that goes ", 500)
	save(t, v, 2, gone)
	sealed := envelopes(t, v, gone.ID)
	if len(sealed) != 4 {
		t.Fatalf("%d envelopes", len(sealed))
	}
	if err := v.Purge(t.Context(), at(3), gone.ID); err != nil {
		t.Fatal(err)
	}
	sound(t, v)
	if err := v.Vacuum(t.Context()); err != nil {
		t.Fatal(err)
	}
	var e journal.Entry
	if err := v.Load(t.Context(), gone.ID, &e); err != nil || e.State != journal.Purged || len(e.Answers) != 0 {
		t.Errorf("purged entry loads as %+v, %v", e, err)
	}
	if err := v.Purge(t.Context(), at(4), gone.ID); !errors.Is(err, ErrPurged) {
		t.Errorf("second purge: %v", err)
	}
	if _, err := v.Undo(t.Context(), at(5)); !errors.Is(err, ErrPurged) {
		t.Errorf("undo of a purge: %v", err)
	}
	if got := fmt.Sprint(texts(t, v, Reading{Deleted: true})); got != "[kept words]" {
		t.Errorf("rows = %s", got)
	}
	sound(t, v)
	v.Close()
	raw, err := os.ReadFile(p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sealed {
		if bytes.Contains(raw, s[len(s)/2:]) {
			t.Errorf("envelope %d is still in the file", i)
		}
	}
}

// envelopes returns every sealed part of a thing.
func envelopes(t *testing.T, v *Vault, id journal.ID) [][]byte {
	t.Helper()
	rows, err := v.conn.QueryContext(t.Context(), `select head from rev where thing = ?1
		union all select sealed from body where seq in (select seq from rev where thing = ?1)`, id[:])
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all [][]byte
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

func TestDrafts(t *testing.T) {
	p := place(t)
	v := create(t, p)
	ctx := t.Context()
	d := &journal.Draft{Started: at(1), Plan: journal.Plan{Flow: journal.FlowQuick}, Answers: map[string]string{"moment": "half a"}}
	for i := range 3 {
		d.Answers["moment"] += " word"
		d.Saved = at(int64(i))
		if err := v.KeepDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	v.Close()
	v = create(t, p)
	drafts, damage, err := v.Drafts(ctx)
	if err != nil || len(damage) != 0 || len(drafts) != 1 {
		t.Fatalf("Drafts = %v, %v, %v", drafts, damage, err)
	}
	if got := drafts[0]; got.Answers["moment"] != "half a word word word" || got.Count != 3 || got.ID != d.ID {
		t.Errorf("draft = %+v", got)
	}
	e := entry("half a word")
	if err := v.SaveDraft(ctx, at(9), d.ID, e); err != nil {
		t.Fatal(err)
	}
	if drafts, _, _ := v.Drafts(ctx); len(drafts) != 0 {
		t.Error("the draft is still there after it was saved")
	}
	sound(t, v)
}

func TestModes(t *testing.T) {
	p := place(t)
	v := create(t, p)
	save(t, v, 1, entry("x"))
	for path, want := range map[string]fs.FileMode{
		p.Journal: 0o600, v.KeyFile(): 0o600, p.Keys: fs.ModeDir | 0o700, filepath.Dir(p.Journal): fs.ModeDir | 0o700,
	} {
		info, err := os.Stat(path)
		if err != nil || info.Mode() != want {
			t.Errorf("%s has mode %v, %v", filepath.Base(path), info.Mode(), err)
		}
	}
	v.Close()
	left, err := os.ReadDir(filepath.Dir(p.Journal))
	if err != nil || len(left) != 1 {
		t.Errorf("at rest there are %v, %v", left, err)
	}
}

func TestManyCreateAtOnce(t *testing.T) {
	p := place(t)
	var wait sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wait.Go(func() {
			v, err := Create(context.Background(), p)
			if err == nil {
				err = errors.Join(v.Save(context.Background(), at(int64(i)), entry(fmt.Sprint(i))), v.Close())
			}
			errs[i] = err
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	v := create(t, p)
	if got := len(texts(t, v, Reading{})); got != len(errs) {
		t.Errorf("%d entries", got)
	}
	keys, _ := os.ReadDir(p.Keys)
	if len(keys) != 1 {
		t.Errorf("%d key files for one journal", len(keys))
	}
	sound(t, v)
}

func TestShortAndFind(t *testing.T) {
	v := create(t, place(t))
	var all []journal.ID
	for i := range 80 {
		e := entry(fmt.Sprint(i))
		// Neighbours that share five characters.
		e.ID = journal.ID{1, 2, 3, byte(i), 9}
		save(t, v, 1, e)
		all = append(all, e.ID)
	}
	many, err := v.Short(t.Context(), all...)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range all {
		one, err := v.Short(t.Context(), id)
		if err != nil || one[id] != many[id] {
			t.Fatalf("Short of one = %v, of many %v, %v", one[id], many[id], err)
		}
		p, err := journal.ParsePrefix(one[id])
		if err != nil {
			t.Fatal(err)
		}
		if found, err := v.Find(t.Context(), p, 10); err != nil || len(found) != 1 || found[0] != id {
			t.Errorf("Find(%s) = %v, %v", p, found, err)
		}
	}
}
