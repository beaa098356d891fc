package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"

	"afterword/internal/seal"
)

// A journal opens in every way it was given, and in no other.
func TestKeys(t *testing.T) {
	p := guardedPlace(t)
	lockedJournal(t, p, entry("words"))
	secret := seal.NewKey()
	l := reachAt(t, p)
	fine(t, l.Change(t.Context(), Passphrase(lockPhrase), Change{Add: []Key{Keyring(secret)}}))
	ways, err := l.Ways(t.Context())
	if want := []seal.SlotKind{seal.SlotPassphrase, seal.SlotRecovery, seal.SlotKeyring}; err != nil || !slices.Equal(ways, want) {
		t.Errorf("Ways = %v, %v", ways, err)
	}
	data, err := l.DataKey(t.Context(), Passphrase(lockPhrase))
	fine(t, err)
	for name, k := range map[string]Key{"passphrase": Passphrase(lockPhrase), "recovery": Recovery(recoverySecret()), "keyring": Keyring(secret), "data key": DataKey(data)} {
		if got := texts(t, unlocked(t, p, k), Reading{}); len(got) != 1 || got[0] != "words" {
			t.Errorf("%s: rows = %q", name, got)
		}
	}
	var wrong *WrongKeyError
	var none *NoSlotError
	for name, k := range map[string]Key{
		"another lockPhrase": Passphrase(lockPhrase + "s"), "no lockPhrase": Passphrase(""), "a tab": Passphrase("\t"), "a very long one": Passphrase(string(make([]byte, 1<<20))),
		"other words": Recovery([32]byte{}), "another's keyring": Keyring(seal.NewKey()), "an empty keyring": Keyring(nil),
		"the lockPhrase as a keyring": Keyring([]byte(lockPhrase)), "the keyring's as recovery": Recovery([32]byte(secret)),
	} {
		if _, err := l.Unlock(t.Context(), k); !errors.As(err, &wrong) || wrong.Kind != k.kind {
			t.Errorf("%s: Unlock = %v", name, err)
		}
	}
	if _, err := l.Unlock(t.Context(), KeyFile()); !errors.As(err, &none) || none.Kind != seal.SlotKeyFile {
		t.Errorf("Unlock with a key file that opens nothing = %v", err)
	}
	if got := texts(t, unlocked(t, p, Passphrase(lockPhrase)), Reading{}); len(got) != 1 {
		t.Errorf("after every wrong key: rows = %q", got)
	}
}

// Without a slot of its kind a key is not tried at all.
func TestNoSlot(t *testing.T) {
	p := place(t)
	create(t, p)
	l := reachAt(t, p)
	for _, k := range []Key{Passphrase(lockPhrase), Recovery(recoverySecret()), Keyring(seal.NewKey())} {
		var none *NoSlotError
		if _, err := l.Unlock(t.Context(), k); !errors.As(err, &none) || none.Kind != k.kind {
			t.Errorf("%s: Unlock = %v", k.kind, err)
		}
	}
}

// A passphrase is exchanged and taken away again; what was written stays.
func TestChangePassphrase(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("words"))
	l := reachAt(t, p)
	_, before, err := l.letterbox(ctx, l.conn)
	fine(t, err)
	fine(t, l.Change(ctx, Recovery(recoverySecret()), Change{Add: []Key{Passphrase("another one")}, Cost: cheapCost(), Remove: []seal.SlotKind{seal.SlotPassphrase}}))
	if _, err := l.DataKey(ctx, Passphrase(lockPhrase)); err == nil {
		t.Error("the passphrase of before still opens the journal")
	}
	if _, after, err := l.letterbox(ctx, l.conn); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the letterbox was exchanged with the passphrase: %v", err)
	}
	fine(t, l.Change(ctx, Passphrase("another one"), Change{Add: []Key{KeyFile()}, Remove: []seal.SlotKind{seal.SlotPassphrase, seal.SlotRecovery}}))
	info, err := os.Stat(l.KeyFile())
	if err != nil || info.Mode() != 0o600 {
		t.Fatalf("the key file: %v, %v", info, err)
	}
	v := create(t, p) // with the key file
	if got := texts(t, v, Reading{}); len(got) != 1 || got[0] != "words" {
		t.Errorf("rows = %q", got)
	}
	sound(t, v)
}

