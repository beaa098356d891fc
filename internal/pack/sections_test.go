package pack

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"afterword/internal/journal"
)

// asking gathers what a request asks for.
func asking(t *testing.T, c Chosen, r Request) *Gathering {
	t.Helper()
	if r.Made.IsZero() {
		r.Made = made()
	}
	if (r.Period == Period{}) {
		r.Period = november()
	}
	r.FullText = true
	g, err := Gather(context.Background(), offered(c), r)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// texts lists the questions, actions and entries of a gathering by their
// first words.
func texts(g *Gathering) string {
	var out []string
	for _, q := range g.sheet.questions {
		out = append(out, q.Text)
	}
	for _, a := range g.sheet.actions {
		out = append(out, a.Text)
	}
	for _, e := range g.sheet.entries {
		for _, a := range e.Answers {
			out = append(out, a.Text)
		}
	}
	return strings.Join(out, "|")
}

// plainStrings finds every field of type string below v, with its path.
// Named types, such as a goal or a state, hold no free text.
func plainStrings(t *testing.T, path string, v reflect.Value, found map[uintptr]string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			plainStrings(t, path, v.Elem(), found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			plainStrings(t, path+"."+v.Type().Field(i).Name, v.Field(i), found)
		}
	case reflect.Slice:
		if v.Len() == 0 && v.Type().Elem().Kind() == reflect.Struct && v.Type() != reflect.TypeFor[[]journal.Noted]() && v.Type() != reflect.TypeFor[[]Noted]() {
			t.Errorf("%s is empty, so that its texts are not looked at", path)
		}
		for i := range v.Len() {
			plainStrings(t, path, v.Index(i), found)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			found[v.UnsafeAddr()] = path
		}
	}
}

// A text that is added to a pack and not listed in items would pass the
// gate unseen.
func TestEveryTextIsListed(t *testing.T) {
	s := full(t).sheet
	s.review = reviewed(t).sheet.review
	listed := map[uintptr]bool{}
	for _, it := range s.items() {
		for _, f := range it.fields {
			listed[reflect.ValueOf(f.words).Pointer()] = true
		}
	}
	// Names given on purpose, and what is in our own words.
	ours := map[string]bool{
		".recipient": true, ".by": true, ".fingerprint": true, ".made.Zone": true,
		".questions.Ref": true, ".actions.Ref": true, ".entries.Ref": true, ".scan.Ref": true, ".aims.Ref": true, ".aims.Set": true, ".aims.Latest": true, ".entries.On": true,
		".handed.Date": true, ".trend.Date": true, ".entries.Date": true,
		".review.Kinds.Name": true, ".review.Weekdays.Name": true, ".review.Hours.Name": true, ".review.Times.Date": true,
		".review.Learning.Ref": true, ".review.Learning.Set": true, ".review.Learning.Closed": true,
	}
	found := map[uintptr]string{}
	plainStrings(t, "", reflect.ValueOf(&s).Elem(), found)
	if len(found) < 30 {
		t.Fatalf("only %d texts were looked at", len(found))
	}
	for at, path := range found {
		if !listed[at] && !ours[path] {
			t.Errorf("the gate does not look at sheet%s", path)
		}
	}
}

// Every listed text is searched, and leaves as it was decided.
func TestEveryListedTextIsSearched(t *testing.T) {
	for name, g := range map[string]*Gathering{"a pack": full(t), "a review": reviewed(t)} {
		t.Run(name, func(t *testing.T) { checkSearched(t, g) })
	}
}

func checkSearched(t *testing.T, g *Gathering) {
	t.Helper()
	const marker = "07700 900123"
	n := 0
	for _, it := range g.sheet.items() {
		for _, f := range it.fields {
			*f.words = marker
			n++
		}
	}
	var list []Decision
	for _, f := range g.Findings() {
		list = append(list, Decision{Key: f.Key, Act: Replace})
	}
	p := release(t, g, list...)
	if p.Counts().Replaced != n {
		t.Errorf("%d replaced, want %d", p.Counts().Replaced, n)
	}
	if raw := string(encode(t, p)); strings.Contains(raw, "900123") {
		t.Errorf("a text was not searched: %s", raw)
	}
}

