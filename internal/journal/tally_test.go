package journal

import (
	"fmt"
	"reflect"
	"testing"
)

// proctor is a crosswalk as the catalogue has it.
func proctor() map[Goal][]string {
	return map[Goal][]string{
		Development: {"formative"}, Ethics: {"normative"}, Support: {"restorative"}, Accountability: {"normative"},
		Reflection: {"formative"}, Independence: {"formative", "restorative"}, Culture: {"normative", "restorative"}, Quality: {"normative", "formative"},
	}
}

func TestTally(t *testing.T) {
	entries := []EntryHead{
		{Shift: "2026-11-09", Goals: []Goal{Support, Independence}, Energy: 2, Weight: 4, Confidence: 3, Decided: DecidedAlone},
		{Shift: "2026-11-03", Goals: []Goal{Support}, Energy: 5, Framework: "what-so-what", Decided: DecidedAsked},
		{Shift: "2026-11-05", Kind: SecondLook, Goals: []Goal{Development}},
		{Shift: "2026-11-06", Kind: Nothing},
	}
	actions := []ActionHead{{Goal: Quality, Due: "2026-12-01", Standard: "Code 4"}, {Goal: Quality}, {}}
	got := Tally(entries, actions, proctor())
	if got.Entries != 4 || len(got.Places) != 8 {
		t.Fatalf("%d entries and %d places, want 4 and 8", got.Entries, len(got.Places))
	}
	for i, want := range []string{
		"{development 1 []}", "{ethics 0 []}", "{support 2 [{energy 2 [5 2]} {weight 1 [4]}]}",
		"{accountability 0 [{due 1 []} {standard 1 []}]}", "{reflection 0 [{framework 1 []} {second-look 1 []}]}",
		"{independence 1 [{confidence 1 [3]} {decided 2 [asked alone]}]}", "{culture 0 []}", "{quality 0 [{action 2 []}]}",
	} {
		if s := fmt.Sprint(got.Places[i]); s != want {
			t.Errorf("place %s, want %s", s, want)
		}
	}
	if want := []Function{{"formative", 2}, {"normative", 0}, {"restorative", 2}}; !reflect.DeepEqual(got.Functions, want) {
		t.Errorf("functions %v, want %v", got.Functions, want)
	}
	if gaps := got.Gaps(); !reflect.DeepEqual(gaps, []string{"normative"}) {
		t.Errorf("gaps %q, want normative alone", gaps)
	}
	if s := fmt.Sprint(got.WithoutValues().Places[2]); s != "{support 2 [{energy 2 []} {weight 1 []}]}" {
		t.Errorf("without values: %s", s)
	}
	if s := fmt.Sprint(got.Places[2].Noted[0].Values); s != "[5 2]" {
		t.Errorf("the values were taken from the original: %s", s)
	}
}

func TestTallyCountsConsultingOfEthicsAlone(t *testing.T) {
	got := Tally([]EntryHead{
		{Shift: "2026-11-01", Goals: []Goal{Ethics}, Decided: DecidedChecked},
		{Shift: "2026-11-02", Goals: []Goal{Ethics}, Decided: DecidedAlone},
		{Shift: "2026-11-03", Goals: []Goal{Support}, Decided: DecidedAsked},
	}, nil, nil)
	if s := fmt.Sprint(got.Places[1]); s != "{ethics 2 [{consulted 1 []}]}" {
		t.Errorf("%s, want one that was checked", s)
	}
}

func TestTallyOfNothing(t *testing.T) {
	got := Tally(nil, nil, proctor())
	if got.Entries != 0 || len(got.Gaps()) != 0 {
		t.Errorf("an empty period has %d entries and the gaps %q", got.Entries, got.Gaps())
	}
}

func TestParseMeasureAndValue(t *testing.T) {
	for _, p := range Tally([]EntryHead{{Energy: 1, Weight: 5, Confidence: 2, Decided: DecidedChecked, Goals: []Goal{Ethics}, Framework: "x", Kind: SecondLook}},
		[]ActionHead{{Goal: Culture, Due: "2026-11-01", Standard: "x"}}, nil).Places {
		for _, n := range p.Noted {
			if m, err := ParseMeasure(string(n.Measure)); err != nil || m != n.Measure {
				t.Errorf("measure %q is read as %q (%v)", n.Measure, m, err)
			}
			for _, v := range n.Values {
				if got, err := ParseValue(string(v)); err != nil || got != v {
					t.Errorf("value %q is read as %q (%v)", v, got, err)
				}
			}
		}
	}
	for _, s := range []string{"", "0", "6", "heron"} {
		if _, err := ParseValue(s); err == nil {
			t.Errorf("%q is taken for a value", s)
		}
		if _, err := ParseMeasure(s); err == nil {
			t.Errorf("%q is taken for a measure", s)
		}
	}
}

// Each goal is counted by its own measure, and an action that is one is not
// counted as another of that goal.
func TestTallyByTheirOwnMeasure(t *testing.T) {
	got := Tally([]EntryHead{
		{Shift: "2026-11-01", Goals: []Goal{Development}, Noted: []Aside{AsideFeedback}, Learning: ID{1}, Minutes: 45},
		{Shift: "2026-11-02", Goals: []Goal{Development}, Minutes: 30},
		{Shift: "2026-11-03", Goals: []Goal{Support}, Noted: []Aside{AsideOptions, AsideConsulted, AsideHelped}},
	}, []ActionHead{
		{Goal: Culture, Kind: ActionProposal}, {Goal: Culture}, {Goal: Quality, Kind: ActionChange, Sign: "x"}, {Goal: Support, Kind: ActionChange},
	}, nil)
	for i, want := range map[int]string{
		0: "{development 2 [{feedback 1 []} {learning 1 []} {minutes 75 []}]}", 1: "{ethics 0 [{options 1 []} {consulted 1 []}]}",
		2: "{support 1 [{helped 1 []} {action 1 []}]}", 6: "{culture 0 [{proposal 1 []} {action 1 []}]}", 7: "{quality 0 [{change 2 []} {sign 1 []}]}",
	} {
		if s := fmt.Sprint(got.Places[i]); s != want {
			t.Errorf("place %s, want %s", s, want)
		}
	}
}
