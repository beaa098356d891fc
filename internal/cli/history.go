package cli

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

// newHistory is the command that lists the revisions of an entry.
func (a *app) newHistory() *cobra.Command {
	return &cobra.Command{
		Use:               "history ENTRY",
		Short:             "List an entry's revisions and what changed",
		Long:              "Lists the revisions of an entry, the oldest first: when each was saved and what\nit changed, in counts and not in words. Nothing that was written is overwritten;\n`afterword show ENTRY --revision N` shows each.",
		Example:           "  afterword history last\n  afterword history last --json",
		Args:              exactly(1, "say which entry, such as last or an id from `afterword list`"),
		RunE:              func(c *cobra.Command, args []string) error { return a.history(c.Context(), args[0]) },
		ValidArgsFunction: a.offerEntry,
	}
}

// revisionJSON is one revision of an entry.
type revisionJSON struct {
	Revision int      `json:"revision"`
	SavedAt  string   `json:"saved_at"`
	State    string   `json:"state"` // live, deleted, forgotten
	Changes  []string `json:"changes"`
}

func (a *app) history(ctx context.Context, ref string) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	e, err := a.entry(ctx, v, ref)
	if err != nil {
		return err
	}
	metas, err := v.History(ctx, e.ID)
	if err != nil {
		return fmt.Errorf("entry %s: %w", ref, err)
	}
	s := sheet{count: counted(len(metas), "revision"), columns: []column{{"Revision", ""}, {"Saved", ""}, {"State", ""}, {"Changes", ""}}, whole: true}
	list := []revisionJSON{}
	var was *journal.Entry
	for _, m := range metas {
		if m.State == journal.Forgotten {
			list = append(list, revisionJSON{m.Revision, "", string(m.State), []string{}})
			s.rows = append(s.rows, line{cells: []string{fmt.Sprint(m.Revision), "", "forgotten", ""}})
			continue
		}
		is, err := a.revision(ctx, v, e.ID, m.Revision, e.Revision)
		if err != nil {
			return fmt.Errorf("entry %s, revision %d: %w", ref, m.Revision, err)
		}
		r := revisionJSON{m.Revision, instant(m.Saved), "live", nil}
		if r.Changes = changes(was, is); m.Forgot {
			r.Changes = []string{"the wording before it was forgotten on " + m.Saved.Date().Long()}
		}
		state := ""
		if m.State == journal.Deleted {
			r.State, state = "deleted", "in the trash"
		}
		list = append(list, r)
		s.rows = append(s.rows, line{cells: []string{
			fmt.Sprint(m.Revision), m.Saved.Time().Format("2006-01-02 15:04"), state, strings.Join(r.Changes, "; "),
		}})
		was = is
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema    string         `json:"schema"`
			ID        string         `json:"id"`
			Revisions []revisionJSON `json:"revisions"`
		}{"afterword/history/1", e.ID.String(), list})
	}
	a.putSheet(s)
	return nil
}

// changes says what a revision changed, without a word of what was
// written. was is nil for the first.
func changes(was, is *journal.Entry) []string {
	if was == nil {
		return []string{"written: " + counted(len(is.Answers), "answer") + ", " + counted(is.Words(), "word")}
	}
	var out []string
	switch {
	case is.State == was.State:
	case is.State == journal.Deleted:
		out = append(out, "put into the trash")
	default:
		out = append(out, "taken out of the trash")
	}
	switch {
	case is.Held && !was.Held:
		out = append(out, "put on hold")
	case was.Held && !is.Held:
		out = append(out, "released from its hold")
	}
	if is.Looked != was.Looked {
		out = append(out, "looked at, to be kept longer")
	}
	out = append(out, answerChanges(was.Answers, is.Answers)...)
	if was.Visibility != is.Visibility {
		out = append(out, fmt.Sprintf("visibility %s instead of %s", is.Visibility, was.Visibility))
	}
	for _, f := range []struct {
		name string
		same bool
	}{
		{"shift date", was.Shift == is.Shift},
		{"kind", was.Kind == is.Kind},
		{"framework", was.Framework == is.Framework},
		{"goals", slices.Equal(was.Goals, is.Goals)},
		{"energy", was.Energy == is.Energy},
		{"weight carried home", was.Weight == is.Weight},
		{"confidence", was.Confidence == is.Confidence},
		{"how it was decided", was.Decided == is.Decided},
		{"what comes next", was.Next == is.Next},
		{"risk", was.Risk == is.Risk},
		{"tags", slices.Equal(was.Tags, is.Tags)},
		{"aliases", slices.Equal(was.Aliases, is.Aliases)},
		{"the offer of a second look", was.Settled == is.Settled && was.Later == is.Later},
	} {
		if !f.same {
			out = append(out, f.name+" changed")
		}
	}
	if len(out) == 0 {
		if !reflect.DeepEqual(was.EntryHead, is.EntryHead) {
			return []string{"details changed"}
		}
		return []string{"nothing changed"}
	}
	return out
}

// answerChanges counts the answers that differ, place by place.
func answerChanges(was, is []journal.Answer) []string {
	both, n := min(len(was), len(is)), 0
	for i := range both {
		if was[i] != is[i] {
			n++
		}
	}
	var out []string
	for _, c := range []struct {
		n    int
		what string
	}{{n, "changed"}, {len(is) - both, "added"}, {len(was) - both, "taken out"}} {
		if c.n > 0 {
			out = append(out, counted(c.n, "answer")+" "+c.what)
		}
	}
	return out
}
