package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"afterword/internal/pack"
)

func page(t *testing.T, p pack.Pack) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The page names its one style sheet by its hash and lets in nothing else.
func TestHTMLPolicy(t *testing.T) {
	for _, p := range []pack.Pack{exampleReleased(t), lived(t)} {
		got := page(t, p)
		_, rest, _ := strings.Cut(got, "<style>")
		css, _, _ := strings.Cut(rest, "</style>")
		sum := sha256.Sum256([]byte(css))
		want := `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` +
			base64.StdEncoding.EncodeToString(sum[:]) + `'; base-uri 'none'; form-action 'none'">`
		if !strings.Contains(got, want) || strings.Count(got, "<style") != 1 {
			t.Errorf("the page lacks %s", want)
		}
		for _, never := range []string{"url(", "@import", "<script", "<link", "<img", "<iframe", "src=", "href=", " style=", "javascript:"} {
			if strings.Contains(strings.ReplaceAll(got, "&lt;", "&"), never) {
				t.Errorf("the page holds %s", never)
			}
		}
	}
}

func TestHTMLStructure(t *testing.T) {
	got := page(t, exampleReleased(t))
	level := 0
	for _, m := range regexp.MustCompile(`<h([1-4])`).FindAllStringSubmatch(got, -1) {
		next, _ := strconv.Atoi(m[1])
		if next > level+1 {
			t.Errorf("a heading of level %d stands below one of level %d", next, level)
		}
		level = next
	}
	for what, want := range map[string]int{
		"<h1": 1, "<header>": 1, "<main>": 1, "<footer>": 1, `<html lang="en-GB">`: 1, "<section ": 11, "<article>": 4,
		`<th scope="col">`: 4 + 3 + 3, "<svg ": 2, "<desc>": 2, `<td class="room"`: 12,
	} {
		if n := strings.Count(got, what); n != want {
			t.Errorf("%d of %s, want %d", n, what, want)
		}
	}
	// Each block of text finds its own direction.
	for _, m := range regexp.MustCompile(`<(p|li|td|h[1-4])\b[^>]*>`).FindAllString(got, -1) {
		if !strings.Contains(m, `dir="auto"`) {
			t.Errorf("%s has no direction", m)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		if ids[m[1]] {
			t.Errorf("two elements are %s", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(` aria-labelledby="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		if !ids[m[1]] {
			t.Errorf("nothing is %s", m[1])
		}
	}
}

// luminance is the relative luminance of WCAG 2.2 of a colour #rrggbb.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(c uint64) float64 {
		v := float64(c&255) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}

func TestHTMLContrast(t *testing.T) {
	grounds := strings.SplitAfter(stylesheet, "prefers-color-scheme: dark")
	if len(grounds) != 2 {
		t.Fatal("there are not two grounds")
	}
	for i, css := range grounds {
		colour := func(name string) float64 {
			m := regexp.MustCompile(`--` + name + `: (#[0-9a-f]{6});`).FindStringSubmatch(css)
			if m == nil {
				t.Fatalf("ground %d has no %s", i, name)
			}
			return luminance(t, m[1])
		}
		ground := colour("ground")
		for name, least := range map[string]float64{"ink": 7, "quiet": 4.5, "accent": 4.5} {
			c := colour(name)
			if ratio := (max(c, ground) + 0.05) / (min(c, ground) + 0.05); ratio < least {
				t.Errorf("ground %d, %s: contrast %.2f, want %.1f", i, name, ratio, least)
			}
		}
	}
}

func TestCSSString(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"for supervision", "for supervision"},
		{`a"b`, `a\22 b`}, {`a\b`, `a\5c b`}, {"</style>", `\3c \2f style\3e `}, {"k7-9", `k7\2d 9`}, {"é", `\e9 `}, {"a\nb", "a b"},
	} {
		if got := cssString(tt.text); got != tt.want {
			t.Errorf("%q is written as %q, want %q", tt.text, got, tt.want)
		}
	}
}
