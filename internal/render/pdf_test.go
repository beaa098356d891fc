package render

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"afterword/internal/journal"
	"afterword/internal/pack"
)

// month is a pack as somebody might bring it. Whoever is in it was made up.
func month() (pack.Chosen, pack.Request) {
	entry := func(n byte, day journal.Date, framework string, goals []journal.Goal, answers ...journal.Answer) journal.Entry {
		return journal.Entry{
			Meta:      journal.Meta{ID: journal.ID{n}, First: int64(n), Revision: 1},
			EntryHead: journal.EntryHead{Shift: day, Kind: journal.Reflected, Visibility: journal.Bring, Framework: framework, Goals: goals, Energy: 2, Weight: 4, Confidence: 3},
			EntryBody: journal.EntryBody{Answers: answers},
		}
	}
	question := func(goal journal.Goal, text string) journal.Question {
		return journal.Question{QuestionHead: journal.QuestionHead{Visibility: journal.Bring, Goal: goal}, QuestionBody: journal.QuestionBody{Text: text}}
	}
	return pack.Chosen{
			Questions: []journal.Question{
				question(journal.Ethics, "When a person says no to the plan and yes to the next visit in one breath, what am I agreeing to by coming back? I would like to think about consent that is given in pieces, and about what I owe the team while I wait for the rest of it."),
				question(journal.Independence, "I asked the registrar three times that night. Twice I needed to; the third time I wanted company. How do I tell the two apart while it is happening?"),
			},
			Actions: []journal.Action{
				{ActionHead: journal.ActionHead{State: journal.ActionDone, Due: "2026-10-20", Goal: journal.Quality}, ActionBody: journal.ActionBody{Text: "Try the quiet handover: two minutes at the bedside, then the corridor.", Outcome: "Did it on five shifts out of eight. The families talk more; the night staff ask fewer questions afterwards. The sign we agreed on (no call back within the hour) held four times."}},
				{ActionHead: journal.ActionHead{State: journal.ActionOpen, Goal: journal.Culture}, ActionBody: journal.ActionBody{Text: "Ask the ward manager for a place to sit down after a death."}},
			},
			Entries: []journal.Entry{
				entry(1, "2026-11-03", "what-so-what-now-what", []journal.Goal{journal.Ethics, journal.Reflection},
					journal.Answer{Stage: "What", Question: "What happened, in the order you noticed it?", Text: "He pushed the cup away and thanked me. I wrote “declined” and stood there with the cup. His daughter looked at me as if I had agreed with him.\n\nI had. I had also nodded at her, ten minutes before, when she said that he must drink."},
					journal.Answer{Stage: "So what", Question: "What did it mean, for them and for you?", Text: "Both nods were true when I made them. I do not think that I lied to anybody; I think that I let two people believe that I was on their side, because that is the quickest way out of a small room."},
					journal.Answer{Stage: "Now what", Question: "What would you do differently, and what would you do again?", Text: "Say aloud that they want different things, and that I can see it. Again: thank him back."}),
				entry(2, "2026-11-14", "", []journal.Goal{journal.Support},
					journal.Answer{Question: "What has stayed with you from this shift?", Text: "The shoes under the bed. Somebody had put them side by side."},
					journal.Answer{Question: "What helped, even a little?", Text: "Walking the long way round to the car park with the student. We talked about soup. Naïve, perhaps, but it was the first time in four hours that nobody wanted anything."}),
				entry(3, "2026-11-22", "gibbs", []journal.Goal{journal.Independence, journal.Quality},
					journal.Answer{Stage: "Description", Question: "What happened?", Text: "A quiet night until four, then two arrivals at once. I decided the order alone, told the registrar afterwards, and wrote down why. He would have done the same, he said, and then he said that he would not have written it down."},
					journal.Answer{Stage: "Action plan", Question: "What will you do the next time?", Text: "Tell them that I have nothing certain to tell."}),
			},
		}, pack.Request{
			Period: pack.Period{From: "2026-11-01", To: "2026-11-24"}, For: "Sam", By: "heron",
			Made: journal.Stamp{Unix: 1795464000}, Fingerprint: "k7q2-9d3f-x0mw", FullText: true,
		}
}

