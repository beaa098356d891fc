package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/seal"
	"afterword/internal/vault"
)

// aliasCommand is the group about the labels that stand in a person's place.
func (a *app) aliasCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "alias",
		Short: "Random labels that stand where a name would",
		Long: `An alias such as heron-3 stands in your text where somebody's name would. It is
drawn at random and says nothing of who is meant, and nothing in the journal
leads from it to a person: only you know. An entry whose text has a label in it
carries the alias, so that list --alias finds it.`,
		Example: "  afterword alias new\n  afterword alias list",
	}
	c.AddCommand(a.aliasNew(), a.aliasList(), a.aliasShow(), a.aliasSuggest(), a.aliasState("retire"), a.aliasState("restore"),
		a.aliasName(), a.aliasRemember())
	return c
}

func (a *app) aliasNew() *cobra.Command {
	var kind string
	c := &cobra.Command{
		Use:     "new",
		Short:   "Make a label, and print it",
		Long:    "Draws a label that this journal has never had and prints it. --kind notes what\nsort of person it is for, in one of a few words, so that it can be suggested\nlater; who it is stays with you.",
		Example: "  afterword alias new\n  afterword alias new --kind colleague",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			role, err := roleOf(kind)
			if err != nil {
				return err
			}
			return a.newAlias(c.Context(), role)
		},
	}
	roleFlag(c, &kind)
	return c
}

// roleFlag adds --kind, the role of a person, to a command.
func roleFlag(c *cobra.Command, kind *string) {
	var roles []string
	for _, r := range journal.AliasRoles() {
		roles = append(roles, string(r))
	}
	c.Flags().StringVar(kind, "kind", "", "what sort of person, a `KIND`: "+strings.Join(roles, ", "))
	complete(c, "kind", roles...)
}

// roleOf reads --kind; nothing stands for no role.
func roleOf(kind string) (journal.AliasRole, error) {
	var role journal.AliasRole
	err := setFrom(&role, kind, journal.ParseAliasRole)
	return role, err
}

// newAlias makes an alias. Its label is in the lexicon too: the guard reads
// that alone, and two windows cannot give one label twice.
func (a *app) newAlias(ctx context.Context, role journal.AliasRole) error {
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	b, err := a.aliasBook(ctx, v)
	if err != nil {
		return err
	}
	l, err := a.lexicon(ctx, v)
	if err != nil {
		return err
	}
	for _, label := range l.Labels {
		b.taken[label] = true
	}
	al := a.aliasOf(journal.NewLabel(b.taken, seal.Pick), role, l)
	if err := v.Save(ctx, a.stamp(), al, l); err != nil {
		return err
	}
	a.guarding = nil
	if a.flags.json {
		return a.putAliasesJSON("afterword/alias/1", []aliasJSON{aliasToJSON(&aliasUse{AliasUse: journal.AliasUse{AliasHead: al.AliasHead}})})
	}
	a.put("%s", al.Label)
	return nil
}

// aliasOf makes the alias with a label, and notes it in the lexicon.
func (a *app) aliasOf(label string, role journal.AliasRole, l *journal.Lexicon) *journal.Alias {
	l.Label(label)
	return &journal.Alias{AliasHead: journal.AliasHead{Created: a.stamp(), Label: label, Role: role, State: journal.AliasCurrent}}
}

// aliasBook is what is known of aliases and of where they stand.
type aliasBook struct {
	ids     map[string][]journal.ID // of the aliases that have a label; an import can bring a second one
	aliases []journal.AliasHead
	entries []journal.EntryHead
	carried map[journal.ID][]string // labels on entries
	taken   map[string]bool         // labels that were ever given, or stand on an entry
}

// aliasBook reads the heads of aliases and entries. Damaged ones are
// counted aloud and passed over.
func (a *app) aliasBook(ctx context.Context, v *vault.Vault) (aliasBook, error) {
	b, damaged, err := readAliasBook(ctx, v)
	if err == nil {
		a.sayDamaged(damaged)
	}
	return b, err
}

// readAliasBook is aliasBook without a word, for while a form is open.
func readAliasBook(ctx context.Context, v *vault.Vault) (b aliasBook, damaged int, err error) {
	b = aliasBook{ids: map[string][]journal.ID{}, carried: map[journal.ID][]string{}, taken: map[string]bool{}}
	for row, err := range v.Rows(ctx, vault.Reading{Deleted: true}) {
		if err != nil && status(err) != StatusDamaged {
			return b, damaged, err
		}
		if err != nil || !b.note(row) {
			damaged++
		}
	}
	return b, damaged, nil
}

