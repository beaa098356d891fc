package ask

import (
	"fmt"
	"strings"
	"unicode"

	"afterword/internal/journal"

	tea "github.com/charmbracelet/bubbletea"
)

// reviewPage is a review on the full screen.
type reviewPage struct {
	*review
	id  string // of the question whose answer it is about; empty for texts of their own
	box *field // for words of the writer's own, while they are typed
	why bool   // the reason is shown
	one bool   // one of several aliases is being chosen
}

// reviewAnswer goes through what was found in the open answer.
func (m *model) reviewAnswer() {
	if m.walk.form.Look == nil || !m.field.q.written() {
		return
	}
	text := m.field.value()
	r := Review{Passages: []Passage{{Text: text, Found: m.walk.form.Look(text)}}, Look: m.walk.form.Look,
		Lasting: m.walk.form.Lasting, Aliases: m.walk.form.Aliases}
	id := m.field.q.ID
	m.review = &reviewPage{review: newReview(r, m.watch.cleared, m.watch.spans(id, text)), id: id}
	m.show(reviewing)
}

// pressReview takes a key during a review.
func (m *model) pressReview(k tea.KeyMsg) tea.Cmd {
	v := m.review
	switch {
	case v.box != nil:
		m.pressOwnWords(k)
		return nil
	case v.one && (k.Type == tea.KeyEsc || k.Type == tea.KeyRunes && !k.Paste && len(k.Runes) == 1):
		m.pressAlias(k)
		return nil
	case k.Type == tea.KeyF1:
		m.support()
		return nil
	case k.Type == tea.KeyPgUp, k.Type == tea.KeyPgDown, k.Type == tea.KeyUp, k.Type == tea.KeyDown:
		m.scrollBy(k.Type)
		return nil
	case k.Type == tea.KeyEsc, k.Type == tea.KeyEnter && v.finished():
		return m.endReview()
	case k.Type != tea.KeyRunes || k.Paste || len(k.Runes) != 1:
		return nil
	}
	key := unicode.ToLower(k.Runes[0])
	switch {
	case v.pending != nil && (key == 'y' || key == 'n'):
		v.same(key == 'y')
		m.reviewed()
	case v.pending != nil && key == 'u', v.pending == nil && key == 'u':
		m.takeBack()
	case v.pending != nil:
	case key == 'd':
		return m.endReview()
	default:
		m.pressFinding(key)
	}
	return nil
}

// pressFinding takes a letter about the finding that is asked about, or
// about the hints once nothing else is left.
func (m *model) pressFinding(key rune) {
	v := m.review
	if v.finished() {
		if key == 'h' && len(v.folded()) > 0 {
			v.openHints()
			m.show(reviewing)
		}
		return
	}
	if !strings.ContainsRune(v.keys(), key) {
		return
	}
	switch key {
	case 'r':
		m.decide(Replaced, v.suggestion())
	case 'e':
		v.box = newField(Question{Kind: Line}, "", m.look, m.measure())
		m.fit()
	case 'l':
		if all := v.offers(); len(all) == 1 {
			m.decide(Replaced, all[0].With)
			return
		}
		v.one, v.why = true, false
		m.show(reviewing)
	case 'k':
		m.decide(Kept, "")
	case 'n':
		m.decide(Cleared, "")
	case 'a':
		if doubt := v.doubt(); doubt != "" {
			m.message = doubt
			return
		}
		m.decide(ForGood, "")
	case 'o':
		v.takeApart()
		m.show(reviewing)
	case 's':
		v.skip()
		m.show(reviewing)
	case '?':
		v.why = !v.why
		m.show(reviewing)
	}
}

// pressAlias takes a key while one of several aliases is chosen; esc goes
// back, and what is no number does nothing.
func (m *model) pressAlias(k tea.KeyMsg) {
	if k.Type == tea.KeyEsc {
		m.review.one = false
		m.show(reviewing)
	} else if with, ok := m.review.offer(string(k.Runes)); ok {
		m.review.one = false
		m.decide(Replaced, with)
	}
}

