package journal

import (
	"bytes"
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Alias stands in the text where a person's name would: a word and a
// number drawn at random. The record says nothing of who is meant, and
// nothing in the journal leads from it to a person.
type Alias struct {
	Meta
	AliasHead
	AliasBody
}

// AliasHead is what lists of aliases need.
type AliasHead struct {
	Created Stamp      `cbor:"w" json:"created_at"`
	Label   string     `cbor:"n" json:"label"` // such as heron-3, never given to two
	Role    AliasRole  `cbor:"r,omitempty" json:"role,omitempty"`
	State   AliasState `cbor:"k" json:"state"`
}

// AliasBody holds what only its writer may ask for: keyed hashes of the
// folded names that were replaced by the alias, so that the same name is
// offered the same alias. Whoever has the journal's key can try names
// against them. Empty unless the settings say otherwise.
type AliasBody struct {
	Names [][]byte `cbor:"h,omitempty" json:"name_hashes,omitempty"` // HMAC-SHA-256, 32 bytes each
}

// Holds reports whether a keyed hash is among them.
func (b AliasBody) Holds(hash []byte) bool {
	return slices.ContainsFunc(b.Names, func(h []byte) bool { return bytes.Equal(h, hash) })
}

// AliasState says whether an alias is still offered.
type AliasState string

// The states of an alias. A retired one stays what it is in the text.
const (
	AliasCurrent AliasState = "current"
	AliasRetired AliasState = "retired"
)

// ParseAliasState reads the state of an alias.
func ParseAliasState(s string) (AliasState, error) {
	return oneOf("the state of an alias", s, AliasCurrent, AliasRetired)
}

// AliasRole says what sort of person an alias is for, in one of a few
// words: a free text would invite what an alias must not say.
type AliasRole string

// The roles. An alias may have none.
const (
	RoleClient    AliasRole = "client"
	RoleRelative  AliasRole = "relative"
	RoleColleague AliasRole = "colleague"
	RoleManager   AliasRole = "manager"
	RoleStudent   AliasRole = "student"
	RoleOther     AliasRole = "other"
)

// AliasRoles lists the roles.
func AliasRoles() []AliasRole {
	return []AliasRole{RoleClient, RoleRelative, RoleColleague, RoleManager, RoleStudent, RoleOther}
}

// ParseAliasRole reads the role of an alias.
func ParseAliasRole(s string) (AliasRole, error) {
	return oneOf("the kind of person an alias is for", s, AliasRoles()...)
}

//go:embed data/aliases.txt
var aliasWords string

// AliasWords are the words that labels begin with, in the order of the
// alphabet. data/aliases.txt says where they are from.
func AliasWords() []string {
	var words []string
	for line := range strings.Lines(aliasWords) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			words = append(words, line)
		}
	}
	return words
}

// IsLabel reports whether a text has the form of a label that NewLabel makes.
func IsLabel(s string) bool {
	word, digits, _ := strings.Cut(s, "-")
	n, err := strconv.Atoi(digits)
	return err == nil && n > 0 && strconv.Itoa(n) == digits && slices.Contains(AliasWords(), word)
}

// NewLabel makes a label that is not taken. draw gives a number from 0 up
// to n, n not included. The numbers go to 9, and on to 99 and further only
// when few labels are left.
func NewLabel(taken map[string]bool, draw func(n int) int) string {
	words := AliasWords()
	for least, most := 1, 9; ; least, most = most+1, most*11 {
		for range 64 {
			label := words[draw(len(words))] + "-" + strconv.Itoa(least+draw(most-least+1))
			if !taken[label] {
				return label
			}
		}
	}
}

