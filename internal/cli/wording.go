package cli

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

//go:embed data/words.toml
var wordsData string

// wording is the practitioner's own words for whom the work is for, a
// stretch of work and supervision, in the singular.
type wording pack.Vocabulary

// knownWords are the words that professions use.
type knownWords struct {
	Source      string   `toml:"source"`
	Person      []string `toml:"person"`
	Supervision []string `toml:"supervision"`
	Shift       []string `toml:"shift"`
	Profession  map[string]struct {
		Person      string `toml:"person"`
		Supervision string `toml:"supervision"`
		Shift       string `toml:"shift"`
	} `toml:"profession"`
}

// loadWords reads the embedded data.
func loadWords() (knownWords, error) {
	var k knownWords
	if err := toml.NewDecoder(strings.NewReader(wordsData)).DisallowUnknownFields().Decode(&k); err != nil {
		return k, fmt.Errorf("reading the words of professions: %w", err)
	}
	return k, nil
}

// wordingOf are the words of settings: those that were set, else what the
// profession usually says, else the usual ones.
func wordingOf(s *journal.Settings) wording {
	// The data is part of the program and a test reads it; were it broken,
	// the usual words would still stand.
	k, _ := loadWords()
	usual := k.Profession[s.Profession]
	return wording{
		Person:      cmp.Or(s.Person, usual.Person, "client"),
		Shift:       cmp.Or(s.Shift, usual.Shift, "shift"),
		Supervision: cmp.Or(s.Supervision, usual.Supervision, "supervision"),
	}
}

// words are the words to use now; the usual ones while the settings cannot
// be read.
func (a *app) words(ctx context.Context) wording {
	s, err := a.settingsBriefly(ctx)
	if err != nil {
		s = new(journal.Settings)
	}
	return wordingOf(s)
}

// in puts the practitioner's words into a text of the program, such as a
// title. It is for the program's own texts alone: what somebody wrote, a
// prompt set of their own included, stays as it is.
func (w wording) in(text string) string {
	own := map[string]string{
		"client": w.Person, "clients": plural(w.Person), "shift": w.Shift, "shifts": plural(w.Shift), "supervision": w.Supervision,
	}
	var out strings.Builder
	for text != "" {
		n := strings.IndexFunc(text, unicode.IsLetter)
		if n < 0 {
			n = len(text)
		}
		out.WriteString(text[:n])
		text = text[n:]
		if n = strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); n < 0 {
			n = len(text)
		}
		word := text[:n]
		text = text[n:]
		new, ok := own[strings.ToLower(word)]
		if !ok || strings.EqualFold(new, word) {
			out.WriteString(word)
			continue
		}
		before := strings.TrimSuffix(out.String(), " ")
		if vowel(new) && (before == "a" || before == "A" || strings.HasSuffix(before, " a")) {
			out.Reset()
			out.WriteString(before + "n ")
		}
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
			new = capital(new)
		}
		out.WriteString(new)
	}
	return out.String()
}

// vowel reports whether a word takes an and not a.
func vowel(word string) bool { return word != "" && strings.ContainsRune("aeioAEIO", rune(word[0])) }

// plural is several of what a word names, as far as English is regular.
func plural(word string) string {
	last := len(word) - 1
	switch {
	case strings.HasSuffix(word, "person"):
		return strings.TrimSuffix(word, "person") + "people"
	case strings.HasSuffix(word, "woman"):
		return strings.TrimSuffix(word, "woman") + "women"
	case last > 0 && word[last] == 'y' && !strings.ContainsRune("aeiou", rune(word[last-1])):
		return word[:last] + "ies"
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"):
		return word + "es"
	}
	return word + "s"
}

// longestWord is the most characters of a word that somebody sets.
const longestWord = 40

// ownWord checks a word that somebody sets; empty means the usual one.
func ownWord(flag, s string) (string, error) {
	clean, _ := journal.Clean(s)
	clean = strings.Join(strings.Fields(clean), " ")
	if utf8.RuneCountInString(clean) > longestWord {
		return "", misused("--%s is a word or two, at most %d characters", flag, longestWord)
	}
	return clean, nil
}
