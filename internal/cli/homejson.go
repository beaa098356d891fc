package cli

import (
	"afterword/internal/insight"
	"afterword/internal/journal"
)

// suggestionJSON is a suggestion as JSON.
type suggestionJSON struct {
	Kind    insight.SuggestionKind `json:"kind"`
	Goal    journal.Goal           `json:"goal,omitempty"`
	Alias   string                 `json:"alias,omitempty"`
	Entry   string                 `json:"entry,omitempty"`
	Since   journal.Date           `json:"since"`
	Text    string                 `json:"text"`
	Command []string               `json:"command"`
}

// fortnightJSON is the last fortnight as JSON.
type fortnightJSON struct {
	From    journal.Date   `json:"from"`
	To      journal.Date   `json:"to"`
	Entries int            `json:"entries"`
	Goals   []journal.Goal `json:"goals"`
	Mostly  []journal.Goal `json:"mostly"`
}

// statusJSON prints what waits.
func (a *app) statusJSON(w waiting) error {
	known := func(n int) *int { // what is sealed is not known while it is locked
		if w.locked {
			return nil
		}
		return &n
	}
	var lately *fortnightJSON
	if f := w.lately; f.Period.To != "" {
		lately = &fortnightJSON{f.Period.From, f.Period.To, f.Entries, some(f.Goals), some(f.Mostly)}
	}
	safety, suggestions := []string{}, []suggestionJSON{}
	for _, n := range w.notes {
		safety = append(safety, n.text)
	}
	for _, s := range w.suggestions {
		j := suggestionJSON{Kind: s.Kind, Goal: s.Goal, Alias: s.Alias, Since: s.Since, Text: s.text, Command: s.command}
		if !s.Entry.IsZero() {
			j.Entry = s.Entry.String()
		}
		suggestions = append(suggestions, j)
	}
	return a.putJSON(struct {
		Schema      string           `json:"schema"`
		Entries     *int             `json:"entries"`
		Last        journal.Date     `json:"last"`
		Drafts      *int             `json:"drafts"`
		Actions     *int             `json:"open_actions"`
		Overdue     *int             `json:"overdue_actions"`
		Soon        *int             `json:"due_actions"`
		Questions   *int             `json:"questions_to_bring"`
		Bring       *int             `json:"entries_to_bring"`
		Unshared    *int             `json:"entries_not_in_a_pack"`
		Risks       *int             `json:"risks_open"`
		Locked      bool             `json:"locked"`
		Letters     int              `json:"written_while_locked"`
		Next        journal.Date     `json:"next_session"`
		Reviews     *int             `json:"agreements_to_review"`
		Safety      []string         `json:"safety"`
		Fortnight   *fortnightJSON   `json:"fortnight"`
		Suggestions []suggestionJSON `json:"suggestions"`
	}{"afterword/status/1", known(w.entries), w.last, known(len(w.drafts)), known(w.actions), known(w.overdue), known(w.soon),
		known(w.questions), known(w.bring), known(w.unshared), known(w.risks), w.locked, w.letters, w.next, known(w.reviews),
		safety, lately, suggestions})
}
