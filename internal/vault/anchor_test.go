package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// putBack puts the journal of another place where p's is, and leaves the
// anchor.
func putBack(t *testing.T, p, from Place) {
	t.Helper()
	b, err := os.ReadFile(from.Journal)
	fine(t, err)
	fine(t, os.WriteFile(p.Journal, b, 0o600))
}

// An older copy that is put back is noticed, read and not added to, until
// a person takes it for the journal.
func TestAnchorOlderCopy(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	v := create(t, p)
	save(t, v, 1, entry("one"))
	older := copyPlace(t, p)
	save(t, v, 2, entry("two"), entry("three"))
	fine(t, v.Close())
	putBack(t, p, older)
	v = create(t, p)
	strayed := v.Strayed()
	if strayed == nil || strayed.Forked || strayed.Here != 1 || strayed.Known != 3 || !errors.Is(strayed, ErrStrayed) {
		t.Fatalf("Strayed = %+v", strayed)
	}
	if got := texts(t, v, Reading{}); len(got) != 1 || !v.Whole() {
		t.Errorf("rows = %q", got)
	}
	if err := v.Save(ctx, at(3), entry("four")); !errors.Is(err, ErrStrayed) {
		t.Errorf("Save = %v", err)
	}
	if err := v.Delete(ctx, at(3), journal.ID{}); !errors.Is(err, ErrStrayed) {
		t.Errorf("Delete = %v", err)
	}
	fine(t, v.Close())
	v = create(t, p)
	if v.Strayed() == nil {
		t.Error("a second look does not notice it")
	}
	fine(t, v.Accept(ctx))
	save(t, v, 4, entry("four"))
	fine(t, v.Close())
	if v := create(t, p); v.Strayed() != nil {
		t.Errorf("after it was accepted: %v", v.Strayed())
	}
}

// A copy that went on by itself is another history, whichever is longer.
func TestAnchorFork(t *testing.T) {
	for _, more := range []int{1, 2, 3} {
		p := guardedPlace(t)
		v := create(t, p)
		save(t, v, 1, entry("one"))
		fork := copyPlace(t, p)
		save(t, v, 2, entry("two"))
		save(t, v, 3, entry("three"))
		fine(t, v.Close())
		w := create(t, fork)
		for i := range more {
			save(t, w, 2, entry(fmt.Sprint("elsewhere ", i)))
		}
		fine(t, w.Close())
		putBack(t, p, fork)
		v = create(t, p)
		strayed := v.Strayed()
		if strayed == nil || strayed.Known != 3 || strayed.Here != int64(1+more) || strayed.Forked != (more >= 2) {
			t.Errorf("%d more: Strayed = %+v", more, strayed)
		}
	}
}

// A letter that was put in here and is neither there nor filed is missed,
// also where the file is exchanged for a copy from before it.
func TestAnchorLostLetter(t *testing.T) {
	for name, lose := range map[string]func(*testing.T, Place, Place){
		"deleted":   func(t *testing.T, p, _ Place) { meddle(t, p, `delete from letter where n = 2`) },
		"exchanged": func(t *testing.T, p, before Place) { putBack(t, p, before) },
	} {
		p, ctx := guardedPlace(t), t.Context()
		lockedJournal(t, p, entry("before"))
		fine(t, boxOf(t, p).Save(ctx, at(1), entry("one")))
		before := copyPlace(t, p)
		fine(t, boxOf(t, p).Save(ctx, at(2), entry("two")))
		lose(t, p, before)
		v := unlocked(t, p, Passphrase(lockPhrase))
		strayed := v.Strayed()
		if strayed == nil || strayed.Letters != 1 || strayed.Forked || v.Filed() != (Filing{}) {
			t.Fatalf("%s: Strayed = %+v, %+v", name, strayed, v.Filed())
		}
		fine(t, v.Accept(ctx))
		if v.Filed() != (Filing{Things: 1}) || fmt.Sprint(kindsOf(t, v)) != "[before (unlocked) one]" {
			t.Errorf("%s: accepted: %+v, %q", name, v.Filed(), kindsOf(t, v))
		}
		fine(t, v.Close())
		if v := unlocked(t, p, Passphrase(lockPhrase)); v.Strayed() != nil {
			t.Errorf("%s: then: %v", name, v.Strayed())
		}
	}
}

