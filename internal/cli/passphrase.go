package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/phrase"
	"afterword/internal/seal"
	"afterword/internal/session"
	"afterword/internal/vault"
)

// newKeyFlags say where a new passphrase comes from.
type newKeyFlags struct {
	fd       int
	generate bool
}

func (n *newKeyFlags) flags(cmd *cobra.Command) {
	cmd.Flags().IntVar(&n.fd, "new-passphrase-fd", -1, "read the new passphrase from file descriptor `N`")
	cmd.Flags().BoolVar(&n.generate, "generate", false, "make a passphrase of six words and print it")
}

func (a *app) passphraseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "passphrase",
		Short: "Set, change or remove the journal's passphrase",
		Long: `With a passphrase, nobody can read the journal by using this computer: not even
whoever has all of its files. Writing needs none: what is written while the
journal is locked is sealed, and filed when it is next unlocked.

Nobody can find out a lost passphrase, and there is no back door. Recovery
words are the second key: afterword recovery new.`,
		Example: "  afterword passphrase set",
	}
	var set, change newKeyFlags
	setCmd := &cobra.Command{
		Use:   "set",
		Short: "Give the journal a passphrase in place of its key file",
		Long: `Set gives the journal a passphrase. The key file that opened it until now is
removed, and the copies that backup made are changed to the passphrase too. A
copy of the journal as it was is made first.

Without a terminal the new passphrase comes by --new-passphrase-fd, or is made
and printed with --generate.`,
		Example: "  afterword passphrase set\n  afterword passphrase set --generate",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.setPassphrase(c.Context(), set) },
	}
	set.flags(setCmd)
	changeCmd := &cobra.Command{
		Use:   "change",
		Short: "Change the passphrase",
		Long: `Change asks for the passphrase and then for the new one. The old one does not
open the journal any more, nor the copies that backup made and that can be
reached; the others are named.`,
		Example: "  afterword passphrase change\n  afterword passphrase change --passphrase-fd 3 --new-passphrase-fd 4 3<old 4<new",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.changePassphrase(c.Context(), change) },
	}
	change.flags(changeCmd)
	cmd.AddCommand(setCmd, changeCmd, &cobra.Command{
		Use:   "remove",
		Short: "Let a key file open the journal instead of the passphrase",
		Long: `Remove makes a new key file in the configuration directory and takes the
passphrase away. Whoever uses this computer as you can then read the journal;
whoever has a copy of the journal alone still cannot.`,
		Example: "  afterword passphrase remove\n  afterword passphrase remove --yes",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.removePassphrase(c.Context()) },
	})
	return cmd
}

// setPassphrase gives the journal its first passphrase.
func (a *app) setPassphrase(ctx context.Context, n newKeyFlags) error {
	l, ways, err := a.reachWays(ctx)
	if err != nil {
		return err
	}
	if contains(ways, seal.SlotPassphrase) {
		return hinted(misused("this journal has a passphrase already"), "Change it: afterword passphrase change")
	}
	text, err := a.newPassphrase(ctx, n)
	if err != nil {
		return err
	}
	return a.takePassphrase(ctx, l, vault.KeyFile(), text)
}

// changePassphrase exchanges the passphrase. The old one is asked for
// again even while the journal is kept unlocked.
func (a *app) changePassphrase(ctx context.Context, n newKeyFlags) error {
	l, ways, err := a.reachWays(ctx)
	if err != nil {
		return err
	}
	if !contains(ways, seal.SlotPassphrase) {
		return hinted(misused("this journal has no passphrase"), "Give it one: afterword passphrase set")
	}
	key, err := a.provenKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	text, err := a.newPassphrase(ctx, n)
	if err != nil {
		return err
	}
	return a.takePassphrase(ctx, l, vault.DataKey(key), text)
}

