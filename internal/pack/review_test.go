package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// lastYear is a journal with something of everything that a review counts.
func lastYear() (Chosen, Request) {
	c, r := everything()
	e := &c.Entries[0]
	e.Prompts, e.Written = []string{"gibbs-description"}, made()
	for n := range byte(4) {
		more := entry(20+n, journal.JustMe, "words that nobody chose")
		more.Shift, more.Kind, more.Goals, more.Energy = journal.Date("2026-11-21").AddDays(int(n)), journal.Quick, []journal.Goal{journal.Culture}, 1+int(n)
		c.Entries = append(c.Entries, more)
	}
	c.Entries[3].Learning, c.Entries[3].Confidence = id(50), 4
	c.Learning = []journal.Learning{{Meta: journal.Meta{ID: id(50), Revision: 2}, LearningHead: journal.LearningHead{Written: made(), State: journal.LearningClosed, Closed: "2026-11-20", Goal: journal.Development},
		LearningBody: journal.LearningBody{Text: "to wait for ten seconds", Outcome: "most days"}},
		{Meta: journal.Meta{ID: id(51), Revision: 1}, LearningHead: journal.LearningHead{Written: made(), State: journal.LearningOpen}, LearningBody: journal.LearningBody{Text: "words of an unnamed goal"}}}
	for i := range c.Actions {
		c.Actions[i].Written = made()
	}
	for i := range c.Questions {
		c.Questions[i].Written = made()
	}
	return c, Request{Kind: ForReview, Period: november(), For: r.For, By: r.By, Made: made(), Fingerprint: r.Fingerprint, Words: r.Words, Drawings: true,
		Picked: []journal.ID{id(2), id(50)}, Crosswalk: insight.Crosswalk{
			Proctor:  r.Functions,
			Kadushin: map[journal.Goal][]string{journal.Support: {"supportive"}, journal.Ethics: {"administrative"}},
			Stages:   map[string]string{"gibbs-description": "description"},
		}}
}

// reviewed gathers it.
func reviewed(t *testing.T) *Gathering {
	t.Helper()
	c, r := lastYear()
	return asking(t, c, r)
}

// What is marked never, what grew from it and what is gone is not in a
// review and is not counted, whatever is named; of what stays with its
// writer the numbers alone are there.
func TestReviewTakesOnlyWhatIsChosen(t *testing.T) {
	gone := entry(5, journal.Bring, "gone")
	gone.State = journal.Deleted
	second := entry(6, journal.Bring, "a second look at never")
	second.Parent, second.Kind = id(4), journal.SecondLook
	third := entry(7, journal.Bring, "a second look at that")
	third.Parent, third.Kind = id(6), journal.SecondLook
	outside := entry(8, journal.Bring, "outside")
	outside.Shift = "2026-10-31"
	far := entry(9, journal.JustMe, "named and of another day")
	far.Shift = "2026-09-01"
	c := Chosen{
		Entries: []journal.Entry{third, second, entry(1, journal.Bring, "marked"), entry(2, journal.JustMe, "mine"), entry(3, journal.JustMe, "named"),
			entry(4, journal.Never, "never"), gone, outside, far},
		Actions: []journal.Action{action(10, id(0), "do it"), action(11, id(4), "grown from never"), action(12, id(0), "not named")},
		Learning: []journal.Learning{{Meta: journal.Meta{ID: id(13)}, LearningBody: journal.LearningBody{Text: "learn it"}},
			{Meta: journal.Meta{ID: id(14), State: journal.Deleted}, LearningBody: journal.LearningBody{Text: "learn what is gone"}}},
		Questions: []journal.Question{question(15, journal.Bring, "no question is in a review"), question(16, journal.Bring, "grown"), question(17, journal.Never, "never")},
	}
	c.Questions[1].Entry = id(4)
	for i := range c.Questions {
		c.Questions[i].Written = made()
	}
	all := []journal.ID{id(3), id(4), id(5), id(6), id(7), id(9), id(10), id(11), id(13), id(14), id(16), id(17)}
	for _, tt := range []struct {
		name    string
		picked  []journal.ID
		without []Omission
		want    string
	}{
		{"marked", nil, nil, "marked"},
		{"named as well", all, nil, "do it|marked|named|named and of another day"},
		{"named alone", all, []Omission{OmitMarked}, "do it|named|named and of another day"},
		{"nothing", nil, []Omission{OmitMarked}, ""},
	} {
		g := asking(t, c, Request{Kind: ForReview, Picked: tt.picked, Without: tt.without})
		if got := texts(g); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		p := release(t, g)
		r := p.Review()
		if r.Entries != 3 || r.Asked != 1 {
			t.Errorf("%s: %d entries and %d questions are counted, want 3 and 1", tt.name, r.Entries, r.Asked)
		}
		if got := len(r.Learning); got != min(len(tt.picked), 1) {
			t.Errorf("%s: %d learning goals", tt.name, got)
		}
		if raw := string(encode(t, p)); strings.Contains(raw, "never") || strings.Contains(raw, "gone") || strings.Contains(raw, "mine") || strings.Contains(raw, "no question") {
			t.Errorf("%s: something is in it that was not chosen: %s", tt.name, raw)
		}
	}
}

