package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

const (
	// besideLeast is how wide a terminal is for then and now to stand side by
	// side, in columns.
	besideLeast = 80
	// besideMost is how wide the two are at the most together.
	besideMost = 120
	// besideGap is the blank between the two.
	besideGap = 4
)

// thenTitle and nowTitle head an entry and a second look at it.
func thenTitle(e *journal.Entry) string { return "Then, " + longDay(e.Day()) }
func nowTitle(e *journal.Entry) string  { return "Now, " + longDay(e.Day()) }

// answersText is the answers of an entry as they are shown, numbered where
// that is how they are named.
func answersText(e *journal.Entry, numbered bool, width int) string {
	var parts []string
	for i, n := range e.Answers {
		number := 0
		if numbered {
			number = i + 1
		}
		parts = append(parts, answerText(number, n, width, width))
	}
	return strings.Join(parts, "\n\n")
}

// writtenIn keeps the answers that have words.
func writtenIn(e *journal.Entry) *journal.Entry {
	out := &journal.Entry{Meta: e.Meta, EntryHead: e.EntryHead}
	for _, n := range e.Answers {
		if n.Text != "" {
			out.Answers = append(out.Answers, n)
		}
	}
	return out
}

// beside sets two texts into columns, each line padded with blank. Both
// are wrapped to the width of a column already.
func beside(left, right string, column int, blank string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	var out []string
	for i := range max(len(l), len(r)) {
		a, b := "", ""
		if i < len(l) {
			a = l[i]
		}
		if i < len(r) {
			b = r[i]
		}
		if b != "" {
			a += strings.Repeat(blank, column-lipgloss.Width(a)+besideGap) + b
		}
		out = append(out, strings.TrimRight(a, " "))
	}
	return strings.Join(out, "\n")
}

// columnOf is how wide one of two columns is.
func columnOf(width int) int { return (width - besideGap) / 2 }

// showThenAndNow shows a second look beside the entry it is about, once it
// is kept, on a page that leaves nothing on the screen behind it.
func (a *app) showThenAndNow(ctx context.Context, first, second *journal.Entry) error {
	first, second = writtenIn(first), writtenIn(second)
	f := ask.Form{Title: "A second look", Questions: []ask.Question{{ID: "both", Kind: ask.Card, Uncounted: true, Title: "Then and now"}}}
	q := &f.Questions[0]
	shown := f // the form is given its title once more when it is asked
	s, full := a.screen(ctx, &shown)
	if full && s.Width >= besideLeast {
		const width = 72 // that the form sets text to
		column := columnOf(width)
		// The form takes blanks at the start of a line for an indentation,
		// which no-break spaces are not.
		q.Note = beside(thenTitle(first)+"\n\n"+answersText(first, false, column), nowTitle(second)+"\n\n"+answersText(second, false, column), column, "\u00a0")
	} else {
		q.Note = thenTitle(first) + "\n\n" + answersText(first, false, 0) + "\n\n" + nowTitle(second) + "\n\n" + answersText(second, false, 0)
	}
	_, err := a.ask(ctx, f) // it is kept, however this is left
	return err
}

// putThenAndNow prints an entry with the second looks at it: side by side
// on a wide terminal, else one after the other.
func (a *app) putThenAndNow(ctx context.Context, v *vault.Vault, e *journal.Entry, looks []*journal.Entry) error {
	for _, look := range looks {
		if err := v.Load(ctx, look.ID, look); err != nil && !errors.Is(err, vault.ErrDamaged) {
			return err
		}
	}
	if a.columnsWide() < besideLeast || a.flags.accessible {
		a.put("\n%s", thenTitle(e))
		a.putAnswers(e, true)
		for _, look := range looks {
			a.put("\n%s (%s)", nowTitle(look), a.short(ctx, v, look.ID))
			a.putAnswers(writtenIn(look), false)
		}
		return nil
	}
	column := columnOf(min(a.columnsWide()-2, besideMost))
	var now []string
	for _, look := range looks {
		now = append(now, wrapTo(nowTitle(look)+" ("+a.short(ctx, v, look.ID)+")", column)+"\n\n"+answersText(writtenIn(look), false, column))
	}
	a.put("\n%s", beside(thenTitle(e)+"\n\n"+answersText(e, true, column), strings.Join(now, "\n\n"), column, " "))
	return nil
}

// putAnswers writes the answers of an entry, one after the other.
func (a *app) putAnswers(e *journal.Entry, numbered bool) {
	width := 0
	if a.Terminal.Out {
		width = a.width()
	}
	for i, n := range e.Answers {
		number := 0
		if numbered {
			number = i + 1
		}
		a.put("\n%s", answerText(number, n, a.width(), width))
	}
}
