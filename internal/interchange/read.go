package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"afterword/internal/journal"
)

// Reader reads an archive from its beginning to its end: NewReader, then
// Revisions, then Drafts. What it gives is checked and cleaned. Only when
// Drafts has returned without an error was the whole document there.
type Reader struct {
	Header
	in      *gauge
	dec     *json.Decoder
	check   checker
	things  map[thingKey]*history
	drafts  map[journal.ID]bool
	save    int // of the last revision
	Purged  int // things that the archive leaves out since they were purged
	Damaged int // things that it leaves out since a record of theirs is damaged
}

// thingKey tells things from one another: by their ids, or by the name of
// what there is one of.
type thingKey struct {
	id   journal.ID
	name string
}

// history is what was read of one thing so far.
type history struct {
	n    int // which thing it is
	kind journal.Kind
	revs []told
}

// told is one revision that was read.
type told struct {
	save   int
	own    bool // it brought its own body
	hollow bool // its wording was forgotten: there is nothing of it but its place
}

// NewReader reads the beginning of an archive.
func NewReader(r io.Reader) (*Reader, error) {
	in := &gauge{r: r, allowed: MaxRevision}
	a := &Reader{in: in, dec: json.NewDecoder(in), things: map[thingKey]*history{}, drafts: map[journal.ID]bool{}}
	if err := a.delim('{'); err != nil {
		return nil, a.because(err, ErrNotArchive)
	}
	var schema, id, made string
	if err := a.value("schema", &schema); err != nil || schema != Schema {
		if strings.HasPrefix(schema, "afterword/archive/") {
			return nil, fmt.Errorf("%w: its schema is not %s", ErrNewer, Schema)
		}
		return nil, a.because(err, fmt.Errorf("%w: it does not begin with the schema %s", ErrNotArchive, Schema))
	}
	if err := a.value("journal", &id); err != nil || a.Journal.UnmarshalText([]byte(id)) != nil {
		return nil, a.because(err, fmt.Errorf("%w: it does not name its journal", ErrNotArchive))
	}
	err := a.value("made", &made)
	when, parsed := time.Parse(time.RFC3339, made)
	if err != nil || parsed != nil {
		return nil, a.because(err, fmt.Errorf("%w: it does not say when it was made", ErrNotArchive))
	}
	a.Made = journal.StampOf(when, "")
	return a, nil
}

// Changes is how many texts were changed by cleaning: control characters
// taken out, line ends made LF.
func (a *Reader) Changes() int { return a.check.changes }

// Revisions gives every revision to each, in the order of the document. An
// error of each ends it and is returned as it is.
func (a *Reader) Revisions(each func(*journal.Carried) error) error {
	err := a.list("things", func(raw []byte) error {
		one, p, err := a.revision(raw)
		if err != nil {
			return p.refused(err)
		}
		return each(one)
	}, func() place { return place{noun: "thing", n: len(a.things) + 1} })
	if err != nil {
		return err
	}
	for _, h := range a.things {
		if last := len(h.revs); h.revs[last-1].hollow {
			return place{"thing", h.n, last}.refused(errors.New("all of it is forgotten, and nothing says so"))
		}
	}
	return nil
}

// Drafts gives every draft to each and reads the document to its end.
func (a *Reader) Drafts(each func(*journal.Draft) error) error {
	next := func() place { return place{noun: "draft", n: len(a.drafts) + 1} }
	err := a.list("drafts", func(raw []byte) error {
		p := next()
		d, err := a.draft(raw)
		if err != nil {
			return p.refused(err)
		}
		return each(d)
	}, next)
	if err != nil {
		return err
	}
	return a.end()
}

// end reads what stands after the lists, and that nothing does after that.
func (a *Reader) end() error {
	for _, c := range []struct {
		key string
		n   *int
	}{{"purged", &a.Purged}, {"damaged", &a.Damaged}} {
		if err := a.value(c.key, c.n); err != nil || *c.n < 0 {
			return a.because(err, fmt.Errorf("the end of the archive: the number %q is missing", c.key))
		}
	}
	if err := a.delim('}'); err != nil {
		return a.because(err, errors.New("the end of the archive: it has a key more than it can have"))
	}
	if _, err := a.dec.Token(); !errors.Is(err, io.EOF) {
		return a.because(err, errors.New("the end of the archive: something follows it"))
	}
	return nil
}

