// Package sheet lays out the recovery sheet: the words that open a
// journal without its passphrase, on one page to be kept on paper. Values
// go in and bytes come out; it reads no file, no clock and no setting, so
// the same Sheet gives the same bytes.
//
// What it returns is as secret as the words themselves.
package sheet

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Count is how many words a sheet has: BIP-39 writes 256 bits as 24.
const Count = 24

// The words stand in columns that are read downwards, each in two groups
// of three lines, which the eye finds again while copying.
const (
	columns = 4
	rows    = Count / columns
	group   = 3
)

// longest is the length of the longest word of BIP-39, for which the
// columns have room.
const longest = 8

// Sheet is what one recovery sheet says. The texts of a line are printed
// as they are, except that what cannot be printed becomes a question mark.
type Sheet struct {
	Journal string   // the journal's short id, such as "h3k9"; may be empty
	Path    string   // where the journal is, for Text only; may be empty
	Made    string   // the day the words were made, such as "24 November 2026"; may be empty
	Words   []string // Count words of one to eight letters a to z
	Command string   // what takes the words, such as "afterword recovery use"
}

// What both forms of the sheet say.
const (
	title      = "Afterword: recovery words"
	what       = "These 24 words open the journal without its passphrase. Whoever has them can read everything in it."
	downwards  = "Read down each column."
	useHead    = "To use them"
	use        = "On a computer that has the journal, run this command and give the words in order:"
	keepHead   = "Where to keep them"
	keep       = "On paper, apart from the computer, where nobody at work or at home would look. Not in a photo, an e-mail or a cloud folder."
	loseHead   = "If they are lost"
	lose       = "There is no other way in: nobody, the makers included, can open the journal without its passphrase, its recovery words or its key file."
	replaced   = "If new words are made, these no longer open the journal."
	caption    = "The square holds the same 24 words. A camera that sees it has them too."
	secondCopy = "The second copy is kept:"
)

// Check says what is wrong with a sheet: another number of words than
// Count, a word that is not one to eight letters a to z, or no command.
// The error never quotes a word.
func (s Sheet) Check() error {
	if len(s.Words) != Count {
		return fmt.Errorf("a recovery sheet has %d words, and %d were given; make new words", Count, len(s.Words))
	}
	for i, w := range s.Words {
		if w == "" || len(w) > longest || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
			return fmt.Errorf("recovery word %d is not one to %d letters a to z; make new words", i+1, longest)
		}
	}
	if strings.TrimSpace(s.Command) == "" {
		return errors.New("the recovery sheet lacks the command that takes the words")
	}
	return nil
}

// origin is the line that tells sheets apart, without what is not known.
func (s Sheet) origin(clean func(string) string) string {
	var parts []string
	if s.Journal != "" {
		parts = append(parts, "Journal "+clean(s.Journal))
	}
	if s.Made != "" {
		parts = append(parts, "made "+clean(s.Made))
	}
	line := strings.Join(parts, ", ")
	if line == "" {
		return ""
	}
	return strings.ToUpper(line[:1]) + line[1:] + "."
}

// printable replaces what would move the cursor, break the line or turn
// its direction.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, line)
}
