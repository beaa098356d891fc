package session

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"afterword/internal/seal"
)

// The first arguments with which this test fetches a key from a login
// session of its own, and tells how open a process is.
const (
	asNewLogin = "fetch-in-a-new-login"
	asClosed   = "be-closed-to-others"
)

func childOfSystem(args []string) bool {
	switch args[0] {
	case asNewLogin:
		// The keyring of a session belongs to a thread.
		runtime.LockOSThread()
		_, err := unix.KeyctlInt(unix.KEYCTL_JOIN_SESSION_KEYRING, 0, 0, 0, 0)
		id, bad := hex.DecodeString(args[2])
		if err != nil || bad != nil {
			fmt.Print(errors.Join(err, bad))
			return true
		}
		key, err := Fetch(context.Background(), Place{Dir: args[1]}, [16]byte(id))
		fmt.Printf("%x", key)
		if err != nil {
			fmt.Print(err)
		}
	case asClosed:
		before, _ := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
		err := closeToOthers()
		after, _ := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
		fmt.Print(before, after, err)
	default:
		return false
	}
	return true
}

// onlyKernel keeps a new journal's key in the kernel's keyring. Where that
// is blocked, it makes sure that Keep says so and stores nothing.
func onlyKernel(t *testing.T, p Place, d time.Duration) (journal [16]byte, key []byte, ok bool) {
	t.Helper()
	journal, key = seal.NewID(), seal.NewKey()
	h, err := keepWith(t.Context(), p, journal, key, d, []holder{newKernel(journal)})
	if err == nil && h == InKernel {
		t.Cleanup(func() { newKernel(journal).drop(t.Context()) })
		return journal, key, true
	}
	var errno unix.Errno
	if h != "" || !errors.Is(err, ErrUnavailable) || !errors.As(err, &errno) || !strings.Contains(err.Error(), "keyring is blocked") {
		t.Errorf("Keep = %q, %v", h, err)
	}
	none(t, p, journal, "a blocked keyring")
	t.Logf("the keyring is blocked here: %v", err)
	return journal, key, false
}

// The kernel's half is found by its name, from wherever.
func TestKernelDropFromElsewhere(t *testing.T) {
	for name, elsewhere := range map[string]Place{"no directory": {}, "one that is not there": {Dir: place(t).Dir}} {
		p := place(t)
		journal, key, ok := onlyKernel(t, p, time.Hour)
		if !ok {
			return
		}
		kept(t, p, journal, key)
		must(t, Drop(t.Context(), elsewhere, journal))
		none(t, p, journal, name)
	}
}

func TestKernel(t *testing.T) {
	p := place(t)
	journal, key, ok := onlyKernel(t, p, time.Hour)
	if !ok {
		return
	}
	k := newKernel(journal)
	kept(t, p, journal, key)
	if !gone(newAgent(p, journal).socket) {
		t.Error("there is an agent as well")
	}
	id, err := k.find()
	must(t, err)
	// type;uid;gid;perm;description
	about, err := unix.KeyctlString(unix.KEYCTL_DESCRIBE, id)
	if want := fmt.Sprintf("user;%d;%d;0f0f0000;%s", os.Geteuid(), os.Getegid(), k.label); err != nil || about != want {
		t.Errorf("the keyring says %q, want %q, %v", about, want, err)
	}
	if _, err := unix.KeyctlInt(unix.KEYCTL_SET_TIMEOUT, id, 1<<20, 0, 0); err == nil && os.Geteuid() != 0 {
		t.Error("its time can be made longer")
	}
	slot, err := k.read()
	must(t, err)
	if strings.Contains(string(slot), string(key)) {
		t.Error("the keyring has the key itself")
	}

	// Somebody logged in a second time, or a service, whose session is
	// not linked to the keyring of the user.
	out, err := exec.Command(program(t), asNewLogin, p.Dir, hex.EncodeToString(journal[:])).Output()
	if err != nil || string(out) != hex.EncodeToString(key) {
		t.Errorf("a new login does not get the key: %d bytes, %v", len(out), err)
	}

	// The other half altered: KEYCTL_UPDATE needs a right we have.
	for i := range slot {
		slot[i] ^= 1
		_, err := unix.KeyctlBuffer(unix.KEYCTL_UPDATE, id, slot, 0)
		must(t, err)
		none(t, p, journal, fmt.Sprintf("changing byte %d in the keyring", i))
		slot[i] ^= 1
	}
	_, err = unix.KeyctlBuffer(unix.KEYCTL_UPDATE, id, slot, 0)
	must(t, err)

	must(t, Drop(t.Context(), p, journal))
	none(t, p, journal, "Drop")
	if _, err := k.find(); err == nil {
		t.Error("Drop leaves it in the keyring")
	}
}

