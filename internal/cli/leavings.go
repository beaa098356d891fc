package cli

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// leavingAge is how old an unfinished file is before it is certainly
// nobody's any more.
const leavingAge = 24 * time.Hour

// sweepLeavings removes what earlier runs that were cut off left of files
// they had not finished, in Afterword's own directories and in silence.
// It is done after every command that looked at the journal. What is in
// the editor's directories is wipeLeftovers' business.
func (a *app) sweepLeavings() {
	if a.locked == nil {
		return
	}
	for _, dir := range []string{a.Dirs.Data, a.Dirs.State, a.Dirs.Config, a.ownBackups()} {
		if !filepath.IsAbs(dir) {
			continue
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // nothing was ever made there
		}
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), ".afterword-") && !strings.HasPrefix(e.Name(), ".anchor-") {
				continue
			}
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() && ours(info) && a.Now().Sub(info.ModTime()) > leavingAge {
				_ = os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
}
