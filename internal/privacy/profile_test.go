package privacy

import (
	"slices"
	"strings"
	"testing"
)

// TestProfilesFile reads the rules whole: every line is a profile (or *), a
// kind, a level and a source, once.
func TestProfilesFile(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(profiles) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		part := strings.Split(line, "\t")
		if len(part) != 4 || part[3] == "" {
			t.Errorf("%q is not profile, kind, level and source", line)
			continue
		}
		if part[0] != "*" && !slices.Contains(Profiles(), Profile(part[0])) {
			t.Errorf("%q: no such profile", line)
		}
		if !slices.Contains([]Kind{Date, Birth, Age, URL, Postcode, Plate, Record, Registration}, Kind(part[1])) {
			t.Errorf("%q: no rule is expected for this kind", line)
		}
		if level := Level(part[2]); level != Sure && level != Likely {
			t.Errorf("%q: a rule makes a finding sure or likely", line)
		}
		if key := part[0] + " " + part[1]; seen[key] {
			t.Errorf("%q: a second rule for the same", line)
		} else {
			seen[key] = true
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d rules were read", len(seen))
	}
}

func TestSeverity(t *testing.T) {
	for _, tt := range []struct {
		profile Profile
		kind    Kind
		level   Level
		want    Level
	}{
		{UK, Date, Likely, Likely},
		{US, Date, Likely, Sure},
		{US, Date, Hint, Hint},
		{UK, Birth, Likely, Likely},
		{US, Birth, Likely, Sure},
		{AU, Age, Likely, Likely},
		{US, Age, Likely, Sure},
		{UK, Phone, Sure, Sure},
		{US, NHSNumber, Likely, Likely},
	} {
		if got := severity(Finding{Kind: tt.kind, Level: tt.level}, tt.profile); got != tt.want {
			t.Errorf("%s, %s %s: %s, want %s", tt.profile, tt.level, tt.kind, got, tt.want)
		}
	}
}

// TestScanDetectsTheSame holds that a profile changes levels and nothing
// else.
func TestScanDetectsTheSame(t *testing.T) {
	text := strings.Join(fuzzSeeds()[:12], "\n")
	want := Scan(text, Lexicon{}, UK)
	for _, p := range Profiles() {
		got := Scan(text, Lexicon{}, p)
		for i := range got {
			got[i].Level = ""
		}
		for i := range want {
			want[i].Level = ""
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s finds something else", p)
		}
	}
}

func TestEmbeddedLists(t *testing.T) {
	for line := range strings.Lines(helplines) {
		digits, what, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if !ok || what == "" || len(digits) < 8 || strings.Trim(digits, "0123456789") != "" {
			t.Errorf("helplines.txt: %q is not digits and whose they are", line)
		}
		if !isHelpline(digits) {
			t.Errorf("helplines.txt: %q is not found", line)
		}
	}
	for line := range strings.Lines(sites) {
		host := strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, "#") && (!isPublicSite(host) || strings.ToLower(host) != host || strings.ContainsAny(host, " /")) {
			t.Errorf("sites.txt: %q is no host", line)
		}
	}
}
