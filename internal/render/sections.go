package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// under puts a section's name over its blocks, or gives nothing where it
// has none.
func under(name string, all ...block) []block {
	if len(all) == 0 {
		return nil
	}
	return append([]block{{kind: section, text: name}}, all...)
}

// head says whose pack it is, what it is and what it is not.
func head(p pack.Pack) []block {
	searched := gate(p)
	if f := p.Fingerprint(); f != "" {
		searched += " Journal fingerprint: " + f + "."
	}
	return []block{{kind: title, text: titleOf(p)}, {kind: line, text: about(p)}, {kind: line, text: searched}}
}

// titleOf is what a pack is called.
func titleOf(p pack.Pack) string {
	if p.Kind() == pack.ForReview {
		return "Practice review"
	}
	return headed(p.Words().Supervision) + " pack"
}

// about says whose pack it is, for whom, and which days it covers.
func about(p pack.Pack) string {
	var said []string
	if p.For() != "" {
		said = append(said, "For "+p.For())
	}
	if p.By() != "" {
		said = append(said, "From "+p.By())
	}
	if p.Next() != "" {
		said = append(said, "Next session: "+dayWords(p.Next()))
	}
	if words := periodWords(p.Period()); words != "" {
		said = append(said, "Period: "+words)
	}
	return strings.Join(append(said, "Made on "+dayWords(p.Made().Date())), ". ") + "."
}

// gate says what the search for identifiers came to. It claims no more
// than that: a reader who knows the place may still know the person.
func gate(p pack.Pack) string {
	said, looked := pack.Notice, "looked for "+pack.Looked
	c := p.Counts()
	if c == (pack.Counts{}) {
		said += " Nothing found; " + looked + "."
	} else {
		said += fmt.Sprintf(" Possible identifiers: %d replaced, %d kept", c.Replaced, c.Kept)
		if c.Undecided > 0 {
			said += fmt.Sprintf(", %d not decided", c.Undecided)
		}
		said += "; " + looked + "."
	}
	return said + " A reader who knows the place may still recognise someone."
}

// escalated says that something was handed over, and never what.
func escalated(p pack.Pack) []block {
	var out []block
	for _, h := range p.Handed() {
		said := []string{"Handed over through the proper route"}
		if h.Date != "" {
			said = append(said, h.Date)
		}
		out = append(out, block{kind: point, text: facts(strings.Join(said, ", "), named("goals", goalWords(p, h.Goals)))})
	}
	return under("Already escalated", out...)
}

func questions(p pack.Pack) []block {
	var out []block
	for _, q := range p.Questions() {
		out = append(out, block{kind: piece, text: headed(q.Ref), ref: q.Ref},
			block{kind: line, text: facts(named("I would like you to", wantWords(q.Want)), named("goal", goalWord(p, q.Goal)), named("where it looks", eyeWords(q.Eye)))},
			block{kind: words, text: q.Text})
		for _, more := range []struct{ name, text string }{{"Context", q.Context}, {"What I tried", q.Tried}} {
			if more.text != "" {
				out = append(out, block{kind: prompt, text: more.name}, block{kind: words, text: more.text})
			}
		}
	}
	return under("My questions", out...)
}

// actions sets the actions out as a table. None of its cells is empty,
// since an empty one is room to write in.
func actions(p pack.Pack) []block { return under(actionsName(p.Actions()), actionTable(p)...) }

// actionsName is what actions are called: "from last time" says that each of
// them was agreed in a session.
func actionsName(all []pack.Action) string {
	for _, a := range all {
		if !a.Agreed {
			return "Actions so far"
		}
	}
	return "Actions from last time"
}

// actionTable is that table, or nothing where there is no action.
func actionTable(p pack.Pack) []block {
	t := &table{columns: []column{{"Action", 13}, {"Who", 4}, {"Due", 4}, {"What came of it", 9}}}
	for _, a := range p.Actions() {
		t.rows = append(t.rows, []string{
			or(actionWords(p, a), "not described"), or(a.Owner, "me"), or(shortDay(a.Due), "no day"), outcomeWords(a),
		})
	}
	if len(t.rows) == 0 {
		return nil
	}
	return []block{{kind: grid, table: t}}
}

// actionWords is what was to be done, with what it is about.
func actionWords(p pack.Pack, a pack.Action) string {
	text := a.Text
	for _, more := range []string{named("goal", goalWord(p, a.Goal)), named("standard", a.Standard), named("sign", a.Sign)} {
		if more != "" {
			text += " (" + more + ")"
		}
	}
	return text
}

// outcomeWords says how far an action has come.
func outcomeWords(a pack.Action) string {
	state := headed(stateWords(a.State))
	if a.Overdue {
		state += ", overdue"
	}
	if a.Outcome == "" {
		return state
	}
	return state + ": " + a.Outcome
}

// or returns the first text that says anything.
func or(text, other string) string {
	if strings.TrimSpace(text) == "" {
		return other
	}
	return text
}

