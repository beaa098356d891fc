package insight

import (
	"cmp"
	"slices"

	"afterword/internal/journal"
)

// SuggestionKind says what a suggestion is about.
type SuggestionKind string

// The kinds of suggestion.
const (
	SuggestPlaceholder SuggestionKind = "placeholder" // a line that was left to come back to
	SuggestAnswered    SuggestionKind = "answered"    // an entry with a question that has been answered since
	SuggestGoal        SuggestionKind = "goal"        // a goal that nothing was written about for a while
	SuggestAlias       SuggestionKind = "alias"       // an alias that is written about and was not brought for a while
)

// Suggestion is something to take up or to leave. It is a fact with its
// day, and grades nothing.
type Suggestion struct {
	Kind  SuggestionKind
	Goal  journal.Goal // of SuggestGoal
	Alias string       // of SuggestAlias
	Entry journal.ID   // to be looked at again, or the latest that carries the alias
	// Since is the day of the entry that is to be looked at again; the day on
	// which the goal was written about or the alias brought last; and for an
	// alias that never was, the first day it was written about. It is empty
	// for a goal that has nothing yet.
	Since journal.Date
}

// Carried is what is known of the aliases beside the entries.
type Carried struct {
	Retired map[string]bool         // no longer in use
	Brought map[string]journal.Date // the day an entry with it last left in a pack
}

const (
	// mostSuggestions is how many suggestions there are at most.
	mostSuggestions = 2
	// silentDays is after how many days without a word a goal is suggested.
	silentDays = 6 * 7
)

// Suggest returns at most two suggestions, none where there is nothing to
// suggest. They stay for a week and then make room for others, so that
// nobody is asked the same every day. One is an entry to look at again, and
// one something that was quiet; where one sort is lacking, two of the other.
// What was heavy is never pressed on anybody here, nor a question that was
// answered long ago: Again lists them for those who ask.
func Suggest(b Book, c Carried, today journal.Date) []Suggestion {
	var again []Suggestion
	for _, r := range Again(b, today) {
		if r.Reason != Heavy && (r.Reason != Answered || today.AddDays(-quietDays).Before(r.Answer)) {
			again = append(again, Suggestion{Kind: SuggestionKind(r.Reason), Entry: r.Entry.ID, Since: r.Entry.Day()})
		}
	}
	week := max(0, journal.Date("2000-01-03").DaysUntil(today)/7) // counted from a Monday
	again = turned(again, week)
	quiet := turned(append(silentAliases(b, c, today), silentGoals(b, today)...), week)
	var out []Suggestion
	for i := range max(len(again), len(quiet)) {
		out = append(out, again[min(i, len(again)):min(i+1, len(again))]...)
		out = append(out, quiet[min(i, len(quiet)):min(i+1, len(quiet))]...)
	}
	return out[:min(len(out), mostSuggestions)]
}

// turned begins a list at another place each week.
func turned(all []Suggestion, week int) []Suggestion {
	if len(all) == 0 {
		return nil
	}
	at := week % len(all)
	return append(slices.Clone(all[at:]), all[:at]...)
}

// silentGoals are the goals that nothing was written about for a while,
// although there was writing: after a pause nobody is told that all eight
// are missing.
func silentGoals(b Book, today journal.Date) []Suggestion {
	before := today.AddDays(-silentDays)
	last, first, latest := map[journal.Goal]journal.Date{}, today, journal.Date("")
	for _, e := range b.Entries {
		day := e.Day()
		if day == "" || today.Before(day) {
			continue
		}
		first, latest = min(first, day), max(latest, day)
		for _, g := range e.Goals {
			last[g] = max(last[g], day)
		}
	}
	for _, q := range b.Questions {
		last[q.Goal] = max(last[q.Goal], q.Written.Date())
	}
	for _, a := range b.Actions {
		last[a.Goal] = max(last[a.Goal], a.Written.Date(), a.Closed)
	}
	for _, l := range b.Learning {
		last[l.Goal] = max(last[l.Goal], l.Written.Date())
	}
	if before.Before(first) || !before.Before(latest) {
		return nil
	}
	var out []Suggestion
	for _, g := range journal.Goals() {
		if !before.Before(last[g]) {
			out = append(out, Suggestion{Kind: SuggestGoal, Goal: g, Since: last[g]})
		}
	}
	return out
}

// silentAliases are the aliases that are still written about and were not
// brought for eight weeks or more. One that is chosen for the next pack, or
// that stands in nothing but what is never shared, is not among them.
func silentAliases(b Book, c Carried, today journal.Date) []Suggestion {
	waits := map[journal.ID]bool{} // entries with a question that is to be brought
	for _, q := range b.Questions {
		waits[q.Entry] = waits[q.Entry] || q.Waits()
	}
	found := map[string]*Suggestion{}
	latest, chosen := map[string]journal.Date{}, map[string]bool{}
	for _, e := range b.Entries {
		day := e.Day()
		if e.Visibility == journal.Never || day == "" || today.Before(day) {
			continue
		}
		for _, name := range e.Aliases {
			s := found[name]
			if s == nil {
				s = &Suggestion{Kind: SuggestAlias, Alias: name, Since: day}
				found[name] = s
			}
			s.Since = min(s.Since, day)
			if !day.Before(latest[name]) {
				latest[name], s.Entry = day, e.ID
			}
			chosen[name] = chosen[name] || waits[e.ID] || e.Visibility == journal.Bring && c.Brought[name].Before(e.Saved.Date())
		}
	}
	before := today.AddDays(-quietDays)
	var out []Suggestion
	for name, s := range found {
		brought := c.Brought[name]
		if s.Since = cmp.Or(brought, s.Since); c.Retired[name] || chosen[name] || before.Before(s.Since) || latest[name].Before(before) || !brought.Before(latest[name]) {
			continue
		}
		out = append(out, *s)
	}
	slices.SortFunc(out, func(x, y Suggestion) int { return cmp.Compare(x.Alias, y.Alias) })
	return out
}
