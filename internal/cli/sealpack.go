package cli

import (
	"context"
	"slices"

	"afterword/internal/journal"
)

// packPassphraseFD is the flag for the passphrase of a sealed pack.
const packPassphraseFD = "pack-passphrase-fd"

// checkSealing settles how a pack is to be sealed, before anything is
// opened.
func (a *app) checkSealing(o *exporting) error {
	if err := o.seal.check(packPassphraseFD); err != nil {
		return err
	}
	if o.seal.wanted() && o.out == "-" && a.Terminal.Out && !o.dryRun {
		return misused("a sealed pack is no text for a terminal; name a file by --out")
	}
	return nil
}

// sealPack seals the files of a pack where that is wanted. Until then their
// words are in memory alone, and what is staged afterwards is sealed.
func (a *app) sealPack(ctx context.Context, s *sealing, files []leaving) error {
	if !s.wanted() {
		return nil
	}
	shut, err := s.closing(ctx, a, "pack", packPassphraseFD)
	if err != nil {
		return err
	}
	for i := range files {
		if files[i].data, err = shut(files[i].data); err != nil {
			return err
		}
	}
	return nil
}

// afterwards says what a pack is once it has left. Only JSON is what
// afterword read takes.
func afterwards(s journal.Sealed, files []leaving) string {
	own, theirs := "by", "by"
	if !slices.ContainsFunc(files, func(f leaving) bool { return f.name != "json" }) {
		own, theirs = "by afterword read or", "by afterword read --identity FILE or"
	}
	const out = " Once shared it is out of your control."
	switch s.With {
	case journal.SealedByPassphrase:
		return "It opens with its own passphrase, " + own + " any age tool (age -d). Tell that by another way than the file goes." + out
	case journal.SealedToRecipients:
		return "Only the owner of a recipient's key opens it, " + theirs + " any age tool (age -d -i FILE). You cannot, unless you are one." + out
	}
	return "It is a plain file that anyone can open: keep it safe." + out
}
