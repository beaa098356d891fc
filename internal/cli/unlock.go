package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/session"
	"afterword/internal/vault"
)

// lockedError means that the journal opens with a key that is not at hand,
// and that nobody can be asked for it.
type lockedError struct {
	ways []seal.SlotKind
	why  string // where it is not simply that
}

func (e lockedError) Error() string {
	if e.why != "" {
		return e.why
	}
	return "the journal is locked"
}

// reach finds the journal, which must be there, without unlocking it.
func (a *app) reach(ctx context.Context) (*vault.Locked, error) {
	return a.reaching(ctx, vault.Reach)
}

func (a *app) reaching(ctx context.Context, find func(context.Context, vault.Place) (*vault.Locked, error)) (*vault.Locked, error) {
	if a.locked != nil {
		return a.locked, nil
	}
	l, err := find(ctx, a.place())
	if err != nil {
		return nil, err
	}
	a.locked = l
	return l, nil
}

// reachWays is reach, with what opens the journal.
func (a *app) reachWays(ctx context.Context) (*vault.Locked, []seal.SlotKind, error) {
	l, err := a.reach(ctx)
	if err != nil {
		return nil, nil, err
	}
	ways, err := l.Ways(ctx)
	return l, ways, err
}

// open opens the journal, which must be there, and asks for its passphrase
// where that is the only way.
func (a *app) open(ctx context.Context) (*vault.Vault, error) {
	return a.opening(ctx, vault.Reach, true)
}

// peek opens the journal if that can be done without asking: for what must
// be there whatever is locked, such as the support page.
func (a *app) peek(ctx context.Context) (*vault.Vault, error) {
	return a.opening(ctx, vault.Reach, false)
}

func (a *app) opening(ctx context.Context, find func(context.Context, vault.Place) (*vault.Locked, error), may bool) (*vault.Vault, error) {
	if a.opened != nil {
		return a.opened, nil
	}
	l, err := a.reaching(ctx, find)
	if err != nil {
		return nil, err
	}
	if a.unlocking { // by the form that asks for the passphrase, say
		return nil, lockedError{}
	}
	a.unlocking = true
	defer func() { a.unlocking = false }()
	look := a.dataKey
	if !may {
		look = func(ctx context.Context, l *vault.Locked) ([]byte, error) { return a.keyAtHand(ctx, l, false) }
	}
	key, err := look(ctx, l)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	v, err := l.Unlock(ctx, vault.DataKey(key))
	if err == nil {
		err = a.enter(ctx, v, may)
	}
	if err != nil {
		return nil, err
	}
	return v, nil
}

// enter says what was found on opening and takes the journal for this run.
func (a *app) enter(ctx context.Context, v *vault.Vault, may bool) error {
	if may && !v.Whole() {
		a.say("This journal's history does not match its seal: something was taken away, added or changed outside Afterword. It can be read; nothing is added to it. Run: afterword verify")
	}
	if strayed := v.Strayed(); strayed != nil {
		if !may {
			return strayed
		}
		if err := a.acceptStrayed(ctx, v, strayed); err != nil {
			return err
		}
	}
	a.opened = v
	a.sayExposed()
	a.sayFiled(v.Filed())
	return nil
}

// acceptStrayed asks whether to go on with a file that is not the one that
// was here last. Only a person can say so, or `verify --accept-copy`.
func (a *app) acceptStrayed(ctx context.Context, v *vault.Vault, strayed *vault.AnchorError) error {
	if !a.interactive() {
		return strayed
	}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Questions: []ask.Question{{
		ID: "go-on", Kind: ask.Choice, Uncounted: true, Title: "Go on with this file?",
		Note: sentence(strayed.Error()) + "\n\nIt may be a backup put back on purpose, or a cloud folder may have brought an older or another state. What was written since is then in the newer copy, and not here.",
		Options: []ask.Option{
			{Key: 'n', Value: "no", Label: "No, leave it as it is"},
			{Key: 'g', Value: "go-on", Label: "Go on with this one"},
		},
	}}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.Answers.Value("go-on") != "go-on":
		return strayed
	}
	return v.Accept(ctx)
}

