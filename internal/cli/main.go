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
// docs/exit-status.md. Where the streams of env are the process's own, the
// process is closed to others first, which stays so.
func Main(env *Env, args []string) (code int) {
	if env.whole() {
		harden()
	}
	// A command lives for milliseconds: collecting garbage less often makes
	// a search a seventh faster for some ten megabytes.
	debug.SetGCPercent(400)
	ctx, stop := signals()
	defer stop()
	a := newApp(env)
	defer func() {
		if fault := caught(recover()); fault != nil {
			// The journal is not closed: a transaction that was cut off holds
			// on to it. The end of the process lets go, and the next opening
			// takes back what was not acknowledged.
			code = a.fail(fault)
			return
		}
		a.sweepLeavings()
		a.sayUnanchored()
		a.close()
	}()
	err := a.root(args...).run(ctx, args)
	if err == nil || errors.Is(err, errLeft) {
		return StatusDone
	}
	return a.fail(err)
}

// signals returns a context that the first signal ends; the second signal
// ends the program at once. Ctrl+\ hides a page of the full screen, where it
// is a key. Elsewhere it is a signal, at which Go would print what it has
// of every call: it interrupts as Ctrl-C does, and a second one does nothing.
func signals() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	go func() {
		switch <-c {
		case nil:
			return
		case os.Interrupt, syscall.SIGQUIT:
			cancel(errInterrupted)
		default:
			cancel(errTerminated)
		}
		signal.Ignore(syscall.SIGQUIT) // before it is let go of
		signal.Stop(c)
	}()
	return ctx, func() { signal.Stop(c); close(c); cancel(nil) }
}
