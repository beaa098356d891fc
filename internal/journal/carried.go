package journal

import "errors"

// Carried is one revision of a thing on its way out of a journal or into
// one, with all that makes the journal the same again: its place in the
// thing's history, in a save, and in what was taken back.
type Carried struct {
	ID       ID // zero for a kind there is one of, whose id is another in each journal
	Kind     Kind
	Revision int // 1 for the thing's first
	State    State
	Saved    Stamp
	Save     int  // which save it belongs to: 1, 2, 3 ... in the order of the journal
	Undoes   int  // the save that it takes back, 0 for none
	Locked   bool // written while the journal was locked
	Held     bool // on hold from this revision on
	Looked   Date // last looked at for keeping, empty for never
	Marked   bool // this revision only sets one of these two
	Forgot   bool // the revisions before this one were forgotten with it
	SameBody int  // the revision whose body it has, 0 where it brings its own
	// Content holds the head and, unless SameBody says where it is, the
	// body. It is nil for a kind that this program does not know, and for a
	// revision in the state Forgotten, of which nothing but its place is left.
	Content Thing
	// HeadMore and BodyMore are what a newer program wrote and this one
	// does not know, as the store encodes it; nil where there is nothing.
	HeadMore, BodyMore []byte
}

// OfKind makes an empty thing of a kind, nil for a kind that is not known.
func OfKind(k Kind) Thing {
	switch k {
	case KindEntry:
		return new(Entry)
	case KindQuestion:
		return new(Question)
	case KindAction:
		return new(Action)
	case KindShared:
		return new(Shared)
	case KindSettings:
		return new(Settings)
	case KindSupervisor:
		return new(Supervisor)
	case KindSession:
		return new(Session)
	case KindAlias:
		return new(Alias)
	case KindLexicon:
		return new(Lexicon)
	case KindLearning:
		return new(Learning)
	}
	return nil
}

// errWrittenID means that a text is not an id written out in full.
var errWrittenID = errors.New("not an id of 26 letters and digits")

// MarshalText writes the id out in full, for JSON. The store keeps its 16
// bytes.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads an id as MarshalText writes it and nothing else. Its
// error does not quote the text.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) != idLength {
		return errWrittenID
	}
	p, err := ParsePrefix(string(text))
	if err != nil {
		return errWrittenID
	}
	low, _ := p.Bounds()
	if low.String() != string(text) {
		return errWrittenID
	}
	*id = low
	return nil
}
