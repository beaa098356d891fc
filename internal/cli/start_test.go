package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// built builds the program as it is released, into the test's directory.
func built(t *testing.T) string {
	t.Helper()
	// Looking at what is built makes the test's cached result depend on it.
	for _, file := range []string{"../../cmd/afterword/main.go", "../../go.mod"} {
		if _, err := os.Stat(file); err != nil {
			t.Fatal(err)
		}
	}
	binary := filepath.Join(t.TempDir(), "afterword.exe")
	build := exec.Command("go", "build", "-o", binary, "../../cmd/afterword")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	return binary
}

// elsewhere is the environment with a home in which nothing is yet.
func elsewhere(t *testing.T, more ...string) []string {
	t.Helper()
	home := t.TempDir()
	env := os.Environ()
	env = append(env, "HOME="+home, "AFTERWORD_CONFIG_DIR="+filepath.Join(home, "config"), "XDG_DATA_HOME="+filepath.Join(home, "data"))
	for i, kv := range env {
		if name, _, _ := strings.Cut(kv, "="); name == "CI" || name == "NO_COLOR" || strings.HasPrefix(name, "AFTERWORD_") && name != "AFTERWORD_CONFIG_DIR" {
			env[i] = "AFTERWORD_NOTHING=" // an empty CI would still count as set
		}
	}
	return append(env, more...)
}