func feeling(p pack.Pack) []block {
	var out []block
	if f := p.Feeling(); f != "" {
		out = append(out, block{kind: words, text: f})
	}
	if len(p.Trend()) > 0 {
		out = append(out, block{kind: line, text: "By " + p.Words().Shift + ", in order of time, from 1 to 5:", drawn: drawnTrend(p)})
	}
	for _, m := range trendSeries() {
		if said := readings(p.Trend(), m.value); said != "" {
			out = append(out, block{kind: point, text: m.name + ": " + said})
		}
	}
	return under("How I am", out...)
}

// readings writes what was noted of one measure in its order, each time
// once and its year where it begins: "late September 2026: 2; early
// October: 3, 2". A day that is not known has no time.
func readings(all []pack.Reading, value func(pack.Reading) int) string {
	var said []string
	date, year := "", ""
	for _, r := range all {
		v := value(r)
		if v == 0 {
			continue
		}
		if n := len(said) - 1; n >= 0 && r.Date == date {
			said[n] += fmt.Sprintf(", %d", v)
			continue
		}
		date = r.Date
		when, its := date, ""
		if at := strings.LastIndexByte(date, ' '); at >= 0 {
			when, its = date[:at], date[at:]
		}
		if its != year {
			when, year = date, its
		}
		said = append(said, fmt.Sprintf("%s: %d", or(when, "day unknown"), v))
	}
	return strings.Join(said, "; ")
}

func reflections(p pack.Pack) []block {
	return under("Chosen reflections", entries(p, func(e pack.Entry) bool { return !e.ForDevelopment() })...)
}

func development(p pack.Pack) []block {
	var out []block
	for _, a := range p.Aims() {
		out = append(out, aimBlocks(p, a)...)
	}
	return under("Development", append(out, entries(p, pack.Entry.ForDevelopment)...)...)
}

// aimBlocks sets one learning goal out, with how far it has come.
func aimBlocks(p pack.Pack, a pack.Aim) []block {
	notes := "no note in this period"
	if a.Notes > 0 {
		notes = some(a.Notes, "note", "notes") + " in this period"
	}
	out := []block{{kind: piece, text: headed(a.Ref), ref: a.Ref},
		{kind: line, text: facts(named("since", a.Set), named("goal", goalWord(p, a.Goal)), notes, named("the latest", a.Latest))},
		{kind: words, text: a.Text}}
	if a.Outcome != "" {
		out = append(out, block{kind: prompt, text: "Learned so far"}, block{kind: words, text: a.Outcome})
	}
	return out
}

// entries sets out the reflections for which is is true.
func entries(p pack.Pack, is func(pack.Entry) bool) []block {
	var out []block
	for _, e := range p.Entries() {
		if is(e) {
			out = append(out, entryBlocks(p, e)...)
		}
	}
	return out
}

// entryBlocks sets one reflection out.
func entryBlocks(p pack.Pack, e pack.Entry) []block {
	name := headed(e.Ref)
	if e.Date != "" {
		name += ", " + e.Date
	}
	about := facts(kindWords(e.Kind), named("on", e.On), named("framework", e.FrameworkWords()), named("goals", goalWords(p, e.Goals)), measures(e),
		decidedWords(e.Decided), minuteWords(e.Minutes))
	out := []block{{kind: piece, text: name, ref: e.Ref}, {kind: line, text: about}}
	for _, a := range e.Answers {
		out = append(out, block{kind: prompt, text: staged(a)}, block{kind: words, text: a.Text})
	}
	return out
}

// measures writes what was given of energy, weight and confidence in one
// fact: "energy 3, confidence 2 of 5".
func measures(e pack.Entry) string {
	all := e.Measures()
	for i := range all[:max(0, len(all)-1)] {
		all[i] = strings.TrimSuffix(all[i], " of 5")
	}
	return strings.Join(all, ", ")
}

// staged is what was asked, behind the name of the stage. A name that the
// question begins with is not said twice, and one that ends as a question
// does is set off by itself: "Now what? Which step is yours?"
func staged(a pack.Answer) string {
	stage := a.StageWords()
	if stage == "" || a.Question == "" {
		return stage + a.Question
	}
	if beginsWith(a.Question, strings.TrimRight(stage, ".?!:")) {
		return a.Question
	}
	if strings.ContainsAny(stage[len(stage)-1:], ".?!:") {
		return stage + " " + a.Question
	}
	return stage + ": " + a.Question
}

// beginsWith reports whether the first words of a text are those of name,
// in large letters or small.
func beginsWith(text, name string) bool {
	if name == "" || len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[len(name):])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// themes shows counts, and asks about what is missing without judging it.
