//go:build external && linux

// These tests need root, mount, strace and some time, so they run only when
// they are asked for: go test -tags external ./internal/cli -run TestExternal

package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
	"github.com/spf13/cobra"

	"afterword/internal/cli"
)

// patience is how long a test waits for something to happen before it fails.
const patience = 30 * time.Second

func TestExternal(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("these tests mount file systems: run them as root")
	}
	binary := built(t)
	t.Run("killed 200 times", func(t *testing.T) { killed(t, newPerson(t, binary), 200, 3) })
	t.Run("killed while writing", func(t *testing.T) { killedForm(t, newPerson(t, binary, "TERM=xterm-256color")) })
	t.Run("killed 200 times while writing", func(t *testing.T) { killedForms(t, newPerson(t, binary, "TERM=xterm-256color"), 200, 5) })
	t.Run("disk full", func(t *testing.T) { diskFull(t, binary) })
	t.Run("read-only disk", func(t *testing.T) { readOnlyDisk(t, binary) })
	t.Run("read-only directory", func(t *testing.T) { readOnlyDirectory(t, binary) })
	t.Run("no network", func(t *testing.T) { noNetwork(t, binary) })
}

// sitting is a run of the program on a terminal.
type sitting struct {
	t      *testing.T
	cmd    *exec.Cmd
	keys   *os.File
	screen vt10x.Terminal
	drawn  chan struct{}
}

func (p person) sitsDown(t *testing.T, args ...string) *sitting {
	t.Helper()
	cmd := exec.Command(p.binary, args...)
	cmd.Env = p.env
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		t.Fatal(err)
	}
	s := &sitting{t: t, cmd: cmd, keys: keys, drawn: make(chan struct{}, 1),
		screen: vt10x.New(vt10x.WithWriter(keys), vt10x.WithSize(80, 24))}
	go s.watch()
	t.Cleanup(s.kill)
	return s
}

// watch feeds what is drawn to the screen.
func (s *sitting) watch() {
	buf := make([]byte, 1<<16)
	for {
		n, err := s.keys.Read(buf)
		s.screen.Write(buf[:n])
		select {
		case s.drawn <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// sees waits for a text on the screen.
func (s *sitting) sees(text string) {
	s.t.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	for !strings.Contains(s.screen.String(), text) {
		select {
		case <-s.drawn:
		case <-late.C:
			s.t.Fatalf("waited in vain for %q; the screen is:\n%s", text, s.screen.String())
		}
	}
}

func (s *sitting) types(keys string) {
	s.t.Helper()
	if _, err := s.keys.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// kill ends the program as nothing can prevent.
func (s *sitting) kill() {
	if s.cmd.ProcessState == nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.keys.Close()
	}
}

// killedForm kills the program under a form that is half filled in. The
// text must be offered again.
func killedForm(t *testing.T, p person) {
	const text = "the long corridor"
	p.runs(t, 0, "The first.\n", "add")
	s := p.sitsDown(t, "quick", "--date", "today")
	s.sees("How much energy is left?")
	s.types("3")
	s.sees("One moment is enough")
	s.types(text)
	s.sees(text)
	// A save that was under way may hold half of the text; one that began
	// after the first of these two was seen on the disk holds all of it.
	for range 2 {
		before := p.written(t)
		s.types(".")
		p.await(t, "the draft to be written", func() bool { return p.written(t) != before })
	}
	s.sees("draft kept")
	s.kill()

	if out, _ := p.runs(t, 0, "", "drafts", "--json"); strings.Count(out, `"flow": "quick"`) != 1 {
		t.Errorf("the draft is not listed: %s", out)
	}
	p.runs(t, 0, "", "verify")
	again := p.sitsDown(t, "resume")
	again.sees(text)
}

// written is when the journal was last written to.
func (p person) written(t *testing.T) time.Time {
	t.Helper()
	out, _ := p.runs(t, 0, "", "paths")
	line, _, _ := strings.Cut(out, "\n")
	info, err := os.Stat(strings.TrimPrefix(line, "journal: "))
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}

// await polls until something is so.
func (p person) await(t *testing.T, what string, so func() bool) {
	t.Helper()
	for late := time.Now().Add(patience); !so(); {
		if time.Now().After(late) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// smallDisk mounts a disk of half a MiB for the journal and returns it.
func smallDisk(t *testing.T, binary string) (person, string) {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=512k,mode=700"); err != nil {
		t.Fatalf("mounting a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmounting: %v", err)
		}
	})
	return newPerson(t, binary, "AFTERWORD_JOURNAL="+filepath.Join(dir, "journal.db")), dir
}

// diskFull adds entries until the disk is full.
func diskFull(t *testing.T, binary string) {
	p, dir := smallDisk(t, binary)
	kept := map[string]bool{}
	text := strings.Repeat("a calm hour. ", 2000)
	for full := false; !full; {
		var out, talk strings.Builder
		cmd := p.command(text, "add", "--json")
		cmd.Stdout, cmd.Stderr = &out, &talk
		_ = cmd.Run() // the status is what counts
		switch cmd.ProcessState.ExitCode() {
		case 0:
			kept[acknowledged(out.String())] = true
		case 6:
			full = true
			if strings.Contains(talk.String(), "a calm hour") || !strings.Contains(talk.String(), "full") {
				t.Errorf("it says %q", talk.String())
			}
		default:
			t.Fatalf("add ends with status %d: %s", cmd.ProcessState.ExitCode(), talk.String())
		}
		if len(kept) > 100 {
			t.Fatal("the disk does not become full")
		}
	}
	same(t, p, kept)
	p.runs(t, 0, "", "verify")
	// With room again, writing goes on.
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=4m,mode=700"); err != nil {
		t.Fatal(err)
	}
	out, _ := p.runs(t, 0, text, "add", "--json")
	kept[acknowledged(out)] = true
	same(t, p, kept)
}

// same checks that exactly these entries are there.
func same(t *testing.T, p person, kept map[string]bool) {
	t.Helper()
	ids := p.ids(t)
	for id := range kept {
		if !ids[id] {
			t.Errorf("%q was acknowledged and is not there", id)
		}
	}
	if len(ids) != len(kept) || len(kept) == 0 {
		t.Errorf("there are %d entries, want the %d that were acknowledged", len(ids), len(kept))
	}
}

// readOnlyDisk reads from a disk that takes no writing.
func readOnlyDisk(t *testing.T, binary string) {
	p, dir := smallDisk(t, binary)
	p.runs(t, 0, "A calm handover.\n", "add")
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=512k,mode=700"); err != nil {
		t.Fatal(err)
	}
	reads(t, p)
}

