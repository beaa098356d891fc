package journal

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// EntryKind says how an entry came about.
type EntryKind string

// The kinds of entry.
const (
	Quick      EntryKind = "quick"       // the two-minute flow after a shift
	Reflected  EntryKind = "reflection"  // guided prompts or a framework
	Note       EntryKind = "note"        // free text
	Nothing    EntryKind = "nothing"     // "nothing today", which is a whole answer
	SecondLook EntryKind = "second-look" // a dated second layer on an older entry
)

// ParseEntryKind reads the kind of an entry.
func ParseEntryKind(s string) (EntryKind, error) {
	return oneOf("the kind of an entry", s, Quick, Reflected, Note, Nothing, SecondLook)
}

// Visibility says who may ever see a thing besides its writer.
type Visibility string

// The three visibilities. JustMe is the default; Never cannot be
// overridden by any command.
const (
	JustMe Visibility = "just-me"
	Bring  Visibility = "bring"
	Never  Visibility = "never"
)

// ParseVisibility reads a visibility.
func ParseVisibility(s string) (Visibility, error) {
	return oneOf("visibility", s, JustMe, Bring, Never)
}

// Risk is the answer to "anyone at risk and not yet handed over?". It
// never holds a narrative: that belongs in the clinical record.
type Risk string

// The answers kept about risk. A "yes" is answered on the spot with the
// card of what to do outside the journal; what is stored afterwards is
// RiskOpen until the writer says that it was handed over.
const (
	RiskNone       Risk = "none"
	RiskHandedOver Risk = "handed-over"
	RiskOpen       Risk = "open"
)

// ParseRisk reads an answer about risk.
func ParseRisk(s string) (Risk, error) {
	return oneOf("risk", s, RiskNone, RiskHandedOver, RiskOpen)
}

// Decided says how a decision was reached, the measure of independence.
type Decided string

// The ways to reach a decision.
const (
	DecidedAlone   Decided = "alone"
	DecidedChecked Decided = "checked"
	DecidedAsked   Decided = "asked"
)

// ParseDecided reads how a decision was reached.
func ParseDecided(s string) (Decided, error) {
	return oneOf("decided", s, DecidedAlone, DecidedChecked, DecidedAsked)
}

// Next is what the writer chose to do with a moment.
type Next string

// The four ways out of the quick flow, two of which ask for nothing more.
const (
	NextAction   Next = "action"
	NextQuestion Next = "question"
	NextLetGo    Next = "let-go"
	NextNothing  Next = "nothing"
)

// ParseNext reads what comes next.
func ParseNext(s string) (Next, error) {
	return oneOf("next", s, NextAction, NextQuestion, NextLetGo, NextNothing)
}

// Aside is something that an entry tells besides what its prompts asked:
// the measure of a goal that is a matter of words. The words are an answer
// whose stage is the aside; the head says only that there is one.
type Aside string

// The asides, each the measure of one goal.
const (
	AsideFeedback  Aside = "feedback"  // development: feedback that was received
	AsideOptions   Aside = "options"   // ethics: the options that were weighed
	AsideConsulted Aside = "consulted" // ethics: whom the writer consulted, by role
	AsideHelped    Aside = "helped"    // support: what helped
)

// Asides lists the asides in the order of their goals.
func Asides() []Aside {
	return []Aside{AsideFeedback, AsideOptions, AsideConsulted, AsideHelped}
}

// ParseAside reads the name of an aside.
func ParseAside(s string) (Aside, error) {
	return oneOf("what is noted", s, Asides()...)
}

// Note keeps an aside with its words as an answer. Without words it does
// nothing.
func (e *Entry) Note(aside Aside, question string, goal Goal, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	e.Answers = append(e.Answers, Answer{Question: question, Goal: goal, Stage: string(aside), Text: text})
	e.MarkAsides()
}

// MarkAsides notes in the head which asides the answers tell. An answer to
// a prompt is none, whatever its stage is called.
func (e *Entry) MarkAsides() {
	e.Noted = nil
	for _, aside := range Asides() {
		if slices.ContainsFunc(e.Answers, func(a Answer) bool { return a.Stage == string(aside) && a.Prompt == "" && a.Text != "" }) {
			e.Noted = append(e.Noted, aside)
		}
	}
}

