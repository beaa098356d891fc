package cli

import "testing"

func TestByMagic(t *testing.T) {
	for _, tt := range []struct {
		name  string
		magic uint32
		want  string
	}{
		{"ext4", 0xef53, ""}, {"btrfs", 0x9123683e, ""}, {"xfs", 0x58465342, ""}, {"tmpfs", 0x01021994, ""}, {"zfs", 0x2fc12fc1, ""},
		{"overlay", 0x794c7630, ""}, {"vfat", 0x4d44, ""}, {"exfat", 0x2011bab0, ""}, {"ecryptfs", 0xf15f, ""},
		{"nfs", 0x6969, "NFS"}, {"smb", 0x517b, "SMB"}, {"cifs", 0xff534d42, "SMB"}, {"smb2", 0xfe534d42, "SMB"},
		{"9p", 0x01021997, "9P"}, {"afs", 0x5346414f, "AFS"}, {"kafs", 0x6b414653, "AFS"}, {"coda", 0x73757245, "Coda"},
		{"ncp", 0x564c, "NCP"}, {"ceph", 0x00c36400, "Ceph"}, {"fuse", 0x65735546, "FUSE"},
	} {
		if got := byMagic(tt.magic); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := networkOf(t.TempDir() + "/not/there/journal.db"); got != "" {
		t.Errorf("the test's own directory is %s", got)
	}
}
