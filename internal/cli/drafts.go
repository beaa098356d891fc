package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// newResume goes on with a draft.
func (a *app) newResume() *cobra.Command {
	return &cobra.Command{
		Use:     "resume [DRAFT]",
		Short:   "Go on with a draft",
		Long:    `Opens the draft that was begun last, or the one named, at the question where it stopped.`,
		Example: "  afterword resume\n  afterword drafts",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misused("resume takes one draft; see them with: afterword drafts")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			d, err := a.draft(c.Context(), v, args)
			if err != nil {
				return err
			}
			if !a.dialogue() {
				return misused("resume needs a terminal, or --accessible with the answers on standard input; the draft stays as it is")
			}
			return a.resume(c.Context(), v, d)
		},
	}
}

// draft finds a draft by the beginning of its id, or the last begun.
func (a *app) draft(ctx context.Context, v *vault.Vault, args []string) (*journal.Draft, error) {
	drafts, damage, err := v.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	if len(damage) > 0 {
		a.say("%s could not be opened. Run: afterword verify", counted(len(damage), "draft"))
	}
	if len(args) == 0 && len(drafts) > 0 {
		return drafts[0], nil
	}
	if len(args) > 0 {
		p, err := journal.ParsePrefix(args[0])
		if err != nil {
			return nil, usageError{err}
		}
		for _, d := range drafts {
			if p.Matches(d.ID) {
				return d, nil
			}
		}
		return nil, hinted(fmt.Errorf("draft %s: %w", args[0], errNotFound), "See which there are: afterword drafts")
	}
	return nil, hinted(&emptyError{"there is no draft to go on with"}, "Begin one: afterword quick")
}

// resume asks the rest of a draft, whatever flow it belongs to.
func (a *app) resume(ctx context.Context, v *vault.Vault, d *journal.Draft) error {
	switch d.Plan.Flow {
	case journal.FlowQuick:
		return a.runQuick(ctx, v, d)
	case journal.FlowReflect:
		return a.runReflect(ctx, v, d)
	case journal.FlowAgain:
		return a.runAgain(ctx, v, d)
	case journal.FlowEdit:
		return a.editDraft(ctx, v, d)
	case journal.FlowAdd:
		return a.resumeAdd(ctx, v, d)
	case journal.FlowQuestion, journal.FlowAction, journal.FlowSession, journal.FlowSupervisor, journal.FlowLearning:
		return a.runPlan(ctx, v, d)
	case journal.FlowReply:
		return hinted(misused("this draft is a reply to a pack, and none of the pack's words are kept here; the draft stays"),
			"Open the pack again and go on: afterword read FILE --reply REPLY")
	case journal.FlowPrepare:
		return a.runPrepare(ctx, v, d)
	}
	return hinted(fmt.Errorf("this draft is of a kind that this Afterword does not know"), "Use the newer Afterword that wrote it; the draft stays.")
}

// resumeAdd goes on with a note.
func (a *app) resumeAdd(ctx context.Context, v *vault.Vault, d *journal.Draft) error {
	p := d.Plan
	f := ask.Form{Title: "A note", Questions: []ask.Question{stepQuestion("s1", p.Steps[0], ask.Text)}}
	return a.finishing(ctx, v, d, f, func(answers ask.Answers) ([]journal.Thing, error) {
		e := &journal.Entry{EntryHead: journal.EntryHead{Kind: journal.Note, Shift: p.Shift, Goals: p.Goals,
			Tags: p.Tags, Aliases: p.Aliases, Visibility: p.Visibility}}
		gather(e, askedIDs(f, answers), "s", p.Steps, answers)
		if e.Words() == 0 {
			return nil, nil
		}
		e.MarkAsides()
		a.complete(e)
		return []journal.Thing{e}, nil
	})
}

// offerDraft offers an unfinished draft of the same flow before a new one
// is begun. done means that it was gone on with, or put aside.
func (a *app) offerDraft(ctx context.Context, b book, flow journal.Flow) (done bool, err error) {
	v := readable(b)
	if v == nil {
		return false, nil // locked: a draft cannot be read
	}
	drafts, _, err := v.Drafts(ctx)
	if err != nil {
		return false, err
	}
	for _, d := range drafts {
		if d.Plan.Flow != flow || !d.Plan.Thing.IsZero() {
			continue
		}
		r, err := a.ask(ctx, ask.Form{Title: "A draft waits", Questions: []ask.Question{{
			ID: "draft", Kind: ask.Choice, Uncounted: true, Title: "Go on with it?", Note: describe(d, a.words(ctx)),
			Options: []ask.Option{{Key: 'c', Value: "go-on", Label: "Continue"}, {Key: 'n', Value: "new", Label: "Begin a new one; the draft stays"}},
		}}})
		switch {
		case err != nil:
			return true, err
		case r.End == ask.Left:
			return true, errLeft
		case r.End == ask.Interrupted:
			return true, a.ended(ctx)
		case r.Answers.Value("draft") == "go-on":
			return true, a.resume(ctx, v, d)
		}
		return false, nil
	}
	return false, nil
}

