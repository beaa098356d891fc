package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/phrase"
	"afterword/internal/seal"
	sheets "afterword/internal/sheet"
	"afterword/internal/vault"
)

func (a *app) recoveryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "recovery",
		Short: "The recovery words: a second key, on paper",
		Long: `The 24 recovery words open the journal when its passphrase or key file is lost.
They are shown once and kept nowhere: write them down, or print the sheet, and
keep it apart from this computer. There is no other way in, for anybody.`,
		Example: "  afterword recovery new",
	}
	var out, paper string
	newCmd := &cobra.Command{
		Use:   "new",
		Short: "Make 24 recovery words; earlier ones stop working",
		Long: `New makes 24 words that open the journal, shows them once and asks two of them
back. Where there are words already it asks first, or wants --yes. With --out it writes a sheet to print instead of showing them: text, or
PDF where the name ends in .pdf; - is standard output. Delete that file once it
is printed.`,
		Example: "  afterword recovery new\n  afterword recovery new --out sheet.pdf\n  afterword recovery new --out - | lp",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.newRecovery(c.Context(), out, paper) },
	}
	newCmd.Flags().StringVar(&out, "out", "", "write the sheet to `FILE`, or - for standard output")
	newCmd.Flags().StringVar(&paper, "paper", "a4", "`SIZE` of a PDF sheet: a4 or letter")
	complete(newCmd, "paper", "a4", "letter")
	var n newKeyFlags
	var fd int
	var toKeyFile bool
	useCmd := &cobra.Command{
		Use:   "use",
		Short: "Open the journal with the words and give it a new passphrase",
		Long: `Use takes the 24 words and then a new passphrase, or with --key-file makes a new
key file. Nothing that was written is changed. The words go on working.

Without a terminal the words come by --recovery-fd and the passphrase by
--new-passphrase-fd.`,
		Example: "  afterword recovery use\n  afterword recovery use --recovery-fd 3 --new-passphrase-fd 4 3<words 4<new",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.useRecovery(c.Context(), fd, n, toKeyFile) },
	}
	n.flags(useCmd)
	useCmd.Flags().IntVar(&fd, "recovery-fd", -1, "read the 24 words from file descriptor `N`")
	useCmd.Flags().BoolVar(&toKeyFile, "key-file", false, "make a new key file instead of a passphrase")
	cmd.AddCommand(newCmd, useCmd)
	return cmd
}

// newRecovery makes recovery words.
func (a *app) newRecovery(ctx context.Context, out, paper string) error {
	if paper != string(sheets.A4) && paper != string(sheets.Letter) {
		return misused("--paper is a4 or letter")
	}
	l, err := a.reach(ctx)
	if err != nil {
		return err
	}
	if out == "" && !a.dialogue() {
		return misused("there is no terminal to show the recovery words on; give --out FILE, or --out - for standard output")
	}
	if out != "" {
		there, err := checkTarget(out, l.Path(), l.KeyFile())
		if err != nil {
			return err
		}
		if there && out != "-" {
			return hinted(misused("%s is there already; nothing was written", out), "Name another file.")
		}
	}
	key, err := a.provenKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	if ways, err := l.Ways(ctx); err != nil {
		return err
	} else if contains(ways, seal.SlotRecovery) {
		sure, err := a.confirm(ctx, "Replace the recovery words there are?", "The words on the earlier paper stop working.")
		if err != nil {
			return err
		}
		if !sure {
			a.say("Nothing was changed; the recovery words there are go on working.")
			return errLeft
		}
	}
	return a.makeRecovery(ctx, l, vault.DataKey(key), out, paper)
}

// offerRecovery offers recovery words after a passphrase was set, where
// someone is there to write them down.
func (a *app) offerRecovery(ctx context.Context, l *vault.Locked, with vault.Key) error {
	ways, err := l.Ways(ctx)
	if err != nil || contains(ways, seal.SlotRecovery) {
		return err
	}
	if !a.dialogue() || a.flags.yes {
		a.say("There are no recovery words yet. A lost passphrase cannot be replaced without them: afterword recovery new")
		return nil
	}
	r, err := a.ask(ctx, ask.Form{Title: "Recovery words", Questions: []ask.Question{{ID: "make", Kind: ask.Choice, Uncounted: true,
		Title: "Make recovery words now?",
		Note:  "24 words on paper that open the journal when the passphrase is lost. Without them nobody can, the makers of this program included. It takes three minutes.",
		Options: []ask.Option{
			{Key: 'm', Value: "make", Label: "Make them now"},
			{Key: 'l', Value: "later", Label: "Later; remind me"},
		}}}})
	if err != nil {
		return err
	}
	if r.Answers.Value("make") != "make" {
		a.say("Later, then: afterword recovery new")
		if r.End == ask.Interrupted {
			return a.ended(ctx)
		}
		return nil
	}
	return a.makeRecovery(ctx, l, with, "", string(sheets.A4))
}

