package render

import (
	"fmt"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// measuredWords says what a goal was measured by.
func measuredWords(all []pack.Noted) string {
	said := make([]string, len(all))
	for i, n := range all {
		said[i] = measureWords(n)
	}
	return headed(strings.Join(said, "; "))
}

// measureWords says one measure, which pack lists.
func measureWords(n pack.Noted) string {
	switch n.Measure {
	case "learning-open":
		return some(n.Times, "learning goal", "learning goals") + " open"
	case "learning-set", "learning-closed":
		return some(n.Times, "learning goal", "learning goals") + " " + strings.TrimPrefix(string(n.Measure), "learning-")
	case "feedback":
		return "feedback in " + some(n.Times, "entry", "entries")
	case "minutes":
		return some(n.Times, "minute", "minutes") + " of learning"
	case "options":
		return "options weighed in " + some(n.Times, "entry", "entries")
	case "consulted":
		return "someone consulted in " + some(n.Times, "entry", "entries")
	case "energy", "confidence":
		return string(n.Measure) + " noted " + times(n.Times)
	case "weight":
		return "weight carried home noted " + times(n.Times)
	case "helped":
		return "what helped, in " + some(n.Times, "entry", "entries")
	case "kept":
		return some(n.Times, "action", "actions") + " kept"
	case "late":
		return fmt.Sprintf("%d done after the day it was due", n.Times)
	case "partly":
		return fmt.Sprintf("%d done in part", n.Times)
	case "open":
		return fmt.Sprintf("%d open", n.Times)
	case "overdue":
		return fmt.Sprintf("%d of these past the day it was due", n.Times)
	case "standards":
		return "a standard named " + times(n.Times)
	case "framework":
		return "a framework followed " + times(n.Times)
	case "second-look":
		return some(n.Times, "second look", "second looks")
	case "alone":
		return "decided alone " + times(n.Times)
	case "checked":
		return "checked with someone " + times(n.Times)
	case "asked":
		return "asked someone " + times(n.Times)
	case "proposals":
		return some(n.Times, "proposal", "proposals")
	case "changes":
		return some(n.Times, "change to test", "changes to test")
	case "signs":
		return fmt.Sprintf("a sign named for %d", n.Times)
	}
	_, came, _ := strings.Cut(string(n.Measure), "-") // of proposals and changes
	return fmt.Sprintf("%d %s", n.Times, stateWords(journal.ActionState(or(came, string(n.Measure)))))
}

// countList writes what is there at all as "Monday 2, Tuesday 1".
func countList(all []pack.Count) string {
	var said []string
	for _, c := range all {
		if c.Times > 0 {
			said = append(said, fmt.Sprintf("%s %d", headed(c.Name), c.Times))
		}
	}
	return strings.Join(said, ", ")
}

// nameList writes names, which can have commas in them, with how often each
// is there; of many it says how many there are.
func nameList(all []pack.Count) string {
	const many = 8
	if len(all) > many {
		return fmt.Sprintf("%d different ones", len(all))
	}
	var said []string
	for _, c := range all {
		said = append(said, fmt.Sprintf("%s (%d)", headed(c.Name), c.Times))
	}
	return strings.Join(said, "; ")
}

// kindCount is a kind of entry with its count.
func kindCount(c pack.Count) string {
	switch k := journal.EntryKind(c.Name); k {
	case journal.Quick:
		return fmt.Sprintf("%d quick", c.Times)
	case journal.Nothing:
		return fmt.Sprintf("%d with nothing that day", c.Times)
	default:
		return some(c.Times, kindWords(k), kindWords(k)+"s")
	}
}

// numbers writes values with commas.
func numbers(all []int) string {
	said := make([]string, len(all))
	for i, n := range all {
		said[i] = fmt.Sprint(n)
	}
	return strings.Join(said, ", ")
}
