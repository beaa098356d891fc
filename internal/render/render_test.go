package render

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
)

var update = flag.Bool("update", false, "write the golden files anew")

// renderers are the formats that hold all of a pack's words, and CSV, by
// the ending of their golden files. A DOCX is looked at unpacked.
func renderers() map[string]func(io.Writer, pack.Pack) error {
	return map[string]func(io.Writer, pack.Pack) error{
		"md": Markdown, "txt": Text, "json": JSON, "html": HTML, "docx.xml": unpacked, "csv": CSV,
	}
}

type source pack.Chosen

func (s source) Chosen(context.Context, pack.Period) (pack.Chosen, error) { return pack.Chosen(s), nil }

// example is a pack with something in every field, and things that must
// stay out of it.
func example() (pack.Chosen, pack.Request) {
	entry := func(n byte, v journal.Visibility, answers ...journal.Answer) journal.Entry {
		return journal.Entry{
			Meta:      journal.Meta{ID: journal.ID{n}, First: int64(n), Revision: 1},
			EntryHead: journal.EntryHead{Shift: "2026-11-05", Kind: journal.Note, Visibility: v},
			EntryBody: journal.EntryBody{Answers: answers},
		}
	}
	rich := entry(1, journal.Bring,
		journal.Answer{Stage: "What", Question: "What happened?", Text: "She rang 07700 900123 twice.\nThen *nothing*.\n\n# Not a heading\n- not a list\n1. not a list either\n<b>plain</b> & [link](http://nhs.uk)"},
		journal.Answer{Question: "markerskipped", Skipped: true},
		journal.Answer{Question: "So what?", Text: "עברית 12 \u202ereversed \x1b[2J A&E &amp; done"})
	rich.Kind, rich.Framework, rich.Goals = journal.Reflected, "what-so-what", []journal.Goal{journal.Support, journal.Ethics}
	rich.Energy, rich.Weight, rich.Confidence = 3, 4, 2
	rich.Risk, rich.Decided, rich.Aliases = journal.RiskHandedOver, journal.DecidedAsked, []string{"heron-3", "wren-9"}
	nothing := entry(2, journal.Bring)
	nothing.Kind, nothing.Shift = journal.Nothing, "2026-11-21"
	learnt := entry(5, journal.Bring, journal.Answer{Question: "What will you try?", Text: "To wait."})
	learnt.Goals, learnt.Energy = []journal.Goal{journal.Development}, 2
	never, mine := entry(3, journal.Never, journal.Answer{Text: "markernever"}), entry(4, journal.JustMe, journal.Answer{Text: "markerjustme"})
	never.Aliases, never.Risk, never.Gist, mine.Gist = []string{"markeralias"}, journal.RiskHandedOver, "markergist", "markergist"
	action := func(a journal.Action, state journal.ActionState, text string) journal.Action {
		a.ActionHead.State, a.Text = state, text
		return a
	}
	question := func(v journal.Visibility, from journal.ID, text string) journal.Question {
		return journal.Question{QuestionHead: journal.QuestionHead{Visibility: v, Entry: from}, QuestionBody: journal.QuestionBody{
			Text: text, Context: text, Tried: text, Outcome: "markeroutcome"}}
	}
	asked := question(journal.Bring, journal.ID{}, "How do I say no to an extra shift?")
	asked.Goal, asked.Want, asked.Eye, asked.Context, asked.Tried = journal.Independence, journal.WantThink, 4, "The rota is thin.", "Saying maybe."
	return pack.Chosen{
			Entries: []journal.Entry{rich, nothing, never, mine, learnt},
			Questions: []journal.Question{asked, question(journal.JustMe, journal.ID{}, "markerjustmequestion"),
				question(journal.Bring, journal.ID{3}, "markergrown"), question(journal.Bring, journal.ID{99}, "markerunknown")},
			Actions: []journal.Action{
				{ActionHead: journal.ActionHead{State: journal.ActionPartly, Due: "2026-12-01", Goal: journal.Quality, Owner: "The team & I", Standard: "Charter, 4"},
					ActionBody: journal.ActionBody{Text: "Write to jo@example.org", Outcome: "Half done."}},
				action(journal.Action{ActionHead: journal.ActionHead{Due: "2026-11-02"}}, journal.ActionOpen, "Ask again"),
				action(journal.Action{ActionHead: journal.ActionHead{Entry: journal.ID{3}}}, journal.ActionOpen, "markerneveraction"),
				action(journal.Action{ActionHead: journal.ActionHead{Closed: "2026-10-01"}}, journal.ActionDone, "markerolddone"),
			},
			Sessions: []journal.Session{
				{SessionHead: journal.SessionHead{Date: "2026-11-20", Minutes: 90, Mode: journal.InGroup, Size: 4, SignedBy: "markersigned"},
					SessionBody: journal.SessionBody{Agreed: "markeragreed", Impact: "markerimpact"}},
				{SessionHead: journal.SessionHead{Date: "2026-11-04", Minutes: 60, Mode: journal.OneToOne}},
				{SessionHead: journal.SessionHead{Date: "2026-11-06"}},
			},
			Shown: map[journal.ID]journal.Date{{1}: "2026-11-01"},
		}, pack.Request{
			Period: pack.Period{From: "2026-11-01", To: "2026-11-30"}, For: "Sam_Supervisor_", By: "heron",
			Made: journal.Stamp{Unix: 1795464000}, Fingerprint: "k7q2-9d3f", FullText: true,
			Words:   pack.Vocabulary{Person: "service user", Supervision: "clinical consultation"},
			Feeling: "Tired, and glad of the team.", About: "More time for the second question.", Trend: true, Measures: true, Scan: true, Drawings: true,
			Functions: map[journal.Goal][]string{journal.Development: {"formative"}, journal.Support: {"restorative"}, journal.Accountability: {"normative"}},
		}
}

