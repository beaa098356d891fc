package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newPurge is the command that removes an entry for good.
func (a *app) newPurge() *cobra.Command {
	var trash bool
	cmd := &cobra.Command{
		Use:   "purge ENTRY | purge --trash",
		Short: "Remove an entry for good",
		Long: `Removes every revision of an entry from the journal's file, for good, and with
it the questions and actions that grew from it; the id of one of those purges
it alone. It shows what goes and asks you to type the id; --yes goes ahead without asking.
With --trash it empties the trash of what has been there for over 30 days.

A purge reaches this file only, not copies of it made earlier.`,
		Example:           "  afterword purge last --yes\n  afterword purge --trash --yes",
		ValidArgsFunction: a.offerEntries(true),
		Args: func(c *cobra.Command, args []string) error {
			if trash {
				return noArgs(c, args)
			}
			return exactly(1, "say which entry to purge, such as the id that `afterword list` shows, or give --trash")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if trash {
				return a.emptyTrash(c.Context())
			}
			return a.purge(c.Context(), args[0])
		},
	}
	cmd.Flags().BoolVar(&trash, "trash", false, "purge what has been in the trash for over 30 days")
	return cmd
}

// sayBeyond says what no purge can reach, nor anything else that removes
// words from this file; done is what is done to them.
func (a *app) sayBeyond(done string) {
	a.say("It cannot reach backups and copies made earlier, snapshots of the disk, old versions in a cloud folder, the spare blocks of a solid-state drive, or packs already shared. What is left of it there, apart from the packs, is sealed.")
	var folders []string
	for _, b := range a.knownBackups(a.locked.ID()) {
		if dir := filepath.Dir(b.path); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	if len(folders) > 0 {
		a.say("Backups of this journal are in %s; once it is %s, make a fresh one and remove those from before.", strings.Join(folders, " and "), done)
	}
}

// purge shows what goes, asks, and removes one entry.
func (a *app) purge(ctx context.Context, ref string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	t, err := a.thing(ctx, v, ref)
	if err != nil {
		return err
	}
	all, err := withGrown(ctx, v, t)
	if err != nil {
		return err
	}
	if n := heldAmong(all); n > 0 {
		return a.errHeld(n)
	}
	id := a.short(ctx, v, metaOf(t).ID)
	goes := a.purgeLine(t, id)
	a.say("To be purged, for good: %s, with its text and every earlier version of it.", a.purgeLine(t, id))
	for _, g := range all[1:] {
		a.say("  %s, which grew from it", a.purgeLine(g, a.short(ctx, v, metaOf(g).ID)))
	}
	drafts, err := editDrafts(ctx, v, t)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		a.say("  an unfinished edit of it, last written %s", d.Saved.Date().Long())
	}
	looks, err := a.secondLooks(ctx, v, metaOf(t).ID)
	if err != nil {
		return err
	}
	if looks > 0 {
		a.say("What was written about it later stays: %s.", counted(looks, "second look"))
	}
	a.sayBeyond("purged")
	if err := a.typedID(ctx, t, id, goes); err != nil {
		return err
	}
	return a.purgeAll(ctx, v, all)
}

// heldAmong counts the things that are on hold.
func heldAmong(things []journal.Thing) int {
	n := 0
	for _, t := range things {
		if metaOf(t).Held {
			n++
		}
	}
	return n
}

// withGrown is a thing and, where it is an entry, what grew from it.
func withGrown(ctx context.Context, v *vault.Vault, t journal.Thing) ([]journal.Thing, error) {
	all := []journal.Thing{t}
	e, ok := t.(*journal.Entry)
	if !ok {
		return all, nil
	}
	grew, err := grown(ctx, v, e)
	return append(all, grew...), err
}

// editDrafts finds the drafts that hold words of a thing: edits of it, what
// is about to be said of it, and questions and actions that grow from it.
func editDrafts(ctx context.Context, v *vault.Vault, t journal.Thing) ([]*journal.Draft, error) {
	drafts, _, err := v.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	var of []*journal.Draft
	for _, d := range drafts {
		id, p := metaOf(t).ID, d.Plan
		grows := p.Flow == journal.FlowEdit || p.Flow == journal.FlowQuestion || p.Flow == journal.FlowAction
		if grows && p.Entry == id || p.Thing == id {
			of = append(of, d)
		}
	}
	return of, nil
}

