package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterword/internal/journal"
)

// edited is an entry that said a word of its own first, and does not any
// more.
func edited(t *testing.T, v *Vault) *journal.Entry {
	t.Helper()
	e := entry("with a word of its own")
	e.Gist = "a word of its own"
	save(t, v, 1, entry("another"), e)
	e.Answers[0].Text, e.Gist = "with heron-3", "with heron-3"
	save(t, v, 2, e)
	e.Tags = []string{"a head alone"}
	save(t, v, 3, e)
	return e
}

// Forgetting takes the earlier heads and bodies out of the file and leaves
// the newest, and a chain that can be proved.
func TestForget(t *testing.T) {
	p, ctx := place(t), t.Context()
	v := create(t, p)
	e := edited(t, v)
	sealed := envelopes(t, v, e.ID)
	before := fingerprintOf(t, v)
	d := &journal.Draft{Started: at(4), Plan: journal.Plan{Flow: journal.FlowEdit, Entry: e.ID}, Answers: map[string]string{"a1": "a word of its own"}}
	if err := v.KeepDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	if n, err := v.Forgettable(ctx, e.ID); n != 2 || err != nil {
		t.Errorf("%d revisions can be forgotten, %v", n, err)
	}
	if n, err := v.Forget(ctx, at(5), []journal.ID{d.ID}, e.ID); n != 3 || err != nil {
		t.Fatalf("%d revisions were forgotten, %v", n, err)
	}
	if err := v.Vacuum(ctx); err != nil {
		t.Fatal(err)
	}
	sound(t, v)
	raw, err := os.ReadFile(p.Journal)
	fine(t, err)
	for i, envelope := range sealed {
		if bytes.Contains(raw, envelope[:60]) {
			t.Errorf("envelope %d is still in the file", i)
		}
	}
	var now journal.Entry
	if err := v.Load(ctx, e.ID, &now); err != nil || now.Answers[0].Text != "with heron-3" || now.Revision != 4 || !now.Forgot || now.First != e.First {
		t.Errorf("it is now %+v, %v", now, err)
	}
	past, err := v.History(ctx, e.ID)
	if err != nil || len(past) != 4 || past[3].State != journal.Live || !past[3].Forgot || past[3].Saved != at(5) {
		t.Fatalf("its history is %+v, %v", past, err)
	}
	for i := range 3 {
		if past[i].State != journal.Forgotten || !past[i].Saved.IsZero() {
			t.Errorf("revision %d is %+v", i+1, past[i])
		}
		if err := v.LoadRevision(ctx, e.ID, i+1, new(journal.Entry)); !errors.Is(err, ErrForgotten) {
			t.Errorf("revision %d gives %v", i+1, err)
		}
	}
	if drafts, _, err := v.Drafts(ctx); len(drafts) != 0 || err != nil {
		t.Errorf("%d drafts are left, %v", len(drafts), err)
	}
	if _, err := v.Undo(ctx, at(6)); !errors.Is(err, ErrForgotten) {
		t.Errorf("undo gives %v", err)
	}
	if h, err := v.Since(ctx, before); err != nil || !h.Found || !h.Intact {
		t.Errorf("since then: %+v, %v", h, err)
	}

	// It goes on as ever, and what it says now can be forgotten too.
	now.Answers[0].Text = "calmer"
	save(t, v, 7, &now)
	if _, err := v.Undo(ctx, at(8)); err != nil {
		t.Errorf("undo of a later edit: %v", err)
	}
	if n, err := v.Forget(ctx, at(9), nil, e.ID); n != 3 || err != nil {
		t.Errorf("%d more were forgotten, %v", n, err)
	}
	if n, err := v.Forget(ctx, at(10), nil, e.ID); n != 0 || err != nil {
		t.Errorf("with nothing to forget, %d were, %v", n, err)
	}
	sound(t, v)
	if err := v.Purge(ctx, at(11), e.ID); err != nil {
		t.Fatal(err)
	}
	sound(t, v)
	if _, err := v.Forget(ctx, at(12), nil, e.ID); !errors.Is(err, ErrPurged) {
		t.Errorf("forgetting what was purged gives %v", err)
	}
}

// A journal that forgot follows from what was here last, and a copy from
// before is noticed.
func TestForgetAnchor(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	v := create(t, p)
	e := edited(t, v)
	copied := filepath.Join(t.TempDir(), "copy.db")
	fine(t, v.CopyTo(ctx, copied))
	if _, err := v.Forget(ctx, at(5), nil, e.ID); err != nil {
		t.Fatal(err)
	}
	fine(t, v.Close())
	v = create(t, p)
	if v.Strayed() != nil || !v.Whole() {
		t.Errorf("it opens as strayed: %v", v.Strayed())
	}
	fine(t, v.Close())
	before := p
	before.Journal = copied
	putBack(t, p, before)
	v = create(t, p)
	defer v.Close()
	if v.Strayed() == nil {
		t.Error("a copy from before it forgot is taken for the journal")
	}
}

