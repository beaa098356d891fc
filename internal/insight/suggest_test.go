package insight_test

import (
	"slices"
	"testing"

	"afterword/internal/insight"
	"afterword/internal/journal"
)

// known gives an entry an id that is one letter long.
func known(letter byte, e *journal.Entry) *journal.Entry {
	e.ID, e.Saved = journal.ID{letter}, e.Written
	return e
}

func with(e *journal.Entry, change func(*journal.EntryHead)) *journal.Entry {
	change(&e.EntryHead)
	return e
}

// placeholder, heavy and looked are entries of a day.
func placeholder(letter byte, day journal.Date) *journal.Entry {
	return known(letter, with(entry(day, journal.Support), func(h *journal.EntryHead) { h.Reopen, h.Weight = true, 4 }))
}

func heavy(letter byte, day journal.Date) *journal.Entry {
	return known(letter, with(entry(day, journal.Support), func(h *journal.EntryHead) { h.Weight = 5 }))
}

func looked(at byte, day journal.Date) *journal.Entry {
	return known('z', with(entry(day), func(h *journal.EntryHead) { h.Kind, h.Parent = journal.SecondLook, journal.ID{at} }))
}

// answered is a question that grew from an entry and was answered on a day.
func answered(from byte, day journal.Date) *journal.Question {
	return &journal.Question{Meta: journal.Meta{Saved: stamp(day, 20, 0)},
		QuestionHead: journal.QuestionHead{State: journal.QuestionAnswered, Entry: journal.ID{from}, Written: stamp("2026-01-02", 9, 0)}}
}

// An entry is offered for a second look when it has rested, once, with its
// first reason, and never after it was looked at or settled.
func TestAgain(t *testing.T) {
	const today = journal.Date("2026-06-30")
	settled := placeholder('a', "2026-06-01")
	settled.Settled = true
	later := func(day journal.Date) *journal.Entry {
		return with(placeholder('a', "2026-06-01"), func(h *journal.EntryHead) { h.Later = day })
	}
	late := heavy('a', "2026-06-16") // about the shift of that day, and written on the next
	late.Written = stamp("2026-06-17", 2, 0)
	for _, tt := range []struct {
		name string
		book insight.Book
		want string
	}{
		{"nothing", insight.Book{}, ""},
		{"a plain entry", insight.Book{Entries: []*journal.Entry{known('a', entry("2026-06-01"))}}, ""},
		{"the night it was written", insight.Book{Entries: []*journal.Entry{placeholder('a', today)}}, ""},
		{"two days later", insight.Book{Entries: []*journal.Entry{placeholder('a', "2026-06-28")}}, ""},
		{"three days later", insight.Book{Entries: []*journal.Entry{placeholder('a', "2026-06-27")}}, "a placeholder"},
		{"looked at", insight.Book{Entries: []*journal.Entry{looked('a', "2026-06-20"), placeholder('a', "2026-06-01")}}, ""},
		{"settled", insight.Book{Entries: []*journal.Entry{settled}}, ""},
		{"put off until tomorrow", insight.Book{Entries: []*journal.Entry{later("2026-07-01")}}, ""},
		{"put off until today", insight.Book{Entries: []*journal.Entry{later(today)}}, "a placeholder"},
		{"heavy, thirteen days ago", insight.Book{Entries: []*journal.Entry{heavy('a', "2026-06-17")}}, ""},
		{"heavy, fourteen days ago", insight.Book{Entries: []*journal.Entry{heavy('a', "2026-06-16")}}, "a heavy"},
		{"heavy, written after midnight", insight.Book{Entries: []*journal.Entry{late}}, ""},
		{"heavy and looked at", insight.Book{Entries: []*journal.Entry{looked('a', "2026-06-20"), heavy('a', "2026-06-01")}}, ""},
		{"answered", insight.Book{Entries: []*journal.Entry{known('a', entry("2026-06-01"))}, Questions: []*journal.Question{answered('a', "2026-06-29")}}, "a answered"},
		{"answered today", insight.Book{Entries: []*journal.Entry{known('a', entry("2026-06-01"))}, Questions: []*journal.Question{answered('a', today)}}, ""},
		{"answered after it was looked at", insight.Book{Entries: []*journal.Entry{looked('a', "2026-06-10"), known('a', entry("2026-06-01"))},
			Questions: []*journal.Question{answered('a', "2026-06-12")}}, "a answered"},
		{"looked at after the answer", insight.Book{Entries: []*journal.Entry{looked('a', "2026-06-14"), known('a', entry("2026-06-01"))},
			Questions: []*journal.Question{answered('a', "2026-06-12")}}, ""},
		{"in order", insight.Book{Entries: []*journal.Entry{heavy('a', "2026-06-10"), placeholder('b', "2026-05-01"), heavy('c', "2026-06-11"), placeholder('d', "2026-05-02"), known('e', entry("2026-05-03"))},
			Questions: []*journal.Question{answered('e', "2026-06-12"), answered('b', "2026-06-12")}}, "d placeholder, b placeholder, e answered, c heavy, a heavy"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, r := range insight.Again(tt.book, today) {
				if got != "" {
					got += ", "
				}
				got += string(r.Entry.ID[0]) + " " + string(r.Reason)
			}
			if got != tt.want {
				t.Errorf("it offers %q, want %q", got, tt.want)
			}
		})
	}
}

