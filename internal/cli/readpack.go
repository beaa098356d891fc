package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/pack"
	"afterword/internal/privacy"
	"afterword/internal/render"
	"afterword/internal/vault"
)

// receiving is what read was asked for.
type receiving struct {
	path  string
	reply string
	open  opener
	seal  sealing

	decisions      string // a file of what to do about each possible identifier in the reply
	shareUndecided bool
}

// replyPassphraseFD is the flag for the passphrase of a sealed reply.
const replyPassphraseFD = "reply-passphrase-fd"

func (a *app) readCommand() *cobra.Command {
	var o receiving
	c := &cobra.Command{
		Use:   "read FILE|-",
		Short: "Read a pack that somebody gave you, and reply to it",
		Long: `For a supervisor: opens a pack in JSON, sealed by age or not, and shows it
without leaving anything on the screen afterwards. It needs no journal.

With --reply FILE it then takes a reply: an answer to each question, what was
agreed and by when, and a note. Without a terminal the reply comes from standard
input, in lines that begin with "Question 1:", "Bring again 1:",
"Not reached 1:", "Action:" (then "Owner:" and "Due:" for it) and "Note:"; what
comes before them is the note. Possible identifiers are decided first; while one
is undecided nothing is written (status 8). With --encrypt-to or --encrypt the
reply is sealed. Whoever made the pack takes it in by:
afterword session add --reply FILE`,
		Example: "  afterword read pack.json\n  printf 'Question 1: Say it early.\\nAction: Ask the team\\nDue: friday\\n' | afterword read pack.json --reply to-sam.json --yes",
		Args:    exactly(1, "name the file of the pack: afterword read FILE, or - for standard input"),
		RunE: func(c *cobra.Command, args []string) error {
			o.path = args[0]
			return a.readPack(c.Context(), o)
		},
	}
	o.open.flags(c, packPassphraseFD, "pack")
	c.Flags().StringVar(&o.reply, "reply", "", "write a reply into this `FILE`")
	c.Flags().StringVar(&o.decisions, "decisions", "", "a `FILE` of what to do about each possible identifier in the reply")
	c.Flags().BoolVar(&o.shareUndecided, "share-undecided", false, "let undecided identifiers in the reply leave; they are counted")
	o.seal.flags(c, replyPassphraseFD, "reply")
	return c
}

// readPack carries the command out.
func (a *app) readPack(ctx context.Context, o receiving) error {
	if err := a.checkReceiving(&o); err != nil {
		return err
	}
	plain, err := o.open.open(ctx, a, o.path)
	if err != nil {
		return err
	}
	if what := otherFormat(plain); what != "" {
		return a.noPackToRead(o.path, what)
	}
	g, err := parsedFile(&o.open, o.path, plain, func(r io.Reader) (*pack.Gathering, error) { return pack.Read(r, privacy.Guard{}) })
	if err != nil {
		return err
	}
	p, err := g.Release(pack.Decisions{AsRead: true})
	if err != nil {
		return err
	}
	switch {
	case o.reply != "":
		return a.replyTo(ctx, p, o)
	case a.Terminal.Out && a.dialogue() && o.path != "-":
		return a.viewPack(ctx, p, o)
	case a.flags.json:
		return render.JSON(a.Out, p)
	}
	text, err := packText(p)
	if err == nil {
		a.putWrapped(text)
	}
	return err
}

// otherFormat names the format of a file that is made for eyes and not for
// read, by how it begins; nothing for one that may be JSON.
func otherFormat(plain []byte) string {
	text := bytes.TrimLeft(plain, " \t\r\n\ufeff")
	for _, f := range []struct{ begins, name string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a Word document"}, {"<!", "a web page"}, {"<html", "a web page"}, {"# ", "Markdown"}, {"BEGIN:VCALENDAR", "a calendar"},
	} {
		if len(text) >= len(f.begins) && strings.EqualFold(string(text[:len(f.begins)]), f.begins) {
			return f.name
		}
	}
	return ""
}

// noPackToRead says of a file in another format what opens it.
func (a *app) noPackToRead(path, what string) error {
	hint := "Open it as any such file. A pack that read shows: afterword export --format json"
	if strings.HasSuffix(strings.ToLower(path), sealEnding) {
		hint = "Unseal it by age -d, and open that as any such file. A pack that read shows: afterword export --format json"
	}
	return hinted(archiveError{fmt.Errorf("%s holds %s, and read takes a pack in JSON", targetName(path), what), vault.ErrForeign}, "%s", hint)
}

// checkReceiving settles the flags before anything is opened.
func (a *app) checkReceiving(o *receiving) error {
	switch {
	case o.reply == "" && (o.seal.wanted() || o.seal.fd >= 0):
		return misused("--encrypt and --encrypt-to seal a reply; name its file by --reply FILE")
	case o.reply == "" && (o.decisions != "" || o.shareUndecided):
		return misused("--decisions and --share-undecided are about a reply; name its file by --reply FILE")
	case o.decisions != "" && o.shareUndecided:
		return misused("--decisions and --share-undecided are two ways to go on; give one of them")
	case o.decisions == "-":
		return misused("standard input holds the reply; give --decisions a file")
	case o.reply == "-":
		return misused("a reply goes to a file; name it by --reply FILE")
	case o.reply != "" && o.path == "-":
		return misused("the reply is asked for, or comes from standard input, so the pack has to be a file")
	}
	if o.reply != "" {
		if err := a.freshTarget(o.seal.named(o.reply)); err != nil {
			return err
		}
	}
	return o.seal.check(replyPassphraseFD)
}

// freshTarget makes sure that a new file can stand at a path where nothing
// is yet.
func (a *app) freshTarget(path string) error {
	there, err := checkTarget(path)
	if err == nil && there {
		err = hinted(misused("%s is there already; nothing was written", path), "Name another file, or remove that one.")
	}
	return err
}

// packText is a pack as text to read.
func packText(p pack.Pack) (string, error) {
	var b bytes.Buffer
	if err := render.Text(&b, p); err != nil {
		return "", fmt.Errorf("showing the pack: %w", err)
	}
	return string(bytes.TrimRight(b.Bytes(), "\n")), nil
}

// packCard shows a pack within a form, so that nothing of it stays on the
// screen.
func packCard(p pack.Pack) (ask.Question, error) {
	text, err := packText(p)
	return ask.Question{ID: "pack", Kind: ask.Card, Title: "What you were given:", Note: text, Uncounted: true}, err
}

// viewPack shows a pack to someone at a terminal and offers to reply.
func (a *app) viewPack(ctx context.Context, p pack.Pack, o receiving) error {
	card, err := packCard(p)
	if err != nil {
		return err
	}
	replies := func(ask.Answers) bool { return p.Kind() != pack.ForReview }
	r, err := a.ask(ctx, ask.Form{Title: titleOf(p), Questions: []ask.Question{card,
		{ID: "do", Kind: ask.Choice, When: replies, Title: "Write a reply?", Uncounted: true, Note: "An answer to each question, what was agreed, and a note, in a file for whoever the pack is from.",
			Options: []ask.Option{{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No, that was all"}}}}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.End == ask.Left || r.Answers.Value("do") != "yes":
		return nil
	}
	o.reply = "reply-" + string(a.today()) + ".json"
	if err := a.freshTarget(o.reply); err != nil {
		return err
	}
	return a.replyTo(ctx, p, o)
}
