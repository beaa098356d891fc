package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

const (
	// notedBackups is how many backups are remembered, wherever they went.
	notedBackups = 50
	// oldBackup is when a backup is old.
	oldBackup = 30 * 24 * time.Hour
	// worthBackup is how many revisions a journal has before it is said
	// that it has no backup.
	worthBackup = 10
)

// backupNote is the file in which it is noted where backups went.
func (a *app) backupNote(id journal.ID) string {
	return filepath.Join(a.Dirs.State, id.String()+".backups")
}

// notedBackup reads that file, the oldest first, or all such files where
// the id is zero. What cannot be read is as if it were not there.
func (a *app) notedBackup(id journal.ID) []backup {
	if a.Dirs.State == "" {
		return nil
	}
	if id.IsZero() {
		var all []backup
		entries, _ := os.ReadDir(a.Dirs.State)
		for _, e := range entries {
			if one, ok := wholeID(strings.TrimSuffix(e.Name(), ".backups")); ok {
				all = append(all, a.notedBackup(one)...)
			}
		}
		return all
	}
	text, err := os.ReadFile(a.backupNote(id))
	if err != nil || len(text) > 1<<20 {
		return nil
	}
	var all []backup
	for line := range strings.Lines(string(text)) {
		when, path, ok := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		made, err := time.Parse(time.RFC3339, when)
		if !ok || err != nil || !filepath.IsAbs(path) {
			continue
		}
		b := backup{path: path, of: id.String()[:8], made: made}
		if named, ok := a.readBackupName(id, path); ok {
			b.regular = named.regular
		}
		if info, err := os.Stat(path); err == nil {
			b.there, b.size = true, info.Size()
		} else if _, err := os.Stat(filepath.Dir(path)); err == nil {
			continue // the folder is there and the backup is gone
		}
		all = append(all, b)
	}
	return all
}

// noteBackup notes a backup. A note is a help and never in the way. It is
// one line at the end, so that two backups at once are both noted.
func (a *app) noteBackup(id journal.ID, path string) {
	if a.Dirs.State == "" || strings.ContainsAny(path, "\r\n") || os.MkdirAll(a.Dirs.State, 0o700) != nil {
		return
	}
	f, err := os.OpenFile(a.backupNote(id), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, err = f.WriteString(noteLine(backup{path: path, made: a.Now()}))
	if errors.Join(err, f.Close()) != nil {
		return
	}
	all := a.notedBackup(id)
	if len(all) <= notedBackups {
		return
	}
	var text strings.Builder
	for _, b := range all[len(all)-notedBackups:] {
		text.WriteString(noteLine(b))
	}
	if o, err := stage(a.backupNote(id), []byte(text.String())); err == nil {
		defer o.drop()
		_ = o.place()
	}
}

// noteLine is a backup as it is noted.
func noteLine(b backup) string { return b.made.Format(time.RFC3339) + " " + b.path + "\n" }

// knownBackups are the backups of a journal in the usual folder and
// wherever else backups went, the newest first; of all journals where the
// id is zero.
func (a *app) knownBackups(id journal.ID) []backup {
	all := a.backupsIn(a.ownBackups(), id)
	if dir, err := filepath.Abs(a.backupsDir()); err == nil && dir != a.ownBackups() {
		all = append(all, a.backupsIn(dir, id)...)
	}
	for _, b := range a.notedBackup(id) {
		if !slices.ContainsFunc(all, func(have backup) bool { return have.path == b.path }) {
			all = append(all, b)
		}
	}
	newestFirst(all)
	return all
}

// ownBackups is the folder for backups where none was chosen.
func (a *app) ownBackups() string { return filepath.Join(a.Dirs.Data, "backups") }

// lastBackup is the newest backup of a journal, there or on a disk that is
// not plugged in now. What was made before a restore does not count.
func (a *app) lastBackup(id journal.ID) (made time.Time, path string, ok bool) {
	for _, b := range a.knownBackups(id) {
		if b.regular {
			return b.made, b.path, true
		}
	}
	return time.Time{}, "", false
}

// backupReminder says so where a journal worth it has no backup,
// or none of the last 30 days.
func (a *app) backupReminder(ctx context.Context, l *vault.Locked) notice {
	count, err := l.Count(ctx)
	if err != nil || count.Revisions < worthBackup {
		return notice{}
	}
	made, _, ok := a.lastBackup(l.ID())
	switch {
	case !ok:
		return notice{"There is no backup of the journal yet: afterword backup", "", "No backup yet: afterword backup"}
	case a.Now().Sub(made) > oldBackup:
		old := fmt.Sprintf("%d days old: afterword backup", int(a.Now().Sub(made).Hours()/24))
		return notice{"The last backup is " + old, "", "Backup " + old}
	}
	return notice{}
}

// backupBefore makes a backup before something changes much of the journal,
// or how it opens. Where the chosen folder is not there, such as on a disk that is
// not plugged in, it goes to Afterword's own.
func (a *app) backupBefore(ctx context.Context, l *vault.Locked) (path string, err error) {
	dir, err := a.backupFolder("")
	if err != nil {
		dir = a.ownBackups()
	}
	if path, err = a.copyInto(ctx, l, dir, ""); err != nil {
		return "", err
	}
	a.noteBackup(l.ID(), path) // nothing is removed for it: that is backup's business
	return path, nil
}

// rekeyBackups lets every known backup open with what opens the journal
// now. left are those that could not be reached or changed and go on
// opening as before.
func (a *app) rekeyBackups(ctx context.Context, l *vault.Locked) (done int, left []string) {
	for _, b := range a.knownBackups(l.ID()) {
		switch err := l.Rekey(ctx, b.path); {
		case errors.Is(err, vault.ErrOther), errors.Is(err, vault.ErrForeign):
			// A file that took a backup's name opens with nothing of ours.
		case err != nil:
			left = append(left, b.path)
		default:
			done++
		}
	}
	return done, left
}

// lastAtHand is the newest backup that `restore-backup last` would take; of
// any journal where none is here to say which.
func (a *app) lastAtHand() (backup, bool) {
	var id journal.ID
	if a.locked != nil {
		id = a.locked.ID()
	}
	for _, b := range a.knownBackups(id) {
		if b.regular && b.there {
			return b, true
		}
	}
	return backup{}, false
}

// backupWayOut is the way out of a journal of which nothing can be read.
func (a *app) backupWayOut() string {
	if _, ok := a.lastAtHand(); ok {
		return "Put the last backup in its place; the file as it is now is kept: afterword restore-backup last"
	}
	return "No backup is known here. One that is elsewhere: afterword restore-backup FILE"
}

// otherKeysHint names the newest backup that opens with other keys than the
// journal, whose own may be damaged. It stands behind another sentence.
func (a *app) otherKeysHint() string {
	if a.locked == nil {
		return ""
	}
	last, name := true, "last"
	for _, b := range a.knownBackups(a.locked.ID()) {
		if !b.regular || !b.there {
			continue
		}
		if !last {
			name = quoted(b.path)
		}
		if apart, err := a.locked.OpensApart(context.Background(), b.path); err == nil && apart {
			return " There is a backup that opens in another way. If what opens the journal is damaged, take the backup's: afterword restore-backup " + name + " --with-keys"
		}
		last = false
	}
	return ""
}
