package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// config is what config.toml may hold.
type config struct {
	Theme      string `toml:"theme"` // auto, dark or light
	Accessible bool   `toml:"accessible"`
	Plain      bool   `toml:"plain"`
	Editor     string `toml:"editor"`
	// PassphraseCommand prints the journal's passphrase.
	PassphraseCommand string `toml:"passphrase_command"`
	// LockAfter is how long a form waits for a key before it hides itself,
	// such as "5m"; from one minute to an hour, or "never".
	LockAfter string `toml:"lock_after"`
	Backups   string `toml:"backups"` // the folder that backup writes to
}

// readConfig reads the configuration. A setting that cannot be used has its
// usual value and the others hold; one error names every such setting, and
// never what it says.
func (a *app) readConfig() error {
	path := a.configPath()
	text, err := readSmall(path)
	switch {
	case errors.Is(err, fs.ErrNotExist): // a decoder takes time, even for nothing
		return nil
	case err != nil:
		return fmt.Errorf("reading the configuration: %w", err)
	default:
		a.config, err = configOf(text)
	}
	var wrong []string
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	c := &a.config
	switch c.Theme {
	case "", "auto", "dark", "light":
	default:
		wrong, c.Theme = append(wrong, "theme is auto, dark or light"), ""
	}
	if c.Backups != "" && !filepath.IsAbs(c.Backups) {
		wrong, c.Backups = append(wrong, "backups names a folder by its whole path, beginning at the root"), ""
	}
	if _, err := lockAfter(c.LockAfter); err != nil {
		wrong, c.LockAfter = append(wrong, err.Error()), ""
	}
	if len(wrong) > 0 {
		return misused("%s: %s", path, strings.Join(wrong, "; "))
	}
	return nil
}

// configOf is what the text of a configuration sets, without what is no
// setting. Where the text is no TOML, or a setting of another type, it is
// nothing.
func configOf(text []byte) (config, error) {
	var c config
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&c)
	var strict *toml.StrictMissingError
	var broken *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		var unknown []string
		for _, one := range strict.Errors {
			line, _ := one.Position()
			unknown = append(unknown, fmt.Sprintf("line %d: %s is no setting", line, strings.Join(one.Key(), ".")))
		}
		return c, errors.New(strings.Join(unknown, "; ") + " (settings are theme, accessible, plain, editor, passphrase_command, lock_after, backups)")
	case errors.As(err, &broken):
		line, _ := broken.Position()
		return config{}, fmt.Errorf("line %d cannot be read, so none of its settings is used", line)
	case err != nil:
		return config{}, errors.New("it cannot be read, so none of its settings is used")
	}
	return c, nil
}

// warnConfig says, once in a run, what of the configuration is not used.
func (a *app) warnConfig(err error) {
	if !a.warned {
		a.say("%v.\nThe usual value is used until that is mended.", err)
	}
	a.warned = true
}

// longestConfig is the most bytes of a configuration, or of a note of our
// own, that are read.
const longestConfig = 1 << 20

// readSmall reads a file that is never large.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, longestConfig+1))
	if err == nil && len(b) > longestConfig {
		err = fmt.Errorf("%s is longer than 1 MiB", path)
	}
	return b, err
}

// configPath is the configuration's file.
func (a *app) configPath() string { return filepath.Join(a.Dirs.Config, "config.toml") }
