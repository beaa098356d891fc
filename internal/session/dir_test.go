//go:build linux || darwin || freebsd

package session

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"afterword/internal/seal"
)

// A directory that somebody else could have put there, or could look
// into, is not used.
func TestDirectoryRefused(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, p Place){
		"open to others": func(t *testing.T, p Place) { must(t, os.Mkdir(p.Dir, 0o700), os.Chmod(p.Dir, 0o750)) },
		"a symbolic link": func(t *testing.T, p Place) {
			must(t, os.Mkdir(p.Dir+"2", 0o700), os.Symlink(p.Dir+"2", p.Dir))
		},
		"a file": func(t *testing.T, p Place) { must(t, os.WriteFile(p.Dir, nil, 0o600)) },
	} {
		p, journal := place(t), seal.NewID()
		spoil(t, p)
		refuses(t, name, p, journal)
	}
	// One that is another user's: made so where the test may, or else one
	// that always is.
	p, journal := place(t), seal.NewID()
	if os.Geteuid() == 0 {
		must(t, os.Mkdir(p.Dir, 0o700), os.Chown(p.Dir, nobody, nobody))
	} else {
		p.Dir = "/"
	}
	refuses(t, "another user's", p, journal)
}

func refuses(t *testing.T, name string, p Place, journal [16]byte) {
	t.Helper()
	if h, err := Keep(t.Context(), p, journal, seal.NewKey(), time.Hour); h != "" || !errors.Is(err, ErrUnavailable) {
		t.Errorf("%s: Keep = %q, %v", name, h, err)
	}
	if key, err := Fetch(t.Context(), p, journal); key != nil || !errors.Is(err, ErrUnavailable) {
		t.Errorf("%s: Fetch = %d bytes, %v", name, len(key), err)
	}
	if err := Drop(t.Context(), p, journal); !errors.Is(err, ErrUnavailable) {
		t.Errorf("%s: Drop = %v", name, err)
	}
}

// What is held is let go of without the directory that has the other half.
func TestDropWithoutDirectory(t *testing.T) {
	p := place(t)
	journal, _ := onlyAgent(t, p, time.Hour)
	must(t, os.Chmod(p.Dir, 0o755), Drop(t.Context(), p, journal), os.Chmod(p.Dir, 0o700))
	none(t, p, journal, "Drop in an open directory")

	for _, dir := range []string{"", "relative"} {
		for name, tt := range map[string]struct {
			h     holder
			known bool
		}{
			"one that holds":   {forgetful{seal.NewKey()}, true},
			"one with nothing": {forgetful{}, false},
		} {
			err := dropWith(t.Context(), Place{Dir: dir}, journal, []holder{forgetful{}, tt.h})
			if (err == nil) != tt.known || err != nil && !errors.Is(err, ErrUnavailable) {
				t.Errorf("%q, %s: %v", dir, name, err)
			}
		}
	}
}

// Every byte of the file counts, and so do its owner, its mode and its
// name. What was only turned aside opens again when it is put back.
func TestAlteredFile(t *testing.T) {
	p := place(t)
	journal, key := onlyAgent(t, p, time.Hour)
	path := half(p, journal)
	good, err := os.ReadFile(path)
	must(t, err)
	st, err := os.Stat(path)
	if must(t, err); st.Mode() != 0o600 || len(good) != ticketSize || bytes.Contains(good, key) {
		t.Fatalf("the file has %d bytes and mode %v, or holds the key", len(good), st.Mode())
	}
	for i := range good {
		bad := slices.Clone(good)
		bad[i] ^= 1
		must(t, os.WriteFile(path, bad, 0o600))
		none(t, p, journal, fmt.Sprintf("changing byte %d", i))
	}
	for _, bad := range [][]byte{nil, good[:len(good)-1], append(slices.Clone(good), 0), bytes.Repeat(good, 50)} {
		must(t, os.WriteFile(path, bad, 0o600))
		none(t, p, journal, fmt.Sprintf("making it %d bytes", len(bad)))
	}
	must(t, os.WriteFile(path, good, 0o600))
	kept(t, p, journal, key)

	must(t, os.Chmod(path, 0o644))
	none(t, p, journal, "opening it to others")
	must(t, os.Chmod(path, 0o600), os.Link(path, path+"2"))
	none(t, p, journal, "giving it a second name")
	must(t, os.Remove(path), os.Symlink(path+"2", path))
	none(t, p, journal, "making it a link")
	must(t, os.Remove(path), os.Mkdir(path, 0o700))
	none(t, p, journal, "making it a directory")
	must(t, os.Remove(path), unix.Mkfifo(path, 0o600))
	none(t, p, journal, "making it a pipe")
	must(t, os.Remove(path), os.Rename(path+"2", path))
	kept(t, p, journal, key)
	if os.Geteuid() == 0 {
		must(t, os.Chown(path, nobody, -1))
		none(t, p, journal, "giving it to another user")
		must(t, os.Chown(path, 0, -1))
	}
	must(t, os.Remove(path))
	none(t, p, journal, "removing it")
}
