package journal

import (
	"strings"
	"testing"
)

func TestNameOf(t *testing.T) {
	for _, tt := range []struct{ found, lead, name string }{
		{"Tracey", "", "Tracey"},
		{"Tracey Barker", "", "Tracey Barker"},
		{"His mum Tracey", "His mum ", "Tracey"},
		{"Mrs Patel", "", "Patel"},
		{"registrar Dr. Okafor", "registrar ", "Okafor"},
		{"Mum", "", "Mum"},
		{"my  client AK", "my client ", "AK"},
		{"", "", ""},
	} {
		if lead, name := NameOf(tt.found); lead != tt.lead || name != tt.name {
			t.Errorf("NameOf(%q) = %q, %q, want %q, %q", tt.found, lead, name, tt.lead, tt.name)
		}
	}
}

func TestRoleBefore(t *testing.T) {
	for _, tt := range []struct {
		before string
		want   AliasRole
	}{
		{"", ""},
		{"I spoke to ", ""},
		{"I spoke to my client ", RoleClient},
		{"a patient called ", RoleClient},
		{"my client, ", RoleClient},
		{"I saw my client. ", ""},
		{"His mum ", RoleRelative},
		{"the registrar Dr ", RoleColleague},
		{"My manager ", RoleManager},
		{"our Student ", RoleStudent},
		{"the client and his ", ""},
		{"the child ", ""},
	} {
		if got := RoleBefore(tt.before); got != tt.want {
			t.Errorf("RoleBefore(%q) = %q, want %q", tt.before, got, tt.want)
		}
	}
}

// Every sort is a role or one of the two others, and no word is of two.
func TestRoleWords(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(roleWords) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		sort, words, _ := strings.Cut(line, ": ")
		if _, err := ParseAliasRole(sort); err != nil && sort != ownerWord && sort != titleWord {
			t.Errorf("%q is no sort of word", sort)
		}
		for word := range strings.FieldsSeq(words) {
			if seen[word] != "" || Fold(word) != word {
				t.Errorf("%q is of %q and of %q, or is not folded", word, seen[word], sort)
			}
			seen[word] = sort
		}
	}
}
