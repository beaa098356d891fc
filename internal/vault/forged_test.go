package vault

import (
	"bytes"
	"crypto/ecdh"
	"errors"
	"fmt"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// forge puts a payload into the letterbox as someone can who has the file
// and no key: sealed well, whatever it holds.
func forge(t testing.TB, p Place, at seal.LetterPlace, payload []byte) {
	t.Helper()
	l := reachAt(t, p)
	public, _, err := l.letterbox(t.Context(), l.conn)
	fine(t, err)
	b, err := seal.NewLetterbox(l.id, public)
	fine(t, err)
	sealed, err := b.Seal(at, payload)
	fine(t, err)
	if at.Count == 0 {
		at.Count = 1
	}
	_, err = l.conn.ExecContext(t.Context(), `insert into letter (id, draft, count, sealed) values (?, ?, ?, ?)`, at.ID[:], at.Draft, at.Count, sealed)
	fine(t, err)
	fine(t, l.Close())
}

// cborOf encodes what a forger may write, right or wrong.
func cborOf(t testing.TB, value any) []byte {
	t.Helper()
	c, err := seal.NewCodec()
	fine(t, err)
	b, err := c.Encode(value)
	fine(t, err)
	return b
}

// postedEntry is an entry as a letter holds it.
func postedEntry(t testing.TB, id journal.ID) posted {
	e := entry("forged")
	return posted{ID: id, Kind: journal.KindEntry, Head: cborOf(t, &e.EntryHead), Body: cborOf(t, &e.EntryBody)}
}

// What is sealed well and cannot be what it says is set aside, said, and
// kept. It hinders neither the unlock nor the letters behind it.
func TestForgedLetters(t *testing.T) {
	id, other := journal.ID{1, 2, 3}, journal.ID{4, 5, 6}
	letterWith := func(change func(*letter)) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			l := letter{Schema: 1, Saved: at(1), Things: []posted{postedEntry(t, id)}}
			change(&l)
			return cborOf(t, l)
		}
	}
	thing := func(change func(*posted)) func(*testing.T) []byte {
		return letterWith(func(l *letter) { change(&l.Things[0]) })
	}
	raw := func(text string) func(*testing.T) []byte { return func(*testing.T) []byte { return []byte(text) } }
	for name, payload := range map[string]func(*testing.T) []byte{
		"nothing":                   raw(""),
		"no CBOR":                   raw("\xff\xff\xff"),
		"cut off":                   raw("\xa4\x61t"),
		"another map":               raw("\xa1\x61x\x01"),
		"not even a map":            raw("\x01"),
		"an array of lies":          raw("\x9b\xff\xff\xff\xff\xff\xff\xff\xff"),
		"layout 2":                  letterWith(func(l *letter) { l.Schema = 2 }),
		"layout 0":                  letterWith(func(l *letter) { l.Schema = 0 }),
		"no things":                 letterWith(func(l *letter) { l.Things = nil }),
		"another id than its place": letterWith(func(l *letter) { l.Things[0].ID = other }),
		"a second one without id":   letterWith(func(l *letter) { l.Things = append(l.Things, postedEntry(t, journal.ID{})) }),
		"one id twice":              letterWith(func(l *letter) { l.Things = append(l.Things, l.Things[0]) }),
		"seventeen things": letterWith(func(l *letter) {
			for i := range 16 {
				l.Things = append(l.Things, postedEntry(t, journal.ID{9, byte(i)}))
			}
		}),
		"settings":            thing(func(p *posted) { p.Kind = journal.KindSettings }),
		"what was shared":     thing(func(p *posted) { p.Kind = journal.KindShared }),
		"an unknown kind":     thing(func(p *posted) { p.Kind = "session" }),
		"a head that is none": thing(func(p *posted) { p.Head = seal.Raw("\x01") }),
		"a body that is none": thing(func(p *posted) { p.Body = seal.Raw("\x61x") }),
		"no body":             thing(func(p *posted) { p.Body = seal.Raw("\xf6") }),
	} {
		t.Run(name, func(t *testing.T) {
			forgedIsSetAside(t, seal.LetterPlace{ID: id, Count: 1}, payload(t))
		})
	}
	// What the encoding itself refuses has to be put together by hand.
	whole := cborOf(t, letter{Schema: 1, Saved: at(1), Things: []posted{postedEntry(t, id)}})
	for name, tail := range map[string]string{
		"a key twice, deep in what is unknown":   "\x62zz\xa2\x61a\x01\x61a\x02",
		"no text, deep in what is unknown":       "\x62zz\x81\x61\xff",
		"a list as key, deep in what is unknown": "\x62zz\xa1\x80\x01",
	} {
		for _, part := range []string{"head", "body"} {
			t.Run(name+" of the "+part, func(t *testing.T) {
				e := postedEntry(t, id)
				b := map[string]seal.Raw{"head": e.Head, "body": e.Body}[part]
				more := append([]byte{b[0] + 1}, b[1:]...)
				more = append(more, tail...)
				payload := bytes.Replace(whole, b, more, 1)
				if bytes.Equal(payload, whole) {
					t.Fatal("nothing was put in")
				}
				forgedIsSetAside(t, seal.LetterPlace{ID: id, Count: 1}, payload)
			})
		}
	}
	t.Run("a draft that is none", func(t *testing.T) {
		forgedIsSetAside(t, seal.LetterPlace{ID: id, Count: 1, Draft: true}, []byte("\x01"))
	})
}

