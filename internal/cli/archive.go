package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/phrase"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// archiving is what archive was asked for.
type archiving struct {
	out          string
	recipients   []string
	plain        bool
	passphraseFD int
}

func (a *app) archiveCommand() *cobra.Command {
	var o archiving
	c := &cobra.Command{
		Use:   "archive",
		Short: "Write everything to one file that other programs can read",
		Long: `Writes the whole journal, with every earlier version of everything, as one JSON
document: docs/archive.md describes it, and import makes the same journal of it.
What was purged is not in it.

The file is encrypted in the format of age (age-encryption.org), with a
passphrase of its own or to the age recipients you name, so that it can be
opened for as long as there is any age tool, without Afterword. With the words
--plain-json it is not encrypted: then whoever has the file can read it all.

A backup is the other kind of copy: it opens with the journal's own keys.`,
		Example: "  afterword archive --out journal.json.age\n" +
			"  afterword archive --out journal.json.age --encrypt-to age1ullpzsrw3qkjygggnrlyjvk2q62d2nn09e4qfqf2uv8745n2j4zqvdc2lw\n" +
			"  afterword archive --out journal.json --plain-json",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.archive(c.Context(), o) },
	}
	f := c.Flags()
	f.StringVar(&o.out, "out", "", "the `FILE` to write, or - for standard output")
	f.StringArrayVar(&o.recipients, "encrypt-to", nil, "encrypt to this age `RECIPIENT` (age1..., or a file of them); may be repeated")
	f.IntVar(&o.passphraseFD, "archive-passphrase-fd", -1, "read the archive's passphrase from file descriptor `N`")
	f.BoolVar(&o.plain, "plain-json", false, "do not encrypt: whoever has the file can read all of it")
	complete(c, "archive-passphrase-fd")
	return c
}

// archived is what went into an archive, for --json.
type archived struct {
	Schema     string `json:"schema"`
	File       string `json:"file"`
	Encryption string `json:"encryption"` // passphrase, recipients, none
	Things     int    `json:"things"`
	Revisions  int    `json:"revisions"`
	Drafts     int    `json:"drafts"`
	Purged     int    `json:"purged"`
	Damaged    int    `json:"damaged"`
}

