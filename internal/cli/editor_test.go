//go:build unix

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterword/internal/journal"
)

// editing is an app with an editor made of a shell script, and the
// directory in which the text stands meanwhile.
func editing(t *testing.T, script string) (a *app, place string, talk *bytes.Buffer) {
	t.Helper()
	place = t.TempDir()
	editor := filepath.Join(t.TempDir(), "an editor")
	if err := os.WriteFile(editor, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	talk = new(bytes.Buffer)
	env := map[string]string{"XDG_RUNTIME_DIR": place, "EDITOR": "'" + editor + "'"}
	return newApp(&Env{
		In: strings.NewReader(""), Out: new(bytes.Buffer), Err: talk,
		Getenv: func(name string) string { return env[name] }, Now: time.Now,
		Terminal: Terminal{Size: func() (int, int) { return 0, 0 }},
		Dirs:     Dirs{Config: t.TempDir()},
	}), place, talk
}

// in lists what is in a directory.
func in(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestEdit(t *testing.T) {
	const old = "the old words"
	for _, tt := range []struct {
		name, script string
		want         string // the text after; the old one on an error
		fails        string
		says         string
	}{
		{name: "untouched", script: `exit 0`, want: old},
		{name: "appends", script: `echo more >> "$1"`, want: old + "\nmore"},
		{name: "empties", script: `: > "$1"`, want: ""},
		{name: "saves by renaming", script: `echo new > "$1.tmp"; mv "$1.tmp" "$1"`, want: "new"},
		{name: "leaves copies", script: `cp "$1" "$1~"; cp "$1" .entry.swp; mkdir sub; cp "$1" sub/; chmod 0 sub/entry.txt; echo new > "$1"`, want: "new"},
		{name: "other line ends", script: `printf 'one\r\ntwo\r\n' > "$1"`, want: "one\ntwo", says: "2 line endings changed to LF"},
		{name: "as long as can be", script: `head -c 4194304 /dev/zero | tr '\0' a > "$1"`, want: strings.Repeat("a", journal.MaxText)},
		{name: "private", script: `test "$(ls -ld . | cut -c1-10)" = drwx------ && test "$(ls -l "$1" | cut -c1-10)" = -rw-------`, want: old},
		{name: "fails", script: `echo new > "$1"; exit 1`, want: old, fails: "exit status 1"},
		{name: "is killed", script: `echo new > "$1"; kill -KILL $$`, want: old, fails: "killed"},
		{name: "removes the file", script: `rm "$1"`, want: old, fails: "no file"},
		{name: "leaves a link", script: `ln -sf /dev/zero "$1"`, want: old, fails: "no file"},
		{name: "leaves a pipe", script: `rm "$1"; mkfifo "$1"`, want: old, fails: "no file"},
		{name: "too long", script: `head -c 5242880 /dev/zero | tr '\0' a > "$1"`, want: old, fails: "longer than 4 MiB"},
		{name: "no text", script: `printf '\377\376a\0' > "$1"`, want: old, fails: "not UTF-8"},
		{name: "not known", script: `exit 0`, want: old, says: "not an editor whose own copies"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, place, talk := editing(t, tt.script)
			got, err := a.edit(t.Context(), old)
			if got != tt.want {
				t.Errorf("edit gave %.40q of %d bytes, want %.40q", got, len(got), tt.want)
			}
			if tt.fails == "" && err != nil || tt.fails != "" && (err == nil || !strings.Contains(err.Error(), tt.fails)) {
				t.Errorf("edit: error %v, want one with %q", err, tt.fails)
			}
			if err != nil && strings.Contains(err.Error(), "words") {
				t.Errorf("the error quotes the text: %v", err)
			}
			if said := strings.Join(strings.Fields(talk.String()), " "); !strings.Contains(said, tt.says) {
				t.Errorf("said %q, want %q", said, tt.says)
			}
			if left := in(t, place); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

func TestEditWithoutAnEditor(t *testing.T) {
	for _, tt := range []struct{ visual, want string }{
		{"", "no editor is set"},
		{"   ", "no editor is set"},
		{"/nowhere/ed", "was not found"},
		{`"ed`, "not closed"},
		{`""`, "is empty"},
	} {
		a, place, _ := editing(t, "")
		a.Getenv = func(name string) string {
			return map[string]string{"VISUAL": tt.visual, "XDG_RUNTIME_DIR": place}[name]
		}
		got, err := a.edit(t.Context(), "old")
		if got != "old" || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("VISUAL=%q: %q, %v; want the old text and %q", tt.visual, got, err, tt.want)
		}
	}
	a, _, _ := editing(t, "exit 1")
	a.config.Editor = "true"
	if _, err := a.edit(t.Context(), "old"); err != nil {
		t.Errorf("the configuration comes first: %v", err)
	}
	a.config.Editor = "false"
	_, err := a.edit(t.Context(), "old")
	if err == nil || len("The text is as it was: "+err.Error()+".") > 80 {
		t.Errorf("a form has one line for it: %v", err)
	}
}

func TestEditWipesWhatADeadRunLeft(t *testing.T) {
	a, place, _ := editing(t, "exit 0")
	dead := exec.Command("true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "kept.txt")
	left := filepath.Join(place, fmt.Sprintf("%s%d-1", editDir, dead.Process.Pid))
	live := filepath.Join(place, fmt.Sprintf("%s%d-1", editDir, os.Getpid()))
	link := filepath.Join(place, fmt.Sprintf("%s%d-2", editDir, dead.Process.Pid))
	for _, dir := range []string{left, live} {
		if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(filepath.Join(dir, "entry.txt"), []byte("words"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	err := errors.Join(os.WriteFile(elsewhere, []byte("kept"), 0o600),
		os.Symlink(elsewhere, filepath.Join(left, "link")), os.Symlink(filepath.Dir(elsewhere), link))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.edit(t.Context(), "old"); err != nil {
		t.Fatal(err)
	}
	want := []string{live, link}
	slices.Sort(want)
	if got := in(t, place); !slices.Equal(got, want) {
		t.Errorf("there are %q, want what is alive and what is no directory: %q", got, want)
	}
	if b, err := os.ReadFile(elsewhere); string(b) != "kept" {
		t.Errorf("a file outside was reached through a link: %q, %v", b, err)
	}
}

func TestOverwrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	other := path + "2"
	text := bytes.Repeat([]byte("words "), 30_000)
	if err := errors.Join(os.WriteFile(path, text, 0o400), os.Link(path, other)); err != nil {
		t.Fatal(err)
	}
	overwrite(path)
	if b, err := os.ReadFile(other); err != nil || !bytes.Equal(b, make([]byte, len(text))) {
		t.Errorf("%d bytes that are not all zero, %v", len(b), err)
	}
}

func TestSplitCommand(t *testing.T) {
	for _, tt := range []struct {
		command string
		want    []string
	}{
		{"vim", []string{"vim"}},
		{"  emacs \t-nw ", []string{"emacs", "-nw"}},
		{`'/a b/ed' --x "c d"e`, []string{"/a b/ed", "--x", "c de"}},
		{`C:\ed.exe ''`, []string{`C:\ed.exe`, ""}},
	} {
		if got, err := splitCommand(tt.command); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("splitCommand(%q) = %q, %v; want %q", tt.command, got, err, tt.want)
		}
	}
}

func TestQuietFlags(t *testing.T) {
	dir := t.TempDir()
	program := func(name, target string) string {
		path := filepath.Join(dir, name)
		if target != "" {
			target = filepath.Join(dir, target)
			if err := errors.Join(os.WriteFile(target, nil, 0o700), os.Symlink(target, path)); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	for _, tt := range []struct {
		path  string
		has   string
		known bool
	}{
		{program("vim", ""), "NONE", true},
		{program("vi", "vim.basic"), "set noundofile", true},
		{program("nvim", ""), "set shada=", true},
		{program("gvim", "vim.gtk3"), "-f", true},
		{program("nano", ""), "--ignorercfiles", true},
		{program("emacs", "emacs-gtk"), "make-backup-files nil", true},
		{program("code", ""), "--user-data-dir", true},
		{program("hx", ""), "", true},
		{program("view", "busybox"), "", false},
		{program("Notepad.exe", ""), "", false},
		{program("VIM.EXE", ""), "NONE", true},
	} {
		flags, known := quietFlags(tt.path, "/private")
		if all := strings.Join(flags, " "); known != tt.known || !strings.Contains(all, tt.has) {
			t.Errorf("%s: %q, known %t; want %q, %t", filepath.Base(tt.path), all, known, tt.has, tt.known)
		}
	}
}
