package phrase

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func secretOf(t testing.TB, text string) (secret [32]byte) {
	t.Helper()
	if n, err := hex.Decode(secret[:], []byte(text)); err != nil || n != 32 {
		t.Fatalf("%d bytes, %v", n, err)
	}
	return secret
}

// The vectors of 256 bits that come with BIP-39.
func TestVectors(t *testing.T) {
	for _, tt := range []struct{ secret, words string }{
		{strings.Repeat("00", 32), strings.Repeat("abandon ", 23) + "art"},
		{strings.Repeat("ff", 32), strings.Repeat("zoo ", 23) + "vote"},
		{strings.Repeat("7f", 32), strings.Repeat("legal winner thank year wave sausage worth useful ", 2) +
			"legal winner thank year wave sausage worth title"},
		{strings.Repeat("80", 32), strings.Repeat("letter advice cage absurd amount doctor acoustic avoid ", 2) +
			"letter advice cage absurd amount doctor acoustic bless"},
		{"3e141609b97933b66a060dcddc71fad1d91677db872031e85f4c015c5e7e8982",
			"dignity pass list indicate nasty swamp pool script soccer toe leaf photo " +
				"multiply desk host tomato cradle drill spread actor shine dismiss champion exotic"},
		{"2c85efc7f24ee4573d2b81a6ec66cee209b2dcbd09d8eddc51e0215b0b68e416",
			"clutch control vehicle tonight unusual clog visa ice plunge glimpse recipe series " +
				"open hour vintage deposit universe tip job dress radar refuse motion taste"},
		{"4fa1a8bc3e6d80ee1316050e862c1812031493212b7ec3f3bb1b08f168cabeef",
			"exile ask congress lamp submit jacket era scheme attend cousin alcohol catch " +
				"course end lucky hurt sentence oven short ball bird grab wing top"},
		{"15da872c95a13dd738fbf50e427583ad61f18fd99f628c417a61cf8343c90419",
			"beyond stage sleep clip because twist token leaf atom beauty genius food " +
				"business side grid unable middle armed observe pair crouch tonight away coconut"},
	} {
		secret := secretOf(t, tt.secret)
		if got := Words(secret); got != tt.words {
			t.Errorf("%s is %q, want %q", tt.secret, got, tt.words)
		}
		if got, err := Secret(tt.words); got != secret || err != nil {
			t.Errorf("%q is %x, %v", tt.words, got, err)
		}
	}
}

// Whatever a secret is, its words give it back, however they are typed.
func TestWaysToType(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		var secret [32]byte
		for i := range secret {
			secret[i] = byte(r.Uint32())
		}
		words := strings.Fields(Words(secret))
		for name, text := range map[string]string{
			"plain":        strings.Join(words, " "),
			"capitals":     strings.ToUpper(strings.Join(words, " ")),
			"lines":        "\r\n" + strings.Join(words, "\r\n\r\n\t") + "\n",
			"commas":       strings.Join(words, ",") + ".",
			"wide spaces":  strings.Join(words, "\u00a0\u2003"),
			"no width":     "\ufeff" + strings.Join(words, "\u200b ") + "\u00ad",
			"quoted":       `"` + strings.Join(words, `" - "`) + `"`,
			"four letters": each(words, func(i int, w string) string { return w[:min(len(w), 4)] }),
			"1.":           each(words, func(i int, w string) string { return fmt.Sprintf("%d. %s\n", i+1, w) }),
			"12)":          each(words, func(i int, w string) string { return fmt.Sprintf("%d)%s", i+1, w) }),
			"(7) ":         each(words, func(i int, w string) string { return fmt.Sprintf("(%d) %s", i+1, w) }),
			"bare numbers": each(words, func(i int, w string) string { return fmt.Sprintf("%2d  %-8s", i+1, w) }),
			"other numbers": each(words, func(i int, w string) string {
				return fmt.Sprintf("%d. %s", i%6+1, w)
			}),
			"one number lost": each(words, func(i int, w string) string {
				return strings.TrimPrefix(fmt.Sprintf("%d. %s", i+1, w), "9.")
			}),
			"along the lines of a sheet": each(words, func(i int, _ string) string {
				i = i%4*6 + i/4
				return fmt.Sprintf("%d %s", i+1, words[i])
			}),
		} {
			if got, err := Secret(text); got != secret || err != nil {
				t.Fatalf("%s: %q is %x, %v, want %x", name, text, got, err, secret)
			}
		}
	}
}

