package journal

import (
	"cmp"
	"slices"
	"strconv"
)

// Measure names what is noted for a goal besides text.
type Measure string

// The measures, each belonging to the goal that it is kept for.
const (
	MeasureEnergy     Measure = "energy"      // support: energy, 1 to 5
	MeasureWeight     Measure = "weight"      // support: the weight carried home, 1 to 5
	MeasureConfidence Measure = "confidence"  // independence: confidence, 1 to 5
	MeasureDecided    Measure = "decided"     // independence: how a decision was reached
	MeasureConsulted  Measure = "consulted"   // ethics: a decision that was checked or asked about
	MeasureFramework  Measure = "framework"   // reflection: a framework was followed
	MeasureSecondLook Measure = "second-look" // reflection: an older entry was looked at again
	MeasureAction     Measure = "action"      // of any goal: something meant to be done about it
	MeasureDue        Measure = "due"         // accountability: an action with the day it is due
	MeasureStandard   Measure = "standard"    // accountability: an action that names a standard
	MeasureKept       Measure = "kept"        // accountability: an action done by its day, or with none
	MeasureLate       Measure = "late"        // accountability: an action done after its day
	MeasureDropped    Measure = "dropped"     // accountability: an action that was dropped
	MeasureFeedback   Measure = "feedback"    // development: feedback that was received
	MeasureLearning   Measure = "learning"    // development: a note on a learning goal
	MeasureMinutes    Measure = "minutes"     // development: how many minutes of it
	MeasureOptions    Measure = "options"     // ethics: the options that were weighed
	MeasureHelped     Measure = "helped"      // support: what helped
	MeasureProposal   Measure = "proposal"    // culture: something to model, ask for or propose
	MeasureChange     Measure = "change"      // quality: one small change to test
	MeasureSign       Measure = "sign"        // quality: what would show that a change helped
)

// ParseMeasure reads the name of a measure.
func ParseMeasure(s string) (Measure, error) {
	return oneOf("a measure", s, MeasureEnergy, MeasureWeight, MeasureConfidence, MeasureDecided, MeasureConsulted,
		MeasureFramework, MeasureSecondLook, MeasureAction, MeasureDue, MeasureStandard,
		MeasureKept, MeasureLate, MeasureDropped,
		MeasureFeedback, MeasureLearning, MeasureMinutes, MeasureOptions, MeasureHelped, MeasureProposal, MeasureChange, MeasureSign)
}

// Value is what was noted of a measure: "1" to "5", or a Decided. It is
// never free text.
type Value string

// ParseValue reads what was noted of a measure.
func ParseValue(s string) (Value, error) {
	return oneOf("the value of a measure", s, "1", "2", "3", "4", "5", Value(DecidedAlone), Value(DecidedChecked), Value(DecidedAsked))
}

// Noted says how often a measure was noted, or how many minutes there were. The values stand in the order
// of their days; measures that are only counted have none.
type Noted struct {
	Measure Measure
	Times   int
	Values  []Value
}

// Place is what a period holds about one goal.
type Place struct {
	Goal    Goal
	Entries int // entries about the goal; one about several counts for each
	Noted   []Noted
}

// Function is how many entries fall to one function of supervision. An
// entry about goals of several functions counts for each of them once.
type Function struct {
	Name    string
	Entries int
}

// Themes is what a period holds in numbers: counts to talk about, never
// scores, and compared with nothing.
type Themes struct {
	Entries   int
	Places    []Place    // all eight goals, in their order
	Functions []Function // in the order in which the goals name them
}

// Tally counts the entries and actions of a period. functions is the
// crosswalk: the functions of supervision that each goal serves. Heads may
// come in any order.
func Tally(entries []EntryHead, actions []ActionHead, functions map[Goal][]string) Themes {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b EntryHead) int {
		return cmp.Or(cmp.Compare(a.Day(), b.Day()), cmp.Compare(a.Written.Unix, b.Written.Unix))
	})
	t := Themes{Entries: len(entries)}
	for _, g := range Goals() {
		p := Place{Goal: g}
		for _, e := range entries {
			if slices.Contains(e.Goals, g) {
				p.Entries++
			}
		}
		for _, n := range notedFor(g, entries, actions) {
			if n.Times > 0 {
				p.Noted = append(p.Noted, n)
			}
		}
		t.Places = append(t.Places, p)
	}
	t.Functions = functionsOf(entries, functions)
	return t
}

// functionsOf counts the entries of each function.
func functionsOf(entries []EntryHead, functions map[Goal][]string) []Function {
	var out []Function
	for _, g := range Goals() {
		for _, name := range functions[g] {
			if !slices.ContainsFunc(out, func(f Function) bool { return f.Name == name }) {
				out = append(out, Function{Name: name})
			}
		}
	}
	for _, e := range entries {
		for i := range out {
			if slices.ContainsFunc(e.Goals, func(g Goal) bool { return slices.Contains(functions[g], out[i].Name) }) {
				out[i].Entries++
			}
		}
	}
	return out
}