// list reads one list of the document, value by value.
func (a *Reader) list(key string, each func(raw []byte) error, next func() place) error {
	broken := func(err error) error {
		return a.because(err, fmt.Errorf("the list %q: it is not where docs/archive.md has it", key))
	}
	if err := a.key(key); err != nil {
		return broken(err)
	}
	if err := a.delim('['); err != nil {
		return broken(err)
	}
	var raw json.RawMessage
	for a.dec.More() {
		a.in.allowed = a.dec.InputOffset() + MaxRevision
		raw = raw[:0]
		if err := a.dec.Decode(&raw); err != nil {
			return next().refused(a.because(err, errors.New("it is not JSON")))
		}
		if len(raw) > MaxRevision {
			return next().refused(tooLong())
		}
		if err := each(raw); err != nil {
			return err
		}
	}
	a.in.allowed = a.dec.InputOffset() + MaxRevision
	if err := a.delim(']'); err != nil {
		return broken(err)
	}
	return nil
}

// revision reads and checks one revision.
func (a *Reader) revision(raw []byte) (*journal.Carried, place, error) {
	p := place{noun: "thing", n: len(a.things) + 1}
	var r record[json.RawMessage]
	if err := strict(raw, &r); err != nil {
		return nil, a.guess(raw, p), err
	}
	p.rev = r.Revision
	one := &journal.Carried{Kind: r.Kind, Revision: r.Revision, State: r.State, Saved: r.Saved, Save: r.Save, Undoes: r.Undoes,
		Locked: r.Locked, Held: r.Held, Looked: r.Looked, Marked: r.Marked, Forgot: r.Forgot, SameBody: r.SameBody, HeadMore: r.HeadMore, BodyMore: r.BodyMore, Content: journal.OfKind(r.Kind)}
	key := thingKey{name: r.Kind.Single()}
	switch {
	case key.name != journal.Kind(r.Thing).Single():
		return nil, p, errors.New("the settings and the lexicon, and they alone, stand under their name")
	case key.name != "":
	case one.ID.UnmarshalText([]byte(r.Thing)) != nil || one.ID.IsZero():
		return nil, p, errors.New("its id cannot be read")
	default:
		key.id = one.ID
	}
	h := a.things[key]
	if h == nil {
		h = &history{n: p.n, kind: r.Kind}
	}
	p = place{"thing", h.n, r.Revision}
	if err := next(one, h); err != nil {
		return nil, p, err
	}
	a.things[key] = h
	if one.State == journal.Forgotten {
		h.revs = append(h.revs, told{hollow: true})
		one.Content = nil
		return one, p, hollow(r)
	}
	if err := a.placed(one, h); err != nil {
		return nil, p, err
	}
	if err := a.content(one, r.Head, r.Body); err != nil {
		return nil, p, err
	}
	if one.State == live {
		one.State = journal.Live
	}
	a.save = one.Save
	h.revs = append(h.revs, told{save: one.Save, own: one.SameBody == 0})
	return one, p, nil
}

// hollow checks that nothing is said of a revision whose wording was
// forgotten, but for its place.
func hollow(r record[json.RawMessage]) error {
	place := record[json.RawMessage]{Thing: r.Thing, Revision: r.Revision, Kind: r.Kind, State: r.State, Head: r.Head}
	if !reflect.DeepEqual(r, place) || string(bytes.TrimSpace(r.Head)) != "{}" {
		return errors.New("it is forgotten, and still says something")
	}
	return nil
}

