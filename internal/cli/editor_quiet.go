package cli

import (
	"path/filepath"
	"strings"
)

// quietFlags are the arguments that keep an editor from leaving copies of
// the text anywhere: swap, backup, undo, history and lock files. known
// reports whether the editor is one that can be told, or needs no telling.
// A name such as vi is followed to the program it stands for.
func quietFlags(path, dir string) (flags []string, known bool) {
	name := editorName(path)
	switch {
	case name == "nvim":
		return vimFlags("shada="), true
	case name == "gvim" || name == "mvim" || strings.HasPrefix(name, "vim.gtk"):
		// The window must not let go of the command that opened it.
		return append([]string{"-f"}, vimFlags("viminfo=")...), true
	case name == "vim" || strings.HasPrefix(name, "vim."):
		return vimFlags("viminfo="), true
	case name == "nano" || name == "rnano":
		// Backups, position and search history only come from a nanorc.
		return []string{"--ignorercfiles"}, true
	case name == "emacs" || strings.HasPrefix(name, "emacs-"):
		return []string{"-Q", "--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil auto-save-list-file-prefix nil)"}, true
	case name == "micro":
		return []string{"-backup", "false", "-saveundo", "false", "-savecursor", "false", "-savehistory", "false"}, true
	case name == "code" || name == "code-insiders" || name == "codium":
		// It keeps unsaved text and a history of every save among its user
		// data, and nothing switches both off for one window. So it gets user
		// data of its own, which is wiped with the rest.
		return []string{"--wait", "--new-window", "--disable-extensions", "--disable-telemetry", "--user-data-dir", filepath.Join(dir, "code")}, true
	case name == "hx" || name == "helix" || name == "kak" || name == "pico" || name == "ed":
		return nil, true // these keep nothing outside the directory
	}
	return nil, false
}

// editorName is the plain name of the program at path.
func editorName(path string) string {
	name := plainName(path)
	real, err := filepath.EvalSymlinks(path)
	if err != nil || plainName(real) == "snap" {
		return name
	}
	switch target := plainName(real); {
	case name == "gvim" || name == "code" || name == "codium":
		return name // one program behind several names, told apart by the name
	default:
		return target
	}
}

// plainName is the last part of a path, in lower case and without .exe and
// the like.
func plainName(path string) string {
	name := strings.ToLower(filepath.Base(path))
	for _, end := range []string{".exe", ".cmd", ".bat"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// vimFlags are for Vim and Neovim. The options are set before the writer's
// own configuration and once more after it, which may have set them anew.
func vimFlags(history string) []string {
	set := "silent! set noswapfile | silent! set nobackup | silent! set nowritebackup | silent! set noundofile | silent! set " + history
	return []string{"-n", "-i", "NONE", "--cmd", set, "-c", set}
}
