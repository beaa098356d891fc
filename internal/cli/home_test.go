package cli

import (
	"strings"
	"testing"

	"afterword/internal/ask"
	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// rowsOf is how many rows of a screen a form's first question takes, with
// the name of the form, the two rows at the foot, and no blank line but
// those of its own text. Text is set to the width, options leave room for
// their key and the marker.
func rowsOf(f ask.Form, width int) int {
	q, rows := f.Questions[0], 3
	for _, text := range []string{q.Title, q.Note} {
		rows += 1 + strings.Count(ask.Wrap(text, width), "\n")
	}
	for _, o := range q.Options {
		rows += 1 + strings.Count(ask.Wrap(o.Label, width-5), "\n")
	}
	return rows
}

// suggestions are two, each as long as they usually get.
func suggestions() []suggestion {
	return []suggestion{{text: "A question of 12 December has been answered: look again?", command: []string{"again", "7k2m"}},
		{text: "Nothing on accountability since 3 March: a question for it?", command: []string{"reflect", "--goal", "accountability"}}}
}

// Home is read at a glance: on a usual terminal all of it, the menu with a
// key for everything, and on a narrow one what a usual month brings.
func TestHomeFits(t *testing.T) {
	const today = journal.Date("2026-12-14")
	draft := &journal.Draft{Plan: journal.Plan{Flow: journal.FlowReflect, Framework: "gibbs"}, Saved: journal.Stamp{Unix: 1_700_000_000}}
	usual := waiting{words: wordingOf(new(journal.Settings)), entries: 40, last: today, questions: 2, unshared: 3, next: "2026-12-23",
		fortnight: "Last fortnight: 5 entries, mostly reflective practice and emotional support.", suggestions: suggestions()[1:]}
	full := usual
	full.drafts, full.actions, full.soon, full.overdue, full.suggestions = []*journal.Draft{draft}, 5, 2, 1, suggestions()
	full.notes = []notice{{short: "A second way in: afterword recovery new", text: "x"}}
	for _, tt := range []struct {
		name  string
		w     waiting
		width int
	}{{"a full one", full, 72}, {"a usual one", usual, 72}, {"a usual one, narrow", usual, 39}} {
		f := menuForm(tt.w, today)
		if n := rowsOf(f, tt.width); n > 24 {
			t.Errorf("%s takes %d rows:\n%s\n%s", tt.name, n, f.Questions[0].Title, f.Questions[0].Note)
		}
		keys := map[rune]bool{}
		for _, o := range f.Questions[0].Options {
			if keys[o.Key] || o.Key == 0 {
				t.Errorf("%s: the key %q is there twice", tt.name, o.Key)
			}
			keys[o.Key] = true
		}
	}
}

// The status has its lines by what they are worth, and never too many.
func TestStatusLines(t *testing.T) {
	const today = journal.Date("2026-12-14")
	all := waiting{words: wordingOf(new(journal.Settings)), entries: 40, last: "2026-12-12", questions: 2, unshared: 3, bring: 9, next: "2026-12-23", actions: 3, soon: 1,
		risks: 1, reviews: 1, trash: 2, drafts: []*journal.Draft{{Plan: journal.Plan{Flow: journal.FlowQuick}}},
		notes: []notice{{text: "No second way in: afterword recovery new"}, {text: "No backup: afterword backup"}}, fortnight: "Last fortnight: 1 entry.", suggestions: suggestions()}
	for _, tt := range []struct {
		name string
		w    waiting
		want string
	}{
		{"nothing yet", waiting{words: all.words}, "No entries yet."},
		{"nothing waits", waiting{words: all.words, entries: 1, last: today, bring: 4}, "1 entry, the last today."},
		{"entries alone", waiting{words: all.words, entries: 2, last: today, unshared: 1}, "2 entries, the last today.\nTo bring to supervision: 1 entry not yet in a pack."},
		{"all", all, `40 entries, the last 2 days ago.
1 entry with someone at risk, not marked as handed over.
Draft: After the shift, 0 questions answered, 1 January 00:00.
Supervision in 9 days, on Wednesday 23 December.
The day has come to look at an agreement again: afterword supervisor list
3 open actions, 1 due within a week. Look: afterword action list
To bring to supervision: 2 questions, 3 entries not yet in a pack.
In the trash for over 30 days: 2 things. Look: afterword purge --trash
No second way in: afterword recovery new
No backup: afterword backup
Last fortnight: 1 entry.`},
	} {
		if got := strings.Join(tt.w.lines(today), "\n"); got != tt.want {
			t.Errorf("%s: it says\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// The last fortnight is told by what was written, and nothing is said of
// one that holds nothing.
func TestFortnightWords(t *testing.T) {
	c, err := prompt.Load()
	if err != nil {
		t.Fatal(err)
	}
	const support, reflection, ethics = journal.Support, journal.Reflection, journal.Ethics
	for want, f := range map[string]insight.Fortnight{
		"":                           {},
		"Last fortnight: 2 entries.": {Entries: 2},
		"Last fortnight: 1 entry, about emotional support.":                            {Entries: 1, Goals: []journal.Goal{support}},
		"Last fortnight: 4 entries, about emotional support and independence.":         {Entries: 4, Goals: []journal.Goal{support, journal.Independence}},
		"Last fortnight: 3 entries, about 3 of the eight goals.":                       {Entries: 3, Goals: []journal.Goal{ethics, support, reflection}},
		"Last fortnight: 5 entries, mostly reflective practice and emotional support.": {Entries: 5, Goals: []journal.Goal{ethics, support, reflection}, Mostly: []journal.Goal{reflection, support}},
	} {
		if got := fortnightWords(c, f); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	for _, one := range journal.Goals() {
		for _, other := range journal.Goals() {
			pair := []journal.Goal{one, other}
			if got := fortnightWords(c, insight.Fortnight{Entries: 2, Goals: pair, Mostly: pair}); strings.Count(got, " and ") != 1 {
				t.Errorf("%q does not read as two", got)
			}
		}
	}
}

// Two texts side by side stay in their columns, whatever their length and
// the width of their letters.
func TestBeside(t *testing.T) {
	for _, tt := range []struct{ left, right, want string }{
		{"then", "now", "then      now"},
		{"a\nb", "c", "a         c\nb"},
		{"a", "c\nd\n\ne", "a         c\n..........d\n\n..........e"},
		{"看護", "now", "看護      now"},
	} {
		got := beside(tt.left, tt.right, 6, " ")
		if got != strings.ReplaceAll(tt.want, ".", " ") {
			t.Errorf("%q beside %q is\n%s", tt.left, tt.right, got)
		}
	}
	if n := columnOf(72)*2 + besideGap; n != 72 {
		t.Errorf("two columns of 72 take %d", n)
	}
}
