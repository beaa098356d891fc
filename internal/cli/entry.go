package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// entry finds the entry that a person means by an id's beginning, "last",
// or "last-2" for the one two before the last. It is loaded whole; one in
// the trash is found as well.
func (a *app) entry(ctx context.Context, v *vault.Vault, ref string) (*journal.Entry, error) {
	if back, ok := lastRef(ref); ok {
		return a.lastEntry(ctx, v, back)
	}
	p, err := journal.ParsePrefix(ref)
	if err != nil {
		return nil, hinted(usageError{err}, "An entry is named by the id that `afterword list` shows, or by last, last-1, last-2.")
	}
	ids, err := v.Find(ctx, p, 20)
	if err != nil {
		return nil, err
	}
	var found []*journal.Entry
	for _, id := range ids {
		e := new(journal.Entry)
		err := v.Load(ctx, id, e)
		switch {
		case err == nil && e.State == journal.Purged:
			return nil, hinted(fmt.Errorf("entry %s: %w", ref, vault.ErrPurged), "A purge cannot be taken back.")
		case err == nil:
			found = append(found, e)
		case errors.Is(err, vault.ErrDamaged) || len(ids) == 1:
			return nil, fmt.Errorf("entry %s: %w", ref, err)
		}
	}
	switch len(found) {
	case 0:
		return nil, hinted(fmt.Errorf("entry %s: %w", ref, errNotFound), "See which there are: afterword list")
	case 1:
		return found[0], nil
	}
	var lines []string
	for _, e := range found {
		lines = append(lines, fmt.Sprintf("  %s  %s  %s", e.ID.String()[:8], e.Day(), e.Kind))
	}
	return nil, hinted(misused("%s fits more than one entry", ref), "Give more of the id:\n%s", strings.Join(lines, "\n"))
}

// lastRef reads last and last-N.
func lastRef(ref string) (back int, ok bool) {
	rest, ok := strings.CutPrefix(strings.ToLower(ref), "last")
	if !ok || rest == "" {
		return 0, ok
	}
	n, err := strconv.Atoi(strings.TrimPrefix(rest, "-"))
	return n, err == nil && n >= 0 && strings.HasPrefix(rest, "-")
}

// lastEntry loads the entry that was written back entries before the last.
func (a *app) lastEntry(ctx context.Context, v *vault.Vault, back int) (*journal.Entry, error) {
	var id journal.ID
	asked := back
	for row, err := range v.Rows(ctx, vault.Reading{}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if row.Kind == journal.KindEntry {
			if back == 0 {
				id = row.ID
				break
			}
			back--
		}
	}
	switch {
	case !id.IsZero():
	case back == asked:
		return nil, hinted(&emptyError{"the journal has no entry"}, "Write one: afterword quick")
	default:
		return nil, hinted(&emptyError{"there are not that many entries"}, "See which there are: afterword list")
	}
	e := new(journal.Entry)
	return e, v.Load(ctx, id, e)
}

// entries reads every entry that pick takes, the newest first, at most
// limit (0 for all). Damaged ones are counted aloud and passed over.
func (a *app) entries(ctx context.Context, v *vault.Vault, want vault.Reading, limit int, pick func(*journal.Entry) bool) ([]*journal.Entry, error) {
	var all []*journal.Entry
	damaged := 0
	for row, err := range v.Rows(ctx, want) {
		if errors.Is(err, vault.ErrDamaged) {
			damaged++
			continue
		}
		if err != nil {
			return nil, err
		}
		if row.Kind != journal.KindEntry {
			continue
		}
		e := new(journal.Entry)
		if err := row.Into(e); err != nil {
			damaged++
			continue
		}
		if pick != nil && !pick(e) {
			continue
		}
		all = append(all, e)
		if limit > 0 && len(all) == limit {
			break
		}
	}
	a.sayDamaged(damaged)
	return all, nil
}

// short is the shortest id of one thing.
func (a *app) short(ctx context.Context, b book, id journal.ID) string {
	m, err := b.Short(ctx, id)
	if err != nil {
		return id.String()[:8]
	}
	return m[id]
}
