package vault

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// grown is an entry with a question and an action that came of it.
func grown(text string) (*journal.Entry, *journal.Question, *journal.Action) {
	e := entry(text)
	e.ID = journal.ID(seal.NewID())
	q := &journal.Question{QuestionHead: journal.QuestionHead{Written: at(0), State: journal.QuestionDraft, Visibility: journal.JustMe, Entry: e.ID},
		QuestionBody: journal.QuestionBody{Text: text + "?"}}
	a := &journal.Action{ActionHead: journal.ActionHead{Written: at(0), State: journal.ActionOpen, Entry: e.ID},
		ActionBody: journal.ActionBody{Text: text + "!"}}
	return e, q, a
}

// kindsOf lists the kinds and gists of what Rows comes to, oldest first.
func kindsOf(t testing.TB, v *Vault) []string {
	t.Helper()
	var all []string
	for row, err := range v.Rows(t.Context(), Reading{Bodies: true, Deleted: true}) {
		fine(t, err)
		said := string(row.Kind)
		if row.Kind == journal.KindEntry {
			var e journal.Entry
			fine(t, row.Into(&e))
			said = e.Gist
		}
		if !row.Locked {
			said += " (unlocked)"
		}
		all = append(all, said)
	}
	slices.Reverse(all)
	return all
}

// What is written while locked is filed in the order in which it was
// written, each letter by itself, and says of itself when it was.
func TestLettersAreFiled(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	before := entry("before")
	lockedJournal(t, p, before)
	e, q, a := grown("one")
	b := boxOf(t, p)
	fine(t, b.Save(ctx, at(11), e, q, a))
	fine(t, boxOf(t, p).Save(ctx, at(12), entry("two")))
	fine(t, b.Save(ctx, at(13), entry("three")))
	if e.Revision != 1 || e.Saved != at(11) || q.ID.IsZero() || a.ID.IsZero() {
		t.Errorf("after saving: %+v, %+v, %+v", e.Meta, q.Meta, a.Meta)
	}
	l := reachAt(t, p)
	if c, err := l.Count(ctx); err != nil || c.Letters != 3 || c.Things != 1 || c.Aside != 0 {
		t.Errorf("Count = %+v, %v", c, err)
	}
	v, err := l.Unlock(ctx, Passphrase(lockPhrase))
	fine(t, err)
	if f := v.Filed(); f != (Filing{Things: 5}) {
		t.Errorf("Filed = %+v", f)
	}
	if got := kindsOf(t, v); fmt.Sprint(got) != "[before (unlocked) one question action two three]" {
		t.Errorf("rows = %q", got)
	}
	sound(t, v)
	var back journal.Entry
	fine(t, v.Load(ctx, e.ID, &back))
	if !back.Locked || back.Saved != at(11) || back.Revision != 1 || back.First != 2 {
		t.Errorf("meta = %+v", back.Meta)
	}
	if n := numberOf(t, v.store, `select count(*) from letter`); n != 0 {
		t.Errorf("%d letters are left", n)
	}
	if again := unlocked(t, p, Recovery(recoverySecret())); again.Filed() != (Filing{}) || !again.Whole() || again.Strayed() != nil {
		t.Errorf("the next unlock: %+v, %v", again.Filed(), again.Strayed())
	}
}

