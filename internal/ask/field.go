package ask

import (
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/x/ansi"
)

// boxLines is the most lines that the text box holds; beyond them it would
// drop lines without a word (bubbles v1.0.0, textarea maxLines).
const boxLines = 10_000

// field is the open question's box: a text box, or a huh field for a list.
// It never moves on by itself, and the commands that a box returns are not
// run: they would only blink the cursor, move on or read the clipboard.
type field struct {
	q     Question
	look  look
	box   huh.Field // the list of a question with options, and nil for others
	width int

	text   *textBox   // the box for words, unless they do not fit into it
	secret *secretBox // the box of a Secret, and of nothing else

	original string // the answer as it came, kept byte for byte until edited
	entered  string // what the box made of it
	held     string // what the box holds now
	places   []int  // of a Several: the ticked options
	unmarked bool   // of a Choice: no option is marked yet
}

// newField makes the box for a question and its answer so far, ready to be
// typed into. The text cursor is at the end.
func newField(q Question, answer string, l look, width int) *field {
	f := &field{q: q, look: l, original: answer, width: width}
	switch {
	case q.written():
		f.makeText()
	case q.Kind == Secret:
		f.secret = newSecretBox(answer)
	case q.Kind == Several:
		f.makeSeveral()
	case q.answered():
		f.makeChoice(optionByValue(q.Options, answer))
	}
	return f
}

// makeText builds the box for words, unless they do not fit into it.
func (f *field) makeText() {
	if strings.Count(f.original, "\n") >= boxLines {
		return
	}
	f.text = newTextBox(toBox(f.original), f.look, f.width)
	f.held = f.text.area.Value()
	f.entered = f.held
}

// makeChoice builds the list for one of the options, with one marked, or
// with none where marked is -1: nothing is suggested to the person.
func (f *field) makeChoice(marked int) {
	f.unmarked = marked < 0
	f.start(huh.NewSelect[int]().Options(f.options(2)...))
	f.mark(max(0, marked))
}

// makeSeveral builds the list with the boxes to tick.
func (f *field) makeSeveral() {
	f.places, _ = parts(f.q.Options, f.original)
	options := f.options(6)
	for i := range options {
		options[i] = options[i].Selected(slices.Contains(f.places, i))
	}
	f.start(huh.NewMultiSelect[int]().Options(options...).Value(&f.places))
}

// start gives the box its look and keys and puts it into a state to type.
func (f *field) start(box huh.Field) {
	theme := f.look.theme
	if f.unmarked {
		theme = f.look.blank
	}
	f.box = box.WithTheme(theme).WithKeyMap(boxKeys()).WithWidth(f.width)
	f.box.Focus()
	f.box.Update(nil)
}

// boxKeys are the keys of a box: those that edit and mark. Keys that
// leave the question or filter the list are not among them.
func boxKeys() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	none := key.NewBinding()
	k.Select.Filter, k.Select.SetFilter, k.Select.ClearFilter = none, none, none
	k.Select.Next, k.Select.Prev, k.Select.Submit = none, none, none
	k.MultiSelect.Filter, k.MultiSelect.SetFilter, k.MultiSelect.ClearFilter = none, none, none
	k.MultiSelect.Next, k.MultiSelect.Prev, k.MultiSelect.Submit = none, none, none
	return k
}

// options are the list's lines, wrapped to leave room for the marker.
func (f *field) options(marker int) []huh.Option[int] {
	var out []huh.Option[int]
	for i, o := range f.q.Options {
		name := string(o.Key)
		if o.Key == 0 {
			name = fmt.Sprint(i + 1)
		}
		label := Wrap(journal.PrintableLine(o.Label), f.width-marker-len(name)-2)
		label = strings.ReplaceAll(label, "\n", "\n"+strings.Repeat(" ", len(name)+2))
		if i+1 < len(f.q.Options) && slices.Contains(f.q.Apart, f.q.Options[i+1].Key) {
			label += "\n"
		}
		out = append(out, huh.NewOption(journal.PrintableLine(name)+"  "+label, i))
	}
	return out
}

// least is how many lines the box is to have at the least: a list all of
// its options, without the blank lines between groups.
func (f *field) least() int {
	if len(f.q.Options) == 0 || f.box == nil {
		return 3
	}
	n := 0
	for _, line := range f.drawn() {
		if ansi.Strip(line) != "" {
			n++
		}
	}
	return max(3, n)
}

