package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// root is the command tree.
type root struct {
	*cobra.Command
	app *app
}

func (r root) run(ctx context.Context, args []string) error {
	r.SetArgs(args)
	return r.ExecuteContext(ctx)
}

// command is a command by its name, made when it is wanted. Making all of
// them is a fourth of what the program does before it does anything.
type command struct {
	name string
	make func(*app) *cobra.Command
}

// group is a group of commands as the help lists them.
type group struct {
	id, title string
	commands  []command
}

// groups are all commands but those of cobra's own.
func groups() []group {
	return []group{
		{"reflect", "Reflect:", reflectCommands()},
		{"look", "Look back and mend:", append(lookCommands(), mendCommands()...)},
		{"share", "Bring to supervision:", shareCommands()},
		{"protect", "Protect:", protectCommands()},
		{"help", "Help:", helpCommands()},
	}
}

// alone is the name of the one command that args call, empty where the
// others are needed as well: for a list of them, or to find what is nearest
// to a word that is none.
func alone(args []string) string {
	if len(args) == 0 || args[0] == "man" {
		return ""
	}
	for _, g := range groups() {
		for _, c := range g.commands {
			if c.name == args[0] {
				return c.name
			}
		}
	}
	return ""
}

// root builds the command tree, of which only the branch that args call is
// there where they call one.
func (a *app) root(args ...string) root {
	cmd := &cobra.Command{
		Use:   "afterword",
		Short: "A journal for reflective practice and supervision",
		Long: `Afterword is a journal for people who work with people. After a shift it asks
a few questions, each tied to a goal of supervision; before supervision it
turns the weeks into one or two sides to bring. Everything stays in one
sealed file on this computer.`,
		Example: "  afterword                      what waits, and a menu\n  afterword quick                two minutes after a shift\n  echo \"A calm handover.\" | afterword add --goal culture",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.home(c.Context()) },
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			a.called = c.CommandPath()
			if c.Name() == "agent" {
				return nil // it has no environment, and nothing to configure
			}
			if err := openDescriptors(c); err != nil {
				return err
			}
			err := a.begin()
			if err != nil && a.called != "afterword backup" { // which goes where it is told, or nowhere
				a.warnConfig(err)
				return nil
			}
			return err
		},
		SilenceErrors: true, SilenceUsage: true,
	}
	cmd.CompletionOptions.HiddenDefaultCmd = false
	f := cmd.PersistentFlags()
	f.StringVar(&a.flags.journal, "journal", "", "the journal's `FILE` (or AFTERWORD_JOURNAL)")
	f.BoolVar(&a.flags.json, "json", false, "print data as JSON")
	f.BoolVar(&a.flags.plain, "plain", false, "no colour and no drawing (or NO_COLOR)")
	f.BoolVar(&a.flags.accessible, "accessible", false, "line by line, for screen readers (or ACCESSIBLE=1)")
	f.BoolVar(&a.flags.noInput, "no-input", false, "never ask anything")
	f.BoolVar(&a.flags.yes, "yes", false, "answer yes to what would be asked")
	f.IntVar(&a.flags.passphraseFD, "passphrase-fd", -1, "read the journal's passphrase from file descriptor `N`")
	f.StringVar(&a.flags.passphraseCommand, "passphrase-command", "", "take the passphrase from what `CMD` prints (or AFTERWORD_PASSPHRASE_COMMAND)")
	cmd.SetOut(a.Out)
	cmd.SetErr(a.Err)
	cmd.SetIn(a.in)
	a.narrowHelp(cmd)
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		a.called = c.CommandPath()
		a.flags.json = a.flags.json || slices.Contains(args, "--json") // it may stand behind what is wrong
		return usageError{flagError(err)}
	})
	only := alone(args)
	for _, g := range groups() {
		cmd.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, named := range g.commands {
			if only == "" || only == named.name {
				c := named.make(a)
				c.GroupID = g.id
				cmd.AddCommand(c)
			}
		}
	}
	cmd.SetHelpCommandGroupID("help")
	cmd.SetCompletionCommandGroupID("help")
	cmd.CompletionOptions.DisableDefaultCmd = only != ""
	cmd.InitDefaultCompletionCmd()
	a.strict(cmd)
	return root{cmd, a}
}

// openDescriptors refuses a file descriptor below 0, which is none and would
// be taken for a flag that was not given.
func openDescriptors(c *cobra.Command) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		if n, bad := strconv.Atoi(f.Value.String()); strings.HasSuffix(f.Name, "-fd") && bad == nil && n < 0 {
			err = misused("--%s: there is no file descriptor %d", f.Name, n)
		}
	})
	return err
}

// flagError says what is wrong with the value of a flag without the words of
// the library that read it.
func flagError(err error) error {
	var value *pflag.InvalidValueError
	if !errors.As(err, &value) {
		return err
	}
	want := "does not fit"
	switch value.GetFlag().Value.Type() {
	case "duration":
		want = "is no length of time"
		if _, err := strconv.Atoi(value.GetValue()); err == nil {
			want = fmt.Sprintf("has no unit; give minutes or hours, such as %sm", value.GetValue())
		}
	case "int":
		want = "is not a whole number"
	case "bool":
		want = "is neither true nor false"
	}
	return fmt.Errorf("--%s: %q %s", value.GetFlag().Name, value.GetValue(), want)
}

// strict makes every group refuse a word that is none of its commands,
// which cobra left alone answers with help and success, and lets every
// error about arguments name the command that was called.
func (a *app) strict(cmd *cobra.Command) {
	cmd.SuggestionsMinimumDistance = 2
	if cmd.HasSubCommands() && cmd.Run == nil && cmd.RunE == nil {
		cmd.Args = noArgs
		cmd.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
	if check := cmd.Args; check != nil {
		cmd.Args = func(c *cobra.Command, args []string) error {
			a.called = c.CommandPath()
			return check(c, args)
		}
	}
	for _, c := range cmd.Commands() {
		a.strict(c)
	}
}

// noArgs refuses arguments, with the commands that are nearest.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !c.HasSubCommands() {
		return misused("%s takes no arguments", c.CommandPath())
	}
	err := misused("%s has no command %q", c.CommandPath(), args[0])
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return hinted(err, "Did you mean %s? See: %s --help", strings.Join(near, " or "), c.CommandPath())
	}
	return err
}

// exactly wants n arguments and says which one is missing.
func exactly(n int, missing string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return usageError{errors.New(missing)}
		case len(args) > n:
			return misused("%s takes %s", c.CommandPath(), counted(n, "argument"))
		}
		return nil
	}
}

// counted writes "1 entry" and "2 entries".
func counted(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "ry"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
