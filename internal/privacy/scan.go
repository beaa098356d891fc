package privacy

import (
	"cmp"
	"slices"
	"strings"
)

// Scan returns what could identify a person in text, in order of place
// and without overlaps. It takes time in proportion to the text and keeps
// nothing.
func Scan(text string, lexicon Lexicon, profile Profile) []Finding {
	w := Watch{guard: Guard{Lexicon: lexicon, Profile: profile}}
	return w.Scan(text)
}

// Watch looks through a text that is being written, again and again, and
// judges only the paragraphs that have changed. It keeps the text between
// one look and the next, and nothing else does.
type Watch struct {
	guard    Guard
	own      []ownWord
	excepted []ownWord
	parts    []part
	weight   *weights
	lists    vocabulary
}

// Watch returns a Watch over one text.
func (g Guard) Watch() *Watch { return &Watch{guard: g} }

// part is one paragraph that has been judged by itself.
type part struct {
	text  string
	note  *note
	found []Finding // of everything but names and places
	aged  span      // the first age
	hits  []hit
}

// Scan returns for text exactly what Guard.Scan does.
func (w *Watch) Scan(text string) []Finding {
	if w.weight == nil {
		table := readWeights()
		w.weight = &table
		w.lists = make(vocabulary, min(len(text)/12, 1000)) // about as many words as differ
		w.own = ownWords(w.guard.Lexicon.Own)
		w.excepted = append(ownWords(w.guard.Lexicon.Allowed), ownWords(w.guard.Lexicon.Aliases)...)
	}
	w.divide(text)
	w.judge()
	return w.gather()
}

// divide cuts a text into paragraphs and keeps what is known of those that
// stood at the beginning or the end before.
func (w *Watch) divide(text string) {
	old, parts := w.parts, w.parts[:0:0]
	for from := 0; from < len(text); {
		end := paragraphEnd(text, from)
		parts = append(parts, part{text: text[from:end]})
		from = end
	}
	first := 0
	for first < len(old) && first < len(parts) && old[first].text == parts[first].text {
		parts[first] = old[first]
		first++
	}
	for i, j := len(old)-1, len(parts)-1; i >= first && j >= first && old[i].text == parts[j].text; i, j = i-1, j-1 {
		parts[j] = old[i]
	}
	w.parts = parts
}

// paragraphEnd returns the end of the paragraph that begins at from, with
// the empty lines after it.
func paragraphEnd(text string, from int) int {
	for at := from; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
		end := at
		for end < len(text) && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r' || text[end] == '\n') {
			end++
		}
		if strings.IndexByte(text[at:end], '\n') >= 0 {
			return at + strings.LastIndexByte(text[at:end], '\n') + 1
		}
	}
}

// manyCapitals is how many words with a capital make a text one whose
// writer uses them.
const manyCapitals = 6

// judge looks at the paragraphs that are new, and at all of them where the
// style of the text has changed.
func (w *Watch) judge() {
	words, capitals := 0, 0
	for i := range w.parts {
		p := &w.parts[i]
		if p.note == nil {
			p.note = w.reserved(p)
		}
		words, capitals = words+p.note.words, capitals+p.note.capitals
	}
	s := style{sparse: capitals*40 < words, cased: capitals >= manyCapitals && capitals*40 >= words}
	for i := range w.parts {
		p := &w.parts[i]
		if p.note.judged && p.note.style == s {
			continue
		}
		p.note.judge(s, w.weight)
		p.hits = append(p.note.persons(), p.note.initials()...)
		p.hits = append(p.hits, p.note.workplaces()...)
		p.hits = append(p.hits, p.note.places()...)
	}
}

// reserved takes a paragraph apart and reserves what is no name, or is
// spoken for.
func (w *Watch) reserved(p *part) *note {
	found, taken, aged := structured(p.text)
	p.aged = aged
	r := readProse(p.text)
	p.found = append(r.own(w.own), found...)
	for _, f := range p.found {
		traits := reserved
		if f.Kind == Address {
			traits |= addressed
		}
		r.mark(f.Start, f.End, traits)
	}
	for _, s := range taken {
		if what := p.text[s.start:s.end]; strings.ContainsAny(what, "0123456789") || strings.Contains(what, "://") || strings.HasPrefix(what, "www.") {
			r.reserve(s.start, s.end)
		}
	}
	r.brackets()
	p.found = r.except(w.excepted, p.found)
	return newNote(r, w.lists)
}

// gather lets the names of all paragraphs spread, and puts everything in
// order.
func (w *Watch) gather() []Finding {
	var names []seen
	for i := range w.parts {
		names = w.parts[i].note.names(names, w.parts[i].hits)
	}
	var out []Finding
	at, detail := 0, -1
	for i := range w.parts {
		p := &w.parts[i]
		found := append([]Finding(nil), p.found...)
		for j := range found {
			found[j].Level = severity(found[j], w.guard.Profile)
		}
		for _, h := range p.hits {
			found = append(found, p.note.finding(h))
		}
		for _, h := range p.note.spread(names, p.hits) {
			found = append(found, p.note.finding(h))
		}
		for _, h := range p.note.details() {
			found = append(found, p.note.finding(h))
		}
		for _, f := range resolve(found) {
			f.Suggest = p.note.opening(f.Start, f.Suggest)
			f.Start, f.End = f.Start+at, f.End+at
			if f.Kind == Detail {
				if detail >= 0 {
					continue // one question about the whole is enough
				}
				detail = len(out)
			}
			out = append(out, f)
		}
		at += len(p.text)
	}
	if detail < 0 {
		return w.together(out)
	}
	return out
}

// together adds a question where an age, a place and an exact day stand in
// one text: each says little, and all of them may tell who is meant.
func (w *Watch) together(found []Finding) []Finding {
	day, place := false, false
	for _, f := range found {
		day = day || f.Kind == Date && f.Level != Hint
		place = place || f.Kind == Place || f.Kind == Address || f.Kind == Postcode
	}
	if !day || !place {
		return found
	}
	at := 0
	for _, p := range w.parts {
		if f := (Finding{at + p.aged.start, at + p.aged.end, Detail, Hint, "an age, a place and a day together may tell who is meant", "[age]"}); p.aged.end > 0 {
			i, _ := slices.BinarySearchFunc(found, f, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
			if (i == 0 || found[i-1].End <= f.Start) && (i == len(found) || found[i].Start >= f.End) {
				return slices.Insert(found, i, f)
			}
		}
		at += len(p.text)
	}
	return found
}
