package pack

import (
	"fmt"

	"afterword/internal/journal"
)

// Names are what the catalogue calls the goals, frameworks and stages that a
// journal keeps by their slugs. A slug without a name stands as it is.
type Names struct {
	Goals      map[journal.Goal]string      // in few words, such as "Ethical practice"
	Frameworks map[string]string            // by slug
	Stages     map[string]map[string]string // by the framework's slug, then the stage's; "" holds stages of no framework
}

// framework returns the name of a framework, empty where there is none.
func (n Names) framework(slug string) string { return n.Frameworks[slug] }

// stage returns the name of an answer's stage, empty where there is none.
// An aside says by its question what it is.
func (n Names) stage(framework string, a journal.Answer) string {
	if isAside(a.Stage) && a.Prompt == "" {
		return ""
	}
	if name := n.Stages[framework][a.Stage]; name != "" {
		return name
	}
	return n.Stages[""][a.Stage]
}

// isAside reports whether a stage says that the answer is an aside.
func isAside(stage string) bool {
	_, err := journal.ParseAside(stage)
	return err == nil
}

// FrameworkWords is what a reader knows the framework by; it may be empty.
func (e Entry) FrameworkWords() string {
	if e.FrameworkName != "" {
		return e.FrameworkName
	}
	return e.Framework
}

// StageWords is what a reader knows the stage by. It is empty where there
// is none, and for an aside, whose question says what it is.
func (a Answer) StageWords() string {
	if a.StageName != "" || isAside(a.Stage) {
		return a.StageName
	}
	return a.Stage
}

// goalLabel is what a goal is called in a pack.
type goalLabel struct {
	goal  journal.Goal
	label string
}

// goals are the labels of the goals in their order, none where there are no
// names.
func (n Names) goals() []goalLabel {
	var out []goalLabel
	for _, g := range journal.Goals() {
		if label := n.Goals[g]; label != "" {
			out = append(out, goalLabel{g, label})
		}
	}
	return out
}

// GoalWords is what a reader knows a goal by: its label, such as "Ethical
// practice", or its slug in a pack of an earlier version, which has none.
func (p Pack) GoalWords(g journal.Goal) string {
	for _, l := range p.sheet.goals {
		if l.goal == g {
			return l.label
		}
	}
	return string(g)
}

// wireLabels puts the labels of goals into their form, or gives nothing
// where there are none.
func wireLabels(all []goalLabel) map[journal.Goal]string {
	if len(all) == 0 {
		return nil
	}
	out := map[journal.Goal]string{}
	for _, l := range all {
		out[l.goal] = l.label
	}
	return out
}

// fillLabels takes the labels of goals, each one line, and passes over those
// of goals that this version does not know.
func (w wirePack) fillLabels(s *sheet) error {
	for _, l := range (Names{Goals: w.GoalLabels}).goals() {
		text, err := label("the label of a goal", l.label, longestLabel)
		if err != nil {
			return fmt.Errorf("reading the pack: %w", err)
		}
		if text != "" {
			s.goals = append(s.goals, goalLabel{l.goal, text})
		}
	}
	return nil
}
