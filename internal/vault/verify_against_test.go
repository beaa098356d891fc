package vault

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

func TestSince(t *testing.T) {
	p := place(t)
	ctx := t.Context()
	v := create(t, p)
	none := fingerprintOf(t, v)
	one, two := entry("one"), entry("two")
	save(t, v, 1, one)
	save(t, v, 2, two)
	then := fingerprintOf(t, v)
	one.Answers[0].Text = "one, edited"
	save(t, v, 3, one)
	now := fingerprintOf(t, v)
	check := func(text string, want History) {
		t.Helper()
		if got, err := v.Since(ctx, text); err != nil || got != want {
			t.Errorf("Since(%s) = %+v, %v, want %+v", text, got, err, want)
		}
	}
	check(none, History{true, true, 0, 3})
	check(then, History{true, true, 2, 1})
	check(now, History{true, true, 3, 0})
	check(strings.ToUpper(strings.ReplaceAll(then, "-", "")), History{true, true, 2, 1})
	check(" "+strings.ReplaceAll(then, "-", " "), History{true, true, 2, 1})
	check("0000-0000-0000-0000", History{})
	for _, text := range []string{"", then[:14], then + "0", "uuuu-uuuu-uuuu-uuuu", "a fingerprint"} {
		if _, err := v.Since(ctx, text); !errors.Is(err, ErrFingerprint) {
			t.Errorf("Since(%q) = %v", text, err)
		}
	}
	// A purge takes words away and leaves the proof that nothing else went.
	if err := v.Purge(ctx, at(4), two.ID); err != nil {
		t.Fatal(err)
	}
	check(then, History{true, true, 2, 2})
	v.Close()
	meddle(t, p, `update rev set head = zeroblob(length(head)) where seq = 3`)
	v = create(t, p)
	check(then, History{true, true, 2, 2})
	check(now, History{true, false, 3, 1})
	v.Close()
	meddle(t, p, `update rev set head_hash = zeroblob(32) where seq = 1`)
	v = create(t, p)
	check(none, History{true, true, 0, 4})
	check(then, History{true, false, 2, 2}) // the links behind it are as they were
}

// A history that went another way does not have the fingerprints of the
// first from there on.
func TestSinceOnAFork(t *testing.T) {
	p := place(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	both := fingerprintOf(t, v)
	v.Close()
	copied, err := os.ReadFile(p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	v = create(t, p)
	save(t, v, 2, entry("two"))
	here := fingerprintOf(t, v)
	v.Close()
	if err := os.WriteFile(p.Journal, copied, 0o600); err != nil {
		t.Fatal(err)
	}
	v = create(t, p)
	save(t, v, 2, entry("another two"))
	for _, tt := range []struct {
		mark string
		want bool
	}{{both, true}, {here, false}} {
		if got, err := v.Since(t.Context(), tt.mark); err != nil || got.Found != tt.want {
			t.Errorf("Since(%s) = %+v, %v", tt.mark, got, err)
		}
	}
}

// Looking changes nothing: not the file, and not what is known of it here.
func TestLookLeavesEverything(t *testing.T) {
	p := place(t)
	p.State = t.TempDir()
	v := create(t, p)
	save(t, v, 1, entry("one"))
	v.Close()
	change := Change{Add: []Key{Passphrase("a calm harbour at dusk")}, Cost: seal.Floor(), Remove: []seal.SlotKind{seal.SlotKeyFile}}
	l := reached(t, p)
	if err := l.Change(t.Context(), KeyFile(), change); err != nil {
		t.Fatal(err)
	}
	box, err := l.Letterbox(t.Context())
	if err == nil {
		err = box.Save(t.Context(), at(2), entry("posted"))
	}
	if err != nil {
		t.Fatal(err)
	}
	anchor := func() string {
		t.Helper()
		text, err := os.ReadFile(l.anchorPath())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	before := anchor()
	v, err = l.Look(t.Context(), Passphrase("a calm harbour at dusk"))
	if err != nil {
		t.Fatal(err)
	}
	report, err := v.Verify(t.Context())
	if err != nil || !report.Sound() || report.Letters != 1 || report.Revisions != 1 {
		t.Errorf("Verify = %+v, %v", report, err)
	}
	if anchor() != before {
		t.Error("what is known of the journal was changed")
	}
	// A letter that was taken away is missed.
	meddle(t, p, `delete from letter`)
	if v, err = l.Look(t.Context(), Passphrase("a calm harbour at dusk")); err != nil || v.Strayed() == nil || v.Strayed().Letters != 1 {
		t.Errorf("Look = %+v, %v", v, err)
	}
}

// Whatever page is overwritten, a journal that can be unlocked is verified
// to its end, and the rest of it is found as it was.
func TestVerifyBehindDamagedPages(t *testing.T) {
	p := place(t)
	lived(t, p)
	v := create(t, p)
	before, err := v.Verify(t.Context())
	if err != nil || !before.Sound() {
		t.Fatalf("Verify = %+v, %v", before, err)
	}
	v.Close()
	whole, err := os.ReadFile(p.Journal)
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for page := 1; page < len(whole)/4096; page++ {
		broken := slices.Clone(whole)
		clear(broken[page*4096 : (page+1)*4096])
		if err := os.WriteFile(p.Journal, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := Reach(t.Context(), p)
		if err != nil {
			continue
		}
		v, err := l.Look(t.Context(), KeyFile())
		if err != nil {
			l.Close()
			continue
		}
		opened++
		report, err := v.Verify(t.Context())
		if err = errors.Join(err, v.Close()); err != nil {
			t.Errorf("page %d: %v", page+1, err)
		}
		missing := 0
		for _, d := range report.Damage {
			if d.What == "missing" {
				missing++
			}
			if d.What == "link" || d.What != "draft" && d.ID == (journal.ID{}) {
				t.Errorf("page %d: %+v", page+1, d)
			}
		}
		if report.Sound() || report.Revisions+missing != before.Revisions || report.Drafts != before.Drafts {
			t.Errorf("page %d: %d revisions and %d missing of %d: %+v", page+1, report.Revisions, missing, before.Revisions, report)
		}
	}
	if opened < len(whole)/4096-4 {
		t.Errorf("with %d of %d pages damaged the journal opened", opened, len(whole)/4096)
	}
}
