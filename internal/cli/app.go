package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/prompt"
	"afterword/internal/vault"
)

// app is one run of the program.
type app struct {
	*Env
	flags  globals
	called string // the command as it was called, for "See: ... --help"
	config config
	in     *bufio.Reader

	locked     *vault.Locked // the journal once it was found
	opened     *vault.Vault  // the same one once it was unlocked
	unlocking  bool          // a key is being looked for
	passphrase *string       // that the call brought, once it was read
	guarding   *guarding
	always     []keptWord // from a review at the gate, not yet noted
	naming     naming
	demo       inDemo
	onPage     bool // what is printed goes onto a page of a form
	warned     bool // of the configuration
}

// globals are the flags that every command has.
type globals struct {
	journal                               string
	json, plain, accessible, noInput, yes bool
	passphraseFD                          int // -1 for none
	passphraseCommand                     string
}

func newApp(env *Env) *app { return &app{Env: env, called: "afterword", in: lines(env.In)} }

// close closes what was opened.
func (a *app) close() {
	if a.locked != nil {
		a.locked.Close()
	}
}

// begin settles the flags, the environment and the configuration, before
// any command runs. An error is about the configuration alone, and all is
// settled as far as it can be used.
func (a *app) begin() error {
	err := a.readConfig()
	a.flags.accessible = a.flags.accessible || a.config.Accessible || truthy(a.Getenv("ACCESSIBLE"))
	a.flags.plain = a.flags.plain || a.config.Plain || a.Getenv("NO_COLOR") != "" || a.Getenv("TERM") == "dumb"
	if a.isDemo() {
		a.enterDemo()
		a.sayDemo()
	}
	return err
}

// truthy reads an environment variable that switches something on.
func truthy(s string) bool {
	on, err := strconv.ParseBool(s)
	return s != "" && (err != nil || on)
}

// journalPath is the journal's file.
func (a *app) journalPath() string {
	for _, path := range []string{a.flags.journal, a.Getenv("AFTERWORD_JOURNAL")} {
		if path != "" {
			if abs, err := filepath.Abs(path); err == nil {
				return abs
			}
			return path
		}
	}
	return filepath.Join(a.Dirs.Data, "journal.db")
}

// keysDir is where key files are kept.
func (a *app) keysDir() string { return filepath.Join(a.Dirs.Config, "keys") }

// backupsDir is where copies of the journal are kept.
func (a *app) backupsDir() string {
	if a.config.Backups != "" {
		return a.config.Backups
	}
	return filepath.Join(a.Dirs.Data, "backups")
}

func (a *app) place() vault.Place {
	return vault.Place{Journal: a.journalPath(), Keys: a.keysDir(), State: a.Dirs.State, Backups: a.backupsDir()}
}

// keyFileSentence says what a journal without a passphrase depends on.
func keyFileSentence(path string) string {
	return fmt.Sprintf("It opens only together with its key file, %s; copy that file to a safe place apart from the journal, above all before you change computers.", path)
}

// catalogue loads the prompts, the user's own sets included. A set of the
// user's that cannot be used is named and left out.
func (a *app) catalogue() (*prompt.Catalogue, error) {
	c, err := prompt.Load()
	if err != nil {
		return nil, fmt.Errorf("loading the prompts: %w", err)
	}
	files, err := filepath.Glob(filepath.Join(a.Dirs.Config, "prompts", "*.toml"))
	if err != nil {
		return nil, fmt.Errorf("looking for your own prompts: %w", err)
	}
	for _, path := range files {
		if err := addSet(c, path); err != nil {
			a.say("Your prompts in %s are left out: %v. Run: afterword prompts check %s", path, err, path)
		}
	}
	return c, nil
}

func addSet(c *prompt.Catalogue, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return c.AddSet(strings.TrimSuffix(filepath.Base(path), ".toml"), f)
}

// stamp is now, as it is stored.
func (a *app) stamp() journal.Stamp { return journal.StampOf(a.Now(), a.Zone) }

// today is the writer's calendar day.
func (a *app) today() journal.Date { return journal.DateOf(a.Now()) }

// day reads a day as a person gives it.
func (a *app) day(s string) (journal.Date, error) {
	d, err := journal.ParseWhen(s, a.today())
	if err != nil {
		return "", usageError{err}
	}
	return d, nil
}

// interactive reports whether someone is there to be asked.
func (a *app) interactive() bool {
	return !a.flags.noInput && !a.flags.json && a.Terminal.In && a.Terminal.Err
}

// dialogue reports whether questions may be put at all: to a person at a
// terminal, or line by line to whatever writes into an accessible run.
func (a *app) dialogue() bool {
	return a.interactive() || a.flags.accessible && !a.flags.noInput && !a.flags.json
}

// width is the measure for text: 72 columns, or less on a narrow terminal.
func (a *app) width() int {
	if w, _ := a.Terminal.Size(); w > 0 && w < 76 {
		return max(w-2, 20)
	}
	return 72
}

// say writes a line of talk to standard error.
func (a *app) say(format string, args ...any) {
	fmt.Fprintln(a.Err, wrapTo(journal.Printable(a.here(fmt.Sprintf(format, args...))), a.width()))
}

// put writes lines of data to standard output. Every text of the journal
// that is printed goes through it, and so through the one cleaner. A line
// that the terminal would break wherever it ends is wrapped by words.
func (a *app) put(format string, args ...any) {
	text := journal.Printable(fmt.Sprintf(format, args...))
	if room := a.columnsWide(); room > 0 {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			if lipgloss.Width(line) > room {
				lines[i] = wrapTo(line, a.width())
			}
		}
		text = strings.Join(lines, "\n")
	}
	fmt.Fprintln(a.Out, text)
}

