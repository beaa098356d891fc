package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newShow is the command that shows one entry.
func (a *app) newShow() *cobra.Command {
	var revision int
	cmd := &cobra.Command{
		Use:     "show ID",
		Short:   "Show an entry, a question or an action",
		Long:    "Shows every answer under its question as it was asked, with the measures, the\ndates, and the questions and actions that grew from it; second looks at it stand\nbeside it. The id of one of those shows it alone.",
		Example: "  afterword show last\n  afterword show last --revision 1\n  afterword show last --json",
		Args:    exactly(1, "say which entry, such as last or an id from `afterword list`"),
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("revision") && revision < 1 {
				return misused("--revision is a number from 1; see `afterword history %s`", args[0])
			}
			return a.show(c.Context(), args[0], revision)
		},
		ValidArgsFunction: a.offerEntry,
	}
	cmd.Flags().IntVar(&revision, "revision", 0, "as it was in revision `N`")
	return cmd
}

func (a *app) show(ctx context.Context, ref string, revision int) error {
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	t, err := a.thing(ctx, v, ref)
	if err != nil {
		return err
	}
	e, ok := t.(*journal.Entry)
	if !ok {
		if revision > 0 && revision != metaOf(t).Revision {
			return misused("--revision is for entries; a question or an action is shown as it is now")
		}
		return a.showGrown(ctx, v, t)
	}
	grew, err := grown(ctx, v, e)
	if err != nil {
		return err
	}
	newest := e.Revision
	if revision > 0 && revision != newest {
		if e, err = a.revision(ctx, v, e.ID, revision, newest); err != nil {
			return err
		}
	}
	looks, err := secondLooks(ctx, v, e)
	if err != nil {
		return err
	}
	if a.flags.json {
		return a.putJSON(struct {
			Schema string    `json:"schema"`
			Entry  shownJSON `json:"entry"`
		}{"afterword/show/1", shownToJSON(e, looks, grew)})
	}
	a.putHead(ctx, v, e, newest)
	for _, look := range looks {
		a.put("Second look: %s, %s", a.short(ctx, v, look.ID), look.Day())
	}
	a.putGrown(ctx, v, grew)
	if len(looks) > 0 {
		return a.putThenAndNow(ctx, v, e, looks)
	}
	a.putAnswers(e, true)
	return nil
}

// revision loads an entry as it once was.
func (a *app) revision(ctx context.Context, v *vault.Vault, id journal.ID, number, newest int) (*journal.Entry, error) {
	e := new(journal.Entry)
	err := v.LoadRevision(ctx, id, number, e)
	if errors.Is(err, vault.ErrNotFound) {
		short := a.short(ctx, v, id)
		return nil, hinted(fmt.Errorf("entry %s, revision %d: %w", short, number, errNotFound),
			"It has %s. See: afterword history %s", counted(newest, "revision"), short)
	}
	if errors.Is(err, vault.ErrForgotten) {
		short := a.short(ctx, v, id)
		return nil, hinted(fmt.Errorf("entry %s, revision %d: %w", short, number, err), "What it says now: afterword show %s", short)
	}
	return e, err
}

