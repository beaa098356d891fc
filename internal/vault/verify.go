package vault

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// ErrFingerprint means that a text cannot be a fingerprint.
var ErrFingerprint = errors.New("a fingerprint is 16 letters and digits, such as k7q2-0m3e-9x4d-1v8a")

// Report is what Verify found.
type Report struct {
	Revisions int // rows of the chain that could be read
	Drafts    int
	Letters   int // written while locked and not filed, drafts too
	Aside     int // of these, those that do not open or were set aside
	Damage    []*DamageError
	Chain     bool         // every link follows from the one before, to the keyed head
	File      bool         // SQLite's own check found nothing
	Box       bool         // the two halves of the letterbox belong together, or there is none
	Strayed   *AnchorError // how this is not the journal that was here last; nil where it is
}

// Sound reports whether nothing at all is wrong.
func (r Report) Sound() bool {
	return len(r.Damage) == 0 && r.Chain && r.File && r.Box && r.Strayed == nil
}

// Look is Unlock for whoever only looks: nothing is filed, nothing is noted
// of the file on this computer, and one that is damaged at the end of its
// chain opens as well.
func (l *Locked) Look(ctx context.Context, k Key) (*Vault, error) {
	dataKey, err := l.DataKey(ctx, k)
	if err != nil {
		return nil, err
	}
	defer clear(dataKey)
	v := &Vault{store: l.store}
	if v.ring, err = seal.NewRing(v.id, dataKey); err != nil {
		return nil, err
	}
	if err := v.look(ctx); err != nil && !unreadable(err) {
		return nil, err
	}
	return v, nil
}

// Verify opens every envelope and follows the chain from its beginning to
// its keyed head. It names every damaged record, goes on behind what
// cannot be read, and changes nothing.
func (v *Vault) Verify(ctx context.Context) (Report, error) {
	report := Report{Strayed: v.strayed}
	err := v.snapshot(ctx, func(tx *sql.Tx) error {
		if err := v.follow(ctx, tx, &report, func(int64, [32]byte) {}); err != nil {
			return err
		}
		if err := v.followDrafts(ctx, tx, &report); err != nil {
			return err
		}
		return v.followLetters(ctx, tx, &report)
	})
	if err == nil {
		report.File, err = v.integrity(ctx)
	}
	if err != nil {
		return report, fmt.Errorf("verifying: %w", err)
	}
	return report, nil
}

// follow goes along the chain and fills in what it found. It tells at of
// every link that it comes to.
func (v *Vault) follow(ctx context.Context, q querier, report *Report, at func(seq int64, link [32]byte)) error {
	j, err := v.state(ctx, q)
	if err != nil {
		return err
	}
	chain := chainCheck{vault: v, sound: true, gone: map[journal.ID]int64{}}
	at(0, chain.last)
	lost, err := v.along(ctx, q, j, func(row chainRow, behind bool) error {
		report.Revisions++
		report.Damage = append(report.Damage, chain.check(row.revision, row.body, behind)...)
		at(chain.seq, chain.last)
		return nil
	})
	if err != nil {
		return err
	}
	report.Damage = append(report.Damage, chain.bare()...)
	report.Damage = append(report.Damage, lost...)
	slices.SortStableFunc(report.Damage, bySeq)
	top := v.ring.Top(chain.seq, chain.last)
	report.Chain = chain.sound && len(lost) == 0 && chain.seq == j.seq && chain.last == j.last && seal.SameTop(top[:], j.top[:])
	return nil
}

func bySeq(a, b *DamageError) int { return cmp.Compare(a.Seq, b.Seq) }

// followDrafts opens every draft.
func (v *Vault) followDrafts(ctx context.Context, q querier, report *Report) error {
	lost, err := v.loose(ctx, q, "draft", func(r looseRow) error {
		report.Drafts++
		if !v.draftOpens(r) {
			report.Damage = append(report.Damage, &DamageError{ID: r.id, Revision: int(r.count), What: "draft"})
		}
		return nil
	})
	report.Drafts += len(lost)
	report.Damage = append(report.Damage, lost...)
	return err
}

func (v *Vault) draftOpens(r looseRow) bool {
	payload, err := v.ring.Open(draftPlace(r.id, r.count), seal.PartDraft, r.sealed)
	return err == nil && v.codec.Decode(payload, new(journal.Draft)) == nil
}

// followLetters opens the letterbox and every letter in it.
func (v *Vault) followLetters(ctx context.Context, q querier, report *Report) error {
	key, err := v.letterKey(ctx, q)
	report.Box = err == nil || errors.Is(err, ErrNoBox)
	if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoBox) {
		return err
	}
	if v.tables < letterSchema {
		return nil
	}
	lost, err := v.loose(ctx, q, "letter", func(r looseRow) error {
		report.Letters++
		if !r.opens(key) || r.aside {
			report.Damage = append(report.Damage, &DamageError{ID: r.id, What: "letter"})
			report.Aside++
		}
		return nil
	})
	report.Letters += len(lost)
	report.Aside += len(lost)
	report.Damage = append(report.Damage, lost...)
	return err
}

