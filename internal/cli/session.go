package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/vault"
)

// sessionCommand is the group of the meetings for supervision.
func (a *app) sessionCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "session",
		Short: "Note what came of a supervision session",
		Long: `After supervision: when and how long, what became of the questions you brought,
what was agreed, who does what by when, and when you meet next. Three minutes
are enough; everything but the day can be skipped.`,
		Example: "  afterword session add\n  afterword session list",
	}
	c.AddCommand(a.sessionAdd(), a.sessionList(), a.showOne(journal.KindSession, "Show a session, with its questions and actions"),
		a.sessionEdit(), a.sessionSign())
	return c
}

// whichSession says what is missing where no session is named.
const whichSession = "say which session, such as last or an id from `afterword session list`"

// sessionFlags say about a session what is not its text.
type sessionFlags struct {
	date, mode, medium, supervisor, next string
	minutes, size                        int
	goals                                []string
	named                                func(flag string) bool // whether a flag stands on the line
}

func (s *sessionFlags) flags(a *app, c *cobra.Command) {
	f := c.Flags()
	s.named = f.Changed
	f.StringVar(&s.date, "date", "", "the `DAY` it was: today, yesterday, last friday")
	f.IntVar(&s.minutes, "minutes", 0, "how many `MINUTES` it lasted")
	f.StringVar(&s.mode, "mode", "", "the `MODE`: one-to-one, group or peer")
	f.IntVar(&s.size, "size", 0, "in a group or among peers: `N` together, you included")
	f.StringVar(&s.medium, "medium", "", "the `MEDIUM`: in-person, video or telephone")
	f.StringVar(&s.supervisor, "supervisor", "", "the `SUPERVISOR`, by id, or last")
	f.StringArrayVar(&s.goals, "goal", nil, "a `GOAL` that was covered; may be given again")
	f.StringVar(&s.next, "next", "", "the `DAY` of the next one: in 4 weeks, next monday")
	completeGoals(c)
	complete(c, "date", "today", "yesterday")
	complete(c, "minutes", "45", "60", "90")
	complete(c, "mode", "one-to-one", "group", "peer")
	complete(c, "medium", "in-person", "video", "telephone")
	complete(c, "next", "in 2 weeks", "in 4 weeks", "next month")
	a.offerFor(c, "supervisor", journal.KindSupervisor)
}

// given reports whether any of them was given.
func (s *sessionFlags) given() bool {
	return s.date+s.mode+s.medium+s.supervisor+s.next != "" || s.minutes+s.size != 0 || len(s.goals) > 0
}

// apply puts what was given onto a session's head.
func (s *sessionFlags) apply(ctx context.Context, a *app, h *journal.SessionHead) (err error) {
	if s.date != "" {
		if h.Date, err = a.heldOn("Date", s.date); err != nil {
			return err
		}
	}
	switch {
	case s.named("minutes") && (s.minutes < 1 || s.minutes > journal.LongestSession):
		return misused("--minutes runs from 1 to %d", journal.LongestSession)
	case s.named("size") && (s.size < 1 || s.size > journal.MostTogether):
		return misused("--size runs from 1 to %d", journal.MostTogether)
	}
	if s.minutes > 0 {
		h.Minutes = s.minutes
	}
	if s.size > 0 {
		h.Size = s.size
	}
	if err := setFrom(&h.Mode, s.mode, journal.ParseSessionMode); err != nil {
		return err
	}
	switch together := h.Mode == journal.InGroup || h.Mode == journal.Peer; {
	case !together && s.size > 0:
		return misused("--size says how many met in a group or among peers; give --mode group or --mode peer with it")
	case !together:
		h.Size = 0
	}
	if err := setFrom(&h.Medium, s.medium, journal.ParseMedium); err != nil {
		return err
	}
	if len(s.goals) > 0 {
		if h.Goals, err = parsed(noBlanks(s.goals), journal.ParseGoal); err != nil {
			return err
		}
	}
	if s.next != "" {
		if h.Next, err = a.ahead("Next session", s.next); err != nil {
			return err
		}
	}
	if s.supervisor != "" {
		h.Supervisor, err = a.idOf(ctx, journal.KindSupervisor, s.supervisor)
	}
	return err
}

// heldOn reads the day of a meeting that has been.
func (a *app) heldOn(what, s string) (journal.Date, error) {
	d, err := a.day(s)
	if err != nil {
		return "", err
	}
	if a.today().Before(d) {
		return "", misused("%s is still to come; a session is noted once it has been", d.Long())
	}
	a.sayDay(what, s, d)
	return d, nil
}

func (a *app) sessionList() *cobra.Command {
	var l loopList
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the sessions, the latest first",
		Example: "  afterword session list\n  afterword session list --limit 0 --json",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.listSessions(c.Context(), l) },
	}
	l.flags(c)
	return c
}