// drawn is the list as it is drawn where there is room for all of it.
func (f *field) drawn() []string {
	lines := strings.Split(strings.TrimRight(f.box.View(), "\n "), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// value is the answer as it stands: the one that came, byte for byte,
// unless the person has changed it.
func (f *field) value() string {
	switch {
	case f.secret != nil:
		return f.secret.text
	case f.q.written() && f.held != f.entered:
		return fromBox(f.held)
	case f.q.Kind == Several:
		was, others := parts(f.q.Options, f.original)
		slices.Sort(was)
		if now := slices.Sorted(slices.Values(f.places)); !slices.Equal(was, now) {
			return joined(f.q.Options, now, others)
		}
	}
	return f.original
}

// insert types a text into the box at the cursor and returns nothing, or
// why it was refused; then the box is as it was.
func (f *field) insert(text string) (refusal string) {
	held := toBox(text)
	switch {
	case f.secret != nil:
		return f.secret.insert(text)
	case !f.q.written():
		return ""
	case f.text == nil:
		return "This text is too long to change here. The editor takes it."
	case len(f.value())+len(text) > journal.MaxText:
		return "Not added: one answer holds 4 MiB. The text is as it was."
	case strings.Count(f.held, "\n")+strings.Count(held, "\n") >= boxLines:
		return "Not added: this box holds 10,000 lines. The text is as it was."
	}
	f.text.insert(held)
	f.held = f.text.area.Value()
	return ""
}

// press gives an editing key to the box. In a list without a marker the
// first arrow key only brings it: down to the first option, up to the last.
func (f *field) press(k tea.KeyMsg) {
	switch {
	case f.unmarked && k.Type == tea.KeyDown:
		f.makeChoice(0)
	case f.unmarked && k.Type == tea.KeyUp:
		f.makeChoice(len(f.q.Options) - 1)
	case f.text != nil && k.Type != tea.KeyCtrlV:
		f.text.update(k)
		f.held = f.text.area.Value()
	case !f.unmarked && f.box != nil && k.Type != tea.KeyCtrlV:
		f.box.Update(k)
	}
}

// mask hides the answer to a Secret again where it was shown.
func (f *field) mask() {
	if f.secret != nil {
		f.secret.shown = false
	}
}

// marked is the place of the option that the marker is at, or -1.
func (f *field) marked() int {
	if f.unmarked {
		return -1
	}
	var at int
	var ok bool
	switch box := f.box.(type) {
	case *huh.Select[int]:
		at, ok = box.Hovered()
	case *huh.MultiSelect[int]:
		at, ok = box.Hovered()
	}
	if !ok {
		return -1
	}
	return at
}

// mark moves the marker to an option.
func (f *field) mark(place int) {
	for range f.q.Options {
		switch at := f.marked(); {
		case at < place:
			f.box.Update(tea.KeyMsg{Type: tea.KeyDown})
		case at > place:
			f.box.Update(tea.KeyMsg{Type: tea.KeyUp})
		}
	}
}

// tick turns one option of a Several on or off.
func (f *field) tick(place int) {
	f.mark(place)
	f.box.Update(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
}

// resize fits the box to a screen. Lists are made anew, as their labels
// are wrapped by hand.
func (f *field) resize(width, height int) {
	changed := width != f.width
	f.width = width
	if f.text != nil {
		f.text.resize(width, height)
	}
	switch f.box.(type) {
	case *huh.Select[int]:
		if changed {
			f.makeChoice(f.marked())
		}
	case *huh.MultiSelect[int]:
		if changed {
			at, original := f.marked(), f.original
			f.original = f.value()
			f.makeSeveral()
			f.original = original
			f.mark(at)
		}
	}
}

// lines draws the box in at most height lines, around the marker, or with
// marks in a text.
func (f *field) lines(height int, marks []span) []string {
	switch {
	case f.secret != nil:
		return f.secret.lines(f.width, height, f.look)
	case f.text != nil:
		return f.text.lines(height, marks)
	case f.box == nil:
		return []string{f.look.faint.Render("(a long text, kept as it is)")}
	}
	lines := f.drawn()
	for at := 0; at < len(lines) && len(lines) > height; {
		if ansi.Strip(lines[at]) != "" {
			at++
			continue
		}
		lines = slices.Delete(lines, at, at+1) // the blank lines between groups give way first
	}
	if len(lines) <= height {
		return lines
	}
	at := max(0, slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(ansi.Strip(line), ">") }))
	top := min(max(0, at-height/2), len(lines)-height)
	return lines[top : top+height]
}
