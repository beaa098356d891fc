package prompt

import (
	"bytes"
	"embed"
	"fmt"

	"github.com/pelletier/go-toml/v2"

	"afterword/internal/journal"
)

//go:embed data
var data embed.FS

// The shapes of the embedded files other than sets of prompts.
type (
	goalsFile struct {
		Source string     `toml:"source"`
		Goal   []goalForm `toml:"goal"`
	}
	goalForm struct {
		Slug     string   `toml:"slug"`
		Label    string   `toml:"label"`
		Short    string   `toml:"short"`
		Meaning  string   `toml:"meaning"`
		Proctor  []string `toml:"proctor"`
		Kadushin []string `toml:"kadushin"`
		Eyes     []int    `toml:"eyes"`
		Measure  string   `toml:"measure"`
		Asks     []string `toml:"asks"`
	}
	frameworksFile struct {
		Framework []frameworkForm `toml:"framework"`
	}
	frameworkForm struct {
		Slug        string      `toml:"slug"`
		Name        string      `toml:"name"`
		Credit      string      `toml:"credit"`
		Summary     string      `toml:"summary"`
		Minutes     int         `toml:"minutes"`
		OKWhenHeavy bool        `toml:"ok_when_heavy"`
		Stages      []stageForm `toml:"stages"`
	}
	stageForm struct {
		Slug     string `toml:"slug"`
		Name     string `toml:"name"`
		Version  int    `toml:"version"`
		Goal     string `toml:"goal"`
		Text     string `toml:"text"`
		Wordless string `toml:"wordless"`
	}
	deeperFile struct {
		Rung []rungForm `toml:"rung"`
	}
	rungForm struct {
		ID      string `toml:"id"`
		Version int    `toml:"version"`
		Rung    string `toml:"rung"`
		Text    string `toml:"text"`
	}
)

// Load reads the catalogue that comes with Afterword. An error means that
// the program was built from damaged data.
func Load() (*Catalogue, error) {
	c := &Catalogue{byID: map[string]Prompt{}}
	for _, load := range []func() error{c.loadGoals, c.loadFrameworks, c.loadDeeper, c.loadPrompts} {
		if err := load(); err != nil {
			return nil, fmt.Errorf("reading the prompt catalogue: %w", err)
		}
	}
	return c, nil
}

func (c *Catalogue) loadGoals() error {
	var file goalsFile
	if err := decodeOwn("data/goals.toml", &file); err != nil {
		return err
	}
	for _, g := range file.Goal {
		slug, err := journal.ParseGoal(g.Slug)
		if err != nil {
			return fmt.Errorf("data/goals.toml: %w", err)
		}
		c.goals = append(c.goals, Goal{
			Slug: slug, Label: g.Label, Short: g.Short, Meaning: g.Meaning,
			Proctor: g.Proctor, Kadushin: g.Kadushin, Eyes: g.Eyes, Source: file.Source,
			Measure: g.Measure, Asks: g.Asks,
		})
	}
	return nil
}

// loadFrameworks gives every stage the id FRAMEWORK-STAGE. Stages are
// deep and neutral; those of a framework for hard days are quick and look
// at what was good. What a stage asks where there is nothing to read has
// the id FRAMEWORK-STAGE-wordless.
func (c *Catalogue) loadFrameworks() error {
	var file frameworksFile
	if err := decodeOwn("data/frameworks.toml", &file); err != nil {
		return err
	}
	for _, f := range file.Framework {
		depth, valence := Deep, Neutral
		if f.OKWhenHeavy {
			depth, valence = Quick, Strength
		}
		out := Framework{Slug: f.Slug, Name: f.Name, Credit: f.Credit, Summary: f.Summary, Minutes: f.Minutes, OKWhenHeavy: f.OKWhenHeavy}
		for _, s := range f.Stages {
			p := Prompt{
				ID: f.Slug + "-" + s.Slug, Version: s.Version, Goal: journal.Goal(s.Goal),
				Depth: depth, Valence: valence, Framework: f.Slug, Stage: s.Slug,
				OKWhenHeavy: f.OKWhenHeavy, Text: s.Text, Set: BuiltIn,
			}
			if err := c.register(p); err != nil {
				return fmt.Errorf("data/frameworks.toml: %w", err)
			}
			stage := Stage{Slug: s.Slug, Name: s.Name, Prompt: p}
			if s.Wordless != "" {
				p.ID, p.Text = p.ID+"-wordless", s.Wordless
				if err := c.register(p); err != nil {
					return fmt.Errorf("data/frameworks.toml: %w", err)
				}
				stage.Wordless = p
			}
			out.Stages = append(out.Stages, stage)
		}
		c.frameworks = append(c.frameworks, out)
	}
	return nil
}

func (c *Catalogue) loadDeeper() error {
	var file deeperFile
	if err := decodeOwn("data/deeper.toml", &file); err != nil {
		return err
	}
	for _, r := range file.Rung {
		p := Prompt{
			ID: r.ID, Version: r.Version, Goal: journal.Reflection, Depth: Deep, Valence: Neutral,
			Stage: r.Rung, Text: r.Text, Set: BuiltIn,
		}
		if err := c.register(p); err != nil {
			return fmt.Errorf("data/deeper.toml: %w", err)
		}
		c.deeper = append(c.deeper, p)
	}
	return nil
}

// register keeps a prompt that is no part of a set under its id.
func (c *Catalogue) register(p Prompt) error {
	if _, taken := c.byID[p.ID]; taken {
		return fmt.Errorf("%s: the id is there twice", p.ID)
	}
	c.byID[p.ID] = p
	return nil
}

func (c *Catalogue) loadPrompts() error {
	for _, g := range journal.Goals() {
		path := "data/prompts/" + string(g) + ".toml"
		var form setForm
		if err := decodeOwn(path, &form); err != nil {
			return err
		}
		prompts, breaches := c.sound(form, builtInSet)
		if len(breaches) > 0 {
			return fmt.Errorf("%s: prompt %d: %s", path, breaches[0].index+1, breaches[0].message)
		}
		c.add(BuiltIn, prompts)
	}
	return nil
}

// decodeOwn reads an embedded file into v and accepts no key that v lacks.
func decodeOwn(path string, v any) error {
	raw, err := data.ReadFile(path)
	if err != nil {
		return err
	}
	if err := toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields().Decode(v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
