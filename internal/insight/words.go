package insight

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/journal"
)

// stopWords are words that say little by themselves; the file names its
// source.
//
//go:embed data/stopwords.txt
var stopWords string

// Words counts in how many entries each word stands. It keeps words alone,
// never a text; NewWords makes one.
type Words struct {
	seen    map[string]*word // by the folded word
	entries int
}

type word struct {
	spelt   string // as it was written first, in lower case
	entries int
	last    int // the entry that it was counted for last
	stop    bool
}

// shortest is the fewest letters of a word that is counted.
const shortest = 3

// NewWords begins a count.
func NewWords() *Words {
	w := &Words{seen: map[string]*word{}}
	for line := range strings.Lines(stopWords) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			w.seen[journal.Fold(line)] = &word{stop: true}
		}
	}
	return w
}

// Add counts the words of an entry's own text. An entry that is marked
// never is passed over, so that its words stand on no page.
func (w *Words) Add(e *journal.Entry) {
	if e.Visibility == journal.Never {
		return
	}
	w.entries++
	for _, a := range e.Answers {
		for part := range strings.FieldsFuncSeq(a.Text, apart) {
			w.add(strings.Trim(part, "-'’"))
		}
	}
}

// apart reports whether r stands between words.
func apart(r rune) bool {
	if r < utf8.RuneSelf {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '\'')
	}
	return r != '’' && !unicode.IsLetter(r) && !unicode.IsMark(r)
}

// add counts one word, once for the current entry. What has a digit in it,
// an alias such as heron-3 among others, is no word.
func (w *Words) add(s string) {
	if len(s) < shortest {
		return
	}
	folded := journal.Fold(s)
	found := w.seen[folded]
	if found == nil {
		if utf8.RuneCountInString(folded) < shortest || strings.ContainsAny(folded, "0123456789") {
			return
		}
		found = &word{spelt: strings.Clone(strings.ToLower(s))} // not the text it stands in
		w.seen[strings.Clone(folded)] = found
	}
	if found.last != w.entries && !found.stop {
		found.last = w.entries
		found.entries++
	}
}

// Recurring returns at most most of the words that stand in at least least
// entries, those of most entries first, by the alphabet where they are as
// many.
func (w *Words) Recurring(least, most int) []Count {
	out := []Count{}
	for _, word := range w.seen {
		if word.entries >= least {
			out = append(out, Count{word.spelt, word.entries})
		}
	}
	slices.SortFunc(out, func(x, y Count) int { return cmp.Or(cmp.Compare(y.Times, x.Times), cmp.Compare(x.Name, y.Name)) })
	return out[:min(len(out), most)]
}