// describe says what a draft is, without its words.
func describe(d *journal.Draft, w wording) string {
	return fmt.Sprintf("%s, begun %s, %s answered, last written %s", flowName(d, w),
		d.Started.Time().Format("Monday 2 January 15:04"), counted(answered(d), "question"), d.Saved.Time().Format("2 January 15:04"))
}

// draftWords says the same in few words, and in fewer.
func draftWords(d *journal.Draft, w wording) (few, fewer string) {
	name, saved := flowName(d, w), d.Saved.Time().Format("2 January 15:04")
	return fmt.Sprintf("%s, %s answered, %s", name, counted(answered(d), "question"), saved), name + ", " + saved
}

// flowName is what a draft is to be.
func flowName(d *journal.Draft, w wording) string {
	name := w.in(map[journal.Flow]string{journal.FlowQuick: "After the shift", journal.FlowReflect: "A reflection",
		journal.FlowAgain: "A second look", journal.FlowEdit: "An edit", journal.FlowAdd: "A note", journal.FlowQuestion: "A question for supervision",
		journal.FlowSupervisor: "A supervisor", journal.FlowSession: "A session", journal.FlowAction: "An action",
		journal.FlowReply:    "A reply to a pack",
		journal.FlowLearning: "A learning goal",
		journal.FlowPrepare:  "Preparing for supervision"}[d.Plan.Flow])
	if act := d.Plan.Act; act != "" {
		name += " (" + act + ")"
	}
	if d.Plan.Framework != "" && d.Plan.Flow == journal.FlowReflect {
		name += " with " + d.Plan.Framework
	}
	return name
}

// answered counts the questions that a draft has an answer to, leaving out
// the one about the day and what was never asked.
func answered(d *journal.Draft) int {
	n := 0
	for id := range d.Answers {
		if id != "night" && !strings.HasPrefix(id, keptMark) {
			n++
		}
	}
	return n
}

// newDrafts lists the drafts.
func (a *app) newDrafts() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "drafts",
		Short:   "List what was begun and not finished",
		Long:    `Lists the drafts, the last begun first. A draft stays until it is finished or discarded.`,
		Example: "  afterword drafts\n  afterword drafts --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			drafts, damage, err := v.Drafts(c.Context())
			if err != nil {
				return err
			}
			for _, d := range damage {
				a.say("%v", d)
			}
			if a.flags.json {
				return a.draftsJSON(drafts)
			}
			if len(drafts) == 0 {
				a.say("No drafts.")
			}
			words := a.words(c.Context())
			for _, d := range drafts {
				line := d.ID.String()[:8] + "  " + describe(d, words)
				if a.Terminal.Out {
					line = wrapTo(line, a.width())
				}
				a.put("%s", line)
			}
			return nil
		},
	}
	cmd.AddCommand(a.newDiscard())
	return cmd
}

func (a *app) draftsJSON(drafts []*journal.Draft) error {
	type one struct {
		ID        string `json:"id"`
		Flow      string `json:"flow"`
		Framework string `json:"framework"`
		StartedAt string `json:"started_at"`
		SavedAt   string `json:"saved_at"`
		Answered  int    `json:"answered"`
	}
	out := struct {
		Schema string `json:"schema"`
		Drafts []one  `json:"drafts"`
	}{Schema: "afterword/drafts/1", Drafts: []one{}}
	const instant = "2006-01-02T15:04:05Z07:00"
	for _, d := range drafts {
		out.Drafts = append(out.Drafts, one{d.ID.String(), string(d.Plan.Flow), d.Plan.Framework,
			d.Started.Time().Format(instant), d.Saved.Time().Format(instant), answered(d)})
	}
	return a.putJSON(out)
}

// newDiscard drops a draft for good.
func (a *app) newDiscard() *cobra.Command {
	return &cobra.Command{
		Use: "discard DRAFT", Short: "Remove a draft for good",
		Example: "  afterword drafts discard k7q2m4rs --yes",
		Args:    exactly(1, "say which draft; see them with: afterword drafts"),
		RunE: func(c *cobra.Command, args []string) error {
			v, err := a.open(c.Context())
			if err != nil {
				return err
			}
			d, err := a.draft(c.Context(), v, args)
			if err != nil {
				return err
			}
			what := describe(d, a.words(c.Context()))
			yes, err := a.confirm(c.Context(), "Remove this draft for good?", what)
			if err != nil || !yes {
				return err
			}
			if err := v.DropDraft(c.Context(), d.ID); err != nil {
				return err
			}
			a.say("Removed: %s.", strings.ToLower(what[:1])+what[1:])
			return nil
		},
	}
}
