package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// checkTarget reports whether something is at path that a new file would
// take the place of. Only a plain file may be there, or a link to one; the
// link itself would be replaced and what it leads to left alone. What the
// journal lives by, the files in kept, is never replaced.
func checkTarget(path string, kept ...string) (there bool, err error) {
	if path == "-" {
		return false, nil
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
		return false, hinted(fmt.Errorf("the folder of %s: %w", path, errNotFound), "Make the folder first, or name another file by --out.")
	}
	own, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking at %s: %w", path, err)
	}
	led, err := os.Stat(path)
	if own.IsDir() || err == nil && !led.Mode().IsRegular() {
		return true, misused("%s is not a plain file; name a file in a folder, or - for standard output", path)
	}
	for _, k := range kept {
		if info, err := os.Stat(k); err == nil && (os.SameFile(info, own) || os.SameFile(info, led)) {
			return true, misused("%s is the journal or its key file; name another file", path)
		}
	}
	return true, nil
}

// earlierPack makes sure that a file which would be replaced unasked is a
// pack that this journal wrote earlier, and says so.
func (a *app) earlierPack(ctx context.Context, v *vault.Vault, path string) error {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // a link may lead nowhere
		return fmt.Errorf("looking at %s: %w", path, err)
	}
	sum := seal.Hash(data)
	records, _, err := a.sharedRecords(ctx, v)
	if err != nil {
		return err
	}
	for _, r := range records {
		whole := new(journal.Shared)
		if err := v.Load(ctx, r.ID, whole); err != nil {
			continue // a record that does not open vouches for no file
		}
		for _, f := range whole.Files {
			if bytes.Equal(f.Hash, sum[:]) {
				a.say("%s is an earlier pack of this journal; it is replaced.", path)
				return nil
			}
		}
	}
	return hinted(misused("%s is there already and is not a pack of this journal as it was written; nothing was written", path),
		"Name another file by --out, or remove that one.")
}

// outFile is a file that is written whole or not at all. Its words stand
// in a file of another name beside it until place gives it its own.
type outFile struct{ path, temp string }

// stage writes data beside path, readable by its owner alone, and waits
// until it is on the disk.
func stage(path string, data []byte) (*outFile, error) {
	t, err := os.CreateTemp(filepath.Dir(path), ".afterword-*.tmp") // 0600, and never one that is there
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", path, err)
	}
	o := &outFile{path, t.Name()}
	_, err = t.Write(data)
	if err == nil {
		err = t.Sync()
	}
	if closing := t.Close(); err == nil {
		err = closing
	}
	if err != nil {
		o.drop()
		if at := new(fs.PathError); errors.As(err, &at) {
			err = at.Err // not under the name that it has until it is whole
		}
		return nil, hinted(fmt.Errorf("writing %s: %w", path, err), "Nothing was written. Free some space in %s, or name another folder.", filepath.Dir(path))
	}
	return o, nil
}

// place gives the file its name. A link of that name is replaced, never
// followed.
func (o *outFile) place() error {
	if err := os.Rename(o.temp, o.path); err != nil {
		return fmt.Errorf("naming the new file %s: %w", o.path, err)
	}
	o.temp = ""
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be synced there
	}
	dir, err := os.Open(filepath.Dir(o.path))
	if err != nil {
		return nil // the file is there; whether its name outlives a power cut is not known
	}
	defer dir.Close()
	_ = dir.Sync() // not every file system can; the file itself is on the disk
	return nil
}

// drop takes away what was not placed.
func (o *outFile) drop() {
	if o.temp != "" {
		os.Remove(o.temp)
	}
}

// send writes the files and records that they left. The record is saved
// once every file is whole on the disk and before any has its name, so
// that nothing is shared unrecorded. keep saves the record, and whatever
// belongs to it.
func (a *app) send(ctx context.Context, v *vault.Vault, p pack.Pack, files []leaving, sealed journal.Sealed, keep func(*journal.Shared) error) error {
	var staged []*outFile
	defer func() {
		for _, o := range staged {
			o.drop()
		}
	}()
	for _, f := range files {
		if f.path == "-" {
			continue
		}
		o, err := stage(f.path, f.data)
		if err != nil {
			return err
		}
		staged = append(staged, o)
	}
	if err := unchanged(ctx, v, p); err != nil {
		return err
	}
	record := sharedOf(p, files, sealed, seal.Hash)
	if err := keep(record); err != nil {
		return fmt.Errorf("recording what is shared, so nothing was written: %w", err)
	}
	for _, o := range staged {
		if err := o.place(); err != nil {
			return hinted(err, "The journal has recorded this pack as shared (afterword shared), though not every file of it was written. Write it again with --out.")
		}
		if sealed.With == "" {
			a.saySynced("the pack", o.path)
		}
	}
	if len(staged) == 0 {
		if _, err := a.Out.Write(files[0].data); err != nil {
			return fmt.Errorf("writing to standard output, after the pack was recorded as shared: %w", err)
		}
	}
	if err := a.saveLabels(ctx, v, a.naming.left...); err != nil {
		return fmt.Errorf("noting the aliases in the pack, which has left: %w", err)
	}
	return a.saySent(p, files, record)
}

// unchanged makes sure that the journal is the one the pack was gathered
// from: something may have been marked never in another window meanwhile.
func unchanged(ctx context.Context, v *vault.Vault, p pack.Pack) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	now, err := v.Fingerprint(ctx)
	if err == nil && now != p.Fingerprint() {
		err = hinted(errors.New("the journal was changed while the pack was being made, so nothing was written"), "Make it again.")
	}
	return err
}

// saySent says what left.
func (a *app) saySent(p pack.Pack, files []leaving, record *journal.Shared) error {
	if a.flags.json && files[0].path != "-" {
		return a.putJSON(struct {
			Schema string     `json:"schema"`
			Shared sharedJSON `json:"shared"`
		}{"afterword/export/1", a.sharedJSON(record, true)})
	}
	a.say("%s", contentsOf(p, formatsOf(files)))
	if files[0].path == "-" {
		a.say("Written to standard output and recorded.")
		return nil
	}
	for _, f := range files {
		a.say("Written to %s", f.path)
	}
	a.say("%s", afterwards(record.SharedBody.Sealed, files))
	return nil
}
