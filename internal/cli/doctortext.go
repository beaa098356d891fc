package cli

import (
	"fmt"
	"strings"
	"time"

	"afterword/internal/seal"
)

// putDiagnosis prints the report. Paths stand on lines of their own and
// are never broken, so that they can be copied.
func (a *app) putDiagnosis(d diagnosis) error {
	if a.flags.json {
		return a.putJSON(d)
	}
	a.put("journal: %s", d.Journal)
	if d.Key != "" {
		a.put("key file: %s", d.Key)
	}
	a.wrapped("%s", stateWords(d))
	if d.State != stateNone && d.State != stateFailed && d.Things != nil {
		a.putVisible(d)
		a.putWays(d)
		a.putLastCopy(d)
	}
	if d.State != stateNone {
		a.put("\nThis computer")
		a.wrapped("- %s", swapWords(d.Swap))
	}
	if len(d.Checks) > 0 {
		a.put("\nFiles")
		a.putChecks(d.Checks, false)
		a.putChecks(d.Checks, true)
	}
	return nil
}

// stateWords say how opening went.
func stateWords(d diagnosis) string {
	switch {
	case d.State == stateOpen:
		return "The journal opens."
	case d.State == stateNone:
		return "There is no journal yet. A first entry makes one: afterword quick"
	case d.State == stateDamaged:
		return "It is damaged, or not a journal of this program. Details: afterword verify"
	case d.State != stateLocked:
		return "It could not be opened."
	case d.Needs == string(seal.SlotKeyFile):
		return "The journal is sealed and does not open: its key file is missing or another's."
	}
	return "The journal is locked, as it should be when you are not reading it."
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
	a.wrapped("- that it holds %s in %s, and %s; their sizes, rounded up to steps of 256 bytes or more",
		counted(*d.Things, "record"), counted(*d.Revisions, "revision"), counted(*d.Drafts, "draft"))
	opens := "- what kinds of key open it"
	if contains(d.Slots, string(seal.SlotPassphrase)) {
		opens += ", and what a try at the passphrase costs"
	}
	a.wrapped("%s", opens)
	if d.Letterbox {
		waits := ""
		if *d.Letters > 0 {
			waits = fmt.Sprintf("; %s written while locked %s for the next unlock", counted(*d.Letters, "letter"), waitWord(*d.Letters))
		}
		a.wrapped("- the public half of its letterbox: with it more can be put in, and nothing read%s", waits)
	}
	if *d.Aside > 0 {
		a.wrapped("- that %s set aside as damaged; they are kept: afterword verify", counted(*d.Aside, "letter")+map[bool]string{true: " is", false: " are"}[*d.Aside == 1])
	}
	a.wrapped("Backups show the same. Afterword's notes show how many revisions there were last, and where backups went:")
	a.put("  %s", a.Dirs.State)
}

func waitWord(n int) string {
	if n == 1 {
		return "waits"
	}
	return "wait"
}

// putWays says what opens the journal, and what is missing there.
func (a *app) putWays(d diagnosis) {
	a.put("\nWhat opens it")
	var ways []string
	for _, w := range []struct {
		kind  seal.SlotKind
		words string
	}{
		{seal.SlotPassphrase, "your passphrase"}, {seal.SlotKeyFile, "its key file"},
		{seal.SlotKeyring, "the desktop's keyring"}, {seal.SlotRecovery, "your recovery words"},
	} {
		if contains(d.Slots, string(w.kind)) {
			ways = append(ways, w.words)
		}
	}
	if len(ways) > 0 {
		a.wrapped("- %s. A copy of the file alone cannot be read.", capital(strings.Join(ways, ", or ")))
	}
	if contains(d.Slots, string(seal.SlotKeyFile)) || contains(d.Slots, string(seal.SlotKeyring)) {
		a.wrapped("- Whoever uses this computer as you can read all of it. With a passphrase they cannot: afterword passphrase set")
	}
	if !d.Recovery {
		a.wrapped("- There are no recovery words: if what opens it is lost, so is the journal. Make them: afterword recovery new")
	}
	if d.Unlocked > 0 {
		a.wrapped("- It is kept unlocked for %s more. Lock it sooner: afterword lock", counted(d.Unlocked, "minute"))
	}
}

// putLastCopy says when the last backup was made, and where it is.
func (a *app) putLastCopy(d diagnosis) {
	a.put("\nBackups")
	if d.Backup == nil {
		a.wrapped("- There is none yet: afterword backup")
		return
	}
	made, err := time.Parse(time.RFC3339, d.Backup.Made)
	if err != nil {
		return
	}
	a.wrapped("- The last was made on %s.", made.Format("2006-01-02 at 15:04"))
	a.put("  %s", d.Backup.Path)
	switch {
	case !d.Backup.There:
		a.wrapped("- It is not there now; a disk or stick may not be plugged in.")
	case d.Backup.SameDisk:
		a.wrapped("- It is on the same disk as the journal: if the disk goes, both go. On a stick or another disk: afterword backup --to FOLDER")
	}
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
