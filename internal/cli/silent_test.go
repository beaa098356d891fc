//go:build unix

package cli_test

import (
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestSilentStart runs the program on a terminal that never answers. No
// byte may come before the program's own output, and nothing may be asked
// of the terminal.
func TestSilentStart(t *testing.T) {
	binary := built(t)
	for _, tt := range []struct{ arg, begins string }{
		{"version", "afterword "},
		{"--help", "Afterword is a journal"},
		{"about", "Afterword is a journal"},
	} {
		t.Run(tt.arg, func(t *testing.T) {
			cmd := exec.Command(binary, tt.arg)
			cmd.Env = elsewhere(t, "TERM=xterm-256color")
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
			if !strings.HasPrefix(string(out), tt.begins) {
				t.Errorf("the terminal saw %.60q first, want %q", out, tt.begins)
			}
			if strings.ContainsRune(string(out), 0x1b) {
				t.Errorf("an escape sequence reached the terminal: %q", out)
			}
		})
	}
}
