//go:build external

package render

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool runs a program on a file and returns what it printed.
func tool(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command(args[0], args[1:]...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", args, err, out)
	}
	return string(out)
}

// Other programs find the file in order, and in it the words and the tree.
func TestPDFForOtherPrograms(t *testing.T) {
	for name, d := range documents(t) {
		for _, paper := range []Paper{A4, Letter} {
			file := filepath.Join(t.TempDir(), name+".pdf")
			if err := os.WriteFile(file, drawnOn(t, d, paper), 0o600); err != nil {
				t.Fatal(err)
			}
			if out := tool(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
				t.Errorf("%s on %s: %s", name, paper, out)
			}
			info := tool(t, "pdfinfo", file)
			for _, want := range []string{"Tagged:          yes", "Title:           " + d.blocks[0].text, "Producer:        Afterword"} {
				if !strings.Contains(info, want) {
					t.Errorf("%s: pdfinfo does not say %q:\n%s", name, want, info)
				}
			}
			if strings.Contains(info, "Author") {
				t.Errorf("%s: there is an author:\n%s", name, info)
			}
			structure := tool(t, "pdfinfo", "-struct-text", file)
			before := 0
			for _, e := range expected(d) {
				if e.tag != "H2" {
					continue
				}
				at := strings.Index(structure[before:], "  H2 (block)\n")
				if at < 0 {
					t.Errorf("%s: pdfinfo finds no heading %q after the one before", name, e.text)
				}
				at++
				before += max(at, 0)
			}
		}
	}
}

// pdftotext finds the words of the blocks, one by one.
func TestPDFWordsForOtherPrograms(t *testing.T) {
	d := documents(t)["month"]
	file := filepath.Join(t.TempDir(), "month.pdf")
	if err := os.WriteFile(file, drawnOn(t, d, A4), 0o600); err != nil {
		t.Fatal(err)
	}
	text := tool(t, "pdftotext", "-raw", "-x", "0", "-y", "50", "-W", "595", "-H", "742", file, "-")
	got := strings.Fields(text)
	var want []string
	for _, e := range expected(d) {
		want = append(want, strings.Fields(e.text)...)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("pdftotext finds\n%s\nwant\n%s", strings.Join(got, " "), strings.Join(want, " "))
	}
}