// The kernel forgets the slot by itself.
func TestKernelExpires(t *testing.T) {
	t.Parallel()
	p := place(t)
	journal, _, ok := onlyKernel(t, p, time.Second)
	if !ok {
		return
	}
	until(t, "the kernel had forgotten it", func() bool { _, err := newKernel(journal).read(); return err != nil })
	none(t, p, journal, "its end")
	key := seal.NewKey()
	_, err := keepWith(t.Context(), p, journal, key, time.Hour, []holder{newKernel(journal)})
	must(t, err)
	kept(t, p, journal, key)
	must(t, Drop(t.Context(), p, journal))
}

// Changing from one holder to the other leaves nothing with the first.
func TestChangeOfHolder(t *testing.T) {
	p := place(t)
	journal, _, ok := onlyKernel(t, p, time.Hour)
	key := seal.NewKey()
	_, err := keepWith(t.Context(), p, journal, key, time.Hour, []holder{newAgent(p, journal)})
	must(t, err)
	kept(t, p, journal, key)
	if _, err := newKernel(journal).read(); err == nil {
		t.Error("the keyring still has what the agent has")
	}
	if ok {
		_, err := keepWith(t.Context(), p, journal, key, time.Hour, []holder{newKernel(journal)})
		must(t, err)
		kept(t, p, journal, key)
		if !gone(newAgent(p, journal).socket) {
			t.Error("the agent still has what the keyring has")
		}
	}
	must(t, Drop(t.Context(), p, journal))
}

// Where the keyring refuses, the agent is next. The message of a refusal
// names the cause.
func TestKernelBlocked(t *testing.T) {
	p, journal, key := place(t), seal.NewID(), seal.NewKey()
	refuses := kernel{strings.Repeat("x", 5000)} // longer than a label may be
	h, err := keepWith(t.Context(), p, journal, key, time.Hour, []holder{refuses, newAgent(p, journal)})
	if h != InAgent || err != nil {
		t.Fatalf("Keep = %q, %v", h, err)
	}
	kept(t, p, journal, key)
	must(t, Drop(t.Context(), p, journal))
	_, err = keepWith(t.Context(), p, journal, key, time.Hour, []holder{refuses, newAgent(Place{Dir: p.Dir}, journal)})
	var errno unix.Errno
	if !errors.Is(err, ErrUnavailable) || !errors.As(err, &errno) {
		t.Errorf("Keep = %v", err)
	}
	none(t, p, journal, "a refusal")
}

// The running agent is closed to its own user: no core dump, and nobody
// but the superuser looks into its memory.
func TestAgentClosed(t *testing.T) {
	p := place(t)
	journal, _ := onlyAgent(t, p, time.Hour)
	proc := filepath.Join("/proc", fmt.Sprint(pidOf(t, newAgent(p, journal).socket)))
	limits, err := os.ReadFile(filepath.Join(proc, "limits"))
	if fields := strings.Fields(line(string(limits), "Max core file size")); err != nil || len(fields) < 6 || fields[4] != "0" {
		t.Errorf("its core dumps: %q, %v", fields, err)
	}
	if os.Geteuid() != 0 {
		if f, err := os.Open(filepath.Join(proc, "mem")); !errors.Is(err, os.ErrPermission) {
			f.Close()
			t.Errorf("its memory: %v", err)
		}
	}
	out, err := exec.Command(program(t), asClosed).Output()
	if err != nil || string(out) != "1 0 <nil>" {
		t.Errorf("dumpable before and after: %q, %v", out, err)
	}
}

// line returns the line of a text that begins so.
func line(text, begins string) string {
	for l := range strings.Lines(text) {
		if strings.HasPrefix(l, begins) {
			return l
		}
	}
	return ""
}

// pidOf returns the process that listens at a socket.
func pidOf(t *testing.T, socket string) int32 {
	t.Helper()
	fd, err := newSocket()
	must(t, err)
	defer unix.Close(fd)
	must(t, unix.Connect(fd, &unix.SockaddrUnix{Name: socket}))
	c, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	must(t, err)
	return c.Pid
}
