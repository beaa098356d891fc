package journal

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestAliasWords(t *testing.T) {
	words := AliasWords()
	if len(words) < 180 {
		t.Errorf("%d words, too few to draw from", len(words))
	}
	if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Error("the words are not in the order of the alphabet, or one is there twice")
	}
	for _, w := range words {
		if len(w) < 4 || strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
			t.Errorf("%q is no word of four letters or more", w)
		}
	}
	if !slices.Contains(words, "heron") {
		t.Error("the word of every example is missing")
	}
}

// No label is given twice, however few are left.
func TestNewLabel(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	taken := map[string]bool{}
	for range 12 * len(AliasWords()) { // more than there are of one digit
		label := NewLabel(taken, random.IntN)
		if taken[label] {
			t.Fatalf("%s is given twice", label)
		}
		if got := AliasesIn("With " + label + "."); !slices.Equal(got, []string{label}) {
			t.Fatalf("%s is found as %q", label, got)
		}
		taken[label] = true
	}
}

func TestAliasesIn(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"A calm handover.", nil},
		{"heron-3 was calm", []string{"heron-3"}},
		{"Heron-3 and OSPREY-12, then heron-3 again", []string{"heron-3", "osprey-12"}},
		{"(heron-3)", []string{"heron-3"}},
		{"heron-3’s mother, heron-4's too", []string{"heron-3", "heron-4"}},
		{"heron-3's", []string{"heron-3"}},
		{"a heron, 3 of them", nil},
		{"heron -3 heron- 3 heron3", nil},
		{"heron-03", nil},
		{"heron-12345", nil},
		{"xheron-3 éheron-3 heron-3x heron-3-4 covid-19 a-heron-3", nil},
		{"heron-3é", nil},
		{"--3 -", nil},
	} {
		if got := AliasesIn(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("AliasesIn(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestRelabel(t *testing.T) {
	body := func(texts ...string) (b EntryBody) {
		for _, text := range texts {
			b.Answers = append(b.Answers, Answer{Text: text})
		}
		return b
	}
	for _, tt := range []struct {
		name          string
		on            []string
		before, after EntryBody
		want          []string
	}{
		{"new words", nil, body(), body("heron-3", "with osprey-1"), []string{"heron-3", "osprey-1"}},
		{"put on by hand stays", []string{"wren-7"}, body("calm"), body("calmer"), []string{"wren-7"}},
		{"gone from the words", []string{"heron-3", "wren-7"}, body("heron-3"), body("osprey-1"), []string{"wren-7", "osprey-1"}},
		{"by hand and in the words", []string{"heron-3"}, body(), body("heron-3"), []string{"heron-3"}},
		{"taken off by hand, still in the words", nil, body("heron-3"), body("heron-3 again"), []string{"heron-3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Relabel(tt.on, tt.before, tt.after); !slices.Equal(got, tt.want) {
				t.Errorf("Relabel = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSuggestAliases(t *testing.T) {
	made := func(label string, role AliasRole, at int64, state AliasState) AliasHead {
		return AliasHead{Label: label, Role: role, Created: Stamp{Unix: at}, State: state}
	}
	aliases := []AliasHead{
		made("heron-3", RoleClient, 1, AliasCurrent), made("osprey-1", RoleColleague, 2, AliasCurrent),
		made("larch-4", "", 3, AliasCurrent), made("puffin-9", RoleClient, 4, AliasRetired),
		made("dunlin-2", RoleClient, 5, AliasCurrent), made("plover-6", RoleClient, 6, AliasCurrent),
	}
	entries := []EntryHead{
		{Shift: "2026-03-12", Aliases: []string{"heron-3", "puffin-9"}}, {Shift: "2026-03-20", Aliases: []string{"larch-4"}},
		{Shift: "2026-02-01", Aliases: []string{"heron-3", "osprey-1"}}, {Shift: "2026-12-01", Aliases: []string{"dunlin-2", "gone-1"}},
	}
	for _, tt := range []struct {
		role AliasRole
		want []string
		last []Date
	}{
		{RoleClient, []string{"dunlin-2", "heron-3", "plover-6", "larch-4"}, []Date{"2026-04-01", "2026-03-12", "", "2026-03-20"}},
		{RoleColleague, []string{"osprey-1", "larch-4"}, []Date{"2026-02-01", "2026-03-20"}},
		{"", []string{"dunlin-2", "larch-4", "heron-3", "osprey-1", "plover-6"}, []Date{"2026-04-01", "2026-03-20", "2026-03-12", "2026-02-01", ""}},
	} {
		var labels []string
		var last []Date
		for _, u := range SuggestAliases(tt.role, aliases, entries, "2026-04-01") {
			labels, last = append(labels, u.Label), append(last, u.Last)
		}
		if !reflect.DeepEqual(labels, tt.want) || !reflect.DeepEqual(last, tt.last) {
			t.Errorf("for %q: %q last on %q, want %q, %q", tt.role, labels, last, tt.want, tt.last)
		}
	}
	if got := SuggestAliases(RoleClient, nil, entries, "2026-04-01"); len(got) != 0 {
		t.Errorf("of no aliases %d are offered", len(got))
	}
}

func FuzzAliasesIn(f *testing.F) {
	f.Add("heron-3 and osprey-12")
	f.Add("é-3-heron-4’s")
	f.Fuzz(func(t *testing.T, text string) {
		low := strings.ToLower(text)
		for _, label := range AliasesIn(text) {
			if !strings.Contains(low, label) {
				t.Errorf("%q is not in the text", label)
			}
		}
	})
}

func TestIsLabel(t *testing.T) {
	for text, want := range map[string]bool{
		"heron-3": true, "heron-12": true, "nobody-3": false, "heron": false, "heron-": false, "heron-0": false, "heron-03": false, "heron-+3": false,
		"sarah-1975": false, "-3": false, "": false, "heron-3-4": false,
	} {
		if IsLabel(text) != want {
			t.Errorf("IsLabel(%q) is not %v", text, want)
		}
	}
}
