package ask

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"afterword/internal/privacy"
)

// findTracey finds the name Tracey in any case, as sure; the word maybe as
// a hint, rare as a detail, and numbers of three figures.
func findTracey(text string) []privacy.Finding {
	var out []privacy.Finding
	for i := range text {
		for word, f := range map[string]privacy.Finding{
			"tracey": {Kind: privacy.Name, Level: privacy.Sure, Why: "a first name", Suggest: "[name]"},
			"maybe":  {Kind: privacy.Place, Level: privacy.Hint, Why: "could be a place", Suggest: "[place]"},
			"rare":   {Kind: privacy.Detail, Level: privacy.Hint, Why: "few people are"},
			"123":    {Kind: privacy.Number, Level: privacy.Likely, Why: "a long number", Suggest: "[number]"},
		} {
			if len(text)-i >= len(word) && strings.EqualFold(text[i:i+len(word)], word) {
				f.Start, f.End = i, i+len(word)
				out = append(out, f)
			}
		}
	}
	return out
}

// reviewOf begins a review of texts; live looks again after replacements.
func reviewOf(live bool, texts ...string) *review {
	r := Review{}
	for i, text := range texts {
		r.Passages = append(r.Passages, Passage{Name: fmt.Sprintf("answer %d", i+1), Text: text, Found: findTracey(text)})
	}
	if live {
		r.Look = findTracey
	}
	return newReview(r, nil)
}

// act carries out a row of acts: r, k, n, a, s, u, h, o as in the form, y
// and x for the same answer elsewhere or here alone, and anything longer is
// words to put there.
func act(r *review, acts ...string) {
	for _, a := range acts {
		switch a {
		case "r":
			r.do(Replaced, r.suggestion())
		case "k":
			r.do(Kept, "")
		case "n":
			r.do(Cleared, "")
		case "a":
			r.do(ForGood, "")
		case "y", "x":
			r.same(a == "y")
		case "s":
			r.skip()
		case "u":
			r.undo()
		case "h":
			r.openHints()
		case "o":
			r.takeApart()
		default:
			r.do(Replaced, a)
		}
	}
}

// TestSameNameElsewhere decides about a name that other words stand before at
// one place and not at another: one answer for all.
func TestSameNameElsewhere(t *testing.T) {
	for _, tt := range []struct {
		text string
		acts []string
		want string
	}{
		{"I saw my client Tracey. Then Tracey cried.", []string{"r", "y"}, "I saw my client. Then my client cried."},
		{"I saw my client Tracey. Then Tracey cried.", []string{"r", "x"}, "I saw my client. Then Tracey cried."},
		{"I saw my client Tracey. Then Tracey cried.", []string{"my client heron-3", "y"}, "I saw my client heron-3. Then heron-3 cried."},
		{"I saw Tracey. It was my client Tracey.", []string{"heron-3", "y"}, "I saw heron-3. It was my client heron-3."},
		{"I saw Tracey, and TRACEY saw me.", []string{"heron-3", "y"}, "I saw heron-3, and heron-3 saw me."},
		{"I saw my client Tracey. Tracey cried.", []string{"r", "y"}, "I saw my client. My client cried."},
		{"My client Tracey cried. I saw Tracey.", []string{"r", "y"}, "My client cried. I saw my client."},
		{"On 3 March it rained. It rained on 3 March.", []string{"r", "y"}, "In early March it rained. It rained in early March."},
		{"I saw my client Tracey. Then Tracey cried.", []string{"n"}, "I saw my client Tracey. Then Tracey cried."},
		{"I saw my client Tracey. Then Tracey's mum cried.", []string{"k", "y"}, "I saw my client Tracey. Then Tracey's mum cried."},
	} {
		guard := privacy.Guard{}
		r := newReview(Review{Passages: []Passage{{Text: tt.text, Found: guard.Scan(tt.text)}}, Look: guard.Scan}, nil)
		act(r, tt.acts[0])
		if said := "The same name stands in one other place."; strings.Contains(tt.text, "client") && len(tt.acts) > 1 && !strings.HasPrefix(r.askSame(), said) {
			t.Errorf("%q: asked %q, want %q", tt.text, r.askSame(), said)
		}
		act(r, tt.acts[1:]...)
		if got := r.outcome().Texts[0]; got != tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.text, tt.acts, got, tt.want)
		}
		if open := len(r.outcome().Open); tt.acts[len(tt.acts)-1] != "x" && open > 0 {
			t.Errorf("%q, %q: %d are still open", tt.text, tt.acts, open)
		}
	}
}

