package cli

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// seenItem is an item of a pack that left, as it can be shown now.
type seenItem struct {
	pack.Seen
	shown     string      // as docs/json.md lists it
	facts     [][2]string // what else left with the words, each under its label
	framework string      // of an entry, by its slug
}

// The ways in which an item can be shown.
const (
	shownAsLeft   = "as-it-left"
	shownUnproved = "unproved"
	shownPurged   = "purged"
	shownGone     = "gone"
	shownDamaged  = "damaged"
	shownNotIn    = "not-in-the-files"
)

// seenItem makes an item again from its revision. What is not there any
// more is no error, and what stood in none of the files is not shown. A
// review may have left ratings out, so that those of its entries are not told.
func (a *app) seenItem(ctx context.Context, v *vault.Vault, i journal.SharedItem, s *journal.Shared) (seenItem, error) {
	review := sharedKind(s) == kindReview
	if !leftIn(s.Formats, i.Kind, review) {
		return seenItem{shown: shownNotIn}, nil
	}
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
	seen := seenItem{Seen: pack.SeenOf(i, t), shown: shownUnproved, facts: seenFacts(t, review)}
	if e, ok := t.(*journal.Entry); ok {
		seen.framework = e.Framework
	}
	if seen.Matches {
		seen.shown = shownAsLeft
	}
	if inPart(s.Formats) {
		seen.onlyRows()
	}
	return seen, nil
}

// onlyRows takes away what rows have no column for.
func (s *seenItem) onlyRows() {
	s.facts = slices.DeleteFunc(s.facts, func(f [2]string) bool { return f[0] == "Eye" })
	s.Parts = slices.DeleteFunc(s.Parts, func(p pack.Part) bool { return p.Name == "sign" })
}

// leftItems counts the items of a record whose words stood in its files.
func leftItems(s *journal.Shared) int {
	n := 0
	for _, i := range s.SharedBody.Items {
		if leftIn(s.Formats, i.Kind, sharedKind(s) == kindReview) {
			n++
		}
	}
	return n
}

// heldWords says what each format held of a pack, where one of them did not
// hold everything.
func heldWords(s *journal.Shared) []string {
	part := map[string]string{
		formatCSV: "questions, actions and sessions; no reflection",
		formatICS: "the days on which an open action is due, and that of the next session; no words",
	}
	if sharedKind(s) == kindReview {
		part[formatCSV] = "numbers, learning goals, actions and sessions; no reflection"
	}
	var lines []string
	told := false
	for _, name := range s.Formats {
		told = told || part[name] != ""
		lines = append(lines, "Held in "+name+": "+cmp.Or(part[name], "everything"))
	}
	if !told {
		return nil
	}
	return lines
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
	for _, f := range s.facts {
		if f[1] != "" {
			lines = append(lines, f[0]+": "+f[1])
		}
	}
	for _, p := range s.Parts {
		if words := a.partWords(s.framework, p); words != "" {
			lines = append(lines, capital(p.Name)+": "+words)
		}
	}
	return lines
}

// seenFacts are what a pack says of a thing besides its words.
func seenFacts(t journal.Thing, review bool) [][2]string {
	switch t := t.(type) {
	case *journal.Question:
		return [][2]string{{"Want", wantWords(t.Want)}, {"Goal", string(t.Goal)}, {"Eye", eyeWord(t.Eye)}}
	case *journal.Action:
		return [][2]string{{"State", string(t.ActionHead.State)}, {"Due", longDay(t.Due)}, {"Goal", string(t.Goal)}}
	case *journal.Learning:
		return [][2]string{{"Goal", string(t.Goal)}}
	case *journal.Entry:
		h := t.EntryHead
		if review {
			h.Energy, h.Weight, h.Confidence = 0, 0, 0
		}
		return [][2]string{{"Kind", kindWords(t)}, {"Goals", joined(h.Goals)}, {"Measures", measured(h)}}
	}
	return nil
}

// partWords are the words of a part of an item as a pack shows them: a
// framework and a stage by their names. An aside has a stage that no pack
// shows.
func (a *app) partWords(framework string, p pack.Part) string {
	if p.Name == "framework" {
		return a.frameworkName(p.Words)
	}
	if !strings.HasPrefix(p.Name, "stage of ") {
		return p.Words
	}
	if _, err := journal.ParseAside(p.Words); err == nil {
		return ""
	}
	c, err := a.catalogue()
	if err != nil {
		return p.Words
	}
	names := namesOf(c)
	return cmp.Or(names.Stages[framework][p.Words], names.Stages[""][p.Words], p.Words)
}

// notKept says what of a pack the record does not have.
func notKept(s *journal.Shared) string {
	if sharedKind(s) == kindReview {
		return "Not kept with the record, and not shown here where the review had it: your name, every number and drawing, energy, weight and confidence, and the sessions."
	}
	return "Not kept with the record, and not shown here where the pack had it: your name, the day of the next session, what was handed over, how you were, " +
		"energy and weight over time, the counts and measures of the goals, the aliases of the caseload scan, the sessions, and what you wrote about the supervision itself."
}

// sentence says how sure it is that these are the words that left, and what
// was replaced, as counts.
func (s seenItem) sentence() string {
	switch s.shown {
	case shownNotIn:
		return "It was chosen, and its words stood in none of these files."
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
	Facts     []seenFactJSON `json:"facts"`
	Said      string         `json:"said"`
}

type seenTextJSON struct {
	Part string `json:"part"`
	Text string `json:"text"`
	Name string `json:"name,omitempty"` // of a framework or a stage, whose text is its slug
}

type seenFactJSON struct {
	Fact string `json:"fact"`
	Text string `json:"text"`
}

func (a *app) seenJSON(s seenItem) *seenJSON {
	out := &seenJSON{Shown: s.shown, Date: s.Date, Texts: []seenTextJSON{}, Replaced: s.Replaced, Shortened: s.Shortened,
		Facts: []seenFactJSON{}, Said: s.sentence()}
	for _, p := range s.Parts {
		text := seenTextJSON{Part: p.Name, Text: p.Words}
		if name := a.partWords(s.framework, p); name != p.Words {
			text.Name = name
		}
		out.Texts = append(out.Texts, text)
	}
	for _, f := range s.facts {
		if f[1] != "" {
			out.Facts = append(out.Facts, seenFactJSON{strings.ToLower(f[0]), f[1]})
		}
	}
	return out
}
