package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// importing is what import was asked for.
type importing struct {
	dryRun       bool
	identity     string
	passphraseFD int
}

func (a *app) importCommand() *cobra.Command {
	var o importing
	c := &cobra.Command{
		Use:   "import FILE|-",
		Short: "Take an archive into the journal",
		Long: `Takes in what archive wrote, encrypted or not. It shows what would be added and
asks first. Everything comes with its whole history, or nothing does.

What is in the journal already is never changed: where a record here and in the
archive went different ways, the one here stays and is counted; so do what was
purged here, and the settings. Taking in the same archive twice adds nothing.`,
		Example: "  afterword import journal.json --dry-run\n  afterword import journal.json --yes",
		Args:    exactly(1, "name the archive: afterword import FILE, or - for standard input"),
		RunE:    func(c *cobra.Command, args []string) error { return a.importFile(c.Context(), args[0], o) },
	}
	f := c.Flags()
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be added; change nothing")
	f.StringVar(&o.identity, "identity", "", "open an encrypted archive with the age identity in `FILE`")
	f.IntVar(&o.passphraseFD, "archive-passphrase-fd", -1, "read the archive's passphrase from file descriptor `N`")
	complete(c, "archive-passphrase-fd")
	return c
}

// imported is what import did or would do, for --json.
type imported struct {
	Schema   string       `json:"schema"`
	DryRun   bool         `json:"dry_run"`
	Archive  importedFrom `json:"archive"`
	Added    int          `json:"added"`
	Extended int          `json:"continued"`
	Revised  int          `json:"revisions"`
	Drafts   int          `json:"drafts"`
	Same     int          `json:"here_already"`
	Differ   int          `json:"differ"`
	Purged   int          `json:"purged_here"`
	Settings bool         `json:"settings_kept"`
	Words    int          `json:"words_added"`
	Changed  int          `json:"texts_changed"`
}

type importedFrom struct {
	Journal string `json:"journal"`
	Made    string `json:"made"`
	Purged  int    `json:"purged"`
	Damaged int    `json:"damaged"`
}

// importFile carries the command out.
func (a *app) importFile(ctx context.Context, path string, o importing) error {
	if o.identity != "" && o.passphraseFD >= 0 {
		return misused("--identity and --archive-passphrase-fd are two ways to open an archive; give one of them")
	}
	if path == "-" && !a.flags.yes && !o.dryRun {
		return hinted(misused("an archive from standard input cannot be looked at first and then taken in, so it needs a yes; nothing was added"),
			"See what would be added with --dry-run, then give --yes; or name a file. See: %s --help", a.called)
	}
	s, err := a.source(ctx, path, o)
	if err != nil {
		return err
	}
	defer s.close()
	// A file is looked at first, so that one that is refused makes no
	// journal and asks nothing.
	if path != "-" || o.dryRun {
		found, err := a.lookAt(ctx, s)
		if err != nil || o.dryRun || found.Revised+found.Drafts == 0 {
			if err == nil {
				err = a.sayImported(found, true)
			}
			return err
		}
		yes, err := a.confirmImport(ctx, found)
		if err != nil || !yes {
			return err
		}
	}
	existed := a.exists()
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	if existed { // a large import is not taken back in one step
		copied, err := a.backupBefore(ctx, a.locked)
		if err != nil {
			return fmt.Errorf("a backup is made before an import, and that failed, so nothing was added: %w", err)
		}
		a.say("A backup was made first: %s", copied)
	}
	done, err := a.takeIn(ctx, v, s, false)
	if err != nil {
		return err
	}
	return a.sayImported(done, false)
}

// lookAt finds out what would be added, also where there is no journal yet.
func (a *app) lookAt(ctx context.Context, s *archiveSource) (imported, error) {
	if !a.exists() {
		return a.takeIn(ctx, nil, s, true)
	}
	v, err := a.open(ctx)
	if err != nil {
		return imported{}, err
	}
	return a.takeIn(ctx, v, s, true)
}

// confirmImport shows what would be added and asks.
func (a *app) confirmImport(ctx context.Context, found imported) (bool, error) {
	if a.flags.yes {
		return true, nil
	}
	if !a.dialogue() {
		return false, hinted(misused("taking in an archive needs a yes; nothing was added"), "See what would be added with --dry-run, then give --yes. See: %s --help", a.called)
	}
	yes, err := a.confirm(ctx, "Take this into the journal?", strings.Join(found.lines(true), "\n"))
	if err == nil && !yes {
		a.say("Nothing was added.")
	}
	return yes, err
}

