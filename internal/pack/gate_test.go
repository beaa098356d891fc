package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// asked gathers one question.
func asked(t *testing.T, text string) *Gathering {
	t.Helper()
	return gather(t, Chosen{Questions: []journal.Question{question(1, journal.Bring, text)}})
}

// keyIn returns the key of the n-th finding in a question's text.
func keyIn(t *testing.T, text string, n int) string {
	t.Helper()
	return asked(t, text).Findings()[n].Key
}

func TestRelease(t *testing.T) {
	const two = "ring 07700 900123 or 07700 900124 today"
	for _, tt := range []struct {
		name, text string
		decisions  func(t *testing.T) []Decision
		want       string
		counts     Counts
	}{
		{"nothing found", "how do I say no?", nil, "how do I say no?", Counts{}},
		{"replaced as suggested", "ring 07700 900123 today", func(t *testing.T) []Decision {
			return []Decision{{Key: keyIn(t, "ring 07700 900123 today", 0), Act: Replace}}
		}, "ring [phone number] today", Counts{Replaced: 1}},
		{"kept", "ring 07700 900123 today", func(t *testing.T) []Decision {
			return []Decision{{Key: keyIn(t, "ring 07700 900123 today", 0), Act: Keep}}
		}, "ring 07700 900123 today", Counts{Kept: 1}},
		{"the first replaced, the second kept", two, func(t *testing.T) []Decision {
			return []Decision{{Key: keyIn(t, two, 0), Act: Replace, With: "a much longer phrase than before"}, {Key: keyIn(t, two, 1), Act: Keep}}
		}, "ring a much longer phrase than before or 07700 900124 today", Counts{Replaced: 1, Kept: 1}},
		{"the first kept, the second replaced", two, func(t *testing.T) []Decision {
			return []Decision{{Key: keyIn(t, two, 1), Act: Replace, With: "her"}, {Key: keyIn(t, two, 0), Act: Keep}}
		}, "ring 07700 900123 or her today", Counts{Replaced: 1, Kept: 1}},
		{"a replacement that is a finding, kept", "ring jo@example.org", func(t *testing.T) []Decision {
			return []Decision{
				{Key: keyIn(t, "ring jo@example.org", 0), Act: Replace, With: "07700 900123"},
				{Key: keyIn(t, "ring 07700 900123", 0), Act: Keep},
			}
		}, "ring 07700 900123", Counts{Replaced: 1, Kept: 1}},
		{"a replacement that is replaced", "ring jo@example.org", func(t *testing.T) []Decision {
			return []Decision{
				{Key: keyIn(t, "ring jo@example.org", 0), Act: Replace, With: "07700 900123"},
				{Key: keyIn(t, "ring 07700 900123", 0), Act: Replace, With: "her"},
			}
		}, "ring her", Counts{Replaced: 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var list []Decision
			if tt.decisions != nil {
				list = tt.decisions(t)
			}
			p := release(t, asked(t, tt.text), list...)
			if got := p.Questions()[0].Text; got != tt.want {
				t.Errorf("the text left as %q, want %q", got, tt.want)
			}
			if p.Counts() != tt.counts {
				t.Errorf("counts %+v, want %+v", p.Counts(), tt.counts)
			}
		})
	}
}

func TestReleaseBlocks(t *testing.T) {
	const text = "ring 07700 900123 or 07700 900124"
	for _, tt := range []struct {
		name string
		list []Decision
		want int
	}{
		{"nothing decided", nil, 2},
		{"one of two", []Decision{{Key: keyIn(t, text, 1), Act: Replace}}, 1},
		{"a replacement by another number", []Decision{
			{Key: keyIn(t, text, 0), Act: Keep}, {Key: keyIn(t, text, 1), Act: Replace, With: "07700 900125"},
		}, 1},
		{"a replacement by itself", []Decision{
			{Key: keyIn(t, text, 0), Act: Keep}, {Key: keyIn(t, text, 1), Act: Replace, With: "07700 900124"},
		}, 1},
		{"a replacement that makes a kept number longer", []Decision{
			{Key: keyIn(t, text, 0), Act: Keep}, {Key: keyIn(t, text, 1), Act: Replace, With: "020 7946 0958"},
		}, 1},
	} {
		p, err := asked(t, text).Release(Decisions{List: tt.list})
		var undecided *UndecidedError
		if !errors.As(err, &undecided) || undecided.Count != tt.want || len(undecided.Flags) != tt.want || !p.IsZero() {
			t.Errorf("%s: released %t with error %v, want %d undecided", tt.name, !p.IsZero(), err, tt.want)
			continue
		}
		if strings.Contains(fmt.Sprintf("%v %+v", err, undecided.Flags), "9001") {
			t.Errorf("%s: the error repeats the words", tt.name)
		}
		p, err = asked(t, text).Release(Decisions{List: tt.list, ShareUndecided: true})
		if err != nil || p.Counts().Undecided != tt.want {
			t.Errorf("%s: shared on purpose with counts %+v, error %v", tt.name, p.Counts(), err)
		}
	}
}