// next checks that a revision is the next of its thing, and that those
// whose wording was forgotten come first.
func next(one *journal.Carried, h *history) error {
	last := len(h.revs)
	after := last > 0 && h.revs[last-1].hollow
	switch {
	case one.Revision != last+1:
		return fmt.Errorf("revision %d should come here", last+1)
	case !isKind(one.Kind) || one.Kind != h.kind:
		return errors.New("its kind is none, or another than before")
	case one.State == journal.Forgotten && last > 0 && !after:
		return errors.New("it is forgotten, and one before it is not")
	case one.State != journal.Forgotten && after != one.Forgot && last > 0:
		return errors.New("what was forgotten ends here, and it does not say so, or it says so and nothing was")
	}
	return nil
}

// guess is the place of a revision that cannot be read whole.
func (a *Reader) guess(raw []byte, p place) place {
	var r struct {
		Thing    string `json:"thing"`
		Revision int    `json:"revision"`
	}
	_ = json.Unmarshal(raw, &r) // what is not read stays zero
	p.rev = r.Revision
	var key thingKey
	if key.id.UnmarshalText([]byte(r.Thing)) == nil && a.things[key] != nil {
		p.n = a.things[key].n
	}
	return p
}

// placed checks where a revision stands: in its thing's history, in a save.
func (a *Reader) placed(one *journal.Carried, h *history) error {
	last := len(h.revs)
	switch {
	case one.State != live && one.State != journal.Deleted:
		return errors.New("its state is neither live nor deleted")
	case one.Looked != "" && one.Looked.Time().IsZero():
		return errors.New("looked_at is not a day")
	case one.Saved.IsZero():
		return errors.New("it does not say when it was saved")
	case one.Save != a.save && one.Save != a.save+1 || one.Save < 1:
		return errors.New("its save is neither that of the revision before it nor the next")
	case last > 0 && one.Save == h.revs[last-1].save:
		return errors.New("its save has a revision of this thing already")
	case one.SameBody < 0 || one.SameBody > last || one.SameBody > 0 && !h.revs[one.SameBody-1].own:
		return errors.New("same_body_as names no earlier revision with a body")
	}
	if one.Undoes != 0 {
		for _, t := range h.revs {
			if t.save == one.Undoes {
				return stamp(one.Saved, "saved")
			}
		}
		return errors.New("undoes names no save with an earlier revision of this thing")
	}
	return stamp(one.Saved, "saved")
}

// content reads head and body into the revision's thing.
func (a *Reader) content(one *journal.Carried, head, body []byte) error {
	if (one.SameBody == 0) != (body != nil) && one.Content != nil || one.SameBody > 0 && one.BodyMore != nil {
		return errors.New("it has either a body or same_body_as")
	}
	if one.Content == nil {
		// Of a kind that is not known, all is in what is only carried.
		if body != nil || string(bytes.TrimSpace(head)) != "{}" || one.HeadMore == nil || one.SameBody == 0 && one.BodyMore == nil {
			return errors.New("its kind is not known to this version; import it with a newer Afterword")
		}
		return nil
	}
	_, _, h, b := one.Content.Parts()
	for _, part := range []struct {
		name string
		raw  []byte
		into any
	}{{"head", head, h}, {"body", body, b}} {
		if part.name == "body" && body == nil {
			break
		}
		if err := strict(part.raw, part.into); err != nil {
			return fmt.Errorf("its %s: %w", part.name, err)
		}
		if err := a.check.value(reflect.ValueOf(part.into).Elem(), part.name); err != nil {
			return err
		}
	}
	return whole(one.Content)
}

// draft reads and checks one draft.
func (a *Reader) draft(raw []byte) (*journal.Draft, error) {
	d := new(journal.Draft)
	if err := strict(raw, d); err != nil {
		return nil, err
	}
	switch {
	case d.ID.IsZero():
		return nil, errors.New("it has no id")
	case a.drafts[d.ID]:
		return nil, errors.New("its id was there before")
	case d.Count < 1:
		return nil, errors.New("its count is less than 1")
	case d.Plan.Flow == "":
		return nil, errors.New("plan.flow is missing")
	}
	if err := a.check.value(reflect.ValueOf(d).Elem(), "it"); err != nil {
		return nil, err
	}
	a.drafts[d.ID] = true
	return d, nil
}
