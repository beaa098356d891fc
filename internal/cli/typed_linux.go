package cli

import (
	"os"

	"golang.org/x/sys/unix"
)

// discardTyped throws away what was typed at a terminal and not read yet.
func discardTyped(f *os.File) error {
	return unix.IoctlSetInt(int(f.Fd()), unix.TCFLSH, unix.TCIFLUSH)
}
