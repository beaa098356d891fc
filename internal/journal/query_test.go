package journal

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// parsed reads a search that must be right.
func parsed(t testing.TB, s string) Query {
	t.Helper()
	q, err := ParseQuery(s)
	if err != nil {
		t.Fatalf("ParseQuery(%q): %v", s, err)
	}
	return q
}

func TestQueryMatchText(t *testing.T) {
	texts := []string{"Raised it in Supervision.\nI was on my\nown at 10:30, naïve perhaps.", "Asked Łucja's team — \"well done\""}
	for _, tt := range []struct {
		search string
		want   bool
	}{
		{"supervision", true},
		{"SUPERVIS", true},
		{"vision", true},
		{"raised asked", true},
		{"raised missing", false},
		{"naive", true},
		{"nai\u0308ve", true},
		{"lucja’s", true},
		{`"on my own"`, true},
		{`“on my own”`, true},
		{`"my on"`, false},
		{"10:30", true},
		{"-missing", true},
		{"-raised", false},
		{"asked -missing", true},
		{"asked -perhaps", false},
		{`-"on my own"`, false},
		{`-"my on"`, true},
		{`"tag:x"`, false},
		{"tag:x", true}, // says nothing of texts
	} {
		q := parsed(t, tt.search)
		if got := q.MatchText(Fold(texts[0]), Fold(texts[1])); got != tt.want {
			t.Errorf("%s: MatchText = %t, want %t", tt.search, got, tt.want)
		}
	}
}

func TestQueryMatchHead(t *testing.T) {
	head := EntryHead{Kind: Quick, Goals: []Goal{Support, Ethics}, Tags: []string{"Night Shift", "café"}, Aliases: []string{"heron-3"}}
	for _, tt := range []struct {
		search string
		want   bool
	}{
		{"word", true}, // says nothing of heads
		{"tag:cafe", true},
		{"TAG:CAFÉ", true},
		{`tag:"night shift"`, true},
		{"tag:night", false},
		{"tag:other tag:café", true},
		{"-tag:café", false},
		{"-tag:other", true},
		{"goal:support", true},
		{"goal:Support kind:quick", true},
		{"goal:quality", false},
		{"goal:quality goal:ethics", true},
		{"goal:support kind:note", false},
		{"goal:support -kind:quick", false},
		{"alias:HERON-3", true},
		{"alias:heron", false},
	} {
		if got := parsed(t, tt.search).MatchHead(head); got != tt.want {
			t.Errorf("%s: MatchHead = %t, want %t", tt.search, got, tt.want)
		}
	}
}

func TestQueryMatchEntry(t *testing.T) {
	e := Entry{
		EntryHead: EntryHead{Kind: Note, Gist: "Handover"},
		EntryBody: EntryBody{Answers: []Answer{{Question: "What went well?", Text: "The team"}, {Text: "A quiet hour"}}},
	}
	for search, want := range map[string]bool{
		"team hour":       true,
		"handover":        true,
		"well":            false, // a prompt's word, not the writer's
		"team kind:note":  true,
		"team kind:quick": false,
		"kind:note":       true,
	} {
		if got := parsed(t, search).MatchEntry(&e); got != want {
			t.Errorf("%s: MatchEntry = %t, want %t", search, got, want)
		}
	}
}

func TestParseQueryRefuses(t *testing.T) {
	for search, hint := range map[string]string{
		"":             "empty",
		" \t":          "empty",
		`no"`:          "not closed",
		`"on my own`:   "not closed",
		`""`:           "nothing to look for",
		"-":            "nothing to look for",
		"tag:":         "nothing to look for",
		`tag:"" x`:     "nothing to look for",
		"\u0301":       "nothing to look for",
		"goal:nothing": "the eight are",
		"kind:poem":    "one of",
	} {
		_, err := ParseQuery(search)
		if !errors.Is(err, ErrQuery) || !strings.Contains(err.Error(), hint) {
			t.Errorf("ParseQuery(%q): %v, want ErrQuery with %q", search, err, hint)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"word", `"a b" -c tag:x`, `-"`, "goal:support kind:quick", "“x”"} {
		f.Add(s, "Some text, x")
	}
	f.Fuzz(func(t *testing.T, s, text string) {
		q, err := ParseQuery(s)
		if err != nil {
			if !errors.Is(err, ErrQuery) {
				t.Errorf("ParseQuery(%q): %v", s, err)
			}
			return
		}
		q.MatchText(Fold(text))
		// Whatever is not a mark of the syntax is found in itself.
		if s == strings.Trim(Fold(s), " -") && !strings.ContainsAny(s, "\": -") && !q.MatchText(Fold(s)) {
			t.Errorf("%q is not found in itself", s)
		}
	})
}

func TestFilterMatch(t *testing.T) {
	head := EntryHead{Shift: "2026-11-18", Kind: Quick, Goals: []Goal{Support}, Visibility: Bring, Tags: []string{"Nights"}, Aliases: []string{"heron-3"}}
	for _, tt := range []struct {
		name   string
		filter Filter
		state  State
		want   bool
	}{
		{"nothing asked", Filter{}, Live, true},
		{"in the trash", Filter{}, Deleted, false},
		{"purged", Filter{}, Purged, false},
		{"the trash, live", Filter{Deleted: true}, Live, false},
		{"the trash, deleted", Filter{Deleted: true}, Deleted, true},
		{"the trash, purged", Filter{Deleted: true}, Purged, false},
		{"since that day", Filter{Since: "2026-11-18"}, Live, true},
		{"since the day after", Filter{Since: "2026-11-19"}, Live, false},
		{"until that day", Filter{Until: "2026-11-18"}, Live, true},
		{"until the day before", Filter{Until: "2026-11-17"}, Live, false},
		{"one goal of two", Filter{Goals: []Goal{Ethics, Support}}, Live, true},
		{"another goal", Filter{Goals: []Goal{Ethics}}, Live, false},
		{"another kind", Filter{Kinds: []EntryKind{Note}}, Live, false},
		{"tag folded", Filter{Tags: []string{"NIGHTS"}}, Live, true},
		{"another alias", Filter{Aliases: []string{"heron-4"}}, Live, false},
		{"visibility", Filter{Visibility: Bring}, Live, true},
		{"another visibility", Filter{Visibility: Never}, Live, false},
		{"all but one field", Filter{Goals: []Goal{Support}, Tags: []string{"days"}}, Live, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.filter.Match(head, Meta{State: tt.state}); got != tt.want {
				t.Errorf("Match = %t, want %t", got, tt.want)
			}
		})
	}
}

// tenThousand makes texts of about 1 kB, every hundredth with the word.
func tenThousand(sentence string) []string {
	texts := make([]string, 10_000)
	for i := range texts {
		text := fmt.Sprintf("%d ", i) + strings.Repeat(sentence, 1000/len(sentence))
		if i%100 == 0 {
			text += "supervision"
		}
		texts[i] = text
	}
	return texts
}

func BenchmarkSearch(b *testing.B) {
	for name, sentence := range map[string]string{
		"ascii":   "Came on at nine and found the ward short of two people again. ",
		"phone":   "Came on at nine — the ward’s rota was “short” again. ",
		"accents": "Arrivée à neuf heures, l’équipe était réduite à trois. ",
		"cjk":     "夜勤の後で記録を書く。今日は静かだった。",
	} {
		texts := tenThousand(sentence)
		q := parsed(b, "supervis")
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				found := 0
				for _, text := range texts {
					if q.MatchText(Fold(text)) {
						found++
					}
				}
				if found != 100 {
					b.Fatalf("found %d", found)
				}
			}
		})
	}
}