// sayFiled says what became of what was written while locked.
func (a *app) sayFiled(f vault.Filing) {
	if f.Things > 0 {
		a.say("Filed: %s, written while the journal was locked.", counted(f.Things, "record"))
	}
	if f.Drafts > 0 {
		a.say("%s from then can be gone on with: afterword drafts", counted(f.Drafts, "draft"))
	}
	if f.Aside > 0 {
		set := "It is set aside"
		if f.Aside > 1 {
			set = "They are set aside"
		}
		a.say("%s in the letterbox could not be opened, or cannot be filed. %s and kept: afterword verify", counted(f.Aside, "letter"), set)
	}
	if f.Wait > 0 {
		a.say("%s written while locked cannot be filed now: the journal cannot be written to, or its letterbox is damaged. They wait. See: afterword verify", counted(f.Wait, "letter"))
	}
}

// keyAtHand is the journal's data key where nobody has to be asked for it:
// from the flags, kept for a while, in the key file, in the desktop's
// keyring, or from the command that gives the passphrase. What is written
// needs no key, so for writing (may is false) that command is not run.
func (a *app) keyAtHand(ctx context.Context, l *vault.Locked, may bool) ([]byte, error) {
	if text, given, err := a.givenPassphrase(ctx, false); err != nil {
		return nil, err
	} else if given {
		return l.DataKey(ctx, vault.Passphrase(text))
	}
	if key, err := session.Fetch(ctx, a.sessionPlace(), l.ID()); err == nil {
		return key, nil
	}
	ways, err := l.Ways(ctx)
	if err != nil {
		return nil, err
	}
	var missing error
	if contains(ways, seal.SlotKeyFile) {
		key, err := l.DataKey(ctx, vault.KeyFile())
		if err == nil {
			return key, nil
		}
		missing = err
	}
	if contains(ways, seal.SlotKeyring) {
		if secret, err := a.fromKeyring(l.ID()); err == nil {
			if key, err := l.DataKey(ctx, vault.Keyring(secret)); err == nil {
				return key, nil
			}
		}
	}
	switch {
	case contains(ways, seal.SlotPassphrase) && may:
		text, given, err := a.givenPassphrase(ctx, true)
		if err != nil {
			return nil, err
		}
		if given {
			return l.DataKey(ctx, vault.Passphrase(text))
		}
		return nil, lockedError{ways: ways}
	case contains(ways, seal.SlotPassphrase):
		return nil, lockedError{ways: ways}
	case missing != nil:
		return nil, missing
	case len(ways) == 0:
		return nil, vault.ErrSlotsGone
	}
	return nil, lockedError{ways: ways}
}

// dataKey is the journal's data key, asked for where that is the only way.
func (a *app) dataKey(ctx context.Context, l *vault.Locked) ([]byte, error) {
	key, err := a.keyAtHand(ctx, l, true)
	var locked lockedError
	if errors.As(err, &locked) && a.dialogue() {
		return a.askKey(ctx, l)
	}
	return key, err
}

// tries is how often a passphrase is asked for in one go.
const tries = 5

// pauseBefore is the calm wait before the n-th try, counted from 0.
func pauseBefore(n int) time.Duration {
	if n < 1 {
		return 0
	}
	return min(time.Second<<(n-1), 4*time.Second)
}

// askKey asks for the passphrase, or for the recovery words where there is
// no passphrase, until it opens the journal.
func (a *app) askKey(ctx context.Context, l *vault.Locked) ([]byte, error) {
	ways, err := l.Ways(ctx)
	if err != nil {
		return nil, err
	}
	if !contains(ways, seal.SlotPassphrase) {
		return nil, hinted(lockedError{ways: ways}, "Only the recovery words open it now. Give it a passphrase with them: afterword recovery use")
	}
	for n := range tries {
		text, err := a.hiddenAfter(ctx, pauseBefore(n), "Passphrase: ")
		if err != nil {
			return nil, err
		}
		if text == "" && n == 0 {
			return nil, hinted(lockedError{ways: ways, why: "nothing was typed, so the journal stays locked"}, "Writing needs no passphrase: afterword quick, add.")
		}
		key, err := l.DataKey(ctx, vault.Passphrase(text))
		var wrong *vault.WrongKeyError
		if !errors.As(err, &wrong) {
			return key, err
		}
		if n+1 < tries {
			a.say("%s", sentence(err.Error())+" "+a.wrongHint(ways))
		}
	}
	return nil, &vault.WrongKeyError{Kind: seal.SlotPassphrase}
}

