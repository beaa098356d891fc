package pack

import (
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
)

// Section names a part of a pack that holds words.
type Section string

// The sections that hold words, in the order of the pack.
const (
	SectionQuestions   Section = "questions"
	SectionActions     Section = "actions"
	SectionFeeling     Section = "feeling"
	SectionReflections Section = "reflections"
	SectionNumbers     Section = "numbers"
	SectionLearning    Section = "learning goals"
	SectionThemes      Section = "themes"
	SectionScan        Section = "scan"
	SectionDevelopment Section = "development"
	SectionAbout       Section = "about"
)

// Question is a question for supervision as it stands in a pack.
type Question struct {
	Ref     string       // "question 1"
	Goal    journal.Goal // empty where none was given
	Want    journal.Want // what is wanted with it; empty where nothing was said
	Eye     int          // of the seven-eyed model, 1 to 7; 0 for none
	Text    string
	Context string
	Tried   string
	from    origin
}

// Action is something that was meant to be done, as it stands in a pack.
type Action struct {
	Ref      string // "action 1"
	State    journal.ActionState
	Due      journal.Date // exact; empty where none was given
	Overdue  bool         // open, and due before the day on which the pack was made
	Goal     journal.Goal
	Agreed   bool   // in a session, and not set by the practitioner alone
	Owner    string // who does it; empty for the practitioner
	Standard string // the standard or code it relates to
	Sign     string // of a change to test: what would show that it helped
	Text     string
	Outcome  string
	from     origin
}

// Entry is a chosen reflection as it stands in a pack. Energy, Weight and
// Confidence run from 1 to 5; 0 means that none was given.
type Entry struct {
	Ref           string // "entry 1"
	Date          string // as Coarse writes it; empty where there is none
	Kind          journal.EntryKind
	Framework     string // its slug, as the journal keeps it
	FrameworkName string // in the catalogue; empty where it knows none
	Goals         []journal.Goal
	Energy        int
	Weight        int
	Confidence    int
	Decided       journal.Decided // how a decision was reached; empty where nothing was said
	Minutes       int             // of professional development; 0 where none were noted
	On            string          // "learning goal 1", where it is a note on one of this pack
	Answers       []Answer
	from          origin
	on            journal.ID
}

// ForDevelopment reports whether the entry is a note on a learning goal of
// the pack or about professional development alone, so that it stands in
// the section of that name.
func (e Entry) ForDevelopment() bool {
	return e.On != "" || len(e.Goals) == 1 && e.Goals[0] == journal.Development
}

// Answer is one prompt and what was written under it.
type Answer struct {
	Question  string // the prompt's words as asked
	Stage     string // its slug, as the journal keeps it
	StageName string // in the catalogue; empty where it knows none
	Text      string
	Shortened bool // only the first words of the answer are in the pack
}

// Handed says that something about risk was handed over through the proper
// route. It never tells what: that belongs in the record outside.
type Handed struct {
	Date  string // as Coarse writes it
	Goals []journal.Goal
}

// Reading is what was noted of energy and weight carried home on one day;
// 0 means nothing.
type Reading struct {
	Date           string // as Coarse writes it
	Energy, Weight int
}

// Case is an alias of the caseload and how long ago it was last brought.
type Case struct {
	Ref   string // "alias 1"
	Alias string
	Weeks int // whole weeks since it was in a pack; -1 where it never was
}

// Session is a meeting for supervision that took place in the period.
type Session struct {
	Date    journal.Date        // exact
	Minutes int                 // 0 where not noted
	Mode    journal.SessionMode // empty where not noted
	Size    int                 // people supervised together; 0 where not noted
}

// Vocabulary holds the practitioner's own words, in the singular and as
// they stand within a sentence.
type Vocabulary struct {
	Person      string // whom the work is for: client, patient, service user
	Shift       string // a stretch of work: shift, day
	Supervision string // supervision, clinical consultation
}

// withDefaults puts the usual word where none was chosen.
func (v Vocabulary) withDefaults() Vocabulary {
	for _, w := range []struct {
		word  *string
		usual string
	}{{&v.Person, "client"}, {&v.Shift, "shift"}, {&v.Supervision, "supervision"}} {
		if strings.TrimSpace(*w.word) == "" {
			*w.word = w.usual
		}
	}
	return v
}

// origin is where an item came from; zero for a pack read back.
type origin struct {
	id       journal.ID
	revision int
}

// sheet is what a pack says, before and after the gate.
type sheet struct {
	period      Period
	recipient   string
	by          string
	made        journal.Stamp
	fingerprint string
	words       Vocabulary
	goals       []goalLabel
	handed      []Handed
	questions   []Question
	actions     []Action
	feeling     string
	trend       []Reading
	entries     []Entry
	aims        []Aim
	themes      journal.Themes // zero where there are none
	scan        []Case
	sessions    []Session
	next        journal.Date // of the next session; empty where none is known
	about       string
	review      *Review // of a review alone
	drawings    bool    // what can be drawn is, where a format can
}

// item is one thing of a sheet with all the words in it. What is no thing
// of the journal has no kind.
type item struct {
	ref     string
	section Section
	kind    journal.Kind
	from    origin
	fields  []field
}

// field is one text of an item, in place.
type field struct {
	part  string // "text", "answer 2"
	words *string
}

