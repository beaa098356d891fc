package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"afterword/internal/journal"
)

// inDemo says of a run whether it is one in the demo journal.
type inDemo struct {
	on   bool
	said bool // that it is the demo journal
}

// demoDir is the folder of the demo journal and of everything that belongs
// to it, beside the one of the user's own and apart from it.
func (a *app) demoDir() string { return filepath.Join(filepath.Dir(a.Dirs.Data), "afterword-demo") }

// demoJournal is the demo journal's file.
func (a *app) demoJournal() string { return filepath.Join(a.demoDir(), "journal.db") }

// isDemo reports whether the journal of this run is the demo journal,
// however it was named.
func (a *app) isDemo() bool {
	path := a.journalPath()
	return a.demo.on || path != filepath.Join(a.Dirs.Data, "journal.db") && resolved(path) == resolved(a.demoJournal())
}

// enterDemo makes the folder of the demo journal the place of keys, notes,
// backups and own prompts as well, so that nothing of the user's own is
// touched. How the program looks stays as the user has it.
func (a *app) enterDemo() {
	env, dir := *a.Env, a.demoDir()
	env.Dirs.Data, env.Dirs.Config, env.Dirs.State = dir, filepath.Join(dir, "config"), filepath.Join(dir, "state")
	env.Dirs.Timers = "" // a reminder is never the demo's
	a.Env, a.demo.on = &env, true
	a.config.Backups, a.config.PassphraseCommand = "", ""
}

// sayDemo says, once in a run, that what is shown is made up.
func (a *app) sayDemo() {
	if !a.demo.said && !a.flags.json {
		a.say("The demo journal: nobody in it is real.")
	}
	a.demo.said = true
}

// here makes the commands that a text of the program names those of the
// journal of this run: in the demo journal, "afterword resume" would look
// for a draft in the user's own.
func (a *app) here(text string) string {
	if !a.demo.on {
		return text
	}
	const program = "afterword "
	parts := strings.Split(text, program)
	for i, rest := range parts[1:] {
		word := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz-"))]
		if word != "demo" && alone([]string{word}) != "" {
			parts[i+1] = "demo " + rest
		}
	}
	return strings.Join(parts, program)
}

// demoTitle is a form's title, which in the demo journal says where one is.
func (a *app) demoTitle(title string) string {
	const narrow = 60 // columns, below which it takes fewer words
	switch w, _ := a.Terminal.Size(); {
	case !a.demo.on:
		return title
	case w > 0 && w < narrow:
		return title + ", demo"
	}
	return title + ", demo journal"
}

// madeDemo is what the mark in the demo journal's folder says.
type madeDemo struct {
	profession string       // empty where there is no mark
	on         journal.Date // the day on which it was made; empty where that was not finished
}

func (m madeDemo) marked() bool { return m.profession != "" }
func (m madeDemo) whole() bool  { return m.on != "" }

// unfinished stands in a mark in the place of the day.
const unfinished = "unfinished"

// demoMark is the file that says what the folder is, to people and to us:
// only a folder with it is ever removed.
func (a *app) demoMark() string { return filepath.Join(a.demoDir(), "DEMO.txt") }

// markDemo makes the folder and says in it what it is.
func (a *app) markDemo(m madeDemo) error {
	if err := os.MkdirAll(filepath.Dir(a.demoDir()), 0o700); err != nil {
		return fmt.Errorf("making a folder for the demo journal: %w", err)
	}
	err := os.Mkdir(a.demoDir(), 0o700)
	if errors.Is(err, fs.ErrExist) { // and was found to be the user's own
		err = os.Chmod(a.demoDir(), 0o700)
	}
	if err != nil {
		return fmt.Errorf("making a folder for the demo journal: %w", err)
	}
	when := unfinished
	if m.whole() {
		when = string(m.on)
	}
	text := fmt.Sprintf("%s %s\nA journal that Afterword made up, to be tried. Nobody in it is real.\nTake the whole folder away: afterword demo --remove\n", m.profession, when)
	f, err := stage(a.demoMark(), []byte(text))
	if err != nil {
		return err
	}
	return f.place()
}

// demoThere is what is in the folder of the demo journal. A folder that is
// another's, or with something else in it, is an error.
func (a *app) demoThere() (madeDemo, error) {
	foreign := hinted(fmt.Errorf("%s: %w", a.demoDir(), errNotDemo), "Nothing in it was touched. Move it elsewhere, then run this again.")
	info, err := os.Lstat(a.demoDir())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return madeDemo{}, nil
	case err != nil:
		return madeDemo{}, fmt.Errorf("looking for the demo journal: %w", err)
	case !info.IsDir() || !ours(info):
		return madeDemo{}, foreign
	}
	text, err := readSmall(a.demoMark())
	if errors.Is(err, fs.ErrNotExist) {
		if inside, err := os.ReadDir(a.demoDir()); err == nil && len(inside) == 0 {
			return madeDemo{}, nil
		}
		return madeDemo{}, foreign
	}
	if err != nil {
		return madeDemo{}, fmt.Errorf("looking for the demo journal: %w", err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	profession, when, ok := strings.Cut(strings.TrimSpace(first), " ")
	if !ok || profession == "" {
		return madeDemo{}, foreign
	}
	day, err := journal.ParseISODate(when)
	if err != nil && when != unfinished {
		return madeDemo{}, foreign
	}
	if _, err := os.Lstat(a.demoJournal()); err != nil {
		day = "" // its mark alone is not a journal
	}
	return madeDemo{profession, day}, nil
}

// dropDemo removes the folder, which was found to be ours.
func (a *app) dropDemo() error {
	a.close()
	a.locked, a.opened = nil, nil
	if err := os.RemoveAll(a.demoDir()); err != nil {
		return fmt.Errorf("removing the demo journal: %w", err)
	}
	return nil
}
