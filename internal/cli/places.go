package cli

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/journal"
	"afterword/internal/seal"
)

// sayPlace says, once when a journal is made there, what is to be known
// about a place: that it is copied elsewhere, or on another computer.
func (a *app) sayPlace(path string) {
	for _, n := range append(checkSynced("the journal", resolved(path)), checkNetwork(resolved(path))...) {
		a.say("%s", capital(n.Text))
	}
}

// saySynced says that a file that just left is in a folder that a service
// copies elsewhere.
func (a *app) saySynced(what, path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	for _, n := range checkSynced(what, resolved(path)) {
		a.say("%s", capital(n.Text))
	}
}

// fitPlace makes sure that a new journal at path would be its writer's
// alone: its folder, or the nearest one that is there, belongs to the
// writer or to the system and is not one in which anybody may exchange
// files. A folder such as /tmp, where each may only change what is theirs,
// is fit, and so is one that a group may write to: many systems give
// everybody a group of their own. doctor names that one.
func fitPlace(path string) error {
	dir := filepath.Dir(path)
	info, err := os.Stat(dir)
	for ; errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir; info, err = os.Stat(dir) {
		dir = filepath.Dir(dir)
	}
	if err != nil || runtime.GOOS == "windows" { // making the journal says what is wrong
		return nil
	}
	elsewhere := "Name a folder of your own with --journal."
	switch mode := info.Mode(); {
	case mode&fs.ModeSticky != 0:
	case mode.Perm()&0o002 != 0:
		return hinted(misused("everybody on this computer may exchange the files in %s (mode %04o); no journal was made", dir, mode.Perm()),
			"Close the folder: chmod o-w %s. Or name another with --journal.", quoted(dir))
	case !ours(info) && !systems(info):
		return hinted(misused("the folder %s belongs to another user of this computer; no journal was made", dir), "%s", elsewhere)
	}
	return nil
}

// sayExposed says, whenever the journal was found, that others could open
// it or exchange it. The rest is for doctor.
func (a *app) sayExposed() {
	if contains(a.ways(), seal.SlotKeyFile) {
		key := a.locked.KeyFile()
		if info, err := os.Stat(key); err == nil {
			if mode, open := othersMay(info); open {
				a.sayDo(fmt.Sprintf("Others on this computer may use the key file that opens the journal (mode %04o). Close it:", mode), "chmod go= "+quoted(key))
			}
		}
	}
	dir := filepath.Dir(resolved(a.journalPath()))
	info, err := os.Stat(dir)
	switch {
	case err != nil || runtime.GOOS == "windows":
	case !ours(info) && !systems(info):
		a.say("The folder of the journal belongs to another user of this computer, who can exchange the journal: %s", dir)
	case info.Mode().Perm()&0o002 != 0 && info.Mode()&fs.ModeSticky == 0:
		a.sayDo(fmt.Sprintf("Everybody on this computer may exchange the files in the folder of the journal (mode %04o). Close it:", info.Mode().Perm()), "chmod go= "+quoted(dir))
	}
}

// sayDo says something with the command that puts it right, on a line of its
// own that is never broken, so that it can be copied.
func (a *app) sayDo(text, command string) {
	a.say("%s", text)
	fmt.Fprintln(a.Err, "  "+journal.Printable(command))
}

// sayUnanchored says, once for a run, that what guards against an older
// copy of the journal did not work.
func (a *app) sayUnanchored() {
	if a.locked != nil && a.locked.Unanchored() != nil && !strings.HasSuffix(a.called, " doctor") { // which shows it
		a.say("An older copy of the journal put in its place cannot be noticed now: what was here last cannot be noted or read. Look: afterword doctor")
	}
}

// checkNotes finds out whether what was here last can be noted, from why
// it could not be read.
func checkNotes(state string, read error) []fileNotice {
	text := "an older copy of the journal put in its place cannot be noticed: "
	switch f, err := os.CreateTemp(state, ".look-*"); {
	case errors.Is(err, fs.ErrNotExist): // made with the first note
	case err != nil:
		return []fileNotice{{Check: "anchor", Path: state, Text: text + "nothing can be noted in the folder of Afterword's notes. Make it a folder that you can write to: " + state}}
	default:
		f.Close()
		os.Remove(f.Name())
	}
	if read != nil {
		return []fileNotice{{Check: "anchor", Path: state, Text: text + "the note of what was here last cannot be read. Compare the journal with a printed fingerprint (afterword verify --against); the next save makes the note anew."}}
	}
	return nil
}

// checkSynced finds a service that copies the file elsewhere.
func checkSynced(what, path string) []fileNotice {
	service := syncedBy(path)
	if service == "" {
		return nil
	}
	return []fileNotice{{Check: "synced", Path: path,
		Text: fmt.Sprintf("%s seems to be in a folder of %s, which copies it elsewhere and keeps old versions, also of what you purge.", what, service)}}
}

// checkNetwork finds a journal that may be on another computer.
func checkNetwork(path string) []fileNotice {
	kind := networkOf(path)
	if kind == "" {
		return nil
	}
	return []fileNotice{{Check: "network", Path: path,
		Text: fmt.Sprintf("the journal is on a file system of the kind %s, which may be another computer. Locks are not sure there: write from one computer at a time, and keep a backup on this one.", kind)}}
}

// networkOf names the kind of network file system that path, or the
// nearest folder of it that is there, is on; empty for one of this
// computer and where that is not known.
func networkOf(path string) string {
	for {
		kind, err := fileSystem(path)
		if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(path) == path {
			return kind
		}
		path = filepath.Dir(path)
	}
}

// syncedFolders are the names that services give the folders they copy, one
// to a line, each with its service after a colon.
//
//go:embed data/synced.txt
var syncedFolders string

// syncedBy names the service whose folder a path seems to be in. It goes
// by the names those services give their folders; of a name that begins
// with one of them, what follows is no letter.
func syncedBy(path string) string {
	for _, part := range strings.Split(filepath.ToSlash(path), "/") {
		part = strings.ToLower(strings.TrimSpace(part))
		for line := range strings.Lines(syncedFolders) {
			name, service, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok || strings.HasPrefix(name, "#") {
				continue
			}
			rest, begins := strings.CutPrefix(part, name)
			if next, _ := utf8.DecodeRuneInString(rest); begins && !unicode.IsLetter(next) {
				return service
			}
		}
	}
	return ""
}

// resolved is a path with its links followed, as far as it is there.
func resolved(path string) string {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(dir, filepath.Base(path))
	}
	return path
}
