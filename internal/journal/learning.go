package journal

// Learning is a learning goal: something the writer wants to learn or to
// get better at. The notes on how it goes are entries that name it, so
// that they are drafted, checked, edited and kept like everything written.
type Learning struct {
	Meta
	LearningHead
	LearningBody
}

// LearningState says whether the writer is still at it.
type LearningState string

// The states of a learning goal.
const (
	LearningOpen   LearningState = "open"
	LearningClosed LearningState = "closed"
)

// ParseLearningState reads the state of a learning goal.
func ParseLearningState(s string) (LearningState, error) {
	return oneOf("the state of a learning goal", s, LearningOpen, LearningClosed)
}

// LearningHead is what lists and counts of learning goals need.
type LearningHead struct {
	Written Stamp         `cbor:"w" json:"written_at"`
	State   LearningState `cbor:"k" json:"state"`
	Goal    Goal          `cbor:"g,omitempty" json:"goal,omitempty"` // the goal of supervision it serves
	Closed  Date          `cbor:"c,omitempty" json:"closed,omitempty"`
}

// LearningBody is the text of a learning goal.
type LearningBody struct {
	Text    string `cbor:"t" json:"text"`
	Outcome string `cbor:"o,omitempty" json:"outcome,omitempty"` // what was learned
}

// Close ends the learning goal on a day, or opens it again with the state
// open, which keeps what is written.
func (l *Learning) Close(state LearningState, day Date, outcome string) {
	l.LearningHead.State, l.Closed = state, day
	if state == LearningOpen {
		l.Closed = ""
	}
	if outcome != "" {
		l.Outcome = outcome
	}
}
