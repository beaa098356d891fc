package journal

import (
	"errors"
	"fmt"
	"strings"
)

// QuestionState says how far a question for supervision has come.
type QuestionState string

// The states of a question.
const (
	QuestionDraft    QuestionState = "draft"
	QuestionAsked    QuestionState = "asked"
	QuestionAnswered QuestionState = "answered"
)

// Question is something to bring to supervision.
type Question struct {
	Meta
	QuestionHead
	QuestionBody
}

// QuestionHead is what lists of questions need.
type QuestionHead struct {
	Written    Stamp         `cbor:"w" json:"written_at"`
	State      QuestionState `cbor:"k" json:"state"`
	Goal       Goal          `cbor:"g,omitempty" json:"goal,omitempty"`
	Visibility Visibility    `cbor:"v" json:"visibility"`
	Entry      ID            `cbor:"p,omitzero" json:"entry,omitzero"` // the entry it grew from
	Want       Want          `cbor:"n,omitempty" json:"want,omitempty"`
	Eye        int           `cbor:"e,omitempty" json:"eye,omitempty"` // one of the seven eyes, 1 to 7; 0 for none
}

// QuestionBody is the text of a question.
type QuestionBody struct {
	Text    string `cbor:"t" json:"text"`
	Context string `cbor:"c,omitempty" json:"context,omitempty"` // at most ContextWords words
	Tried   string `cbor:"r,omitempty" json:"tried,omitempty"`   // what the writer tried or thought of
	Outcome string `cbor:"o,omitempty" json:"outcome,omitempty"` // what came of it
}

// ParseQuestionState reads the state of a question.
func ParseQuestionState(s string) (QuestionState, error) {
	return oneOf("the state of a question", s, QuestionDraft, QuestionAsked, QuestionAnswered)
}

// Want is what the writer wants of a supervisor with a question.
type Want string

// The five wants.
const (
	WantTeach   Want = "teach"      // teach me
	WantThink   Want = "think-with" // think with me
	WantSteady  Want = "steady"     // steady me
	WantDecide  Want = "decide"     // help me decide
	WantHearing Want = "hear"       // just hear it
)

// ParseWant reads what is wanted with a question.
func ParseWant(s string) (Want, error) {
	return oneOf("what you want", s, WantTeach, WantThink, WantSteady, WantDecide, WantHearing)
}

// Eyes is how many eyes the seven-eyed model of supervision has.
const Eyes = 7

// CheckEye reports an eye that the seven-eyed model does not have; 0 is
// none and is no mistake.
func CheckEye(n int) error {
	if n < 0 || n > Eyes {
		return fmt.Errorf("an eye is a number from 1 to %d, not %d", Eyes, n)
	}
	return nil
}

// ContextWords is the most words the context of a question has: a
// supervisor needs the question first and little before it.
const ContextWords = 80

// ErrContext means that the context of a question has too many words.
var ErrContext = errors.New("the context is too long")

// CheckContext reports ErrContext where text has more than ContextWords
// words, and says how many it has.
func CheckContext(text string) error {
	if n := CountWords(text); n > ContextWords {
		return fmt.Errorf("%w: it has %d words and holds %d", ErrContext, n, ContextWords)
	}
	return nil
}

// CountWords counts the words of a text: what stands between blanks.
func CountWords(text string) int { return len(strings.Fields(text)) }

// Answer says what came of a question; that may be nothing to write down.
func (q *Question) Answer(outcome string) {
	q.QuestionHead.State, q.Outcome = QuestionAnswered, outcome
}

// Waits reports whether the question is to be brought and was not answered.
func (h QuestionHead) Waits() bool { return h.Visibility == Bring && h.State != QuestionAnswered }

// ActionState says how far an action has come.
type ActionState string

// The states of an action.
const (
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionPartly  ActionState = "partly"
	ActionDropped ActionState = "dropped"
)

// Action is something the writer means to do.
type Action struct {
	Meta
	ActionHead
	ActionBody
}

