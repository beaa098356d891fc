//go:build unix

package cli

import (
	"os"
	"syscall"
)

// hardLinks is how many names a file has on its disk, 0 if not known.
func hardLinks(path string) uint64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink)
	}
	return 0
}