func exampleReleased(t testing.TB) pack.Pack {
	t.Helper()
	c, r := example()
	return release(t, c, r)
}

// release gathers and releases with telephone numbers replaced and all else kept.
func release(t testing.TB, c pack.Chosen, r pack.Request) pack.Pack {
	t.Helper()
	g, err := pack.Gather(t.Context(), source(c), r)
	if err != nil {
		t.Fatal(err)
	}
	var list []pack.Decision
	for _, f := range g.Findings() {
		act := pack.Keep
		if f.Finding.Kind == privacy.Phone {
			act = pack.Replace
		}
		list = append(list, pack.Decision{Key: f.Key, Act: act})
	}
	p, err := g.Release(pack.Decisions{List: list, ShareUndecided: true})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGolden(t *testing.T) {
	p := exampleReleased(t)
	for ending, render := range renderers() {
		var got, again bytes.Buffer
		if err := errors.Join(render(&got, p), render(&again, exampleReleased(t))); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same pack gave other bytes", ending)
		}
		checkGolden(t, filepath.Join("testdata", "pack."+ending), got.Bytes())
	}
}

// checkGolden compares what was made with a golden file, which it writes
// anew if asked.
func checkGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("this differs from %s; look at it and run with -update\n%s", file, got)
	}
}

func TestNothingUnchosenInAnyByte(t *testing.T) {
	p := exampleReleased(t)
	for ending, render := range renderers() {
		var b bytes.Buffer
		if err := render(&b, p); err != nil {
			t.Fatal(err)
		}
		if i := bytes.Index(b.Bytes(), []byte("marker")); i >= 0 {
			t.Errorf("%s holds something that was not chosen: %.30q", ending, b.Bytes()[i:])
		}
		if !bytes.Contains(b.Bytes(), []byte("Half done.")) {
			t.Errorf("%s lacks what was chosen", ending)
		}
	}
}

func TestZeroPackIsNotRendered(t *testing.T) {
	for ending, render := range renderers() {
		var b bytes.Buffer
		if err := render(&b, pack.Pack{}); !errors.Is(err, pack.ErrUnreleased) || b.Len() > 0 {
			t.Errorf("%s: %d bytes and error %v", ending, b.Len(), err)
		}
	}
}

// full is a writer that has no room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterFaultsAreReported(t *testing.T) {
	p := exampleReleased(t)
	for ending, render := range renderers() {
		if err := render(full{}, p); !errors.Is(err, errFull) {
			t.Errorf("%s: error %v", ending, err)
		}
	}
}