func TestReviewCounts(t *testing.T) {
	p := mustShare(t, reviewed(t))
	if p.Kind() != ForReview || !p.Drawings() || p.IsZero() || p.Next() != "" || len(p.Handed()) > 0 {
		t.Errorf("the pack is a %q", p.Kind())
	}
	r := p.Review()
	if r.Entries != 6 || r.Days != 5 || r.Asked != 1 {
		t.Errorf("%d entries on %d days, %d questions", r.Entries, r.Days, r.Asked)
	}
	wantTimes := []Time{{Date: "early November 2026", Entries: 2, Energy: []int{3}, Weight: []int{4}, Confidence: []int{2}},
		{Date: "late November 2026", Entries: 4, Energy: []int{1, 2, 3, 4}, Confidence: []int{4}}}
	if !reflect.DeepEqual(r.Times, wantTimes) {
		t.Errorf("times %v, want %v", r.Times, wantTimes)
	}
	for i, want := range []journal.Date{"2026-11-01", "2026-11-21"} {
		if got := r.Times[i].From(); got != want {
			t.Errorf("time %d begins on %s, want %s", i+1, got, want)
		}
	}
	noted := func(g journal.Goal) []Noted { return r.Goals[slices.Index(journal.Goals(), g)].Noted }
	if got, want := noted(journal.Support), []Noted{{"energy", 5}, {"weight", 1}}; !slices.Equal(got, want) {
		t.Errorf("support by %v, want %v", got, want)
	}
	if got, want := noted(journal.Development), []Noted{{"learning-open", 1}, {"learning-set", 2}, {"learning-closed", 1}, {"minutes", 45}}; !slices.Equal(got, want) {
		t.Errorf("development by %v, want %v", got, want)
	}
	if got := r.Learning; len(got) != 1 || got[0].Notes != 1 || got[0].Closed != "mid-November 2026" || got[0].Set != "late November 2026" {
		t.Errorf("learning goals %+v", got)
	}
	for _, g := range r.Goals {
		for _, n := range g.Noted {
			if !slices.Contains(measures(), n.Measure) {
				t.Errorf("%s has the measure %s, which is not among those that are read", g.Goal, n.Measure)
			}
		}
	}
	kinds := map[journal.Kind]int{}
	for _, it := range p.Items() {
		kinds[it.Kind]++
	}
	if kinds[journal.KindEntry] != 2 || kinds[journal.KindAction] != 1 || kinds[journal.KindLearning] != 1 || len(kinds) != 3 {
		t.Errorf("the record has %v", kinds)
	}
	r.Goals[0].Entries, r.Times[0].Energy[0], r.Kinds[0].Name = 99, 99, "x"
	if again := p.Review(); again.Goals[0].Entries == 99 || again.Times[0].Energy[0] == 99 || again.Kinds[0].Name == "x" {
		t.Error("a review hands out its own lists")
	}
}

func TestReviewWithout(t *testing.T) {
	c, r := lastYear()
	r.Without = Omissions()
	p := mustShare(t, asking(t, c, r))
	raw := string(encode(t, p))
	for _, not := range []string{`"energy"`, `"weight"`, `"confidence"`, `"weekdays"`, `"hours"`, `"kinds"`, `"days"`, `"sessions"`, `"questions_written"`, `"date":"late`} {
		if strings.Contains(raw, not) {
			t.Errorf("without anything, the review holds %s: %s", not, raw)
		}
	}
	if len(p.Entries()) > 0 || len(p.Actions()) != 1 || len(p.Review().Times) > 0 {
		t.Errorf("%d entries, %d actions, times %v", len(p.Entries()), len(p.Actions()), p.Review().Times)
	}
	r.Without = []Omission{OmitEnergy}
	for _, e := range mustShare(t, asking(t, c, r)).Entries() {
		if e.Energy > 0 || e.Ref == "entry 1" && e.Weight != 4 {
			t.Errorf("%s: energy %d, weight %d", e.Ref, e.Energy, e.Weight)
		}
	}
}

