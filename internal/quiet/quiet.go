// Package quiet keeps the program's start silent on every terminal.
//
// The package init of bubbletea, which huh brings along, asks the terminal
// for its background colour whatever command was given: it writes escape
// sequences before the program's first byte and waits up to five seconds
// where nothing answers. It does not ask where the variable CI is set. So
// this package sets CI in its own init, which is why it has one, and
// Restore takes it away again as the program begins.
//
// Go initialises packages as soon as all they import is initialised, in
// the order of their import paths. This one imports nothing but os, and
// its path sorts before every path that begins with a host name used
// here, so it comes first. A test builds a program and watches.
package quiet

import "os"

// The values of CI that tell ours from the user's own, and what was there
// before: nothing, or the variable with an empty value, which does not
// stop the question either.
const (
	wasUnset = "afterword-start"
	wasEmpty = "afterword-start-empty"
)

func init() {
	// Failing to set it costs the wait and nothing else.
	switch value, set := os.LookupEnv("CI"); {
	case !set:
		_ = os.Setenv("CI", wasUnset)
	case value == "":
		_ = os.Setenv("CI", wasEmpty)
	}
}

// Restore gives CI back the state it had before this package set it. It
// is the first line of the program, so that neither colours nor child
// processes see any difference.
func Restore() {
	switch os.Getenv("CI") {
	case wasUnset:
		_ = os.Unsetenv("CI")
	case wasEmpty:
		_ = os.Setenv("CI", "")
	}
}
