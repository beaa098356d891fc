package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// fileNotice is one thing found about the files.
type fileNotice struct {
	Check string `json:"check"` // modes, key-file, apart, synced, links
	Path  string `json:"path"`
	OK    bool   `json:"ok"`
	Text  string `json:"text"`
	Do    string `json:"do"` // a command that puts it right, often empty
}

// checkFiles looks at the journal's file and at its key file, whose path
// is empty if it is not known.
func checkFiles(journal, key string) []fileNotice {
	all := append(checkFile("the journal", journal), checkFile("the key file", key)...)
	if len(all) == 0 && runtime.GOOS != "windows" {
		all = append(all, fileNotice{Check: "modes", Path: journal, OK: true, Text: "Only your account may read the journal, its key file and their folders."})
	}
	return append(all, checkKey(journal, key)...)
}

// checkFile finds what exposes one file: open modes, copies, other names.
func checkFile(what, path string) []fileNotice {
	if path == "" {
		return nil
	}
	var all []fileNotice
	if mode, open := othersMay(filepath.Dir(path)); open {
		all = append(all, fileNotice{Check: "modes", Path: filepath.Dir(path),
			Text: fmt.Sprintf("others on this computer can look into the folder of %s (mode %04o), and see its size and when it changed. A folder of your own is better.", what, mode)})
	}
	if mode, open := othersMay(path); open {
		all = append(all, fileNotice{"modes", path, false,
			fmt.Sprintf("others on this computer may use %s (mode %04o). Close it:", what, mode), "chmod go= " + quoted(path)})
	}
	if service := syncedBy(path); service != "" {
		all = append(all, fileNotice{Check: "synced", Path: path,
			Text: fmt.Sprintf("%s seems to be in a folder of %s, which copies it elsewhere and keeps old versions, also of what you purge.", what, service)})
	}
	if names := hardLinks(path); names > 1 {
		all = append(all, fileNotice{Check: "links", Path: path,
			Text: fmt.Sprintf("%s has %d names on this disk; deleting one leaves the others.", what, names)})
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

// othersMay reports whether the group or the world may do anything with a
// file or directory.
func othersMay(path string) (fs.FileMode, bool) {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" { // where modes say nothing
		return 0, false
	}
	mode := info.Mode().Perm()
	return mode, mode&0o077 != 0
}

// together reports whether the key file lies below the journal's directory
// or the journal below the directory that holds the keys' one.
func together(journal, key string) bool {
	return below(filepath.Dir(journal), key) || below(filepath.Dir(filepath.Dir(key)), journal)
}

// below reports whether path lies somewhere below dir, links resolved.
func below(dir, path string) bool {
	for _, p := range []*string{&dir, &path} {
		if real, err := filepath.EvalSymlinks(*p); err == nil {
			*p = real
		}
	}
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// syncedBy names the service whose folder a path seems to be in. It goes
// by the names those services give their folders.
func syncedBy(path string) string {
	for _, part := range strings.Split(filepath.ToSlash(path), "/") {
		part = strings.ToLower(strings.TrimSpace(part))
		for _, s := range []struct{ prefix, service string }{
			{"dropbox", "Dropbox"}, {"onedrive", "OneDrive"}, {"icloud", "iCloud"}, {"mobile documents", "iCloud"},
			{"com~apple~clouddocs", "iCloud"}, {"nextcloud", "Nextcloud"}, {"owncloud", "ownCloud"},
			{"google drive", "Google Drive"}, {"googledrive", "Google Drive"}, {"my drive", "Google Drive"},
		} {
			if strings.HasPrefix(part, s.prefix) {
				return s.service
			}
		}
	}
	return ""
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