// notedFor counts the measures of one goal.
func notedFor(g Goal, entries []EntryHead, actions []ActionHead) []Noted {
	rating := func(n int) Value {
		if n == 0 {
			return ""
		}
		return Value(strconv.Itoa(n))
	}
	told := func(aside Aside) func(EntryHead) bool {
		return func(e EntryHead) bool { return slices.Contains(e.Noted, aside) }
	}
	of := func(k ActionKind) func(ActionHead) bool { return func(a ActionHead) bool { return a.Kind == k } }
	about := func(a ActionHead) bool { return a.Goal == g && (a.Kind == "" || a.Kind.Goal() != g) }
	switch g {
	case Development:
		return []Noted{
			counting(MeasureFeedback, entries, told(AsideFeedback)),
			counting(MeasureLearning, entries, func(e EntryHead) bool { return !e.Learning.IsZero() }),
			minutes(entries),
			counting(MeasureAction, actions, about),
		}
	case Ethics:
		return []Noted{
			counting(MeasureOptions, entries, told(AsideOptions)),
			counting(MeasureConsulted, entries, func(e EntryHead) bool {
				return told(AsideConsulted)(e) || slices.Contains(e.Goals, Ethics) && (e.Decided == DecidedChecked || e.Decided == DecidedAsked)
			}),
			counting(MeasureAction, actions, about),
		}
	case Culture:
		return []Noted{counting(MeasureProposal, actions, of(ActionProposal)), counting(MeasureAction, actions, about)}
	case Quality:
		return []Noted{
			counting(MeasureChange, actions, of(ActionChange)),
			counting(MeasureSign, actions, func(a ActionHead) bool { return a.Sign != "" }),
			counting(MeasureAction, actions, about),
		}
	case Support:
		return []Noted{
			values(MeasureEnergy, entries, func(e EntryHead) Value { return rating(e.Energy) }),
			values(MeasureWeight, entries, func(e EntryHead) Value { return rating(e.Weight) }),
			counting(MeasureHelped, entries, told(AsideHelped)),
			counting(MeasureAction, actions, about),
		}
	case Accountability:
		ended := func(s ActionState, late bool) func(ActionHead) bool {
			return func(a ActionHead) bool { return a.State == s && a.Late() == late }
		}
		return []Noted{
			counting(MeasureKept, actions, ended(ActionDone, false)),
			counting(MeasureLate, actions, ended(ActionDone, true)),
			counting(MeasureDropped, actions, func(a ActionHead) bool { return a.State == ActionDropped }),
			counting(MeasureDue, actions, func(a ActionHead) bool { return a.Due != "" }),
			counting(MeasureStandard, actions, func(a ActionHead) bool { return a.Standard != "" }),
			counting(MeasureAction, actions, about),
		}
	case Reflection:
		return []Noted{
			counting(MeasureFramework, entries, func(e EntryHead) bool { return e.Framework != "" }),
			counting(MeasureSecondLook, entries, func(e EntryHead) bool { return e.Kind == SecondLook }),
			counting(MeasureAction, actions, about),
		}
	case Independence:
		return []Noted{
			values(MeasureConfidence, entries, func(e EntryHead) Value { return rating(e.Confidence) }),
			values(MeasureDecided, entries, func(e EntryHead) Value { return Value(e.Decided) }),
			counting(MeasureAction, actions, about),
		}
	}
	return []Noted{counting(MeasureAction, actions, about)}
}

// minutes adds up the minutes of professional development.
func minutes(entries []EntryHead) Noted {
	n := Noted{Measure: MeasureMinutes}
	for _, e := range entries {
		n.Times += e.Minutes
	}
	return n
}

// counting counts the heads of which is is true.
func counting[H any](m Measure, heads []H, is func(H) bool) Noted {
	n := Noted{Measure: m}
	for _, h := range heads {
		if is(h) {
			n.Times++
		}
	}
	return n
}

// values collects what was noted of a measure, in the order of entries.
func values(m Measure, entries []EntryHead, of func(EntryHead) Value) Noted {
	n := Noted{Measure: m}
	for _, e := range entries {
		if v := of(e); v != "" {
			n.Times++
			n.Values = append(n.Values, v)
		}
	}
	return n
}

// WithoutValues returns t with its counts alone.
func (t Themes) WithoutValues() Themes {
	t = t.Clone()
	for i := range t.Places {
		for j := range t.Places[i].Noted {
			t.Places[i].Noted[j].Values = nil
		}
	}
	return t
}

// Clone returns a copy of t that shares nothing with it.
func (t Themes) Clone() Themes {
	t.Functions, t.Places = slices.Clone(t.Functions), slices.Clone(t.Places)
	for i := range t.Places {
		noted := slices.Clone(t.Places[i].Noted)
		for j := range noted {
			noted[j].Values = slices.Clone(noted[j].Values)
		}
		t.Places[i].Noted = noted
	}
	return t
}

// Gaps names the functions that no entry falls to, where there are entries
// at all: something to ask about, which may well be on purpose.
func (t Themes) Gaps() []string {
	var out []string
	for _, f := range t.Functions {
		if f.Entries == 0 && t.Entries > 0 {
			out = append(out, f.Name)
		}
	}
	return out
}