// The mark of having been written while locked stays through everything
// that becomes of a thing, and comes to nothing else.
func TestLockedStays(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	plain := entry("plain")
	lockedJournal(t, p, plain)
	e := entry("first words")
	fine(t, boxOf(t, p).Save(ctx, at(11), e))
	v := unlocked(t, p, Passphrase(lockPhrase))
	check := func(after string, id journal.ID, want bool) {
		t.Helper()
		var loaded journal.Entry
		fine(t, v.Load(ctx, id, &loaded))
		if loaded.Locked != want {
			t.Errorf("after %s: Locked = %t", after, loaded.Locked)
		}
		for row, err := range v.Rows(ctx, Reading{Deleted: true}) {
			if err != nil || row.ID == id && row.Locked != want {
				t.Errorf("after %s the row says %t, %v", after, row.Locked, err)
			}
		}
	}
	fine(t, v.Load(ctx, e.ID, e))
	e.Answers[0].Text = "other words"
	save(t, v, 12, e)
	check("an edit", e.ID, true)
	if e.Locked != true {
		t.Error("the edited thing does not say it")
	}
	fine(t, v.Delete(ctx, at(13), e.ID))
	check("deleting", e.ID, true)
	fine(t, v.Restore(ctx, at(14), e.ID))
	check("restoring", e.ID, true)
	for range 4 {
		if _, err := v.Undo(ctx, at(15)); err != nil {
			t.Fatal(err)
		}
		check("an undo", e.ID, true)
	}
	check("all of it", plain.ID, false)
	sound(t, v)
}

// Undo takes back one letter at a time.
func TestUndoOfLetters(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	e, q, a := grown("two")
	b := boxOf(t, p)
	fine(t, b.Save(ctx, at(1), entry("one")))
	fine(t, b.Save(ctx, at(2), e, q, a))
	v := unlocked(t, p, Passphrase(lockPhrase))
	for i, want := range []int{3, 1} {
		if undone, err := v.Undo(ctx, at(3)); err != nil || len(undone) != want {
			t.Errorf("undo %d took back %d, %v", i+1, len(undone), err)
		}
	}
	if _, err := v.Undo(ctx, at(4)); !errors.Is(err, ErrNotFound) {
		t.Errorf("undo of nothing: %v", err)
	}
	sound(t, v)
}

// Filing is one transaction and can be done again: a copy made at any
// moment before it comes to the same journal, and never to more.
func TestFilingAgain(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("before"))
	e, q, a := grown("one")
	b := boxOf(t, p)
	fine(t, b.Save(ctx, at(1), e, q, a))
	d := &journal.Draft{Started: at(2), Answers: map[string]string{"moment": "half"}}
	fine(t, b.KeepDraft(ctx, d))
	fine(t, b.Save(ctx, at(3), entry("two")))
	twin := copyPlace(t, p)
	for name, p := range map[string]Place{"the journal": p, "its copy": twin} {
		l := reachAt(t, p)
		pages := numberOf(t, l.store, `select page_count from pragma_page_count`)
		if _, err := l.conn.ExecContext(ctx, fmt.Sprintf("pragma max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
		// Cut off by a full disk, nothing is filed and nothing is lost.
		v, err := l.Unlock(ctx, Passphrase(lockPhrase))
		if err != nil || v.Filed() != (Filing{Wait: 3}) {
			t.Fatalf("%s: with a full disk %+v, %v", name, v.Filed(), err)
		}
		if c, err := l.Count(ctx); err != nil || c.Letters != 3 || c.Things != 1 || c.Drafts != 0 {
			t.Errorf("%s: Count = %+v, %v", name, c, err)
		}
		fine(t, l.Close())
		v = unlocked(t, p, Passphrase(lockPhrase))
		if v.Filed() != (Filing{Things: 4, Drafts: 1}) || fmt.Sprint(kindsOf(t, v)) != "[before (unlocked) one question action two]" {
			t.Errorf("%s: Filed = %+v, rows = %q", name, v.Filed(), kindsOf(t, v))
		}
		sound(t, v)
		var back journal.Entry
		fine(t, v.Load(ctx, e.ID, &back))
	}
}

// A journal that cannot be written to is read all the same; the letters
// wait.
func TestLettersWait(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("before"))
	fine(t, boxOf(t, p).Save(ctx, at(1), entry("one")))
	l := reachAt(t, p)
	if _, err := l.conn.ExecContext(ctx, `pragma query_only = 1`); err != nil {
		t.Fatal(err)
	}
	v, err := l.Unlock(ctx, Passphrase(lockPhrase))
	if err != nil || v.Filed() != (Filing{Wait: 1}) {
		t.Fatalf("Unlock: %+v, %v", v.Filed(), err)
	}
	if got := texts(t, v, Reading{}); len(got) != 1 || got[0] != "before" {
		t.Errorf("rows = %q", got)
	}
	fine(t, l.Close())
	if v := unlocked(t, p, Passphrase(lockPhrase)); v.Filed() != (Filing{Things: 1}) {
		t.Errorf("then: %+v", v.Filed())
	}
}

