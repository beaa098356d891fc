package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// restoreFlags are what restore-backup was asked for.
type restoreFlags struct{ dryRun, replaceOther, keys, dropAside bool }

func (a *app) restoreBackupCommand() *cobra.Command {
	var f restoreFlags
	cmd := &cobra.Command{
		Use:   "restore-backup FILE | restore-backup last",
		Short: "Put a backup in the journal's place",
		Long: `Restore-backup checks the backup first, says what would change, and asks. The
journal as it is now is kept beside the backups before anything else; then the
backup takes its place, all of it or, if it is cut off, none. What opens the
journal now goes on opening it, and what was written while it was locked stays
waiting.

FILE is only read; last means the newest known backup that is whole. A journal that is
damaged is moved aside and stays as it is. Where no passphrase, words or key file
are left in it, what opened the backup opens it again.`,
		Example: "  afterword restore-backup last --dry-run\n  afterword restore-backup last --yes",
		Args:    exactly(1, "say which backup, such as one that `afterword backup --list` shows, or last"),
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.backupCompletions(c.Context()), cobra.ShellCompDirectiveDefault
		},
		RunE: func(c *cobra.Command, args []string) error { return a.restoreBackup(c.Context(), args[0], f) },
	}
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "check the backup and say what would change, and change nothing")
	cmd.Flags().BoolVar(&f.replaceOther, "replace-other", false, "let the backup of another journal take this one's place")
	cmd.Flags().BoolVar(&f.keys, "with-keys", false, "take what opened the backup too, where what opens the journal is damaged or lost")
	cmd.Flags().BoolVar(&f.dropAside, "drop-set-aside", false, "drop what was written while locked and does not open; the copy that is kept has it")
	return cmd
}

// backupCompletions are the backups that are there, for the shell to offer.
func (a *app) backupCompletions(ctx context.Context) []string {
	if ctx == nil {
		ctx = context.Background()
	}
	var id journal.ID
	if l, err := a.reach(ctx); err == nil {
		id = l.ID()
	}
	out := []string{"last"}
	for _, b := range a.knownBackups(id) {
		if b.there {
			out = append(out, b.path)
		}
	}
	return out
}

// restoring is one restore while it is decided on.
type restoring struct {
	from     string
	copy     *vault.Copy
	journal  *vault.Locked // nil where there is none, or none that is whole
	damaged  bool          // the journal's file is to be moved aside
	slotless bool          // its key slots are gone, and are taken from the copy
	alike    bool          // the copy opens with the same as the journal
	onlyCopy bool          // the key that was given opens the copy and not the journal
	other    bool          // the copy is of another journal

	here, there vault.Count
	standing    vault.Standing
	lacks       int    // revisions that are in the copy and were taken out of the journal
	records     bool   // every record of the copy was opened, not only compared
	kept        string // where the journal as it is goes
}

func (a *app) restoreBackup(ctx context.Context, file string, f restoreFlags) error {
	r, err := a.restoreFrom(ctx, file)
	if err != nil {
		return err
	}
	defer r.copy.Close()
	if r.other && !f.replaceOther {
		return hinted(misused("%s is a backup of another journal than the one at %s; nothing was changed", r.from, a.journalPath()),
			"Put it in a place of its own with --journal FILE, or give --replace-other to let it take this one's place.")
	}
	f.keys = f.keys || r.slotless
	facts := a.restoreFacts(r, f)
	for _, fact := range facts {
		a.say("%s", fact)
	}
	if !f.dryRun {
		sure, err := a.confirm(ctx, "Put the backup in the journal's place?", strings.Join(facts, "\n"))
		if err != nil {
			return err
		}
		if !sure {
			a.say("Nothing was changed.")
			return nil
		}
		if err := a.putBack(ctx, r, f); err != nil {
			return err
		}
	}
	if a.flags.json {
		return a.putJSON(a.restoredJSON(r, f.dryRun))
	}
	if f.dryRun {
		a.say("Nothing was changed.")
		return nil
	}
	a.put("%s", a.journalPath())
	a.say("The journal is as the backup was: %s.", counted(r.there.Revisions, "revision"))
	return a.sayOpens(ctx, r, f.keys)
}

