//go:build linux || darwin || freebsd

package session

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// charge is what an agent is started with.
type charge struct {
	end    end
	socket string
	slot   []byte
}

// A charge is the number of its layout, the two clocks, the length of the
// slot in two bytes, the slot, and the path to the end.
const (
	chargeLayout = 1
	chargeHead   = 1 + 4 + 4 + 2
	mostCharge   = 8 << 10
)

func (c charge) bytes() []byte {
	b := []byte{chargeLayout}
	b = binary.BigEndian.AppendUint32(b, c.end.wall)
	b = binary.BigEndian.AppendUint32(b, c.end.boot)
	b = binary.BigEndian.AppendUint16(b, uint16(len(c.slot)))
	return append(append(b, c.slot...), c.socket...)
}

// readCharge reads what bytes made.
func readCharge(b []byte) (c charge, err error) {
	if len(b) >= chargeHead && b[0] == chargeLayout {
		size := chargeHead + int(binary.BigEndian.Uint16(b[9:]))
		if size > chargeHead && size <= chargeHead+mostSlot && size < len(b) {
			c.end = end{binary.BigEndian.Uint32(b[1:]), binary.BigEndian.Uint32(b[5:])}
			c.slot = slices.Clone(b[chargeHead:size])
			c.socket = string(b[size:])
			return c, nil
		}
	}
	return c, errors.New(`the agent has nothing to keep: it is started by "afterword unlock" and not by hand`)
}

func serve(ctx context.Context, in io.Reader, out io.Writer) error {
	// Before anything is read that somebody else might look for.
	noCore := &unix.Rlimit{}
	if err := errors.Join(closeToOthers(), unix.Setrlimit(unix.RLIMIT_CORE, noCore)); err != nil {
		return fmt.Errorf("closing the agent to other programs: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(in, mostCharge))
	if err != nil {
		return fmt.Errorf("reading what to keep: %w", err)
	}
	c, err := readCharge(b)
	clear(b)
	if err != nil {
		return err
	}
	defer clear(c.slot)
	_ = unix.Mlock(c.slot) // so that it is not swapped, where that is allowed
	d, err := newDesk(c)
	if err != nil {
		return err
	}
	defer d.leave()
	if _, err := io.WriteString(out, listening); err != nil {
		return fmt.Errorf("saying that the agent listens: %w", err)
	}
	return d.attend(ctx)
}

// desk is where the agent is asked: a socket in the directory of the
// session.
type desk struct {
	charge
	listener *os.File
	inode    uint64 // of the socket, so that only its own is removed
	left     bool
}

// newDesk makes the socket, which is closed to others from the beginning.
func newDesk(c charge) (*desk, error) {
	fd, err := newSocket()
	if err != nil {
		return nil, fmt.Errorf("making the agent's socket: %w", err)
	}
	d := &desk{charge: c, listener: os.NewFile(uintptr(fd), c.socket)}
	umask := unix.Umask(0o177)
	err = unix.Bind(fd, &unix.SockaddrUnix{Name: c.socket})
	unix.Umask(umask)
	if err == nil {
		err = unix.Listen(fd, 16)
	}
	var st unix.Stat_t
	if err == nil {
		err = unix.Lstat(c.socket, &st)
	}
	if err != nil {
		d.listener.Close()
		return nil, fmt.Errorf("making the agent's socket %s: %w", c.socket, err)
	}
	d.inode = st.Ino
	return d, nil
}

// there reports whether the socket still has its name.
func (d *desk) there() bool {
	var st unix.Stat_t
	return unix.Lstat(d.socket, &st) == nil && st.Ino == d.inode
}

// leave takes the socket's name away and closes it, once: with the socket
// closed its number is free for that of the next agent.
func (d *desk) leave() {
	if d.left {
		return
	}
	d.left = true
	if d.there() {
		_ = os.Remove(d.socket)
	}
	_ = d.listener.Close()
}

// attend answers until there is nothing to answer for any more.
func (d *desk) attend(ctx context.Context) error {
	// Timers stand still while a machine sleeps, and a logout takes the
	// directory away without a word: both are noticed within a tick.
	const tick = 20 * time.Second
	defer context.AfterFunc(ctx, func() { _ = d.listener.Close() })()
	for {
		now, err := now()
		if err != nil {
			return fmt.Errorf("reading the clock: %w", err)
		}
		left := d.end.left(now)
		if left <= 0 || !d.there() || ctx.Err() != nil {
			return nil
		}
		// An error here is that of the closed socket, which accept has too.
		_ = d.listener.SetReadDeadline(time.Now().Add(min(left, tick)))
		conn, err := d.accept()
		switch {
		case err == nil:
			if d.answer(conn) {
				return nil
			}
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, unix.EINTR), errors.Is(err, unix.ECONNABORTED):
		default:
			return fmt.Errorf("listening at the agent's socket: %w", err)
		}
	}
}

// accept waits for somebody to ask.
func (d *desk) accept() (*os.File, error) {
	raw, err := d.listener.SyscallConn()
	if err != nil {
		return nil, err
	}
	var fd int
	var failed error
	err = raw.Read(func(listener uintptr) bool {
		fd, _, failed = unix.Accept(int(listener))
		return failed != unix.EAGAIN
	})
	if err = errors.Join(err, failed); err != nil {
		return nil, err
	}
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return nil, err
	}
	return os.NewFile(uintptr(fd), "caller"), nil
}

// answer answers one question of the same user, and reports whether it was
// the last. Everybody else is hung up on without a byte.
func (d *desk) answer(conn *os.File) (last bool) {
	defer conn.Close()
	raw, err := conn.SyscallConn()
	if err != nil {
		return false
	}
	ours := false
	err = raw.Control(func(fd uintptr) {
		uid, err := peer(int(fd))
		ours = err == nil && self(uid)
	})
	if err != nil || !ours || conn.SetDeadline(time.Now().Add(patience)) != nil {
		return false
	}
	question := make([]byte, 1)
	if _, err := io.ReadFull(conn, question); err != nil {
		return false
	}
	switch question[0] {
	case askSlot:
		if now, err := now(); err == nil && d.end.left(now) > 0 {
			_, _ = conn.Write(d.slot)
		}
	case askEnd:
		d.leave() // first, so that whoever hears it can start another
		_, _ = conn.Write(question)
		return true
	}
	return false
}

// now reads both clocks.
func now() (moment, error) {
	var t unix.Timespec
	if err := unix.ClockGettime(bootClock, &t); err != nil {
		return moment{}, err
	}
	return moment{wall: time.Duration(time.Now().UnixNano()), boot: time.Duration(t.Nano())}, nil
}
