package cli

import (
	"context"
	"fmt"
	"time"

	"afterword/internal/ask"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

const (
	// lockUsually is how long a form waits for a key before it hides itself.
	lockUsually = 5 * time.Minute
	// lockGrace is how long a form that was hidden by a key comes back
	// without the passphrase.
	lockGrace = time.Minute
)

// lockAfter reads the setting lock_after: one minute to an hour, or never,
// which is 0.
func lockAfter(setting string) (time.Duration, error) {
	switch setting {
	case "":
		return lockUsually, nil
	case "never":
		return 0, nil
	}
	d, err := time.ParseDuration(setting)
	if err != nil || d < time.Minute || d > time.Hour {
		return 0, fmt.Errorf(`lock_after is between "1m" and "60m", or "never"`)
	}
	return d, nil
}

// screenLock is how a form hides itself: at once by a key, by itself after
// a while; and what opens it again.
func (a *app) screenLock(ctx context.Context) ask.Lock {
	return ask.Lock{After: a.lockAfter(), Grace: lockGrace, Open: a.screenKey(ctx)}
}

func (a *app) lockAfter() time.Duration {
	d, err := lockAfter(a.config.LockAfter)
	if err != nil {
		return lockUsually
	}
	return d
}

// screenKey tells a passphrase that opens the journal from one that does
// not, for a form that hid itself; nil where there is no passphrase.
func (a *app) screenKey(ctx context.Context) func(context.Context, string) bool {
	l := a.locked
	if l == nil {
		return nil
	}
	ways, err := l.Ways(ctx)
	if err != nil || !contains(ways, seal.SlotPassphrase) {
		return nil
	}
	return func(ctx context.Context, secret string) bool {
		key, err := l.DataKey(ctx, vault.Passphrase(secret))
		clear(key)
		return err == nil
	}
}