// archive carries the command out.
func (a *app) archive(ctx context.Context, o archiving) error {
	if err := o.check(a.Terminal.Out); err != nil {
		return err
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	there, err := checkTarget(o.out, v.Path(), v.KeyFile())
	if err == nil && there {
		err = hinted(misused("%s is there already; nothing was written", o.out), "Name another file by --out, or remove that one.")
	}
	if err != nil {
		return err
	}
	encrypt, err := a.encryption(ctx, o)
	if err != nil {
		return err
	}
	done := archived{Schema: "afterword/archived/1", File: o.out, Encryption: o.encryption()}
	w := archiver{app: a, vault: v, encrypt: encrypt, done: &done}
	if o.out == "-" {
		err = w.toOutput(ctx)
	} else {
		err = w.toFile(ctx, o.out)
	}
	if err != nil {
		return err
	}
	if o.plain && o.out != "-" {
		a.saySynced("the archive", o.out)
	}
	return a.sayArchived(ctx, v, done)
}

// check makes sure that the call can be carried out, before anything is
// opened.
func (o *archiving) check(terminal bool) error {
	if o.out == "" {
		return misused("say where the archive goes: --out FILE")
	}
	if o.plain && (len(o.recipients) > 0 || o.passphraseFD >= 0) || len(o.recipients) > 0 && o.passphraseFD >= 0 {
		return misused("--encrypt-to, --archive-passphrase-fd and --plain-json are three ways to write an archive; give one of them")
	}
	var err error
	if o.recipients, err = recipientsOf(o.recipients); err != nil {
		return err
	}
	if o.out == "-" && terminal && !o.plain {
		return misused("an encrypted archive is no text for a terminal; name a file by --out")
	}
	return nil
}

// encryption is how the archive is sealed, in a word.
func (o archiving) encryption() string {
	switch {
	case o.plain:
		return "none"
	case len(o.recipients) > 0:
		return "recipients"
	}
	return "passphrase"
}

// encrypting puts the encryption before a writer. What it gives has to be
// closed, which does not close the writer.
type encrypting func(io.Writer) (io.WriteCloser, error)

// encryption settles how the archive is encrypted, and asks for its
// passphrase.
func (a *app) encryption(ctx context.Context, o archiving) (encrypting, error) {
	switch {
	case o.plain:
		return func(w io.Writer) (io.WriteCloser, error) { return unencrypted{w}, nil }, nil
	case len(o.recipients) > 0:
		return func(w io.Writer) (io.WriteCloser, error) { return seal.AgeTo(w, o.recipients) }, nil
	}
	text, err := a.archivePassphrase(ctx, o.passphraseFD)
	if err != nil {
		return nil, err
	}
	return func(w io.Writer) (io.WriteCloser, error) { return seal.AgeWith(w, text) }, nil
}

// unencrypted is the encryption that is none.
type unencrypted struct{ io.Writer }

// Close implements io.Closer.
func (unencrypted) Close() error { return nil }

// archivePassphrase is the new archive's own passphrase, given or asked for
// twice.
func (a *app) archivePassphrase(ctx context.Context, fd int) (string, error) {
	if fd >= 0 {
		text, err := a.fromFD(fd, "archive's passphrase")
		if err != nil {
			return "", err
		}
		return text, weighed(text)
	}
	if !a.dialogue() {
		return "", hinted(misused("an archive is encrypted, and there is no terminal to ask for its passphrase"),
			"Give it by --archive-passphrase-fd N, name a recipient by --encrypt-to, or say --plain-json to leave it open to whoever has the file. See: %s --help", a.called)
	}
	f := ask.Form{Title: "Archive", Questions: []ask.Question{
		{ID: "first", Kind: ask.Secret, Uncounted: true, Title: "A passphrase for the archive",
			Note: "At least 12 characters, better five words or more that belong to no saying. It is the archive's own: nothing else opens it, and nobody can find it out."},
		{ID: "again", Kind: ask.Secret, Uncounted: true, Title: "Type it once more", When: func(w ask.Answers) bool { return w.Value("first") != "" }},
	}}
	for {
		r, err := a.ask(ctx, f)
		text := r.Answers.Value("first")
		switch {
		case err != nil:
			return "", err
		case r.End == ask.Interrupted:
			return "", a.ended(ctx)
		case r.End == ask.Left || text == "":
			a.say("Nothing was written.")
			return "", errLeft
		}
		w := phrase.Weigh(text)
		if w.Enough && text == r.Answers.Value("again") {
			return text, nil
		}
		f.At, f.Answers = "first", nil
		f.Notice = "The two were not the same. Once more."
		if !w.Enough {
			f.Notice = "That is " + w.Verdict + ". " + w.Advice
		}
	}
}

// sayArchived says what was written. An archive that lacks something ends
// with the status of damage.
func (a *app) sayArchived(ctx context.Context, v *vault.Vault, done archived) error {
	if a.flags.json && done.File != "-" {
		if err := a.putJSON(done); err != nil {
			return err
		}
	}
	drafts := ""
	if done.Drafts > 0 {
		drafts = " and " + counted(done.Drafts, "draft")
	}
	a.say("Archived to %s: %s in %s%s.", targetName(done.File), counted(done.Things, "record"), counted(done.Revisions, "revision"), drafts)
	if done.Purged > 0 {
		a.say("Purged, and so not in it: %s.", counted(done.Purged, "record"))
	}
	if held, err := v.Count(ctx); err == nil && held.Letters > 0 {
		a.say("Written while the journal was locked and not filed, and so not in it: %s.", counted(held.Letters, "letter"))
	}
	switch done.Encryption {
	case "none":
		a.say("It is not encrypted: whoever has this file can read everything in the journal. Keep it where nobody else comes, and remove it when it has served.")
	case "passphrase":
		a.say("It opens with its own passphrase, here (afterword import) or with any age tool (age -d). Nobody can find out a lost one.")
	case "recipients":
		a.say("Only the owner of a recipient's key opens it, here (afterword import --identity FILE) or with any age tool (age -d -i FILE). You cannot, unless you are one.")
	}
	if done.Damaged == 0 {
		return nil
	}
	return hinted(fmt.Errorf("%s left out of the archive: %w", counted(done.Damaged, "record"), vault.ErrDamaged),
		"Everything else is in it. See what is damaged: afterword verify.")
}
