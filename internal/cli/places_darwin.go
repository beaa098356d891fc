package cli

import (
	"strings"

	"golang.org/x/sys/unix"
)

// fileSystem names the kind of network file system that path is on, empty
// for any other.
func fileSystem(path string) (string, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return "", err
	}
	switch name := unix.ByteSliceToString(st.Fstypename[:]); {
	case name == "nfs":
		return "NFS", nil
	case name == "smbfs":
		return "SMB", nil
	case name == "webdav":
		return "WebDAV", nil
	case name == "afpfs":
		return "AFP", nil
	case strings.Contains(name, "fuse"):
		return "FUSE", nil
	}
	return "", nil
}
