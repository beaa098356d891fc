package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"afterword/internal/interchange"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// archiver writes one archive.
type archiver struct {
	*app
	vault   *vault.Vault
	encrypt encrypting
	done    *archived
	leave   map[journal.ID]bool // things of which a record is damaged
}

// toFile writes the archive whole or not at all. Where it meets damage, it
// begins again without the things that are damaged.
func (w *archiver) toFile(ctx context.Context, path string) error {
	for {
		t, err := os.CreateTemp(filepath.Dir(path), ".afterword-*.tmp") // 0600, and never one that is there
		if err != nil {
			return fmt.Errorf("writing %s: %w", path, err)
		}
		o := &outFile{path, t.Name()}
		err = w.write(ctx, t)
		if err == nil {
			err = t.Sync()
		}
		if closing := t.Close(); err == nil {
			err = closing
		}
		if err == nil {
			err = o.place()
		}
		o.drop()
		if w.leave != nil || !errors.Is(err, vault.ErrDamaged) {
			return err
		}
		if err := w.findDamage(ctx); err != nil {
			return err
		}
	}
}

// toOutput writes the archive to standard output, which cannot be taken
// back: damage ends it, and what was written is seen to be cut short.
func (w *archiver) toOutput(ctx context.Context) error {
	err := w.write(ctx, w.Out)
	if errors.Is(err, vault.ErrDamaged) {
		err = hinted(fmt.Errorf("what was written is cut short and no archive: %w", err),
			"Write it to a file with --out FILE: what is damaged is left out of that, and the rest is kept.")
	}
	return err
}

// findDamage finds the things of which a record is damaged.
func (w *archiver) findDamage(ctx context.Context) error {
	report, err := w.vault.Verify(ctx)
	if err != nil {
		return err
	}
	w.leave = map[journal.ID]bool{}
	for _, d := range report.Damage {
		if d.What != "link" && d.What != "draft" {
			w.leave[d.ID] = true
		}
	}
	return nil
}

// write writes everything into out, encrypted.
func (w *archiver) write(ctx context.Context, out io.Writer) error {
	drafts, damage, err := w.vault.Drafts(ctx)
	if err != nil {
		return err
	}
	*w.done = archived{Schema: w.done.Schema, File: w.done.File, Encryption: w.done.Encryption,
		Drafts: len(drafts), Damaged: len(w.leave) + len(damage)}
	buffer := bufio.NewWriterSize(out, 1<<16)
	sealed, err := w.encrypt(buffer)
	if err != nil {
		return fmt.Errorf("encrypting: %w", err)
	}
	to, err := interchange.NewWriter(sealed, interchange.Header{Journal: w.vault.ID(), Made: w.stamp()})
	if err != nil {
		return fmt.Errorf("writing the archive: %w", err)
	}
	slow := w.slow("Reading the journal ...")
	w.done.Purged, err = w.vault.Carry(ctx, w.leave, func(one *journal.Carried) error {
		if ctx.Err() != nil {
			return w.ended(ctx)
		}
		if slow(); one.Revision == 1 {
			w.done.Things++
		}
		w.done.Revisions++
		return to.Revision(one)
	})
	for _, d := range slices.Backward(drafts) { // the first begun first
		if err == nil {
			err = to.Draft(d)
		}
	}
	for _, finish := range []func() error{func() error { return to.Close(w.done.Purged, w.done.Damaged) }, sealed.Close, buffer.Flush} {
		if err == nil {
			err = finish()
		}
	}
	if err != nil && !errors.Is(err, vault.ErrDamaged) && ctx.Err() == nil {
		err = fmt.Errorf("writing the archive: %w", err)
	}
	return err
}

// slow says a line, once, where what calls it takes over a second.
func (a *app) slow(line string) func() {
	begun, said := a.Now(), false
	return func() {
		if !said && a.Now().Sub(begun) > time.Second {
			said = true
			a.say("%s", line)
		}
	}
}
