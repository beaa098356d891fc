package cli

import (
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

// newBring marks entries for supervision.
func (a *app) newBring() *cobra.Command {
	return a.newVisibility(journal.Bring, "bring", "Mark entries to bring to supervision",
		`Marks entries to be brought: the next pack can hold them, after its preview.
Nothing leaves the journal now. An entry marked never is refused until that
mark is taken off with keep.`,
		"  afterword bring last\n  afterword bring last --json")
}

// newKeep makes entries the writer's alone.
func (a *app) newKeep() *cobra.Command {
	return a.newVisibility(journal.JustMe, "keep", "Keep entries to yourself",
		`Keeps entries to yourself, as every new entry is: no pack holds them. It takes
back bring, and takes off never.`,
		"  afterword keep last\n  afterword keep last --json")
}

// newNever bars entries from ever being shared.
func (a *app) newNever() *cobra.Command {
	return a.newVisibility(journal.Never, "never", "Bar entries from every pack",
		`Bars entries from every pack. No choice and no flag of export can override it;
only keep takes the mark off.`,
		"  afterword never last\n  afterword never last --json")
}

// newVisibility is the command that gives entries one visibility.
func (a *app) newVisibility(to journal.Visibility, name, short, long, example string) *cobra.Command {
	return &cobra.Command{
		Use:               name + " ENTRY...",
		Short:             short,
		Long:              long,
		Example:           example,
		Args:              someEntries,
		ValidArgsFunction: a.offerEntries(false),
		RunE:              func(c *cobra.Command, args []string) error { return a.see(c.Context(), args, to) },
	}
}

// see gives all entries the visibility in one save, or changes none.
func (a *app) see(ctx context.Context, refs []string, to journal.Visibility) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	entries, err := a.allEntries(ctx, v, refs)
	if err != nil {
		return err
	}
	var things []journal.Thing
	already := map[journal.ID]bool{}
	for _, e := range entries {
		if err := a.notInTrash(ctx, v, e); err != nil {
			return err
		}
		already[e.ID] = e.Visibility == to
		if already[e.ID] {
			continue
		}
		if err := setVisibility(e, to, a.short(ctx, v, e.ID)); err != nil {
			return err
		}
		things = append(things, e)
	}
	if len(things) > 0 {
		if err := v.Save(ctx, a.stamp(), things...); err != nil {
			return err
		}
	}
	var all []changed
	for _, e := range entries {
		change, is := "visibility", "is now"
		if already[e.ID] {
			change, is = "none", "already was"
		}
		a.say("%s %s %s.", a.named(ctx, v, e), is, visibilityWords(to))
		all = append(all, changedEntry(e, change))
	}
	return a.putChanged(all)
}

// setVisibility changes who may see an entry. From never to bring there is
// no single step: the mark is taken off first, on purpose.
func setVisibility(e *journal.Entry, to journal.Visibility, id string) error {
	if e.Visibility == journal.Never && to == journal.Bring {
		return hinted(misused("entry %s is marked never and cannot be brought", id),
			"Nothing was changed. If you want to bring it after all, take the mark off first: afterword keep %s", id)
	}
	e.Visibility = to
	return nil
}

// visibilityWords says a visibility in a sentence.
func visibilityWords(to journal.Visibility) string {
	switch to {
	case journal.Bring:
		return "marked to bring; nothing leaves before its preview"
	case journal.Never:
		return "marked never; export cannot override that"
	}
	return "just for you"
}
