// Package ask puts questions and takes answers. The list of questions is
// data of ours with its own skip rules; there are two drivers for it: a
// full-screen one drawn with huh, and a plain one, line by line, for
// screen readers and pipes. Both report every change, so that a draft can
// be sealed while it is typed, and both walk the list in the same way.
//
// Nothing here reads the environment, opens a terminal or knows the time
// of day: the reader, the writer and the size of the screen are given.
package ask

import (
	"context"
	"io"
	"time"

	"afterword/internal/privacy"
)

// Kind says how a question is answered.
type Kind int

const (
	// Text takes many lines: Enter is a new line.
	Text Kind = iota
	// Line takes a sentence or two: Enter goes on.
	Line
	// Choice takes one of the options with one key.
	Choice
	// Several takes any number of the options. Its answer is their values
	// joined with commas.
	Several
	// Card is something to read. With options it is answered like a
	// Choice; without, any key that goes on goes on.
	Card
	// Secret takes a passphrase or recovery words: one line, not shown as
	// it is typed and kept as it was typed, blanks and all. Line ends and
	// NUL are refused, and so is more than 4,096 bytes. It is no part of a
	// draft: Form.Changed and Form.Look never hear of it. Result holds it.
	Secret
)

// Option is one way to answer a Choice.
type Option struct {
	Key   rune   // one key chooses it; shown before the label
	Value string // what is kept
	Label string
}

// Question is one thing to ask.
type Question struct {
	ID    string
	Kind  Kind
	Title string // the question itself
	Note  string // a quiet line or a few beneath it
	// NoteOf makes the note from the answers as they stand, those to
	// questions that are closed by now included; nil leaves Note as it is.
	NoteOf  func(Answers) string
	Options []Option
	// Apart are the keys of options that begin a group: a blank line stands
	// before each on a screen that has room.
	Apart []rune
	// When says whether the question is asked, given the answers so far;
	// nil means always. It is asked again at every step, so an earlier
	// answer that changes can open or close later questions.
	When func(Answers) bool
	// Whole is more to read about the question, such as all of a text of
	// which the note has the first words: shown by v, or by :view line by line.
	// It is for a Choice that has no option of that key, and may be nil.
	Whole func() string
	// Words is the most words that a Text or a Line is meant to have; how many
	// it has is said while it is typed, or after it was. More are kept all the
	// same: whoever asked decides what to do. 0 means no such measure.
	Words int
	// Must keeps a Choice open until one of its options is chosen, where
	// going on without one would be taken for one. Leaving the form, or its
	// rest, is still possible.
	Must bool
	// Uncounted keeps a question out of "2 of 5", for cards and closings.
	Uncounted bool
}

// Answers are what has been answered, by question id.
type Answers map[string]Answer

// Answer is the answer to one question.
type Answer struct {
	Value   string
	Skipped bool
}

// Value returns the answer to a question, empty where it was skipped or
// not reached.
func (a Answers) Value(id string) string { return a[id].Value }

// Clone returns a copy that does not change with a.
func (a Answers) Clone() Answers {
	out := make(Answers, len(a))
	for k, v := range a {
		out[k] = v
	}
	return out
}

// Form is a list of questions and what surrounds it.
type Form struct {
	Title     string
	Questions []Question
	Answers   Answers // what is already answered, when resuming or editing
	At        string  // id of the question to open first; empty for the first
	Before    bool    // something comes before the form: going back from its first question ends with Earlier
	Support   string  // shown by the support key, from every screen
	Notice    string  // one line shown first, such as why a save failed
	// Menu says that the form is one choice of what to do next, or a page that
	// was chosen there. It is left by choosing, or by leaving: nothing goes on
	// without a choice, and there is nothing to skip, to finish or to keep.
	Menu bool

	// Changed is told of every change: at is the open question, answered
	// is true when a question has just been left, so that at is already the
	// one after it (or before it), and false while it is being typed. The
	// answers are a copy, without those to a Secret; typing one is not told
	// at all. It must not block; it may be nil.
	Changed func(answers Answers, at string, answered bool)
	// Status returns a quiet line on how the draft stands, such as "draft
	// kept 06:12" or "draft not kept: the disk is full". It may be nil.
	Status func() string
	// Edit hands a text to an external editor and returns the new text. It
	// may be nil. On an error the old text stays.
	Edit func(ctx context.Context, text string) (string, error)
	// Look finds what could identify somebody in an answer written in
	// words. It is what a review looks with, and what is marked while the
	// answer is written; hints are left out of that. It may be nil.
	Look func(text string) []privacy.Finding
	// Watch begins to look through one text that is being written, again
	// and again, with the same findings as Look. The full screen calls it
	// once, and what it returns from a goroutine of its own, one call at a
	// time, when no key was pressed for a while. Nil means Look does that.
	Watch func() func(text string) []privacy.Finding
	// Lasting says that a review may keep a word for good; Decided is told
	// then, when a review of answers ends, what was decided in it. It may be
	// nil.
	Lasting bool
	Decided func([]Decided)
	// Aliases is what a review of answers offers in the place of a name, as
	// in Review. It may be nil.
	Aliases func(name, before string) []Offer
	// Lock says when the full screen hides and what opens it again.
	Lock Lock
}

// Lock hides the full screen, so that nobody else reads it. The key for it,
// F9 or Ctrl and the backslash, works from every page and without any of
// this; then any key returns, a moment later, and does nothing else. What
// is beneath stays as it was. Plain has no such thing: what was printed
// line by line cannot be taken back.
//
// Time is counted while the form is asked, the computer's sleep included,
// and stands still while an editor is open.
type Lock struct {
	// After is how long no key is pressed before the screen hides by
	// itself, in whole seconds; 0 means never.
	After time.Duration
	// Grace is how long after hiding it by key any key still returns,
	// without the passphrase; with 0 it is asked at once.
	Grace time.Duration
	// Open reports whether a passphrase opens what is hidden. It is called
	// from a goroutine of its own, never twice at a time, with a context
	// that ends with the form, and may take its time. Nil means that any
	// key returns.
	Open func(ctx context.Context, secret string) bool
}

// Screen is where a form is asked.
type Screen struct {
	In     io.Reader
	Out    io.Writer // questions are talk: this is standard error, as a rule
	Width  int       // columns; 0 if not known
	Height int       // rows; 0 if not known
	Color  bool
	Dark   bool
	// Hidden reads one line without showing it, for a Secret that is asked
	// line by line; an error counts as the end of input. Nil means that the
	// line is read like any other. It must end with the context of Plain,
	// once the terminal shows again what is typed.
	Hidden func() (string, error)
}

// End says how asking ended.
type End int

const (
	// Completed means that the last question was answered or skipped.
	Completed End = iota
	// Left means that the writer chose to stop; the answers are a draft.
	Left
	// Interrupted means Ctrl-C, a signal, or the end of input before the
	// last question; the answers are a draft.
	Interrupted
	// Earlier means that the writer went back beyond the first question of a
	// form that has something Before it.
	Earlier
)

// Result is what asking came to. Answers hold everything that was typed,
// the unfinished answer included, however it ended.
type Result struct {
	Answers Answers
	At      string
	End     End
}
