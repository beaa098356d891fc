// Package session keeps a journal unlocked for a while, so that a person
// who has just typed a passphrase need not type it for every command.
//
// What is kept is the journal's data key, wrapped in a slot. The slot
// stands in the kernel's keyring or in the memory of an agent, and what
// opens it stands in a file of the login session: neither half alone
// gives the key, and neither is in the journal. The end of the session is
// authenticated with the slot, so that it can be brought about earlier but
// never put off.
//
// All of it is a convenience. Where anything is not as it was left, the
// answer is ErrNone, and the passphrase is asked for as ever.
package session

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"afterword/internal/seal"
)

// Longest is the longest that Keep keeps a journal unlocked.
const Longest = 24 * time.Hour

// Place is where the half that is kept as a file stands, and how the agent
// is started where the kernel keeps nothing.
type Place struct {
	// Dir is an absolute path that is cleared at logout, such as
	// $XDG_RUNTIME_DIR/afterword. Keep makes it, but not what it is in.
	// Without it nothing is kept.
	Dir string
	// Agent is the command line, beginning with an absolute path, of our
	// own program that runs Serve. Without it there is no agent.
	Agent []string
}

// Holder says what holds the wrapped half.
type Holder string

// The holders, in the order in which they are tried.
const (
	InKernel Holder = "kernel"
	InAgent  Holder = "agent"
)

// ErrNone means that no journal of this id is kept unlocked: none was, its
// time is over, it was locked again, or what was kept has been altered.
var ErrNone = errors.New("the journal is not being kept unlocked")

// ErrUnavailable means that there is no way to keep a journal unlocked
// here. What wraps it says what was tried; nothing was kept.
var ErrUnavailable = errors.New("the journal cannot be kept unlocked here")

// Keep keeps a journal's data key of seal.KeySize bytes for d, between a
// second and Longest and in whole seconds rounded up, in the place of what
// was kept of this journal before. The key remains the caller's to clear.
// Where no holder works the error wraps ErrUnavailable.
func Keep(ctx context.Context, p Place, journal [16]byte, key []byte, d time.Duration) (Holder, error) {
	if len(key) != seal.KeySize {
		return "", fmt.Errorf("keeping the journal unlocked: its key has %d bytes, not %d", len(key), seal.KeySize)
	}
	if d < time.Second || d > Longest {
		return "", fmt.Errorf("keeping the journal unlocked: %v is not between a second and %v", d, Longest)
	}
	return keep(ctx, p, journal, key, d)
}

// Fetch returns the data key of a journal that is kept unlocked; whoever
// asks for it clears it. The error wraps ErrNone or ErrUnavailable where
// the passphrase is to be asked for.
func Fetch(ctx context.Context, p Place, journal [16]byte) ([]byte, error) {
	key, _, err := fetch(ctx, p, journal)
	return key, err
}

// Left returns how long a journal stays unlocked, rounded up to a whole
// minute. Its errors are those of Fetch.
func Left(ctx context.Context, p Place, journal [16]byte) (time.Duration, error) {
	key, left, err := fetch(ctx, p, journal)
	clear(key)
	return roundUp(left, time.Minute), err
}

// Drop locks a journal again, and for that needs no directory where the
// kernel held the slot. That nothing was kept is no error; one means that
// the journal may still be unlocked. It wraps ErrUnavailable where that
// cannot be known here.
func Drop(ctx context.Context, p Place, journal [16]byte) error {
	return drop(ctx, p, journal)
}

// Serve is the agent: it reads from in, to its end, what Keep hands it,
// says on out that it listens, and holds the wrapped half until its time
// is over, Drop ends it, its socket is taken away or ctx is done, which
// are no errors. It needs a process of its own, which it closes to
// debuggers and core dumps, and a ctx that the first SIGTERM ends.
func Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	return serve(ctx, in, out)
}

// roundUp returns d as the next multiple of unit.
func roundUp(d, unit time.Duration) time.Duration {
	return (d + unit - 1) / unit * unit
}
