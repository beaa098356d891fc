// Package journal holds the nouns of Afterword and their rules: entries
// and their answers, goals, questions, actions, sessions, supervisors, learning goals,
// drafts, dates, and the pure selection and counting of them. Values go in
// and values come out; nothing here reads a file, a clock or the
// environment.
//
// The short names in the cbor tags are part of the file format and are
// listed in docs/format.md. A tag, once released, keeps its meaning.
package journal

import "time"

// Kind is what sort of thing a record holds.
type Kind string

// The kinds of thing a journal keeps.
const (
	KindEntry    Kind = "entry"
	KindQuestion Kind = "question"
	KindAction   Kind = "action"
	KindShared   Kind = "shared"
	KindSettings Kind = "settings"

	KindSupervisor Kind = "supervisor"
	KindSession    Kind = "session"
	KindAlias      Kind = "alias"
	KindLexicon    Kind = "lexicon"
	KindLearning   Kind = "goal" // a learning goal: people call it their goal
)

// Single is the label of the one thing there is of a kind in a journal,
// empty for a kind that there are many of. Its id is made of the label and
// is another in each journal.
func (k Kind) Single() string {
	switch k {
	case KindSettings, KindLexicon:
		return string(k)
	}
	return ""
}

// Thing is anything that is kept as a chain of revisions: it says its
// kind and hands out its parts for sealing and opening.
type Thing interface {
	// Parts returns pointers, so that an opened record can be put into them.
	Parts() (kind Kind, meta *Meta, head, body any)
}

// Meta is what the store knows of a thing, whatever its kind. The store
// sets it; the zero Meta belongs to a thing that was never saved.
type Meta struct {
	ID       ID    `cbor:"-"`
	First    int64 `cbor:"-"` // sequence number of the first revision: the order of the journal
	Seq      int64 `cbor:"-"` // sequence number of this revision
	Revision int   `cbor:"-"` // 1 for the first
	State    State `cbor:"-"`
	Saved    Stamp `cbor:"-"` // when this revision was written
	Locked   bool  `cbor:"-"` // first written while the journal was locked, and filed later
	Held     bool  `cbor:"-"` // must not be purged
	Looked   Date  `cbor:"-"` // last looked at for keeping, empty for never
	Forgot   bool  `cbor:"-"` // this revision forgot the wording of those before it
}

// State says whether a thing is there, in the trash, or gone.
type State string

// The states of a thing. A purged thing keeps its place in the chain and
// nothing else. Forgotten is said of an earlier revision whose wording was
// taken away; no thing is in that state.
const (
	Live      State = ""
	Deleted   State = "deleted"
	Purged    State = "purged"
	Forgotten State = "forgotten"
)

// Stamp is an instant together with the zone it was written in, so that
// travel and daylight saving never move an entry to another day.
type Stamp struct {
	Unix   int64  `cbor:"t" json:"unix"`                       // seconds since 1970-01-01 00:00 UTC
	Offset int    `cbor:"o,omitempty" json:"offset,omitempty"` // seconds east of UTC
	Zone   string `cbor:"z,omitempty" json:"zone,omitempty"`   // IANA name, empty when unknown
}

// StampOf keeps t to the second with the zone's name.
func StampOf(t time.Time, zone string) Stamp {
	_, offset := t.Zone()
	return Stamp{Unix: t.Unix(), Offset: offset, Zone: zone}
}

// IsZero reports whether no instant was kept.
func (s Stamp) IsZero() bool { return s == Stamp{} }

// Time returns the instant as the writer's clock showed it.
func (s Stamp) Time() time.Time {
	return time.Unix(s.Unix, 0).In(time.FixedZone(s.Zone, s.Offset))
}

// Date returns the writer's calendar day.
func (s Stamp) Date() Date { return DateOf(s.Time()) }

// Parts implements Thing.
func (e *Entry) Parts() (Kind, *Meta, any, any) {
	return KindEntry, &e.Meta, &e.EntryHead, &e.EntryBody
}

// Parts implements Thing.
func (q *Question) Parts() (Kind, *Meta, any, any) {
	return KindQuestion, &q.Meta, &q.QuestionHead, &q.QuestionBody
}

// Parts implements Thing.
func (a *Action) Parts() (Kind, *Meta, any, any) {
	return KindAction, &a.Meta, &a.ActionHead, &a.ActionBody
}

// Parts implements Thing.
func (s *Shared) Parts() (Kind, *Meta, any, any) {
	return KindShared, &s.Meta, &s.SharedHead, &s.SharedBody
}

// Parts implements Thing.
func (s *Settings) Parts() (Kind, *Meta, any, any) {
	return KindSettings, &s.Meta, &s.SettingsHead, &s.SettingsBody
}

// Parts implements Thing.
func (s *Supervisor) Parts() (Kind, *Meta, any, any) {
	return KindSupervisor, &s.Meta, &s.SupervisorHead, &s.SupervisorBody
}

// Parts implements Thing.
func (s *Session) Parts() (Kind, *Meta, any, any) {
	return KindSession, &s.Meta, &s.SessionHead, &s.SessionBody
}

// Parts implements Thing.
func (a *Alias) Parts() (Kind, *Meta, any, any) {
	return KindAlias, &a.Meta, &a.AliasHead, &a.AliasBody
}

// Parts implements Thing.
func (l *Lexicon) Parts() (Kind, *Meta, any, any) {
	return KindLexicon, &l.Meta, &l.LexiconHead, &l.LexiconBody
}

// Parts implements Thing.
func (l *Learning) Parts() (Kind, *Meta, any, any) {
	return KindLearning, &l.Meta, &l.LearningHead, &l.LearningBody
}
