//go:build external && linux

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// systemd itself reads the units that are written, with paths that are
// hard to write, and finds nothing wrong.
func TestUnitsBySystemd(t *testing.T) {
	for _, name := range []string{"plain", "two words", `quo"te`, `back\slash`, "100%n", "dollar $HOME ${x}", "semi;colon", "été", "'"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			program := filepath.Join(dir, name, "afterword")
			if strings.ContainsAny(name, `"'\`) { // which systemd has in no program's path
				program = filepath.Join(dir, "program", "afterword")
			}
			if err := os.Mkdir(filepath.Dir(program), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			s, _, err := scheduleOf("linux", filepath.Join(dir, "units"), 0, reminder{
				program: program, journal: filepath.Join(dir, name, "journal.db"), hour: 18, minute: 30, days: []time.Weekday{time.Monday, time.Sunday}})
			if err == nil {
				err = s.write()
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range s.files {
				cmd := exec.Command("systemd-analyze", "verify", "--user", "--man=no", f.path)
				cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir)
				if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
					t.Errorf("%s: %v: %s\n%s", filepath.Base(f.path), err, out, f.text)
				}
			}
		})
	}
}
