package render

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
)

// practitioner is a file of testdata/practitioners: eight weeks of one
// journal, written for the tests and about nobody. Nothing in its words
// stands for a person or a place.
type practitioner struct {
	For, By        string
	Words          pack.Vocabulary
	From, To       journal.Date
	Feeling, About string

	Kind                            pack.Kind
	Without                         []pack.Omission
	Trend, Scan, Measures, Drawings bool

	Entries []struct {
		journal.EntryHead
		journal.EntryBody
		Brought journal.Date // when it was last in a pack; optional
		NoteOn  int          `json:"note_on"` // the learning goal that it is a note on, the first being 1
	}
	Questions []struct {
		journal.QuestionHead
		journal.QuestionBody
	}
	Actions []struct {
		journal.ActionHead
		journal.ActionBody
		Named bool // for a review; optional
	}
	Learning []struct {
		journal.LearningHead
		journal.LearningBody
		Named bool
	}
	Sessions []struct {
		journal.SessionHead
		journal.SessionBody
	}
}

// practitionerNames are the four whose packs are kept as golden files, and a
// year of one of them as a review.
func practitionerNames() []string {
	return []string{"nurse", "counsellor", "socialworker", "trainee", "year"}
}

// reviewSides is how many sides the review of a year has at most, drawings
// and four reflections included.
const reviewSides = 4

// readPractitioner reads one file, in which a field that is not known is a
// mistake.
func readPractitioner(t *testing.T, name string) practitioner {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "practitioners", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var w practitioner
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return w
}

// offered is what the journal offers for a pack, each thing with an id by
// its place, and what is named of it.
func (w practitioner) offered() (c pack.Chosen, named []journal.ID) {
	c = pack.Chosen{Shown: map[journal.ID]journal.Date{}}
	n := byte(0)
	next := func() journal.Meta {
		n++
		return journal.Meta{ID: journal.ID{n}, First: int64(n), Revision: 1}
	}
	for _, e := range w.Entries {
		meta := next()
		if e.NoteOn > 0 {
			e.EntryHead.Learning = learningID(e.NoteOn)
		}
		c.Entries = append(c.Entries, journal.Entry{Meta: meta, EntryHead: e.EntryHead, EntryBody: e.EntryBody})
		if e.Brought != "" {
			c.Shown[meta.ID] = e.Brought
		}
	}
	for _, q := range w.Questions {
		c.Questions = append(c.Questions, journal.Question{Meta: next(), QuestionHead: q.QuestionHead, QuestionBody: q.QuestionBody})
	}
	for _, a := range w.Actions {
		meta := next()
		if len(w.Sessions) > 0 {
			a.ActionHead.Session = journal.ID{254}
		}
		c.Actions = append(c.Actions, journal.Action{Meta: meta, ActionHead: a.ActionHead, ActionBody: a.ActionBody})
		if a.Named {
			named = append(named, meta.ID)
		}
	}
	for i, l := range w.Learning {
		meta := next()
		meta.ID = learningID(i + 1)
		c.Learning = append(c.Learning, journal.Learning{Meta: meta, LearningHead: l.LearningHead, LearningBody: l.LearningBody})
		if l.Named {
			named = append(named, meta.ID)
		}
	}
	for _, s := range w.Sessions {
		c.Sessions = append(c.Sessions, journal.Session{Meta: next(), SessionHead: s.SessionHead, SessionBody: s.SessionBody})
	}
	return c, named
}

// learningID is the id of the n-th learning goal.
func learningID(n int) journal.ID { return journal.ID{255, byte(n)} }

