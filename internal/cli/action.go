package cli

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
	"afterword/internal/vault"
)

// actionCommand is the group of the actions.
func (a *app) actionCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "action",
		Short: "What you mean to do, or agreed to",
		Long: `Actions come back until they are closed: done, partly done or dropped, with
what came of them. Those that are due are named where the program starts.`,
		Example: "  afterword action list\n  echo \"Read the lone-working policy.\" | afterword action add --due \"in 2 weeks\"",
	}
	c.AddCommand(a.actionAdd(), a.actionList(), a.showOne(journal.KindAction, "Show an action, and what came of it"), a.actionEdit(),
		a.actionClose("done", "Mark an action as done"), a.actionClose("partly", "Close an action that was done in part"),
		a.actionClose("drop", "Drop an action"))
	return c
}

// whichAction says what is missing where no action is named.
const whichAction = "say which action, such as last or an id from `afterword action list`"

// actionFlags say about an action what is not its text.
type actionFlags struct{ due, goal, kind, state, entry, session string }

func (o *actionFlags) flags(a *app, c *cobra.Command) {
	c.Flags().StringVar(&o.due, "due", "", "the `DAY` it is due: friday, next monday, in 2 weeks, 2026-11-23")
	c.Flags().StringVar(&o.goal, "goal", "", "the `GOAL` it belongs to")
	c.Flags().StringVar(&o.session, "session", "", "the `SESSION` it was agreed in, such as last")
	c.Flags().StringVar(&o.kind, "kind", "", "the `KIND`: change (a small change to test) or proposal (to model, ask for or propose)")
	completeGoals(c)
	complete(c, "kind", "change", "proposal")
	complete(c, "due", "tomorrow", "friday", "next monday", "in 2 weeks")
	a.offerFor(c, "session", journal.KindSession)
}

// apply puts what was given onto an action.
func (o *actionFlags) apply(ctx context.Context, a *app, t *journal.Action) (err error) {
	if err := setFrom(&t.Goal, o.goal, journal.ParseGoal); err != nil {
		return err
	}
	if err := setFrom(&t.Kind, o.kind, journal.ParseActionKind); err != nil {
		return err
	}
	if o.kind != "" {
		t.Goal = cmp.Or(t.Goal, t.Kind.Goal())
	}
	if o.due != "" {
		if t.Due, err = a.aheadOrPast("Due", o.due); err != nil {
			return err
		}
	}
	if o.state != "" {
		state, err := journal.ParseActionState(o.state)
		if err != nil {
			return usageError{err}
		}
		t.Close(state, a.today(), "")
	}
	for _, from := range []struct {
		ref  string
		kind journal.Kind
		into *journal.ID
	}{{o.session, journal.KindSession, &t.Session}, {o.entry, journal.KindEntry, &t.Entry}} {
		if from.ref == "" {
			continue
		}
		if *from.into, err = a.idOf(ctx, from.kind, from.ref); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) actionAdd() *cobra.Command {
	var o actionFlags
	c := &cobra.Command{
		Use:   "add",
		Short: "Note an action",
		Long: `On a terminal it asks. Otherwise standard input is the action; in it, lines
"Owner:", "Standard:" and "Due:" name who does it (you, where nothing is said),
the standard or code it relates to, and the day. "Sign:" makes it a small change
to test and says what would show that it helped.`,
		Example: "  afterword action add\n  printf 'Ask for the debrief notes.\\nOwner: supervisor\\n' | afterword action add --due friday --goal accountability",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			t := &journal.Action{ActionHead: journal.ActionHead{State: journal.ActionOpen}}
			if err := o.apply(c.Context(), a, t); err != nil {
				return err
			}
			return a.addAction(c.Context(), t)
		},
	}
	o.flags(a, c)
	c.Flags().StringVar(&o.entry, "entry", "", "the `ENTRY` it grew from, such as last")
	completeFrom(c, "entry", a.completeEntries)
	return c
}

