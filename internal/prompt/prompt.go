// Package prompt holds what Afterword asks: the eight goals of clinical
// supervision with their crosswalk, the prompts of each goal at two
// depths, the frameworks with their stages, the ladder of one step
// deeper, and the user's own sets. It reads them, checks them and chooses
// which to ask next.
//
// A prompt that has been released is never edited in place. Better words
// get a new version, a prompt no longer wanted is retired, and an entry
// keeps the words it was asked.
package prompt

import "afterword/internal/journal"

// BuiltIn is the name of the set that comes with Afterword.
const BuiltIn = "afterword"

// Depth says how much of an answer a prompt invites.
type Depth string

// The two depths: Quick prompts have at most 20 words and suit the end of
// a shift, Deep ones at most 35 and suit a calm quarter of an hour.
const (
	Quick Depth = "quick"
	Deep  Depth = "deep"
)

// Valence says which way a prompt looks.
type Valence string

// The three valences: what worked, what was, and what asks to be looked
// at again. None of them presumes a fault.
const (
	Strength  Valence = "strength"
	Neutral   Valence = "neutral"
	Challenge Valence = "challenge"
)

// Goal is one of the eight goals, with what it means and how it is
// measured. Proctor, Kadushin and Eyes place it in three models of
// supervision: lenses to talk with, never scores.
type Goal struct {
	Slug     journal.Goal
	Label    string
	Short    string   // the label where several stand in one line, without an "and"
	Meaning  string   // one paragraph, for the practitioner
	Proctor  []string // of formative, normative and restorative
	Kadushin []string // of administrative, educational and supportive
	Eyes     []int    // of the seven eyes, 1 to 7
	Source   string   // where the crosswalk comes from
	Measure  string   // what is kept for the goal besides text
	Asks     []string // what is asked for it, by the id of the question
}

// Prompt is one thing to ask. Its id is for ever; its text belongs to its
// version.
type Prompt struct {
	ID          string
	Version     int // 1 or more
	Goal        journal.Goal
	Also        []journal.Goal // goals it also touches
	Depth       Depth
	Valence     Valence
	Framework   string // with Stage: the framework it belongs to, if any
	Stage       string
	OKWhenHeavy bool // gentle enough after a hard day; only Quick and never Challenge outside frameworks
	Retired     bool // kept for old entries, asked no more
	Text        string
	Set         string // BuiltIn, or the name of the user's own set
}

// Framework is a known way to reflect, as stages in their order.
type Framework struct {
	Slug        string
	Name        string
	Credit      string // whose idea it follows; the questions are Afterword's
	Summary     string // one line
	Minutes     int    // about how long the whole takes
	OKWhenHeavy bool
	Stages      []Stage
}

// Stage is one step of a framework and what it asks.
type Stage struct {
	Slug   string
	Name   string
	Prompt Prompt
	// Wordless is asked in the place of Prompt about an entry that holds no
	// words to read; zero where Prompt does for both.
	Wordless Prompt
}
