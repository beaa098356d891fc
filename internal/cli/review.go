package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
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

// deciding is going through the findings of what is to leave until it may.
type deciding struct {
	vault *vault.Vault // of the journal whose words they are; nil where they are of none
	list  []pack.Decision
	seen  map[string]bool // keys that were shown
	share bool            // what is undecided leaves on purpose
	// keep is told at every act what was decided so far in this review, and
	// before it; it may be nil.
	keep func(before, now []pack.Decision)
}

// decide asks about findings, one at a time, and takes note of what was
// decided. The words are shown there alone.
func (a *app) decide(ctx context.Context, d *deciding, flags []pack.Flag) error {
	f := ask.Form{Title: "Before this leaves"}
	if len(d.seen) > 0 {
		f.Notice = "Some of these are in words that you put there just now."
	}
	r, at := a.passagesOf(ctx, d.vault, flags)
	if d.keep != nil {
		r.Changed = func(now []ask.Decided) { d.keep(d.list, decisionsOf(now, flags, at)) }
	}
	through := a.goThrough
	if d.vault == nil { // what leaves is not of this journal, and nothing is noted in it
		through = a.goThroughOnce
	}
	out, end, err := through(ctx, f, r)
	d.list = append(d.list, decisionsOf(out.Decided, flags, at)...)
	switch {
	case err != nil:
		return err
	case end == ask.Interrupted:
		a.say("Nothing was written.")
		return a.ended(ctx)
	}
	for _, flag := range flags {
		d.seen[flag.Key] = true
	}
	a.naming.took(out.Decided)
	for _, one := range out.Decided {
		a.naming.left = append(a.naming.left, one.With)
		if one.Act == ask.ForGood {
			a.always = append(a.always, keptWord{words: one.Words, act: one.Act})
		}
	}
	return nil
}

// decisionsOf makes decisions of what was decided about flags; at is the
// place of each passage's first flag.
func decisionsOf(decided []ask.Decided, flags []pack.Flag, at []int) []pack.Decision {
	var list []pack.Decision
	for _, one := range decided {
		flag := flags[at[one.Passage]+one.Index]
		decision := pack.Decision{Key: flag.Key, Act: pack.Keep}
		if one.Act == ask.Replaced {
			decision.Act = pack.Replace
			if one.With != flag.Finding.Suggest {
				decision.With = one.With
			}
		}
		list = append(list, decision)
	}
	return list
}

// keepAlways notes the words that are kept for good from the gate on. It
// waits until the pack has left or not, since a journal that changes in
// between would not be the one that the pack was made of; err is how that
// ended. What else is kept at the gate stands in the record of the pack.
func (a *app) keepAlways(ctx context.Context, err error) error {
	kept := a.keepWords(context.WithoutCancel(ctx), a.always)
	a.always = nil
	if kept != nil && err == nil {
		return fmt.Errorf("noting the words to keep always: %w", kept)
	}
	return err
}

// passagesOf makes passages of flags, which are in the order of the pack;
// at is the place of each passage's first flag.
func (a *app) passagesOf(ctx context.Context, v *vault.Vault, flags []pack.Flag) (r ask.Review, at []int) {
	for i, flag := range flags {
		if i == 0 || flag.Item != flags[i-1].Item || flag.Part != flags[i-1].Part {
			r.Passages = append(r.Passages, ask.Passage{Name: a.flagPlace(ctx, v, flag), Text: flag.Text()})
			at = append(at, i)
		}
		p := &r.Passages[len(r.Passages)-1]
		p.Found = append(p.Found, flag.Finding)
	}
	return r, at
}

// shareAnyway asks what to do while some findings are undecided: go back to
// them, share them in so many words, or stop, which is the status of what is
// undecided.
func (a *app) shareAnyway(ctx context.Context, d *deciding, u *pack.UndecidedError) error {
	title, share := counted(u.Count, "possible identifier")+" undecided", fmt.Sprintf("Share with %d undecided", u.Count)
	if d.vault != nil {
		share += "; the count is kept in the record"
	}
	r, err := a.ask(ctx, ask.Form{Title: "Before this leaves", Questions: []ask.Question{{
		ID: "undecided", Kind: ask.Choice, Title: title, Note: "Whoever reads it will see these words.", Uncounted: true,
		Options: []ask.Option{
			{Key: 'b', Value: "back", Label: "Go back to them"},
			{Key: 's', Value: "share", Label: share},
			{Key: 'x', Value: "stop", Label: "Stop here; nothing leaves"},
		},
	}}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.Answers.Value("undecided") == "back":
		return a.decide(ctx, d, u.Flags)
	case r.Answers.Value("undecided") == "share":
		d.share = true
		return nil
	}
	return errStopped
}

// errStopped means that its writer did not let a pack leave undecided.
var errStopped = errors.New("stopped")

// flagPlace says where a finding is, in the journal's own terms.
func (a *app) flagPlace(ctx context.Context, v *vault.Vault, flag pack.Flag) string {
	if flag.ID.IsZero() { // no thing of the journal, such as the sentence on how somebody is
		return flag.Item + ", " + flag.Part
	}
	return itemKind(flag) + " " + a.short(ctx, v, flag.ID) + ", " + a.partOf(ctx, v, flag)
}

// itemKind is what the item of a finding is: its name without its number.
func itemKind(flag pack.Flag) string { return strings.TrimRight(flag.Item, " 0123456789") }

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

// flagsJSON lists findings without their words.
func (a *app) flagsJSON(ctx context.Context, v *vault.Vault, flags []pack.Flag) []foundJSON {
	list := []foundJSON{}
	for _, f := range flags {
		kind, id := itemKind(f), f.ID.String()
		if f.ID.IsZero() {
			kind, id = f.Item, ""
		}
		list = append(list, foundJSON{f.Key, kind, id, a.partOf(ctx, v, f), f.Finding.Start, f.Finding.End,
			f.Finding.Kind, f.Finding.Level, f.Finding.Why, f.Finding.Suggest})
	}
	return list
}
