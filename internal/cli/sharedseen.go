package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// seenItem is an item of a pack that left, as it can be shown now.
type seenItem struct {
	pack.Seen
	shown string // as docs/json.md lists it
}

// The ways in which an item can be shown.
const (
	shownAsLeft   = "as-it-left"
	shownUnproved = "unproved"
	shownPurged   = "purged"
	shownGone     = "gone"
	shownDamaged  = "damaged"
)

// seenItem makes an item again from its revision. What is not there any
// more is no error.
func (a *app) seenItem(ctx context.Context, v *vault.Vault, i journal.SharedItem) (seenItem, error) {
	t := journal.OfKind(i.Kind)
	if t == nil {
		return seenItem{shown: shownGone}, nil // a newer program's kind
	}
	err := v.LoadRevision(ctx, i.ID, i.Revision, t)
	switch {
	case errors.Is(err, vault.ErrPurged), err == nil && metaOf(t).State == journal.Purged:
		return seenItem{shown: shownPurged}, nil
	case errors.Is(err, vault.ErrNotFound):
		return seenItem{shown: shownGone}, nil
	case errors.Is(err, vault.ErrDamaged):
		return seenItem{shown: shownDamaged}, nil
	case err != nil:
		return seenItem{}, err
	}
	seen := seenItem{Seen: pack.SeenOf(i, t), shown: shownUnproved}
	if seen.Matches {
		seen.shown = shownAsLeft
	}
	return seen, nil
}

// seenLines are an item as text: what it is, how sure that is, its words.
func (a *app) seenLines(ctx context.Context, v *vault.Vault, i journal.SharedItem, s seenItem) []string {
	name := capital(string(i.Kind)) + " " + a.short(ctx, v, i.ID)
	if s.Date != "" {
		name += ", " + s.Date
	}
	lines := []string{
		name,
		fmt.Sprintf("Item: %s %s, revision %d, SHA-256 %s", i.Kind, a.short(ctx, v, i.ID), i.Revision, hex.EncodeToString(i.Hash)),
		s.sentence(),
	}
	for _, p := range s.Parts {
		lines = append(lines, capital(p.Name)+": "+p.Words)
	}
	return lines
}

// sentence says how sure it is that these are the words that left, and what
// was replaced, as counts.
func (s seenItem) sentence() string {
	switch s.shown {
	case shownPurged:
		return "It was purged since, and can no longer be shown."
	case shownGone:
		return "That revision is not in this journal, and can no longer be shown."
	case shownDamaged:
		return "Its record is damaged, and can no longer be shown. Run: afterword verify"
	case shownUnproved:
		return "These are the words of that revision. What left was different where words were replaced or left out, and this record does not hold by what."
	}
	var notes []string
	if s.Replaced > 0 {
		notes = append(notes, counted(s.Replaced, "possible identifier")+" replaced")
	}
	if s.Shortened > 0 {
		notes = append(notes, counted(s.Shortened, "answer")+" shortened")
	}
	if len(notes) == 0 {
		return "These are the words that left."
	}
	return "These are the words that left: " + strings.Join(notes, ", ") + "."
}

// seenJSON is what shared show adds to an item.
type seenJSON struct {
	Shown     string         `json:"shown"`
	Date      string         `json:"date"`
	Texts     []seenTextJSON `json:"texts"`
	Replaced  int            `json:"replaced"`
	Shortened int            `json:"shortened"`
}

type seenTextJSON struct {
	Part string `json:"part"`
	Text string `json:"text"`
}

func (s seenItem) json() *seenJSON {
	out := &seenJSON{Shown: s.shown, Date: s.Date, Texts: []seenTextJSON{}, Replaced: s.Replaced, Shortened: s.Shortened}
	for _, p := range s.Parts {
		out.Texts = append(out.Texts, seenTextJSON{p.Name, p.Words})
	}
	return out
}
