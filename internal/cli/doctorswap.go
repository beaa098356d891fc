package cli

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// What becomes of memory that the system writes to disk, as doctor names
// it.
const (
	swapNone    = "none"
	swapSealed  = "encrypted" // every place that it is written to looks so
	swapPlain   = "plain"     // at least one does not
	swapUnknown = "unknown"
)

// swapState looks at where this system writes memory to.
func swapState() string {
	switch runtime.GOOS {
	case "linux":
		return linuxSwap("/")
	case "darwin":
		return swapSealed // by the system, since OS X 10.7
	}
	return swapUnknown
}

// linuxSwap reads proc/swaps (proc(5)) and what sys says of the devices in
// it, both below root.
func linuxSwap(root string) string {
	f, err := os.Open(filepath.Join(root, "proc", "swaps"))
	if err != nil {
		return swapUnknown
	}
	defer f.Close()
	table, err := io.ReadAll(io.LimitReader(f, 1<<16))
	if err != nil {
		return swapUnknown
	}
	state := swapNone
	for i, line := range strings.Split(string(table), "\n") {
		fields := strings.Fields(line)
		switch {
		case i == 0 || len(fields) == 0: // the headings, the end
		case !sealedSwap(root, fields[0]):
			return swapPlain
		default:
			state = swapSealed
		}
	}
	return state
}

// sealedSwap reports whether a device of swap is in memory itself (zram)
// or looks encrypted: it or what it is made of is a device of dm-crypt.
// A file may stand on an encrypted disk, which cannot be told from its
// name.
func sealedSwap(root, name string) bool {
	device, ok := strings.CutPrefix(name, "/dev/")
	if !ok {
		return false
	}
	return strings.HasPrefix(device, "zram") || strings.HasPrefix(device, "dm-") && crypted(root, device, 4)
}

// crypted reports whether a device of the mapper is one of dm-crypt, or
// all of those it lies on are, looking at most so many layers down.
func crypted(root, device string, layers int) bool {
	block := filepath.Join(root, "sys", "block", device)
	uuid, err := os.ReadFile(filepath.Join(block, "dm", "uuid"))
	if err == nil && strings.HasPrefix(string(uuid), "CRYPT-") {
		return true
	}
	below, err := os.ReadDir(filepath.Join(block, "slaves"))
	if err != nil || len(below) == 0 || layers == 0 {
		return false
	}
	for _, e := range below {
		if !crypted(root, e.Name(), layers-1) {
			return false
		}
	}
	return true
}

// swapWords say it to people.
func swapWords(state string) string {
	switch state {
	case swapNone:
		return "There is no swap: memory is not written to disk."
	case swapSealed:
		return "What the system writes of memory to disk looks encrypted, or stays in memory."
	case swapPlain:
		return "The system may write memory to disk, and nothing says that it is encrypted there. Use full-disk encryption."
	}
	return "Whether the system writes memory to disk is not known here. Use full-disk encryption."
}
