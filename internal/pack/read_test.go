package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// everything is a journal with something in every field, and what a
// request wants of it.
func everything() (Chosen, Request) {
	e := entry(1, journal.Bring, "rang 07700 900123\n\nand \u202e \x1b[2J <b>", strings.Repeat("more ", 80))
	e.Kind, e.Framework, e.Goals = journal.Reflected, "what-so-what", []journal.Goal{journal.Support, journal.Ethics}
	e.Energy, e.Weight, e.Confidence, e.Answers[0].Stage = 3, 4, 2, "What"
	e.Risk, e.Decided, e.Aliases = journal.RiskHandedOver, journal.DecidedAsked, []string{"heron-3"}
	learnt := entry(4, journal.Bring, "to wait")
	learnt.Goals, learnt.Aliases = []journal.Goal{journal.Development}, []string{"wren-9"}
	learnt.Learning, learnt.Minutes = id(6), 45
	aim := journal.Learning{Meta: journal.Meta{ID: id(6), Revision: 1}, LearningBody: journal.LearningBody{Text: "to sit with silence", Outcome: "ten seconds once"}}
	aim.Written, aim.LearningHead.State, aim.Goal = journal.Stamp{Unix: 1788220800}, journal.LearningOpen, journal.Support
	a := action(2, id(0), "write to jo@example.org")
	a.Due, a.Goal, a.Outcome, a.ActionHead.State = "2026-12-01", journal.Quality, "done & dusted", journal.ActionDone
	a.ActionHead.Session = id(9)
	a.Owner, a.Standard, a.Sign = "my manager", "our charter, point 4", "fewer calls back"
	late := action(5, id(0), "ask again")
	late.Due, late.Sign = "2026-11-02", "it is answered"
	q := question(3, journal.Bring, "how do I say no?")
	q.Goal, q.Want, q.Eye, q.Context, q.Tried = journal.Independence, journal.WantThink, 4, "a rota", "saying maybe"
	met := journal.Session{SessionHead: journal.SessionHead{Date: "2026-11-04", Minutes: 90, Mode: journal.InGroup, Size: 4}}
	return Chosen{
			Entries: []journal.Entry{e, learnt}, Questions: []journal.Question{q}, Actions: []journal.Action{a, late},
			Sessions: []journal.Session{met}, Learning: []journal.Learning{aim}, Shown: map[journal.ID]journal.Date{id(1): "2026-11-01"},
		}, Request{
			Period: november(), For: "Sam  Supervisor", By: "heron", Made: made(), Fingerprint: "k7q2-9d3f",
			Words: Vocabulary{Person: "service user", Supervision: "clinical  consultation"}, Feeling: "tired, and glad of the team",
			About: "More time for the second question.\n\nThe rest helps.", Trend: true, Measures: true, Scan: true, Learning: []journal.ID{id(6)},
			Names:     Names{Goals: map[journal.Goal]string{journal.Support: "Emotional support"}, Frameworks: map[string]string{"what-so-what": "What? So what?"}, Stages: map[string]map[string]string{"": {"What": "What?"}}},
			Functions: map[journal.Goal][]string{journal.Support: {"restorative"}, journal.Ethics: {"normative"}, journal.Quality: {"formative"}},
		}
}

