package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// backupFlags are what backup was asked for.
type backupFlags struct {
	to                    string
	dryRun, keepAll, list bool
}

func (a *app) backupCommand() *cobra.Command {
	var f backupFlags
	cmd := &cobra.Command{
		Use:   "backup",
		Short: "Make a whole copy of the journal, checked, and thin out old ones",
		Long: `Backup writes a copy of the journal as it is at one moment, opens it and compares
it with the journal, and only then gives it its name. The copy is as sealed as
the journal, and no key is needed, so it can run unattended.

Then older backups in that folder are removed: the newest of each of the last
seven days and of each of the last four weeks that have one stay. --keep-all
removes none. Only files with the name of a backup of this journal are touched.
None is removed while the journal is in doubt: damaged, short of a record, not the
one that was here last, or not opened by the key at hand.

Without --to it goes to the folder that backups = "..." in config.toml names, or
to Afterword's own. A copy on another disk survives the loss of this one.`,
		Example: "  afterword backup\n  afterword backup --to . --keep-all\n  afterword backup --dry-run\n  afterword backup --list",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case f.list && (f.dryRun || f.keepAll):
				return misused("--list writes nothing; it takes --to at most")
			case f.list:
				return a.listBackups(c.Context(), f.to)
			}
			return a.backup(c.Context(), f)
		},
	}
	cmd.Flags().StringVar(&f.to, "to", "", "the `FOLDER` to write to")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "say what would be written and removed, and do neither")
	cmd.Flags().BoolVar(&f.keepAll, "keep-all", false, "remove no older backup")
	cmd.Flags().BoolVar(&f.list, "list", false, "list the backups that are known, the newest first")
	if err := cmd.MarkFlagDirname("to"); err != nil {
		panic(fmt.Sprintf("completing --to: %v", err)) // a mistake in this program
	}
	return cmd
}

// backupMade is what backup did, or would do.
type backupMade struct {
	Schema    string   `json:"schema"`
	Path      string   `json:"path"`
	Size      int64    `json:"size_bytes"` // 0 where nothing was written
	Records   int      `json:"records"`
	Revisions int      `json:"revisions"`
	Drafts    int      `json:"drafts"`
	KeyFile   string   `json:"key_file"` // empty unless it alone opens the copy
	Removed   []string `json:"removed"`
	DryRun    bool     `json:"dry_run"`
}

func (a *app) backup(ctx context.Context, f backupFlags) error {
	l, err := a.reach(ctx)
	if err != nil {
		return err
	}
	dir, err := a.backupFolder(f.to)
	if err != nil {
		return err
	}
	_, _, again := a.lastBackup(l.ID())
	b := backupMade{Schema: "afterword/backup/1", Removed: []string{}, DryRun: f.dryRun}
	if b.KeyFile, err = onlyKeyFile(ctx, l); err != nil {
		return err
	}
	if f.dryRun {
		b.Path = a.freeName(dir, l, "")
	} else {
		a.clearLeavings(dir)
		if b.Path, err = a.copyInto(ctx, l, dir, ""); err != nil {
			return folderFailed(err, dir, ", or name another folder by --to")
		}
		a.noteBackup(l.ID(), b.Path)
	}
	count, err := l.Count(ctx)
	if err != nil {
		return err
	}
	b.Records, b.Revisions, b.Drafts = count.Things, count.Revisions, count.Drafts
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	gone := a.outdated(dir, l, b)
	doubt, err := a.doubtful(ctx, l, gone)
	if err != nil {
		return err
	}
	if !f.keepAll && doubt == "" {
		if !f.dryRun {
			gone = a.removeSurplus(gone)
		}
		b.Removed = append(b.Removed, gone...)
	}
	if a.flags.json {
		return a.putJSON(b)
	}
	a.putBackup(b)
	if doubt != "" {
		a.say("No older backup was removed, since %s. Look at it: afterword verify", doubt)
	}
	if !again && !f.dryRun && below(filepath.Dir(l.Path()), dir) {
		a.say("%s", "It stands beside the journal. One on another disk as well outlives the loss of this one: afterword backup --to FOLDER")
	}
	return nil
}

// outdated are the older backups of a folder that can go, now that a new
// one is there. The new one stays, whatever the clock said when others were
// made.
func (a *app) outdated(dir string, l *vault.Locked, b backupMade) []string {
	all := a.backupsIn(dir, l.ID())
	if made, ok := a.readBackupName(l.ID(), b.Path); b.DryRun && ok {
		all = append(all, made)
		newestFirst(all)
	}
	return slices.DeleteFunc(surplus(all), func(path string) bool { return path == b.Path })
}

