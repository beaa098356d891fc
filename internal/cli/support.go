package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// longestContact is the most characters in a contact's name or number.
const longestContact = 200

func (a *app) supportCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "support",
		Short: "People to turn to: your own contacts, then helplines",
		Long: `Support shows the contacts you noted, then the emergency number and the
helplines of your region, each with the day it was checked: those for everyone,
then any for your profession. It works without a journal and with one that does
not open, and keeps no note of having been seen.`,
		Example: "  afterword support\n  afterword support --json\n  afterword support add",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.support(c.Context()) },
	}
	c.AddCommand(a.supportAddCommand(), a.supportRemoveCommand())
	return c
}

// supportPage is what the support page shows.
type supportPage struct {
	region  region
	chosen  bool       // the region was chosen and not assumed
	lines   []helpline // of the region, for the profession
	own     []journal.Contact
	unknown bool // the journal is there and its contacts cannot be read now
}

func (a *app) supportPage(ctx context.Context) supportPage {
	settings, err := a.settingsBriefly(ctx)
	p := supportPage{own: settings.Contacts, unknown: err != nil && !errors.Is(err, vault.ErrNoJournal)}
	// The data is part of the program and a test reads it; were it broken,
	// the page would still be a page.
	all, _ := regions()
	p.region, p.chosen = regionOf(all, settings.Region)
	if !p.chosen {
		var known bool
		if p.region, known = regionOf(all, localeRegion(a.Getenv)); !known {
			p.region, _ = regionOf(all, usualRegion)
		}
	}
	p.lines = p.region.helplines(settings.Profession)
	return p
}

// localeRegion is the region of the language settings, such as US from
// en_US.UTF-8: for when the journal is locked, or none was chosen.
func localeRegion(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			_, rest, _ := strings.Cut(locale, "_")
			code, _, _ := strings.Cut(rest, ".")
			return code
		}
	}
	return ""
}

// text is the page in plain text.
func (p supportPage) text() string {
	var b strings.Builder
	if len(p.own) > 0 {
		b.WriteString("Your own contacts\n")
		for i, c := range p.own {
			fmt.Fprintf(&b, "  %d. %s: %s\n", i+1, journal.PrintableLine(c.Name), journal.PrintableLine(c.How))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "If anyone is in immediate danger: %s\n\nHelplines, %s\n", p.region.Emergency, p.region.Name)
	for _, h := range p.lines {
		fmt.Fprintf(&b, "  %s: %s\n    %s\n", h.Name, h.How, h.dated())
	}
	if len(p.lines) == 0 {
		b.WriteString("  None are known here. Add your own: afterword support add\n")
	}
	b.WriteString("\n")
	switch {
	case p.unknown:
		b.WriteString("Your own contacts are in the journal, which cannot be read just now.\n")
	case len(p.own) == 0:
		b.WriteString("Your own contacts would stand first here: afterword support add\n")
	}
	if !p.chosen {
		fmt.Fprintf(&b, "Somewhere other than %s? afterword settings --region IE\n", p.region.Name)
	}
	b.WriteString("Afterword does not watch or alert anyone; nobody is told that you looked.")
	return b.String()
}

// supportText is the support page for the support key of every form. It
// never fails and never waits for long.
func (a *app) supportText(ctx context.Context) string { return a.supportPage(ctx).text() }

// support shows the page.
func (a *app) support(ctx context.Context) error {
	p := a.supportPage(ctx)
	if !a.flags.json {
		a.put("%s", wrapTo(p.text(), a.width()))
		return nil
	}
	type contact struct {
		Number int    `json:"number"`
		Name   string `json:"name"`
		How    string `json:"how"`
	}
	own := []contact{}
	for i, c := range p.own {
		own = append(own, contact{i + 1, c.Name, c.How})
	}
	return a.putJSON(struct {
		Schema    string     `json:"schema"`
		Region    string     `json:"region"`
		Chosen    bool       `json:"region_chosen"`
		Emergency string     `json:"emergency"`
		Readable  bool       `json:"own_readable"`
		Own       []contact  `json:"own"`
		Contacts  []helpline `json:"contacts"`
	}{"afterword/support/1", p.region.Code, p.chosen, p.region.Emergency, !p.unknown, own, p.lines})
}

func (a *app) supportAddCommand() *cobra.Command {
	var name, how string
	c := &cobra.Command{
		Use:   "add",
		Short: "Note a contact of your own",
		Long: `Add notes someone to turn to: a supervisor, a friend, the on-call line. On a
terminal it asks; otherwise it takes --name and --how, or two lines from
standard input. Contacts are sealed in the journal like all else.`,
		Example: "  afterword support add\n  afterword support add --name \"On-call manager\" --how \"extension 4100\"",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			contact := journal.Contact{Name: name, How: how}
			if name == "" && how == "" {
				var err error
				if contact, err = a.askContact(ctx); err != nil {
					return err
				}
			}
			return a.addContact(ctx, contact)
		},
	}
	c.Flags().StringVar(&name, "name", "", "who it is, such as \"On-call manager\"")
	c.Flags().StringVar(&how, "how", "", "how to reach them, such as a telephone number")
	return c
}