func each(words []string, write func(i int, word string) string) string {
	var out []string
	for i, w := range words {
		out = append(out, write(i, w))
	}
	return strings.Join(out, " ")
}

func TestSecretRefuses(t *testing.T) {
	zoo := strings.Repeat("zoo ", 22)
	for _, tt := range []struct {
		text, want string
		near       []string
	}{
		{"", "there should be 24 words, and 0 were given", nil},
		{" 1. 2. \n -", "and 0 were given", nil},
		{zoo, "and 22 were given", nil},
		{zoo + "zoo zoo zoo", "and 25 were given", nil},
		{zoo + "zoo zoo", ErrChecksum.Error(), nil},
		{"vote " + zoo + "zoo", ErrChecksum.Error(), nil},
		{"zoo zoo handovre " + zoo, "word 3 is not one of the list", nil},
		{"zoo aboev " + zoo, "word 2 is", []string{"above", "able", "about"}},
		{zoo + "zoo vot", "word 24 is", []string{"vote"}},
		{"abou " + zoo, "and 23 were given", nil},
		{"abo zoo " + zoo, "word 1 is", nil},
		{"abandoned " + zoo, "word 1 is", []string{"abandon"}},
		{"ab4ndon " + zoo, "word 1 is", []string{"abandon"}},
		{strings.Repeat("x", 1<<20) + zoo, "word 1 is", nil},
		{"24 zoo 1 zzzzzzz", "word 2 is", nil},
		{"1 vote 24 votte " + each(strings.Fields(zoo), func(i int, w string) string { return fmt.Sprint(i+2, w) }), "word 24 is", []string{"vote", "note", "rotate"}},
	} {
		secret, err := Secret(tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) || secret != [32]byte{} {
			t.Errorf("%.40q is %x, %v, want %q", tt.text, secret, err, tt.want)
			continue
		}
		e, ok := errors.AsType[*WordError](err)
		if ok != strings.HasPrefix(tt.want, "word ") {
			t.Errorf("%.40q gives %#v", tt.text, err)
		}
		if ok && tt.near != nil && !slices.Equal(e.Near, tt.near) {
			t.Errorf("%.40q is near %q, want %q", tt.text, e.Near, tt.near)
		}
	}
}

// A word in another's place is found out, except by chance once in 256.
func TestOrderMatters(t *testing.T) {
	words := strings.Fields(Words(secretOf(t, "3e141609b97933b66a060dcddc71fad1d91677db872031e85f4c015c5e7e8982")))
	passed := 0
	for i := range words {
		for j := range i {
			other := slices.Clone(words)
			other[i], other[j] = other[j], other[i]
			if _, err := Secret(strings.Join(other, " ")); err == nil {
				passed++
			} else if !errors.Is(err, ErrChecksum) {
				t.Fatal(err)
			}
		}
	}
	if passed > 6 { // 276 pairs
		t.Errorf("%d changes of order were not seen", passed)
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"above", "above", 0}, {"above", "aboev", 1}, {"above", "abve", 1}, {"above", "glove", 2}, {"zoo", "vote", 3}} {
		if got, back := distance(tt.a, tt.b), distance(tt.b, tt.a); got != tt.want || back != tt.want {
			t.Errorf("from %q to %q it is %d and back %d, want %d", tt.a, tt.b, got, back, tt.want)
		}
	}
}

// FuzzSecret: what is taken is what its words are, and no error repeats a
// word of the text.
func FuzzSecret(f *testing.F) {
	f.Add(strings.Repeat("abandon ", 23) + "art")
	f.Add("1. zoo 2) ZOO, vote")
	f.Add("\ufeff\u00ad İ ſtill K \xff 99999999999999999999 a")
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := Secret(text)
		if err == nil {
			if again, err := Secret(Words(secret)); again != secret || err != nil {
				t.Fatalf("%q is %x, and its words %x, %v", text, secret, again, err)
			}
			return
		}
		if secret != [32]byte{} {
			t.Fatalf("%q is refused and gives %x", text, secret)
		}
		if e, ok := errors.AsType[*WordError](err); ok && (e.Place < 1 || e.Place > 24 || len(e.Near) > 3) {
			t.Fatalf("%q gives %+v", text, e)
		}
	})
}
