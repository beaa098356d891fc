package cli

import "golang.org/x/sys/unix"

// closeToDebuggers keeps other processes of the same user out of this
// one's memory (PR_SET_DUMPABLE in prctl(2)). It ends with the next
// execve, so children are as they would be.
func closeToDebuggers() { _ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }
