package cli

import (
	"context"
	"errors"
	"maps"
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

// professionWords are a profession of the settings in words; one that a
// newer program set stands as it is.
func professionWords(profession string) string {
	for _, o := range professions() {
		if o.Value == profession {
			return lowerFirst(o.Label)
		}
	}
	return profession
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
	c := &cobra.Command{
		Use:   "settings",
		Short: "Your profession, your own words, the region for support numbers, suggestions",
		Long: `Settings are kept in the journal. On a terminal the command asks; with a flag
it sets that one; otherwise it shows what is set. The words stand wherever the
program would say client, shift or supervision, and in the headings of a pack;
--shift "" goes back to the usual word. With --suggestions off, the first screen
suggests nothing. How the program looks is set in config.toml, in the directory
that afterword paths shows.`,
		Example: "  afterword settings\n  afterword settings --profession nursing --region GB\n  afterword settings --person \"service user\" --supervision \"clinical consultation\" --shift day\n  afterword settings --suggestions off\n  afterword settings --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			given := map[string]string{}
			for _, flag := range settingFlags() {
				if c.Flags().Changed(flag) {
					given[flag] = c.Flags().Lookup(flag).Value.String()
				}
			}
			switch {
			case len(given) > 0:
				return a.setSettings(c.Context(), given)
			case a.interactive() && a.Terminal.Out:
				return a.askSettings(c.Context())
			}
			return a.showSettings(c.Context())
		},
	}
	c.Flags().String("profession", "", "`NAME`: "+strings.Join(values(professions()), ", "))
	c.Flags().String("region", "", "`CODE` of the country, such as GB, or other")
	c.Flags().String("person", "", "the `WORD` for whom you work with, such as client, patient, \"service user\"")
	c.Flags().String("supervision", "", "the `WORD` for supervision, such as \"clinical consultation\"")
	c.Flags().String("shift", "", "the `WORD` for a stretch of work, such as shift, day, session")
	c.Flags().String("suggestions", "", "`on` or off: whether the first screen suggests anything")
	known, _ := loadWords()
	for flag, offered := range map[string][]string{"profession": values(professions()), "region": values(places()), "suggestions": values(onOrOff()),
		"person": known.Person, "supervision": known.Supervision, "shift": known.Shift} {
		complete(c, flag, offered...)
	}
	return c
}

// settingFlags are the flags of the settings.
func settingFlags() []string {
	return []string{"profession", "region", "person", "supervision", "shift", "suggestions"}
}

// onOrOff are the two ways of the suggestions. On is kept as nothing.
func onOrOff() []ask.Option {
	return []ask.Option{{Key: 'o', Value: "on", Label: "At most two, each with its reason"}, {Key: 'n', Value: journal.SuggestionsOff, Label: "None"}}
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

// setSettings sets what is given, by the name of its flag.
func (a *app) setSettings(ctx context.Context, given map[string]string) error {
	given = maps.Clone(given)
	if err := checkSettings(given); err != nil {
		return err
	}
	v, err := a.create(ctx)
	if err != nil {
		return err
	}
	err = a.changeSettings(ctx, v, func(s *journal.Settings) error {
		for flag, setting := range settingsOf(s) {
			if value, ok := given[flag]; ok {
				*setting = value
			}
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

// settingsOf are the settings that a flag sets, by its name.
func settingsOf(s *journal.Settings) map[string]*string {
	return map[string]*string{"profession": &s.Profession, "region": &s.Region,
		"person": &s.Person, "supervision": &s.Supervision, "shift": &s.Shift, "suggestions": &s.Suggestions}
}

// checkSettings makes what is given what is kept, or refuses it. An empty
// profession or region is not set; an empty word is the usual one.
func checkSettings(given map[string]string) error {
	for flag, value := range given {
		switch flag {
		case "profession":
			value = strings.ToLower(value)
			if known := values(professions()); value != "" && !slices.Contains(known, value) {
				return misused("the profession is one of %s", strings.Join(known, ", "))
			}
		case "region":
			all, err := regions()
			if err != nil {
				return err
			}
			r, ok := regionOf(all, value)
			if value != "" && !ok {
				return misused("the region is one of %s; with other, the support page names no helpline", strings.Join(values(places()), ", "))
			}
			value = r.Code
		case "suggestions":
			switch value = strings.ToLower(value); value {
			case "on":
				given[flag] = ""
			case journal.SuggestionsOff:
				given[flag] = value
			default:
				return misused("the suggestions are on or off")
			}
			continue
		default:
			var err error
			if given[flag], err = ownWord(flag, value); err != nil {
				return err
			}
			continue
		}
		if given[flag] = value; value == "" {
			delete(given, flag)
		}
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
	w := wordingOf(s)
	if a.flags.json {
		return a.putJSON(struct {
			Schema      string `json:"schema"`
			Profession  string `json:"profession"`
			Region      string `json:"region"`
			Contacts    int    `json:"contacts"`
			Person      string `json:"person"`
			Shift       string `json:"shift"`
			Supervision string `json:"supervision"`
			Remember    bool   `json:"remember_names"`
			Suggestions bool   `json:"suggestions"`
		}{"afterword/settings/1", s.Profession, s.Region, len(s.Contacts), w.Person, w.Shift, w.Supervision, s.Remember, s.Suggestions != journal.SuggestionsOff})
	}
	unset := func(value, otherwise string) string {
		if value == "" {
			return otherwise
		}
		return value
	}
	a.put("profession: %s", unset(professionWords(s.Profession), "not set"))
	a.put("region: %s", unset(s.Region, "not set; the support page takes "+usualRegion))
	a.put("own contacts: %d", len(s.Contacts))
	a.put("names remembered with aliases: %s", map[bool]string{true: "yes, by a keyed hash", false: "no"}[s.Remember])
	a.put("words: %s, %s, %s", w.Person, w.Shift, w.Supervision)
	a.put("suggestions: %s", map[bool]string{true: "off", false: "on"}[s.Suggestions == journal.SuggestionsOff])
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
	f.Questions = append(f.Questions, wordQuestions(wordingOf(s))...)
	f.Questions = append(f.Questions, ask.Question{ID: "suggestions", Kind: ask.Choice, Title: "Suggestions on the first screen?",
		Note: "Such as a goal that nothing was written about for a while. They grade nothing.", Options: onOrOff()})
	f.Answers["suggestions"] = ask.Answer{Value: "on"}
	for id, setting := range settingsOf(s) {
		if *setting != "" {
			f.Answers[id] = ask.Answer{Value: *setting}
		}
	}
	was := f.Answers.Clone()
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
	given := map[string]string{}
	for _, id := range settingFlags() {
		if value := r.Answers.Value(id); value != was.Value(id) && (value != "" || id != "suggestions") {
			given[id] = value
		}
	}
	if len(given) == 0 {
		return a.showSettings(ctx)
	}
	return a.setSettings(ctx, given)
}

// wordQuestions ask for the practitioner's own words; now is what is said
// where nothing is answered.
func wordQuestions(now wording) []ask.Question {
	known, _ := loadWords()
	question := func(id, title, now string, offered []string) ask.Question {
		return ask.Question{ID: id, Kind: ask.Line, Title: title,
			Note: "Such as " + strings.Join(offered[:len(offered)-1], ", ") + " or " + offered[len(offered)-1] + ". Empty for " + now + "."}
	}
	return []ask.Question{
		question("person", "What do you call those you work with?", now.Person, known.Person),
		question("shift", "What do you call a stretch of work?", now.Shift, known.Shift),
		question("supervision", "What do you call supervision?", now.Supervision, known.Supervision),
	}
}
