package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newUndo is the command that takes the last change back.
func (a *app) newUndo() *cobra.Command {
	return &cobra.Command{
		Use:   "undo",
		Short: "Take back the last change",
		Long: `Takes back the last change that was saved. A new entry goes to the trash; a
changed one is again as it was before. Run it again to take back the change
before that. It adds revisions and loses none; only a purge, and what was
forgotten, cannot be undone.
It never takes the mark never off, nor marks anything to bring.`,
		Example: "  afterword undo\n  afterword undo --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			v, err := a.open(ctx)
			if err != nil {
				return err
			}
			all, err := a.undo(ctx, v)
			switch {
			case errors.Is(err, vault.ErrPurged):
				return hinted(err, "The last change was a purge, and a purge cannot be taken back.")
			case errors.Is(err, vault.ErrForgotten):
				return hinted(err, "The last change was to forget earlier wording, which cannot be taken back.")
			case errors.Is(err, vault.ErrNotFound):
				return hinted(&emptyError{"there is nothing to undo"}, "Nothing was changed. See what there is: afterword list")
			case err != nil:
				return err
			}
			return a.putChanged(all)
		},
	}
}

// undo takes the last change back and what was done along with it, and
// then closes again what that would have opened.
func (a *app) undo(ctx context.Context, v *vault.Vault) ([]changed, error) {
	b := taking{before: map[journal.ID]journal.Visibility{}, now: map[journal.ID]vault.Undone{}}
	at := a.stamp()
	for more := 1; more > 0; more-- {
		undone, err := v.Undo(ctx, at)
		if err != nil {
			if len(b.order) > 0 && (errors.Is(err, vault.ErrNotFound) || errors.Is(err, vault.ErrPurged) || errors.Is(err, vault.ErrForgotten)) {
				break
			}
			return nil, err
		}
		further, err := b.note(ctx, v, undone)
		if err != nil {
			return nil, hinted(err, "The last change is taken back all the same; to undo again would take back one more. See: afterword list, afterword verify.")
		}
		more += further
	}
	all := []changed{}
	for _, id := range b.order {
		u, short := b.now[id], a.short(ctx, v, id)
		if u.State == journal.Deleted {
			a.say("%s %s is in the trash.", kindTitle(u.Kind), short)
		} else {
			a.say("%s %s is as it was before its last change.", kindTitle(u.Kind), short)
		}
		kept, err := b.close(ctx, v, at, id)
		if err != nil {
			return nil, err
		}
		if kept != "" {
			a.say("Its visibility stays: %s. Undo opens nothing; keep and bring do.", visibilityWords(kept))
		}
		all = append(all, changed{ID: id.String(), Kind: string(u.Kind), Change: "undone", State: stateWord(u.State), Visibility: string(kept)})
	}
	return all, nil
}

// taking is what one undo has taken back.
type taking struct {
	order  []journal.ID
	before map[journal.ID]journal.Visibility // before the undo
	now    map[journal.ID]vault.Undone
}

// note keeps what was undone and says how many more saves belong to it: a
// visibility that an earlier undo closed again, and what went to the trash,
// or came out of it, along with an entry.
func (b *taking) note(ctx context.Context, v *vault.Vault, undone []vault.Undone) (further int, err error) {
	again := len(undone) > 0
	for _, u := range undone {
		_, seen := b.now[u.ID]
		b.now[u.ID] = u
		if !seen {
			b.order = append(b.order, u.ID)
		}
		t, err := loadThing(ctx, v, u.ID)
		if err != nil {
			return 0, err
		}
		if t == nil || seenBy(t) == nil {
			again = false
			continue
		}
		last := metaOf(t).Revision - 1
		if !seen {
			was, err := visibilityOf(ctx, v, t, last)
			if err != nil {
				return 0, err
			}
			b.before[u.ID] = was
		}
		closed, err := closedAgain(ctx, v, t, last)
		if err != nil {
			return 0, err
		}
		again = again && closed
		if e, ok := t.(*journal.Entry); ok {
			n, err := wentAlong(ctx, v, e)
			if err != nil {
				return 0, err
			}
			further += n
		}
	}
	if again {
		further++
	}
	return further, nil
}

// closedAgain reports whether a revision is what close adds after an undo:
// never, again, over something more open of the same moment.
func closedAgain(ctx context.Context, v *vault.Vault, t journal.Thing, number int) (bool, error) {
	if number < 3 {
		return false, nil
	}
	past, err := v.History(ctx, metaOf(t).ID)
	if err != nil || past[number-1].Saved != past[number-2].Saved {
		return false, err
	}
	var seen [3]journal.Visibility
	if past[number-3].State == journal.Forgotten {
		return false, nil // what forgot it is no edit
	}
	for i := range seen {
		if seen[i], err = visibilityOf(ctx, v, t, number-i); err != nil {
			return false, err
		}
	}
	return seen[0] == seen[2] && opens(seen[2], seen[1]), nil
}

// wentAlong counts the questions and actions that were put into the trash,
// or taken out, in the saves just before the one of their entry.
func wentAlong(ctx context.Context, v *vault.Vault, e *journal.Entry) (int, error) {
	past, err := v.History(ctx, e.ID)
	if err != nil || len(past) < 3 {
		return 0, err
	}
	was := past[len(past)-2]
	if was.State == e.State {
		return 0, nil
	}
	grew, err := grown(ctx, v, e)
	n := 0
	for i := len(grew) - 1; i >= 0; i-- { // the last one was saved last
		if m := metaOf(grew[i]); m.State == was.State && m.Saved == was.Saved && m.Seq == was.Seq-int64(n)-1 {
			n++
		}
	}
	return n, err
}

// close gives a thing its visibility back where an undo has opened it, and
// returns it; otherwise nothing.
func (b *taking) close(ctx context.Context, v *vault.Vault, at journal.Stamp, id journal.ID) (journal.Visibility, error) {
	was, ok := b.before[id]
	if !ok {
		return "", nil
	}
	t, err := loadThing(ctx, v, id)
	if err != nil || t == nil || !opens(was, *seenBy(t)) {
		return "", err
	}
	trashed := metaOf(t).State == journal.Deleted
	*seenBy(t) = was
	if err := v.Save(ctx, at, t); err != nil {
		return "", err
	}
	if trashed { // saving takes a thing out of the trash
		err = v.Delete(ctx, at, id)
	}
	return was, err
}

// opens reports whether an undo may not go from one visibility to another:
// off never, or up to bring.
func opens(from, to journal.Visibility) bool {
	return from != to && (from == journal.Never || to == journal.Bring)
}

// visibilityOf reads the visibility a thing had in a revision.
func visibilityOf(ctx context.Context, v *vault.Vault, t journal.Thing, number int) (journal.Visibility, error) {
	var once journal.Thing = new(journal.Entry)
	if kindOf(t) == journal.KindQuestion {
		once = new(journal.Question)
	}
	if err := v.LoadRevision(ctx, metaOf(t).ID, number, once); err != nil {
		return "", err
	}
	return *seenBy(once), nil
}

// kindTitle begins a sentence about a thing.
func kindTitle(k journal.Kind) string {
	switch k {
	case journal.KindEntry:
		return "Entry"
	case journal.KindQuestion:
		return "Question"
	case journal.KindAction:
		return "Action"
	case journal.KindSession:
		return "Session"
	case journal.KindSupervisor:
		return "Supervisor"
	case journal.KindLearning:
		return "Learning goal"
	case journal.KindShared:
		return "The record of sharing"
	case journal.KindAlias:
		return "Alias"
	case journal.KindLexicon:
		return "The list of words"
	}
	return "The record of " + string(k)
}
