package journal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", "on my own", "on my own"},
		{"upper case", "On MY own", "on my own"},
		{"white space", "two\r\n\t lines  here\u00a0now", "two lines here now"},
		{"composed accents", "Élan naïve", "elan naive"},
		{"decomposed accents", "E\u0301lan nai\u0308ve", "elan naive"},
		{"stacked accents", "Việt", "viet"},
		{"sharp s", "Straße STRASSE ẞ", "strasse strasse ss"},
		{"letters without a decomposition", "Łukasz Søren Cæsar đ", "lukasz soren caesar d"},
		{"Turkish", "İstanbul ılık", "istanbul ilik"},
		{"final sigma", "ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ"},
		{"ligature and width", "ﬁne Ａ1", "fine a1"},
		{"curly quotes", "don’t “stop”", `don't "stop"`},
		{"soft hyphen and joiner", "super\u00advision \u200bx", "supervision x"},
		{"emoji variation", "❤️ ❤", "❤ ❤"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"Hangul", "한", "\u1112\u1161\u11ab"},
		{"decomposed Hangul", "\u1112\u1161\u11ab", "\u1112\u1161\u11ab"},
		{"voiced kana is another letter", "が", "か\u3099"},
		{"Devanagari vowels stay", "कु", "कु"},
		{"bad byte", "A\xffB", "a\uFFFDb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Fold(tt.in); got != tt.want {
				t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestFoldCopiesNothingWhenFolded(t *testing.T) {
	text := strings.Repeat("asked for help with the rota ", 40)
	if n := testing.AllocsPerRun(10, func() { Fold(text) }); n != 0 {
		t.Errorf("Fold allocates %v times for a folded text", n)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "A  b", "é\u0301", "İ ẞ ﬁ", "한각", "\xff\u00ad", "\u0344\u1fee", "\u1e9b\u0323"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if !utf8.ValidString(folded) {
			t.Errorf("Fold(%q) = %q", s, folded)
		}
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, and again %q", s, folded, again)
		}
		// Marks that stay keep the order they came in, so only texts
		// without reordering compare.
		if utf8.ValidString(s) && norm.NFD.IsNormalString(s) {
			if got := Fold(norm.NFC.String(s)); got != folded {
				t.Errorf("Fold(%q) = %q, composed %q", s, folded, got)
			}
		}
	})
}
