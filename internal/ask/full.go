package ask

import (
	"context"
	"fmt"
	"time"

	"afterword/internal/journal"

	tea "github.com/charmbracelet/bubbletea"
)

// Full asks the form on the full screen, one question at a time, and
// returns what was answered however it ended. s.In must be the terminal
// itself, not a reader around it, and s.Out the terminal drawn on.
//
// Everything is drawn in the alternate screen, so nothing that was typed
// stays in scrollback, and F9 hides it (see Lock). Signals are the
// caller's: a cancelled ctx ends asking with Interrupted, as do Ctrl-C and
// the end of input. An error means that the terminal could not be used;
// the result still holds all that was typed.
func Full(ctx context.Context, f Form, s Screen) (Result, error) {
	return newModel(ctx, f, s).run(ctx, s)
}

// run draws the screen and takes keys until something ends it.
func (m *model) run(ctx context.Context, s Screen) (Result, error) {
	ctx, cancel := context.WithCancel(ctx) // what Lock.Open is at ends with the form
	defer cancel()
	m.ctx = ctx
	if ctx.Err() != nil {
		return m.walk.result(Interrupted), nil
	}
	if m.walk.done() {
		return m.walk.result(Completed), nil
	}
	defer hushDefault(s)()
	in, gone := newKeys(s.In)
	p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(s.Out), tea.WithAltScreen(), tea.WithoutSignalHandler())

	finished := make(chan struct{})
	defer close(finished)
	go func() {
		select {
		case <-ctx.Done():
		case <-gone:
		case <-finished:
			return
		}
		p.Send(stopMsg{})
	}()
	if _, err := p.Run(); err != nil {
		return m.walk.result(Interrupted), fmt.Errorf("drawing the questions: %w; they can be asked line by line with --accessible", err)
	}
	return m.walk.result(m.end), nil
}

// page says what the screen shows.
type page int

const (
	asking page = iota
	pausing
	supporting
	viewing
	reviewing
)

// model is the full screen. It owns the walk and moves through it within
// one call of Update: the next question's box stands before the next key
// is looked at, so keys typed ahead never land in the wrong one.
type model struct {
	ctx           context.Context
	walk          *walk
	look          look
	width, height int

	field   *field
	page    page
	scroll  int    // first line shown of a page that is longer than the screen
	read    bool   // whether the open question has been scrolled to its end
	whole   string // what is read on the page of a question's whole text
	notice  string // the form's notice, until the first question is left
	message string // why something was refused, until the next key

	watch  watch
	sight  sight
	review *reviewPage // what is gone through, over the question

	cover cover
	idle  int       // seconds since the last key
	clock time.Time // of the last tick, as the wall shows it

	editing bool
	ahead   []tea.KeyMsg // typed while the editor was being opened

	end   End
	ended bool
}

type (
	stopMsg struct{}
	tickMsg struct{ at time.Time } // the zero time counts as a second later
)

func newModel(ctx context.Context, f Form, s Screen) *model {
	m := &model{
		ctx: ctx, walk: newWalk(f), look: newLook(s), notice: f.Notice,
		width: s.Width, height: s.Height, end: Interrupted, watch: newWatch(f),
	}
	if m.width < 1 || m.height < 1 {
		m.width, m.height = 80, 24
	}
	if !m.walk.done() {
		m.open()
	}
	return m
}

// Init starts the tick that keeps the status line fresh.
func (m *model) Init() tea.Cmd { return tea.Batch(tick(), m.await()) }

func tick() tea.Cmd {
	return tea.Tick(time.Second, func(at time.Time) tea.Msg { return tickMsg{at} })
}

// Update takes one message to its end. The box makes room for a foot that
// needs more rows than before.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if m.ended {
		return m, nil
	}
	foot := m.foot()
	cmd := m.take(msg)
	if m.foot() != foot {
		m.fit()
	}
	return m, cmd
}

func (m *model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width > 0 && msg.Height > 0 {
			m.width, m.height = msg.Width, msg.Height
			m.fit()
		}
	case tickMsg:
		m.pass(msg.at)
		return tick()
	case quietMsg:
		return m.quiet()
	case lookedMsg:
		m.looked(msg)
	case revealMsg:
		if m.cover.returning {
			m.reveal()
		}
	case openedMsg:
		m.opened(msg.ok)
	case stopMsg:
		return m.leave(Interrupted)
	case editedMsg:
		return tea.Batch(m.edited(msg), m.await())
	case tea.KeyMsg:
		cmd := m.press(msg)
		m.glance()
		return tea.Batch(cmd, m.await())
	}
	return nil
}

// open builds the box of the question that is now open.
func (m *model) open() {
	m.page, m.scroll, m.read, m.editing = asking, 0, false, false
	m.field = newField(m.walk.question(), m.walk.value(), m.look, m.measure())
	m.unmark()
	m.fit()
}

// fit sizes the box to what the question leaves free.
func (m *model) fit() {
	if box := m.box(); box != nil {
		box.resize(m.measure(), m.plan().box)
	}
}

// box is the box on the page, nil where there is none.
func (m *model) box() *field {
	switch {
	case m.page == asking && m.field.q.answered():
		return m.field
	case m.page == reviewing:
		return m.review.box
	}
	return nil
}

// show turns to a page, from its top.
func (m *model) show(p page) {
	m.page, m.scroll = p, 0
	m.field.mask()
	m.fit()
}

// leave ends asking; what follows is not looked at any more.
func (m *model) leave(end End) tea.Cmd {
	m.end, m.ended = end, true
	return tea.Quit
}

// move goes on after a step of the walk.
func (m *model) move() tea.Cmd {
	m.notice = ""
	if m.walk.done() {
		return m.leave(Completed)
	}
	m.open()
	return nil
}

func (m *model) next() tea.Cmd {
	m.walk.next()
	return m.move()
}

func (m *model) back() tea.Cmd {
	switch {
	case m.walk.back():
		return m.move()
	case m.walk.form.Before:
		return m.leave(Earlier)
	}
	return nil
}

// insert types into the open box, and says why where it is refused.
func (m *model) insert(text string) {
	m.message = m.field.insert(text)
	m.walk.set(m.field.value())
}

// paste types a pasted text. Line ends become LF; what cannot be typed is
// left out, and said.
func (m *model) paste(text string) {
	clean, changes := journal.Clean(text)
	m.insert(clean)
	for _, c := range changes {
		if m.message == "" && c.Kind != journal.LineEnds {
			m.message = "Pasted; " + c.String() + "."
		}
	}
}
