package pack

import (
	"fmt"
	"slices"

	"afterword/internal/journal"
)

// Aim is a learning goal that was chosen for a pack. The notes on it are
// entries, and come only as any entry does.
type Aim struct {
	Ref     string       // "learning goal 1"
	Goal    journal.Goal // the goal of supervision that it serves; empty where none was given
	Set     string       // about when, as Coarse writes it
	Latest  string       // about when the latest note on it was written; empty for none
	Notes   int          // entries of the period that are notes on it
	Text    string
	Outcome string // what was learned, where that was written
	from    origin
}

// takeAims puts the learning goals that are named into the sheet, in the
// order of their names. How far one has come is counted over entries that
// may be counted, and no word of them is taken.
func (g *Gathering) takeAims(all []journal.Learning, entries []journal.Entry, named []journal.ID, p Period) {
	for _, id := range named {
		i := slices.IndexFunc(all, func(l journal.Learning) bool { return l.ID == id })
		if i < 0 || all[i].Meta.State != journal.Live {
			g.left.Gone++
			continue
		}
		l := all[i]
		aim := Aim{Goal: l.Goal, Set: Coarse(l.Written.Date()), Text: l.Text, Outcome: l.Outcome, from: origin{l.ID, l.Revision}}
		latest := journal.Date("")
		for _, e := range entries {
			if e.Learning != id {
				continue
			}
			latest = max(latest, e.Day())
			if p.Holds(e.Day()) {
				aim.Notes++
			}
		}
		aim.Latest = Coarse(latest)
		g.sheet.aims = append(g.sheet.aims, aim)
	}
}

// settleAims names the learning goals, and says of each entry on which it is
// a note.
func (s *sheet) settleAims() {
	ref := map[journal.ID]string{}
	for i := range s.aims {
		s.aims[i].Ref = aimRef(i)
		ref[s.aims[i].from.id] = s.aims[i].Ref
	}
	for i := range s.entries {
		if on := s.entries[i].on; !on.IsZero() {
			s.entries[i].On = ref[on]
		}
	}
}

// inReadingOrder puts the entries that stand under Development behind the
// others, as they are read, so that their numbers follow each other.
func (s *sheet) inReadingOrder() {
	s.settleAims()
	slices.SortStableFunc(s.entries, func(a, b Entry) int {
		switch {
		case a.ForDevelopment() == b.ForDevelopment():
			return 0
		case b.ForDevelopment():
			return -1
		}
		return 1
	})
}

// wireAim is a learning goal as JSON.
type wireAim struct {
	Ref     string       `json:"ref"`
	Goal    journal.Goal `json:"goal,omitempty"`
	Set     string       `json:"set,omitempty"`
	Latest  string       `json:"latest_note,omitempty"`
	Notes   int          `json:"notes,omitempty"`
	Text    string       `json:"text"`
	Outcome string       `json:"outcome,omitempty"`
}

func wireAims(all []Aim) []wireAim {
	var out []wireAim
	for _, a := range all {
		out = append(out, wireAim{a.Ref, a.Goal, a.Set, a.Latest, a.Notes, a.Text, a.Outcome})
	}
	return out
}

// aimRef is the name of the learning goal at a place.
func aimRef(at int) string { return fmt.Sprintf("learning goal %d", at+1) }

// hasAim reports whether a learning goal of w has that name, or none is
// named.
func (w wirePack) hasAim(ref string) bool {
	for i := range w.Aims {
		if ref == aimRef(i) {
			return true
		}
	}
	return ref == ""
}

func (w wirePack) fillAims(s *sheet) error {
	for i, a := range w.Aims {
		if !isGoal(a.Goal) || !isCoarse(a.Set) || !isCoarse(a.Latest) || a.Notes < 0 {
			return fmt.Errorf("%w: learning goal %d has a goal, a date or a number that is none", ErrNotAPack, i+1)
		}
		s.aims = append(s.aims, Aim{Goal: a.Goal, Set: a.Set, Latest: a.Latest, Notes: a.Notes, Text: a.Text, Outcome: a.Outcome})
	}
	return nil
}
