package phrase

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// The lists are those that were published, and in the order that the
// searching relies on.
func TestLists(t *testing.T) {
	for _, tt := range []struct {
		name, text, sum string
		count           int
	}{
		{"eff-large", effText, "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522", 7776},
		{"bip39-english", bipText, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda", 2048},
		{"common", commonText, "", len(lines(commonText))},
	} {
		list := lines(tt.text)
		if len(list) != tt.count || !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
			t.Errorf("%s has %d words, or not in order, or some twice", tt.name, len(list))
		}
		for _, w := range list {
			if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || len(w) < shortest {
				t.Errorf("%s has the entry %q", tt.name, w)
			}
			if tt.name == "common" && spell(w).plain != w {
				t.Errorf("%s has %q, which is not as texts are weighed", tt.name, w)
			}
			if seek(tt.text, w) != w {
				t.Errorf("%s: %q is not found", tt.name, w)
			}
		}
		if tt.sum == "" {
			continue
		}
		if sum := sha256.Sum256([]byte(tt.text)); hex.EncodeToString(sum[:]) != tt.sum {
			t.Errorf("%s has SHA-256 %x", tt.name, sum)
		}
		if sources, err := os.ReadFile("data/SOURCES.md"); err != nil || !strings.Contains(string(sources), tt.sum) {
			t.Errorf("SOURCES.md does not have the sum of %s: %v", tt.name, err)
		}
	}
	prefixes := make(map[string]bool)
	for _, w := range lines(bipText) {
		prefixes[w[:min(len(w), prefix)]] = true
	}
	if len(prefixes) != 2048 {
		t.Errorf("%d beginnings of four letters", len(prefixes))
	}
}

func TestSeek(t *testing.T) {
	const text = "b\nbee\ncat\n"
	for s, want := range map[string]string{"": "b", "a": "b", "b": "b", "ba": "bee", "bee": "bee", "bees": "cat", "cat": "cat", "d": "", "b\n": "bee"} {
		if got := seek(text, s); got != want {
			t.Errorf("seek %q gives %q, want %q", s, got, want)
		}
	}
}

func TestGenerate(t *testing.T) {
	var drawn []int
	got := Generate(4, func(n int) int {
		drawn = append(drawn, n)
		return []int{0, n - 1, 1, 0}[len(drawn)-1]
	})
	if got != "abacus zoom abdomen abacus" || !slices.Equal(drawn, []int{7776, 7776, 7776, 7776}) {
		t.Errorf("generated %q from draws of %v", got, drawn)
	}
	if got := Generate(0, nil); got != "" {
		t.Errorf("no words are %q", got)
	}
}

