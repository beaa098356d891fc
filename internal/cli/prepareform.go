package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
)

// What a draft of this flow keeps beside its answers begins with keptMark.
const (
	keptMark      = "."
	keptOut       = ".out"       // the file to write, where it was named
	keptQuestion  = ".question"  // and a number: the id of a question that is written here
	keptPaper     = ".paper"     // the size of paper, where it was named
	keptSides     = ".sides"     // how many sides it may have, where more than usual are allowed
	keptExcerpt   = ".excerpt"   // how many words of an answer come, where they are fewer than usual
	keptDecisions = ".decisions" // what was decided about possible identifiers
)

const (
	anyDay      = "any"   // a period without a first day
	otherDay    = "other" // a period from a day that is written out
	mostOffered = 60      // entries that are gone through one by one
)

// numbered is the id of the n-th of several questions.
func numbered(id string, n int) string { return fmt.Sprintf("%s%d", id, n) }

// suggest gives an answer that can be gone past as it is, unless the
// question was answered or skipped before.
func (p *preparing) suggest(id, value string) {
	if p.draft.Answers[id] == "" && !p.draft.Skipped[id] && value != "" {
		p.draft.Answers[id] = value
	}
}

// periodForm asks for the days that the pack is about.
func (p *preparing) periodForm(context.Context) (ask.Form, error) {
	q := ask.Question{ID: "from", Kind: ask.Choice, Title: "From when on do you look back?"}
	for _, o := range []struct {
		key  rune
		what string
		day  journal.Date
	}{{'s', "The last session, ", p.was.session}, {'p', "The last pack" + forWhom(p.was.last.to) + ", ", p.was.last.day}, {'w', "Four weeks, from ", p.today().AddDays(-28)}} {
		taken := slices.ContainsFunc(q.Options, func(other ask.Option) bool { return other.Value == string(o.day) })
		if o.day != "" && !taken {
			q.Options = append(q.Options, ask.Option{Key: o.key, Value: string(o.day), Label: o.what + plainDay(o.day)})
		}
	}
	p.suggest("from", q.Options[0].Value)
	if now := journal.Date(p.draft.Answers["from"]); !now.Time().IsZero() &&
		!slices.ContainsFunc(q.Options, func(o ask.Option) bool { return o.Value == string(now) }) {
		q.Options = append(q.Options, ask.Option{Key: 'g', Value: string(now), Label: plainDay(now)})
	}
	q.Options = append(q.Options, ask.Option{Key: 'd', Value: otherDay, Label: "Another day"},
		ask.Option{Key: 'a', Value: anyDay, Label: "The beginning of the journal"})
	other := ask.Question{ID: "day", Kind: ask.Line, Title: "From which day on?", Note: "Such as 3 weeks ago, last monday, 5 October.", Uncounted: true,
		When: func(w ask.Answers) bool { return w.Value("from") == otherDay }}
	return ask.Form{Title: "Prepare: the time since", Questions: []ask.Question{q, other}}, nil
}

// chooseForm goes through the entries of the period, those that are marked
// first.
func (p *preparing) chooseForm(ctx context.Context) (ask.Form, error) {
	offered, left := p.offered()
	f := ask.Form{Title: "Prepare: what to bring", Questions: []ask.Question{
		{ID: "look", Kind: ask.Card, Uncounted: true, Title: "Looking back over this time", Note: p.lookBack(offered, left)}}}
	var before []string
	for _, e := range offered {
		id, earlier := entryID(e), slices.Clone(before)
		before = append(before, id)
		if _, had := p.was.last.had[e.ID]; e.Visibility == journal.Bring && !had {
			p.suggest(id, "bring")
		}
		f.Questions = append(f.Questions, ask.Question{ID: id, Kind: ask.Choice, Title: e.Day().Time().Format("Monday 2 January") + ": " + kindWords(e),
			Note: p.entryNote(e), Options: entryOptions(), Whole: func() string { return p.wholeEntry(ctx, e) },
			When: func(w ask.Answers) bool {
				return !slices.ContainsFunc(earlier, func(id string) bool { return w.Value(id) == "rest" })
			}})
	}
	return f, nil
}

// entryID is the id of the question about an entry.
func entryID(e *journal.Entry) string { return "e:" + e.ID.String() }

