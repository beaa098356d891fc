package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"strings"
)

// whole reports whether the process is this program and nothing else: its
// streams are the process's own. Only then is the process ours to change.
func (e *Env) whole() bool {
	return e.In == io.Reader(os.Stdin) && e.Out == io.Writer(os.Stdout) && e.Err == io.Writer(os.Stderr)
}

// faultError is a panic as it is told: where it was, and never its value,
// which may hold what a person wrote.
type faultError struct{ at string }

func (e *faultError) Error() string {
	return fmt.Sprintf("something went wrong inside Afterword at %s; what was acknowledged is kept", e.at)
}

// caught makes an error of what recover gave, nil for nil. It is called by
// the deferred function itself, while the calls that led to the panic can
// still be seen.
func caught(value any) error {
	if value == nil {
		return nil
	}
	pcs := make([]uintptr, 64)
	return &faultError{faultAt(runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)]))}
}

// faultAt names the innermost line of ours that led to a panic, as
// "internal/cli/main.go:12", whatever directory it was built in; without
// one of ours, the innermost of another's.
func faultAt(frames *runtime.Frames) string {
	panicking, other := false, ""
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		file := placeOf(frame)
		ours, isOurs := strings.CutPrefix(file, "afterword/")
		switch {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && isOurs:
			return ours
		case panicking && other == "" && !strings.HasPrefix(file, "runtime/"):
			other = file
		}
	}
	return other
}

// placeOf is a frame's package, file and line.
func placeOf(f runtime.Frame) string {
	dir, name := path.Split(f.Function)
	pkg, _, _ := strings.Cut(name, ".")
	return fmt.Sprintf("%s%s/%s:%d", dir, pkg, path.Base(f.File), f.Line)
}
