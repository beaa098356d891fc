package journal

import (
	"fmt"
	"slices"
	"strings"
)

// Goal is one of the eight goals of clinical supervision, by its slug.
// What each one means is data of the prompt catalogue.
type Goal string

// The eight goals, in the order in which they are always shown.
const (
	Development    Goal = "development"
	Ethics         Goal = "ethics"
	Support        Goal = "support"
	Accountability Goal = "accountability"
	Reflection     Goal = "reflection"
	Independence   Goal = "independence"
	Culture        Goal = "culture"
	Quality        Goal = "quality"
)

// Goals lists the eight goals in their order.
func Goals() []Goal {
	return []Goal{Development, Ethics, Support, Accountability, Reflection, Independence, Culture, Quality}
}

// ParseGoal reads a goal's slug in either case.
func ParseGoal(s string) (Goal, error) {
	g := Goal(strings.ToLower(strings.TrimSpace(s)))
	if slices.Contains(Goals(), g) {
		return g, nil
	}
	return "", fmt.Errorf("no goal is called %q: the eight are %s", s, joinWords(Goals()))
}

// joinWords writes values as "a, b and c".
func joinWords[S ~string](values []S) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// oneOf reads s as one of the allowed values, naming them when it is none.
func oneOf[S ~string](what, s string, allowed ...S) (S, error) {
	v := S(strings.ToLower(strings.TrimSpace(s)))
	if slices.Contains(allowed, v) {
		return v, nil
	}
	return "", fmt.Errorf("%s cannot be %q: it is one of %s", what, s, joinWords(allowed))
}
