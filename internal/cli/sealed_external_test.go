//go:build external && linux

// These tests need the program age, strace and a terminal of their own:
// go test -tags external ./internal/cli -run TestSealedExternal

package cli_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// tool is a program that a test needs.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("this test needs %s", name)
	}
	return path
}

// TestSealedExternal opens sealed packs with the program age, by a key and
// by a passphrase, and looks at everything that was written on the way.
func TestSealedExternal(t *testing.T) {
	age, strace, binary := tool(t, "age"), tool(t, "strace"), built(t)
	h := newHouse(t, binary)
	h.runs(t, 0, "A calm "+marker+".\n", "add", "--visibility", "bring")
	words := filepath.Join(h.outside, "words")
	keys := filepath.Join(h.outside, "keys")
	for path, text := range map[string]string{words: "velvet harbour gentle pencil autumn kettle\n", keys: ageIdentity + "\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, args := range map[string]string{
		"recipient":  "--out to.md --encrypt-to " + ageRecipient,
		"passphrase": "--out by.md --encrypt --pack-passphrase-fd 3",
	} {
		trace := filepath.Join(t.TempDir(), "trace")
		cmd := exec.Command("sh", "-c", "exec "+strace+` -f -s 100000 -e trace=write,writev,pwrite64,pwritev,sendto,rename,renameat,renameat2,openat -o "$0" `+
			binary+" export --since 2026-01-01 --yes "+args+` 3<"$1"`, trace, words)
		cmd.Env, cmd.Dir = h.env, h.outside
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", name, err, said)
		}
		data, err := os.ReadFile(trace)
		if err != nil || !bytes.Contains(data, []byte(".md.age")) || !bytes.Contains(data, []byte("age-encryption.org/v1")) {
			t.Fatalf("%s: the trace lacks the file: %v", name, err)
		}
		if bytes.Contains(data, []byte(marker)) || bytes.Contains(data, []byte("velvet harbour")) {
			t.Errorf("%s: words were written unsealed on the way", name)
		}
	}
	if found, _ := with(t, h.outside); len(found) > 0 {
		t.Errorf("%q hold words that are not sealed", found)
	}
	h.clear(t, "after sealing")

	out, err := exec.Command(age, "-d", "-i", keys, filepath.Join(h.outside, "to.md.age")).Output()
	if err != nil || !strings.Contains(string(out), marker) {
		t.Errorf("age -d -i gives %v, %.200q", err, out)
	}
	opened := filepath.Join(t.TempDir(), "opened")
	cmd := exec.Command(age, "-d", "-o", opened, filepath.Join(h.outside, "by.md.age"))
	typed, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer typed.Close()
	asked := make([]byte, 64)
	if _, err := typed.Read(asked); err != nil { // the question, so that nothing is typed before it
		t.Fatal(err)
	}
	if _, err := io.WriteString(typed, "velvet harbour gentle pencil autumn kettle\n"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, typed) // it ends with an error once the terminal closes
	if err := cmd.Wait(); err != nil {
		t.Fatalf("age -d with the passphrase: %v", err)
	}
	if text, err := os.ReadFile(opened); err != nil || !strings.Contains(string(text), marker) {
		t.Errorf("age -d with the passphrase gives %v, %.200q", err, text)
	}
}

// TestReadExternal reads a pack on a terminal: it is drawn on the other
// screen, and nothing of it stays on this one.
func TestReadExternal(t *testing.T) {
	p := newPerson(t, built(t), "TERM=xterm-256color")
	p.runs(t, 0, "When do I "+marker+"?\n", "question", "add")
	file := filepath.Join(t.TempDir(), "pack.json")
	p.runs(t, 0, "", "export", "--since", "2026-01-01", "--format", "json", "--out", file, "--yes")
	s := p.sitsDown(t, "read", file)
	s.sees(marker)
	for !strings.Contains(s.screen.String(), "Write a reply?") {
		before := s.screen.String()
		s.types("\r") // reads on
		s.leaves(before)
	}
	s.types("n")
	if err := s.cmd.Wait(); err != nil {
		t.Fatalf("it ended with %v", err)
	}
	if screen := s.screen.String(); strings.Contains(screen, marker) || strings.Contains(screen, "Write a reply") {
		t.Errorf("the pack stays on the screen:\n%s", screen)
	}
}

// leaves waits until the screen shows something else.
func (s *sitting) leaves(before string) {
	s.t.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	for s.screen.String() == before {
		select {
		case <-s.drawn:
		case <-late.C:
			s.t.Fatalf("the screen stays as it is:\n%s", before)
		}
	}
}