// entryOptions are what can be done with an entry.
func entryOptions() []ask.Option {
	return []ask.Option{
		{Key: 'b', Value: "bring", Label: "Bring an excerpt, the first words of each answer"},
		{Key: 'f', Value: "full", Label: "Bring it in full"},
		{Key: 's', Value: "skip", Label: "Leave it out"},
		{Key: 'l', Value: "rest", Label: "Leave out this and all that follow"},
	}
}

// kindWords is what sort of entry it is.
func kindWords(e *journal.Entry) string {
	if e.Kind == journal.Nothing {
		return "nothing that day"
	}
	return strings.ReplaceAll(string(e.Kind), "-", " ")
}

// entryNote says what an entry is: its first words, goals and mark.
func (p *preparing) entryNote(e *journal.Entry) string {
	var lines []string
	if e.Gist != "" {
		lines = append(lines, e.Gist)
	}
	if len(e.Goals) > 0 {
		lines = append(lines, "Goals: "+p.goalNames(e.Goals))
	}
	switch _, had := p.was.last.had[e.ID]; {
	case had:
		lines = append(lines, "It was in the last pack.")
	case e.Visibility == journal.Bring:
		lines = append(lines, p.markedWords(e))
	default:
		lines = append(lines, "Just for you so far. Bringing it here is for this pack only.")
	}
	return strings.Join(lines, "\n")
}

// markedWords says that an entry is marked, and that its day lies outside
// the period where it does.
func (p *preparing) markedWords(e *journal.Entry) string {
	if p.period().Holds(e.Day()) {
		return "Marked to bring."
	}
	return "Marked to bring, and not yet in a pack. Its day lies outside this time."
}

// wholeEntry is all of an entry, to be read before it is chosen.
func (p *preparing) wholeEntry(ctx context.Context, e *journal.Entry) string {
	whole := new(journal.Entry)
	if err := p.vault.Load(ctx, e.ID, whole); err != nil {
		return "This entry could not be opened. Run: afterword verify"
	}
	parts := []string{e.Day().Long()}
	for _, answer := range whole.Answers {
		if !answer.Skipped && strings.TrimSpace(answer.Text) != "" {
			parts = append(parts, strings.TrimSpace(answer.Question+"\n"+answer.Text))
		}
	}
	if len(parts) == 1 {
		parts = append(parts, "Nothing was written in words.")
	}
	return strings.Join(parts, "\n\n")
}

// notOffered counts the entries of the period that are not gone through.
type notOffered struct {
	never int // marked never
	held  int // grown from an entry that is, that is in the trash or that is gone
	more  int // older than the others that are offered
}

// offered are the entries that are gone through: those marked to bring that
// still wait from other days, those of the period that are marked, then the
// newest of its others, each in the order of their days; with those that are
// not.
func (p *preparing) offered() ([]*journal.Entry, notOffered) {
	var left notOffered
	may, never, held := p.was.of(p.period())
	left.never, left.held = never, held
	var marked, others []*journal.Entry
	for _, e := range may {
		if e.Visibility == journal.Bring {
			marked = append(marked, e)
		} else {
			others = append(others, e)
		}
	}
	left.more = min(len(others), max(0, len(may)-mostOffered))
	return slices.Concat(p.was.waiting(p.period()), marked, others[left.more:]), left
}

// lookBack says what the period holds, as questions and never as a grade.
func (p *preparing) lookBack(offered []*journal.Entry, left notOffered) string {
	period, marked := p.period(), 0
	var heads []journal.EntryHead
	waiting := p.was.waiting(period)
	offered = offered[len(waiting):]
	for _, e := range offered {
		heads = append(heads, e.EntryHead)
		if e.Visibility == journal.Bring {
			marked++
		}
	}
	lines := []string{fmt.Sprintf("%s, %s; %d marked to bring.", capital(periodWords(period.From, period.To)), counted(len(offered)+left.more, "entry"), marked)}
	if len(waiting) > 0 {
		lines = append(lines, fmt.Sprintf("Of other days, marked to bring and not yet in a pack: %s. They come first.", counted(len(waiting), "entry")))
	}
	if left.more > 0 {
		lines = append(lines, fmt.Sprintf("Of the others the newest %d are gone through; %d older ones are not.", len(offered)-marked, left.more))
	}
	if left.never > 0 {
		lines = append(lines, fmt.Sprintf("Marked never, and so not listed: %d.", left.never))
	}
	if left.held > 0 {
		lines = append(lines, fmt.Sprintf("Grown from an entry marked never, in the trash or gone, and so not listed: %d.", left.held))
	}
	if f, err := functions(); err == nil && len(heads) > 0 {
		lines = append(append(lines, ""), balance(journal.Tally(heads, nil, f), p.goalNames)...)
	}
	return strings.Join(append(lines, "", "Everything can be skipped. Nothing is marked or written before the last step."), "\n")
}

