package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"afterword/internal/journal"
)

// keptDays and keptWeeks are how many days and weeks that have a backup
// keep their newest one.
const keptDays, keptWeeks = 7, 4

// backupTime is the part of a backup's name that says when it was made,
// by the clock on the wall; no colon, so that every file system takes it.
const backupTime = "2006-01-02T150405"

// backup is one backup of the journal.
type backup struct {
	path string
	of   string    // how the journal's id begins, 8 characters
	made time.Time // as its name has it, to the second
	// regular means that its name is one that rotation goes by; copies made
	// before a restore are not.
	regular bool
	there   bool // the file is there now; another disk may be unplugged
	size    int64
}

// backupName is the name of a backup made at a moment; n counts those of
// the same second, from 1.
func backupName(id journal.ID, at time.Time, n int, why string) string {
	name := "afterword-" + id.String()[:8] + "-" + at.Format(backupTime)
	if n > 1 {
		name += fmt.Sprintf("-%d", n)
	}
	return name + why + ".db"
}

// beforeRestore marks the copy of what a restore takes the place of.
const beforeRestore = "-before-restore"

// readBackupName takes such a name apart, for the journal of that id only,
// or for any where the id is zero.
func (a *app) readBackupName(id journal.ID, path string) (b backup, ok bool) {
	of := `[0-9a-z]{8}`
	if !id.IsZero() {
		of = id.String()[:8]
	}
	pattern := regexp.MustCompile(`^afterword-(` + of + `)-(\d{4}-\d\d-\d\dT\d{6})(?:-[1-9]\d*)?(` + beforeRestore + `)?\.db$`)
	m := pattern.FindStringSubmatch(filepath.Base(path))
	if m == nil {
		return b, false
	}
	made, err := time.ParseInLocation(backupTime, m[2], a.Now().Location())
	return backup{path: path, of: m[1], made: made, regular: m[3] == ""}, err == nil
}

// wholeID reads an id that is written out in full.
func wholeID(s string) (journal.ID, bool) {
	p, err := journal.ParsePrefix(s)
	if err != nil {
		return journal.ID{}, false
	}
	id, _ := p.Bounds()
	return id, id.String() == s
}

// backupsIn lists the backups of one journal in a folder, the newest
// first, or of any where the id is zero. The copy that was made before the
// file's format changed is one.
func (a *app) backupsIn(dir string, id journal.ID) []backup {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var all []backup
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		b, ok := a.readBackupName(id, path)
		name, rest, _ := strings.Cut(e.Name(), "-format")
		if one, ok := wholeID(name); ok && filepath.Ext(rest) == ".db" && (id.IsZero() || id == one) {
			b, ok = backup{path: path, of: name[:8], made: info.ModTime()}, true
		}
		if ok {
			b.there, b.size = true, info.Size()
			all = append(all, b)
		}
	}
	newestFirst(all)
	return all
}

func newestFirst(all []backup) {
	slices.SortStableFunc(all, func(x, y backup) int {
		if c := y.made.Compare(x.made); c != 0 {
			return c
		}
		if len(x.path) != len(y.path) { // -10 was made after -9
			return len(y.path) - len(x.path)
		}
		return strings.Compare(y.path, x.path)
	})
}

// surplus are the backups that rotation takes away, the oldest last: all
// but the newest, the newest of each of the last days and of each of the
// last weeks that have one.
func surplus(all []backup) []string {
	days, weeks := map[string]bool{}, map[string]bool{}
	var gone []string
	first := true
	for _, b := range all {
		if !b.regular {
			continue
		}
		day := b.made.Format(time.DateOnly)
		year, n := b.made.ISOWeek()
		week := fmt.Sprintf("%d-%d", year, n)
		keep := first
		first = false
		if !days[day] && len(days) < keptDays {
			days[day], keep = true, true
		}
		if !weeks[week] && len(weeks) < keptWeeks {
			weeks[week], keep = true, true
		}
		if !keep {
			gone = append(gone, b.path)
		}
	}
	return gone
}

// removeSurplus removes backups and says which could not be removed.
func (a *app) removeSurplus(paths []string) (removed []string) {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			a.say("An older backup could not be removed: %v", err)
			continue
		}
		removed = append(removed, path)
	}
	return removed
}

// clearLeavings removes what a backup that was cut off left in a folder,
// once it is a day old and certainly nobody's any more.
func (a *app) clearLeavings(dir string) {
	leavings, err := filepath.Glob(filepath.Join(dir, ".afterword-*.part*"))
	if err != nil {
		return
	}
	for _, path := range leavings {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && a.Now().Sub(info.ModTime()) > 24*time.Hour {
			os.Remove(path)
		}
	}
}
