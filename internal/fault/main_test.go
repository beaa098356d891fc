//go:build external && linux

package fault

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long one run of the program may take before it counts
// as hanging.
const patience = 15 * time.Second

// marker is in every text that is typed, and must be in no file below HOME.
const marker = "brambleford"

func TestMain(m *testing.M) {
	flag.Bool("long", false, "thousands of runs instead of hundreds")
	flag.String("binary", "", "the program to try; built from this tree if not given")
	flag.Parse()
	os.Exit(withProgram(m))
}

// withProgram builds the program as it is released, unless one is named,
// and runs the tests.
func withProgram(m *testing.M) int {
	if _, err := exec.LookPath("strace"); err != nil {
		fmt.Fprintln(os.Stderr, "these tests need strace")
		return 1
	}
	if program() == "" {
		dir, err := os.MkdirTemp("", "fault-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		binary := filepath.Join(dir, "afterword")
		build := exec.Command("go", "build", "-o", binary, "../../cmd/afterword")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
			return 1
		}
		if err := flag.Set("binary", binary); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return m.Run()
}

// program is the path of the program that is tried.
func program() string { return flag.Lookup("binary").Value.String() }

// long reports whether the long form was asked for.
func long() bool { return flag.Lookup("long").Value.String() == "true" }

// sized is the one number or, in the long form, the other.
func sized(short, whenLong int) int {
	if long() {
		return whenLong
	}
	return short
}

// home is a person's directories: home/ with the journal, its keys and the
// settings, out/ where packs and backups go.
type home struct{ root string }

func newHome(t *testing.T) home {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir()) // strace compares paths as they are
	if err != nil {
		t.Fatal(err)
	}
	h := home{root}
	for _, dir := range []string{h.path("home"), h.path("home", "tmp"), h.path("home", "run"), h.path("out")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func (h home) path(parts ...string) string {
	return filepath.Join(append([]string{h.root}, parts...)...)
}

// journal, keys and state are where the program puts them.
func (h home) journal() string { return h.path("home", "data", "afterword", "journal.db") }
func (h home) config() string  { return h.path("home", "config", "afterword") }
func (h home) state() string   { return h.path("home", "state", "afterword") }

// copied is another person with the same files.
func (h home) copied(t *testing.T) home {
	t.Helper()
	to := newHome(t)
	if err := copyTree(h.root, to.root); err != nil {
		t.Fatal(err)
	}
	return to
}

// drop takes the files away as soon as they have been looked at: there are
// thousands of them.
func (h home) drop() { os.RemoveAll(h.root) }

// copyTree copies files and directories with their modes.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, relative), 0o700)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, relative), data, 0o600)
	})
}

// env is all that the program sees of the world.
func (h home) env() []string {
	in := func(name string) string { return h.path("home", name) }
	env := []string{
		"HOME=" + h.path("home"), "PATH=" + os.Getenv("PATH"), "TERM=dumb", "TZ=Europe/London", "LANG=C.UTF-8",
		"TMPDIR=" + in("tmp"), "XDG_RUNTIME_DIR=" + in("run"), "XDG_DATA_HOME=" + in("data"),
		"XDG_CONFIG_HOME=" + in("config"), "XDG_STATE_HOME=" + in("state"), "XDG_CACHE_HOME=" + in("cache"),
		"OUT=" + h.path("out"),
	}
	if !empty(h.phrase()) {
		env = append(env, "AFTERWORD_PASSPHRASE_COMMAND=cat "+h.phrase())
	}
	return env
}

// phrase is the file that the passphrase is taken from while it is there.
func (h home) phrase() string { return h.path("phrase") }

// knows gives the person a passphrase to try, or with "" takes it away.
func (h home) knows(t *testing.T, phrase string) {
	t.Helper()
	if err := os.WriteFile(h.phrase(), []byte(phrase), 0o600); err != nil {
		t.Error(err)
	}
}

// result is what one run came to.
type result struct {
	out, talk string
	status    int // -1 for a run that was killed
	hung      bool
}

func (r result) String() string {
	end := r.talk[max(0, len(r.talk)-400):] // what it said last counts
	return fmt.Sprintf("status %d, out %.200q, talk %q", r.status, r.out, end)
}

// run runs the program with a text on standard input.
func (h home) run(in string, args ...string) result {
	return h.start(patience, in, append([]string{program()}, h.named(args)...)...)
}

// named puts the directory for what leaves in place of OUT.
func (h home) named(args []string) []string {
	named := make([]string, len(args))
	for i, a := range args {
		named[i] = strings.ReplaceAll(a, "OUT", h.path("out"))
	}
	return named
}

// start runs a command line, which is killed with all it has started when
// its time is over.
func (h home) start(atMost time.Duration, in string, line ...string) result {
	ctx, cancel := context.WithTimeout(context.Background(), atMost)
	defer cancel()
	var out, talk bytes.Buffer
	cmd := exec.CommandContext(ctx, line[0], line[1:]...)
	cmd.Env, cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = h.env(), h.path("home"), strings.NewReader(in), &out, &talk
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	r := result{out: out.String(), talk: talk.String(), status: -1}
	if cmd.ProcessState != nil {
		r.status = cmd.ProcessState.ExitCode()
	} else {
		r.talk += err.Error()
	}
	r.hung = ctx.Err() != nil && r.status == -1
	return r
}

// must runs the program where nothing is wrong, to prepare something.
func (h home) must(t *testing.T, in string, args ...string) string {
	t.Helper()
	r := h.run(in, args...)
	if r.status != 0 {
		t.Fatalf("%q: %v", args, r)
	}
	return r.out
}

// pairs calls do for 0 to n-1, two at a time.
func pairs(n int, do func(i int)) {
	var all sync.WaitGroup
	next := make(chan int)
	for range 2 {
		all.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
}

// empty reports whether a file holds nothing or is not there.
func empty(path string) bool {
	info, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}
