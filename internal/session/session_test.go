//go:build linux || darwin || freebsd

package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"afterword/internal/seal"
)

// asAgent is the first argument with which this test is the agent. The
// agent is given no variables, so it cannot be one of those.
const asAgent = "serve-as-the-agent"

func TestMain(m *testing.M) {
	if len(os.Args) < 2 || !child(os.Args[1:]) {
		os.Exit(m.Run())
	}
}

// child does what a process of its own is needed for, and reports whether
// that was asked for.
func child(args []string) bool {
	switch args[0] {
	case asAgent:
		ctx, stop := signal.NotifyContext(context.Background(), unix.SIGTERM)
		defer stop()
		if err := Serve(ctx, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case asReporter:
		report(args[1])
	case asStranger:
		stranger(args[1], args[2])
	default:
		return childOfSystem(args)
	}
	return true
}

// place is a directory of a session that is not made yet, with the test
// itself for an agent. Its path is short enough for a socket.
func place(t *testing.T) Place {
	t.Helper()
	parent, err := os.MkdirTemp("", "afw")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(parent); err != nil {
			t.Error(err)
		}
	})
	return Place{Dir: filepath.Join(parent, "s"), Agent: []string{program(t), asAgent}}
}

func program(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// onlyAgent keeps a new journal's key with the agent, and ends it.
func onlyAgent(t *testing.T, p Place, d time.Duration) (journal [16]byte, key []byte) {
	t.Helper()
	journal, key = seal.NewID(), seal.NewKey()
	h, err := keepWith(t.Context(), p, journal, key, d, []holder{newAgent(p, journal)})
	if h != InAgent || err != nil {
		t.Fatalf("Keep = %q, %v", h, err)
	}
	t.Cleanup(func() {
		if err := Drop(context.Background(), p, journal); err != nil {
			t.Error(err)
		}
	})
	return journal, key
}

// kept fails the test unless Fetch returns the key.
func kept(t *testing.T, p Place, journal [16]byte, want []byte) {
	t.Helper()
	key, err := Fetch(t.Context(), p, journal)
	if err != nil || !bytes.Equal(key, want) {
		t.Fatalf("Fetch = %d bytes, the same: %t, %v", len(key), bytes.Equal(key, want), err)
	}
}

// none fails the test unless Fetch and Left say that nothing is kept.
func none(t *testing.T, p Place, journal [16]byte, after string) {
	t.Helper()
	if key, err := Fetch(t.Context(), p, journal); key != nil || !errors.Is(err, ErrNone) {
		t.Errorf("Fetch after %s = %d bytes, %v", after, len(key), err)
	}
	if left, err := Left(t.Context(), p, journal); left != 0 || !errors.Is(err, ErrNone) {
		t.Errorf("Left after %s = %v, %v", after, left, err)
	}
}

// until polls a condition that has to become true.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	beat := time.NewTicker(10 * time.Millisecond)
	defer beat.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("after a minute it was still not so that %s", what)
		case <-beat.C:
		}
	}
}

// Whatever this machine allows, a key that is kept comes back until it is
// dropped, and the next one takes its place.
func TestKeepFetchDrop(t *testing.T) {
	p, journal := place(t), seal.NewID()
	none(t, p, journal, "nothing")
	for range 2 {
		key := seal.NewKey()
		h, err := Keep(t.Context(), p, journal, key, time.Hour)
		if err != nil || h != InKernel && h != InAgent {
			t.Fatalf("Keep = %q, %v", h, err)
		}
		kept(t, p, journal, key)
		kept(t, p, journal, key)
	}
	if left, err := Left(t.Context(), p, journal); err != nil || left <= 0 || left > time.Hour+time.Minute || left%time.Minute != 0 {
		t.Errorf("Left = %v, %v", left, err)
	}
	if err := Drop(t.Context(), p, journal); err != nil {
		t.Fatal(err)
	}
	none(t, p, journal, "Drop")
	if err := Drop(t.Context(), p, journal); err != nil {
		t.Errorf("dropping nothing: %v", err)
	}
	entries, err := os.ReadDir(p.Dir)
	if err != nil || len(entries) != 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// An interrupted command does not keep anything, but one that locks does.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	p, journal := place(t), seal.NewID()
	_, err := keepWith(ctx, p, journal, seal.NewKey(), time.Hour, []holder{newAgent(p, journal)})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Keep = %v", err)
	}
	none(t, p, journal, "an interrupted Keep")
	journal, key := onlyAgent(t, p, time.Hour)
	if _, err := Fetch(ctx, p, journal); !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch = %v", err)
	}
	kept(t, p, journal, key)
	if err := Drop(ctx, p, journal); err != nil {
		t.Error(err)
	}
	none(t, p, journal, "an interrupted Drop")
}

