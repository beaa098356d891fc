// Package interchange writes a whole journal as one JSON document, the
// archive, and reads it back: every revision of every thing, so that the
// same journal can be made of it again, here or by another program.
// docs/archive.md describes the document.
//
// It takes a reader or a writer and gives or takes revisions one by one;
// no more than one is in memory. What is read is checked before it is
// given on, and no error quotes what the document says.
package interchange

import (
	"errors"
	"fmt"

	"afterword/internal/journal"
)

// Schema is the name and the number of the document.
const Schema = "afterword/archive/1"

// The limits of an archive that is read.
const (
	MaxBytes    = 1 << 30  // of the whole document, decrypted
	MaxRevision = 16 << 20 // of one revision or one draft, as JSON
	MaxDepth    = 32       // of maps and lists in one another, within one of those
)

// What can be wrong with an archive.
var (
	ErrNotArchive = errors.New("it is not an archive of Afterword")
	ErrNewer      = errors.New("a newer Afterword wrote it")
	ErrTooLarge   = errors.New("it is larger than an archive can be")
)

// live is the state of a thing that is there; the store leaves it empty.
const live = "live"

// record is one revision as JSON.
type record[H any] struct {
	Thing    string        `json:"thing"`
	Revision int           `json:"revision"`
	Kind     journal.Kind  `json:"kind"`
	State    journal.State `json:"state"`
	Saved    journal.Stamp `json:"saved"`
	Save     int           `json:"save"`
	Undoes   int           `json:"undoes,omitempty"`
	Locked   bool          `json:"written_while_locked,omitempty"`
	Held     bool          `json:"held,omitempty"`
	Looked   journal.Date  `json:"looked_at,omitempty"`
	Marked   bool          `json:"mark_only,omitempty"`
	Forgot   bool          `json:"forgot,omitempty"`
	Head     H             `json:"head"`
	HeadMore []byte        `json:"head_more,omitempty"`
	SameBody int           `json:"same_body_as,omitempty"`
	Body     H             `json:"body,omitempty"`
	BodyMore []byte        `json:"body_more,omitempty"`
}

// Header is what stands at the beginning of an archive.
type Header struct {
	Journal journal.ID    // the journal that it was made from
	Made    journal.Stamp // when
}

// place says where in an archive something is: "thing 14, revision 2".
type place struct {
	noun string // "thing" or "draft"
	n    int    // counted from 1, in the order in which they first come
	rev  int    // 0 for a draft, or where it is not known
}

func (p place) String() string {
	if p.rev == 0 {
		return fmt.Sprintf("%s %d", p.noun, p.n)
	}
	return fmt.Sprintf("%s %d, revision %d", p.noun, p.n, p.rev)
}

// refused says that something is wrong in a place.
func (p place) refused(err error) error { return fmt.Errorf("%s: %w", p, err) }
