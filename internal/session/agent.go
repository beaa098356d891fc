//go:build linux || darwin || freebsd

package session

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// agent holds a slot in the memory of a process of our own program.
type agent struct {
	command []string
	socket  string
}

func newAgent(p Place, journal [16]byte) agent {
	return agent{p.Agent, filepath.Join(p.Dir, hex.EncodeToString(journal[:])+".s")}
}

func (agent) name() Holder { return InAgent }

// The agent's end of a conversation is one byte long to ask and a slot,
// or the same byte, to answer.
const (
	askSlot = 'f'
	askEnd  = 'd'
)

// listening is what the agent says once it can be asked.
const listening = "listening\n"

const (
	patience   = 2 * time.Second  // with an answer over the socket
	beginnings = 10 * time.Second // with the start of a process on a busy machine
)

// keep starts the agent. It inherits no open file, no variable, no
// terminal and no directory: a pipe in, with what it keeps, a pipe out, on
// which it says that it listens, and that is all.
func (a agent) keep(ctx context.Context, slot []byte, e end) error {
	if len(a.command) == 0 {
		return errors.New("there is no agent")
	}
	if len(a.socket) >= len(unix.RawSockaddrUnix{}.Path) {
		return fmt.Errorf("the agent's socket would have too long a name (%s)", a.socket)
	}
	out, theirs, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("the agent does not start (%w)", err)
	}
	defer out.Close()
	c := exec.Command(a.command[0], a.command[1:]...)
	c.Dir, c.Env = "/", []string{}
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	c.Stdin, c.Stdout = bytes.NewReader(charge{e, a.socket, slot}.bytes()), theirs
	keepFromChildren()
	err = c.Start()
	theirs.Close()
	if err != nil {
		return fmt.Errorf("the agent does not start (%w)", err)
	}
	if err := hear(ctx, out); err != nil {
		_ = c.Process.Kill()
		_ = c.Wait()
		_ = os.Remove(a.socket)
		return fmt.Errorf("the agent does not start (%w)", err)
	}
	go c.Wait() // where this program outlives the agent
	return nil
}

// keepFromChildren makes sure that no file that this program was given
// open, such as the pipe a passphrase came through, is passed on.
func keepFromChildren() {
	const most = 1024
	for fd := 3; fd < most; fd++ {
		unix.CloseOnExec(fd)
	}
}

// hear waits until the agent says that it listens.
func hear(ctx context.Context, out *os.File) error {
	if err := out.SetReadDeadline(time.Now().Add(beginnings)); err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { _ = out.SetReadDeadline(time.Unix(1, 0)) })()
	said := make([]byte, len(listening))
	switch _, err := io.ReadFull(out, said); {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == io.EOF || err == nil && string(said) != listening:
		return errors.New("it ended at once")
	default:
		return err
	}
}

func (a agent) fetch(ctx context.Context) ([]byte, error) {
	slot, err := a.ask(ctx, askSlot)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil || len(slot) == 0 {
		return nil, fmt.Errorf("%w: the agent does not answer", ErrNone)
	}
	return slot, nil
}

// drop ends the agent. One that does not answer finds its socket gone and
// ends by itself; without the file it has nothing that opens.
func (a agent) drop(ctx context.Context) bool {
	said, err := a.ask(ctx, askEnd)
	_ = os.Remove(a.socket)
	return err == nil && len(said) > 0
}

// ask sends one byte and returns the answer. A socket that nobody listens
// at any more is taken away.
func (a agent) ask(ctx context.Context, what byte) ([]byte, error) {
	fd, err := newSocket()
	if err != nil {
		return nil, err
	}
	conn := os.NewFile(uintptr(fd), a.socket)
	defer conn.Close()
	if err := unix.Connect(fd, &unix.SockaddrUnix{Name: a.socket}); err != nil {
		if err == unix.ECONNREFUSED {
			_ = os.Remove(a.socket)
		}
		return nil, err
	}
	if uid, err := peer(fd); err != nil || !self(uid) {
		return nil, fmt.Errorf("%s is another user's", a.socket)
	}
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	if _, err := conn.Write([]byte{what}); err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(conn, mostSlot))
}

// self reports whether a user is the one this program runs as. Not even
// the superuser is let in as somebody else.
func self(uid uint32) bool { return int64(uid) == int64(os.Geteuid()) }

// newSocket makes a socket that no child inherits and no call waits at.
func newSocket() (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return -1, err
	}
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return -1, err
	}
	return fd, nil
}
