package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// supervisorCommand is the group of the supervisors and agreements.
func (a *app) supervisorCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "supervisor",
		Short: "Who supervises you, and what was agreed",
		Long: `A supervisor, with role, credential, contact and the agreement between you:
how often, how long, what for, since when, when to look at it again, and the
limits of what stays between you. All of it is sealed like the rest.`,
		Example: "  afterword supervisor list\n  afterword supervisor add --role practice --minutes 60",
	}
	c.AddCommand(a.supervisorAdd(), a.supervisorList(), a.showOne(journal.KindSupervisor, "Show a supervisor and the agreement"),
		a.supervisorEdit(), a.supervisorEnd())
	return c
}

// whichSupervisor says what is missing where no supervisor is named.
const whichSupervisor = "say which supervisor, such as last or an id from `afterword supervisor list`"

// supervisorFlags say of a supervisor what is neither name nor words.
type supervisorFlags struct {
	role, start, review string
	minutes             int
}

func (s *supervisorFlags) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&s.role, "role", "", "the `ROLE`: practice, management or restorative; own words go on a line \"Role:\"")
	f.IntVar(&s.minutes, "minutes", 0, "`MINUTES` agreed for a session")
	f.StringVar(&s.start, "start", "", "the `DAY` on which the agreement began or begins")
	f.StringVar(&s.review, "review-on", "", "the `DAY` to look at the agreement again: in 6 months, 2026-11-23")
	complete(c, "role", journal.Roles()...)
	complete(c, "minutes", "45", "60", "90")
	complete(c, "start", "today", "last month")
	complete(c, "review-on", "in 6 months", "in a year")
}

// apply puts what was given onto a supervisor's head.
func (s *supervisorFlags) apply(a *app, h *journal.SupervisorHead) (err error) {
	if s.role != "" {
		h.Role = strings.ToLower(strings.TrimSpace(s.role))
		if !contains(journal.Roles(), h.Role) {
			return hinted(misused("--role is practice, management or restorative"), "Other words go on a line \"Role:\" of standard input, or into the form.")
		}
	}
	if s.minutes < 0 || s.minutes > journal.LongestSession {
		return misused("--minutes runs from 1 to %d", journal.LongestSession)
	}
	if s.minutes > 0 {
		h.Minutes = s.minutes
	}
	if s.start != "" {
		if h.Start, err = a.pastOrAhead("Start", s.start); err != nil {
			return err
		}
	}
	if s.review != "" {
		if h.Review, err = a.aheadOrPast("Review", s.review); err != nil {
			return err
		}
	}
	return nil
}

// supervisorText is how a supervisor is written as a text.
const supervisorText = `standard input has lines that begin with Name:,
Role:, Credential:, Contact:, Frequency:, Purpose: and Limits:, in any order.`

func (a *app) supervisorAdd() *cobra.Command {
	var s supervisorFlags
	c := &cobra.Command{
		Use:     "add",
		Short:   "Note a supervisor and the agreement",
		Long:    "On a terminal it asks; only the name is needed. Otherwise " + supervisorText,
		Example: "  afterword supervisor add\n  printf 'Name: Sam\\nFrequency: every four weeks\\n' | afterword supervisor add --role restorative --minutes 60 --review-on \"in a year\"",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			t := &journal.Supervisor{SupervisorHead: journal.SupervisorHead{State: journal.SupervisorCurrent}}
			if err := s.apply(a, &t.SupervisorHead); err != nil {
				return err
			}
			return a.addSupervisor(c.Context(), t)
		},
	}
	s.flags(c)
	return c
}

// addSupervisor asks for a supervisor, or takes one from standard input.
func (a *app) addSupervisor(ctx context.Context, t *journal.Supervisor) error {
	if !a.dialogue() {
		text, err := a.piped()
		if err != nil {
			return err
		}
		if err := setSupervisor(t, text); err != nil {
			return err
		}
	}
	b, err := a.writing(ctx)
	if err != nil {
		return err
	}
	if a.dialogue() {
		return a.askNew(ctx, b, journal.Plan{Flow: journal.FlowSupervisor}, supervisorAnswers(t))
	}
	t.Written = a.stamp()
	if err := a.save(ctx, b, t); err != nil {
		return err
	}
	return a.addedThing(ctx, b, t, "is noted")
}

// setSupervisor takes the parts that a text has; others stay as they are.
func setSupervisor(t *journal.Supervisor, text string) error {
	into := map[string]*string{"name": &t.Name, "role": &t.Role, "credential": &t.Credential, "contact": &t.Contact,
		"frequency": &t.Frequency, "purpose": &t.Purpose, "limits": &t.Limits}
	for _, p := range journal.SplitParts(text, "name", "role", "credential", "contact", "frequency", "purpose", "limits") {
		if p.Label == "" {
			return hinted(misused("the text begins without a label, so it is not known what it says"), "Begin a line with Name:, Contact: or another label. See: afterword supervisor add --help")
		}
		*into[p.Label] = p.Text
	}
	if t.Name == "" {
		return hinted(misused("the name is missing"), "Give it on standard input: echo \"Name: Sam\" | afterword supervisor add")
	}
	return nil
}

