package sheet

import (
	"bytes"
	"compress/zlib"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file anew")

// example is a sheet with the words of a published test vector of BIP-39.
func example() Sheet {
	return Sheet{
		Journal: "h3k9",
		Path:    "/home/heron/.local/share/afterword/journal.db",
		Made:    "24 November 2026",
		Words: strings.Fields("hamster diagram private dutch cause delay private meat slide toddler razor book " +
			"happy fancy gospel tennis maple dilemma loan word shrug inflict delay length"),
		Command: "afterword recovery use",
	}
}

// sheets are sheets at the edges of what there can be.
func sheets() map[string]Sheet {
	plain, short, long, odd := example(), example(), example(), example()
	short.Words = strings.Fields(strings.Repeat("act ", Count))
	long.Words = strings.Fields(strings.Repeat("abstract ", Count))
	long.Command = "afterword recovery use --journal /srv/a/rather/long/way/to/the/journal.db"
	odd.Journal, odd.Path, odd.Made = "", "", ""
	odd.Command = "after\x1b[2Jwörd\n\u202erecovery 😀"
	return map[string]Sheet{"plain": plain, "short": short, "long": long, "odd": odd}
}

func TestTextGolden(t *testing.T) {
	got := example().Text()
	file := filepath.Join("testdata", "sheet.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the sheet differs from %s; look at it and run with -update\n%s", file, got)
	}
}

func TestTextIsPlainAndNarrow(t *testing.T) {
	for name, s := range sheets() {
		s.Command = example().Command
		for line := range strings.SplitSeq(s.Text(), "\n") {
			if len(line) > 72 && !strings.Contains(line, s.Path) {
				t.Errorf("%s: %d columns: %s", name, len(line), line)
			}
			if ascii(line) != line || strings.TrimRight(line, " ") != line {
				t.Errorf("%s: %q is not plain ASCII, or ends in spaces", name, line)
			}
		}
	}
}

func TestTextLetsNothingMoveTheCursor(t *testing.T) {
	s := sheets()["odd"]
	s.Path = "/home/Zoë/\u202etxt.\x1b]0;x\x07db\r\n"
	got := s.Text()
	for _, want := range []string{"    after?[2Jwörd??recovery 😀\n", "/home/Zoë/?txt.?]0;x?db??\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Sheet)
		want   string
	}{
		{"none", func(s *Sheet) { s.Words = nil }, "0 were given"},
		{"one too few", func(s *Sheet) { s.Words = s.Words[1:] }, "23 were given"},
		{"one too many", func(s *Sheet) { s.Words = append(s.Words, "word") }, "25 were given"},
		{"empty", func(s *Sheet) { s.Words[3] = "" }, "word 4 is not"},
		{"capital", func(s *Sheet) { s.Words[0] = "Hamster" }, "word 1 is not"},
		{"inner space", func(s *Sheet) { s.Words[23] = "a b" }, "word 24 is not"},
		{"accent", func(s *Sheet) { s.Words[1] = "éclair" }, "word 2 is not"},
		{"long", func(s *Sheet) { s.Words[1] = "abstracts" }, "word 2 is not"},
		{"no command", func(s *Sheet) { s.Command = " " }, "lacks the command"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := example()
			tt.change(&s)
			out, err := s.PDF(A4)
			if err == nil || !strings.Contains(err.Error(), tt.want) || out != nil {
				t.Fatalf("%d bytes and error %v, want %q", len(out), err, tt.want)
			}
			if got := s.Text(); got != err.Error()+"\n" {
				t.Errorf("the text is %q", got)
			}
		})
	}
}

func TestPDF(t *testing.T) {
	for name, s := range sheets() {
		for _, size := range []Paper{A4, Letter} {
			got, err := s.PDF(size)
			if err != nil {
				t.Errorf("%s, %s: %v", name, size, err)
				continue
			}
			again, err := s.PDF(size)
			if err != nil || !bytes.Equal(got, again) {
				t.Errorf("%s, %s: the same sheet gave other bytes: %v", name, size, err)
			}
			if !bytes.HasPrefix(got, []byte("%PDF-")) || bytes.Count(got, []byte("/Type /Page\n")) != 1 || !bytes.Contains(got, []byte("/Count 1\n")) {
				t.Errorf("%s, %s: not a PDF of one page", name, size)
			}
			if at := wordsIn(t, got, s.Words); at < Count {
				t.Errorf("%s, %s: word %d is not after the one before it", name, size, at+1)
			}
		}
	}
}

func TestPDFSaysNothingOfItsMaking(t *testing.T) {
	s := example()
	got, err := s.PDF(A4)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Producer (Afterword)", "/Creator (Afterword)", "/Lang (en-GB)", "/Title (Afterword: recovery words)", "/CreationDate (D:19700101000000)", "/ModDate (D:19700101000000)"} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	all := append(got, content(t, got)...)
	for _, never := range []string{"FPDF", "fpdf", "/Author", s.Path, "heron"} {
		if bytes.Contains(all, []byte(never)) {
			t.Errorf("it holds %s", never)
		}
	}
}

func TestPDFRefuses(t *testing.T) {
	if _, err := example().PDF("a5"); err == nil || !strings.Contains(err.Error(), "letter") {
		t.Errorf("a5: %v", err)
	}
	wordy, wide := example(), example()
	wordy.Command = strings.Repeat("afterword ", 100)
	wide.Journal = strings.Repeat("h3k9", 40)
	for _, s := range []Sheet{wordy, wide} {
		if _, err := s.PDF(Letter); err == nil || !strings.Contains(err.Error(), "one page") {
			t.Errorf("too much for a page: %v", err)
		}
	}
}

// content is what the page draws, unpacked.
func content(t *testing.T, pdf []byte) []byte {
	t.Helper()
	_, rest, found := bytes.Cut(pdf, []byte("stream\n"))
	if !found {
		t.Fatal("the PDF draws nothing")
	}
	r, err := zlib.NewReader(bytes.NewReader(rest))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wordsIn counts the words that a PDF draws whole, each after its number
// and after the word before it.
func wordsIn(t *testing.T, pdf []byte, words []string) int {
	t.Helper()
	rest := content(t, pdf)
	for i, w := range words {
		_, after, found := bytes.Cut(rest, []byte("("+w+") Tj"))
		if !found {
			return i
		}
		rest = after
	}
	return len(words)
}
