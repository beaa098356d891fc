package cli

import (
	"slices"
	"strings"
	"testing"
	"time"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/prompt"
)

func TestWordingIn(t *testing.T) {
	own := wording{Person: "service user", Shift: "evening", Supervision: "clinical consultation"}
	usual := wordingOf(new(journal.Settings))
	for _, tt := range []struct{ in, want string }{
		{"After the shift", "After the evening"},
		{"Two minutes after a shift", "Two minutes after an evening"},
		{"Supervision in 3 days.", "Clinical consultation in 3 days."},
		{"Shifts with clients, and supervision", "Evenings with service users, and clinical consultation"},
		{"a supervisor of shiftwork", "a supervisor of shiftwork"},
		{"", ""},
	} {
		if got := own.in(tt.in); got != tt.want {
			t.Errorf("in(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if got := usual.in(tt.in); got != tt.in {
			t.Errorf("the usual words make %q of %q", got, tt.in)
		}
	}
	for one, many := range map[string]string{"person": "people", "day": "days", "body": "bodies", "class": "classes", "patient": "patients", "woman": "women"} {
		if got := plural(one); got != many {
			t.Errorf("plural(%q) = %q", one, got)
		}
	}
}

func TestWordsData(t *testing.T) {
	k, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	if k.Source == "" || k.Person[0] != "client" || k.Shift[0] != "shift" || k.Supervision[0] != "supervision" {
		t.Errorf("the usual words do not stand first: %+v", k)
	}
	for name, p := range k.Profession {
		if !slices.Contains(values(professions()), name) {
			t.Errorf("%s is no profession of the settings", name)
		}
		if p.Person != "" && !slices.Contains(k.Person, p.Person) || p.Shift != "" && !slices.Contains(k.Shift, p.Shift) {
			t.Errorf("%s has a word that is not offered", name)
		}
	}
	s := &journal.Settings{SettingsBody: journal.SettingsBody{Profession: "nursing", Shift: "day"}}
	if got, want := wordingOf(s), (wording{"patient", "day", "supervision"}); got != want {
		t.Errorf("the words are %+v, want %+v", got, want)
	}
}

// says reports whether a text has a word, whatever its case.
func says(text, word string) bool {
	return slices.Contains(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }), word)
}

// No form says a usual word where another is set, and no prompt says one at
// all, so that prompts need no words put into them.
func TestFormsUseOwnWords(t *testing.T) {
	w := wording{Person: "service user", Shift: "day", Supervision: "clinical consultation"}
	a := newApp(&Env{Getenv: func(string) string { return "" }, Now: time.Now, Dirs: Dirs{Data: t.TempDir(), Config: t.TempDir()}})
	plan := journal.Plan{Shift: "2026-03-02", Night: "2026-03-01", Goals: journal.Goals(),
		Steps: []journal.Step{{Text: "One"}, {Text: "Two"}}, Steady: []journal.Step{{Text: "Three"}}, Deeper: []journal.Step{{Text: "Four"}}}
	forms := []ask.Form{a.quickForm(t.Context(), plan, w), a.reflectForm(t.Context(), plan, w)}
	more := func(f ask.Form, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		forms = append(forms, f)
	}
	more(a.questionForm(true, w))
	more(a.sessionForm(nil, w))
	more(a.actionForm(true))
	more(supervisorForm(), nil)
	forms = append(forms, ask.Form{Questions: closingQuestions(1)}, menuForm(waiting{words: w, entries: 2, questions: 1, actions: 1, next: "2026-03-04"}, "2026-03-02"))
	for _, f := range forms {
		texts := []string{f.Title}
		for _, q := range f.Questions {
			texts = append(texts, q.Title)
			if q.ID != "support" && q.ID != "riskcard" {
				texts = append(texts, q.Note)
			}
			for _, o := range q.Options {
				texts = append(texts, o.Label)
			}
		}
		for _, text := range texts {
			for _, word := range []string{"shift", "client", "supervision"} {
				if says(text, word) {
					t.Errorf("the form %q says %s: %s", f.Title, word, text)
				}
			}
		}
	}
	c, err := prompt.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Prompts(prompt.Filter{}) {
		for _, word := range []string{"shift", "client", "supervision"} {
			if says(p.Text, word) {
				t.Errorf("prompt %s says %s", p.ID, word)
			}
		}
	}
}