// restoreFrom checks the file and sees how it stands to what is here.
func (a *app) restoreFrom(ctx context.Context, file string) (_ *restoring, err error) {
	r := new(restoring)
	if r.journal, err = a.reach(ctx); err == nil {
		var sound bool
		if sound, err = r.journal.Intact(ctx); err == nil && !sound {
			err = vault.ErrDamaged
		}
	}
	if err == nil {
		var ways []seal.SlotKind
		ways, err = r.journal.Ways(ctx)
		r.slotless = err == nil && len(ways) == 0
	}
	switch {
	case errors.Is(err, vault.ErrNoJournal):
		r.journal = nil
	case vault.Broken(err):
		r.damaged = true
	case err != nil:
		return nil, err
	}
	files, err := a.namedBackups(r, file)
	if err != nil {
		return nil, err
	}
	a.clearLeavings(a.Dirs.State)
	var first error
	for _, from := range files {
		took := *r
		err := a.takeUp(ctx, &took, from)
		if err == nil {
			if first != nil {
				a.say("Passed over, as it is damaged: %s", files[0])
			}
			return &took, nil
		}
		if first = cmp.Or(first, err); !vault.Broken(err) {
			break
		}
	}
	return nil, first
}

// takeUp looks at one backup and weighs it against the journal.
func (a *app) takeUp(ctx context.Context, r *restoring, from string) (err error) {
	r.from = from
	if r.copy, err = vault.Take(ctx, from, a.place()); err != nil {
		return a.takeFailed(err, from)
	}
	if err := a.weigh(ctx, r); err != nil {
		return errors.Join(err, r.copy.Close())
	}
	return nil
}

// namedBackups are the files that were meant: the one that was named, or for
// last the backups of the journal, the newest first, of which the first that
// is whole is taken. Where the journal cannot say which are its own, last is
// clear only among those of one journal.
func (a *app) namedBackups(r *restoring, file string) ([]string, error) {
	if file != "last" {
		return []string{file}, nil
	}
	var id journal.ID
	if r.journal != nil {
		id = r.journal.ID()
	}
	var files []string
	journals := map[string]bool{}
	for _, b := range a.knownBackups(id) {
		if b.regular && b.there {
			files = append(files, b.path)
			journals[b.of] = true
		}
	}
	switch len(journals) {
	case 0:
		return nil, hinted(fmt.Errorf("a backup of this journal: %w", errNotFound), "See which are known: afterword backup --list")
	case 1:
		return files, nil
	}
	return nil, hinted(misused("there are backups of several journals, and none here to say which is its own"), "Name the file. See which are known: afterword backup --list")
}

// takeFailed says why a file is no backup of use, and what to do then.
func (a *app) takeFailed(err error, file string) error {
	const others = "Nothing was changed. See which other backups there are: afterword backup --list"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return hinted(fmt.Errorf("the backup %s: %w", file, errNotFound), others)
	case errors.Is(err, vault.ErrItself):
		return misused("%s is the journal itself; name a backup of it", file)
	case errors.Is(err, vault.ErrNewer):
		return hinted(fmt.Errorf("%s: %w", file, err), "Nothing was changed. Use the newer Afterword.")
	case errors.Is(err, vault.ErrForeign), errors.Is(err, vault.ErrAltered), errors.Is(err, vault.ErrDamaged):
		return hinted(fmt.Errorf("%s cannot be taken for a backup: %w", file, err), others)
	case errors.Is(err, vault.ErrReadOnly), errors.Is(err, vault.ErrFull):
		return folderFailed(err, a.Dirs.State, "") // where it is looked at
	}
	return fmt.Errorf("looking at %s: %w", file, err)
}

