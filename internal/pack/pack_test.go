package pack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"afterword/internal/journal"
)

// offered is a Source that hands over everything, as a careless one would.
type offered Chosen

func (o offered) Chosen(context.Context, Period) (Chosen, error) { return Chosen(o), nil }

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Chosen(context.Context, Period) (Chosen, error) { return Chosen{}, errBroken }

// made is the time at which the packs of the tests are made.
func made() journal.Stamp { return journal.Stamp{Unix: 1795464000, Offset: 3600, Zone: "Europe/Paris"} }

func november() Period { return Period{From: "2026-11-01", To: "2026-11-30"} }

func id(n byte) journal.ID { return journal.ID{n} }

func entry(n byte, v journal.Visibility, texts ...string) journal.Entry {
	e := journal.Entry{
		Meta:      journal.Meta{ID: id(n), First: int64(n), Revision: 1},
		EntryHead: journal.EntryHead{Shift: "2026-11-05", Kind: journal.Note, Visibility: v},
	}
	for _, text := range texts {
		e.Answers = append(e.Answers, journal.Answer{Question: "What happened?", Text: text})
	}
	return e
}

func question(n byte, v journal.Visibility, text string) journal.Question {
	return journal.Question{
		Meta:         journal.Meta{ID: id(n), Revision: 1},
		QuestionHead: journal.QuestionHead{Visibility: v}, QuestionBody: journal.QuestionBody{Text: text},
	}
}

func action(n byte, from journal.ID, text string) journal.Action {
	return journal.Action{
		Meta:       journal.Meta{ID: id(n), Revision: 1},
		ActionHead: journal.ActionHead{State: journal.ActionOpen, Entry: from}, ActionBody: journal.ActionBody{Text: text},
	}
}

