package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"afterword/internal/chart"
	"afterword/internal/insight"
	"afterword/internal/journal"
	"afterword/internal/prompt"
)

// page prints numbers: drawn on a terminal, and in sentences where a
// drawing cannot be seen or is not wanted.
type page struct {
	*app
	cat    *prompt.Catalogue
	own    wording // what the writer calls a shift, a client and supervision
	drawn  bool
	room   int // columns for a drawing
	accent lipgloss.Style
	strong lipgloss.Style
}

func (a *app) page(ctx context.Context, c *prompt.Catalogue) page {
	p := page{app: a, cat: c, own: a.words(ctx), drawn: a.Terminal.Out && !a.flags.plain && !a.flags.accessible, room: min(a.columnsWide()-2, 76)}
	r := lipgloss.NewRenderer(a.Out)
	r.SetColorProfile(termenv.ANSI)
	if a.onPage {
		r.SetColorProfile(termenv.Ascii)
	}
	r.SetHasDarkBackground(a.dark())
	p.accent = r.NewStyle().Foreground(lipgloss.AdaptiveColor{Light: "4", Dark: "6"})
	p.strong = r.NewStyle().Bold(true)
	return p
}

// draw prints lines of a drawing. They hold glyphs and words of our own,
// or words of the journal that were cleaned before.
func (p page) draw(lines ...string) {
	for _, line := range lines {
		if line != "" {
			line = p.accent.Render(line)
		}
		fmt.Fprintln(p.Out, line)
	}
}

// title heads the page, or a section of it.
func (p page) title(text string) {
	for line := range strings.SplitSeq(p.wrapped(text), "\n") {
		if p.drawn {
			line = p.strong.Render(line)
		}
		fmt.Fprintln(p.Out, line)
	}
}

// head begins a section.
func (p page) head(text string) {
	p.put("")
	p.title(text)
}

// tell prints a sentence, and nothing where there is none.
func (p page) tell(text string) {
	if text != "" {
		p.put("%s", p.wrapped(text))
	}
}

// wrapped is a line as it fits a terminal; what is no terminal gets it
// whole.
func (p page) wrapped(text string) string {
	text = journal.PrintableLine(text)
	if !p.Terminal.Out {
		return text
	}
	return wrapTo(text, p.width())
}

// label is a goal's name as there is room for it.
func (p page) label(g journal.Goal) string {
	if p.drawn && p.room < 60 {
		return string(g)
	}
	return p.name(g)
}

// numbers is the whole page.
func (p page) numbers(n insight.Numbers) {
	p.written(n)
	p.year(n)
	s := n.Measures.Support
	p.ratings("Energy, from 1 to 5", n.Period, s.Energy)
	p.ratings("Weight carried home, from 1 to 5", n.Period, s.Weight)
	p.ratings("Confidence, from 1 to 5", n.Period, n.Measures.Independence.Confidence)
	if n.Entries > 0 {
		p.goals(n)
	}
	p.measures(n)
	p.supervision(n)
	p.asks(n)
}

// written says how much was written, and when.
func (p page) written(n insight.Numbers) {
	if n.Entries == 0 {
		p.put("")
		p.tell("No entries in these days.")
		return
	}
	p.tell("Counts of your own writing, for you alone; nothing is scored. Of what runs from 1 to 5, 1 is little and 5 is much.")
	p.put("")
	var kinds []string
	for _, c := range n.Kinds {
		kinds = append(kinds, kindCount(c))
	}
	p.tell(fmt.Sprintf("%s on %s: %s.", counted(n.Entries, "entry"), counted(n.Days, "day"), strings.Join(kinds, ", ")))
	days := slices.Clone(n.Weekdays)
	for i := range days {
		days[i].Name = capital(days[i].Name)
	}
	p.tell("Days of the week: " + countWords(days) + ".")
	p.tell("Time of day: " + countWords(n.Hours) + ".")
	if len(n.Aliases) > 0 {
		p.tell("Aliases, and the entries that carry them: " + countWords(n.Aliases) + ".")
	}
}

// kindCount is a kind of entry with its count.
func kindCount(c insight.Count) string {
	switch journal.EntryKind(c.Name) {
	case journal.Quick:
		return fmt.Sprintf("%d quick", c.Times)
	case journal.Nothing:
		return fmt.Sprintf("%d with nothing that day", c.Times)
	}
	return counted(c.Times, strings.ReplaceAll(c.Name, "-", " "))
}

// countWords writes what is there at all as "Monday 2, Tuesday 1".
func countWords(counts []insight.Count) string {
	var words []string
	for _, c := range counts {
		if c.Times > 0 {
			words = append(words, fmt.Sprintf("%s %d", c.Name, c.Times))
		}
	}
	return cmp.Or(strings.Join(words, ", "), "none")
}

