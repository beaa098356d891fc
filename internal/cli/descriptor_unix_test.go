//go:build !windows

package cli_test

import (
	"os"
	"syscall"
)

// descriptorOf returns a descriptor of its own for what f reads, which
// whoever gets it closes.
func descriptorOf(f *os.File) (int, error) { return syscall.Dup(int(f.Fd())) }
