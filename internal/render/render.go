// Package render writes a released supervision pack in the formats in
// which it leaves: Markdown, plain text and JSON.
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
	"strings"

	"afterword/internal/journal"
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
}

type blockKind int

const (
	title   blockKind = iota // the name of the pack
	section                  // Questions, Actions, Reflections
	piece                    // one item
	prompt                   // a prompt within an item
	line                     // one line about the pack or an item
	words                    // what somebody wrote, of any length
	point                    // one item of a list
	grid                     // a table
)

// blocks sets a pack out: its head, then questions, actions and
// reflections. Sections without an item are left out.
func blocks(p pack.Pack) ([]block, error) {
	if p.IsZero() {
		return nil, pack.ErrUnreleased
	}
	out := []block{{kind: title, text: "Supervision pack"}, {kind: line, text: about(p)}, {kind: line, text: gate(p)}}
	if f := p.Fingerprint(); f != "" {
		out = append(out, block{kind: line, text: "Journal fingerprint: " + f + "."})
	}
	questions, actions, entries := p.Questions(), p.Actions(), p.Entries()
	if len(questions) > 0 {
		out = append(out, block{kind: section, text: "Questions"})
	}
	for _, q := range questions {
		out = append(out, block{kind: piece, text: headed(q.Ref)}, block{kind: line, text: facts(named("goal", string(q.Goal)))}, block{kind: words, text: q.Text})
	}
	if len(actions) > 0 {
		out = append(out, block{kind: section, text: "Actions"})
	}
	for _, a := range actions {
		out = append(out, block{kind: piece, text: headed(a.Ref) + ": " + stateWords(a.State)},
			block{kind: line, text: facts(named("due", dayWords(a.Due)), named("goal", string(a.Goal)))}, block{kind: words, text: a.Text})
		if a.Outcome != "" {
			out = append(out, block{kind: prompt, text: "What came of it"}, block{kind: words, text: a.Outcome})
		}
	}
	if len(entries) > 0 {
		out = append(out, block{kind: section, text: "Reflections"})
	}
	for _, e := range entries {
		out = append(out, entryBlocks(e)...)
	}
	return append(out, closeOut()...), nil
}

// closeOut is the room to write in during the meeting.
func closeOut() []block {
	return []block{
		{kind: section, text: "After the meeting"},
		{kind: grid, table: &table{
			columns: []column{{"Agreed", 6}, {"Who", 2}, {"By when", 2}},
			rows:    [][]string{{"", "", ""}, {"", "", ""}, {"", "", ""}},
		}},
		{kind: grid, table: &table{
			columns: []column{{"Decisions are in the clinical record", 4}, {"Next session", 3}, {"Initials", 3}},
			rows:    [][]string{{"", "", ""}},
		}},
	}
}

// entryBlocks sets one reflection out.
func entryBlocks(e pack.Entry) []block {
	head := headed(e.Ref)
	if e.Date != "" {
		head += ", " + e.Date
	}
	goals := make([]string, len(e.Goals))
	for i, g := range e.Goals {
		goals[i] = string(g)
	}
	about := []string{kindWords(e.Kind), named("framework", e.Framework), named("goals", strings.Join(goals, ", "))}
	out := []block{{kind: piece, text: head}, {kind: line, text: facts(append(about, e.Measures()...)...)}}
	for _, a := range e.Answers {
		asked := a.Question
		if a.Stage != "" {
			asked = strings.TrimSuffix(a.Stage+": "+a.Question, ": ")
		}
		out = append(out, block{kind: prompt, text: asked}, block{kind: words, text: a.Text})
	}
	return out
}

// about says whose pack it is, for whom, and which days it covers.
func about(p pack.Pack) string {
	var said []string
	if p.For() != "" {
		said = append(said, "For "+p.For())
	}
	if p.By() != "" {
		said = append(said, "From "+p.By())
	}
	if words := periodWords(p.Period()); words != "" {
		said = append(said, "Period: "+words)
	}
	return strings.Join(append(said, "Made on "+dayWords(p.Made().Date())), ". ") + "."
}

// gate says what the search for identifiers came to. It claims no more
// than that: a reader who knows the place may still know the person.
func gate(p pack.Pack) string {
	said, looked := pack.Notice, "looked for "+listed(p.LookedFor())
	c := p.Counts()
	if c == (pack.Counts{}) {
		said += " Nothing found; " + looked + "."
	} else {
		said += fmt.Sprintf(" Possible identifiers: %d replaced, %d kept", c.Replaced, c.Kept)
		if c.Undecided > 0 {
			said += fmt.Sprintf(", %d not decided", c.Undecided)
		}
		said += "; " + looked + "."
	}
	return said + " A reader who knows the place may still recognise someone."
}

// headed begins a line with a capital: Entry 1.
func headed(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// named puts a name before a value, or gives nothing for no value.
func named(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

// facts joins what there is into one line. What comes first is in our own
// words, so that its first byte is a letter.
func facts(all ...string) string {
	var given []string
	for _, fact := range all {
		if fact != "" {
			given = append(given, fact)
		}
	}
	return headed(strings.Join(given, "; "))
}

// listed writes "a, b and c".
func listed(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

func dayWords(d journal.Date) string {
	if d == "" {
		return ""
	}
	return d.Time().Format("2 January 2006")
}

func periodWords(p pack.Period) string {
	switch from, to := dayWords(p.From), dayWords(p.To); {
	case from != "" && to != "":
		return from + " to " + to
	case from != "":
		return "from " + from
	case to != "":
		return "up to " + to
	}
	return ""
}

func stateWords(s journal.ActionState) string {
	if s == journal.ActionPartly {
		return "partly done"
	}
	return string(s)
}

func kindWords(k journal.EntryKind) string {
	switch k {
	case journal.Nothing:
		return "nothing today"
	case journal.SecondLook:
		return "second look"
	}
	return string(k)
}
