package cli

import (
	"iter"
	"slices"
	"strings"

	"afterword/internal/privacy"
)

// wordList is a list in which the words of a text are looked up.
type wordList struct {
	Name   string           `json:"name"`
	Source string           `json:"source"` // where its entries are from
	Count  int              `json:"count"`
	Words  iter.Seq[string] `json:"-"`
}

// wordLists are the lists that are looked up; what has a shape of its own,
// such as a number, is found without any.
func wordLists() []wordList {
	var out []wordList
	for _, l := range privacy.Lists() {
		out = append(out, wordList{l.Name, l.Source, l.Count, l.All})
	}
	return out
}

// showLists prints the lists, or the words of the one that is named.
func (a *app) showLists(args []string) error {
	lists := wordLists()
	if len(args) == 0 {
		return a.putLists(lists)
	}
	name := strings.Join(args, " ")
	i := slices.IndexFunc(lists, func(l wordList) bool { return strings.EqualFold(l.Name, name) })
	if i < 0 {
		return hinted(misused("no list is called %q", name), "See which there are: afterword check --lists")
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema string   `json:"schema"`
			List   wordList `json:"list"`
			Words  []string `json:"words"`
		}{"afterword/list-words/1", lists[i], slices.AppendSeq([]string{}, lists[i].Words)})
	}
	for word := range lists[i].Words {
		a.put("%s", word)
	}
	return nil
}

// putLists prints what the lists are and where they are from.
func (a *app) putLists(lists []wordList) error {
	if a.flags.json {
		return a.putJSON(struct {
			Schema string     `json:"schema"`
			Lists  []wordList `json:"lists"`
		}{"afterword/lists/1", append([]wordList{}, lists...)})
	}
	for _, l := range lists {
		a.putWrapped(l.Name + ": " + counted(l.Count, "entry") + ", " + l.Source)
	}
	return nil
}