func TestGateWording(t *testing.T) {
	q := func(text string) pack.Chosen {
		return pack.Chosen{Questions: []journal.Question{{
			QuestionHead: journal.QuestionHead{Visibility: journal.Bring}, QuestionBody: journal.QuestionBody{Text: text},
		}}}
	}
	r := pack.Request{Made: journal.Stamp{Unix: 1795464000}}
	looked := "looked for names, places, numbers, dates and other identifiers."
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "why?", "Not a clinical record. Nothing found; " + looked},
		{"kept and replaced", "a@b.org or 07700 900123", "Not a clinical record. Possible identifiers: 1 replaced, 1 kept; " + looked},
	} {
		if got := gate(release(t, q(tt.text), r)); !strings.HasPrefix(got, tt.want) || strings.Contains(got, "anonym") {
			t.Errorf("%s: %q, want it to begin with %q", tt.name, got, tt.want)
		}
	}
	g, err := pack.Gather(t.Context(), source(q("a@b.org")), r)
	if err != nil {
		t.Fatal(err)
	}
	p, err := g.Release(pack.Decisions{ShareUndecided: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := gate(p); !strings.Contains(got, "0 replaced, 0 kept, 1 not decided") {
		t.Errorf("undecided: %q", got)
	}
}

func TestPeriodWords(t *testing.T) {
	for _, tt := range []struct {
		p    pack.Period
		want string
	}{
		{pack.Period{}, ""}, {pack.Period{From: "2026-11-01"}, "from 1 November 2026"},
		{pack.Period{To: "2026-11-30"}, "up to 30 November 2026"},
		{pack.Period{From: "2026-11-01", To: "2026-11-30"}, "1 November 2026 to 30 November 2026"},
	} {
		if got := periodWords(tt.p); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.p, got, tt.want)
		}
	}
}

// The examples in docs/pack.md are packs that are read, released and written
// again byte for byte.
func TestDocumentedExample(t *testing.T) {
	for _, kind := range []string{"pack", "review"} {
		t.Run(kind, func(t *testing.T) { checkDocumented(t, kind) })
	}
}

func checkDocumented(t *testing.T, kind string) {
	t.Helper()
	doc, err := os.ReadFile("../../docs/pack.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(doc), "```json "+kind+"\n")
	want, _, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatal("docs/pack.md has no example")
	}
	g, err := pack.Read(strings.NewReader(want), privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	var list []pack.Decision
	for _, f := range g.Findings() {
		list = append(list, pack.Decision{Key: f.Key, Act: pack.Keep})
	}
	p, err := g.Release(pack.Decisions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := JSON(&b, p); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("the example is written as\n%s", b.String())
	}
	_, rest, _ = strings.Cut(string(doc), "```json decisions\n")
	file, _, _ := strings.Cut(rest, "```\n")
	if _, err := pack.ParseDecisions(strings.NewReader(file)); err != nil {
		t.Errorf("the documented decisions: %v", err)
	}
}

func TestJSONComesBack(t *testing.T) {
	var first, second bytes.Buffer
	if err := JSON(&first, exampleReleased(t)); err != nil {
		t.Fatal(err)
	}
	g, err := pack.Read(bytes.NewReader(first.Bytes()), privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	var list []pack.Decision
	for _, f := range g.Findings() {
		list = append(list, pack.Decision{Key: f.Key, Act: pack.Keep})
	}
	p, err := g.Release(pack.Decisions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	if err := JSON(&second, p); err != nil {
		t.Fatal(err)
	}
	// An escape sequence is no text that a journal stores; reading drops it.
	if want := bytes.ReplaceAll(first.Bytes(), []byte(`\u001b`), nil); !bytes.Equal(second.Bytes(), want) {
		t.Errorf("written again:\n%s\nwant\n%s", second.Bytes(), want)
	}
}

// FuzzAnyText puts one text everywhere and looks at what no output may
// hold, and at the number of headings and paragraphs that are ours.
func FuzzAnyText(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, r := example()
		r.For, r.By, r.About = "x", "", s
		e, q, a := &c.Entries[0], &c.Questions[0], &c.Actions[0]
		e.Answers, e.Framework, e.Aliases = []journal.Answer{{Stage: s, Question: s, Text: s}}, s, []string{s}
		q.Text, q.Tried = s, s
		if journal.CheckContext(s) == nil {
			q.Context = s
		}
		a.Text, a.Outcome, a.Owner, a.Standard = s, s, s, s
		if len(s) <= 100 {
			r.Feeling = s
		}
		r.Functions = map[journal.Goal][]string{journal.Support: {s}, journal.Quality: {s + "x"}}
		p := release(t, c, r)
		for ending, render := range renderers() {
			var b bytes.Buffer
			if err := render(&b, p); err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(b.Bytes()) {
				t.Errorf("%s is not UTF-8", ending)
			}
			for _, row := range strings.Split(b.String(), "\n") {
				if row = strings.TrimSuffix(row, "\r"); journal.Printable(row) != row {
					t.Errorf("%s lets a hidden character pass: %q", ending, row)
				}
			}
			if ending == "md" {
				checkMarkdown(t, b.String(), r.About)
			}
		}
	})
}
