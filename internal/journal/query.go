package journal

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// ErrQuery means that a search could not be read.
var ErrQuery = errors.New("this search cannot be read")

// Query is a parsed search. The zero Query matches everything.
type Query struct {
	words, without []string // folded
	want, avoid    Filter   // goals, kinds, tags and aliases only
}

// ParseQuery reads a search:
//
//	supervis          the word, or part of one, occurs; all words must
//	"on my own"       the phrase occurs, across line breaks too
//	tag:nights        also goal:, alias: and kind:, with goal:support
//	-word             a minus before any of these leaves matches out
//
// Comparison is by Fold. Several values of one field are alternatives, as
// in Filter. A word with any other colon, such as 10:30, is a word, and
// quotation marks around the whole ("tag:x") make it one too. A mark that
// is not closed, a field without a value and an empty search are ErrQuery.
func ParseQuery(s string) (Query, error) {
	tokens, err := queryTokens(s)
	if err != nil {
		return Query{}, err
	}
	var q Query
	for _, t := range tokens {
		if err := q.add(t); err != nil {
			return Query{}, err
		}
	}
	if len(tokens) == 0 {
		return Query{}, fmt.Errorf("%w: it is empty; give a word, a \"phrase\", or tag:, goal:, alias: or kind: with a value", ErrQuery)
	}
	return q, nil
}

// queryToken is one part of a search, its quotation marks taken off.
type queryToken struct {
	not   bool
	field string // empty for words
	text  string
}

// queryTokens divides a search at white space outside quotation marks.
func queryTokens(s string) ([]queryToken, error) {
	var tokens []queryToken
	var t queryToken
	var text strings.Builder
	begun, quoted := false, false
	for _, r := range s + " " {
		switch {
		case strings.ContainsRune("\"“”„", r):
			begun, quoted = true, !quoted
		case quoted:
			text.WriteRune(r)
		case unicode.IsSpace(r):
			if begun || t.not {
				t.text = text.String()
				tokens = append(tokens, t)
			}
			t, begun = queryToken{}, false
			text.Reset()
		case r == '-' && !begun && !t.not:
			t.not = true
		case r == ':' && t.field == "" && isQueryField(text.String()):
			t.field = strings.ToLower(text.String())
			begun = true
			text.Reset()
		default:
			begun = true
			text.WriteRune(r)
		}
	}
	if quoted {
		return nil, fmt.Errorf("%w: a quotation mark is not closed", ErrQuery)
	}
	return tokens, nil
}

// isQueryField reports whether word names a field of a search.
func isQueryField(word string) bool {
	return slices.Contains([]string{"tag", "goal", "alias", "kind"}, strings.ToLower(word))
}

// add makes t part of q.
func (q *Query) add(t queryToken) error {
	value := strings.TrimSpace(Fold(t.text))
	if value == "" {
		return fmt.Errorf("%w: a part of it names nothing to look for", ErrQuery)
	}
	words, filter := &q.words, &q.want
	if t.not {
		words, filter = &q.without, &q.avoid
	}
	switch t.field {
	case "tag":
		filter.Tags = append(filter.Tags, value)
	case "alias":
		filter.Aliases = append(filter.Aliases, value)
	case "goal":
		g, err := ParseGoal(value)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrQuery, err)
		}
		filter.Goals = append(filter.Goals, g)
	case "kind":
		k, err := ParseEntryKind(value)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrQuery, err)
		}
		filter.Kinds = append(filter.Kinds, k)
	default:
		*words = append(*words, value)
	}
	return nil
}

// NeedsText reports whether the text of a thing has to be looked at, and
// not its head alone.
func (q Query) NeedsText() bool { return len(q.words)+len(q.without) > 0 }

// MatchHead reports whether an entry's head has what q asks of goals,
// kinds, tags and aliases, and none of what it leaves out.
func (q Query) MatchHead(h EntryHead) bool {
	return q.want.matchFields(h) && !q.avoid.touches(h)
}

// MatchText reports whether the texts of one thing, each already folded,
// together have every word and phrase of q and none that it leaves out.
func (q Query) MatchText(folded ...string) bool {
	for _, w := range q.words {
		if !anyContains(folded, w) {
			return false
		}
	}
	for _, w := range q.without {
		if anyContains(folded, w) {
			return false
		}
	}
	return true
}

// MatchEntry reports whether an entry matches q: its head, and its own
// words, which are the answers and the gist but not the prompts.
func (q Query) MatchEntry(e *Entry) bool {
	if !q.MatchHead(e.EntryHead) {
		return false
	}
	if !q.NeedsText() {
		return true
	}
	texts := make([]string, 0, len(e.Answers)+1)
	for _, a := range e.Answers {
		texts = append(texts, Fold(a.Text))
	}
	return q.MatchText(append(texts, Fold(e.Gist))...)
}

// anyContains reports whether word occurs in one of the texts.
func anyContains(texts []string, word string) bool {
	for _, t := range texts {
		if strings.Contains(t, word) {
			return true
		}
	}
	return false
}

// Filter chooses entries for a list by their heads. An empty field asks
// for nothing. Within one field any value will do; all fields must hold.
type Filter struct {
	Since, Until  Date // both days included
	Goals         []Goal
	Kinds         []EntryKind
	Tags, Aliases []string // compared by Fold
	Visibility    Visibility
	Deleted       bool // the trash instead of what is live
}

// Match reports whether an entry belongs to the list. Purged entries
// belong to none. The day that counts is the one the shift began.
func (f Filter) Match(h EntryHead, m Meta) bool {
	state := Live
	if f.Deleted {
		state = Deleted
	}
	day := h.Day()
	return m.State == state &&
		(f.Since == "" || !day.Before(f.Since)) &&
		(f.Until == "" || !f.Until.Before(day)) &&
		(f.Visibility == "" || f.Visibility == h.Visibility) &&
		f.matchFields(h)
}

// matchFields reports whether h has one of the values asked for in each
// of goals, kinds, tags and aliases.
func (f Filter) matchFields(h EntryHead) bool {
	return (len(f.Goals) == 0 || shareGoal(f.Goals, h.Goals)) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, h.Kind)) &&
		(len(f.Tags) == 0 || shareFolded(f.Tags, h.Tags)) &&
		(len(f.Aliases) == 0 || shareFolded(f.Aliases, h.Aliases))
}

// touches reports whether h has any value of f at all.
func (f Filter) touches(h EntryHead) bool {
	return shareGoal(f.Goals, h.Goals) || slices.Contains(f.Kinds, h.Kind) ||
		shareFolded(f.Tags, h.Tags) || shareFolded(f.Aliases, h.Aliases)
}

// shareGoal reports whether a and b have a goal in common.
func shareGoal(a, b []Goal) bool {
	return slices.ContainsFunc(a, func(g Goal) bool { return slices.Contains(b, g) })
}

// shareFolded reports whether a and b have a folded value in common.
func shareFolded(a, b []string) bool {
	for _, x := range a {
		folded := Fold(x)
		if slices.ContainsFunc(b, func(y string) bool { return Fold(y) == folded }) {
			return true
		}
	}
	return false
}