// A hint needs no answer. It is said all the same, so that whoever is asked
// about it one by one counts as many.
func TestReleaseNamesHints(t *testing.T) {
	text := "ring 07700 900123 about the only twin on the ward"
	_, err := asked(t, text).Release(Decisions{})
	var undecided *UndecidedError
	if !errors.As(err, &undecided) || len(undecided.Hints) == 0 {
		t.Fatalf("blocked by %v", err)
	}
	if got, want := err.Error(), privacy.Counted(1, len(undecided.Hints))+": "; !strings.HasPrefix(got, want) {
		t.Errorf("it says %q", got)
	}
}

// What is reported as undecided can be decided by the same keys, also where
// other decisions have moved it.
func TestReleaseReportsKeysThatHelp(t *testing.T) {
	g := asked(t, "ring 07700 900123 or 07700 900124")
	list := []Decision{{Key: g.Findings()[0].Key, Act: Replace, With: "jo@example.org"}}
	for range 3 {
		var undecided *UndecidedError
		if _, err := g.Release(Decisions{List: list}); !errors.As(err, &undecided) {
			break
		}
		for _, f := range undecided.Flags {
			list = append(list, Decision{Key: f.Key, Act: Keep})
		}
	}
	if got := release(t, g, list...); got.Counts() != (Counts{Replaced: 1, Kept: 2}) {
		t.Errorf("counts %+v, want 1 replaced and 2 kept", got.Counts())
	}
}

