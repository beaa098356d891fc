package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// onlyFile looks whether a directory holds nothing but the one file.
func onlyFile(t *testing.T, path string) {
	t.Helper()
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(all) != 1 || all[0].Name() != filepath.Base(path) {
		t.Errorf("beside the copy there are %v, %v", all, err)
	}
}

// A copy is the journal, whoever made it, and opens with the same keys.
func TestCopyTo(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("one"))
	b := boxOf(t, p)
	fine(t, b.Save(ctx, at(1), entry("two")))
	path := filepath.Join(t.TempDir(), "a new place", "copy.db")
	fine(t, b.CopyTo(ctx, path)) // while locked
	onlyFile(t, path)
	for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): fs.ModeDir | 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode() != want {
			t.Errorf("%s has mode %v, %v", filepath.Base(name), info.Mode(), err)
		}
	}
	// A journal that is copied is not changed by it.
	if n := numberOf(t, b.store, `select count(*) from letter`); n != 1 {
		t.Errorf("%d letters in the journal", n)
	}
	v := unlocked(t, Place{Journal: path}, Recovery(recoverySecret()))
	if got := kindsOf(t, v); fmt.Sprint(got) != "[one (unlocked) two]" {
		t.Errorf("the copy holds %q", got)
	}
	sound(t, v)
}

// What is there already is not written over, not by half either.
func TestCopyToRefuses(t *testing.T) {
	p, ctx := place(t), t.Context()
	v := create(t, p)
	save(t, v, 1, entry("one"))
	path := filepath.Join(t.TempDir(), "copy.db")
	fine(t, os.WriteFile(path, []byte("another's"), 0o644))
	if err := v.CopyTo(ctx, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("CopyTo = %v", err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "another's" {
		t.Errorf("what was there is now %q, %v", b, err)
	}
	onlyFile(t, path)
	if err := v.CopyTo(ctx, p.Journal); !errors.Is(err, os.ErrExist) {
		t.Errorf("CopyTo onto the journal itself = %v", err)
	}
	if err := v.CopyTo(ctx, filepath.Join(path, "below a file.db")); err == nil {
		t.Error("a copy was made below a file")
	}
}

// A copy that does not come to be leaves nothing behind.
func TestCopyToCutOff(t *testing.T) {
	p := place(t)
	v := create(t, p)
	save(t, v, 1, entry("one"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := filepath.Join(t.TempDir(), "copies", "copy.db")
	if err := v.CopyTo(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("CopyTo = %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	fine(t, v.CopyTo(t.Context(), path))
	onlyFile(t, path)
}

// Copies are made while another window writes, each of one moment.
func TestCopyToWhileAnotherWrites(t *testing.T) {
	p, ctx := place(t), t.Context()
	create(t, p).Close()
	writer, reader := create(t, p), reachAt(t, p)
	stop, done := make(chan struct{}), make(chan error)
	go func() {
		for i := int64(0); ; i++ {
			err := writer.Save(context.Background(), at(i), entry("one of two"), entry("two of two"))
			for range 20 { // nobody writes without a pause
				if _, wrong := writer.Verify(context.Background()); err == nil {
					err = wrong
				}
			}
			if err != nil {
				done <- err
				return
			}
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
		}
	}()
	made := 0
	for i := range 10 {
		path := filepath.Join(t.TempDir(), fmt.Sprint(i, ".db"))
		err := reader.CopyTo(ctx, path)
		if errors.Is(err, ErrBusy) {
			continue // the other window was faster five times
		}
		fine(t, err)
		onlyFile(t, path)
		made++
		c, err := Open(ctx, Place{Journal: path, Keys: p.Keys})
		fine(t, err)
		if n := len(texts(t, c, Reading{})); n%2 != 0 || !c.Whole() {
			t.Errorf("copy %d has %d entries of pairs", i, n)
		}
		sound(t, c)
		fine(t, c.Close())
	}
	close(stop)
	fine(t, <-done)
	fine(t, reader.CopyTo(ctx, filepath.Join(t.TempDir(), "at rest.db")))
	t.Logf("%d of 10 copies were made while another window wrote", made)
}

// A journal of the first schema is copied as it is.
func TestCopyToOfSchema1(t *testing.T) {
	p, ctx := copyFixture(t), t.Context()
	s, err := connect(ctx, p)
	fine(t, err)
	defer s.Close()
	path := filepath.Join(t.TempDir(), "copy.db")
	fine(t, s.CopyTo(ctx, path))
	c, err := connect(ctx, Place{Journal: path})
	fine(t, err)
	defer c.Close()
	if version, err := c.readVersion(ctx, c.conn); err != nil || version != 1 {
		t.Errorf("the copy has version %d, %v", version, err)
	}
	if same, err := sameRows(ctx, s.conn, c.conn); err != nil || !same {
		t.Errorf("the copy is the same: %t, %v", same, err)
	}
	fine(t, c.Close())
	sound(t, unlocked(t, Place{Journal: path, Keys: p.Keys}, KeyFile()))
	before, err := os.ReadFile(filepath.Join(fixture, "journal.db"))
	fine(t, err)
	if after, err := os.ReadFile(p.Journal); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the journal was changed by being copied: %v", err)
	}
}
