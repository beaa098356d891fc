//go:build linux || darwin || freebsd

package session

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// How a directory is held while it is open: many read at once, one alone
// changes what is kept, and nobody sees half of a change.
const (
	sharing = unix.LOCK_SH
	alone   = unix.LOCK_EX
)

// makeDir is openDir, alone, that makes the directory first.
func makeDir(path string) (*os.File, error) {
	if filepath.IsAbs(path) {
		// What it is in is never made: a runtime directory that somebody
		// else should have made would not be cleared at logout.
		if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("%w: %w; nothing was kept", ErrUnavailable, err)
		}
	}
	return openDir(path, alone)
}

// openDir opens and locks the directory, which has to be ours and closed
// to everybody else. One that is not there is fs.ErrNotExist.
func openDir(path string, how int) (*os.File, error) {
	if !filepath.IsAbs(path) {
		return nil, fmt.Errorf("%w: there is no directory that is cleared at logout (XDG_RUNTIME_DIR)", ErrUnavailable)
	}
	dir, err := os.OpenFile(path, os.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case errors.Is(err, unix.ELOOP), errors.Is(err, unix.ENOTDIR), errors.Is(err, unix.EMLINK): // FreeBSD says EMLINK
		return nil, fmt.Errorf("%w: %s is not a directory", ErrUnavailable, path)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if err := private(dir, unix.S_IFDIR); err != nil {
		dir.Close()
		return nil, fmt.Errorf("%w: %s %w", ErrUnavailable, path, err)
	}
	for {
		err = unix.Flock(int(dir.Fd()), how)
		if err == nil {
			return dir, nil
		}
		if err != unix.EINTR {
			dir.Close()
			return nil, fmt.Errorf("%w: locking %s: %w", ErrUnavailable, path, err)
		}
	}
}

// private says what is wrong with an open file that should be of a kind,
// ours, and closed to everybody else.
func private(f *os.File, kind uint32) error {
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return err
	}
	mode := uint32(st.Mode)
	switch {
	case mode&unix.S_IFMT != kind:
		return errors.New("is of another kind than it should be")
	case int(st.Uid) != os.Geteuid():
		return errors.New("belongs to another user")
	case mode&0o077 != 0:
		return errors.New("is open to other users")
	case kind == unix.S_IFREG && st.Nlink != 1:
		return errors.New("has a second name")
	}
	return nil
}

// openHalf opens a file of the directory, following no link.
func openHalf(dir *os.File, name string, flags int) (*os.File, error) {
	fd, err := unix.Openat(int(dir.Fd()), name, flags|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: filepath.Join(dir.Name(), name), Err: err}
	}
	return os.NewFile(uintptr(fd), filepath.Join(dir.Name(), name)), nil
}

// writeHalf writes a file that is not there yet.
func writeHalf(dir *os.File, name string, half []byte) error {
	f, err := openHalf(dir, name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL)
	if err != nil {
		return err
	}
	_, err = f.Write(half)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, removeHalf(dir, name))
	}
	return nil
}

// readHalf reads a file that writeHalf wrote; every error wraps ErrNone.
func readHalf(dir *os.File, name string) ([]byte, error) {
	// Without O_NONBLOCK a pipe of this name would hold the program up.
	f, err := openHalf(dir, name, unix.O_RDONLY|unix.O_NONBLOCK)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	defer f.Close()
	if err := private(f, unix.S_IFREG); err != nil {
		return nil, fmt.Errorf("%w: %s %w", ErrNone, f.Name(), err)
	}
	half := make([]byte, ticketSize+1)
	n, err := io.ReadFull(f, half)
	if err != io.ErrUnexpectedEOF {
		clear(half)
		return nil, fmt.Errorf("%w: %s is damaged", ErrNone, f.Name())
	}
	return half[:n], nil
}

// removeHalf removes a file if it is there.
func removeHalf(dir *os.File, name string) error {
	err := unix.Unlinkat(int(dir.Fd()), name, 0)
	if err == nil || err == unix.ENOENT {
		return nil
	}
	return &fs.PathError{Op: "remove", Path: filepath.Join(dir.Name(), name), Err: err}
}
