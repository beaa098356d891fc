//go:build unix

package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	_ "afterword/internal/quiet" // as in the program: no question to the terminal at start
)

// window is the program on a terminal of its own.
type window struct {
	t    *testing.T
	keys *os.File
	mu   sync.Mutex
	seen string
}

// await waits until the terminal has seen text, after what the last await
// waited for, and then types keys.
func (w *window) await(text, keys string) {
	w.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		w.mu.Lock()
		seen := w.seen
		_, after, found := strings.Cut(seen, text)
		if found {
			w.seen = after // which may hold what the next one waits for
		}
		w.mu.Unlock()
		if found {
			break
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("the terminal never saw %q but %q", text, seen)
		}
		<-time.After(5 * time.Millisecond)
	}
	if _, err := w.keys.WriteString(keys); err != nil {
		w.t.Fatal(err)
	}
}

// read takes in what the program draws.
func (w *window) read() {
	b := make([]byte, 4096)
	for {
		n, err := w.keys.Read(b)
		w.mu.Lock()
		w.seen += string(b[:n])
		w.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// TestEditorOnTheTerminal runs an editor from the form. Ctrl-C, twice, is
// the editor's alone; one that stops itself is let go on; the text it
// leaves is kept as a new revision.
func TestEditorOnTheTerminal(t *testing.T) {
	dir := t.TempDir()
	editor := filepath.Join(dir, "ed.sh")
	script := `#!/bin/sh
trap 'echo caught >> "$1"; printf "<caught>"' INT
printf '<ready>'
until read line; do :; done
kill -TSTP $$
printf '<going on>'
until read line; do :; done
echo "$line" >> "$1"
`
	if err := os.WriteFile(editor, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	place := filepath.Join(dir, "run")
	if err := os.Mkdir(place, 0o700); err != nil {
		t.Fatal(err)
	}
	env := elsewhere(t, "TERM=xterm-256color", "VISUAL="+editor, "XDG_RUNTIME_DIR="+place)
	run := func(input string, args ...string) string {
		t.Helper()
		cmd := exec.Command("afterword", args...)
		cmd.Env, cmd.Stdin = env, strings.NewReader(input)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("afterword %q: %v", args, err)
		}
		return string(out)
	}
	run("The first words.\n", "add")

	cmd := exec.Command("afterword", "edit", "last")
	cmd.Env = env
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	defer keys.Close()
	stop := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer stop.Stop()
	w := &window{t: t, keys: keys}
	go w.read()
	w.await("The first words.", "\x05") // Ctrl-E
	w.await("<ready>", "\x03")
	w.await("<caught>", "\x03")
	w.await("<caught>", "\n")
	w.await("<going on>", "the last line\n")
	w.await("the last line", "")
	w.await("the last line", "\t")
	if err := cmd.Wait(); err != nil {
		t.Fatalf("afterword edit: %v", err)
	}
	text := run("", "show", "last")
	for _, want := range []string{"The first words.", "caught\ncaught", "the last line"} {
		if !strings.Contains(strings.ReplaceAll(text, "\n  ", "\n"), want) {
			t.Errorf("show gives %q, want %q in it", text, want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(place, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
