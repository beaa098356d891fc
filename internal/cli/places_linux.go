package cli

import "golang.org/x/sys/unix"

// fileSystem names the kind of network file system that path is on, empty
// for any other.
func fileSystem(path string) (string, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return "", err
	}
	return byMagic(uint32(st.Type)), nil
}

// byMagic names the network file systems among the numbers of statfs(2);
// those of FUSE are in the kernel's fuse_i.h, 9P's in magic.h. What is
// behind FUSE is not known: sshfs and rclone are other computers, a
// memory stick with NTFS is not.
func byMagic(magic uint32) string {
	switch magic {
	case 0x6969:
		return "NFS"
	case 0x517b, 0xff534d42, 0xfe534d42:
		return "SMB"
	case 0x01021997:
		return "9P"
	case 0x5346414f, 0x6b414653:
		return "AFS"
	case 0x73757245:
		return "Coda"
	case 0x564c:
		return "NCP"
	case 0x00c36400:
		return "Ceph"
	case 0x65735546:
		return "FUSE"
	}
	return ""
}
