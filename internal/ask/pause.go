package ask

import (
	"io"
	"unicode"

	"afterword/internal/journal"

	tea "github.com/charmbracelet/bubbletea"
)

// pauseKeys are the lines of the pause card that have a use just now.
func (m *model) pauseKeys() []Option {
	out := []Option{{Key: 'c', Label: "continue"}}
	if !m.walk.first() || m.walk.form.Before {
		out = append(out, Option{Key: 'b', Label: "back to the question before"})
	}
	if !m.walk.form.Menu {
		out = append(out, Option{Key: 'k', Label: "skip this question"})
	}
	if m.walk.form.Support != "" {
		out = append(out, Option{Key: 's', Label: "support"})
	}
	if m.canEdit() {
		out = append(out, Option{Key: 'e', Label: "write in the editor"})
	}
	hide := Option{Key: 'h', Label: "hide the screen (f9)"}
	if m.walk.form.Menu {
		return append(out, hide, Option{Key: 'q', Label: "leave"})
	}
	leave := "leave and keep the draft"
	if m.walk.form.Changed == nil { // nothing is kept of it
		leave = "leave"
	}
	out = append(out, m.lookSwitch()...)
	return append(out, hide,
		Option{Key: 'f', Label: "finish here and skip the rest"},
		Option{Key: 'q', Label: leave})
}

// pressPause takes a key on the pause card.
func (m *model) pressPause(k tea.KeyMsg) tea.Cmd {
	key := 'c'
	switch k.Type {
	case tea.KeyEsc, tea.KeyEnter:
	case tea.KeyF1:
		key = 's'
	case tea.KeyRunes:
		if len(k.Runes) != 1 || k.Paste {
			return nil
		}
		key = unicode.ToLower(k.Runes[0])
	default:
		return nil
	}
	if m.walk.form.Menu && (key == 'k' || key == 'l' || key == 'f') {
		return nil // they stand on the card of other forms
	}
	switch key {
	case 'c':
		m.show(asking)
	case 'b':
		return m.back()
	case 'k':
		m.walk.skip()
		return m.move()
	case 's':
		m.support()
	case 'e':
		if m.canEdit() {
			m.show(asking)
			return m.edit()
		}
	case 'l':
		if m.watch.look != nil {
			m.show(asking)
			m.switchLook()
		}
	case 'h':
		m.show(asking)
		m.hide(false)
	case 'f':
		m.walk.finish()
		return m.move()
	case 'q':
		return m.leave(Left)
	}
	return nil
}

// support shows where to turn to, where the form has it.
func (m *model) support() {
	if m.walk.form.Support != "" {
		m.show(supporting)
	}
}

// pressSupport scrolls, and returns to the question at any other key.
func (m *model) pressSupport(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd:
		m.scrollBy(k.Type)
	default:
		m.turnBack()
	}
	return nil
}

// turnBack returns from the support page to what is beneath it.
func (m *model) turnBack() {
	if m.review != nil {
		m.show(reviewing)
		return
	}
	m.show(asking)
}

// canEdit reports whether the open answer can be handed to the editor.
func (m *model) canEdit() bool { return m.walk.form.Edit != nil && m.field.q.written() }

// editor runs the form's editor while the screen is given up. It takes
// the text at the last moment, so that no key typed before is missed.
type editor struct {
	m    *model
	text string
	err  error
}

// editedMsg is what came of the editor; err is that of the screen.
type editedMsg struct {
	*editor
	screen error
}

// Run hands the text over and waits.
func (e *editor) Run() error {
	e.text, e.err = e.m.walk.form.Edit(e.m.ctx, e.m.field.value())
	return nil
}

// The editor finds its own way to the terminal, so the streams that are
// offered are not used.
func (e *editor) SetStdin(io.Reader)  {}
func (e *editor) SetStdout(io.Writer) {}
func (e *editor) SetStderr(io.Writer) {}

// edit opens the editor. Keys that are typed before it stands are kept
// until it has gone, and then typed.
func (m *model) edit() tea.Cmd {
	m.editing = true
	e := &editor{m: m}
	return tea.Exec(e, func(err error) tea.Msg { return editedMsg{e, err} })
}

// edited takes the text back from the editor, or keeps the old one and
// says why, and then takes the keys that were typed meanwhile.
func (m *model) edited(msg editedMsg) tea.Cmd {
	m.editing, m.idle = false, 0
	message := ""
	switch {
	case msg.err != nil:
		message = "The text is as it was: " + journal.PrintableLine(msg.err.Error()) + "."
	case journal.CheckLength(msg.text) != nil:
		message = "The text is as it was: one answer holds 4 MiB."
	default:
		m.walk.set(msg.text)
		m.field = newField(m.field.q, msg.text, m.look, m.measure())
		m.fit()
	}
	if m.ctx.Err() != nil || msg.screen != nil {
		return m.leave(Interrupted)
	}
	ahead := m.ahead
	m.ahead = nil
	var cmd tea.Cmd
	for _, k := range ahead {
		if c := m.press(k); c != nil {
			cmd = c
		}
	}
	m.message = message
	return cmd
}
