package ask

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// do decides the current item. Where the same words stand elsewhere, what
// was chosen waits for same, and do returns at how many places; what clears
// words or keeps them for good counts for all of them at once. Replacing
// puts with there, which is not empty.
func (r *review) do(act Act, with string) (others int) {
	it, ok := r.current()
	if !ok || r.pending != nil {
		return 0
	}
	r.remember()
	at := places(it)
	elsewhere := r.elsewhere(it)
	switch {
	case act == Cleared || act == ForGood:
		for _, at := range at {
			r.cleared[sameWords(r.now[at.passage].spots[at.spot].words)] = true
		}
		r.apply(append(at, elsewhere...), act, "")
	case len(elsewhere) > 0:
		r.pending = &pending{at[0], act, with, elsewhere}
		return len(elsewhere)
	default:
		r.apply(at, act, with)
	}
	return 0
}

// doubt is what speaks against keeping the current words for good, said
// once: a name may be someone else's, too.
func (r *review) doubt() string {
	it, ok := r.current()
	if !ok || r.spot(it, 0).finding.Kind != privacy.Name {
		return ""
	}
	words := sameWords(r.spot(it, 0).words)
	if r.doubted == words {
		return ""
	}
	r.doubted = words
	return "Others may have this name, too. a once more keeps it always."
}

// same carries out the act that waits, at all places or at the one.
func (r *review) same(all bool) {
	p := r.pending
	if p == nil {
		return
	}
	r.pending = nil
	at := []place{p.at}
	if all {
		at = append(at, p.others...)
	}
	r.apply(at, p.act, p.with)
}

// skip leaves the current item undecided and goes on.
func (r *review) skip() {
	it, ok := r.current()
	if !ok || r.pending != nil {
		return
	}
	r.remember()
	for _, j := range it.spots {
		r.now[it.passage].spots[j].skipped = true
	}
}

// takeApart asks about the details of the current item one by one.
func (r *review) takeApart() {
	if it, ok := r.current(); ok && len(it.spots) > 1 {
		r.remember()
		r.now[it.passage].apart = true
	}
}

// openHints goes through the hints as well.
func (r *review) openHints() {
	r.remember()
	r.hints = true
}

// undo takes the last act back, and reports whether there was one.
func (r *review) undo() bool {
	last := len(r.past) - 1
	if last < 0 {
		return false
	}
	r.state, r.past, r.pending, r.note, r.brief = r.past[last], r.past[:last], nil, "", nil
	r.tell()
	return true
}

// tell reports what is decided by now.
func (r *review) tell() {
	if r.Changed != nil {
		r.Changed(r.outcome().Decided)
	}
}

// remember keeps the state as it is for undo.
func (r *review) remember() {
	was := state{slices.Clone(r.now), maps.Clone(r.cleared), r.hints}
	for i := range was.now {
		was.now[i].spots = slices.Clone(was.now[i].spots)
	}
	r.past = append(r.past, was)
}

// places are the places of an item.
func places(it item) []place {
	var out []place
	for _, j := range it.spots {
		out = append(out, place{it.passage, j})
	}
	return out
}

// elsewhere are the other places where the words of an item wait to be
// decided, or the same name with other words before it. Details asked about
// together have none.
func (r *review) elsewhere(it item) []place {
	if len(it.spots) > 1 {
		return nil
	}
	_, name := r.spot(it, 0).parts()
	var out []place
	for i, p := range r.now {
		for j, s := range p.spots {
			if i == it.passage && j == it.spots[0] || !s.open() {
				continue
			}
			if _, other := s.parts(); other == name {
				out = append(out, place{i, j})
			}
		}
	}
	return out
}

// parts are the words of a spot: what says whose relative or which colleague
// it is, and the name in the form in which it is compared. All words but a
// name's are one part.
func (s spot) parts() (lead, name string) {
	name = s.words
	if s.finding.Kind == privacy.Name {
		lead, name = journal.NameOf(s.words)
		name, _, _ = strings.Cut(name, ",")
	}
	return lead, sameWords(name)
}

// passedOn is what stands at another place for the same name where with was
// chosen for s: its own lead goes on standing, and an alias loses the other.
// What the guard suggests begins as the sentence there does.
func (s spot) passedOn(to spot, opens bool, with string) string {
	suggested := with == s.finding.Suggest
	if suggested && strings.EqualFold(with, to.finding.Suggest) {
		return to.finding.Suggest
	}
	mine, name := s.parts()
	theirs, other := to.parts()
	if name != other || sameWords(s.words) == sameWords(to.words) {
		return with
	}
	if suggested && !strings.HasPrefix(with, "[") {
		first, size := utf8.DecodeRuneInString(with)
		if opens {
			return string(unicode.ToUpper(first)) + with[size:]
		}
		return string(unicode.ToLower(first)) + with[size:]
	}
	if bare, ok := strings.CutPrefix(with, mine); ok && (mine != "" || theirs != "") {
		return theirs + bare
	}
	return with
}