func TestReview(t *testing.T) {
	for _, tt := range []struct {
		name  string
		texts []string
		acts  []string
		want  string
		sum   string
		left  int
	}{
		{"nothing", []string{"a calm day"}, nil, "a calm day", "", 0},
		{"replaced", []string{"Tracey rang"}, []string{"r"}, "[name] rang", "1 replaced", 0},
		{"own words", []string{"Tracey rang 123"}, []string{"her mum", "k"}, "her mum rang 123", "1 replaced, 1 kept", 0},
		{"what comes after moves", []string{"Tracey, 123"}, []string{"a much longer phrase", "x!"}, "a much longer phrase, x!", "2 replaced", 0},
		{"and moves back", []string{"Tracey, 123"}, []string{"x!", "r"}, "x!, [number]", "2 replaced", 0},
		{"the same everywhere", []string{"Tracey and Tracey", "tracey, 123"}, []string{"r", "y"}, "[name] and [name]|[name], 123", "3 replaced, 1 undecided", 1},
		{"here alone", []string{"Tracey and Tracey", "tracey"}, []string{"r", "x"}, "[name] and Tracey|tracey", "1 replaced, 2 undecided", 2},
		{"kept everywhere", []string{"Tracey and Tracey"}, []string{"k", "y"}, "Tracey and Tracey", "2 kept", 0},
		{"no name counts for all", []string{"Tracey and Tracey", "Tracey"}, []string{"n"}, "Tracey and Tracey|Tracey", "3 kept", 0},
		{"for good counts for all", []string{"Tracey and Tracey"}, []string{"a"}, "Tracey and Tracey", "2 kept", 0},
		{"skipped", []string{"Tracey 123"}, []string{"s", "k"}, "Tracey 123", "1 kept, 1 undecided", 0},
		{"undone", []string{"Tracey 123"}, []string{"r", "u"}, "Tracey 123", "2 undecided", 2},
		{"undone at all places", []string{"Tracey Tracey 123"}, []string{"r", "y", "u"}, "Tracey Tracey 123", "3 undecided", 3},
		{"undone before the same", []string{"Tracey Tracey"}, []string{"r", "u", "k", "x"}, "Tracey Tracey", "1 kept, 1 undecided", 1},
		{"undone twice", []string{"Tracey 123"}, []string{"r", "k", "u", "u"}, "Tracey 123", "2 undecided", 2},
		{"a skip undone", []string{"Tracey 123"}, []string{"s", "u"}, "Tracey 123", "2 undecided", 2},
		{"undone too often", []string{"Tracey"}, []string{"u", "r", "u", "u", "u"}, "Tracey", "1 undecided", 1},
		{"hints are folded", []string{"maybe Tracey"}, []string{"r"}, "maybe [name]", "1 replaced", 0},
		{"hints are opened", []string{"maybe Tracey"}, []string{"r", "h", "r"}, "[place] [name]", "2 replaced", 0},
		{"hints are opened and left", []string{"maybe Tracey"}, []string{"r", "h"}, "maybe [name]", "1 replaced", 1},
		{"details together", []string{"rare and rare, Tracey"}, []string{"r", "k"}, "rare and rare, [name]", "1 replaced, 2 kept", 0},
		{"details apart", []string{"rare and rare"}, []string{"o", "common", "x", "k"}, "common and rare", "1 replaced, 1 kept", 0},
		{"acts beyond the last", []string{"Tracey"}, []string{"r", "r", "k", "s", "o"}, "[name]", "1 replaced", 0},
	} {
		for _, live := range []bool{false, true} {
			t.Run(fmt.Sprint(tt.name, live), func(t *testing.T) {
				r := reviewOf(live, tt.texts...)
				act(r, tt.acts...)
				if got := strings.Join(r.outcome().Texts, "|"); got != tt.want {
					t.Errorf("the text is %q, want %q", got, tt.want)
				}
				if got := r.sum(); got != tt.sum {
					t.Errorf("it came to %q, want %q", got, tt.sum)
				}
				if got := len(r.waiting()); got != tt.left {
					t.Errorf("%d wait, want %d", got, tt.left)
				}
				for _, p := range r.now {
					for _, s := range p.spots {
						if words := p.text[s.finding.Start:s.finding.End]; !s.gone && words != s.words && words != s.with {
							t.Errorf("a finding about %q stands at %q", s.words, words)
						}
					}
				}
			})
		}
	}
}

