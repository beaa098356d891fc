package cli

import (
	"context"
	"errors"

	"afterword/internal/vault"
)

// doubtful says why a journal is not one that older backups should give
// way to, and is empty where they may. gone are those that would.
func (a *app) doubtful(ctx context.Context, l *vault.Locked, gone []string) (string, error) {
	for _, look := range []func(context.Context, *vault.Locked) (string, error){doubtfulState, doubtfulRecords} {
		if why, err := look(ctx, l); err != nil || why != "" {
			return why, err
		}
	}
	tried, opens, err := a.opensAtHand(ctx, l)
	switch {
	case err != nil:
		return "", err
	case tried && !opens:
		return "the key at hand does not open it", nil
	case tried:
		return "", nil
	}
	for _, path := range gone { // nobody can say which of the two is right
		if apart, err := l.OpensApart(ctx, path); err != nil || apart {
			return "what opens the journal now is not what opens an older backup, and no key was at hand to try (--passphrase-fd N)", nil
		}
	}
	return "", nil
}

// doubtfulState compares the journal with what is known of it here.
func doubtfulState(ctx context.Context, l *vault.Locked) (string, error) {
	behind, err := l.Behind(ctx)
	if err != nil {
		return "", err
	}
	if behind {
		return "this is not the state of the journal that was here last", nil
	}
	if _, err := l.Letterbox(ctx); errors.Is(err, vault.ErrAltered) || errors.Is(err, vault.ErrDamaged) {
		return "the journal's letterbox is not the one that is known here", nil
	}
	return "", nil
}

// doubtfulRecords looks at every record, as far as that needs no key.
func doubtfulRecords(ctx context.Context, l *vault.Locked) (string, error) {
	worn, err := l.Worn(ctx)
	if err != nil {
		return "", err
	}
	if worn > 0 {
		return "the journal has damaged records", nil
	}
	linked, err := l.Linked(ctx)
	if err != nil {
		return "", err
	}
	if !linked {
		return "records are missing from the journal", nil
	}
	return "", nil
}

// opensAtHand tries the key that is at hand without asking, the passphrase
// that was given or the key file, on the journal's slots.
func (a *app) opensAtHand(ctx context.Context, l *vault.Locked) (tried, opens bool, err error) {
	key := vault.KeyFile()
	text, given, err := a.givenPassphrase(ctx, false)
	if err != nil {
		return false, false, err
	}
	if given {
		key = vault.Passphrase(text)
	}
	dataKey, err := l.DataKey(ctx, key)
	clear(dataKey)
	var missing *vault.KeyMissingError
	var none *vault.NoSlotError
	switch {
	case err == nil:
		return true, true, nil
	case errors.Is(err, vault.ErrSlotsGone):
		return true, false, nil
	case errors.As(err, &none) && !given, errors.As(err, &missing) && !missing.Wrong:
		return false, false, nil
	case keyTrouble(err):
		return true, false, nil
	}
	return false, false, err
}