// note takes what a row says of aliases, and reports whether it could be
// read. What is in the trash still keeps its label.
func (b *aliasBook) note(row *vault.Row) bool {
	switch row.Kind {
	case journal.KindAlias:
		al := new(journal.Alias)
		if row.Into(al) != nil {
			return false
		}
		if b.taken[al.Label] = true; row.State == journal.Live {
			b.aliases = append(b.aliases, al.AliasHead)
		}
		b.ids[al.Label] = append(b.ids[al.Label], al.ID)
	case journal.KindEntry:
		e := new(journal.Entry)
		if row.Into(e) != nil {
			return false
		}
		for _, label := range e.Aliases {
			b.taken[label] = true
		}
		if row.State == journal.Live && len(e.Aliases) > 0 {
			b.entries = append(b.entries, e.EntryHead)
		}
		b.carried[e.ID] = e.Aliases
	}
	return true
}

// loadAliases loads the aliases that have a label, those in the trash too.
func (a *app) loadAliases(ctx context.Context, v *vault.Vault, label string) ([]*journal.Alias, error) {
	b, err := a.aliasBook(ctx, v)
	if err != nil {
		return nil, err
	}
	var all []*journal.Alias
	for _, id := range b.ids[strings.ToLower(label)] {
		al := new(journal.Alias)
		if err := v.Load(ctx, id, al); err != nil {
			return nil, err
		}
		all = append(all, al)
	}
	if len(all) == 0 {
		return nil, noAlias(label)
	}
	return all, nil
}

// noAlias means that there is no alias with a label.
func noAlias(label string) error {
	return hinted(fmt.Errorf("alias %s: %w", label, errNotFound), "See which there are: afterword alias list")
}

// onAlias lets a command take the label of an alias, and do something with
// it in an open journal.
func (a *app) onAlias(c *cobra.Command, do func(ctx context.Context, v *vault.Vault, label string) error) *cobra.Command {
	c.Args = exactly(1, "say which alias, such as heron-3")
	c.ValidArgsFunction = a.offerAliases
	c.RunE = func(c *cobra.Command, args []string) error {
		v, err := a.open(c.Context())
		if err != nil {
			return err
		}
		return do(c.Context(), v, args[0])
	}
	return c
}

// aliasState makes the command that retires an alias, or takes it back
// into use.
func (a *app) aliasState(name string) *cobra.Command {
	to, short, long := journal.AliasRetired, "Suggest an alias no more", "Retires an alias: it is suggested no more, and never given again. It stays what\nit is in your text, and `afterword alias restore` brings it back."
	if name == "restore" {
		to, short, long = journal.AliasCurrent, "Use a retired alias again", "Brings back an alias that was retired, or that undo took away."
	}
	c := &cobra.Command{Use: name + " LABEL", Short: short, Long: long, Example: "  afterword alias " + name + " heron-3"}
	return a.onAlias(c, func(ctx context.Context, v *vault.Vault, label string) error {
		all, err := a.loadAliases(ctx, v, label)
		if err != nil {
			return err
		}
		var things []journal.Thing
		for _, al := range all {
			if al.AliasHead.State != to || al.Meta.State == journal.Deleted && to == journal.AliasCurrent {
				al.AliasHead.State = to
				things = append(things, al)
			}
		}
		if err := v.Save(ctx, a.stamp(), things...); err != nil {
			return err
		}
		label = all[0].Label
		switch {
		case len(things) == 0:
			a.say("%s is %s already.", label, to)
		case to == journal.AliasRetired:
			a.say("%s is retired.", label)
		default:
			a.say("%s is in use again.", label)
		}
		if a.flags.json {
			return a.showAlias(ctx, v, label)
		}
		return nil
	})
}

// offerAliases completes labels from a journal that is unlocked, and
// nothing from one that is not.
func (a *app) offerAliases(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	const none = cobra.ShellCompDirectiveNoFileComp
	if len(args) > 0 && c.Flags().Lookup("alias") == nil {
		return nil, none
	}
	v, err := a.peek(c.Context())
	if err != nil {
		return nil, none
	}
	l, err := a.lexicon(c.Context(), v)
	if err != nil {
		return nil, none
	}
	return l.Labels, none
}