// makeRecovery draws the words, shows them or writes their sheet, and adds
// them to what opens the journal. The words count from the moment they
// have been seen.
func (a *app) makeRecovery(ctx context.Context, l *vault.Locked, with vault.Key, out, paper string) error {
	secret := [32]byte(seal.NewKey())
	defer clear(secret[:])
	s := sheets.Sheet{Journal: l.ID().String()[:8], Made: a.today().Long(), Words: strings.Fields(phrase.Words(secret)),
		Command: "afterword recovery use"}
	if out == "" {
		if err := a.showWords(ctx, s.Words); err != nil {
			a.sayScrolled()
			return err
		}
		a.sayScrolled()
	}
	var file *outFile
	if out != "" && out != "-" {
		data, err := sheetFor(s, out, paper)
		if err != nil {
			return err
		}
		if file, err = stage(out, data); err != nil {
			return hinted(err, "Nothing was changed; earlier recovery words go on working. Free some space, or name another place by --out.")
		}
		defer file.drop()
	}
	// The words go out first: the earlier ones must not end before these
	// are there to be read.
	switch {
	case out == "-":
		if _, err := io.WriteString(a.Out, s.Text()); err != nil {
			return fmt.Errorf("printing the recovery words, so nothing was changed: %w", err)
		}
	case file != nil:
		if err := file.place(); err != nil {
			return err
		}
	}
	err := l.Change(ctx, with, vault.Change{Add: []vault.Key{vault.Recovery(secret)}, Remove: []seal.SlotKind{seal.SlotRecovery}})
	if err != nil {
		if file != nil {
			os.Remove(out)
		}
		return hinted(err, "The words that were made just now do not count; earlier ones go on working.")
	}
	if file != nil {
		a.say("Written to %s. Print it, keep the paper apart from this computer, and delete the file: whoever has it can read the journal.", out)
		a.saySynced("the recovery sheet", out)
	}
	a.say("The recovery words open the journal now; earlier ones do not.")
	a.afterChange(ctx, l, false)
	return nil
}

// sheetFor is the sheet in the form that the file's name asks for.
func sheetFor(s sheets.Sheet, path, paper string) ([]byte, error) {
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("making the sheet: %w", err)
	}
	if strings.EqualFold(filepath.Ext(path), ".pdf") {
		data, err := s.PDF(sheets.Paper(paper))
		if err != nil {
			return nil, fmt.Errorf("making the sheet: %w", err)
		}
		return data, nil
	}
	return []byte(s.Text()), nil
}

// showWords shows the words once, where they leave nothing in the
// terminal's memory, and asks two of them back.
func (a *app) showWords(ctx context.Context, words []string) error {
	lines := a.wordLines(words)
	first, second := 1+seal.Pick(12), 13+seal.Pick(12)
	back := func(place int) ask.Question {
		return ask.Question{ID: strconv.Itoa(place), Kind: ask.Secret, Uncounted: true, Title: fmt.Sprintf("Which is word %d?", place),
			Note: "To be sure that they are written down. It can be skipped."}
	}
	f := ask.Form{Title: "Recovery words", Questions: []ask.Question{
		{ID: "words", Kind: ask.Card, Uncounted: true, Title: "Write these 24 words down, in this order",
			Note: strings.Join(lines, "\n") + "\n\nThey are shown this once. Keep the paper apart from this computer."},
		back(first), back(second),
	}}
	for {
		r, err := a.ask(ctx, f)
		switch {
		case err != nil:
			return err
		case r.End == ask.Interrupted:
			a.say("The words were not taken; nothing was changed.")
			return a.ended(ctx)
		case r.End == ask.Left:
			a.say("The words were not taken; nothing was changed.")
			return errLeft
		}
		wrong := 0
		for _, place := range []int{first, second} {
			answer := strings.ToLower(strings.TrimSpace(r.Answers.Value(strconv.Itoa(place))))
			if answer != "" && answer != words[place-1] {
				wrong = place
			}
		}
		if wrong == 0 {
			return nil
		}
		f.Notice = fmt.Sprintf("Word %d is another one. Here they are again.", wrong)
	}
}

