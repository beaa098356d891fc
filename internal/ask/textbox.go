package ask

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textarea"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// gutter is the blank beside the words of a text box, as wide as the
// marker of a list. A mark stands there beside a line with a finding.
const gutter = 2

// textBox is the box that words are typed into. It is the text area that a
// huh.Text is made of, without the field around it, since only the text
// area tells where the cursor is.
type textBox struct {
	area textarea.Model
	look look
	rows breaks
}

// newTextBox makes a box that holds a text of stand-ins, with the cursor
// at its end.
func newTextBox(held string, l look, width int) *textBox {
	area := textarea.New()
	area.ShowLineNumbers, area.Prompt = false, ""
	area.CharLimit, area.MaxHeight = 0, boxLines
	area.KeyMap.InsertNewline = key.NewBinding()
	area.KeyMap.Paste = key.NewBinding()
	for _, style := range []*textarea.Style{&area.FocusedStyle, &area.BlurredStyle} {
		*style = textarea.Style{Base: l.plain, CursorLine: l.plain, CursorLineNumber: l.plain, EndOfBuffer: l.plain,
			LineNumber: l.plain, Placeholder: l.plain, Prompt: l.plain, Text: l.plain}
	}
	area.Cursor.Style, area.Cursor.TextStyle = l.theme.Focused.TextInput.Cursor, l.theme.Focused.TextInput.CursorText
	area.SetWidth(max(1, width-gutter))
	area.SetValue(held)
	area.Focus()
	b := &textBox{area: area, look: l}
	b.update(nil)
	return b
}

// update gives the box a message; what it would do later, it does not do.
func (b *textBox) update(msg tea.Msg) { b.area, _ = b.area.Update(msg) }

// insert types a text at the cursor. It is marked as pasted, since the box
// takes typed words such as "home" and "enter" for the keys of that name
// when they arrive at once.
func (b *textBox) insert(held string) {
	b.update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(held), Paste: true})
}

// resize fits the box to a screen.
func (b *textBox) resize(width, height int) {
	b.area.SetWidth(max(1, width-gutter))
	b.area.SetHeight(height)
	b.area.View() // fills the part that scrolls, so that it can follow the cursor
	b.update(nil)
}

// cursor is where typing goes: the line and how many characters are before
// it there.
func (b *textBox) cursor() (line, column int) {
	info := b.area.LineInfo()
	return b.area.Line(), info.StartColumn + info.ColumnOffset
}

// lines draws the box in at most height lines, with marks for what was
// found in its text.
func (b *textBox) lines(height int, marks []span) []string {
	lines := strings.Split(strings.TrimRight(b.area.View(), "\n "), "\n")
	lines = lines[:min(len(lines), max(1, height))]
	at := b.marked(lines, marks)
	for i, line := range lines {
		line = strings.TrimRight(shownInBox(line), " ")
		margin := strings.Repeat(" ", gutter)
		for _, s := range at[i] {
			line = b.look.underlined(line, s)
			margin = findingMark + " "
		}
		if lines[i] = margin + line; line == "" {
			lines[i] = ""
		}
	}
	return lines
}

// underlined draws a line underlined over some columns, where there is
// colour. The cursor's cell ends what was drawn before it, so it is taken
// up again after that.
func (l look) underlined(line string, s span) string {
	if !l.color {
		return line
	}
	const on, off = "\x1b[4m", "\x1b[0m"
	words := strings.ReplaceAll(ansi.Cut(line, s.start, s.end), off, off+on)
	return ansi.Cut(line, 0, s.start) + on + words + off + ansi.Cut(line, s.end, ansi.StringWidth(line))
}
