package ask

import (
	"fmt"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/privacy"
)

// watch is looking for identifiers while a form is answered: whether it is
// done, and what its writer has decided to keep meanwhile.
type watch struct {
	look    func(text string) []privacy.Finding
	follow  func(text string) []privacy.Finding // while it is written
	off     bool
	cleared map[string]bool   // words that are no identifier
	kept    map[string]keptIn // by question
}

// keptIn is what was kept in an answer, where it stood in its text then.
type keptIn struct {
	text  string
	spans []span
}

func newWatch(f Form) watch {
	w := watch{look: f.Look, follow: f.Look, cleared: map[string]bool{}, kept: map[string]keptIn{}}
	if f.Look != nil && f.Watch != nil {
		w.follow = f.Watch()
	}
	return w
}

// at reports whether the answer to a question is looked through.
func (w *watch) at(q Question) bool { return w.look != nil && !w.off && q.written() }

// open are those of what was found in an answer that count while it is
// written: neither hints nor details, nor what was decided before.
func (w *watch) open(id, text string, found []privacy.Finding) []privacy.Finding {
	var out []privacy.Finding
	kept := w.spans(id, text)
	for _, f := range found {
		if f.Level != privacy.Hint && f.Kind != privacy.Detail && !w.cleared[sameWords(text[f.Start:f.End])] && !within(kept, f) {
			out = append(out, f)
		}
	}
	return out
}

// spans is what was kept in an answer, where it stands now.
func (w *watch) spans(id, text string) []span {
	k, ok := w.kept[id]
	if !ok {
		return nil
	}
	if k.text != text {
		k.spans = carried(k.spans, k.text, text)
		k.text = text
		w.kept[id] = k
	}
	return k.spans
}

// took takes over what a review of an answer decided.
func (w *watch) took(id string, r *review, n int) {
	maps.Copy(w.cleared, r.cleared)
	k := keptIn{text: r.now[n].text}
	for _, s := range r.now[n].spots {
		if s.act == Kept && !s.gone {
			k.spans = append(k.spans, span{s.finding.Start, s.finding.End})
		}
	}
	w.kept[id] = k
}

// carried is where parts of a text are once one stretch of it was changed.
// What the change touched is left out.
func carried(spans []span, before, after string) []span {
	head, tail := unchanged(before, after)
	var out []span
	for _, s := range spans {
		switch by := len(after) - len(before); {
		case s.end <= head:
			out = append(out, s)
		case s.start >= len(before)-tail:
			out = append(out, span{s.start + by, s.end + by})
		}
	}
	return out
}

// unchanged is how many bytes two texts have in common at their beginning
// and, beyond that, at their end.
func unchanged(before, after string) (head, tail int) {
	least := min(len(before), len(after))
	for head < least && before[head] == after[head] {
		head++
	}
	for tail < least-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	return head, tail
}

// untouched leaves out the findings that touch the word at the cursor: it
// is still being written. With a cursor below zero nothing is left out.
func untouched(text string, cursor int, found []privacy.Finding) []privacy.Finding {
	if cursor < 0 || cursor > len(text) {
		return found
	}
	from, to := cursor, cursor
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if unicode.IsSpace(r) {
			break
		}
		from -= size
	}
	for to < len(text) {
		r, size := utf8.DecodeRuneInString(text[to:])
		if unicode.IsSpace(r) {
			break
		}
		to += size
	}
	if from == to {
		return found
	}
	var out []privacy.Finding
	for _, f := range found {
		if f.End <= from || f.Start >= to {
			out = append(out, f)
		}
	}
	return out
}

// inRunes turns places in bytes into places in characters; found is in
// order.
func inRunes(text string, found []privacy.Finding) []span {
	var out []span
	at, runes := 0, 0
	to := func(place int) int {
		runes += utf8.RuneCountInString(text[at:place])
		at = place
		return runes
	}
	for _, f := range found {
		if f.Start >= at && f.End <= len(text) {
			out = append(out, span{to(f.Start), to(f.End)})
		}
	}
	return out
}

// counts are the lines that say how much was found, longest first.
func counts(n int) []string {
	if n == 0 {
		return nil
	}
	said := findingMark + " " + privacy.Counted(n, 0)
	return []string{said + " · ctrl+r to review", said + " · ctrl+r", fmt.Sprintf("%s %d · ctrl+r", findingMark, n)}
}

// byteOf is the place in bytes of a line's n-th character.
func byteOf(text string, line, column int) int {
	at := 0
	for range line {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			return len(text)
		}
		at += next + 1
	}
	for ; column > 0 && at < len(text); column-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