// offering offers two aliases for Tracey, one for her with words before
// that say more, and none for others.
func offering(name, before string) []Offer {
	switch {
	case !strings.EqualFold(name, "tracey"):
		return nil
	case strings.HasSuffix(before, "client "):
		return []Offer{{With: "wren-4", Said: "a new one"}}
	}
	return []Offer{{With: "heron-3", Said: "last on 12 March"}, {With: "wren-4", Said: "a new one"}}
}

func TestReviewOffersAliases(t *testing.T) {
	for _, tt := range []struct {
		text, labels, want string
	}{
		{"Tracey rang, and tracey left", "use an alias: heron-3, last on 12 March|wren-4, a new one", "wren-4 rang, and wren-4 left"},
		{"A client Tracey rang", "use an alias: wren-4, a new one: wren-4, a new one", "A client wren-4 rang"},
		{"123 rang", "", "123 rang"},
		{"rare and rare", "", "rare and rare"},
	} {
		asked := 0
		r := newReview(Review{Passages: []Passage{{Text: tt.text, Found: findTracey(tt.text)}}, Aliases: func(name, before string) []Offer {
			asked++
			return offering(name, before)
		}}, nil)
		it, _ := r.current()
		choice := ""
		for _, o := range r.choices(it) {
			if o.Key == 'l' {
				choice = o.Label + ": "
			}
		}
		var labels []string
		for _, o := range r.numbered() {
			labels = append(labels, o.Label)
		}
		if got := choice + strings.Join(labels, "|"); got != tt.labels {
			t.Errorf("%q is offered %q, want %q", tt.text, got, tt.labels)
		}
		if _, ok := r.offer("9"); ok {
			t.Error("9 chose something")
		}
		if n := len(r.offers()); n > 0 {
			with, _ := r.offer(fmt.Sprint(n))
			act(r, with, "y")
		}
		if got := r.outcome().Texts[0]; got != tt.want {
			t.Errorf("the text is %q, want %q", got, tt.want)
		}
		if asked > 1 {
			t.Errorf("offers were asked for %d times", asked)
		}
	}
}

// Words put there that are themselves possible identifiers are asked about
// where the text is looked through again, and not otherwise.
func TestReviewOfReplacements(t *testing.T) {
	for _, live := range []bool{false, true} {
		r := reviewOf(live, "123 rang")
		act(r, "Tracey's")
		if got := len(r.waiting()); got != map[bool]int{true: 1, false: 0}[live] {
			t.Errorf("looking again %t: %d wait", live, got)
		}
		if act(r, "k"); r.outcome().Texts[0] != "Tracey's rang" {
			t.Errorf("the text is %q", r.outcome().Texts[0])
		}
	}
}

