package render

import (
	"regexp"
	"strings"
	"testing"

	"afterword/internal/journal"
)

// hostile are texts that would be markup if they were written as they are.
func hostile() []string {
	return []string{
		"# heading", "###### six", "#", "> quote", "- item", "-", "---", "- - -", "===", "=", "+ plus", "* star", "***", "1. one", "1) one", "123456789. x", "1.",
		"para\n===", "para\n---", "para\n- item", "para\n> q", "para\n# h", "    code", "\tcode", "para\n\n    code", "```\nfence\n```", "~~~\nfence", "`code`", "``",
		"*em*", "_em_", "**b**", "__b__", "***", "a*b*c", "[link](http://x.example)", "[ref]: http://x.example", "[ref][]", "![img](x.png)", "[^1]", "- [ ] task",
		"<b>x</b>", "<!-- x -->", "<script>alert(1)</script>", "<http://x.example>", "<a@b.example>", "http://x.example", "HTTPS://x.example", "www.x.example", "WWW.x.example", "ftp://x", "a@b.example",
		"&amp;", "&#35;", "&#x23;", "&copy;", "A&E", "&", "&;", "\\", "\\\\", "\\*", "ends in \\", "ends in \\\nnext", "two spaces  \nnext", "a\\\n\\b",
		"| a | b |\n|---|---|\n| 1 | 2 |", "a\n:-:", "~~gone~~", "$x$", "{#id}", "{{ x }}", ": definition", "::: note", "x #", "# x #", "x \\#",
		"\x1b[31mred", "\u202etxet", "\u2066x\u2069", "\u061c", "\ufeff", "\x00", "\x7f", "\u0085x", "a\u2028# b", "\r\n# x", "a\r# b", "\v# x", "\xff\xfe", "é\xc3",
		"", " ", "\n", "\n\n\n", " \n \n x \n \n", "a\n\n\n\nb", "\u00a0# x", "\u00a0", "עברית 123", "👩‍⚕️ *x*", "1\u00a0. x", "日本@example.org",
	}
}

// blockStart is what CommonMark and GitHub's dialect take for the start of
// a block; no row of ours that is not a heading of ours may match.
func blockStart() *regexp.Regexp {
	return regexp.MustCompile("^(?: {4}| *\t| {0,3}(?:#|>|[-+*=:_]|```|~~~|<|\\||\\[|[0-9]{1,9}[.)](?:[ \t]|$)))")
}

// live is a character with a meaning in a line that no backslash disarms.
func live() *regexp.Regexp {
	return regexp.MustCompile("[`*_\\[\\]{<~|$]|&#?[0-9A-Za-z]+;|://|(?i:www)\\.|@[0-9A-Za-z\u0080-\U0010ffff]")
}

// visible undoes the backslash escapes of CommonMark section 2.4 and fails
// where a special character stands without one.
func visible(t *testing.T, row string) string {
	t.Helper()
	var plain, bare strings.Builder
	for i := 0; i < len(row); i++ {
		if row[i] == '\\' && i+1 < len(row) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", row[i+1]) >= 0 {
			i++
			plain.WriteByte(row[i])
			bare.WriteByte(0)
			continue
		}
		if row[i] == '\\' {
			t.Errorf("a backslash stands alone in %q", row)
		}
		plain.WriteByte(row[i])
		bare.WriteByte(row[i])
	}
	if m := live().FindString(bare.String()); m != "" {
		t.Errorf("%q is live in %q", m, row)
	}
	return plain.String()
}

