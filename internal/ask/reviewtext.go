package ask

import (
	"fmt"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// What a review says, on the full screen and line by line.

// finished reports whether nothing is left to ask.
func (r *review) finished() bool {
	_, ok := r.current()
	return !ok && r.pending == nil
}

// progress says how much is left, as what does not leave says it.
func (r *review) progress() string {
	if len(r.waiting()) == 0 {
		return ""
	}
	decide, hints := 0, 0
	for _, p := range r.now {
		for _, s := range p.spots {
			switch {
			case !s.open() || s.skipped:
			case s.finding.Level == privacy.Hint:
				hints++
			default:
				decide++
			}
		}
	}
	return privacy.Counted(decide, hints)
}

// title asks about an item.
func (r *review) title(it item) string {
	f := r.spot(it, 0).finding
	spoken, _, _ := KindWords(f.Kind)
	switch {
	case f.Kind == privacy.Detail && len(it.spots) > 1:
		return "Could someone who knows the place tell who this is, from these together?"
	case f.Kind == privacy.Detail:
		return "Could someone who knows the place tell who this is?"
	case f.Level == privacy.Hint:
		return "Perhaps " + spoken
	}
	return "Possibly " + spoken
}

// where says in which text an item is and, where that has several lines,
// in which of them.
func (r *review) where(it item) string {
	p := r.now[it.passage]
	name := r.Passages[it.passage].Name
	line := 1 + strings.Count(p.text[:r.spot(it, 0).finding.Start], "\n")
	switch {
	case !strings.Contains(p.text, "\n"):
		return name
	case name == "":
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("%s, line %d", name, line)
}

// mostTogether is how many details are shown together.
const mostTogether = 4

// lines are the words of an item in brackets, each in its line.
func (r *review) lines(it item) []string {
	var out []string
	p := r.now[it.passage]
	for i := range it.spots {
		if i == mostTogether {
			return append(out, fmt.Sprintf("and %d more", len(it.spots)-i))
		}
		out = append(out, p.quote(r.spot(it, i), contextBytes))
	}
	return out
}

// quote is a spot in its line, in brackets, unless these words have some.
func (p passage) quote(s spot, around int) string {
	before, words, after := p.context(s, around)
	if strings.HasPrefix(words, "[") && strings.HasSuffix(words, "]") {
		words = words[1 : len(words)-1]
	}
	return strings.TrimSpace(journal.PrintableLine(before) + "[" + journal.PrintableLine(words) + "]" + journal.PrintableLine(after))
}

// choices are the keys for an item with what they do.
func (r *review) choices(it item) []Option {
	if len(it.spots) > 1 {
		return []Option{{Key: 'k', Label: "keep it all: nobody could"}, {Key: 'o', Label: "look at them one by one"}}
	}
	var out []Option
	f := r.spot(it, 0).finding
	if f.Suggest != "" {
		out = append(out, Option{Key: 'r', Label: "replace with " + f.Suggest})
	}
	switch offers := r.offers(); len(offers) {
	case 0:
	case 1:
		out = append(out, Option{Key: 'l', Label: "use an alias: " + offers[0].label()})
	default:
		out = append(out, Option{Key: 'l', Label: "use an alias"})
	}
	out = append(out, Option{Key: 'e', Label: "put other words there"}, Option{Key: 'k', Label: "keep it here"})
	switch f.Kind {
	case privacy.Detail:
		return out
	case privacy.Name:
		out = append(out, Option{Key: 'n', Label: "not a name, in this text"})
	default:
		out = append(out, Option{Key: 'n', Label: "not an identifier, in this text"})
	}
	if r.Lasting {
		out = append(out, Option{Key: 'a', Label: "always keep this word"})
	}
	return out
}

// keys are the letters that mean something now.
func (r *review) keys() string {
	it, ok := r.current()
	if !ok {
		return "h"
	}
	keys := "s?"
	for _, o := range r.choices(it) {
		keys += string(o.Key)
	}
	return keys
}

// reason is why an item is asked about.
func (r *review) reason(it item) string {
	f := r.spot(it, 0).finding
	spoken, _, _ := KindWords(f.Kind)
	return strings.ToUpper(spoken[:1]) + spoken[1:] + ": " + f.Why + "."
}

// askSame asks whether an answer counts elsewhere, too.
func (r *review) askSame() string {
	what := "The same words stand"
	mine := sameWords(r.at(r.pending.at).words)
	for _, other := range r.pending.others {
		if sameWords(r.at(other).words) != mine {
			what = "The same name stands"
		}
	}
	if n := len(r.pending.others); n > 1 {
		return fmt.Sprintf("%s in %d other places. The same answer there?", what, n)
	}
	return what + " in one other place. The same answer there?"
}

// note is what is said once an act was carried out: how the first place
// reads now, with about so many bytes of its line on each side, and in how
// many it was done.
func (p passage) note(s spot, n, around int) string {
	shown := "Kept."
	if s.act == Replaced {
		shown = "Now: " + p.quote(s, around)
	}
	if n > 1 {
		return fmt.Sprintf("In %d places. %s", n, shown)
	}
	return shown
}

// brief is the same for one line of a screen, the longest first.
func (p passage) brief(s spot, n int) []string {
	if s.act != Replaced {
		return []string{p.note(s, n, 0)}
	}
	return []string{p.note(s, n, briefBytes), p.note(s, 1, briefBytes), p.note(s, 1, 0), "Replaced."}
}

// sum says what a review came to: "2 replaced, 1 kept, 1 undecided".
func (r *review) sum() string {
	o := r.outcome()
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{{o.Count(Replaced), "replaced"}, {o.Count(Kept, Cleared, ForGood), "kept"}, {len(o.Open), "undecided"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(parts, ", ")
}

// over is what is said once nothing is left to ask.
func (r *review) over() []string {
	var out []string
	switch sum := r.sum(); {
	case sum != "":
		out = append(out, "All looked at: "+sum+".")
	case len(r.folded()) > 0:
		out = append(out, "Nothing that has to be decided.")
	default:
		out = append(out, "Nothing found. Looked for "+strings.Join(privacy.LookedFor(), ", ")+".")
	}
	out = append(out, "A reader who knows the place may still recognise someone.")
	if n := len(r.folded()); n > 0 {
		out = append(out, Hints(n)+".")
	}
	return out
}

// Hints says how many words are only shown.
func Hints(n int) string {
	if n == 1 {
		return "1 hint, which you may want to look at"
	}
	return fmt.Sprintf("%d hints, which you may want to look at", n)
}
