package pack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// Period is a row of days, both ends included. An empty end is open.
type Period struct {
	From, To journal.Date
}

// Holds reports whether d lies in p. An empty d lies only in a period that
// is open at both ends.
func (p Period) Holds(d journal.Date) bool {
	if d == "" {
		return p == Period{}
	}
	return (p.From == "" || !d.Before(p.From)) && (p.To == "" || !p.To.Before(d))
}

// check reports days that are none and a period that ends before it begins.
func (p Period) check() error {
	for _, d := range []journal.Date{p.From, p.To} {
		if d != "" && d.Time().IsZero() {
			return errors.New("the period of a pack begins and ends with days such as 2026-11-23")
		}
	}
	if p.From != "" && p.To != "" && p.To.Before(p.From) {
		return fmt.Errorf("the period ends on %s, before it begins on %s", p.To, p.From)
	}
	return nil
}

// Chosen is what a journal offers for a pack: entries, questions and
// actions, each in the order in which they shall stand, and sessions.
// Gather filters it; a Source need not. Of entries that are only counted,
// and of those that something grew from, the heads are enough.
type Chosen struct {
	Entries   []journal.Entry
	Questions []journal.Question
	Actions   []journal.Action
	Sessions  []journal.Session
	Learning  []journal.Learning          // those that are named, with their text
	Shown     map[journal.ID]journal.Date // the day on which an entry was last in a pack
}

// Source is where a pack is gathered from.
type Source interface {
	// Chosen returns what there is for a period.
	Chosen(ctx context.Context, p Period) (Chosen, error)
}

// Request says what pack is wanted.
type Request struct {
	Kind        Kind
	Period      Period
	For         string // whom it is for, at most 120 characters
	By          string // what the practitioner is called, at most 120 characters; optional
	Made        journal.Stamp
	Fingerprint string       // of the journal
	Words       Vocabulary   // empty fields stand for the usual words
	FullText    bool         // answers in full; otherwise their first words
	Excerpt     int          // how many of them; 0 stands for UsualExcerpt
	Full        []journal.ID // entries whose answers stand in full all the same
	Guard       privacy.Guard

	// Questions names the questions to bring, in their order; at most
	// MostQuestions. Without it those that are marked bring are taken.
	Questions []journal.ID
	// Picked names entries, questions and actions one by one. They are taken
	// whatever their mark and their day, save never, and nothing else is.
	Picked   []journal.ID
	Learning []journal.ID // learning goals to bring, in their order; none come by themselves
	Counts   bool         // with Picked: themes and sessions as well

	Feeling   string                    // how the practitioner is, one sentence of at most 300 characters
	About     string                    // about the supervision itself
	Trend     bool                      // energy and weight of the period, in order of time
	Measures  bool                      // the values of each goal's measures, beside the counts
	Scan      bool                      // the caseload by alias
	Functions map[journal.Goal][]string // the crosswalk: which functions of supervision a goal serves
	Names     Names                     // of frameworks and stages
	Drawings  bool                      // what can be drawn is, where a format can

	// Of a review: what its entries are counted by, and the parts that are
	// left out. What is picked comes besides what is marked bring.
	Crosswalk insight.Crosswalk
	Without   []Omission
}

// MostQuestions is the most questions a pack holds.
const MostQuestions = 3

// QuestionsError means that more questions are chosen than a pack holds.
type QuestionsError struct {
	IDs []journal.ID // all that are chosen, in their order
}

// Error says how many have to wait; which there are stands in IDs.
func (e *QuestionsError) Error() string {
	return fmt.Sprintf("%d questions are chosen and a pack holds %d; leave %d for another time", len(e.IDs), MostQuestions, len(e.IDs)-MostQuestions)
}

// Left counts what a source offered and Gather left out.
type Left struct {
	Never   int // marked never, or grown from an entry that is, that was deleted or was not offered
	JustMe  int // not marked bring
	Gone    int // deleted or purged
	Outside int // entries of other days than the period's
}

// Gathering is a pack in the making, or one that was read back: its words
// are not yet cleared for leaving.
type Gathering struct {
	sheet    sheet
	guard    privacy.Guard
	names    Names
	excerpt  int // words of an answer that is shortened; 0 for the usual
	left     Left
	cuts     map[journal.ID][]journal.SharedEdit // what shortened the answers of each entry
	came     *Counts                             // those of a pack that was read back; nil for one gathered here
	replaced int                                 // possible identifiers replaced before, for a pack read back
}

// Left returns what was left out.
func (g *Gathering) Left() Left { return g.left }

// IsEmpty reports whether nothing was chosen.
func (g *Gathering) IsEmpty() bool { return g.sheet.isEmpty() }

