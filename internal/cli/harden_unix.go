//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package cli

import "golang.org/x/sys/unix"

// harden closes this process to others before anything is opened: files
// are born without rights for others, a crash leaves no core file, and
// what may be read of a running process is cut down where the system can.
// All of it is best effort: there is nobody to tell who could do more.
//
// Children inherit the first two, which is meant for the editor. A text
// that Go itself prints on a crash cannot be made less from here: its
// level is never set below that of the environment (runtime/debug).
func harden() {
	unix.Umask(0o077)
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	closeToDebuggers()
}