// purgeLine is one thing of those that go: date, kind, revisions.
func (a *app) purgeLine(t journal.Thing, id string) string {
	kind := string(kindOf(t))
	if e, ok := t.(*journal.Entry); ok {
		kind = string(e.Kind)
	}
	return fmt.Sprintf("%s, %s, %s, %s", id, dayOf(t).Long(), kind, counted(metaOf(t).Revision, "revision"))
}

// secondLooks counts the entries that were written about another.
func (a *app) secondLooks(ctx context.Context, v *vault.Vault, id journal.ID) (int, error) {
	all, err := a.entries(ctx, v, vault.Reading{}, 0, func(e *journal.Entry) bool { return e.Parent == id })
	return len(all), err
}

// typedID asks for the thing's id to be typed, which no slip of a finger
// does.
func (a *app) typedID(ctx context.Context, t journal.Thing, id, goes string) error {
	if a.flags.yes {
		return nil
	}
	if !a.dialogue() {
		return hinted(misused("a purge needs a yes; nothing was purged"), "Look at what goes, then give --yes. See: %s --help", a.called)
	}
	r, err := a.ask(ctx, ask.Form{Title: "Purge", Questions: []ask.Question{{
		ID: "id", Kind: ask.Line, Title: "To purge it, type its id: " + id,
		Note: goes + ", with every earlier version and what grew from it. There is no way back.\nLeave it empty to keep it.", Uncounted: true,
	}}})
	if err != nil {
		return err
	}
	if r.End == ask.Interrupted {
		return a.ended(ctx)
	}
	typed := r.Answers.Value("id")
	if r.End == ask.Left || typed == "" {
		a.say("Nothing was purged.")
		return errLeft
	}
	if p, err := journal.ParsePrefix(typed); err != nil || !p.Matches(metaOf(t).ID) {
		return hinted(fmt.Errorf("what was typed is not its id"), "Nothing was purged.")
	}
	return nil
}

// emptyTrash purges what has been in the trash for longer than promised.
func (a *app) emptyTrash(ctx context.Context) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	old, err := a.oldTrash(ctx, v)
	if err != nil {
		return err
	}
	if n := heldAmong(old); n > 0 {
		a.say("On hold, and left in the trash: %s. See: afterword hold list", counted(n, "thing"))
		old = slices.DeleteFunc(old, func(t journal.Thing) bool { return metaOf(t).Held })
	}
	if len(old) == 0 {
		a.say("Nothing has been in the trash for over %d days.", trashDays)
		return a.putChanged([]changed{})
	}
	a.say("To be purged, for good: %s.", countedThings(old))
	for _, t := range old {
		a.say("  %s, in the trash since %s", a.purgeLine(t, a.short(ctx, v, metaOf(t).ID)), metaOf(t).Saved.Date().Long())
	}
	a.sayBeyond("purged")
	sure, err := a.confirm(ctx, "Purge "+countedThings(old)+" for good?", "There is no way back.")
	if err != nil {
		return err
	}
	if !sure {
		a.say("Nothing was purged.")
		return nil
	}
	return a.purgeAll(ctx, v, old)
}

// oldTrash loads what has been in the trash for longer than promised.
func (a *app) oldTrash(ctx context.Context, v *vault.Vault) ([]journal.Thing, error) {
	return a.everything(ctx, v, func(m *journal.Meta) bool {
		return m.State == journal.Deleted && trashedUntil(m).Before(a.today())
	})
}

// purgeAll removes things, and the drafts that hold their words, and then
// the room they took in the file.
func (a *app) purgeAll(ctx context.Context, v *vault.Vault, things []journal.Thing) error {
	if n := heldAmong(things); n > 0 {
		return a.errHeld(n)
	}
	var all []changed
	for _, t := range things {
		drafts, err := editDrafts(ctx, v, t)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			if err := v.DropDraft(ctx, d.ID); err != nil {
				return err
			}
		}
		id := metaOf(t).ID
		if err := v.Purge(ctx, a.stamp(), id); err != nil {
			return err
		}
		all = append(all, changed{ID: id.String(), Kind: string(kindOf(t)), Change: "purged", State: "purged"})
	}
	if err := v.Vacuum(ctx); err != nil {
		return hinted(fmt.Errorf("the purge is done, but the file was not made smaller: %w", err),
			"What was removed is overwritten already. The next purge makes the file smaller.")
	}
	a.say("Purged: %s.", countedThings(things))
	return a.putChanged(all)
}
