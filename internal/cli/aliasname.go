package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

func (a *app) aliasSuggest() *cobra.Command {
	var kind string
	var byName bool
	c := &cobra.Command{
		Use:   "suggest",
		Short: "Suggest which alias may be meant",
		Long: `Suggests the aliases that may be meant, for a sort of person with --kind, the
lately used first. With --name it reads a name from standard input, or asks for
it, and offers the alias that it was remembered with, where that is switched
on; the name itself is not kept.`,
		Example: "  afterword alias suggest --kind client\n  echo Rowan | afterword alias suggest --name",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			role, err := roleOf(kind)
			if err != nil {
				return err
			}
			return a.suggest(c.Context(), role, byName)
		},
	}
	roleFlag(c, &kind)
	c.Flags().BoolVar(&byName, "name", false, "read a name, and offer the alias it was remembered with")
	return c
}

// suggestedJSON is one suggestion, for --json.
type suggestedJSON struct {
	Label     string            `json:"label"`
	Kind      journal.AliasRole `json:"kind"`
	LastShift journal.Date      `json:"last_shift"`
	SameName  bool              `json:"same_name"` // the name was remembered with it
}

// suggest prints the aliases that may be meant.
func (a *app) suggest(ctx context.Context, role journal.AliasRole, byName bool) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	same := ""
	if byName {
		name, err := a.readName(ctx)
		if err != nil {
			return err
		}
		if same, err = a.rememberedAlias(ctx, v, name); err != nil {
			return err
		}
	}
	uses, err := a.suggestions(ctx, v, role)
	if err != nil {
		return err
	}
	list := []suggestedJSON{}
	for _, u := range uses {
		s := suggestedJSON{u.Label, u.Role, u.Last, u.Label == same}
		if list = append(list, s); s.SameName {
			list[0], list[len(list)-1] = s, list[0]
		}
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema  string          `json:"schema"`
			Aliases []suggestedJSON `json:"aliases"`
		}{"afterword/alias-suggestions/1", list})
	}
	if len(list) == 0 {
		a.say("There is no alias to suggest. Make one: afterword alias new")
		return nil
	}
	for _, s := range list {
		text := s.Label
		if s.SameName {
			text += ", remembered with this name"
		}
		if s.LastShift != "" {
			text += ", last on " + s.LastShift.Long()
		}
		a.put("%s", text)
	}
	return nil
}

// suggestions are the aliases that may be meant by somebody of a role, the
// likeliest first: what the review of a text offers for a name.
func (a *app) suggestions(ctx context.Context, v *vault.Vault, role journal.AliasRole) ([]journal.AliasUse, error) {
	b, err := a.aliasBook(ctx, v)
	if err != nil {
		return nil, err
	}
	return journal.SuggestAliases(role, b.aliases, b.entries, a.today()), nil
}

// readName takes a name from a form or from standard input. It is folded,
// and goes no further than into a keyed hash.
func (a *app) readName(ctx context.Context) (string, error) {
	text, err := a.readPlain(ctx, ask.Question{ID: "name", Kind: ask.Line, Title: "Which name?", Note: "It is compared, and not kept.", Uncounted: true})
	if err != nil {
		return "", err
	}
	name, err := journal.CleanWord(text)
	if err != nil {
		return "", misused("a name has 2 to 100 characters; nothing was changed")
	}
	return name, nil
}

// hashOf is what is kept of a name.
func hashOf(v *vault.Vault, name string) []byte {
	return v.Keyed(strings.TrimSpace(journal.Fold(name)))
}

// rememberedAlias is the label of the current alias that a name was
// remembered with, empty where there is none.
func (a *app) rememberedAlias(ctx context.Context, v *vault.Vault, name string) (string, error) {
	b, err := a.aliasBook(ctx, v)
	if err != nil {
		return "", err
	}
	return b.remembered(ctx, v, name)
}

// remembered is rememberedAlias for a book that was read.
func (b aliasBook) remembered(ctx context.Context, v *vault.Vault, name string) (string, error) {
	hash := hashOf(v, name)
	all, err := b.load(ctx, v)
	if err != nil {
		return "", err
	}
	for _, al := range all {
		if al.Meta.State == journal.Live && al.AliasHead.State == journal.AliasCurrent && al.Holds(hash) {
			return al.Label, nil
		}
	}
	return "", nil
}

// allAliases loads every alias, those in the trash too.
func (a *app) allAliases(ctx context.Context, v *vault.Vault) ([]*journal.Alias, error) {
	b, err := a.aliasBook(ctx, v)
	if err != nil {
		return nil, err
	}
	return b.load(ctx, v)
}

// load loads the aliases of a book.
func (b aliasBook) load(ctx context.Context, v *vault.Vault) ([]*journal.Alias, error) {
	var all []*journal.Alias
	for _, ids := range b.ids {
		for _, id := range ids {
			al := new(journal.Alias)
			if err := v.Load(ctx, id, al); err != nil {
				return nil, err
			}
			all = append(all, al)
		}
	}
	slices.SortFunc(all, func(a, b *journal.Alias) int { return int(a.First - b.First) })
	return all, nil
}