// wrongHint says what may be behind a passphrase that does not open.
func (a *app) wrongHint(ways []seal.SlotKind) string {
	hint := "Is Caps Lock on, or another keyboard layout? Nothing was changed."
	if contains(ways, seal.SlotRecovery) {
		hint += " The recovery words open it too: afterword recovery use."
	}
	return hint + a.otherKeysHint()
}

// book is what writing needs: the open journal, or the letterbox of a
// locked one.
type book interface {
	Save(ctx context.Context, at journal.Stamp, things ...journal.Thing) error
	SaveDraft(ctx context.Context, at journal.Stamp, draft journal.ID, things ...journal.Thing) error
	KeepDraft(ctx context.Context, d *journal.Draft) error
	DropDraft(ctx context.Context, id journal.ID) error
	Short(ctx context.Context, ids ...journal.ID) (map[journal.ID]string, error)
}

// writing is where new writing goes, made first if there is no journal.
// It never asks for a passphrase.
func (a *app) writing(ctx context.Context) (book, error) {
	v, err := a.creating(ctx, false)
	var locked lockedError
	switch {
	case err == nil:
		return v, nil
	case errors.Is(err, vault.ErrStrayed):
		return a.create(ctx) // which asks whether to go on with it
	case errors.As(err, &locked):
	case a.locked == nil || !keyTrouble(err):
		return nil, err
	default: // writing needs no key, so a wrong one must not stop it
		a.say("%s", sentence(err.Error())+" What is written is sealed all the same.")
	}
	trouble := err
	box, err := a.locked.Letterbox(ctx)
	if errors.Is(err, vault.ErrNoBox) && locked.ways == nil {
		return nil, trouble
	} else if errors.Is(err, vault.ErrNoBox) {
		return a.open(ctx)
	}
	if err != nil {
		return nil, hinted(err, "Nothing was written. Unlock the journal to write: afterword unlock")
	}
	a.sayExposed()
	if behind, err := a.locked.Behind(ctx); err == nil && behind {
		a.say("This is not the state of the journal that was here last, perhaps an older copy. What you write is sealed into it all the same. Look: afterword verify")
	}
	return box, nil
}

// readable is the open journal behind a book, nil for a letterbox.
func readable(b book) *vault.Vault {
	v, _ := b.(*vault.Vault)
	return v
}

// create opens the journal and makes it first if there is none.
func (a *app) create(ctx context.Context) (*vault.Vault, error) { return a.creating(ctx, true) }

// creating is create; may says whether the passphrase may be asked for.
func (a *app) creating(ctx context.Context, may bool) (*vault.Vault, error) {
	fresh := a.opened == nil && a.locked == nil && !a.exists()
	if fresh {
		if err := a.freshPlace(); err != nil {
			return nil, err
		}
	}
	v, err := a.opening(ctx, vault.Make, may)
	if err == nil && fresh {
		a.say("%s", "New journal: "+v.Path())
		a.say("%s", keyFileSentence(v.KeyFile()))
		a.sayPlace(v.Path())
	}
	return v, err
}

// freshPlace makes sure that a new journal may be made: nobody else writes
// to its folder, and no journal has vanished from there.
func (a *app) freshPlace() error {
	if vault.Remembered(a.place()) && !a.flags.yes {
		return hinted(fmt.Errorf("there was a journal at %s, and it is gone: %w", a.journalPath(), vault.ErrNoJournal),
			"Nothing was made in its place. Put it back, or a backup of it: afterword restore-backup last. To begin another one there on purpose, give --yes.")
	}
	return fitPlace(a.journalPath())
}

// longestUnlock is the longest that a journal is kept unlocked.
const longestUnlock = 12 * time.Hour

