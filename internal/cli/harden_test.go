package cli

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// falls panics with a text that must not be told.
func falls(text string) (err error) {
	defer func() { err = caught(recover()) }()
	panic("what a person wrote: " + text)
}

// fallsDeep panics in code that is not ours.
func fallsDeep() (err error) {
	defer func() { err = caught(recover()) }()
	return errors.New(strings.Repeat("what a person wrote", -1))
}

// fallsAgain panics while it cleans up after a panic.
func fallsAgain(text string) (err error) {
	defer func() { err = caught(recover()) }()
	defer func() { panic(errors.New(text)) }()
	panic(text)
}

// reaches goes beyond an end, which the runtime finds.
func reaches(numbers []int) (err error) {
	defer func() { err = caught(recover()) }()
	numbers[len(numbers)]++
	return nil
}

func TestCaught(t *testing.T) {
	const text = "the long corridor"
	for name, err := range map[string]error{
		"panic": falls(text), "in another's code": fallsDeep(), "twice": fallsAgain(text), "by the runtime": reaches([]int{731}),
	} {
		if err == nil {
			t.Fatalf("%s: nothing was caught", name)
		}
		told := err.Error()
		if !strings.Contains(told, "internal/cli/harden_test.go:") || strings.Contains(told, "corridor") ||
			strings.Contains(told, "person") || strings.Contains(told, "731") {
			t.Errorf("%s: it is told as %q", name, told)
		}
	}
	if err := caught(nil); err != nil {
		t.Errorf("nothing is caught as %v", err)
	}
}

// brokenPipe is an input that panics when it is read.
type brokenPipe struct{}

func (brokenPipe) Read([]byte) (int, error) { panic("the long corridor") }

func TestMainCatches(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"add"}, "afterword: something went wrong inside Afterword at internal/cli/"},
		{[]string{"add", "--json"}, `{"schema":"afterword/error/1","status":1,"message":"something went wrong inside Afterword at internal/cli/`},
	} {
		dir := t.TempDir()
		var out, talk strings.Builder
		env := &Env{
			In: brokenPipe{}, Out: &out, Err: &talk, Now: time.Now,
			Getenv:   func(string) string { return "" },
			Terminal: Terminal{Size: func() (int, int) { return 0, 0 }},
			Dirs:     Dirs{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")},
		}
		if code := Main(env, tt.args); code != StatusFailed {
			t.Errorf("%q ends with status %d", tt.args, code)
		}
		if said := talk.String(); out.Len() > 0 || !strings.HasPrefix(said, tt.want) || strings.Contains(said, "corridor") || strings.Count(said, "\n") != 1 {
			t.Errorf("%q prints %q and says %q", tt.args, out.String(), said)
		}
	}
}