// draftsOf reads the answers of every draft.
func draftsOf(t testing.TB, v *Vault) []string {
	t.Helper()
	drafts, damage, err := v.Drafts(t.Context())
	if err != nil || len(damage) > 0 {
		t.Fatal(damage, err)
	}
	var all []string
	for _, d := range drafts {
		all = append(all, fmt.Sprint(d.Count, " ", d.Answers["moment"]))
	}
	return all
}

// A draft that is written while locked goes on through the unlock of
// another window, and is one draft whatever the order.
func TestDraftWhileLocked(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	b := boxOf(t, p)
	d := &journal.Draft{Started: at(1), Plan: journal.Plan{Flow: journal.FlowQuick}, Answers: map[string]string{}}
	keep := func(text string) {
		t.Helper()
		d.Answers["moment"] = text
		fine(t, b.KeepDraft(ctx, d))
	}
	keep("a")
	keep("a b")
	if n := numberOf(t, b.store, `select count(*) from letter`); n != 1 || d.Count != 2 {
		t.Errorf("%d letters for one draft that was sealed %d times", n, d.Count)
	}
	if a := b.readAnchor(); a != nil && len(a.letters) > 0 {
		t.Error("a draft is in the anchor, so its going would look like loss")
	}
	other := unlocked(t, p, Passphrase(lockPhrase))
	if got := draftsOf(t, other); fmt.Sprint(got) != "[2 a b]" || other.Filed() != (Filing{Drafts: 1}) {
		t.Errorf("the other window has %q, %+v", got, other.Filed())
	}
	keep("a b c") // the first window does not know of it
	other = unlocked(t, p, Passphrase(lockPhrase))
	if got := draftsOf(t, other); fmt.Sprint(got) != "[3 a b c]" {
		t.Errorf("then it has %q", got)
	}
	keep("a b c d")
	e := entry("a b c d")
	fine(t, b.SaveDraft(ctx, at(5), d.ID, e))
	other = unlocked(t, p, Passphrase(lockPhrase))
	if got := draftsOf(t, other); len(got) != 0 || other.Filed() != (Filing{Things: 1}) {
		t.Errorf("the draft is there beside the entry: %q, %+v", got, other.Filed())
	}
	sound(t, other)
}

// SaveDraft and DropDraft take a draft away wherever it is, at once.
func TestDraftIsDroppedWhereverItIs(t *testing.T) {
	for name, drop := range map[string]func(*testing.T, *Letterbox, journal.ID) error{
		"saved": func(t *testing.T, b *Letterbox, id journal.ID) error {
			return b.SaveDraft(t.Context(), at(5), id, entry("x"))
		},
		"dropped": func(t *testing.T, b *Letterbox, id journal.ID) error { return b.DropDraft(t.Context(), id) },
	} {
		p, ctx := guardedPlace(t), t.Context()
		lockedJournal(t, p)
		inside := &journal.Draft{Answers: map[string]string{"moment": "inside"}}
		fine(t, unlocked(t, p, Passphrase(lockPhrase)).KeepDraft(ctx, inside))
		b := boxOf(t, p)
		outside, both := &journal.Draft{}, &journal.Draft{ID: inside.ID, Count: inside.Count}
		fine(t, b.KeepDraft(ctx, outside))
		fine(t, b.KeepDraft(ctx, both)) // the same draft, gone on with
		for _, id := range []journal.ID{inside.ID, outside.ID} {
			fine(t, drop(t, b, id))
		}
		if n := numberOf(t, b.store, `select (select count(*) from draft) + (select count(*) from letter where draft = 1)`); n != 0 {
			t.Errorf("%s: %d drafts are left", name, n)
		}
		if v := unlocked(t, p, Passphrase(lockPhrase)); v.Filed().Drafts != 0 || v.Filed().Aside != 0 || len(draftsOf(t, v)) != 0 {
			t.Errorf("%s: filed %+v", name, v.Filed())
		}
	}
}

