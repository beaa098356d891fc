package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/privacy"
	"afterword/internal/vault"
)

// readDecisions reads a file of decisions, or standard input for -.
func (a *app) readDecisions(path string) ([]pack.Decision, error) {
	var r io.Reader = a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("reading the decisions: %w", err)
		}
		defer f.Close()
		r = f
	}
	list, err := pack.ParseDecisions(r)
	if err != nil {
		return nil, usageError{err}
	}
	return list, nil
}

// decide asks what to do about each finding. The words are shown in the
// form alone. What was skipped stays undecided; again says why something
// has to be asked once more, and is shown with it as the notice.
func (a *app) decide(ctx context.Context, v *vault.Vault, flags []pack.Flag, notice string) (list []pack.Decision, again string, err error) {
	f := ask.Form{Title: "Possible identifiers", Notice: notice}
	for i, flag := range flags {
		f.Questions = append(f.Questions, a.flagQuestions(i, flag, a.flagPlace(ctx, v, flag))...)
	}
	r, err := a.ask(ctx, f)
	switch {
	case err != nil:
		return nil, "", err
	case r.End == ask.Interrupted:
		return nil, "", a.ended(ctx)
	case r.End == ask.Left:
		a.say("Nothing was written.")
		return nil, "", errLeft
	}
	for i, flag := range flags {
		d := pack.Decision{Key: flag.Key, Act: pack.Replace}
		switch r.Answers.Value(actID(i)) {
		case "keep":
			d.Act = pack.Keep
		case "suggested":
		case "own":
			d.With = strings.Join(strings.Fields(journal.PrintableLine(r.Answers.Value(wordsID(i)))), " ")
			if d.With == "" || len(d.With) > longestReplacement {
				again = fmt.Sprintf("The words to put there are one to %d bytes long.", longestReplacement)
				continue
			}
		default:
			continue
		}
		list = append(list, d)
	}
	return list, again, nil
}

// longestReplacement is the most bytes that pack takes for the words put
// in a finding's place.
const longestReplacement = 200

func actID(i int) string   { return "act" + strconv.Itoa(i) }
func wordsID(i int) string { return "words" + strconv.Itoa(i) }

// flagQuestions are the question about one finding and, where its writer
// has other words for it, the question for those.
func (a *app) flagQuestions(i int, flag pack.Flag, place string) []ask.Question {
	before, words, after := flag.Excerpt()
	note := fmt.Sprintf("... %s[%s]%s ...\n%s: %s.", journal.PrintableLine(before), journal.PrintableLine(words),
		journal.PrintableLine(after), kindWords(flag.Finding.Kind), flag.Finding.Why)
	return []ask.Question{
		{ID: actID(i), Kind: ask.Choice, Title: "Could someone be recognised by this? " + place, Note: note, Options: []ask.Option{
			{Key: 'r', Value: "suggested", Label: "Replace with " + flag.Finding.Suggest},
			{Key: 'e', Value: "own", Label: "Replace with words of your own"},
			{Key: 'k', Value: "keep", Label: "Keep it as it is"},
		}},
		{ID: wordsID(i), Kind: ask.Line, Title: "Which words shall stand there?", Uncounted: true,
			When: func(answers ask.Answers) bool { return answers.Value(actID(i)) == "own" }},
	}
}

// kindWords names a kind of finding as a person says it.
func kindWords(k privacy.Kind) string {
	switch k {
	case privacy.Email:
		return "e-mail address"
	case privacy.Phone:
		return "telephone number"
	case privacy.NHSNumber:
		return "NHS number"
	case privacy.Number:
		return "long number"
	}
	return string(k)
}

// flagPlace says where a finding is, in the journal's own terms.
func (a *app) flagPlace(ctx context.Context, v *vault.Vault, flag pack.Flag) string {
	if flag.ID.IsZero() { // no thing of the journal, such as the sentence on how somebody is
		return flag.Item + ", " + flag.Part
	}
	kind, _, _ := strings.Cut(flag.Item, " ")
	return kind + " " + a.short(ctx, v, flag.ID) + ", " + a.partOf(ctx, v, flag)
}

// partOf names the part of an item that a finding is in. A pack numbers
// the answers that it holds, a journal all of them.
func (a *app) partOf(ctx context.Context, v *vault.Vault, flag pack.Flag) string {
	head, number, ok := strings.Cut(flag.Part, "answer ")
	n, err := strconv.Atoi(number)
	e := new(journal.Entry)
	if !ok || err != nil || v.Load(ctx, flag.ID, e) != nil {
		return flag.Part
	}
	for i, answer := range e.Answers {
		if answer.Skipped || strings.TrimSpace(answer.Text) == "" {
			continue
		}
		if n--; n == 0 {
			return head + "answer " + strconv.Itoa(i+1)
		}
	}
	return flag.Part
}

// foundJSON is one undecided finding of a pack, without its words.
type foundJSON struct {
	Key     string        `json:"key"`
	Item    string        `json:"item"`
	ID      string        `json:"id"`
	Part    string        `json:"part"`
	Start   int           `json:"start"`
	End     int           `json:"end"`
	Kind    privacy.Kind  `json:"kind"`
	Level   privacy.Level `json:"level"`
	Why     string        `json:"why"`
	Suggest string        `json:"suggest"`
}

// undecided makes the error that lists where the undecided findings are
// and how to go on; with --json the list is data.
func (a *app) undecided(ctx context.Context, v *vault.Vault, u *pack.UndecidedError) error {
	const goOn = "Look at the words: afterword check %s. Then mend them in the journal, decide by --decisions FILE (docs/pack.md; the keys: afterword export --json), or let them leave by --share-undecided."
	first := "-"
	if i := slices.IndexFunc(u.Flags, func(f pack.Flag) bool { return !f.ID.IsZero() }); i >= 0 {
		first = a.short(ctx, v, u.Flags[i].ID)
	}
	if !a.flags.json {
		var lines []string
		for _, f := range u.Flags {
			lines = append(lines, fmt.Sprintf("  %s: %s; %s", a.flagPlace(ctx, v, f), kindWords(f.Finding.Kind), f.Finding.Why))
		}
		return hinted(u, "%s\n"+goOn, strings.Join(lines, "\n"), first)
	}
	list := []foundJSON{}
	for _, f := range u.Flags {
		kind, _, _ := strings.Cut(f.Item, " ")
		id := f.ID.String()
		if f.ID.IsZero() {
			kind, id = f.Item, ""
		}
		list = append(list, foundJSON{f.Key, kind, id, a.partOf(ctx, v, f), f.Finding.Start, f.Finding.End,
			f.Finding.Kind, f.Finding.Level, f.Finding.Why, f.Finding.Suggest})
	}
	err := a.putJSON(struct {
		Schema   string      `json:"schema"`
		Findings []foundJSON `json:"findings"`
	}{"afterword/findings/1", list})
	if err != nil {
		return err
	}
	return hinted(u, goOn, first)
}