// AliasesIn finds the labels that stand in texts, each once, in the order
// of the first place, in lower case. A label is one of the words with a
// number of at most four digits; no journal is needed to know it.
func AliasesIn(texts ...string) []string {
	var found []string
	var words []string
	for _, text := range texts {
		for at := 0; ; {
			dash := strings.IndexByte(text[at:], '-')
			if dash < 0 {
				break
			}
			dash += at
			at = dash + 1
			label := labelAround(text, dash)
			if label == "" || slices.Contains(found, label) {
				continue
			}
			if words == nil {
				words = AliasWords()
			}
			word, _, _ := strings.Cut(label, "-")
			if _, ok := slices.BinarySearch(words, word); ok {
				found = append(found, label)
			}
		}
	}
	return found
}

// longestLabelNumber is the most digits of a label.
const longestLabelNumber = 4

// labelAround returns letters, the dash and digits, where nothing else of
// a word stands beside them; otherwise nothing.
func labelAround(text string, dash int) string {
	start, end := dash, dash+1
	for start > 0 && isLatin(text[start-1]) {
		start--
	}
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	digits := end - dash - 1
	if start == dash || digits == 0 || digits > longestLabelNumber || text[dash+1] == '0' ||
		wordEndsAt(text[:start]) || wordBeginsAt(text[end:]) {
		return ""
	}
	return strings.ToLower(text[start:end])
}

func isLatin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// wordEndsAt reports whether s ends within a word.
func wordEndsAt(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && partOfWord(r)
}

// wordBeginsAt reports whether s goes on with a word.
func wordBeginsAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && partOfWord(r)
}

// partOfWord reports whether a character beside a label makes it part of
// something longer.
func partOfWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_'
}

// Relabel brings the aliases on an entry's head up to date when its words
// change: those that stood in the old words alone go, those that stand in
// the new ones come, and those that were put on by hand stay.
func Relabel(on []string, before, after EntryBody) []string {
	was, is := AliasesIn(before.texts()...), AliasesIn(after.texts()...)
	var out []string
	for _, label := range on {
		if slices.Contains(is, label) || !slices.Contains(was, label) {
			out = append(out, label)
		}
	}
	for _, label := range is {
		if !slices.Contains(out, label) {
			out = append(out, label)
		}
	}
	return out
}

// texts are the texts of all answers.
func (b EntryBody) texts() []string {
	var all []string
	for _, a := range b.Answers {
		all = append(all, a.Text)
	}
	return all
}

// AliasUse says when an alias was last written of.
type AliasUse struct {
	AliasHead
	Entries int  // entries that carry it
	Last    Date // the latest shift among them, empty where there is none
}

// AliasUses counts for each alias the entries that carry it, the lately
// used first; those never used come last, the newest made first. A day
// after today counts as today.
func AliasUses(aliases []AliasHead, entries []EntryHead, today Date) []AliasUse {
	uses := make([]AliasUse, len(aliases))
	at := map[string][]int{}
	for i, a := range aliases {
		uses[i].AliasHead = a
		at[a.Label] = append(at[a.Label], i)
	}
	for _, e := range entries {
		day := min(e.Day(), today)
		for _, label := range e.Aliases {
			for _, i := range at[label] {
				uses[i].Entries++
				uses[i].Last = max(uses[i].Last, day)
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b AliasUse) int {
		return cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(b.Created.Unix, a.Created.Unix), cmp.Compare(a.Label, b.Label))
	})
	return uses
}

// SuggestAliases offers the aliases that may be meant by someone of a
// role: current ones, those of the role before those of none, and among
// them the lately used first. An alias of another role is not offered; no
// role leaves all of them.
func SuggestAliases(role AliasRole, aliases []AliasHead, entries []EntryHead, today Date) []AliasUse {
	uses := slices.DeleteFunc(AliasUses(aliases, entries, today), func(u AliasUse) bool {
		return u.State != AliasCurrent || role != "" && u.Role != "" && u.Role != role
	})
	if role != "" {
		slices.SortStableFunc(uses, func(a, b AliasUse) int { return boolOrder(a.Role == role, b.Role == role) })
	}
	return uses
}

// boolOrder puts true first.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
