package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"afterword/internal/journal"
)

// schema names the form of a pack, which docs/pack.md describes.
const schema = "afterword/pack/1"

// The wire types are the form of schema, key by key.
type (
	wirePack struct {
		Schema      string                  `json:"schema"`
		Kind        Kind                    `json:"kind,omitempty"`
		Notice      string                  `json:"notice"`
		Period      wirePeriod              `json:"period"`
		For         string                  `json:"for,omitempty"`
		By          string                  `json:"by,omitempty"`
		Made        string                  `json:"made"`
		Fingerprint string                  `json:"fingerprint,omitempty"`
		Words       wireWords               `json:"words"`
		GoalLabels  map[journal.Goal]string `json:"goal_labels,omitempty"`
		Identifiers wireIdentifiers         `json:"identifiers"`
		Handed      []wireHanded            `json:"handed_over,omitempty"`
		Questions   []wireQuestion          `json:"questions"`
		Actions     []wireAction            `json:"actions"`
		Feeling     string                  `json:"feeling,omitempty"`
		Trend       []wireReading           `json:"trend,omitempty"`
		Entries     []wireEntry             `json:"entries"`
		Aims        []wireAim               `json:"learning_goals,omitempty"`
		Themes      *wireThemes             `json:"themes,omitempty"`
		Scan        []wireCase              `json:"scan,omitempty"`
		Sessions    []wireSession           `json:"sessions,omitempty"`
		Next        journal.Date            `json:"next_session,omitempty"`
		About       string                  `json:"about,omitempty"`
		Review      *wireReview             `json:"review,omitempty"`
		Drawings    bool                    `json:"drawings,omitempty"`
	}
	wirePeriod struct {
		From journal.Date `json:"from,omitempty"`
		To   journal.Date `json:"to,omitempty"`
	}
	wireWords struct {
		Person      string `json:"person"`
		Shift       string `json:"shift"`
		Supervision string `json:"supervision"`
	}
	wireIdentifiers struct {
		Replaced  int      `json:"replaced"`
		Kept      int      `json:"kept"`
		Undecided int      `json:"undecided"`
		LookedFor []string `json:"looked_for"`
	}
	wireHanded struct {
		Date  string         `json:"date,omitempty"`
		Goals []journal.Goal `json:"goals"`
	}
	wireQuestion struct {
		Ref     string       `json:"ref"`
		Goal    journal.Goal `json:"goal,omitempty"`
		Want    journal.Want `json:"want,omitempty"`
		Eye     int          `json:"eye,omitempty"`
		Text    string       `json:"text"`
		Context string       `json:"context,omitempty"`
		Tried   string       `json:"tried,omitempty"`
	}
	wireAction struct {
		Ref      string              `json:"ref"`
		State    journal.ActionState `json:"state"`
		Due      journal.Date        `json:"due,omitempty"`
		Overdue  bool                `json:"overdue,omitempty"`
		Goal     journal.Goal        `json:"goal,omitempty"`
		Agreed   bool                `json:"agreed,omitempty"`
		Owner    string              `json:"owner,omitempty"`
		Standard string              `json:"standard,omitempty"`
		Sign     string              `json:"sign,omitempty"`
		Text     string              `json:"text"`
		Outcome  string              `json:"outcome,omitempty"`
	}
	wireReading struct {
		Date   string `json:"date,omitempty"`
		Energy int    `json:"energy,omitempty"`
		Weight int    `json:"weight,omitempty"`
	}
	wireEntry struct {
		Ref           string            `json:"ref"`
		Date          string            `json:"date,omitempty"`
		Kind          journal.EntryKind `json:"kind"`
		Framework     string            `json:"framework,omitempty"`
		FrameworkName string            `json:"framework_name,omitempty"`
		Goals         []journal.Goal    `json:"goals"`
		Energy        int               `json:"energy,omitempty"`
		Weight        int               `json:"weight,omitempty"`
		Confidence    int               `json:"confidence,omitempty"`
		Decided       journal.Decided   `json:"decided,omitempty"`
		Minutes       int               `json:"minutes,omitempty"`
		On            string            `json:"on,omitempty"`
		Answers       []wireAnswer      `json:"answers"`
	}
	wireAnswer struct {
		Question  string `json:"question,omitempty"`
		Stage     string `json:"stage,omitempty"`
		StageName string `json:"stage_name,omitempty"`
		Text      string `json:"text"`
		Shortened bool   `json:"shortened,omitempty"`
	}
	wireThemes struct {
		Entries   int            `json:"entries"`
		Goals     []wirePlace    `json:"goals"`
		Functions []wireFunction `json:"functions"`
	}
	wirePlace struct {
		Goal    journal.Goal `json:"goal"`
		Entries int          `json:"entries"`
		Noted   []wireNoted  `json:"noted,omitempty"`
	}
	wireNoted struct {
		Measure journal.Measure `json:"measure"`
		Times   int             `json:"times"`
		Values  []journal.Value `json:"values,omitempty"`
	}
	wireFunction struct {
		Name    string `json:"name"`
		Entries int    `json:"entries"`
	}
	wireCase struct {
		Ref   string `json:"ref"`
		Alias string `json:"alias"`
		Weeks *int   `json:"weeks,omitempty"` // absent where it never was in a pack
	}
	wireSession struct {
		Date    journal.Date        `json:"date"`
		Minutes int                 `json:"minutes,omitempty"`
		Mode    journal.SessionMode `json:"mode,omitempty"`
		Size    int                 `json:"size,omitempty"`
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
	w := p.sheet.wire()
	w.Identifiers = wireIdentifiers{p.counts.Replaced, p.counts.Kept, p.counts.Undecided, p.LookedFor()}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(w); err != nil {
		return nil, fmt.Errorf("writing the pack: %w", err)
	}
	return escapeHidden(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// wire puts a sheet into its form.
func (s sheet) wire() wirePack {
	w := wirePack{
		Schema: schema, Notice: Notice, Period: wirePeriod(s.period), For: s.recipient, By: s.by,
		Made: s.made.Time().Format(time.RFC3339), Fingerprint: s.fingerprint, Words: wireWords(s.words),
		GoalLabels: wireLabels(s.goals),
		Questions:  []wireQuestion{}, Actions: []wireAction{}, Entries: []wireEntry{},
		Aims: wireAims(s.aims), Feeling: s.feeling, Themes: wireThemesOf(s.themes), Next: s.next, About: s.about,
		Review: s.review.wire(), Drawings: s.drawings,
	}
	if s.review != nil {
		w.Kind = ForReview
	}
	for _, h := range s.handed {
		w.Handed = append(w.Handed, wireHanded{h.Date, append([]journal.Goal{}, h.Goals...)})
	}
	for _, q := range s.questions {
		w.Questions = append(w.Questions, wireQuestion{q.Ref, q.Goal, q.Want, q.Eye, q.Text, q.Context, q.Tried})
	}
	for _, a := range s.actions {
		w.Actions = append(w.Actions, wireAction{a.Ref, a.State, a.Due, a.Overdue, a.Goal, a.Agreed, a.Owner, a.Standard, a.Sign, a.Text, a.Outcome})
	}
	for _, r := range s.trend {
		w.Trend = append(w.Trend, wireReading(r))
	}
	for _, e := range s.entries {
		answers := []wireAnswer{}
		for _, a := range e.Answers {
			answers = append(answers, wireAnswer(a))
		}
		w.Entries = append(w.Entries, wireEntry{e.Ref, e.Date, e.Kind, e.Framework, e.FrameworkName,
			append([]journal.Goal{}, e.Goals...), e.Energy, e.Weight, e.Confidence, e.Decided, e.Minutes, e.On, answers})
	}
	for _, c := range s.scan {
		line := wireCase{Ref: c.Ref, Alias: c.Alias}
		if c.Weeks >= 0 {
			line.Weeks = &c.Weeks
		}
		w.Scan = append(w.Scan, line)
	}
	for _, m := range s.sessions {
		w.Sessions = append(w.Sessions, wireSession(m))
	}
	return w
}

// wireThemesOf puts themes into their form, or gives nothing where there
// are none.
func wireThemesOf(t journal.Themes) *wireThemes {
	if t.Entries == 0 {
		return nil
	}
	out := &wireThemes{Entries: t.Entries, Goals: []wirePlace{}, Functions: []wireFunction{}}
	for _, p := range t.Places {
		place := wirePlace{Goal: p.Goal, Entries: p.Entries}
		for _, n := range p.Noted {
			place.Noted = append(place.Noted, wireNoted(n))
		}
		out.Goals = append(out.Goals, place)
	}
	for _, f := range t.Functions {
		out.Functions = append(out.Functions, wireFunction(f))
	}
	return out
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
