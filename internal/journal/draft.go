package journal

// Draft is writing that is not yet an entry. It is sealed as it is typed
// and holds everything needed to go on from the same place.
type Draft struct {
	ID      ID                `cbor:"-"`
	Count   int64             `cbor:"-"` // times it was sealed
	Saved   Stamp             `cbor:"w"`
	Started Stamp             `cbor:"b"`
	Plan    Plan              `cbor:"p"`
	Answers map[string]string `cbor:"a,omitempty"`
	Skipped map[string]bool   `cbor:"x,omitempty"`
	At      string            `cbor:"q,omitempty"` // the question that was open
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
)

// Plan is what a flow set out to ask, as data: resuming a draft asks the
// same prompts in the same words, whatever the catalogue has become.
type Plan struct {
	Flow       Flow       `cbor:"f"`
	Shift      Date       `cbor:"d"`
	Goals      []Goal     `cbor:"g,omitempty"`
	Framework  string     `cbor:"w,omitempty"`
	Steps      []Step     `cbor:"s,omitempty"`
	Steady     []Step     `cbor:"y,omitempty"` // asked instead when it was heavy
	Deeper     []Step     `cbor:"e,omitempty"` // offered once, at the end
	Given      EntryHead  `cbor:"m,omitzero"`  // ratings and answers given as flags
	Night      Date       `cbor:"n,omitempty"` // the day before, when the shift may have begun on it
	Entry      ID         `cbor:"p,omitzero"`  // the entry that is edited or looked at again
	Revision   int        `cbor:"r,omitempty"`
	Tags       []string   `cbor:"t,omitempty"`
	Aliases    []string   `cbor:"a,omitempty"`
	Visibility Visibility `cbor:"v,omitempty"`
}

// Step is one prompt of a plan.
type Step struct {
	Prompt  string `cbor:"p,omitempty"`
	Version int    `cbor:"v,omitempty"`
	Text    string `cbor:"t"`
	Goal    Goal   `cbor:"g,omitempty"`
	Stage   string `cbor:"s,omitempty"`
}
