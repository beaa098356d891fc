package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"afterword/internal/cli"
	"afterword/internal/journal"
)

// A terminal is shown no byte of a PDF, whatever is asked.
func TestNoPDFOnTheTerminal(t *testing.T) {
	s := newSharer(t, anEntry(journal.Bring, "brought entry"))
	run := func(in string, args ...string) (status int, out, talk string) {
		var o, e bytes.Buffer
		status = cli.Main(&cli.Env{
			In: strings.NewReader(in), Out: &o, Err: &e,
			Getenv:   func(name string) string { return map[string]string{"ACCESSIBLE": "1"}[name] },
			Now:      func() time.Time { return time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC) },
			Terminal: cli.Terminal{In: true, Out: true, Err: true, Size: func() (int, int) { return 80, 24 }},
			Dirs:     cli.Dirs{Data: filepath.Join(s.dir, "data"), Config: filepath.Join(s.dir, "config")},
		}, args)
		return status, o.String(), e.String()
	}
	for _, args := range [][]string{
		{"export", "--format", "pdf", "--out", "-", "--yes"},
		{"export", "--format", "pdf", "--dry-run"},
	} {
		status, out, talk := run("", args...)
		if status != cli.StatusMisused || out != "" || !strings.Contains(talk, "--format text") {
			t.Errorf("%v: status %d, %q and %q", args, status, out, talk)
		}
	}
	// What is asked before a file is written shows the words, not the file.
	file := filepath.Join(s.dir, "out", "pack.pdf")
	status, out, talk := run("\ny\n", "export", "--format", "pdf", "--out", file)
	if status != cli.StatusDone || strings.Contains(out+talk, "%PDF") || !strings.Contains(out+talk, "brought entry") {
		t.Errorf("status %d, %q and %q", status, out, talk)
	}
	data, err := os.ReadFile(file)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("the file begins with %.8q, %v", data, err)
	}
}