// told writes suggestions shortly.
func told(all []insight.Suggestion) string {
	out := ""
	for _, s := range all {
		out += string(s.Kind) + " " + string(s.Goal) + s.Alias
		if s.Entry[0] > 0 {
			out += " " + string(s.Entry[0])
		}
		out += " " + string(s.Since) + "; "
	}
	return out
}

// about is entries about all eight goals but those named.
func about(day journal.Date, but ...journal.Goal) *journal.Entry {
	e := entry(day)
	for _, g := range journal.Goals() {
		if !slices.Contains(but, g) {
			e.Goals = append(e.Goals, g)
		}
	}
	return e
}

// of is an entry that carries heron-3.
func of(letter byte, day journal.Date, v journal.Visibility) *journal.Entry {
	e := known(letter, about(day))
	e.Aliases, e.Visibility = []string{"heron-3"}, v
	return e
}

func TestSuggest(t *testing.T) {
	const today = journal.Date("2026-06-30")
	quiet := []*journal.Entry{about("2026-06-20", journal.Culture), about("2026-03-03")}
	herons := []*journal.Entry{of('b', "2026-06-20", journal.JustMe), of('a', "2026-03-03", journal.JustMe)}
	waits := &journal.Question{QuestionHead: journal.QuestionHead{State: journal.QuestionDraft, Visibility: journal.Bring, Entry: journal.ID{'b'}, Written: stamp("2026-06-21", 9, 0)}}
	for _, tt := range []struct {
		name    string
		book    insight.Book
		carried insight.Carried
		want    string
	}{
		{"nothing", insight.Book{}, insight.Carried{}, ""},
		{"all eight", insight.Book{Entries: []*journal.Entry{about("2026-06-20"), about("2026-03-03")}}, insight.Carried{}, ""},
		{"a goal that is quiet", insight.Book{Entries: quiet}, insight.Carried{}, "goal culture 2026-03-03; "},
		{"a goal with nothing yet", insight.Book{Entries: []*journal.Entry{about("2026-06-20", journal.Culture), about("2026-03-03", journal.Culture)}}, insight.Carried{}, "goal culture ; "},
		{"a journal just begun", insight.Book{Entries: []*journal.Entry{about("2026-06-20", journal.Culture)}}, insight.Carried{}, ""},
		{"after a pause of everything", insight.Book{Entries: []*journal.Entry{about("2026-03-20", journal.Culture), about("2026-01-03")}}, insight.Carried{}, ""},
		{"a question about it", insight.Book{Entries: quiet, Questions: []*journal.Question{{QuestionHead: journal.QuestionHead{Goal: journal.Culture, Written: stamp("2026-06-02", 9, 0)}}}}, insight.Carried{}, ""},
		{"an action about it", insight.Book{Entries: quiet, Actions: []*journal.Action{{ActionHead: journal.ActionHead{Goal: journal.Culture, Written: stamp("2026-01-02", 9, 0), Closed: "2026-06-02"}}}}, insight.Carried{}, ""},
		{"a learning goal for it", insight.Book{Entries: quiet, Learning: []*journal.Learning{{LearningHead: journal.LearningHead{Goal: journal.Culture, Written: stamp("2026-06-02", 9, 0)}}}}, insight.Carried{}, ""},
		{"an alias never brought", insight.Book{Entries: herons}, insight.Carried{}, "alias heron-3 b 2026-03-03; "},
		{"an alias brought long ago", insight.Book{Entries: herons}, insight.Carried{Brought: map[string]journal.Date{"heron-3": "2026-04-02"}}, "alias heron-3 b 2026-04-02; "},
		{"an alias brought lately", insight.Book{Entries: herons}, insight.Carried{Brought: map[string]journal.Date{"heron-3": "2026-06-02"}}, ""},
		{"an alias out of use", insight.Book{Entries: herons}, insight.Carried{Retired: map[string]bool{"heron-3": true}}, ""},
		{"an alias that is chosen", insight.Book{Entries: []*journal.Entry{of('b', "2026-06-20", journal.Bring), herons[1]}}, insight.Carried{}, ""},
		{"an alias with a question that waits", insight.Book{Entries: herons, Questions: []*journal.Question{waits}}, insight.Carried{}, ""},
		{"an alias in what is never shared", insight.Book{Entries: []*journal.Entry{of('b', "2026-06-20", journal.Never), of('a', "2026-03-03", journal.Never)}}, insight.Carried{}, ""},
		{"an alias not written about for long", insight.Book{Entries: []*journal.Entry{about("2026-06-20"), of('a', "2026-03-03", journal.JustMe)}}, insight.Carried{}, ""},
		{"a placeholder", insight.Book{Entries: []*journal.Entry{placeholder('a', "2026-06-12")}}, insight.Carried{}, "placeholder  a 2026-06-12; "},
		{"an answer", insight.Book{Entries: []*journal.Entry{known('a', entry("2026-01-12"))}, Questions: []*journal.Question{answered('a', "2026-06-20")}}, insight.Carried{}, "answered  a 2026-01-12; "},
		{"an answer of long ago", insight.Book{Entries: []*journal.Entry{known('a', entry("2026-01-12"))}, Questions: []*journal.Question{answered('a', "2026-05-05")}}, insight.Carried{}, ""},
		{"what was heavy is not pressed on anybody", insight.Book{Entries: []*journal.Entry{heavy('a', "2026-06-01")}}, insight.Carried{}, ""},
		{"one of each sort, and no more", insight.Book{Entries: append([]*journal.Entry{placeholder('a', "2026-06-12"), placeholder('c', "2026-06-11")}, quiet...)}, insight.Carried{},
			"placeholder  a 2026-06-12; goal culture 2026-03-03; "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(insight.Suggest(tt.book, tt.carried, today)); got != tt.want {
				t.Errorf("it suggests %q, want %q", got, tt.want)
			}
		})
	}
}

