//go:build linux || darwin || freebsd

package session

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// holder keeps the wrapped half of one journal. Kernel and agent are the
// two of them.
type holder interface {
	name() Holder
	// keep takes the slot until e; it holds none of this journal yet.
	keep(ctx context.Context, slot []byte, e end) error
	// fetch returns the slot, or an error that wraps ErrNone.
	fetch(ctx context.Context) ([]byte, error)
	// drop lets go of the slot and reports whether there was one, which is
	// gone now.
	drop(ctx context.Context) bool
}

func keep(ctx context.Context, p Place, journal [16]byte, key []byte, d time.Duration) (Holder, error) {
	return keepWith(ctx, p, journal, key, d, holders(p, journal))
}

// keepWith is Keep with the first of these holders that works.
func keepWith(ctx context.Context, p Place, journal [16]byte, key []byte, d time.Duration, hs []holder) (Holder, error) {
	dir, err := makeDir(p.Dir)
	if err != nil {
		return "", err
	}
	defer dir.Close()
	name := hex.EncodeToString(journal[:])
	if err := dropFrom(ctx, dir, name, holders(p, journal)); err != nil {
		return "", fmt.Errorf("%w: what was kept before cannot be taken away: %w", ErrUnavailable, err)
	}
	now, err := now()
	if err != nil {
		return "", fmt.Errorf("%w: the clock cannot be read: %w", ErrUnavailable, err)
	}
	until := now.after(d)
	slot, secret, err := wrap(journal, key, until)
	if err != nil {
		return "", fmt.Errorf("keeping the journal unlocked: %w", err)
	}
	defer clear(secret)
	h, err := firstOf(ctx, hs, slot, until)
	if err != nil {
		return "", err
	}
	half := ticket{h.name(), until, secret}.bytes()
	defer clear(half)
	// The file is last: until it is there, nothing can be opened.
	if err := writeHalf(dir, name, half); err != nil {
		h.drop(context.WithoutCancel(ctx))
		return "", fmt.Errorf("%w: %s cannot be written to; nothing was kept: %w", ErrUnavailable, p.Dir, err)
	}
	return h.name(), nil
}

// firstOf gives the slot to the first holder that takes it.
func firstOf(ctx context.Context, hs []holder, slot []byte, until end) (holder, error) {
	var tried []error
	for _, h := range hs {
		err := h.keep(ctx, slot, until)
		if err == nil {
			return h, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tried = append(tried, err)
	}
	switch len(tried) {
	case 0:
		return nil, fmt.Errorf("%w: there is neither a keyring nor an agent; nothing was kept", ErrUnavailable)
	case 1:
		return nil, fmt.Errorf("%w: %w; nothing was kept", ErrUnavailable, tried[0])
	}
	return nil, fmt.Errorf("%w: %w, and %w; nothing was kept", ErrUnavailable, tried[0], tried[1])
}

// fetch returns a key and how long it is kept for.
func fetch(ctx context.Context, p Place, journal [16]byte) ([]byte, time.Duration, error) {
	dir, err := openDir(p.Dir, sharing)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, ErrNone
	}
	if err != nil {
		return nil, 0, err
	}
	defer dir.Close()
	half, err := readHalf(dir, hex.EncodeToString(journal[:]))
	if err != nil {
		return nil, 0, err
	}
	defer clear(half)
	t, ok := readTicket(half)
	if !ok {
		return nil, 0, fmt.Errorf("%w: the file kept for it in %s is damaged", ErrNone, p.Dir)
	}
	for _, h := range holders(p, journal) {
		if h.name() == t.holder {
			return fetchFrom(ctx, h, journal, t)
		}
	}
	return nil, 0, ErrNone
}

// fetchFrom puts a ticket and what its holder has together. The time is
// looked at last, so that none passes between that and the answer.
func fetchFrom(ctx context.Context, h holder, journal [16]byte, t ticket) ([]byte, time.Duration, error) {
	slot, err := h.fetch(ctx)
	if err != nil {
		return nil, 0, err
	}
	key, err := unwrap(journal, slot, t)
	if err != nil {
		return nil, 0, fmt.Errorf("%w: what was kept for it has been altered", ErrNone)
	}
	now, err := now()
	if left := t.end.left(now); err == nil && left > 0 {
		return key, left, nil
	}
	clear(key)
	return nil, 0, ErrNone
}

func drop(ctx context.Context, p Place, journal [16]byte) error {
	return dropWith(ctx, p, journal, holders(p, journal))
}

// dropWith is Drop with these holders. Where the directory is not there or
// cannot be used, the holders let go all the same: it may be another
// program's environment that names the right one.
func dropWith(ctx context.Context, p Place, journal [16]byte, hs []holder) error {
	name := hex.EncodeToString(journal[:])
	dir, err := openDir(p.Dir, alone)
	if err != nil {
		if dropUnseen(ctx, hs) || errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	defer dir.Close()
	if err := dropFrom(ctx, dir, name, hs); err != nil {
		return fmt.Errorf("locking the journal: %w; remove %s yourself", err, filepath.Join(p.Dir, name))
	}
	return nil
}

// dropUnseen has every holder let go of what it has, and reports whether
// one had something. No two hold halves of one journal.
func dropUnseen(ctx context.Context, hs []holder) bool {
	ctx = context.WithoutCancel(ctx)
	gone := false
	for _, h := range hs {
		gone = h.drop(ctx) || gone
	}
	return gone
}

// dropFrom takes the file away first, since without it what the holders
// have opens nothing, even where one of them cannot be reached any more.
// A locking that was begun is finished, whatever interrupts the program.
func dropFrom(ctx context.Context, dir *os.File, name string, hs []holder) error {
	ctx = context.WithoutCancel(ctx)
	err := removeHalf(dir, name)
	for _, h := range hs {
		h.drop(ctx)
	}
	return err
}
