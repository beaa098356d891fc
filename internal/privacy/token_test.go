package privacy

import (
	"fmt"
	"strings"
	"testing"
)

// takenApart writes the words of a text with their traits, for a table.
func takenApart(text string) string {
	var out []string
	r := readProse(text)
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.sort == asMark {
			continue
		}
		s := t.key
		for _, trait := range []struct {
			bit  uint16
			sign string
		}{{opens, "^"}, {bulleted, "*"}, {afterColon, ":"}, {quoted, "\""}, {possessive, "'s"}, {contracted, "'ll"}, {negated, "n't"}, {hyphened, "-"}} {
			if t.has(trait.bit) {
				s += tagOf(trait.sign)
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func tagOf(sign string) string { return "{" + sign + "}" }

func TestRead(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"Saw Tracey's mum.", "saw{^} tracey{'s} mum"},
		{"Dr. O’Neill rang. She’ll come, he didn't.", "dr{^} oneill rang she{^}{'ll} come he didnt{n't}"},
		{"- Anne-Marie came\n2. Bring B12\n• Ring José", "anne{^}{*} marie{-} came 2{^} bring{^}{*} b12 ring{^}{*} jose"},
		{"she said “Tell Will” now", "she{^} said tell{\"} will now"},
		{"J. T. Okafor at 07:30, 3.5 mg", "j{^} t okafor at 07:30 3.5 mg"},
		{"Plan: Ring Sue\r\nthe James' dog", "plan{^} ring{:} sue the{^} james{'s} dog"},
		{"Jose\u0301 went… Then no", "jose{^} went then{^} no"},
		{"a long line that was broken because the window was full with\nNaomi in it", "a{^} long line that was broken because the window was full with naomi in it"},
		{"e.g. this. (Then that) \"Next\" one", "e{^} g this then{^} that next{\"} one"},
	} {
		if got := takenApart(tt.text); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestReadKeepsOffsets(t *testing.T) {
	text := "Zoë’s son\xff O'Brien\u0301e's"
	var out []string
	r := readProse(text)
	for i := range r.tokens {
		out = append(out, fmt.Sprintf("%s=%s", r.tokens[i].key, text[r.tokens[i].start:r.tokens[i].end]))
	}
	if got, want := strings.Join(out, " "), "zoe=Zoë son=son \ufffd=\xff obriene=O'Brien\u0301e"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