// Neither nothing nor the desktop's keyring may be all that is left.
func TestLastKey(t *testing.T) {
	for name, c := range map[string]Change{
		"nothing":           {Remove: []seal.SlotKind{seal.SlotPassphrase, seal.SlotRecovery}},
		"the keyring alone": {Add: []Key{Keyring(seal.NewKey())}, Remove: []seal.SlotKind{seal.SlotPassphrase, seal.SlotRecovery}},
	} {
		p := guardedPlace(t)
		lockedJournal(t, p)
		l := reachAt(t, p)
		if err := l.Change(t.Context(), Passphrase(lockPhrase), c); !errors.Is(err, ErrLastKey) {
			t.Errorf("%s: Change = %v", name, err)
		}
		if _, err := l.DataKey(t.Context(), Recovery(recoverySecret())); err != nil {
			t.Errorf("%s: the recovery words: %v", name, err)
		}
	}
}

// A change is made whole or not at all, whatever part of it fails.
func TestChangeIsAllOrNone(t *testing.T) {
	whole := seal.Cost{Memory: 64, Time: 1, Threads: 1}
	all := []seal.SlotKind{seal.SlotKeyFile, seal.SlotPassphrase, seal.SlotRecovery, seal.SlotKeyring}
	for name, c := range map[string]Change{
		"a passphrase that cannot be": {Add: []Key{Recovery([32]byte{1}), Passphrase("")}, Cost: whole, Remove: all},
		"a cost that cannot be paid":  {Add: []Key{Recovery([32]byte{1}), Passphrase("x")}, Cost: seal.Cost{Memory: 1 << 31, Time: 1, Threads: 1}, Remove: all},
		"after a key file":            {Add: []Key{KeyFile(), Passphrase("")}, Cost: whole, Remove: all},
		"nothing left":                {Remove: all},
	} {
		t.Run(name, func(t *testing.T) {
			p, ctx := guardedPlace(t), t.Context()
			v := create(t, p)
			save(t, v, 1, entry("words"))
			fine(t, v.Close())
			l := reachAt(t, p)
			key, err := os.ReadFile(l.KeyFile())
			fine(t, err)
			file, err := os.ReadFile(p.Journal)
			fine(t, err)
			if err := l.Change(ctx, KeyFile(), c); err == nil {
				t.Fatal("the change was made")
			}
			if after, err := os.ReadFile(l.KeyFile()); err != nil || !bytes.Equal(key, after) {
				t.Errorf("the key file was changed: %v", err)
			}
			if after, err := os.ReadFile(p.Journal); err != nil || !bytes.Equal(file, after) {
				t.Errorf("the journal was changed: %v", err)
			}
			if _, err := l.DataKey(ctx, KeyFile()); err != nil {
				t.Errorf("the key file of before: %v", err)
			}
		})
	}
}

// A disk that is full in the middle of a change leaves what was.
func TestChangeOnAFullDisk(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	create(t, p).Close()
	l := reachAt(t, p)
	pages := numberOf(t, l.store, `select page_count from pragma_page_count`)
	if _, err := l.conn.ExecContext(ctx, fmt.Sprintf("pragma max_page_count = %d", pages)); err != nil {
		t.Fatal(err)
	}
	many := Change{Cost: cheapCost()}
	for range 60 { // more than the page of slots has room for
		many.Add = append(many.Add, Recovery([32]byte{7}))
	}
	if err := l.Change(ctx, KeyFile(), many); !errors.Is(err, ErrFull) {
		t.Errorf("Change = %v", err)
	}
	if ways, err := l.Ways(ctx); err != nil || len(ways) != 1 {
		t.Errorf("Ways = %v, %v", ways, err)
	}
	if _, err := l.DataKey(ctx, KeyFile()); err != nil {
		t.Error(err)
	}
}

// A key file that is no longer needed is overwritten and gone, once.
func TestDropKeyFile(t *testing.T) {
	p := place(t)
	v := create(t, p)
	key, err := os.Open(v.KeyFile())
	fine(t, err)
	defer key.Close()
	fine(t, v.DropKeyFile())
	fine(t, v.DropKeyFile())
	if _, err := os.Stat(v.KeyFile()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the key file is there: %v", err)
	}
	left := make([]byte, 200)
	n, _ := key.Read(left)
	if n == 0 || !bytes.Equal(left[:n], make([]byte, n)) {
		t.Errorf("the key file's bytes are still on the disk: %d", n)
	}
}

