package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestFitPlace(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // modes say nothing there
	}
	for _, tt := range []struct {
		name string
		mode os.FileMode
		fit  bool
	}{
		{"the writer's own", 0o700, true},
		{"readable", 0o755, true},
		{"of a group", 0o775, true},
		{"everybody's", 0o777, false},
		{"everybody's, but each their own", 0o777 | os.ModeSticky, true},
	} {
		dir := filepath.Join(t.TempDir(), "folder")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, tt.mode); err != nil {
			t.Fatal(err)
		}
		// Folders that are not there yet are made in the one that is.
		for _, path := range []string{filepath.Join(dir, "journal.db"), filepath.Join(dir, "a", "b", "journal.db")} {
			err := fitPlace(path)
			if (err == nil) != tt.fit {
				t.Errorf("%s: %v", tt.name, err)
			}
			if err != nil && status(err) != StatusMisused {
				t.Errorf("%s: status %d", tt.name, status(err))
			}
		}
	}
	if err := fitPlace("journal.db"); err != nil {
		t.Errorf("a name alone: %v", err)
	}
}

func TestLinuxSwap(t *testing.T) {
	const head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
	for _, tt := range []struct {
		name, table string
		uuids       map[string]string   // of devices of the mapper
		below       map[string][]string // what they lie on
		want        string
	}{
		{name: "no swap", table: head, want: swapNone},
		{name: "a partition", table: head + "/dev/sda2 partition 8388604 0 -2\n", want: swapPlain},
		{name: "a file", table: head + "/swapfile file 2097148 0 -2\n", want: swapPlain},
		{name: "in memory", table: head + "/dev/zram0 partition 8388604 0 100\n", want: swapSealed},
		{name: "dm-crypt", table: head + "/dev/dm-1 partition 8388604 0 -2\n", uuids: map[string]string{"dm-1": "CRYPT-PLAIN-swap\n"}, want: swapSealed},
		{name: "LVM on dm-crypt", table: head + "/dev/dm-2 partition 8388604 0 -2\n",
			uuids: map[string]string{"dm-2": "LVM-x\n", "dm-0": "CRYPT-LUKS2-x\n"}, below: map[string][]string{"dm-2": {"dm-0"}}, want: swapSealed},
		{name: "LVM on a disk", table: head + "/dev/dm-2 partition 8388604 0 -2\n",
			uuids: map[string]string{"dm-2": "LVM-x\n"}, below: map[string][]string{"dm-2": {"sda3"}}, want: swapPlain},
		{name: "LVM on both", table: head + "/dev/dm-2 partition 8388604 0 -2\n",
			uuids: map[string]string{"dm-2": "LVM-x\n", "dm-0": "CRYPT-x\n"}, below: map[string][]string{"dm-2": {"dm-0", "sda3"}}, want: swapPlain},
		{name: "one of two", table: head + "/dev/zram0 partition 8388604 0 100\n/dev/sda2 partition 8388604 0 -2\n", want: swapPlain},
		{name: "a device of itself", table: head + "/dev/dm-3 partition 1 0 -2\n", below: map[string][]string{"dm-3": {"dm-3"}}, want: swapPlain},
	} {
		root := t.TempDir()
		write := func(text string, path ...string) {
			t.Helper()
			name := filepath.Join(append([]string{root}, path...)...)
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		write(tt.table, "proc", "swaps")
		for device, uuid := range tt.uuids {
			write(uuid, "sys", "block", device, "dm", "uuid")
		}
		for device, all := range tt.below {
			for _, b := range all {
				write("", "sys", "block", device, "slaves", b)
			}
		}
		if got := linuxSwap(root); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := linuxSwap(t.TempDir()); got != swapUnknown {
		t.Errorf("without a table: %s", got)
	}
}
