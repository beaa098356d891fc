package interchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"afterword/internal/journal"
)

// Writer writes an archive: the revisions in the order of the journal, then
// the drafts, then the end. Each stands in a line of its own.
type Writer struct {
	out    *bufio.Writer
	line   bytes.Buffer
	enc    *json.Encoder // into line
	things int           // revisions written
	drafts int           // -1 until the first is to be written
}

// NewWriter begins an archive.
func NewWriter(w io.Writer, h Header) (*Writer, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	a := &Writer{out: out, drafts: -1}
	a.enc = json.NewEncoder(&a.line)
	a.enc.SetEscapeHTML(false)
	_, err := fmt.Fprintf(out, "{\"schema\":%q,\n\"journal\":%q,\n\"made\":%q,\n\"things\":[",
		Schema, h.Journal, h.Made.Time().Format(time.RFC3339))
	return a, err
}

// Revision writes one revision.
func (w *Writer) Revision(one *journal.Carried) error {
	r := record[any]{Thing: one.ID.String(), Revision: one.Revision, Kind: one.Kind, State: one.State, Saved: one.Saved,
		Save: one.Save, Undoes: one.Undoes, Locked: one.Locked, Held: one.Held, Looked: one.Looked, Marked: one.Marked, Forgot: one.Forgot, Head: struct{}{}, HeadMore: one.HeadMore,
		SameBody: one.SameBody, BodyMore: one.BodyMore}
	if one.ID.IsZero() {
		r.Thing = one.Kind.Single() // the id belongs to the journal
	}
	if one.State == journal.Live {
		r.State = live
	}
	if one.Content != nil {
		_, _, head, body := one.Content.Parts()
		if r.Head = head; one.SameBody == 0 {
			r.Body = body
		}
	}
	w.things++
	return w.one(w.things, &r)
}

// one writes the n-th value of a list in a line of its own.
func (w *Writer) one(n int, v any) error {
	w.line.Reset()
	if n > 1 {
		w.line.WriteByte(',')
	}
	w.line.WriteByte('\n')
	if err := w.enc.Encode(v); err != nil { // and a line feed, which is not wanted
		return err
	}
	_, err := w.out.Write(bytes.TrimSuffix(w.line.Bytes(), []byte("\n")))
	return err
}

// Draft writes one draft; no revision can follow it.
func (w *Writer) Draft(d *journal.Draft) error {
	w.beginDrafts()
	w.drafts++
	return w.one(w.drafts, d)
}

func (w *Writer) beginDrafts() {
	if w.drafts < 0 {
		w.drafts = 0
		_, _ = w.out.WriteString("],\n\"drafts\":[") // an error stays with the writer and comes with its next
	}
}

// Close ends the archive, which says how many things are not in it since
// they were purged, and how many since a record of theirs is damaged.
func (w *Writer) Close(purged, damaged int) error {
	w.beginDrafts()
	fmt.Fprintf(w.out, "],\n\"purged\":%d,\n\"damaged\":%d}\n", purged, damaged)
	return w.out.Flush()
}