// Whatever is asked for by name, what is marked never or grew from it stays
// in the journal.
func TestNeverCannotBeNamed(t *testing.T) {
	var all []journal.ID
	for n := range byte(40) {
		all = append(all, id(n))
	}
	never := entry(1, journal.Never, "markernever")
	never.Aliases, never.Energy, never.Weight, never.Risk = []string{"markeralias"}, 5, 5, journal.RiskHandedOver
	never.Goals = []journal.Goal{journal.Culture}
	grownQuestion := question(11, journal.Bring, "markergrown")
	grownQuestion.Entry = id(1)
	unknown := question(12, journal.Bring, "markerunknown")
	unknown.Entry = id(39)
	trashed := entry(2, journal.Bring, "markertrashed")
	trashed.State = journal.Deleted
	c := Chosen{
		Entries:   []journal.Entry{never, trashed, entry(3, journal.JustMe, "named")},
		Questions: []journal.Question{question(10, journal.Never, "markerquestion"), grownQuestion, unknown},
		Actions:   []journal.Action{action(20, id(1), "markeraction"), action(21, id(2), "markertrashedaction"), action(22, id(38), "markerlost")},
		Shown:     map[journal.ID]journal.Date{id(1): "2026-11-01"},
	}
	for name, r := range map[string]Request{
		"picked":      {Picked: all, Questions: all, Full: all, Counts: true, Trend: true, Measures: true, Scan: true},
		"by question": {Questions: all, Feeling: "well", Trend: true, Measures: true, Scan: true},
	} {
		g := asking(t, c, r)
		raw := string(encode(t, release(t, g)))
		if strings.Contains(raw, "marker") || strings.Contains(raw, `"energy":5`) || strings.Contains(raw, "handed_over") || strings.Contains(raw, `"goal":"culture","entries":1`) {
			t.Errorf("%s: the pack holds something of what is marked never: %s", name, raw)
		}
		if g.Left().Never != 7 {
			t.Errorf("%s: %d left out as never, want 7", name, g.Left().Never)
		}
	}
}

func TestPickedIsExact(t *testing.T) {
	old := entry(1, journal.Bring, "old and picked")
	old.Shift = "2025-01-01"
	c := Chosen{
		Entries:   []journal.Entry{old, entry(2, journal.JustMe, "mine and picked"), entry(3, journal.Bring, "brought"), entry(4, journal.JustMe, "mine")},
		Questions: []journal.Question{question(10, journal.JustMe, "question picked"), question(11, journal.Bring, "question")},
		Actions:   []journal.Action{action(20, id(3), "action picked"), action(21, id(3), "action")},
		Sessions:  []journal.Session{{SessionHead: journal.SessionHead{Date: "2026-11-03", Minutes: 60}}},
	}
	picked := []journal.ID{id(1), id(2), id(10), id(20)}
	g := asking(t, c, Request{Picked: picked})
	if want := "question picked|action picked|old and picked|mine and picked"; texts(g) != want {
		t.Errorf("the pack holds %s, want %s", texts(g), want)
	}
	if s := g.sheet; s.themes.Entries != 0 || len(s.sessions)+len(s.trend)+len(s.scan) != 0 {
		t.Errorf("the pack holds more than what was picked: %+v", s)
	}
	if s := asking(t, c, Request{Picked: picked, Counts: true}).sheet; s.themes.Entries != 3 || len(s.sessions) != 1 {
		t.Errorf("with counts: %d entries and %d sessions, want 3 and 1", s.themes.Entries, len(s.sessions))
	}
	if s := asking(t, c, Request{Picked: picked, Measures: true}).sheet; s.themes.Entries != 3 || len(s.sessions) != 0 {
		t.Errorf("with measures: %d entries and %d sessions, want 3 and none", s.themes.Entries, len(s.sessions))
	}
	if g := asking(t, c, Request{Picked: []journal.ID{id(99)}}); !g.IsEmpty() {
		t.Errorf("a pick that is not there gave %s", texts(g))
	}
}

