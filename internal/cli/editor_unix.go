//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// attend runs the editor and waits for it. On our own terminal the editor
// gets a process group of its own, in the foreground: Ctrl-C and Ctrl-Z are
// its alone, as they would be if the shell had started it. Only the end of
// Afterword itself, by a signal, ends the editor.
func attend(ctx context.Context, cmd *exec.Cmd, tty *os.File) error {
	front := tty != nil && inFront(tty) == unix.Getpgrp()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: front}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	defer close(ended)
	defer context.AfterFunc(ctx, func() { endEditor(ctx, cmd.Process.Pid, ended) })()
	if !front {
		return cmd.Wait()
	}
	if modes, err := term.GetState(int(tty.Fd())); err == nil {
		defer term.Restore(int(tty.Fd()), modes) // after the terminal is ours again
	}
	// Taking the terminal back from behind would stop us otherwise. It is
	// said only now so that the editor does not inherit it.
	signal.Ignore(unix.SIGTTOU)
	defer signal.Reset(unix.SIGTTOU)
	defer putInFront(tty, unix.Getpgrp())
	wakeInFront(tty, cmd.Process.Pid)
	defer cmd.Process.Release()
	return waitInFront(tty, cmd.Process.Pid)
}

// waitInFront waits for the process group pid, which has the terminal.
// When it is suspended we are suspended with it, and it goes on when the
// shell lets us go on.
func waitInFront(tty *os.File, pid int) error {
	for {
		var ws unix.WaitStatus
		_, err := unix.Wait4(pid, &ws, unix.WUNTRACED, nil)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return fmt.Errorf("waiting for it: %w", err)
		case ws.Exited() && ws.ExitStatus() == 0:
			return nil
		case ws.Exited():
			return fmt.Errorf("exit status %d", ws.ExitStatus())
		case ws.Signaled():
			return fmt.Errorf("signal: %v", ws.Signal())
		case ws.Stopped():
			if s := ws.StopSignal(); s == unix.SIGTSTP || s == unix.SIGSTOP {
				suspend(tty)
			}
			wakeInFront(tty, pid)
		}
	}
}

// suspend stops our own process group until the shell puts it in front
// again. Where there is no shell to do so the system lets us run on.
func suspend(tty *os.File) {
	own := unix.Getpgrp()
	putInFront(tty, own)
	for range 100 {
		_ = unix.Kill(0, unix.SIGTSTP)
		time.Sleep(10 * time.Millisecond) // the stop takes a moment to reach every thread
		if inFront(tty) == own {
			return
		}
	}
}

// wakeInFront gives the terminal to the process group pid. It may have been
// stopped for using the terminal before it had it.
func wakeInFront(tty *os.File, pid int) {
	putInFront(tty, pid)
	_ = unix.Kill(-pid, unix.SIGCONT)
}

// inFront is the process group that has the terminal, 0 where the terminal
// does not control this process.
func inFront(tty *os.File) int {
	group, err := unix.IoctlGetInt(int(tty.Fd()), unix.TIOCGPGRP)
	if err != nil {
		return 0
	}
	return group
}

// putInFront gives the terminal to a process group.
func putInFront(tty *os.File, group int) {
	_ = unix.IoctlSetPointerInt(int(tty.Fd()), unix.TIOCSPGRP, group)
}

// endEditor asks the editor to end where Afterword was
// told to end, and ends it after two seconds. A Ctrl-C is not such a word.
func endEditor(ctx context.Context, pid int, ended <-chan struct{}) {
	if !errors.Is(context.Cause(ctx), errTerminated) {
		return
	}
	for _, s := range []unix.Signal{unix.SIGTERM, unix.SIGCONT} {
		_ = unix.Kill(pid, s)
	}
	select {
	case <-ended:
	case <-time.After(2 * time.Second):
		_ = unix.Kill(pid, unix.SIGKILL)
	}
}

// running reports whether a process is alive, whoever's it is.
func running(pid int) bool { return !errors.Is(unix.Kill(pid, 0), unix.ESRCH) }

// ours reports whether a file belongs to the user this runs as.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}
