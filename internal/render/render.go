// Package render writes a released supervision pack in the formats in
// which it leaves: Markdown, plain text, HTML, DOCX, JSON, CSV and
// iCalendar.
//
// The rules of this package: it takes a pack.Pack and nothing else, so
// that what it writes has passed the gate; the same pack gives the same
// bytes; a reader sees the words that were written and no markup that
// they happen to contain; and no character reaches the output that could
// steer a terminal or turn a line around.
package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"afterword/internal/pack"
)

// JSON writes p in the form of docs/pack.md, indented, with a line feed at
// its end. pack.Read reads it back. It fails with pack.ErrUnreleased for
// the zero Pack, and then writes nothing.
func JSON(w io.Writer, p pack.Pack) error {
	raw, err := p.MarshalJSON()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		return fmt.Errorf("writing the pack as JSON: %w", err)
	}
	b.WriteByte('\n')
	return send(w, b.String())
}

// send hands over a finished file in one piece, so that a fault while it
// is made leaves no half of it.
func send(w io.Writer, file string) error {
	if _, err := io.WriteString(w, file); err != nil {
		return fmt.Errorf("writing the pack: %w", err)
	}
	return nil
}

// block is a piece of a pack in reading order, whatever its format.
type block struct {
	kind  blockKind
	text  string // as it was written, not yet made fit for a format
	table *table // of a grid, and of nothing else
	ref   string // of a piece: the item that it names

	drawn *drawing // of a line or point: what a format may draw below it, though the words say it
}

type blockKind int

const (
	title   blockKind = iota // the name of the pack
	section                  // a part of the pack, such as My questions
	piece                    // one item
	prompt                   // a prompt within an item
	line                     // one line about the pack or an item
	words                    // what somebody wrote, of any length
	point                    // one item of a list
	grid                     // a table
)

// blocks sets a pack out in reading order: its head, then the sections,
// of which those with nothing in them are left out. What is asked stands
// before anything that tells.
func blocks(p pack.Pack) ([]block, error) {
	if p.IsZero() {
		return nil, pack.ErrUnreleased
	}
	out := head(p)
	if p.Kind() == pack.ForReview {
		return append(out, review(p)...), nil
	}
	for _, part := range []func(pack.Pack) []block{
		escalated, questions, actions, feeling, reflections, themes, scan, development, sessions, aboutUs,
	} {
		out = append(out, part(p)...)
	}
	return append(out, closeOut()...), nil
}
