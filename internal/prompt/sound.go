package prompt

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterword/internal/journal"
)

// origin tells Afterword's own prompts from the user's.
type origin int

const (
	ownSet origin = iota
	builtInSet
)

// breach is a rule that a prompt does not keep, before its line is known.
type breach struct {
	index   int    // of the prompt in its file, -1 for the file itself
	key     string // of the key that is at fault, if one is
	message string
}

// soundness finds what keeps a set from being used.
type soundness struct {
	catalogue *Catalogue
	from      origin
	seen      map[string]bool
	breaches  []breach
	index     int
}

func (s *soundness) say(key, format string, args ...any) {
	s.breaches = append(s.breaches, breach{s.index, key, fmt.Sprintf(format, args...)})
}

// sound turns a form into prompts and says what is wrong with them. The
// prompts can be used only where nothing is.
func (c *Catalogue) sound(form setForm, from origin) ([]Prompt, []breach) {
	s := soundness{catalogue: c, from: from, seen: map[string]bool{}, index: -1}
	s.checkFile(form)
	var prompts []Prompt
	for i, f := range form.Prompt {
		s.index = i
		if i == maxPrompts {
			s.say("", "a set has at most %d prompts: split it into several", maxPrompts)
			break
		}
		p := promptOf(f)
		s.checkID(p.ID)
		s.checkKind(p)
		s.checkText(p.Text)
		prompts = append(prompts, p)
	}
	return prompts, s.breaches
}

func promptOf(f promptForm) Prompt {
	p := Prompt{
		ID: f.ID, Version: 1, Goal: journal.Goal(f.Goal), Depth: Depth(f.Depth), Valence: Valence(f.Valence),
		Framework: f.Framework, Stage: f.Stage, OKWhenHeavy: f.OKWhenHeavy, Retired: f.Retired, Text: f.Text,
	}
	if f.Version != nil {
		p.Version = *f.Version
	}
	for _, g := range f.Also {
		p.Also = append(p.Also, journal.Goal(g))
	}
	return p
}

func (s *soundness) checkFile(form setForm) {
	switch {
	case utf8.RuneCountInString(form.Name) > 60 || strings.ContainsFunc(form.Name, unprintable):
		s.say("name", "name is at most 60 letters, signs and spaces")
	case s.from == ownSet && strings.EqualFold(form.Name, BuiltIn):
		s.say("name", "the name %q is kept for the prompts that come with Afterword: choose another", BuiltIn)
	}
	if len(form.Prompt) == 0 {
		s.say("", "the file holds no prompt: begin one with [[prompt]] on a line of its own")
	}
}

// checkID sees that an id is well formed, not in use, and not of a form
// in which later versions of Afterword will name prompts of their own.
func (s *soundness) checkID(id string) {
	switch _, taken := s.catalogue.byID[id]; {
	case id == "":
		s.say("id", `id is missing: give one such as "ward-1", and never change it`)
	case len(id) > 64 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		s.say("id", "id is made of at most 64 small letters, digits and hyphens")
	case s.seen[id]:
		s.say("id", "the id is there twice in this file: every prompt has its own")
	case taken:
		s.say("id", "the id belongs to another prompt: begin yours with a word of your own")
	case s.from == ownSet && s.reserved(id):
		s.say("id", `ids of this form are kept for Afterword's own prompts: begin yours with a word of your own, such as "ward-1"`)
	}
	s.seen[id] = true
}

// reserved reports whether id looks like one of ours: support-q3,
// ethics-d12, deeper-..., gibbs-....
func (s *soundness) reserved(id string) bool {
	for _, g := range journal.Goals() {
		for _, letter := range []string{"q", "d"} {
			if n, ok := strings.CutPrefix(id, string(g)+"-"+letter); ok && n != "" && strings.Trim(n, "0123456789") == "" {
				return true
			}
		}
	}
	return strings.HasPrefix(id, "deeper-") || slices.ContainsFunc(s.catalogue.frameworks, func(f Framework) bool {
		return strings.HasPrefix(id, f.Slug+"-")
	})
}

