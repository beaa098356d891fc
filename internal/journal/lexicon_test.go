package journal

import (
	"slices"
	"strings"
	"testing"
)

func TestCleanWord(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		bad      bool
	}{
		{"  Harbour   Ward\t", "Harbour Ward", false},
		{"Zoë", "Zoë", false},
		{"x", "", true}, {"", "", true}, {" \u0301 ", "", true},
		{strings.Repeat("a", 100), strings.Repeat("a", 100), false},
		{strings.Repeat("a", 101), "", true},
	} {
		got, err := CleanWord(tt.in)
		if got != tt.want || (err != nil) != tt.bad {
			t.Errorf("CleanWord(%.20q) = %q, %v", tt.in, got, err)
		}
	}
}

func TestLexicon(t *testing.T) {
	var l LexiconBody
	must := func(changed bool, err error) bool {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	if !must(l.Add(OwnWord{"Harbour Ward", WordWorkplace})) || must(l.Add(OwnWord{"harbour  ward", WordWorkplace})) {
		t.Error("a word is added once, whatever its case and spaces")
	}
	if !must(l.Add(OwnWord{"HARBOUR WARD", WordPlace})) || len(l.Own) != 1 || l.Own[0].Kind != WordPlace {
		t.Errorf("another kind is not taken: %v", l.Own)
	}
	here, place := ID{1}, []byte{9}
	for _, w := range []AllowedWord{{Text: "Rosé"}, {Text: "Gibbs", Entry: here}, {Text: "Schön", Entry: here, Place: place}} {
		if !must(l.Allow(w)) || must(l.Allow(w)) {
			t.Errorf("%s is not allowed once", w.Where())
		}
	}
	for _, tt := range []struct {
		entry ID
		place []byte
		want  []string
	}{
		{ID{}, nil, []string{"Rosé"}},
		{ID{2}, place, []string{"Rosé"}},
		{here, nil, []string{"Rosé", "Gibbs"}},
		{here, []byte{8}, []string{"Rosé", "Gibbs"}},
		{here, place, []string{"Rosé", "Gibbs", "Schön"}},
	} {
		if got := l.AllowedIn(tt.entry, tt.place); !slices.Equal(got, tt.want) {
			t.Errorf("AllowedIn(%v, %v) = %q, want %q", tt.entry[0], tt.place, got, tt.want)
		}
	}
	other := LexiconBody{Own: []OwnWord{{"Harbour ward", WordName}, {"Quayside", WordOther}}, Allowed: []AllowedWord{{Text: "rose"}, {Text: "Rolfe"}}, Labels: []string{"heron-3"}}
	if n := l.Merge(other); n != 3 || l.Own[0].Kind != WordPlace || len(l.Own) != 2 || len(l.Allowed) != 4 {
		t.Errorf("merging took %d: %+v", n, l)
	}
	if n := l.Merge(other); n != 0 {
		t.Errorf("merging again took %d", n)
	}
	if n := l.Drop(here, func(w AllowedWord) bool { return w.Text == "Gibbs" }); n != 1 {
		t.Errorf("%d are dropped", n)
	}
	if n := l.Remove("HARBOUR ward") + l.Remove("gibbs") + l.Remove("not there"); n != 2 {
		t.Errorf("%d are removed", n)
	}
}