// askContact takes a contact from the form, or from two lines of input.
func (a *app) askContact(ctx context.Context) (journal.Contact, error) {
	if !a.dialogue() {
		text, err := a.readAll()
		if err != nil {
			return journal.Contact{}, err
		}
		name, how, _ := strings.Cut(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")), "\n")
		return journal.Contact{Name: name, How: how}, nil
	}
	r, err := a.ask(ctx, ask.Form{Title: "Someone to turn to", Questions: []ask.Question{
		{ID: "name", Kind: ask.Line, Title: "Who is it?", Note: "Such as: my supervisor, the on-call line, a friend."},
		{ID: "how", Kind: ask.Line, Title: "How do you reach them?", Note: "A telephone number, or where to find them.",
			When: func(a ask.Answers) bool { return a.Value("name") != "" }},
	}})
	switch {
	case err != nil:
		return journal.Contact{}, err
	case r.End == ask.Interrupted:
		return journal.Contact{}, a.ended(ctx)
	case r.End == ask.Left, r.Answers.Value("name") == "":
		a.say("Nothing was added.")
		return journal.Contact{}, errLeft
	}
	return journal.Contact{Name: r.Answers.Value("name"), How: r.Answers.Value("how")}, nil
}

func (a *app) addContact(ctx context.Context, c journal.Contact) error {
	for _, part := range []*string{&c.Name, &c.How} {
		clean, _ := journal.Clean(strings.TrimSpace(*part))
		*part = clean
		switch {
		case clean == "":
			return misused("a contact needs a name and how to reach them: --name and --how, or two lines on standard input")
		case strings.Contains(clean, "\n") || len([]rune(clean)) > longestContact:
			return misused("a contact is two lines, a name and how to reach them, of at most %d characters each", longestContact)
		}
	}
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	n := 0
	err = a.changeSettings(ctx, v, func(s *journal.Settings) error {
		s.Contacts = append(s.Contacts, c)
		n = len(s.Contacts)
		return nil
	})
	if err != nil {
		return err
	}
	a.say("Noted as your contact %d. See them: afterword support", n)
	return nil
}

func (a *app) supportRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "remove NUMBER",
		Short:   "Take a contact of your own off the page",
		Example: "  afterword support remove 1\n  afterword support remove 2",
		Args:    exactly(1, "say which contact by the number that `afterword support` shows, such as 1"),
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var numbers []string
			if s, err := a.settingsBriefly(c.Context()); err == nil && len(args) == 0 {
				for i := range s.Contacts {
					numbers = append(numbers, strconv.Itoa(i+1))
				}
			}
			return numbers, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil || n < 1 {
				return misused("%q is no number of a contact; afterword support shows them", args[0])
			}
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			err = a.changeSettings(c.Context(), v, func(s *journal.Settings) error {
				if n > len(s.Contacts) {
					return hinted(fmt.Errorf("contact %d: %w", n, errNotFound), "There are %d. See them: afterword support", len(s.Contacts))
				}
				s.Contacts = append(s.Contacts[:n-1:n-1], s.Contacts[n:]...)
				return nil
			})
			if err != nil {
				return err
			}
			a.say("Contact %d is off the page. Take that back: afterword undo", n)
			return nil
		},
	}
}
