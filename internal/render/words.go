package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// headed begins a line with a capital: Entry 1.
func headed(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// named puts a name before a value, or gives nothing for no value.
func named(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

// facts joins what there is into one line.
func facts(all ...string) string {
	var given []string
	for _, fact := range all {
		if fact != "" {
			given = append(given, fact)
		}
	}
	return headed(strings.Join(given, "; "))
}

// listed writes "a, b and c".
func listed(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

func dayWords(d journal.Date) string {
	if d == "" {
		return ""
	}
	return d.Time().Format("2 January 2006")
}

// shortDay writes a day for a narrow column: 2 Jan 2006.
func shortDay(d journal.Date) string {
	if d == "" {
		return ""
	}
	return d.Time().Format("2 Jan 2006")
}

func periodWords(p pack.Period) string {
	switch from, to := dayWords(p.From), dayWords(p.To); {
	case from == to:
		return from
	case from != "" && to != "":
		return from + " to " + to
	case from != "":
		return "from " + from
	case to != "":
		return "up to " + to
	}
	return ""
}

func stateWords(s journal.ActionState) string {
	if s == journal.ActionPartly {
		return "partly done"
	}
	return string(s)
}

func kindWords(k journal.EntryKind) string {
	switch k {
	case journal.Nothing:
		return "nothing today"
	case journal.SecondLook:
		return "second look"
	}
	return string(k)
}

// times writes how often something was noted.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// some writes a number with its noun in one of its two forms.
func some(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func wantWords(w journal.Want) string {
	switch w {
	case journal.WantTeach:
		return "teach me"
	case journal.WantThink:
		return "think with me"
	case journal.WantSteady:
		return "steady me"
	case journal.WantDecide:
		return "help me decide"
	case journal.WantHearing:
		return "just hear it"
	}
	return ""
}

// eyeWords says where an eye of the seven-eyed model looks, in the words of
// whoever asks: I am the practitioner, and you are the supervisor.
func eyeWords(n int) string {
	if n < 1 || n > journal.Eyes {
		return ""
	}
	return [journal.Eyes]string{"the person", "what I did", "the person and me", "myself", "you and me", "you", "the wider system"}[n-1]
}

// notedWords says how often a measure was noted, and what where its values
// are in the pack.
func notedWords(n journal.Noted) string {
	said := ""
	switch n.Measure {
	case journal.MeasureWeight:
		said = "weight noted " + times(n.Times)
	case journal.MeasureDecided:
		said = "way of deciding noted " + times(n.Times)
	case journal.MeasureConsulted:
		said = "someone consulted " + times(n.Times)
	case journal.MeasureFramework:
		said = "a framework followed " + times(n.Times)
	case journal.MeasureSecondLook:
		said = some(n.Times, "second look", "second looks")
	case journal.MeasureAction:
		said = some(n.Times, "action", "actions")
	case journal.MeasureDue:
		said = some(n.Times, "action of any goal with a day", "actions of any goal with a day")
	case journal.MeasureKept:
		said = some(n.Times, "action", "actions") + " kept"
	case journal.MeasureLate:
		said = some(n.Times, "action", "actions") + " done late"
	case journal.MeasureDropped:
		said = some(n.Times, "action", "actions") + " dropped"
	case journal.MeasureLearning:
		said = some(n.Times, "note on a learning goal", "notes on learning goals")
	case journal.MeasureMinutes:
		said = minuteWords(n.Times)
	case journal.MeasureOptions:
		said = "options weighed " + times(n.Times)
	case journal.MeasureHelped:
		said = "what helped noted " + times(n.Times)
	case journal.MeasureProposal:
		said = some(n.Times, "proposal", "proposals")
	case journal.MeasureChange:
		said = some(n.Times, "change to test", "changes to test")
	case journal.MeasureSign:
		said = "a sign named " + times(n.Times)
	case journal.MeasureStandard:
		said = "a standard named " + times(n.Times)
	default:
		said = string(n.Measure) + " noted " + times(n.Times)
	}
	values := make([]string, len(n.Values))
	for i, v := range n.Values {
		values[i] = string(v)
	}
	if len(values) == 0 {
		return said
	}
	return said + ": " + strings.Join(values, ", ")
}

// decidedWords says how a decision was reached, where that was said.
func decidedWords(d journal.Decided) string {
	switch d {
	case journal.DecidedAlone:
		return "decided alone"
	case journal.DecidedChecked:
		return "decided, then checked"
	case journal.DecidedAsked:
		return "asked before deciding"
	}
	return ""
}

// minuteWords says how many minutes of learning there were.
func minuteWords(n int) string {
	if n == 0 {
		return ""
	}
	return some(n, "minute", "minutes") + " of learning"
}

// modeWords says who was supervised together, where that was noted.
func modeWords(s pack.Session) []string {
	switch {
	case s.Mode == "":
		return nil
	case s.Size > 0 && s.Mode != journal.OneToOne:
		return []string{fmt.Sprintf("%s of %d", s.Mode, s.Size)}
	}
	return []string{string(s.Mode)}
}

// goalWord is a goal as it stands within a sentence, empty for none. A label
// that begins with an abbreviation keeps its capitals.
func goalWord(p pack.Pack, g journal.Goal) string {
	label := p.GoalWords(g)
	first, size := utf8.DecodeRuneInString(label)
	if next, _ := utf8.DecodeRuneInString(label[size:]); first == utf8.RuneError || unicode.IsUpper(next) {
		return label
	}
	return string(unicode.ToLower(first)) + label[size:]
}

func goalWords(p pack.Pack, goals []journal.Goal) string {
	words := make([]string, len(goals))
	for i, g := range goals {
		words[i] = goalWord(p, g)
	}
	return strings.Join(words, ", ")
}
