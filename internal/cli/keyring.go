package cli

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

const (
	// keyringService is the name under which the desktop's keyring shows it.
	keyringService = "afterword"
	// keyringPatience is how long a keyring may take to answer: one that is
	// broken must not hold up the journal.
	keyringPatience = 3 * time.Second
)

// errNoKeyring means that no keyring answers here.
var errNoKeyring = errors.New("no keyring of the desktop answers here")

// withKeyring runs one call to the keyring and waits for it only so long.
func withKeyring(call func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	c := make(chan answer, 1)
	go func() {
		text, err := call()
		c <- answer{text, err}
	}()
	select {
	case got := <-c:
		return got.text, got.err
	case <-time.After(keyringPatience):
		return "", errNoKeyring
	}
}

// fromKeyring is the secret that the desktop's keyring holds for a journal.
func (a *app) fromKeyring(id journal.ID) ([]byte, error) {
	text, err := withKeyring(func() (string, error) { return keyring.Get(keyringService, id.String()) })
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(text)
}

func (a *app) keyringCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keyring",
		Short: "Let the desktop's keyring open the journal too",
		Long: `The keyring of the desktop (Secret Service, Keychain, Credential Manager) can
open the journal besides its passphrase or key file, never alone: a keyring can
be lost with a change of desktop. Every program that runs as you may be able to
read it, so it is off until you add it.`,
		Example: "  afterword keyring add",
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "add",
		Short:   "Keep a key in the desktop's keyring",
		Example: "  afterword keyring add",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.addKeyring(c.Context()) },
	}, &cobra.Command{
		Use:     "remove",
		Short:   "Take it out of the keyring again",
		Example: "  afterword keyring remove",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.removeKeyring(c.Context()) },
	})
	return cmd
}

func (a *app) addKeyring(ctx context.Context) error {
	l, err := a.reach(ctx)
	if err != nil {
		return err
	}
	key, err := a.provenKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	secret := seal.NewKey()
	defer clear(secret)
	if _, err := withKeyring(func() (string, error) {
		return "", keyring.Set(keyringService, l.ID().String(), base64.StdEncoding.EncodeToString(secret))
	}); err != nil {
		return hinted(errNoKeyring, "Nothing was stored, and the journal opens as before. On Linux it needs a desktop session with a keyring service; afterword unlock needs none.")
	}
	err = l.Change(ctx, vault.DataKey(key), vault.Change{Add: []vault.Key{vault.Keyring(secret)}, Remove: []seal.SlotKind{seal.SlotKeyring}})
	if err != nil {
		return err
	}
	a.say("The desktop's keyring opens the journal now, besides what opened it before. Take that back: afterword keyring remove")
	return nil
}

func (a *app) removeKeyring(ctx context.Context) error {
	l, ways, err := a.reachWays(ctx)
	if err != nil {
		return err
	}
	if !contains(ways, seal.SlotKeyring) {
		return &vault.NoSlotError{Kind: seal.SlotKeyring}
	}
	key, err := a.provenKey(ctx, l)
	if err != nil {
		return err
	}
	defer clear(key)
	if err := l.Change(ctx, vault.DataKey(key), vault.Change{Remove: []seal.SlotKind{seal.SlotKeyring}}); err != nil {
		return err
	}
	if _, err := withKeyring(func() (string, error) { return "", keyring.Delete(keyringService, l.ID().String()) }); err != nil {
		a.say("The keyring does not open the journal any more. Its entry named %s could not be deleted, and is of no use: %v", keyringService, fmt.Errorf("%w", errNoKeyring))
		return nil
	}
	a.say("The keyring does not open the journal any more.")
	return nil
}