// year draws the 53 weeks up to the end of the period, a square a day. In
// sentences it tells the days of the period alone, as all beside it does, or
// those weeks of a longer one.
func (p page) year(n insight.Numbers) {
	if len(n.Year) == 0 {
		return
	}
	to := n.Period.To
	span := insight.Period{From: to.AddDays(-(int(to.Time().Weekday())+6)%7 - 52*7), To: to}
	year := "the last year"
	if to != p.today() {
		year = "the year up to " + plainDay(to)
	}
	if !p.drawn {
		if n.Period.From.Before(span.From) {
			p.tell(p.overTime("Entries of "+year+" by", span, n.Year))
		} else {
			p.tell(p.overTime("Entries by", n.Period, n.Year))
		}
		return
	}
	_, days := insight.Split(span, n.Year, span.Days())
	weeks := make([]chart.Week, 53)
	month := ""
	for i := range weeks {
		for d := range 7 {
			weeks[i].Days[d] = chart.Outside
			if at := i*7 + d; at < len(days) {
				weeks[i].Days[d] = days[at].Sum()
			}
		}
		if name := days[i*7].From.Time().Format("Jan"); name != month {
			weeks[i].Label, month = name, name
		}
	}
	p.head(fmt.Sprintf("%s, a square a day: %s nothing, %s an entry, %s more than one", capital(year), chart.None, chart.One, chart.More))
	p.draw(chart.Squares(weeks, p.room)...)
}

// overTime tells counts part by part, leaving out the parts with none.
func (p page) overTime(what string, span insight.Period, points []insight.Point) string {
	if len(points) == 0 {
		return ""
	}
	unit, parts := insight.Split(span, points, mostParts)
	layout := partLayout(unit)
	if unit == "week" { // said once, and not before each of them
		unit, layout = "week (its first day)", "2 January"
	}
	var words []string
	for _, b := range parts {
		if n := b.Sum(); n > 0 {
			words = append(words, fmt.Sprintf("%s: %d", formatDay(b.From, layout), n))
		}
	}
	return what + " " + unit + ": " + strings.Join(words, "; ") + "."
}

// partLayout is how the first day of a part names it.
func partLayout(unit string) string {
	return map[string]string{"day": "2 January", "week": "the week of 2 January", "month": "January 2006", "quarter": "the quarter from January 2006", "year": "2006"}[unit]
}

// formatDay is Format of a day, with the words before the day left alone.
func formatDay(d journal.Date, layout string) string {
	words, layout, found := strings.Cut(layout, "the week of ")
	if !found {
		words, layout, found = strings.Cut(words, "the quarter from ")
		if !found {
			return d.Time().Format(words)
		}
		return "the quarter from " + d.Time().Format(layout)
	}
	return "the week of " + d.Time().Format(layout)
}

// ratings draws what was rated from 1 to 5 over time.
func (p page) ratings(title string, span insight.Period, points []insight.Point) {
	if len(points) == 0 {
		return
	}
	if p.drawn && len(points) < leastDrawn {
		p.put("")
	}
	if !p.drawn || len(points) < leastDrawn {
		p.tell(title + ": " + ratingWords(points) + gapWords(span, points) + ".")
		return
	}
	unit, parts := insight.Split(span, points, p.room-chart.LineMargin)
	values := make([]int, len(parts))
	shared := false // a column stands for more than one value
	for i, b := range parts {
		values[i], _ = b.Middle()
		shared = shared || len(b.Values) > 1
	}
	note := "one column a " + unit
	if shared {
		note += ", the middle value of each"
	}
	p.head(title + " (" + note + ")")
	p.draw(chart.Line(values, 1, 5)...)
	p.draw(axis(span, chart.LineMargin-1, len(parts)))
}

// axis names the first and the last day beneath a drawing.
func axis(span insight.Period, margin, columns int) string {
	first, last := span.From.Time().Format("2 Jan 2006"), span.To.Time().Format("2 Jan 2006")
	gap := columns - len(first) - len(last)
	if gap < 1 {
		return strings.Repeat(" ", margin) + first + " to " + last
	}
	return strings.Repeat(" ", margin) + first + strings.Repeat(" ", gap) + last
}

// ratingWords tells ratings: all of them where they are few.
func ratingWords(points []insight.Point) string {
	last := points[len(points)-1]
	if len(points) <= fewRatings {
		values := make([]string, len(points))
		for i, at := range points {
			values[i] = fmt.Sprint(at.Value)
		}
		return strings.Join(values, ", ") + ", the last on " + plainDay(last.Day)
	}
	low, high := last.Value, last.Value
	for _, at := range points {
		low, high = min(low, at.Value), max(high, at.Value)
	}
	return fmt.Sprintf("noted %d times, from %d to %d, the last %d on %s", len(points), low, high, last.Value, plainDay(last.Day))
}