func TestQuestionsOfAPack(t *testing.T) {
	all := []journal.Question{
		question(1, journal.Bring, "one"), question(2, journal.Bring, "two"), question(3, journal.Bring, "three"),
		question(4, journal.Bring, "four"), question(5, journal.JustMe, "five"),
	}
	for _, tt := range []struct {
		name  string
		named []journal.ID
		from  []journal.Question
		want  string
	}{
		{"three that are marked", nil, all[:3], "one|two|three"},
		{"in the order of their names", []journal.ID{id(4), id(1)}, all, "four|one"},
		{"one that is not marked", []journal.ID{id(5)}, all, "five"},
		{"one named twice", []journal.ID{id(2), id(2)}, all, "two"},
	} {
		if got := texts(asking(t, Chosen{Questions: tt.from}, Request{Questions: tt.named})); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	_, err := Gather(t.Context(), offered{Questions: all}, Request{Made: made()})
	var many *QuestionsError
	if !errors.As(err, &many) || len(many.IDs) != 4 || many.IDs[3] != id(4) || !strings.Contains(err.Error(), "leave 1") {
		t.Errorf("four questions gave the error %v", err)
	}
	long := question(1, journal.Bring, "why?")
	long.Context = strings.Repeat("secretword ", journal.ContextWords+1)
	_, err = Gather(t.Context(), offered{Questions: []journal.Question{long}}, Request{Made: made()})
	if !errors.Is(err, journal.ErrContext) || strings.Contains(err.Error(), "secretword") || !strings.Contains(err.Error(), "question 1") {
		t.Errorf("a long context gave the error %v", err)
	}
}

func TestActionsAreCarriedUntilClosed(t *testing.T) {
	with := func(n byte, state journal.ActionState, due, closed journal.Date, text string) journal.Action {
		a := action(n, id(0), text)
		a.ActionHead.State, a.Due, a.Closed = state, due, closed
		return a
	}
	g := asking(t, Chosen{
		Entries: []journal.Entry{entry(1, journal.JustMe, "mine")},
		Actions: []journal.Action{
			with(2, journal.ActionOpen, "2026-01-01", "", "long open"), with(3, journal.ActionOpen, "2026-11-23", "", "due today"),
			with(4, journal.ActionDone, "2026-01-01", "2026-11-05", "done"), with(5, journal.ActionDropped, "", "2026-10-31", "dropped before"),
			with(6, journal.ActionPartly, "", "", "of an unknown day"), action(7, id(1), "of a private entry"),
		},
	}, Request{})
	var got []string
	for _, a := range g.sheet.actions {
		got = append(got, fmt.Sprint(a.Text, a.Overdue))
	}
	want := "long opentrue|due todayfalse|donefalse|of an unknown dayfalse|of a private entryfalse"
	if strings.Join(got, "|") != want {
		t.Errorf("actions %s, want %s", strings.Join(got, "|"), want)
	}
}

func TestHandedOverTellsNothing(t *testing.T) {
	e := entry(1, journal.Bring, "said")
	e.Risk, e.Goals = journal.RiskHandedOver, []journal.Goal{journal.Ethics}
	mine, open := entry(2, journal.JustMe, "x"), entry(3, journal.Bring, "y")
	mine.Risk, open.Risk = journal.RiskHandedOver, journal.RiskOpen
	g := asking(t, Chosen{Entries: []journal.Entry{e, mine, open}}, Request{})
	if want := []Handed{{"early November 2026", []journal.Goal{journal.Ethics}}}; !reflect.DeepEqual(g.sheet.handed, want) {
		t.Errorf("handed over: %+v, want %+v", g.sheet.handed, want)
	}
}

func TestOptionalSections(t *testing.T) {
	c, r := everything()
	r.Trend, r.Measures, r.Scan, r.Feeling, r.About = false, false, false, "", ""
	raw := string(encode(t, mustShare(t, asking(t, c, r))))
	for _, key := range []string{`"trend"`, `"scan"`, `"feeling"`, `"about"`, `"values"`} {
		if strings.Contains(raw, key) {
			t.Errorf("%s is in a pack that did not ask for it", key)
		}
	}
	for _, key := range []string{`"handed_over"`, `"themes"`, `"sessions"`, `"noted"`} {
		if !strings.Contains(raw, key) {
			t.Errorf("%s is not in a pack", key)
		}
	}
}

// mustShare releases a gathering with its findings undecided.
func mustShare(t *testing.T, g *Gathering) Pack {
	t.Helper()
	p, err := g.Release(Decisions{ShareUndecided: true})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTrendScanAndSessions(t *testing.T) {
	late, early, none := entry(1, journal.JustMe), entry(2, journal.Bring), entry(3, journal.Bring)
	late.Shift, late.Energy, late.Aliases = "2026-11-21", 2, []string{"wren-9", "heron-3"}
	early.Shift, early.Weight, early.Aliases = "2026-11-02", 4, []string{"heron-3", "owl-1"}
	none.Shift, none.Aliases = "2026-10-02", []string{"stork-2"}
	g := asking(t, Chosen{
		Entries: []journal.Entry{late, early, none},
		Sessions: []journal.Session{
			{SessionHead: journal.SessionHead{Date: "2026-11-20", Minutes: 90, Mode: journal.InGroup, Size: 4}},
			{SessionHead: journal.SessionHead{Date: "2026-11-04"}}, {SessionHead: journal.SessionHead{Date: "2026-10-04"}},
			{Meta: journal.Meta{State: journal.Deleted}, SessionHead: journal.SessionHead{Date: "2026-11-05"}},
		},
		Shown: map[journal.ID]journal.Date{id(2): "2026-11-03", id(3): "2026-09-01"},
	}, Request{Trend: true, Scan: true})
	if want := []Reading{{"early November 2026", 0, 4}, {"late November 2026", 2, 0}}; !reflect.DeepEqual(g.sheet.trend, want) {
		t.Errorf("trend %+v, want %+v", g.sheet.trend, want)
	}
	want := []Case{{"alias 1", "wren-9", -1}, {"alias 2", "stork-2", 11}, {"alias 3", "heron-3", 2}, {"alias 4", "owl-1", 2}}
	if !reflect.DeepEqual(g.sheet.scan, want) {
		t.Errorf("scan %+v, want %+v", g.sheet.scan, want)
	}
	if want := []Session{{Date: "2026-11-04"}, {"2026-11-20", 90, journal.InGroup, 4}}; !reflect.DeepEqual(g.sheet.sessions, want) {
		t.Errorf("sessions %+v, want %+v", g.sheet.sessions, want)
	}
	if !asking(t, Chosen{Sessions: []journal.Session{{SessionHead: journal.SessionHead{Date: "2026-11-20"}}}}, Request{}).IsEmpty() {
		t.Error("a session alone makes a pack")
	}
}

func TestNext(t *testing.T) {
	session := func(day, next journal.Date) journal.Session {
		return journal.Session{SessionHead: journal.SessionHead{Date: day, Next: next}}
	}
	gone := session("2026-11-18", "2026-12-01")
	gone.State = journal.Deleted
	for _, tt := range []struct {
		name string
		all  []journal.Session
		want journal.Date
	}{
		{"none", nil, ""},
		{"not named", []journal.Session{session("2026-11-20", "")}, ""},
		{"named", []journal.Session{session("2026-11-20", "2026-12-04"), session("2026-10-20", "2026-11-20")}, "2026-12-04"},
		{"before the period", []journal.Session{session("2026-09-20", "2026-12-04")}, "2026-12-04"},
		{"past", []journal.Session{session("2026-10-20", "2026-11-20")}, ""},
		{"deleted", []journal.Session{gone}, ""},
	} {
		if got := release(t, asking(t, Chosen{Sessions: tt.all}, Request{About: "x"})).Next(); got != tt.want {
			t.Errorf("%s: next session on %q, want %q", tt.name, got, tt.want)
		}
	}
	picked := asking(t, Chosen{Sessions: []journal.Session{session("2026-11-20", "2026-12-04")}}, Request{About: "x", Picked: []journal.ID{id(9)}})
	if got := release(t, picked).Next(); got != "" {
		t.Errorf("with nothing but what was picked: %q", got)
	}
}

func TestWordsOfThePractitioner(t *testing.T) {
	g := asking(t, Chosen{}, Request{Words: Vocabulary{Person: " service\nuser "}, Feeling: " tired \n but well ", About: "\n one\n\ntwo "})
	p := release(t, g)
	if want := (Vocabulary{"service user", "shift", "supervision"}); p.Words() != want {
		t.Errorf("words %+v, want %+v", p.Words(), want)
	}
	if p.Feeling() != "tired but well" || p.About() != "one\n\ntwo" {
		t.Errorf("feeling %q, about %q", p.Feeling(), p.About())
	}
	if len(p.Items()) != 0 {
		t.Errorf("what is no thing of the journal is recorded as one: %v", p.Items())
	}
	for name, r := range map[string]Request{
		"a long sentence": {Made: made(), Feeling: strings.Repeat("secretword ", 40)},
		"a long word":     {Made: made(), Words: Vocabulary{Shift: strings.Repeat("secretword", 40)}},
		"a long text":     {Made: made(), About: strings.Repeat("a", journal.MaxText+1)},
	} {
		if _, err := Gather(t.Context(), offered{}, r); err == nil || strings.Contains(err.Error(), "secretword") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestFullTextOfOneEntry(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("word ", 70))
	g, err := Gather(t.Context(), offered{Entries: []journal.Entry{entry(1, journal.Bring, long), entry(2, journal.Bring, long)}},
		Request{Made: made(), Full: []journal.ID{id(2)}})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := g.sheet.entries[0].Answers[0], g.sheet.entries[1].Answers[0]; !a.Shortened || b.Shortened || b.Text != long {
		t.Errorf("shortened %t and %t, want the first alone", a.Shortened, b.Shortened)
	}
}

func TestMeter(t *testing.T) {
	want := []Length{
		{SectionQuestions, 9}, {SectionActions, 20}, {SectionFeeling, 6}, {SectionReflections, 74},
		{SectionThemes, 3}, {SectionScan, 2}, {SectionDevelopment, 11}, {SectionAbout, 9},
	}
	got := full(t).Meter()
	for i := range min(len(got), len(want)) {
		if got[i].Section != want[i].Section {
			t.Errorf("section %d is %s, want %s", i, got[i].Section, want[i].Section)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("lengths %v, want %v", got, want)
	}
	if got := gather(t, Chosen{}).Meter(); len(got) != 0 {
		t.Errorf("nothing has the lengths %v", got)
	}
}

func TestReadRefusesWhatNoPackHolds(t *testing.T) {
	good := string(encode(t, mustShare(t, full(t))))
	for _, tt := range []struct{ old, new, says string }{
		{`"want":"think-with"`, `"want":"secretword"`, "question 1"},
		{`"eye":4`, `"eye":8`, "question 1"},
		{`"handed_over":[{"date":"early November 2026"`, `"handed_over":[{"date":"5 November 2026"`, "item 1"},
		{`"trend":[{"date":"early November 2026","energy":3`, `"trend":[{"date":"early November 2026","energy":9`, "point 1"},
		{`"energy":3,"weight":4}],"entries"`, `"energy":0}],"entries"`, "point 1"},
		{`"themes":{"entries":2`, `"themes":{"entries":0`, "themes"},
		{`"goal":"development","entries":1`, `"goal":"development","entries":3`, "goal 1"},
		{`"measure":"energy"`, `"measure":"secretword"`, "goal 3"},
		{`"values":["3"]`, `"values":["secretword"]`, "goal 3"},
		{`"values":["3"]`, `"values":["3","4"]`, "goal 3"},
		{`"name":"normative","entries":1`, `"name":"normative","entries":-1`, "function 1"},
		{`"weeks":3`, `"weeks":-1`, "alias 2"},
		{`"mode":"group"`, `"mode":"secretword"`, "session 1"},
		{`"minutes":90`, `"minutes":90000`, "session 1"},
		{`"date":"2026-11-04"`, `"date":"early November"`, "session 1"},
	} {
		file := strings.Replace(good, tt.old, tt.new, 1)
		if file == good {
			t.Fatalf("the pack has no %s: %s", tt.old, good)
		}
		_, err := Read(strings.NewReader(file), full(t).guard)
		if !errors.Is(err, ErrNotAPack) || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "secretword") {
			t.Errorf("%s: error %v, want one that says %q", tt.new, err, tt.says)
		}
	}
}

// A pack of an earlier version has no words of the practitioner's own, and
// claims nothing that this version works out.
func TestReadSettles(t *testing.T) {
	file := `{"schema":"afterword/pack/1","made":"2026-11-23T18:00:00Z","actions":[{"state":"open","due":"2026-11-30","overdue":true,"text":"a"},{"state":"open","due":"2026-11-01","text":"b"}]}`
	g, err := Read(strings.NewReader(file), full(t).guard)
	if err != nil {
		t.Fatal(err)
	}
	p := release(t, g)
	if want := (Vocabulary{"client", "shift", "supervision"}); p.Words() != want {
		t.Errorf("words %+v, want %+v", p.Words(), want)
	}
	if a := p.Actions(); a[0].Overdue || !a[1].Overdue {
		t.Errorf("overdue %t and %t, want the second alone", a[0].Overdue, a[1].Overdue)
	}
}

// What grew from an entry that is marked never, in the trash or not there is
// in none of the counts either, however often it grew.
func TestCountsLeaveOutWhatGrew(t *testing.T) {
	plain, never, trashed := entry(1, journal.Bring), entry(2, journal.Never), entry(3, journal.JustMe)
	trashed.State = journal.Deleted
	look := func(n, parent byte) journal.Entry {
		e := entry(n, journal.JustMe)
		e.Kind, e.Parent, e.Goals, e.Energy, e.Learning = journal.SecondLook, id(parent), []journal.Goal{journal.Ethics}, 2, id(20)
		e.Aliases = []string{"wren-9"}
		return e
	}
	l := journal.Learning{Meta: journal.Meta{ID: id(20), Revision: 1}, LearningBody: journal.LearningBody{Text: "to ask"}}
	c := Chosen{Entries: []journal.Entry{look(5, 4), look(4, 2), plain, never, trashed, look(6, 3), look(7, 99)}, Learning: []journal.Learning{l}}
	r := Request{Trend: true, Measures: true, Scan: true, Learning: []journal.ID{id(20)}}
	s := asking(t, c, r).sheet
	if s.themes.Entries != 1 || s.themes.Places[1].Entries != 0 || len(s.trend) > 0 || len(s.scan) > 0 || s.aims[0].Notes != 0 || s.aims[0].Latest != "" {
		t.Errorf("counted: %+v, trend %v, scan %v, learning %+v", s.themes, s.trend, s.scan, s.aims)
	}
	c.Entries[3].Visibility = journal.JustMe
	if s := asking(t, c, r).sheet; s.themes.Entries != 4 || s.themes.Places[1].Entries != 2 || len(s.trend) != 2 || len(s.scan) != 1 || s.aims[0].Notes != 2 {
		t.Errorf("without the mark: %+v, trend %v, scan %v, learning %+v", s.themes, s.trend, s.scan, s.aims)
	}
}