// What is on hold forgets nothing, nor does anything together with it.
func TestForgetHeld(t *testing.T) {
	v, ctx := create(t, place(t)), t.Context()
	e, other := edited(t, v), edited(t, v)
	if err := v.Hold(ctx, at(5), true, other.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Forget(ctx, at(6), nil, e.ID, other.ID); !errors.Is(err, ErrHeld) {
		t.Errorf("gives %v", err)
	}
	if n, err := v.Forgettable(ctx, e.ID); n != 2 || err != nil {
		t.Errorf("%d revisions still have their wording, %v", n, err)
	}
	// The mark goes along with a thing that forgets once it is released.
	if err := errors.Join(v.Hold(ctx, at(7), false, other.ID), v.Look(ctx, at(8), other.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Forget(ctx, at(9), nil, other.ID); err != nil {
		t.Fatal(err)
	}
	if past, err := v.History(ctx, other.ID); err != nil || past[len(past)-1].Looked != at(8).Date() {
		t.Errorf("its history is %+v, %v", past, err)
	}
	// A thing in the trash stays there.
	if err := v.Delete(ctx, at(10), e.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Forget(ctx, at(11), nil, e.ID); err != nil {
		t.Fatal(err)
	}
	var now journal.Entry
	if err := v.Load(ctx, e.ID, &now); err != nil || now.State != journal.Deleted {
		t.Errorf("it is %q, %v", now.State, err)
	}
	sound(t, v)
}

// Only what a revision says it forgot may lack its head.
func TestForgetTampering(t *testing.T) {
	for name, change := range map[string]string{
		"a later head":      `update rev set head = null where seq = (select max(seq) - 1 from rev)`,
		"the forgetting":    `update rev set head = null where seq = (select max(seq) - 2 from rev)`,
		"another's head":    `update rev set head = null where seq = 1`,
		"a body of its own": `delete from body where seq = (select max(seq) from body)`,
	} {
		t.Run(name, func(t *testing.T) {
			v, ctx := create(t, place(t)), t.Context()
			e := edited(t, v)
			if _, err := v.Forget(ctx, at(5), nil, e.ID); err != nil {
				t.Fatal(err)
			}
			for n := range int64(2) {
				if err := v.Load(ctx, e.ID, e); err != nil {
					t.Fatal(err)
				}
				e.Answers[0].Text += ", calmer"
				save(t, v, 6+n, e)
			}
			sound(t, v)
			if _, err := v.conn.ExecContext(ctx, change); err != nil {
				t.Fatal(err)
			}
			if report, err := v.Verify(ctx); err != nil || len(report.Damage) == 0 {
				t.Errorf("verify finds nothing: %+v, %v", report, err)
			}
			if _, err := v.Carry(ctx, nil, func(*journal.Carried) error { return nil }); !errors.Is(err, ErrDamaged) {
				t.Errorf("carrying it gives %v", err)
			}
		})
	}
}

// A salvage keeps what was forgotten forgotten, and its history the same.
func TestForgetSalvage(t *testing.T) {
	p, ctx := place(t), t.Context()
	v := create(t, p)
	e := edited(t, v)
	if _, err := v.Forget(ctx, at(5), nil, e.ID); err != nil {
		t.Fatal(err)
	}
	save(t, v, 6, entry("after it"))
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := v.CopyTo(ctx, copied); err != nil {
		t.Errorf("a copy: %v", err)
	}
	v.Close()
	out, fresh := salvageTo(t, p)
	if !out.Whole() || !out.SameHistory {
		t.Errorf("salvaged %+v", out)
	}
	if past, err := fresh.History(ctx, e.ID); err != nil || len(past) != 4 || past[0].State != journal.Forgotten {
		t.Errorf("its history is %+v, %v", past, err)
	}
	sound(t, fresh)
	fresh.Close()

	// With an earlier record damaged, all behind it is sealed anew.
	v, err := Open(ctx, p)
	fine(t, err)
	if _, err := v.conn.ExecContext(ctx, `update rev set head = zeroblob(300) where seq = 1`); err != nil {
		t.Fatal(err)
	}
	v.Close()
	out, fresh = salvageTo(t, p)
	if len(out.Lost) != 1 || out.SameHistory {
		t.Errorf("salvaged %+v", out)
	}
	past, err := fresh.History(ctx, e.ID)
	if err != nil || len(past) != 4 || past[0].State != journal.Forgotten || !past[3].Forgot {
		t.Errorf("its history is %+v, %v", past, err)
	}
	if got := strings.Join(texts(t, fresh, Reading{Bodies: true}), "; "); !strings.Contains(got, "with heron-3") {
		t.Errorf("it holds %s", got)
	}
	sound(t, fresh)
}
