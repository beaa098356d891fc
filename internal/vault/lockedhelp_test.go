package vault

import (
	"os"
	"path/filepath"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// The keys of the journals that the tests lock.
const lockPhrase = "copper lantern over the wet quay"

func recoverySecret() (secret [32]byte) {
	for i := range secret {
		secret[i] = byte(0xe0 + i)
	}
	return secret
}

// cheap is a cost that a test can pay.
func cheapCost() seal.Cost { return seal.Cost{Memory: 64, Time: 1, Threads: 1} }

// guarded is a place with everything that can belong to a journal.
func guardedPlace(t testing.TB) Place {
	p := place(t)
	p.State = filepath.Join(filepath.Dir(filepath.Dir(p.Journal)), "state")
	return p
}

// lock makes a journal that a passphrase and recovery words open, and no
// key file, and puts entries into it.
func lockedJournal(t testing.TB, p Place, entries ...journal.Thing) {
	t.Helper()
	v, err := Create(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) > 0 {
		save(t, v, 1, entries...)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	l := reachAt(t, p)
	fine(t, l.Change(t.Context(), KeyFile(), Change{Add: []Key{Passphrase(lockPhrase), Recovery(recoverySecret())}, Cost: cheapCost(),
		Remove: []seal.SlotKind{seal.SlotKeyFile}}))
	fine(t, l.DropKeyFile())
	fine(t, l.Close())
}

// found reaches a journal that is closed when the test ends.
func reachAt(t testing.TB, p Place) *Locked {
	t.Helper()
	l, err := Reach(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// opened unlocks a journal that is closed when the test ends.
func unlocked(t testing.TB, p Place, k Key) *Vault {
	t.Helper()
	v, err := reachAt(t, p).Unlock(t.Context(), k)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// box opens the letterbox of a journal as a window of its own would.
func boxOf(t testing.TB, p Place) *Letterbox {
	t.Helper()
	b, err := reachAt(t, p).Letterbox(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// copied copies a closed journal and its anchor into a place of their own.
func copyPlace(t testing.TB, p Place) Place {
	t.Helper()
	to := guardedPlace(t)
	fine(t, os.CopyFS(filepath.Dir(filepath.Dir(to.Journal)), os.DirFS(filepath.Dir(filepath.Dir(p.Journal)))))
	return to
}

// number is the one number that a query gives.
func numberOf(t testing.TB, s *store, query string, args ...any) (n int) {
	t.Helper()
	fine(t, s.conn.QueryRowContext(t.Context(), query, args...).Scan(&n))
	return n
}
