package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// aliasUse is an alias with where it was used.
type aliasUse struct {
	journal.AliasUse
	brought journal.Date // last, in a pack
	names   int          // keyed hashes that are kept with it
}

// aliasJSON is one alias, for --json.
type aliasJSON struct {
	Label     string             `json:"label"`
	Kind      journal.AliasRole  `json:"kind"`
	State     journal.AliasState `json:"state"`
	CreatedAt string             `json:"created_at"`
	Entries   int                `json:"entries"`
	LastShift journal.Date       `json:"last_shift"`
	Brought   journal.Date       `json:"last_brought"`
	Names     int                `json:"remembered_names"`
}

func aliasToJSON(u *aliasUse) aliasJSON {
	return aliasJSON{u.Label, u.Role, u.State, instant(u.Created), u.Entries, u.Last, u.brought, u.names}
}

func aliasesToJSON(uses []aliasUse) []aliasJSON {
	all := []aliasJSON{}
	for i := range uses {
		all = append(all, aliasToJSON(&uses[i]))
	}
	return all
}

func (a *app) putAliasesJSON(schema string, all []aliasJSON) error {
	return a.putJSON(struct {
		Schema  string      `json:"schema"`
		Aliases []aliasJSON `json:"aliases"`
	}{schema, all})
}

func (a *app) aliasList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the aliases, the lately used first",
		Long: `Lists the aliases: what sort of person each is for, when it was made, how many
entries carry it, the shift of the latest of them, and when one of them last
left in a pack.`,
		Example: "  afterword alias list\n  afterword alias list --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.listAliases(c.Context()) },
	}
}

func (a *app) listAliases(ctx context.Context) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	uses, err := a.aliasUses(ctx, v)
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putAliasesJSON("afterword/aliases/1", aliasesToJSON(uses))
	}
	if len(uses) == 0 {
		a.say("There are no aliases yet. Make one: afterword alias new")
		return nil
	}
	a.putSheet(aliasSheet(uses))
	return nil
}

// aliasSheet is the table of aliases.
func aliasSheet(uses []aliasUse) sheet {
	s := sheet{count: countedAliases(len(uses)), columns: []column{{"Alias", ""}, {"For", "for "}, {"Made", "made "}, {"Entries", ""}, {"Last", "last "}, {"Brought", "brought "}, {"State", ""}}}
	for _, u := range uses {
		state, entries := "", ""
		if u.State == journal.AliasRetired {
			state = string(u.State)
		}
		if u.Entries > 0 {
			entries = counted(u.Entries, "entry")
		}
		s.rows = append(s.rows, line{cells: []string{u.Label, string(u.Role), string(u.Created.Date()), entries, string(u.Last), string(u.brought), state}})
	}
	return s
}

func countedAliases(n int) string {
	if n == 1 {
		return "1 alias"
	}
	return fmt.Sprintf("%d aliases", n)
}

// aliasUses reads the aliases with where they were used: in entries, by
// their heads, and in packs, by the records of what was shared.
func (a *app) aliasUses(ctx context.Context, v *vault.Vault) ([]aliasUse, error) {
	b, err := a.aliasBook(ctx, v)
	if err != nil {
		return nil, err
	}
	brought, err := a.broughtAliases(ctx, v, b)
	if err != nil {
		return nil, err
	}
	var uses []aliasUse
	for _, u := range journal.AliasUses(b.aliases, b.entries, a.today()) {
		use := aliasUse{AliasUse: u, brought: brought[u.Label]}
		for _, id := range b.ids[u.Label] {
			al := new(journal.Alias)
			if v.Load(ctx, id, al) == nil && al.Created == u.Created {
				use.names = len(al.Names)
			}
		}
		uses = append(uses, use)
	}
	return uses, nil
}

// broughtAliases is for each label the day on which an entry that carries
// it last left in a pack.
func (a *app) broughtAliases(ctx context.Context, v *vault.Vault, b aliasBook) (map[string]journal.Date, error) {
	brought := map[string]journal.Date{}
	if len(b.aliases) == 0 {
		return brought, nil
	}
	records, _, err := a.sharedRecords(ctx, v) // damage was said by the book
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		s := new(journal.Shared)
		if err := v.Load(ctx, r.ID, s); err != nil || s.Kind != "" {
			continue // or a review, which is not brought
		}
		for _, item := range s.SharedBody.Items {
			for _, label := range b.carried[item.ID] {
				brought[label] = max(brought[label], s.Written.Date())
			}
		}
	}
	return brought, nil
}

func (a *app) aliasShow() *cobra.Command {
	c := &cobra.Command{
		Use:     "show LABEL",
		Short:   "Show an alias and the entries that carry it",
		Example: "  afterword alias show heron-3\n  afterword alias show heron-3 --json",
	}
	return a.onAlias(c, func(ctx context.Context, v *vault.Vault, label string) error {
		return a.showAlias(ctx, v, strings.ToLower(label))
	})
}

// showAlias prints an alias and the entries that carry its label. A label
// that was not made here may still stand on entries.
func (a *app) showAlias(ctx context.Context, v *vault.Vault, label string) error {
	uses, err := a.aliasUses(ctx, v)
	if err != nil {
		return err
	}
	uses = slices.DeleteFunc(uses, func(u aliasUse) bool { return u.Label != label })
	found, err := a.entries(ctx, v, vault.Reading{}, 0, func(e *journal.Entry) bool { return slices.Contains(e.Aliases, label) })
	if err != nil {
		return err
	}
	if len(uses)+len(found) == 0 {
		return noAlias(label)
	}
	if a.flags.json {
		entries := []entryJSON{}
		for _, e := range found {
			entries = append(entries, entryToJSON(e))
		}
		return a.putJSON(struct {
			Schema  string      `json:"schema"`
			Aliases []aliasJSON `json:"aliases"`
			Entries []entryJSON `json:"entries"`
		}{"afterword/alias/1", aliasesToJSON(uses), entries})
	}
	if len(uses) > 0 {
		a.putSheet(aliasSheet(uses))
	} else {
		a.say("%s was not made here, and stands on entries all the same.", label)
	}
	if len(found) == 0 {
		a.say("No entry carries it.")
		return nil
	}
	s, err := a.entrySheet(ctx, v, found)
	if err != nil {
		return err
	}
	a.putSheet(s)
	return nil
}
