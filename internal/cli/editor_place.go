package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// editDir begins the name of every directory that is made for the editor.
// The id of the process follows it.
const editDir = "afterword-edit-"

// places are where such a directory can be, the best first: two that are
// in memory, and the configuration's, which is not.
func (a *app) places() []string {
	var all []string
	if dir := a.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) {
		all = append(all, dir)
	}
	return append(all, "/dev/shm", a.Dirs.Config)
}

// privateDir makes a directory that only the writer can enter.
func (a *app) privateDir() (string, error) {
	pattern := fmt.Sprintf("%s%d-*", editDir, os.Getpid())
	for _, place := range a.places() {
		if place == a.Dirs.Config {
			if err := os.MkdirAll(place, 0o700); err != nil {
				return "", fmt.Errorf("making a place for the editor: %w", err)
			}
		} else if info, err := os.Stat(place); err != nil || !info.IsDir() {
			continue
		}
		dir, err := os.MkdirTemp(place, pattern)
		if err == nil && place == a.Dirs.Config {
			a.say("While the editor is open the text stands on the disk, in %s; afterwards it is overwritten and removed.", dir)
		}
		if err == nil || place == a.Dirs.Config {
			return dir, err
		}
	}
	return "", fmt.Errorf("making a place for the editor: %w", fs.ErrNotExist)
}

// wipeLeftovers removes what a run left that was killed while its editor
// was open. What belongs to a process that is alive stays.
func (a *app) wipeLeftovers() {
	for _, place := range a.places() {
		dirs, err := filepath.Glob(filepath.Join(place, editDir+"*"))
		if err != nil {
			continue
		}
		for _, dir := range dirs {
			owner, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), editDir), "-")
			pid, err := strconv.Atoi(owner)
			if err != nil || pid <= 0 || running(pid) {
				continue
			}
			// Others may write to /dev/shm; only what is ours is touched.
			if info, err := os.Lstat(dir); err == nil && info.IsDir() && ours(info) {
				wipe(dir)
			}
		}
	}
}

// wipe overwrites every file in dir and removes it all. It is best effort:
// there is nobody to tell who could do more.
func wipe(dir string) {
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			overwrite(path)
		}
		return nil
	})
	_ = os.RemoveAll(dir)
}

// overwrite puts zeros in place of a file's bytes.
func overwrite(path string) {
	_ = os.Chmod(path, 0o600)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return
	}
	zeros := make([]byte, 64<<10)
	for left := info.Size(); left > 0; left -= int64(len(zeros)) {
		if _, err := f.Write(zeros[:min(left, int64(len(zeros)))]); err != nil {
			return
		}
	}
	_ = f.Sync()
}