func themes(p pack.Pack) []block {
	t := p.Themes()
	if t.Entries == 0 {
		return nil
	}
	var functions []string
	for _, f := range t.Functions {
		functions = append(functions, fmt.Sprintf("%s %d", f.Name, f.Entries))
	}
	counted := some(t.Entries, "entry", "entries") + ", brought or not, each under all its goals."
	if len(functions) > 0 {
		counted += " " + headed(strings.Join(functions, ", ")) + "."
	}
	out := []block{{kind: line, text: counted, drawn: drawnThemes(p)}}
	var without []string
	for _, place := range t.Places {
		if place.Entries == 0 && len(place.Noted) == 0 {
			without = append(without, goalWord(p, place.Goal))
			continue
		}
		said := []string{headed(p.GoalWords(place.Goal)) + ": " + some(place.Entries, "entry", "entries")}
		b := block{kind: point}
		for _, n := range ownFirst(place.Noted) {
			if len(p.Trend()) > 0 && (n.Measure == journal.MeasureEnergy || n.Measure == journal.MeasureWeight) {
				n.Values = nil // they stand under How I am
			}
			said = append(said, notedWords(n))
			if n.Measure == journal.MeasureConfidence {
				b.drawn = drawnConfidence(p, n)
			}
		}
		b.text = strings.Join(said, "; ")
		out = append(out, b)
	}
	if len(without) > 0 {
		out = append(out, block{kind: point, text: "No entry: " + listed(without)})
	}
	for _, gap := range t.Gaps() {
		out = append(out, block{kind: point, text: "Nothing " + gap + " in this period: deliberate?"})
	}
	return under("Themes and gaps", out...)
}

// ownFirst puts the actions of a goal before those of any goal that count
// for it, and before all else.
func ownFirst(all []journal.Noted) []journal.Noted {
	slices.SortStableFunc(all, func(a, b journal.Noted) int {
		own := func(n journal.Noted) int {
			if n.Measure == journal.MeasureAction {
				return 0
			}
			return 1
		}
		return own(a) - own(b)
	})
	return all
}

// scan lists the aliases by when they were last brought, what has waited
// longest first.
func scan(p pack.Pack) []block {
	var out []block
	for all := p.Scan(); len(all) > 0; {
		n, labels := 0, []string{}
		for n < len(all) && all[n].Weeks == all[0].Weeks {
			labels = append(labels, or(all[n].Alias, "no label"))
			n++
		}
		last := "Not brought yet"
		switch weeks := all[0].Weeks; {
		case weeks == 0:
			last = "Less than a week ago"
		case weeks > 0:
			last = some(weeks, "week", "weeks") + " ago"
		}
		if len(out) == 0 {
			last += ", each " + p.Words().Person + " under an alias"
		}
		out = append(out, block{kind: point, text: last + ": " + strings.Join(labels, ", ")})
		all = all[n:]
	}
	return under("Caseload scan", out...)
}

// sessions lists what supervision there was, in minutes as they were noted.
func sessions(p pack.Pack) []block {
	return under(headed(p.Words().Supervision)+" received", sessionList(p)...)
}

// sessionList is that list, or nothing where there was none.
func sessionList(p pack.Pack) []block {
	var out []block
	total := map[journal.SessionMode]int{}
	for _, s := range p.Sessions() {
		minutes := "minutes not noted"
		if s.Minutes > 0 {
			minutes = some(s.Minutes, "minute", "minutes")
			total[s.Mode] += s.Minutes
		}
		out = append(out, block{kind: point, text: dayWords(s.Date) + ": " + strings.Join(append(modeWords(s), minutes), ", ")})
	}
	if len(out) > 1 && len(total) > 0 {
		out = append(out, block{kind: line, text: "In all, as noted: " + totalWords(total) + "."})
	}
	return out
}

// totalWords says how many minutes there were of each kind of session, those
// of no kind at the end.
func totalWords(total map[journal.SessionMode]int) string {
	var said []string
	for _, m := range slices.Sorted(maps.Keys(total)) {
		if m != "" {
			said = append(said, some(total[m], "minute", "minutes")+" "+string(m))
		}
	}
	if n, other := total[""]; other {
		without := some(n, "minute", "minutes")
		if len(said) > 0 {
			without += " whose kind was not noted"
		}
		said = append(said, without)
	}
	return listed(said)
}

func aboutUs(p pack.Pack) []block {
	if p.About() == "" {
		return nil
	}
	return under("About our "+p.Words().Supervision, block{kind: words, text: p.About()})
}

// closeOut is the room to write in during the meeting.
func closeOut() []block {
	return under("After the meeting",
		block{kind: grid, table: &table{
			columns: []column{{"Agreed", 6}, {"Who", 2}, {"By when", 2}},
			rows:    [][]string{{"", "", ""}, {"", "", ""}, {"", "", ""}},
		}},
		block{kind: grid, table: &table{
			columns: []column{{"Decisions are in the clinical record", 4}, {"Next session", 3}, {"Initials", 3}},
			rows:    [][]string{{"", "", ""}},
		}})
}
