package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"afterword/internal/seal"
	"afterword/internal/session"
	"afterword/internal/vault"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "What is sealed, what stays visible, and how the files stand",
		Long: `Doctor says in plain words what someone with the file and without the key could
see, and looks at how things stand: what opens the journal, its backups, who may
read the files, whether something copies them elsewhere, and whether memory is
written to disk. It asks for no passphrase, opens no entry and changes nothing
in the files it looks at; afterword verify checks the records.`,
		Example: "  afterword doctor\n  afterword doctor --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.doctor(c.Context()) },
	}
}

// states of the journal as doctor names them.
const (
	stateOpen    = "open"
	stateNone    = "none"
	stateLocked  = "locked"
	stateDamaged = "damaged"
	stateFailed  = "unreadable"
)

// diagnosis is what doctor found.
type diagnosis struct {
	Schema    string       `json:"schema"`
	Journal   string       `json:"journal"`
	State     string       `json:"state"`
	Needs     string       `json:"needs"` // the kind of key that a locked journal waits for
	Key       string       `json:"key_file"`
	Size      int64        `json:"size_bytes"`
	Changed   string       `json:"changed"` // instant, empty if there is no file
	Format    int          `json:"format"`
	Things    *int         `json:"things"` // nil where the file cannot be counted
	Revisions *int         `json:"revisions"`
	Drafts    *int         `json:"drafts"`
	Letters   *int         `json:"letters"`
	Aside     *int         `json:"letters_aside"`
	Letterbox bool         `json:"letterbox"`
	Slots     []string     `json:"key_slots"`
	Recovery  bool         `json:"recovery_words"`
	Unlocked  int          `json:"unlocked_minutes"` // that unlock keeps it open, 0 if not
	Backup    *lastCopy    `json:"last_backup"`
	Swap      string       `json:"swap"`
	Checks    []fileNotice `json:"checks"`
}

// lastCopy is the newest backup.
type lastCopy struct {
	Made     string `json:"made"` // instant
	Path     string `json:"path"`
	There    bool   `json:"there"`
	SameDisk bool   `json:"same_disk"`
}

// doctor prints its report as far as it gets, and then fails for what
// kept the journal from opening. That it is locked is no failure.
func (a *app) doctor(ctx context.Context) error {
	d := diagnosis{
		Schema: "afterword/doctor/1", Journal: a.journalPath(), Format: vault.FormatNumber,
		Slots: []string{}, Swap: swapState(), Checks: []fileNotice{},
	}
	if info, err := os.Stat(d.Journal); err == nil {
		d.Size, d.Changed = info.Size(), info.ModTime().Format(time.RFC3339)
	}
	failed := a.examine(ctx, &d)
	if a.config.LockAfter == "never" {
		d.Checks = append(d.Checks, fileNotice{Check: "lock-after", Path: a.Dirs.Config,
			Text: `a form that is left alone stays on the screen, since config.toml says lock_after = "never". It hides itself after five minutes where that line is taken out.`})
	}
	if d.Size > 0 {
		d.Checks = append(d.Checks, a.checkFiles(d.Journal, d.Key)...)
	}
	if err := a.putDiagnosis(d); err != nil {
		return err
	}
	return failed
}

// examine looks at the journal, locked or not, and says what keeps it from
// opening.
func (a *app) examine(ctx context.Context, d *diagnosis) error {
	l, err := a.reach(ctx)
	switch {
	case errors.Is(err, vault.ErrNoJournal):
		d.State = stateNone
		return nil
	case err != nil:
		d.State = stateOf(err)
		return err
	}
	if err := a.count(ctx, l, d); err != nil {
		d.State = stateOf(err)
		return err
	}
	key, err := a.keyAtHand(ctx, l, true)
	if err != nil {
		return d.closed(err, needed(l.Ways(ctx)))
	}
	defer clear(key)
	v, err := l.Look(ctx, vault.DataKey(key))
	if err != nil {
		return d.closed(err, "")
	}
	d.State = stateOpen
	if !v.Whole() {
		d.State = stateDamaged
		return fmt.Errorf("%w: its history does not match its seal", vault.ErrDamaged)
	}
	if strayed := v.Strayed(); strayed != nil {
		d.Checks = append(d.Checks, fileNotice{"copy", d.Journal, false, strayed.Error() + ". If it was put here on purpose:", "afterword verify --accept-copy"})
		return strayed
	}
	return nil
}

// closed notes why the journal did not open. That it waits for what only a
// person can give is no failure.
func (d *diagnosis) closed(err error, needs seal.SlotKind) error {
	d.State = stateOf(err)
	if d.State == stateLocked {
		d.Needs = string(needs)
	}
	var locked lockedError
	if errors.As(err, &locked) {
		return nil
	}
	return err
}

// count fills in what can be said without a key.
func (a *app) count(ctx context.Context, l *vault.Locked, d *diagnosis) error {
	c, err := l.Count(ctx)
	if err != nil {
		return err
	}
	d.Things, d.Revisions, d.Drafts, d.Letters, d.Aside = &c.Things, &c.Revisions, &c.Drafts, &c.Letters, &c.Aside
	for _, s := range c.Slots {
		d.Slots = append(d.Slots, string(s))
	}
	d.Recovery = contains(c.Slots, seal.SlotRecovery)
	if contains(c.Slots, seal.SlotKeyFile) {
		d.Key = l.KeyFile()
	}
	if _, err := l.Behind(ctx); err == nil { // which reads the anchor
		d.Checks = append(d.Checks, checkNotes(a.Dirs.State, l.Unanchored())...)
	}
	_, err = l.Letterbox(ctx)
	d.Letterbox = !errors.Is(err, vault.ErrNoBox)
	d.Checks = append(d.Checks, checkLetterbox(l.Path(), err)...)
	if left, err := session.Left(ctx, a.sessionPlace(), l.ID()); err == nil {
		d.Unlocked = int(left / time.Minute)
	}
	if made, path, ok := a.lastBackup(l.ID()); ok {
		same, there := sameDisk(l.Path(), path)
		d.Backup = &lastCopy{Made: made.Format(time.RFC3339), Path: path, There: there, SameDisk: same}
	}
	return nil
}

// needed is the kind of key that a person would open the journal with,
// empty where there is none or where the ways cannot be read.
func needed(ways []seal.SlotKind, _ error) seal.SlotKind {
	for _, kind := range []seal.SlotKind{seal.SlotPassphrase, seal.SlotKeyFile, seal.SlotRecovery, seal.SlotKeyring} {
		if contains(ways, kind) {
			return kind
		}
	}
	return ""
}

// stateOf names what keeps a journal from opening.
func stateOf(err error) string {
	switch {
	case keyTrouble(err):
		return stateLocked
	case errors.Is(err, fs.ErrNotExist):
		return stateNone
	case status(err) == StatusDamaged:
		return stateDamaged
	}
	return stateFailed
}