// addAction asks for a new action, or takes it from standard input.
func (a *app) addAction(ctx context.Context, t *journal.Action) error {
	if !a.dialogue() {
		text, err := a.pipedNew("action", "echo \"Read the policy.\" | afterword action add --due friday")
		if err != nil {
			return err
		}
		if err := a.setAction(t, text); err != nil {
			return err
		}
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if a.dialogue() {
		return a.askNew(ctx, b, journal.Plan{Flow: journal.FlowAction, Entry: t.Entry, Session: t.Session}, actionAnswers(t))
	}
	t.Written = a.stamp()
	if err := a.save(ctx, b, t); err != nil {
		return err
	}
	return a.addedAction(ctx, b, t)
}

// addedAction says when a new action is due.
func (a *app) addedAction(ctx context.Context, b book, t *journal.Action) error {
	told := "is open"
	if t.Due != "" {
		told += ", due on " + t.Due.Long()
	}
	return a.addedThing(ctx, b, t, told)
}

// setAction takes an action from a text.
func (a *app) setAction(t *journal.Action, text string) (err error) {
	for _, p := range journal.SplitParts(text, "owner", "standard", "due", "sign") {
		switch p.Label {
		case "":
			t.Text = p.Text
		case "owner":
			t.Owner = ownerOf(p.Text)
		case "standard":
			t.Standard = p.Text
		case "sign":
			if t.Sign = p.Text; t.Sign != "" {
				t.Kind, t.Goal = cmp.Or(t.Kind, journal.ActionChange), cmp.Or(t.Goal, journal.Quality)
			}
		case "due":
			if t.Due, err = a.aheadOrPast("Due", p.Text); err != nil {
				return err
			}
		}
	}
	if t.Text == "" {
		return misused("the text does not say what is to be done; that stands before Owner:, Standard:, Due: and Sign:")
	}
	return nil
}

// ownerOf is an owner as it is kept: nothing stands for the writer.
func ownerOf(s string) string {
	if s = strings.TrimSpace(s); strings.EqualFold(s, "me") || strings.EqualFold(s, "myself") {
		return ""
	}
	return s
}

func (a *app) actionEdit() *cobra.Command {
	var o actionFlags
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change an action, keeping what it was",
		Long: `With a flag it changes that alone; --state open opens a closed one again, and
--due none takes the day away. Otherwise it asks on a terminal, or takes the
texts from standard input as add does.`,
		Example: "  afterword action edit last --due \"next friday\"\n  printf 'Read the policy with the team.\\nOwner: both of us\\n' | afterword action edit last",
		Args:    exactly(1, whichAction),
	}
	o.flags(a, c)
	c.Flags().StringVar(&o.state, "state", "", "the `STATE` it is in: open, done, partly or dropped")
	complete(c, "state", "open", "done", "partly", "dropped")
	return a.onOne(c, journal.KindAction, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		t := found.(*journal.Action)
		return a.editOne(ctx, v, t, edits{
			given: o != actionFlags{},
			flags: func() error {
				if strings.EqualFold(o.due, "none") {
					t.Due, o.due = "", ""
				}
				return o.apply(ctx, a, t)
			},
			flow: journal.FlowAction, answers: actionAnswers(t),
			text: func(text string) error { return a.setAction(t, text) },
		})
	})
}

// actionClose is the command that closes an action in one way.
func (a *app) actionClose(act, short string) *cobra.Command {
	c := &cobra.Command{
		Use: act + " ID", Short: short,
		Long:    short + ", with what came of it: from a form, or from standard input,\nwhich may be empty. To open it again: afterword action edit ID --state open",
		Example: "  afterword action " + act + " last\n  echo \"The new handover sheet holds.\" | afterword action " + act + " last",
		Args:    exactly(1, whichAction),
	}
	return a.onOne(c, journal.KindAction, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		t := found.(*journal.Action)
		state, told := closing(act)
		return a.actOn(ctx, v, t, journal.Plan{Flow: journal.FlowAction, Act: act}, map[string]string{"outcome": t.Outcome}, func(text string) error {
			t.Close(state, a.today(), text)
			return nil
		}, told)
	})
}

// closing is what an act that closes an action makes of it, and how that is
// told.
func closing(act string) (state journal.ActionState, told string) {
	switch act {
	case "partly":
		return journal.ActionPartly, "is closed, done in part"
	case "drop":
		return journal.ActionDropped, "is dropped"
	}
	return journal.ActionDone, "is done"
}
