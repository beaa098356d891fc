package journal

import (
	_ "embed"
	"strings"
)

//go:embed data/roles.txt
var roleWords string

// The sorts of data/roles.txt that are no role.
const (
	ownerWord = "owner"
	titleWord = "title"
)

// wordSort is the sort of a word that stands before a name, empty where it
// is none of them.
func wordSort(word string) string {
	word = Fold(strings.Trim(word, ".,;:!?\"'()’"))
	for line := range strings.Lines(roleWords) {
		sort, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") || word == "" {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			if w == word {
				return sort
			}
		}
	}
	return ""
}

// NameOf takes apart what was found as a name: lead is what says whose
// relative or which colleague it is, with the blank after it, and goes on
// standing where an alias takes the name's place; titles go with the name.
// "his mum Tracey" has the lead "his mum ", "Mrs Patel" has none.
func NameOf(found string) (lead, name string) {
	words := strings.Fields(found)
	for len(words) > 1 {
		sort := wordSort(words[0])
		if sort == "" {
			break
		}
		if sort != titleWord {
			lead += words[0] + " "
		}
		words = words[1:]
	}
	return lead, strings.Join(words, " ")
}

// RoleBefore guesses from the words before a name what sort of person it is:
// "a client called" says client. Only words for relatives and for people at
// work say anything, and only the one that stands before the name.
func RoleBefore(before string) AliasRole {
	words := strings.Fields(before)
	for len(words) > 0 {
		last := words[len(words)-1]
		switch sort := wordSort(last); {
		case strings.ContainsAny(last, ".;:!?"):
			return ""
		case last == "called" || last == "named" || sort == titleWord:
			words = words[:len(words)-1]
		case sort == ownerWord:
			return ""
		default:
			return AliasRole(sort)
		}
	}
	return ""
}
