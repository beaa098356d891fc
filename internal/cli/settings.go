package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// professions are the kinds of work the settings know.
func professions() []ask.Option {
	return []ask.Option{
		{Key: 'n', Value: "nursing", Label: "Nursing or midwifery"},
		{Key: 'c', Value: "counselling", Label: "Counselling or psychotherapy"},
		{Key: 's', Value: "social-work", Label: "Social work"},
		{Key: 'o', Value: "other", Label: "Other work with people"},
	}
}

// values are what options are kept as.
func values(options []ask.Option) []string {
	var all []string
	for _, o := range options {
		all = append(all, o.Value)
	}
	return all
}

func (a *app) settingsCommand() *cobra.Command {
	var profession, place string
	c := &cobra.Command{
		Use:   "settings",
		Short: "Your profession, and the region for support numbers",
		Long: `Settings are kept in the journal. On a terminal the command asks; with a flag
it sets that one; otherwise it shows what is set. How the program looks is
set in config.toml, in the directory that afterword paths shows.`,
		Example: "  afterword settings\n  afterword settings --profession nursing --region GB\n  afterword settings --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			set := c.Flags().Changed("profession") || c.Flags().Changed("region")
			if !set && a.interactive() && a.Terminal.Out {
				return a.askSettings(c.Context())
			}
			if !set {
				return a.showSettings(c.Context())
			}
			return a.setSettings(c.Context(), profession, place)
		},
	}
	c.Flags().StringVar(&profession, "profession", "", "`NAME`: "+strings.Join(values(professions()), ", "))
	c.Flags().StringVar(&place, "region", "", "`CODE` of the country, such as GB, or other")
	for flag, options := range map[string]func() []ask.Option{"profession": professions, "region": places} {
		// It fails only for a flag that is not there.
		_ = c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return values(options()), cobra.ShellCompDirectiveNoFileComp
		})
	}
	return c
}

// places are the regions as options.
func places() []ask.Option {
	var options []ask.Option
	all, _ := regions()
	for i, r := range all {
		options = append(options, ask.Option{Key: rune('1' + i), Value: r.Code, Label: strings.ToUpper(r.Name[:1]) + r.Name[1:]})
	}
	return options
}

// setSettings sets what is not empty.
func (a *app) setSettings(ctx context.Context, profession, place string) error {
	profession = strings.ToLower(profession)
	if known := values(professions()); profession != "" && !slices.Contains(known, profession) {
		return misused("the profession is one of %s", strings.Join(known, ", "))
	}
	all, err := regions()
	if err != nil {
		return err
	}
	r, ok := regionOf(all, place)
	if place != "" && !ok {
		return misused("the region is one of %s; with other, the support page names no helpline", strings.Join(values(places()), ", "))
	}
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	err = a.changeSettings(ctx, v, func(s *journal.Settings) error {
		if profession != "" {
			s.Profession = profession
		}
		if place != "" {
			s.Region = r.Code
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.showSettings(ctx); err != nil {
		return hinted(err, "The settings are saved all the same.")
	}
	return nil
}

// changeSettings reads the settings, changes them and saves them.
func (a *app) changeSettings(ctx context.Context, v *vault.Vault, change func(*journal.Settings) error) error {
	s := new(journal.Settings)
	if err := v.Named(ctx, "settings", s); err != nil {
		return err
	}
	if err := change(s); err != nil {
		return err
	}
	return v.Save(ctx, a.stamp(), s)
}

// currentSettings are the settings, or none where there is no journal yet.
func (a *app) currentSettings(ctx context.Context) (*journal.Settings, error) {
	s := new(journal.Settings)
	v, err := a.open(ctx)
	if errors.Is(err, vault.ErrNoJournal) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	return s, v.Named(ctx, "settings", s)
}

func (a *app) showSettings(ctx context.Context) error {
	s, err := a.currentSettings(ctx)
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema     string `json:"schema"`
			Profession string `json:"profession"`
			Region     string `json:"region"`
			Contacts   int    `json:"contacts"`
			Remember   bool   `json:"remember_names"`
		}{"afterword/settings/1", s.Profession, s.Region, len(s.Contacts), s.Remember})
	}
	unset := func(value, otherwise string) string {
		if value == "" {
			return otherwise
		}
		return value
	}
	a.put("profession: %s", unset(s.Profession, "not set"))
	a.put("region: %s", unset(s.Region, "not set; the support page takes "+usualRegion))
	a.put("own contacts: %d", len(s.Contacts))
	a.put("names remembered with aliases: %s", map[bool]string{true: "yes, by a keyed hash", false: "no"}[s.Remember])
	return nil
}

// askSettings asks for each, with what is set as the answer so far.
func (a *app) askSettings(ctx context.Context) error {
	s, err := a.currentSettings(ctx)
	if err != nil {
		return err
	}
	f := ask.Form{Title: "Settings", Answers: ask.Answers{}, Questions: []ask.Question{
		{ID: "profession", Kind: ask.Choice, Title: "What is your work?", Options: professions()},
		{ID: "region", Kind: ask.Choice, Title: "Where do you work?", Note: "For the numbers on the support page, nothing else.", Options: places()},
	}}
	for id, value := range map[string]string{"profession": s.Profession, "region": s.Region} {
		if value != "" {
			f.Answers[id] = ask.Answer{Value: value}
		}
	}
	r, err := a.ask(ctx, f)
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.End == ask.Left:
		a.say("Nothing was changed.")
		return nil
	}
	profession, place := r.Answers.Value("profession"), r.Answers.Value("region")
	if profession == "" && place == "" {
		return a.showSettings(ctx)
	}
	return a.setSettings(ctx, profession, place)
}
