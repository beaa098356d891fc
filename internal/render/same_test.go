package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strings"
	"testing"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
)

// saidOnce are the words of a pack in reading order, as a document shows
// them: a table names its columns once.
func saidOnce(all []block) []string {
	var out []string
	for _, b := range all {
		out = append(out, strings.Fields(journal.Printable(b.text))...)
		if b.table == nil {
			continue
		}
		for _, c := range b.table.columns {
			out = append(out, strings.Fields(c.name)...)
		}
		for _, row := range b.table.rows {
			for _, cell := range row {
				out = append(out, strings.Fields(journal.Printable(cell))...)
			}
		}
	}
	return out
}

// saidAloud are the words as plain text shows them: each cell after the
// name of its column, and a mark before each point.
func saidAloud(all []block) []string {
	var out []string
	for _, b := range all {
		if text := strings.Fields(journal.Printable(b.text)); len(text) > 0 {
			if b.kind == point {
				out = append(out, "-")
			}
			out = append(out, text...)
		}
		if b.table == nil {
			continue
		}
		for _, row := range b.table.rows {
			for i, cell := range row {
				out = append(out, strings.Fields(b.table.columns[i].name+":")...)
				out = append(out, strings.Fields(or(journal.Printable(cell), map[bool]string{true: blank}[cell == ""]))...)
			}
		}
	}
	return out
}

// readMarkdown are the words that a reader of the rendered page sees.
func readMarkdown(t *testing.T, markdown string) []string {
	t.Helper()
	var out []string
	inTable := 0 // rows of a table so far
	for row := range strings.SplitSeq(markdown, "\n") {
		if !strings.HasPrefix(row, "|") {
			inTable = 0
		} else {
			inTable++
		}
		switch {
		case inTable == 2: // the rule below the names
		case inTable > 0:
			for _, c := range cells(t, row) {
				out = append(out, strings.Fields(visible(t, c))...)
			}
		default:
			row = strings.TrimPrefix(strings.TrimLeft(row, "#"), "- ")
			if backslashes(row)%2 == 1 {
				row = row[:len(row)-1]
			}
			out = append(out, strings.Fields(visible(t, row))...)
		}
	}
	return out
}

// readHTML are the words within the header and main of a page, but for the
// notice and what is drawn. It fails where the page is not well formed.
func readHTML(t *testing.T, page string) []string {
	t.Helper()
	// The elements that HTML leaves open, as XML wants them. No text of a
	// pack can look like one.
	for _, open := range []string{"<!DOCTYPE html>\n", "<br>"} {
		page = strings.ReplaceAll(page, open, map[bool]string{true: "<br/>"}[open == "<br>"])
	}
	rows := strings.Split(page, "\n")
	for i, row := range rows {
		if strings.HasPrefix(row, "<meta ") {
			rows[i] = strings.TrimSuffix(row, ">") + "/>"
		}
		if strings.HasPrefix(row, "<colgroup>") {
			rows[i] = strings.ReplaceAll(row, `">`, `"/>`)
		}
	}
	var out []string
	var open []string
	skipped := ""
	d := xml.NewDecoder(strings.NewReader(strings.Join(rows, "\n")))
	var text strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return append(out, strings.Fields(text.String())...)
		}
		if err != nil {
			t.Fatalf("the page is not well formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			open = append(open, name)
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "style" || a.Name.Local == "href" || a.Name.Local == "src" {
					t.Errorf("an element %s has %s", name, a.Name.Local)
				}
				if name == "p" && a.Value == "edge" {
					skipped = name
				}
			}
			if name == "head" || name == "svg" || name == "footer" {
				skipped = name
			}
			if !strings.Contains(" html head meta title style body header main footer section article div h1 h2 h3 h4 p br ul li table colgroup col thead tbody tr th td svg desc path text circle rect ", " "+name+" ") {
				t.Errorf("an element %s", name)
			}
			text.WriteByte(' ')
		case xml.EndElement:
			if token.Name.Local == skipped {
				skipped = ""
			}
			open = open[:len(open)-1]
			text.WriteByte(' ')
		case xml.CharData:
			if skipped == "" {
				text.Write(token)
			}
		}
	}
}

// readDOCX are the words of the document, without what stands at the edges
// of its pages.
func readDOCX(t *testing.T, p pack.Pack) []string {
	t.Helper()
	_, text := parts(t, p, A4)
	var b strings.Builder
	parsed(t, "document", text["word/document.xml"]).all(func(e *xmlNode) {
		switch e.name {
		case "t":
			b.WriteString(e.text)
		case "p", "br", "tab":
			b.WriteByte(' ')
		}
	})
	return strings.Fields(b.String())
}

// writtenOut is s as XML can hold it.
func writtenOut(s string) string {
	return strings.NewReplacer("\ufffe", `\ufffe`, "\uffff", `\uffff`).Replace(s)
}

// checkSame compares what every format shows of one pack.
func checkSame(t *testing.T, p pack.Pack) {
	t.Helper()
	all, err := blocks(p)
	if err != nil {
		t.Fatal(err)
	}
	write := func(write func(io.Writer, pack.Pack) error) string {
		var b bytes.Buffer
		if err := write(&b, p); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	once := saidOnce(all)
	for _, tt := range []struct {
		name      string
		got, want []string
	}{
		{"md", readMarkdown(t, write(Markdown)), once},
		{"txt", strings.Fields(write(Text)), saidAloud(all)},
		{"html", readHTML(t, write(HTML)), once},
		{"docx", readDOCX(t, p), once},
	} {
		got, want := writtenOut(strings.Join(tt.got, " ")), writtenOut(strings.Join(tt.want, " "))
		if got != want {
			t.Errorf("%s shows\n%s\nwant\n%s", tt.name, got, want)
		}
	}
}

func TestSameWordsInEveryFormat(t *testing.T) {
	for _, p := range []pack.Pack{exampleReleased(t), lived(t)} {
		checkSame(t, p)
	}
	// JSON is compared by way of what is made of it when it is read back.
	p := lived(t)
	var raw, first, second bytes.Buffer
	if err := errors.Join(JSON(&raw, p), HTML(&first, p)); err != nil {
		t.Fatal(err)
	}
	g, err := pack.Read(&raw, privacy.Guard{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := g.Release(pack.Decisions{ShareUndecided: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := HTML(&second, again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("a pack that was read back from JSON gives\n%s\nwant\n%s", second.Bytes(), first.Bytes())
	}
}

func FuzzSameWords(f *testing.F) {
	for _, s := range append(hostile(), "<br>", `<meta x="`, `<col class="w1">`, "</p></div>", "<!--", "]]>", "\ufffe", "a'b\"c", "________________", "| --- |") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, r := example()
		e, q, a := &c.Entries[0], &c.Questions[0], &c.Actions[0]
		e.Answers, e.Framework, e.Aliases = []journal.Answer{{Stage: s, Question: s, Text: s}}, s, []string{s}
		q.Text, q.Tried, r.About = s, s, s
		if len(s) <= 100 && strings.TrimSpace(s) != "" && !strings.Contains(s, "\n") {
			r.Feeling = s
		}
		a.Text, a.Outcome, a.Owner, a.Standard = s, s, s, s
		checkSame(t, release(t, c, r))
	})
}

func TestHTMLEscape(t *testing.T) {
	for _, s := range hostile() {
		if got := htmlEscape(s); strings.ContainsAny(got, `<>"'`) || html.UnescapeString(got) != s {
			t.Errorf("%q is written as %q", s, got)
		}
	}
}