func (a *app) supervisorList() *cobra.Command {
	var l loopList
	var state string
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the supervisors",
		Example: "  afterword supervisor list\n  afterword supervisor list --state current --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch journal.SupervisorState(state) {
			case "", journal.SupervisorCurrent, journal.SupervisorEnded:
			default:
				return misused("--state is current or ended")
			}
			return a.listSupervisors(c.Context(), l, journal.SupervisorState(state))
		},
	}
	c.Flags().StringVar(&state, "state", "", "in this `STATE`: current or ended")
	l.flags(c)
	complete(c, "state", "current", "ended")
	return c
}

func (a *app) listSupervisors(ctx context.Context, l loopList, state journal.SupervisorState) error {
	v, found, err := a.listOf(ctx, l, journal.KindSupervisor, func(t journal.Thing) bool {
		return state == "" || t.(*journal.Supervisor).SupervisorHead.State == state
	}, nil)
	if err != nil {
		return err
	}
	if a.flags.json {
		list := []supervisorJSON{}
		for _, t := range found {
			list = append(list, a.supervisorToJSON(t.(*journal.Supervisor)))
		}
		return a.putJSON(struct {
			Schema      string           `json:"schema"`
			Supervisors []supervisorJSON `json:"supervisors"`
		}{"afterword/supervisors/1", list})
	}
	if len(found) == 0 {
		a.say("No supervisor fits. Note one: afterword supervisor add")
		return nil
	}
	s := sheet{count: counted(len(found), "supervisor"), columns: []column{{"Id", ""}, {"State", ""}, {"Role", ""}, {"Agreement to be looked at", "review "}, {"Name", ""}}}
	for _, t := range found {
		sup := t.(*journal.Supervisor)
		s.rows = append(s.rows, line{cells: []string{a.short(ctx, v, sup.ID), string(sup.SupervisorHead.State), sup.Role, string(sup.Review), sup.Name}})
	}
	a.putSheet(s)
	return nil
}

func (a *app) supervisorEdit() *cobra.Command {
	var s supervisorFlags
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a supervisor or the agreement, keeping what it was",
		Long: `With a flag it changes that alone. Otherwise it asks on a terminal, or
` + supervisorText + `
What has no line stays as it is; a label with nothing after it takes it away.`,
		Example: "  afterword supervisor edit last --review-on \"in a year\"\n  echo \"Purpose: steadying after nights\" | afterword supervisor edit last",
		Args:    exactly(1, whichSupervisor),
	}
	s.flags(c)
	return a.onOne(c, journal.KindSupervisor, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		t := found.(*journal.Supervisor)
		return a.editOne(ctx, v, t, edits{
			given: s != supervisorFlags{},
			flags: func() error { return s.apply(a, &t.SupervisorHead) },
			flow:  journal.FlowSupervisor, answers: supervisorAnswers(t),
			text: func(text string) error { return setSupervisor(t, text) },
		})
	})
}

func (a *app) supervisorEnd() *cobra.Command {
	var on string
	var day journal.Date
	c := &cobra.Command{
		Use:     "end ID",
		Short:   "Note that a supervision has ended",
		Long:    "Notes that a supervision has ended. The sessions with that supervisor stay, and\nnothing is said of the agreement any more. To take it back: afterword undo.",
		Example: "  afterword supervisor end last\n  afterword supervisor end last --on \"last friday\"",
		Args:    exactly(1, whichSupervisor),
		PreRunE: func(*cobra.Command, []string) (err error) {
			if day = a.today(); on != "" {
				day, err = a.pastOrAhead("Ended", on)
			}
			return err
		},
	}
	c.Flags().StringVar(&on, "on", "", "the `DAY` it ended (default today)")
	complete(c, "on", "today", "last friday")
	return a.onOne(c, journal.KindSupervisor, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		t := found.(*journal.Supervisor)
		t.SupervisorHead.State, t.Ended = journal.SupervisorEnded, day
		return a.revise(ctx, v, t, "is noted as ended on "+day.Long())
	})
}

// roleOptions are the usual roles, and other words.
func roleOptions() []ask.Option {
	return []ask.Option{
		{Key: 'p', Value: "practice", Label: "Practice: the work and how it is done"},
		{Key: 'm', Value: "management", Label: "Management: accountability and workload"},
		{Key: 'r', Value: "restorative", Label: "Restorative: how the work leaves you"},
		{Key: 'o', Value: "other", Label: "In other words"},
	}
}