// reads checks that a journal can be read and not added to.
func reads(t *testing.T, p person) {
	t.Helper()
	_, talk := p.runs(t, 6, "Another.\n", "add")
	if strings.Contains(talk, "Another") {
		t.Errorf("the message quotes the text: %q", talk)
	}
	for _, args := range [][]string{{"list"}, {"show", "last"}, {"search", "calm"}, {"verify"}} {
		if out, _ := p.runs(t, 0, "", args...); out == "" {
			t.Errorf("%q prints nothing", args)
		}
	}
	if n := len(p.ids(t)); n != 1 {
		t.Errorf("there are %d entries, want 1", n)
	}
}

// readOnlyDirectory runs as someone who may read the journal's directory and
// not write to it, which stops no one who is root.
func readOnlyDirectory(t *testing.T, binary string) {
	root, err := os.MkdirTemp("", "afterword-ro-") // t.TempDir lets only its owner in
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	copied := filepath.Join(root, "afterword")
	data, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copied, data, 0o755); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "journal")
	p := newPerson(t, copied, "AFTERWORD_JOURNAL="+filepath.Join(dir, "journal.db"), "AFTERWORD_CONFIG_DIR="+filepath.Join(root, "config"), "HOME="+root)
	p.runs(t, 0, "A calm handover.\n", "add")
	const nobody = 65534
	err = filepath.Walk(root, func(path string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(path, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, mode := range map[string]os.FileMode{filepath.Join(dir, "journal.db"): 0o400, dir: 0o500, root: 0o755} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		t.Fatal("this test needs setpriv, of the package util-linux")
	}
	wrapper := filepath.Join(root, "as-nobody")
	script := "#!/bin/sh\nexec " + setpriv + " --reuid=65534 --regid=65534 --clear-groups " + copied + " \"$@\"\n"
	if err := os.WriteFile(wrapper, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	reads(t, person{binary: wrapper, env: p.env})
}

// noNetwork runs every example of every command, with a passphrase and with
// a key file, and looks at every socket that is asked for.
func noNetwork(t *testing.T, binary string) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("this test needs strace")
	}
	seeded := seed(t)
	traced := 0
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "   ") // an explanation follows
			if line == "" {
				continue
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(seeded.dir)); err != nil {
				t.Fatal(err)
			}
			for name, text := range exampleFiles() {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, "lp"), []byte("#!/bin/sh\ncat >/dev/null\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			wrapper := "#!/bin/sh\nexec " + strace + ` -f -e trace=%network,exit_group -o "$PWD/trace" ` + binary +
				` --journal "$PWD/data/journal.db" "$@"` + "\n"
			if err := os.WriteFile(filepath.Join(dir, "afterword"), []byte(wrapper), 0o700); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "HOME="+dir, "PATH="+dir+":"+os.Getenv("PATH"), "AFTERWORD_CONFIG_DIR="+filepath.Join(dir, "config"),
				"XDG_STATE_HOME="+dir, "XDG_RUNTIME_DIR="+dir, "DBUS_SESSION_BUS_ADDRESS=unix:path="+dir+"/none")
			said, _ := cmd.CombinedOutput() // many examples want a terminal, and say so
			data, err := os.ReadFile(filepath.Join(dir, "trace"))
			// Another thread's line may cut the call in two, so no bracket.
			if err != nil || !bytes.Contains(data, []byte("exit_group(")) {
				t.Fatalf("%s: nothing was traced: %v\n%s", line, err, said)
			}
			if bytes.Contains(data, []byte("AF_INET")) {
				t.Errorf("%s asks for a network socket:\n%s", line, data)
			}
			traced++
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(cli.Tree(seeded.env(t.TempDir(), strings.NewReader(""), false)))
	t.Logf("%d examples traced, no internet socket", traced)
}