// A finding told from words that are replaced by now still waits.
func TestReviewLosesNothing(t *testing.T) {
	look := func(text string) []privacy.Finding {
		if !strings.Contains(text, "Nurse Tracey") {
			return nil
		}
		return findTracey(text)
	}
	const text = "Nurse Tracey came. tracey left."
	r := newReview(Review{Passages: []Passage{{Text: text, Found: look(text)}}, Look: look}, nil)
	act(r, "r", "x")
	if it, ok := r.current(); !ok || r.spot(it, 0).words != "tracey" {
		t.Errorf("what waits is lost: %v", r.waiting())
	}
	act(r, "r")
	if got := r.outcome(); got.Texts[0] != "Nurse [name] came. [name] left." || got.Count(Replaced) != 2 {
		t.Errorf("came to %+v", got)
	}
}

// What has grown by a replacement beside it is asked about as a whole, and
// overlapping findings do not change one text twice.
func TestReviewOverlaps(t *testing.T) {
	look := func(text string) []privacy.Finding {
		if i := strings.Index(text, "ward 123"); i >= 0 {
			return []privacy.Finding{{Start: i, End: i + 8, Kind: privacy.Workplace, Level: privacy.Sure, Suggest: "my ward"}}
		}
		return findTracey(text)
	}
	const text = "Tracey 123"
	r := newReview(Review{Passages: []Passage{{Text: text, Found: look(text)}}, Look: look}, nil)
	act(r, "ward")
	it, ok := r.current()
	if !ok || r.spot(it, 0).words != "ward 123" || len(r.waiting()) != 1 {
		t.Fatalf("%d wait", len(r.waiting()))
	}
	act(r, "r")
	if got := r.outcome(); got.Texts[0] != "my ward" || len(got.Open) != 0 {
		t.Errorf("came to %+v", got)
	}
	act(r, "u", "u")
	if got := r.outcome(); got.Texts[0] != text || len(got.Open) != 2 {
		t.Errorf("undone it is %+v", got)
	}
}

// What was decided earlier in a form is not asked about again.
func TestReviewKnowsWhatWasKept(t *testing.T) {
	const text = "Tracey, 123, 123"
	w := watch{cleared: map[string]bool{}, kept: map[string]keptIn{}}
	r := Review{Passages: []Passage{{Text: text, Found: findTracey(text)}}}
	first := newReview(r, nil)
	act(first, "n", "k", "x", "s")
	w.took("a", first, 0)
	if got := w.open("a", text, findTracey(text)); len(got) != 1 || got[0].Start != 13 {
		t.Errorf("%v are open", got)
	}
	const later = "Well, tracey's, 123, 123"
	open := w.open("a", later, findTracey(later))
	if len(open) != 1 || open[0].Start != 21 {
		t.Errorf("%v are open once the text has changed", open)
	}
	second := newReview(Review{Passages: []Passage{{Text: later, Found: findTracey(later)}}}, w.cleared, w.spans("a", later))
	if len(second.waiting()) != 1 || second.outcome().Count(Kept) != 0 {
		t.Errorf("%d wait", len(second.waiting()))
	}
}

func TestReviewContext(t *testing.T) {
	long := strings.Repeat("é", 100)
	p := passage{text: "before\n" + long + " Tracey " + long + "\nafter"}
	i := strings.Index(p.text, "Tracey")
	got := p.quote(spot{finding: privacy.Finding{Start: i, End: i + 6}}, contextBytes)
	if !strings.HasPrefix(got, "...é") || !strings.HasSuffix(got, "é...") || !strings.Contains(got, " [Tracey] ") || strings.Contains(got, "before") {
		t.Errorf("quoted as %q", got)
	}
}