// ActionHead is what lists of actions need.
type ActionHead struct {
	Written Stamp       `cbor:"w" json:"written_at"`
	State   ActionState `cbor:"k" json:"state"`
	Goal    Goal        `cbor:"g,omitempty" json:"goal,omitempty"`
	Due     Date        `cbor:"d,omitempty" json:"due,omitempty"`
	Entry   ID          `cbor:"p,omitzero" json:"entry,omitzero"`   // the entry it grew from
	Session ID          `cbor:"i,omitzero" json:"session,omitzero"` // the session it was agreed in
	Owner   string      `cbor:"o,omitempty" json:"owner,omitempty"` // who does it, in the writer's words; empty for the writer
	// Standard is the standard or code it relates to, in the writer's words.
	Standard string `cbor:"s,omitempty" json:"standard,omitempty"`
	Closed   Date   `cbor:"c,omitempty" json:"closed,omitempty"` // when it was done, partly done or dropped
	// Kind says what kind of action it is, empty for any other.
	Kind ActionKind `cbor:"n,omitempty" json:"kind,omitempty"`
	Sign string     `cbor:"y,omitempty" json:"sign,omitempty"` // of a change: what would show that it helped
}

// ActionKind tells the actions apart that are the measure of a goal.
type ActionKind string

// The kinds of action.
const (
	ActionChange   ActionKind = "change"   // quality: one small change to test
	ActionProposal ActionKind = "proposal" // culture: something to model, ask for or propose
)

// ParseActionKind reads the kind of an action.
func ParseActionKind(s string) (ActionKind, error) {
	return oneOf("the kind of an action", s, ActionChange, ActionProposal)
}

// Goal is the goal that actions of the kind are the measure of.
func (k ActionKind) Goal() Goal {
	switch k {
	case ActionChange:
		return Quality
	case ActionProposal:
		return Culture
	}
	return ""
}

// Late reports whether the action was done after the day it was due.
func (h ActionHead) Late() bool {
	return h.State == ActionDone && h.Due != "" && h.Due.Before(h.Closed)
}

// ParseActionState reads the state of an action.
func ParseActionState(s string) (ActionState, error) {
	return oneOf("the state of an action", s, ActionOpen, ActionDone, ActionPartly, ActionDropped)
}

// Overdue reports whether the action is open and was due before day. A
// closed action is never overdue, however late it was closed.
func (h ActionHead) Overdue(day Date) bool {
	return h.State == ActionOpen && h.Due != "" && h.Due.Before(day)
}

// DueWithin reports whether the action is open and due on day or on one of
// the days after it, so many of them.
func (h ActionHead) DueWithin(day Date, days int) bool {
	return h.State == ActionOpen && h.Due != "" && !h.Due.Before(day) && !day.AddDays(days).Before(h.Due)
}

// Close says on which day the action came to its end, how, and what came
// of it. The state open opens it again and keeps what is written.
func (a *Action) Close(state ActionState, day Date, outcome string) {
	a.ActionHead.State, a.Closed = state, day
	if state == ActionOpen {
		a.Closed = ""
	}
	if outcome != "" {
		a.Outcome = outcome
	}
}

// ActionBody is the text of an action.
type ActionBody struct {
	Text    string `cbor:"t" json:"text"`
	Outcome string `cbor:"o,omitempty" json:"outcome,omitempty"`
}

// Shared records that something left the journal: what, when and for
// whom, by id and hash, never a second copy of the words.
type Shared struct {
	Meta
	SharedHead
	SharedBody
}

// SharedHead is what the list of shared packs needs.
type SharedHead struct {
	Written     Stamp    `cbor:"w" json:"written_at"`
	From        Date     `cbor:"f,omitempty" json:"from,omitempty"`
	To          Date     `cbor:"u,omitempty" json:"to,omitempty"`
	For         string   `cbor:"r,omitempty" json:"for,omitempty"`
	Formats     []string `cbor:"x" json:"formats"`
	Items       int      `cbor:"i" json:"item_count"`
	Replaced    int      `cbor:"y,omitempty" json:"replaced,omitempty"` // possible identifiers replaced
	Kept        int      `cbor:"j,omitempty" json:"kept,omitempty"`     // possible identifiers kept on purpose
	Undecided   int      `cbor:"u2,omitempty" json:"undecided,omitempty"`
	Fingerprint string   `cbor:"h" json:"fingerprint"`              // of the journal when the pack was made
	Kind        string   `cbor:"k,omitempty" json:"kind,omitempty"` // review; empty for a supervision pack
}

