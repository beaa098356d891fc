package ask

import (
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
)

// press takes one key, or a burst of them.
func (m *model) press(k tea.KeyMsg) tea.Cmd {
	m.idle = 0
	switch {
	case k.Type == tea.KeyCtrlC:
		return m.leave(Interrupted)
	case m.editing:
		m.ahead = append(m.ahead, k)
		return nil
	case m.cover.on:
		return m.pressHidden(k)
	case hides(k):
		m.hide(false)
		return nil
	case k.Type == tea.KeyRunes && !k.Paste && !k.Alt && len(k.Runes) > 1:
		return m.burst(k.Runes)
	case k.Alt && k.Type == tea.KeyRunes && !m.typing():
		// Escape and a letter in quick succession arrive as one key.
		m.press(tea.KeyMsg{Type: tea.KeyEsc})
		return m.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: k.Runes})
	}
	m.message = ""
	switch m.page {
	case pausing:
		return m.pressPause(k)
	case supporting, viewing:
		return m.pressSupport(k)
	case reviewing:
		return m.pressReview(k)
	}
	return m.pressQuestion(k)
}

// typing reports whether what is typed goes into a box.
func (m *model) typing() bool {
	box := m.box()
	return box != nil && box.q.typed()
}

// burst takes characters that arrived at once. One of them may choose and
// go on, so each is given to the question that is open when its turn comes.
func (m *model) burst(runes []rune) tea.Cmd {
	var cmd tea.Cmd
	for len(runes) > 0 && !m.ended {
		n := 1
		if !m.editing && !m.cover.on && m.typing() {
			n = len(runes)
		}
		if n > 1 && m.page == reviewing {
			m.message = m.review.box.insert(string(runes))
		} else if n > 1 {
			m.insert(string(runes))
		} else if c := m.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: runes[:1]}); c != nil {
			cmd = c
		}
		runes = runes[n:]
	}
	return cmd
}

// pressQuestion takes a key while a question is open. Keys that go on are
// caught here, before the box sees them.
func (m *model) pressQuestion(k tea.KeyMsg) tea.Cmd {
	written := m.field.q.written()
	switch k.Type {
	case tea.KeyEsc:
		m.show(pausing)
	case tea.KeyF1:
		m.support()
	case tea.KeyShiftTab:
		return m.back()
	case tea.KeyTab, tea.KeyCtrlD:
		switch {
		case !m.field.q.answered() || m.field.q.Must:
			return m.enter()
		case m.walk.form.Menu:
			m.message = toChoose
			return nil
		}
		return m.next()
	case tea.KeyCtrlE:
		if m.canEdit() {
			return m.edit()
		}
		m.field.press(k)
	case tea.KeyCtrlR:
		m.reviewAnswer()
	case tea.KeyEnter, tea.KeyCtrlJ:
		if written && (m.field.q.Kind == Text || k.Alt || k.Type == tea.KeyCtrlJ) {
			m.insert("\n")
			return nil
		}
		return m.enter()
	default:
		switch {
		case m.field.secret != nil:
			m.pressSecret(k)
		case written:
			m.write(k)
		default:
			return m.choose(k)
		}
	}
	return nil
}

// write takes a key for a question answered in words.
func (m *model) write(k tea.KeyMsg) {
	switch {
	case k.Paste:
		m.paste(string(k.Runes))
	case k.Type == tea.KeyRunes && !k.Alt, k.Type == tea.KeySpace && !k.Alt:
		m.insert(string(k.Runes))
	case k.Type == tea.KeyPgUp, k.Type == tea.KeyPgDown:
		m.scrollBy(k.Type)
	default:
		m.field.press(k)
		m.walk.set(m.field.value())
	}
}

// choose takes a key for a question answered by its options, or for a
// card. A paste chooses nothing.
func (m *model) choose(k tea.KeyMsg) tea.Cmd {
	q := m.field.q
	switch k.Type {
	case tea.KeyUp, tea.KeyDown:
		if q.answered() {
			m.field.press(k)
		} else {
			m.scrollBy(k.Type)
		}
	case tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd:
		m.scrollBy(k.Type)
	case tea.KeySpace:
		if q.Kind == Several {
			m.tick(m.field.marked())
		} else if !q.answered() {
			m.scrollBy(tea.KeyPgDown)
		}
	case tea.KeyRunes:
		place := -1
		if !k.Paste && len(k.Runes) == 1 {
			place = optionByKey(q.Options, k.Runes[0])
		}
		switch {
		case place < 0:
			m.view(k)
		case q.Kind == Several:
			m.tick(place)
		default:
			m.walk.set(q.Options[place].Value)
			return m.next()
		}
	}
	return nil
}

// view shows the whole of what the question is about, where its key was
// pressed and there is any.
func (m *model) view(k tea.KeyMsg) {
	if k.Paste || len(k.Runes) != 1 || unicode.ToLower(k.Runes[0]) != viewKey {
		return
	}
	if m.whole = m.walk.whole(); m.whole != "" {
		m.show(viewing)
	}
}

// enter goes on, with the marked option where one is to be chosen. What is
// longer than the screen is read to its end first, and a card that asks
// for a choice, or a choice that must be made, is not passed without one.
func (m *model) enter() tea.Cmd {
	q := m.field.q
	if q.entered() && m.unread() {
		m.scrollBy(tea.KeyPgDown)
		return nil
	}
	at := m.field.marked()
	switch {
	case (q.answered() && (q.Kind == Card || m.walk.form.Menu) || q.Must) && at < 0 && m.walk.value() == "":
		m.message = toChoose
		return nil
	case q.entered() && at >= 0:
		m.walk.set(q.Options[at].Value)
	}
	return m.next()
}

// toChoose is said where only a choice goes on.
const toChoose = "To choose, press a letter."

// entered reports whether Enter reads on before it goes on: at a card and
// at a single choice.
func (q Question) entered() bool { return q.Kind == Card || q.Kind == Choice }

// unread reports whether the end of the open question is still to come.
func (m *model) unread() bool {
	_, last := m.window()
	return !m.read && m.scroll < last
}

// tick turns an option of a Several on or off.
func (m *model) tick(place int) {
	if place >= 0 {
		m.field.tick(place)
		m.walk.set(m.field.value())
	}
}

// scrollBy moves through a text that is longer than its place.
func (m *model) scrollBy(k tea.KeyType) {
	shown, last := m.window()
	page := max(1, len(shown)-1)
	switch k {
	case tea.KeyUp:
		m.scroll--
	case tea.KeyDown:
		m.scroll++
	case tea.KeyPgUp:
		m.scroll -= page
	case tea.KeyPgDown:
		m.scroll += page
	case tea.KeyHome:
		m.scroll = 0
	case tea.KeyEnd:
		m.scroll = last
	}
	m.scroll = min(max(0, m.scroll), last)
	m.read = m.read || m.page == asking && m.scroll == last
}