// provenKey is the data key, proved by the passphrase, or by the key file
// of a journal that has none: a key that is only kept for a while does not
// let anybody change the locks.
func (a *app) provenKey(ctx context.Context, l *vault.Locked) ([]byte, error) {
	ways, err := l.Ways(ctx)
	if err != nil {
		return nil, err
	}
	if !contains(ways, seal.SlotPassphrase) {
		return l.DataKey(ctx, vault.KeyFile())
	}
	text, given, err := a.givenPassphrase(ctx, true)
	switch {
	case err != nil:
		return nil, err
	case given:
		return l.DataKey(ctx, vault.Passphrase(text))
	case a.dialogue():
		return a.askKey(ctx, l)
	}
	return nil, hinted(lockedError{ways: ways, why: "what opens the journal is changed only with its passphrase, also while it is unlocked"},
		"Give it by --passphrase-fd N or --passphrase-command CMD.")
}

// takePassphrase makes text the journal's passphrase: a copy first, then
// the change, then the copies; the key file goes last, when nothing needs
// it any more.
func (a *app) takePassphrase(ctx context.Context, l *vault.Locked, with vault.Key, text string) error {
	copied, err := a.exchange(ctx, l, with, vault.Passphrase(text))
	if errors.Is(err, seal.ErrPassphrase) {
		return misused("this cannot be a passphrase: %v. Nothing was changed", seal.ErrPassphrase)
	}
	if err != nil {
		return err
	}
	a.say("The passphrase opens the journal now. A backup was made first: %s", copied)
	a.afterChange(ctx, l, true)
	return a.offerRecovery(ctx, l, vault.Passphrase(text))
}

// exchange puts a key in the place of the passphrase and the key file. A
// backup is made first, and its path returned.
func (a *app) exchange(ctx context.Context, l *vault.Locked, with, by vault.Key) (copied string, err error) {
	if copied, err = a.backupBefore(ctx, l); err != nil {
		return "", hinted(fmt.Errorf("a backup is made before the key is changed, and that failed, so nothing was changed: %w", err),
			"Mend that first, or name another folder for backups: backups = \"...\" in %s.", a.configPath())
	}
	err = l.Change(ctx, with, vault.Change{Add: []vault.Key{by}, Cost: a.Cost(), Remove: []seal.SlotKind{seal.SlotPassphrase, seal.SlotKeyFile}})
	if err != nil {
		return "", err
	}
	_ = session.Drop(ctx, a.sessionPlace(), l.ID()) // the same data key, but locked is what is wanted now
	return copied, nil
}

// toKeyFile puts a key file in the place of the passphrase.
func (a *app) toKeyFile(ctx context.Context, l *vault.Locked, with vault.Key) error {
	copied, err := a.exchange(ctx, l, with, vault.KeyFile())
	if err != nil {
		return err
	}
	a.say("A key file opens the journal now. A backup was made first: %s", copied)
	a.say("%s", keyFileSentence(l.KeyFile()))
	a.afterChange(ctx, l, false)
	return nil
}

// afterChange lets the copies open with what opens the journal, and says
// which could not be changed.
func (a *app) afterChange(ctx context.Context, l *vault.Locked, noKeyFile bool) {
	done, left := a.rekeyBackups(ctx, l)
	if done > 0 {
		a.say("Changed in the same way: %s of the journal.", counted(done, "backup"))
	}
	for _, path := range left {
		a.say("Not changed, and it still opens as before: %s. Remove it if that must not be.", path)
	}
	switch {
	case !noKeyFile, !isFile(l.KeyFile()):
	case len(left) > 0:
		a.say("The key file %s is left, since those backups open only with it or with the passphrase from before. It does not open the journal any more.", l.KeyFile())
	default:
		if err := l.DropKeyFile(); err != nil {
			a.say("The key file does not open the journal any more, but could not be removed: %v", err)
		}
	}
}

