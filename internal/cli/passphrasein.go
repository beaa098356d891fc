package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// longestPassphrase is the most bytes that are read of one.
const longestPassphrase = 4096

// givenPassphrase is the passphrase that the call brought: by a file
// descriptor, or by a command. The command of the environment or the
// configuration is run only for reading.
func (a *app) givenPassphrase(ctx context.Context, reading bool) (text string, given bool, err error) {
	if a.flags.passphraseFD >= 0 {
		if a.passphrase == nil { // a descriptor can be read once
			text, err := a.fromFD(a.flags.passphraseFD, "passphrase")
			if err != nil {
				return "", false, err
			}
			a.passphrase = &text
		}
		return *a.passphrase, true, nil
	}
	command := a.flags.passphraseCommand
	if command == "" && reading {
		if command = a.Getenv("AFTERWORD_PASSPHRASE_COMMAND"); command == "" {
			command = a.config.PassphraseCommand
		}
	}
	if command == "" {
		return "", false, nil
	}
	if a.passphrase == nil {
		text, err := a.fromCommand(ctx, command)
		if err != nil {
			return "", false, err
		}
		a.passphrase = &text
	}
	return *a.passphrase, true, nil
}

// fromFD reads one line from a file descriptor. A file that others may
// read is refused: a passphrase in it is no secret.
func (a *app) fromFD(fd int, what string) (string, error) {
	if fd == 0 {
		return a.line(what)
	}
	b, err := readFD(fd, what)
	if err != nil {
		return "", err
	}
	return firstLine(b, what)
}

// wordsFromFD reads the recovery words, which may stand on several lines.
func (a *app) wordsFromFD(fd int) (string, error) {
	const what = "recovery words"
	if fd > 0 {
		b, err := readFD(fd, what)
		return string(b), err
	}
	b, err := io.ReadAll(io.LimitReader(a.in, longestPassphrase))
	if err != nil {
		return "", fmt.Errorf("reading the %s: %w", what, err)
	}
	return string(b), nil
}

// readFD reads what a file descriptor holds, a few kilobytes at most.
func readFD(fd int, what string) ([]byte, error) {
	f := os.NewFile(uintptr(fd), "descriptor")
	if f == nil {
		return nil, misused("there is no file descriptor %d to read the %s from", fd, what)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, misused("file descriptor %d is not open, so there is no %s", fd, what)
	}
	if info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, hinted(lockedError{why: fmt.Sprintf("the file that should hold the %s can be read by others, so it was not read", what)},
			"Close it with chmod 600. What it holds may be known to others by now; better make it anew.")
	}
	b, err := io.ReadAll(io.LimitReader(f, longestPassphrase+1))
	if err != nil {
		return nil, misused("file descriptor %d cannot be read, so there is no %s", fd, what)
	}
	return b, nil
}

// line reads a passphrase from the first line of standard input; what
// follows it stays.
func (a *app) line(what string) (string, error) {
	b, err := a.in.ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("reading the %s: %w", what, err)
	}
	return firstLine(b, what)
}

// fromCommand runs a command, without a shell, and takes its first line.
func (a *app) fromCommand(ctx context.Context, command string) (string, error) {
	words, err := splitCommand(command)
	if err != nil || len(words) == 0 {
		return "", misused("the command for the passphrase cannot be understood: one quotation mark is missing, or it is empty")
	}
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, a.Err
	if err := cmd.Run(); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("it ended with status %d", exit.ExitCode())
		}
		return "", hinted(fmt.Errorf("the command for the passphrase, %s, gave none: %w", words[0], err), "Nothing was changed. Try the command by itself.")
	}
	return firstLine(out.Bytes(), "passphrase")
}

// firstLine is the first line of what was read, without its end.
func firstLine(b []byte, what string) (string, error) {
	line, _, _ := strings.Cut(string(b), "\n")
	line = strings.TrimSuffix(line, "\r")
	switch {
	case line == "":
		return "", misused("the %s that was given is empty", what)
	case len(line) > longestPassphrase:
		return "", misused("the %s that was given is longer than %d bytes", what, longestPassphrase)
	}
	return line, nil
}