// putBackup prints where the backup is, and says the rest.
func (a *app) putBackup(b backupMade) {
	a.put("%s", b.Path)
	what := fmt.Sprintf("%s in %s, %s", counted(b.Records, "record"), counted(b.Revisions, "revision"), counted(b.Drafts, "draft"))
	if b.DryRun {
		a.say("A copy with %s would be written there. Nothing was written.", what)
		for _, path := range b.Removed {
			a.say("%s", "Would be removed: "+path)
		}
		return
	}
	a.say("A whole copy, compared with the journal: %s, %s.", what, sizeWords(b.Size))
	if len(b.Removed) > 0 {
		a.say("Removed, as newer ones are kept: %s.", counted(len(b.Removed), "older backup"))
	}
	if b.KeyFile != "" {
		a.say("%s", "It opens only together with the key file, which is not in it. Keep a copy of that too, apart from the backup: "+b.KeyFile+"\nA second way in, on paper: afterword recovery new")
	}
}

// onlyKeyFile is the journal's key file where nothing else opens it.
func onlyKeyFile(ctx context.Context, l *vault.Locked) (string, error) {
	ways, err := l.Ways(ctx)
	if err != nil || contains(ways, seal.SlotPassphrase) || contains(ways, seal.SlotRecovery) {
		return "", err
	}
	return l.KeyFile(), nil
}

// backupFolder is the folder to write to, absolute. Only Afterword's own
// is made: another that is missing is on a disk that is not plugged in.
func (a *app) backupFolder(to string) (string, error) {
	if to == "" {
		to = a.backupsDir()
	}
	dir, err := filepath.Abs(to)
	if err != nil {
		return "", fmt.Errorf("looking for the folder for backups: %w", err)
	}
	if dir == a.ownBackups() {
		return dir, nil // CopyTo makes it
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", hinted(fmt.Errorf("the folder %s: %w", dir, errNotFound), "No backup was made. Plug in the disk it is on, make the folder, or name another by --to.")
	case err != nil:
		return "", fmt.Errorf("looking at the folder for backups: %w", err)
	case !info.IsDir():
		return "", misused("%s is not a folder; name one by --to", dir)
	}
	return dir, nil
}

// freeName is a name for a new backup that no file in dir has.
func (a *app) freeName(dir string, l *vault.Locked, why string) string {
	for n := 1; ; n++ {
		path := filepath.Join(dir, backupName(l.ID(), a.Now(), n, why))
		if _, err := os.Lstat(path); err != nil {
			return path
		}
	}
}

// copyInto copies the journal into a folder. Another backup may take the
// name in the same second.
func (a *app) copyInto(ctx context.Context, l *vault.Locked, dir, why string) (path string, err error) {
	for range 10 {
		path = a.freeName(dir, l, why)
		if err = l.CopyTo(ctx, path); !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
	return path, err
}

// notWritable means that a folder takes no new file.
type notWritable struct {
	dir string
	err error
}

func (e notWritable) Error() string { return "nothing can be written to the folder " + e.dir }
func (e notWritable) Unwrap() error { return e.err }

// folderFailed says what a failure to write a copy into a folder means;
// otherwise is what can be done besides mending it.
func folderFailed(err error, dir, otherwise string) error {
	const nothing = "The journal is as it was, and no backup was removed. "
	switch {
	case errors.Is(err, vault.ErrFull):
		return hinted(err, nothing+"Free some space in %s%s.", dir, otherwise)
	case errors.Is(err, vault.ErrReadOnly):
		return hinted(notWritable{dir, err}, nothing+"Make it writable%s.", otherwise)
	}
	return err
}

// listBackups prints the backups that are known, or those in a folder. It
// is needed most where the journal is damaged or gone, and lists those of
// every journal then.
func (a *app) listBackups(ctx context.Context, in string) error {
	var id journal.ID
	l, err := a.reach(ctx)
	switch {
	case err == nil:
		id = l.ID()
	case errors.Is(err, vault.ErrNoJournal):
		a.say("There is no journal at %s. These are backups of any journal.", a.journalPath())
	case vault.Broken(err):
		a.say("The journal is damaged. These are backups of any journal.")
	default:
		return err
	}
	all := a.knownBackups(id)
	if in != "" {
		dir, err := a.backupFolder(in)
		if err != nil {
			return err
		}
		all = a.backupsIn(dir, id)
	}
	if a.flags.json {
		type one struct {
			Path  string `json:"path"`
			Made  string `json:"made"`
			Size  int64  `json:"size_bytes"`
			There bool   `json:"there"`
		}
		list := []one{}
		for _, b := range all {
			list = append(list, one{b.path, b.made.Format(time.RFC3339), b.size, b.there})
		}
		return a.putJSON(struct {
			Schema  string `json:"schema"`
			Backups []one  `json:"backups"`
		}{"afterword/backups/1", list})
	}
	if len(all) == 0 {
		a.say("No backup is known. Make one: afterword backup")
	}
	for _, b := range all {
		if b.there {
			a.put("%s  %s  %s", b.made.Format("2006-01-02 15:04"), sizeWords(b.size), b.path)
		} else {
			a.put("%s  not reachable now  %s", b.made.Format("2006-01-02 15:04"), b.path)
		}
	}
	return nil
}
