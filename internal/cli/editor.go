package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
)

// edit hands text to the writer's own editor and returns what came of it.
// The text stands in a private directory, in memory where there is one,
// which is wiped whatever happens. On any error the old text stays.
func (a *app) edit(ctx context.Context, text string) (string, error) {
	words, err := a.editorWords()
	if err != nil {
		return text, err
	}
	a.wipeLeftovers()
	dir, err := a.privateDir()
	if err != nil {
		return text, err
	}
	defer wipe(dir)
	file := filepath.Join(dir, "entry.txt")
	written := text
	if text != "" && !strings.HasSuffix(text, "\n") {
		written += "\n" // as editors end a file
	}
	if err := os.WriteFile(file, []byte(written), 0o600); err != nil {
		return text, fmt.Errorf("preparing the text for the editor: %w", err)
	}
	if err := a.runEditor(ctx, words, dir, file); err != nil {
		return text, err
	}
	edited, err := readEdited(file)
	if err != nil {
		return text, err
	}
	if edited == written {
		return text, nil
	}
	return strings.TrimSuffix(a.clean(edited), "\n"), nil
}

// editorWords is the command of the editor. None is guessed: an editor
// nobody chose is hard to leave.
func (a *app) editorWords() ([]string, error) {
	for _, command := range []string{a.config.Editor, a.Getenv("VISUAL"), a.Getenv("EDITOR")} {
		if strings.TrimSpace(command) == "" {
			continue
		}
		words, err := splitCommand(command)
		if err != nil {
			return nil, err
		}
		return words, nil
	}
	return nil, fmt.Errorf(`no editor is set: put editor = "nano" into %s, or set VISUAL or EDITOR`, filepath.Join(a.Dirs.Config, "config.toml"))
}

// splitCommand divides a command at spaces. A part in single or double
// quotation marks stays whole; nothing else is special, so that the paths
// of every system can be written.
func splitCommand(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	inWord, quote := false, rune(0)
	for _, r := range command {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, inWord = r, true
		case r == ' ' || r == '\t':
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 {
		return nil, errors.New("the editor's command has a quotation mark that is not closed: mend it in the configuration, VISUAL or EDITOR")
	}
	if inWord {
		words = append(words, word.String())
	}
	if len(words) == 0 || words[0] == "" {
		return nil, errors.New("the editor's command is empty: set it in the configuration, VISUAL or EDITOR")
	}
	return words, nil
}

// runEditor runs the editor on file and waits until it ends.
func (a *app) runEditor(ctx context.Context, words []string, dir, file string) error {
	path, err := exec.LookPath(words[0])
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return fmt.Errorf("the editor %s was not found: check the configuration, VISUAL or EDITOR", words[0])
	}
	quiet, known := quietFlags(path, dir)
	if !known {
		a.say("%s is not an editor whose own copies Afterword can switch off. If it keeps backups or an undo history, they stay.", filepath.Base(path))
	}
	args := append(append(words[1:len(words):len(words)], quiet...), file)
	cmd := exec.Command(path, args...)
	cmd.Dir = dir // so that what it drops where it stands is wiped as well
	in, out, done := a.editorStreams()
	defer done()
	cmd.Stderr = a.Err
	if in != nil {
		cmd.Stdin = in
	}
	if out != nil {
		cmd.Stdout, cmd.Stderr = out, out
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	err = attend(ctx, cmd, in)
	if cause := context.Cause(ctx); errors.Is(cause, errTerminated) {
		return cause
	}
	if err != nil {
		return fmt.Errorf("the editor did not end well: %w", err)
	}
	return nil
}

// editorStreams finds the terminal for the editor: the streams that are
// one, or else the terminal this runs on. With none, only an editor with a
// window of its own is of use.
func (a *app) editorStreams() (in, out *os.File, done func()) {
	if f, ok := a.In.(*os.File); ok && a.Terminal.In {
		in = f
	}
	if f, ok := a.Err.(*os.File); ok && a.Terminal.Err {
		out = f
	} else if f, ok := a.Out.(*os.File); ok && a.Terminal.Out {
		out = f
	}
	if in != nil && out != nil {
		return in, out, func() {}
	}
	tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	if err != nil {
		return in, out, func() {}
	}
	if in == nil {
		in = tty
	}
	if out == nil {
		out = tty
	}
	return in, out, func() { tty.Close() }
}

// readEdited reads what the editor left. Anything but a plain file of text
// that an answer can hold is refused.
func readEdited(file string) (string, error) {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() {
		return "", errors.New("the editor left no file to read, so the text was left as it was")
	}
	f, err := os.Open(file)
	if err != nil {
		return "", errors.New("what the editor left cannot be read, so the text was left as it was")
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, journal.MaxText+2)) // one for the last line's end
	switch text := string(b); {
	case err != nil:
		return "", fmt.Errorf("reading what the editor left: %w", err)
	case len(strings.TrimSuffix(text, "\n")) > journal.MaxText:
		return "", errors.New("what the editor left is longer than 4 MiB, so the text was left as it was: divide it between two answers")
	case !utf8.ValidString(text):
		return "", errors.New("what the editor left is not UTF-8 text, so the text was left as it was: save it as UTF-8")
	default:
		return text, nil
	}
}