// However a passphrase is typed, it is the same one; whatever else is
// changed makes it another.
func TestPassphraseIsPrepared(t *testing.T) {
	p := place(t)
	create(t, p)
	l := reachAt(t, p)
	fine(t, l.Change(t.Context(), KeyFile(), Change{Add: []Key{Passphrase("grüne Brücke 7")}, Cost: cheapCost()}))
	for name, tt := range map[string]struct {
		text string
		ok   bool
	}{
		"as it was set":       {"grüne Brücke 7", true},
		"decomposed":          {"gru\u0308ne Bru\u0308cke 7", true},
		"a no-break space":    {"grüne\u00a0Brücke 7", true},
		"an ideographic":      {"grüne Brücke\u30007", true},
		"without the accents": {"grune Brucke 7", false},
		"in capitals":         {"GRÜNE BRÜCKE 7", false},
		"two spaces":          {"grüne  Brücke 7", false},
		"a space behind":      {"grüne Brücke 7 ", false},
		"a wide digit":        {"grüne Brücke \uff17", false},
	} {
		if _, err := l.DataKey(t.Context(), Passphrase(tt.text)); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// worked is how much memory fn had allocated, in KiB.
func allocated(fn func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	fn()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 10
}

// A damaged slot cannot be told from a wrong passphrase: the words are the
// same, and so is the work. Parameters that would use up the machine are
// not followed.
func TestDamagedPassphraseSlot(t *testing.T) {
	for name, tt := range map[string]struct {
		query string
		least uint64 // KiB
	}{
		"a wrong lockPhrase":     {`select 1`, 64},
		"the sealed key changed": {`update slot set sealed = zeroblob(89) where kind = 'passphrase'`, 64},
		"the sealed key cut":     {`update slot set sealed = substr(sealed, 1, 40) where kind = 'passphrase'`, 64},
		"the salt changed":       {`update slot set params = cast(substr(params, 1, 12) || zeroblob(32) as blob) where kind = 'passphrase'`, 64},
		"no parameters":          {`update slot set params = x'' where kind = 'passphrase'`, 64 << 10},
		"4 TiB of memory":        {`update slot set params = cast(x'ffffffff0000000100000001' || substr(params, 13) as blob) where kind = 'passphrase'`, 64 << 10},
		"1 GiB and a little":     {`update slot set params = cast(x'001000010000000100000001' || substr(params, 13) as blob) where kind = 'passphrase'`, 64 << 10},
		"17 passes":              {`update slot set params = cast(x'000000400000001100000001' || substr(params, 13) as blob) where kind = 'passphrase'`, 64 << 10},
	} {
		t.Run(name, func(t *testing.T) {
			p := place(t)
			lockedJournal(t, p)
			meddle(t, p, tt.query)
			l, text := reachAt(t, p), lockPhrase
			if tt.query == `select 1` {
				text = "another"
			}
			var err error
			used := allocated(func() { _, err = l.DataKey(t.Context(), Passphrase(text)) })
			if err == nil || err.Error() != (&WrongKeyError{Kind: seal.SlotPassphrase}).Error() {
				t.Errorf("DataKey = %v", err)
			}
			if used < tt.least || used > 2*(64<<10) {
				t.Errorf("one try took %d KiB, want at least %d", used, tt.least)
			}
			if _, err := l.DataKey(t.Context(), Recovery(recoverySecret())); err != nil {
				t.Errorf("the recovery words: %v", err)
			}
		})
	}
}

// A data key that is another journal's must not come into a slot.
func TestChangeWithAnothersDataKey(t *testing.T) {
	p, ctx := place(t), t.Context()
	lockedJournal(t, p, entry("words"))
	l := reachAt(t, p)
	err := l.Change(ctx, DataKey(seal.NewKey()), Change{Add: []Key{Recovery([32]byte{1})}, Remove: []seal.SlotKind{seal.SlotPassphrase, seal.SlotRecovery}})
	if err == nil {
		t.Error("a key that opens nothing was wrapped")
	}
	if _, err := l.DataKey(ctx, Passphrase(lockPhrase)); err != nil {
		t.Errorf("the passphrase: %v", err)
	}
}
