package journal

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Lexicon is what the writer has told the guard: words of their own that
// are always found, words that never are, and the labels in use. There is
// one in a journal.
type Lexicon struct {
	Meta
	LexiconHead
	LexiconBody
}

// LexiconHead is empty: nothing lists lexicons.
type LexiconHead struct{}

// LexiconBody holds the words, each as it was typed. Words are compared
// folded.
type LexiconBody struct {
	Own     []OwnWord     `cbor:"o,omitempty" json:"own,omitempty"`
	Allowed []AllowedWord `cbor:"a,omitempty" json:"allowed,omitempty"`
	Labels  []string      `cbor:"l,omitempty" json:"labels,omitempty"` // of all aliases ever made here
}

// WordKind says what a word of the writer's own names.
type WordKind string

// The kinds of word.
const (
	WordName      WordKind = "name"
	WordPlace     WordKind = "place"
	WordWorkplace WordKind = "workplace"
	WordOther     WordKind = "other"
)

// WordKinds lists the kinds of word.
func WordKinds() []WordKind { return []WordKind{WordName, WordPlace, WordWorkplace, WordOther} }

// ParseWordKind reads the kind of a word.
func ParseWordKind(s string) (WordKind, error) {
	return oneOf("the kind of a word", s, WordKinds()...)
}

// OwnWord is a word, or a few together, that is always found.
type OwnWord struct {
	Text string   `cbor:"t" json:"text"`
	Kind WordKind `cbor:"k" json:"kind"`
}

// AllowedWord is a word that is not found: anywhere, where Entry is zero;
// in one entry; or in one text of it alone, while that stays as it is.
type AllowedWord struct {
	Text  string `cbor:"t" json:"text"`
	Entry ID     `cbor:"p,omitzero" json:"entry,omitzero"`
	Place []byte `cbor:"h,omitempty" json:"place,omitempty"` // keyed hash of the text, 32 bytes
}

// Where says how far the word is allowed: always, entry or place.
func (w AllowedWord) Where() string {
	switch {
	case w.Entry.IsZero():
		return "always"
	case len(w.Place) == 0:
		return "entry"
	}
	return "place"
}

// key is equal where two say the same.
func (w AllowedWord) key() string {
	return "allowed " + w.Entry.String() + string(w.Place) + " " + Fold(w.Text)
}

func sameWord(a, b string) bool { return Fold(a) == Fold(b) }

// The limits of a lexicon.
const (
	longestWord = 100  // characters
	mostWords   = 5000 // of each sort
)

// CleanWord makes a word fit to keep: one line, single spaces. The error
// does not quote it.
func CleanWord(s string) (string, error) {
	s, _ = Clean(s)
	s = strings.Join(strings.Fields(PrintableLine(s)), " ")
	switch n := utf8.RuneCountInString(s); {
	case n < 2 || strings.TrimSpace(Fold(s)) == "":
		return "", fmt.Errorf("a word has at least 2 characters")
	case n > longestWord:
		return "", fmt.Errorf("a word has at most %d characters", longestWord)
	}
	return s, nil
}

// Add adds a word of the writer's own, or gives one that is there another
// kind. It reports whether anything changed.
func (l *LexiconBody) Add(w OwnWord) (bool, error) {
	for i, own := range l.Own {
		if sameWord(own.Text, w.Text) {
			changed := own.Kind != w.Kind
			l.Own[i].Kind = w.Kind
			return changed, nil
		}
	}
	if len(l.Own) == mostWords {
		return false, errFull
	}
	l.Own = append(l.Own, w)
	return true, nil
}

var errFull = fmt.Errorf("a list of words holds at most %d", mostWords)

// Allow adds an allowed word and reports whether it was new.
func (l *LexiconBody) Allow(w AllowedWord) (bool, error) {
	if slices.ContainsFunc(l.Allowed, func(other AllowedWord) bool { return other.key() == w.key() }) {
		return false, nil
	}
	if len(l.Allowed) == mostWords {
		return false, errFull
	}
	l.Allowed = append(l.Allowed, w)
	return true, nil
}

// Remove takes a word out of both lists, however far it was allowed, and
// returns how often it stood there.
func (l *LexiconBody) Remove(text string) int {
	before := len(l.Own) + len(l.Allowed)
	l.Own = slices.DeleteFunc(l.Own, func(w OwnWord) bool { return sameWord(w.Text, text) })
	l.Allowed = slices.DeleteFunc(l.Allowed, func(w AllowedWord) bool { return sameWord(w.Text, text) })
	return before - len(l.Own) - len(l.Allowed)
}

// Label notes a label as given, once.
func (l *LexiconBody) Label(label string) {
	if !slices.Contains(l.Labels, label) {
		l.Labels = append(l.Labels, label)
	}
}

// AllowedIn are the words allowed in an entry, the zero one for none, and
// in a text of it whose keyed hash is place, nil for no text.
func (l *LexiconBody) AllowedIn(entry ID, place []byte) []string {
	var words []string
	for _, w := range l.Allowed {
		if w.Entry.IsZero() || w.Entry == entry && (len(w.Place) == 0 || bytes.Equal(w.Place, place)) {
			words = append(words, w.Text)
		}
	}
	return words
}

// Merge adds what other has and l has not, and returns how many words that
// were. What is in l stays as it is.
func (l *LexiconBody) Merge(other LexiconBody) int {
	had := map[string]bool{}
	for _, w := range l.Own {
		had["own "+Fold(w.Text)] = true
	}
	for _, w := range l.Allowed {
		had[w.key()] = true
	}
	for _, label := range l.Labels {
		had["label "+label] = true
	}
	n := 0
	fresh := func(key string, room bool) bool {
		if had[key] || !room {
			return false
		}
		had[key] = true
		n++
		return true
	}
	for _, w := range other.Own {
		if fresh("own "+Fold(w.Text), len(l.Own) < mostWords) {
			l.Own = append(l.Own, w)
		}
	}
	for _, w := range other.Allowed {
		if fresh(w.key(), len(l.Allowed) < mostWords) {
			l.Allowed = append(l.Allowed, w)
		}
	}
	for _, label := range other.Labels {
		if fresh("label "+label, true) {
			l.Labels = append(l.Labels, label)
		}
	}
	return n
}

// Drop takes out what is allowed in one entry and keep does not want to
// keep, and returns how many words that were.
func (l *LexiconBody) Drop(entry ID, keep func(AllowedWord) bool) int {
	before := len(l.Allowed)
	l.Allowed = slices.DeleteFunc(l.Allowed, func(w AllowedWord) bool { return w.Entry == entry && !keep(w) })
	return before - len(l.Allowed)
}
