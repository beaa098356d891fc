package pack

import (
	"strings"
	"testing"

	"afterword/internal/journal"
)

// A learning goal comes only where it is named; how far it has come is
// counted over what may be counted, and its notes come as any entry does.
func TestAims(t *testing.T) {
	aim := func(n byte, text string) journal.Learning {
		l := journal.Learning{Meta: journal.Meta{ID: id(n), Revision: 2}, LearningBody: journal.LearningBody{Text: text}}
		l.Written, l.LearningHead.State = journal.Stamp{Unix: 1788220800}, journal.LearningOpen
		return l
	}
	gone := aim(22, "markergone")
	gone.Meta.State = journal.Deleted
	note := func(n byte, v journal.Visibility, day journal.Date, text string) journal.Entry {
		e := entry(n, v, text)
		e.Learning, e.Shift, e.Goals = id(20), day, []journal.Goal{journal.Development}
		return e
	}
	c := Chosen{
		Entries: []journal.Entry{
			note(1, journal.JustMe, "2026-10-02", "markerearlier"), note(2, journal.Bring, "2026-11-05", "ten seconds"),
			note(3, journal.JustMe, "2026-11-12", "markerjustme"), note(4, journal.Never, "2026-11-20", "markernever"),
		},
		Learning: []journal.Learning{aim(20, "to sit with silence"), aim(21, "markerother"), gone},
	}
	none := asking(t, c, Request{})
	if got := string(encode(t, release(t, none))); strings.Contains(got, "silence") || strings.Contains(got, "learning goal") {
		t.Errorf("a learning goal came by itself: %s", got)
	}
	g := asking(t, c, Request{Learning: []journal.ID{id(20), id(22), id(99)}})
	p := release(t, g)
	if raw := string(encode(t, p)); strings.Contains(raw, "marker") {
		t.Errorf("the pack holds more than was named: %s", raw)
	}
	if g.Left().Gone != 2 {
		t.Errorf("%d are gone, want 2", g.Left().Gone)
	}
	aims := p.Aims()
	if len(aims) != 1 || aims[0].Ref != "learning goal 1" || aims[0].Notes != 2 || aims[0].Latest != "mid-November 2026" {
		t.Errorf("the learning goals are %+v", aims)
	}
	if e := p.Entries(); len(e) != 1 || e[0].On != "learning goal 1" {
		t.Errorf("the notes are %+v", e)
	}
	if !asking(t, Chosen{Learning: c.Learning}, Request{}).IsEmpty() || asking(t, Chosen{Learning: c.Learning}, Request{Learning: []journal.ID{id(21)}}).IsEmpty() {
		t.Error("a pack of one learning goal is not empty, and one of none is")
	}
}

// A record that was kept before signs were in packs is proved all the same.
func TestSeenWithoutASign(t *testing.T) {
	a := action(1, id(0), "hand over in five minutes")
	p := release(t, asking(t, Chosen{Actions: []journal.Action{a}}, Request{}))
	a.Sign = "fewer calls back"
	if seen := SeenOf(p.Items()[0], &a); !seen.Matches || len(seen.Parts) != 1 {
		t.Errorf("it is seen as %+v", seen)
	}
	p = release(t, asking(t, Chosen{Actions: []journal.Action{a}}, Request{}))
	if seen := SeenOf(p.Items()[0], &a); !seen.Matches || len(seen.Parts) != 2 {
		t.Errorf("with its sign it is seen as %+v", seen)
	}
}