// pack gathers and releases without one decision, which fails where the
// guard finds anything that must be decided.
func (w practitioner) pack(t *testing.T) pack.Pack {
	t.Helper()
	c, named := w.offered()
	var learning []journal.ID
	if w.Kind == pack.ForSupervision {
		for _, l := range c.Learning {
			learning = append(learning, l.ID)
		}
	}
	g, err := pack.Gather(t.Context(), source(c), pack.Request{
		Kind: w.Kind, Picked: named, Without: w.Without, Crosswalk: crosswalk(), Drawings: w.Drawings,
		Period: pack.Period{From: w.From, To: w.To}, For: w.For, By: w.By, Words: w.Words,
		Made: journal.Stamp{Unix: 1795464000}, Fingerprint: "k7q2-9d3f",
		Feeling: w.Feeling, About: w.About, Trend: w.Trend, Scan: w.Scan, Measures: w.Measures, Learning: learning, Functions: functions(), Names: names(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range g.Findings() {
		if f.MustDecide() {
			t.Errorf("%s, %s: %q is taken for %s (%s)", f.Item, f.Part, f.Text()[f.Finding.Start:f.Finding.End], f.Finding.Kind, f.Finding.Level)
		}
	}
	p, err := g.Release(pack.Decisions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// names are those of the goals, and of the two frameworks that the four
// follow.
func names() pack.Names {
	return pack.Names{
		Goals: map[journal.Goal]string{
			journal.Development: "Professional development", journal.Ethics: "Ethical practice", journal.Support: "Emotional support",
			journal.Accountability: "Accountability", journal.Reflection: "Reflective practice", journal.Independence: "Independence",
			journal.Culture: "Team culture", journal.Quality: "Service quality",
		},
		Frameworks: map[string]string{"what-so-what-now-what": "What? So what? Now what?", "gibbs": "Reflective cycle"},
		Stages: map[string]map[string]string{
			"what-so-what-now-what": {"what": "What?", "so-what": "So what?", "now-what": "Now what?"},
			"gibbs":                 {"description": "Description", "feelings": "Feelings", "analysis": "Analysis", "action-plan": "Action plan"},
		},
	}
}

func TestPractitioners(t *testing.T) {
	for _, name := range practitionerNames() {
		t.Run(name, func(t *testing.T) {
			p := readPractitioner(t, name).pack(t)
			formats := map[string]func(io.Writer, pack.Pack) error{"md": Markdown, "txt": Text, "html": HTML, "json": JSON}
			if p.Kind() == pack.ForReview {
				formats = renderers() // of a review nothing else is kept
			}
			for ending, render := range formats {
				var b bytes.Buffer
				if err := render(&b, p); err != nil {
					t.Fatal(err)
				}
				checkGolden(t, filepath.Join("testdata", "practitioners", name+".golden."+ending), b.Bytes())
			}
			checkSame(t, p)
			d, err := documentOf(p)
			if err != nil {
				t.Fatal(err)
			}
			most := meantSides
			if p.Kind() == pack.ForReview {
				most = reviewSides
			}
			for _, paper := range []Paper{A4, Letter} {
				o := openPDF(t, pdfOf(t, p, paper))
				checkSays(t, o, d)
				o.checkMargins(paper)
				n, err := Measure(p, paper)
				if err != nil {
					t.Fatal(err)
				}
				if n.Pages > most || n.Pages != len(o.pages) {
					t.Errorf("on %s: %.2f sides on %d pages, and a PDF of %d", paper, n.Filled, n.Pages, len(o.pages))
				}
			}
		})
	}
}

// A supervisor reads what is asked before anything that tells, in every
// format, and the whole within the cap.
func TestPractitionersAskFirst(t *testing.T) {
	for _, name := range practitionerNames() {
		p := readPractitioner(t, name).pack(t)
		if p.Kind() == pack.ForReview {
			continue
		}
		n, err := Measure(p, A4)
		if err != nil || n.Pages > meantSides {
			t.Errorf("%s: %+v, %v", name, n, err)
		}
		for ending, render := range map[string]func(io.Writer, pack.Pack) error{"md": Markdown, "txt": Text, "html": HTML, "json": JSON} {
			var b bytes.Buffer
			if err := render(&b, p); err != nil {
				t.Fatal(err)
			}
			told := bytes.Index(b.Bytes(), []byte(firstWords(p.Entries()[0].Answers[0].Text)))
			for _, q := range p.Questions() {
				asked := bytes.Index(b.Bytes(), []byte(firstWords(q.Text)))
				if asked < 0 || told < 0 || asked > told {
					t.Errorf("%s, %s: %s stands at %d, after what is told at %d", name, ending, q.Ref, asked, told)
				}
			}
		}
	}
}

// firstWords are the first words of a text, which stand in one line of it.
func firstWords(text string) string {
	return strings.Join(strings.Fields(text)[:4], " ")
}

// Words that were not chosen stay out of every format, and the guard finds
// no identifier in those either.
func TestPractitionersKeepTheRest(t *testing.T) {
	for _, name := range practitionerNames() {
		w := readPractitioner(t, name)
		p := w.pack(t)
		kept := 0
		for _, e := range w.Entries {
			if e.Visibility == journal.Bring {
				continue
			}
			for _, a := range e.Answers {
				kept++
				for _, f := range (privacy.Guard{}).Scan(a.Text) {
					if f.Level != privacy.Hint {
						t.Errorf("%s: %q is taken for %s (%s)", name, a.Text[f.Start:f.End], f.Kind, f.Level)
					}
				}
				for ending, render := range renderers() {
					var b strings.Builder
					if err := render(&b, p); err != nil {
						t.Fatal(err)
					}
					if first, _, _ := strings.Cut(a.Text, "."); strings.Contains(b.String(), first) {
						t.Errorf("%s: %s holds words that were not chosen", name, ending)
					}
				}
			}
		}
		if kept == 0 {
			t.Errorf("%s keeps nothing back", name)
		}
	}
}
