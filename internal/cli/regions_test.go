package cli

import (
	"slices"
	"testing"
)

// A line that is for some professions is for some that can be set, is shown
// to those alone, and stands after what is for everyone.
func TestHelplinesByProfession(t *testing.T) {
	all, err := regions()
	if err != nil {
		t.Fatal(err)
	}
	known := values(professions())
	special := 0
	for _, r := range all {
		everyone := r.helplines("")
		for _, h := range everyone {
			if len(h.For) > 0 {
				t.Errorf("%s: %s is shown to everyone", r.Code, h.Name)
			}
		}
		for _, profession := range known {
			shown := r.helplines(profession)
			if len(shown) < len(everyone) || len(shown) > 0 && len(everyone) == 0 {
				t.Fatalf("%s: %d lines for %s, %d for everyone", r.Code, len(shown), profession, len(everyone))
			}
			for i, h := range shown {
				if own := i >= len(everyone); own != (len(h.For) > 0) || own && !slices.Contains(h.For, profession) {
					t.Errorf("%s: line %d for %s is %s", r.Code, i+1, profession, h.Name)
				}
			}
		}
		for _, h := range r.Contacts {
			for _, profession := range h.For {
				special++
				if !slices.Contains(known, profession) {
					t.Errorf("%s: %s is for %q, which nobody can set", r.Code, h.Name, profession)
				}
			}
		}
	}
	if special == 0 {
		t.Error("no line is for a profession")
	}
}
