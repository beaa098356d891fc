package privacy

import (
	_ "embed"
	"strings"
)

//go:embed data/profiles.txt
var profiles string

// severity returns the level that a finding has under a profile. A hint
// stays one: what is hardly a date is no surer in another country.
func severity(f Finding, p Profile) Level {
	if f.Level == Hint {
		return Hint
	}
	for _, who := range [...]Profile{p, "*"} {
		_, rest, ok := strings.Cut(profiles, "\n"+string(who)+"\t"+string(f.Kind)+"\t")
		if ok {
			level, _, _ := strings.Cut(rest, "\t")
			return Level(level)
		}
	}
	return f.Level
}