// secondLooks finds the live second looks at an entry, the oldest first.
// They were all written after it, so nothing older is opened.
func secondLooks(ctx context.Context, v *vault.Vault, e *journal.Entry) ([]*journal.Entry, error) {
	var looks []*journal.Entry
	for row, err := range v.Rows(ctx, vault.Reading{}) {
		if errors.Is(err, vault.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if row.First <= e.First {
			break
		}
		look := new(journal.Entry)
		if row.Kind == journal.KindEntry && row.Into(look) == nil && look.Parent == e.ID {
			looks = append([]*journal.Entry{look}, looks...)
		}
	}
	return looks, nil
}

// putHead writes what stands above the answers, one label a line.
func (a *app) putHead(ctx context.Context, v *vault.Vault, e *journal.Entry, newest int) {
	label := func(name, value string) {
		if value != "" {
			a.putLabel(name, value)
		}
	}
	label("Entry", a.short(ctx, v, e.ID))
	if e.State == journal.Deleted {
		label("In the trash", "take it out again with `afterword restore "+a.short(ctx, v, e.ID)+"`")
	}
	if e.Held {
		label("On hold", "it is not purged until `afterword hold release "+a.short(ctx, v, e.ID)+"`")
	}
	words := a.words(ctx)
	label(words.in("Shift"), e.Day().Long())
	if !e.Written.IsZero() {
		day, locked := "the same day", ""
		if e.Written.Date() != e.Day() {
			day = e.Written.Date().Long()
		}
		if e.Locked {
			locked = ", while the journal was locked"
		}
		label("Written", day+", "+e.Written.Time().Format("15:04")+locked)
	}
	label("Kind", strings.ReplaceAll(string(e.Kind), "-", " "))
	label("Framework", a.frameworkName(e.Framework))
	label("Goals", joined(e.Goals))
	label("Measures", measured(e.EntryHead))
	if !e.Learning.IsZero() {
		label("A note on learning goal", a.short(ctx, v, e.Learning))
	}
	label("Next", map[journal.Next]string{journal.NextAction: "an action", journal.NextQuestion: words.in("a question for supervision"),
		journal.NextLetGo: "let it go", journal.NextNothing: "nothing"}[e.Next])
	label("Anyone at risk", map[journal.Risk]string{journal.RiskNone: "no", journal.RiskHandedOver: "yes, handed over",
		journal.RiskOpen: "yes, not yet handed over when this was written"}[e.Risk])
	label("Visibility", strings.ReplaceAll(string(e.Visibility), "-", " "))
	label("Tags", joined(e.Tags))
	label("Aliases", joined(e.Aliases))
	if !e.Parent.IsZero() {
		label("A second look at", a.short(ctx, v, e.Parent))
	}
	if e.Revision == newest {
		label("Revision", fmt.Sprint(e.Revision))
	} else {
		label("Revision", fmt.Sprintf("%d of %d, saved %s", e.Revision, newest, e.Saved.Date().Long()))
	}
}

// putLabel writes a label and its value, wrapped where a terminal ends.
func (a *app) putLabel(name, value string) {
	text := name + ": " + underLabel(value)
	if a.Terminal.Out {
		text = wrapTo(text, a.width())
	}
	a.put("%s", text)
}

// underLabel is a value as it stands behind its label: each paragraph in one
// line, those after the first apart and set in.
func underLabel(value string) string {
	var out []string
	for part := range strings.SplitSeq(strings.TrimSpace(value), "\n\n") {
		if part = journal.PrintableLine(strings.TrimSpace(part)); part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, "\n\n  ")
}

// frameworkName is a framework's name, or its slug where the catalogue
// does not know it.
func (a *app) frameworkName(slug string) string {
	if slug == "" {
		return ""
	}
	if c, err := a.catalogue(); err == nil {
		if f, err := c.Framework(slug); err == nil {
			return f.Name
		}
	}
	return slug
}

// measured writes what was measured in words: energy 3 of 5.
func measured(h journal.EntryHead) string {
	var words []string
	for _, m := range []struct {
		name  string
		value int
	}{{"energy", h.Energy}, {"weight carried home", h.Weight}, {"confidence", h.Confidence}} {
		if m.value > 0 {
			words = append(words, fmt.Sprintf("%s %d of 5", m.name, m.value))
		}
	}
	if h.Minutes > 0 {
		words = append(words, counted(h.Minutes, "minute")+" of professional development")
	}
	if how := map[journal.Decided]string{journal.DecidedAlone: "decided alone", journal.DecidedChecked: "decided, then checked",
		journal.DecidedAsked: "asked before deciding"}[h.Decided]; how != "" {
		words = append(words, how)
	}
	return strings.Join(words, ", ")
}

// answerText is one answer under its question. It is numbered where that is
// how it is named when it is edited or checked, and not where number is 0.
// The widths are those of the title and of the text; with 0 they are not
// wrapped.
func answerText(number int, n journal.Answer, title, text int) string {
	var head []string
	if number > 0 {
		head = append(head, fmt.Sprintf("%d.", number))
	}
	if n.Question != "" {
		head = append(head, journal.PrintableLine(n.Question))
	}
	var about []string
	for _, s := range []string{n.Stage, string(n.Goal)} {
		if s != "" {
			about = append(about, s)
		}
	}
	if len(about) > 0 && number > 0 {
		head = append(head, "["+strings.Join(about, ", ")+"]")
	}
	words := n.Text
	switch {
	case words != "":
	case n.Skipped:
		words = "(skipped)"
	default:
		words = "(nothing written)"
	}
	wrap := func(s string, width int) string {
		if width == 0 {
			return s
		}
		return wrapTo(journal.Printable(s), width)
	}
	return strings.TrimLeft(wrap(strings.Join(head, " "), title)+"\n"+wrap(words, text), "\n")
}
