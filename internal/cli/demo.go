package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/demo"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// demoUsage is what was asked of demo.
type demoUsage struct {
	profession string
	remove     bool
	command    []string // one of ours, to run in the demo journal
}

// demoCommand makes a made-up journal to try everything in.
func (a *app) demoCommand() *cobra.Command {
	var u demoUsage
	c := &cobra.Command{
		Use:   "demo [COMMAND [ARGUMENT]...]",
		Short: "A made-up journal with a year in it, to try everything",
		Long: `Makes a journal of a year that nobody lived, up to today, in a folder of its own
with its own key file: your journal is not looked at and not touched. On a
terminal it then opens, and on leaving you are asked whether to remove it.

A command behind it runs in the demo journal, such as demo insights year; flags
of demo itself come before that command. What you write there is kept like
anything, until demo --remove takes the whole folder away.`,
		Example: "  afterword demo\n  afterword demo --profession social-worker\n  afterword demo insights year\n  afterword demo --json\n  afterword demo --remove",
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case c.Flags().Changed("journal"):
				return misused("the demo journal has a place of its own; it goes without --journal")
			case u.remove && (len(args) > 0 || c.Flags().Changed("profession")):
				return misused("--remove takes the demo journal away; nothing else goes with it")
			case c.Flags().Changed("profession"):
				return hasYear(u.profession)
			}
			return nil
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, other := range c.Root().Commands() {
				if len(args) == 0 && other.IsAvailableCommand() && other != c {
					names = append(names, other.Name()+"\t"+other.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			u.command = args
			u.profession = demo.Slug(u.profession)
			if !c.Flags().Changed("profession") {
				u.profession = ""
			}
			return a.tryDemo(c.Context(), u)
		},
	}
	c.Flags().SetInterspersed(false) // what comes after a command is the command's
	c.Flags().StringVar(&u.profession, "profession", demo.Professions()[0], "the year of this `PROFESSION`: "+strings.Join(demo.Professions(), ", "))
	c.Flags().BoolVar(&u.remove, "remove", false, "take the demo journal away")
	complete(c, "profession", demo.Professions()...)
	return c
}

// hasYear checks that the demo has a year of a profession. Where it does
// not, the error says whose is nearest.
func hasYear(profession string) error {
	switch near := demo.Nearest(profession); {
	case slices.Contains(demo.Professions(), demo.Slug(profession)):
		return nil
	case near != "":
		return hinted(misused("the demo has no year of its own for %q; the nearest is that of %s", profession, someone(near)),
			"Try: afterword demo --profession %s", near)
	}
	return misused("the demo has a year of each of %s, not %q", strings.Join(demo.Professions(), ", "), profession)
}

// someone is a profession as it stands in a sentence, with its article.
func someone(profession string) string {
	article := "a "
	if vowel(profession) {
		article = "an "
	}
	return article + strings.ReplaceAll(profession, "-", " ")
}

// tryDemo carries the command out.
func (a *app) tryDemo(ctx context.Context, u demoUsage) error {
	if u.remove {
		return a.removeDemo()
	}
	if len(u.command) > 0 {
		if tells, err := a.reads(u.command); err != nil {
			return err
		} else if tells {
			return a.command(ctx, u.command...)
		}
	}
	was, err := a.demoThere()
	if err != nil {
		return err
	}
	made, err := a.readyDemo(ctx, u.profession)
	if err != nil {
		return err
	}
	a.demo.said = a.demo.said || len(u.command) == 0
	switch {
	case len(u.command) > 0:
		err := a.command(ctx, u.command...)
		if err != nil && status(err) == StatusMisused && !was.marked() {
			return errors.Join(err, a.dropDemo()) // it was made for nothing
		}
		return err
	case a.flags.json:
		return a.putJSON(struct {
			Schema     string       `json:"schema"`
			Profession string       `json:"profession"`
			Journal    string       `json:"journal"`
			Made       journal.Date `json:"made_on"`
			Removed    bool         `json:"removed"`
		}{"afterword/demo/1", made.profession, a.journalPath(), made.on, false})
	}
	lines := []string{
		fmt.Sprintf("The demo journal, a made-up year of %s: %s", someone(made.profession), a.journalPath()),
		"Try: afterword demo insights year, afterword demo list. Take it away: afterword demo --remove",
	}
	if !a.dialogue() || !a.Terminal.Out {
		for _, line := range lines {
			a.put("%s", line)
		}
		return nil
	}
	for _, line := range lines {
		a.say("%s", line)
	}
	if err := a.command(ctx); err != nil && !errors.Is(err, errLeft) {
		return err
	}
	return a.askRemoveDemo(ctx)
}

// reads reports whether a call of a command of ours can be read, without
// carrying it out, and whether it only tells of the program, for which no
// journal is needed.
func (a *app) reads(call []string) (tells bool, err error) {
	globals, called := a.flags, a.called
	defer func() { a.flags = globals }()
	r := a.root(call...)
	r.InitDefaultHelpCmd()
	c, args, err := r.Find(call)
	if err != nil {
		return false, usageError{err}
	}
	c.InitDefaultHelpFlag()
	if err := c.ParseFlags(args); err != nil {
		return false, c.FlagErrorFunc()(c, err)
	}
	if help, err := c.Flags().GetBool("help"); help || err != nil {
		return help, err
	}
	if err := c.ValidateArgs(c.Flags().Args()); err != nil {
		return false, err
	}
	a.called = called
	for c.HasParent() && c.Parent().HasParent() {
		c = c.Parent()
	}
	return slices.Contains([]string{"help", "completion", "man", "version", "about"}, c.Name()), nil
}

// readyDemo makes the demo journal where there is none, and goes over to
// it. A profession, if one is named, is that of the journal.
func (a *app) readyDemo(ctx context.Context, profession string) (madeDemo, error) {
	a.flags.journal = a.demoJournal()
	a.enterDemo()
	made, err := a.demoThere()
	switch {
	case err != nil:
		return made, err
	case made.whole() && (profession == "" || profession == made.profession):
		return made, nil
	case made.whole():
		yes, err := a.confirm(ctx, "Put another demo journal in its place?",
			fmt.Sprintf("There is the one of %s. What was written in it goes away with it.", someone(made.profession)))
		if err != nil {
			return made, hinted(fmt.Errorf("there is a demo journal of %s: %w", someone(made.profession), err), "Or take it away first: afterword demo --remove")
		}
		if !yes {
			return made, errLeft
		}
	}
	if made.marked() {
		if err := a.dropDemo(); err != nil {
			return made, err
		}
	}
	if profession == "" {
		profession = demo.Professions()[0]
	}
	return a.makeDemo(ctx, profession)
}

// makeDemo makes the journal of a profession.
func (a *app) makeDemo(ctx context.Context, profession string) (madeDemo, error) {
	made := madeDemo{profession: profession}
	if err := fitPlace(a.journalPath()); err != nil {
		return made, err
	}
	c, err := a.catalogue()
	if err != nil {
		return made, err
	}
	year, err := demo.Year(c, profession, a.Now(), a.Zone)
	if err != nil {
		return made, err
	}
	if err := a.markDemo(made); err != nil { // so that half of one is known as ours
		return made, err
	}
	v, err := a.opening(ctx, vault.Make, false)
	if err != nil {
		return made, err
	}
	slow := a.slow("Making a year ...")
	_, err = v.Take(ctx, vault.Incoming{
		Things: func(each func(*journal.Carried) error) error {
			for _, one := range year {
				slow()
				if err := each(one); err != nil {
					return err
				}
			}
			return nil
		},
		Drafts: func(func(*journal.Draft) error) error { return nil },
	})
	if err != nil {
		return made, fmt.Errorf("making the demo journal: %w", err)
	}
	made.on = a.today()
	return made, a.markDemo(made)
}

// askRemoveDemo asks on leaving whether the demo journal is to stay.
func (a *app) askRemoveDemo(ctx context.Context) error {
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Menu: true, Questions: []ask.Question{{
		ID: "demo", Kind: ask.Choice, Uncounted: true, Title: "Remove the demo journal?",
		Note: "Whatever you wrote in it goes with it. Your own journal is not touched.",
		Options: []ask.Option{
			{Key: 'r', Value: "remove", Label: "Remove it"},
			{Key: 'k', Value: "keep", Label: "Keep it for another look"},
		}}}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.Answers.Value("demo") == "remove":
		return a.removeDemo()
	}
	a.say("It stays. Open it again: afterword demo. Take it away: afterword demo --remove")
	return nil
}

// removeDemo takes the demo journal away.
func (a *app) removeDemo() error {
	there, err := a.demoThere()
	if err != nil {
		return err
	}
	if there.marked() {
		if err := a.dropDemo(); err != nil {
			return err
		}
	}
	switch {
	case a.flags.json:
		return a.putJSON(struct {
			Schema  string `json:"schema"`
			Removed bool   `json:"removed"`
		}{"afterword/demo/1", there.marked()})
	case there.marked():
		a.say("The demo journal is gone.")
	default:
		a.say("There is no demo journal.")
	}
	return nil
}

// errNotDemo means that the folder of the demo journal holds something else.
var errNotDemo = errors.New("it is not a demo journal made by Afterword")
