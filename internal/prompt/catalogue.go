package prompt

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"afterword/internal/journal"
)

// ErrNoFramework means that no framework has the slug that was asked for.
var ErrNoFramework = errors.New("no such framework")

// Catalogue is everything that can be asked. A loaded catalogue may be
// read by several goroutines as long as none of them adds a set. What its
// methods return is the caller's to reorder, but the slices inside goals,
// prompts and frameworks are shared and must not be written to.
type Catalogue struct {
	goals      []Goal
	prompts    []Prompt // by goal, quick before deep, then in the order of their files
	frameworks []Framework
	deeper     []Prompt
	sets       []string
	byID       map[string]Prompt // stages and the deeper ladder too
}

// Goals returns the eight goals in the order they are always shown in.
func (c *Catalogue) Goals() []Goal { return slices.Clone(c.goals) }

// Goal returns what is known of a goal, and whether there is such a goal.
func (c *Catalogue) Goal(slug journal.Goal) (Goal, bool) {
	i := slices.IndexFunc(c.goals, func(g Goal) bool { return g.Slug == slug })
	if i < 0 {
		return Goal{}, false
	}
	return c.goals[i], true
}

// Filter selects prompts. An empty field selects everything, save that
// retired prompts are left out unless Retired asks for them as well.
type Filter struct {
	Goal    journal.Goal // the prompt's own goal, not those it also touches
	Depth   Depth
	Set     string
	Retired bool
}

// Prompts returns the prompts that f selects, goal by goal, quick before
// deep. The questions of frameworks and of the deeper ladder are not
// among them: see Frameworks and Deeper.
func (c *Catalogue) Prompts(f Filter) []Prompt {
	var out []Prompt
	for _, p := range c.prompts {
		if (f.Goal == "" || p.Goal == f.Goal) && (f.Depth == "" || p.Depth == f.Depth) &&
			(f.Set == "" || p.Set == f.Set) && (f.Retired || !p.Retired) {
			out = append(out, p)
		}
	}
	return out
}

// Prompt returns the prompt with an id, be it retired, a stage of a
// framework or a rung of the deeper ladder, and whether there is one.
func (c *Catalogue) Prompt(id string) (Prompt, bool) {
	p, ok := c.byID[id]
	return p, ok
}

// Sets returns the names of the sets in the catalogue, BuiltIn first.
func (c *Catalogue) Sets() []string { return slices.Clone(c.sets) }

// Frameworks returns the frameworks in the order they are offered in.
func (c *Catalogue) Frameworks() []Framework { return slices.Clone(c.frameworks) }

// Framework returns the framework with a slug, in either case. The error
// wraps ErrNoFramework, names them all, and suggests one where a slug or
// name is near.
func (c *Catalogue) Framework(slug string) (Framework, error) {
	want := strings.ToLower(strings.TrimSpace(slug))
	if f, ok := c.framework(want); ok {
		return f, nil
	}
	slugs := make([]string, len(c.frameworks))
	for i, f := range c.frameworks {
		slugs[i] = f.Slug
	}
	hint := ""
	if near := nearest(want, slugs); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return Framework{}, fmt.Errorf("%w: %q%s (there are %s)", ErrNoFramework, slug, hint, strings.Join(slugs, ", "))
}

func (c *Catalogue) framework(slug string) (Framework, bool) {
	i := slices.IndexFunc(c.frameworks, func(f Framework) bool { return f.Slug == slug })
	if i < 0 {
		return Framework{}, false
	}
	return c.frameworks[i], true
}

// Deeper returns the four rungs of one step deeper in their order: other
// view, assumption, rule or theory, change of mind. Each has its rung as
// its Stage.
func (c *Catalogue) Deeper() []Prompt { return slices.Clone(c.deeper) }

// AddSet adds the user's own prompts, a TOML file as Check describes it.
// name is what the set is called in errors, and what it is known by where
// the file names no set. Nothing is added unless the whole file can be
// used; how its prompts are worded is Check's business and no obstacle.
func (c *Catalogue) AddSet(name string, r io.Reader) error {
	raw, problem := readLimited(r)
	if problem != nil {
		return setError(name, []Problem{*problem})
	}
	set, problems := c.readSet(raw)
	if len(problems) > 0 {
		return setError(name, problems)
	}
	title := cmp.Or(set.form.Name, name)
	if slices.ContainsFunc(c.sets, func(s string) bool { return strings.EqualFold(s, title) }) {
		return fmt.Errorf("prompt set %q: a set called %q is there already; give this one another name", name, title)
	}
	c.add(title, set.prompts)
	return nil
}

// setError says the first thing that keeps a set from being used, and how
// to see the others.
func setError(name string, problems []Problem) error {
	more := ""
	if n := len(problems) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return fmt.Errorf(`prompt set %q: %s%s; "afterword prompts check FILE" lists everything`, name, problems[0], more)
}

// add takes over prompts that were found sound, under the name of a set.
func (c *Catalogue) add(set string, prompts []Prompt) {
	if !slices.Contains(c.sets, set) {
		c.sets = append(c.sets, set)
	}
	for _, p := range prompts {
		p.Set = set
		c.byID[p.ID] = p
		c.prompts = append(c.prompts, p)
	}
	order := journal.Goals()
	slices.SortStableFunc(c.prompts, func(a, b Prompt) int {
		// "quick" sorts after "deep", so the depths are compared backwards.
		return cmp.Or(cmp.Compare(slices.Index(order, a.Goal), slices.Index(order, b.Goal)), cmp.Compare(b.Depth, a.Depth))
	})
}

// nearest returns the option that s most likely stands for, or nothing
// where none is near: the first that contains three letters or more, else the one with the
// fewest typing slips, at most a third of its length.
func nearest(s string, options []string) string {
	if s == "" {
		return ""
	}
	for _, o := range options {
		if len(s) >= 3 && strings.Contains(o, s) || strings.HasPrefix(s, o) {
			return o
		}
	}
	best, fewest := "", 0
	for _, o := range options {
		if d := slips(s, o); d <= len(o)/3 && (best == "" || d < fewest) {
			best, fewest = o, d
		}
	}
	return best
}

// slips counts the letters to insert, remove or replace to turn a into b
// (Levenshtein distance).
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
