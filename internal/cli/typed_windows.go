package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// discardTyped throws away what was typed at a terminal and not read yet.
func discardTyped(f *os.File) error {
	return windows.FlushConsoleInputBuffer(windows.Handle(f.Fd()))
}