// apply carries an act out at some places, and looks again through the
// texts that it changed.
func (r *review) apply(at []place, act Act, with string) {
	defer r.tell()
	changed := map[int]bool{}
	chosen, words := r.now[at[0].passage].spots[at[0].spot], with
	for _, at := range at {
		p := &r.now[at.passage]
		other := p.spots[at.spot]
		with := chosen.passedOn(other, opensSentence(p.text[:other.finding.Start]), words)
		if s := &p.spots[at.spot]; act != Replaced && !s.gone {
			s.act = act
		} else if !s.gone {
			p.replace(at.spot, with)
			changed[at.passage] = true
		}
	}
	first := r.now[at[0].passage]
	r.note = first.note(first.spots[at[0].spot], len(at), contextBytes)
	r.brief = first.brief(first.spots[at[0].spot], len(at))
	if r.Look == nil {
		return
	}
	for i := range changed {
		r.now[i].look(r.Look(r.now[i].text), r.cleared)
	}
}

// opensSentence reports whether a sentence begins after some text.
func opensSentence(before string) bool {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	trimmed := strings.TrimRight(line, " \t\"'“‘(-*•")
	return trimmed == "" || strings.ContainsAny(trimmed[len(trimmed)-1:], ".!?")
}

// replace puts words in the place of one spot. What comes after it moves;
// what overlaps it is gone.
func (p *passage) replace(n int, with string) {
	start, end := p.spots[n].finding.Start, p.spots[n].finding.End
	by := len(with) - (end - start)
	p.text = p.text[:start] + with + p.text[end:]
	for i := range p.spots {
		s := &p.spots[i]
		switch {
		case i == n:
			s.finding.End = start + len(with)
			s.act, s.with = Replaced, with
		case s.finding.Start >= end:
			s.finding.Start, s.finding.End = s.finding.Start+by, s.finding.End+by
		case s.finding.End > start:
			s.gone = true
		}
	}
}

// look takes in what is found in the text now. What waits to be decided
// goes on waiting even where it is not found any more, since it may have
// been told from words that are replaced by now; what has grown, and what
// was put there, is asked about anew.
func (p *passage) look(found []privacy.Finding, cleared map[string]bool) {
	var fresh []spot
	from := 0
	for _, f := range found {
		for from < len(p.spots) && (p.spots[from].gone || p.spots[from].finding.End <= f.Start) {
			from++
		}
		known := false
		for i := from; i < len(p.spots) && p.spots[i].finding.Start < f.End; i++ {
			s := p.spots[i]
			if !s.gone && s.act != Replaced && s.finding.Start <= f.Start && f.End <= s.finding.End {
				known = true
			}
		}
		if known {
			continue
		}
		for i := from; i < len(p.spots) && p.spots[i].finding.Start < f.End; i++ {
			if s := &p.spots[i]; s.open() && s.finding.End > f.Start {
				s.gone = true
			}
		}
		s := spot{finding: f, index: -1, words: p.text[f.Start:f.End]}
		if cleared[sameWords(s.words)] {
			s.act = Cleared
		}
		fresh = append(fresh, s)
	}
	p.spots = append(slices.DeleteFunc(p.spots, func(s spot) bool { return s.gone }), fresh...)
	slices.SortStableFunc(p.spots, func(a, b spot) int { return a.finding.Start - b.finding.Start })
}

// How much of its line stands on each side of a finding, about: where it
// has lines to itself, and in the one line that says what an act came to.
const (
	contextBytes = 90
	briefBytes   = 8
)

// context is a spot in its line: the words and about so many bytes of what
// stands on each side of them.
func (p passage) context(s spot, around int) (before, words, after string) {
	from, to := s.finding.Start, s.finding.End
	line := strings.LastIndexByte(p.text[:from], '\n') + 1
	end := len(p.text)
	if i := strings.IndexByte(p.text[to:], '\n'); i >= 0 {
		end = to + i
	}
	before, after = lastOf(p.text[line:from], around), firstOf(p.text[to:end], around)
	if len(before) < from-line {
		before = "..." + before
	}
	if len(after) < end-to {
		after += "..."
	}
	return before, p.text[from:to], after
}

// lastOf are the last words of a text within so many bytes. Neither a word
// nor what stands in brackets is cut, save a word that has more bytes alone.
func lastOf(text string, most int) string {
	at := max(0, len(text)-most)
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	out := text[at:]
	if i := strings.IndexAny(out, "[]"); at > 0 && i >= 0 && out[i] == ']' {
		return out[i+1:]
	}
	if i := strings.IndexByte(out, ' '); at > 0 && text[at-1] != ' ' && i >= 0 && strings.TrimSpace(out[i:]) != "" {
		return out[i+1:]
	}
	return out
}

// firstOf are the first words of a text, as lastOf are the last.
func firstOf(text string, most int) string {
	at := min(len(text), most)
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	out := text[:at]
	if i := strings.LastIndexAny(out, "[]"); at < len(text) && i >= 0 && out[i] == '[' {
		return strings.TrimRight(out[:i], " ")
	}
	if i := strings.LastIndexByte(out, ' '); at < len(text) && text[at] != ' ' && i >= 0 && strings.TrimSpace(out[:i]) != "" {
		return out[:i]
	}
	return out
}