// Gather collects a pack from a source. It takes entries and questions
// that are marked bring and entries that lie in the period, or exactly what
// the request picks; and actions, which have no mark of their own: the open
// ones, and those that were closed in the period. Whatever the source
// returns and whatever is asked for, nothing marked never, nothing that
// grew from such an entry and nothing deleted is taken. Names in For and By
// are the two people the pack is between: they are given on purpose and not
// searched.
func Gather(ctx context.Context, src Source, r Request) (*Gathering, error) {
	if err := r.Period.check(); err != nil {
		return nil, err
	}
	if r.Made.IsZero() {
		return nil, errors.New("a pack needs the time at which it is made")
	}
	if r.Kind == ForReview && (r.Period.From == "" || r.Period.To == "") {
		return nil, errors.New("a review needs the day on which its period begins and the one on which it ends")
	}
	g := &Gathering{sheet: sheet{period: r.Period, made: r.Made}, guard: r.Guard, names: r.Names, excerpt: r.Excerpt, cuts: map[journal.ID][]journal.SharedEdit{}}
	if err := setLabels(append(g.sheet.head(r.For, r.By, r.Fingerprint), g.sheet.own(r.Feeling, r.Words)...)...); err != nil {
		return nil, err
	}
	g.sheet.words = g.sheet.words.withDefaults()
	if err := journal.CheckLength(r.About); err != nil {
		return nil, fmt.Errorf("what is said about %s: %w", g.sheet.words.Supervision, err)
	}
	about, _ := journal.Clean(r.About)
	g.sheet.about = strings.TrimSpace(about)
	chosen, err := src.Chosen(ctx, r.Period)
	if err != nil {
		return nil, fmt.Errorf("gathering the pack: %w", err)
	}
	g.sheet.drawings, g.sheet.goals = r.Drawings, r.Names.goals()
	take := g.take
	if r.Kind == ForReview {
		take = g.takeReview
	}
	if err := take(chosen, r); err != nil {
		return nil, err
	}
	g.sheet.settle()
	return g, nil
}

// line is one single line of a pack, and the most characters it has.
type line struct {
	what, in string
	most     int
	out      *string
}

// setLabels puts single lines into a sheet, each clean.
func setLabels(lines ...line) error {
	for _, l := range lines {
		var err error
		if *l.out, err = label(l.what, l.in, l.most); err != nil {
			return err
		}
	}
	return nil
}

// head lists the lines that are given on purpose and not searched.
func (s *sheet) head(recipient, by, fingerprint string) []line {
	return []line{
		{"the name of whom the pack is for", recipient, longestLabel, &s.recipient},
		{"the practitioner's name", by, longestLabel, &s.by},
		{"the fingerprint", fingerprint, longestLabel, &s.fingerprint},
	}
}

// own lists the lines in the practitioner's own words.
func (s *sheet) own(feeling string, w Vocabulary) []line {
	return []line{
		{"the sentence on how you are", feeling, longestFeeling, &s.feeling},
		{"the word for a client", w.Person, longestLabel, &s.words.Person},
		{"the word for a shift", w.Shift, longestLabel, &s.words.Shift},
		{"the word for supervision", w.Supervision, longestLabel, &s.words.Supervision},
	}
}

// Length is how many words a section of a pack has.
type Length struct {
	Section Section
	Words   int
}

// Meter returns how many words of the practitioner's, prompts included,
// stand in each section that has any, in the order of the pack. It shows
// where the length is: a pack is meant for one side.
func (g *Gathering) Meter() []Length {
	var out []Length
	s := g.sheet.clone()
	for _, it := range s.items() {
		words := 0
		for _, f := range it.fields {
			words += journal.CountWords(*f.words)
		}
		if it.section == "" || words == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(l Length) bool { return l.Section == it.section })
		if i < 0 {
			i = len(out)
			out = append(out, Length{Section: it.section})
		}
		out[i].Words += words
	}
	return inOrder(out)
}

// inOrder puts lengths into the order of the pack: entries of development
// stand among the others in the journal and apart in the pack.
func inOrder(all []Length) []Length {
	order := []Section{SectionQuestions, SectionActions, SectionFeeling, SectionReflections, SectionNumbers, SectionLearning, SectionThemes, SectionScan, SectionDevelopment, SectionAbout}
	slices.SortStableFunc(all, func(a, b Length) int {
		return cmp.Compare(slices.Index(order, a.Section), slices.Index(order, b.Section))
	})
	return all
}

// The most characters of a name or word in the head of a pack, and of the
// sentence on how somebody is.
const (
	longestLabel   = 120
	longestFeeling = 300
)

// label returns s as one clean line of at most so many characters.
func label(what, s string, most int) (string, error) {
	s, _ = journal.Clean(s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		return "", fmt.Errorf("%s has more than %d characters; shorten it", what, most)
	}
	return s, nil
}

// How many words of an answer are in a pack unless its full text was asked
// for, and how few that can be.
const (
	UsualExcerpt = 60
	LeastExcerpt = 10
)

// shorten returns the first words of text, and whether it left any out. It
// never cuts a possible identifier in two, since half of a number would
// pass the gate unseen.
func (g *Gathering) shorten(text string) (string, bool) {
	cut := wordsEnd(text, cmp.Or(g.excerpt, UsualExcerpt))
	if strings.TrimSpace(text[cut:]) == "" {
		return text, false
	}
	for _, f := range g.guard.Scan(text) {
		if f.Start < cut && cut < f.End {
			cut = f.Start
		}
	}
	return strings.TrimSpace(text[:cut]) + more, true
}

// more stands at the end of a text that was shortened.
const more = " …"

// wordsEnd returns where the n-th word of text ends, or the end of text.
func wordsEnd(text string, n int) int {
	seen, at := 0, 0
	for word := range strings.FieldsSeq(text) {
		at += strings.Index(text[at:], word) + len(word)
		if seen++; seen == n {
			return at
		}
	}
	return len(text)
}