// rememberName keeps a keyed hash of a name with the alias that stands for
// it, and does nothing unless the settings say so.
func (a *app) rememberName(ctx context.Context, v *vault.Vault, label, name string) (bool, error) {
	s := new(journal.Settings)
	if err := v.Named(ctx, journal.KindSettings.Single(), s); err != nil || !s.Remember {
		return false, err
	}
	all, err := a.loadAliases(ctx, v, label)
	if err != nil {
		return false, err
	}
	al, hash := all[0], hashOf(v, name)
	if al.Holds(hash) {
		return true, nil
	}
	al.Names = append(al.Names, hash)
	return true, v.Save(ctx, a.stamp(), al)
}

func (a *app) aliasName() *cobra.Command {
	c := &cobra.Command{
		Use:   "name LABEL",
		Short: "Remember which name an alias stands for",
		Long: `Reads a name from standard input, or asks for it, and keeps a keyed hash of it
with the alias, so that the same name is offered the same alias. It does so
only after: afterword alias remember on. The name itself is not kept.`,
		Example: "  afterword alias remember on\n  echo Rowan | afterword alias name heron-3",
	}
	return a.onAlias(c, func(ctx context.Context, v *vault.Vault, label string) error {
		s, err := a.currentSettings(ctx)
		if err != nil {
			return err
		}
		if !s.Remember {
			return hinted(misused("names are not remembered in this journal"), "Read what that means, and switch it on: afterword alias remember --help")
		}
		if _, err := a.loadAliases(ctx, v, label); err != nil {
			return err
		}
		name, err := a.readName(ctx)
		if err != nil {
			return err
		}
		if _, err := a.rememberName(ctx, v, label, name); err != nil {
			return err
		}
		a.say("A keyed hash of the name is kept with %s; the name is not.", strings.ToLower(label))
		if a.flags.json {
			return a.showAlias(ctx, v, strings.ToLower(label))
		}
		return nil
	})
}

func (a *app) aliasRemember() *cobra.Command {
	return &cobra.Command{
		Use:   "remember on|off",
		Short: "Keep keyed hashes of names, or remove them",
		Long: `Off, as it is to begin with, nothing in the journal has to do with the names that
aliases stand for. On, a keyed hash of a name is kept with the alias that
replaced it, so that the same name is offered the same alias another time.

There are few names: whoever has the key of this journal, by your passphrase or
in court, can try one after the other and see which fit. Switch it on only if
that is less harm than two aliases for one person. Off removes every hash, and
the earlier versions of the aliases with them, for good.`,
		Example:   "  afterword alias remember on\n  afterword alias remember off",
		ValidArgs: []string{"on", "off"},
		Args:      exactly(1, "say on or off"),
		RunE: func(c *cobra.Command, args []string) error {
			on := strings.EqualFold(args[0], "on")
			if !on && !strings.EqualFold(args[0], "off") {
				return misused("remember is on or off")
			}
			return a.remember(c.Context(), on)
		},
	}
}

// remember switches the keeping of names on or off.
func (a *app) remember(ctx context.Context, on bool) error {
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	s := new(journal.Settings)
	if err := v.Named(ctx, journal.KindSettings.Single(), s); err != nil {
		return err
	}
	if on {
		if err := a.setRemember(ctx, v, s, true); err != nil {
			return err
		}
		a.say("From now on a keyed hash of a name is kept with its alias. Whoever has the key of this journal can try names against it.")
		return a.putRemember(true, 0)
	}
	n, err := a.unname(ctx, v, s)
	if err != nil {
		return err
	}
	if n > 0 {
		a.sayBeyond("removed")
	}
	a.say("Names are not remembered. Removed: %s.", map[bool]string{true: "1 hash", false: fmt.Sprintf("%d hashes", n)}[n == 1])
	return a.putRemember(false, n)
}

// setRemember saves the setting where it is another.
func (a *app) setRemember(ctx context.Context, v *vault.Vault, s *journal.Settings, on bool, more ...journal.Thing) error {
	if s.Remember != on {
		s.Remember = on
		more = append(more, s)
	}
	return v.Save(ctx, a.stamp(), more...)
}

// unname takes the hashes off all aliases, together with the setting, and
// then the earlier versions of the aliases out of the file. Cut off in
// between, it finishes when it is run again.
func (a *app) unname(ctx context.Context, v *vault.Vault, s *journal.Settings) (removed int, err error) {
	all, err := a.allAliases(ctx, v)
	if err != nil {
		return 0, err
	}
	var things []journal.Thing
	var ids, trashed []journal.ID
	for _, al := range all {
		ids = append(ids, al.ID)
		if len(al.Names) == 0 {
			continue
		}
		if al.Meta.State == journal.Deleted {
			trashed = append(trashed, al.ID)
		}
		removed += len(al.Names)
		al.Names = nil
		things = append(things, al)
	}
	if err := a.setRemember(ctx, v, s, false, things...); err != nil {
		return 0, err
	}
	for _, id := range trashed { // saving takes a thing out of the trash
		if err := v.Delete(ctx, a.stamp(), id); err != nil {
			return 0, err
		}
	}
	n, err := v.Forget(ctx, a.stamp(), nil, ids...)
	if err != nil || n == 0 {
		return removed, err
	}
	return removed, a.tidy(ctx, v)
}

// putRemember prints how it is now, where JSON is wanted.
func (a *app) putRemember(on bool, removed int) error {
	if !a.flags.json {
		return nil
	}
	return a.putJSON(struct {
		Schema  string `json:"schema"`
		On      bool   `json:"remember"`
		Removed int    `json:"removed_hashes"`
	}{"afterword/alias-remember/1", on, removed})
}
