package privacy

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// labelled returns the texts that are labelled, for what must hold of any.
func labelled(t testing.TB) []scoreText {
	var out []scoreText
	for _, name := range []string{"notes", "lines", "names"} {
		out = append(out, readTexts(t, filepath.Join("testdata", name+".jsonl"))...)
	}
	return out
}

// TestWatchFindsWhatScanFinds changes texts in the middle, as somebody who
// writes does, and compares a Watch with a look at the whole.
func TestWatchFindsWhatScanFinds(t *testing.T) {
	guard := Guard{Lexicon: Lexicon{Own: []string{"Rowan Ward"}, Aliases: []string{"heron-3"}, Allowed: []string{"Datix"}}}
	texts := labelled(t)
	random := rand.New(rand.NewPCG(1, 2))
	watch := guard.Watch()
	text := ""
	for step := range 400 {
		other := texts[random.IntN(len(texts))].Text
		at := random.IntN(len(text) + 1)
		for at < len(text) && !utf8.RuneStart(text[at]) {
			at++
		}
		switch random.IntN(5) {
		case 0:
			text = text[:at]
		case 1:
			text = text[at:]
		case 2:
			text = text[:at] + "\n\n" + other + "\n\n" + text[at:]
		case 3:
			text += "\n \n" + other
		default:
			text = text[:at] + " " + strings.Fields(other)[0] + " " + text[at:]
		}
		if len(text) > 6000 {
			text = text[len(text)-2000:]
			for !utf8.RuneStart(text[0]) {
				text = text[1:]
			}
		}
		if got, want := watch.Scan(text), guard.Scan(text); !slices.Equal(got, want) {
			t.Fatalf("step %d: the watch found\n%v\nand a scan\n%v", step, got, want)
		}
	}
}

// replaced puts what is suggested in the place of every finding.
func replaced(text string, found []Finding) string {
	var b strings.Builder
	at := 0
	for _, f := range found {
		b.WriteString(text[at:f.Start] + f.Suggest)
		at = f.End
	}
	return b.String() + text[at:]
}

func TestWhatIsReplacedIsNotFoundAgain(t *testing.T) {
	again, flags := 0, 0
	for _, x := range labelled(t) {
		text := x.Text
		found := Guard{}.Scan(text)
		text = replaced(text, found)
		flags += len(found)
		for _, f := range (Guard{}).Scan(text) {
			if f.Level != Hint {
				again++
				t.Errorf("%s: %s at %d-%d after everything was replaced: %q", x.ID, f.Kind, f.Start, f.End, text[f.Start:f.End])
			}
		}
	}
	t.Logf("%d findings replaced, %d found after that", flags, again)
}

// TestSameTextInOtherBytes writes line ends and accents in the other way.
func TestSameTextInOtherBytes(t *testing.T) {
	for _, x := range labelled(t) {
		want := words(x.Text)
		if got := words(strings.ReplaceAll(x.Text, "\n", "\r\n")); !slices.Equal(got, want) {
			t.Errorf("%s: with CRLF %q, with LF %q", x.ID, got, want)
		}
		if got := words(decomposed(x.Text)); !slices.Equal(got, want) {
			t.Errorf("%s: decomposed %q, composed %q", x.ID, got, want)
		}
	}
}

// words are the findings as what stands there, composed and with LF.
func words(text string) []string {
	var out []string
	for _, f := range (Guard{}).Scan(text) {
		s := strings.ReplaceAll(text[f.Start:f.End], "\r\n", "\n")
		out = append(out, string(f.Kind)+" "+string(f.Level)+" "+decomposed(s))
	}
	return out
}

// decomposed takes the commonest composed letters apart.
func decomposed(s string) string {
	return strings.NewReplacer(
		"á", "a\u0301", "é", "e\u0301", "í", "i\u0301", "ó", "o\u0301", "ú", "u\u0301", "Ó", "O\u0301",
		"ā", "a\u0304", "ē", "e\u0304", "ī", "i\u0304", "ō", "o\u0304", "ū", "u\u0304", "Ā", "A\u0304",
		"ñ", "n\u0303", "ã", "a\u0303", "ç", "c\u0327", "ö", "o\u0308", "ü", "u\u0308", "ë", "e\u0308",
	).Replace(s)
}

func FuzzNames(f *testing.F) {
	for _, seed := range []string{
		"Dr. O’Neill rang Siân's mum", "told will to mark", "- Anne-Marie\n\n* J.T. said", "ST. X'S, Ward 7", "Ó Briain-Ní [name] van der",
		"\xff Mrs \xc3 K", "at The The The", "Jun-Jun, her boy (7)", "St. ", "Mr. A. B. C. D'", "the only man in",
	} {
		f.Add(seed)
	}
	guard := Guard{Lexicon: Lexicon{Own: []string{"St X's", "O"}, Aliases: []string{"heron-3"}, Allowed: []string{"Siân"}}}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, finding := range guard.Scan(text) {
			if finding.Start < end || finding.End <= finding.Start || finding.End > len(text) {
				t.Fatalf("finding %d-%d after %d in %d bytes", finding.Start, finding.End, end, len(text))
			}
			end = finding.End
			if utf8.ValidString(text) && !(utf8.ValidString(text[:finding.Start]) && utf8.ValidString(text[:finding.End])) {
				t.Fatalf("finding %d-%d splits a character", finding.Start, finding.End)
			}
		}
	})
}