// Entry is one sitting's reflection. Its head is small and is all that a
// list opens; its body holds the text.
type Entry struct {
	Meta
	EntryHead
	EntryBody
}

// EntryHead is the part of an entry that lists and counts need. Ratings
// run from 1 to 5; 0 means that none was given.
type EntryHead struct {
	Written    Stamp      `cbor:"w" json:"written_at"`
	Shift      Date       `cbor:"d" json:"shift_date"` // the day the shift began, as its writer says
	Kind       EntryKind  `cbor:"k" json:"kind"`
	Framework  string     `cbor:"f,omitempty" json:"framework,omitempty"`
	Goals      []Goal     `cbor:"g,omitempty" json:"goals,omitempty"`
	Visibility Visibility `cbor:"v" json:"visibility"`
	Energy     int        `cbor:"e,omitempty" json:"energy,omitempty"` // energy now
	Weight     int        `cbor:"h,omitempty" json:"weight,omitempty"` // weight carried home
	Confidence int        `cbor:"c,omitempty" json:"confidence,omitempty"`
	Decided    Decided    `cbor:"i,omitempty" json:"decided,omitempty"`
	Next       Next       `cbor:"n,omitempty" json:"next,omitempty"`
	Risk       Risk       `cbor:"r,omitempty" json:"risk,omitempty"`
	Tags       []string   `cbor:"t,omitempty" json:"tags,omitempty"`
	Aliases    []string   `cbor:"a,omitempty" json:"aliases,omitempty"`
	Parent     ID         `cbor:"p,omitzero" json:"parent,omitzero"` // the entry a second look is about
	Reopen     bool       `cbor:"o,omitempty" json:"reopen,omitempty"`
	Settled    bool       `cbor:"x,omitempty" json:"settled,omitempty"` // not to be offered for a second look any more
	Later      Date       `cbor:"y,omitempty" json:"later,omitempty"`   // not to be offered for a second look before this day
	Prompts    []string   `cbor:"q,omitempty" json:"prompts,omitempty"` // ids of the prompts asked, skipped ones too
	Gist       string     `cbor:"s,omitempty" json:"gist,omitempty"`
	Noted      []Aside    `cbor:"u,omitempty" json:"noted,omitempty"`   // what its answers tell besides
	Learning   ID         `cbor:"l,omitzero" json:"learning,omitzero"`  // the learning goal that it is a note on
	Minutes    int        `cbor:"m,omitempty" json:"minutes,omitempty"` // of professional development, at most LongestSession
}

// EntryBody is the text of an entry.
type EntryBody struct {
	Answers []Answer `cbor:"a,omitempty" json:"answers,omitempty"`
}

// Answer is one prompt as it was asked and what was written under it.
// The prompt's words are kept: a later edit of the catalogue changes no
// old entry.
type Answer struct {
	Prompt   string `cbor:"p,omitempty" json:"prompt,omitempty"`
	Version  int    `cbor:"v,omitempty" json:"version,omitempty"`
	Question string `cbor:"q,omitempty" json:"question,omitempty"`
	Goal     Goal   `cbor:"g,omitempty" json:"goal,omitempty"`
	Stage    string `cbor:"s,omitempty" json:"stage,omitempty"`
	Text     string `cbor:"t,omitempty" json:"text,omitempty"`
	Skipped  bool   `cbor:"x,omitempty" json:"skipped,omitempty"`
}

// Heavy reports whether the writer marked the weight carried home as 4 or
// 5, after which nothing deep is asked.
func (h EntryHead) Heavy() bool { return h.Weight >= 4 }

// gistLength is the most characters a gist has.
const gistLength = 60

// GistOf makes the one line by which an entry is known in lists: the
// first words of text, cut at a word's end.
func GistOf(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(line) <= gistLength {
		return line
	}
	cut, last := 0, 0
	for i, r := range line {
		if cut == gistLength-1 {
			if last < i/2 {
				last = i
			}
			break
		}
		if r == ' ' {
			last = i
		}
		cut++
	}
	return line[:last] + "…"
}

// Words counts the words of an entry's answers.
func (b EntryBody) Words() int {
	n := 0
	for _, a := range b.Answers {
		n += len(strings.Fields(a.Text))
	}
	return n
}
