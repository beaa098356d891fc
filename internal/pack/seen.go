package pack

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
)

// Seen is an item as whoever got the pack saw it, made again from the
// revision that was in the pack and the edits that the record keeps.
type Seen struct {
	Parts     []Part // in the order of the pack; parts without words are left out
	Matches   bool   // these are the words that left, proved by their hash
	Replaced  int    // possible identifiers replaced at the gate
	Shortened int    // answers of which the first words alone left
	Date      string // of an entry, as Coarse writes it
}

// Part is one text of an item.
type Part struct {
	Name  string // "text", "answer 2"
	Words string
}

// SeenOf makes an item again from the thing at the revision that the record
// names. A record without edits, as earlier versions kept them, is tried
// with the answers in full and with their first words. Where Matches is
// false the parts are what the revision says, as far as the edits could be
// carried out, and not proved to be what left.
func SeenOf(r journal.SharedItem, t journal.Thing) Seen {
	it, date, _ := asItem(t, true)
	out := Seen{Matches: it.edit(r.Edits) && bytes.Equal(it.hash(), r.Hash), Date: date}
	edits := r.Edits
	if short, _, cuts := asItem(t, false); len(edits) == 0 && !out.Matches && bytes.Equal(short.hash(), r.Hash) {
		it, edits, out.Matches = short, cuts, true
	}
	if act, ok := t.(*journal.Action); ok && !out.Matches && act.Sign != "" {
		earlier := *act // when no sign was in a pack
		earlier.Sign = ""
		if seen := SeenOf(r, &earlier); seen.Matches {
			return seen
		}
	}
	for _, e := range edits {
		switch {
		case !e.Shortened:
			out.Replaced++
		case e.Words != "":
			out.Shortened++
		}
	}
	for _, f := range it.fields {
		if *f.words != "" {
			out.Parts = append(out.Parts, Part{f.part, *f.words})
		}
	}
	return out
}

// asItem is a thing as an item of a pack, with the words of its own. A kind
// that is in no pack gives the empty item.
func asItem(t journal.Thing, full bool) (it item, date string, cuts []journal.SharedEdit) {
	var s sheet
	g := &Gathering{cuts: map[journal.ID][]journal.SharedEdit{}}
	switch t := t.(type) {
	case *journal.Question:
		s.questions = []Question{{Text: t.Text, Context: t.Context, Tried: t.Tried}}
	case *journal.Action:
		s.actions = []Action{{Text: t.Text, Outcome: t.Outcome, Owner: t.Owner, Standard: t.Standard, Sign: t.Sign}}
	case *journal.Learning:
		s.aims = []Aim{{Text: t.Text, Outcome: t.Outcome}}
	case *journal.Entry:
		s.entries = []Entry{g.entryOf(*t, full)}
		date, cuts = s.entries[0].Date, g.cuts[t.ID]
	}
	for _, it := range s.items() {
		if it.kind != "" {
			return it, date, cuts
		}
	}
	return item{}, "", nil
}

// edit carries out edits and reports whether each of them had its place.
func (it item) edit(edits []journal.SharedEdit) bool {
	whole := true
	for _, e := range edits {
		found := false
		for _, f := range it.fields {
			if f.part != e.Part || e.Start < 0 || e.End < e.Start || e.End > len(*f.words) {
				continue
			}
			if made := (*f.words)[:e.Start] + e.Words + (*f.words)[e.End:]; utf8.ValidString(made) {
				*f.words, found = made, true
			}
		}
		whole = whole && found
	}
	return whole
}

// cutOf are the edits that lead from a text to its first words. The blanks
// at the beginning may be gone as well.
func cutOf(part, text, short string) []journal.SharedEdit {
	kept := strings.TrimSuffix(short, more)
	lead := strings.Index(text, kept)
	out := []journal.SharedEdit{{Part: part, Start: lead + len(kept), End: len(text), Words: more, Shortened: true}}
	if lead > 0 {
		out = append(out, journal.SharedEdit{Part: part, End: lead, Shortened: true})
	}
	return out
}
