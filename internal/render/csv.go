package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// CSV writes the questions, actions and sessions of p as rows under one
// header, in UTF-8 and by RFC 4180: for a spreadsheet, or a log of one's
// own, or the numbers of a review. docs/formats.md has the columns.
// Reflections are not in it.
//
// A spreadsheet takes some cells for formulas. A cell that begins as one
// gets an apostrophe in front, which is to be taken off where the cell is
// read by anything else.
//
// It fails with pack.ErrUnreleased for the zero Pack, and then writes
// nothing.
func CSV(w io.Writer, p pack.Pack) error {
	if p.IsZero() {
		return pack.ErrUnreleased
	}
	rows := csvPack(p)
	if p.Kind() == pack.ForReview {
		rows = csvReview(p)
	}
	var b strings.Builder
	c := csv.NewWriter(&b)
	c.UseCRLF = true
	if err := c.WriteAll(rows); err != nil {
		return fmt.Errorf("writing the pack as CSV: %w", err)
	}
	return send(w, b.String())
}

// csvPack lists the questions, actions and sessions.
func csvPack(p pack.Pack) [][]string {
	rows := [][]string{csvColumns()}
	put := func(values map[string]string) { rows = append(rows, csvRow(csvColumns(), values)) }
	for _, q := range p.Questions() {
		put(map[string]string{"kind": "question", "ref": q.Ref, "goal": string(q.Goal), "text": q.Text,
			"want": string(q.Want), "context": q.Context, "tried": q.Tried})
	}
	for _, a := range p.Actions() {
		put(csvAction(a))
	}
	for i, s := range p.Sessions() {
		put(csvSession(i, s))
	}
	return rows
}

// csvAction is an action by the names of its columns.
func csvAction(a pack.Action) map[string]string {
	overdue := ""
	if a.Overdue {
		overdue = "yes"
	}
	return map[string]string{"kind": "action", "ref": a.Ref, "goal": string(a.Goal), "text": a.Text, "owner": a.Owner,
		"due": string(a.Due), "state": string(a.State), "overdue": overdue, "outcome": a.Outcome, "standard": a.Standard}
}

// csvSession is a session by the names of its columns.
func csvSession(i int, s pack.Session) map[string]string {
	return map[string]string{"kind": "session", "ref": fmt.Sprintf("session %d", i+1), "date": string(s.Date),
		"minutes": number(s.Minutes), "mode": string(s.Mode), "size": number(s.Size)}
}

// csvColumns are the names of the columns, in their order.
func csvColumns() []string {
	return []string{"kind", "ref", "goal", "text", "want", "context", "tried", "owner", "due", "state", "overdue", "outcome", "standard",
		"date", "minutes", "mode", "size"}
}

// csvRow sets values into their columns.
func csvRow(columns []string, values map[string]string) []string {
	var row []string
	for _, name := range columns {
		row = append(row, csvCell(values[name]))
	}
	return row
}

// csvCell is text as a cell that no spreadsheet takes for a formula. The
// full-width signs are taken for the others in some languages.
func csvCell(text string) string {
	text = journal.Printable(text)
	if strings.IndexAny(text, "=+-@\t\r\n＝＋－＠") == 0 {
		return "'" + text
	}
	return text
}

// number writes n, or nothing for 0.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
