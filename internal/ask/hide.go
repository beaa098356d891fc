package ask

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// settle is how long the screen stays blank after the key that ends it. A
// handful of keys that arrive at once is one act: the rest of it is not
// meant for the question beneath.
const settle = 100 * time.Millisecond

// cover is the blank screen over a form. Nothing beneath it is changed,
// neither the walk nor the page, so all of it is there again afterwards.
type cover struct {
	on        bool
	ticks     int  // seconds since the screen was hidden
	idled     bool // the idle time has passed, before or since
	returning bool // a key was pressed; the form is about to be drawn again
	checking  bool // Lock.Open is at work
	box       *secretBox
	said      string // what came of the passphrase
}

type (
	revealMsg struct{}
	openedMsg struct{ ok bool }
)

// hides reports whether a key blanks the screen.
func hides(k tea.KeyMsg) bool { return k.Type == tea.KeyF9 || k.Type == tea.KeyCtrlBackslash }

// hide blanks the screen. A Secret that was shown is masked again.
func (m *model) hide(idled bool) {
	m.cover = cover{on: true, idled: idled, box: newSecretBox("")}
	m.field.mask()
}

// reveal draws the form again, as it was.
func (m *model) reveal() { m.cover, m.idle = cover{}, 0 }

// pass counts the time since the last tick: towards the idle time, and
// while the screen is hidden towards the grace. It is a second, or more by
// the clock on the wall where the computer slept in between. An open editor
// is not idleness.
func (m *model) pass(at time.Time) {
	at = at.Round(0) // the monotonic clock stands still in sleep
	passed := 1
	if !m.clock.IsZero() && !at.IsZero() {
		passed = max(passed, int(at.Sub(m.clock)/time.Second))
	}
	m.clock = at
	if m.editing {
		return
	}
	m.idle += passed
	after := m.walk.form.Lock.After
	idled := after > 0 && time.Duration(m.idle)*time.Second >= after
	switch {
	case m.cover.on:
		m.cover.ticks += passed
		m.cover.idled = m.cover.idled || idled
	case idled:
		m.hide(true)
	}
}

// locked reports whether the hidden screen asks for the passphrase.
func (m *model) locked() bool {
	lock := m.walk.form.Lock
	return lock.Open != nil && (m.cover.idled || time.Duration(m.cover.ticks)*time.Second >= lock.Grace)
}

// pressHidden takes a key on the hidden screen. None of them reaches the
// form.
func (m *model) pressHidden(k tea.KeyMsg) tea.Cmd {
	c := &m.cover
	switch {
	case c.returning, c.checking:
		return nil
	case hides(k) && c.ticks == 0:
		return nil // pressed twice in haste, or held down
	case !m.locked():
		c.returning = true
		return tea.Tick(settle, func(time.Time) tea.Msg { return revealMsg{} })
	case k.Type != tea.KeyEnter && k.Type != tea.KeyCtrlJ:
		c.said = c.box.press(k)
		return nil
	case c.box.text == "":
		return nil
	}
	c.checking, c.said = true, "Checking."
	ctx, open, secret := m.ctx, m.walk.form.Lock.Open, c.box.text
	return func() tea.Msg { return openedMsg{open(ctx, secret)} }
}

// opened takes what came of a passphrase.
func (m *model) opened(ok bool) {
	if ok {
		m.reveal()
		return
	}
	m.cover.checking, m.cover.box, m.cover.said = false, newSecretBox(""), "That does not open it."
}

// hiddenView is the blank screen: one line that says nothing of what is
// beneath it and, where a passphrase is asked, marks for what was typed.
func (m *model) hiddenView() string {
	rows := m.styled(m.look.plain, "Hidden. Press any key to go on.")
	if m.locked() && !m.cover.returning {
		rows = m.styled(m.look.plain, "Hidden. Type the passphrase to go on.")
		if m.height < 6 {
			rows = rows[:1]
		} else {
			rows = append(rows, "")
		}
		room := max(1, m.height-len(rows)-2) // what is said may take two lines
		rows = append(rows, m.cover.box.lines(m.measure(), room, m.look)...)
		rows = append(rows, m.styled(m.look.plain, m.cover.said)...)
	}
	screen := make([]string, max(1, m.height))
	copy(screen, rows)
	return m.indented(screen)
}
