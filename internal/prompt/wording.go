package prompt

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"afterword/internal/journal"
)

// wording is what data/wording.toml says about the words of a prompt.
type wording struct {
	Rule     []wordingRule     `toml:"rule"`
	Spelling map[string]string `toml:"spelling"`
}

type wordingRule struct {
	At      string   `toml:"at"` // clause, word or inner: see the file
	Quick   bool     `toml:"quick"`
	Why     string   `toml:"why"`
	Phrases []string `toml:"phrases"`
}

func loadWording() (wording, error) {
	var w wording
	err := decodeOwn("data/wording.toml", &w)
	return w, err
}

// limits returns the most words, questions and sentences of a depth.
func limits(d Depth) (words, questions, sentences int) {
	if d == Quick {
		return 20, 1, 2
	}
	return 35, 2, 3
}

// breaches finds everything in the wording and the balance of prompts
// that Check reports. Retired prompts are asked no more and pass.
func (w wording) breaches(prompts []Prompt) []breach {
	var out []breach
	for i, p := range prompts {
		if p.Retired {
			continue
		}
		for _, message := range append(shapeOf(p), w.words(p)...) {
			out = append(out, breach{i, "text", message})
		}
	}
	return append(out, balance(prompts)...)
}

// shapeOf checks what can be counted in a text.
func shapeOf(p Prompt) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	words, questions, sentences := limits(p.Depth)
	if n := len(tokens(p.Text)); n > words {
		say("text has %d words: a %s prompt has at most %d", n, p.Depth, words)
	}
	if n := strings.Count(p.Text, "?"); n > questions {
		say("text asks %d questions: a %s prompt asks at most %d", n, p.Depth, questions)
	}
	if n := countSentences(p.Text); n > sentences {
		say("text has %d sentences: a %s prompt has at most %d", n, p.Depth, sentences)
	}
	if strings.Contains(p.Text, "!") {
		say("text has an exclamation mark: a prompt asks quietly")
	}
	if !strings.HasSuffix(p.Text, "?") && !strings.HasSuffix(p.Text, ".") {
		say("text ends in neither a question mark nor a full stop")
	}
	return out
}

// words checks a text for what it should not ask and for its spelling.
func (w wording) words(p Prompt) []string {
	var out []string
	text := tokens(p.Text)
	for _, rule := range w.Rule {
		if rule.Quick && p.Depth != Quick {
			continue
		}
		for _, phrase := range rule.Phrases {
			if slices.ContainsFunc(matches(text, phrase), rule.counts) {
				out = append(out, fmt.Sprintf("%s (%q)", rule.Why, strings.TrimSuffix(phrase, "*")))
				break
			}
		}
	}
	for _, american := range slices.Sorted(maps.Keys(w.Spelling)) {
		if len(matches(text, american)) > 0 {
			out = append(out, fmt.Sprintf("spelling is British: %q for %q", w.Spelling[american], strings.TrimSuffix(american, "*")))
		}
	}
	return out
}

// counts reports whether a phrase that begins with t breaks the rule.
func (r wordingRule) counts(t token) bool {
	switch r.At {
	case "clause":
		return t.opensClause
	case "inner":
		return !t.opensSentence
	}
	return true
}

// echoes finds texts that are there twice, in the set or among c's own.
func echoes(prompts []Prompt, c *Catalogue) []breach {
	var out []breach
	seen := map[string]bool{}
	for _, p := range c.byID {
		seen[folded(p.Text)] = true
	}
	for i, p := range prompts {
		if key := folded(p.Text); key != "" {
			if seen[key] {
				out = append(out, breach{i, "text", "another prompt has the same text: leave one of them out"})
			}
			seen[key] = true
		}
	}
	return out
}

// balance sees that the prompts of a goal and depth, from three up, look
// at strengths at least as often as a third and challenge at most a third.
func balance(prompts []Prompt) []breach {
	var out []breach
	for _, g := range journal.Goals() {
		for _, d := range []Depth{Quick, Deep} {
			var all, challenges []int
			strengths := 0
			for i, p := range prompts {
				if p.Retired || p.Goal != g || p.Depth != d {
					continue
				}
				all = append(all, i)
				switch p.Valence {
				case Challenge:
					challenges = append(challenges, i)
				case Strength:
					strengths++
				}
			}
			if len(all) < 3 {
				continue
			}
			if most := len(all) / 3; len(challenges) > most {
				out = append(out, breach{challenges[most], "valence", fmt.Sprintf(
					"%d of %d %s prompts for %s are challenge: at most one in three", len(challenges), len(all), d, g)})
			}
			if strengths*3 < len(all) {
				out = append(out, breach{all[0], "valence", fmt.Sprintf(
					"%d of %d %s prompts for %s look at what worked: at least one in three", strengths, len(all), d, g)})
			}
		}
	}
	return out
}

// token is one word of a text in lower case, without marks around it.
type token struct {
	word                       string
	opensClause, opensSentence bool
}

// tokens splits a text into words. A clause opens after any mark and
// after and, or, but; a sentence after a full stop, ? or !.
func tokens(text string) []token {
	var out []token
	clause, sentence := true, true
	for _, field := range strings.Fields(strings.ToLower(strings.ReplaceAll(text, "’", "'"))) {
		word := strings.TrimFunc(field, notLetterOrDigit)
		if word != "" {
			opens := clause || strings.ContainsAny(field[:1], `("'`)
			out = append(out, token{word, opens, sentence})
			clause, sentence = word == "and" || word == "or" || word == "but", false
		}
		tail := strings.TrimLeftFunc(field, func(r rune) bool { return !notLetterOrDigit(r) || r == '\'' || r == '-' })
		sentence = sentence || strings.ContainsAny(tail, ".?!")
		clause = clause || sentence || strings.ContainsAny(tail, ",;:()–—")
	}
	return out
}

func notLetterOrDigit(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// matches returns the first token of every place at which a phrase
// stands. A * at its end matches the rest of a word.
func matches(text []token, phrase string) []token {
	phrase, open := strings.CutSuffix(phrase, "*")
	want := strings.Fields(phrase)
	var out []token
	for i := 0; i+len(want) <= len(text); i++ {
		same := true
		for j, w := range want {
			got := text[i+j].word
			same = same && (got == w || open && j == len(want)-1 && strings.HasPrefix(got, w))
		}
		if same {
			out = append(out, text[i])
		}
	}
	return out
}

// countSentences counts the runs of words that a full stop, ? or ! ends,
// and a last one without a mark.
func countSentences(text string) int {
	n := 0
	for _, t := range tokens(text) {
		if t.opensSentence {
			n++
		}
	}
	return n
}

// folded is a text without regard to case, spacing and marks.
func folded(text string) string {
	var words []string
	for _, t := range tokens(text) {
		words = append(words, t.word)
	}
	return strings.Join(words, " ")
}