// full gathers everything.
func full(t *testing.T) *Gathering {
	t.Helper()
	c, r := everything()
	g, err := Gather(t.Context(), offered(c), r)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestReadGivesTheSameBytes(t *testing.T) {
	g := full(t)
	flags := g.Findings()
	raw := encode(t, release(t, g, Decision{Key: flags[0].Key, Act: Replace}, Decision{Key: flags[1].Key, Act: Keep}))
	if i := bytes.IndexFunc(raw, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u202e' }); i >= 0 {
		t.Errorf("a hidden character stands at byte %d", i)
	}
	back, err := Read(bytes.NewReader(raw), privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	var undecided *UndecidedError
	if _, err := back.Release(Decisions{}); !errors.As(err, &undecided) || undecided.Count != 1 {
		t.Fatalf("a pack read back with a number in it was released: %v", err)
	}
	again := encode(t, release(t, back, Decision{Key: undecided.Flags[0].Key, Act: Keep}))
	// The escape is no text that a journal holds and goes when it is read.
	if want := bytes.Replace(raw, []byte(`\u001b`), nil, 1); !bytes.Equal(again, want) {
		t.Errorf("read back and released:\n%s\nwant\n%s", again, want)
	}
}

func TestReadRefuses(t *testing.T) {
	good := string(encode(t, release(t, gather(t, Chosen{
		Entries:   []journal.Entry{entry(1, journal.Bring, "said")},
		Actions:   []journal.Action{action(2, id(0), "do it")},
		Questions: []journal.Question{question(3, journal.Bring, "why?")},
	}))))
	if _, err := Read(strings.NewReader(good), privacy.Guard{}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, old, new, says string }{
		{"nothing", good, "", "not JSON"},
		{"a list", good, "[]", "not JSON"},
		{"no schema", "afterword/pack/1", "secretword", "its schema is not"},
		{"a newer schema", "afterword/pack/1", "afterword/pack/2", "newer"},
		{"another type", `"text":"why?"`, `"text":7`, "another type"},
		{"no time", `"made":"`, `"made":"secretword`, "when it was made"},
		{"no day", "2026-11-01", "secretword", "period"},
		{"backwards", "2026-11-01", "2026-12-01", "period"},
		{"counts", `"replaced":0`, `"replaced":-1`, "counts"},
		{"an exact date", "early November 2026", "5 November 2026", "entry 1"},
		{"kind", `"kind":"note"`, `"kind":"secretword"`, "entry 1"},
		{"goal", `"goals":[]`, `"goals":["secretword"]`, "entry 1"},
		{"measure", `"goals":[]`, `"goals":[],"energy":6`, "entry 1"},
		{"state", `"state":"open"`, `"state":"secretword"`, "action 1"},
		{"due", `"state":"open"`, `"state":"open","due":"secretword"`, "action 1"},
		{"question's goal", `"text":"why?"`, `"text":"why?","goal":"secretword"`, "question 1"},
		{"next session", `"made"`, `"next_session":"secretword","made"`, "next session"},
		{"a long name", `"made"`, `"for":"` + strings.Repeat("a", 121) + `","made"`, "120"},
		{"too deep", `"made"`, `"x":` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + `,"made"`, "larger"},
		{"too many values", `"made"`, `"x":[0` + strings.Repeat(",0", packValues) + `],"made"`, "larger"},
		{"too big", `"made"`, strings.Repeat(" ", packBytes) + `"made"`, "larger"},
		{"too many items", `"questions":[`, `"questions":[` + strings.Repeat("{},", mostItems), "2000"},
		{"a long text", "why?", strings.Repeat("a", journal.MaxText+1), "question 1"},
	} {
		file := strings.Replace(good, tt.old, tt.new, 1)
		g, err := Read(strings.NewReader(file), privacy.Guard{})
		if err == nil || g != nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "secretword") {
			t.Errorf("%s: error %v, want one that says %q", tt.name, err, tt.says)
		}
	}
	if _, err := Read(strings.NewReader(strings.Replace(good, `"made"`, `"later":{"x":1},"made"`, 1)), privacy.Guard{}); err != nil {
		t.Errorf("a key of a later version is not passed over: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"schema":"afterword/pack/1","made":"2026-11-23T18:00:00+01:00","entries":[{"kind":"note","answers":[{"text":"a@b.org"}]}]}`)
	f.Add(`{"schema":"afterword/pack/1","made":"2026-11-23T18:00:00Z","questions":[{"text":"\u202e\ufeff\r\n"}],"actions":[{"state":"open","due":"2026-01-01"}]}`)
	c, r := everything()
	g, err := Gather(f.Context(), offered(c), r)
	if err != nil {
		f.Fatal(err)
	}
	p, err := g.Release(Decisions{ShareUndecided: true})
	if err != nil {
		f.Fatal(err)
	}
	whole, err := json.Marshal(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(whole))
	f.Fuzz(func(t *testing.T, file string) {
		g, err := Read(strings.NewReader(file), privacy.Guard{})
		if err != nil {
			return
		}
		p, err := g.Release(Decisions{ShareUndecided: true})
		if errors.Is(err, ErrEmpty) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		first, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		g, err = Read(bytes.NewReader(first), privacy.Guard{})
		if err != nil {
			t.Fatalf("a pack that was written is not read: %v", err)
		}
		p, err = g.Release(Decisions{ShareUndecided: true})
		if err != nil {
			t.Fatal(err)
		}
		if second, _ := json.Marshal(p); !bytes.Equal(first, second) {
			t.Errorf("the second time gave other bytes:\n%s\n%s", first, second)
		}
	})
}