// SharedBody lists what a pack held.
type SharedBody struct {
	Items []SharedItem `cbor:"i" json:"items"`
	Files []SharedFile `cbor:"f,omitempty" json:"files,omitempty"`
	// Sealed says how the files were sealed; zero where they were not.
	Sealed Sealed `cbor:"s,omitzero" json:"sealed,omitzero"`
}

// SealedWith says what opens a file that left sealed.
type SealedWith string

// The two ways of sealing a file.
const (
	SealedByPassphrase SealedWith = "passphrase"
	SealedToRecipients SealedWith = "recipients"
)

// ParseSealedWith reads what opens a sealed file.
func ParseSealedWith(s string) (SealedWith, error) {
	return oneOf("what opens a sealed file", s, SealedByPassphrase, SealedToRecipients)
}

// Sealed says how a file that left was sealed: never the passphrase.
type Sealed struct {
	With SealedWith `cbor:"w" json:"with"`
	To   []string   `cbor:"t,omitempty" json:"to,omitempty"` // recipients, in their short form
}

// SharedItem is one thing that was in a pack.
type SharedItem struct {
	Kind     Kind   `cbor:"k" json:"kind"`
	ID       ID     `cbor:"p" json:"id"`
	Revision int    `cbor:"r" json:"revision"`
	Hash     []byte `cbor:"h" json:"sha256"` // SHA-256 of the item's words as they left
	// Edits lead from the words of that revision to those that left. They
	// hold what was put there, never what stood there.
	Edits []SharedEdit `cbor:"e,omitempty" json:"edits,omitempty"`
}

// SharedEdit puts other words in the place of some of a text. Edits of one
// text are carried out one after the other.
type SharedEdit struct {
	Part      string `cbor:"p" json:"part"`            // as pack names it, such as "answer 2"
	Start     int    `cbor:"s,omitempty" json:"start"` // bytes of the text as it then is, from 0
	End       int    `cbor:"n" json:"end"`             // exclusive
	Words     string `cbor:"w,omitempty" json:"words,omitempty"`
	Shortened bool   `cbor:"x,omitempty" json:"shortened,omitempty"` // left out for length, not replaced at the gate
}

// SharedFile is one file that was written, by name only.
type SharedFile struct {
	Name string `cbor:"n" json:"name"`
	Hash []byte `cbor:"h" json:"sha256"` // SHA-256 of the file
}

// Settings are the writer's own words and choices; there is one record of
// them in a journal.
type Settings struct {
	Meta
	SettingsHead
	SettingsBody
}

// SettingsHead is empty: nothing lists settings.
type SettingsHead struct{}

// SettingsBody holds the settings. Empty fields stand for the defaults.
type SettingsBody struct {
	Profession string    `cbor:"p,omitempty" json:"profession,omitempty"`     // nursing, counselling, social-work, other
	Region     string    `cbor:"r,omitempty" json:"region,omitempty"`         // ISO country code, for emergency numbers
	Contacts   []Contact `cbor:"c,omitempty" json:"contacts,omitempty"`       // the writer's own, shown first by support
	Retention  Retention `cbor:"k,omitzero" json:"retention,omitzero"`        // when what was written is due to be looked at
	Remember   bool      `cbor:"m,omitempty" json:"remember_names,omitempty"` // keep a keyed hash of a name with its alias

	Person      string `cbor:"n,omitempty" json:"person,omitempty"`      // whom the work is for: client, patient, or own words
	Shift       string `cbor:"s,omitempty" json:"shift,omitempty"`       // a stretch of work: shift, day, or own words
	Supervision string `cbor:"u,omitempty" json:"supervision,omitempty"` // what supervision is called

	Suggestions string `cbor:"g,omitempty" json:"suggestions,omitempty"` // SuggestionsOff where home is to suggest nothing
}

// SuggestionsOff says in the settings that nothing is to be suggested.
const SuggestionsOff = "off"

// Contact is someone the writer wants to see named in a hard moment.
type Contact struct {
	Name string `cbor:"n" json:"name"`
	How  string `cbor:"h" json:"how"` // a telephone number or where to find them
}