func TestKeepRefuses(t *testing.T) {
	p := place(t)
	for _, tt := range []struct {
		name string
		size int
		d    time.Duration
	}{
		{"no key", 0, time.Hour},
		{"half a key", seal.KeySize / 2, time.Hour},
		{"no time", seal.KeySize, 0},
		{"less than no time", seal.KeySize, -time.Hour},
		{"more than the longest", seal.KeySize, Longest + 1},
	} {
		h, err := Keep(t.Context(), p, seal.NewID(), make([]byte, tt.size), tt.d)
		if h != "" || err == nil || errors.Is(err, ErrUnavailable) {
			t.Errorf("%s: Keep = %q, %v", tt.name, h, err)
		}
	}
	if _, err := os.Lstat(p.Dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the directory was made: %v", err)
	}
}

// Without a directory that is cleared at logout there is nowhere to keep
// anything, and no other place is taken instead.
func TestNoDirectory(t *testing.T) {
	p := place(t)
	for _, dir := range []string{"", "relative", filepath.Join(p.Dir, "in-nothing")} {
		p := Place{Dir: dir, Agent: p.Agent}
		if _, err := Keep(t.Context(), p, seal.NewID(), seal.NewKey(), time.Hour); !errors.Is(err, ErrUnavailable) {
			t.Errorf("%q: Keep = %v", dir, err)
		}
		if dir != "" {
			continue
		}
		if _, err := Fetch(t.Context(), p, seal.NewID()); !errors.Is(err, ErrUnavailable) {
			t.Errorf("Fetch = %v", err)
		}
		if _, err := Left(t.Context(), p, seal.NewID()); !errors.Is(err, ErrUnavailable) {
			t.Errorf("Left = %v", err)
		}
		if err := Drop(t.Context(), p, seal.NewID()); !errors.Is(err, ErrUnavailable) {
			t.Errorf("Drop = %v", err)
		}
	}
	if _, err := os.Lstat(p.Dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a directory was made: %v", err)
	}
}

