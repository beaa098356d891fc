package ask

import (
	"time"

	"afterword/internal/privacy"

	tea "github.com/charmbracelet/bubbletea"
)

// An answer is looked through once no key was pressed for a while, in a
// goroutine of its own, so that typing never waits for it.
const (
	quietTick  = 100 * time.Millisecond
	quietTicks = 3 // how many of them without a key are a pause
)

// sight is what was found in the open answer.
type sight struct {
	restless bool // a tick is on its way
	still    int  // ticks since the last key
	looking  bool // the text is being looked through

	whole string // the text that was looked through last
	all   []privacy.Finding
	text  string            // the text as it is
	shown []privacy.Finding // what is marked in it
}

type (
	quietMsg  struct{}
	lookedMsg struct {
		id, text string
		found    []privacy.Finding
	}
)

// await sees to it that the open answer is looked through at the next
// pause.
func (m *model) await() tea.Cmd {
	m.sight.still = 0
	if m.sight.restless || m.ended || m.page != asking || !m.watch.at(m.field.q) {
		return nil
	}
	m.sight.restless = true
	return afterQuiet()
}

func afterQuiet() tea.Cmd {
	return tea.Tick(quietTick, func(time.Time) tea.Msg { return quietMsg{} })
}

// quiet counts towards a pause, and begins to look when it has come.
func (m *model) quiet() tea.Cmd {
	s := &m.sight
	if s.still++; s.still < quietTicks {
		return afterQuiet()
	}
	s.restless = false
	if m.page != asking || !m.watch.at(m.field.q) {
		return nil
	}
	text := m.field.value()
	switch {
	case text == s.whole:
		m.mark()
		return nil
	case s.looking:
		s.restless = true
		return afterQuiet()
	}
	s.looking = true
	follow, id := m.watch.follow, m.field.q.ID
	return func() tea.Msg { return lookedMsg{id, text, follow(text)} }
}

// looked takes what was found. Where the text has changed meanwhile, a
// pause is to come that looks again.
func (m *model) looked(msg lookedMsg) {
	s := &m.sight
	s.looking = false
	if !m.watch.at(m.field.q) || msg.id != m.field.q.ID || msg.text != m.field.value() {
		return
	}
	s.whole, s.all = msg.text, msg.found
	m.mark()
}

// mark settles what is marked in the text as it was looked through.
func (m *model) mark() {
	s := &m.sight
	s.text = s.whole
	s.shown = untouched(s.text, m.cursor(), m.watch.open(m.field.q.ID, s.text, s.all))
}

// glance moves the marks along with what was typed since.
func (m *model) glance() {
	s := &m.sight
	if len(s.shown) == 0 || m.page != asking {
		return
	}
	text := m.field.value()
	if text == s.text {
		return
	}
	head, tail := unchanged(s.text, text)
	var moved []privacy.Finding
	for _, f := range s.shown {
		switch by := len(text) - len(s.text); {
		case f.End <= head:
			moved = append(moved, f)
		case f.Start >= len(s.text)-tail:
			f.Start, f.End = f.Start+by, f.End+by
			moved = append(moved, f)
		}
	}
	s.text, s.shown = text, untouched(text, m.cursor(), moved)
}

// cursor is the place of the cursor in the open answer, in bytes, and -1
// where there is none.
func (m *model) cursor() int {
	if m.field.text == nil {
		return -1
	}
	line, column := m.field.text.cursor()
	return byteOf(m.field.value(), line, column)
}

// unmark forgets what was found: another answer is open, or none is looked
// through.
func (m *model) unmark() {
	m.sight = sight{restless: m.sight.restless, looking: m.sight.looking}
}

// marks are the places to mark in the open answer.
func (m *model) marks() []span {
	if m.page != asking || len(m.sight.shown) == 0 {
		return nil
	}
	return inRunes(m.sight.text, m.sight.shown)
}

// lookSwitch is the line of the pause card that stops looking, or begins
// again; there is none where nothing is looked for.
func (m *model) lookSwitch() []Option {
	switch {
	case m.watch.look == nil:
		return nil
	case m.watch.off:
		return []Option{{Key: 'l', Label: "look for identifiers again"}}
	}
	label := "stop looking for identifiers here"
	if m.measure() > 60 {
		label = "stop looking for identifiers in this entry; it looks again before anything is shared"
	}
	return []Option{{Key: 'l', Label: label}}
}

// switchLook stops looking for identifiers in this form, or begins again.
func (m *model) switchLook() {
	m.watch.off = !m.watch.off
	m.unmark()
	switch {
	case !m.watch.off:
		m.message = "Looking for identifiers again."
	case m.measure() > 60:
		m.message = "Not looking for identifiers here. It looks again before sharing."
	default:
		m.message = "Not looking; again before sharing."
	}
}