// isFile reports whether something is at a path.
func isFile(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// removePassphrase puts a key file in the place of the passphrase.
func (a *app) removePassphrase(ctx context.Context) error {
	l, ways, err := a.reachWays(ctx)
	if err != nil {
		return err
	}
	if !contains(ways, seal.SlotPassphrase) {
		return hinted(misused("this journal has no passphrase"), "It opens with its key file, %s.", l.KeyFile())
	}
	key, err := a.provenKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	yes, err := a.confirm(ctx, "Remove the passphrase?", "A key file in "+a.keysDir()+" opens the journal then, and whoever uses this computer as you can read it.")
	if err != nil || !yes {
		return err
	}
	return a.toKeyFile(ctx, l, vault.DataKey(key))
}

// newPassphrase takes a new passphrase from where the flags say, or asks.
func (a *app) newPassphrase(ctx context.Context, n newKeyFlags) (string, error) {
	switch {
	case n.generate && n.fd >= 0:
		return "", misused("--generate makes the passphrase and --new-passphrase-fd brings it; give one of them")
	case n.generate:
		text := phrase.Generate(generatedWords, seal.Pick)
		// It counts only once it is out: nobody could find it again.
		if _, err := fmt.Fprintln(a.Out, text); err != nil {
			return "", fmt.Errorf("printing the new passphrase, so nothing was changed: %w", err)
		}
		return text, nil
	case n.fd >= 0:
		text, err := a.fromFD(n.fd, "new passphrase")
		if err != nil {
			return "", err
		}
		return text, weighed(text)
	case !a.dialogue():
		return "", misused("there is no terminal to ask for the new passphrase; give it by --new-passphrase-fd, or let one be made with --generate")
	}
	return a.askNewPassphrase(ctx)
}

// generatedWords is how many words a passphrase of ours has: 77 bits.
const generatedWords = 6

// weighed refuses a passphrase that is guessed too soon.
func weighed(text string) error {
	w := phrase.Weigh(text)
	if w.Enough {
		return nil
	}
	return misused("%s", strings.TrimSuffix(strings.TrimSpace("this passphrase is "+w.Verdict+". "+w.Advice), "."))
}

// askNewPassphrase asks for a new passphrase of the journal.
func (a *app) askNewPassphrase(ctx context.Context) (string, error) {
	return a.askPassphrase(ctx, "Six words drawn by chance, good for many years. Write them down until you know them, and keep the paper apart from this computer.\n\nNobody can find out a lost passphrase. Recovery words, offered next, are the second key.",
		"Nothing was changed.")
}

// askPassphrase offers one of six words, or takes one's own, typed twice;
// left is said where none is wanted after all.
func (a *app) askPassphrase(ctx context.Context, note, left string) (string, error) {
	made := phrase.Generate(generatedWords, seal.Pick)
	own := func(w ask.Answers) bool { return w.Value("which") == "own" }
	f := ask.Form{Title: "A passphrase", Questions: []ask.Question{
		{ID: "which", Kind: ask.Choice, Uncounted: true, Title: made,
			Note: note,
			Options: []ask.Option{
				{Key: 't', Value: "take", Label: "Take these six words"},
				{Key: 'o', Value: "own", Label: "Choose my own instead"},
			}},
		{ID: "first", Kind: ask.Secret, Uncounted: true, When: own, Title: "Your passphrase", Note: "At least 12 characters, better five words or more that belong to no saying."},
		{ID: "again", Kind: ask.Secret, Uncounted: true, Title: "Type it once more", Note: "To be sure that it is as you mean it.",
			When: func(w ask.Answers) bool {
				return w.Value("which") == "take" || own(w) && phrase.Weigh(w.Value("first")).Enough
			}},
	}}
	for {
		r, err := a.ask(ctx, f)
		switch {
		case err != nil:
			return "", err
		case r.End == ask.Left, r.Answers.Value("which") == "" && r.End == ask.Completed:
			a.say("%s", left)
			return "", errLeft
		case r.End == ask.Interrupted:
			return "", a.ended(ctx)
		}
		text := made
		if own(r.Answers) {
			text = r.Answers.Value("first")
			if w := phrase.Weigh(text); !w.Enough {
				f.Notice = "That is " + w.Verdict + ". " + w.Advice
				f.At, f.Answers = "first", ask.Answers{"which": {Value: "own"}}
				continue
			}
		}
		again := r.Answers.Value("again")
		if !own(r.Answers) { // how the words are spaced does not matter
			again = strings.Join(strings.Fields(strings.ToLower(again)), " ")
		}
		if text == again {
			return text, nil
		}
		f.Notice = "The two were not the same. Once more."
		f.At, f.Answers = "again", ask.Answers{"which": r.Answers["which"]}
		if own(r.Answers) {
			f.At = "first"
		}
	}
}
