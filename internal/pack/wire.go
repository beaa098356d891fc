package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// schema names the form of a pack, which docs/pack.md describes.
const schema = "afterword/pack/1"

// The wire types are the form of schema, key by key.
type (
	wirePack struct {
		Schema      string          `json:"schema"`
		Notice      string          `json:"notice"`
		Period      wirePeriod      `json:"period"`
		For         string          `json:"for,omitempty"`
		By          string          `json:"by,omitempty"`
		Made        string          `json:"made"`
		Fingerprint string          `json:"fingerprint,omitempty"`
		Identifiers wireIdentifiers `json:"identifiers"`
		Questions   []wireQuestion  `json:"questions"`
		Actions     []wireAction    `json:"actions"`
		Entries     []wireEntry     `json:"entries"`
	}
	wirePeriod struct {
		From journal.Date `json:"from,omitempty"`
		To   journal.Date `json:"to,omitempty"`
	}
	wireIdentifiers struct {
		Replaced  int      `json:"replaced"`
		Kept      int      `json:"kept"`
		Undecided int      `json:"undecided"`
		LookedFor []string `json:"looked_for"`
	}
	wireQuestion struct {
		Ref  string       `json:"ref"`
		Goal journal.Goal `json:"goal,omitempty"`
		Text string       `json:"text"`
	}
	wireAction struct {
		Ref     string              `json:"ref"`
		State   journal.ActionState `json:"state"`
		Due     journal.Date        `json:"due,omitempty"`
		Goal    journal.Goal        `json:"goal,omitempty"`
		Text    string              `json:"text"`
		Outcome string              `json:"outcome,omitempty"`
	}
	wireEntry struct {
		Ref        string            `json:"ref"`
		Date       string            `json:"date,omitempty"`
		Kind       journal.EntryKind `json:"kind"`
		Framework  string            `json:"framework,omitempty"`
		Goals      []journal.Goal    `json:"goals"`
		Energy     int               `json:"energy,omitempty"`
		Weight     int               `json:"weight,omitempty"`
		Confidence int               `json:"confidence,omitempty"`
		Answers    []wireAnswer      `json:"answers"`
	}
	wireAnswer struct {
		Question  string `json:"question,omitempty"`
		Stage     string `json:"stage,omitempty"`
		Text      string `json:"text"`
		Shortened bool   `json:"shortened,omitempty"`
	}
)

// Notice stands in every pack, whatever its format.
const Notice = "Not a clinical record."

// MarshalJSON writes p in the form of docs/pack.md. The same pack gives
// the same bytes. Control characters and those that reorder a line are
// written as \u escapes, so that a terminal shows the file as it is. It
// fails with ErrUnreleased for the zero Pack.
func (p Pack) MarshalJSON() ([]byte, error) {
	if p.IsZero() {
		return nil, ErrUnreleased
	}
	s := p.sheet
	w := wirePack{
		Schema: schema, Notice: Notice, Period: wirePeriod(s.period), For: s.recipient, By: s.by,
		Made: s.made.Time().Format(time.RFC3339), Fingerprint: s.fingerprint,
		Identifiers: wireIdentifiers{p.counts.Replaced, p.counts.Kept, p.counts.Undecided, privacy.LookedFor()},
		Questions:   []wireQuestion{}, Actions: []wireAction{}, Entries: []wireEntry{},
	}
	for _, q := range s.questions {
		w.Questions = append(w.Questions, wireQuestion{q.Ref, q.Goal, q.Text})
	}
	for _, a := range s.actions {
		w.Actions = append(w.Actions, wireAction{a.Ref, a.State, a.Due, a.Goal, a.Text, a.Outcome})
	}
	for _, e := range s.entries {
		answers := []wireAnswer{}
		for _, a := range e.Answers {
			answers = append(answers, wireAnswer(a))
		}
		w.Entries = append(w.Entries, wireEntry{e.Ref, e.Date, e.Kind, e.Framework,
			append([]journal.Goal{}, e.Goals...), e.Energy, e.Weight, e.Confidence, answers})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(w); err != nil {
		return nil, fmt.Errorf("writing the pack: %w", err)
	}
	return escapeHidden(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// escapeHidden writes what journal.Printable would not let pass as \u
// escapes. Outside strings JSON has no such character.
func escapeHidden(raw []byte) []byte {
	var out []byte
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if s := string(raw[:size]); r >= 0x7f && journal.Printable(s) != s {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, raw[:size]...)
		}
		raw = raw[size:]
	}
	return out
}
