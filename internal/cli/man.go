package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (a *app) manCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "man",
		Short: "Print the manual page, or write a page for each command",
		Long: `Man prints the main page in the format of man(7). With --dir it writes one page
for each command into a directory, for packagers. The pages carry no date, so
that the same program always writes the same bytes.`,
		Example: "  afterword man | man -l -\n  afterword man --dir ./man1",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if dir == "" {
				a.putAsIs(strings.TrimSuffix(manPage(c.Root()), "\n"))
				return nil
			}
			return a.writePages(c.Root(), dir)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "write a page for each command into `DIR`")
	// It fails only for a flag that is not there.
	_ = c.MarkFlagDirname("dir")
	return c
}

// writePages writes the page of every command into dir.
func (a *app) writePages(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the directory for the pages: %w", err)
	}
	n := 0
	var write func(*cobra.Command) error
	write = func(c *cobra.Command) error {
		if err := writePage(filepath.Join(dir, manName(c)+".1"), manPage(c)); err != nil {
			return fmt.Errorf("writing the manual: %w", err)
		}
		n++
		for _, sub := range shown(c) {
			if err := write(sub); err != nil {
				return err
			}
		}
		return nil
	}
	if err := write(root); err != nil {
		return err
	}
	a.say("%s written to %s", counted(n, "page"), dir)
	return nil
}

// writePage writes a page whole or not at all.
func writePage(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".page-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// shown are the commands below c that help lists.
func shown(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			all = append(all, sub)
		}
	}
	return all
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is the manual page of a command, in the macros of man(7).
func manPage(c *cobra.Command) string {
	var b strings.Builder
	name := manName(c)
	fmt.Fprintf(&b, ".TH %q 1 \"\" %q \"Afterword\"\n", strings.ToUpper(name), "afterword "+version())
	// Neither justified nor hyphenated: words stay as they are searched for.
	b.WriteString(".nh\n.ad l\n.SH NAME\n" + roff(name) + ` \- ` + roff(c.Short) + "\n")
	b.WriteString(".SH SYNOPSIS\n.B " + roff(c.UseLine()) + "\n")
	if long := c.Long; long != "" {
		b.WriteString(".SH DESCRIPTION\n" + strings.ReplaceAll(roff(long), "\n\n", "\n.PP\n") + "\n")
	}
	if subs := shown(c); len(subs) > 0 {
		b.WriteString(".SH COMMANDS\n")
		for _, sub := range subs {
			fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(sub.Name()), roff(sub.Short))
		}
	}
	manFlags(&b, "OPTIONS", c.NonInheritedFlags())
	if c.HasParent() {
		manFlags(&b, "OPTIONS OF EVERY COMMAND", c.InheritedFlags())
	}
	if c.Example != "" {
		b.WriteString(".SH EXAMPLES\n.nf\n" + roff(c.Example) + "\n.fi\n")
	}
	b.WriteString(".SH EXIT STATUS\n0 done, 1 failed, 2 misused, 3 locked, 4 not found, 5 damaged, 6 storage full or busy,\n7 save in doubt, 8 possible identifiers undecided, 130 interrupted, 143 terminated.\n")
	b.WriteString(".SH SEE ALSO\n" + seeAlso(c) + "\n")
	return b.String()
}

// manFlags writes the section of some flags, if there are any.
func manFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	b.WriteString(".SH " + title + "\n")
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		kind, usage := pflag.UnquoteUsage(f)
		head := "--" + f.Name
		if f.Shorthand != "" {
			head = "-" + f.Shorthand + ", " + head
		}
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(strings.TrimSpace(head+" "+kind)), roff(usage))
	})
}

// seeAlso names the page above and those below.
func seeAlso(c *cobra.Command) string {
	var pages []string
	if c.HasParent() {
		pages = append(pages, roff(manName(c.Parent()))+"(1)")
	}
	for _, sub := range shown(c) {
		pages = append(pages, roff(manName(sub))+"(1)")
	}
	return strings.Join(pages, ", ")
}

// roff writes text so that nothing in it is taken for a request.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
