//go:build external && linux

package cli_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user who owns nothing.
const nobody = 65534

// sitter is a copy of a program that waits for its standard input, run by
// nobody in an empty directory with every limit on core files lifted.
type sitter struct {
	*exec.Cmd
	in io.Closer
}

func sits(t *testing.T, program string, args ...string) sitter {
	t.Helper()
	dir, err := os.MkdirTemp("", "afterword-sitter-") // t.TempDir lets only its owner in
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	data, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "program")
	if err := os.WriteFile(copied, data, 0o755); err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(dir, "home")
	if err := os.Mkdir(home, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, home} {
		if err := os.Chown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("sh", append([]string{"-c", `ulimit -c unlimited && exec "$0" "$@"`, copied}, args...)...)
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "GOTRACEBACK=crash"} // which ends by the signal, and so with a core
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return sitter{cmd, in}
}

// proc reads a file about the process, empty once it is gone.
func (s sitter) proc(name string) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.Process.Pid, name))
	if err != nil {
		return ""
	}
	return string(data)
}

// closed reports whether the process is closed to its own user: then what
// shows its memory belongs to root.
func (s sitter) closed(t *testing.T) bool {
	t.Helper()
	info, err := os.Stat(fmt.Sprintf("/proc/%d/environ", s.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	return info.Sys().(*syscall.Stat_t).Uid == 0
}

// asNobody runs a command as nobody and reports whether it succeeded.
func asNobody(dir, name string, args ...string) (string, bool) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

// cores are the core files in the process's directory.
func (s sitter) cores(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(s.Dir, "*core*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestHardened looks at the program while it waits for a text, and crashes
// it. What must not work is tried on another program first, where it does.
func TestHardened(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("this test runs programs as other users: run it as root")
	}
	p := newPerson(t, built(t))
	cat, err := exec.LookPath("cat")
	if err != nil {
		t.Fatal(err)
	}
	other, ours := sits(t, cat), sits(t, p.binary, "add")
	p.await(t, "the program to have begun", func() bool { return ours.closed(t) })
	p.await(t, "the other program to have begun", func() bool { return strings.Contains(other.proc("comm"), "program") })

	if status := ours.proc("status"); !strings.Contains(status, "Umask:\t0077\n") {
		t.Errorf("its umask is another:\n%s", status)
	}
	for _, tt := range []struct {
		sitter
		opens bool
	}{{other, true}, {ours, false}} {
		pid := fmt.Sprint(tt.Process.Pid)
		if out, ok := asNobody(tt.Dir, cat, "/proc/"+pid+"/environ"); ok != tt.opens {
			t.Errorf("%s: its own user may read its memory: %t\n%s", tt.Path, ok, out)
		}
		if out, _ := asNobody(tt.Dir, "gcore", "-o", filepath.Join(tt.Dir, "taken-core"), pid); len(tt.cores(t)) > 0 != tt.opens {
			t.Errorf("%s: gcore leaves %v\n%s", tt.Path, tt.cores(t), out)
		}
	}
	for _, tt := range []struct {
		sitter
		core bool
	}{{other, true}, {ours, false}} {
		for _, path := range tt.cores(t) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		if err := tt.Process.Signal(syscall.SIGABRT); err != nil {
			t.Fatal(err)
		}
		_ = tt.Wait()
		if status := tt.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGABRT {
			t.Errorf("%s ended otherwise: %v", tt.Path, tt.ProcessState)
		}
		if got := tt.cores(t); len(got) > 0 != tt.core {
			t.Errorf("%s leaves %v; this test needs core files to be written to the directory of the program, see core(5)", tt.Path, got)
		}
	}
}

// TestHardenedStillReads makes sure that what a closed process reads by
// way of /proc/self goes on working for a user who is not root.
func TestHardenedStillReads(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("this test runs programs as other users: run it as root")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err)
	}
	s := sits(t, built(t), "add")
	if err := s.in.Close(); err != nil {
		t.Fatal(err)
	}
	_ = s.Wait() // there was no text, which is a misuse
	home := "HOME=" + filepath.Join(s.Dir, "home")
	for _, line := range []string{
		`echo "A calm handover." | ./program add`,
		`./program list --journal "$HOME/.local/share/afterword/journal.db"`,
		`./program prompts check <(printf 'x = 1\n'); test $? -ne 4`,
		`./program verify`,
		`./program doctor`,
	} {
		if out, ok := asNobody(s.Dir, "env", home, bash, "-c", line); !ok || strings.Contains(out, "permission denied") {
			t.Errorf("%s: %s", line, out)
		}
	}
}
