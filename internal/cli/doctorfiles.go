package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"afterword/internal/vault"
)

// fileNotice is one thing found about the files.
type fileNotice struct {
	Check string `json:"check"` // modes, owner, key-file, apart, synced, network, links, link, letterbox, copy, anchor, lock-after
	Path  string `json:"path"`
	OK    bool   `json:"ok"`
	Text  string `json:"text"`
	Do    string `json:"do"` // a command that puts it right, often empty
}

// checkFiles looks at the journal's file, at its key file, whose path is
// empty where none opens the journal, and at what else Afterword keeps on
// this computer.
func (a *app) checkFiles(journal, key string) []fileNotice {
	file := resolved(journal)
	all := a.checkFile("the journal", file)
	all = append(all, checkSynced("the journal", file)...)
	all = append(all, checkNetwork(file)...)
	if key != "" {
		all = append(all, a.checkFile("the key file", key)...)
		all = append(all, checkSynced("the key file", resolved(key))...)
	}
	all = append(all, a.checkOwn()...)
	if len(all) == 0 && runtime.GOOS != "windows" {
		all = append(all, fileNotice{Check: "modes", Path: file, OK: true, Text: "Only your account may read the journal, what opens it and their folders."})
	}
	if info, err := os.Lstat(journal); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		all = append(all, fileNotice{Check: "link", Path: journal, OK: true, Text: "This name of the journal is a link. The file is " + file})
	}
	return append(all, checkKey(file, key)...)
}

// checkFile finds what exposes one file and its folder: modes, another
// owner, other names.
func (a *app) checkFile(what, path string) []fileNotice {
	all := a.checkFolder("the folder of "+what, filepath.Dir(path))
	info, err := os.Stat(path)
	if err != nil {
		return all
	}
	all = append(all, checkOwner(what, path, info)...)
	if mode, open := othersMay(info); open {
		all = append(all, fileNotice{"modes", path, false,
			fmt.Sprintf("others on this computer may use %s (mode %04o). Close it:", what, mode), "chmod go= " + quoted(path)})
	}
	if names := hardLinks(path); names > 1 {
		all = append(all, fileNotice{Check: "links", Path: path,
			Text: fmt.Sprintf("%s has %d names on this disk; deleting one leaves the others.", what, names)})
	}
	return all
}

// checkFolder finds what others may do in a folder. A folder that is not
// Afterword's own is not closed for the person, as other things may be in
// it; but nobody else should write to it.
func (a *app) checkFolder(what, dir string) []fileNotice {
	info, err := os.Stat(dir)
	if err != nil {
		return nil
	}
	all := checkOwner(what, dir, info)
	mode, open := othersMay(info)
	switch {
	case !open:
	case a.own(dir):
		all = append(all, fileNotice{"modes", dir, false,
			fmt.Sprintf("others on this computer can look into %s (mode %04o). Close it:", what, mode), "chmod go= " + quoted(dir)})
	case mode&0o022 != 0 && info.Mode()&fs.ModeSticky == 0:
		all = append(all, fileNotice{"modes", dir, false,
			fmt.Sprintf("others on this computer may exchange the files in %s (mode %04o). Close it to them:", what, mode), "chmod go-w " + quoted(dir)})
	default:
		all = append(all, fileNotice{Check: "modes", Path: dir,
			Text: fmt.Sprintf("others on this computer can look into %s (mode %04o), and see its size and when it changed. A folder of your own is better.", what, mode)})
	}
	return all
}

// own reports whether a folder is one that Afterword made for itself.
func (a *app) own(dir string) bool {
	return contains([]string{a.Dirs.Data, a.Dirs.State, a.Dirs.Config, a.keysDir(), a.Dirs.Runtime, a.ownBackups()}, dir)
}

// checkOwner finds a file or folder that is another user's, who may do
// anything with it.
func checkOwner(what, path string, info fs.FileInfo) []fileNotice {
	if ours(info) || systems(info) {
		return nil
	}
	return []fileNotice{{Check: "owner", Path: path, Text: what + " belongs to another user of this computer."}}
}

// checkOwn looks at the folders of notes about the journal, of what is
// kept of it while it is unlocked, and of its backups.
func (a *app) checkOwn() []fileNotice {
	var all []fileNotice
	for _, f := range []struct{ what, dir string }{
		{"the folder of Afterword's notes", a.Dirs.State},
		{"the folder of what unlock keeps", a.Dirs.Runtime},
		{"the folder of the backups", a.ownBackups()},
	} {
		if f.dir != "" {
			all = append(all, a.checkFolder(f.what, f.dir)...)
		}
	}
	return all
}

// checkKey looks whether the key file is there and apart from the journal.
func checkKey(journal, key string) []fileNotice {
	if key == "" {
		return nil
	}
	found := fileNotice{Check: "key-file", Path: key, OK: true, Text: "The key file is there. Keep a copy of it somewhere else; without it nobody can open the journal."}
	if _, err := os.Stat(key); err != nil {
		found.OK, found.Text = false, "the key file is not where it should be. Put it back from your copy."
	}
	apart := fileNotice{Check: "apart", Path: key, OK: true, Text: "Journal and key file belong in separate folders, and are."}
	if together(journal, key) {
		apart.OK, apart.Text = false, "the key file's place is in the same folders as the journal, so whoever copies the one gets the other. Name a folder apart with AFTERWORD_CONFIG_DIR and move the key file there."
	}
	return []fileNotice{found, apart}
}

// checkLetterbox finds out from how the letterbox opened whether what is
// written while the journal is locked can be put in.
func checkLetterbox(journal string, opened error) []fileNotice {
	if opened == nil || errors.Is(opened, vault.ErrNoBox) {
		return nil
	}
	text := "what is written while the journal is locked cannot be put into it: the key of its letterbox is damaged. See what else is:"
	if errors.Is(opened, vault.ErrAltered) {
		text = "the key of the journal's letterbox is not the one known on this computer, so nothing is put in while it is locked. Look at the whole of it:"
	}
	return []fileNotice{{"letterbox", journal, false, text, "afterword verify"}}
}

// othersMay reports whether the group or the world may do anything with a
// file or directory.
func othersMay(info fs.FileInfo) (fs.FileMode, bool) {
	mode := info.Mode().Perm()
	return mode, mode&0o077 != 0 && runtime.GOOS != "windows" // where modes say nothing
}

// together reports whether the key file lies below the journal's directory
// or the journal below the directory that holds the keys' one.
func together(journal, key string) bool {
	return below(filepath.Dir(journal), key) || below(filepath.Dir(filepath.Dir(key)), journal)
}

// below reports whether path lies somewhere below dir, links resolved.
func below(dir, path string) bool {
	rel, err := filepath.Rel(resolved(dir), resolved(path))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
