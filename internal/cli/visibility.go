package cli

import (
	"context"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newBring marks entries for supervision.
func (a *app) newBring() *cobra.Command {
	return a.newVisibility(journal.Bring, "bring", "Mark entries to bring to supervision",
		`Marks entries to be brought: the next pack can hold them, after its preview.
Nothing leaves the journal now. An entry marked never is refused until that
mark is taken off with keep, and so is what grew from one.`,
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
only keep takes the mark off. The questions that grew from an entry are barred
with it.`,
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
	named, err := a.allThings(ctx, v, refs)
	if err != nil {
		return err
	}
	if named, err = withQuestions(ctx, v, named, to); err != nil {
		return err
	}
	var things []journal.Thing
	already := map[journal.ID]bool{}
	for _, t := range named {
		if err := a.notInTrash(ctx, v, t); err != nil {
			return err
		}
		id := metaOf(t).ID
		seen := seenBy(t)
		if seen == nil {
			return a.noVisibility(ctx, v, t)
		}
		if to == journal.Bring && *seen != journal.Never {
			if err := a.mayLeave(ctx, v, t); err != nil {
				return hinted(err, "Nothing was changed.")
			}
		}
		already[id] = *seen == to
		if already[id] {
			continue
		}
		if err := raise(kindOf(t), seen, to, a.short(ctx, v, id)); err != nil {
			return err
		}
		things = append(things, t)
	}
	if len(things) > 0 {
		if err := v.Save(ctx, a.stamp(), things...); err != nil {
			return err
		}
	}
	var all []changed
	for _, t := range named {
		change, is := "visibility", "is now"
		if already[metaOf(t).ID] {
			change, is = "none", "already was"
		}
		a.say("%s %s %s.", a.namedThing(ctx, v, t), is, visibilityWords(to))
		all = append(all, changedThing(t, change))
	}
	return a.putChanged(all)
}

// noVisibility refuses to mark what has no visibility of its own.
func (a *app) noVisibility(ctx context.Context, v *vault.Vault, t journal.Thing) error {
	err := misused("%s %s has no visibility of its own", kindOf(t), a.short(ctx, v, metaOf(t).ID))
	if from := grewFrom(t); !from.IsZero() {
		return hinted(err, "It comes with a pack until it is closed, unless the entry that it grew from is marked never: %s", a.short(ctx, v, from))
	}
	return hinted(err, "Only entries and questions are marked.")
}

// withQuestions adds, where the entries are to be marked never, the
// questions that grew from them: they tell of the same thing.
func withQuestions(ctx context.Context, v *vault.Vault, named []journal.Thing, to journal.Visibility) ([]journal.Thing, error) {
	all := named
	if to != journal.Never {
		return all, nil
	}
	for _, t := range named {
		e, ok := t.(*journal.Entry)
		if !ok {
			continue
		}
		grew, err := grown(ctx, v, e)
		if err != nil {
			return nil, err
		}
		for _, g := range grew {
			if kindOf(g) == journal.KindQuestion && metaOf(g).State == journal.Live {
				all = joinThings(all, g)
			}
		}
	}
	return all, nil
}

// setVisibility changes who may see an entry. From never to bring there is
// no single step: the mark is taken off first, on purpose.
func setVisibility(e *journal.Entry, to journal.Visibility, id string) error {
	return raise(journal.KindEntry, &e.Visibility, to, id)
}

// raise is setVisibility for a thing of any kind that has one.
func raise(kind journal.Kind, seen *journal.Visibility, to journal.Visibility, id string) error {
	if *seen == journal.Never && to == journal.Bring {
		return hinted(misused("%s %s is marked never and cannot be brought", kind, id),
			"Nothing was changed. If you want to bring it after all, take the mark off first: afterword keep %s", id)
	}
	*seen = to
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