// What stands beside a finding is cut at a word, and never within what
// stands in brackets there.
func TestReviewContextIsCutAtWords(t *testing.T) {
	for _, tt := range []struct {
		name, before, after, want string
	}{
		{"words", "all of us when ", " rang from wherever", "...us when [X] rang..."},
		{"all of it", "when ", " rang", "when [X] rang"},
		{"words in brackets", "a [colleague] saw ", " and [name] too", "... saw [X] and..."},
		{"brackets that fit", "met [a] and ", " or [b] came", "...[a] and [X] or [b]..."},
		{"brackets alone", "[phone number]", "[phone number]", "...[X]..."},
		{"a long word", "Donaudampfschiff ", " Donaudampfschiff", "...fschiff [X] Donauda..."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := passage{text: tt.before + "X" + tt.after}
			s := spot{finding: privacy.Finding{Start: len(tt.before), End: len(tt.before) + 1}}
			if got := p.quote(s, briefBytes); got != tt.want {
				t.Errorf("quoted as %q, want %q", got, tt.want)
			}
		})
	}
}

func TestKindWords(t *testing.T) {
	for _, k := range []privacy.Kind{
		privacy.Name, privacy.Initials, privacy.Place, privacy.Workplace, privacy.Address, privacy.Postcode, privacy.Phone, privacy.Email,
		privacy.URL, privacy.Handle, privacy.IP, privacy.Date, privacy.Birth, privacy.Age, privacy.NHSNumber, privacy.Record,
		privacy.Registration, privacy.National, privacy.Plate, privacy.Bank, privacy.Number, privacy.Detail,
	} {
		if spoken, one, many := KindWords(k); spoken == "an identifier" || one == many || one == "" {
			t.Errorf("%s is %q, %q, %q", k, spoken, one, many)
		}
	}
	found := []privacy.Finding{{Kind: privacy.Name}, {Kind: privacy.Phone}, {Kind: privacy.Name}}
	if got := CountKinds(found); got != "2 names, 1 telephone number" {
		t.Errorf("counted as %q", got)
	}
	if got := sayKinds(found); got != "2 names, a telephone number" {
		t.Errorf("said as %q", got)
	}
}

func TestUntouched(t *testing.T) {
	const text = "Tracey rang Tracey"
	found := findTracey(text)
	for cursor, want := range map[int][]int{-1: {0, 12}, 0: {12}, 6: {12}, 3: {12}, 8: {0, 12}, 12: {0}, 18: {0}} {
		var got []int
		for _, f := range untouched(text, cursor, found) {
			got = append(got, f.Start)
		}
		if !slices.Equal(got, want) {
			t.Errorf("with the cursor at %d: %v, want %v", cursor, got, want)
		}
	}
}

func FuzzReview(f *testing.F) {
	f.Add("Tracey and 123 maybe tracey's rare", "ry ks u")
	f.Add("123 123", "Tyu")
	f.Fuzz(func(t *testing.T, text, keys string) {
		if len(text) > 200 || len(keys) > 40 {
			return
		}
		r := reviewOf(true, text, text)
		for _, k := range keys {
			if strings.ContainsRune("rknasuhoyx", k) {
				if k == 'r' && r.suggestion() == "" {
					continue
				}
				act(r, string(k))
			} else {
				act(r, "by "+string(k))
			}
			for _, p := range r.now {
				for _, s := range p.spots {
					if !s.gone && s.open() && p.text[s.finding.Start:s.finding.End] != s.words {
						t.Fatalf("a finding about %q has lost its place in %q", s.words, p.text)
					}
				}
			}
		}
		for r.undo() {
		}
		if got := r.outcome().Texts; got[0] != text || got[1] != text {
			t.Errorf("undone it is %q", got)
		}
	})
}

// What an act came to is seen in one line of a narrow screen, however long
// the line of the text is.
func TestReviewSaysBriefly(t *testing.T) {
	r := reviewOf(false, "It was a long day for all of us when Tracey rang from wherever she is now")
	act(r, "r")
	if got := fitting(r.brief, 40); got != "Now: ...us when [name] rang..." {
		t.Errorf("it said %q", got)
	}
	if got := fitting(r.brief, 20); got != "Now: ...[name]..." {
		t.Errorf("where there is less room it said %q", got)
	}
	if !strings.Contains(r.note, "It was a long day for all of us when [name] rang from wherever") {
		t.Errorf("line by line it said %q", r.note)
	}
}
