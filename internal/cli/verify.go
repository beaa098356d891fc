package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/vault"
)

// verifying is what verify was asked for and what it found.
type verifying struct {
	against string // a fingerprint, empty for none
	accept  bool

	report      vault.Report
	fingerprint string
	history     vault.History
	taken       bool // the file was accepted as the journal
}

func (a *app) verifyCommand() *cobra.Command {
	var v verifying
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check every record of the journal and name what is damaged",
		Long: `Verify opens every record, follows the chain from the first to the last, has
the file checked, and compares it with what was here last. It changes nothing.
Status 5 means that something is damaged, or that this is an older copy of the
journal or one with another history; what is not named can still be read.

With --against it answers whether the history was changed since a pack was made:
give the fingerprint that is printed on the pack.

With --accept-copy a file that is not the journal that was here last, such as a
backup put back by hand, is taken for the journal after a yes.`,
		Example: "  afterword verify\n  afterword verify --json\n  afterword verify --accept-copy --yes",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if v.against == "" && c.Flags().Changed("against") {
				return misused("--against needs the fingerprint that is printed on the pack")
			}
			return a.verify(c.Context(), &v)
		},
	}
	cmd.Flags().StringVar(&v.against, "against", "", "look whether the history changed since it had this `FINGERPRINT`")
	cmd.Flags().BoolVar(&v.accept, "accept-copy", false, "take this file for the journal although another state of it was here last")
	complete(cmd, "against")
	return cmd
}

func (a *app) verify(ctx context.Context, found *verifying) error {
	l, err := a.reach(ctx)
	if errors.Is(err, vault.ErrDamaged) {
		return hinted(err, "Nothing was changed. Write what can be read to a new journal: afterword salvage --out FILE. %s", a.backupWayOut())
	}
	if err != nil {
		return err
	}
	key, err := a.dataKey(ctx, l)
	if err != nil {
		return a.unopened(ctx, l, err)
	}
	defer clear(key)
	v, err := l.Look(ctx, vault.DataKey(key))
	if err != nil {
		return a.unopened(ctx, l, err)
	}
	if err := found.look(ctx, v); err != nil {
		return err
	}
	if !a.flags.json {
		a.putReport(found)
	}
	if found.accept {
		if err := a.acceptCopy(ctx, v, found); err != nil {
			return err
		}
	}
	if a.flags.json {
		if err := a.putJSON(found.json()); err != nil {
			return err
		}
	}
	return found.verdict(v.Path())
}

// look has everything checked.
func (f *verifying) look(ctx context.Context, v *vault.Vault) (err error) {
	if f.against != "" {
		if f.history, err = v.Since(ctx, f.against); errors.Is(err, vault.ErrFingerprint) {
			return usageError{fmt.Errorf("--against: %w", err)}
		} else if err != nil {
			return err
		}
	}
	if f.report, err = v.Verify(ctx); err != nil {
		return err
	}
	f.fingerprint, err = v.Fingerprint(ctx)
	return err
}

// unopened says what can be known of a journal that does not open.
func (a *app) unopened(ctx context.Context, l *vault.Locked, err error) error {
	if a.flags.json || !keyTrouble(err) && !errors.Is(err, vault.ErrDamaged) {
		return err
	}
	sound, failed := l.Intact(ctx)
	switch {
	case failed != nil:
		return errors.Join(err, failed)
	case sound:
		a.put("Without its key, this much can be said: the tables are as they should be, and SQLite's own check of the file found nothing. No record was opened.")
	default:
		a.put("The file itself has faults: SQLite's own check found some. No record was opened.")
	}
	if errors.Is(err, vault.ErrDamaged) && !errors.Is(err, vault.ErrSlotsGone) {
		err = hinted(err, "Nothing was changed. %s", salvageHint)
	}
	return err
}

// salvageHint is the way out of damage.
const salvageHint = "Write what can be read to a new journal: afterword salvage --out FILE. Or see which backups there are: afterword backup --list"

