package journal

// Supervisor is someone who supervises the writer, with what was agreed
// between them. The name and all other words are the writer's own.
type Supervisor struct {
	Meta
	SupervisorHead
	SupervisorBody
}

// SupervisorState says whether the supervision goes on.
type SupervisorState string

// The states of a supervisor.
const (
	SupervisorCurrent SupervisorState = "current"
	SupervisorEnded   SupervisorState = "ended"
)

// SupervisorHead is what lists and reminders need: who it is and when the
// agreement is to be looked at again.
type SupervisorHead struct {
	Written Stamp           `cbor:"w" json:"written_at"`
	State   SupervisorState `cbor:"k" json:"state"`
	Name    string          `cbor:"n" json:"name"`
	Role    string          `cbor:"r,omitempty" json:"role,omitempty"`      // practice, management, restorative or other words
	Minutes int             `cbor:"m,omitempty" json:"minutes,omitempty"`   // agreed for a session; 0 where nothing was
	Start   Date            `cbor:"s,omitempty" json:"start,omitempty"`     // of the agreement
	Review  Date            `cbor:"v,omitempty" json:"review_on,omitempty"` // when the agreement is to be looked at
	Ended   Date            `cbor:"e,omitempty" json:"ended,omitempty"`     // when the supervision ended
}

// SupervisorBody is the rest of what is known of a supervisor and of the
// agreement.
type SupervisorBody struct {
	Credential string `cbor:"c,omitempty" json:"credential,omitempty"`
	Contact    string `cbor:"h,omitempty" json:"contact,omitempty"`
	Frequency  string `cbor:"f,omitempty" json:"frequency,omitempty"` // how often, in words
	Purpose    string `cbor:"p,omitempty" json:"purpose,omitempty"`
	Limits     string `cbor:"l,omitempty" json:"limits,omitempty"` // of what stays between the two
}

// Roles lists the roles that a supervisor usually has; other words are as
// good.
func Roles() []string { return []string{"practice", "management", "restorative"} }

// ReviewDue reports whether the day has come on which the agreement is to
// be looked at. With a supervisor of the past it never does.
func (h SupervisorHead) ReviewDue(day Date) bool {
	return h.State == SupervisorCurrent && h.Review != "" && !day.Before(h.Review)
}

// SessionMode says who is supervised together.
type SessionMode string

// The modes of a session.
const (
	OneToOne SessionMode = "one-to-one"
	InGroup  SessionMode = "group"
	Peer     SessionMode = "peer"
)

// ParseSessionMode reads the mode of a session.
func ParseSessionMode(s string) (SessionMode, error) {
	return oneOf("the mode of a session", s, OneToOne, InGroup, Peer)
}

// Medium says by what means people meet.
type Medium string

// The media of a session.
const (
	InPerson  Medium = "in-person"
	Video     Medium = "video"
	Telephone Medium = "telephone"
)

// ParseMedium reads the medium of a session.
func ParseMedium(s string) (Medium, error) {
	return oneOf("the medium of a session", s, InPerson, Video, Telephone)
}

// Session is a meeting for supervision, noted afterwards.
type Session struct {
	Meta
	SessionHead
	SessionBody
}

// SessionHead is what lists and counts of sessions need.
type SessionHead struct {
	Written    Stamp       `cbor:"w" json:"written_at"`
	Date       Date        `cbor:"d" json:"date"`
	Minutes    int         `cbor:"n,omitempty" json:"minutes,omitempty"` // that it lasted; 0 where not noted
	Mode       SessionMode `cbor:"k,omitempty" json:"mode,omitempty"`
	Size       int         `cbor:"z,omitempty" json:"size,omitempty"` // people supervised together, the writer included
	Medium     Medium      `cbor:"m,omitempty" json:"medium,omitempty"`
	Supervisor ID          `cbor:"p,omitzero" json:"supervisor,omitzero"`
	Goals      []Goal      `cbor:"g,omitempty" json:"goals,omitempty"` // covered
	Next       Date        `cbor:"x,omitempty" json:"next,omitempty"`  // when the next session is to be
	SignedBy   string      `cbor:"b,omitempty" json:"signed_by,omitempty"`
	SignedOn   Date        `cbor:"o,omitempty" json:"signed_on,omitempty"`
}

// SessionBody is the text of a session.
type SessionBody struct {
	Brought []Brought `cbor:"q,omitempty" json:"brought,omitempty"`
	Agreed  string    `cbor:"a,omitempty" json:"agreed,omitempty"`
	Impact  string    `cbor:"i,omitempty" json:"impact,omitempty"` // on the writer's practice
	Reply   []byte    `cbor:"r,omitempty" json:"reply,omitempty"`  // SHA-256 of the supervisor's reply that was taken in
}

// Became says what became of a question that was brought.
type Became string

// The ways of a question that was brought.
const (
	BecameAnswered Became = "answered"
	BecameMissed   Became = "not-reached"
	BecameAgain    Became = "bring-again" // talked about, and to be brought again
)

// ParseBecame reads what became of a question.
func ParseBecame(s string) (Became, error) {
	return oneOf("what became of a question", s, BecameAnswered, BecameMissed, BecameAgain)
}

// Brought is a question that was brought to a session. What came of it
// stands with the question itself.
type Brought struct {
	Question ID     `cbor:"p" json:"question"`
	Became   Became `cbor:"k" json:"became"`
}

// LongestSession is the most minutes a session has: a day.
const LongestSession = 24 * 60

// MostTogether is the most people a session has.
const MostTogether = 999

// Signed reports whether someone signed the session off.
func (h SessionHead) Signed() bool { return h.SignedOn != "" }

// Take notes in the question what became of it in a session. A question
// that was talked about and comes again is asked and still to be brought;
// one that was not reached stays as it was.
func (q *Question) Take(b Became, outcome string) {
	switch b {
	case BecameAnswered:
		q.Answer(outcome)
	case BecameAgain:
		q.QuestionHead.State = QuestionAsked
		if outcome != "" {
			q.Outcome = outcome
		}
	}
}

// NextSession returns the head of the session whose Next is when the
// writer meets a supervisor next: of each supervisor the latest session
// counts, and of those that name a day the earliest from today on, or else
// the latest day that has passed. ok is false where none names a day.
func NextSession(sessions []SessionHead, today Date) (found SessionHead, ok bool) {
	latest := map[ID]SessionHead{}
	for _, s := range sessions {
		if was, there := latest[s.Supervisor]; !there || was.Date.Before(s.Date) {
			latest[s.Supervisor] = s
		}
	}
	for _, s := range latest {
		switch {
		case s.Next == "":
		case !ok, sooner(s.Next, found.Next, today):
			found, ok = s, true
		}
	}
	return found, ok
}

// sooner reports whether a comes before b as the day to be told of.
func sooner(a, b, today Date) bool {
	if past := a.Before(today); past != b.Before(today) {
		return !past
	} else if past {
		return b.Before(a)
	}
	return a.Before(b)
}