// The older state of a draft does not take the place of the newer one, and
// is not lost either.
func TestOlderDraftIsSetAside(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	b := boxOf(t, p)
	d := &journal.Draft{Answers: map[string]string{"moment": "outside"}}
	fine(t, b.KeepDraft(ctx, d))
	v := unlocked(t, p, Passphrase(lockPhrase))
	inside := &journal.Draft{ID: d.ID, Count: d.Count, Answers: map[string]string{"moment": "inside"}}
	fine(t, v.KeepDraft(ctx, inside))
	fine(t, v.KeepDraft(ctx, inside))
	fine(t, b.KeepDraft(ctx, d)) // sealed twice, the other three times
	v = unlocked(t, p, Passphrase(lockPhrase))
	if got := draftsOf(t, v); fmt.Sprint(got) != "[3 inside]" || v.Filed() != (Filing{Aside: 1}) {
		t.Errorf("drafts = %q, %+v", got, v.Filed())
	}
	for range 3 { // gone on with, it comes in again
		d.Answers["moment"] += " more"
		fine(t, b.KeepDraft(ctx, d))
	}
	v = unlocked(t, p, Passphrase(lockPhrase))
	if got := draftsOf(t, v); fmt.Sprint(got) != "[5 outside more more more]" || v.Filed() != (Filing{Drafts: 1}) {
		t.Errorf("gone on with: drafts = %q, %+v", got, v.Filed())
	}
}

// The letterbox takes only what the next unlock files.
func TestLetterboxRefuses(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	b := boxOf(t, p)
	var many []journal.Thing
	for i := range 17 {
		many = append(many, entry(fmt.Sprint(i)))
	}
	saved := entry("saved")
	saved.ID, saved.Revision = journal.ID(seal.NewID()), 1
	twice := entry("twice")
	twice.ID = journal.ID(seal.NewID())
	for name, things := range map[string][]journal.Thing{
		"nothing": nil, "seventeen things": many, "settings": {&journal.Settings{}}, "what was shared": {entry("x"), &journal.Shared{}},
		"what was saved before": {saved}, "no text": {entry("\xff")}, "one thing twice": {twice, twice},
	} {
		func() {
			defer func() {
				if said := recover(); said != nil {
					t.Errorf("%s: %v", name, said)
				}
			}()
			if err := b.Save(ctx, at(1), things...); err == nil {
				t.Errorf("%s: it was taken", name)
			}
		}()
	}
	if n := numberOf(t, b.store, `select count(*) from letter`); n != 0 {
		t.Errorf("%d letters after nothing was taken", n)
	}
}

// No word of a letter is in the file, and what is no longer needed of it is
// overwritten.
func TestLettersAreSealed(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	b := boxOf(t, p)
	fine(t, b.Save(ctx, at(1), entry("a heron on the quay")))
	var sealed []byte
	fine(t, b.conn.QueryRowContext(ctx, `select sealed from letter`).Scan(&sealed))
	file, err := os.ReadFile(p.Journal)
	fine(t, err)
	if strings.Contains(string(file), "heron") || !strings.Contains(string(file), string(sealed[:100])) {
		t.Error("the letter is not sealed in the file")
	}
	fine(t, unlocked(t, p, Passphrase(lockPhrase)).Close())
	file, err = os.ReadFile(p.Journal)
	fine(t, err)
	if strings.Contains(string(file), string(sealed[33:65])) {
		t.Error("the letter is still in the file after it was filed")
	}
}

// A journal that only a key file opens has no letterbox, and needs none.
func TestNoLetterbox(t *testing.T) {
	p := place(t)
	create(t, p)
	if _, err := reachAt(t, p).Letterbox(t.Context()); !errors.Is(err, ErrNoBox) {
		t.Errorf("Letterbox = %v", err)
	}
}
