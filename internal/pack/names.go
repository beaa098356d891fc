package pack

import "afterword/internal/journal"

// Names are what the catalogue calls the frameworks and stages that a
// journal keeps by their slugs. A slug without a name stands as it is.
type Names struct {
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