// sayScrolled says what line by line words leave behind, which the full
// screen does not.
func (a *app) sayScrolled() {
	if !a.fullScreen() {
		a.say("The words are still in what this terminal remembers: whoever scrolls back can read them. Clear it now, by the terminal's own command to clear the scrollback, or close the window. Often this does: clear; printf '\\033[3J'")
	}
}

// wordLines numbers the words: in columns that are read down, where there
// is room, and one to a line for screen readers.
func (a *app) wordLines(words []string) []string {
	columns := 3
	switch w, _ := a.Terminal.Size(); {
	case a.flags.accessible:
		columns = 1
	case w > 0 && w < 50:
		columns = 2
	}
	rows := len(words) / columns
	lines := make([]string, rows)
	for i, word := range words {
		lines[i%rows] += fmt.Sprintf("%2d  %-10s ", i+1, word)
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// useRecovery opens the journal with the words and gives it a new key.
func (a *app) useRecovery(ctx context.Context, fd int, n newKeyFlags, toKeyFile bool) error {
	l, err := a.reach(ctx)
	if err != nil {
		return err
	}
	secret, err := a.recoverySecret(ctx, l, fd)
	if err != nil {
		return err
	}
	defer clear(secret[:])
	key, err := l.DataKey(ctx, vault.Recovery(secret))
	if err != nil {
		return hinted(err, "The words are whole, so they may be those of another journal, or older ones. Nothing was changed.")
	}
	defer clear(key)
	if toKeyFile {
		return a.toKeyFile(ctx, l, vault.DataKey(key))
	}
	text, err := a.newPassphrase(ctx, n)
	if err != nil {
		return err
	}
	if err := a.takePassphrase(ctx, l, vault.DataKey(key), text); err != nil {
		return err
	}
	a.say("The recovery words go on working. If someone may have seen them, make others: afterword recovery new")
	return nil
}

// recoverySecret takes the words from where the flags say, or asks.
func (a *app) recoverySecret(ctx context.Context, l *vault.Locked, fd int) (secret [32]byte, err error) {
	ways, err := l.Ways(ctx)
	if err != nil {
		return secret, err
	}
	if !contains(ways, seal.SlotRecovery) {
		return secret, &vault.NoSlotError{Kind: seal.SlotRecovery}
	}
	if fd >= 0 {
		text, err := a.wordsFromFD(fd)
		if err != nil {
			return secret, err
		}
		secret, err = phrase.Secret(text)
		if err != nil {
			return secret, hinted(lockedError{ways: ways, why: "the recovery words: " + err.Error()},
				"Nothing was changed. Look at the paper once more: 24 words, in their order.")
		}
		return secret, nil
	}
	if !a.dialogue() {
		return secret, misused("there is no terminal to ask for the recovery words; give them by --recovery-fd")
	}
	f := ask.Form{Title: "Recovery words", Questions: []ask.Question{{ID: "words", Kind: ask.Secret, Uncounted: true,
		Title: "The 24 words, in their order", Note: "With spaces between them. The first four letters of each are enough. F2 shows what you type."}}}
	for {
		r, err := a.ask(ctx, f)
		switch {
		case err != nil:
			return secret, err
		case r.End == ask.Interrupted:
			return secret, a.ended(ctx)
		case r.End == ask.Left, r.Answers.Value("words") == "":
			a.say("Nothing was changed.")
			return secret, errLeft
		}
		secret, err = phrase.Secret(r.Answers.Value("words"))
		if err == nil {
			return secret, nil
		}
		f.Notice = sentence(err.Error())
		var word *phrase.WordError
		if errors.As(err, &word) && len(word.Near) > 0 {
			f.Notice += " Perhaps " + strings.Join(word.Near, ", ") + "?"
		}
		f.Answers = ask.Answers{"words": r.Answers["words"]}
	}
}