// putAsIs is put for text that is copied to where its lines matter.
func (a *app) putAsIs(text string) { fmt.Fprintln(a.Out, journal.Printable(text)) }

// putJSON writes v, which brings its own "schema", as one JSON document.
// Controls that JSON leaves as they are become escapes of the same value,
// so that they reach a reader and never a terminal.
func (a *app) putJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	var out strings.Builder
	for _, r := range b.String() {
		if s := string(r); r != '\n' && journal.Printable(s) != s {
			fmt.Fprintf(&out, `\u%04x`, r)
			continue
		}
		out.WriteRune(r)
	}
	_, err := io.WriteString(a.Out, out.String())
	return err
}

// wrapTo wraps each line of text by words, and sets in what follows a "- ".
// A path that is longer than a line has one of its own and stays whole, so
// that it can be copied.
func wrapTo(text string, width int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		item, listed := strings.CutPrefix(line, "- ")
		if listed {
			lines[i] = "- " + strings.ReplaceAll(wrapAround(item, width-2), "\n", "\n  ")
			continue
		}
		lines[i] = wrapAround(line, width)
	}
	return strings.Join(lines, "\n")
}

// wrapAround wraps what stands before and after each path that is longer
// than a line.
func wrapAround(line string, width int) string {
	words := strings.Split(line, " ")
	long := slices.IndexFunc(words, func(w string) bool { return len(w) > width && strings.ContainsAny(w, `/\`) })
	if long < 0 {
		return ask.Wrap(line, width)
	}
	before, path := strings.Join(words[:long], " "), words[long]
	switch {
	case long == 0:
	case strings.TrimSpace(before) == "": // its indentation
		path = before + " " + path
	default:
		path = ask.Wrap(before, width) + "\n" + path
	}
	if long+1 == len(words) {
		return path
	}
	return path + "\n" + wrapAround(strings.Join(words[long+1:], " "), width)
}

// ask puts a form with the driver that suits where we are.
func (a *app) ask(ctx context.Context, f ask.Form) (ask.Result, error) {
	if f.Edit == nil {
		f.Edit = a.edit
	}
	var kept []keptWord
	f.Lasting = a.remembers(ctx)
	f.Decided = func(all []ask.Decided) {
		a.naming.took(all)
		for _, d := range all {
			switch d.Act {
			case ask.Kept, ask.Cleared:
				a.naming.kept = append(a.naming.kept, keptWord{words: d.Words, act: d.Act})
			case ask.ForGood:
				kept = append(kept, keptWord{words: d.Words, act: d.Act})
			}
		}
	}
	s, full := a.screen(ctx, &f)
	driver := ask.Plain
	if full {
		driver = ask.Full
	}
	r, err := driver(ctx, f, s)
	if err == nil && a.keepWords(ctx, kept) != nil {
		a.say("The words to keep always could not be noted; they are asked about again.")
	}
	return r, err
}

// screen is where a form is asked, and whether on the full screen. It gives
// the form what every page has.
func (a *app) screen(ctx context.Context, f *ask.Form) (s ask.Screen, full bool) {
	w, h := a.Terminal.Size()
	s = ask.Screen{In: a.in, Out: a.Err, Width: w, Height: h, Color: !a.flags.plain, Dark: a.dark(), Hidden: a.hiddenLine(ctx)}
	f.Title, f.Lock = a.demoTitle(f.Title), a.screenLock(ctx)
	if f.Support == "" {
		f.Support = a.supportText(ctx)
	}
	if !a.fullScreen() {
		return s, false
	}
	s.In = a.In
	return s, true
}

// fullScreen reports whether a form is asked on the full screen.
func (a *app) fullScreen() bool {
	return !a.flags.accessible && a.Getenv("TERM") != "dumb" && a.interactive()
}

// dark says whether to draw for a dark background; the terminal is never
// asked, since some do not answer.
func (a *app) dark() bool {
	if a.config.Theme == "light" {
		return false
	}
	if _, back, ok := strings.Cut(a.Getenv("COLORFGBG"), ";"); ok && a.config.Theme != "dark" {
		return back != "7" && back != "15"
	}
	return true
}

// confirm asks a yes-or-no question; --yes answers it. Where nobody can be
// asked it is a misuse that names --yes.
func (a *app) confirm(ctx context.Context, title, note string) (bool, error) {
	if a.flags.yes {
		return true, nil
	}
	if !a.dialogue() {
		return false, misused("this needs a yes; give --yes to go ahead without being asked")
	}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Questions: []ask.Question{{
		ID: "sure", Kind: ask.Choice, Title: title, Note: note, Uncounted: true,
		Options: []ask.Option{{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No"}},
	}}})
	if err != nil {
		return false, err
	}
	if r.End == ask.Interrupted {
		return false, a.ended(ctx)
	}
	return r.Answers.Value("sure") == "yes", nil
}

// ended is the error for what interrupted a form.
func (a *app) ended(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return errInterrupted
}

// readAll reads standard input to its end, at most the longest text a
// field can hold.
func (a *app) readAll() (string, error) {
	b, err := io.ReadAll(io.LimitReader(a.in, journal.MaxText+1))
	if err != nil {
		return "", fmt.Errorf("reading standard input: %w", err)
	}
	if len(b) > journal.MaxText {
		return "", misused("the text is longer than 4 MiB; nothing was saved and your text is where it was. Split it in two")
	}
	return string(b), nil
}
