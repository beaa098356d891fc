package cli_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"afterword/internal/cli"
)

// On a terminal the demo opens home, which says where one is, and asks on
// leaving whether to stay.
func TestDemoOnTerminal(t *testing.T) {
	for _, tt := range []struct {
		answers string
		stays   bool
	}{{"x\nk\n", true}, {"x\nr\n", false}} {
		h := home{dir: t.TempDir()}
		var out, talk bytes.Buffer
		env := h.env(h.dir, strings.NewReader(tt.answers), true)
		env.Out, env.Err = &out, &talk
		if got := cli.Main(env, []string{"demo"}); got != cli.StatusDone {
			t.Fatalf("demo exits %d: %s", got, talk.String())
		}
		for _, want := range []string{"Afterword, demo journal", "Remove the demo journal?"} {
			if !strings.Contains(talk.String(), want) {
				t.Errorf("the talk lacks %q:\n%s", want, talk.String())
			}
		}
		_, err := os.Stat(filepath.Join(h.dir, "afterword-demo", "journal.db"))
		if stays := err == nil; stays != tt.stays {
			t.Errorf("after %q it stays: %t (%v)", tt.answers, stays, err)
		}
		if left, err := os.ReadDir(h.dir); err != nil || len(left) > 1 {
			t.Errorf("beside the demo journal there are %v, %v", left, err)
		}
	}
}

// Nobody else may look into the demo journal's folder.
func TestDemoIsPrivate(t *testing.T) {
	h := home{dir: t.TempDir()}
	if got := cli.Main(h.env(h.dir, strings.NewReader(""), false), []string{"demo"}); got != cli.StatusDone {
		t.Fatalf("demo exits %d", got)
	}
	err := filepath.WalkDir(filepath.Join(h.dir, "afterword-demo"), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %04o", path, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
