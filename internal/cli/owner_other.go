//go:build !unix

package cli

import (
	"io/fs"
	"path/filepath"
	"strings"
)

// systems reports whether a file belongs to the system itself, which is
// not looked at here.
func systems(fs.FileInfo) bool { return true }

// sameDisk reports whether two files are on one disk, by its letter.
func sameDisk(one, two string) (same, known bool) {
	return strings.EqualFold(filepath.VolumeName(one), filepath.VolumeName(two)), true
}