// Two computers with one file, such as in a folder that is kept alike,
// each with a note of its own: taking turns is no straying.
func TestAnchorTwoComputers(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	other := p
	other.State = filepath.Join(t.TempDir(), "state")
	for i, here := range []Place{p, other, other, p, p, other} {
		fine(t, boxOf(t, here).Save(ctx, at(int64(i)), entry(fmt.Sprint("letter ", i))))
		if i%2 == 1 {
			v := unlocked(t, here, Passphrase(lockPhrase))
			if v.Strayed() != nil || v.Filed() != (Filing{Things: 2}) {
				t.Fatalf("turn %d: %v, %+v", i, v.Strayed(), v.Filed())
			}
			save(t, v, int64(i), entry(fmt.Sprint("entry ", i)))
			fine(t, v.Close())
		}
	}
	for _, here := range []Place{p, other} {
		v := unlocked(t, here, Passphrase(lockPhrase))
		if v.Strayed() != nil || len(kindsOf(t, v)) != 9 {
			t.Errorf("in the end: %v, %q", v.Strayed(), kindsOf(t, v))
		}
	}
}

// A note that is gone, damaged, another's or a directory is no obstacle,
// and is written again.
func TestAnchorDamaged(t *testing.T) {
	head := hex.EncodeToString(make([]byte, 31)) + "01"
	for name, text := range map[string]string{
		"gone": "", "empty": "\x00", "no lines": "afterword anchor 1", "cut after the number": "afterword anchor 1\nseq 5\n",
		"cut in the head": "afterword anchor 1\nseq 5\nhead " + head[:40], "no number": "afterword anchor 1\nseq many\nhead " + head,
		"below nothing": "afterword anchor 1\nseq -1\nhead " + head, "a number too large": "afterword anchor 1\nseq 99999999999999999999\nhead " + head,
		"a newer one": "afterword anchor 2\nseq 5\nhead " + head, "zeros": string(make([]byte, 300)),
		"far too long": "afterword anchor 1\nseq 5\nhead " + head + "\n" + strings.Repeat("letter 00\n", 1<<17),
	} {
		t.Run(name, func(t *testing.T) {
			p := guardedPlace(t)
			v := create(t, p)
			save(t, v, 1, entry("one"))
			path := v.anchorPath()
			fine(t, v.Close())
			fine(t, os.Remove(path))
			if text != "" {
				fine(t, os.WriteFile(path, []byte(text), 0o600))
			}
			v = create(t, p)
			if v.Strayed() != nil {
				t.Fatalf("Strayed = %+v", v.Strayed())
			}
			save(t, v, 2, entry("two"))
			if a := v.readAnchor(); a == nil || a.seq != 2 {
				t.Errorf("then the note is %+v", a)
			}
			if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
				t.Errorf("its mode: %v, %v", info, err)
			}
		})
	}
}

// Where no note can be kept, everything else goes on.
func TestAnchorCannotBeWritten(t *testing.T) {
	for name, block := range map[string]func(*testing.T, Place){
		"a file for a directory": func(t *testing.T, p Place) { fine(t, os.WriteFile(p.State, nil, 0o600)) },
		"a directory for the note": func(t *testing.T, p Place) {
			l := reachAt(t, p)
			fine(t, os.MkdirAll(filepath.Join(l.anchorPath(), "in the way"), 0o700))
		},
	} {
		p, ctx := guardedPlace(t), t.Context()
		state := p.State
		p.State = ""
		lockedJournal(t, p)
		p.State = state
		block(t, p)
		fine(t, boxOf(t, p).Save(ctx, at(1), entry("one")))
		v := unlocked(t, p, Passphrase(lockPhrase))
		save(t, v, 2, entry("two"))
		if got := kindsOf(t, v); v.Strayed() != nil || len(got) != 2 {
			t.Errorf("%s: %v, %q", name, v.Strayed(), got)
		}
		fine(t, v.Accept(ctx))
		fine(t, v.Close())
		if left, err := filepath.Glob(filepath.Join(p.State, ".anchor-*")); err != nil || len(left) > 0 {
			t.Errorf("%s: left behind: %q", name, left)
		}
	}
}

// A key in the letterbox that was never its own is not made a known one by
// a computer that sees the journal for the first time.
func TestAnchorOfAForeignBox(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	exchange(t, p)
	p.State = filepath.Join(t.TempDir(), "another computer")
	unlocked(t, p, Recovery(recoverySecret())).Close()
	if _, err := reachAt(t, p).Letterbox(ctx); !errors.Is(err, ErrAltered) {
		t.Errorf("Letterbox = %v", err)
	}
}