// takeIn reads the archive from its beginning and takes it into v, or only
// looks what would be new. A nil v has nothing in it.
func (a *app) takeIn(ctx context.Context, v *vault.Vault, s *archiveSource, dry bool) (imported, error) {
	r, err := s.open()
	if err != nil {
		return imported{}, s.refused(err)
	}
	slow := a.slow("Reading the archive ...")
	var ours error // of the journal, not of the archive
	in := vault.Incoming{Dry: dry, Drafts: r.Drafts, Things: func(each func(*journal.Carried) error) error {
		return r.Revisions(func(one *journal.Carried) error {
			slow()
			ours = each(one)
			return ours
		})
	}}
	var t vault.Taken
	if v == nil {
		t, err = counting(in)
	} else {
		t, err = v.Take(ctx, in)
	}
	switch {
	case err == nil:
	case ctx.Err() != nil:
		a.say("Nothing was added.")
		return imported{}, a.ended(ctx)
	case ours == nil && !isStore(err), errors.Is(err, seal.ErrMore):
		return imported{}, s.refused(err)
	default:
		return imported{}, err
	}
	return imported{Schema: "afterword/import/1", DryRun: dry, Added: t.Added, Extended: t.Continued, Revised: t.Revisions,
		Drafts: t.Drafts, Same: t.Same, Differ: t.Differ, Purged: t.Purged, Settings: t.Settings, Words: t.Words, Changed: r.Changes(),
		Archive: importedFrom{Journal: r.Journal.String(), Made: instant(r.Made), Purged: r.Purged, Damaged: r.Damaged}}, nil
}

// isStore reports whether it is the journal that an error is about.
func isStore(err error) bool {
	for _, target := range []error{vault.ErrDamaged, vault.ErrStrayed, vault.ErrFull, vault.ErrReadOnly, vault.ErrBusy,
		vault.ErrStorage, vault.ErrInDoubt} {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// counting is what a journal with nothing in it would take.
func counting(in vault.Incoming) (vault.Taken, error) {
	var t vault.Taken
	err := in.Things(func(one *journal.Carried) error {
		if t.Revisions++; one.Revision == 1 {
			t.Added++
		}
		return nil
	})
	if err != nil {
		return t, err
	}
	return t, in.Drafts(func(*journal.Draft) error {
		t.Drafts++
		return nil
	})
}

// sayImported says what was added, or would be.
func (a *app) sayImported(done imported, before bool) error {
	if a.flags.json {
		return a.putJSON(done)
	}
	for _, line := range done.lines(before) {
		a.say("%s", line)
	}
	if before {
		a.say("Nothing was changed.")
	}
	return nil
}

// lines are the counts in words.
func (i imported) lines(before bool) []string {
	verb := "Added"
	if before {
		verb = "To be added"
	}
	made, _, _ := strings.Cut(i.Archive.Made, "T")
	lines := []string{fmt.Sprintf("The archive was made on %s.", journal.Date(made).Long())}
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
	}{{i.Added, "new record"}, {i.Extended, "continued record"}, {i.Drafts, "draft"}} {
		if part.n > 0 {
			parts = append(parts, counted(part.n, part.noun))
		}
	}
	if len(parts) == 0 && i.Words > 0 {
		lines = append(lines, "There is no record in it that is not here.")
	} else if len(parts) == 0 {
		lines = append(lines, "There is nothing in it that is not here.")
	} else {
		lines = append(lines, fmt.Sprintf("%s: %s; %s in all.", verb, strings.Join(parts, ", "), counted(i.Revised, "revision")))
	}
	add := func(n int, format string, args ...any) {
		if n > 0 {
			lines = append(lines, fmt.Sprintf(format, args...))
		}
	}
	add(i.Same, "Here already: %d.", i.Same)
	add(i.Differ, "Left as they are, since they went another way here: %d.", i.Differ)
	add(i.Purged, "Purged here, and so left out: %d.", i.Purged)
	if i.Settings {
		lines = append(lines, "The settings here are others and stay as they are.")
	}
	add(i.Words, "Added to the words that the check knows: %d.", i.Words)
	add(i.Changed, "Texts with control characters or line ends that a journal does not keep, changed: %d.", i.Changed)
	add(i.Archive.Damaged, "Not in the archive, since they were damaged when it was made: %d.", i.Archive.Damaged)
	return lines
}