// letterKey opens the private half of the letterbox. ErrDamaged means that
// it is not the other half of the public one, or cannot be read.
func (v *Vault) letterKey(ctx context.Context, q querier) (*seal.LetterboxKey, error) {
	public, sealed, err := v.letterbox(ctx, q)
	if unreadable(err) {
		return nil, ErrDamaged
	} else if err != nil {
		return nil, err
	}
	key, err := v.ring.OpenLetterbox(public, sealed)
	if err != nil {
		return nil, ErrDamaged
	}
	return key, nil
}

// opens reports whether a letter opens with key, which may be nil.
func (r looseRow) opens(key *seal.LetterboxKey) bool {
	if key == nil {
		return false
	}
	_, err := key.Open(r.letterPlace(), r.sealed)
	return err == nil
}

// History is what became of an earlier state of the journal.
type History struct {
	Found  bool  // the journal has been in the state
	Intact bool  // every record up to then is as it was, but for what was purged since
	Seq    int64 // revisions it had then
	Added  int64 // revisions since
}

// Since looks for the state in which the journal had a fingerprint, as it
// is printed on a pack, with or without its dashes and in either case. A
// text that is none gives ErrFingerprint.
func (v *Vault) Since(ctx context.Context, text string) (History, error) {
	var h History
	wanted, err := readFingerprint(text)
	if err != nil {
		return h, err
	}
	err = v.snapshot(ctx, func(tx *sql.Tx) error {
		h = History{}
		var report Report
		var end int64
		err := v.follow(ctx, tx, &report, func(seq int64, link [32]byte) {
			if end = max(end, seq); !h.Found && fingerprint(v.ring.Top(seq, link)) == wanted {
				h.Found, h.Seq = true, seq
			}
		})
		if err != nil || !h.Found {
			return err
		}
		h.Added, h.Intact = end-h.Seq, true
		for _, d := range report.Damage {
			h.Intact = h.Intact && d.Seq > h.Seq
		}
		return nil
	})
	if err != nil {
		return h, fmt.Errorf("verifying: %w", err)
	}
	return h, nil
}

// readFingerprint puts a fingerprint as a person types it into the form in
// which it is printed.
func readFingerprint(text string) (string, error) {
	p, err := journal.ParsePrefix(strings.Join(strings.Fields(text), ""))
	if err != nil || len(p) != 16 {
		return "", ErrFingerprint
	}
	return strings.Join([]string{string(p[0:4]), string(p[4:8]), string(p[8:12]), string(p[12:16])}, "-"), nil
}

// chainCheck follows the chain.
type chainCheck struct {
	vault *Vault
	seq   int64
	last  [32]byte
	sound bool
	empty []*revision          // without a head, as a purge leaves them
	gone  map[journal.ID]int64 // of each thing, the last revision that purged it or forgot what was before
}

// bare names the revisions that lack their head although nothing later in
// the chain says that it was taken.
func (c *chainCheck) bare() []*DamageError {
	var damage []*DamageError
	for _, r := range c.empty {
		if r.place.Revision >= c.gone[r.id()] {
			damage = append(damage, r.damage("head"))
		}
	}
	return damage
}

// check opens one revision and compares its links. Behind a row that could
// not be read, which is named by itself, there is nothing to compare with.
func (c *chainCheck) check(r *revision, body []byte, behind bool) []*DamageError {
	var damage []*DamageError
	if r.place.Seq != c.seq+1 || r.place.Previous != c.last {
		c.sound = false
		if !behind {
			damage = append(damage, r.damage("link"))
		}
	}
	switch err := c.vault.openHead(r); {
	case errors.Is(err, ErrPurged):
		c.empty = append(c.empty, r)
	case err != nil:
		damage = append(damage, r.damage("head"))
	case seal.Hash(r.sealed) != r.headHash:
		damage = append(damage, r.damage("head"))
	}
	if r.header.empties() {
		c.gone[r.id()] = max(c.gone[r.id()], r.place.Revision)
	}
	switch {
	case body == nil && r.bodyHash != noHash() && r.sealed != nil && r.header.State != journal.Purged:
		damage = append(damage, r.damage("body"))
	case body != nil && seal.Hash(body) != r.bodyHash:
		damage = append(damage, r.damage("body"))
	case body != nil:
		if _, err := c.vault.openBody(r, r, body); err != nil {
			damage = append(damage, r.damage("body"))
		}
	}
	c.seq = r.place.Seq
	c.last = c.vault.ring.Link(r.place, r.headHash, r.bodyHash)
	return damage
}