func (a *app) unlockCommand() *cobra.Command {
	var keep time.Duration
	cmd := &cobra.Command{
		Use:   "unlock",
		Short: "Keep the journal unlocked for a while",
		Long: `Unlock asks for the passphrase once and keeps the journal open on this computer
for a while, so that list, show and the rest need none. The key is kept in the
memory of the system, wrapped by another in your session's own directory; it is
gone at the end of the time, with afterword lock, and when you log out.

Writing needs no unlocking: quick, reflect and add work while it is locked, and
what they kept is filed at the next unlock.`,
		Example: "  afterword unlock\n  afterword unlock --for 2h",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if keep < time.Minute || keep > longestUnlock {
				return misused("--for is between 1m and 12h, such as 30m")
			}
			return a.unlock(c.Context(), keep)
		},
	}
	cmd.Flags().DurationVar(&keep, "for", 30*time.Minute, "how `LONG`, such as 30m or 2h")
	complete(cmd, "for", "10m", "30m", "1h", "4h")
	return cmd
}

// unlock keeps the data key for a while.
func (a *app) unlock(ctx context.Context, keep time.Duration) error {
	l, ways, err := a.reachWays(ctx)
	if err != nil {
		return err
	}
	if !contains(ways, seal.SlotPassphrase) {
		if _, err := a.open(ctx); err != nil {
			return err
		}
		a.say("This journal opens with its key file; there is no passphrase to keep. Set one: afterword passphrase set")
		return nil
	}
	key, err := a.dataKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	v, err := l.Unlock(ctx, vault.DataKey(key))
	if err == nil {
		err = a.enter(ctx, v, true)
	}
	if err != nil {
		return err
	}
	if _, err := session.Keep(ctx, a.sessionPlace(), l.ID(), key, keep); err != nil {
		return hinted(fmt.Errorf("the passphrase is right; %w", err),
			"Give the passphrase each time, or by --passphrase-command.")
	}
	a.say("Unlocked until %s. Lock it sooner: afterword lock", a.Now().Add(keep).Format("15:04"))
	return nil
}

func (a *app) lockCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lock",
		Short: "Lock the journal again now",
		Long: `Lock forgets the key that unlock kept. Reading needs the passphrase from then on.
Where it cannot find out whether one is kept, it says so and ends with status 1.`,
		Example: "  afterword lock",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := a.reach(c.Context())
			if err != nil {
				return err
			}
			dropped := session.Drop(c.Context(), a.sessionPlace(), l.ID())
			ways, err := l.Ways(c.Context())
			if err == nil && !contains(ways, seal.SlotPassphrase) {
				a.say("There is nothing to lock: this journal opens with its key file, so whoever uses this computer as you can open it. Set a passphrase: afterword passphrase set")
				return nil
			}
			if dropped != nil {
				return unsureLocked(dropped)
			}
			a.say("Locked.")
			return err
		},
	}
}

// unsureLocked is that a key may be kept which lock could not reach. Where
// nothing can ever be kept, nothing is, but that cannot be told from here.
func unsureLocked(err error) error {
	if !errors.Is(err, session.ErrUnavailable) {
		return fmt.Errorf("forgetting the key: %w", err)
	}
	return hinted(fmt.Errorf("it cannot be known whether the journal is locked: no key was found, and where one may be cannot be looked at; %w", err),
		"Lock it where it was unlocked, with the same XDG_RUNTIME_DIR. What unlock keeps ends at its time in any case.")
}

// agentCommand is what unlock starts where the system keeps no keys. It is
// not for people.
func (a *app) agentCommand() *cobra.Command {
	return &cobra.Command{
		Use: "agent", Hidden: true, Args: noArgs,
		Short:   "Keep a key for unlock",
		Long:    "Agent is started by unlock where the system has no place for keys. It takes the key from standard input and ends by itself.",
		Example: "  afterword unlock --for 10m",
		RunE:    func(c *cobra.Command, _ []string) error { return session.Serve(c.Context(), a.In, a.Out) },
	}
}

// sessionPlace is where a key is kept for a while.
func (a *app) sessionPlace() session.Place {
	p := session.Place{Dir: a.Dirs.Runtime}
	if len(a.Self) > 0 {
		p.Agent = append(append([]string{}, a.Self...), "agent")
	}
	return p
}
