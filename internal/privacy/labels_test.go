package privacy

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// scoreText is one labelled text: a note, a line or a name in a sentence.
type scoreText struct {
	ID, Region, Group, Text string
	Spans                   []scoreSpan
}

// scoreSpan is one labelled place, in bytes, End exclusive.
type scoreSpan struct {
	Start, End int
	Type       string
}

// readTexts reads one labelled text from every line of a file.
func readTexts(t testing.TB, path string) []scoreText {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []scoreText
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for lines.Scan() {
		var text scoreText
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			t.Fatalf("%s:%d: %v", path, len(out)+1, err)
		}
		for _, s := range text.Spans {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text.Text) {
				t.Fatalf("%s:%d: label %d-%d in %d bytes", path, len(out)+1, s.Start, s.End, len(text.Text))
			}
		}
		out = append(out, text)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}

// labelTypes are the types that a label can have: the kinds of finding
// but number, which is what the guard calls one that it cannot name.
func labelTypes() []Kind {
	return []Kind{
		Name, Initials, Place, Workplace, Address, Postcode, Phone, Email, URL, Handle, IP, Date, Birth, Age,
		NHSNumber, Record, Registration, National, Plate, Bank, Detail,
	}
}

// TestLabels holds the labelled texts themselves to what the score needs:
// known types, whole words, places in order, enough texts with and
// without an identifier.
func TestLabels(t *testing.T) {
	for _, tt := range []struct {
		file          string
		marked, clean int // at least
		groups        int
	}{
		{"notes.jsonl", 160, 130, 12},
		{"lines.jsonl", 200, 130, 0},
		{"names.jsonl", 300, 0, 12},
	} {
		seen := map[string]bool{}
		groups := map[string]bool{}
		marked, clean := 0, 0
		for _, text := range readTexts(t, filepath.Join("testdata", tt.file)) {
			if text.ID == "" || seen[text.ID] {
				t.Errorf("%s: the id %q is empty or stands twice", tt.file, text.ID)
			}
			seen[text.ID] = true
			if text.Group != "" {
				groups[text.Group] = true
			}
			if len(text.Spans) == 0 {
				clean++
			} else {
				marked++
			}
			for _, problem := range wrongLabels(text) {
				t.Errorf("%s: %s: %s", tt.file, text.ID, problem)
			}
		}
		if marked < tt.marked || clean < tt.clean || len(groups) != tt.groups {
			t.Errorf("%s: %d marked, %d clean, %d groups", tt.file, marked, clean, len(groups))
		}
	}
}

// wrongLabels says what is wrong with the labels of a text.
func wrongLabels(text scoreText) []string {
	var out []string
	end := 0
	for _, s := range text.Spans {
		words := text.Text[s.Start:s.End]
		before, _ := utf8.DecodeLastRuneInString(text.Text[:s.Start])
		after, _ := utf8.DecodeRuneInString(text.Text[s.End:])
		switch {
		case !slices.Contains(labelTypes(), Kind(s.Type)):
			out = append(out, fmt.Sprintf("label %d-%d has the type %q", s.Start, s.End, s.Type))
		case s.Start < end:
			out = append(out, fmt.Sprintf("label %d-%d begins before the last one ends", s.Start, s.End))
		case !utf8.ValidString(words) || strings.TrimSpace(words) != words:
			out = append(out, fmt.Sprintf("label %d-%d splits a character or begins or ends with a space", s.Start, s.End))
		case unicode.IsLetter(before) || unicode.IsDigit(before) || unicode.IsLetter(after) || unicode.IsDigit(after):
			out = append(out, fmt.Sprintf("label %d-%d ends inside a word", s.Start, s.End))
		}
		end = s.End
	}
	return out
}