func (a *app) listSessions(ctx context.Context, l loopList) error {
	v, found, err := a.listOf(ctx, l, journal.KindSession, nil, func(x, y journal.Thing) int { return strings.Compare(string(dayOf(y)), string(dayOf(x))) })
	if err != nil {
		return err
	}
	names, err := a.supervisorNames(ctx, v)
	if err != nil {
		return err
	}
	if a.flags.json {
		list := []sessionJSON{}
		for _, t := range found {
			list = append(list, sessionToJSON(t.(*journal.Session), names))
		}
		return a.putJSON(struct {
			Schema   string        `json:"schema"`
			Sessions []sessionJSON `json:"sessions"`
		}{"afterword/sessions/1", list})
	}
	if len(found) == 0 {
		a.say("No session is noted. %s", a.words(ctx).in("After supervision: afterword session add"))
		return nil
	}
	s := sheet{count: counted(len(found), "session"), columns: []column{
		{"Id", ""}, {"Date", ""}, {"Minutes", ""}, {"Mode", ""}, {"Medium", ""}, {"Signed", "signed "}, {"Supervisor", ""}}}
	for _, t := range found {
		n := t.(*journal.Session)
		minutes := ""
		if n.Minutes > 0 {
			minutes = fmt.Sprintf("%d min", n.Minutes)
		}
		s.rows = append(s.rows, line{cells: []string{a.short(ctx, v, n.ID), string(n.Date), minutes, modeWords(n.SessionHead),
			strings.ReplaceAll(string(n.Medium), "-", " "), string(n.SignedOn), names[n.Supervisor]}})
	}
	a.putSheet(s)
	return nil
}

// modeWords says how many were supervised together.
func modeWords(h journal.SessionHead) string {
	words := strings.ReplaceAll(string(h.Mode), "-", " ")
	if h.Size > 0 {
		words = strings.TrimSpace(fmt.Sprintf("%s of %d", words, h.Size))
	}
	return words
}

// supervisorNames are the names of all supervisors that were not purged.
func (a *app) supervisorNames(ctx context.Context, v *vault.Vault) (map[journal.ID]string, error) {
	names := map[journal.ID]string{}
	found, _, err := a.ofKind(ctx, v, vault.Reading{Deleted: true}, journal.KindSupervisor, nil)
	for _, t := range found {
		names[metaOf(t).ID] = t.(*journal.Supervisor).Name
	}
	return names, err
}

func (a *app) sessionEdit() *cobra.Command {
	var s sessionFlags
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a session, keeping what it was",
		Long: `With a flag it changes that alone. Otherwise it asks on a terminal, or takes
"Agreed:" and "Impact:" from standard input. Its questions and actions are
changed by their own commands.`,
		Example: "  afterword session edit last --minutes 90 --mode group --size 4\n  echo \"Impact: I pause before I answer.\" | afterword session edit last",
		Args:    exactly(1, whichSession),
	}
	s.flags(a, c)
	return a.onOne(c, journal.KindSession, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		n := found.(*journal.Session)
		return a.editOne(ctx, v, n, edits{
			given: s.given(),
			flags: func() error { return s.apply(ctx, a, &n.SessionHead) },
			flow:  journal.FlowSession, answers: sessionAnswers(n),
			text: func(text string) error {
				for _, p := range journal.SplitParts(text, "agreed", "impact") {
					if p.Label == "impact" {
						n.Impact = p.Text
					} else {
						n.Agreed = p.Text
					}
				}
				return nil
			},
		})
	})
}

func (a *app) sessionSign() *cobra.Command {
	var on string
	var day journal.Date
	c := &cobra.Command{
		Use:   "sign ID",
		Short: "Note who signed a session off, and when",
		Long: `Notes that a session was signed off: by whom, from a form or from standard
input; where nothing is given, the supervisor of the session. Nothing is signed
in any legal sense: it is a note of yours.`,
		Example: "  afterword session sign last\n  echo \"Sam\" | afterword session sign last --on yesterday",
		Args:    exactly(1, whichSession),
		PreRunE: func(*cobra.Command, []string) (err error) {
			if day = a.today(); on != "" {
				day, err = a.heldOn("On", on)
			}
			return err
		},
	}
	c.Flags().StringVar(&on, "on", "", "the `DAY` it was signed off (default today)")
	complete(c, "on", "today", "yesterday")
	return a.onOne(c, journal.KindSession, func(ctx context.Context, v *vault.Vault, found journal.Thing) error {
		n := found.(*journal.Session)
		names, err := a.supervisorNames(ctx, v)
		if err != nil {
			return err
		}
		answers := map[string]string{"by": names[n.Supervisor], "on": string(day)}
		return a.actOn(ctx, v, n, journal.Plan{Flow: journal.FlowSession, Act: "sign"}, answers, func(text string) error {
			n.SignedBy, n.SignedOn = cmp.Or(text, names[n.Supervisor]), day
			if n.SignedBy == "" {
				return hinted(misused("it is not known who signed it"), "Give the name on standard input: echo \"Sam\" | afterword session sign %s", c.Flags().Arg(0))
			}
			return nil
		}, "is noted as signed off on "+day.Long())
	})
}

// signForm asks who signed a session off, and when.
func signForm() ask.Form {
	return ask.Form{Title: "Sign-off", Questions: []ask.Question{
		{ID: "by", Kind: ask.Line, Title: "Who signed it off?", Note: "A note of yours, not a signature."},
		{ID: "on", Kind: ask.Line, Title: "On which day?"},
	}}
}