// backslashes counts those at the end of row.
func backslashes(row string) int { return len(row) - len(strings.TrimRight(row, `\`)) }

// shown is what a reader of rendered paragraphs sees: rows, and an empty
// one between paragraphs.
func shown(t *testing.T, markdown string) []string {
	t.Helper()
	var out []string
	rows := strings.Split(markdown, "\n")
	for i, row := range rows {
		if blockStart().MatchString(row) {
			t.Errorf("row %q begins a block", row)
		}
		last := i+1 == len(rows) || rows[i+1] == ""
		plain, broken := strings.CutSuffix(row, "  ")
		if !broken && backslashes(row)%2 == 1 {
			plain, broken = row[:len(row)-1], true
		}
		if broken == last && row != "" {
			t.Errorf("row %q: hard break %t, last of its paragraph %t", row, broken, last)
		}
		row = plain
		if strings.Trim(row, " \t") != row {
			t.Errorf("row %q has spaces at an end, which are not shown", row)
		}
		out = append(out, visible(t, row))
	}
	return out
}

// written is what was meant to be seen of text.
func written(text string) []string {
	var out []string
	for _, row := range strings.Split(journal.Printable(text), "\n") {
		row = strings.Trim(row, " \t")
		if row == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, row)
	}
	if n := len(out); n > 0 && out[n-1] == "" {
		out = out[:n-1]
	}
	return out
}

func checkParagraphs(t *testing.T, text string) {
	t.Helper()
	markdown := paragraphs(text)
	if markdown == "" {
		if len(written(text)) > 0 {
			t.Errorf("%q vanished", text)
		}
		return
	}
	if got, want := shown(t, markdown), written(text); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q is shown as %q, want %q", text, got, want)
	}
}

func checkHeading(t *testing.T, text string) {
	t.Helper()
	want := strings.Trim(journal.PrintableLine(text), " ")
	markdown := heading(4, text)
	if want == "" {
		if markdown != "" {
			t.Errorf("a blank heading is written as %q", markdown)
		}
		return
	}
	rest, ok := strings.CutPrefix(markdown, "#### ")
	if !ok || strings.Contains(rest, "\n") {
		t.Errorf("%q is no heading of one row", markdown)
	}
	if got := visible(t, rest); got != want {
		t.Errorf("heading %q is shown as %q, want %q", text, got, want)
	}
	if strings.HasSuffix(rest, " #") {
		t.Errorf("heading %q ends in a live #", markdown)
	}
}

// cells divides a row of a table at the bars that no backslash disarms.
func cells(t *testing.T, row string) []string {
	t.Helper()
	inner, opened := strings.CutPrefix(row, "| ")
	inner, closed := strings.CutSuffix(inner, " |")
	if !opened || !closed {
		t.Errorf("row %q of a table has no bar at an end", row)
	}
	out := []string{""}
	for i := 0; i < len(inner); i++ {
		switch {
		case inner[i] == '\\' && i+1 < len(inner):
			out[len(out)-1] += inner[i : i+2]
			i++
		case inner[i] == '|':
			out = append(out, "")
		default:
			out[len(out)-1] += inner[i : i+1]
		}
	}
	return out
}

// checkTable looks at a table: as many cells in every row as there are
// columns, and nothing live in any of them. It returns the columns' names.
func checkTable(t *testing.T, table string) string {
	t.Helper()
	rows := strings.Split(table, "\n")
	names := cells(t, rows[0])
	for i, row := range rows {
		all := cells(t, row)
		if len(all) != len(names) {
			t.Errorf("row %q has %d cells, want %d", row, len(all), len(names))
		}
		for _, cell := range all {
			visible(t, strings.Trim(cell, " "))
			if i == 1 && strings.Trim(cell, " ") != "---" {
				t.Errorf("row %q does not rule off the columns", row)
			}
		}
	}
	return table[:strings.Index(table, "\n")]
}

// checkList looks at a list: every row is a point of ours, and what stands
// in it begins no block.
func checkList(t *testing.T, list string) {
	t.Helper()
	for row := range strings.SplitSeq(list, "\n") {
		rest, ok := strings.CutPrefix(row, "- ")
		if !ok || len(shown(t, rest)) != 1 {
			t.Errorf("row %q is no point of a list", row)
		}
	}
}

// checkMarkdown looks at a whole file: every row is a heading, a row of a
// table or a point of ours, or part of a paragraph without live markup.
func checkMarkdown(t *testing.T, file, about string) {
	t.Helper()
	var headings []string
	for part := range strings.SplitSeq(strings.TrimSuffix(file, "\n"), "\n\n") {
		if strings.HasPrefix(part, "| ") {
			headings = append(headings, checkTable(t, part))
			continue
		}
		if strings.HasPrefix(part, "- ") {
			checkList(t, part)
			continue
		}
		mark, rest, _ := strings.Cut(part, " ")
		if strings.Trim(mark, "#") == "" && mark != "" {
			if strings.Contains(rest, "\n") || len(mark) > 4 {
				t.Errorf("heading %q", part)
			}
			visible(t, rest)
			if len(mark) < 4 {
				headings = append(headings, rest)
			}
			continue
		}
		shown(t, part)
	}
	want := "Clinical consultation pack|Already escalated|My questions|Question 1|" +
		"Actions so far|| Action | Who | Due | What came of it ||How I am|" +
		"Chosen reflections|Entry 1, early November 2026|Entry 2, late November 2026|" +
		"Themes and gaps|Caseload scan|" +
		"Development|Entry 3, early November 2026|Clinical consultation received|"
	if about, _ = journal.Clean(about); strings.TrimSpace(about) != "" {
		want += "About our clinical consultation|"
	}
	want += "After the meeting|| Agreed | Who | By when ||| Decisions are in the clinical record | Next session | Initials |"
	if got := strings.Join(headings, "|"); got != want {
		t.Errorf("headings %q, want %q", got, want)
	}
}

func TestMarkdownShowsWhatWasWritten(t *testing.T) {
	for _, text := range hostile() {
		checkParagraphs(t, text)
		checkHeading(t, text)
	}
}

func TestMarkdownTablesAndLists(t *testing.T) {
	for _, text := range hostile() {
		want := strings.Trim(journal.PrintableLine(text), " ")
		tb := table{columns: []column{{"Number", 1}, {"Text", 3}}, rows: [][]string{{"1", text}, {"", text}}}
		markdown := tb.markdown()
		checkTable(t, markdown)
		rows := strings.Split(markdown, "\n")
		if len(rows) != 4 {
			t.Fatalf("%q makes a table of %d rows, want 4", text, len(rows))
		}
		if got := visible(t, strings.Trim(cells(t, rows[3])[1], " ")); got != want {
			t.Errorf("a cell of %q is shown as %q", text, got)
		}
		item := listItem(text)
		if item == "" {
			if want != "" {
				t.Errorf("a point of %q vanished", text)
			}
			continue
		}
		checkList(t, item)
		if got := shown(t, strings.TrimPrefix(item, "- ")); len(got) != 1 || got[0] != want {
			t.Errorf("a point of %q is shown as %q", text, got)
		}
	}
}

func TestMarkdownEscapesOnlyWhereNeeded(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"A&E, bed 4 (side room) - 12.5 % at 07:30; it's fine!", "A&E, bed 4 (side room) - 12.5 % at 07:30; it's fine!"},
		{"1.5 hours > 1 hour + lunch = late", "1.5 hours > 1 hour + lunch = late"},
		{"[phone number]", `\[phone number\]`},
		{"one\ntwo\n\nthree", "one\\\ntwo\n\nthree"},
		{"1. one", `1\. one`},
		{"2) two", `2\) two`},
		{"-5 at night", `\-5 at night`},
		{"#tag", `\#tag`},
		{"snake_case", `snake\_case`},
		{"  indented", "indented"},
	} {
		if got := paragraphs(tt.text); got != tt.want {
			t.Errorf("%q is written as %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkParagraphs(t, s)
		checkHeading(t, s)
	})
}
