package session

import "golang.org/x/sys/unix"

// bootClock counts from the start of the machine, asleep or awake.
const bootClock = unix.CLOCK_BOOTTIME

// closeToOthers keeps other processes of the same user out of this one's
// memory: no debugger, no /proc/PID/mem, no core dump (PR_SET_DUMPABLE in
// prctl(2)).
func closeToOthers() error { return unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }

// peer returns the user at the other end of a socket (SO_PEERCRED in
// unix(7)).
func peer(fd int) (uid uint32, err error) {
	c, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	if err != nil {
		return 0, err
	}
	return c.Uid, nil
}