func monthReleased(t testing.TB) pack.Pack {
	t.Helper()
	c, r := month()
	return release(t, c, r)
}

func pdfOf(t testing.TB, p pack.Pack, paper Paper) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PDF(&b, p, paper); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// documents are what the tests below look at.
func documents(t testing.TB) map[string]document {
	t.Helper()
	out := map[string]document{"hostile": everywhere(hostile()...), "scripts": everywhere(scripts()...)}
	for name, p := range map[string]pack.Pack{"example": exampleReleased(t), "month": monthReleased(t)} {
		d, err := documentOf(p)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = d
	}
	return out
}

// drawnOn is a document as a PDF.
func drawnOn(t testing.TB, d document, paper Paper) []byte {
	t.Helper()
	file, err := d.pdf(paper)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(file)
}

// scripts are texts in other letters than Latin, and in none that there is
// type for.
func scripts() []string {
	return []string{
		"Κύμα, рефлексия, Zażółć, tiếng Việt, Straße → ½ ≤ ☐", "日本語の文章 and 日本", "🙂 👩‍⚕️ ❤️ 👍🏽 😢 1️⃣ 🇬🇧",
		"e\u0301 q\u0301 a\u00a0b a\u202fb a\u2003b soft\u00adhyphen zero\u200bwidth", "\ue000 \uf8ff \U000f0000 \U0010ffff",
		"שלום עולם, זה טקסט (בעברית) עם 12:30 מספרים ו-English words.", "السلام عليكم، كيف حالك؟ 25% من الوقت",
		"An English line with שלום 12 ימים and العربية inside.", "(a) \\ ) ( \\n", strings.Repeat("long", 200), strings.Repeat("日", 300),
		strings.Repeat("a/b-c—d", 60), strings.Repeat("🙂", 200), strings.Repeat("word ", 3000), "a\tb", "١٢٣ 123",
	}
}

// everywhere is a document with each of some texts in every kind of block.
func everywhere(texts ...string) document {
	d := document{made: time.Unix(1795464000, 0), blocks: []block{{kind: title, text: "Supervision pack"}}}
	for _, text := range texts {
		d.edges = edges{head: text, period: text, foot: text}
		for kind := title; kind < grid; kind++ {
			d.blocks = append(d.blocks, block{kind: kind, text: text})
		}
		d.blocks = append(d.blocks, block{kind: grid, table: &table{
			columns: []column{{text, 1}, {"Name", 3}, {"", 0}}, rows: [][]string{{text, text, ""}, {"", "", ""}, {"x", text, text}},
		}})
	}
	return d
}

// seen is what a reader sees of a text, in an order that does not depend
// on the direction of its letters. Spaces do not count where a line may be
// broken.
func seen(s string) string {
	var out []rune
	for _, r := range norm.NFKC.String(s) {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) || unicode.IsSpace(r) {
			continue
		}
		out = append(out, r)
	}
	if hasLeftward(string(out)) {
		// A bracket is drawn by its mirror image among such letters.
		for i, r := range out {
			out[i] = []rune(mirrored(string(r)))[0]
			out[i] = min(out[i], r)
		}
		slices.Sort(out)
	}
	return norm.NFC.String(string(out))
}

