package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"afterword/internal/journal"
)

// FuzzOpenFile writes over a few bytes of a journal. Whatever they are,
// nothing crashes, and nothing is read that was not written.
func FuzzOpenFile(f *testing.F) {
	good, err := os.ReadFile(filepath.Join(fixture, "journal.db"))
	if err != nil {
		f.Fatal(err)
	}
	written := map[string]bool{}
	k := expected()
	for _, e := range []*journal.Entry{k.full, k.edited, k.deleted, k.restored, k.purged, k.empty} {
		written[e.Gist] = true
	}
	for _, at := range []int{0, 18, 60, 68, 100, 4096, 5000, 9000, len(good) - 300} {
		f.Add(at, []byte{0xff, 0, 0x41})
	}
	f.Add(0, []byte("SQLite format 4\x00"))
	f.Fuzz(func(t *testing.T, at int, over []byte) {
		if at < 0 || at >= len(good) || len(over) > 64 {
			return
		}
		p := copyFixture(t)
		bad := bytes.Clone(good)
		copy(bad[at:], over)
		if err := os.WriteFile(p.Journal, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := Open(t.Context(), p)
		if err != nil {
			return
		}
		defer v.Close()
		for row, err := range v.Rows(t.Context(), Reading{Bodies: true, Deleted: true}) {
			if err != nil || row.Kind != journal.KindEntry {
				continue
			}
			var e journal.Entry
			if err := row.Into(&e); err != nil && !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			if !written[e.Gist] {
				t.Fatal("an entry was read that nobody wrote")
			}
		}
		_, err = v.Verify(t.Context())
		if err == nil && bytes.Equal(bad, good) {
			sound(t, v)
		}
	})
}
