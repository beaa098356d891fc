package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// ErrNotAPack means that a file is no supervision pack that this version
// reads.
var ErrNotAPack = errors.New("not a supervision pack that this version of Afterword reads")

// The limits of a pack that is read back.
const (
	packBytes   = 16 << 20
	packDepth   = 8
	packValues  = 250_000
	mostItems   = 2_000
	mostAnswers = 1_000 // of one entry
)

// Read reads a pack back from its JSON. What comes out is a Gathering: its
// words are searched again and every finding has to be decided before it
// can leave once more. Identifiers that had been replaced stay counted.
// Keys that this version does not know are passed over. It refuses files
// over 16 MiB, other schemas, and values that no pack holds; errors name
// the place and never quote the file.
func Read(r io.Reader, guard privacy.Guard) (*Gathering, error) {
	raw, err := readBounded(r, bounds{packBytes, packDepth, packValues})
	if err != nil {
		return nil, fmt.Errorf("reading the pack: %w", err)
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if json.Unmarshal(raw, &head) != nil {
		return nil, fmt.Errorf("%w: the file is not JSON of one object", ErrNotAPack)
	}
	if head.Schema != schema {
		if strings.HasPrefix(head.Schema, "afterword/pack/") {
			return nil, fmt.Errorf("%w: a newer Afterword wrote it; read it with that one", ErrNotAPack)
		}
		return nil, fmt.Errorf("%w: its schema is not %s", ErrNotAPack, schema)
	}
	var w wirePack
	if json.Unmarshal(raw, &w) != nil {
		return nil, fmt.Errorf("%w: a value is of another type than docs/pack.md says", ErrNotAPack)
	}
	return w.gathering(guard)
}

// gathering checks w and makes a Gathering of it.
func (w wirePack) gathering(guard privacy.Guard) (*Gathering, error) {
	if len(w.Questions)+len(w.Actions)+len(w.Entries) > mostItems {
		return nil, fmt.Errorf("%w: it has more than %d items", ErrNotAPack, mostItems)
	}
	made, err := time.Parse(time.RFC3339, w.Made)
	if err != nil {
		return nil, fmt.Errorf("%w: it does not say when it was made", ErrNotAPack)
	}
	g := &Gathering{guard: guard, replaced: w.Identifiers.Replaced}
	g.sheet = sheet{period: Period(w.Period), made: journal.StampOf(made, "")}
	if g.sheet.period.check() != nil || g.replaced < 0 {
		return nil, fmt.Errorf("%w: its period or its counts cannot be", ErrNotAPack)
	}
	for _, l := range []struct {
		what, in string
		out      *string
	}{
		{"the name of whom it is for", w.For, &g.sheet.recipient},
		{"the practitioner's name", w.By, &g.sheet.by},
		{"the fingerprint", w.Fingerprint, &g.sheet.fingerprint},
	} {
		if *l.out, err = label(l.what, l.in); err != nil {
			return nil, fmt.Errorf("reading the pack: %w", err)
		}
	}
	if err := w.fill(&g.sheet); err != nil {
		return nil, err
	}
	g.sheet.number()
	if err := g.sheet.clean(); err != nil {
		return nil, err
	}
	return g, nil
}

// fill checks the items of w and puts them into s.
func (w wirePack) fill(s *sheet) error {
	for i, q := range w.Questions {
		if !isGoal(q.Goal) {
			return fmt.Errorf("%w: question %d has a goal that is none", ErrNotAPack, i+1)
		}
		s.questions = append(s.questions, Question{Goal: q.Goal, Text: q.Text})
	}
	states := []journal.ActionState{journal.ActionOpen, journal.ActionDone, journal.ActionPartly, journal.ActionDropped}
	for i, a := range w.Actions {
		if !isGoal(a.Goal) || !slices.Contains(states, a.State) || a.Due != "" && a.Due.Time().IsZero() {
			return fmt.Errorf("%w: action %d has a goal, a state or a day that is none", ErrNotAPack, i+1)
		}
		s.actions = append(s.actions, Action{State: a.State, Due: a.Due, Goal: a.Goal, Text: a.Text, Outcome: a.Outcome})
	}
	for i, e := range w.Entries {
		kind, err := journal.ParseEntryKind(string(e.Kind))
		low, high := min(e.Energy, e.Weight, e.Confidence), max(e.Energy, e.Weight, e.Confidence)
		switch {
		case err != nil, !isCoarse(e.Date), low < 0, high > 5, slices.ContainsFunc(e.Goals, func(g journal.Goal) bool { return g == "" || !isGoal(g) }):
			return fmt.Errorf("%w: entry %d has a date, a kind, a goal or a measure that is none", ErrNotAPack, i+1)
		case len(e.Answers) > mostAnswers:
			return fmt.Errorf("%w: entry %d has more than %d answers", ErrNotAPack, i+1, mostAnswers)
		}
		entry := Entry{Date: e.Date, Kind: kind, Framework: e.Framework, Goals: e.Goals,
			Energy: e.Energy, Weight: e.Weight, Confidence: e.Confidence}
		for _, a := range e.Answers {
			entry.Answers = append(entry.Answers, Answer(a))
		}
		s.entries = append(s.entries, entry)
	}
	return nil
}

// isGoal reports whether g is one of the eight goals, or none.
func isGoal(g journal.Goal) bool { return g == "" || slices.Contains(journal.Goals(), g) }

// clean makes every text of s one that a journal could hold.
func (s *sheet) clean() error {
	for _, it := range s.items() {
		for _, f := range it.fields {
			if err := journal.CheckLength(*f.words); err != nil {
				return fmt.Errorf("reading %s of the pack: %w", it.ref, err)
			}
			*f.words, _ = journal.Clean(*f.words)
		}
	}
	return nil
}

// ErrTooBig means that a file is larger, deeper or fuller than what is read.
var ErrTooBig = errors.New("the file is larger than any that Afterword reads back")

// bounds are the most that a file of JSON may hold.
type bounds struct {
	bytes, depth, values int
}

// readBounded reads JSON within bounds, so that decoding it afterwards
// cannot be made to use much memory.
func readBounded(r io.Reader, most bounds) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(most.bytes)+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > most.bytes {
		return nil, ErrTooBig
	}
	depth, values, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',':
			values++
		}
		if depth > most.depth || values > most.values {
			return nil, ErrTooBig
		}
	}
	return raw, nil
}
