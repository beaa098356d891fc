//go:build linux || darwin || freebsd

package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"afterword/internal/seal"
)

// gone reports whether a path names nothing.
func gone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, os.ErrNotExist)
}

func TestAgentSocket(t *testing.T) {
	p := place(t)
	journal, key := onlyAgent(t, p, time.Hour)
	kept(t, p, journal, key)
	st, err := os.Lstat(newAgent(p, journal).socket)
	if err != nil || st.Mode() != os.ModeSocket|0o600 {
		t.Errorf("the socket: %v, %v", st, err)
	}
	if st, err := os.Lstat(p.Dir); err != nil || st.Mode() != os.ModeDir|0o700 {
		t.Errorf("the directory: %v, %v", st, err)
	}
	slot, err := newAgent(p, journal).fetch(t.Context())
	if err != nil || bytes.Contains(slot, key) {
		t.Errorf("the agent's half: %d bytes, the key in it: %t, %v", len(slot), bytes.Contains(slot, key), err)
	}
}

// asReporter is the first argument with which this test, in the place of
// an agent, writes down what it was given.
const asReporter = "report-what-was-given"

// report writes to a file what this process was given by the one before.
func report(path string) {
	dir, err := os.Getwd()
	session, _ := unix.Getsid(0)
	given := fmt.Sprintf("variables %q, arguments %q, directory %s %v, leads its session: %t, files:",
		os.Environ(), os.Args[1:], dir, err, session == os.Getpid())
	var pipe unix.Stat_t
	for fd := range 3 {
		if unix.Fstat(fd, &pipe) == nil {
			given += fmt.Sprintf(" %d %o", fd, pipe.Mode&unix.S_IFMT)
		}
	}
	for fd := 3; fd < 256; fd++ {
		var st unix.Stat_t
		// Files of the runtime itself are no regular ones, or none of ours.
		if unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFREG && st.Size == int64(len(passedOn)) {
			given += fmt.Sprintf(" %d", fd)
		}
	}
	_ = os.WriteFile(path, []byte(given), 0o600)
}

// passedOn is what a file holds that a child would inherit.
const passedOn = "what came through a file that stands open"

// The agent gets two pipes and its own command line, and nothing that this
// program was given.
func TestAgentInheritsNothing(t *testing.T) {
	open, err := os.CreateTemp(t.TempDir(), "open")
	must(t, err)
	defer open.Close()
	_, err = open.WriteString(passedOn)
	must(t, err)
	_, err = unix.FcntlInt(open.Fd(), unix.F_SETFD, 0) // as a shell leaves it
	must(t, err)
	t.Setenv("AFTERWORD_TEST_SECRET", "a variable")

	p, journal := place(t), seal.NewID()
	path := filepath.Join(t.TempDir(), "report")
	p.Agent = []string{p.Agent[0], asReporter, path}
	if _, err := keepWith(t.Context(), p, journal, seal.NewKey(), time.Hour, []holder{newAgent(p, journal)}); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Keep = %v", err)
	}
	got, err := os.ReadFile(path)
	want := fmt.Sprintf("variables [], arguments %q, directory / <nil>, leads its session: true, files: 0 10000 1 10000 2 20000", p.Agent[1:])
	if err != nil || string(got) != want {
		t.Errorf("the agent was given\n%s\nwant\n%s\n%v", got, want, err)
	}
}

// The agent ends by itself, and nobody has to have asked it.
func TestAgentExpires(t *testing.T) {
	t.Parallel()
	p := place(t)
	journal, _ := onlyAgent(t, p, time.Second)
	until(t, "the agent had left", func() bool { return gone(newAgent(p, journal).socket) })
	none(t, p, journal, "its end")
}

// The end is looked at when a key is fetched too, whatever holds it.
func TestFetchAfterTheEnd(t *testing.T) {
	journal := seal.NewID()
	now, err := now()
	must(t, err)
	for name, e := range map[string]end{
		"both clocks": {uint32(now.wall / time.Second), uint32(now.boot / time.Second)},
		"the wall":    {uint32(now.wall / time.Second), uint32(now.boot/time.Second) + 1000},
		"the machine": {uint32(now.wall/time.Second) + 1000, uint32(now.boot / time.Second)},
	} {
		slot, secret, err := wrap(journal, seal.NewKey(), e)
		must(t, err)
		key, _, err := fetchFrom(t.Context(), forgetful{slot}, journal, ticket{InAgent, e, secret})
		if key != nil || !errors.Is(err, ErrNone) {
			t.Errorf("%s: %d bytes, %v", name, len(key), err)
		}
	}
}

// forgetful holds a slot beyond its end.
type forgetful struct{ slot []byte }

func (forgetful) name() Holder                            { return InAgent }
func (forgetful) keep(context.Context, []byte, end) error { return nil }
func (f forgetful) fetch(context.Context) ([]byte, error) { return f.slot, nil }
func (f forgetful) drop(context.Context) bool             { return len(f.slot) > 0 }

// With the directory, which a logout takes away, goes what was kept.
func TestDirectoryTakenAway(t *testing.T) {
	p := place(t)
	journal, _ := onlyAgent(t, p, time.Hour)
	must(t, os.Rename(p.Dir, p.Dir+"2"))
	none(t, p, journal, "a logout")
	must(t, os.Rename(p.Dir+"2", p.Dir)) // so that the agent can be told to end
}