func TestReviewRefuses(t *testing.T) {
	for _, p := range []Period{{}, {From: "2026-11-01"}, {To: "2026-11-01"}} {
		if _, err := Gather(t.Context(), offered{}, Request{Kind: ForReview, Period: p, Made: made()}); err == nil || !strings.Contains(err.Error(), "begins") {
			t.Errorf("%v: error %v", p, err)
		}
	}
	g := asking(t, Chosen{}, Request{Kind: ForReview})
	if _, err := g.Release(Decisions{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("a review of nothing: %v", err)
	}
}

func TestReviewComesBack(t *testing.T) {
	raw := encode(t, mustShare(t, reviewed(t)))
	g, err := Read(bytes.NewReader(raw), privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := g.Release(Decisions{AsRead: true})
	if err != nil {
		t.Fatal(err)
	}
	// The escape is no text that a journal holds and goes when it is read.
	if want, got := bytes.Replace(raw, []byte(`\u001b`), nil, 1), encode(t, p); !bytes.Equal(got, want) {
		t.Errorf("read back:\n%s\nwant\n%s", got, want)
	}
	for _, tt := range []struct{ name, old, new string }{
		{"kind", `"kind":"review"`, `"kind":"secretword"`},
		{"no review", `"kind":"review",`, ""},
		{"nothing in it", `"review":{`, `"other":{`},
		{"no beginning", `"from":"2026-11-01",`, ""},
		{"entry kind", `"name":"quick"`, `"name":"secretword"`},
		{"weekday", `"name":"monday"`, `"name":"secretword"`},
		{"hour", `"name":"night"`, `"name":"secretword"`},
		{"count", `"name":"restorative","count":`, `"name":"restorative","count":-`},
		{"date", `{"date":"early November 2026","entries"`, `{"date":"5 November 2026","entries"`},
		{"order", `{"date":"late November 2026","entries"`, `{"date":"early November 2026","entries"`},
		{"value", `"energy":[3]`, `"energy":[6]`},
		{"nought", `"energy":[3]`, `"energy":[0]`},
		{"goal", `{"goal":"ethics","entries"`, `{"goal":"secretword","entries"`},
		{"measure", `"measure":"energy"`, `"measure":"secretword"`},
		{"state", `"state":"closed"`, `"state":"secretword"`},
		{"too many", `"times":[`, `"times":[` + strings.Repeat("{},", mostItems)},
		{"long list", `"proctor":[`, `"proctor":[` + strings.Repeat(`{"name":"a"},`, mostCounts)},
	} {
		file := strings.Replace(string(raw), tt.old, tt.new, 1)
		if file == string(raw) {
			t.Errorf("%s: the pack has no %s", tt.name, tt.old)
		}
		if _, err := Read(strings.NewReader(file), privacy.Guard{}); err == nil || strings.Contains(err.Error(), "secretword") {
			t.Errorf("%s: error %v", tt.name, err)
		}
	}
}

// A learning goal in the record is made again from its revision.
func TestReviewSeen(t *testing.T) {
	c, _ := lastYear()
	for _, it := range mustShare(t, reviewed(t)).Items() {
		if it.Kind != journal.KindLearning {
			continue
		}
		seen := SeenOf(it, &c.Learning[0])
		if !seen.Matches || len(seen.Parts) != 2 || seen.Parts[0].Words != "to wait for ten seconds" {
			t.Errorf("seen as %+v", seen)
		}
		return
	}
	t.Error("no learning goal is in the record")
}

func FuzzReadReview(f *testing.F) {
	c, r := lastYear()
	g, err := Gather(f.Context(), offered(c), r)
	if err != nil {
		f.Fatal(err)
	}
	p, err := g.Release(Decisions{ShareUndecided: true})
	if err != nil {
		f.Fatal(err)
	}
	whole, err := json.Marshal(p.sheet.review.wire())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(whole))
	f.Add(`{"entries":1,"times":[{"date":"early March 2026","energy":[1,5]}],"goals":[{"goal":"ethics","entries":1}]}`)
	f.Fuzz(func(t *testing.T, review string) {
		file := `{"schema":"afterword/pack/1","kind":"review","made":"2026-11-23T18:00:00Z","period":{"from":"2026-11-01","to":"2026-11-30"},"review":` + review + `}`
		g, err := Read(strings.NewReader(file), privacy.Guard{})
		if err != nil {
			return
		}
		p, err := g.Release(Decisions{AsRead: true})
		if errors.Is(err, ErrEmpty) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		first := encode(t, p)
		if g, err = Read(bytes.NewReader(first), privacy.Guard{}); err != nil {
			t.Fatalf("a review that was written is not read: %v\n%s", err, first)
		}
		if p, err = g.Release(Decisions{AsRead: true}); err != nil {
			t.Fatal(err)
		}
		if second := encode(t, p); !bytes.Equal(first, second) {
			t.Errorf("written again:\n%s\nwant\n%s", second, first)
		}
	})
}
