package cli_test

import (
	"os"
	"syscall"
)

// descriptorOf returns a handle of its own for what f reads, which whoever
// gets it closes.
func descriptorOf(f *os.File) (int, error) {
	self, err := syscall.GetCurrentProcess()
	if err != nil {
		return 0, err
	}
	var own syscall.Handle
	err = syscall.DuplicateHandle(self, syscall.Handle(f.Fd()), self, &own, 0, false, syscall.DUPLICATE_SAME_ACCESS)
	return int(own), err
}
