package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newForget is the command that removes what an entry said before.
func (a *app) newForget() *cobra.Command {
	return &cobra.Command{
		Use:   "forget ENTRY",
		Short: "Remove what an entry said before, for good",
		Long: `An edit keeps what was there before. Once a name has been replaced, that is one
place too many: forget removes every earlier version of an entry from the
journal's file, for good, with its text, its marks and the line in lists, and
an unfinished edit of it. What it says now stays, and history says that the
earlier wording was forgotten, and when. Undo goes no further back than there.
The id of a question or an action that grew from an entry does the same for it.

Like a purge it reaches this file only, not copies of it made earlier.`,
		Example:           "  afterword forget last\n  afterword forget last --yes",
		Args:              exactly(1, "say which entry, such as: afterword forget last"),
		ValidArgsFunction: a.offerEntry,
		RunE:              func(c *cobra.Command, args []string) error { return a.forget(c.Context(), args[0]) },
	}
}

// forget shows what goes, asks, and removes the earlier wording.
func (a *app) forget(ctx context.Context, ref string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	t, err := a.thing(ctx, v, ref)
	if err == nil {
		err = a.notInTrash(ctx, v, t)
	}
	if err != nil {
		return err
	}
	o, err := a.olderOf(ctx, v, t)
	if err != nil {
		return err
	}
	if o.none() {
		a.say("%s has no earlier wording.", a.namedThing(ctx, v, t))
		return a.putChanged([]changed{changedThing(t, "none")})
	}
	if metaOf(t).Held {
		return hinted(fmt.Errorf("on hold, so nothing was forgotten: %s", a.namedThing(ctx, v, t)),
			"Once the matter is closed: afterword hold release %s", a.short(ctx, v, metaOf(t).ID))
	}
	a.say("To be forgotten, for good: %s of %s. What it says now stays.", o, a.namedThing(ctx, v, t))
	a.sayBeyond("forgotten")
	sure, err := a.confirm(ctx, "Forget the earlier wording?", fmt.Sprintf("%s of %s would go, for good; what it says now stays.\nThere is no way back.", o, a.short(ctx, v, metaOf(t).ID)))
	if err != nil {
		return err
	}
	if !sure {
		a.say("Nothing was forgotten.")
		return errLeft
	}
	return a.forgetOlder(ctx, v, t, o)
}

// offerForget asks, after words of an entry were replaced, whether what it
// said before is to be forgotten. Where nobody can be asked, or --yes was
// meant for something else, it says how.
func (a *app) offerForget(ctx context.Context, v *vault.Vault, id journal.ID) error {
	t, err := loadThing(ctx, v, id)
	if err != nil || t == nil || metaOf(t).Held {
		return err
	}
	o, err := a.olderOf(ctx, v, t)
	if err != nil || o.none() {
		return err
	}
	short := a.short(ctx, v, id)
	if a.flags.yes || !a.dialogue() {
		a.say("What it said before is still in its history. To remove that, for good: afterword forget %s", short)
		return nil
	}
	sure, err := a.confirm(ctx, "Forget what it said before?", fmt.Sprintf("%s of %s would go, for good; what it says now stays.\nIf not, it is there in the history: afterword forget %s later removes it.", o, short, short))
	if err != nil || !sure {
		return err
	}
	a.sayBeyond("forgotten")
	return a.forgetOlder(ctx, v, t, o)
}

// older is where the earlier wording of a thing is.
type older struct {
	revisions int
	drafts    []journal.ID     // unfinished edits
	words     *journal.Lexicon // without what was allowed in it and does not stand there any more
	dropped   int              // of the words
}

func (o older) none() bool { return o.revisions+len(o.drafts)+o.dropped == 0 }

// String is what goes, in words.
func (o older) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{o.revisions, "earlier revision"}, {len(o.drafts), "unfinished edit"}, {o.dropped, "allowed word"}} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// olderOf finds the earlier wording of a thing.
func (a *app) olderOf(ctx context.Context, v *vault.Vault, t journal.Thing) (o older, err error) {
	id := metaOf(t).ID
	if o.revisions, err = v.Forgettable(ctx, id); err != nil {
		return o, err
	}
	drafts, err := editDrafts(ctx, v, t)
	if err != nil {
		return o, err
	}
	for _, d := range drafts {
		o.drafts = append(o.drafts, d.ID)
	}
	if o.words, err = a.lexicon(ctx, v); err != nil {
		return o, err
	}
	if e, ok := t.(*journal.Entry); ok {
		o.dropped = o.words.Drop(id, func(w journal.AllowedWord) bool {
			return slices.ContainsFunc(e.Answers, func(answer journal.Answer) bool {
				return strings.Contains(journal.Fold(answer.Text), journal.Fold(w.Text)) &&
					(len(w.Place) == 0 || bytes.Equal(w.Place, v.Keyed(answer.Text)))
			})
		})
	}
	return o, nil
}

// forgetOlder removes the earlier wording: what was allowed in an entry
// first, so that being cut off in between leaves the rest to be asked
// about again.
func (a *app) forgetOlder(ctx context.Context, v *vault.Vault, t journal.Thing, o older) error {
	if o.dropped > 0 {
		if err := v.Save(ctx, a.stamp(), o.words); err != nil {
			return err
		}
		if _, err := v.Forget(ctx, a.stamp(), nil, o.words.ID); err != nil {
			return err
		}
		a.guarding = nil
	}
	if _, err := v.Forget(ctx, a.stamp(), o.drafts, metaOf(t).ID); err != nil {
		return err
	}
	if err := a.tidy(ctx, v); err != nil {
		return err
	}
	now, err := loadThing(ctx, v, metaOf(t).ID)
	if err != nil {
		return err
	}
	a.say("Forgotten: %s of %s.", o, a.namedThing(ctx, v, now))
	return a.putChanged([]changed{changedThing(now, "forgotten")})
}

// tidy takes the room that was freed out of the file.
func (a *app) tidy(ctx context.Context, v *vault.Vault) error {
	if err := v.Vacuum(ctx); err != nil {
		return hinted(fmt.Errorf("it is removed, but the file was not made smaller: %w", err),
			"What was removed is overwritten already. The next purge makes the file smaller.")
	}
	return nil
}