func TestReleaseRefuses(t *testing.T) {
	if _, err := gather(t, Chosen{}).Release(Decisions{ShareUndecided: true}); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty pack gave %v", err)
	}
	key := keyIn(t, "ring 07700 900123", 0)
	for name, list := range map[string][]Decision{
		"stale":  {{Key: keyIn(t, "ring 07700 900124", 0), Act: Keep}},
		"moved":  {{Key: keyIn(t, "please ring 07700 900123", 0), Act: Keep}},
		"twice":  {{Key: key, Act: Keep}, {Key: key, Act: Replace}},
		"no act": {{Key: key}},
	} {
		if p, err := asked(t, "ring 07700 900123").Release(Decisions{List: list, ShareUndecided: true}); err == nil || !p.IsZero() {
			t.Errorf("%s: released", name)
		} else if (name == "stale" || name == "moved") != errors.Is(err, ErrStale) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// Every text that can stand in a pack is searched.
func TestEveryTextIsSearched(t *testing.T) {
	const marker = "07700 900123"
	e := entry(1, journal.Bring, marker)
	e.Framework, e.Answers[0].Question, e.Answers[0].Stage = marker, marker, marker
	a := action(2, id(0), marker)
	a.Outcome = marker
	g := gather(t, Chosen{
		Entries: []journal.Entry{e}, Actions: []journal.Action{a},
		Questions: []journal.Question{question(3, journal.Bring, marker)},
	})
	var list []Decision
	for _, f := range g.Findings() {
		list = append(list, Decision{Key: f.Key, Act: Replace})
	}
	p := release(t, g, list...)
	if raw := string(encode(t, p)); strings.Contains(raw, "900123") || p.Counts().Replaced != 7 {
		t.Errorf("%d replaced, want 7, in %s", p.Counts().Replaced, raw)
	}
	if len(g.Findings()) != 7 {
		t.Error("releasing changed the gathering itself")
	}
}

func TestFlagNamesThePlaceWithoutTheWords(t *testing.T) {
	g := gather(t, Chosen{Entries: []journal.Entry{entry(1, journal.Bring, "quiet", "é rang 07700 900123 at noon")}})
	f := g.Findings()[0]
	if f.Item != "entry 1" || f.Part != "answer 2" || f.ID != id(1) || !f.MustDecide() {
		t.Errorf("the flag is %+v", f)
	}
	raw, err := json.Marshal(f)
	if err != nil || strings.Contains(string(raw)+fmt.Sprintf("%+v %#v", f, f), "900123") {
		t.Errorf("a printed flag repeats the words (error %v)", err)
	}
	if got := f.Text(); got != "é rang 07700 900123 at noon" || (Flag{}).Text() != "" {
		t.Errorf("its text is %q", got)
	}
	if again := g.Findings()[0].Key; again != f.Key {
		t.Errorf("the key changed from %s to %s", f.Key, again)
	}
	other := gather(t, Chosen{Entries: []journal.Entry{entry(2, journal.Bring, "quiet", "é rang 07700 900123 at noon")}})
	if other.Findings()[0].Key == f.Key {
		t.Error("two entries with the same words share a key")
	}
}

func TestParseDecisions(t *testing.T) {
	got, err := ParseDecisions(strings.NewReader(`{"schema":"afterword/decisions/1","decisions":[
		{"key":"a1","act":"keep"},{"key":"b2","act":"replace","with":"a colleague"},{"key":"c3","act":"replace"}]}`))
	want := []Decision{{"a1", Keep, ""}, {"b2", Replace, "a colleague"}, {"c3", Replace, ""}}
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("read %v with error %v, want %v", got, err, want)
	}
	one := func(s string) string { return `{"schema":"afterword/decisions/1","decisions":[` + s + `]}` }
	for name, file := range map[string]string{
		"nothing":          ``,
		"another schema":   `{"schema":"afterword/decisions/2","decisions":[]}`,
		"no schema":        `{"decisions":[]}`,
		"unknown field":    one(`{"key":"a","act":"keep","wiht":"secretword"}`),
		"more after it":    one(``) + `}`,
		"no key":           one(`{"act":"keep"}`),
		"a long key":       one(`{"act":"keep","key":"` + strings.Repeat("a", 65) + `"}`),
		"the same key":     one(`{"key":"a","act":"keep"},{"key":"a","act":"keep"}`),
		"unknown act":      one(`{"key":"a","act":"secretword"}`),
		"kept and changed": one(`{"key":"a","act":"keep","with":"secretword"}`),
		"blank":            one(`{"key":"a","act":"replace","with":" "}`),
		"two lines":        one(`{"key":"a","act":"replace","with":"secretword\nb"}`),
		"an escape":        one(`{"key":"a","act":"replace","with":"\u001b[2J"}`),
		"reordering":       one(`{"key":"a","act":"replace","with":"\u202esecretword"}`),
		"long words":       one(`{"key":"a","act":"replace","with":"` + strings.Repeat("a", 201) + `"}`),
		"too many":         one(strings.Repeat(`{},`, 10_000) + `{}`),
		"too deep":         one(strings.Repeat("[", 10) + strings.Repeat("]", 10)),
		"too big":          one(strings.Repeat(" ", 4<<20)),
	} {
		if _, err := ParseDecisions(strings.NewReader(file)); err == nil || strings.Contains(err.Error(), "secretword") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func FuzzParseDecisions(f *testing.F) {
	f.Add(`{"schema":"afterword/decisions/1","decisions":[{"key":"a","act":"replace","with":"b"}]}`)
	f.Add(`{"schema":"afterword/decisions/1","decisions":null}`)
	f.Add(`[[[[`)
	f.Fuzz(func(t *testing.T, file string) {
		list, err := ParseDecisions(strings.NewReader(file))
		if err == nil && checkDecisions(list) != nil {
			t.Errorf("accepted decisions that cannot be carried out")
		}
	})
}

func FuzzRelease(f *testing.F) {
	f.Add("ring 07700 900123 or jo@example.org", "020 7946 0958", uint(1))
	f.Add("a@b.org c@d.org", "", uint(2))
	f.Add("rixa 000000 A AA.org", "0", uint(140)) // a hint appears once the address is gone
	f.Fuzz(func(t *testing.T, text, with string, keep uint) {
		g := asked(t, text)
		var list []Decision
		for i, flag := range g.Findings() {
			d := Decision{Key: flag.Key, Act: Replace, With: with}
			if keep>>(i%8)&1 == 1 {
				d = Decision{Key: flag.Key, Act: Keep}
			}
			list = append(list, d)
		}
		if checkDecisions(list) != nil {
			return
		}
		p, err := g.Release(Decisions{List: list})
		var undecided *UndecidedError
		switch {
		case errors.As(err, &undecided), errors.Is(err, ErrStale):
		case err != nil:
			t.Fatal(err)
		default:
			// What left holds no more findings than were kept on purpose,
			// beside hints, which need no answer.
			left := 0
			for _, flag := range asked(t, p.Questions()[0].Text).Findings() {
				if flag.MustDecide() {
					left++
				}
			}
			if left > p.Counts().Kept {
				t.Errorf("%d findings left with %d kept", left, p.Counts().Kept)
			}
		}
	})
}
