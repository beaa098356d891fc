package cli

import (
	"bytes"
	"testing"
	"time"
)

// TestCommandsByName holds the names in the tables of commands against the
// commands themselves, and that a command called alone is the same as among
// all of them.
func TestCommandsByName(t *testing.T) {
	env := func(out *bytes.Buffer) *Env {
		return &Env{In: new(bytes.Buffer), Out: out, Err: out, Getenv: func(string) string { return "" }, Now: time.Now}
	}
	for _, g := range groups() {
		for _, c := range g.commands {
			t.Run(c.name, func(t *testing.T) {
				if got := c.make(newApp(env(new(bytes.Buffer)))).Name(); got != c.name {
					t.Errorf("the command is called %q", got)
				}
				var among, by bytes.Buffer
				if err := newApp(env(&among)).root().run(t.Context(), []string{c.name, "--help"}); err != nil {
					t.Fatal(err)
				}
				r := newApp(env(&by)).root(c.name, "--help")
				if n := len(r.Commands()); c.name != "man" && n != 1 {
					t.Errorf("%d commands were made for one", n)
				}
				if err := r.run(t.Context(), []string{c.name, "--help"}); err != nil {
					t.Fatal(err)
				}
				if among.Len() == 0 || among.String() != by.String() {
					t.Errorf("alone its help is\n%s\namong all:\n%s", by.String(), among.String())
				}
			})
		}
	}
	for _, args := range [][]string{nil, {"help", "list"}, {"lsit"}, {"--json", "list"}, {"completion", "bash"}, {"__complete", "li"}} {
		if name := alone(args); name != "" {
			t.Errorf("for %q only %s was made", args, name)
		}
	}
}