func TestWeigh(t *testing.T) {
	long := strings.Repeat("abc ", 5000)
	for verdict, texts := range map[string][]string{
		"too short": {
			"", " ", "password", "tr0ub4dor&3", "i am so ok", "éééé ééé éé", "oak ion elf",
		},
		"easily guessed": {
			"password1234", "passwordpassword", "P4ssw0rd!!2026", "Password123456!", "pa$$w0rd 93857104", // common, with changes around it
			"Supervision2026!", "supervision84719253", "clinical supervision 2026", "sup3rv1s10n-nhs",
			"s u p e r v i s i o n", "7 Reflection 7 7 7", "drowssap drowssap", "monkey dragon princess", "nhs nurse midwife doctor",
			"correct horse battery staple", "Correct.Horse.Battery.Staple.7", "To be, or not to be", "iloveyoutothemoonandback",
			"abcabcabcabc", "xkqjxkqjxkqjxkqj", "aaaaaaaaaaaaaaaaaaaaaaaa", "the the the the the the", long, // repeated
			"qwertyuiopasdf", "poiuytrewqlkj", "1qaz2wsx3edc4rfv", "a b c d e", "zxcvbnm,./asdf", "azertyuiop11", // runs
			"07700 900123", "+44 7700 900123", "12 November 1984", "31/12/1999 23:59", "1984-11-12 1984", // dates and numbers
			"98765432109876", "3141592653589793238462643383279502884197", "!!!!????!!!!????",
			"pancake elephant", "my dog barks", // short
		},
		"fair": {
			"pancake elephant swirl", "mydogbarkss1", "my grandmother keeps bees", "xkqjzvwmtplr", "x7Kp2mQv9LtR",
			"8f3a91c204b7", "mein hund bellt laut", "MyDogIsCalledRex2019",
		},
		"strong": {
			"able acid acre acts aged ahead", "Able Acid Acre Acts Aged", "we walked home slowly after the rain",
			"x7Kp2mQv9LtRz4Wd", "пароль длинный совсем", "心配しないでくださいねえ日々の事を",
			"able able acid acre acts aged", "Able, able; acid: acre! acts/aged", // a word drawn twice
		},
	} {
		for _, text := range texts {
			w := Weigh(text)
			if w.Verdict != verdict || w.Enough != (verdict == "fair" || verdict == "strong") {
				t.Errorf("%.60q is %+v, want %q", text, w, verdict)
			}
			if (w.Advice == "") != (verdict == "strong") || strings.Count(w.Advice, ".") > 1 {
				t.Errorf("%.60q: advice %q", text, w.Advice)
			}
		}
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string]int{"q": 1, "qwertz": 6, "qwex": 3, "poiuyt": 6, "cba1": 3, "09876": 5, "\xff": 0, "€": 0} {
		if got := run(text); got != want {
			t.Errorf("%q runs for %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]int{"1984": 4, "20261": 4, "199x": 3, "19": 2, "2100": 0, "1": 0} {
		if got := year(text); got != want {
			t.Errorf("%q begins with %d of a year, want %d", text, got, want)
		}
	}
	if got := copies([]byte("abcabcabxbc")); !slices.Equal(got, []int{0, 0, 0, 5, 4, 3, 2, 1, 0, 2, 1}) {
		t.Errorf("copied: %v", got)
	}
}

// Numbers are told of as numbers, common words as common.
func TestAdvice(t *testing.T) {
	for text, want := range map[string]string{
		"tel 07700 900123": "Numbers", "password1234": "first things tried", "pancake elephant": "add a word", "12 words": "12 characters",
	} {
		if w := Weigh(text); !strings.Contains(w.Advice, want) {
			t.Errorf("%q: advice %q, want %q in it", text, w.Advice, want)
		}
	}
}

// Every phrase of six drawn words is strong, whichever they are.
func TestGeneratedIsStrong(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		if text := Generate(6, r.IntN); Weigh(text).Verdict != "strong" {
			t.Errorf("%q is %+v", text, Weigh(text))
		}
	}
}

// rank puts verdicts in order, weakest first.
func rank(w Weight) int {
	if !w.Enough {
		return 0
	}
	return 1 + slices.Index([]string{"fair", "strong"}, w.Verdict)
}

// A word more never makes a passphrase weaker, whatever it was.
func TestAWordMoreIsNeverWeaker(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		text := scramble(r)
		longer := text + " " + Generate(1, r.IntN)
		if rank(Weigh(text)) > rank(Weigh(longer)) {
			t.Errorf("%q is %+v, %q %+v", text, Weigh(text), longer, Weigh(longer))
		}
	}
}

// scramble makes a text of all the pieces that are weighed differently.
func scramble(r *rand.Rand) string {
	pick := func(of string) string { list := strings.Fields(of); return list[r.IntN(len(list))] }
	var b strings.Builder
	for range r.IntN(9) {
		switch r.IntN(6) {
		case 0:
			b.WriteString(Generate(1, r.IntN))
		case 1:
			b.WriteString(pick(commonText))
		case 2:
			b.WriteString(pick("19 2026 77 0 qwer asd 3edc4 €!! é Zx9 P4ss w0r let me in to be or not ſ \xff 李"))
		case 3:
			b.WriteString(b.String()[b.Len()/2:])
		case 4:
			b.WriteString(strings.ToUpper(pick(effText))[:2])
		}
		b.WriteString([]string{"", " ", " ", "-", "1"}[r.IntN(5)])
	}
	return b.String()
}

// The costs themselves only grow, at every place a text can be cut.
func TestCostGrows(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 150 {
		text := scramble(r)
		before := [2]int{}
		for end := range text {
			s := spell(text[:end])
			now := [2]int{s.cost(false), s.cost(true)}
			if now[0] < before[0] || now[1] < before[1] {
				t.Errorf("%q costs %v, less than the %v of its beginning", text[:end], now, before)
			}
			before = now
		}
	}
}

func BenchmarkWeigh(b *testing.B) {
	for name, text := range map[string]string{
		"six":  "correctly absurd pancake swirl elephant trombone",
		"most": strings.Repeat("astonishingly1 ", 1000),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Weigh(text)
			}
		})
	}
}
