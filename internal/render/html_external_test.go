//go:build external

package render

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"afterword/internal/pack"
)

var look = flag.String("look", "", "keep what the external tests draw in this folder, to be looked at")

// gallery is the folder for what a test draws.
func gallery(t *testing.T) string {
	t.Helper()
	if *look != "" {
		return *look
	}
	return t.TempDir()
}

// program runs another program in dir and returns what it wrote.
func program(t *testing.T, dir, name string, args ...string) (out, talk string) {
	t.Helper()
	var o, e bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &o, &e
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, e.Bytes())
	}
	return o.String(), e.String()
}

// file writes a pack to a file.
func file(t *testing.T, dir, name string, write func(io.Writer, pack.Pack) error, p pack.Pack) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, p); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHTMLIsValid(t *testing.T) {
	dir := gallery(t)
	for name, p := range map[string]pack.Pack{"lived": lived(t), "example": exampleReleased(t)} {
		path := file(t, dir, name+".html", HTML, p)
		// tidy ends with 1 for a warning and 2 for an error.
		if out, talk := program(t, dir, "tidy", "-quiet", "-errors", "--show-info", "no", "--gnu-emacs", "yes", path); out+talk != "" {
			t.Errorf("%s: %s%s", name, out, talk)
		}
	}
}

// browse opens a page and draws it, or does what else the browser is told. It
// returns what the page asked the network for, and whether the console says
// anything.
func browse(t *testing.T, page, picture string, more ...string) (asked []string, console bool) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "net.json")
	args := append([]string{"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars", "--enable-logging=stderr", "--user-data-dir=" + dir, "--log-net-log=" + log}, more...)
	if picture != "" {
		args = append(args, "--screenshot="+picture)
	}
	_, talk := program(t, dir, "chromium", append(args, "file://"+page)...)
	raw, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	// What the browser asks for on its own account has no origin.
	for row := range strings.SplitSeq(string(raw), "\n") {
		if strings.Contains(row, `"initiator":`) && !strings.Contains(row, `"initiator":"not an origin"`) {
			asked = append(asked, row)
		}
	}
	return asked, strings.Contains(talk, "CONSOLE")
}

func TestBrowserOpensHTML(t *testing.T) {
	dir := gallery(t)
	// A page that does reach out, to know that it would be seen.
	bad := filepath.Join(dir, "bad.html")
	if err := os.WriteFile(bad, []byte(`<!DOCTYPE html><title>x</title><img src="http://page.example/x.png"><script>console.error("x")</script>`), 0o600); err != nil {
		t.Fatal(err)
	}
	if asked, console := browse(t, bad, "", "--dump-dom"); len(asked) == 0 || !console {
		t.Fatalf("a page that asks for a picture and writes to the console goes unseen: %q, %t", asked, console)
	}
	for name, p := range map[string]pack.Pack{"lived": lived(t), "example": exampleReleased(t)} {
		path := file(t, dir, name+".html", HTML, p)
		for _, as := range []struct {
			name   string
			width  int
			scheme string
		}{{"desk-light", 1280, "1"}, {"desk-dark", 1280, "0"}, {"phone-light", 390, "1"}, {"phone-dark", 390, "0"}} {
			open := path
			if as.width < 500 { // no window is narrower, so the page stands in a frame
				open = filepath.Join(dir, "phone.html")
				frame := fmt.Sprintf(`<!DOCTYPE html><title>x</title><meta name="color-scheme" content="light dark"><body style="margin:0"><iframe width="%d" height="4800" style="border:0" src="%s">`, as.width, filepath.Base(path))
				if err := os.WriteFile(open, []byte(frame), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			asked, console := browse(t, open, filepath.Join(dir, name+"-"+as.name+".png"),
				fmt.Sprintf("--window-size=%d,%d", max(as.width, 500), 6000-as.width*2), "--blink-settings=preferredColorScheme="+as.scheme)
			if len(asked) > 0 || console {
				t.Errorf("%s, %s: asked for %q, console %t", name, as.name, asked, console)
			}
		}
		paper := filepath.Join(dir, name+"-printed.pdf")
		if asked, console := browse(t, path, "", "--no-pdf-header-footer", "--print-to-pdf="+paper); len(asked) > 0 || console {
			t.Errorf("%s, printed: asked for %q, console %t", name, asked, console)
		}
		program(t, dir, "pdftoppm", "-png", "-r", "80", paper, filepath.Join(dir, name+"-printed"))
		words, _ := program(t, dir, "pdftotext", "-layout", paper, "-")
		pages := strings.Count(words, "\f")
		for n, sheet := range strings.Split(words, "\f")[:pages] {
			for _, want := range []string{atHead(p), atFoot(p), fmt.Sprintf("Page %d of %d", n+1, pages)} {
				if strings.Count(sheet, want) != 1 {
					t.Errorf("%s: the printed page %d lacks %q", name, n+1, want)
				}
			}
		}
	}
}
