package privacy

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var fitWeights = flag.Bool("fit", false, "fit data/weights.txt to the labelled texts and write it")

// sample is the evidence about one word and whether it is a name.
type sample struct {
	proof proof
	yes   bool
	count float64
	text  int
}

// priors are the weights before any text was looked at, in hundredths, as
// testdata/priors.txt has them. Fitting may move them, and pays for it.
func priors(t *testing.T) weights {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "priors.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return parseWeights(string(data))
}

// Texts without capitals, and in capitals only, are rarer than they should
// be for what is learned about them, so every text is also read like that.
const (
	asWritten = 1.0
	otherwise = 0.25
)

// samples gathers the words of the labelled texts.
func samples(t *testing.T, set string) []sample {
	t.Helper()
	var out []sample
	for x, text := range readTexts(t, filepath.Join("testdata", set+".jsonl")) {
		out = append(out, sampled(text, judged(text.Text), asWritten, x)...)
		n := judged(text.Text)
		forget(n, x)
		out = append(out, sampled(text, n, forgotten, x)...)
		for _, other := range []string{strings.ToLower(text.Text), strings.ToUpper(text.Text)} {
			if len(other) == len(text.Text) {
				out = append(out, sampled(text, judged(other), otherwise, x)...)
			}
		}
	}
	return out
}

// The lists know the labelled texts better than they will know others, so
// every text is also read by somebody who has forgotten every second word
// that stands for nobody, and every twelfth name.
const (
	forgotten      = 0.5
	forgottenOther = 2
	forgottenNames = 12
)

// forget takes from a note what the lists know of some words, by a sum of
// their letters and of the text's number.
func forget(n *note, x int) {
	for i := range n.known {
		sum, k := x, &n.known[i]
		for _, c := range []byte(n.tokens[i].key) {
			sum = sum*31 + int(c)
		}
		if sum &= 0xffff; sum%forgottenOther == 0 {
			k.bars = 0
		}
		if k.word == 0 && sum/8%forgottenNames == 0 {
			k.first, k.last = 0, 0
		}
	}
	n.judge(n.style, n.weight)
}

// sampled gathers the words of one text, written in one way.
func sampled(text scoreText, n *note, count float64, x int) []sample {
	var out []sample
	for i := range n.tokens {
		if n.odds[i] == never {
			continue
		}
		s := sample{proof: n.proof[i], count: count, text: x}
		other := false
		for _, l := range text.Spans {
			if n.tokens[i].start < l.End && l.Start < n.tokens[i].end {
				s.yes = s.yes || l.Type == string(Name) || l.Type == string(Initials) || l.Type == string(Place)
				other = !s.yes || l.Type == string(Place) && n.known[i].town > 0
			}
		}
		if s.yes {
			s.count *= missed
		}
		if !other {
			out = append(out, s)
		}
	}
	return out
}

// fitted is logistic regression by Newton's method in one weight at a
// time, held to the priors as by a normal distribution about them.
func fitted(from weights, data []sample, hold float64) [evidences]float64 {
	var w, prior [evidences]float64
	for e := range w {
		w[e] = float64(from[e]) / 100
	}
	prior = w
	sums := make([]float64, len(data))
	for i, s := range data {
		for e := range evidences {
			if s.proof.has(e) {
				sums[i] += w[e]
			}
		}
	}
	for range 60 {
		for e := range evidences {
			slope, bend := -(w[e]-prior[e])*hold, hold
			for i, s := range data {
				if !s.proof.has(e) {
					continue
				}
				p := 1 / (1 + math.Exp(-sums[i]))
				y := 0.0
				if s.yes {
					y = 1
				}
				slope += s.count * (y - p)
				bend += s.count * p * (1 - p)
			}
			step := max(-0.5, min(0.5, slope/bend))
			w[e] += step
			for i, s := range data {
				if s.proof.has(e) {
					sums[i] += step
				}
			}
		}
	}
	return w
}

// missed is how much worse a name that is missed is than a false flag.
const missed = 1.4

// held is how strongly the weights are held to the priors.
const held = 2.0

// TestFit fits the weights to four fifths of the texts and looks at the
// rest: it must not be worse than the priors. With -fit it fits them to all
// and writes the table.
func TestFit(t *testing.T) {
	prior := priors(t)
	data := append(samples(t, "notes"), samples(t, "names")...)
	before, after, words := 0.0, 0.0, 0
	for fold := range 5 {
		var train []sample
		for _, s := range data {
			if s.text%5 != fold {
				train = append(train, s)
			}
		}
		w := fitted(prior, train, held)
		for _, s := range data {
			if s.text%5 == fold {
				before += loss(prior, s)
				after += loss(rounded(w), s)
				words++
			}
		}
	}
	t.Logf("%d words, loss %.4f by the priors, %.4f by what was fitted to others", words, before/float64(words), after/float64(words))
	if after > before {
		t.Errorf("fitted weights lose %.4f on texts they have not seen, the priors %.4f", after/float64(words), before/float64(words))
	}
	if *fitWeights {
		writeWeights(t, rounded(fitted(prior, data, held)))
	}
}

func rounded(w [evidences]float64) weights {
	var out weights
	for e := range w {
		out[e] = int16(math.Round(w[e] * 100))
	}
	return out
}

func loss(w weights, s sample) float64 {
	x := float64(w.sum(s.proof)) / 100
	if !s.yes {
		x = -x
	}
	return math.Log1p(math.Exp(-x))
}

func writeWeights(t *testing.T, w weights) {
	t.Helper()
	var b strings.Builder
	e := 0
	for line := range strings.Lines(weightTable) {
		if line[0] != '#' {
			fields := strings.Split(line, "\t")
			line = fmt.Sprintf("%s\t%d\t%s", fields[0], w[e], fields[2])
			e++
		}
		b.WriteString(line)
	}
	if err := os.WriteFile(filepath.Join("data", "weights.txt"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// judged is a text with the evidence about its words.
func judged(text string) *note {
	w := Guard{}.Watch()
	w.Scan(strings.ReplaceAll(text, "\n\n", "\n-\n"))
	if len(w.parts) == 0 {
		return newNote(readProse(""), vocabulary{})
	}
	return w.parts[0].note
}