// Where no holder works, the message names each and nothing stays.
func TestNoHolder(t *testing.T) {
	p, journal := place(t), seal.NewID()
	missing := Place{Dir: p.Dir, Agent: []string{filepath.Join(p.Dir, "not-there")}}
	ends := Place{Dir: p.Dir, Agent: []string{"/bin/sh", "-c", "exit 0"}}
	babbles := Place{Dir: p.Dir, Agent: []string{"/bin/sh", "-c", "echo something else altogether"}}
	long := Place{Dir: p.Dir + strings.Repeat("g", 120), Agent: p.Agent}
	for _, tt := range []struct {
		name string
		p    Place
		hs   []holder
		want string
	}{
		{"no holder", p, nil, "neither a keyring nor an agent"},
		{"no agent", p, []holder{newAgent(Place{Dir: p.Dir}, journal)}, "there is no agent"},
		{"no program", p, []holder{newAgent(missing, journal)}, "no such file"},
		{"one that ends", p, []holder{newAgent(ends, journal)}, "it ended at once"},
		{"one that babbles", p, []holder{newAgent(babbles, journal)}, "it ended at once"},
		{"two", p, []holder{newAgent(missing, journal), newAgent(ends, journal)}, "and the agent does not start"},
		{"a long path", long, []holder{newAgent(long, journal)}, "too long a name"},
	} {
		h, err := keepWith(t.Context(), tt.p, journal, seal.NewKey(), time.Hour, tt.hs)
		if h != "" || !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), tt.want) || !strings.HasSuffix(err.Error(), "nothing was kept") {
			t.Errorf("%s: Keep = %q, %v", tt.name, h, err)
		}
		none(t, tt.p, journal, tt.name)
		entries, err := os.ReadDir(tt.p.Dir)
		if err != nil || len(entries) != 0 {
			t.Errorf("%s: left behind: %v, %v", tt.name, entries, err)
		}
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// Two journals do not know of each other, and neither's halves open the
// other.
func TestTwoJournals(t *testing.T) {
	p := place(t)
	one, keyOne := onlyAgent(t, p, time.Hour)
	two, keyTwo := onlyAgent(t, p, time.Hour)
	kept(t, p, one, keyOne)
	kept(t, p, two, keyTwo)

	// The one's file under the other's name, then the sockets exchanged.
	mine, err := os.ReadFile(half(p, two))
	must(t, err)
	theirs, err := os.ReadFile(half(p, one))
	must(t, err, os.WriteFile(half(p, two), theirs, 0o600))
	none(t, p, two, "taking the other's file")
	must(t, os.WriteFile(half(p, two), mine, 0o600))
	kept(t, p, two, keyTwo)
	a, b := newAgent(p, one).socket, newAgent(p, two).socket
	must(t, os.Rename(a, a+"x"), os.Rename(b, a), os.Rename(a+"x", b))
	none(t, p, one, "exchanging the sockets")
	none(t, p, two, "exchanging the sockets")
}

// Locking one journal leaves the other as it is.
func TestDropOne(t *testing.T) {
	p := place(t)
	one, _ := onlyAgent(t, p, time.Hour)
	two, key := onlyAgent(t, p, time.Hour)
	must(t, Drop(t.Context(), p, one))
	none(t, p, one, "Drop")
	kept(t, p, two, key)
}

// half is the path of a journal's file.
func half(p Place, journal [16]byte) string {
	return strings.TrimSuffix(newAgent(p, journal).socket, ".s")
}

// A program that keeps a journal unlocked while another looks gives it
// the key from before or from after, never half of each.
func TestFetchDuringKeep(t *testing.T) {
	p := place(t)
	journal, key := onlyAgent(t, p, time.Hour)
	done := make(chan error)
	go func() {
		var failed error
		for range 5 {
			_, err := keepWith(t.Context(), p, journal, key, time.Hour, []holder{newAgent(p, journal)})
			failed = errors.Join(failed, err)
		}
		done <- failed
	}()
	for {
		select {
		case err := <-done:
			must(t, err)
			kept(t, p, journal, key)
			return
		default:
			kept(t, p, journal, key)
		}
	}
}

// TestEnd is the arithmetic of the two clocks.
func TestEnd(t *testing.T) {
	start := moment{wall: 1_800_000_000*time.Second + 300*time.Millisecond, boot: 4000 * time.Second}
	at := func(wall, boot time.Duration) moment { return moment{start.wall + wall, start.boot + boot} }
	e := start.after(10 * time.Minute)
	for _, tt := range []struct {
		name string
		now  moment
		want time.Duration
	}{
		{"at once", start, 10 * time.Minute},
		{"halfway", at(5*time.Minute, 5*time.Minute), 5 * time.Minute},
		{"at its end", at(10*time.Minute, 10*time.Minute), 0},
		{"clock set back", at(-time.Hour, 4*time.Minute), 6 * time.Minute},
		{"clock set forward", at(9*time.Minute+700*time.Millisecond, time.Minute), time.Minute},
		{"clock set back, and over", at(-time.Hour, 11*time.Minute), -time.Minute},
	} {
		if got := e.left(tt.now); got != tt.want {
			t.Errorf("%s: %v left, want %v", tt.name, got, tt.want)
		}
	}
	if got := (moment{boot: time.Nanosecond}).after(time.Second); got != (end{1, 2}) {
		t.Errorf("rounded to %v", got)
	}
}