// forgedIsSetAside puts a payload between two letters and looks what
// becomes of the three.
func forgedIsSetAside(t *testing.T, place seal.LetterPlace, payload []byte) {
	t.Helper()
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("before"))
	fine(t, boxOf(t, p).Save(ctx, at(1), entry("one")))
	forge(t, p, place, payload)
	fine(t, boxOf(t, p).Save(ctx, at(2), entry("two")))
	l := reachAt(t, p)
	v, err := l.Unlock(ctx, Passphrase(lockPhrase))
	fine(t, err)
	if v.Filed() != (Filing{Things: 2, Aside: 1}) {
		t.Errorf("Filed = %+v", v.Filed())
	}
	if got := kindsOf(t, v); fmt.Sprint(got) != "[before (unlocked) one two]" {
		t.Errorf("rows = %q", got)
	}
	setAside(t, p, 1)
	if again := unlocked(t, p, Passphrase(lockPhrase)); again.Filed() != (Filing{}) || !again.Whole() {
		t.Errorf("the next unlock: %+v", again.Filed())
	}
}

// setAside looks whether letters are kept that were set aside, and that
// verifying says so.
func setAside(t *testing.T, p Place, want int) {
	t.Helper()
	setAsideBy(t, unlocked(t, p, Passphrase(lockPhrase)), want)
}

func setAsideBy(t *testing.T, v *Vault, want int) {
	t.Helper()
	if c, err := v.Count(t.Context()); err != nil || c.Aside != want || c.Letters != want {
		t.Errorf("Count = %+v, %v", c, err)
	}
	report, err := v.Verify(t.Context())
	if err != nil || !report.Chain || !report.File || report.Aside != want || report.Sound() != (want == 0) {
		t.Errorf("Verify = %+v, %v", report, err)
	}
}

// A letter is bound to its place: moved, renamed, counted otherwise or put
// back once it was filed, it is set aside.
func TestMovedLetters(t *testing.T) {
	for name, tt := range map[string]struct {
		query string
		want  Filing
	}{
		"two exchanged":   {`create temp table was as select n, sealed from letter; update letter set sealed = (select sealed from was where was.n = 3 - letter.n)`, Filing{Aside: 2}},
		"count changed":   {`update letter set count = 2 where n = 1`, Filing{Things: 1, Aside: 1}},
		"made a draft":    {`update letter set draft = 1 where n = 1`, Filing{Things: 1, Aside: 1}},
		"another's id":    {`update letter set id = zeroblob(16) where n = 1`, Filing{Things: 1, Aside: 1}},
		"a bit flipped":   {`update letter set sealed = cast(substr(sealed, 1, 99) || case substr(sealed, 100, 1) when x'00' then x'01' else x'00' end || substr(sealed, 101) as blob) where n = 1`, Filing{Things: 1, Aside: 1}},
		"cut short":       {`update letter set sealed = substr(sealed, 1, 20) where n = 1`, Filing{Things: 1, Aside: 1}},
		"nothing in it":   {`update letter set sealed = x'' where n = 1`, Filing{Things: 1, Aside: 1}},
		"another version": {`update letter set sealed = cast(x'02' || substr(sealed, 2) as blob) where n = 1`, Filing{Things: 1, Aside: 1}},
		"order changed":   {`update letter set n = 9 where n = 1`, Filing{Things: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			p, ctx := guardedPlace(t), t.Context()
			p.State = "" // else a changed id is a lost letter
			lockedJournal(t, p)
			b := boxOf(t, p)
			fine(t, b.Save(ctx, at(1), entry("one")))
			fine(t, b.Save(ctx, at(2), entry("two")))
			meddle(t, p, tt.query)
			v := unlocked(t, p, Passphrase(lockPhrase))
			if v.Filed() != tt.want {
				t.Errorf("Filed = %+v, want %+v", v.Filed(), tt.want)
			}
			setAside(t, p, tt.want.Aside)
		})
	}
}