// What a dead agent leaves behind is noticed, removed, and no obstacle.
func TestStaleSocket(t *testing.T) {
	p, journal := place(t), seal.NewID()
	must(t, os.Mkdir(p.Dir, 0o700))
	a := newAgent(p, journal)
	leave := func() {
		fd, err := newSocket()
		must(t, err, unix.Bind(fd, &unix.SockaddrUnix{Name: a.socket}), unix.Listen(fd, 1), unix.Close(fd))
	}
	leave()
	if slot, err := a.fetch(t.Context()); slot != nil || !errors.Is(err, ErrNone) || !gone(a.socket) {
		t.Errorf("fetch = %d bytes, %v; socket gone: %t", len(slot), err, gone(a.socket))
	}
	leave()
	must(t, Drop(t.Context(), p, journal))
	if !gone(a.socket) {
		t.Error("Drop leaves a stale socket")
	}
	leave()
	key := seal.NewKey()
	h, err := keepWith(t.Context(), p, journal, key, time.Hour, []holder{a})
	if h != InAgent || err != nil {
		t.Fatalf("Keep = %q, %v", h, err)
	}
	kept(t, p, journal, key)
	must(t, Drop(t.Context(), p, journal))
}

// An agent that no longer answers does not hold a command up, and it does
// not stand in the way of the next one.
func TestDumbAgent(t *testing.T) {
	t.Parallel()
	p, journal := place(t), seal.NewID()
	must(t, os.Mkdir(p.Dir, 0o700))
	a := newAgent(p, journal)
	fd, err := newSocket()
	must(t, err, unix.Bind(fd, &unix.SockaddrUnix{Name: a.socket}), unix.Listen(fd, 1))
	defer unix.Close(fd)
	if slot, err := a.fetch(t.Context()); slot != nil || !errors.Is(err, ErrNone) {
		t.Errorf("fetch = %d bytes, %v", len(slot), err)
	}
	key := seal.NewKey()
	_, err = keepWith(t.Context(), p, journal, key, time.Hour, []holder{a})
	must(t, err)
	kept(t, p, journal, key)
	must(t, Drop(t.Context(), p, journal))
}

// Halves that do not belong together, such as the agent of an earlier
// session with the file of a later one, give nothing.
func TestAlteredSlot(t *testing.T) {
	journal, key := seal.NewID(), seal.NewKey()
	now, err := now()
	must(t, err)
	e := now.after(time.Hour)
	slot, secret, err := wrap(journal, key, e)
	must(t, err)
	got, left, err := fetchFrom(t.Context(), forgetful{slot}, journal, ticket{InAgent, e, secret})
	if err != nil || !bytes.Equal(got, key) || left <= 0 {
		t.Fatalf("unaltered: %d bytes, %v, %v", len(got), left, err)
	}
	for i := range slot {
		bad := bytes.Clone(slot)
		bad[i] ^= 0x80
		if got, _, err := fetchFrom(t.Context(), forgetful{bad}, journal, ticket{InAgent, e, secret}); got != nil || !errors.Is(err, ErrNone) {
			t.Errorf("byte %d changed: %d bytes, %v", i, len(got), err)
		}
	}
	for n := range slot {
		if got, _, err := fetchFrom(t.Context(), forgetful{slot[:n]}, journal, ticket{InAgent, e, secret}); got != nil || !errors.Is(err, ErrNone) {
			t.Errorf("cut to %d bytes: %d bytes, %v", n, len(got), err)
		}
	}
}

// TestServe runs the agent by hand: it wants what Keep sends, nothing else,
// and SIGTERM takes its socket away.
func TestServe(t *testing.T) {
	for _, in := range []string{"", "\x01", "hello\n", "\x01" + strings.Repeat("\xff", 400), strings.Repeat("\x00", 1<<14)} {
		c := exec.Command(program(t), asAgent)
		c.Stdin = strings.NewReader(in)
		out, err := c.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "nothing to keep") {
			t.Errorf("given %d bytes: %q, %v", len(in), out, err)
		}
	}
	for _, sig := range []os.Signal{unix.SIGTERM, unix.SIGKILL} {
		p, journal := place(t), seal.NewID()
		must(t, os.Mkdir(p.Dir, 0o700))
		now, err := now()
		must(t, err)
		a := newAgent(p, journal)
		c := exec.Command(program(t), asAgent)
		c.Stdin = bytes.NewReader(charge{now.after(time.Hour), a.socket, []byte("a slot")}.bytes())
		out, err := c.StdoutPipe()
		must(t, err, c.Start())
		said := make([]byte, len(listening))
		if _, err := out.Read(said); err != nil || string(said) != listening {
			t.Errorf("it says %q, %v", said, err)
		}
		slot, err := a.fetch(t.Context())
		if err != nil || string(slot) != "a slot" {
			t.Errorf("it has %q, %v", slot, err)
		}
		must(t, c.Process.Signal(sig))
		err = c.Wait()
		if sig == unix.SIGTERM && (err != nil || !gone(a.socket)) {
			t.Errorf("ended by %v: %v; socket gone: %t", sig, err, gone(a.socket))
		}
		// Killed, it cannot clean up, and the next one who asks does.
		if _, err := a.fetch(t.Context()); !errors.Is(err, ErrNone) || !gone(a.socket) {
			t.Errorf("after %v: %v; socket gone: %t", sig, err, gone(a.socket))
		}
	}
}

func TestChargeAndTicket(t *testing.T) {
	c := charge{end{1, 1 << 31}, "/run/x.s", []byte{1, 2, 3}}
	got, err := readCharge(c.bytes())
	if err != nil || got.end != c.end || got.socket != c.socket || !bytes.Equal(got.slot, c.slot) {
		t.Errorf("readCharge = %v, %v", got, err)
	}
	for _, h := range []Holder{InKernel, InAgent} {
		want := ticket{h, end{7, 9}, seal.NewKey()}
		got, ok := readTicket(want.bytes())
		if !ok || got.holder != h || got.end != want.end || !bytes.Equal(got.secret, want.secret) {
			t.Errorf("readTicket = %v, %t", got, ok)
		}
	}
}
