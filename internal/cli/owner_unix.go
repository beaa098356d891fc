//go:build unix

package cli

import (
	"io/fs"
	"os"
	"syscall"
)

// systems reports whether a file belongs to the system itself.
func systems(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && s.Uid == 0
}

// sameDisk reports whether two files are on one disk; known is false where
// one of them cannot be looked at.
func sameDisk(one, two string) (same, known bool) {
	var disks [2]uint64
	for i, path := range []string{one, two} {
		info, err := os.Stat(path)
		if err != nil {
			return false, false
		}
		s, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return false, false
		}
		disks[i] = uint64(s.Dev)
	}
	return disks[0] == disks[1], true
}
