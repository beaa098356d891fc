//go:build unix

package quiet_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestStartIsSilent runs a program on a terminal that never answers. Its
// own line must be the first thing written, with nothing before or after.
func TestStartIsSilent(t *testing.T) {
	// Looking at what is built makes the test's cached result depend on it.
	for _, file := range []string{"testdata/start/main.go", "../../go.mod"} {
		if _, err := os.Stat(file); err != nil {
			t.Fatal(err)
		}
	}
	binary := filepath.Join(t.TempDir(), "start")
	build := exec.Command("go", "build", "-o", binary, "./testdata/start")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	for _, tt := range []struct {
		name string
		env  []string
		want string
	}{
		{"CI unset", nil, "started ci=\"\" set=false colour=true\r\n"},
		{"CI is the user's", []string{"CI=true"}, "started ci=\"true\" set=true colour=false\r\n"},
		{"CI is the user's and empty", []string{"CI="}, "started ci=\"\" set=true colour=true\r\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := onSilentTerminal(t, binary, tt.env); got != tt.want {
				t.Errorf("the terminal saw %q, want %q", got, tt.want)
			}
		})
	}
}

// onSilentTerminal runs binary on a terminal of its own and returns all
// that it wrote there.
func onSilentTerminal(t *testing.T, binary string, env []string) string {
	t.Helper()
	cmd := exec.Command(binary)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains([]string{"CI", "TERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"}, name)
	})
	cmd.Env = append(append(cmd.Env, "TERM=xterm-256color"), env...)
	terminal, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	stop := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer stop.Stop()
	// Reading ends with an error once the program has closed its side.
	out, _ := io.ReadAll(terminal)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("the program: %v, after %q", err, out)
	}
	return string(out)
}
