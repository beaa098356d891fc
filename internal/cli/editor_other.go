//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
)

// attend runs the editor and waits for it. Only the end of Afterword
// itself, by a signal, ends the editor.
func attend(ctx context.Context, cmd *exec.Cmd, _ *os.File) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() {
		if errors.Is(context.Cause(ctx), errTerminated) {
			_ = cmd.Process.Kill()
		}
	})()
	return cmd.Wait()
}

// running reports whether a process is alive. Here a process can be found
// only while it is.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}

// ours reports whether a file belongs to the user this runs as. Here the
// places that are used are the user's own.
func ours(fs.FileInfo) bool { return true }
