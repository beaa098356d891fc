package cli

import (
	"time"

	"afterword/internal/journal"
)

// entryJSON is an entry as list and search print it; docs/json.md has each
// key. Text that is not there is "", a rating that was not given is null,
// and a list is never null.
type entryJSON struct {
	ID         string             `json:"id"`
	ShiftDate  journal.Date       `json:"shift_date"`
	WrittenAt  string             `json:"written_at"`
	Kind       journal.EntryKind  `json:"kind"`
	Framework  string             `json:"framework"`
	Goals      []journal.Goal     `json:"goals"`
	Visibility journal.Visibility `json:"visibility"`
	Energy     *int               `json:"energy"`
	Weight     *int               `json:"weight"`
	Confidence *int               `json:"confidence"`
	Decided    journal.Decided    `json:"decided"`
	Next       journal.Next       `json:"next"`
	Tags       []string           `json:"tags"`
	Aliases    []string           `json:"aliases"`
	Noted      []journal.Aside    `json:"noted"`
	Minutes    *int               `json:"minutes"`
	Learning   string             `json:"learning"`
	Gist       string             `json:"gist"`
	Revision   int                `json:"revision"`
	Locked     bool               `json:"written_while_locked"`
	Deleted    bool               `json:"deleted"`
}

// searchedJSON is an entry that a search found.
type searchedJSON struct {
	entryJSON
	Snippet string `json:"snippet"`
}

// wholeJSON is an entry with everything in it.
type wholeJSON struct {
	entryJSON
	Parent      string       `json:"parent"`
	SecondLooks []string     `json:"second_looks"`
	Risk        journal.Risk `json:"risk"`
	Answers     []answerJSON `json:"answers"`
}

// answerJSON is one answer, with the question as it was asked.
type answerJSON struct {
	Prompt   string       `json:"prompt"`
	Version  int          `json:"version"`
	Question string       `json:"question"`
	Goal     journal.Goal `json:"goal"`
	Stage    string       `json:"stage"`
	Text     string       `json:"text"`
	Skipped  bool         `json:"skipped"`
}

// entryToJSON takes what a list shows from an entry's head.
func entryToJSON(e *journal.Entry) entryJSON {
	j := entryJSON{
		ID: e.ID.String(), ShiftDate: e.Day(), WrittenAt: instant(e.Written), Kind: e.Kind,
		Framework: e.Framework, Goals: some(e.Goals), Visibility: e.Visibility,
		Energy: givenRating(e.Energy), Weight: givenRating(e.Weight), Confidence: givenRating(e.Confidence),
		Decided: e.Decided, Next: e.Next, Tags: some(e.Tags), Aliases: some(e.Aliases),
		Gist: e.Gist, Revision: e.Revision, Deleted: e.State == journal.Deleted, Locked: e.Locked,
		Noted: some(e.Noted), Minutes: givenRating(e.Minutes),
	}
	if !e.Learning.IsZero() {
		j.Learning = e.Learning.String()
	}
	return j
}

// wholeToJSON takes everything from an entry; looks are its second looks.
func wholeToJSON(e *journal.Entry, looks []*journal.Entry) wholeJSON {
	w := wholeJSON{entryJSON: entryToJSON(e), SecondLooks: []string{}, Risk: e.Risk, Answers: []answerJSON{}}
	if !e.Parent.IsZero() {
		w.Parent = e.Parent.String()
	}
	for _, look := range looks {
		w.SecondLooks = append(w.SecondLooks, look.ID.String())
	}
	for _, n := range e.Answers {
		w.Answers = append(w.Answers, answerJSON(n))
	}
	return w
}

// instant writes a moment as RFC 3339 with its own offset.
func instant(s journal.Stamp) string {
	if s.IsZero() {
		return ""
	}
	return s.Time().Format(time.RFC3339)
}

// givenRating is null where none was given.
func givenRating(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// some makes a list that is never null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