// A letter that was filed and is put back is not filed twice.
func TestReplayedLetter(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p)
	b := boxOf(t, p)
	e := entry("once")
	fine(t, b.Save(ctx, at(1), e))
	var sealed []byte
	fine(t, b.conn.QueryRowContext(ctx, `select sealed from letter`).Scan(&sealed))
	v := unlocked(t, p, Passphrase(lockPhrase))
	for _, after := range []string{"filing", "purging"} {
		meddle(t, p, `delete from letter`)
		meddle(t, p, `insert into letter (id, draft, count, sealed) values (?, 0, 1, ?)`, e.ID[:], sealed)
		if v := unlocked(t, p, Passphrase(lockPhrase)); v.Filed() != (Filing{Aside: 1}) || v.Strayed() != nil {
			t.Errorf("after %s: %+v, %v", after, v.Filed(), v.Strayed())
		}
		setAside(t, p, 1)
		if after == "filing" {
			fine(t, v.Purge(ctx, at(2), e.ID))
		}
	}
	if got := kindsOf(t, v); len(got) != 0 {
		t.Errorf("rows = %q", got)
	}
}

// exchange puts another's key into the letterbox, as someone would who
// wants to read what is put in.
func exchange(t *testing.T, p Place) {
	t.Helper()
	key, err := ecdh.X25519().NewPrivateKey(bytes.Repeat([]byte{7}, 32))
	fine(t, err)
	meddle(t, p, `update letterbox set public = ?`, key.PublicKey().Bytes())

}

// With another's key in its letterbox the journal can still be read, and
// nothing more is put in where the right key is known.
func TestExchangedLetterbox(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("before"))
	unlocked(t, p, Passphrase(lockPhrase)).Close() // the anchor knows the box now
	exchange(t, p)
	if _, err := reachAt(t, p).Letterbox(ctx); !errors.Is(err, ErrAltered) {
		t.Errorf("Letterbox = %v", err)
	}
	v := unlocked(t, p, Passphrase(lockPhrase))
	if got := kindsOf(t, v); len(got) != 1 || v.Filed() != (Filing{}) {
		t.Errorf("rows = %q, %+v", got, v.Filed())
	}
	if report, err := v.Verify(ctx); err != nil || report.Box || report.Sound() {
		t.Errorf("Verify = %+v, %v", report, err)
	}
	save(t, v, 2, entry("after"))
	fine(t, v.Close())
	// Neither the unlock nor the save has made the key a known one.
	if _, err := reachAt(t, p).Letterbox(ctx); !errors.Is(err, ErrAltered) {
		t.Errorf("after an unlock Letterbox = %v", err)
	}
}

// Letters that wait hinder nobody from reading, though their box is damaged,
// gone or another's; they are filed once it is right again.
func TestLettersInABrokenBox(t *testing.T) {
	for name, query := range map[string]string{
		"the public half exchanged":  `update letterbox set public = x'2fe57da347cd62431528daac5fbb290730fff684afc4cfc2ed90995f58cb3b74'`,
		"the private half damaged":   `update letterbox set sealed = zeroblob(73)`,
		"the private half cut short": `update letterbox set sealed = x'01'`,
		"gone":                       `delete from letterbox`,
	} {
		t.Run(name, func(t *testing.T) {
			p, ctx := guardedPlace(t), t.Context()
			lockedJournal(t, p, entry("before"))
			b := boxOf(t, p)
			fine(t, b.Save(ctx, at(1), entry("one")))
			public, sealed, err := b.letterbox(ctx, b.conn)
			fine(t, err)
			meddle(t, p, query)
			v, err := reachAt(t, p).Unlock(ctx, Passphrase(lockPhrase))
			if err != nil {
				t.Fatalf("the journal cannot be read for a letterbox: %v", err)
			}
			if got := kindsOf(t, v); len(got) != 1 || v.Filed() != (Filing{Wait: 1}) {
				t.Errorf("rows = %q, %+v", got, v.Filed())
			}
			fine(t, v.Close())
			meddle(t, p, `insert or replace into letterbox (one, public, sealed) values (1, ?, ?)`, public, sealed)
			if v := unlocked(t, p, Passphrase(lockPhrase)); v.Filed() != (Filing{Things: 1}) {
				t.Errorf("once it is right again: %+v", v.Filed())
			}
		})
	}
}

