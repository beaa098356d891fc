package vault

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// An anchor is a note outside the journal of where its history had come
// to on this computer. By it an older copy that is put back is noticed,
// and one that went another way. It is no secret: it holds what whoever
// has the file sees, and docs/format.md describes it.
type anchor struct {
	seq     int64
	top     [32]byte
	box     []byte       // public half of the letterbox, nil if it has none
	letters []journal.ID // put into the letterbox and not yet filed
}

// bare reports whether only the letterbox is known and no state.
func (a *anchor) bare() bool { return a.top == noHash() }

// anchorHead begins every anchor.
const anchorHead = "afterword anchor 1"

// AnchorError says that a journal is not the one that was here last.
type AnchorError struct {
	Here, Known int64 // revisions it has, and revisions that were here last
	Forked      bool  // it has another history, not an earlier part of the same
	Letters     int   // written while locked and neither there nor filed
}

// Error implements error.
func (e *AnchorError) Error() string {
	switch {
	case e.Forked:
		return fmt.Sprintf("this is not the journal that was here last: its history, %s, is another one than the %d known here", revisions(e.Here), e.Known)
	case e.Here < e.Known:
		return fmt.Sprintf("this is an older copy of the journal: it has %s, and %d were here last", revisions(e.Here), e.Known)
	}
	return fmt.Sprintf("what was written while the journal was locked is not all in it; missing: %d", e.Letters)
}

// revisions writes "1 revision" and "2 revisions".
func revisions(n int64) string {
	if n == 1 {
		return "1 revision"
	}
	return fmt.Sprintf("%d revisions", n)
}

// Is makes an AnchorError count as ErrStrayed.
func (e *AnchorError) Is(target error) bool { return target == ErrStrayed }

// anchorPath is where the anchor stands: one for each place of a journal,
// so that a copy that is looked at elsewhere is not taken for the journal
// that was put back.
func (s *store) anchorPath() string {
	where := seal.Hash([]byte(s.place.Journal))
	return filepath.Join(s.place.State, fmt.Sprintf("%s-%x.anchor", s.id, where[:4]))
}

// readAnchor reads the anchor; nil where there is none, or none that can
// be read: an anchor is a second look, and must never be in the way.
func (s *store) readAnchor() *anchor {
	if s.place.State == "" {
		return nil
	}
	a, err := s.parseAnchor()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.unanchored = err
	}
	return a
}

// errAnchor means that a note about the journal is not one.
var errAnchor = errors.New("the note of what was here last cannot be read")

// Unanchored is why, since the journal was reached, what was here last
// could not be noted or compared with; nil where nothing was in the way.
func (s *store) Unanchored() error { return s.unanchored }

func (s *store) parseAnchor() (*anchor, error) {
	text, err := readAtMost(s.anchorPath(), 1<<20+1)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(text), "\n")
	if len(text) > 1<<20 || lines[0] != anchorHead {
		return nil, errAnchor
	}
	a := new(anchor)
	for _, line := range lines[1:] {
		word, value, _ := strings.Cut(line, " ")
		switch word {
		case "seq":
			if a.seq, err = strconv.ParseInt(value, 10, 64); err != nil {
				return nil, errAnchor
			}
		case "head", "letterbox":
			b, err := hex.DecodeString(value)
			if err != nil || len(b) != 32 {
				return nil, errAnchor
			}
			if word == "head" {
				a.top = [32]byte(b)
			} else {
				a.box = b
			}
		case "letter":
			if b, err := hex.DecodeString(value); err == nil && len(b) == 16 {
				a.letters = append(a.letters, journal.ID(b))
			}
		}
	}
	if a.seq < 0 || a.bare() && (a.seq > 0 || a.box == nil) {
		return nil, errAnchor // cut short
	}
	return a, nil
}

// writeAnchor replaces the anchor. It is not waited for on the disk: one
// that is a little behind notices a little less, and hinders nothing.
func (s *store) writeAnchor(a anchor) {
	if s.place.State == "" {
		return
	}
	if err := s.replaceAnchor(a); err != nil {
		s.unanchored = err
	}
}

