package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// Report is what Verify found.
type Report struct {
	Revisions int
	Drafts    int
	Damage    []*DamageError
	Chain     bool // every link follows from the one before, to the keyed head
	File      bool // SQLite's own check found nothing
}

// Sound reports whether nothing at all is wrong.
func (r Report) Sound() bool { return len(r.Damage) == 0 && r.Chain && r.File }

// Verify opens every envelope and follows the chain from its beginning to
// its keyed head. It names every damaged record and changes nothing.
func (v *Vault) Verify(ctx context.Context) (Report, error) {
	var report Report
	err := v.snapshot(ctx, func(tx *sql.Tx) error { return v.follow(ctx, tx, &report) })
	if err != nil {
		return report, err
	}
	drafts, damage, err := v.Drafts(ctx)
	report.Drafts = len(drafts) + len(damage)
	report.Damage = append(report.Damage, damage...)
	if err != nil {
		return report, err
	}
	report.File, err = v.integrity(ctx)
	return report, err
}

// follow goes along the chain and fills in what it found.
func (v *Vault) follow(ctx context.Context, q querier, report *Report) error {
	j, err := v.state(ctx, q)
	if err != nil {
		return err
	}
	chain := chainCheck{vault: v, sound: true, gone: map[journal.ID]bool{}}
	rows, err := q.QueryContext(ctx, `select `+columns+`, body.sealed from rev left join body on body.seq = rev.seq order by rev.seq`)
	if err != nil {
		return fmt.Errorf("verifying: %w", storage(err))
	}
	defer rows.Close()
	for rows.Next() {
		r := new(revision)
		var sealed []byte
		if err := r.scan(rows, &sealed); err != nil {
			return fmt.Errorf("verifying: %w", storage(err))
		}
		report.Revisions++
		report.Damage = append(report.Damage, chain.check(r, sealed)...)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("verifying: %w", storage(err))
	}
	report.Damage = append(report.Damage, chain.bare()...)
	top := v.ring.Top(chain.seq, chain.last)
	report.Chain = chain.sound && chain.seq == j.seq && chain.last == j.last && seal.SameTop(top[:], j.top[:])
	return nil
}

// integrity asks SQLite for its own check.
func (v *Vault) integrity(ctx context.Context) (bool, error) {
	var said string
	if err := v.conn.QueryRowContext(ctx, `pragma integrity_check(1)`).Scan(&said); err != nil {
		return false, fmt.Errorf("verifying: %w", storage(err))
	}
	return said == "ok", nil
}

// chainCheck follows the chain.
type chainCheck struct {
	vault *Vault
	seq   int64
	last  [32]byte
	sound bool
	empty []*revision         // without a head, as a purge leaves them
	gone  map[journal.ID]bool // things whose purge is in the chain
}

// bare names the revisions that lack their head although no purge in the
// chain took it.
func (c *chainCheck) bare() []*DamageError {
	var damage []*DamageError
	for _, r := range c.empty {
		if !c.gone[r.id()] {
			damage = append(damage, r.damage("head"))
		}
	}
	return damage
}

// check opens one revision and compares its links.
func (c *chainCheck) check(r *revision, body []byte) []*DamageError {
	var damage []*DamageError
	if r.place.Seq != c.seq+1 || r.place.Previous != c.last {
		c.sound = false
		damage = append(damage, r.damage("link"))
	}
	switch err := c.vault.openHead(r); {
	case errors.Is(err, ErrPurged):
		c.empty = append(c.empty, r)
	case err != nil:
		damage = append(damage, r.damage("head"))
	case seal.Hash(r.sealed) != r.headHash:
		damage = append(damage, r.damage("head"))
	}
	if r.header.State == journal.Purged {
		c.gone[r.id()] = true
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