func gather(t *testing.T, c Chosen) *Gathering {
	t.Helper()
	g, err := Gather(context.Background(), offered(c), Request{Period: november(), Made: made(), FullText: true})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func release(t *testing.T, g *Gathering, list ...Decision) Pack {
	t.Helper()
	p, err := g.Release(Decisions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func encode(t *testing.T, p Pack) []byte {
	t.Helper()
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestGatherTakesOnlyWhatIsChosen(t *testing.T) {
	deleted, purged := entry(4, journal.Bring, "markerdeleted"), entry(5, journal.Bring, "markerpurged")
	deleted.State, purged.State = journal.Deleted, journal.Purged
	early, late := entry(6, journal.Bring, "markerearly"), entry(7, journal.Bring, "markerlate")
	early.Shift, late.Shift = "2026-10-31", "2026-12-01"
	gone := question(13, journal.Bring, "markergonequestion")
	gone.Meta.State = journal.Deleted
	goneAction := action(22, id(1), "markergoneaction")
	goneAction.Meta.State = journal.Purged
	neverDeleted := entry(9, journal.Never, "markerneverdeleted")
	neverDeleted.State = journal.Deleted
	g := gather(t, Chosen{
		Entries: []journal.Entry{
			entry(1, journal.Bring, "kept one"), entry(2, journal.Never, "markernever"), entry(3, journal.JustMe, "markerjustme"),
			deleted, purged, early, late, entry(8, "", "markerblank"), neverDeleted,
		},
		Questions: []journal.Question{
			question(10, journal.Bring, "kept question"), question(11, journal.Never, "markerneverquestion"),
			question(12, journal.JustMe, "markerjustmequestion"), gone,
		},
		Actions: []journal.Action{action(20, id(1), "kept action"), action(21, id(2), "markerneveraction"), goneAction},
	})
	if want := (Left{Never: 4, JustMe: 3, Gone: 4, Outside: 2}); g.Left() != want {
		t.Errorf("left out %+v, want %+v", g.Left(), want)
	}
	raw := encode(t, release(t, g))
	if i := bytes.Index(raw, []byte("marker")); i >= 0 {
		t.Errorf("the pack holds something that was not chosen: %.30s", raw[i:])
	}
	for _, want := range []string{"kept one", "kept question", "kept action"} {
		if !bytes.Contains(raw, []byte(want)) {
			t.Errorf("the pack lacks %q", want)
		}
	}
}

func TestGatherOrderAndNames(t *testing.T) {
	p := release(t, gather(t, Chosen{
		Entries:   []journal.Entry{entry(3, journal.Bring, "third"), entry(1, journal.Bring, "first"), entry(2, journal.Bring, "second")},
		Questions: []journal.Question{question(9, journal.Bring, "mine first"), question(8, journal.Bring, "then this")},
	}))
	var got []string
	for _, q := range p.Questions() {
		got = append(got, q.Ref+" "+q.Text)
	}
	for _, e := range p.Entries() {
		got = append(got, e.Ref+" "+e.Date+" "+e.Answers[0].Text)
	}
	want := []string{
		"question 1 mine first", "question 2 then this", "entry 1 early November 2026 first",
		"entry 2 early November 2026 second", "entry 3 early November 2026 third",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the pack holds %q, want %q", got, want)
	}
}

func TestGatherLeavesSkippedAnswersOut(t *testing.T) {
	e := entry(1, journal.Bring, "said", " \n ")
	e.Answers = append(e.Answers, journal.Answer{Question: "markerskipped", Skipped: true})
	e.Energy, e.Confidence = 3, 2
	got := release(t, gather(t, Chosen{Entries: []journal.Entry{e}})).Entries()[0]
	if len(got.Answers) != 1 || got.Answers[0].Text != "said" {
		t.Errorf("answers %+v, want the written one alone", got.Answers)
	}
	if want := []string{"energy 3 of 5", "confidence 2 of 5"}; !reflect.DeepEqual(got.Measures(), want) {
		t.Errorf("measures %q, want %q", got.Measures(), want)
	}
}

func TestGatherShortens(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word\n", n)) }
	for _, tt := range []struct{ name, text, want string }{
		{"sixty words", words(60), words(60)},
		{"one more", words(61), words(60) + " …"},
		{"never half a number", words(59) + " 07700 900123 after", words(59) + " …"},
		{"a number that fits", words(58) + " 07700 900123 after", words(58) + " 07700 900123 …"},
	} {
		got, shortened := new(Gathering).shorten(tt.text)
		if got != tt.want || shortened != (tt.text != tt.want) {
			t.Errorf("%s: shortened (%t) to %q, want %q", tt.name, shortened, got, tt.want)
		}
	}
}

func TestGatherRefuses(t *testing.T) {
	long := strings.Repeat("a", 121)
	for _, tt := range []struct {
		name string
		r    Request
	}{
		{"no time", Request{}},
		{"a period from end to beginning", Request{Made: made(), Period: Period{From: "2026-11-02", To: "2026-11-01"}}},
		{"no such day", Request{Made: made(), Period: Period{To: "2026-02-30"}}},
		{"a long name", Request{Made: made(), For: long}},
		{"a long own name", Request{Made: made(), By: long}},
	} {
		if _, err := Gather(context.Background(), offered{}, tt.r); err == nil || strings.Contains(err.Error(), "aaa") {
			t.Errorf("%s: error %v", tt.name, err)
		}
	}
	if _, err := Gather(context.Background(), broken{}, Request{Made: made()}); !errors.Is(err, errBroken) {
		t.Errorf("a source's failure came back as %v", err)
	}
}

func TestPeriodHolds(t *testing.T) {
	for _, tt := range []struct {
		p    Period
		d    journal.Date
		want bool
	}{
		{Period{}, "", true}, {Period{}, "2026-01-01", true}, {november(), "", false},
		{november(), "2026-11-01", true}, {november(), "2026-11-30", true}, {november(), "2026-12-01", false},
		{Period{From: "2026-11-01"}, "2030-01-01", true}, {Period{To: "2026-11-30"}, "2026-12-01", false},
	} {
		if got := tt.p.Holds(tt.d); got != tt.want {
			t.Errorf("%v holds %q: %t, want %t", tt.p, tt.d, got, tt.want)
		}
	}
}

func TestCoarse(t *testing.T) {
	for _, tt := range []struct {
		day  journal.Date
		want string
	}{
		{"2026-03-01", "early March 2026"}, {"2026-03-10", "early March 2026"}, {"2026-03-11", "mid-March 2026"},
		{"2026-03-20", "mid-March 2026"}, {"2026-03-21", "late March 2026"}, {"2024-02-29", "late February 2024"},
		{"", ""}, {"no day", ""},
	} {
		got := Coarse(tt.day)
		if got != tt.want {
			t.Errorf("Coarse(%q) = %q, want %q", tt.day, got, tt.want)
		}
		if !isCoarse(got) {
			t.Errorf("%q is not read back as coarse", got)
		}
	}
	for _, s := range []string{"5 March 2026", "early 2026", "early March", "mid- March 2026", "early March 2026 with Jo", "late Marchx 2026"} {
		if isCoarse(s) {
			t.Errorf("%q is taken for a coarse date", s)
		}
	}
}

func TestPackIsMadeByReleaseAlone(t *testing.T) {
	for i := range reflect.TypeFor[Pack]().NumField() {
		if f := reflect.TypeFor[Pack]().Field(i); f.IsExported() {
			t.Errorf("Pack has the exported field %s, so that anyone can make one", f.Name)
		}
	}
	if _, err := json.Marshal(Pack{}); !errors.Is(err, ErrUnreleased) {
		t.Errorf("the zero Pack was written: %v", err)
	}
	if !(Pack{}).IsZero() || release(t, gather(t, Chosen{Questions: []journal.Question{question(1, journal.Bring, "q")}})).IsZero() {
		t.Error("IsZero does not tell a released pack from the zero Pack")
	}
}

func TestPackHandsOutCopies(t *testing.T) {
	e := entry(1, journal.Bring, "as written")
	e.Goals = []journal.Goal{journal.Support}
	g := gather(t, Chosen{
		Entries: []journal.Entry{e}, Questions: []journal.Question{question(2, journal.Bring, "q")},
		Actions: []journal.Action{action(3, id(0), "a")},
	})
	p := release(t, g)
	before := encode(t, p)
	p.Entries()[0].Answers[0].Text, p.Entries()[0].Goals[0] = "changed", "changed"
	p.Questions()[0].Text, p.Actions()[0].Text = "changed", "changed"
	if after := encode(t, p); !bytes.Equal(before, after) {
		t.Errorf("a pack was changed from outside: %s", after)
	}
}

func TestItemsHashTheWordsAsTheyLeave(t *testing.T) {
	g := gather(t, Chosen{
		Actions: []journal.Action{action(3, id(0), "ring 07700 900123")},
		Entries: []journal.Entry{entry(1, journal.Bring, "said")},
	})
	items := release(t, g, Decision{Key: g.Findings()[0].Key, Act: Replace}).Items()
	for i, words := range []string{"ring [phone number]\x00\x00\x00\x00", "\x00\x00What happened?\x00said\x00"} {
		if want := sha256.Sum256([]byte(words)); !bytes.Equal(items[i].Hash, want[:]) {
			t.Errorf("item %d: hash %x, want that of %q", i, items[i].Hash, words)
		}
	}
	got := fmt.Sprintf("%s %s %d", items[0].Kind, items[0].ID, items[0].Revision)
	if want := fmt.Sprintf("%s %s %d", journal.KindAction, id(3), 1); got != want {
		t.Errorf("the first item is %s, want %s", got, want)
	}
}