// items lists everything in s in the order of the pack; the fields point
// into s. Whatever text is added to a pack has to be listed here: it is
// what the gate looks at.
func (s *sheet) items() []item {
	w := &s.words
	out := []item{{ref: "words", fields: []field{{"person", &w.Person}, {"shift", &w.Shift}, {"supervision", &w.Supervision}}}}
	for i := range s.questions {
		q := &s.questions[i]
		out = append(out, item{q.Ref, SectionQuestions, journal.KindQuestion, q.from,
			[]field{{"text", &q.Text}, {"context", &q.Context}, {"tried", &q.Tried}}})
	}
	for i := range s.actions {
		a := &s.actions[i]
		out = append(out, item{a.Ref, SectionActions, journal.KindAction, a.from,
			[]field{{"text", &a.Text}, {"outcome", &a.Outcome}, {"owner", &a.Owner}, {"standard", &a.Standard}}})
		if it := &out[len(out)-1]; a.Sign != "" {
			it.fields = append(it.fields, field{"sign", &a.Sign})
		}
	}
	out = append(out, item{ref: "how I am", section: SectionFeeling, fields: []field{{"text", &s.feeling}}})
	for i := range s.entries {
		out = append(out, s.entries[i].item())
	}
	out = append(out, s.names())
	for i := range s.aims {
		a := &s.aims[i]
		out = append(out, item{a.Ref, SectionDevelopment, journal.KindLearning, a.from, []field{{"text", &a.Text}, {"outcome", &a.Outcome}}})
	}
	themes := item{ref: "themes", section: SectionThemes}
	for i := range s.themes.Functions {
		themes.fields = append(themes.fields, field{fmt.Sprintf("function %d", i+1), &s.themes.Functions[i].Name})
	}
	out = append(out, themes)
	out = append(out, s.review.items()...)
	for i := range s.scan {
		c := &s.scan[i]
		out = append(out, item{ref: c.Ref, section: SectionScan, fields: []field{{"alias", &c.Alias}}})
	}
	return append(out, item{ref: "about us", section: SectionAbout, fields: []field{{"text", &s.about}}})
}

// item lists the words of an entry.
func (e *Entry) item() item {
	section := SectionReflections
	if e.ForDevelopment() {
		section = SectionDevelopment
	}
	fields := []field{{"framework", &e.Framework}}
	for j := range e.Answers {
		a := &e.Answers[j]
		fields = append(fields,
			field{fmt.Sprintf("stage of answer %d", j+1), &a.Stage},
			field{fmt.Sprintf("question of answer %d", j+1), &a.Question},
			field{fmt.Sprintf("answer %d", j+1), &a.Text})
	}
	return item{e.Ref, section, journal.KindEntry, e.from, fields}
}

// names lists what the catalogue calls goals, frameworks and stages. They are
// searched as everything is, and are no words of an entry: the hash of one
// does not change with the catalogue.
func (s *sheet) names() item {
	out := item{ref: "names"}
	for i := range s.goals {
		out.fields = append(out.fields, field{"label of " + string(s.goals[i].goal), &s.goals[i].label})
	}
	for i := range s.entries {
		e := &s.entries[i]
		out.fields = append(out.fields, field{"framework of " + e.Ref, &e.FrameworkName})
		for j := range e.Answers {
			out.fields = append(out.fields, field{fmt.Sprintf("stage of answer %d of %s", j+1, e.Ref), &e.Answers[j].StageName})
		}
	}
	return out
}

// settle gives every item its short name, and says of each action whether
// it is overdue.
func (s *sheet) settle() {
	for i := range s.questions {
		s.questions[i].Ref = fmt.Sprintf("question %d", i+1)
	}
	for i := range s.actions {
		a := &s.actions[i]
		a.Ref = fmt.Sprintf("action %d", i+1)
		a.Overdue = journal.ActionHead{State: a.State, Due: a.Due}.Overdue(s.made.Date())
	}
	for i := range s.entries {
		s.entries[i].Ref = fmt.Sprintf("entry %d", i+1)
	}
	s.settleAims()
	for i := range s.scan {
		s.scan[i].Ref = fmt.Sprintf("alias %d", i+1)
	}
	if s.review != nil {
		for i := range s.review.Learning {
			s.review.Learning[i].Ref = fmt.Sprintf("learning goal %d", i+1)
		}
	}
}

// clone copies s so that no part of it is shared.
func (s sheet) clone() sheet {
	s.handed, s.questions, s.actions = slices.Clone(s.handed), slices.Clone(s.questions), slices.Clone(s.actions)
	s.aims, s.goals = slices.Clone(s.aims), slices.Clone(s.goals)
	s.trend, s.scan, s.sessions = slices.Clone(s.trend), slices.Clone(s.scan), slices.Clone(s.sessions)
	s.themes, s.review = s.themes.Clone(), s.review.clone()
	for i := range s.handed {
		s.handed[i].Goals = slices.Clone(s.handed[i].Goals)
	}
	s.entries = slices.Clone(s.entries)
	for i := range s.entries {
		e := &s.entries[i]
		e.Goals, e.Answers = slices.Clone(e.Goals), slices.Clone(e.Answers)
	}
	return s
}

// isEmpty reports whether nothing was chosen. Counts and sessions alone
// are nothing to bring, except in a review, which is made of them.
func (s sheet) isEmpty() bool {
	if s.review != nil && s.review.Entries+len(s.review.Learning) > 0 {
		return false
	}
	return len(s.questions)+len(s.actions)+len(s.entries)+len(s.aims) == 0 && s.feeling == "" && s.about == ""
}