func (s *soundness) checkKind(p Prompt) {
	if p.Version < 1 {
		s.say("version", "version is a whole number from 1 up")
	}
	if !slices.Contains(journal.Goals(), p.Goal) {
		s.say("goal", "goal %s: the eight are %s", missingOrUnknown(string(p.Goal)), listed(journal.Goals()))
	}
	for i, g := range p.Also {
		if !slices.Contains(journal.Goals(), g) {
			s.say("also", "also holds a goal there is not: the eight are %s", listed(journal.Goals()))
		} else if g == p.Goal || slices.Contains(p.Also[:i], g) {
			s.say("also", "also holds a goal twice, or the prompt's own: each goal is given once")
		}
	}
	if p.Depth != Quick && p.Depth != Deep {
		s.say("depth", "depth %s: it is quick or deep", missingOrUnknown(string(p.Depth)))
	}
	if p.Valence != Strength && p.Valence != Neutral && p.Valence != Challenge {
		s.say("valence", "valence %s: it is strength, neutral or challenge", missingOrUnknown(string(p.Valence)))
	}
	if p.OKWhenHeavy && (p.Depth == Deep || p.Valence == Challenge) {
		s.say("ok_when_heavy", "ok_when_heavy is for quick prompts of strength or neutral valence only")
	}
	s.checkStage(p)
}

func (s *soundness) checkStage(p Prompt) {
	if p.Framework == "" && p.Stage == "" {
		return
	}
	f, ok := s.catalogue.framework(p.Framework)
	switch {
	case !ok:
		s.say("framework", `framework %s: "afterword frameworks" lists them`, missingOrUnknown(p.Framework))
	case !slices.ContainsFunc(f.Stages, func(st Stage) bool { return st.Slug == p.Stage }):
		s.say("stage", `stage %s in that framework: "afterword frameworks" lists them`, missingOrUnknown(p.Stage))
	}
}

func (s *soundness) checkText(text string) {
	switch {
	case strings.TrimSpace(text) == "":
		s.say("text", "text is missing: write the question, in quotation marks")
	case strings.ContainsFunc(text, unprintable):
		s.say("text", "text is a single line of letters, signs and plain spaces: take out line breaks, tabs and signs that cannot be seen")
	case utf8.RuneCountInString(text) > 400:
		s.say("text", "text is longer than 400 letters: a prompt is one short question")
	}
}

// userSet is a set of the user's own as it was read.
type userSet struct {
	form    setForm
	where   outline
	prompts []Prompt
}

// readSet reads a set of the user's own. Its prompts can be used only
// where there is no problem, and there are none where the TOML is broken.
func (c *Catalogue) readSet(raw []byte) (userSet, []Problem) {
	form, where, problems, ok := parseSet(raw)
	if !ok {
		return userSet{}, problems
	}
	prompts, breaches := c.sound(form, ownSet)
	problems = append(problems, where.place(form, breaches)...)
	sortProblems(problems)
	return userSet{form, where, prompts}, problems
}

// place gives breaches the lines on which they stand.
func (o outline) place(form setForm, breaches []breach) []Problem {
	problems := make([]Problem, len(breaches))
	for i, b := range breaches {
		problems[i] = Problem{Line: o.line(b.index, b.key), Message: b.message}
		if b.index >= 0 {
			problems[i].ID = shownID(form.Prompt[b.index].ID)
		}
	}
	return problems
}

// shownID is an id that may be printed as it stands, or nothing.
func shownID(id string) string {
	if len(id) > 64 || strings.ContainsFunc(id, unprintable) {
		return ""
	}
	return id
}

// unprintable reports whether r would break a line, move the cursor or
// not be seen. The plain space is the only space.
func unprintable(r rune) bool { return !unicode.IsPrint(r) }

func missingOrUnknown(value string) string {
	if value == "" {
		return "is missing"
	}
	return "is not one there is"
}

func listed[S ~string](values []S) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
