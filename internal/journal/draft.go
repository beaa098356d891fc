package journal

// Draft is writing that is not yet an entry. It is sealed as it is typed
// and holds everything needed to go on from the same place.
type Draft struct {
	ID      ID                `cbor:"-" json:"id"`
	Count   int64             `cbor:"-" json:"count"` // times it was sealed
	Saved   Stamp             `cbor:"w" json:"saved_at"`
	Started Stamp             `cbor:"b" json:"started_at"`
	Plan    Plan              `cbor:"p" json:"plan"`
	Answers map[string]string `cbor:"a,omitempty" json:"answers,omitempty"`
	Skipped map[string]bool   `cbor:"x,omitempty" json:"skipped,omitempty"`
	At      string            `cbor:"q,omitempty" json:"open_question,omitempty"` // the question that was open
}

// Flow names a sequence of questions.
type Flow string

// The flows a draft can belong to.
const (
	FlowQuick   Flow = "quick"
	FlowReflect Flow = "reflect"
	FlowAgain   Flow = "again"
	FlowAdd     Flow = "add"
	FlowEdit    Flow = "edit"

	FlowQuestion   Flow = "question"
	FlowSupervisor Flow = "supervisor"
	FlowSession    Flow = "session"
	FlowAction     Flow = "action"
	FlowReply      Flow = "reply" // a supervisor's, to a pack of someone else's
	FlowPrepare    Flow = "prepare"
	FlowLearning   Flow = "goal"
)

// Flows lists the flows.
func Flows() []Flow {
	return []Flow{FlowQuick, FlowReflect, FlowAgain, FlowAdd, FlowEdit, FlowQuestion, FlowSupervisor, FlowSession, FlowAction, FlowReply, FlowPrepare, FlowLearning}
}

// Plan is what a flow set out to ask, as data: resuming a draft asks the
// same prompts in the same words, whatever the catalogue has become.
type Plan struct {
	Flow       Flow       `cbor:"f" json:"flow"`
	Shift      Date       `cbor:"d" json:"shift_date"`
	Goals      []Goal     `cbor:"g,omitempty" json:"goals,omitempty"`
	Framework  string     `cbor:"w,omitempty" json:"framework,omitempty"`
	Steps      []Step     `cbor:"s,omitempty" json:"steps,omitempty"`
	Steady     []Step     `cbor:"y,omitempty" json:"steady,omitempty"` // asked instead when it was heavy
	Deeper     []Step     `cbor:"e,omitempty" json:"deeper,omitempty"` // offered once, at the end
	Given      EntryHead  `cbor:"m,omitzero" json:"given,omitzero"`    // ratings and answers given as flags
	Night      Date       `cbor:"n,omitempty" json:"night,omitempty"`  // the day before, when the shift may have begun on it
	Entry      ID         `cbor:"p,omitzero" json:"entry,omitzero"`    // the entry that is edited or looked at again, or that a question or an action grows from
	Revision   int        `cbor:"r,omitempty" json:"revision,omitempty"`
	Tags       []string   `cbor:"t,omitempty" json:"tags,omitempty"`
	Aliases    []string   `cbor:"a,omitempty" json:"aliases,omitempty"`
	Visibility Visibility `cbor:"v,omitempty" json:"visibility,omitempty"`
	Thing      ID         `cbor:"i,omitzero" json:"thing,omitzero"`     // what is edited or closed: a question, action, session, supervisor or learning goal
	Act        string     `cbor:"k,omitempty" json:"act,omitempty"`     // what is done to it: edit, answer, sign, done, partly, drop, note, close
	Session    ID         `cbor:"o,omitzero" json:"session,omitzero"`   // the session that an action belongs to
	Brought    []ID       `cbor:"u,omitempty" json:"brought,omitempty"` // the questions that a session may have answered
	Pack       PackRef    `cbor:"j,omitzero" json:"pack,omitzero"`      // the pack that a reply answers
}

// PackRef names a pack of any journal by what stands in it; the zero
// PackRef names none.
type PackRef struct {
	Fingerprint string `cbor:"h" json:"fingerprint"`
	Made        Stamp  `cbor:"m" json:"made"`
}

// Is reports whether two references name one pack, in whatever zone its
// time is written.
func (p PackRef) Is(other PackRef) bool {
	return p.Fingerprint != "" && p.Fingerprint == other.Fingerprint && p.Made.Unix == other.Made.Unix
}

// Step is one prompt of a plan.
type Step struct {
	Prompt  string `cbor:"p,omitempty" json:"prompt,omitempty"`
	Version int    `cbor:"v,omitempty" json:"version,omitempty"`
	Text    string `cbor:"t" json:"text"`
	Goal    Goal   `cbor:"g,omitempty" json:"goal,omitempty"`
	Stage   string `cbor:"s,omitempty" json:"stage,omitempty"`
}