// weigh compares the copy with the journal, and checks its records: by
// opening them where a key is at hand, by their hashes otherwise.
func (a *app) weigh(ctx context.Context, r *restoring) (err error) {
	if r.there, err = r.copy.Count(ctx); err != nil {
		return err
	}
	keys := []*vault.Locked{r.copy.Locked}
	if r.journal != nil && !r.damaged {
		if r.here, err = r.journal.Count(ctx); err != nil {
			return err
		}
		if r.other = r.journal.ID() != r.copy.ID(); !r.other {
			if r.standing, err = r.journal.Stands(ctx, r.copy); err == nil {
				r.lacks, err = r.journal.Lacks(ctx, r.copy)
			}
			if apart, failed := r.journal.OpensApart(ctx, r.copy.Path()); failed == nil {
				r.alike = !apart
			}
			if err != nil {
				return err
			}
			keys = append([]*vault.Locked{r.journal}, keys...)
		}
		r.kept = a.freeName(a.ownBackups(), r.journal, beforeRestore)
	}
	sound, err := a.checkCopy(ctx, r, keys)
	if err != nil || sound {
		return err
	}
	return hinted(fmt.Errorf("in %s %w, so it was not put in the journal's place", r.from, vault.ErrDamaged),
		"Nothing was changed. See what is damaged, and read the rest: afterword verify --journal %s. Another backup may be whole: afterword backup --list", quoted(r.from))
}

// checkCopy reports whether every record of the copy is whole. What opens
// the journal may be damaged, so that a key is tried on the copy as well.
func (a *app) checkCopy(ctx context.Context, r *restoring, from []*vault.Locked) (bool, error) {
	given := a.flags.passphraseFD >= 0 || a.flags.passphraseCommand != ""
	var refused error
	for i, l := range from {
		key, err := a.keyAtHand(ctx, l, true)
		switch {
		case keyTrouble(err) || errors.Is(err, vault.ErrSlotsGone):
			if refused == nil && keyTrouble(err) {
				refused = err
			}
			continue
		case err != nil:
			return false, err
		}
		report, err := r.copy.VerifyCopy(ctx, key)
		clear(key)
		r.records, r.onlyCopy = true, given && i > 0
		return report.Sound(), err
	}
	if given {
		return false, refused // a key that was given should open it
	}
	worn, err := r.copy.Worn(ctx)
	if err != nil || worn > 0 {
		return false, err
	}
	return r.copy.Linked(ctx)
}

// asideSuffix is what a damaged file's name gets.
func (a *app) asideSuffix() string { return ".damaged-" + a.Now().Format(backupTime) }

func (a *app) asidePath() string { return a.journalPath() + a.asideSuffix() }

// putBack does it.
func (a *app) putBack(ctx context.Context, r *restoring, f restoreFlags) (err error) {
	if r.damaged {
		if a.locked != nil { // Windows moves no file that is open
			if err := a.locked.Close(); err != nil {
				return err
			}
			a.locked = nil
		}
		if r.kept, err = r.copy.Supplant(ctx, a.place(), a.asideSuffix()); r.kept != "" {
			a.say("%s", "The damaged file was moved aside:\n"+r.kept)
		}
		return err
	}
	if r.journal == nil {
		return r.copy.Found(ctx, a.place())
	}
	// The name that was announced, unless another window took it meanwhile.
	if err = r.journal.CopyTo(ctx, r.kept); errors.Is(err, fs.ErrExist) {
		r.kept, err = a.copyInto(ctx, r.journal, a.ownBackups(), beforeRestore)
	}
	if err != nil {
		err = folderFailed(err, a.ownBackups(), "")
		return hinted(fmt.Errorf("the journal is kept before a backup takes its place, and that failed: %w", err), "%s", a.hint(err))
	}
	err = r.journal.Restore(ctx, r.copy, r.kept, vault.Taking{Keys: f.keys, DropAside: f.dropAside})
	if err == nil || errors.Is(err, vault.ErrInDoubt) {
		return err
	}
	os.Remove(r.kept) // the journal is still the same
	if errors.Is(err, vault.ErrConflict) {
		return hinted(fmt.Errorf("another window wrote to the journal in the meantime, so nothing was changed: %w", err), "Close it, then try again.")
	}
	return err
}
