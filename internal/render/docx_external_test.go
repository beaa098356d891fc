//go:build external

package render

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterword/internal/pack"
)

// TestWordProcessorOpensDOCX lets LibreOffice read the document, and write
// it as text and as pages.
func TestWordProcessorOpensDOCX(t *testing.T) {
	dir := gallery(t)
	for name, p := range map[string]pack.Pack{"lived": lived(t), "example": exampleReleased(t)} {
		for _, paper := range []Paper{A4, Letter} {
			name := name + "-" + string(paper)
			path := file(t, dir, name+".docx", func(w io.Writer, p pack.Pack) error { return DOCX(w, p, paper) }, p)
			office := func(to string) {
				program(t, dir, "soffice", "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", to, "--outdir", dir, path)
			}
			office("txt:Text (encoded):UTF8")
			raw, err := os.ReadFile(filepath.Join(dir, name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			all, err := blocks(p)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(strings.TrimPrefix(string(raw), "\ufeff"), "• ", "")
			if got, want := strings.Fields(text), saidOnce(all); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%s is read as\n%s\nwant\n%s", name, strings.Join(got, " "), strings.Join(want, " "))
			}
			office("pdf")
			pdf := filepath.Join(dir, name+".pdf")
			info, _ := program(t, dir, "pdfinfo", pdf)
			if size := map[Paper]string{A4: "(A4)", Letter: "(letter)"}[paper]; !strings.Contains(info, size) || strings.Contains(info, "Author") {
				t.Errorf("%s: %s", name, info)
			}
			program(t, dir, "pdftoppm", "-png", "-r", "80", pdf, filepath.Join(dir, name))
			pages, _ := program(t, dir, "pdftotext", "-layout", pdf, "-")
			if n := strings.Count(pages, "\f"); n < 2 || strings.Count(pages, atHead(p)) != n || strings.Count(pages, atFoot(p)) != n {
				t.Errorf("%s: %d pages, not each with its head and foot", name, n)
			}
		}
	}
}