// expected are the texts of a document in reading order, with their tags.
func expected(d document) []element {
	var out []element
	add := func(tag, text string) {
		if seen(text) != "" || tag == "TH" || tag == "TD" {
			out = append(out, element{tag: tag, text: text})
		}
	}
	for _, b := range d.blocks {
		text := journal.PrintableLine(b.text)
		switch b.kind {
		case title:
			add("H1", text)
		case section:
			add("H2", text)
		case piece:
			add("H3", text)
		case prompt, line:
			add("P", text)
			if b.drawn != nil {
				add("Figure", b.drawn.name+". "+b.drawn.alt)
			}
		case point:
			if seen(text) != "" {
				add("Lbl", "•")
				add("LBody", text)
			}
		case grid:
			for _, c := range b.table.columns {
				add("TH", journal.PrintableLine(c.name))
			}
			for _, row := range b.table.rows {
				for _, cell := range row {
					add("TD", journal.PrintableLine(cell))
				}
			}
		case words:
			paragraph := ""
			for row := range strings.SplitSeq(journal.Printable(b.text), "\n") {
				if seen(row) == "" {
					add("P", paragraph)
					paragraph = ""
				}
				paragraph += row + "\n"
			}
			add("P", paragraph)
		}
	}
	return out
}

// checkSays compares the tree of a PDF with the blocks of its document.
func checkSays(t testing.TB, o *opened, d document) {
	t.Helper()
	got, want := o.root.leaves(), expected(d)
	if len(got) != len(want) {
		t.Errorf("%d texts, want %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i].tag != want[i].tag || seen(got[i].text) != seen(want[i].text) {
			t.Errorf("text %d is %s %q\nwant %s %q", i, got[i].tag, got[i].text, want[i].tag, want[i].text)
		}
	}
}

func TestPDFSaysEveryWordInOrder(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, paper := range []Paper{A4, Letter} {
				o := openPDF(t, drawnOn(t, d, paper))
				checkSays(t, o, d)
				o.checkMargins(paper)
			}
		})
	}
}

func TestPDFKeepsWordsApart(t *testing.T) {
	d := documents(t)["month"]
	got := openPDF(t, drawnOn(t, d, A4)).root.leaves()
	for i, want := range expected(d) {
		if strings.Join(strings.Fields(got[i].text), " ") != strings.Join(strings.Fields(want.text), " ") {
			t.Errorf("%q is read as %q", want.text, got[i].text)
		}
	}
}

// small is a document with one of each kind of block, in sections.
func small() document {
	return document{made: time.Unix(1795464000, 0), edges: edges{head: "Confidential: for supervision", period: "1 November 2026", foot: "Not a clinical record."}, blocks: []block{
		{kind: title, text: "Supervision pack"}, {kind: line, text: "For Sam."}, {kind: line, text: "Nothing found."},
		{kind: section, text: "First"},
		{kind: piece, text: "Question 1"}, {kind: line, text: "Goal: ethics"}, {kind: words, text: "One.\n\nTwo."}, {kind: prompt, text: "Why?"}, {kind: words, text: "So."},
		{kind: piece, text: "Entry 2, late November 2026"},
		{kind: section, text: "Second"},
		{kind: point, text: "one"}, {kind: point, text: ""}, {kind: point, text: "two"}, {kind: words, text: "y"}, {kind: point, text: "three"},
		{kind: grid, table: &table{columns: []column{{"A", 2}, {"B", 1}}, rows: [][]string{{"x", ""}, {"", ""}}}},
	}}
}

func TestPDFTree(t *testing.T) {
	d := small()
	o := openPDF(t, drawnOn(t, d, A4))
	li := "LI(Lbl LBody)"
	want := "Document(H1 P P H2 H3 P P P P P H3 H2 L(" + li + " " + li + ") P L(" + li + ") Table(TR(TH TH) TR(TD TD) TR(TD TD)))"
	if got := o.root.outline(); got != want {
		t.Errorf("the tree is\n%s, want\n%s", got, want)
	}
	for _, part := range []string{"/MarkInfo <</Marked true>>", "/Lang (en-GB)", "/ViewerPreferences <</DisplayDocTitle true>>", "/PageMode /UseOutlines"} {
		if !strings.Contains(o.catalog, part) {
			t.Errorf("the catalogue lacks %s", part)
		}
	}
}