func (s *store) replaceAnchor(a anchor) error {
	if err := os.MkdirAll(s.place.State, 0o700); err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintln(&b, anchorHead)
	if !a.bare() {
		fmt.Fprintf(&b, "seq %d\nhead %x\n", a.seq, a.top)
	}
	if a.box != nil {
		fmt.Fprintf(&b, "letterbox %x\n", a.box)
	}
	for _, id := range a.letters {
		fmt.Fprintf(&b, "letter %x\n", id[:])
	}
	if known, err := readAtMost(s.anchorPath(), 1<<20); err == nil && string(known) == b.String() {
		return nil // reading a journal writes nothing
	}
	f, err := os.CreateTemp(s.place.State, ".anchor-*") // 0600
	if err != nil {
		return err
	}
	_, err = f.WriteString(b.String())
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), s.anchorPath())
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// anchor notes where the unlocked journal's history has come to. Letters
// have been filed by then.
func (v *Vault) anchor(ctx context.Context, j state) {
	if v.place.State == "" {
		return
	}
	a := anchor{seq: j.seq, top: j.top}
	known := v.readAnchor()
	switch _, err := v.letterKey(ctx, v.conn); {
	case err == nil:
		a.box, _, _ = v.letterbox(ctx, v.conn)
	case known != nil:
		a.box = known.box // never another's that was put in its place
	case errors.Is(err, ErrDamaged):
		a.box = make([]byte, 32) // nobody's key: nothing is put in
	}
	if known != nil {
		for _, id := range known.letters { // another window may have put them in since
			if filed, err := v.kept(ctx, v.conn, id); err == nil && !filed {
				a.letters = append(a.letters, id)
			}
		}
	}
	v.writeAnchor(a)
}

// kept reports whether a thing is in the chain.
func (s *store) kept(ctx context.Context, q querier, id journal.ID) (there bool, err error) {
	err = q.QueryRowContext(ctx, `select exists (select 1 from rev where thing = ?)`, id[:]).Scan(&there)
	return there, storage(err)
}

// forgetState forgets what was here last, but for the letterbox: which key
// is the journal's own does not change with the state that is taken for it.
func (s *store) forgetState() {
	if known := s.readAnchor(); known != nil && known.box != nil {
		s.writeAnchor(anchor{box: known.box})
	} else if s.place.State != "" {
		os.Remove(s.anchorPath())
	}
}

// stated is the anchor, with the state as it is in the file where none is
// known.
func (s *store) stated(ctx context.Context) (*anchor, error) {
	a := s.readAnchor()
	if a == nil {
		a = new(anchor)
	}
	if !a.bare() {
		return a, nil
	}
	j, err := s.state(ctx, s.conn)
	a.seq, a.top = j.seq, j.top
	return a, err
}

// compare looks whether a journal follows from what was here last.
func (v *Vault) compare(ctx context.Context, q querier, j state) (*AnchorError, error) {
	known := v.readAnchor()
	if known == nil || known.bare() {
		return nil, nil
	}
	e := &AnchorError{Here: j.seq, Known: known.seq}
	if j.seq < known.seq {
		return e, nil
	}
	last := j.last
	if j.seq > known.seq {
		r, err := v.revision(ctx, q, `select `+columns+` from rev where seq = ?`, known.seq+1)
		if errors.Is(err, ErrNotFound) {
			e.Forked = true
			return e, nil
		} else if unreadable(err) {
			return nil, nil // damage, which is said elsewhere
		} else if err != nil {
			return nil, err
		}
		last = r.place.Previous
	}
	if v.ring.Top(known.seq, last) != known.top {
		e.Forked = true
		return e, nil
	}
	return v.missingLetters(ctx, q, known, e)
}

// Behind reports, without a key, whether the journal has fewer revisions
// than were here last, or as many and another end.
func (s *store) Behind(ctx context.Context) (bool, error) {
	j, err := s.state(ctx, s.conn)
	known := s.readAnchor()
	if err != nil || known == nil || known.bare() {
		return false, err
	}
	return j.seq < known.seq || j.seq == known.seq && j.top != known.top, nil
}

// Remembered reports whether a journal that is not there any more stood at
// a place when it was last written to.
func Remembered(p Place) bool {
	where := seal.Hash([]byte(p.Journal))
	notes, err := os.ReadDir(p.State)
	if err != nil {
		return false
	}
	for _, note := range notes {
		if strings.HasSuffix(note.Name(), fmt.Sprintf("-%x.anchor", where[:4])) {
			return true
		}
	}
	return false
}

// missingLetters looks for every letter that was put in here.
func (v *Vault) missingLetters(ctx context.Context, q querier, known *anchor, e *AnchorError) (*AnchorError, error) {
	for _, id := range known.letters {
		there, err := v.kept(ctx, q, id)
		if err == nil && !there && v.tables >= letterSchema {
			err = q.QueryRowContext(ctx, `select exists (select 1 from letter where id = ?)`, id[:]).Scan(&there)
		}
		if err != nil {
			return nil, fmt.Errorf("reading the journal: %w", storage(err))
		}
		if !there {
			e.Letters++
		}
	}
	if e.Letters == 0 {
		return nil, nil
	}
	return e, nil
}