// goalNames lists goals by their labels, as within a sentence. Their own
// "and" tells from the comma between them.
func (p *preparing) goalNames(goals []journal.Goal) string {
	c, err := p.catalogue()
	var names []string
	for _, slug := range goals {
		name := string(slug)
		if err == nil {
			if g, ok := c.Goal(slug); ok {
				name = lowerFirst(g.Label)
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// balance puts the counts of a period as questions, with goals as names
// writes them. Of fewer than four entries most goals have none, which says
// nothing.
func balance(t journal.Themes, names func([]journal.Goal) string) []string {
	const few = 4
	least := t.Entries
	for _, place := range t.Places {
		least = min(least, place.Entries)
	}
	var goals []journal.Goal
	for _, place := range t.Places {
		if place.Entries == least {
			goals = append(goals, place.Goal)
		}
	}
	var lines []string
	if t.Entries >= few && len(goals) > 0 && len(goals) < len(t.Places) {
		lines = append(lines, fmt.Sprintf("Least in these entries: %s (%d of %d). Is that as you want it?", names(goals), least, t.Entries))
	}
	if gaps := t.Gaps(); len(gaps) > 0 && len(gaps) < len(t.Functions) {
		lines = append(lines, fmt.Sprintf("Nothing %s in this time. Is that as you want it?", strings.Join(gaps, " or ")))
	}
	return lines
}

// markForm asks which entries that were just for the person are to be
// marked beyond this pack.
func (p *preparing) markForm(context.Context) (ask.Form, error) {
	q := ask.Question{ID: "mark", Kind: ask.Several, Title: "Mark any of these to bring from now on?",
		Note: "You chose them for this pack only, and that is all unless you tick them."}
	for _, e := range p.chosen() {
		if e.Visibility == journal.JustMe {
			q.Options = append(q.Options, ask.Option{Value: e.ID.String(), Label: entryLabel(e)})
		}
	}
	q.When = func(ask.Answers) bool { return len(q.Options) > 0 }
	return ask.Form{Title: "Prepare: marks", Questions: []ask.Question{q}}, nil
}

// entryLabel names an entry in a list.
func entryLabel(e *journal.Entry) string {
	label := e.Day().Time().Format("2 January")
	if e.Gist != "" {
		label += ": " + e.Gist
	}
	return label
}

// period is the time that the pack is about, as it was answered.
func (p *preparing) period() pack.Period {
	from := p.draft.Answers["from"]
	if from == otherDay {
		from = p.draft.Answers["day"]
	}
	day := journal.Date(from)
	if day.Time().IsZero() {
		if day = ""; from != anyDay && from != "" {
			day, _ = journal.ParseWhen(from, p.today()) // it was checked when it was answered
		}
	}
	if p.today().Before(day) { // noted where it is a day later
		day = p.today()
	}
	return pack.Period{From: day, To: p.today()}
}

// checkPeriod reads the day that was written out, and says it back.
func (p *preparing) checkPeriod(answers ask.Answers) error {
	if answers.Value("from") != otherDay {
		return nil
	}
	day, err := p.formDay(answers, "day", "From", "", p.sayHeld)
	if err != nil {
		return err
	}
	if day == "" {
		return askAgain{"day", "the day is missing"}
	}
	p.draft.Answers["from"], p.draft.Answers["day"] = string(day), ""
	return nil
}

// sayHeld reads a day that is past.
func (p *preparing) sayHeld(what, s string) (journal.Date, error) {
	day, err := p.day(s)
	if err == nil && p.today().Before(day) {
		err = misused("%s lies ahead; a pack looks back", plainDay(day))
	}
	if err == nil {
		p.sayDay(what, s, day)
	}
	return day, err
}

// chosen are the entries that are to be brought.
func (p *preparing) chosen() []*journal.Entry {
	offered, _ := p.offered()
	var out []*journal.Entry
	for _, e := range offered {
		switch p.draft.Answers[entryID(e)] {
		case "bring", "full":
			out = append(out, e)
		case "rest":
			return out
		}
	}
	return out
}