func TestPDFEdges(t *testing.T) {
	o := openPDF(t, pdfOf(t, exampleReleased(t), A4))
	for i, p := range o.pages {
		for _, want := range []string{"Confidential: for clinical consultation", "1 November 2026 to 30 November 2026", "Journal k7q2-9d3f", "Not a clinical record.", fmt.Sprintf("page %d of %d", i+1, len(o.pages))} {
			if !strings.Contains(p.artefacts, want) {
				t.Errorf("page %d has at its edges %q, which lacks %q", i+1, p.artefacts, want)
			}
		}
	}
}

func TestPDFBookmarks(t *testing.T) {
	o := openPDF(t, drawnOn(t, small(), A4))
	var walk func(number, parent int) string
	walk = func(number, parent int) string {
		out := ""
		for previous := 0; number > 0; {
			b := o.objects[number]
			if o.reference(b, "Parent") != parent || o.reference(b, "Prev") != previous {
				t.Errorf("bookmark %q is out of its place", b)
			}
			out += o.utf16(between(b, "/Title <FEFF", ">"))
			if first := o.reference(b, "First"); first > 0 {
				out += "(" + walk(first, number) + ")"
			}
			out += ";"
			previous, number = number, o.reference(b, "Next")
		}
		return out
	}
	top := o.reference(o.catalog, "Outlines")
	want := "Supervision pack;First(Question 1;Entry 2, late November 2026;);Second;"
	if got := walk(o.reference(o.objects[top], "First"), top); got != want {
		t.Errorf("bookmarks\n%s, want\n%s", got, want)
	}
}

func TestPDFTellsNothingOfItsMaking(t *testing.T) {
	o := openPDF(t, pdfOf(t, monthReleased(t), A4))
	want := "<</Title <FEFF" + hexUTF16("Supervision pack") + "> /Producer (Afterword) /Creator (Afterword) " +
		"/CreationDate (D:20261123200000Z) /ModDate (D:20261123200000Z)>>"
	if got := o.follow(o.trailer, "Info"); got != want {
		t.Errorf("the file says %s, want %s", got, want)
	}
	for _, key := range []string{"/Author", "/Subject", "/Keywords", "/Metadata", "/Annots", "/URI", "/JavaScript", "/EmbeddedFiles", "/OpenAction", "/ID", "/AA"} {
		for n, object := range o.objects {
			head, _, _ := strings.Cut(object, "\nstream\n")
			if strings.Contains(head+" ", key+" ") {
				t.Errorf("object %d has %s", n, key)
			}
		}
	}
}

func TestPDFSameBytes(t *testing.T) {
	for _, name := range []string{"month", "scripts"} {
		first := drawnOn(t, documents(t)[name], A4)
		for range 4 {
			if !bytes.Equal(first, drawnOn(t, documents(t)[name], A4)) {
				t.Errorf("%s: the same pack gave other bytes", name)
			}
		}
		if bytes.Equal(first, drawnOn(t, documents(t)[name], Letter)) {
			t.Errorf("%s: both papers gave the same bytes", name)
		}
	}
}

func TestPDFRefuses(t *testing.T) {
	var b bytes.Buffer
	if err := PDF(&b, pack.Pack{}, A4); !errors.Is(err, pack.ErrUnreleased) {
		t.Errorf("the zero pack: %v", err)
	}
	if err := PDF(&b, monthReleased(t), "a3"); err == nil {
		t.Error("a3 was taken")
	}
	if _, err := Measure(pack.Pack{}, A4); !errors.Is(err, pack.ErrUnreleased) {
		t.Errorf("sides of the zero pack: %v", err)
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes were written", b.Len())
	}
}

// FuzzPDF puts one text everywhere and reads the file back.
func FuzzPDF(f *testing.F) {
	for _, s := range scripts() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			s = s[:4000]
		}
		d := everywhere(s)
		o := openPDF(t, drawnOn(t, d, A4))
		checkSays(t, o, d)
		o.checkMargins(A4)
	})
}
