package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// decode reads a graph back, without what the package privacy has for it.
func decode(t *testing.T, data []byte) map[string]int {
	t.Helper()
	number := func(at, width int) int {
		n := 0
		for i := range width {
			n |= int(data[at+i]) << (8 * i)
		}
		return n
	}
	out := map[string]int{}
	var walk func(node int, key string)
	char := func(code byte) string {
		if code > 0x20 {
			return string(rune(code + 0x40))
		}
		return string(rune(code + 0x20))
	}
	walk = func(node int, key string) {
		first := data[node]
		if first >= 0xc0 {
			walk(node+1, key+char(first&0x3f))
			return
		}
		width, edges := int(first>>6), int(first&0x3f)
		if width > 0 {
			out[key] = number(node+1, width)
		}
		at := node + 1 + width
		target := at + edges
		for _, e := range data[at : at+edges] {
			walk(at+edges+number(target, int(e>>6)), key+char(e&0x3f))
			target += int(e >> 6)
		}
	}
	walk(number(len(data)-6, 3), "")
	if n := number(len(data)-3, 3); n != len(out) {
		t.Fatalf("%d keys, and it says %d", len(out), n)
	}
	return out
}

func TestEncode(t *testing.T) {
	many := map[string]int{}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			for _, end := range []string{"", "ing", "ed 9", "-x", "er"} {
				many[string(a)+string(b)+end] = int(a*b) % 300
			}
		}
	}
	for _, list := range []map[string]int{
		{"": 7},
		{"a": 0},
		{"a": 1, "b": 1, "ab": 65535},
		{"walk": 1, "walks": 1, "walking": 1, "talk": 1, "talks": 1, "talking": 2},
		{"st helens": 1, "st": 2, "saint-x9": 300},
		many,
	} {
		data, err := encode(list)
		if err != nil {
			t.Fatal(err)
		}
		if got := decode(t, data); !maps.Equal(got, list) {
			t.Errorf("%d keys become %d", len(list), len(got))
		}
		again, err := encode(maps.Clone(list))
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("the same list gives other bytes: %v", err)
		}
	}
	for _, list := range []map[string]int{{"é": 1}, {"A": 1}, {"a": 1 << 16}} {
		if _, err := encode(list); err == nil {
			t.Errorf("%v was written", list)
		}
	}
}

// TestSample makes the lists from the few rows kept here, which are all
// that the sources have about some words, and compares what becomes of
// these with the lists that are embedded.
func TestSample(t *testing.T) {
	lists, err := build(os.DirFS("testdata/sample"))
	if err != nil {
		t.Fatal(err)
	}
	embedded := map[string]map[string]int{}
	for name := range lists {
		data, err := os.ReadFile(filepath.Join("../data", name))
		if err != nil {
			t.Fatal(err)
		}
		embedded[name] = decode(t, data)
	}
	for key := range strings.FieldsSeq("sarah siobhan aoife rose may will priya smith okafor hope reading cork bath handover colour color dont obrien") {
		want, known := embedded["lexicon.bin"][key]
		if got, ok := lists["lexicon.bin"][key]; !ok || !known || got != want {
			t.Errorf("%s is %07b, %t, and %07b, %t among the embedded words", key, got, ok, want, known)
		}
	}
	for _, key := range []string{"leeds", "bath", "hope", "reading", "cork", "stoke on trent", "isle of skye"} {
		if got, want := lists["places.bin"][key], embedded["places.bin"][key]; got == 0 || got != want {
			t.Errorf("%s is %04b, and %04b among the embedded places", key, got, want)
		}
	}
	if !maps.Equal(lists["cues.bin"], embedded["cues.bin"]) {
		t.Error("the cues have changed: make the lists again, as data/SOURCES.md says")
	}
	if !slices.Equal(slices.Sorted(maps.Keys(lists["negative.bin"])), slices.Sorted(maps.Keys(embedded["negative.bin"]))) {
		t.Error("hand/negative has changed: make the lists again, as data/SOURCES.md says")
	}
}

// TestHandNames checks that every name written by hand is embedded.
func TestHandNames(t *testing.T) {
	data, err := os.ReadFile("../data/lexicon.bin")
	if err != nil {
		t.Fatal(err)
	}
	lexicon := decode(t, data)
	entries, err := readHand("first-names.txt")
	if err != nil || len(entries) < 900 {
		t.Fatalf("%d names: %v", len(entries), err)
	}
	nobody, err := readHand("nobody.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if slices.Contains(nobody, e) {
			t.Errorf("%s is a name and none", e)
		} else if lexicon[fold(e)]>>firstShift&3 < 2 {
			t.Errorf("%s is not among the embedded first names: make the lists again", e)
		}
	}
}

// TestHandWords checks that every word written by hand is embedded, as a
// word or as the name that it is too.
func TestHandWords(t *testing.T) {
	data, err := os.ReadFile("../data/lexicon.bin")
	if err != nil {
		t.Fatal(err)
	}
	lexicon := decode(t, data)
	for file, class := range map[string]int{"professions": 1, "languages": 2} {
		entries, err := readHand("words/" + file + ".txt")
		if err != nil || len(entries) < 500 {
			t.Fatalf("%s: %d words: %v", file, len(entries), err)
		}
		for _, e := range entries {
			value := lexicon[fold(e)]
			if word := value >> wordShift & 3; value == 0 || word > class || word == 0 && value&15 == 0 {
				t.Errorf("%s is not among the embedded words: make the lists again", e)
			}
		}
	}
}

// TestNegativeLists checks that a file with a hyphen in its name goes with
// the list named before it.
func TestNegativeLists(t *testing.T) {
	negative, err := readNegative(nil, map[string]int{}, map[string]int{})
	if err != nil {
		t.Fatal(err)
	}
	for a, b := range map[string]string{
		"greggs": "jaffa cakes", "sbar": "gibbs cycle", "coronation street": "hakuna matata",
		"parkinson disease": "brugada syndrome", "abdo": "slide sheet", "donald schon": "hildegard peplau",
	} {
		if negative[a]>>1 != negative[b]>>1 {
			t.Errorf("%s is in list %d and %s in %d", a, negative[a]>>1, b, negative[b]>>1)
		}
	}
}

// TestHand checks the form of what is written by hand: a note first, then
// entries without spaces around them, each once.
func TestHand(t *testing.T) {
	files, err := filepath.Glob("hand/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("hand/*.txt")
	if err != nil || len(files) < 20 || len(more) < 4 {
		t.Fatalf("%d and %d files: %v", len(files), len(more), err)
	}
	for _, file := range append(files, more...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), "# ") || !strings.Contains(strings.ReplaceAll(string(data), "\n# ", " "), "Written for Afterword.") {
			t.Errorf("%s does not say what it is and where from", file)
		}
		seen := map[string]bool{}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			line = strings.TrimSuffix(line, "\n")
			if line == "" || strings.TrimSpace(line) != line || seen[line] || strings.Contains(line, ",") {
				t.Errorf("%s: %q is empty, has spaces around it, is there twice, or is several", file, line)
			}
			seen[line] = true
		}
	}
}

func TestWrongSources(t *testing.T) {
	for name, text := range map[string]string{
		"births.tsv": "Sarah\n",
		"census.tsv": "first\tSmith\n",
		"faker.tsv":  "en\tSarah\n",
		"cities.tsv": "GB\tmany\tLeeds\n",
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("testdata/sample")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := generate(os.DirFS(dir), t.TempDir()); err == nil || !strings.Contains(err.Error(), name+", line 1") {
			t.Errorf("%s with %q: %v", name, text, err)
		}
	}
}