// putReport prints what was found in words.
func (a *app) putReport(f *verifying) {
	r := f.report
	parts := []string{counted(r.Revisions, "revision"), counted(r.Drafts, "draft")}
	if r.Letters > 0 {
		parts = append(parts, counted(r.Letters, "letter")+" written while locked")
	}
	a.put("Checked: %s.", strings.Join(parts, ", "))
	for _, d := range r.Damage {
		a.put("Damaged: %s.", damageLine(d))
	}
	if !r.Box {
		a.put("The two halves of the letterbox do not belong together: what is written while the journal is locked may not be readable, or by someone else.")
	}
	if !r.Chain {
		a.put("The chain does not reach its seal: records were taken away, added or changed outside Afterword.")
	}
	if !r.File {
		a.put("The file itself has faults: SQLite's own check found some.")
	}
	strayed := r.Strayed
	r.Strayed = nil
	if r.Sound() {
		a.put("All of it opens, and the chain is whole.")
	}
	switch {
	case strayed != nil:
		a.put("%s", sentence(strayed.Error()))
	case r.Chain: // else it may not have been possible to compare
		a.put("No later and no other state of it was here before.")
	}
	if f.against != "" {
		a.put("%s", f.since())
	}
	a.put("Journal fingerprint: %s", f.fingerprint)
}

// damageLine names one damaged record.
func damageLine(d *vault.DamageError) string {
	id := ""
	if !d.ID.IsZero() {
		id = " " + d.ID.String()[:8]
	}
	of := ""
	if id != "" {
		of = fmt.Sprintf(", revision %d of%s", d.Revision, id)
	}
	switch d.What {
	case "draft":
		return "draft" + id
	case "letter":
		return "letter" + id + ": it does not open, or was set aside"
	case "link":
		return fmt.Sprintf("record %d%s: it does not follow from the one before", d.Seq, of)
	case "missing":
		return fmt.Sprintf("record %d%s: its place in the file cannot be read", d.Seq, of)
	}
	return fmt.Sprintf("record %d%s: its %s does not open", d.Seq, of, d.What)
}

// since answers what --against asks.
func (f *verifying) since() string {
	h := f.history
	then := counted(int(h.Seq), "revision")
	switch {
	case !h.Found:
		return "No state of this journal has that fingerprint: it was changed since, or the fingerprint is another journal's."
	case !h.Intact:
		return fmt.Sprintf("The history up to then, %s, is damaged, as named above; %d were added since.", then, h.Added)
	case h.Added == 0:
		return fmt.Sprintf("The history is the same as then, %s; nothing was added.", then)
	}
	return fmt.Sprintf("The history up to then, %s, is unchanged; %d were added since.", then, h.Added)
}

// acceptCopy takes a strayed file for the journal, after a yes.
func (a *app) acceptCopy(ctx context.Context, v *vault.Vault, f *verifying) error {
	strayed := f.report.Strayed
	if strayed == nil {
		a.say("There is nothing to accept: no other state of this journal was here last.")
		return nil
	}
	sure, err := a.confirm(ctx, "Go on with this file as the journal?",
		sentence(strayed.Error())+"\n\nWhat was written since is in the other file, and not in this one.")
	if err != nil {
		return err
	}
	if !sure {
		return strayed
	}
	if err := v.Accept(ctx); err != nil {
		return fmt.Errorf("accepting the copy: %w", err)
	}
	f.taken = true
	a.say("Taken: this file is the journal from now on.")
	a.sayFiled(v.Filed())
	return nil
}

// mismatch is an answer that counts as damage.
type mismatch struct{ message string }

func (e mismatch) Error() string { return e.message }

// Is implements the errors package's interface.
func (e mismatch) Is(target error) bool { return target == vault.ErrDamaged }

// verdict is nil where nothing is wrong.
func (f *verifying) verdict(path string) error {
	r := f.report
	strayed := r.Strayed
	r.Strayed = nil
	switch {
	case !r.Sound():
		return hinted(fmt.Errorf("%w: see the report above", vault.ErrDamaged),
			"Nothing was changed, and what is not named can still be read. Keep a copy of the file as it is before anything else: %s. %s", path, salvageHint)
	case strayed != nil && !f.taken:
		return strayed
	case f.against != "" && !f.history.Found:
		return hinted(mismatch{"the fingerprint is not one of this journal's history"},
			"Compare it with the pack letter by letter. A journal that was salvaged, or replaced by another copy, has another history.")
	}
	return nil
}