// A new passphrase brings a new letterbox where the old one is broken. What
// waited in it is set aside, since it may be right again elsewhere.
func TestBrokenBoxIsReplaced(t *testing.T) {
	p, ctx := guardedPlace(t), t.Context()
	lockedJournal(t, p, entry("before"))
	fine(t, boxOf(t, p).Save(ctx, at(1), entry("one")))
	exchange(t, p)
	l := reachAt(t, p)
	fine(t, l.Change(ctx, Passphrase(lockPhrase), Change{Add: []Key{Passphrase("a new one")}, Cost: cheapCost(), Remove: []seal.SlotKind{seal.SlotPassphrase}}))
	v := unlocked(t, p, Passphrase("a new one"))
	if v.Filed() != (Filing{}) || v.Strayed() != nil || len(kindsOf(t, v)) != 1 {
		t.Errorf("Filed = %+v, %v", v.Filed(), v.Strayed())
	}
	setAsideBy(t, v, 1)
	fine(t, v.Close())
	fine(t, boxOf(t, p).Save(ctx, at(2), entry("two")))
	if v := unlocked(t, p, Passphrase("a new one")); v.Filed() != (Filing{Things: 1}) {
		t.Errorf("then: %+v", v.Filed())
	}
}

// FuzzLetter: whatever is sealed into the letterbox, the journal unlocks,
// what is there stays, and the letter is filed or set aside.
func FuzzLetter(f *testing.F) {
	id := journal.ID{1, 2, 3}
	f.Add(cborOf(f, letter{Schema: 1, Saved: at(1), Things: []posted{postedEntry(f, id)}}), false)
	f.Add(cborOf(f, letter{Schema: 1, Saved: at(1), Things: []posted{postedEntry(f, id), postedEntry(f, id)}}), false)
	f.Add(cborOf(f, &journal.Draft{Answers: map[string]string{"moment": "x"}}), true)
	f.Add([]byte("\xa4\x61t\x81"), false)
	f.Add([]byte{}, true)
	dir := guardedPlace(f)
	lockedJournal(f, dir, entry("before"))
	f.Fuzz(func(t *testing.T, payload []byte, draft bool) {
		p, ctx := copyPlace(t, dir), t.Context()
		forge(t, p, seal.LetterPlace{ID: id, Count: 1, Draft: draft}, payload)
		l := reachAt(t, p)
		v, err := l.Unlock(ctx, Passphrase(lockPhrase))
		fine(t, err)
		filed := v.Filed()
		if filed.Wait != 0 || filed.Aside+min(filed.Things, 1)+filed.Drafts != 1 {
			t.Fatalf("Filed = %+v", filed)
		}
		report, err := v.Verify(ctx)
		if err != nil || !report.Chain || report.Aside != filed.Aside || len(report.Damage) != filed.Aside || report.Revisions != 1+filed.Things {
			t.Fatalf("Verify = %+v, %v", report, err)
		}
		// What was filed can be read and gone on with.
		for row, err := range v.Rows(ctx, Reading{Bodies: true}) {
			fine(t, err)
			if row.Kind != journal.KindEntry {
				continue
			}
			var e journal.Entry
			fine(t, row.Into(&e))
			e.Tags = []string{"read"}
			fine(t, v.Save(ctx, at(9), &e))
		}
		drafts, damage, err := v.Drafts(ctx)
		if err != nil || len(damage) > 0 || len(drafts) != filed.Drafts {
			t.Fatalf("Drafts = %v, %v, %v", drafts, damage, err)
		}
		fine(t, l.Close())
	})
}