// gapWords names the parts of a period in which nothing was rated, where
// ratings are many; a drawing shows them as gaps.
func gapWords(span insight.Period, points []insight.Point) string {
	if len(points) <= fewRatings {
		return ""
	}
	unit, parts := insight.Split(span, points, mostParts)
	var gaps []string
	for _, b := range parts {
		if len(b.Values) == 0 {
			gaps = append(gaps, formatDay(b.From, partLayout(unit)))
		}
	}
	const most = 4
	switch {
	case len(gaps) == 0:
		return ""
	case len(gaps) > most:
		return fmt.Sprintf("; nothing in %d of %s", len(gaps), counted(len(parts), unit))
	}
	return "; nothing in " + strings.Join(gaps, ", ")
}

// fewRatings is how many ratings are told one by one, and mostParts into how
// many parts a period is divided where it is told.
const (
	fewRatings = 12
	mostParts  = 14
)

// leastDrawn is how many ratings are worth a drawing; fewer are told.
const leastDrawn = 3

// goals draws how many entries there are about each goal, and for each
// function of supervision.
func (p page) goals(n insight.Numbers) {
	var bars []chart.Bar
	var counts []insight.Count
	for _, g := range n.Goals {
		bars = append(bars, chart.Bar{Label: p.label(g.Goal), N: g.Entries})
		counts = append(counts, insight.Count{Name: p.label(g.Goal), Times: g.Entries})
	}
	if p.drawn {
		p.head("Entries about each goal")
		p.draw(chart.Bars(bars, p.room)...)
		p.put("")
	} else {
		p.tell("Entries about each goal: " + countWords(counts) + ".")
	}
	p.purposes(n)
}

// measures tells each goal by its own measure.
func (p page) measures(n insight.Numbers) {
	first := true
	for _, g := range journal.Goals() {
		words := p.measureWords(g, n.Measures)
		if words == "" {
			continue
		}
		if first {
			p.head("Each goal by its own measure")
			first = false
		}
		p.tell(p.label(g) + ": " + words + ".")
	}
}

// supervision tells of sessions and questions.
func (p page) supervision(n insight.Numbers) {
	var lines []string
	if n.Sessions > 0 {
		line := p.own.in(counted(n.Sessions, "supervision session"))
		if len(n.SessionMinutes) > 0 {
			line += ", in minutes: " + strings.Trim(strings.ReplaceAll(fmt.Sprint(n.SessionMinutes), " ", ", "), "[]")
		}
		lines = append(lines, line+".")
	}
	if n.QuestionsWritten > 0 {
		line := counted(n.QuestionsWritten, "question") + " written"
		if n.QuestionsAnswered > 0 {
			line += fmt.Sprintf(", %d of them answered", n.QuestionsAnswered)
		}
		lines = append(lines, line+".")
	}
	if n.QuestionsWaiting > 0 {
		lines = append(lines, fmt.Sprintf("Waiting to be brought: %s.", counted(n.QuestionsWaiting, "question")))
	}
	if len(lines) > 0 {
		p.head(p.own.in("Supervision"))
		for _, line := range lines {
			p.tell(line)
		}
	}
}

// leastBalanced is how many entries there are before anybody is asked after
// what is missing: on a first day everything is.
const leastBalanced = 5

// asks puts what is missing as questions: it may well be on purpose.
func (p page) asks(n insight.Numbers) {
	var lines []string
	for _, f := range n.Proctor {
		switch {
		case f.Entries > 0 || n.Entries < leastBalanced:
		case f.Last == "":
			lines = append(lines, fmt.Sprintf("Nothing %s so far: on purpose?", f.Name))
		default:
			lines = append(lines, fmt.Sprintf("Nothing %s since %s: on purpose?", f.Name, plainDay(f.Last)))
		}
	}
	if len(n.QuietGoals) > 0 {
		var names []string
		for _, q := range n.QuietGoals {
			names = append(names, lowerFirst(p.name(journal.Goal(q.Name))))
		}
		lines = append(lines, p.own.in("Not brought to supervision for eight weeks or more: ")+strings.Join(names, ", ")+". Is one of them for the next time?")
	}
	for _, q := range n.QuietAliases {
		if q.Last == "" {
			lines = append(lines, q.Name+" was not brought yet: is there something to ask?")
			continue
		}
		lines = append(lines, q.Name+" was brought last on "+plainDay(q.Last)+": is there something to ask?")
	}
	if len(lines) == 0 {
		return
	}
	p.head("To think about, or to leave")
	const most = 6
	for _, line := range lines[:min(len(lines), most)] {
		p.tell(line)
	}
	if more := len(lines) - most; more > 0 {
		p.tell(fmt.Sprintf("And %s; all of them: --json", strings.Replace(countedAliases(more), " ", " more ", 1)))
	}
}

// words lists the words that recur.
func (p page) words(w *insight.Words) {
	recurring := w.Recurring(recurLeast, recurMost)
	p.head("Words that recur in your own texts, and in how many entries")
	if len(recurring) == 0 {
		p.tell("None stands in three entries or more.")
		return
	}
	p.tell(countWords(recurring) + ".")
}
