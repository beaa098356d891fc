//go:build darwin || freebsd

package session

import "golang.org/x/sys/unix"

// bootClock counts from the start of the machine; on macOS while it is
// asleep too.
const bootClock = unix.CLOCK_MONOTONIC

// holders are the ways to hold a journal's slot.
func holders(p Place, journal [16]byte) []holder { return []holder{newAgent(p, journal)} }

// closeToOthers has nothing to do: here the system itself asks who may
// debug a program. Core dumps are switched off on every system.
func closeToOthers() error { return nil }

// peer returns the user at the other end of a socket (LOCAL_PEERCRED in
// unix(4)).
func peer(fd int) (uid uint32, err error) {
	c, err := unix.GetsockoptXucred(fd, unix.SOL_LOCAL, unix.LOCAL_PEERCRED)
	if err != nil {
		return 0, err
	}
	return c.Uid, nil
}
