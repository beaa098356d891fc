package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// errInterrupted and errTerminated are why a context ended: the keyboard,
// or a signal such as a closed window.
var (
	errInterrupted = errors.New("interrupted")
	errTerminated  = errors.New("terminated")
)

// Main runs the program and returns its exit status, one of those in
// docs/exit-status.md.
func Main(env *Env, args []string) int {
	// A command lives for milliseconds: collecting garbage less often makes
	// a search a seventh faster for some ten megabytes.
	debug.SetGCPercent(400)
	ctx, stop := signals()
	defer stop()
	a := newApp(env)
	defer a.close()
	err := a.root().run(ctx, args)
	if err == nil || errors.Is(err, errLeft) {
		return StatusDone
	}
	return a.fail(err)
}

// signals returns a context that the first signal ends; the second signal
// ends the program at once.
func signals() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		switch <-c {
		case nil:
			return
		case os.Interrupt:
			cancel(errInterrupted)
		default:
			cancel(errTerminated)
		}
		signal.Stop(c)
	}()
	return ctx, func() { signal.Stop(c); close(c); cancel(nil) }
}