// pressOwnWords takes a key for the words that shall stand there.
func (m *model) pressOwnWords(k tea.KeyMsg) {
	v := m.review
	switch {
	case k.Type == tea.KeyEsc:
		v.box = nil
	case k.Type == tea.KeyEnter:
		with, refusal := replacement(v.box.value())
		if refusal != "" {
			m.message = refusal
			return
		}
		v.box = nil
		m.decide(Replaced, with)
	case k.Type == tea.KeyRunes && !k.Alt, k.Type == tea.KeySpace && !k.Alt:
		typed, _ := journal.Clean(string(k.Runes)) // a paste may have line ends
		m.message = v.box.insert(strings.ReplaceAll(typed, "\n", " "))
	default:
		v.box.press(k)
	}
	m.fit()
}

// longestReplacement is the most bytes that are put in a finding's place.
const longestReplacement = 200

// replacement makes words of the writer's own into one line that can be
// put in a text, or says why not.
func replacement(typed string) (with, refusal string) {
	with = strings.Join(strings.Fields(journal.PrintableLine(typed)), " ")
	if with == "" || len(with) > longestReplacement {
		return "", fmt.Sprintf("The words to put there are one to %d bytes long.", longestReplacement)
	}
	return with, ""
}

// decide decides the current finding and shows what came of it.
func (m *model) decide(act Act, with string) {
	if m.review.do(act, with) == 0 {
		m.reviewed()
	} else {
		m.show(reviewing)
	}
}

// takeBack undoes the last act.
func (m *model) takeBack() {
	if !m.review.undo() {
		m.message = "There is nothing to undo."
		return
	}
	m.reviewed()
	m.message = "Undone."
}

// reviewed shows what an act came to; the answer it is about is changed at
// once, so that a draft of it is kept.
func (m *model) reviewed() {
	v := m.review
	v.why = false
	m.message = ""
	if len(v.brief) > 0 {
		m.message = fitting(v.brief, m.measure())
	}
	if v.id != "" {
		m.walk.set(v.now[0].text)
	}
	m.show(reviewing)
}

// endReview returns to the answer, or ends a review of texts.
func (m *model) endReview() tea.Cmd {
	v := m.review
	if v.pending != nil {
		v.undo() // nothing was chosen yet
	}
	if v.id == "" {
		return m.leave(Completed)
	}
	m.review = nil
	m.watch.took(v.id, v.review, 0)
	if decided := v.outcome().Decided; m.walk.form.Decided != nil && len(decided) > 0 {
		m.walk.form.Decided(decided)
	}
	if text := v.now[0].text; text != m.field.value() {
		m.walk.set(text)
		m.field = newField(m.field.q, text, m.look, m.measure())
		m.unmark()
	}
	m.show(asking)
	return nil
}

// reviewText is the page of a review.
func (m *model) reviewText() []string {
	v := m.review
	it, ok := v.current()
	if !ok {
		out := append(m.styled(m.look.strong, v.over()[0]), "")
		for _, line := range v.over()[1:] {
			out = append(out, m.styled(m.look.plain, line)...)
		}
		if len(v.folded()) > 0 {
			out = append(append(out, ""), m.keyLines([]Option{{Key: 'h', Label: "look at them"}})...)
		}
		return out
	}
	out := m.styled(m.look.strong, v.title(it))
	out = append(append(out, m.styled(m.look.faint, v.where(it))...), "")
	for _, line := range v.lines(it) {
		out = append(out, m.styled(m.look.plain, line)...)
	}
	out = append(out, "")
	switch {
	case v.pending != nil:
		return append(out, m.styled(m.look.strong, v.askSame())...)
	case v.box != nil:
		return append(out, m.styled(m.look.strong, "Which words shall stand there?")...)
	case v.one:
		return append(append(out, m.styled(m.look.strong, "Which alias shall stand there?")...), m.keyLines(v.numbered())...)
	case v.why:
		out = append(append(out, m.styled(m.look.plain, v.reason(it))...), "")
	}
	return append(out, m.keyLines(v.choices(it))...)
}

// helpLines are the lines of keys during a review, longest first.
func (v *reviewPage) helpLines() []string {
	switch {
	case v.box != nil:
		return []string{"enter puts it there · esc back"}
	case v.one:
		return []string{"a number puts it there · esc back", "a number · esc back"}
	case v.pending != nil:
		return []string{"y yes, all of them · n only here · u undo", "y all · n only here · u undo"}
	case v.finished():
		return []string{"enter done · u undo"}
	}
	return []string{"? why · s skip · u undo · f9 hide · esc done", "? why · s skip · u undo · esc done"}
}