// hidden asks for one line that is not shown while it is typed.
func (a *app) hidden(ctx context.Context, prompt string) (string, error) {
	return a.hiddenAfter(ctx, 0, prompt)
}

// hiddenAfter is hidden after a pause. What is typed during the pause is not
// shown either, and is the beginning of the answer.
func (a *app) hiddenAfter(ctx context.Context, pause time.Duration, prompt string) (string, error) {
	if !a.dialogue() {
		return "", lockedError{}
	}
	put := func() { fmt.Fprint(a.Err, prompt) }
	if f := a.keyboard(); f != nil {
		text, err := unseen(ctx, f, pause, put)
		fmt.Fprintln(a.Err)
		if err != nil && ctx.Err() != nil || errors.Is(err, io.EOF) {
			return "", a.ended(ctx)
		}
		return text, err
	}
	select {
	case <-time.After(pause):
	case <-ctx.Done():
		return "", a.ended(ctx)
	}
	put()
	text, err := a.in.ReadString('\n')
	if errors.Is(err, io.EOF) && text == "" {
		fmt.Fprintln(a.Err)
		return "", errInterrupted
	}
	return strings.TrimRight(text, "\r\n"), nil
}

// hiddenLine is hidden without its words, as a form's driver wants it.
func (a *app) hiddenLine(ctx context.Context) func() (string, error) {
	f := a.keyboard()
	if f == nil {
		return nil
	}
	return func() (string, error) {
		text, err := unseen(ctx, f, 0, func() {})
		fmt.Fprintln(a.Err)
		return text, err
	}
}

// keyboard is the terminal that standard input is, nil where it is none.
func (a *app) keyboard() *os.File {
	f, _ := a.In.(*os.File)
	if f == nil || !a.Terminal.In {
		return nil
	}
	return f
}

// unseen reads a line from a terminal that shows nothing of it. The echo is
// off before ready is called, after the pause, and the terminal is as it
// was when unseen returns, whatever happens. Of a line that was cut off
// nothing is left for whoever reads next, which may be a shell that shows it.
//
// The terminal is raw, and term.ReadPassword not used, since that turns the
// echo off only after the prompt, and waits for ever where the input ends.
func unseen(ctx context.Context, f *os.File, pause time.Duration, ready func()) (text string, err error) {
	before, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return "", fmt.Errorf("reading from the terminal: %w", err)
	}
	defer func() {
		_ = term.Restore(int(f.Fd()), before) // it may be gone
		if err != nil {
			_ = discardTyped(f)
		}
	}()
	type typed struct {
		text string
		err  error
	}
	done := make(chan typed, 1)
	go func() {
		text, err := typedLine(f)
		done <- typed{text, err}
	}()
	var line *typed
	paused := time.After(pause)
	for paused != nil || line == nil {
		select {
		case <-paused:
			ready()
			paused = nil
		case got := <-done:
			if got.err != nil {
				return "", got.err
			}
			line = &got
		case <-ctx.Done():
			return "", context.Cause(ctx)
		}
	}
	return line.text, nil
}

// typedLine reads the keys of one line, one by one, so that what is typed
// ahead is left to whoever reads next.
func typedLine(r io.Reader) (string, error) {
	const interrupt, end, backspace, clearLine, del = 0x03, 0x04, 0x08, 0x15, 0x7f
	var text []byte
	for {
		var key [1]byte
		if n, err := r.Read(key[:]); err != nil || n == 0 {
			return "", io.EOF // the terminal is gone
		}
		switch k := key[0]; {
		case k == '\r' || k == '\n':
			return string(text), nil
		case k == interrupt:
			return "", errInterrupted
		case k == end && len(text) == 0:
			return "", io.EOF
		case k == backspace || k == del:
			_, n := utf8.DecodeLastRune(text)
			text = text[:len(text)-n]
		case k == clearLine:
			text = nil
		case k >= ' ' || k == '\t':
			if len(text) <= longestPassphrase { // one byte more than can be right
				text = append(text, k)
			}
		}
	}
}

// sentence makes a whole sentence of an error.
func sentence(s string) string { return capital(s) + "." }

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