// The note says what docs/format.md says, and nothing of what was written.
func TestAnchorLines(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("words"))
	unlocked(t, p, Passphrase(lockPhrase)).Close()
	e := entry("more words")
	b := boxOf(t, p)
	fine(t, b.Save(ctx, at(1), e))
	j, err := b.state(ctx, b.conn)
	fine(t, err)
	public, _, err := b.letterbox(ctx, b.conn)
	fine(t, err)
	want := fmt.Sprintf("afterword anchor 1\nseq 1\nhead %x\nletterbox %x\nletter %x\n", j.top, public, e.ID[:])
	place := sha256.Sum256([]byte(p.Journal))
	if got, err := os.ReadFile(filepath.Join(p.State, fmt.Sprintf("%s-%x.anchor", b.id, place[:4]))); err != nil || string(got) != want {
		t.Errorf("the note is\n%s, want\n%s (%v)", got, want, err)
	}
}

// FuzzAnchor: whatever stands in the note, the journal opens and can be
// read, and accepting it makes an end of it.
func FuzzAnchor(f *testing.F) {
	p := guardedPlace(f)
	v := create(f, p)
	save(f, v, 1, entry("one"))
	save(f, v, 2, entry("two"))
	good, err := os.ReadFile(v.anchorPath())
	fine(f, err)
	f.Add(string(good))
	f.Add(strings.Replace(string(good), "seq 2", "seq 1", 1))
	f.Add(strings.Replace(string(good), "seq 2", "seq 9223372036854775807", 1))
	f.Add(string(good) + "letter " + hex.EncodeToString(make([]byte, 16)) + "\nletterbox " + strings.Repeat("ab", 32) + "\n")
	f.Add("afterword anchor 1\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		fine(t, os.WriteFile(v.anchorPath(), []byte(text), 0o600))
		l := reachAt(t, p)
		defer l.Close()
		u, err := l.Unlock(t.Context(), KeyFile())
		fine(t, err)
		if len(texts(t, u, Reading{})) != 2 || !u.Whole() || text == string(good) && u.Strayed() != nil {
			t.Fatalf("Strayed = %v", u.Strayed())
		}
		fine(t, u.Accept(t.Context()))
		if a := u.readAnchor(); a == nil || a.seq != 2 || len(a.letters) != 0 {
			t.Fatalf("accepted, the note is %+v", a)
		}
	})
}

// What a slot holds besides its key is not believed: bytes that are not
// the ones stored open nothing.
func FuzzOpenSlot(f *testing.F) {
	p := place(f)
	lockedJournal(f, p)
	l := reachAt(f, p)
	j, err := l.state(f.Context(), l.conn)
	fine(f, err)
	slots, err := l.slots(f.Context())
	fine(f, err)
	good := slots[0]
	f.Add(good.Params, good.Sealed)
	f.Add(good.Params[:12], good.Sealed)
	f.Add([]byte{}, []byte{})
	f.Add(append([]byte{0, 0x10, 0, 1}, good.Params[4:]...), good.Sealed[:50])
	f.Fuzz(func(t *testing.T, params, sealed []byte) {
		s := seal.Slot{ID: good.ID, Kind: good.Kind, Params: params, Sealed: sealed}
		if c, ok := s.CostOf(); ok && c.Memory > 1<<10 || len(params) != len(good.Params) {
			return // this would be slow, and not more telling
		}
		key, err := s.OpenPassphrase(j.format(), lockPhrase)
		same := string(params) == string(good.Params) && string(sealed) == string(good.Sealed)
		if same != (err == nil) || err != nil && !errors.Is(err, seal.ErrSealed) || len(key) != 0 && !same {
			t.Fatalf("OpenPassphrase = %d bytes, %v", len(key), err)
		}
	})
}

// A copy that is looked at in another place is no journal that was put
// back, and does not change what is known of the one it is a copy of.
func TestCopyElsewhere(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	v := create(t, p)
	save(t, v, 1, entry("one"))
	elsewhere := Place{Journal: filepath.Join(t.TempDir(), "copy.db"), Keys: p.Keys, State: p.State}
	fine(t, v.CopyTo(ctx, elsewhere.Journal))
	save(t, v, 2, entry("two"))
	fine(t, v.Close())
	copied, err := Open(ctx, elsewhere)
	fine(t, err)
	if copied.Strayed() != nil {
		t.Errorf("the copy is %v", copied.Strayed())
	}
	save(t, copied, 3, entry("three, in the copy"))
	fine(t, copied.Close())
	v, err = Open(ctx, p)
	fine(t, err)
	defer v.Close()
	if v.Strayed() != nil {
		t.Errorf("the journal is %v", v.Strayed())
	}
}
