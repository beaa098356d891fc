package ask

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// mostSecret is the most bytes that the answer to a Secret holds. It is
// far beyond any passphrase, and keeps a stray paste out.
const mostSecret = 4096

// secretBox is a line that is typed unseen: one mark stands for each
// character as the person counts them, whatever it is made of. It keeps
// what is typed as it is. huh's own field would turn tabs into spaces and
// show as many marks as a character has columns.
type secretBox struct {
	text  string
	at    int  // the cursor's place in text, in bytes
	shown bool // whether the text itself is drawn
}

// newSecretBox holds a text, masked, with the cursor at its end.
func newSecretBox(text string) *secretBox { return &secretBox{text: text, at: len(text)} }

// oneLine is a text without the line end after it, which password managers
// copy along, or the reason why it cannot be the answer to a Secret.
func oneLine(text string) (line, refusal string) {
	line = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	switch {
	case strings.ContainsAny(line, "\r\n"):
		return "", "it is more than one line"
	case strings.Contains(line, "\x00"):
		return "", "it holds a character that cannot be typed"
	case len(line) > mostSecret:
		return "", "it is longer than 4,096 bytes"
	}
	return line, ""
}

// insert types a text at the cursor, or returns why it was refused; then
// the box is as it was.
func (b *secretBox) insert(text string) (refusal string) {
	line, why := oneLine(text)
	if why == "" {
		_, why = oneLine(b.text + line)
	}
	if why != "" {
		return "Not added: " + why + "."
	}
	b.text = b.text[:b.at] + line + b.text[b.at:]
	b.at += len(line)
	return ""
}

// press takes a key that types or edits; all others do nothing.
func (b *secretBox) press(k tea.KeyMsg) (refusal string) {
	switch k.Type {
	case tea.KeyRunes, tea.KeySpace:
		if !k.Alt {
			return b.insert(string(k.Runes))
		}
	case tea.KeyBackspace, tea.KeyCtrlH:
		from := b.before()
		b.text, b.at = b.text[:from]+b.text[b.at:], from
	case tea.KeyDelete:
		b.text = b.text[:b.at] + b.text[b.after():]
	case tea.KeyCtrlU:
		b.text, b.at = "", 0
	case tea.KeyLeft, tea.KeyCtrlB:
		b.at = b.before()
	case tea.KeyRight, tea.KeyCtrlF:
		b.at = b.after()
	case tea.KeyHome, tea.KeyCtrlA:
		b.at = 0
	case tea.KeyEnd, tea.KeyCtrlE:
		b.at = len(b.text)
	}
	return ""
}

// before is where the character before the cursor begins, and after where
// the one at the cursor ends.
func (b *secretBox) before() int {
	cells := characters(b.text[:b.at])
	if len(cells) == 0 {
		return 0
	}
	return b.at - len(cells[len(cells)-1])
}

func (b *secretBox) after() int {
	cells := characters(b.text[b.at:])
	if len(cells) == 0 {
		return b.at
	}
	return b.at + len(cells[0])
}

// characters divides a text into what a person counts as one character.
func characters(text string) []string {
	var out []string
	for rest, state := text, -1; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		out = append(out, cluster)
	}
	return out
}

// lines draws the box in at most height lines of width columns, around the
// cursor: marks at any place, words that are shown between them.
func (b *secretBox) lines(width, height int, l look) []string {
	// The two sides of the cursor are divided apart, so that it always
	// stands on a character of its own.
	cells := characters(b.text[:b.at])
	cursor := len(cells)
	cells = append(cells, characters(b.text[b.at:])...)
	for i := range cells {
		cells[i] = b.drawn(cells[i], l)
	}
	if cursor == len(cells) {
		cells = append(cells, " ")
	}
	rows, used, at := []string{""}, 0, 0
	for i, cell := range cells {
		wide := ansi.StringWidth(cell)
		if used > 0 && (used+wide > width || used+wordAt(cells, i) > width) {
			rows, used = append(rows, ""), 0
		}
		used += wide
		if i == cursor {
			at, cell = len(rows)-1, l.cursor.Render(cell)
		}
		rows[len(rows)-1] += cell
	}
	if len(rows) <= height {
		return rows
	}
	top := min(max(0, at-height/2), len(rows)-height)
	return slices.Clone(rows[top : top+height])
}

// wordAt is the width of the word that begins at a cell, and 0 where none
// does. Marks have no blanks between them and are no words.
func wordAt(cells []string, i int) int {
	if i == 0 || cells[i-1] != " " {
		return 0
	}
	wide := 0
	for _, cell := range cells[i:] {
		if cell == " " {
			break
		}
		wide += ansi.StringWidth(cell)
	}
	return wide
}

// drawn is what is seen of one character: a mark, or where the text is
// shown, itself or what stands for it.
func (b *secretBox) drawn(cell string, l look) string {
	if !b.shown {
		return l.mask
	}
	if cell = shownInBox(toBox(cell)); ansi.StringWidth(cell) == 0 {
		return "\ufffd"
	}
	return cell
}

// pressSecret takes a key for a Secret. F2 shows what was typed until it
// is pressed again or the question is left.
func (m *model) pressSecret(k tea.KeyMsg) {
	switch k.Type {
	case tea.KeyPgUp, tea.KeyPgDown:
		m.scrollBy(k.Type)
	case tea.KeyF2:
		m.field.secret.shown = !m.field.secret.shown
	default:
		m.message = m.field.secret.press(k)
		m.walk.set(m.field.value())
	}
}
