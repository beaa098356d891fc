package ask

import (
	"slices"
	"strings"

	"afterword/internal/journal"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// widest is the measure that text is set to, in columns.
const widest = 72

// margin is the blank at the left, where there is room for one.
func (m *model) margin() int {
	if m.width >= 48 {
		return 2
	}
	return 0
}

// room is the width that there is, in columns. The last column stays
// free, as some terminals break the line there.
func (m *model) room() int { return max(8, m.width-m.margin()-1) }

// measure is the width of the text, in columns. Only the line of keys may
// be wider.
func (m *model) measure() int { return min(widest, m.room()) }

// foot is how many rows the quiet lines and the line of keys take now.
func (m *model) foot() int { return len(m.quietLines()) + 1 }

// quietLines are the rows above the keys: the quiet line, or all of why
// something was refused, as far as a quarter of the screen holds it.
func (m *model) quietLines() []string {
	if m.message == "" {
		return []string{m.statusLine()}
	}
	lines := strings.Split(Wrap(journal.PrintableLine(m.message), m.measure()), "\n")
	if most := max(1, m.height/4); len(lines) > most {
		lines[most-1] = ansi.Truncate(lines[most-1]+" "+lines[most], m.measure(), "...")
		lines = lines[:most]
	}
	for i := range lines {
		lines[i] = m.look.strong.Render(lines[i])
	}
	return lines
}

// View draws the screen: every row of it, so that the keys are always in
// the last one.
func (m *model) View() string {
	switch {
	case m.ended:
		return ""
	case m.cover.on:
		return m.hiddenView()
	}
	quiet := m.quietLines()
	rows := make([]string, max(m.height, len(quiet)+2))
	foot := len(rows) - len(quiet) - 1
	copy(rows[:foot], m.body())
	copy(rows[foot:], quiet)
	rows[len(rows)-1] = m.look.faint.Render(m.helpLine())
	return m.indented(rows)
}

// indented puts the rows of a screen together, within its width.
func (m *model) indented(rows []string) string {
	pad := strings.Repeat(" ", m.margin())
	for i, row := range rows {
		if row != "" {
			rows[i] = pad + ansi.Truncate(row, m.room(), "")
		}
	}
	return strings.Join(rows, "\n")
}

// body is everything above the foot.
func (m *model) body() []string {
	p := m.plan()
	out := m.header()
	if p.air > 1 {
		out = append(out, "")
	}
	shown, _ := m.window()
	out = append(out, shown...)
	switch {
	case p.box == 0:
		return out
	case p.air > 0:
		out = append(out, "")
	}
	return append(out, m.box().lines(p.box, m.marks())...)
}

// plan is how the rows between the header and the foot are shared out.
type plan struct {
	text int // rows for what is read
	box  int // rows for the box; none on a page that is only read
	air  int // blank lines between: one before the box, and a second after the header
}

// leastText is how many rows are left to what is read beside a long list.
const leastText = 6

// plan shares out the rows. On a small screen the blank lines give way
// first, then the text, which can be scrolled; the box keeps enough rows
// to be used.
func (m *model) plan() plan {
	rows := m.height - m.foot() - len(m.header())
	box := m.box()
	if box == nil {
		return plan{text: max(1, rows-1), air: 2 * min(1, rows-1)}
	}
	text, least := len(m.text()), box.least()
	for air := 2; air > 0; air-- {
		if text+air+least <= rows {
			return plan{text: text, box: rows - text - air, air: air}
		}
	}
	least = min(least, max(7, rows-leastText))
	text = max(1, min(text, rows-least))
	return plan{text: text, box: max(1, rows-text)}
}

// header is the name of the form and how far it is.
func (m *model) header() []string {
	title, p := journal.PrintableLine(m.walk.form.Title), m.walk.progress()
	if m.page == reviewing {
		p = m.review.progress()
	}
	if p != "" { // a long name gives way to it
		title = ansi.Truncate(title, max(0, m.room()-2-ansi.StringWidth(p)), "...")
	}
	line := m.look.accent.Render(title)
	if p != "" {
		line = strings.TrimLeft(line+"  "+m.look.faint.Render(p), " ")
	}
	return append([]string{line}, m.styled(m.look.strong, journal.PrintableLine(m.notice))...)
}

// text is what is read on this page: the question and its note, the pause
// card or the support page.
func (m *model) text() []string {
	switch m.page {
	case pausing:
		out := append(m.styled(m.look.strong, "Pause"), "")
		return append(out, m.keyLines(m.pauseKeys())...)
	case reviewing:
		return m.reviewText()
	case supporting:
		return m.styled(m.look.plain, m.walk.form.Support)
	case viewing:
		return m.styled(m.look.plain, m.whole)
	}
	q := m.field.q
	out := m.styled(m.look.strong, q.Title)
	if q.answered() {
		return append(out, m.styled(m.look.faint, q.Note)...)
	}
	if note := m.styled(m.look.plain, q.Note); len(note) > 0 {
		out = append(append(out, ""), note...)
	}
	return out
}

// keyLines are lines that say what keys do, each with its key in front.
func (m *model) keyLines(keys []Option) []string {
	var out []string
	for _, o := range keys {
		label := Wrap(journal.PrintableLine(o.Label), m.measure()-3)
		out = append(out, strings.Split(string(o.Key)+"  "+strings.ReplaceAll(label, "\n", "\n   "), "\n")...)
	}
	return out
}

// styled cleans and wraps a text and styles each line of it.
func (m *model) styled(style lipgloss.Style, text string) []string {
	if text == "" {
		return nil
	}
	lines := strings.Split(Wrap(journal.Printable(text), m.measure()), "\n")
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}

// window is the part of the text that is in sight, and the furthest place
// it can be scrolled to. A mark stands where more follows.
func (m *model) window() (shown []string, last int) {
	text, room := m.text(), m.plan().text
	last = max(0, len(text)-room)
	top := min(m.scroll, last)
	shown = slices.Clone(text[top:min(len(text), top+room)])
	if top < last && room > 1 {
		mark := "..."
		if m.page == asking && !m.field.q.entered() {
			mark = "... pgdn reads on" // the line of keys may have no room for it
		}
		shown[room-1] = m.look.faint.Render(mark)
	}
	return shown, last
}

// statusLine is the quiet line above the keys: how the draft stands and
// how much was found in the text.
func (m *model) statusLine() string {
	status := ""
	if m.walk.form.Status != nil {
		status = journal.PrintableLine(m.walk.form.Status())
	}
	if m.page == asking {
		status = strings.Trim(status+" · "+m.field.q.counted(m.field.value()), " ·")
	}
	line := status
	if m.page == asking {
		for _, count := range counts(len(m.sight.shown)) {
			if line = strings.TrimPrefix(status+" · "+count, " · "); ansi.StringWidth(line) <= m.measure() {
				break
			}
		}
	}
	return m.look.faint.Render(ansi.Truncate(line, m.measure(), "..."))
}

// helpLine is the longest line of keys that fits. It is in the last row of
// every screen.
func (m *model) helpLine() string {
	return fitting(append(m.helpLines(), "esc more"), m.room())
}

// fitting is the first of several lines, the longest first, that has at most
// so many columns, else the last.
func fitting(lines []string, columns int) string {
	for _, line := range lines {
		if ansi.StringWidth(line) <= columns {
			return line
		}
	}
	return lines[len(lines)-1]
}

// helpLines are the lines of keys for what is on the screen, longest first.
func (m *model) helpLines() []string {
	switch m.page {
	case pausing:
		return []string{"press a letter · esc continue"}
	case reviewing:
		return m.review.helpLines()
	case supporting, viewing:
		if _, last := m.window(); last > 0 {
			return []string{"pgdn read on · any other key returns", "pgdn reads on"}
		}
		return []string{"any key returns"}
	}
	support, editor := "", ""
	if m.walk.form.Support != "" {
		support = " · f1 support"
	}
	if m.canEdit() {
		editor = " · ctrl+e editor"
	}
	long, short := m.ownKeys()
	switch q := m.field.q; {
	case !m.unread():
	case !q.entered():
		long = "pgdn read on · " + long
	case q.answered():
		long, short = "enter read on · "+long, "enter read on"
	default:
		long, short = "enter read on", "enter read on"
	}
	back := " · shift+tab back"
	if m.walk.form.Menu {
		back = ""
	}
	const hide, more = " · f9 hide", " · esc more"
	return []string{
		long + back + editor + support + hide + more, long + back + support + hide + more, short + back + support + hide + more,
		long + support + hide + more, short + support + hide + more, long + back + support + more, long + support + more,
		short + back + support + more, short + support + more, short + more,
	}
}

// ownKeys are the keys that answer the open question, in full and short.
func (m *model) ownKeys() (long, short string) {
	switch q := m.field.q; {
	case m.walk.form.Menu && !q.answered():
		return "enter returns", "enter returns"
	case m.walk.form.Menu:
		return "press a key", "press a key"
	case q.Whole != nil && q.Kind == Choice && m.walk.value() != "":
		return "press a key · v whole · tab next", "v whole · tab next"
	case q.Whole != nil && q.Kind == Choice:
		return "press a key · v whole · tab skip", "v whole · tab skip"
	case q.Kind == Text:
		return "tab next", "tab next"
	case q.Kind == Several:
		return "space ticks · enter next", "space ticks" // which is the one to be told
	case q.Kind == Secret && m.field.secret.shown:
		return "enter next · f2 cover", "f2 cover"
	case q.Kind == Secret:
		return "enter next · f2 show", "f2 show"
	case !q.answered() || q.Kind == Line:
		return "enter next", "enter next"
	case m.walk.value() != "":
		return "press a key · tab next", "tab next"
	case q.Must:
		return "press a key", "press a key"
	}
	return "press a key · tab skip", "tab skip"
}
