// Package cli is the program as people meet it: its commands, one file
// each, their wording and exit statuses, the configuration, the paths and
// the terminal. It is the only package that touches the system and the
// clock; everything it touches comes in through Env.
package cli

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"golang.org/x/term"

	"afterword/internal/seal"
)

// Env is the world the program runs in.
type Env struct {
	In       io.Reader
	Out      io.Writer // data
	Err      io.Writer // talk
	Getenv   func(string) string
	Now      func() time.Time
	Zone     string // IANA name of the local zone, empty if not known
	Terminal Terminal
	Dirs     Dirs
	Self     []string         // the command line that runs this program, for the agent
	Cost     func() seal.Cost // what stretching a new passphrase is to cost here
}

// Terminal says which streams are a terminal and how large it is.
type Terminal struct {
	In, Out, Err bool
	Size         func() (width, height int) // zeros if not known
}

// Dirs are the directories of this system for this user.
type Dirs struct {
	Data   string // the journal
	Config string // configuration, own prompts, key files
	State  string // what this computer last saw of its journals
	// Runtime is cleared when the session ends; empty where there is none.
	Runtime string
	Timers  string // what the system's scheduler reads for this user; empty for none
}

// System is the world as it is.
func System() *Env {
	return &Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Getenv: os.Getenv, Now: time.Now, Zone: zone(),
		Terminal: Terminal{
			In:  term.IsTerminal(int(os.Stdin.Fd())),
			Out: term.IsTerminal(int(os.Stdout.Fd())),
			Err: term.IsTerminal(int(os.Stderr.Fd())),
			Size: func() (int, int) {
				w, h, err := term.GetSize(int(os.Stderr.Fd()))
				if err != nil {
					return 0, 0
				}
				return w, h
			},
		},
		Dirs: Dirs{Data: filepath.Join(xdg.DataHome, "afterword"), Config: configDir(), State: stateDir(), Runtime: runtimeDir(), Timers: timersDir()},
		Self: self(), Cost: calibrated,
	}
}

// self is the program as it was started.
func self() []string {
	path, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{path}
}

// calibrated finds the cost at which one try at a passphrase takes about
// half a second here: more memory first, up to 256 MiB so that the journal
// still opens on a small computer, then more passes. It never goes below
// the floor.
func calibrated() seal.Cost {
	const aim = 500 * time.Millisecond
	took := func(c seal.Cost) time.Duration {
		begun := time.Now()
		seal.Stretch(c)
		return time.Since(begun)
	}
	c := seal.Floor()
	for c.Memory < 256<<10 {
		more := c
		more.Memory *= 2
		if took(more) > aim {
			return c
		}
		c = more
	}
	for c.Time < 8 {
		more := c
		more.Time++
		if took(more) > aim {
			break
		}
		c = more
	}
	return c
}

// stateDir is where notes about the journal are kept that must not be
// copied along with it.
func stateDir() string {
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(xdg.Home, ".local", "state", "afterword")
	case "windows":
		return filepath.Join(xdg.StateHome, "afterword", "state")
	}
	return filepath.Join(xdg.StateHome, "afterword")
}

// runtimeDir is a directory of this login session, empty where the system
// names none that exists.
func runtimeDir() string {
	dir := xdg.RuntimeDir
	if runtime.GOOS == "darwin" {
		dir = os.TempDir() // of this user alone, and cleared at a restart
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return filepath.Join(dir, "afterword")
}

// timersDir is where the system's scheduler has the files of this user;
// on Windows, where it takes them in, where Afterword keeps its own.
func timersDir() string {
	switch runtime.GOOS {
	case "linux":
		return filepath.Join(xdg.ConfigHome, "systemd", "user")
	case "darwin":
		return filepath.Join(xdg.Home, "Library", "LaunchAgents")
	case "windows":
		return configDir()
	}
	return ""
}

// configDir is never inside the data directory: whoever copies the one
// must not get the key file in the other along with it. On macOS and
// Windows the usual places of both are the same, so another is taken.
func configDir() string {
	if dir := os.Getenv("AFTERWORD_CONFIG_DIR"); dir != "" {
		return dir
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(xdg.Home, ".config", "afterword")
	case "windows":
		if dir, err := os.UserConfigDir(); err == nil {
			return filepath.Join(dir, "afterword") // roaming; data is local
		}
	}
	return filepath.Join(xdg.ConfigHome, "afterword")
}

// zone finds the IANA name of the local zone.
func zone() string {
	if tz := strings.TrimPrefix(os.Getenv("TZ"), ":"); tz != "" {
		if _, err := time.LoadLocation(tz); err != nil {
			return ""
		}
		return tz
	}
	link, err := os.Readlink("/etc/localtime")
	if _, name, ok := strings.Cut(link, "zoneinfo/"); err == nil && ok {
		return name
	}
	if name := time.Now().Location().String(); name != "Local" {
		return name
	}
	return ""
}

// lines wraps the input once, so that one form after another loses nothing
// that was read ahead.
func lines(r io.Reader) *bufio.Reader {
	if b, ok := r.(*bufio.Reader); ok {
		return b
	}
	return bufio.NewReader(r)
}
