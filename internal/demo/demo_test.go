package demo_test

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"afterword/internal/demo"
	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/privacy"
	"afterword/internal/prompt"
)

// moments are those that a year is told at: a Monday after midnight, a
// Sunday, the leap day, a change of the clocks.
func moments(t *testing.T) []time.Time {
	t.Helper()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return []time.Time{
		time.Date(2026, 11, 23, 0, 5, 0, 0, london),
		time.Date(2026, 11, 29, 20, 15, 0, 0, london),
		time.Date(2028, 2, 29, 12, 0, 0, 0, london),
		time.Date(2027, 3, 28, 23, 59, 0, 0, london),
	}
}

func year(t *testing.T, profession string, now time.Time) []*journal.Carried {
	t.Helper()
	c, err := prompt.Load()
	if err != nil {
		t.Fatal(err)
	}
	all, err := demo.Year(c, profession, now, "Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// latest are the things as they are now.
func latest(all []*journal.Carried) map[journal.ID]journal.Thing {
	things := map[journal.ID]journal.Thing{}
	for _, one := range all {
		things[one.ID] = one.Content
	}
	return things
}

// texts are all words in a value, wherever they stand, and no dates.
func texts(v reflect.Value) []string {
	switch v.Interface().(type) {
	case journal.Date, journal.Stamp, journal.Shared: // a record of a pack has no words
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return texts(v.Elem())
	case reflect.Struct:
		var all []string
		for i := range v.NumField() {
			all = append(all, texts(v.Field(i))...)
		}
		return all
	case reflect.Slice:
		var all []string
		for i := range v.Len() {
			all = append(all, texts(v.Index(i))...)
		}
		return all
	}
	return nil
}

// Nothing in a year could identify a person, as far as the guard sees.
func TestNobody(t *testing.T) {
	for _, profession := range demo.Professions() {
		for _, one := range year(t, profession, moments(t)[1]) {
			for _, text := range texts(reflect.ValueOf(one.Content)) {
				for _, f := range privacy.Scan(text, privacy.Lexicon{}, privacy.UK) {
					if f.Level != privacy.Hint {
						t.Errorf("%s: %s (%s) in %q: %q", profession, f.Kind, f.Level, text, text[f.Start:f.End])
					}
				}
			}
		}
	}
}

// A year has enough of everything, and says nothing twice.
func TestYearIsWhole(t *testing.T) {
	for _, profession := range demo.Professions() {
		t.Run(profession, func(t *testing.T) {
			said, kinds, frameworks := map[string]bool{}, map[journal.EntryKind]int{}, map[string]bool{}
			var book insight.Book
			states := map[string]int{}
			aliases, told := 0, 0
			now := moments(t)[1]
			for _, thing := range latest(year(t, profession, now)) {
				switch thing := thing.(type) {
				case *journal.Entry:
					book.Entries = append(book.Entries, thing)
					if thing.Words() > 0 {
						told++
					}
					kinds[thing.Kind]++
					frameworks[thing.Framework] = true
					for _, answer := range thing.Answers {
						if answer.Text != "" && said[answer.Text] {
							t.Errorf("said twice: %q", answer.Text)
						}
						said[answer.Text] = true
					}
				case *journal.Question:
					book.Questions = append(book.Questions, thing)
					states["question "+string(thing.QuestionHead.State)]++
				case *journal.Action:
					book.Actions = append(book.Actions, thing)
					states["action "+string(thing.ActionHead.State)]++
					if thing.Overdue(journal.DateOf(now)) {
						states["action overdue"]++
					}
				case *journal.Session:
					book.Sessions = append(book.Sessions, thing)
				case *journal.Learning:
					book.Learning = append(book.Learning, thing)
					states["learning goal "+string(thing.LearningHead.State)]++
				case *journal.Alias:
					aliases++
				}
			}
			if told < 45 {
				t.Errorf("%d entries with words, want 45 at least", told)
			}
			for _, k := range []journal.EntryKind{journal.Quick, journal.Reflected, journal.Note, journal.Nothing, journal.SecondLook} {
				if kinds[k] == 0 {
					t.Errorf("no entry of the kind %s", k)
				}
			}
			if len(frameworks) < 5 { // one of them none, one the second look
				t.Errorf("few frameworks: %v", frameworks)
			}
			for _, state := range []string{"question draft", "question asked", "question answered", "action open", "action done",
				"action partly", "action dropped", "action overdue", "learning goal open", "learning goal closed"} {
				if states[state] == 0 {
					t.Errorf("no %s", state)
				}
			}
			if n := len(book.Sessions); n < 6 || n > 10 || aliases < 4 {
				t.Errorf("%d sessions, %d aliases", n, aliases)
			}
			checkMeasures(t, insight.Of(book, insight.Period{To: journal.DateOf(now)}, insight.Crosswalk{}))
		})
	}
}

// checkMeasures reports a goal that the year tells nothing of.
func checkMeasures(t *testing.T, n insight.Numbers) {
	t.Helper()
	for _, g := range n.Goals {
		if g.Entries < 2 {
			t.Errorf("%d entries on %s", g.Entries, g.Goal)
		}
	}
	m := reflect.ValueOf(n.Measures)
	for i := range m.NumField() {
		goal := m.Field(i)
		for j := range goal.NumField() {
			if goal.Field(j).IsZero() {
				t.Errorf("%s tells nothing of %s", m.Type().Field(i).Name, goal.Type().Field(j).Name)
			}
		}
	}
}

// Whenever it is told, a year lies before now and within a year, and each
// thing comes after what it grew from.
func TestYearIsInOrder(t *testing.T) {
	for _, profession := range demo.Professions() {
		for _, now := range moments(t) {
			all := year(t, profession, now)
			written := map[journal.ID]journal.Stamp{}
			revision := map[journal.ID]int{}
			after := func(what string, at journal.Stamp, from journal.ID) {
				if !from.IsZero() && at.Unix < written[from].Unix {
					t.Errorf("%s at %s: a %s of %s comes before what it grew from", profession, now, what, at.Time())
				}
			}
			for i, one := range all {
				if one.Save != i+1 || one.Saved.Unix >= now.Unix() || one.Saved.Time().Before(now.AddDate(-1, 0, -7)) {
					t.Errorf("%s at %s: save %d is of %s", profession, now, one.Save, one.Saved.Time())
				}
				if revision[one.ID]++; one.Revision != revision[one.ID] && !one.ID.IsZero() {
					t.Errorf("%s at %s: revision %d comes as the %d. of a %s", profession, now, one.Revision, revision[one.ID], one.Kind)
				}
				if one.Revision == 1 {
					written[one.ID] = one.Saved
				}
			}
			for _, thing := range latest(all) {
				switch thing := thing.(type) {
				case *journal.Entry:
					after("second look", thing.Written, thing.Parent)
					after("note", thing.Written, thing.Learning)
					for _, label := range thing.Aliases {
						if !slices.ContainsFunc(all, func(one *journal.Carried) bool {
							a, ok := one.Content.(*journal.Alias)
							return ok && a.Label == label && a.Created.Unix < thing.Written.Unix
						}) {
							t.Errorf("%s: %s is written of on %s and was not made before", profession, label, thing.Shift)
						}
					}
				case *journal.Question:
					after("question", thing.Written, thing.Entry)
				case *journal.Action:
					after("action", thing.Written, thing.Entry)
					after("action", thing.Written, thing.Session)
					if thing.Closed != "" && thing.Closed.Before(thing.Written.Date()) {
						t.Errorf("%s: an action of %s ended on %s", profession, thing.Written.Date(), thing.Closed)
					}
				}
			}
		}
	}
}

func TestSameYear(t *testing.T) {
	now := moments(t)[0]
	if !reflect.DeepEqual(year(t, "nurse", now), year(t, "nurse", now)) {
		t.Error("the same moment gives another year")
	}
	if reflect.DeepEqual(year(t, "nurse", now), year(t, "nurse", now.AddDate(0, 0, 1))) {
		t.Error("another day gives the same year")
	}
	c, err := prompt.Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Year(c, "../nurse", now, ""); !errors.Is(err, demo.ErrProfession) {
		t.Errorf("a profession that there is not: %v", err)
	}
}

func TestNearest(t *testing.T) {
	for work, want := range map[string]string{
		"physiotherapist": "occupational-therapist", "Speech and  language therapist": "occupational-therapist", "ambulance-technician": "paramedic",
		"support worker": "social-worker", "nursing": "nurse", "doctor": "nurse", "midwifery": "midwife",
		"nurse": "", "astronaut": "", "": "", "the": "", "#": "", "nurse:": "",
	} {
		if got := demo.Nearest(work); got != want {
			t.Errorf("nearest to %q is %q, want %q", work, got, want)
		}
	}
}

// The data name professions that there are, and no word for two of them.
func TestNearestData(t *testing.T) {
	raw, err := os.ReadFile("data/nearest.txt")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	said := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		profession, words, _ := strings.Cut(line, ": ")
		named = append(named, profession)
		for _, word := range strings.Fields(words) {
			if said[word] != "" || slices.Contains(demo.Professions(), word) || demo.Nearest(word) != profession {
				t.Errorf("%s: the word %q is for %q as well, or is a profession with a year", profession, word, said[word])
			}
			said[word] = profession
		}
	}
	if !slices.Equal(named, demo.Professions()) {
		t.Errorf("the lines are of %v, want one for each of %v", named, demo.Professions())
	}
}
