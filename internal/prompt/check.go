package prompt

import (
	"fmt"
	"io"
)

// Problem is something to put right in a set of prompts.
type Problem struct {
	Line    int    // in the file, from 1
	ID      string // of the prompt, empty where it is the file's problem
	Message string
	Wording bool // a matter of wording or balance: the set can be used all the same
}

// String writes p as one line: "line 12: ward-3: text has 24 words ...".
func (p Problem) String() string {
	if p.ID == "" {
		return fmt.Sprintf("line %d: %s", p.Line, p.Message)
	}
	return fmt.Sprintf("line %d: %s: %s", p.Line, p.ID, p.Message)
}

// Check reads a set of the user's own prompts and returns how many it
// holds and everything to put right, in the order of the file. The form
// is TOML, at most 1 MiB and 2,000 prompts:
//
//	name = "My ward"
//
//	[[prompt]]
//	id = "ward-1"          # small letters, digits, hyphens; never changed
//	version = 1            # one more whenever the text changes; 1 if left out
//	goal = "support"
//	depth = "quick"        # or "deep"
//	valence = "strength"   # or "neutral", "challenge"
//	ok_when_heavy = true   # quick, and strength or neutral, only
//	text = "What made the handover kind today?"
//
// and if wanted also = [goals], framework with stage, and retired = true.
//
// What keeps a set from being used: broken TOML, unknown keys, values of
// the wrong kind, ids that are missing, malformed, doubled, taken or of a
// form kept for Afterword, an unknown goal, depth, valence, framework or
// stage, a version below 1, ok_when_heavy where it may not be, a text that
// is missing, over 400 letters or more than one line.
//
// What is reported with Wording set, and holds for the built-in prompts
// too: a quick text has at most 20 words, one question and two sentences,
// a deep one 35 words, two questions and three sentences; it ends in a
// question mark or a full stop and has no exclamation mark; no clause asks
// who, where or exactly when; it asks for no name, diagnosis, history or
// other mark of a person; it presumes no fault; a quick one does not ask
// why; spelling is British; no text is there twice, here or among
// Afterword's own; and of three or more prompts of one goal and depth at
// most a third are challenge and at least a third strength. Whether a
// prompt holds one idea and suits every profession is for a reader to say.
func Check(r io.Reader) (n int, problems []Problem) {
	c, err := Load()
	if err != nil {
		return 0, []Problem{{Line: 1, Message: err.Error()}}
	}
	w, err := loadWording()
	if err != nil {
		return 0, []Problem{{Line: 1, Message: err.Error()}}
	}
	return c.check(w, r)
}

// check is Check beside the prompts of c.
func (c *Catalogue) check(w wording, r io.Reader) (n int, problems []Problem) {
	raw, problem := readLimited(r)
	if problem != nil {
		return 0, []Problem{*problem}
	}
	set, problems := c.readSet(raw)
	breaches := append(w.breaches(set.prompts), echoes(set.prompts, c)...)
	if len(set.prompts) > 0 && set.form.Name == "" {
		breaches = append(breaches, breach{-1, "name", "the set has no name: the name of the file will stand for it"})
	}
	for _, p := range set.where.place(set.form, breaches) {
		p.Wording = true
		problems = append(problems, p)
	}
	sortProblems(problems)
	return len(set.form.Prompt), problems
}
