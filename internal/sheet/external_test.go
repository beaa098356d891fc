//go:build external

package sheet

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// run returns what a program from poppler-utils or zbar-tools prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, stderr.Bytes())
	}
	return string(out)
}

// TestOthersReadTheSheet copies the words out of the PDF as a reader of
// PDF does, and photographs its code.
func TestOthersReadTheSheet(t *testing.T) {
	numbered := regexp.MustCompile(`(?m)^\s*(\d+)\s+([a-z]{1,8})\s*$`)
	for name, s := range sheets() {
		for _, size := range []Paper{A4, Letter} {
			t.Run(name+" "+string(size), func(t *testing.T) {
				pdf, err := s.PDF(size)
				if err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(t.TempDir(), "sheet.pdf")
				if err := os.WriteFile(file, pdf, 0o600); err != nil {
					t.Fatal(err)
				}
				var copied []string
				for _, m := range numbered.FindAllStringSubmatch(run(t, "pdftotext", "-raw", file, "-"), -1) {
					copied = append(copied, m[2])
				}
				if !slices.Equal(copied, s.Words) {
					t.Errorf("copied out of the PDF: %q", copied)
				}
				picture := strings.TrimSuffix(file, ".pdf")
				run(t, "pdftoppm", "-png", "-r", "110", "-singlefile", "-gray", file, picture)
				if got := run(t, "zbarimg", "--quiet", "--raw", picture+".png"); got != strings.Join(s.Words, " ")+"\n" {
					t.Errorf("the code says %q", got)
				}
			})
		}
	}
}
