package ask

import (
	"fmt"
	"slices"
	"strings"

	"afterword/internal/journal"
)

// Asked returns the questions that are asked given the answers, in order.
// A question sees no answer to an earlier one that is closed to it, so a
// branch that was left does not keep later questions open. Answers to
// closed questions stay in a Result, since nothing typed is lost: whoever
// makes an entry goes by Asked, and keeps words that were closed besides.
func (f Form) Asked(a Answers) []Question {
	var out []Question
	for _, i := range f.asked(a) {
		out = append(out, f.Questions[i])
	}
	return out
}

// asked is Asked as places in f.Questions.
func (f Form) asked(a Answers) []int {
	seen := a.Clone()
	var out []int
	for i, q := range f.Questions {
		if q.When == nil || q.When(seen) {
			out = append(out, i)
			continue
		}
		delete(seen, q.ID)
	}
	return out
}

// written reports whether the answer is the person's own words, which are
// kept in a draft, looked through and handed to the editor.
func (q Question) written() bool { return q.Kind == Text || q.Kind == Line }

// typed reports whether the answer is typed rather than chosen.
func (q Question) typed() bool { return q.written() || q.Kind == Secret }

// Kept returns a copy of the answers without those to a Secret: what a
// draft may hold.
func (f Form) Kept(a Answers) Answers {
	out := a.Clone()
	for _, q := range f.Questions {
		if q.Kind == Secret {
			delete(out, q.ID)
		}
	}
	return out
}

// counted says how many words a text has, where the question has a measure.
func (q Question) counted(text string) string {
	n := journal.CountWords(text)
	switch {
	case q.Words == 0 || n == 0:
		return ""
	case n > q.Words:
		return fmt.Sprintf("%d words, %d too many", n, n-q.Words)
	}
	return fmt.Sprintf("%d of %d words", n, q.Words)
}

// answered reports whether the question takes an answer at all.
func (q Question) answered() bool { return q.Kind != Card || len(q.Options) > 0 }

// walk is where a person is in a form and what they have answered. It
// knows nothing of screens, so the two drivers cannot disagree on what
// comes next or on what a skipped question is.
type walk struct {
	form    Form
	answers Answers
	at      int // place in form.Questions; their number once all is asked
}

// newWalk opens the form at f.At, or at the nearest question after it that
// is asked, or else before it.
func newWalk(f Form) *walk {
	w := &walk{form: f, answers: f.Answers.Clone()}
	start := max(0, slices.IndexFunc(f.Questions, func(q Question) bool { return q.ID == f.At }))
	open := f.asked(w.answers)
	if len(open) == 0 {
		w.at = len(f.Questions)
		return w
	}
	w.at = open[len(open)-1]
	for _, i := range open {
		if i >= start {
			w.at = i
			break
		}
	}
	return w
}

// done reports whether no question is left.
func (w *walk) done() bool { return w.at >= len(w.form.Questions) }

// question returns the open question, with its note as the answers make
// it; there is one unless w is done.
func (w *walk) question() Question {
	q := w.form.Questions[w.at]
	if q.NoteOf != nil {
		q.Note = q.NoteOf(w.answers)
	}
	return q
}

// value returns the answer to the open question as it stands.
func (w *walk) value() string { return w.answers.Value(w.question().ID) }

// set takes the answer to the open question as it stands, and reports it
// where it changed.
func (w *walk) set(value string) {
	id := w.question().ID
	if w.answers[id].Value == value {
		return
	}
	w.answers[id] = Answer{Value: value}
	if w.question().Kind != Secret { // not even when it was typed
		w.report(false)
	}
}

// reword takes new words for an answer in words that was given before.
func (w *walk) reword(id, value string) {
	if a := w.answers[id]; a.Value != value {
		a.Value = value
		w.answers[id] = a
		w.report(false)
	}
}

// next leaves the open question and opens the one after it.
func (w *walk) next() {
	w.settle()
	w.forward()
	w.report(true)
}

// skip is next without an answer: a choice is withdrawn, and a secret.
// Words already written are kept as the answer, since nothing written is
// lost.
func (w *walk) skip() {
	if q := w.question(); q.answered() && !q.written() {
		w.answers[q.ID] = Answer{}
	}
	w.next()
}

// back opens the question before, and reports whether there is one.
func (w *walk) back() bool {
	for _, i := range slices.Backward(w.form.asked(w.answers)) {
		if i < w.at {
			w.at = i
			w.report(true)
			return true
		}
	}
	return false
}

// whole is more to read about the open question; nothing where there is
// none.
func (w *walk) whole() string {
	if q := w.question(); q.Kind == Choice && q.Whole != nil && optionByKey(q.Options, viewKey) < 0 {
		return q.Whole()
	}
	return ""
}

// viewKey shows all of what a question is about.
const viewKey = 'v'

// first reports whether there is nothing to go back to.
func (w *walk) first() bool {
	open := w.form.asked(w.answers)
	return len(open) == 0 || w.at <= open[0]
}

// finish leaves every question still open as it stands: what has no
// answer is skipped.
func (w *walk) finish() {
	for !w.done() {
		w.settle()
		w.forward()
	}
	w.report(true)
}

// settle marks the open question as answered, or as skipped where its
// answer is blank.
func (w *walk) settle() {
	q := w.question()
	if !q.answered() {
		return
	}
	if value := w.answers.Value(q.ID); value == "" || q.Kind != Secret && strings.TrimSpace(value) == "" {
		w.answers[q.ID] = Answer{Skipped: true}
	} else {
		w.answers[q.ID] = Answer{Value: value}
	}
}

// forward opens the next question that is asked.
func (w *walk) forward() {
	for _, i := range w.form.asked(w.answers) {
		if i > w.at {
			w.at = i
			return
		}
	}
	w.at = len(w.form.Questions)
}

// open returns the id of the open question, and of the last one asked once
// all is done.
func (w *walk) open() string {
	if !w.done() {
		return w.question().ID
	}
	asked := w.form.Asked(w.answers)
	if len(asked) == 0 {
		return ""
	}
	return asked[len(asked)-1].ID
}

// report tells the form of a change. It hands over a copy, so that a
// draft may be sealed elsewhere while typing goes on, and no secret.
func (w *walk) report(answered bool) {
	if w.form.Changed != nil {
		w.form.Changed(w.form.Kept(w.answers), w.open(), answered)
	}
}

// progress returns "2 of 5" over the questions that count, and nothing
// for one that does not.
func (w *walk) progress() string {
	if w.done() || w.question().Uncounted {
		return ""
	}
	place, total := 0, 0
	for _, i := range w.form.asked(w.answers) {
		if w.form.Questions[i].Uncounted {
			continue
		}
		total++
		if i == w.at {
			place = total
		}
	}
	return fmt.Sprintf("%d of %d", place, total)
}

// result is what asking came to.
func (w *walk) result(end End) Result {
	return Result{Answers: w.answers.Clone(), At: w.open(), End: end}
}
