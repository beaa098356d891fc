package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/render"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// Exit statuses; docs/exit-status.md explains each.
const (
	StatusDone        = 0
	StatusFailed      = 1
	StatusMisused     = 2
	StatusLocked      = 3
	StatusNotFound    = 4
	StatusDamaged     = 5
	StatusStorage     = 6
	StatusInDoubt     = 7
	StatusUndecided   = 8
	StatusInterrupted = 130
	StatusTerminated  = 143
)

// usageError is a call that cannot be carried out as it was made.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// misused makes a usageError.
func misused(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errNotFound means that nothing answers to an id or a name.
var errNotFound = errors.New("not found")

// hintedError carries the next step with an error.
type hintedError struct {
	err  error
	hint string
}

func (e hintedError) Error() string { return e.err.Error() }
func (e hintedError) Unwrap() error { return e.err }

// hinted adds the next step to an error.
func hinted(err error, format string, args ...any) error {
	return hintedError{err, fmt.Sprintf(format, args...)}
}

// status maps an error to its exit status.
func status(err error) int {
	var usage usageError
	var undecided *pack.UndecidedError
	is := func(targets ...error) bool {
		for _, t := range targets {
			if errors.Is(err, t) {
				return true
			}
		}
		return false
	}
	switch {
	case is(errInterrupted, context.Canceled):
		return StatusInterrupted
	case is(errTerminated):
		return StatusTerminated
	case errors.As(err, &usage), is(journal.ErrNotADay, journal.ErrQuery, journal.ErrNotAnID):
		return StatusMisused
	case keyTrouble(err):
		return StatusLocked
	case errors.As(err, &undecided):
		return StatusUndecided
	case is(vault.ErrInDoubt):
		return StatusInDoubt
	case is(vault.ErrFull, vault.ErrReadOnly, vault.ErrClosed, vault.ErrBusy, vault.ErrStorage, fs.ErrPermission,
		syscall.EIO, syscall.EROFS, syscall.ENOSPC, syscall.EMFILE):
		return StatusStorage
	case is(vault.ErrForeign, vault.ErrNewer, vault.ErrAltered, vault.ErrDamaged, vault.ErrStrayed):
		return StatusDamaged
	case is(errNotFound, render.ErrNoDays, vault.ErrNotFound, vault.ErrNoJournal, vault.ErrPurged, vault.ErrForgotten):
		return StatusNotFound
	}
	return StatusFailed
}

// keyTrouble reports whether the journal did not open for want of its key.
func keyTrouble(err error) bool {
	var missing *vault.KeyMissingError
	var wrong *vault.WrongKeyError
	var none *vault.NoSlotError
	var locked lockedError
	return errors.As(err, &missing) || errors.As(err, &wrong) || errors.As(err, &none) || errors.As(err, &locked)
}

// hint is the next step for an error that does not bring its own.
func (a *app) hint(err error) string {
	var own hintedError
	var key *vault.KeyMissingError
	var wrong *vault.WrongKeyError
	var locked lockedError
	var none *vault.NoSlotError
	switch {
	case errors.As(err, &none) && !errors.As(err, &own):
		return map[seal.SlotKind]string{
			seal.SlotPassphrase: "Leave the passphrase out; its key file opens it, or the recovery words do.",
			seal.SlotRecovery:   "Nothing was changed. Words can be made while the journal opens in another way: afterword recovery new",
		}[none.Kind]
	case errors.As(err, &own):
		return own.hint
	case errors.Is(err, render.ErrNoDays):
		return "Nothing was written. The other formats need no day: afterword export --help"
	case errors.As(err, &locked):
		return "Unlock it: afterword unlock. In a script: --passphrase-fd N or --passphrase-command CMD. Writing needs no passphrase: afterword quick, add."
	case errors.As(err, &wrong):
		return a.wrongHint(a.ways())
	case errors.Is(err, vault.ErrStrayed):
		return "Nothing was changed. If this file was put here on purpose, take it: afterword verify --accept-copy. If a cloud folder keeps the other beside it as a copy with a longer name, bring over what is in that one alone: afterword --journal \"THAT COPY\" archive --out FILE, then afterword import FILE. If not, look for the newer one: afterword paths, afterword backup --list."
	case errors.As(err, &key):
		if contains(a.ways(), seal.SlotRecovery) {
			return "Nothing was changed. Put the key file back from your copy of it, or open the journal with the recovery words: afterword recovery use"
		}
		if other := a.otherKeysHint(); other != "" {
			return "Nothing was changed. Put the key file back from your copy of it, then try again." + other
		}
		return "Nothing was changed. Put the key file back from your copy of it, then try again; without it nobody can open this journal."
	case errors.Is(err, vault.ErrSlotsGone):
		return "Nothing was changed. Only a backup has what opens it. " + a.backupWayOut()
	case errors.Is(err, vault.ErrNoJournal) && vault.Remembered(a.place()):
		return fmt.Sprintf("There was one at %s. Put it back, or a backup of it: afterword restore-backup last", a.journalPath())
	case errors.Is(err, vault.ErrNoJournal):
		return fmt.Sprintf("A first entry makes one: afterword quick. Looked in %s.", a.journalPath())
	case errors.Is(err, vault.ErrFull):
		return "Nothing that was saved before is harmed. Free some space, then try again."
	case errors.Is(err, vault.ErrReadOnly) && !a.exists():
		return fmt.Sprintf("No journal could be made. Make %s and %s writable, or name other places with --journal and AFTERWORD_CONFIG_DIR.",
			filepath.Dir(a.journalPath()), a.keysDir())
	case errors.Is(err, vault.ErrReadOnly):
		return "Reading works. To write, make the file and its folder writable, or name another journal with --journal."
	case errors.Is(err, vault.ErrClosed):
		return fmt.Sprintf("Nothing was changed. See whose it is and give yourself access to it: chmod u+rw %s", quoted(a.journalPath()))
	case errors.Is(err, vault.ErrBusy):
		return "Close the other window, or wait a moment and try again."
	case errors.Is(err, vault.ErrInDoubt):
		return "Look before writing it again: afterword list --limit 3."
	case errors.Is(err, vault.ErrNewer):
		return "Nothing was read or changed. Use the newer Afterword."
	case errors.Is(err, vault.ErrForeign):
		return fmt.Sprintf("Nothing was changed. Name the journal with --journal; this is %s.", a.journalPath())
	case errors.Is(err, vault.ErrAltered), errors.Is(err, vault.ErrDamaged):
		if strings.HasSuffix(a.called, " verify") {
			return "Nothing was changed. Keep this file, and put a copy of yours that opens in its place. " + a.backupWayOut()
		}
		if a.locked == nil && errors.Is(err, vault.ErrDamaged) { // its file is of no use as it is
			return "Nothing was changed. See what is damaged: afterword verify. " + a.backupWayOut()
		}
		return "Nothing was changed. See what is damaged: afterword verify."
	case errors.Is(err, vault.ErrPurged):
		return "A purge cannot be taken back."
	case errors.Is(err, vault.ErrConflict):
		return "Nothing was overwritten. Open it again and make the change once more."
	}
	return ""
}

// ways are what opens the journal, as far as it can be said.
func (a *app) ways() []seal.SlotKind {
	if a.locked == nil {
		return nil
	}
	ways, err := a.locked.Ways(context.Background())
	if err != nil {
		return nil
	}
	return ways
}

// exists reports whether there is a journal with something in it.
func (a *app) exists() bool {
	info, err := os.Stat(a.journalPath())
	return err == nil && info.Size() > 0
}

// fail reports an error on standard error and returns its exit status.
func (a *app) fail(err error) int {
	code := status(err)
	message, hint := journal.Printable(a.here(err.Error())), journal.Printable(a.here(a.hint(err)))
	if help := "See: " + a.called + " --help"; code == StatusMisused && !strings.Contains(hint, "--help") {
		hint = strings.TrimLeft(hint+"\n"+help, "\n")
	}
	if a.flags.json {
		b, _ := json.Marshal(struct {
			Schema  string `json:"schema"`
			Status  int    `json:"status"`
			Message string `json:"message"`
			Hint    string `json:"hint"`
		}{"afterword/error/1", code, message, hint})
		fmt.Fprintf(a.Err, "%s\n", b)
		return code
	}
	if code == StatusInterrupted || code == StatusTerminated {
		return code // what was kept has been said already
	}
	message = "afterword: " + message
	if a.Terminal.Err {
		message = wrapTo(message, a.width())
	}
	fmt.Fprintln(a.Err, message)
	if hint != "" {
		fmt.Fprintf(a.Err, "%s\n", wrapTo(hint, a.width()))
	}
	return code
}
