package pack

import (
	"strings"
	"testing"

	"afterword/internal/journal"
)

// TestSeenIsWhatLeft makes every item of a pack again from its revision and
// the record, whatever was decided about what was found.
func TestSeenIsWhatLeft(t *testing.T) {
	for _, tt := range []struct {
		name  string
		full  bool
		with  string
		act   Act
		words int // of an excerpt
	}{
		{"shortened, replaced by what is suggested", false, "", Replace, 0},
		{"shortened, replaced by own words", false, "the ward \u2014 her own", Replace, 0},
		{"in full, replaced", true, "x", Replace, 0},
		{"in full, kept", true, "", Keep, 0},
		{"shortened, kept", false, "", Keep, 0},
		{"a short excerpt, kept", false, "", Keep, LeastExcerpt},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, r := everything()
			c.Entries[0].Answers[0].Text = "  \u00e9 she rang 07700 900123 and jo@example.org, then 07700 900124. " + strings.Repeat("more ", 80)
			r.FullText, r.Excerpt = tt.full, tt.words
			g, err := Gather(t.Context(), offered(c), r)
			if err != nil {
				t.Fatal(err)
			}
			var list []Decision
			for _, f := range g.Findings() {
				list = append(list, Decision{Key: f.Key, Act: tt.act, With: tt.with})
			}
			p, err := g.Release(Decisions{List: list, ShareUndecided: true})
			if err != nil {
				t.Fatal(err)
			}
			things := map[journal.ID]journal.Thing{}
			for i := range c.Entries {
				things[c.Entries[i].ID] = &c.Entries[i]
			}
			for i := range c.Questions {
				things[c.Questions[i].ID] = &c.Questions[i]
			}
			for i := range c.Learning {
				things[c.Learning[i].ID] = &c.Learning[i]
			}
			for i := range c.Actions {
				things[c.Actions[i].ID] = &c.Actions[i]
			}
			replaced, shortened := 0, 0
			left := p.sheet.clone()
			for _, it := range left.items() {
				if it.kind == "" {
					continue
				}
				i := itemOf(p.Items(), it.from.id)
				seen := SeenOf(i, things[it.from.id])
				if !seen.Matches {
					t.Errorf("%s is not the same again", it.ref)
				}
				replaced, shortened = replaced+seen.Replaced, shortened+seen.Shortened
				var want []Part
				for _, f := range it.fields {
					if *f.words != "" {
						want = append(want, Part{f.part, *f.words})
					}
				}
				if len(want) != len(seen.Parts) {
					t.Fatalf("%s has %d parts, want %d", it.ref, len(seen.Parts), len(want))
				}
				for j := range want {
					if seen.Parts[j] != want[j] {
						t.Errorf("%s: %q, want %q", it.ref, seen.Parts[j], want[j])
					}
				}
			}
			if replaced != p.Counts().Replaced {
				t.Errorf("%d replaced are counted, want %d", replaced, p.Counts().Replaced)
			}
			if tt.full == (shortened > 0) {
				t.Errorf("%d answers count as shortened", shortened)
			}
		})
	}
}

func itemOf(all []journal.SharedItem, id journal.ID) journal.SharedItem {
	for _, i := range all {
		if i.ID == id {
			return i
		}
	}
	return journal.SharedItem{}
}

// TestSeenOfARecordWithoutEdits takes records as they were kept before
// edits were: they go as far as they can, and no further is claimed.
func TestSeenOfARecordWithoutEdits(t *testing.T) {
	c, r := everything()
	e := c.Entries[0]
	e.Answers[0].Text = strings.Repeat("more ", 80)
	c.Entries[0] = e
	for _, full := range []bool{true, false} {
		r.FullText = full
		g, err := Gather(t.Context(), offered(c), r)
		if err != nil {
			t.Fatal(err)
		}
		p, err := g.Release(Decisions{ShareUndecided: true})
		if err != nil {
			t.Fatal(err)
		}
		old := itemOf(p.Items(), e.ID)
		old.Edits = nil
		if seen := SeenOf(old, &e); !seen.Matches || (seen.Shortened > 0) == full {
			t.Errorf("in full %t: %+v", full, seen)
		}
	}
	replaced := journal.SharedItem{Kind: journal.KindEntry, ID: e.ID, Revision: 1, Hash: make([]byte, 32)}
	if seen := SeenOf(replaced, &e); seen.Matches || len(seen.Parts) == 0 {
		t.Errorf("what cannot be proved: %+v", seen)
	}
}

// TestSeenOfDamagedEdits carries out what has a place and claims nothing.
func TestSeenOfDamagedEdits(t *testing.T) {
	q := question(3, journal.Bring, "h\u00e9 now")
	for _, e := range []journal.SharedEdit{
		{Part: "text", Start: 2, End: 3}, {Part: "text", Start: 5, End: 4}, {Part: "text", Start: -1, End: 2},
		{Part: "text", Start: 0, End: 99}, {Part: "answer 9", Start: 0, End: 0}, {},
	} {
		seen := SeenOf(journal.SharedItem{Kind: journal.KindQuestion, Edits: []journal.SharedEdit{e}}, &q)
		if seen.Matches || seen.Parts[0].Words != "h\u00e9 now" {
			t.Errorf("%+v gives %+v", e, seen)
		}
	}
	if seen := SeenOf(journal.SharedItem{}, &journal.Session{}); seen.Matches || len(seen.Parts) > 0 {
		t.Errorf("a session gives %+v", seen)
	}
}
