package cli

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"afterword/internal/journal"
)

//go:embed data/support.toml
var supportData string

// usualRegion stands in until a region was chosen.
const usualRegion = "GB"

// region is where to turn in one part of the world.
type region struct {
	Code      string     `toml:"code"`
	Name      string     `toml:"name"`
	Emergency string     `toml:"emergency"`
	Contacts  []helpline `toml:"contact"`
}

// helpline is a service, as it was last looked up.
type helpline struct {
	Name    string   `toml:"name" json:"name"`
	How     string   `toml:"how" json:"how"`
	Source  string   `toml:"source" json:"source"`
	Page    string   `toml:"page" json:"page"`         // year of the page that was read, empty where it has none
	Checked string   `toml:"checked" json:"checked"`   // day of the look-up
	For     []string `toml:"for" json:"for,omitempty"` // the professions it is for; none for everyone
}

// helplines are those for somebody of a profession, which may not be
// known: first what is for everyone, then what is for that profession.
func (r region) helplines(profession string) []helpline {
	all := []helpline{}
	for _, own := range []bool{false, true} {
		for _, h := range r.Contacts {
			if everyone := len(h.For) == 0; everyone != own && (everyone || slices.Contains(h.For, profession)) {
				all = append(all, h)
			}
		}
	}
	return all
}

// dated says how far a number can be relied on.
func (h helpline) dated() string {
	if h.Page == "" {
		return fmt.Sprintf("checked on %s, against a page without a date - confirm", h.Checked)
	}
	return fmt.Sprintf("checked on %s, against a page of %s - confirm", h.Checked, h.Page)
}

// regions reads the embedded data.
func regions() ([]region, error) {
	var file struct {
		Regions []region `toml:"region"`
	}
	if err := toml.NewDecoder(strings.NewReader(supportData)).DisallowUnknownFields().Decode(&file); err != nil {
		return nil, fmt.Errorf("reading the support numbers: %w", err)
	}
	return file.Regions, nil
}

// regionOf finds a region by its code in either case; UK is GB.
func regionOf(all []region, code string) (region, bool) {
	if strings.EqualFold(code, "UK") {
		code = "GB"
	}
	for _, r := range all {
		if strings.EqualFold(r.Code, code) {
			return r, true
		}
	}
	return region{}, false
}

// lookBriefly is how long the support page waits for a busy journal.
const lookBriefly = 500 * time.Millisecond

// settingsBriefly reads the settings without asking, warning or waiting
// for long. It returns why there are none; the support page does without.
func (a *app) settingsBriefly(ctx context.Context) (*journal.Settings, error) {
	s := new(journal.Settings)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookBriefly)
	defer cancel()
	v, err := a.peek(ctx)
	if err != nil {
		return s, err
	}
	return s, v.Named(ctx, "settings", s)
}