// Where several are quiet, each week has another, and each of the eight
// goals has its turn.
func TestSuggestTakesTurns(t *testing.T) {
	seen := map[journal.Goal]bool{}
	for week := range 8 {
		today := journal.Date("2026-06-29").AddDays(7 * week)
		b := insight.Book{Entries: []*journal.Entry{entry(today.AddDays(-7)), about("2026-01-03")}}
		first := insight.Suggest(b, insight.Carried{}, today)
		for day := range 7 {
			b.Entries[0] = entry(today.AddDays(day - 7))
			if got := told(insight.Suggest(b, insight.Carried{}, today.AddDays(day))); got != told(first) {
				t.Errorf("within one week it suggests %q and then %q", told(first), got)
			}
		}
		if len(first) != 2 || seen[first[0].Goal] {
			t.Errorf("in week %d it suggests %q", week, told(first))
		}
		seen[first[0].Goal] = true
	}
	if len(seen) != 8 {
		t.Errorf("%d goals had their turn, want 8", len(seen))
	}
}

func TestFortnight(t *testing.T) {
	const to = journal.Date("2026-06-30")
	e := func(day journal.Date, goals ...journal.Goal) *journal.Entry { return entry(day, goals...) }
	for _, tt := range []struct {
		name    string
		entries []*journal.Entry
		want    int
		goals   int
		mostly  []journal.Goal
	}{
		{"nothing", nil, 0, 0, nil},
		{"its first day and the day before", []*journal.Entry{e("2026-06-17", journal.Culture), e("2026-06-16", journal.Ethics)}, 1, 1, nil},
		{"what is ahead", []*journal.Entry{e("2026-07-01", journal.Culture)}, 0, 0, nil},
		{"about no goal", []*journal.Entry{e(to), e(to)}, 2, 0, nil},
		{"mostly one", []*journal.Entry{e(to, journal.Support), e(to, journal.Support), e(to, journal.Ethics)}, 3, 2, []journal.Goal{journal.Support}},
		{"mostly two", []*journal.Entry{e(to, journal.Support), e(to, journal.Support), e(to, journal.Reflection), e(to, journal.Reflection), e(to, journal.Ethics)},
			5, 3, []journal.Goal{journal.Support, journal.Reflection}},
		{"one each", []*journal.Entry{e(to, journal.Support), e(to, journal.Reflection), e(to, journal.Ethics)}, 3, 3, nil},
		{"no more than half", []*journal.Entry{e(to, journal.Support), e(to, journal.Support), e(to, journal.Ethics), e(to, journal.Culture), e(to), e(to)}, 6, 3, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := insight.FortnightOf(tt.entries, to)
			if f.Entries != tt.want || len(f.Goals) != tt.goals || !slices.Equal(f.Mostly, tt.mostly) {
				t.Errorf("it holds %d entries about %v, mostly %v; want %d about %d goals, mostly %v", f.Entries, f.Goals, f.Mostly, tt.want, tt.goals, tt.mostly)
			}
		})
	}
}
