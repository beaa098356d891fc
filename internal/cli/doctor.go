package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"afterword/internal/vault"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "What is sealed, what stays visible, and how the files stand",
		Long: `Doctor says in plain words what someone with the file and without the key could
see, and looks at the files: who may read them, whether the key file is there
and apart from the journal, and whether something copies them elsewhere. It
opens no entry and changes nothing; afterword verify checks the records.`,
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
	Key       string       `json:"key_file"`
	Size      int64        `json:"size_bytes"`
	Changed   string       `json:"changed"` // instant, empty if there is no file
	Format    int          `json:"format"`
	Things    *int         `json:"things"` // nil where the journal does not open
	Revisions *int         `json:"revisions"`
	Drafts    *int         `json:"drafts"`
	Slots     []string     `json:"key_slots"`
	Checks    []fileNotice `json:"checks"`
}

// doctor prints its report as far as it gets, and then fails for what
// kept the journal from opening.
func (a *app) doctor(ctx context.Context) error {
	d := diagnosis{Schema: "afterword/doctor/1", Journal: a.journalPath(), Format: vault.FormatNumber, Slots: []string{}}
	if info, err := os.Stat(d.Journal); err == nil {
		d.Size, d.Changed = info.Size(), info.ModTime().Format(time.RFC3339)
	}
	v, failed := a.open(ctx)
	d.State = stateOf(v, failed)
	var missing *vault.KeyMissingError
	switch {
	case failed == nil:
		d.Key = v.KeyFile()
		failed = a.count(ctx, v, &d)
	case errors.As(failed, &missing):
		d.Key = missing.Path
	case errors.Is(failed, vault.ErrNoJournal):
		failed = nil
	}
	if d.Size > 0 {
		d.Checks = checkFiles(d.Journal, d.Key)
	}
	if err := a.putDiagnosis(d); err != nil {
		return err
	}
	return failed
}

// count fills in what can be counted, and gives damage as an error.
func (a *app) count(ctx context.Context, v *vault.Vault, d *diagnosis) error {
	c, err := v.Count(ctx)
	if err != nil {
		return err
	}
	d.Things, d.Revisions, d.Drafts = &c.Things, &c.Revisions, &c.Drafts
	for _, s := range c.Slots {
		d.Slots = append(d.Slots, string(s))
	}
	if !v.Whole() {
		return fmt.Errorf("%w: its history does not match its seal", vault.ErrDamaged)
	}
	return nil
}

// stateOf names how opening went.
func stateOf(v *vault.Vault, err error) string {
	var missing *vault.KeyMissingError
	switch {
	case err == nil && !v.Whole():
		return stateDamaged
	case err == nil:
		return stateOpen
	case errors.Is(err, vault.ErrNoJournal), errors.Is(err, fs.ErrNotExist):
		return stateNone
	case errors.As(err, &missing):
		return stateLocked
	case status(err) == StatusDamaged:
		return stateDamaged
	}
	return stateFailed
}

// putDiagnosis prints the report. Paths stand on lines of their own and
// are never broken, so that they can be copied.
func (a *app) putDiagnosis(d diagnosis) error {
	if a.flags.json {
		d.Checks = append([]fileNotice{}, d.Checks...)
		return a.putJSON(d)
	}
	a.put("journal: %s", d.Journal)
	if d.Key != "" {
		a.put("key file: %s", d.Key)
	}
	a.wrapped("%s", map[string]string{
		stateOpen:    "The journal opens.",
		stateNone:    "There is no journal yet. A first entry makes one: afterword quick",
		stateLocked:  "The journal is sealed and does not open: its key file is missing or another's.",
		stateDamaged: "It is damaged, or not a journal of this program. Details: afterword verify",
		stateFailed:  "It could not be opened.",
	}[d.State])
	if d.Things != nil || d.State == stateLocked {
		a.putVisible(d)
	}
	if len(d.Checks) > 0 {
		a.put("\nFiles")
		a.putChecks(d.Checks, false)
		a.putChecks(d.Checks, true)
	}
	return nil
}

// wrapped puts a paragraph at the width of the screen.
func (a *app) wrapped(format string, args ...any) {
	a.put("%s", wrapTo(fmt.Sprintf(format, args...), a.width()))
}

// putVisible says what the seal covers and what it does not.
func (a *app) putVisible(d diagnosis) {
	a.wrapped("\nSealed\n- every word you wrote, the drafts too, and with it every date, title, tag, rating, goal, prompt and contact")
	a.wrapped("\nVisible to whoever has the file, without the key")
	a.wrapped("- that this is an Afterword journal, of file format %d", d.Format)
	a.wrapped("- its size, %s, and when it last changed, %s", sizeWords(d.Size), d.Changed)
	if d.Things == nil {
		a.wrapped("- how many records, revisions and drafts it holds")
	} else {
		a.wrapped("- that it holds %s in %s, and %s", counted(*d.Things, "record"), counted(*d.Revisions, "revision"), counted(*d.Drafts, "draft"))
	}
	a.wrapped("- the size of each, rounded up to steps of 256 bytes or more")
	a.wrapped("- that a key file opens it, and the random name that both carry")
	a.wrapped("\nA copy of the file alone cannot be read. Whoever has the key file as well, or uses this computer as you, can read all of it.")
}

// putChecks prints those of the checks that came out as ok says.
func (a *app) putChecks(checks []fileNotice, ok bool) {
	for _, c := range checks {
		switch {
		case c.OK != ok:
			continue
		case ok:
			a.wrapped("- %s", c.Text)
		default:
			a.wrapped("- Look at this: %s", c.Text)
		}
		if c.Do != "" {
			a.put("  %s", c.Do)
		}
	}
}

// sizeWords writes a number of bytes for people.
func sizeWords(n int64) string {
	switch {
	case n < 1<<10:
		return counted(int(n), "byte")
	case n < 1<<20:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}
