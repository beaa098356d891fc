package cli_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"afterword/internal/cli"
)

// TestMain lets the scripts run the real program. They may set the clock
// with AFTERWORD_TEST_NOW, and passphrases are quick to try; the program
// itself has no such doors.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"afterword": func() {
		env := cli.System()
		env.Cost = cheap
		if text := os.Getenv("AFTERWORD_TEST_NOW"); text != "" {
			now, err := time.Parse(time.RFC3339, text)
			if err != nil {
				panic(err)
			}
			env.Now = func() time.Time { return now }
		}
		os.Exit(cli.Main(env, os.Args[1:]))
	}, "meddle": meddle})
}

// meddle is a program for the scripts that changes a journal behind its
// back: meddle FILE STATEMENT...
func meddle() {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(os.Args[1]))
	if err != nil {
		panic(err)
	}
	defer db.Close()
	for _, statement := range os.Args[2:] {
		if _, err := db.Exec(statement); err != nil {
			panic(err)
		}
	}
}

// TestScripts runs the transcripts under testdata/script. Each has a home
// of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			for name, dir := range map[string]string{
				"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state",
				"XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp",
			} {
				path := filepath.Join(home, dir)
				if err := os.MkdirAll(path, 0o700); err != nil {
					return err
				}
				env.Setenv(name, path)
			}
			env.Setenv("TZ", "Europe/London")
			env.Setenv("AFTERWORD_TEST_NOW", "2026-11-23T20:15:00Z")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exits STATUS COMMAND... checks the exact exit status.
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: exits STATUS COMMAND ARGS")
				}
				err := ts.Exec(args[1], args[2:]...)
				got := "0"
				if err != nil {
					got = strings.TrimPrefix(err.Error(), "exit status ")
				}
				if got != args[0] {
					ts.Fatalf("exit status %s, want %s", got, args[0])
				}
			},
		},
	})
}
